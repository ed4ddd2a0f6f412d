/* References to cells, and the merged areas of a sheet. */
#include "xlsx.h"

#include <stdlib.h>
#include <string.h>

enum {
	BLOCK_BYTES = 65536,
	MERGES_MAX = 1000000,
	TOO_LARGE = 100000000, /* counting stops here */
};

const char *
cb_xlsx_read_reference(const char *p, uint32_t *column, uint32_t *row)
{
	*column = *row = 0;
	for (p += *p == '$'; cb_is_letter(*p); p++)
		if (*column < TOO_LARGE)
			*column = *column * 26 + (uint32_t)(*p & 31);
	for (p += *p == '$'; cb_is_digit(*p); p++)
		if (*row < TOO_LARGE)
			*row = *row * 10 + (uint32_t)(*p - '0');
	return p;
}

/* A1:C3; false when it is none. */
static bool
read_area(const char *p, struct cb_area *area)
{
	uint32_t last_column, last_row;

	p = cb_xlsx_read_reference(p, &area->column, &area->row);
	if (*p != ':' || area->column == 0 || area->row == 0)
		return false;
	p = cb_xlsx_read_reference(p + 1, &last_column, &last_row);
	if (*p != '\0' || last_column < area->column || last_row < area->row)
		return false;
	area->n_columns = last_column - area->column + 1;
	area->n_rows = last_row - area->row + 1;
	return true;
}

enum { SHEET = 1,
       MERGES,
       MERGE };

static void
begin_merge(struct book_xml *xml, uint8_t state, const char **attributes)
{
	struct cb_shape *shape = xml->own;
	const char *ref = cb_book_xml_attribute(attributes, "ref");
	struct cb_area area;

	if (state != MERGE || ref == NULL || !read_area(ref, &area))
		return;
	if (shape->n_merges == MERGES_MAX) {
		cb_book_xml_fail(xml, CB_TOO_MANY_MERGES, "1000000", NULL);
		return;
	}
	*cb_push(shape->merges, shape->n_merges, shape->cap_merges) = area;
}

static const struct book_xml_reader merge_reader = {
	.elements = (const struct book_element[]){
		{ 0, "worksheet", SHEET },
		{ SHEET, "mergeCells", MERGES },
		{ MERGES, "mergeCell", MERGE },
		{ 0 } },
	.begin = begin_merge,
};

static bool
holds(const char *p, size_t n, const char *word, size_t len)
{
	const char *end = p + n;

	while (n >= len && (p = memchr(p, *word, (size_t)(end - p) - len + 1)) != NULL) {
		if (memcmp(p, word, len) == 0)
			return true;
		n = (size_t)(end - ++p);
	}
	return false;
}

/* Does the part hold the name of the element anywhere, or is it in UTF-16? 1, 0, -1 = reported. */
static int
may_have_merges(struct cb_book *book, int64_t at, struct cb_where where)
{
	static const char word[] = "mergeCell";
	enum { OVERLAP = sizeof(word) - 2 };
	char *block = cb_alloc(OVERLAP + BLOCK_BYTES, 1);
	struct book_part part;
	ptrdiff_t got = -1;
	bool found = false;

	if (cb_book_part_open(&part, book, at, where))
		while (!found && (got = cb_book_part_read(&part, block + OVERLAP, BLOCK_BYTES)) > 0) {
			found = memchr(block + OVERLAP, '\0', got < 8 ? (size_t)got : 8) != NULL ||
			        holds(block, OVERLAP + (size_t)got, word, sizeof(word) - 1);
			memmove(block, block + got, OVERLAP);
		}
	cb_book_part_close(&part);
	free(block);
	return got < 0 ? -1 : found;
}

bool
cb_xlsx_read_merges(struct cb_book *book, int64_t part, struct cb_where where, struct cb_shape *shape)
{
	int found = may_have_merges(book, part, where);

	return found == 0 || (found > 0 && cb_book_xml_read(book, part, where, &merge_reader, shape));
}
