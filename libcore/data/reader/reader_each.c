/* A row that says something of several at once: 市接待处、区文体局, 各5000元 is a record of each, and so is * of each
 * community. */
#include <cb/value/arg.h>
#include <cb/value/fold.h>

#include "reader_state.h"

static bool
is_registered(const struct cb_name *name)
{
	return (name->flags & (CB_NAME_IS_COMMUNITY | CB_NAME_IS_UNIT)) != 0;
}

/* ---- what several in a cell of some columns mean ---- */

/* Persons are private: how many they are is told. */
static void
report_several(struct cb_reader *r, const struct each *e, struct cb_text parties)
{
	const struct cb_column *column = &r->in.reg->columns[e->names];
	struct cb_arg said = cb_arg_cell(r->in.reg->columns[e->amount].type, NULL, &r->row.cells[e->amount]);
	struct cb_where where = cb_reader_where(r, r->sheet.file_columns[e->names]);

	if ((column->flags & CB_PRIVATE) != 0)
		cb_report(r->diag, CB_SEVERAL_PERSONS, where, column->key, (int64_t)r->row.n_shares, said);
	else
		cb_report(r->diag, CB_SEVERAL_PARTIES, where, column->key, parties, said);
}

/* Each has the amount, if the row says 各 or does without one; else whose it is stays open. */
static bool
settle_amount(struct cb_reader *r, const struct each *e, struct cb_text names)
{
	struct cb_cell *amount = &r->row.cells[e->amount];
	bool is_each = amount->mark == CB_EACH || !r->row.amount_is_said;

	amount->mark = CB_EXACT;
	if (r->row.n_shares < 2 || amount->state != CB_VALUE)
		r->row.n_shares = 0;
	else if (!is_each)
		report_several(r, e, names);
	return is_each || r->row.n_shares == 0;
}

/* 西街社区、柳浦社区 owe it each, where all of them are registered. */
static bool
settle_owed(struct cb_reader *r, const struct each *e, struct cb_text names)
{
	(void)e, (void)names;
	for (size_t i = 0; i < r->row.n_shares; i++)
		if (!is_registered(cb_names_get(r->in.names, (uint32_t)r->row.shares[i].n)))
			r->row.n_shares = 0;
	return true;
}

/* 联系社区: 河东、河西 is a link to each, which is said once a sheet. */
static bool
settle_spread(struct cb_reader *r, const struct each *e, struct cb_text names)
{
	struct cb_where where = cb_reader_where(r, r->sheet.file_columns[e->names]);

	if ((r->sheet.told_spread >> e->names & 1) == 0)
		cb_report(r->diag, CB_ROW_OF_EACH, where, r->in.reg->columns[e->names].key, names,
		          (int64_t)r->row.n_shares);
	r->sheet.told_spread |= UINT64_C(1) << e->names;
	return true;
}

/* Of columns with this type (NULL = any) and argument, or with this flag. */
static const struct each_way {
	const struct cb_type *type;
	const void *arg;
	unsigned flag;
	const char *names; /* the column of the names beside an amount; NULL = the column itself */
	bool has_all;      /* * is each community */
	bool (*settle)(struct cb_reader *, const struct each *, struct cb_text names);
} ways[] = {
	{ .type = &cb_type_money, .arg = cb_each, .names = "party", .settle = settle_amount },
	{ .type = &cb_type_hours, .arg = cb_each, .names = "volunteer", .settle = settle_amount },
	{ .arg = &cb_of_assignee, .has_all = true, .settle = settle_owed },
	{ .flag = CB_SPREAD, .settle = settle_spread },
};

static const struct each_way *
way_of(const struct cb_column *column)
{
	for (size_t i = 0; i < CB_COUNT(ways); i++)
		if ((ways[i].type == NULL || ways[i].type == column->type) &&
		    (ways[i].flag != 0 ? (column->flags & ways[i].flag) != 0 : column->arg == ways[i].arg))
			return &ways[i];
	return NULL;
}

