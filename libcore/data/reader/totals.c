#include <stdlib.h>
#include <string.h>

#include <cb/data/totals.h>

enum { SUMS_MAX = 1 << 20 }; /* kept of rows about others; no table has so many of them */

struct cb_totals_sum {
	int64_t sum;
	uint64_t n;
};

struct cb_totals_column {
	struct cb_totals_sum all;
	int64_t step;         /* to which a mean would be rounded */
	int64_t value, first; /* of the current row; the first there was */
	uint64_t row;         /* the last that had a value, from 1 */
	bool in_first;
	bool varies;  /* not all figures are the same */
	bool inexact; /* a mark, a missing score, or too large: not compared */
	bool per_cent;
	int64_t tolerance; /* of the current row's per cent: half a unit of its last place, millionths */
	struct cb_totals_in in;
	uint8_t *pairs; /* per cent: [numerator * n + denominator] still explains every row */
	size_t rows;
};

struct cb_totals_mark {
	enum cb_row_kind kind;
	struct cb_text word;
	struct cb_where where;
	uint64_t rows; /* before it */
};

struct cb_totals_stated {
	size_t mark, column, group;
	int64_t value, step;
	const struct cb_type *type;
	struct cb_column_unit unit;
	struct cb_text raw;
	struct cb_where where;
};

/* Rows between two marks; mark SIZE_MAX = the end, and `from` counts from 1, 0 being the start. */
struct range {
	size_t from, to;
};

void
cb_totals_start(struct cb_totals *t, size_t n_columns, size_t n_beside)
{
	cb_totals_release(t);
	t->columns = cb_grow(NULL, &t->cap, n_columns + n_beside + 1, sizeof(*t->columns));
	t->n = n_columns + n_beside;
	t->n_beside = n_beside;
}

void
cb_totals_release(struct cb_totals *t)
{
	for (size_t c = 0; c < t->n; c++)
		free(t->columns[c].pairs);
	free(t->columns);
	free(t->marks);
	free(t->sums);
	free(t->stated);
	free(t->groups);
	cb_dict_release(&t->group_of);
	cb_arena_release(&t->arena);
	*t = (struct cb_totals){ 0 };
}

void
cb_totals_set_step(struct cb_totals *t, size_t column, int64_t step)
{
	t->columns[column].step = step;
}

/* ---- rows ---- */

/* Half a unit of the last place of "105.39%" in millionths: 50. */
static int64_t
tolerance_of(struct cb_text raw)
{
	int64_t half = 5000;
	int point = cb_text_find(raw, ".");

	for (size_t i = (size_t)point + 1; point >= 0 && i + 1 < raw.len && half > 5; i++)
		half /= 10;
	return half;
}

/* R6: of a figure that does not end in a digit. */
static void
note_unit(struct cb_totals_in *all, struct cb_text raw)
{
	struct cb_number_in in;

	if (!cb_number_is_in(raw, &in))
		return;
	if (all->n++ == 0)
		all->in = in;
	else if (in.scale != all->in.scale || !cb_text_equal(in.usual, all->in.usual))
		all->in.scale = 0;
}

/* What stands behind the last digit: a unit, or a per cent, which is not added: true. */
static bool
note_end(struct cb_totals_column *c, struct cb_text raw)
{
	if (raw.p[raw.len - 1] != '%') {
		note_unit(&c->in, raw);
		return false;
	}
	c->per_cent = true;
	c->tolerance = tolerance_of(raw);
	return true;
}

void
cb_totals_add(struct cb_totals *t, size_t column, const struct cb_cell *cell, struct cb_text raw)
{
	struct cb_totals_column *c = &t->columns[column];

	if (cell->state == CB_EMPTY)
		return;
	if (cell->state != CB_VALUE || cell->mark != CB_EXACT) {
		c->inexact = true;
		return;
	}
	c->value = cell->n;
	c->row = t->n_rows + 1;
	if (raw.len > 0 && !cb_is_digit(raw.p[raw.len - 1]) && note_end(c, raw)) {
		t->has_per_cent = true;
		return;
	}
	if (c->all.n++ == 0)
		c->first = cell->n;
	c->varies |= cell->n != c->first;
	if (__builtin_add_overflow(c->all.sum, cell->n, &c->all.sum))
		c->inexact = true;
}

