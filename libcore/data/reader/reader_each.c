/* A row that says something of several at once: 市接待处、区文体局, 各5000元 is a record of each, and so is * of each
 * community. */
#include <cb/value/arg.h>
#include <cb/value/fold.h>

#include "reader_state.h"

/* Parties have ids, persons are texts. */
static void
add_share(struct cb_reader *r, struct cb_text name)
{
	struct cb_cell share = { .state = CB_VALUE, .text = name };
	bool is_name = r->in.reg->columns[r->row.shared].type->storage == CB_STORE_NAME;

	if (is_name)
		share.n = cb_names_id(r->in.names, CB_NAME_PARTY, name);
	if (is_name ? share.n != 0 : share.text.len > 0)
		*cb_push(r->row.shares, r->row.n_shares, r->row.cap_shares) = share;
}

/* The names in the party's cell; a registered name that holds a separator is one. */
static void
find_shares(struct cb_reader *r, struct cb_text all)
{
	while (all.len > 0)
		add_share(r, cb_fold_next(&all));
}

/* Persons are private: how many they are is told. */
static void
report_several(struct cb_reader *r, struct cb_text parties, const struct cb_cell *amount)
{
	const struct cb_column *column = &r->in.reg->columns[r->each_party];
	struct cb_arg said = cb_arg_cell(r->in.reg->columns[r->each_amount].type, NULL, amount);
	struct cb_where where = cb_reader_where(r, r->sheet.file_columns[r->each_party]);

	if ((column->flags & CB_PRIVATE) != 0)
		cb_report(r->diag, CB_SEVERAL_PERSONS, where, column->key, (int64_t)r->row.n_shares, said);
	else
		cb_report(r->diag, CB_SEVERAL_PARTIES, where, column->key, parties, said);
}

void
cb_each_init(struct cb_reader *r)
{
	static const struct {
		const struct cb_type *amount;
		const char *party;
	} pairs[] = { { &cb_type_money, "party" }, { &cb_type_hours, "volunteer" } };

	r->each_party = r->each_amount = r->every = -1;
	for (int c = 0; c < r->in.reg->n_columns; c++) {
		if ((r->in.reg->columns[c].flags & CB_SPREAD) != 0)
			r->spread |= UINT64_C(1) << c;
		if (r->in.reg->columns[c].arg == &cb_of_assignee)
			r->every = c;
		for (size_t i = 0; i < CB_COUNT(pairs); i++)
			if (r->in.reg->columns[c].type == pairs[i].amount && r->in.reg->columns[c].arg == cb_each) {
				r->each_amount = c;
				r->each_party = cb_column_find(r->in.reg, pairs[i].party);
			}
	}
}

/* 张三、李四 各2小时: the amount behind the names, where it has no cell of its own. */
void
cb_each_take(struct cb_reader *r, uint64_t *lacking)
{
	struct cb_cell *amount, *party, said;
	const struct cb_column *column;
	struct cb_text tail;
	int at;

	if (r->each_party < 0)
		return;
	amount = &r->row.cells[r->each_amount];
	party = &r->row.cells[r->each_party];
	column = &r->in.reg->columns[r->each_amount];
	r->row.amount_is_said = amount->state == CB_VALUE;
	at = party->state == CB_VALUE ? cb_text_find(party->text, cb_each) : -1;
	if (r->row.amount_is_said || at <= 0 || r->in.reg->columns[r->each_party].type->storage == CB_STORE_NAME)
		return;
	tail = (struct cb_text){ party->text.p + at, party->text.len - (uint32_t)at };
	if (column->type->parse(column->arg, tail, &(struct cb_parse_env){ 0 }, &said) != CB_FINE)
		return;
	*amount = said;
	party->text = cb_text_trim((struct cb_text){ party->text.p, (uint32_t)at });
	r->row.amount_is_said = true;
	*lacking &= ~(UINT64_C(1) << r->each_amount);
	r->sheet.binding.present |= UINT64_C(1) << r->each_amount;
}

static bool
is_registered(const struct cb_name *name)
{
	return (name->flags & (CB_NAME_IS_COMMUNITY | CB_NAME_IS_UNIT)) != 0;
}

/* A registered party's name may hold a separator; a number or a name of a person does not. */
static bool
is_several(struct cb_reader *r, int column, struct cb_str *text)
{
	const struct cb_cell *party = &r->row.cells[column];
	const struct cb_name *name;

	if (party->state != CB_VALUE)
		return false;
	if (r->in.reg->columns[column].type->storage != CB_STORE_NAME) {
		if (cb_fold_is_list(party->text)) /* else nothing is allocated: a row of millions */
			cb_str_addt(text, party->text);
		return text->len > 0;
	}
	name = cb_names_get(r->in.names, (uint32_t)party->n);
	if (is_registered(name) || !cb_fold_is_list(name->text))
		return false;
	cb_str_addt(text, name->text);
	return true;
}

