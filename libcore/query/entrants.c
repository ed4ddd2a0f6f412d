#include <cb/query/entrants.h>

#include <stdlib.h>
#include <string.h>

#include <cb/base/suggest.h>
#include <cb/base/utf8.h>
#include <cb/data/bind.h>
#include <cb/data/layout.h>

/* A file while it is read. */
struct reading {
	struct cb_entrants *e;
	struct cb_diag *diag;
	struct cb_rows *rows;
	uint32_t *fields;     /* [column] its number in this file, from 1 */
	uint8_t *is_labelled; /* [cell] */
	uint32_t width, last; /* cells of the header; the last of them that has a label, from 1 */
	struct cb_str line;
};

struct cb_place
cb_entrant_place(const struct cb_entrant *entrant, int column)
{
	return (struct cb_place){ entrant->source, entrant->row, entrant->fields[column] };
}

static const char *
c_string(struct cb_arena *arena, struct cb_text t)
{
	return cb_arena_copy(arena, t.p, t.len);
}

/* ---- headers ---- */

/* Labels of two files are the same column when they differ in blanks, width and case only. */
static bool
is_same_label(struct cb_text a, struct cb_text b)
{
	struct cb_str x = { 0 }, y = { 0 };
	int64_t num = 0, den = 0;
	bool same = cb_text_equal(a, b);

	if (!same) {
		cb_str_addc(&x, ' '); /* behind a first byte the form keeps its brackets */
		cb_str_addc(&y, ' ');
		cb_label_form(a, &x, &num, &den);
		cb_label_form(b, &y, &num, &den);
		same = cb_text_equal(cb_str_text(&x), cb_str_text(&y));
	}
	cb_str_release(&x);
	cb_str_release(&y);
	return same;
}

static int
same_label(const struct cb_entrants *e, struct cb_text label)
{
	for (size_t i = 0; i < e->n_labels; i++)
		if (is_same_label(e->labels[i], label))
			return (int)i;
	return -1;
}

static struct cb_place
header_place(const struct reading *r, const struct cb_row *row, uint32_t field)
{
	return (struct cb_place){ r->rows->source, row->line, field };
}

static void
report_label(struct reading *r, enum cb_code code, struct cb_place place, struct cb_text label, const char *file)
{
	struct cb_arena arena = { 0 };
	const char *word = c_string(&arena, label);

	cb_report(r->diag, code, place, "", word, file);
	cb_arena_release(&arena);
}

/* The labels of the first file are those of the table. */
static void
take_labels(struct reading *r, const struct cb_row *row)
{
	struct cb_entrants *e = r->e;

	e->header = header_place(r, row, 0);
	e->file = r->diag->sources[r->rows->source].file;
	for (uint32_t i = 0; i < row->n; i++) {
		struct cb_text label = cb_text_trim(row->cells[i]);

		if (label.len == 0 || same_label(e, label) >= 0)
			continue;
		e->labels = cb_grow(e->labels, &e->cap_labels, e->n_labels + 1, sizeof(*e->labels));
		e->labels[e->n_labels++] = (struct cb_text){ c_string(e->arena, label), label.len };
	}
}

static bool
read_header(struct reading *r, const struct cb_row *row, bool first)
{
	struct cb_entrants *e = r->e;
	uint64_t before = r->diag->errors;

	if (first)
		take_labels(r, row);
	r->width = row->n;
	r->fields = cb_arena_alloc(e->arena, (e->n_labels + 1) * sizeof(*r->fields));
	r->is_labelled = cb_arena_alloc(e->arena, (size_t)row->n + 1);
	for (uint32_t i = 0; i < row->n; i++) {
		struct cb_text label = cb_text_trim(row->cells[i]);
		int column = label.len == 0 ? -1 : same_label(e, label);

		if (label.len == 0)
			continue;
		r->is_labelled[i] = 1;
		r->last = i + 1;
		if (column < 0)
			report_label(r, CB_HEADERS_DIFFER, header_place(r, row, i + 1), label,
			             r->diag->sources[r->rows->source].file);
		else if (r->fields[column] != 0)
			report_label(r, CB_LABEL_TWICE, header_place(r, row, i + 1), label, "");
		else
			r->fields[column] = i + 1;
	}
	for (size_t c = 0; c < e->n_labels; c++)
		if (r->fields[c] == 0)
			report_label(r, CB_HEADERS_DIFFER, header_place(r, row, 0), e->labels[c], e->file);
	return r->diag->errors == before;
}

/* ---- rows ---- */