/* Is `ratio` (millionths) what num/den rounds to at its places? */
static bool
is_ratio(int64_t ratio, int64_t tolerance, int64_t num, int64_t den)
{
	__int128 off = (__int128)num * 1000000 - (__int128)ratio * den;
	__int128 limit = (__int128)tolerance * den;

	return den > 0 && off <= limit && -off <= limit;
}

static void
narrow_pairs(struct cb_totals *t, struct cb_totals_column *c)
{
	if (c->pairs == NULL) {
		c->pairs = cb_alloc(t->n * t->n, 1);
		for (size_t i = 0; i < t->n * t->n; i++)
			c->pairs[i] = 1;
	}
	for (size_t a = 0; a < t->n; a++)
		for (size_t b = 0; b < t->n; b++) {
			const struct cb_totals_column *num = &t->columns[a], *den = &t->columns[b];

			if (a == b || num->row != t->n_rows || den->row != t->n_rows || num->per_cent ||
			    den->per_cent || !is_ratio(c->value, c->tolerance, num->value, den->value))
				c->pairs[a * t->n + b] = 0;
		}
	c->rows++;
}

static void
keep_first(struct cb_totals *t)
{
	for (size_t c = 0; c < t->n; c++)
		t->columns[c].in_first = t->columns[c].row == 1;
}

void
cb_totals_take_row(struct cb_totals *t)
{
	if (t->n_rows == 1)
		keep_first(t);
	for (size_t c = 0; c < t->n; c++)
		if (t->columns[c].per_cent && t->columns[c].row == t->n_rows)
			narrow_pairs(t, &t->columns[c]);
}

size_t
cb_totals_group(struct cb_totals *t, int64_t period, int64_t name)
{
	int64_t key[2] = { period, name };
	uint32_t at = cb_dict_number(&t->group_of, CB_BYTES(key), (uint32_t)t->n_groups + 1);

	if (at > t->n_groups)
		*cb_push(t->groups, t->n_groups, t->cap_groups) = (struct cb_totals_group){ 0 };
	return at - 1;
}

void
cb_totals_add_to_group(struct cb_totals *t, size_t group, const struct cb_cell *cell, struct cb_text unit,
                       struct cb_text raw)
{
	struct cb_totals_group *g = &t->groups[group];

	if (g->n == 0)
		g->unit = cb_arena_text(&t->arena, unit);
	if (cell->state != CB_VALUE || cell->mark != CB_EXACT || !cb_text_equal(g->unit, unit) ||
	    __builtin_add_overflow(g->sum, cell->n, &g->sum))
		g->inexact = true;
	note_unit(&g->in, raw);
	g->n++;
}

void
cb_totals_spoil(struct cb_totals *t)
{
	t->is_spoilt = true;
}

/* ---- rows about others ---- */

void
cb_totals_mark(struct cb_totals *t, enum cb_row_kind kind, struct cb_text word, struct cb_where where)
{
	struct cb_totals_mark *mark;

	if ((t->n_marks + 1) * t->n > SUMS_MAX) {
		t->is_spoilt = true;
		return;
	}
	t->marks = cb_grow(t->marks, &t->cap_marks, t->n_marks + 1, sizeof(*t->marks));
	t->sums = cb_grow(t->sums, &t->cap_sums, (t->n_marks + 1) * t->n + 1, sizeof(*t->sums));
	mark = &t->marks[t->n_marks];
	*mark = (struct cb_totals_mark){ kind, cb_arena_text(&t->arena, word), where, t->n_rows };
	for (size_t c = 0; c < t->n; c++)
		t->sums[t->n_marks * t->n + c] = t->columns[c].all;
	t->n_marks++;
}

void
cb_totals_say(struct cb_totals *t, size_t column, const struct cb_totals_cell *cell)
{
	if (t->n_marks == 0 || cell->cell->mark != CB_EXACT)
		return;
	*cb_push(t->stated, t->n_stated, t->cap_stated) = (struct cb_totals_stated){
		.mark = t->n_marks - 1,
		.column = column,
		.group = cell->group,
		.value = cell->cell->n,
		.step = cell->step,
		.type = cell->type,
		.unit = cell->unit,
		.raw = cb_arena_text(&t->arena, cell->raw),
		.where = cell->where,
	};
}

