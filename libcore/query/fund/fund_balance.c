#include <stdlib.h>
#include <string.h>

#include <cb/base/suggest.h>

#include "fund_sums.h"

const char cb_fund_keys[] = "community|source|party|use|month|level";
enum { KEY_COMMUNITY,
       KEY_SOURCE,
       KEY_PARTY,
       KEY_USE,
       KEY_MONTH,
       KEY_LEVEL,
       KEYS };

static const struct {
	const char *key, *zh;
	const struct cb_type *type;
} keys[KEYS] = {
	[KEY_COMMUNITY] = { "community", "社区", &cb_type_text },
	[KEY_SOURCE] = { "source", "来源", &cb_type_enum },
	[KEY_PARTY] = { "party", "单位", &cb_type_text },
	[KEY_USE] = { "use", "用途类别", &cb_type_text },
	[KEY_MONTH] = { "month", "月份", &cb_type_period },
	[KEY_LEVEL] = { "level", "级别", &cb_type_enum },
};

struct balance {
	struct cb_office *office;
	const struct cb_fund_options *options;
	int asked[FUND_KEYS_MAX], n_asked;
	bool by_month;
	struct fund_sums sums;
	struct fund_levels levels;
};

/* ---- what is asked ---- */

static enum cb_status
unknown_key(struct balance *b, struct cb_text word)
{
	struct cb_nearest nearest = { 0 };
	struct cb_str text = { 0 }, hint = { 0 };

	for (int i = 0; i < KEYS; i++) {
		cb_nearest_try(&nearest, word, cb_text_of(keys[i].key));
		cb_nearest_try(&nearest, word, cb_text_of(keys[i].zh));
	}
	cb_str_addt(&text, word);
	cb_suggest(b->office->diag->lang, nearest.text, &hint);
	cb_report(b->office->diag, CB_UNKNOWN_BY, CB_NOWHERE, "", cb_str_c(&text), cb_fund_keys, cb_str_c(&hint));
	cb_str_release(&text);
	cb_str_release(&hint);
	return CB_USAGE;
}

static int
find_key(struct cb_text word)
{
	for (int i = 0; i < KEYS; i++)
		if (cb_text_is(word, keys[i].key) || cb_text_is(word, keys[i].zh))
			return i;
	return -1;
}

static enum cb_status
read_keys(struct balance *b)
{
	struct cb_text rest = cb_text_of(b->options->by != NULL ? b->options->by : keys[KEY_COMMUNITY].key);

	for (;;) {
		const char *comma = memchr(rest.p, ',', rest.len);
		struct cb_text word = { rest.p, comma == NULL ? rest.len : (uint32_t)(comma - rest.p) };
		int key = find_key(cb_text_trim(word));

		if (key < 0 || b->n_asked == FUND_KEYS_MAX)
			return unknown_key(b, word);
		b->asked[b->n_asked++] = key;
		b->by_month = b->by_month || key == KEY_MONTH;
		if (comma == NULL)
			return CB_OK;
		rest = (struct cb_text){ comma + 1, rest.len - word.len - 1 };
	}
}

/* ---- adding up ---- */

static struct cb_cell
key_of(const struct balance *b, int key, const struct cb_record *record)
{
	const struct cb_cell *cells = record->cells;

	switch (key) {
	case KEY_COMMUNITY:
		return fund_name_cell(b->office, (uint32_t)cells[FUND_COMMUNITY].n);
	case KEY_PARTY:
		return fund_name_cell(b->office, (uint32_t)cells[FUND_PARTY].n);
	case KEY_SOURCE:
		return fund_word_cell(cells[FUND_SOURCE].state == CB_VALUE ? (int)cells[FUND_SOURCE].n : -1);
	case KEY_USE:
		return fund_text_cell(cells[FUND_USE].text);
	case KEY_MONTH:
		if (cells[FUND_DATE].state != CB_VALUE)
			return (struct cb_cell){ 0 };
		return cb_cell_number(cb_period_of_day(CB_MONTH, cells[FUND_DATE].n));
	default:
		return fund_word_cell(fund_level(&b->levels, (uint32_t)cells[FUND_PARTY].n));
	}
}

static void
add_record(struct balance *b, const struct cb_record *record)
{
	int flow = fund_flow(record);
	int32_t day = fund_day(record);
	struct cb_cell at[FUND_KEYS_MAX] = { 0 };
	int64_t fen = record->cells[FUND_AMOUNT].n;
	bool inside = fund_in_range(b->options, day);
	struct fund_sum *sum;

	if (flow == FLOW_PLEDGE || record->cells[FUND_AMOUNT].state != CB_VALUE || !fund_by_end(b->options, day) ||
	    (b->by_month && !inside))
		return;
	for (int i = 0; i < b->n_asked; i++)
		at[i] = key_of(b, b->asked[i], record);
	sum = fund_sums_at(&b->sums, at);
	sum->balance += fund_change(flow, fen);
	if (inside && flow == FLOW_RECEIVE)
		sum->received += fen;
	if (inside && flow == FLOW_SPEND)
		sum->spent += fen;
}

static void
fill_table(struct balance *b, struct cb_table *out)
{
	out->title_zh = "共建经费收支结余";
	out->title_en = "Fund: received, spent, balance";
	for (int i = 0; i < b->n_asked; i++) {
		int key = b->asked[i];
		const void *arg = key == KEY_SOURCE  ? cb_register_fund.columns[FUND_SOURCE].arg
		                  : key == KEY_LEVEL ? cb_register_unit.columns[UNIT_LEVEL].arg
		                                     : NULL;

		cb_table_column(out, keys[key].key, keys[key].zh, keys[key].type, arg);
	}
	cb_table_column(out, "received", "收入", &cb_type_money, NULL);
	cb_table_column(out, "spent", "支出", &cb_type_money, NULL);
	cb_table_column(out, "balance", "结余", &cb_type_money, NULL);
	fund_sums_sort(&b->sums);
	for (size_t i = 0; i < b->sums.n; i++) {
		const struct fund_sum *sum = &b->sums.sums[i];
		struct cb_cell *cells = cb_table_row(out);

		for (int k = 0; k < b->n_asked; k++)
			cells[k] = sum->keys[k].text.len > 0 ? cb_table_text(out, sum->keys[k].text) : sum->keys[k];
		cells[b->n_asked] = fund_money_cell(b->office, sum->received);
		cells[b->n_asked + 1] = fund_money_cell(b->office, sum->spent);
		cells[b->n_asked + 2] = fund_money_cell(b->office, sum->balance);
	}
}

enum cb_status
cb_fund_balance(struct cb_office *office, const struct cb_fund_options *options, struct cb_table *out)
{
	struct balance b = { .office = office, .options = options };
	struct fund_records records;
	const struct cb_record *record;
	uint64_t errors = office->diag->errors;
	enum cb_status status = read_keys(&b);

	b.sums.n_keys = b.n_asked;
	if (status == CB_OK)
		status = fund_levels_load(&b.levels, office);
	if (status == CB_OK) {
		status = fund_records_open(&records, office, options);
		while (status == CB_OK && fund_records_next(&records, &record) > 0)
			add_record(&b, record);
		status = fund_records_close(&records);
	}
	if (status == CB_OK)
		fill_table(&b, out);
	fund_sums_release(&b.sums);
	free(b.levels.of);
	return status == CB_OK && office->diag->errors > errors ? office->diag->status : status;
}
