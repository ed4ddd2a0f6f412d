#include <cb/query/fund_write.h>

#include <string.h>

#include <cb/data/publication.h>
#include <cb/data/reversal.h>
#include <cb/query/intake.h>
#include <cb/value/arg.h>
#include <cb/value/date.h>

#include "fund_records.h"
#include "fund_rule.h"

/* ---- reversals ---- */

/* Adds the cells that have a value, but for those that the row has already. */
static void
add_cells(const struct cb_office *office, const struct cb_cell *cells, struct cb_arena *arena,
          struct cb_rows_entered *row)
{
	for (int c = 0; c < FUND_N; c++) {
		const struct cb_column *column = &cb_register_fund.columns[c];
		char buf[CB_PRINT_MAX];

		if (cells[c].state != CB_VALUE || cb_rows_entered_has(row, column->key))
			continue;
		cb_rows_entered_add(row, column->key,
		                    cb_arena_text(arena, cb_office_cell_text(office, column, &cells[c], buf)).p);
	}
}

enum cb_status
cb_fund_reversal_row(struct cb_office *office, const char *no, int64_t day, struct cb_arena *arena,
                     struct cb_rows_entered *row)
{
	struct cb_scan_bound bound = { .column = FUND_NO };
	struct cb_input in = { .reg = &cb_register_fund };
	struct cb_records records;
	const struct cb_record *record;
	enum cb_status status;
	bool is_found = false;

	bound.low = bound.high = (struct cb_cell){ .state = CB_VALUE, .text = cb_text_of(no) };
	cb_records_open(&records, office, &in, &bound, 1);
	while (!is_found && cb_records_next(&records, &record) > 0) {
		struct cb_cell cells[FUND_N];

		is_found = cb_text_is(record->cells[FUND_NO].text, no);
		if (!is_found)
			continue;
		memcpy(cells, record->cells, sizeof(cells));
		cb_fund_reversal(cells, day);
		add_cells(office, cells, arena, row);
	}
	status = cb_records_close(&records);
	if (status == CB_OK && !is_found)
		status = cb_report(office->diag, CB_NO_SUCH_ENTRY, CB_NOWHERE, "", no);
	return status;
}

/* ---- closing ---- */

static bool
is_closed(struct cb_office *office, const struct cb_fund_closing *closing, const char *until)
{
	const struct fund_scope scope = { office, closing->community != NULL ? closing->community : "", closing->fund,
		                          (int32_t)closing->range.last_day };
	const struct cb_rule *rule = fund_rule_closing(&scope);

	if (rule == NULL)
		return false;
	cb_report(office->diag, CB_CLOSED_ALREADY, CB_NOWHERE, "", until, rule->id);
	return true;
}

/* Adds the rule to those that are there; a file of rules would replace them. */
static enum cb_status
store_rule(struct cb_office *office, const struct cb_fund_closing *closing, const char *until)
{
	struct cb_intake intake = { .office = office, .author = closing->author, .beside = true };
	struct cb_str id = { 0 };
	struct cb_rows_entered row = { 0 };
	enum cb_status status;

	cb_str_adds(&id, "closed-");
	cb_period_range_print(&closing->range, &id);
	if (!fund_is_usual(closing->fund))
		cb_str_addf(&id, "-%s", closing->fund);
	if (closing->community != NULL)
		cb_str_addf(&id, "-%s", closing->community);
	cb_rows_entered_add(&row, "rule", cb_str_c(&id));
	cb_rows_entered_add(&row, "what", "fund.closed");
	cb_rows_entered_add(&row, "scope", closing->fund);
	cb_rows_entered_add(&row, "key", closing->community);
	cb_rows_entered_add(&row, "value", "禁止");
	cb_rows_entered_add(&row, "basis", closing->author.command);
	cb_rows_entered_add(&row, "until", until);
	intake.dry_run = closing->dry_run;
	status = cb_intake_row(&intake, &cb_register_rule, &row);
	cb_str_release(&id);
	return status;
}