int64_t
cb_totals_step(struct cb_text raw, const struct cb_type *type, const void *arg, const struct cb_column_unit *unit)
{
	static const struct cb_text ones[] = { { "1", 1 }, { "0.1", 3 }, { "0.01", 4 }, { "0.001", 5 }, { "0.0001", 6 } };
	struct cb_parse_env env = { .unit = unit };
	struct cb_cell cell = { 0 };
	int point = cb_text_find(raw, ".");
	size_t places = 0;

	for (uint32_t i = (uint32_t)point + 1; point >= 0 && i < raw.len && cb_is_digit(raw.p[i]); i++)
		places++;
	for (size_t i = places < 4 ? places : 4; i + 1 > 0; i--)
		if (type->parse(arg, ones[i], &env, &cell) == CB_FINE && cell.n > 0)
			return cell.n;
	return 1;
}

/* ---- what they are compared with ---- */

/* What had been added up at a place: 0 the start, then the marks, then the end. */
static struct cb_totals_sum
sum_at(const struct cb_totals *t, size_t column, size_t place)
{
	if (place == 0)
		return (struct cb_totals_sum){ 0 };
	return place > t->n_marks ? t->columns[column].all : t->sums[(place - 1) * t->n + column];
}

static struct cb_totals_sum
sum_of(const struct cb_totals *t, size_t column, struct range range)
{
	struct cb_totals_sum from = sum_at(t, column, range.from), to = sum_at(t, column, range.to);

	return (struct cb_totals_sum){ to.sum - from.sum, to.n - from.n };
}

enum { HEADERS = 1 << CB_ROW_HEADER,
       TOTALS = 1 << CB_ROW_SUBTOTAL | 1 << CB_ROW_TOTAL };

/* The place, going one way from that of a mark, of the next mark of these kinds; else the start or the end. */
static size_t
next_place(const struct cb_totals *t, size_t place, bool back, int kinds)
{
	do
		place += back ? (size_t)-1 : 1;
	while (place > 0 && place <= t->n_marks && (1 << t->marks[place - 1].kind & kinds) == 0);
	return place;
}

enum { RANGES = 9 };

/* R1: the rows that a mark may be about, the likeliest first. */
static size_t
ranges_of(const struct cb_totals *t, size_t mark, struct range ranges[RANGES])
{
	size_t place = mark + 1, end = t->n_marks + 1, n = 0;
	size_t first = next_place(t, place, true, HEADERS), last = next_place(t, place, false, HEADERS);
	int own = 1 << t->marks[mark].kind;

	ranges[n++] = (struct range){ next_place(t, place, true, TOTALS), place };
	ranges[n++] = (struct range){ place, next_place(t, place, false, TOTALS) };
	ranges[n++] = (struct range){ next_place(t, place, true, own), place };
	if (first != 0 || last != end) {
		ranges[n++] = (struct range){ first, place };
		ranges[n++] = (struct range){ first, last };
	}
	if (t->marks[mark].kind == CB_ROW_SUBTOTAL)
		return n;
	ranges[n++] = (struct range){ place, next_place(t, place, false, own) };
	ranges[n++] = (struct range){ 0, end };
	ranges[n++] = (struct range){ 0, place };
	ranges[n++] = (struct range){ place, end };
	return n;
}

static bool
is_right(enum cb_row_kind kind, const struct cb_totals_stated *s, struct cb_totals_sum sum)
{
	if (kind == CB_ROW_MEAN)
		return cb_is_mean(s->value, s->step, sum.sum, sum.n);
	return sum.sum == s->value && (sum.n > 0 || s->value == 0);
}

/* The rows since the totals before it, those right above it, which are of another part, left aside. */
static struct range
part_of(const struct cb_totals *t, const struct cb_totals_stated *s)
{
	size_t place = s->mark + 1;

	do
		place = next_place(t, place, true, TOTALS);
	while (place > 0 && t->marks[place - 1].rows == t->marks[s->mark].rows);
	return (struct range){ place, s->mark + 1 };
}

static bool
is_right_of_any(const struct cb_totals *t, const struct cb_totals_stated *s)
{
	struct range ranges[RANGES];
	size_t n = ranges_of(t, s->mark, ranges);
	bool is = false;

	for (size_t i = 0; i < n && !is; i++)
		is = is_right(t->marks[s->mark].kind, s, sum_of(t, s->column, ranges[i]));
	if (!is && s->column >= t->n - t->n_beside)
		is = is_right(t->marks[s->mark].kind, s, sum_of(t, s->column, part_of(t, s)));
	return is;
}

