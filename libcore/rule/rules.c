/* The rule file: read row by row, checked, searched. rule/rules.h has the rules. */
#include <cb/base/dict.h>
#include <cb/base/suggest.h>
#include <cb/rule/rules.h>

#include <stdlib.h>
#include <string.h>

enum { ID,
       WHAT,
       SCOPE,
       KEY,
       AT_LEAST,
       AT_MOST,
       VALUE,
       MEASURE,
       BASIS,
       NOTE,
       SINCE,
       UNTIL };

static const char *const columns[CB_RULE_FIELDS] = { "rule", "what", "scope", "key",
	                                             "at_least", "at_most", "value", "measure",
	                                             "basis", "note", "since", "until" };

struct cb_rules {
	struct cb_rule *rules;
	size_t n, cap;
	struct cb_dict ids; /* id -> index + 1 */
	struct cb_arena arena;
};

struct cb_rules *
cb_rules_new(void)
{
	return cb_alloc(1, sizeof(struct cb_rules));
}

void
cb_rules_free(struct cb_rules *rules)
{
	if (rules == NULL)
		return;
	free(rules->rules);
	cb_dict_release(&rules->ids);
	cb_arena_release(&rules->arena);
	free(rules);
}

const struct cb_rule *
cb_rules_by_id(const struct cb_rules *rules, struct cb_text id)
{
	for (size_t i = 0; i < rules->n; i++)
		if (cb_text_is(id, rules->rules[i].id))
			return &rules->rules[i];
	return NULL;
}

/* ---- checking a row ---- */

/* What the checks of one row share. */
struct row {
	const char *field[CB_RULE_FIELDS]; /* trimmed copies */
	const struct cb_rule_kind *kind;
	struct cb_where where;
	struct cb_diag *diag;
};

/* Reports a finding at the row and is false, so that a check can end in `return refuse(...)`. */
#define refuse(row, code, column, ...) (cb_report((row)->diag, code, (row)->where, columns[column], __VA_ARGS__), false)

static bool
refuse_unknown(const struct row *row)
{
	struct cb_nearest nearest = { 0 };

	for (const struct cb_rule_kind *k = cb_rule_kinds; k->what != NULL; k++)
		cb_nearest_try(&nearest, cb_text_of(row->field[WHAT]), cb_text_of(k->what));
	return refuse(row, CB_RULE_UNKNOWN, WHAT, row->field[ID], row->field[WHAT], cb_arg_nearest(nearest.text));
}

static bool
check_name(struct row *row)
{
	const char *what = row->field[WHAT], *id = row->field[ID];

	if (!*id)
		return refuse(row, CB_REQUIRED_MISSING, ID, columns[ID], columns[ID]);
	if (!*what)
		return refuse(row, CB_RULE_COLUMN_NEEDED, WHAT,
		              id, columns[WHAT], columns[WHAT]);
	row->kind = cb_rule_kind(cb_text_of(what));
	return row->kind != NULL || refuse_unknown(row);
}

/* Are the columns empty that the kind does not use, and those filled that it needs? */
static bool
check_columns(const struct row *row)
{
	static const struct {
		int column;
		unsigned bit;
	} used[] = {
		{ SCOPE, CB_RULE_SCOPE },
		{ KEY, CB_RULE_KEY },
		{ AT_LEAST, CB_RULE_RANGE | CB_RULE_EITHER },
		{ AT_MOST, CB_RULE_RANGE | CB_RULE_EITHER },
		{ VALUE, CB_RULE_VALUE | CB_RULE_EITHER },
		{ MEASURE, CB_RULE_MEASURE },
	};
	unsigned uses = row->kind->uses | (row->kind->value != NULL ? CB_RULE_VALUE : 0),
		 missing = row->kind->needs;
	bool ok = true;

	for (size_t i = 0; i < CB_COUNT(used); i++) {
		const char *text = row->field[used[i].column];

		if (*text && !(uses & used[i].bit))
			ok = refuse(row, CB_RULE_COLUMN_UNUSED, used[i].column,
			            row->field[ID], row->kind->what, columns[used[i].column],
			            text);
		if (*text)
			missing &= ~used[i].bit;
	}
	for (size_t i = 0; i < CB_COUNT(used); i++)
		if (missing & used[i].bit) {
			missing &= ~used[i].bit;
			ok = refuse(row, CB_RULE_COLUMN_NEEDED, used[i].column,
			            row->field[ID], row->kind->what,
			            row->kind->needs & CB_RULE_EITHER ? "at_least/at_most/value"
			            : used[i].bit & CB_RULE_RANGE     ? "at_least/at_most"
			                                              : columns[used[i].column]);
		}
	if (row->kind->needs & CB_RULE_EITHER && *row->field[VALUE] && (*row->field[AT_LEAST] || *row->field[AT_MOST]))
		ok = refuse(row, CB_RULE_COLUMN_UNUSED, VALUE, row->field[ID], row->kind->what, columns[VALUE],
		            row->field[VALUE]);
	return ok;
}

