/* make-xls [--bare] <DESCRIPTION >FILE: a workbook of Excel 97 out of a description as make_book.awk has it. Formulas
 * without a value are left out: .xls always has one. --bare: its stream, without the file around it. */
#include <stdio.h>
#include <stdlib.h>

#include "../unit/xls_file.h"

enum { SHEETS_MAX = 8,
       LINE_MAX_BYTES = 4096 };

/* Styles in the order of their XF records: plain and the kinds d m t h w u. */
static const char styles[] = " dmthwu";
static const unsigned formats[] = { 0, 14, 176, 20, 177, 178, 179 };

struct sheet {
	char name[LINE_MAX_BYTES];
	bool is_hidden;
	struct cb_str cells, merges;
	unsigned rows, n_merges;
	size_t bound; /* of its BOUNDSHEET */
};

struct book {
	struct sheet sheets[SHEETS_MAX];
	size_t n;
	bool is_1904;
	unsigned shared_chars;       /* of the one shared text, which cells x: have */
	char format[LINE_MAX_BYTES]; /* of kind u */
};

static unsigned
error_code(const char *word)
{
	static const struct {
		const char *word;
		unsigned code;
	} errors[] = { { "#DIV/0!", 7 }, { "#VALUE!", 15 }, { "#REF!", 23 }, { "#NAME?", 29 }, { "#N/A", 42 } };

	for (size_t i = 0; i < CB_COUNT(errors); i++)
		if (strcmp(errors[i].word, word) == 0)
			return errors[i].code;
	return 36;
}

static void
add_cell(struct sheet *sheet, unsigned column, const char *cell)
{
	static const char kinds[] = "ndmthwubefsx";
	char kind = cell[0] != '\0' && strchr(kinds, cell[0]) != NULL && cell[1] == ':' ? cell[0] : ' ';
	const char *value = kind == ' ' ? cell : cell + 2, *style = strchr(styles, kind);
	unsigned id = kind == ' ' || kind == 's' ? 0x0204 : kind == 'b' || kind == 'e' ? 0x0205
	                                            : kind == 'x'                      ? 0x00FD
	                                                                               : 0x0203;
	size_t at;

	if ((*value == '\0' && kind != 'x') || kind == 'f')
		return;
	at = begin_record(&sheet->cells, id);
	add_u16(&sheet->cells, sheet->rows - 1);
	add_u16(&sheet->cells, column);
	add_u16(&sheet->cells, style != NULL ? (unsigned)(style - styles) : 0);
	if (id == 0x0204)
		add_text(&sheet->cells, 2, value);
	else if (id == 0x00FD)
		add_u32(&sheet->cells, 0);
	else if (id == 0x0203)
		add_double(&sheet->cells, strtod(value, NULL));
	else
		add_u16(&sheet->cells, kind == 'e' ? error_code(value) | 1 << 8 : (unsigned)atoi(value));
	end_record(&sheet->cells, at);
}

static void
add_row(struct sheet *sheet, char *line)
{
	unsigned column = 0;
	char *cell = line, *end;

	sheet->rows++;
	do {
		end = strchr(cell, '|');
		if (end != NULL)
			*end = '\0';
		add_cell(sheet, column++, cell);
		cell = end + 1;
	} while (end != NULL);
}

/* N LINE: as many rows */
static void
add_rows(struct sheet *sheet, const char *what)
{
	char line[LINE_MAX_BYTES], *end;

	for (unsigned long n = strtoul(what, &end, 10); n > 0; n--) {
		snprintf(line, sizeof(line), "%s", end + 1);
		add_row(sheet, line);
	}
}

static void
hide(struct sheet *sheet, const char *what)
{
	unsigned first, last;

	if (sscanf(what, "rows %u-%u", &first, &last) == 2)
		for (; first <= last; first++)
			add_record(&sheet->cells, 0x0208, first - 1, 0, 0, 255, 0, 0, 0x20, 0);
	else if (sscanf(what, "columns %u-%u", &first, &last) == 2)
		add_record(&sheet->cells, 0x007D, first - 1, last - 1, 2048, 0, 1, 0);
}

static void
merge(struct sheet *sheet, const char *area)
{
	unsigned from[2], to[2];

	if (sscanf(area, "%u-%u:%u-%u", &from[0], &from[1], &to[0], &to[1]) != 4)
		exit(1);
	sheet->n_merges++;
	add_u16(&sheet->merges, from[0] - 1);
	add_u16(&sheet->merges, to[0] - 1);
	add_u16(&sheet->merges, from[1] - 1);
	add_u16(&sheet->merges, to[1] - 1);
}