bool
cb_totals_in_unit(struct cb_text raw, const struct cb_number_in *in, const struct cb_type *type,
                  const struct cb_column_unit *unit, struct cb_cell *cell)
{
	struct cb_parse_env env = { .unit = unit };
	struct cb_str text = { 0 };
	bool ok;

	cb_str_addt(&text, raw);
	cb_str_addt(&text, in->usual);
	ok = type->parse(NULL, cb_str_text(&text), &env, cell) == CB_FINE && cell->state == CB_VALUE &&
	     !__builtin_mul_overflow(cell->n, in->scale, &cell->n);
	cb_str_release(&text);
	return ok;
}

/* R6: what a bare figure says in the unit of the n others. */
static bool
as_written(struct cb_totals_stated *s, const struct cb_totals_in *all, uint64_t n)
{
	struct cb_cell cell;

	if (all->n != n || all->in.scale == 0 || (s->raw.p[s->raw.len - 1] & 0x80) != 0 ||
	    !cb_totals_in_unit(s->raw, &all->in, s->type, &s->unit, &cell))
		return false;
	s->value = cell.n;
	s->step *= all->in.scale;
	return true;
}

static bool
is_right_as_written(const struct cb_totals *t, const struct cb_totals_stated *s)
{
	const struct cb_totals_column *c = &t->columns[s->column];
	struct cb_totals_stated as = *s;

	return as_written(&as, &c->in, c->all.n) && is_right_of_any(t, &as);
}

/* ---- findings ---- */

static void
add_computed(struct cb_str *out, enum cb_row_kind kind, const struct cb_totals_stated *s, struct cb_totals_sum sum)
{
	struct cb_cell right = { .state = CB_VALUE, .n = sum.sum };
	char buf[CB_PRINT_MAX];

	if (kind == CB_ROW_MEAN) {
		__int128 rounded = cb_decimal_round(sum.sum, (cb_wide)sum.n * s->step, CB_HALF_UP) * s->step;

		right.n = (int64_t)rounded;
	}
	cb_str_addt(out, s->type->print(NULL, &right, buf));
}

/* 上面各行合计为 3, 下面各行合计为 5: of those sides where there are rows. */
static struct cb_str
sides(const struct cb_totals *t, const struct cb_totals_stated *s, enum cb_lang lang)
{
	static const char *const words[2][2][2] = { { { "the rows above make ", "the rows below make " }, { "the mean of the rows above is ", "the mean of the rows below is " } },
		                                    { { "上面各行合计为 ", "下面各行合计为 " }, { "上面各行平均为 ", "下面各行平均为 " } } };
	enum cb_row_kind kind = t->marks[s->mark].kind;
	struct range ranges[RANGES];
	struct cb_str out = { 0 };

	ranges_of(t, s->mark, ranges);
	if (kind != CB_ROW_SUBTOTAL) {
		ranges[0] = (struct range){ 0, s->mark + 1 };
		ranges[1] = (struct range){ s->mark + 1, t->n_marks + 1 };
	}
	for (int below = 0; below < 2; below++) {
		struct cb_totals_sum sum = sum_of(t, s->column, ranges[below]);

		if (sum.n == 0 && (below == 1 || sum_of(t, s->column, ranges[1]).n > 0))
			continue;
		cb_str_adds(&out, out.len == 0 ? "" : lang == CB_ZH ? ","
		                                                    : ", ");
		cb_str_adds(&out, words[lang == CB_ZH][kind == CB_ROW_MEAN][below]);
		add_computed(&out, kind, s, sum);
	}
	return out;
}

static void
report_wrong(const struct cb_totals *t, const struct cb_totals_stated *s, struct cb_diag *diag)
{
	enum cb_code code = t->marks[s->mark].kind == CB_ROW_MEAN ? CB_MEAN_WRONG : CB_TOTAL_WRONG;

	cb_report(diag, code, s->where, "", s->raw, sides(t, s, diag->lang));
}

/* The ratio that all rows explain, of the rows of a range: 1 right, 0 wrong (*is has it), -1 none. */
static int
check_ratio_of(const struct cb_totals *t, const struct cb_totals_stated *s, struct range range, int64_t *is)
{
	const struct cb_totals_column *c = &t->columns[s->column];

	for (size_t i = 0; c->pairs != NULL && c->rows > 1 && i < t->n * t->n; i++) {
		int64_t num = sum_of(t, i / t->n, range).sum, den = sum_of(t, i % t->n, range).sum;

		if (c->pairs[i] == 0 || t->columns[i / t->n].inexact || t->columns[i % t->n].inexact || den <= 0)
			continue;
		*is = (int64_t)((__int128)num * 1000000 / den);
		return is_ratio(s->value, tolerance_of(s->raw), num, den);
	}
	return -1;
}

