/* data/book on workbooks that nobody would write.
 *
 *     fuzz_xlsx [SEED [FILES]]        prints the seed of the first failure and exits 1
 *
 * Of each seed one workbook is made of random cells, spelled in one of the many ways that writers have (with
 * and without r, prefixes, shared, inline and rich texts): it must give just these cells. Then bytes of its
 * parts, or of the archive, are changed: it must give rows in order within the grid, or end with an
 * error that is reported; never crash. */
#include <cb/data/book.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "../random.h"

enum { PARTS = 5 };

static const char *const names[PARTS] = {
	"xl/workbook.xml",
	"xl/_rels/workbook.xml.rels",
	"xl/worksheets/sheet1.xml",
	"xl/sharedStrings.xml",
	"xl/styles.xml",
};

struct workbook {
	struct cb_str parts[PARTS];
	struct cb_str want; /* what the rows must be */
	uint64_t state;
	const char *prefix;
	bool has_references;
	unsigned n_strings;
};

static unsigned
pick(struct workbook *w, unsigned n)
{
	return (unsigned)(next_random(&w->state) % n);
}

/* ---- a workbook and what it must give ---- */

/* As it is written and as it must be read. */
static const struct spelling {
	const char *type, *written, *read;
} spellings[] = {
	{ "", "1", "1" },
	{ "", "-2.50", "-2.5" },
	{ "n", "98.599999999999994", "98.6" },
	{ "", "1E3", "1000" },
	{ "b", "1", "TRUE" },
	{ "b", "0", "FALSE" },
	{ "e", "#N/A", "#N/A" },
	{ "str", "a&amp;b", "a&b" },
	{ "str", "<![CDATA[<c>]]>", "<c>" },
	{ "d", "2026-07-10T00:00:00", "2026-07-10" },
	{ "date", "44752", "2022-07-10" },
	{ "date", "44752.5", "2022-07-10 12:00:00" },
};

static const char *const texts[] = { "甲", "西街社区", " a ", "007", "x_x005F_y", "&#x4e00;&#10;", "" };
static const char *const texts_read[] = { "甲", "西街社区", " a ", "007", "x_y", "一\n", "" };

/* <prefix:name>text</prefix:name> */
static void
add_element(const struct workbook *w, struct cb_str *out, const char *name, const char *text)
{
	cb_str_addf(out, "<%s%s>%s</%s%s>", w->prefix, name, text, w->prefix, name);
}

static const char *
add_shared(struct workbook *w, struct cb_str *sheet)
{
	unsigned at = pick(w, sizeof(texts) / sizeof(*texts));
	struct cb_str *strings = &w->parts[3];
	bool is_rich = pick(w, 2) == 0;

	cb_str_addf(strings, "<%ssi>", w->prefix);
	if (is_rich)
		cb_str_addf(strings, "<%sr>", w->prefix);
	add_element(w, strings, "t", texts[at]);
	if (is_rich) {
		cb_str_addf(strings, "</%sr>", w->prefix);
		add_element(w, strings, "rPh", "<t>x</t>");
	}
	cb_str_addf(strings, "</%ssi>", w->prefix);
	cb_str_addf(sheet, " t='s'><%sv>%u</%sv>", w->prefix, w->n_strings++, w->prefix);
	return texts_read[at];
}

static const char *
add_value(struct workbook *w, struct cb_str *sheet)
{
	const struct spelling *s = &spellings[pick(w, sizeof(spellings) / sizeof(*spellings))];

	if (strcmp(s->type, "date") == 0)
		cb_str_adds(sheet, " s='1'");
	else if (*s->type != '\0')
		cb_str_addf(sheet, " t='%s'", s->type);
	cb_str_addf(sheet, "><%sv>%s</%sv>", w->prefix, s->written, w->prefix);
	return s->read;
}

