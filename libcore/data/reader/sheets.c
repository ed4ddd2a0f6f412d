#include <cb/data/sheets.h>

#include <stdlib.h>
#include <string.h>

#include <cb/base/mem.h>

/* A sheet that was looked into. */
struct trial {
	struct cb_sheet_fit is;
	uint32_t source; /* in the diag, 0 = it cannot be opened */
	bool is_hidden;
};

struct choosing {
	struct cb_sheets *out;
	struct cb_book *book;
	const struct cb_sheets_wish *wish;
	struct cb_diag *diag;
	struct trial *trials; /* [sheet] */
};

static void
take(struct cb_sheets *out, size_t sheet)
{
	*cb_push(out->at, out->n, out->cap) = sheet;
}

static void
add_name(const struct choosing *c, size_t sheet, struct cb_str *names)
{
	if (names->len > 0)
		cb_str_adds(names, c->diag->lang == CB_ZH ? "、" : ", ");
	cb_str_adds(names, cb_book_sheet(c->book, sheet).name);
}

/* ---- trying ---- */

/* Looks into a sheet; what is wrong with it is told when it is read. */
static void
try_sheet(struct choosing *c, size_t sheet)
{
	struct trial *t = &c->trials[sheet];
	struct cb_diag_muted was;
	struct cb_rows *rows;

	t->is_hidden = cb_book_sheet(c->book, sheet).is_hidden;
	t->is.fit = CB_FIT_NEARLY; /* where it cannot be opened: reading it tells why */
	was = cb_diag_mute(c->diag);
	if (cb_book_rows(c->book, sheet, &rows) == CB_OK) {
		t->source = rows->source;
		t->is = c->wish->judge(c->wish->arg, rows);
		rows->close(rows);
	}
	cb_diag_unmute(c->diag, &was);
}

/* Every sheet that has a row will do when all are asked for; where one is wanted, what fits wholly goes before
 * what fits nearly. */
static enum cb_fit
least_wanted(const struct choosing *c)
{
	if (c->wish->asked != NULL)
		return CB_FIT_STRANGE;
	for (size_t i = 0; c->wish->only_one && i < cb_book_n_sheets(c->book); i++)
		if (!c->trials[i].is_hidden && c->trials[i].is.fit == CB_FIT_WHOLLY)
			return CB_FIT_WHOLLY;
	return CB_FIT_NEARLY;
}

static bool
is_nearer(const struct trial *a, const struct trial *b)
{
	if (a->is_hidden != b->is_hidden)
		return b->is_hidden;
	return a->is.fit != b->is.fit ? a->is.fit > b->is.fit : a->is.known > b->is.known;
}

/* R3 */
static size_t
nearest_sheet(const struct choosing *c)
{
	size_t best = 0;

	for (size_t i = 1; i < cb_book_n_sheets(c->book); i++)
		if (is_nearer(&c->trials[i], &c->trials[best]))
			best = i;
	return best;
}

/* ---- R4 ---- */

static void
report_alike(const struct choosing *c, const struct trial *t, struct cb_where where)
{
	cb_report(c->diag, CB_SHEET_ALIKE, where, "", t->is.known, t->is.labels);
}

static void
report_left_out(const struct choosing *c, const struct trial *t)
{
	struct cb_where where = { t->source, 0, 0 };

	if (t->is_hidden)
		cb_report(c->diag, t->is.fit == CB_FIT_WHOLLY ? CB_HIDDEN_SHEET : CB_HIDDEN_SKIPPED, where, "");
	else if (t->is.fit == CB_FIT_ALIKE)
		report_alike(c, t, where);
	else
		cb_report(c->diag, CB_SHEET_SKIPPED, where, "");
}

static void
report_several(const struct choosing *c, enum cb_code code)
{
	struct cb_where where = { cb_diag_source(c->diag, CB_SOURCE_SHEET, c->wish->path, ""), 0, 0 };
	struct cb_str names = { 0 };

	for (size_t i = 0; i < c->out->n; i++)
		add_name(c, c->out->at[i], &names);
	if (code == CB_SHEET_NEEDED)
		cb_report(c->diag, code, where, "", names);
	else
		cb_report(c->diag, code, where, "", c->out->n, names);
}

/* R2 to R4, and `*` */
static bool
choose_by_trial(struct choosing *c)
{
	size_t n = cb_book_n_sheets(c->book);
	enum cb_fit least;

	for (size_t i = 0; i < n; i++)
		try_sheet(c, i);
	least = least_wanted(c);
	for (size_t i = 0; i < n; i++)
		if (!c->trials[i].is_hidden && c->trials[i].is.fit >= least)
			take(c->out, i);
	if (c->out->n == 0)
		take(c->out, nearest_sheet(c));
	for (size_t i = 0, at = 0; i < n; i++)
		if (at < c->out->n && c->out->at[at] == i)
			at++;
		else
			report_left_out(c, &c->trials[i]);
	if (c->out->n == 1 || c->wish->asked != NULL)
		return true;
	report_several(c, c->wish->only_one ? CB_SHEET_NEEDED : CB_SEVERAL_SHEETS);
	return !c->wish->only_one;
}

bool
cb_sheets_choose(struct cb_sheets *out, struct cb_book *book, const struct cb_sheets_wish *wish, struct cb_diag *diag)
{
	struct choosing c = { .out = out, .book = book, .wish = wish, .diag = diag };
	bool named = wish->asked != NULL && strcmp(wish->asked, "*") != 0, ok;
	size_t sheet = 0;

	out->n = 0;
	if (cb_book_is_text(book) || (cb_book_n_sheets(book) == 1 && !named)) {
		take(out, 0);
		return true;
	}
	if (named) {
		ok = cb_book_find_sheet(book, wish->asked, &sheet);
		if (ok)
			take(out, sheet);
		return ok;
	}
	c.trials = cb_alloc(cb_book_n_sheets(book), sizeof(*c.trials));
	ok = choose_by_trial(&c);
	free(c.trials);
	return ok;
}

void
cb_sheets_release(struct cb_sheets *sheets)
{
	free(sheets->at);
	*sheets = (struct cb_sheets){ 0 };
}
