#include <cb/query/volunteer_certificate.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cb/base/sha256.h>
#include <cb/query/export.h>
#include <cb/value/arg.h>
#include <cb/value/date.h>
#include <cb/value/mask.h>

#include "people.h"

enum { CODE_DIGITS = 16 };

/* ---- what is registered ---- */

struct registered {
	struct cb_table rows; /* as register certificate has them */
	const struct cb_cell *issued, *revoked;
};

static enum cb_status
load(struct registered *r, struct cb_office *office, struct cb_text serial)
{
	static const struct cb_period_range all_time = { 0 };
	enum cb_status status = CB_OK;

	*r = (struct registered){ 0 };
	cb_export_columns(&cb_register_certificate, &r->rows);
	if (cb_export_has(office, &cb_register_certificate))
		status = cb_export_rows(office, &cb_register_certificate, &all_time, &r->rows);
	for (size_t i = 0; i < r->rows.n_rows; i++) {
		const struct cb_cell *cells = cb_table_at(&r->rows, i);

		if (!cb_text_equal(cells[CERTIFICATE_SERIAL].text, serial))
			continue;
		if (cells[CERTIFICATE_ACTION].n == CERTIFICATE_ISSUE)
			r->issued = cells;
		else
			r->revoked = cells;
	}
	return status;
}

/* R3 */
static void
add_part(struct cb_sha256 *sum, struct cb_text text)
{
	cb_sha256_add(sum, text.p, text.len);
	cb_sha256_add(sum, "\n", 1);
}

/* The cells as they are printed: those of a row in the register, or of one to be. */
static void
make_code(const struct cb_text parts[6], char code[CODE_DIGITS + 1])
{
	struct cb_sha256 sum;
	uint8_t digest[32];
	char hex[65];

	cb_sha256_init(&sum);
	for (int i = 0; i < 6; i++)
		add_part(&sum, parts[i]);
	cb_sha256_finish(&sum, digest);
	cb_sha256_hex(digest, hex);
	memcpy(code, hex, CODE_DIGITS);
	code[CODE_DIGITS] = '\0';
}

static void
code_of_row(const struct cb_cell *cells, char code[CODE_DIGITS + 1])
{
	static const int columns[6] = { CERTIFICATE_SERIAL, CERTIFICATE_VOLUNTEER, CERTIFICATE_PERIOD,
		                        CERTIFICATE_HOURS, CERTIFICATE_DATE, CERTIFICATE_ISSUER };
	struct cb_text parts[6];
	char buf[6][CB_PRINT_MAX];

	for (int i = 0; i < 6; i++) {
		const struct cb_column *column = &cb_register_certificate.columns[columns[i]];

		parts[i] = cb_cell_print(column->type, column->arg, &cells[columns[i]], buf[i]);
	}
	make_code(parts, code);
}

/* ---- issuing ---- */

struct issuing {
	const struct cb_certificate *asked;
	const struct volunteer_person *person;
	int64_t minutes, times;
	struct cb_str activities; /* each once, in their order */
	const char *issuer;
	char serial[32], code[CODE_DIGITS + 1], hours[CB_PRINT_MAX], date[CB_PRINT_MAX], period[CB_PRINT_MAX];
};

/* R1 */
static void
add_up(struct issuing *is, const struct volunteer_roster *r, size_t person)
{
	struct cb_dict seen = { 0 };

	for (size_t i = 0; i < r->n_services; i++) {
		const struct cb_service *s = &r->services[i];

		if (s->person != person || !s->is_counted || s->day < is->asked->range.first_day ||
		    s->day > is->asked->range.last_day)
			continue;
		is->minutes += s->counted;
		is->times++;
		if (s->activity.len == 0 || !cb_dict_add(&seen, s->activity, 1))
			continue;
		cb_str_join(&is->activities, "、", s->activity);
	}
	cb_dict_release(&seen);
}

static void
print_into(char out[CB_PRINT_MAX], struct cb_text text)
{
	memmove(out, text.p, text.len);
	out[text.len] = '\0';
}

