#include "csv_parser.h"

#include <cb/data/csv.h>

#include <cb/base/mem.h>
#include <cb/base/utf8.h>
#include <cb/base/words.h>
#include <cb/data/text_file.h>

#include <stdlib.h>
#include <string.h>

enum {
	BLOCK_BYTES = 65536,
	FIELD_MAX = CSV_FIELD_MAX,
	RECORD_MAX = 16 << 20,
	FIELDS_MAX = 65536,
	HELD_MAX = 8,
	BEHIND = sizeof(uint64_t), /* bytes that may be looked at behind the block */
	CTRL_Z = 0x1a,             /* ends texts of DOS */
	SEPARATOR = 0x1f           /* what stands in the block for a delimiter that is not of ASCII */
};

/* Lines without a quote are split where they stand, in the block; a record with one goes through
 * libcsv and its fields into `arena`. lf, cr and quote are positions in the block: from `begin` to
 * there that byte does not occur, so that each is looked for once a block and not once a line. */
struct csv {
	struct cb_rows rows; /* first: what callers hold */
	struct cb_text_file *file;
	struct cb_diag *diag;
	struct csv_parser parser;
	char *block;
	size_t cap, begin, end, lf, cr, quote, block_bytes;
	uint32_t line, start_line;
	size_t bare_column;    /* of the record: the last one reported for a bare quote */
	size_t formula_column; /* of the record: one that begins with = before a bare quote */
	char delimiter;
	char wide[4]; /* the delimiter where it is not of ASCII, n_wide bytes; else n_wide is 0 */
	size_t n_wide;
	bool has_sep_line;   /* the first line is sep=, */
	bool in_quotes;      /* of what has been read, where n_wide > 0 */
	char held[HELD_MAX]; /* read, and put off until the next read tells what it is */
	size_t n_held;
	bool keep_blank_lines, keep_blanks, at_end, is_broken, has_failed, row_done;
	bool behind_quote; /* with keep_blanks: a cell is closed, and blanks behind it may go on in the next block */
	struct cb_text *cells;
	size_t n_cells, cap_cells;
	struct cb_str arena;
};

static void
report(const struct csv *csv, enum cb_code code, size_t column)
{
	struct cb_where where = { csv->rows.source, csv->start_line, (uint32_t)column };

	cb_report(csv->diag, code, where, "");
}

static int
fail(struct csv *csv, enum cb_code code, size_t column)
{
	report(csv, code, column);
	csv->has_failed = true;
	return -1;
}

