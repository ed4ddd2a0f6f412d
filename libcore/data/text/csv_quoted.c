/* Records of a CSV file that have a quote: libcsv parses them. */
#include "csv_state.h"

/* Of the field at hand, once. */
static void
report_bare_quote(struct csv *csv)
{
	if (csv->bare_column != csv->n_cells + 1)
		cb_csv_report(csv, CB_BARE_QUOTE, csv->n_cells + 1);
	csv->bare_column = csv->n_cells + 1;
}

static void
take_field(void *p, size_t n, void *arg)
{
	struct cb_text field = { p, (uint32_t)n };
	struct csv *csv = arg;

	if (csv->n_cells > FIELDS_MAX || csv->arena.len > RECORD_MAX) /* take_line will say so */
		return;
	if (csv->formula_column == csv->n_cells + 1 && !cb_csv_take_formula(&field))
		report_bare_quote(csv);
	cb_str_add(&csv->arena, p, n);
	cb_csv_add_cell(csv, NULL, n); /* the arena may move: place_cells */
}

static void
take_row(int end, void *arg)
{
	struct csv *csv = arg;

	(void)end;
	csv->row_done = true;
}

/* Where the fields lie now; of a text kept as a formula, what it keeps. */
static void
place_cells(struct csv *csv)
{
	const char *p = cb_str_c(&csv->arena);

	for (size_t i = 0; i < csv->n_cells; i++) {
		csv->cells[i].p = p;
		p += csv->cells[i].len;
		if (csv->cells[i].len > 0 && csv->cells[i].p[0] == '=')
			cb_csv_take_formula(&csv->cells[i]);
	}
}

static int
fail_behind_quote(struct csv *csv)
{
	cb_csv_report(csv, CB_TEXT_AFTER_QUOTE, csv->n_cells + 1);
	csv->is_broken = true;
	return -1;
}

/* Behind a closing quote, with keep_blanks: blanks up to what ends the cell, or up to the end of the piece, and then
 * they may go on in the next. Bytes to go on behind, or -1. */
static int
pass_behind_quote(struct csv *csv, const char *p, size_t n)
{
	size_t blanks = 0;

	while (blanks < n && cb_csv_is_blank(p[blanks]) && p[blanks] != csv->delimiter)
		blanks++;
	csv->behind_quote = blanks == n;
	if (blanks < n && p[blanks] != csv->delimiter && p[blanks] != '\r' && p[blanks] != '\n')
		return fail_behind_quote(csv);
	return (int)blanks;
}

/* libcsv stopped at p, which RFC 4180 does not allow there. Bytes to go on behind, or -1. Blanks around quotes
 * it passes over by itself where blanks are not kept. */
static int
take_error(struct csv *csv, const char *p, size_t n)
{
	if (csv_error(&csv->parser) != CSV_EPARSE)
		return cb_csv_fail(csv, CB_FIELD_TOO_LONG, csv->n_cells + 1);
	if (csv->keep_blanks && cb_csv_parser_drop_blanks(&csv->parser))
		return 0;
	if (csv->parser.pstate == FIELD_MIGHT_HAVE_ENDED)
		return csv->keep_blanks ? pass_behind_quote(csv, p, n) : fail_behind_quote(csv);
	if (csv->parser.entry_pos > 0 && csv->parser.entry_buf[0] == '=')
		csv->formula_column = csv->n_cells + 1; /* take_field knows whether it is one */
	else
		report_bare_quote(csv);
	/* That one quote is text. */
	csv_set_opts(&csv->parser, 0);
	csv_parse(&csv->parser, p, 1, take_field, take_row, csv);
	csv_set_opts(&csv->parser, CSV_STRICT);
	return 1;
}

/* Feeds a piece of a record; -1 = it cannot be parsed (reported). */
static int
feed(struct csv *csv, const char *p, size_t n)
{
	int taken = csv->behind_quote ? pass_behind_quote(csv, p, n) : 0;

	for (size_t at = 0; taken >= 0;) {
		at += (size_t)taken;
		at += csv_parse(&csv->parser, p + at, n - at, take_field, take_row, csv);
		if (at == n)
			return 0;
		taken = take_error(csv, p + at, n - at);
	}
	return -1;
}

/* Behind a CR: is the LF of a CRLF next? */
static bool
is_lf_next(struct csv *csv)
{
	if (csv->begin == csv->end)
		cb_csv_refill(csv);
	return csv->begin < csv->end && csv->block[csv->begin] == '\n';
}

int
cb_csv_take_line(struct csv *csv, bool skip)
{
	for (;;) {
		size_t at, stop;
		char last;

		while (csv->begin == csv->end) /* a block may hold nothing but what is held back */
			if (cb_csv_refill(csv) <= 0)
				return csv->has_failed ? -1 : 0;
		at = csv->begin;
		csv->lf = cb_csv_find(csv, csv->lf, '\n');
		csv->cr = cb_csv_find(csv, csv->cr, '\r');
		stop = csv->lf < csv->cr ? csv->lf : csv->cr;
		if (stop < csv->end)
			stop++;
		csv->begin = stop;
		if (!skip && feed(csv, csv->block + at, stop - at) < 0) {
			csv->begin = at; /* to be skipped */
			return -1;
		}
		if (!skip && cb_csv_is_too_long(csv, csv->arena.len + csv->parser.entry_pos))
			return -1;
		last = csv->block[stop - 1];
		if (last == '\r' && is_lf_next(csv)) {
			if (!skip && !csv->row_done)
				continue; /* the LF is text of the field, and ends the line */
			csv->begin++;
			last = '\n';
		}
		if (last == '\n' || last == '\r') {
			csv->line++;
			return 1;
		}
	}
}

/* At the end of the file within a record. */
static int
finish_record(struct csv *csv)
{
	if (csv->parser.quoted && csv->parser.pstate == FIELD_BEGUN)
		return cb_csv_fail(csv, CB_OPEN_QUOTE, csv->n_cells + 1);
	csv_fini(&csv->parser, take_field, take_row, csv);
	return 1;
}

int
cb_csv_parse_record(struct csv *csv)
{
	int got = 1;

	csv->n_cells = csv->bare_column = csv->formula_column = 0;
	csv->row_done = csv->behind_quote = false;
	cb_str_clear(&csv->arena);
	while (!csv->row_done && got > 0)
		got = cb_csv_take_line(csv, false);
	if (got == 0)
		got = finish_record(csv);
	if (got < 0 && !csv->has_failed) { /* text after a quote */
		csv_fini(&csv->parser, NULL, NULL, NULL);
		return cb_csv_take_line(csv, true) < 0 ? -1 : 0;
	}
	place_cells(csv);
	return got;
}