static void
add_cell(struct workbook *w, unsigned row, unsigned column, struct cb_str *cells)
{
	struct cb_str *sheet = &w->parts[2];
	const char *read = "";
	unsigned kind = pick(w, 4);

	cb_str_addf(sheet, "<%sc", w->prefix);
	if (w->has_references)
		cb_str_addf(sheet, " r='%c%u'", 'A' + (int)column, row);
	if (kind == 0)
		cb_str_adds(sheet, ">");
	else
		read = kind == 1 ? add_shared(w, sheet) : add_value(w, sheet);
	cb_str_addf(sheet, "</%sc>", w->prefix);
	cb_str_adds(cells, "|");
	cb_str_adds(cells, read);
}

/* Ends of | go, as empty cells do. */
static void
add_row(struct workbook *w, unsigned row)
{
	struct cb_str cells = { 0 };
	unsigned n = pick(w, 6);

	cb_str_addf(&w->parts[2], w->has_references ? "<%srow r='%u'>" : "<%srow>", w->prefix, row);
	for (unsigned c = 0; c < n; c++)
		add_cell(w, row, c, &cells);
	cb_str_addf(&w->parts[2], "</%srow>", w->prefix);
	while (cells.len > 0 && cells.p[cells.len - 1] == '|')
		cells.len--;
	if (cells.len > 0)
		cb_str_addf(&w->want, "%u:%.*s\n", row, CB_TEXT_ARG(cb_str_text(&cells)));
	cb_str_release(&cells);
}

static void
make(struct workbook *w, uint64_t seed)
{
	static const char *const prefixes[] = { "", "x:", "main:" };
	unsigned n, line = 0;

	w->state = seed;
	w->prefix = prefixes[pick(w, 3)];
	w->has_references = pick(w, 2) == 0;
	w->n_strings = 0;
	for (int i = 0; i < PARTS; i++)
		cb_str_clear(&w->parts[i]);
	cb_str_clear(&w->want);
	n = pick(w, 8);
	cb_str_addf(&w->parts[0], "<%sworkbook><%ssheets><%ssheet name='a' r:id='i'/></%ssheets></%sworkbook>", w->prefix,
	            w->prefix, w->prefix, w->prefix, w->prefix);
	cb_str_adds(&w->parts[1], "<Relationships><Relationship Id='i' Type='/worksheet' Target='worksheets/sheet1.xml'/></Relationships>");
	cb_str_addf(&w->parts[4], "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='%u'/></cellXfs></styleSheet>", 14 + pick(w, 9));
	cb_str_addf(&w->parts[3], "<%ssst count='%u'>", w->prefix, pick(w, 1000000));
	cb_str_addf(&w->parts[2], "<?xml version='1.0'?>%s<%sworksheet><%ssheetData>", pick(w, 2) == 0 ? "<!-- -->" : "", w->prefix, w->prefix);
	for (unsigned i = 0; i < n; i++) {
		line += w->has_references ? 1 + pick(w, 3) : 1;
		add_row(w, line);
	}
	cb_str_addf(&w->parts[2], "</%ssheetData></%sworksheet>", w->prefix, w->prefix);
	cb_str_addf(&w->parts[3], "</%ssst>", w->prefix);
}

/* ---- reading ---- */

static void
count_error(void *arg, const struct cb_diag *diag, const struct cb_finding *finding)
{
	(void)diag;
	*(int *)arg += finding->severity == CB_ERROR;
}

/* Rows into out; false when they are out of order, beyond the grid, or broken off without a word. */
static bool
read_rows(struct cb_rows *rows, const int *n_errors, struct cb_str *out)
{
	struct cb_row row;
	uint32_t last = 0;
	int got;

	while ((got = rows->next(rows, &row)) > 0) {
		if (row.line <= last || row.line > 1048576 || row.n == 0 || row.n > 16384)
			return false;
		last = row.line;
		cb_str_addf(out, "%u:", (unsigned)row.line);
		for (uint32_t i = 0; i < row.n; i++) {
			cb_str_adds(out, "|");
			cb_str_addt(out, row.cells[i]);
		}
		cb_str_adds(out, "\n");
	}
	return (got < 0) == (*n_errors > 0);
}

