/* Reads partial results: one behind the other, in any number of files. */
#include <stdlib.h>
#include <string.h>

#include <cb/data/csv.h>

#include "board_read.h"
#include "partial.h"

struct parsing {
	struct cb_partial *partial;
	int64_t last; /* later periods are not taken */
	struct cb_row row;
	struct cb_where where; /* of the line */
	uint32_t begin;        /* line in which the result begins, 0 = none has begun */
	int64_t n;             /* its lines so far */
	uint32_t *files;       /* [its number of a file] ours, 0 = none */
	size_t cap_files;
	struct cb_dict sources; /* file, sheet and kind -> ours */
	size_t *explained;      /* [of partial] how many results have explained it */
	size_t cap_explained, n_results;
	bool is_bad; /* the line is none of these */
};

/* ---- cells ---- */

static struct cb_text
text_of(const struct parsing *x, int column)
{
	return x->row.cells[column];
}

static int64_t
number(struct parsing *x, int column, int64_t none)
{
	static const struct cb_parse_env env = { 0 };
	const struct cb_type *type = cb_partial_heads[column].type;
	struct cb_text text = text_of(x, column);
	struct cb_cell cell;
	int64_t n;

	if (text.len == 0)
		return none;
	if (type->numeric && cb_decimal_plain(text, type == &cb_type_int ? 0 : 6, &n))
		return n;
	if (type->parse(NULL, text, &env, &cell) == CB_FINE && cell.state == CB_VALUE)
		return cell.n;
	x->is_bad = true;
	return none;
}

static uint32_t
count(struct parsing *x, int column)
{
	int64_t n = number(x, column, 0);

	x->is_bad = x->is_bad || n < 0 || n > UINT32_MAX;
	return (uint32_t)n;
}

static uint32_t
name(const struct parsing *x, enum cb_name_kind kind, int column)
{
	return cb_names_id(x->partial->office->names, kind, text_of(x, column));
}

static struct cb_where
where_of(struct parsing *x)
{
	uint32_t file = count(x, PARTIAL_FILE);
	struct cb_where where = { 0, count(x, PARTIAL_ROW), count(x, PARTIAL_COLUMN) };

	if (file < x->cap_files)
		where.source = x->files[file];
	x->is_bad = x->is_bad || (file != 0 && where.source == 0);
	return where;
}

static struct cb_board_record
record_of(struct parsing *x)
{
	struct cb_board_record r = { .where = where_of(x) };

	r.contest = name(x, CB_NAME_CONTEST, PARTIAL_CONTEST);
	r.period = number(x, PARTIAL_PERIOD, 0);
	r.entrant = name(x, CB_NAME_PARTY, PARTIAL_COMMUNITY);
	r.estate = name(x, CB_NAME_ESTATE, PARTIAL_ESTATE);
	r.indicator = name(x, CB_NAME_INDICATOR, PARTIAL_INDICATOR);
	r.day = (int32_t)number(x, PARTIAL_DATE, INT32_MIN);
	x->is_bad = x->is_bad || r.contest == 0 || r.period == 0 || r.entrant == 0 || r.indicator == 0;
	x->is_bad = x->is_bad || r.where.source == 0;
	return r;
}

/* ---- lines ---- */

static void
take_begin(struct parsing *x)
{
	char digest[17];

	x->is_bad = x->begin != 0 || !cb_text_is(text_of(x, PARTIAL_WORDS), CB_PARTIAL_VERSION);
	if (x->is_bad)
		return;
	cb_partial_digest(x->partial->office, digest);
	if (!cb_text_is(text_of(x, PARTIAL_TEXT), digest))
		cb_report(x->partial->office->diag, CB_PARTIAL_ELSEWHERE, x->where, "");
	x->begin = x->where.row;
	x->n = 1;
	x->n_results++;
	if (x->cap_files > 0)
		memset(x->files, 0, x->cap_files * sizeof(*x->files));
}

static void
take_explained(struct parsing *x)
{
	struct cb_partial *p = x->partial;
	struct cb_text text = text_of(x, PARTIAL_TEXT);
	uint32_t id = 0;
	size_t at = 0;

	x->is_bad = cb_ranking_entrant(p->office, cb_arena_copy(&p->arena, text.p, text.len), &id) != CB_OK;
	while (at < p->n_explained && p->explained[at] != id)
		at++;
	if (at == p->n_explained)
		*cb_push(p->explained, p->n_explained, p->cap_explained) = id;
	x->explained = cb_grow(x->explained, &x->cap_explained, p->n_explained, sizeof(*x->explained));
	x->explained[at]++;
}

