/* Rows of a CSV file. */
#include <cb/base/utf8.h>

#include "csv_state.h"

/* Finds the end of the line at `begin`. 1 = *stop, or a quote stands before it; 0 = end of file. */
static int
find_stop(struct csv *csv, size_t *stop)
{
	for (;;) {
		bool is_whole;

		csv->lf = cb_csv_find(csv, csv->lf, '\n');
		csv->cr = cb_csv_find(csv, csv->cr, '\r');
		csv->quote = cb_csv_find(csv, csv->quote, '"');
		*stop = csv->lf < csv->cr ? csv->lf : csv->cr;
		/* Behind a CR there may be the LF that belongs to it. */
		is_whole = *stop + (*stop == csv->cr) < csv->end;
		if (csv->quote < *stop || is_whole)
			return 1;
		if (csv->at_end)
			return csv->begin < csv->end;
		if (cb_csv_refill(csv) < 0)
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
	cb_csv_split(csv, line, end);
	if (end - line <= FIELD_MAX && csv->n_cells <= FIELDS_MAX)
		return true;
	return !cb_csv_is_too_long(csv, (size_t)(end - line));
}

static int
csv_next(struct cb_rows *rows, struct cb_row *row)
{
	struct csv *csv = (struct csv *)rows;
	size_t stop;
	int got = 0;

	if (csv->has_sep_line && csv->line == 1 && csv->begin == 0 && cb_csv_take_line(csv, true) < 0)
		return -1;
	while (!csv->has_failed) {
		bool quoted;

		csv->start_line = csv->line;
		got = find_stop(csv, &stop);
		if (got <= 0)
			break;
		quoted = csv->quote < stop;
		if (quoted)
			got = cb_csv_parse_record(csv);
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
			.cells = csv->cells, .n = (uint32_t)csv->n_cells, .line = csv->start_line
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