/* Reads one of the four bounds into *n; an empty cell leaves it as it is. */
static bool
check_bound(const struct row *row, int column, const struct cb_type *type, int64_t *n)
{
	struct cb_parse_env env = { 0 };
	struct cb_cell cell = { 0 };
	const char *text = row->field[column];
	bool zh = row->diag->lang == CB_ZH,
	     whole = type == &cb_type_num && (row->kind->uses & CB_RULE_WHOLE);

	if (!*text)
		return true;
	if (type->parse(NULL, cb_text_of(text), &env, &cell) != CB_FINE || cell.state != CB_VALUE)
		return refuse(
			row, CB_RULE_BOUND_BAD, column,
			row->field[ID], columns[column], text, zh ? type->zh : type->en);
	if (whole && (cell.n < 0 || cell.n % CB_RULE_N(1)))
		return refuse(row, CB_RULE_BOUND_BAD, column,
		              row->field[ID], columns[column], text,
		              zh ? "非负整数" : "a whole number, 0 or more");
	*n = cell.n;
	return true;
}

static bool
check_pair(const struct row *row, int low_column, const struct cb_type *type, int64_t pair[2])
{
	bool low = check_bound(row, low_column, type, &pair[0]),
	     high = check_bound(row, low_column + 1, type, &pair[1]);

	if (!low || !high)
		return false;
	if (pair[0] > pair[1])
		return refuse(row, CB_RULE_BOUNDS_CROSS, low_column,
		              row->field[ID], columns[low_column], row->field[low_column],
		              columns[low_column + 1], row->field[low_column + 1]);
	return true;
}

void
cb_rule_describe_value(const struct cb_rule_kind *kind, enum cb_lang lang, struct cb_str *out)
{
	char low[CB_PRINT_MAX], high[CB_PRINT_MAX];

	if (kind->value == &cb_type_enum) {
		for (const struct cb_word *w = kind->arg; w->zh != NULL; w++)
			cb_str_addf(out, "%s%s",
			            w == kind->arg  ? ""
			            : lang == CB_ZH ? "、"
			                            : ", ",
			            lang == CB_ZH ? w->zh : w->key);
		return;
	}
	cb_str_adds(out, lang == CB_ZH ? kind->value->zh : kind->value->en);
	if (kind->max > 0 && kind->max < INT64_MAX) {
		struct cb_text a = kind->value->print(
			kind->arg, &(struct cb_cell){ .n = kind->min, .state = CB_VALUE }, low);
		struct cb_text b = kind->value->print(
			kind->arg, &(struct cb_cell){ .n = kind->max, .state = CB_VALUE }, high);

		cb_str_addf(out, lang == CB_ZH ? "(%.*s–%.*s)" : " (%.*s–%.*s)", CB_TEXT_ARG(a),
		            CB_TEXT_ARG(b));
	}
}