/* R2: of what was withdrawn too. */
static void
number_it(struct issuing *is)
{
	const struct cb_certificate *asked = is->asked;
	struct cb_cell hours = cb_cell_number(is->minutes);
	struct cb_text parts[6];
	char prefix[8];
	int64_t last;

	print_into(is->date, cb_date_print(asked->today_day, is->date));
	print_into(is->period, cb_period_print(asked->range.from, is->period));
	print_into(is->hours, cb_type_hours.print(NULL, &hours, is->hours));
	snprintf(prefix, sizeof(prefix), "%.4s-", is->date);
	last = cb_store_last_number(asked->office->store, &cb_register_certificate, CERTIFICATE_SERIAL, prefix);
	snprintf(is->serial, sizeof(is->serial), "%s%04lld", prefix, (long long)last + 1);
	parts[0] = cb_text_of(is->serial);
	parts[1] = is->person->no;
	parts[2] = cb_text_of(is->period);
	parts[3] = cb_text_of(is->hours);
	parts[4] = cb_text_of(is->date);
	parts[5] = cb_text_of(is->issuer);
	make_code(parts, is->code);
}

static void
add_row(const struct issuing *is, struct cb_arena *arena, struct cb_rows_entered *row)
{
	const struct cb_certificate *asked = is->asked;
	const char *const pairs[][2] = {
		{ "serial", is->serial },
		{ "action", "开具" },
		{ "period", is->period },
		{ "hours", is->hours },
		{ "date", is->date },
		{ "code", is->code },
		{ "issuer", is->issuer },
		{ "head", asked->head },
		{ "handler", asked->handler },
		{ "reason", asked->note },
	};

	cb_rows_entered_add(row, "volunteer", cb_arena_copy(arena, is->person->no.p, is->person->no.len));
	for (size_t i = 0; i < CB_COUNT(pairs); i++)
		if (pairs[i][1] != NULL)
			cb_rows_entered_add(row, pairs[i][0], cb_arena_copy(arena, pairs[i][1], strlen(pairs[i][1])));
}

/* ---- the certificate as it is seen ---- */

enum { NAME,
       NO,
       COMMUNITY,
       PERIOD,
       HOURS,
       TIMES,
       ACTIVITIES,
       ISSUER,
       HEAD,
       HANDLER,
       CONTACT,
       SERIAL,
       DATE,
       CODE,
       NOTE };

static const struct cb_query_column columns[] = {
	[NAME] = { "name", "姓名", .like = &cb_register_volunteer, .like_column = VOLUNTEER_NAME },
	[NO] = { "no", "编号", .type = &cb_type_text },
	[COMMUNITY] = { "community", "社区", .type = &cb_type_text },
	[PERIOD] = { "period", "期间", .type = &cb_type_period },
	[HOURS] = { "hours", "时长", .type = &cb_type_hours },
	[TIMES] = { "times", "次数", .type = &cb_type_int },
	[ACTIVITIES] = { "activities", "内容", .type = &cb_type_text },
	[ISSUER] = { "issuer", "名称", .type = &cb_type_text },
	[HEAD] = { "head", "负责人", .type = &cb_type_text },
	[HANDLER] = { "handler", "经办人", .type = &cb_type_text },
	[CONTACT] = { "contact", "联系方式", .type = &cb_type_text },
	[SERIAL] = { "serial", "证书号", .type = &cb_type_text },
	[DATE] = { "date", "日期", .type = &cb_type_date },
	[CODE] = { "code", "校验码", .type = &cb_type_text },
	[NOTE] = { "note", "备注", .type = &cb_type_text },
	{ 0 },
};

static bool
is_issued(struct cb_query_run *run)
{
	return run->issued != NULL;
}

static enum cb_status
fill_issued(struct cb_query_run *run, struct cb_table *out)
{
	memcpy(cb_table_row(out), run->issued->cells, run->issued->n_columns * sizeof(*run->issued->cells));
	return CB_OK;
}

const struct cb_query cb_query_issued = {
	.name = "issued",
	.zh = "服务记录证明",
	.title_en = "Certificate of voluntary service",
	.title_zh = "志愿服务记录证明",
	.columns = columns,
	.reads = "service",
	.has = is_issued,
	.fill = fill_issued,
	.en = "The certificate that cb-volunteer certificate issues; elsewhere no row.",
	.doc = "cb-volunteer certificate 正在开具的证明;其他命令中没有行。",
};

