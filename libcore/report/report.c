#include <cb/report/report.h>

#include <stdlib.h>
#include <string.h>

#include <cb/base/suggest.h>
#include <cb/data/text_file.h>
#include <cb/value/wording.h>

enum { BLOCK_BYTES = 64 << 10,
       FILE_MAX_BYTES = 1 << 20 };

/* ---- the file ---- */

static enum cb_status
read_all(const char *path, uint32_t source, struct cb_str *out, struct cb_diag *diag)
{
	struct cb_text_file *file = NULL;
	char *block = cb_alloc(BLOCK_BYTES, 1);
	enum cb_status status = cb_text_file_open(&file, path, NULL, source, diag);
	ptrdiff_t n = 0;

	/* one byte too many is enough to be refused as a template */
	while (status == CB_OK && out->len <= FILE_MAX_BYTES && (n = cb_text_file_read(file, block, BLOCK_BYTES)) > 0)
		cb_str_add(out, block, (size_t)n);
	if (status == CB_OK)
		cb_text_file_close(file);
	free(block);
	return status != CB_OK ? status : n < 0 ? diag->status
	                                        : CB_OK;
}

/* The next line of the text, without its end; *text moves on. */
static struct cb_text
next_line(struct cb_text *text)
{
	int end = cb_text_find(*text, "\n");
	uint32_t len = end < 0 ? text->len : (uint32_t)end;
	struct cb_text line = { text->p, len };

	text->p += len + (end >= 0);
	text->len -= len + (end >= 0);
	return cb_text_trim(line);
}

static const char *const front_keys[] = { "zh", "en", "needs", "each", "file" };
enum { FRONT_KEYS = CB_COUNT(front_keys) };

static enum cb_status
bad_key(const struct cb_report_template *t, struct cb_text key, uint32_t line, struct cb_diag *diag)
{
	struct cb_nearest nearest = { 0 };

	for (int i = 0; i < FRONT_KEYS; i++)
		cb_nearest_try(&nearest, key, cb_text_of(front_keys[i]));
	return cb_report(diag, CB_TEMPLATE_HEAD, ((struct cb_where){ t->file, line, 0 }), "", key,
	                 cb_arg_nearest(nearest.text));
}

/* R1: what stands between the two lines. */
static enum cb_status
read_head(struct cb_report_template *t, struct cb_diag *diag)
{
	char **const values[FRONT_KEYS] = { &t->zh, &t->en, &t->needs, &t->each, &t->file_word };
	struct cb_text rest = t->text, line = next_line(&rest);
	enum cb_status status = CB_OK;
	uint32_t number = 1;

	if (!cb_text_is(line, "---"))
		return CB_OK;
	while (rest.len > 0) {
		int colon, key = 0;
		struct cb_text name;

		line = next_line(&rest);
		number++;
		if (cb_text_is(line, "---")) {
			t->text = rest;
			t->line = number + 1;
			return status;
		}
		colon = cb_text_find(line, ":");
		name = (struct cb_text){ line.p, colon < 0 ? line.len : (uint32_t)colon };
		while (key < FRONT_KEYS && !cb_text_is(name, front_keys[key]))
			key++;
		if (key == FRONT_KEYS || colon < 0) {
			status = bad_key(t, name, number, diag);
			continue;
		}
		line = cb_text_trim(cb_text_from(line, colon + 1));
		*values[key] = cb_arena_copy(&t->arena, line.p, line.len);
	}
	return bad_key(t, CB_LIT("---"), 1, diag);
}

enum cb_status
cb_report_template_read(struct cb_report_template *t, const char *path, struct cb_diag *diag)
{
	const char *slash = strrchr(path, '/');
	struct cb_text name = cb_text_of(slash != NULL ? slash + 1 : path);
	enum cb_status status;

	*t = (struct cb_report_template){ .line = 1 };
	t->file = cb_diag_source(diag, CB_SOURCE_TEXT, path, "");
	if (cb_text_ends(name, ".md"))
		name.len -= 3;
	t->name = cb_arena_copy(&t->arena, name.p, name.len);
	status = read_all(path, t->file, &t->all, diag);
	t->text = cb_str_text(&t->all);
	return status == CB_OK ? read_head(t, diag) : status;
}