static bool
check_value(const struct row *row, struct cb_arena *arena, struct cb_cell *value)
{
	struct cb_parse_env env = { .arena = arena };
	const struct cb_rule_kind *kind = row->kind;
	const char *text = row->field[VALUE];
	struct cb_str shape = { 0 };
	bool ok;

	if (!*text || kind->value == NULL)
		return true;
	ok = kind->value->parse(kind->arg, cb_text_of(text), &env, value) == CB_FINE &&
	     value->state == CB_VALUE &&
	     (kind->max == 0 || (value->n >= kind->min && value->n <= kind->max));
	if (ok)
		return true;
	cb_rule_describe_value(kind, row->diag->lang, &shape);
	return refuse(row, CB_RULE_VALUE_BAD, VALUE, row->field[ID], text, kind->what, shape);
}

static bool
check_id(struct cb_rules *rules, const struct row *row)
{
	return cb_dict_add(&rules->ids, cb_text_of(row->field[ID]), (uint32_t)rules->n + 1) ||
	       refuse(row, CB_RULE_TWICE, ID, row->field[ID]);
}

bool
cb_rules_add(struct cb_rules *rules, const struct cb_text fields[CB_RULE_FIELDS],
             struct cb_where where, struct cb_diag *diag)
{
	struct row row = { .where = where, .diag = diag };
	struct cb_cell value = { .state = CB_EMPTY };
	int64_t bound[2] = { INT64_MIN, INT64_MAX }, day[2] = { INT32_MIN, INT32_MAX };
	bool ok;

	for (int i = 0; i < CB_RULE_FIELDS; i++) {
		struct cb_text t = cb_text_trim(fields[i]);

		row.field[i] = cb_arena_copy(&rules->arena, t.p, t.len);
	}
	if (!check_name(&row))
		return false;
	ok = check_id(rules, &row);
	ok &= check_columns(&row);
	ok &= check_pair(&row, AT_LEAST, &cb_type_num, bound);
	ok &= check_value(&row, &rules->arena, &value);
	ok &= check_pair(&row, SINCE, &cb_type_date, day);
	if (!ok)
		return false;
	*cb_push(rules->rules, rules->n, rules->cap) = (struct cb_rule){
		.kind = row.kind,
		.id = row.field[ID],
		.scope = row.field[SCOPE],
		.key = row.field[KEY],
		.measure = row.field[MEASURE],
		.basis = row.field[BASIS],
		.value_text = row.field[VALUE],
		.at_least = bound[0],
		.at_most = bound[1],
		.value = value,
		.since_day = (int32_t)day[0],
		.until_day = (int32_t)day[1],
		.where = where,
	};
	return true;
}

/* ---- finishing ---- */

/* The order for the search: by kind, at_least, id. */
static int
by_bound(const void *a, const void *b)
{
	const struct cb_rule *x = a, *y = b;
	int c = cb_order(x->kind, y->kind);

	c = c ? c : cb_order(x->at_least, y->at_least);
	return c ? c : strcmp(x->id, y->id);
}

/* The order for the check of overlaps: rows that could overlap stand together, by at_least. */
static int
by_group(const void *a, const void *b)
{
	const struct cb_rule *x = a, *y = b;
	int c = cb_order(x->kind, y->kind);

	c = c ? c : strcmp(x->scope, y->scope);
	c = c ? c : strcmp(x->key, y->key);
	return c ? c : by_bound(a, b);
}

static bool
same_group(const struct cb_rule *a, const struct cb_rule *b)
{
	return a->kind == b->kind && strcmp(a->scope, b->scope) == 0 && strcmp(a->key, b->key) == 0;
}

/* Do the two overlap (R3)? a stands before b in the order of by_group. */
static bool
overlaps(const struct cb_rule *a, const struct cb_rule *b)
{
	bool days = a->since_day <= b->until_day && b->since_day <= a->until_day;

	if (a->kind->uses & CB_RULE_DEMANDS)
		return days;
	if (a->kind->pick == CB_PICK_FIRST)
		return days && a->at_least == b->at_least;
	return days && b->at_least <= a->at_most;
}

