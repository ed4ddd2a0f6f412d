/* data/book on workbooks that nobody would write, as the parts of their archive or as its bytes.
 *
 * Of each seed one workbook is made of random cells, spelled in one of the many ways that writers have (with
 * and without r, prefixes, shared, inline and rich texts): it must give just these cells. */
#include <stdio.h>
#include <string.h>

#include "../random.h"
#include "fuzz.h"

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

static void
read_bytes(const char *path, struct cb_str *out)
{
	char block[4096];
	FILE *file = fopen(path, "rb");
	size_t n;

	cb_str_clear(out);
	while (file != NULL && (n = fread(block, 1, sizeof(block), file)) > 0)
		cb_str_add(out, block, n);
	if (file != NULL)
		fclose(file);
}

/* What is changed is the parts, or every second time the bytes of their archive. */
static void
make_input(uint64_t seed, struct cb_str *out)
{
	struct workbook w = { 0 };

	make(&w, seed);
	for (int i = 0; i < PARTS; i++) {
		cb_str_addf(out, "%s@%s\n", i > 0 ? "\n" : "", names[i]);
		cb_str_addt(out, cb_str_text(&w.parts[i]));
		cb_str_release(&w.parts[i]);
	}
	cb_str_release(&w.want);
	if (seed % 2 == 0)
		read_bytes(fuzz_archive(out->p, out->len), out);
}

static void
check(uint64_t seed, const struct cb_str *input)
{
	struct workbook w = { 0 };
	struct cb_str got = { 0 };

	make(&w, seed);
	fuzz_read_book(fuzz_archive(input->p, input->len), true, &got);
	if (strcmp(cb_str_c(&got), cb_str_c(&w.want)) != 0)
		fuzz_fail("wanted", cb_str_c(&w.want));
	for (int i = 0; i < PARTS; i++)
		cb_str_release(&w.parts[i]);
	cb_str_release(&w.want);
	cb_str_release(&got);
}

const struct fuzz_target fuzz_target = { .name = "xlsx", .inputs = 400, .make = make_input, .check = check };

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *path = fuzz_archive(data, size);

	fuzz_read_book(path, true, NULL);
	fuzz_read_book(path, false, NULL);
	return 0;
}
