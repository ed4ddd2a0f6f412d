#include "fund_sums.h"

#include <stdlib.h>

#include <cb/value/money.h>

static struct cb_text
bytes_of(const struct fund_sums *sums, const struct cb_cell *keys, struct cb_str *out)
{
	for (int i = 0; i < sums->n_keys; i++) {
		cb_str_add(out, (const char *)&keys[i].n, sizeof(keys[i].n));
		cb_str_add(out, (const char *)&keys[i].text.len, sizeof(keys[i].text.len));
		cb_str_addc(out, (char)keys[i].state);
		cb_str_addt(out, keys[i].text);
	}
	return cb_str_text(out);
}

struct fund_sum *
fund_sums_at(struct fund_sums *sums, const struct cb_cell *keys)
{
	struct cb_str bytes = { 0 };
	struct cb_text key = bytes_of(sums, keys, &bytes);
	uint32_t at = cb_dict_get(&sums->at, key);

	if (at == 0) {
		struct fund_sum *sum;

		sums->sums = cb_grow(sums->sums, &sums->cap, sums->n + 1, sizeof(*sums->sums));
		sum = &sums->sums[sums->n];
		sum->index = sums->n++;
		for (int i = 0; i < sums->n_keys; i++) {
			sum->keys[i] = keys[i];
			if (keys[i].text.len > 0)
				sum->keys[i].text.p = cb_arena_copy(&sums->texts, keys[i].text.p, keys[i].text.len);
		}
		at = (uint32_t)sums->n;
		cb_dict_put(&sums->at, key, at);
	}
	cb_str_release(&bytes);
	return &sums->sums[at - 1];
}

static int
compare_keys(const struct cb_cell *a, const struct cb_cell *b)
{
	if (a->state != b->state)
		return a->state == CB_EMPTY ? 1 : -1;
	if (a->n != b->n)
		return a->n < b->n ? -1 : 1;
	return cb_text_compare(a->text, b->text);
}

static int
by_keys(const void *pa, const void *pb)
{
	const struct fund_sum *a = pa, *b = pb;

	for (int i = 0; i < FUND_KEYS_MAX; i++) {
		int order = compare_keys(&a->keys[i], &b->keys[i]);

		if (order != 0)
			return order;
	}
	return 0;
}

void
fund_sums_sort(struct fund_sums *sums)
{
	if (sums->n > 0)
		qsort(sums->sums, sums->n, sizeof(*sums->sums), by_keys);
}

void
fund_sums_release(struct fund_sums *sums)
{
	free(sums->sums);
	cb_dict_release(&sums->at);
	cb_arena_release(&sums->texts);
	*sums = (struct fund_sums){ 0 };
}

/* ---- cells ---- */

struct cb_cell
fund_text_cell(struct cb_text text)
{
	return (struct cb_cell){ .state = text.len > 0 ? CB_VALUE : CB_EMPTY, .text = text };
}

struct cb_cell
fund_name_cell(const struct cb_office *office, uint32_t id)
{
	return fund_text_cell(cb_office_name(office, id));
}

struct cb_cell
fund_word_cell(int word)
{
	return word < 0 ? (struct cb_cell){ 0 } : cb_cell_number(word);
}

struct cb_cell
fund_money_cell(struct cb_office *office, cb_wide fen)
{
	if (fen <= CB_NUMBER_MAX && fen >= -CB_NUMBER_MAX)
		return cb_cell_number((int64_t)fen);
	cb_report(office->diag, CB_OUT_OF_RANGE, CB_NOWHERE, "amount", "Σ");
	return (struct cb_cell){ 0 };
}

/* ---- levels ---- */

enum cb_status
fund_levels_load(struct fund_levels *levels, struct cb_office *office)
{
	struct cb_input in = { .reg = &cb_register_unit };
	struct cb_records records;
	const struct cb_record *record;
	enum cb_status status = cb_records_open(&records, office, &in, NULL, 0);

	*levels = (struct fund_levels){ 0 };
	while (status == CB_OK && cb_records_next(&records, &record) > 0) {
		size_t id = (size_t)record->cells[UNIT_NAME].n;

		levels->of = cb_grow(levels->of, &levels->cap, id + 1, sizeof(*levels->of));
		if (record->cells[UNIT_LEVEL].state == CB_VALUE)
			levels->of[id] = (uint8_t)(record->cells[UNIT_LEVEL].n + 1);
	}
	cb_records_close(&records);
	return status;
}

int
fund_level(const struct fund_levels *levels, uint32_t party)
{
	return party < levels->cap ? levels->of[party] - 1 : -1;
}
