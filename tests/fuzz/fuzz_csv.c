/* data/csv against libcsv itself: the same rows, cells and line numbers, whatever the block size.
 *
 * The reference feeds libcsv byte by byte, so that it knows on which line each record begins. Where
 * RFC 4180 is broken beyond repair (text after a quote, a quote open at the end) the rows before
 * must be equal and the reader must say so. Where blanks are kept, rows are compared without those around cells. */
#include <cb/base/mem.h>
#include <cb/base/utf8.h>
#include <cb/data/csv.h>

#include <csv.h>
#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "../random.h"
#include "fuzz.h"

enum { FIELD_BEGUN = 2,
       FIELD_MIGHT_HAVE_ENDED = 3 }; /* pstate */

static void
make_file(uint64_t seed, struct cb_str *out)
{
	static const char *const parts[] = {
		"a",
		"中",
		",",
		",",
		"\"",
		"\"\"",
		"\n",
		"\n",
		"\r",
		"\r\n",
		" ",
		"\t",
		"\"a\"",
		",\"",
		"\",",
		"\"\n",
	};
	uint64_t state = seed;
	size_t n = 1 + next_random(&state) % 60;
	/* Some files without quotes, some with whole cells only, some with everything. */
	static const size_t kinds[] = { 4, 12, 16 };
	size_t kind = kinds[next_random(&state) % 3];

	cb_str_clear(out);
	for (size_t i = 0; i < n; i++) {
		size_t part = next_random(&state) % (kind == 4 ? 12 : kind);

		if (kind == 4 && (part == 4 || part == 5))
			part = 0;
		cb_str_adds(out, parts[part]);
	}
}

/* Rows as text: `LINE:cell|cell` and a NUL-free separator, then what came of the file. */
struct dump {
	struct cb_str text, cells;
	bool row_done, is_trimmed;
};

static void
take_field(void *p, size_t n, void *arg)
{
	struct dump *dump = arg;
	struct cb_text cell = { p, (uint32_t)n };

	cb_str_addc(&dump->cells, '|');
	for (; dump->is_trimmed && cell.len > 0 && (*cell.p == ' ' || *cell.p == '\t'); cell.p++)
		cell.len--;
	while (dump->is_trimmed && cell.len > 0 && (cell.p[cell.len - 1] == ' ' || cell.p[cell.len - 1] == '\t'))
		cell.len--;
	cb_str_addt(&dump->cells, cell);
}

static void
take_row(int end, void *arg)
{
	struct dump *dump = arg;

	(void)end;
	dump->row_done = true;
}

static void
end_row(struct dump *dump, uint32_t line)
{
	if (!dump->is_trimmed || !cb_text_is(cb_str_text(&dump->cells), "|"))
		cb_str_addf(&dump->text, "%" PRIu32 ":%s\n", line, cb_str_c(&dump->cells));
	cb_str_clear(&dump->cells);
	dump->row_done = false;
}

static void
dump_libcsv(const struct cb_str *file, const struct cb_csv_options *options, struct dump *dump)
{
	struct csv_parser parser;
	uint32_t line = 1, start = 1;
	bool is_broken = false;

	csv_init(&parser, CSV_STRICT);
	csv_set_delim(&parser, (unsigned char)options->delimiter);
	for (size_t i = 0; i < file->len && !is_broken; i++) {
		const char *p = file->p + i;

		if (parser.pstate == 0)
			start = line;
		if (csv_parse(&parser, p, 1, take_field, take_row, dump) != 1) {
			is_broken = parser.pstate == FIELD_MIGHT_HAVE_ENDED;
			csv_set_opts(&parser, 0);
			csv_parse(&parser, p, is_broken ? 0 : 1, take_field, take_row, dump);
			csv_set_opts(&parser, CSV_STRICT);
		}
		if (dump->row_done)
			end_row(dump, start);
		line += *p == '\n' || (*p == '\r' && (i + 1 == file->len || p[1] != '\n'));
	}
	is_broken |= parser.quoted && parser.pstate == FIELD_BEGUN;
	if (!is_broken)
		csv_fini(&parser, take_field, take_row, dump);
	if (dump->row_done)
		end_row(dump, start);
	cb_str_adds(&dump->text, is_broken ? "broken" : "end");
	csv_free(&parser);
}