/* The source of that file, sheet and kind, wherever else it is named. */
static uint32_t
source_of(struct parsing *x)
{
	struct cb_partial *p = x->partial;
	struct cb_text file = text_of(x, PARTIAL_TEXT), sheet = text_of(x, PARTIAL_WORDS);
	struct cb_str key = { 0 };
	uint32_t source;

	cb_str_addf(&key, "%u %.*s/%.*s", count(x, PARTIAL_KIND), CB_TEXT_ARG(file), CB_TEXT_ARG(sheet));
	source = cb_dict_number(&x->sources, cb_str_text(&key), (uint32_t)p->n_sources + 1);
	if (source > p->n_sources)
		*cb_push(p->sources, p->n_sources, p->cap_sources) = (struct cb_partial_source){
			.file = cb_arena_copy(&p->arena, file.p, file.len),
			.sheet = cb_arena_copy(&p->arena, sheet.p, sheet.len),
			.kind = count(x, PARTIAL_KIND),
			.ordinal = count(x, PARTIAL_ROW),
			.was = source,
		};
	cb_str_release(&key);
	return source;
}

static void
take_share(struct parsing *x)
{
	struct cb_partial *p = x->partial;
	struct cb_partial_share *share = cb_push(p->shares, p->n_shares, p->cap_shares);
	char digest[17] = "";
	struct cb_text text = text_of(x, PARTIAL_TEXT);

	memcpy(digest, text.p, text.len < 16 ? text.len : 16);
	*share = (struct cb_partial_share){ .where = x->where, .digest = strtoull(digest, NULL, 16) };
	share->source = where_of(x).source;
	share->count = number(x, PARTIAL_COUNT, 0);
	x->is_bad = x->is_bad || share->source == 0;
}

static void
take_source(struct parsing *x)
{
	uint32_t file = count(x, PARTIAL_FILE);

	if (text_of(x, PARTIAL_KIND).len == 0) {
		take_share(x);
		return;
	}
	x->is_bad = x->is_bad || file == 0 || file > CB_PARTIAL_FILES;
	if (x->is_bad)
		return;
	x->files = cb_grow(x->files, &x->cap_files, (size_t)file + 1, sizeof(*x->files));
	x->files[file] = source_of(x);
}

static void
take_name(struct parsing *x)
{
	uint32_t kind = count(x, PARTIAL_KIND);

	x->is_bad = x->is_bad || kind == CB_NAME_NONE || kind >= CB_NAME_KINDS;
	if (!x->is_bad)
		name(x, (enum cb_name_kind)kind, PARTIAL_TEXT);
}

static void
take_sum(struct parsing *x)
{
	struct cb_partial *p = x->partial;
	struct cb_board_sum sum = { .of = record_of(x), .first_day = INT32_MAX };
	struct cb_inspections *in = &sum.inspections;
	struct cb_where *first;

	if (sum.of.day != INT32_MIN)
		sum.first_day = sum.of.day;
	in->count = count(x, PARTIAL_COUNT);
	in->sum = number(x, PARTIAL_SUM, 0);
	in->low = number(x, PARTIAL_LOW, 0);
	in->high = number(x, PARTIAL_HIGH, 0);
	in->last_day = (int32_t)number(x, PARTIAL_LAST_DATE, 0);
	in->last = number(x, PARTIAL_LAST, 0);
	in->on_last_day = count(x, PARTIAL_ON_LAST);
	in->undated = count(x, PARTIAL_UNDATED);
	x->is_bad = x->is_bad || in->count == 0;
	if (x->is_bad || cb_board_is_after(sum.of.period, x->last))
		return;
	first = cb_board_join_sum(&p->sums, &sum);
	if (first == NULL)
		cb_report(p->office->diag, CB_OUT_OF_RANGE, x->where, "score", "…");
	else if (first->source == 0 || cb_partial_compare(p, sum.of.where, *first) < 0)
		*first = sum.of.where;
}

static bool
take_record(struct parsing *x, struct cb_board_record *r)
{
	static const struct cb_parse_env env = { 0 };
	struct cb_cell cell;

	*r = record_of(x);
	r->inspector = name(x, CB_NAME_WORD, PARTIAL_INSPECTOR);
	r->note = cb_arena_text(&x->partial->arena, text_of(x, PARTIAL_TEXT));
	if (cb_type_num.parse(NULL, text_of(x, PARTIAL_SUM), &env, &cell) != CB_FINE || cell.state == CB_EMPTY)
		x->is_bad = true;
	r->none = cell.state == CB_NONE;
	r->value = cell.n;
	return !x->is_bad && !cb_board_is_after(r->period, x->last);
}

static void
take_score(struct parsing *x)
{
	struct cb_partial *p = x->partial;
	struct cb_board_record r;

	if (take_record(x, &r))
		*cb_push(p->scores, p->n_scores, p->cap_scores) = r;
}

