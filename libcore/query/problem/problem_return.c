/* Sheets of problems that come back filled in: query/problem.h R8. */
#include <stdlib.h>
#include <string.h>

#include <cb/data/rows_of_table.h>
#include <cb/value/arg.h>

#include "problem_book.h"
#include "problem_sheet.h"

/* What a row of a sheet says that has happened. */
struct news {
	struct cb_text no, evidence, note;
	int64_t time;
	bool is_day; /* no time of it was given */
	int outcome;
	struct cb_where where;
};

struct sheet_back {
	struct cb_text body;
	size_t first, n; /* of its news */
};

struct taking {
	struct cb_intake *t;
	struct cb_diag *diag;
	struct news *news;
	size_t n, cap;
	struct sheet_back *sheets;
	size_t n_sheets, cap_sheets;
	struct cb_dict lines; /* of the sheet that is read: no -> index of its cells + 1 */
	struct cb_text (*kept)[SHEET_BEGUN];
	size_t n_kept, cap_kept;
	struct cb_arena arena;
};

/* ---- is it one? ---- */

static bool
is_returned(const char *path, struct cb_diag *diag)
{
	struct cb_book_options how = { .as_is = true };
	struct cb_book *book;
	bool is = false;

	if (strcmp(path, "-") == 0 || cb_book_open(&book, path, &how, diag) != CB_OK)
		return false;
	is = cb_form_kept(book, &problem_sheet, NULL, NULL);
	cb_book_close(book);
	return is;
}

enum cb_status
cb_problem_returned(struct cb_list paths, struct cb_diag *diag, bool *all_are)
{
	const char *one = NULL, *other = NULL;
	struct cb_diag_muted was = cb_diag_mute(diag); /* whatever is wrong is told when they are read */

	for (size_t i = 0; i < paths.n; i++) {
		if (cb_reader_is_lock_file(paths.items[i]))
			continue;
		if (is_returned(paths.items[i], diag))
			one = paths.items[i];
		else
			other = paths.items[i];
	}
	cb_diag_unmute(diag, &was);
	*all_are = one != NULL;
	return one != NULL && other != NULL ? cb_report(diag, CB_SHEETS_APART, CB_NOWHERE, "", one, other) : CB_OK;
}

/* ---- as it was sent out ---- */

static void
keep_line(void *arg, const struct cb_text *cells, size_t n)
{
	struct taking *k = arg;
	struct sheet_back *sheet = &k->sheets[k->n_sheets - 1];
	struct cb_text(*line)[SHEET_BEGUN];

	if (n > 0 && cb_text_is(cells[0], problem_sheet.key)) {
		sheet->body = n > 2 ? cb_arena_text(&k->arena, cells[2]) : sheet->body;
		return;
	}
	line = cb_push(k->kept, k->n_kept, k->cap_kept);
	for (size_t i = 0; i < SHEET_BEGUN; i++)
		(*line)[i] = i < n ? cb_arena_text(&k->arena, cells[i]) : (struct cb_text){ 0 };
	cb_dict_put(&k->lines, (*line)[SHEET_NO], (uint32_t)k->n_kept);
}

static enum cb_status
read_kept(struct taking *k, const char *path)
{
	struct cb_book_options how = { .as_is = true };
	struct cb_diag_muted was = cb_diag_mute(k->diag);
	struct cb_book *book;
	enum cb_status status = cb_book_open(&book, path, &how, k->diag);

	k->n_kept = 0;
	cb_dict_release(&k->lines);
	if (status == CB_OK) {
		cb_form_kept(book, &problem_sheet, keep_line, k);
		cb_book_close(book);
	}
	cb_diag_unmute(k->diag, &was);
	return status;
}

/* Both read alike, so that blanks around it are no change. */
static bool
is_as_sent(struct taking *k, struct cb_text sent, const struct cb_cell *cell)
{
	struct cb_cell as = { 0 };

	cb_type_text.parse(NULL, sent, &(struct cb_parse_env){ .arena = &k->arena }, &as);
	return cb_text_compare(as.text, cell->text) == 0;
}

/* ---- what was filled in ---- */

static bool
check_begun(struct taking *k, const struct cb_record *record)
{
	const struct cb_cell *cells = record->cells;
	uint32_t at = cb_dict_get(&k->lines, cells[SHEET_NO].text);
	bool ok = true;

	if (at == 0) {
		cb_report(k->diag, CB_SHEET_STRANGER, cb_record_where(record, SHEET_NO), "no", cells[SHEET_NO].text);
		return false;
	}
	for (int c = SHEET_WHAT; c < SHEET_BEGUN; c++) {
		const struct cb_column *column = &problem_sheet.columns[c];
		struct cb_text sent = k->kept[at - 1][c];

		if (is_as_sent(k, sent, &cells[c]))
			continue;
		cb_report(k->diag, CB_SHEET_CHANGED, cb_record_where(record, c), column->key, cells[SHEET_NO].text,
		          cb_arg_either(column->zh, column->key), sent, cells[c].text);
		ok = false;
	}
	return ok;
}