static bool
read_book(const char *path, bool as_is, struct cb_str *out)
{
	int n_errors = 0;
	struct cb_diag diag = { .lang = CB_EN, .sink = count_error, .sink_arg = &n_errors };
	struct cb_book_options options = { .as_is = as_is, .visible = !as_is };
	struct cb_book *book = NULL;
	struct cb_rows *rows = NULL;
	bool ok;

	cb_str_clear(out);
	if (cb_book_open(&book, path, &options, &diag) != CB_OK || cb_book_is_text(book) ||
	    cb_book_rows(book, 0, &rows) != CB_OK) {
		ok = n_errors == 1 || (book != NULL && cb_book_is_text(book));
	} else {
		ok = read_rows(rows, &n_errors, out);
		rows->close(rows);
	}
	cb_book_close(book);
	cb_diag_release(&diag);
	return ok;
}

static bool
pack(const char *path, const struct workbook *w)
{
	zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

	for (int i = 0; zip != NULL && i < PARTS; i++) {
		zip_source_t *source = zip_source_buffer(zip, cb_str_c(&w->parts[i]), w->parts[i].len, 0);
		zip_int64_t at = zip_file_add(zip, names[i], source, ZIP_FL_ENC_UTF_8);

		zip_set_file_compression(zip, (zip_uint64_t)at, i % 2 == 0 ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0);
	}
	return zip != NULL && zip_close(zip) == 0;
}

/* ---- damage ---- */

static void
change_bytes(struct workbook *w, char *p, size_t n)
{
	static const char bytes[] = "<>/&'\"= \t01289AZarstvx_;:\xE4\xFF";

	for (unsigned i = pick(w, 4); n > 0 && i < 5; i++) {
		size_t at = next_random(&w->state) % n;

		if (pick(w, 3) == 0)
			p[at] = (char)next_random(&w->state);
		else
			p[at] = bytes[pick(w, sizeof(bytes) - 1)];
	}
}

static bool
change_archive(struct workbook *w, const char *path)
{
	char bytes[16384];
	FILE *file = fopen(path, "r+b");
	size_t n = file != NULL ? fread(bytes, 1, sizeof(bytes), file) : 0;

	change_bytes(w, bytes, n);
	if (pick(w, 4) == 0)
		n = pick(w, (unsigned)n + 1);
	return file != NULL && fseek(file, 0, SEEK_SET) == 0 && fwrite(bytes, 1, n, file) == n && fclose(file) == 0;
}

static bool
check(struct workbook *w, uint64_t seed, const char *path)
{
	struct cb_str got = { 0 };
	bool ok;

	make(w, seed);
	ok = pack(path, w) && read_book(path, true, &got) && strcmp(cb_str_c(&got), cb_str_c(&w->want)) == 0;
	if (!ok)
		printf("seed %" PRIu64 ": wanted\n%sgot\n%s%s\n", seed, cb_str_c(&w->want), cb_str_c(&got), cb_str_c(&w->parts[2]));
	for (int i = 0; ok && i < 4; i++) {
		unsigned part = pick(w, PARTS);

		change_bytes(w, w->parts[part].p, w->parts[part].len);
		ok = pack(path, w) && read_book(path, i % 2 == 0, &got);
	}
	for (int i = 0; ok && i < 4; i++)
		ok = change_archive(w, path) && read_book(path, i % 2 == 0, &got);
	if (!ok)
		printf("seed %" PRIu64 "\n", seed);
	cb_str_release(&got);
	return ok;
}

int
main(int argc, char **argv)
{
	uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
	uint64_t files = argc > 2 ? strtoull(argv[2], NULL, 10) : 400;
	char path[] = "/tmp/fuzz_xlsx-XXXXXX";
	struct workbook w = { 0 };
	bool ok = mkstemp(path) >= 0;

	for (uint64_t i = 0; i < files && ok; i++)
		ok = check(&w, seed + i, path);
	printf("fuzz_xlsx: %s, %" PRIu64 " workbooks from seed %" PRIu64 "\n", ok ? "ok" : "FAILED", files, seed);
	for (int i = 0; i < PARTS; i++)
		cb_str_release(&w.parts[i]);
	cb_str_release(&w.want);
	unlink(path);
	return ok ? 0 : 1;
}