bool
cb_rules_finish(struct cb_rules *rules, struct cb_diag *diag)
{
	struct cb_rule *r = rules->rules;
	bool ok = true;

	if (rules->n == 0)
		return true;
	cb_sort(r, rules->n, sizeof(*r), by_group);
	for (size_t i = 0; i < rules->n; i++) {
		if (r[i].kind->pick == CB_PICK_ALL)
			continue;
		for (size_t j = i + 1; j < rules->n && same_group(&r[i], &r[j]); j++)
			if (overlaps(&r[i], &r[j])) {
				cb_report(diag, CB_RULE_OVERLAP, r[j].where, columns[ID], r[i].id,
				          r[j].id, r[i].kind->what);
				ok = false;
				break; /* one finding a row is enough, and keeps a hostile file linear */
			}
	}
	cb_sort(r, rules->n, sizeof(*r), by_bound);
	return ok;
}

/* ---- searching ---- */

/* What a search asks. scope or key NULL: any. */
struct question {
	const struct cb_rule_kind *kind;
	const char *scope, *key;
	int64_t n;
	int32_t day;
	bool any_number;
};

static bool
in_force(const struct cb_rule *r, int32_t day)
{
	return r->since_day <= day && day <= r->until_day;
}

bool
cb_rule_holds(const struct cb_rule *r, int64_t n)
{
	return r->at_least <= n && n <= r->at_most;
}

/* The index of the first rule of a kind, or where it would be: by_bound has put the rules of a kind together. */
static size_t
first_of_kind(const struct cb_rules *rules, const struct cb_rule_kind *kind)
{
	size_t from = 0, to = rules->n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (rules->rules[middle].kind < kind)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* R1: is the rule one of the empty scope, and hidden by one with the same key of the scope that is asked for? */
static bool
is_hidden(const struct cb_rules *rules, const struct cb_rule *r, const struct question *q)
{
	if (*r->scope || q->scope == NULL || !*q->scope)
		return false;
	for (size_t i = first_of_kind(rules, r->kind); i < rules->n; i++) {
		const struct cb_rule *other = &rules->rules[i];

		if (other->kind != r->kind)
			break;
		if (strcmp(other->scope, q->scope) == 0 &&
		    strcmp(other->key, r->key) == 0 && in_force(other, q->day))
			return true;
	}
	return false;
}

static bool
answers(const struct cb_rules *rules, const struct cb_rule *r, const struct question *q)
{
	if (!in_force(r, q->day))
		return false;
	if (q->scope != NULL && *r->scope && strcmp(r->scope, q->scope) != 0)
		return false;
	if (q->key != NULL && *r->key && strcmp(r->key, q->key) != 0)
		return false;
	if (!q->any_number && !(r->kind->uses & CB_RULE_DEMANDS) && !cb_rule_holds(r, q->n))
		return false;
	return !is_hidden(rules, r, q);
}

static const struct cb_rule *
next_answer(const struct cb_rules *rules, const struct question *q, size_t *at)
{
	if (q->kind != NULL && *at == 0)
		*at = first_of_kind(rules, q->kind);
	while (q->kind != NULL && *at < rules->n && rules->rules[*at].kind == q->kind) {
		const struct cb_rule *r = &rules->rules[(*at)++];

		if (answers(rules, r, q))
			return r;
	}
	return NULL;
}

const struct cb_rule *
cb_rules_pick(const struct cb_rules *rules, const char *what, const char *scope, const char *key,
              int64_t n, int32_t day)
{
	struct question q = {
		cb_rule_kind(cb_text_of(what)), scope != NULL ? scope : "", key != NULL ? key : "", n, day, false
	};
	const struct cb_rule *best = NULL, *r;
	int best_rank = -1;
	size_t at = 0;

	while ((r = next_answer(rules, &q, &at)) != NULL) {
		int rank = (*r->scope ? 2 : 0) + (*r->key ? 1 : 0);

		/* Rules come by at_least: of two that fit equally well the later is the highest reached. */
		if (rank >= best_rank) {
			best = r;
			best_rank = rank;
		}
	}
	return best;
}

const struct cb_rule *
cb_rules_all(const struct cb_rules *rules, const char *what, const char *scope, int32_t day,
             size_t *at)
{
	struct question q = { cb_rule_kind(cb_text_of(what)), scope, NULL, 0, day, true };

	return next_answer(rules, &q, at);
}