void
cb_each_init(struct cb_reader *r)
{
	r->each_amount = -1;
	for (int c = 0; c < r->in.reg->n_columns; c++) {
		const struct each_way *way = way_of(&r->in.reg->columns[c]);

		if (way == NULL)
			continue;
		if (way->names != NULL)
			r->each_amount = c;
		r->each[r->n_each++] = (struct each){
			.way = way,
			.names = way->names != NULL ? cb_column_find(r->in.reg, way->names) : c,
			.amount = r->each_amount,
		};
	}
}

/* 张三、李四 各2小时: the amount behind the names, where it has no cell of its own. */
void
cb_each_take(struct cb_reader *r, uint64_t *lacking)
{
	struct cb_cell *amount, *party, said;
	const struct cb_column *column;
	struct cb_text tail;
	int at, names;

	if (r->each_amount < 0)
		return;
	names = r->each[0].names;
	amount = &r->row.cells[r->each_amount];
	party = &r->row.cells[names];
	column = &r->in.reg->columns[r->each_amount];
	r->row.amount_is_said = amount->state == CB_VALUE;
	at = party->state == CB_VALUE ? cb_text_find(party->text, cb_each) : -1;
	if (r->row.amount_is_said || at <= 0 || r->in.reg->columns[names].type->storage == CB_STORE_NAME)
		return;
	tail = cb_text_from(party->text, at);
	if (column->type->parse(column->arg, tail, &(struct cb_parse_env){ 0 }, &said) != CB_FINE)
		return;
	*amount = said;
	party->text = cb_text_trim((struct cb_text){ party->text.p, (uint32_t)at });
	r->row.amount_is_said = true;
	*lacking &= ~(UINT64_C(1) << r->each_amount);
	r->sheet.binding.present |= UINT64_C(1) << r->each_amount;
}

/* ---- the names in a cell ---- */

/* The cell's text where several are named; "" = one is. A registered party's name may hold a separator; a number or a
 * name of a person does not. */
static struct cb_text
several_in(struct cb_reader *r, const struct each *e)
{
	const struct cb_cell *cell = &r->row.cells[e->names];
	struct cb_text text = cell->text;

	if (cell->state != CB_VALUE)
		return (struct cb_text){ "", 0 };
	if (r->in.reg->columns[e->names].type->storage == CB_STORE_NAME) {
		const struct cb_name *name = cb_names_get(r->in.names, (uint32_t)cell->n);

		text = name->text;
		if (is_registered(name))
			return (struct cb_text){ "", 0 };
	}
	if (!cb_fold_is_list(text) && !(e->way->has_all && cb_is_every_community(text)))
		return (struct cb_text){ "", 0 };
	return cb_arena_text(&r->row.arena, text);
}

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

/* Where no community is registered, the row stays one of *. */
static void
find_shares(struct cb_reader *r, const struct each *e, struct cb_text all)
{
	bool is_all = e->way->has_all && cb_is_every_community(all);

	r->row.shared = e->names;
	for (uint32_t id = 1; is_all && id <= cb_names_count(r->in.names); id++)
		if ((cb_names_get(r->in.names, id)->flags & CB_NAME_IS_COMMUNITY) != 0)
			*cb_push(r->row.shares, r->row.n_shares, r->row.cap_shares) =
				(struct cb_cell){ .state = CB_VALUE, .n = id };
	while (!is_all && all.len > 0)
		add_share(r, cb_fold_next(&all));
}

bool
cb_each_split(struct cb_reader *r)
{
	bool good = true;

	r->row.n_shares = r->row.share_next = 0;
	for (const struct each *e = r->each; e < r->each + r->n_each; e++) {
		struct cb_text names = several_in(r, e);

		if (names.len > 0 && r->row.n_shares > 0) { /* which of both columns belong together stays open */
			cb_report(r->diag, CB_SEVERAL_NAMED, cb_reader_where(r, r->sheet.file_columns[e->names]),
			          r->in.reg->columns[e->names].key, names);
			good = false;
		} else if (names.len > 0) {
			find_shares(r, e, names);
			good = e->way->settle(r, e, names) && good;
		} else if (e->amount >= 0) {
			r->row.cells[e->amount].mark = CB_EXACT; /* 各 of one */
		}
	}
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