static void
add_cell(struct csv *csv, const char *p, size_t n)
{
	if (csv->n_cells == csv->cap_cells)
		csv->cells = cb_grow(csv->cells, &csv->cap_cells, csv->n_cells + 1, sizeof(*csv->cells));
	csv->cells[csv->n_cells++] = (struct cb_text){ p, (uint32_t)n };
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The cell from p to end, without the blanks around it; few cells have some. */
static inline void
add_trimmed(struct csv *csv, const char *p, const char *end)
{
	if (p < end && ((unsigned char)*p <= ' ' || (unsigned char)end[-1] <= ' ') && !csv->keep_blanks) {
		while (p < end && is_blank(*p))
			p++;
		while (p < end && is_blank(end[-1]))
			end--;
	}
	add_cell(csv, p, (size_t)(end - p));
}

/* Splits a line (or the part of it that has been read) into cells, eight bytes at a time: most cells are too short for
 * memchr. Behind the line there are bytes enough for the last word. */
static void
split(struct csv *csv, const char *p, const char *end)
{
	const char *cell = p;

	csv->n_cells = 0;
	for (; p < end; p += sizeof(uint64_t)) {
		uint64_t hits = cb_words_bytes_like(cb_words_load8(p), csv->delimiter);

		for (; hits != 0 && csv->n_cells <= FIELDS_MAX; hits &= hits - 1) {
			const char *stop = p + __builtin_ctzll(hits) / 8;

			if (stop >= end)
				break;
			add_trimmed(csv, cell, stop);
			cell = stop + 1;
		}
	}
	if (csv->n_cells <= FIELDS_MAX)
		add_trimmed(csv, cell, end);
}

/* Too much for one record? Then it has been reported. */
static bool
is_too_long(struct csv *csv, size_t len_bytes)
{
	for (size_t i = 0; len_bytes > FIELD_MAX && i < csv->n_cells; i++)
		if (csv->cells[i].len > FIELD_MAX)
			return fail(csv, CB_FIELD_TOO_LONG, i + 1) < 0;
	if (len_bytes > RECORD_MAX || csv->n_cells > FIELDS_MAX)
		return fail(csv, CB_RECORD_TOO_LONG, 0) < 0;
	return false;
}

/* Moves a position along with the block; what stood before `begin` is gone. */
static size_t
shift(size_t at, size_t by)
{
	return at > by ? at - by : 0;
}

/* A delimiter outside ASCII becomes one byte, outside quotes: n bytes from p on, how many are left. */
static size_t
narrow(struct csv *csv, char *p, size_t n)
{
	size_t kept = 0;

	if (csv->n_wide == 0)
		return n;
	for (size_t at = 0; at < n;) {
		if (p[at] == '"')
			csv->in_quotes = !csv->in_quotes;
		if (!csv->in_quotes && n - at >= csv->n_wide && memcmp(p + at, csv->wide, csv->n_wide) == 0) {
			p[kept++] = SEPARATOR;
			at += csv->n_wide;
		} else {
			p[kept++] = p[at++];
		}
	}
	return kept;
}

/* How many bytes at the end are part of a wide delimiter, or are a Ctrl-Z that may end the file. */
static size_t
held_back(const struct csv *csv, const char *p, size_t n)
{
	size_t z = 0;

	while (z < HELD_MAX && z < n && p[n - 1 - z] == CTRL_Z)
		z++;
	for (size_t part = csv->n_wide > 1 ? csv->n_wide - 1 : 0; z == 0 && part > 0; part--)
		if (part <= n && memcmp(p + n - part, csv->wide, part) == 0)
			return part;
	return z;
}

/* Reads at most n bytes behind what is held, to p, which has room for both: how many are to be used. *got as
 * cb_text_file_read. */
static size_t
read_text(struct csv *csv, char *p, size_t n, ptrdiff_t *got)
{
	size_t have = csv->n_held;

	memcpy(p, csv->held, have);
	*got = cb_text_file_read(csv->file, p + have, n);
	csv->n_held = 0;
	if (*got <= 0)
		return have > 0 && *p == CTRL_Z ? 0 : have;
	have += (size_t)*got;
	csv->n_held = held_back(csv, p, have);
	memcpy(csv->held, p + have - csv->n_held, csv->n_held);
	return narrow(csv, p, have - csv->n_held);
}

/* Reads on behind what is left of the block. 1 = more, 0 = the end, -1 = broken off. */
static int
refill(struct csv *csv)
{
	size_t rest = csv->end - csv->begin;
	size_t want = rest > csv->block_bytes ? rest : csv->block_bytes; /* doubling */
	ptrdiff_t got;

	if (csv->at_end)
		return 0;
	if (rest > FIELD_MAX) {
		split(csv, csv->block + csv->begin, csv->block + csv->end);
		if (is_too_long(csv, rest))
			return -1;
	}
	memmove(csv->block, csv->block + csv->begin, rest);
	csv->lf = shift(csv->lf, csv->begin);
	csv->cr = shift(csv->cr, csv->begin);
	csv->quote = shift(csv->quote, csv->begin);
	csv->begin = 0;
	csv->end = rest;
	if (csv->cap < rest + HELD_MAX + want + BEHIND)
		csv->block = cb_grow(csv->block, &csv->cap, rest + HELD_MAX + want + BEHIND, 1);
	csv->end += read_text(csv, csv->block + rest, want, &got);
	memset(csv->block + csv->end, 0, BEHIND);
	if (got < 0) {
		csv->has_failed = true;
		return -1;
	}
	csv->at_end = got == 0;
	return got > 0 || csv->end > rest;
}

/* The first c at or after `begin`, or `end`, given that none stands before `at`. */
static inline size_t
find(const struct csv *csv, size_t at, char c)
{
	const char *hit;

	if (at < csv->begin)
		at = csv->begin;
	if (at == csv->end || csv->block[at] == c)
		return at;
	hit = memchr(csv->block + at, c, csv->end - at);
	return hit != NULL ? (size_t)(hit - csv->block) : csv->end;
}

/* --- records with a quote ------------------------------------------------------------------- */

/* Of the field at hand, once. */
static void
report_bare_quote(struct csv *csv)
{
	if (csv->bare_column != csv->n_cells + 1)
		report(csv, CB_BARE_QUOTE, csv->n_cells + 1);
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
	add_cell(csv, NULL, n); /* the arena may move: place_cells */
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
	report(csv, CB_TEXT_AFTER_QUOTE, csv->n_cells + 1);
	csv->is_broken = true;
	return -1;
}

/* Behind a closing quote, with keep_blanks: blanks up to what ends the cell, or up to the end of the piece, and then
 * they may go on in the next. Bytes to go on behind, or -1. */
static int
pass_behind_quote(struct csv *csv, const char *p, size_t n)
{
	size_t blanks = 0;

	while (blanks < n && is_blank(p[blanks]) && p[blanks] != csv->delimiter)
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
		return fail(csv, CB_FIELD_TOO_LONG, csv->n_cells + 1);
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
		refill(csv);
	return csv->begin < csv->end && csv->block[csv->begin] == '\n';
}

/* Takes the rest of a physical line, its end included, and counts it; feeds it unless `skip`.
 * 1 = taken, 0 = the end of the file was met, -1 = as feed. */
static int
take_line(struct csv *csv, bool skip)
{
	for (;;) {
		size_t at, stop;
		char last;

		while (csv->begin == csv->end) /* a block may hold nothing but what is held back */
			if (refill(csv) <= 0)
				return csv->has_failed ? -1 : 0;
		at = csv->begin;
		csv->lf = find(csv, csv->lf, '\n');
		csv->cr = find(csv, csv->cr, '\r');
		stop = csv->lf < csv->cr ? csv->lf : csv->cr;
		if (stop < csv->end)
			stop++;
		csv->begin = stop;
		if (!skip && feed(csv, csv->block + at, stop - at) < 0) {
			csv->begin = at; /* to be skipped */
			return -1;
		}
		if (!skip && is_too_long(csv, csv->arena.len + csv->parser.entry_pos))
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
		return fail(csv, CB_OPEN_QUOTE, csv->n_cells + 1);
	csv_fini(&csv->parser, take_field, take_row, csv);
	return 1;
}

/* The record at `begin`, line by line, until libcsv says that it has ended. 1 = in cells, 0 = lost
 * but reading can go on, -1 = broken off. */
static int
parse_record(struct csv *csv)
{
	int got = 1;

	csv->n_cells = csv->bare_column = csv->formula_column = 0;
	csv->row_done = csv->behind_quote = false;
	cb_str_clear(&csv->arena);
	while (!csv->row_done && got > 0)
		got = take_line(csv, false);
	if (got == 0)
		got = finish_record(csv);
	if (got < 0 && !csv->has_failed) { /* text after a quote */
		csv_fini(&csv->parser, NULL, NULL, NULL);
		return take_line(csv, true) < 0 ? -1 : 0;
	}
	place_cells(csv);
	return got;
}

/* --- rows ----------------------------------------------------------------------------------- */

/* Finds the end of the line at `begin`. 1 = *stop, or a quote stands before it; 0 = end of file. */
static int
find_stop(struct csv *csv, size_t *stop)
{
	for (;;) {
		bool is_whole;

		csv->lf = find(csv, csv->lf, '\n');
		csv->cr = find(csv, csv->cr, '\r');
		csv->quote = find(csv, csv->quote, '"');
		*stop = csv->lf < csv->cr ? csv->lf : csv->cr;
		/* Behind a CR there may be the LF that belongs to it. */
		is_whole = *stop + (*stop == csv->cr) < csv->end;
		if (csv->quote < *stop || is_whole)
			return 1;
		if (csv->at_end)
			return csv->begin < csv->end;
		if (refill(csv) < 0)
			return -1;
	}
}

/* The line from `begin` to stop, which has no quote; takes it and its end. */
static bool
take_plain(struct csv *csv, size_t stop)
{
	const char *line = csv->block + csv->begin, *end = csv->block + stop;

	csv->begin = stop;
	if (stop < csv->end) {
		csv->begin += *end == '\r' && stop + 1 < csv->end && end[1] == '\n' ? 2 : 1;
		csv->line++;
	}
	split(csv, line, end);
	return !is_too_long(csv, (size_t)(end - line));
}

static int
csv_next(struct cb_rows *rows, struct cb_row *row)
{
	struct csv *csv = (struct csv *)rows;
	size_t stop;
	int got = 0;

	if (csv->has_sep_line && csv->line == 1 && csv->begin == 0 && take_line(csv, true) < 0)
		return -1;
	while (!csv->has_failed) {
		bool quoted;

		csv->start_line = csv->line;
		got = find_stop(csv, &stop);
		if (got <= 0)
			break;
		quoted = csv->quote < stop;
		if (quoted)
			got = parse_record(csv);
		else if (!take_plain(csv, stop))
			return -1;
		if (got < 0)
			return -1;
		if (got == 0)
			continue;
		if (!quoted && csv->n_cells == 1 && csv->cells[0].len == 0) { /* a blank line */
			if (!csv->keep_blank_lines)
				continue;
			csv->n_cells = 0;
		}
		*row = (struct cb_row){
			.cells = csv->cells, .n = (uint32_t)csv->n_cells, .line = csv->start_line, .quoted = quoted
		};
		return 1;
	}
	return got < 0 || csv->has_failed || csv->is_broken ? -1 : 0;
}

static void
reset(struct csv *csv)
{
	csv->begin = csv->end = csv->lf = csv->cr = csv->quote = 0;
	csv->line = csv->start_line = 1;
	csv->n_held = 0;
	csv->in_quotes = false;
	csv->at_end = csv->is_broken = csv->has_failed = false;
	csv_fini(&csv->parser, NULL, NULL, NULL);
}

static bool
csv_rewind(struct cb_rows *rows)
{
	struct csv *csv = (struct csv *)rows;

	if (!cb_text_file_rewind(csv->file))
		return false;
	reset(csv);
	return true;
}

static void
csv_close(struct cb_rows *rows)
{
	struct csv *csv = (struct csv *)rows;

	cb_text_file_close(csv->file);
	csv_free(&csv->parser);
	cb_str_release(&csv->arena);
	free(csv->block);
	free(csv->cells);
	free(csv);
}

/* --- delimiters --- */

static void
set_delimiter(struct csv *csv, int32_t character)
{
	struct cb_str wide = { 0 };

	cb_utf8_add(&wide, character);
	csv->delimiter = wide.len > 1 ? SEPARATOR : (char)character;
	csv->n_wide = wide.len > 1 ? wide.len : 0;
	memcpy(csv->wide, cb_str_c(&wide), csv->n_wide);
	cb_str_release(&wide);
}

static void
choose_delimiter(struct csv *csv, const struct cb_csv_options *options)
{
	struct cb_text head = cb_text_file_peek(csv->file);
	int32_t said = cb_csv_sep_line(head);

	csv->has_sep_line = said != 0;
	if (options->delimiter != 0)
		said = options->delimiter;
	set_delimiter(csv, said != 0 ? said : cb_csv_delimiter(head));
}

/* --- opening -------------------------------------------------------------------------------- */

enum cb_status
cb_csv_open(struct cb_rows **out, const char *path, const struct cb_csv_options *options,
            struct cb_diag *diag)
{
	uint32_t source = cb_diag_source(diag, CB_SOURCE_TEXT, options->name != NULL ? options->name : path, "");
	struct cb_text_file *file;
	struct csv *csv;
	enum cb_status status = options->share == NULL
	                                ? cb_text_file_open(&file, path, options->encoding, source, diag)
	                                : cb_text_file_open_share(&file, options->share, source, diag);

	*out = NULL;
	if (status != CB_OK)
		return status;
	csv = cb_alloc(1, sizeof(*csv));
	csv->rows = (struct cb_rows){
		.next = csv_next,
		.rewind = csv_rewind,
		.close = csv_close,
		.source = source,
		.guarded = cb_text_file_has_mark(file),
	};
	csv->file = file;
	csv->diag = diag;
	csv->keep_blank_lines = options->keep_blank_lines;
	csv->keep_blanks = options->keep_blanks;
	csv->block_bytes = options->block_bytes != 0 ? options->block_bytes : BLOCK_BYTES;
	choose_delimiter(csv, options);
	cb_csv_parser_init(&csv->parser, csv->delimiter, csv->keep_blanks);
	csv->cap = csv->block_bytes + HELD_MAX + BEHIND;
	csv->block = cb_alloc_block(csv->cap);
	reset(csv);
	*out = &csv->rows;
	return CB_OK;
}