/* What the reader gives up to the first error that breaks it. */
static void
note_break(void *arg, const struct cb_diag *diag, const struct cb_finding *finding)
{
	(void)diag;
	if (finding->code != CB_BARE_QUOTE)
		*(bool *)arg = true;
}

static void
dump_reader(const char *path, const struct cb_csv_options *options, struct dump *dump)
{
	bool is_broken = false;
	struct cb_diag diag = { .lang = CB_EN, .sink = note_break, .sink_arg = &is_broken };
	struct cb_rows *rows = NULL;
	struct cb_row row;
	int got = -1;

	if (cb_csv_open(&rows, path, options, &diag) == CB_OK) {
		while ((got = rows->next(rows, &row)) > 0) {
			for (uint32_t i = 0; i < row.n && !is_broken; i++)
				take_field((void *)(uintptr_t)row.cells[i].p, row.cells[i].len, dump);
			if (!is_broken)
				end_row(dump, row.line);
		}
		rows->close(rows);
	}
	cb_str_adds(&dump->text, got < 0 && is_broken ? "broken" : got == 0 && !is_broken ? "end"
	                                                                                  : "?");
	cb_diag_release(&diag);
}

/* All block sizes, as the options say. */
static void
compare(const char *path, const struct cb_str *file, struct cb_csv_options options)
{
	static const size_t blocks[] = { 1, 7, 64, 4096 };
	struct dump want = { .is_trimmed = options.keep_blanks }, got = { .is_trimmed = options.keep_blanks };
	struct cb_str both = { 0 };

	dump_libcsv(file, &options, &want);
	for (size_t i = 0; i < CB_COUNT(blocks); i++) {
		cb_str_clear(&got.text);
		cb_str_clear(&got.cells);
		options.block_bytes = blocks[i];
		dump_reader(path, &options, &got);
		cb_str_addf(&both, "file\n%s\nlibcsv\n%s\nreader\n%s", cb_str_c(file), cb_str_c(&want.text),
		            cb_str_c(&got.text));
		if (!cb_text_equal(cb_str_text(&want.text), cb_str_text(&got.text)))
			fuzz_fail("not as libcsv", cb_str_c(&both));
		cb_str_clear(&both);
	}
	cb_str_release(&both);
	cb_str_release(&want.text);
	cb_str_release(&want.cells);
	cb_str_release(&got.text);
	cb_str_release(&got.cells);
}

const struct fuzz_target fuzz_target = { .name = "csv", .inputs = 2000, .make = make_file };

/* Is it text that libcsv reads as we do? Not ="0042", which stands for its value, nor what is of another encoding, names
 * its delimiter (sep=;) or may end with the Ctrl-Z of DOS. */
static bool
is_comparable(const struct cb_str *file)
{
	return file->len > 0 && file->len < 4096 && memchr(file->p, '\0', file->len) == NULL &&
	       cb_utf8_check(file->p, file->len) == file->len && strncmp(cb_str_c(file), "\xEF\xBB\xBF", 3) != 0 &&
	       cb_text_find(cb_str_text(file), "=\"") < 0 && memchr(file->p, 0x1a, file->len) == NULL &&
	       strncasecmp(cb_str_c(file), "sep=", 4) != 0 && strncasecmp(cb_str_c(file), "\"sep=", 5) != 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct cb_str file = { 0 };
	const char *path = fuzz_file(data, size);
	bool is_text = fuzz_read_book(path, false, NULL);

	cb_str_add(&file, (const char *)data, size);
	for (int i = 0; i < 4 && is_text && is_comparable(&file); i++)
		compare(path, &file,
		        (struct cb_csv_options){ .encoding = "utf-8",
		                                 .delimiter = i / 2 == 0 ? ',' : '\t',
		                                 .keep_blanks = i % 2 == 0 });
	cb_str_release(&file);
	return 0;
}
