#include <cb/query/fund_journal.h>

#include <string.h>

#include <cb/value/date.h>
#include <cb/value/money.h>

#include "fund_ledger.h"

/* R3. */
static void
add_name(struct cb_str *out, struct cb_text name)
{
	static const char marks[] = ":;|()[]{}*!=\"@";
	static const char *const wide[] = { "：", "；", "｜", "（", "）", "［", "］", "｛", "｝", "＊", "！", "＝", "＂", "＠" };

	name = cb_text_trim(name);
	if (name.len == 0)
		cb_str_adds(out, "未注明");
	for (uint32_t i = 0; i < name.len; i++) {
		const char *mark = memchr(marks, name.p[i], sizeof(marks) - 1);

		if (mark != NULL)
			cb_str_adds(out, wide[mark - marks]);
		else
			cb_str_addc(out, (unsigned char)name.p[i] <= ' ' ? '_' : name.p[i]);
	}
}

static void
add_posting(struct cb_str *out, const char *top, struct cb_text one, const struct cb_text *two, int64_t fen)
{
	char buf[CB_PRINT_MAX];

	cb_str_addf(out, "    %s:", top);
	add_name(out, one);
	if (two != NULL) {
		cb_str_addc(out, ':');
		add_name(out, *two);
	}
	cb_str_addf(out, "  %.*s CNY\n", CB_TEXT_ARG(cb_money_print(fen, buf)));
}

static void
add_entry(const struct cb_office *office, const struct cb_record *record, struct cb_str *out)
{
	const struct cb_cell *cells = record->cells;
	const struct cb_word *sources = cb_register_fund.columns[FUND_SOURCE].arg;
	struct cb_text party = cb_office_name(office, (uint32_t)cells[FUND_PARTY].n);
	struct cb_text community = cb_office_name(office, (uint32_t)cells[FUND_COMMUNITY].n);
	int64_t fen = cells[FUND_AMOUNT].n;
	char buf[CB_PRINT_MAX];

	cb_str_addt(out, cb_date_print(cells[FUND_DATE].n, buf));
	if (cells[FUND_NO].state == CB_VALUE)
		cb_str_addf(out, " (%.*s)", CB_TEXT_ARG(cells[FUND_NO].text));
	cb_str_addc(out, ' ');
	add_name(out, party);
	cb_str_addc(out, '\n');
	if (fund_flow(record) == FLOW_RECEIVE) {
		struct cb_text source = cb_text_of(cells[FUND_SOURCE].state == CB_VALUE ? sources[cells[FUND_SOURCE].n].zh : "");

		add_posting(out, "assets", community, NULL, fen);
		add_posting(out, "income", source, &party, -fen);
	} else {
		add_posting(out, "expenses", cells[FUND_USE].text, &party, fen);
		add_posting(out, "assets", community, NULL, -fen);
	}
	cb_str_addc(out, '\n');
}

static bool
is_dated(const struct cb_office *office, const struct cb_record *record)
{
	const struct cb_column *date = &cb_register_fund.columns[FUND_DATE];

	if (record->cells[FUND_DATE].state == CB_VALUE)
		return true;
	cb_report(office->diag, CB_REQUIRED_MISSING, cb_record_where(record, FUND_DATE), date->key,
	          cb_arg_either(date->zh, date->key), date->key);
	return false;
}

enum cb_status
cb_fund_journal(const struct cb_query_run *run, struct cb_out *out)
{
	struct fund_records records;
	const struct cb_record *record;
	enum cb_status status = fund_records_open(&records, run);
	int flow;

	cb_str_addf(&out->buf, "; %s\n\n", fund_asked(run));
	while (status == CB_OK && fund_records_next(&records, &record) > 0) {
		flow = fund_flow(record);
		if ((flow != FLOW_RECEIVE && flow != FLOW_SPEND) || record->cells[FUND_AMOUNT].state != CB_VALUE ||
		    !fund_in_range(&run->range, fund_day(record)) || !is_dated(run->office, record))
			continue;
		add_entry(run->office, record, &out->buf);
		cb_out_flush(out);
	}
	return fund_records_close(&records);
}
