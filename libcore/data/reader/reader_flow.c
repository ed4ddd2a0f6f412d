/* Sums of what comes and of what goes, in a list that says in a column which of them an entry is: 收入合计 is the sum of
 * what came, and 结余 at the foot that less what went, and what a row above the first entry brought forward.
 *
 * Each word of the column has sums beside those of the columns of the file (data/totals.h). */
#include <string.h>

#include <cb/value/arg.h>
#include <cb/value/row_word.h>

#include "reader_state.h"

static int
flow_of(const struct cb_reader *r)
{
	return cb_column_find(r->in.reg, "flow");
}

static size_t
count_words(const struct cb_reader *r)
{
	const struct cb_word *words = r->in.reg->columns[flow_of(r)].arg;
	size_t n = 0;

	while (words[n].zh != NULL)
		n++;
	return n;
}

size_t
cb_flow_plan(struct cb_reader *r)
{
	int flow = flow_of(r), money = flow >= 0 ? cb_binding_money(r->in.reg) : -1;
	bool has = money >= 0 && r->sheet.file_columns[flow] != 0 && r->sheet.file_columns[money] != 0;

	r->sheet.flow = has && !r->sheet.binding.is_either ? flow : -1;
	r->sheet.left = (struct balance){ 0 };
	return r->sheet.flow < 0 ? 0 : count_words(r);
}

void
cb_flow_add(struct cb_reader *r, const struct cb_cell *amount, struct cb_text raw)
{
	const struct cb_cell *flow = &r->row.cells[r->sheet.flow];
	const struct cb_word *words = r->in.reg->columns[r->sheet.flow].arg;

	if (flow->state != CB_VALUE)
		return;
	cb_totals_add(&r->sheet.totals, r->sheet.binding.n + (size_t)flow->n, amount, raw);
	if (amount->state == CB_VALUE && strcmp(words[flow->n].key, "receive") == 0)
		r->sheet.left.change += amount->n;
	else if (amount->state == CB_VALUE && strcmp(words[flow->n].key, "pledge") != 0)
		r->sheet.left.change -= amount->n;
}

size_t
cb_flow_sums_at(const struct cb_reader *r, const struct field *f, struct cb_text word)
{
	const struct cb_word *words;

	if (r->sheet.flow < 0 || f->is->type != &cb_type_money)
		return cb_reader_sums_at(r, f->at);
	words = r->in.reg->columns[r->sheet.flow].arg;
	for (size_t i = 0; words[i].zh != NULL; i++)
		if (cb_text_find(word, words[i].zh) >= 0)
			return r->sheet.binding.n + i;
	return cb_reader_sums_at(r, f->at);
}

/* What was brought forward, above the first entry, or what is left, below: that may hold what the sheet does not say. */
static void
compare(struct cb_reader *r, int64_t fen, uint32_t at, uint32_t word_at)
{
	struct balance *left = &r->sheet.left;
	cb_wide should = left->fen + left->change;

	if (left->is_known && r->sheet.totals.n_rows > 0 && !r->sheet.totals.is_spoilt && fen != should)
		cb_report(r->diag, CB_BALANCE_WRONG, cb_reader_where(r, at + 1), "amount", cb_arg_money(fen),
		          cb_arg_money((int64_t)should));
	else if (fen != should)
		cb_report(r->diag, CB_ROW_NOT_CHECKED, cb_reader_where(r, word_at + 1), "",
		          cb_text_trim(r->row.raw.cells[word_at]));
	if (r->sheet.totals.n_rows == 0)
		*left = (struct balance){ .is_known = true, .fen = fen };
}

bool
cb_flow_is_balance(struct cb_reader *r)
{
	uint32_t at = 0;
	int money;

	if (r->sheet.flow < 0 || r->row.cells[r->sheet.flow].state != CB_EMPTY)
		return false;
	money = cb_binding_money(r->in.reg);
	if (r->row.cells[money].state != CB_VALUE)
		return false;
	while (at < r->row.raw.n && cb_text_trim(r->row.raw.cells[at]).len == 0)
		at++;
	if (at >= r->row.raw.n || !cb_row_word_is_balance(r->row.raw.cells[at]))
		return false;
	compare(r, r->row.cells[money].n, r->sheet.file_columns[money] - 1, at);
	return true;
}