static void
fill_row(const struct issuing *is, struct cb_table *out)
{
	const struct cb_certificate *asked = is->asked;
	struct cb_cell *cells;

	cb_query_columns(&cb_query_issued, &(struct cb_query_run){ .office = asked->office }, out);
	cells = cb_table_row(out);
	cells[NAME] = cb_table_text(out, is->person->name);
	cells[NO] = cb_table_text(out, is->person->no);
	cells[COMMUNITY] = cb_table_text(out, cb_office_name(asked->office, is->person->community));
	cells[PERIOD] = cb_cell_number(asked->range.from);
	cells[HOURS] = cb_cell_number(is->minutes);
	cells[TIMES] = cb_cell_number(is->times);
	cells[ACTIVITIES] = cb_table_text(out, cb_str_text(&is->activities));
	cells[ISSUER] = cb_table_text(out, cb_text_of(is->issuer));
	cells[HEAD] = cb_table_text(out, cb_text_of(asked->head));
	cells[HANDLER] = cb_table_text(out, cb_text_of(asked->handler));
	cells[CONTACT] = cb_table_text(out, cb_text_of(asked->contact));
	cells[SERIAL] = cb_table_text(out, cb_text_of(is->serial));
	cells[DATE] = cb_cell_number(asked->today_day);
	cells[CODE] = cb_table_text(out, cb_text_of(is->code));
	cells[NOTE] = cb_table_text(out, cb_text_of(asked->note));
}

/* Its group, in the order of the columns. */
static const char *
group_of(size_t column)
{
	return column < PERIOD ? "志愿者" : column < ISSUER ? "服务情况"
	                            : column < SERIAL       ? "出具单位"
	                                                    : "证书";
}

void
cb_certificate_lines(const struct cb_table *issued, bool reveals, struct cb_table *out)
{
	enum { GROUP,
	       ITEM,
	       CONTENT };

	out->title_zh = issued->title_zh;
	out->title_en = issued->title_en;
	cb_table_column(out, "group", "类别", &cb_type_text, NULL);
	cb_table_column(out, "item", "项目", &cb_type_text, NULL);
	cb_table_column(out, "content", "内容", &cb_type_text, NULL);
	for (size_t c = 0; c < issued->n_columns; c++) {
		const struct cb_table_column *column = &issued->columns[c];
		char buf[CB_PRINT_MAX];
		struct cb_text content = cb_cell_print(column->type, column->arg, &issued->cells[c], buf);
		struct cb_str words = { 0 };
		struct cb_cell *cells;

		if (content.len == 0)
			continue;
		if (column->is_private && !reveals)
			cb_mask_value(column->type, content, CB_MASK_FULL, &words);
		else
			cb_str_addt(&words, content);
		cells = cb_table_row(out);
		cells[GROUP] = cb_table_text(out, cb_text_of(group_of(c)));
		cells[ITEM] = cb_table_text(out, cb_text_of(column->zh));
		cells[CONTENT] = cb_table_take(out, &words);
	}
}

static enum cb_status
find_issuer(struct issuing *is)
{
	const struct cb_certificate *asked = is->asked;
	const struct cb_rule *rule = cb_rules_pick(asked->office->rules, "report.issuer", "", "", 0, asked->today_day);

	is->issuer = asked->issuer != NULL ? asked->issuer : rule != NULL ? rule->value_text
	                                                                  : NULL;
	if (is->issuer != NULL)
		return CB_OK;
	return cb_report(asked->office->diag, CB_WHO_IS_NEEDED, CB_NOWHERE, "", "certificate", "--issuer");
}

enum cb_status
cb_certificate_issue(const struct cb_certificate *asked, struct cb_arena *arena, struct cb_rows_entered *row,
                     struct cb_table *issued)
{
	struct cb_query_run run = { .office = asked->office, .today_day = asked->today_day };
	struct issuing is = { .asked = asked };
	struct volunteer_people people = { 0 };
	size_t person = 0;
	enum cb_status status = find_issuer(&is);