/* Sets the registered name of the community; false where it is not known, which is reported. */
static bool
find_community(struct cb_office *office, const char *community, struct cb_str *name)
{
	struct cb_text text = cb_text_of(community);
	uint32_t id = cb_names_find(office->names, CB_NAME_PARTY, text);
	const struct cb_column *column = &cb_register_fund.columns[FUND_COMMUNITY];

	cb_str_addt(name, id != 0 ? cb_office_name(office, id) : text);
	if (office->n_communities == 0 || (id != 0 && cb_office_community(office, id) != NULL))
		return true;
	id = cb_names_nearest(office->names, CB_NAME_PARTY, CB_NAME_IS_COMMUNITY, text);
	cb_report(office->diag, CB_UNKNOWN_NAME, CB_NOWHERE, column->key, cb_arg_either(column->zh, column->key),
	          community, cb_arg_nearest(cb_office_name(office, id)));
	return false;
}

enum cb_status
cb_fund_close(struct cb_office *office, const struct cb_fund_closing *asked)
{
	struct cb_fund_closing closing = *asked;
	struct cb_str until = { 0 }, name = { 0 };
	char buf[CB_PRINT_MAX];
	bool is_known = asked->community == NULL || find_community(office, asked->community, &name);
	enum cb_status status = CB_FOUND;

	closing.community = asked->community == NULL ? NULL : cb_str_c(&name);
	cb_str_addt(&until, cb_date_print(closing.range.last_day, buf));
	if (is_known && !is_closed(office, &closing, cb_str_c(&until)))
		status = store_rule(office, &closing, cb_str_c(&until));
	cb_str_release(&until);
	cb_str_release(&name);
	return status;
}

/* ---- publishing, audit ---- */

enum cb_status
cb_fund_publish(const struct cb_query_run *run, const struct cb_author *author, bool dry_run)
{
	const struct cb_office *office = run->office;
	bool is_whole = run->range.last_day == 0;
	const char *fund = fund_asked(run);
	const struct cb_publication publication = { .what = CB_PUBLISHED_STATEMENT,
		                                    .scope = cb_text_of(fund_is_usual(fund) ? "" : fund),
		                                    .first_day = is_whole ? INT64_MIN : run->range.first_day,
		                                    .last_day = is_whole ? run->today_day - 1 : run->range.last_day };
	enum cb_status status = cb_store_begin(office->store, office->diag);

	if (status == CB_OK)
		status = cb_store_publish(office->store, &publication, author, office->diag);
	if (status == CB_OK && !dry_run)
		status = cb_store_commit(office->store, office->diag);
	cb_store_end(office->store);
	return status;
}

bool
cb_fund_head_read(const char *word, struct cb_chain_head *head)
{
	const char *colon = strpbrk(word, ": ");
	size_t no = colon == NULL ? 0 : (size_t)(colon - word), hash = colon == NULL ? 0 : strlen(colon + 1);

	*head = (struct cb_chain_head){ 0 };
	if (no == 0 || no >= sizeof(head->no) || hash < CB_CHAIN_HEX / 2 || hash > CB_CHAIN_HEX ||
	    strspn(colon + 1, "0123456789abcdef") != hash)
		return false;
	memcpy(head->no, word, no);
	memcpy(head->hash, colon + 1, hash);
	return true;
}

enum cb_status
cb_fund_audit(struct cb_office *office, const struct cb_chain_head *printed, struct cb_table *out)
{
	struct cb_chain_head now;
	enum cb_status entries = cb_store_audit(office->store, &cb_register_fund, printed, &now, office->diag);
	enum cb_status batches = cb_store_verify_batches(office->store, office->diag);
	struct cb_str head = { 0 };
	struct cb_cell *cells;

	out->title_zh = "经费账核验";
	out->title_en = "Fund: audit";
	cb_table_column(out, "entries", "条数", &cb_type_int, NULL);
	cb_table_column(out, "head", "末笔校验码", &cb_type_text, NULL);
	cb_table_column(out, "state", "状态", &cb_type_text, NULL);
	if (now.no[0] != '\0')
		cb_str_addf(&head, "%s:%s", now.no, now.hash);
	cells = cb_table_row(out);
	cells[0] = cb_cell_number((int64_t)now.entries);
	cells[1] = cb_table_text(out, cb_str_text(&head));
	cells[2] = cb_table_text(out, cb_text_of(entries == CB_OK && batches == CB_OK ? "相符" : "不符"));
	cb_str_release(&head);
	return cb_status_worse(entries, batches);
}