/* The first column that says something beside the outcome; 0 = none. */
static int
said_beside(const struct cb_cell *cells)
{
	for (int c = SHEET_TIME; c < SHEET_N; c++)
		if (cells[c].state == CB_VALUE)
			return c;
	return 0;
}

static bool
check_filled(struct taking *k, const struct cb_record *record)
{
	const struct cb_cell *cells = record->cells, *outcome = &cells[SHEET_OUTCOME];
	const struct cb_word *words = problem_sheet.columns[SHEET_OUTCOME].arg;
	int beside = said_beside(cells);

	if (outcome->state != CB_VALUE || outcome->n == OUTCOME_GOES_ON) {
		if (beside != 0)
			cb_report(k->diag, outcome->state == CB_VALUE ? CB_SHEET_NOT_KEPT : CB_SHEET_NO_OUTCOME,
			          cb_record_where(record, beside), problem_sheet.columns[beside].key,
			          cells[SHEET_NO].text);
		return false;
	}
	if (cells[SHEET_TIME].state != CB_VALUE)
		cb_report(k->diag, CB_SHEET_NO_TIME, cb_record_where(record, SHEET_OUTCOME), "at", cells[SHEET_NO].text,
		          words[outcome->n].zh);
	else if (outcome->n == OUTCOME_FIXED && k->t->input->today != 0 &&
	         cb_date_of_minute(cells[SHEET_TIME].n) > k->t->input->today)
		cb_report(k->diag, CB_SHEET_AHEAD, cb_record_where(record, SHEET_TIME), "at", cells[SHEET_NO].text,
		          cb_arg_cell(&cb_type_date_time, NULL, &cells[SHEET_TIME]));
	else
		return true;
	return false;
}

static void
take_row(struct taking *k, const struct cb_record *record)
{
	const struct cb_cell *cells = record->cells;

	if (!check_begun(k, record) || !check_filled(k, record))
		return;
	*cb_push(k->news, k->n, k->cap) = (struct news){
		.no = cb_cell_keep(&k->arena, &cells[SHEET_NO]),
		.evidence = cb_cell_keep(&k->arena, &cells[SHEET_EVIDENCE]),
		.note = cb_cell_keep(&k->arena, &cells[SHEET_NOTE]),
		.time = cells[SHEET_TIME].n,
		.is_day = cells[SHEET_TIME].mark != 0,
		.outcome = (int)cells[SHEET_OUTCOME].n,
		.where = record->where,
	};
}

static enum cb_status
read_sheet(struct taking *k, const char *path)
{
	struct cb_input in = *k->t->input;
	struct sheet_back *sheet = cb_push(k->sheets, k->n_sheets, k->cap_sheets);
	const struct cb_record *record;
	struct cb_reader *reader;
	enum cb_status status;

	*sheet = (struct sheet_back){ .first = k->n };
	in.reg = &problem_sheet;
	if (in.sheet == NULL)
		in.sheet = "1"; /* the next one explains the same columns */
	in.names = k->t->office->names;
	in.paths = (struct cb_list){ &path, 1 };
	status = read_kept(k, path);
	if (status == CB_OK || status == CB_UNREADABLE) /* the reader says why */
		status = cb_reader_open(&reader, &in, k->diag);
	if (status != CB_OK)
		return status;
	while (cb_reader_next(reader, &record) > 0)
		take_row(k, record);
	k->t->counts.records += cb_reader_counts(reader).records;
	k->t->counts.refused += cb_reader_counts(reader).refused;
	k->t->counts.no_data += cb_reader_counts(reader).no_data;
	cb_reader_close(reader);
	sheet = &k->sheets[k->n_sheets - 1];
	sheet->n = k->n - sheet->first;
	return CB_OK;
}

/* ---- steps ---- */

static bool
is_there(const struct news *news, const struct step *steps, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct step *s = &steps[i];

		if (news->outcome == OUTCOME_FIXED && s->action == ACTION_FIX &&
		    (s->at == news->time ||
		     (news->is_day && cb_date_of_minute(s->at) == cb_date_of_minute(news->time))))
			return true;
		if (news->outcome == OUTCOME_ASKS && s->action == ACTION_ASK_EXTENSION &&
		    s->due == (news->is_day ? cb_date_last_minute(cb_date_of_minute(news->time)) : news->time))
			return true;
	}
	return false;
}

static void
add_step(const struct taking *k, const struct sheet_back *sheet, const struct news *news, const struct step *last,
         struct cb_table *out)
{
	struct cb_cell *cells = cb_table_row(out), time = cb_cell_number(news->time), now = { 0 };
	bool is_fixed = news->outcome == OUTCOME_FIXED;
	struct cb_cell *at = is_fixed ? &time : &now;
	bool may_move = !is_fixed || news->is_day;