	if (status == CB_OK)
		status = volunteer_people_one(&people, asked->office, asked->who, &person);
	people.roster.run = &run;
	if (status == CB_OK)
		status = volunteer_services_load(&people.roster, VOLUNTEER_OF_DATABASE);
	if (status == CB_OK) {
		is.person = &people.roster.persons[person];
		add_up(&is, &people.roster, person);
		if (is.minutes == 0)
			status = cb_report(asked->office->diag, CB_NOTHING_SERVED, CB_NOWHERE, "", is.person->no,
			                   cb_arg_period(asked->range.from));
	}
	if (status == CB_OK) {
		number_it(&is);
		fill_row(&is, issued);
		add_row(&is, arena, row);
	}
	cb_str_release(&is.activities);
	volunteer_people_release(&people);
	return status;
}

/* ---- answering for one ---- */

enum { GENUINE,
       REVOKED,
       WRONG_CODE,
       CHANGED,
       NOT_ISSUED };
static const char *const states[] = { "真实有效", "已撤销", "校验码不符", "记录有改动", "没有此证书" };

enum cb_status
cb_certificate_verify(struct cb_office *office, const char *asked, struct cb_table *out)
{
	size_t n = strcspn(asked, ":");
	struct cb_text serial = { asked, (uint32_t)n };
	const char *said = asked[n] == ':' ? asked + n + 1 : NULL;
	static const int shown[] = { CERTIFICATE_VOLUNTEER, CERTIFICATE_PERIOD, CERTIFICATE_HOURS, CERTIFICATE_DATE,
		                     CERTIFICATE_ISSUER };
	char code[CODE_DIGITS + 1] = "";
	struct registered r;
	struct cb_cell *row;
	enum cb_status status = load(&r, office, serial);
	int state = NOT_ISSUED;

	if (r.issued != NULL) {
		code_of_row(r.issued, code);
		state = !cb_text_is(cb_cell_text(&r.issued[CERTIFICATE_CODE]), code) ? CHANGED
		        : said != NULL && strcmp(said, code) != 0                    ? WRONG_CODE
		        : r.revoked != NULL                                          ? REVOKED
		                                                                     : GENUINE;
	}
	out->title_zh = "证书核对";
	out->title_en = "Certificate";
	cb_table_column(out, "serial", "证书号", &cb_type_text, NULL);
	cb_table_column(out, "result", "结果", &cb_type_text, NULL);
	for (size_t i = 0; i < CB_COUNT(shown); i++) {
		const struct cb_column *column = &cb_register_certificate.columns[shown[i]];

		cb_table_column(out, column->key, column->zh, column->type, column->arg);
	}
	row = cb_table_row(out);
	row[0] = cb_table_text(out, serial);
	row[1] = cb_table_text(out, cb_text_of(states[state]));
	/* to whom it was given is told to who has its code */
	for (size_t i = 0; i < CB_COUNT(shown) && (state == GENUINE || state == REVOKED); i++)
		row[2 + i] = cb_table_keep(out, r.issued[shown[i]]);
	cb_table_release(&r.rows);
	return status != CB_OK ? status : state == GENUINE ? CB_OK
	                                                   : CB_FOUND;
}

enum cb_status
cb_certificate_revoke(struct cb_office *office, const char *serial, struct cb_arena *arena, struct cb_rows_entered *row)
{
	static const int kept[] = { CERTIFICATE_VOLUNTEER, CERTIFICATE_PERIOD, CERTIFICATE_HOURS, CERTIFICATE_CODE,
		                    CERTIFICATE_ISSUER };
	struct registered r;
	char buf[CB_PRINT_MAX];
	enum cb_status status = load(&r, office, cb_text_of(serial));

	if (status == CB_OK && (r.issued == NULL || r.revoked != NULL))
		status = cb_report(office->diag, CB_NO_CERTIFICATE, CB_NOWHERE, "", serial,
		                   cb_arg_either(states[r.issued == NULL ? NOT_ISSUED : REVOKED],
		                                 r.issued == NULL ? "never issued" : "revoked already"));
	if (status == CB_OK) {
		cb_rows_entered_add(row, "serial", serial);
		cb_rows_entered_add(row, "action", "撤销");
	}
	for (size_t i = 0; status == CB_OK && i < CB_COUNT(kept); i++) {
		const struct cb_column *column = &cb_register_certificate.columns[kept[i]];
		struct cb_text text = cb_cell_print(column->type, column->arg, &r.issued[kept[i]], buf);

		if (text.len > 0)
			cb_rows_entered_add(row, column->key, cb_arena_copy(arena, text.p, text.len));
	}
	cb_table_release(&r.rows);
	return status;
}