/* R2 */
static bool
is_row_good(struct reading *r, const struct cb_row *row)
{
	static const struct cb_binding none = { 0 };
	struct cb_str has = { 0 }, wants = { 0 };
	enum cb_row_kind kind = cb_row_kind(&none, row);
	bool ok = true;

	if (kind == CB_ROW_SUBTOTAL || kind == CB_ROW_TOTAL || kind == CB_ROW_MEAN) {
		uint32_t i = 0;

		while (i + 1 < row->n && row->cells[i].len == 0)
			i++;
		report_label(r, CB_TOTAL_IN_TABLE, header_place(r, row, i + 1), row->cells[i], "");
		ok = false;
	}
	if (row->n < r->last) {
		cb_str_addf(&has, "%u", row->n);
		cb_str_addf(&wants, "%u", r->width);
		cb_report(r->diag, CB_ROW_TOO_SHORT, header_place(r, row, row->n), "", cb_str_c(&has), cb_str_c(&wants));
		ok = false;
	}
	for (uint32_t i = 0; i < row->n; i++)
		if ((i >= r->width || !r->is_labelled[i]) && cb_text_trim(row->cells[i]).len > 0) {
			report_label(r, CB_NO_LABEL, header_place(r, row, i + 1), row->cells[i], "");
			ok = false;
		}
	cb_str_release(&has);
	cb_str_release(&wants);
	return ok;
}

static bool
is_blank(const struct cb_row *row)
{
	for (uint32_t i = 0; i < row->n; i++)
		if (cb_text_trim(row->cells[i]).len > 0)
			return false;
	return true;
}

/* Keeps the row: its cells one after the other, in the order of the columns. */
static void
keep_row(struct reading *r, const struct cb_row *row)
{
	struct cb_entrants *e = r->e;
	struct cb_entrant *entrant;
	const char *p;

	e->rows = cb_grow(e->rows, &e->cap, e->n + 1, sizeof(*e->rows));
	entrant = &e->rows[e->n++];
	entrant->fields = r->fields;
	entrant->source = r->rows->source;
	entrant->row = row->line;
	entrant->cells = cb_arena_alloc(e->arena, (e->n_labels + 1) * sizeof(*entrant->cells));
	cb_str_clear(&r->line);
	for (size_t c = 0; c < e->n_labels; c++) {
		cb_str_addt(&r->line, row->cells[r->fields[c] - 1]);
		cb_str_addc(&r->line, '\0');
	}
	p = cb_arena_copy(e->arena, r->line.p, r->line.len);
	entrant->line = (struct cb_text){ p, (uint32_t)r->line.len };
	for (size_t c = 0; c < e->n_labels; c++) {
		entrant->cells[c] = (struct cb_text){ p, row->cells[r->fields[c] - 1].len };
		p += entrant->cells[c].len + 1;
	}
}

static enum cb_status
read_file(struct reading *r, bool first)
{
	struct cb_row row;
	int got = r->rows->next(r->rows, &row);

	while (got > 0 && is_blank(&row))
		got = r->rows->next(r->rows, &row);
	if (got == 0)
		cb_report(r->diag, CB_NO_ROWS, ((struct cb_place){ r->rows->source, 0, 0 }), "");
	if (got <= 0 || !read_header(r, &row, first))
		return r->diag->status;
	while ((got = r->rows->next(r->rows, &row)) > 0)
		if (!is_blank(&row) && is_row_good(r, &row))
			keep_row(r, &row);
	return got < 0 ? r->diag->status : CB_OK;
}

enum cb_status
cb_entrants_read(struct cb_entrants *e, struct cb_list paths, const struct cb_csv_options *options,
                 struct cb_diag *diag)
{
	static const char *const standard_input[] = { "-" };
	uint64_t before = diag->errors;
	enum cb_status rc = CB_OK;
	bool first = true;

	if (paths.n == 0)
		paths = (struct cb_list){ standard_input, 1 };
	for (size_t i = 0; i < paths.n; i++) {
		struct reading r = { .e = e, .diag = diag };
		enum cb_status status = cb_csv_open(&r.rows, paths.items[i], options, diag);

		if (status == CB_OK) {
			status = read_file(&r, first);
			first = first && e->n_labels == 0;
			r.rows->close(r.rows);
		}
		cb_str_release(&r.line);
		rc = cb_status_worse(rc, status);
	}
	return diag->errors == before ? rc : cb_status_worse(rc, diag->status);
}

/* ---- names of columns ---- */

static void
label_form(struct cb_text label, struct cb_str *out)
{
	int64_t num = 0, den = 0;

	cb_str_clear(out);
	cb_label_form(label, out, &num, &den);
}

int
cb_entrants_find(const struct cb_entrants *e, struct cb_text name)
{
	struct cb_str wanted = { 0 }, form = { 0 };
	int found;

	name = cb_text_trim(name);
	if (name.len == 0)
		return -1;
	found = same_label(e, name);
	if (found >= 0)
		return found;
	label_form(name, &wanted);
	for (size_t i = 0; i < e->n_labels; i++) {
		label_form(e->labels[i], &form);
		if (cb_text_equal(cb_str_text(&form), cb_str_text(&wanted)))
			found = found == -1 ? (int)i : -2;
	}
	cb_str_release(&wanted);
	cb_str_release(&form);
	return found;
}