static void
read_line(struct book *book, char *line)
{
	struct sheet *sheet = &book->sheets[book->n > 0 ? book->n - 1 : 0];

	line[strcspn(line, "\n")] = '\0';
	if (strncmp(line, "sheet ", 6) == 0 && book->n < SHEETS_MAX)
		snprintf(book->sheets[book->n++].name, LINE_MAX_BYTES, "%s", line + 6);
	else if (strcmp(line, "hidden") == 0)
		sheet->is_hidden = true;
	else if (strncmp(line, "row ", 4) == 0)
		add_row(sheet, line + 4);
	else if (strncmp(line, "rows ", 5) == 0)
		add_rows(sheet, line + 5);
	else if (strncmp(line, "share ", 6) == 0)
		book->shared_chars = (unsigned)atoi(line + 6);
	else if (strncmp(line, "hide ", 5) == 0)
		hide(sheet, line + 5);
	else if (strncmp(line, "merge ", 6) == 0)
		merge(sheet, line + 6);
	else if (strncmp(line, "format ", 7) == 0)
		snprintf(book->format, sizeof(book->format), "%s", line + 7);
	else
		book->is_1904 = book->is_1904 || strcmp(line, "epoch 1904") == 0;
}

static void
add_format(struct cb_str *out, unsigned id, const char *code)
{
	size_t at = begin_record(out, 0x041E);

	add_u16(out, id);
	add_text(out, 2, code);
	end_record(out, at);
}

/* A text of that many x, in pieces as long as a record may be. */
static void
add_shared_text(struct cb_str *out, unsigned n)
{
	size_t at = begin_record(out, 0x00FC);

	add_u32(out, 1);
	add_u32(out, 1);
	add_u16(out, n);
	for (cb_str_addc(out, 0); n > 0; n--) {
		if (out->len - at == 8000) {
			end_record(out, at);
			at = begin_record(out, 0x003C);
			cb_str_addc(out, 0);
		}
		cb_str_addc(out, 'x');
	}
	end_record(out, at);
}

static void
add_globals(struct cb_str *out, struct book *book)
{
	add_begin(out, 5);
	add_record(out, 0x0022, book->is_1904);
	add_format(out, 176, "yyyy\"年\"m\"月\"");
	add_format(out, 177, "[h]:mm");
	add_format(out, 178, "0.0\"万元\"");
	add_format(out, 179, book->format);
	for (size_t i = 0; i < CB_COUNT(formats); i++)
		add_record(out, 0x00E0, 0, formats[i], 0, 0, 0, 0, 0, 0, 0, 0);
	for (size_t i = 0; i < book->n; i++)
		book->sheets[i].bound = add_sheet_name(out, book->sheets[i].name, book->sheets[i].is_hidden);
	if (book->shared_chars > 0)
		add_shared_text(out, book->shared_chars);
	begin_record(out, 0x000A);
}

int
main(int argc, char **argv)
{
	struct book book = { 0 };
	struct cb_str stream = { 0 }, file = { 0 };
	char line[LINE_MAX_BYTES];

	while (fgets(line, sizeof(line), stdin) != NULL)
		read_line(&book, line);
	add_globals(&stream, &book);
	for (size_t i = 0; i < book.n; i++) {
		struct sheet *sheet = &book.sheets[i];
		size_t at;

		place_sheet(&stream, sheet->bound);
		add_begin(&stream, 0x0010);
		cb_str_addt(&stream, cb_str_text(&sheet->cells));
		at = begin_record(&stream, 0x00E5);
		add_u16(&stream, sheet->n_merges);
		cb_str_addt(&stream, cb_str_text(&sheet->merges));
		end_record(&stream, at);
		begin_record(&stream, 0x000A);
		cb_str_release(&sheet->cells);
		cb_str_release(&sheet->merges);
	}
	if (argc > 1 && strcmp(argv[1], "--bare") == 0)
		cb_str_addt(&file, cb_str_text(&stream));
	else
		wrap_ole(&file, "Workbook", &stream);
	fwrite(file.p, 1, file.len, stdout);
	cb_str_release(&stream);
	cb_str_release(&file);
	return 0;
}