void
cb_report_template_release(struct cb_report_template *t)
{
	cb_str_release(&t->all);
	cb_arena_release(&t->arena);
	*t = (struct cb_report_template){ 0 };
}

/* ---- the document ---- */

static enum cb_status
nothing_to_say(const struct cb_report_template *t, const struct cb_figures *f, const struct cb_table *query)
{
	struct cb_str name = { 0 }, when = { 0 };

	if (f->diag->lang == CB_ZH)
		cb_str_addf(&name, "%s(%s)", query->title_zh, query->title_en);
	else
		cb_str_adds(&name, query->title_en);
	if (f->options.range.last_day != 0 && f->diag->lang == CB_ZH)
		cb_words_range(&f->options.range, &when);
	else if (f->options.range.last_day != 0)
		cb_period_range_print(&f->options.range, &when);
	else
		cb_str_adds(&when, f->diag->lang == CB_ZH ? "任何期间(没有 -p)" : "any period (no -p)");
	return cb_report(f->diag, CB_NOTHING_TO_SAY, CB_NOWHERE, "", t->name, name, when);
}

/* `each` is a query, and each query of `needs` has a row. */
static enum cb_status
check_head(const struct cb_report_template *t, struct cb_figures *f)
{
	struct cb_text rest = cb_text_of(t->needs);
	struct cb_where front = { .source = t->file };
	enum cb_status status = CB_OK;

	if (t->each != NULL && cb_figures_table(f, cb_text_of(t->each)) == NULL)
		cb_figures_unknown(f, cb_text_of(t->each), front);
	while (rest.len > 0) {
		int end = cb_text_find(rest, " ");
		struct cb_text name = { rest.p, end < 0 ? rest.len : (uint32_t)end };
		const struct cb_table *table = cb_figures_table(f, name);

		if (table == NULL)
			cb_figures_unknown(f, name, front);
		else if (table->n_rows == 0 && cb_figures_status(f) == CB_OK)
			status = nothing_to_say(t, f, table);
		rest = cb_text_trim(cb_text_from(rest, name.len));
	}
	return cb_status_worse(status, cb_figures_status(f));
}

/* Reads what came of the template; findings name its lines. */
static enum cb_status
read_rendered(const struct cb_report_template *t, struct cb_figures *f, const struct cb_rendered *rendered,
              const char *unknown, struct cb_document *out)
{
	struct cb_document_source tables = cb_figures_document(f);
	struct cb_markdown markdown = {
		.text = cb_str_text(&rendered->text),
		.file = t->file,
		.rows = rendered->rows,
		.n_rows = rendered->n_rows,
		.unknown = unknown,
	};

	return cb_document_markdown(out, &markdown, &tables, f->diag);
}

/* R4: all that is wrong in the text, whatever rows there are. */
static enum cb_status
check_text(const struct cb_report_template *t, struct cb_figures *f)
{
	struct cb_template_source values = cb_figures_template(f);
	struct cb_where start = { .source = t->file, .row = t->line };
	struct cb_rendered outline = { 0 };
	struct cb_document nothing = { 0 };
	enum cb_status status = cb_template_outline(t->text, start, &values, &outline, f->diag);

	status = cb_status_worse(status, read_rendered(t, f, &outline, CB_TEMPLATE_VALUE, &nothing));
	cb_document_release(&nothing);
	cb_rendered_release(&outline);
	return status;
}

enum cb_status
cb_report_make(const struct cb_report_template *t, struct cb_figures *f, struct cb_document *out)
{
	struct cb_template_source values = cb_figures_template(f);
	struct cb_where start = { .source = t->file, .row = t->line };
	struct cb_rendered rendered = { 0 };
	enum cb_status status = cb_status_worse(check_head(t, f), check_text(t, f));

	status = cb_status_worse(status, cb_figures_status(f));
	if (status == CB_OK)
		status = cb_template_render(t->text, start, &values, &rendered, f->diag);
	if (status == CB_OK)
		status = read_rendered(t, f, &rendered, NULL, out);
	status = cb_status_worse(status, cb_figures_status(f));
	if (status == CB_OK)
		cb_document_prune(out);
	cb_rendered_release(&rendered);
	return status;
}
