#include "csv_parser.h"

#include <stdlib.h>

enum { BLOCK_BYTES = 65536 };

/* libcsv's fields have no bound of their own. */
static void *
grow_field(void *p, size_t n)
{
	return n > CSV_FIELD_MAX + BLOCK_BYTES ? NULL : realloc(p, n);
}

static int
is_never_blank(unsigned char c)
{
	(void)c;
	return 0;
}

void
cb_csv_parser_init(struct csv_parser *parser, char delimiter, bool keep_blanks)
{
	csv_init(parser, CSV_STRICT);
	csv_set_delim(parser, (unsigned char)delimiter);
	csv_set_realloc_func(parser, grow_field);
	csv_set_blk_size(parser, 4096);
	if (keep_blanks)
		csv_set_space_func(parser, is_never_blank);
}

bool
cb_csv_parser_drop_blanks(struct csv_parser *parser)
{
	size_t at = 0;

	while (at < parser->entry_pos && (parser->entry_buf[at] == ' ' || parser->entry_buf[at] == '\t'))
		at++;
	if (parser->pstate != FIELD_BEGUN || at < parser->entry_pos)
		return false;
	parser->entry_pos = 0;
	parser->pstate = FIELD_NOT_BEGUN;
	return true;
}
