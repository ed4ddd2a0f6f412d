/* The balance that a ledger says beside each entry, and the rows that only carry one over.
 *
 * R1 It is that of the row above and what the entry has received, less what it has spent; where the newest stands on
 *    top, that of the row above less what that has changed. Pledges change nothing.
 * R2 Where rows are of several communities it may be that of each, or of all.
 * R3 Where it is not said, or an entry is refused, it is not known until it is said again. */
#include <string.h>

#include <cb/value/arg.h>
#include <cb/value/row_word.h>

#include "reader_state.h"

void
cb_balance_forget(struct cb_reader *r)
{
	r->sheet.above = (struct balance){ 0 };
	r->sheet.is_newest_first = false;
	if (r->sheet.above_of != NULL)
		memset(r->sheet.above_of, 0, r->sheet.cap_above_of * sizeof(*r->sheet.above_of));
}

/* What the row says; false: nothing that can be read, which is reported where it is not blank. */
static bool
read_balance(struct cb_reader *r, int64_t *fen)
{
	struct field *f = &r->sheet.balance;
	struct cb_parse_env env = cb_field_environment(r, f);
	struct cb_cell cell = { 0 };
	enum cb_code code = CB_FINE;

	if (r->sheet.n_balances == 0 || f->at >= r->row.raw.n)
		return false;
	code = cb_row_code(r, f->at);
	if (code == CB_FINE)
		code = f->is->type->parse(f->is->arg, r->row.raw.cells[f->at], &env, &cell);
	if (code != CB_FINE)
		cb_field_report(r, f, cb_reader_where(r, f->at + 1), code, r->row.raw.cells[f->at]);
	*fen = cell.n;
	return code == CB_FINE && cell.state == CB_VALUE;
}

static int
community_column(const struct cb_reader *r)
{
	return cb_column_find(r->in.reg, "community");
}

static struct balance *
above_of(struct cb_reader *r)
{
	const struct cb_cell *community = &r->row.cells[community_column(r)];
	size_t id = community->state == CB_VALUE ? (size_t)community->n : 0;

	r->sheet.above_of = cb_grow(r->sheet.above_of, &r->sheet.cap_above_of, id + 1, sizeof(*r->sheet.above_of));
	return &r->sheet.above_of[id];
}

/* What the entry changes. */
static cb_wide
change_of(const struct cb_reader *r)
{
	int flow = cb_column_find(r->in.reg, "flow");
	const struct cb_word *words = r->in.reg->columns[flow].arg;
	const struct cb_cell *amount = &r->row.cells[r->sheet.balance.column];
	const char *word = r->row.cells[flow].state == CB_VALUE ? words[r->row.cells[flow].n].key : "receive";
	cb_wide n = r->row.n_shares > 0 ? (cb_wide)r->row.n_shares : 1;

	if (amount->state != CB_VALUE || (strcmp(word, "receive") != 0 && strcmp(word, "spend") != 0))
		return 0;
	return (*word == 'r' ? amount->n : -amount->n) * n;
}

/* R1: may the balance be that, beside this one above it? */
static bool
fits(struct cb_reader *r, const struct balance *above, int64_t fen, cb_wide change)
{
	if (!above->is_known || fen == above->fen + change)
		return above->is_known;
	if (fen != above->fen - above->change)
		return false;
	r->sheet.is_newest_first = true;
	return true;
}

static struct cb_arg
expected(const struct cb_reader *r, const struct balance *above, cb_wide change)
{
	cb_wide fen = r->sheet.is_newest_first ? above->fen - above->change : above->fen + change;

	return cb_arg_money(fen > CB_NUMBER_MAX ? CB_NUMBER_MAX : fen < -CB_NUMBER_MAX ? -CB_NUMBER_MAX
	                                                                               : (int64_t)fen);
}

static void
report_wrong(struct cb_reader *r, int64_t fen, struct cb_arg should)
{
	cb_report(r->diag, CB_BALANCE_WRONG, cb_reader_where(r, r->sheet.balance.at + 1), r->sheet.balance.is->key,
	          cb_arg_money(fen), should);
}

void
cb_balance_check(struct cb_reader *r)
{
	struct balance *above = &r->sheet.above, *of = above_of(r);
	cb_wide change = change_of(r);
	int64_t fen = 0;
	bool is_known = read_balance(r, &fen), is_bound = of->is_known || above->is_opening;

	if (is_known && is_bound && !fits(r, above, fen, change) && !fits(r, of, fen, change))
		report_wrong(r, fen, expected(r, of->is_known ? of : above, change));
	*of = *above = (struct balance){ .is_known = is_known, .fen = fen, .change = change };
}

static bool
says_carried(const struct cb_reader *r)
{
	for (uint32_t at = 0; at < r->row.raw.n; at++)
		if (cb_row_word_is_carried(r->row.raw.cells[at]))
			return true;
	return false;
}

/* Has it no amount, or several, as the sums of a page? */
static bool
is_without_amount(const struct cb_reader *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->sheet.n_pivots; i++) {
		if (r->sheet.pivots[i].bad != CB_FINE)
			return false;
		n += r->row.pivots[i].state != CB_EMPTY && r->row.pivots[i].n != 0;
	}
	return r->sheet.binding.is_either ? n != 1 : r->row.cells[r->sheet.balance.column].state == CB_EMPTY;
}

bool
cb_balance_is_carried(struct cb_reader *r)
{
	struct balance *above, *of;
	int64_t fen = 0;

	if (!r->sheet.binding.is_either && r->sheet.n_balances == 0)
		return cb_flow_is_balance(r);
	if (!is_without_amount(r) || !says_carried(r))
		return false;
	above = &r->sheet.above;
	of = above_of(r);
	if (!read_balance(r, &fen))
		return true;
	if (of->is_known && !fits(r, above, fen, 0) && !fits(r, of, fen, 0))
		report_wrong(r, fen, expected(r, of, 0));
	*of = *above = (struct balance){ .is_known = true, .fen = fen };
	above->is_opening = r->row.cells[community_column(r)].state != CB_VALUE;
	return true;
}