	cb_type_date_time.parse(NULL, cb_text_of(k->t->author.at), &(struct cb_parse_env){ 0 }, &now);
	time.mark = news->is_day;
	if (may_move && last != NULL && last->at > at->n && cb_date_of_minute(last->at) == cb_date_of_minute(at->n))
		*at = cb_cell_number(last->at);
	cells[0] = cb_table_text(out, news->no);
	cells[1] = cb_cell_number(is_fixed ? ACTION_FIX : ACTION_ASK_EXTENSION);
	cells[2] = *at;
	if (!is_fixed)
		cells[3] = time;
	cells[4] = cb_table_text(out, sheet->body);
	cells[5] = cb_table_text(out, news->evidence);
	cells[6] = cb_table_text(out, news->note);
}

static void
add_columns(struct cb_table *out)
{
	static const int columns[] = { PROBLEM_LOG_PROBLEM, PROBLEM_LOG_ACTION, PROBLEM_LOG_AT, PROBLEM_LOG_DUE,
		                       PROBLEM_LOG_ACTOR, PROBLEM_LOG_EVIDENCE, PROBLEM_LOG_NOTE };

	cb_table_columns_of(out, &cb_register_problem_log, columns, CB_COUNT(columns));
}

/* What the log lacks of a sheet, as steps; lines: where each stands. */
static enum cb_status
find_steps(struct taking *k, const struct sheet_back *sheet, struct cb_table *out, uint32_t *lines)
{
	const struct cb_query_run run = { .office = k->t->office };
	struct book b = { 0 };
	enum cb_status status = book_load_log(&b, &run);

	add_columns(out);
	for (size_t i = 0; status == CB_OK && i < sheet->n; i++) {
		const struct news *news = &k->news[sheet->first + i];
		size_t n;
		const struct step *steps = book_steps(&b, news->no, &n);

		if (is_there(news, steps, n))
			continue;
		lines[out->n_rows] = news->where.row;
		add_step(k, sheet, news, n > 0 ? &steps[n - 1] : NULL, out);
	}
	book_release(&b);
	return status;
}

static enum cb_status
store_steps(struct taking *k, const struct sheet_back *sheet, struct cb_table *steps, const uint32_t *lines)
{
	struct cb_rows_of_table rows;
	struct cb_input in = { .reg = &cb_register_problem_log, .entered = &rows.rows };
	struct cb_intake one = { .office = k->t->office, .input = &in, .again = true, .stays_open = true };
	enum cb_status status;

	one.author = k->t->author;
	cb_rows_of_table_open(&rows, steps, k->diag);
	rows.lines = lines;
	rows.rows.source = k->news[sheet->first].where.source;
	status = cb_intake(&one);
	k->t->stored += one.stored;
	cb_rows_of_table_release(&rows);
	return status;
}

static enum cb_status
take_sheet(struct taking *k, const struct sheet_back *sheet, bool *is_begun)
{
	struct cb_table steps = { 0 };
	uint32_t *lines = cb_alloc(sheet->n + 1, sizeof(*lines));
	enum cb_status status = *is_begun ? cb_office_reload(k->t->office) : CB_OK;

	if (status == CB_OK)
		status = find_steps(k, sheet, &steps, lines);
	if (status == CB_OK && steps.n_rows > 0) {
		status = store_steps(k, sheet, &steps, lines);
		*is_begun = true;
	}
	cb_table_release(&steps);
	free(lines);
	return status;
}

static enum cb_status
take_all(struct taking *k)
{
	struct cb_store *store = k->t->office->store;
	bool is_begun = false;
	enum cb_status status = CB_OK;

	for (size_t i = 0; status == CB_OK && i < k->n_sheets; i++)
		status = take_sheet(k, &k->sheets[i], &is_begun);
	if (status == CB_OK && is_begun && !k->t->dry_run)
		status = cb_store_commit(store, k->diag);
	if (is_begun)
		cb_store_end(store);
	if (status != CB_OK)
		k->diag->written = (struct cb_written){ 0 };
	return status;
}

enum cb_status
cb_problem_take_back(struct cb_intake *t)
{
	struct taking k = { .t = t, .diag = t->office->diag };
	enum cb_status status = CB_OK;

	for (size_t i = 0; status == CB_OK && i < t->input->paths.n; i++)
		if (!cb_reader_is_lock_file(t->input->paths.items[i]))
			status = read_sheet(&k, t->input->paths.items[i]);
	if (status == CB_OK && k.diag->errors == 0)
		status = take_all(&k);
	cb_dict_release(&k.lines);
	cb_arena_release(&k.arena);
	free(k.kept);
	free(k.news);
	free(k.sheets);
	return status == CB_OK && k.diag->errors > 0 ? k.diag->status : status;
}