/* Are all of several who are named in one cell registered, so that each of them owes it? */
static bool
are_registered(struct cb_reader *r)
{
	for (size_t i = 0; i < r->row.n_shares; i++)
		if (!is_registered(cb_names_get(r->in.names, (uint32_t)r->row.shares[i].n)))
			return false;
	return true;
}

/* Where none is registered, the row stays one of *. */
static void
share_among_communities(struct cb_reader *r)
{
	for (uint32_t id = 1; id <= cb_names_count(r->in.names); id++)
		if ((cb_names_get(r->in.names, id)->flags & CB_NAME_IS_COMMUNITY) != 0)
			*cb_push(r->row.shares, r->row.n_shares, r->row.cap_shares) =
				(struct cb_cell){ .state = CB_VALUE, .n = id };
	r->row.shared = r->every;
}

/* 联系社区: 河东、河西 is a link to each. Several of both columns leave it open which belong together. */
static bool
spread(struct cb_reader *r)
{
	struct cb_str text = { 0 };
	bool good = true;

	for (int c = 0; r->spread >> c != 0; c++) {
		struct cb_where where = cb_reader_where(r, r->sheet.file_columns[c]);

		cb_str_clear(&text);
		if ((r->spread >> c & 1) == 0 || !is_several(r, c, &text))
			continue;
		if (r->row.n_shares > 0) {
			cb_report(r->diag, CB_SEVERAL_NAMED, where, r->in.reg->columns[c].key, cb_str_text(&text));
			good = false;
			continue;
		}
		r->row.shared = c;
		find_shares(r, cb_arena_text(&r->row.arena, cb_str_text(&text)));
		if ((r->sheet.told_spread >> c & 1) == 0)
			cb_report(r->diag, CB_ROW_OF_EACH, where, r->in.reg->columns[c].key, cb_str_text(&text),
			          (int64_t)r->row.n_shares);
		r->sheet.told_spread |= UINT64_C(1) << c;
	}
	cb_str_release(&text);
	return good;
}

/* Who owes it: each community, or each of several, 西街社区、柳浦社区; what is registered as a whole is one. */
static void
share_among_assignees(struct cb_reader *r)
{
	const struct cb_name *name = cb_names_get(r->in.names, (uint32_t)r->row.cells[r->every].n);

	if (is_registered(name))
		return;
	if (cb_is_every_community(name->text)) {
		share_among_communities(r);
	} else if (cb_fold_is_list(name->text)) {
		r->row.shared = r->every;
		find_shares(r, cb_arena_text(&r->row.arena, name->text));
		if (!are_registered(r))
			r->row.n_shares = 0;
	}
}

bool
cb_each_split(struct cb_reader *r)
{
	struct cb_cell *amount = &r->row.cells[r->each_amount < 0 ? 0 : r->each_amount];
	struct cb_str text = { 0 };
	bool is_each, good = true;

	r->row.n_shares = r->row.share_next = 0;
	r->row.shared = r->each_party;
	if (r->every >= 0 && r->row.cells[r->every].state == CB_VALUE)
		share_among_assignees(r);
	if (r->spread != 0)
		return spread(r);
	if (r->each_party < 0 || amount->state != CB_VALUE)
		return true;
	is_each = amount->mark == CB_EACH || !r->row.amount_is_said;
	amount->mark = CB_EXACT;
	if (is_several(r, r->each_party, &text))
		find_shares(r, cb_arena_text(&r->row.arena, cb_str_text(&text)));
	if (!is_each && r->row.n_shares > 1) {
		report_several(r, cb_str_text(&text), amount);
		good = false;
	}
	if (r->row.n_shares < 2)
		r->row.n_shares = 0;
	cb_str_release(&text);
	return good;
}

/* A person becomes a number by what the register asks of its rows, each by itself. */
bool
cb_each_next(struct cb_reader *r)
{
	static const struct cb_text no_aside = { "", 0 };

	if (r->row.share_next >= r->row.n_shares)
		return false;
	r->row.cells[r->row.shared] = r->row.shares[r->row.share_next++];
	if (r->in.complete != NULL && r->in.reg->columns[r->row.shared].type->storage != CB_STORE_NAME)
		r->in.complete(r->in.check_arg, r->row.cells, no_aside);
	return true;
}
