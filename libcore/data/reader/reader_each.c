/* A row that says something of several at once: 市接待处、区文体局, 各5000元 is a record of each, and so is * of each
 * community. */
#include <cb/value/arg.h>
#include <cb/value/fold.h>

#include "reader_state.h"

static bool
has_separator(struct cb_text t)
{
	for (uint32_t at = 0; at < t.len; at++)
		if (cb_fold_separator(t.p + at, t.len - at) > 0)
			return true;
	return false;
}

static void
add_share(struct cb_reader *r, struct cb_text name)
{
	uint32_t id = cb_names_id(r->in.names, CB_NAME_PARTY, name);

	if (id == 0)
		return;
	*cb_push(r->row.shares, r->row.n_shares, r->row.cap_shares) = id;
}

/* The names in the party's cell; a registered name that holds a separator is one. */
static void
find_shares(struct cb_reader *r, struct cb_text all)
{
	uint32_t from = 0, at = 0, len;

	while (at < all.len) {
		len = cb_fold_separator(all.p + at, all.len - at);
		if (len > 0)
			add_share(r, (struct cb_text){ all.p + from, at - from });
		at += len > 0 ? len : 1;
		from = len > 0 ? at : from;
	}
	add_share(r, (struct cb_text){ all.p + from, at - from });
}

static void
report_several(struct cb_reader *r, struct cb_text parties, const struct cb_cell *amount)
{
	cb_report(r->diag, CB_SEVERAL_PARTIES, cb_reader_where(r, r->sheet.file_columns[r->each_party]), "party", parties,
	          cb_arg_cell(&cb_type_money, NULL, amount));
}

void
cb_each_init(struct cb_reader *r)
{
	r->each_party = r->each_amount = r->every = -1;
	for (int c = 0; c < r->in.reg->n_columns; c++) {
		if (r->in.reg->columns[c].type == &cb_type_money && r->in.reg->columns[c].arg == cb_each)
			r->each_amount = c;
		if (r->in.reg->columns[c].arg == &cb_of_assignee)
			r->every = c;
	}
	if (r->each_amount >= 0)
		r->each_party = cb_column_find(r->in.reg, "party");
}

/* Where none is registered, the row stays one of *. */
static void
share_among_communities(struct cb_reader *r)
{
	for (uint32_t id = 1; id <= cb_names_count(r->in.names); id++)
		if ((cb_names_get(r->in.names, id)->flags & CB_NAME_IS_COMMUNITY) != 0)
			*cb_push(r->row.shares, r->row.n_shares, r->row.cap_shares) = id;
	r->row.shared = r->every;
}

bool
cb_each_split(struct cb_reader *r)
{
	struct cb_cell *amount = &r->row.cells[r->each_amount < 0 ? 0 : r->each_amount];
	struct cb_str text = { 0 };
	const struct cb_name *party;
	bool is_each, good = true;

	r->row.n_shares = r->row.share_next = 0;
	r->row.shared = r->each_party;
	if (r->every >= 0 && r->row.cells[r->every].state == CB_VALUE &&
	    cb_text_is(cb_names_get(r->in.names, (uint32_t)r->row.cells[r->every].n)->text, "*"))
		share_among_communities(r);
	if (r->each_party < 0 || amount->state != CB_VALUE)
		return true;
	is_each = amount->mark == CB_EACH;
	amount->mark = CB_EXACT;
	if (r->row.cells[r->each_party].state != CB_VALUE)
		return true;
	party = cb_names_get(r->in.names, (uint32_t)r->row.cells[r->each_party].n);
	if ((party->flags & (CB_NAME_IS_UNIT | CB_NAME_IS_COMMUNITY)) != 0 || !has_separator(party->text))
		return true;
	cb_str_addt(&text, party->text);
	find_shares(r, cb_str_text(&text));
	if (!is_each && r->row.n_shares > 1) {
		report_several(r, cb_str_text(&text), amount);
		good = false;
	}
	if (r->row.n_shares < 2)
		r->row.n_shares = 0;
	cb_str_release(&text);
	return good;
}

bool
cb_each_next(struct cb_reader *r)
{
	if (r->row.share_next >= r->row.n_shares)
		return false;
	r->row.cells[r->row.shared] =
		(struct cb_cell){ .state = CB_VALUE, .n = r->row.shares[r->row.share_next++] };
	return true;
}