static bool
check_ratio(const struct cb_totals *t, const struct cb_totals_stated *s, struct cb_diag *diag)
{
	struct range ranges[RANGES];
	size_t n = ranges_of(t, s->mark, ranges);
	int64_t is = 0, wrong = 0;
	bool found = false;
	struct cb_str text = { 0 };
	struct cb_cell right = { .state = CB_VALUE };
	char buf[CB_PRINT_MAX];

	if (t->marks[s->mark].kind == CB_ROW_MEAN)
		return false;
	for (size_t i = 0; i < n; i++) {
		int got = check_ratio_of(t, s, ranges[i], &is);

		if (got > 0)
			return true;
		if (got == 0) /* the widest of them is named */
			wrong = is;
		found = found || got == 0;
	}
	if (!found)
		return false;
	right.n = (wrong + (wrong < 0 ? -50 : 50)) / 100 * 10000;
	cb_str_adds(&text, diag->lang == CB_ZH ? "上面各行合计为 " : "the rows above make ");
	cb_str_addt(&text, cb_type_num.print(NULL, &right, buf));
	cb_str_addc(&text, '%');
	cb_report(diag, CB_TOTAL_WRONG, s->where, "", s->raw, text);
	return true;
}

static bool
check_group(const struct cb_totals *t, const struct cb_totals_stated *s, struct cb_diag *diag)
{
	const struct cb_totals_group *g = &t->groups[s->group];
	enum cb_row_kind kind = t->marks[s->mark].kind;
	struct cb_totals_sum sum = { g->sum, g->n };
	struct cb_totals_stated as = *s;
	struct cb_str text = { 0 };

	if (g->inexact || g->n == 0)
		return false;
	if (is_right(kind, s, sum) || (as_written(&as, &g->in, g->n) && is_right(kind, &as, sum)))
		return true;
	cb_str_adds(&text, diag->lang != CB_ZH ? "the rows of this period and name make " : kind == CB_ROW_MEAN ? "同期同名各行平均为 "
	                                                                                                        : "同期同名各行合计为 ");
	add_computed(&text, kind, s, sum);
	cb_report(diag, kind == CB_ROW_MEAN ? CB_MEAN_WRONG : CB_TOTAL_WRONG, s->where, "", s->raw, text);
	return true;
}

/* Compares one figure; false when that cannot be done. */
static bool
check(const struct cb_totals *t, const struct cb_totals_stated *s, struct cb_diag *diag)
{
	const struct cb_totals_column *c = &t->columns[s->column];

	if (c->inexact)
		return false;
	if (c->per_cent)
		return check_ratio(t, s, diag);
	if (s->group != CB_TOTALS_ANY)
		return check_group(t, s, diag);
	if (c->all.n == 0)
		return false;
	if (!is_right_of_any(t, s) && !is_right_as_written(t, s))
		report_wrong(t, s, diag);
	return true;
}

void
cb_totals_finish(struct cb_totals *t, enum cb_code not_checked, struct cb_diag *diag)
{
	size_t at = 0;

	for (size_t m = 0; m < t->n_marks && !t->is_spoilt; m++) {
		const struct cb_totals_mark *mark = &t->marks[m];
		bool any = mark->kind == CB_ROW_HEADER;

		for (; at < t->n_stated && t->stated[at].mark == m; at++)
			any = check(t, &t->stated[at], diag) || any;
		if (!any)
			cb_report(diag, not_checked, mark->where, "", mark->word);
	}
}

/* ---- rows that say nothing of themselves ---- */

unsigned
cb_totals_like(const struct cb_totals *t, bool first)
{
	unsigned like = t->is_spoilt ? 0 : CB_LIKE_EITHER;
	bool varies = false;

	for (size_t i = 0; i < t->n - t->n_beside && like != 0; i++) {
		const struct cb_totals_column *c = &t->columns[i];

		if (c->all.n == 0 && !c->inexact)
			continue;
		if (!(first ? c->in_first : c->row == t->n_rows) || c->inexact || c->per_cent ||
		    c->all.n <= CB_LIKE_MIN)
			return 0;
		like &= cb_like_total(first ? c->first : c->value, c->step, c->all.sum, c->all.n);
		varies = varies || c->varies;
	}
	return varies ? like : 0;
}
