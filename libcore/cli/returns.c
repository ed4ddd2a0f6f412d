#include <stdlib.h>
#include <string.h>

#include <cb/base/utf8.h>
#include <cb/cli/returns.h>
#include <cb/doc/returned.h>

enum { NOTES_MAX = 20000 };

struct cb_returns_note {
	struct cb_where where;
	const char *text;
};

struct cb_returns_done {
	enum cb_code code;
	const char *path, *as;
};

/* ---- listening ---- */

static void
take_note(struct cb_returns *r, struct cb_where where, const struct cb_str *text)
{
	*cb_push(r->notes, r->n, r->cap) =
		(struct cb_returns_note){ where, cb_arena_copy(&r->texts, text->p, text->len) };
}

/* R2: once a sheet, as long as findings come sheet by sheet. */
static void
take_more(struct cb_returns *r, const struct cb_diag *diag, const struct cb_finding *finding)
{
	struct cb_finding more = { .code = CB_MORE_NOT_MARKED };
	struct cb_str text = { 0 };

	if (r->full == finding->where.source)
		return;
	r->full = finding->where.source;
	cb_diag_sender_text(diag, &more, &text);
	take_note(r, (struct cb_where){ r->full, 0, 0 }, &text);
	cb_str_release(&text);
}

static void
listen(void *arg, const struct cb_diag *diag, const struct cb_finding *finding)
{
	struct cb_returns *r = arg;
	struct cb_str text = { 0 };
	char label[8];

	r->sink(r->sink_arg, diag, finding);
	if (finding->severity != CB_ERROR || finding->where.source == 0 ||
	    diag->sources[finding->where.source].kind == CB_SOURCE_DATABASE)
		return;
	if (r->n >= NOTES_MAX) {
		take_more(r, diag, finding);
		return;
	}
	cb_message_label(finding->code, finding->severity, label);
	cb_str_addf(&text, "%s ", label);
	cb_diag_sender_text(diag, finding, &text);
	take_note(r, finding->where, &text);
	cb_str_release(&text);
}

enum cb_status
cb_returns_start(struct cb_returns *r, struct cb_app *app, const char *folder)
{
	*r = (struct cb_returns){ .app = app };
	r->sink = app->diag.sink;
	r->sink_arg = app->diag.sink_arg;
	app->diag.sink = listen;
	app->diag.sink_arg = r;
	return app->common.dry_run ? CB_OK : cb_file_set_start(&r->files, app, folder);
}

void
cb_returns_release(struct cb_returns *r)
{
	if (r->app != NULL) {
		r->app->diag.sink = r->sink;
		r->app->diag.sink_arg = r->sink_arg;
	}
	free(r->notes);
	free(r->done);
	cb_file_set_release(&r->files);
	cb_arena_release(&r->texts);
	*r = (struct cb_returns){ 0 };
}

/* ---- names ---- */

/* 西街.xlsx of inbox/西街.csv, without its extension. */
static struct cb_text
stem_of(const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path, *dot = strrchr(name, '.');

	return (struct cb_text){ name, (uint32_t)(dot != NULL && dot > name ? (size_t)(dot - name) : strlen(name)) };
}

/* ---- writing ---- */

/* The notes of one file; to be freed. */
static struct cb_returned_note *
notes_of(const struct cb_returns *r, const char *path, size_t *n)
{
	const struct cb_diag *diag = &r->app->diag;
	struct cb_returned_note *notes = cb_alloc(r->n + 1, sizeof(*notes));
	struct cb_str file = { 0 };

	cb_utf8_escape(cb_text_of(path), &file);
	*n = 0;
	for (size_t i = 0; i < r->n; i++) {
		const struct cb_where *where = &r->notes[i].where;
		const struct cb_source *source = &diag->sources[where->source];

		if (strcmp(source->file, cb_str_c(&file)) == 0)
			notes[(*n)++] = (struct cb_returned_note){ .sheet = source->sheet,
				                                   .row = where->row,
				                                   .column = where->column,
				                                   .header_row = source->header_row,
				                                   .text = r->notes[i].text };
	}
	cb_str_release(&file);
	return notes;
}

static enum cb_status
write_workbook(struct cb_returns *r, const char *path, struct cb_returned *returned)
{
	struct cb_diag *diag = &r->app->diag;
	struct cb_str stem = { 0 };
	struct cb_out *out;
	/* a workbook has other sheets and columns than those of the register */
	enum cb_status rc = cb_file_set_open(&r->files, stem_of(path), ".xlsx", CB_OUT_PRIVATE, &out);

	cb_str_addt(&stem, stem_of(path));
	returned->name = cb_str_c(&stem);
	if (rc == CB_OK) {
		struct cb_diag_muted was = cb_diag_mute(diag); /* it has all been said */

		rc = cb_returned_write(returned, out);
		cb_diag_unmute(diag, &was);
	}
	if (rc == CB_OK && out->refused)
		rc = CB_UNREADABLE; /* R3 */
	if (rc == CB_OK)
		cb_out_stage(out);
	else
		cb_file_set_drop(&r->files);
	cb_str_release(&stem);
	return rc;
}

static enum cb_status
return_file(struct cb_returns *r, const struct cb_input *in, const char *path)
{
	struct cb_diag *diag = &r->app->diag;
	struct cb_book_options how = { .csv = in->csv, .as_is = true };
	struct cb_returned returned = { 0 };
	enum cb_status rc = CB_UNREADABLE;
	struct cb_diag_muted was;
	bool was_locked = false;

	returned.notes = notes_of(r, path, &returned.n_notes);
	how.csv.keep_blank_lines = true;
	was = cb_diag_mute(diag);
	if (returned.n_notes > 0 && strcmp(path, "-") != 0)
		rc = cb_book_open(&returned.book, path, &how, diag);
	cb_diag_unmute(diag, &was);
	if (rc == CB_OK) {
		was_locked = cb_book_was_locked(returned.book);
		rc = write_workbook(r, path, &returned);
		cb_book_close(returned.book);
	}
	if (rc == CB_UNREADABLE && returned.n_notes > 0)
		cb_report(diag, CB_NOT_RETURNED, CB_NOWHERE, "", path);
	else if (rc == CB_OK)
		*cb_push(r->done, r->n_done, r->cap_done) = (struct cb_returns_done){
			was_locked ? CB_RETURNED_UNLOCKED : CB_RETURNED, path, r->files.paths[r->files.n - 1]
		};
	free(returned.notes);
	return rc == CB_UNREADABLE ? CB_OK : rc;
}

enum cb_status
cb_returns_write(struct cb_returns *r, const struct cb_input *in)
{
	enum cb_status rc = CB_OK;

	for (size_t i = 0; rc == CB_OK && i < in->paths.n && r->n > 0 && !r->app->common.dry_run; i++)
		rc = return_file(r, in, in->paths.items[i]);
	if (rc == CB_OK)
		rc = cb_file_set_commit(&r->files);
	for (size_t i = 0; rc == CB_OK && i < r->n_done; i++)
		cb_report(&r->app->diag, r->done[i].code, CB_NOWHERE, "", r->done[i].path, r->done[i].as);
	return rc;
}