/* Names two columns of the same form. */
static void
report_unclear(const struct cb_entrants *e, struct cb_text name, struct cb_place place, struct cb_diag *diag)
{
	struct cb_str wanted = { 0 }, form = { 0 }, word = { 0 };
	const char *both[2] = { "", "" };
	size_t n = 0;

	label_form(name, &wanted);
	for (size_t i = 0; i < e->n_labels && n < 2; i++) {
		label_form(e->labels[i], &form);
		if (cb_text_equal(cb_str_text(&form), cb_str_text(&wanted)))
			both[n++] = e->labels[i].p;
	}
	cb_str_addt(&word, name);
	cb_report(diag, CB_LABEL_UNCLEAR, place, "", cb_str_c(&word), both[0], both[1]);
	cb_str_release(&wanted);
	cb_str_release(&form);
	cb_str_release(&word);
}

static void
report_unknown(const struct cb_entrants *e, struct cb_text name, struct cb_place place, struct cb_diag *diag)
{
	struct cb_str wanted = { 0 }, form = { 0 }, word = { 0 }, hint = { 0 }, all = { 0 };
	struct cb_nearest nearest = { 0 };
	struct cb_arena arena = { 0 };

	label_form(name, &wanted);
	for (size_t i = 0; i < e->n_labels; i++) {
		struct cb_text t;

		label_form(e->labels[i], &form);
		t = cb_str_text(&form);
		cb_nearest_try(&nearest, cb_str_text(&wanted), (struct cb_text){ c_string(&arena, t), t.len });
		if (i > 0)
			cb_str_adds(&all, diag->lang == CB_ZH ? "、" : ", ");
		if (i == 12) {
			cb_str_adds(&all, "…");
			break;
		}
		cb_str_addt(&all, e->labels[i]);
	}
	cb_suggest(diag->lang, nearest.text, &hint);
	cb_str_addt(&word, name);
	cb_report(diag, CB_NO_SUCH_LABEL, place, "", cb_str_c(&word), cb_str_c(&hint), cb_str_c(&all));
	cb_str_release(&wanted);
	cb_str_release(&form);
	cb_str_release(&word);
	cb_str_release(&hint);
	cb_str_release(&all);
	cb_arena_release(&arena);
}

int
cb_entrants_column(const struct cb_entrants *e, struct cb_text name, struct cb_place place, struct cb_diag *diag)
{
	int column = cb_entrants_find(e, name);

	if (column == -1)
		report_unknown(e, name, place, diag);
	else if (column == -2)
		report_unclear(e, name, place, diag);
	return column < 0 ? -1 : column;
}

/* ---- --where ---- */

static bool
is_same_value(struct cb_text a, struct cb_text b)
{
	struct cb_str x = { 0 }, y = { 0 };
	bool same = cb_text_equal(a, b);

	if (!same) {
		cb_utf8_nfkc(cb_text_trim(a), &x);
		cb_utf8_nfkc(cb_text_trim(b), &y);
		same = cb_text_equal(cb_str_text(&x), cb_str_text(&y));
	}
	cb_str_release(&x);
	cb_str_release(&y);
	return same;
}

static bool
filter(struct cb_entrants *e, int column, struct cb_text value, struct cb_diag *diag)
{
	struct cb_nearest nearest = { 0 };
	struct cb_str hint = { 0 }, word = { 0 };
	size_t kept = 0, n = e->n;

	for (size_t i = 0; i < n; i++) {
		if (is_same_value(e->rows[i].cells[column], value))
			e->rows[kept++] = e->rows[i];
		else if (kept == 0)
			cb_nearest_try(&nearest, value, e->rows[i].cells[column]);
	}
	e->n = kept;
	if (kept > 0 || n == 0)
		return true;
	cb_suggest(diag->lang, nearest.text, &hint);
	cb_str_addt(&word, value);
	cb_report(diag, CB_NO_ROW_WHERE, e->header, "", e->labels[column].p, cb_str_c(&word), cb_str_c(&hint));
	cb_str_release(&hint);
	cb_str_release(&word);
	return false;
}

bool
cb_entrants_filter(struct cb_entrants *e, struct cb_list where, struct cb_diag *diag)
{
	bool ok = true;

	for (size_t i = 0; i < where.n && ok; i++) {
		struct cb_text name, value;
		int column;

		if (!cb_pair_split(where.items[i], &name, &value)) {
			cb_report(diag, CB_BAD_WHERE, CB_NOWHERE, "", where.items[i]);
			return false;
		}
		column = cb_entrants_column(e, name, e->header, diag);
		ok = column >= 0 && filter(e, column, value, diag);
	}
	return ok;
}

void
cb_entrants_release(struct cb_entrants *e)
{
	free(e->labels);
	free(e->rows);
	*e = (struct cb_entrants){ 0 };
}
