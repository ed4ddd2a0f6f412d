/* A CSV file while it is read: csv_block.c has its text and splits lines where they stand, csv_quoted.c parses records
 * with a quote, csv.c makes rows of them. */
#ifndef TEXT_CSV_STATE_H
#define TEXT_CSV_STATE_H

#include <stdlib.h>
#include <string.h>

#include <cb/base/mem.h>
#include <cb/data/csv.h>
#include <cb/data/text_file.h>

#include "csv_parser.h"

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

/* csv_block.c */
void cb_csv_report(const struct csv *, enum cb_code, size_t column);
/* The same of what ends the reading: -1. */
int cb_csv_fail(struct csv *, enum cb_code, size_t column);
/* Splits a line (or the part of it that has been read) into cells, eight bytes at a time: most cells are too short for
 * memchr. Behind the line there are bytes enough for the last word. */
void cb_csv_split(struct csv *, const char *p, const char *end);
/* Too much for one record? Then it has been reported. */
bool cb_csv_is_too_long(struct csv *, size_t len_bytes);
/* Reads on behind what is left of the block. 1 = more, 0 = the end, -1 = broken off. */
int cb_csv_refill(struct csv *);

/* csv_quoted.c */
/* Takes the rest of a physical line, its end included, and counts it; parses it unless `skip`.
 * 1 = taken, 0 = the end of the file was met, -1 = it cannot be parsed. */
int cb_csv_take_line(struct csv *, bool skip);
/* The record at `begin`, line by line, until libcsv says that it has ended. 1 = in cells, 0 = lost
 * but reading can go on, -1 = broken off. */
int cb_csv_parse_record(struct csv *);

static inline void
cb_csv_add_cell(struct csv *csv, const char *p, size_t n)
{
	if (csv->n_cells == csv->cap_cells)
		csv->cells = cb_grow(csv->cells, &csv->cap_cells, csv->n_cells + 1, sizeof(*csv->cells));
	csv->cells[csv->n_cells++] = (struct cb_text){ p, (uint32_t)n };
}

static inline bool
cb_csv_is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The first c at or after `begin`, or `end`, given that none stands before `at`. */
static inline size_t
cb_csv_find(const struct csv *csv, size_t at, char c)
{
	const char *hit;

	if (at < csv->begin)
		at = csv->begin;
	if (at == csv->end || csv->block[at] == c)
		return at;
	hit = memchr(csv->block + at, c, csv->end - at);
	return hit != NULL ? (size_t)(hit - csv->block) : csv->end;
}

#endif