static void
take_detail(struct parsing *x)
{
	struct cb_partial *p = x->partial;
	struct cb_board_record r;

	if (take_record(x, &r))
		*cb_push(p->details, p->n_details, p->cap_details) = r;
}

static void
take_finding(struct parsing *x)
{
	struct cb_partial *p = x->partial;
	struct cb_partial_finding *f = cb_push(p->findings, p->n_findings, p->cap_findings);
	struct cb_text field = text_of(x, PARTIAL_TEXT);
	struct cb_str code = { 0 };

	cb_str_addt(&code, text_of(x, PARTIAL_KIND));
	*f = (struct cb_partial_finding){ .code = cb_message_find(cb_str_c(&code)), .where = where_of(x) };
	f->field = cb_arena_copy(&p->arena, field.p, field.len);
	f->number = number(x, PARTIAL_COUNT, 0);
	for (int i = 0; i < CB_ARGS_MAX; i++)
		f->words[i] = cb_arena_text(&p->arena, text_of(x, PARTIAL_WORDS + i));
	x->is_bad = x->is_bad || f->code == CB_FINE;
	cb_str_release(&code);
}

static void
take_end(struct parsing *x)
{
	x->is_bad = number(x, PARTIAL_COUNT, 0) != x->n;
	x->begin = 0;
}

static void (*const takes[CB_PARTIAL_LINES])(struct parsing *) = {
	[CB_PARTIAL_BEGIN] = take_begin,
	[CB_PARTIAL_EXPLAINED] = take_explained,
	[CB_PARTIAL_SOURCE] = take_source,
	[CB_PARTIAL_NAME] = take_name,
	[CB_PARTIAL_SUM] = take_sum,
	[CB_PARTIAL_SCORE] = take_score,
	[CB_PARTIAL_DETAIL] = take_detail,
	[CB_PARTIAL_FINDING] = take_finding,
	[CB_PARTIAL_END] = take_end,
};

static bool
is_header(const struct parsing *x)
{
	return x->begin == 0 && (cb_text_is(text_of(x, PARTIAL_WHAT), cb_partial_heads[PARTIAL_WHAT].key) ||
	                         cb_text_is(text_of(x, PARTIAL_WHAT), cb_partial_heads[PARTIAL_WHAT].zh));
}

static void
take_line(struct parsing *x)
{
	size_t line = 0;

	x->is_bad = x->row.n != PARTIAL_N;
	if (x->is_bad || is_header(x))
		return;
	while (line < CB_PARTIAL_LINES && !cb_text_is(text_of(x, PARTIAL_WHAT), cb_partial_words[line]))
		line++;
	x->is_bad = line == CB_PARTIAL_LINES || (x->begin == 0 && line != CB_PARTIAL_BEGIN);
	if (x->is_bad)
		return;
	x->n++;
	takes[line](x);
}

/* ---- files ---- */

static enum cb_status
take_file(struct parsing *x, const char *path)
{
	struct cb_diag *diag = x->partial->office->diag;
	struct cb_csv_options csv = { .encoding = "utf-8", .delimiter = ',' };
	struct cb_rows *rows;
	enum cb_status status = cb_csv_open(&rows, path, &csv, diag);
	int got;

	if (status != CB_OK)
		return status;
	x->begin = 0;
	while (status == CB_OK && (got = rows->next(rows, &x->row)) > 0) {
		x->where = (struct cb_where){ .source = rows->source, .row = x->row.line };
		take_line(x);
		if (x->is_bad)
			status = cb_report(diag, CB_PARTIAL_UNLIKE, x->where, "");
	}
	if (status == CB_OK && got < 0)
		status = diag->status;
	if (status == CB_OK && x->begin != 0)
		status = cb_report(diag, CB_PARTIAL_CUT, (struct cb_where){ .source = rows->source }, "", x->begin);
	rows->close(rows);
	return status;
}

/* Only those whom every one of the results explains are explained by all of them. */
static void
keep_explained(struct parsing *x)
{
	struct cb_partial *p = x->partial;
	size_t n = 0;

	for (size_t i = 0; i < p->n_explained; i++)
		if (x->explained[i] == x->n_results)
			p->explained[n++] = p->explained[i];
	p->n_explained = n;
}

enum cb_status
cb_partial_take_files(struct cb_partial *p, const struct cb_input *input, int64_t last)
{
	struct parsing x = { .partial = p, .last = last };
	enum cb_status status = CB_OK;

	for (size_t i = 0; i < input->paths.n; i++)
		status = cb_status_worse(status, take_file(&x, input->paths.items[i]));
	keep_explained(&x);
	free(x.files);
	free(x.explained);
	cb_dict_release(&x.sources);
	return cb_status_worse(status, p->office->diag->errors > 0 ? p->office->diag->status : CB_OK);
}
