/* The tables of a document as a workbook, a sheet each; its text is for paper. */
#include "document_parts.h"
#include "../format/formats.h"

#include <stdlib.h>

/* tables[0..n]: the last is written, the others have been. */
static void
write_last(struct cb_writer *writer, struct cb_table *tables, size_t n)
{
	struct cb_table *table = &tables[n];

	if (n == 0) {
		writer->table = table;
		cb_xlsx_begin(writer);
	} else {
		cb_xlsx_next(writer, table);
	}
	for (size_t row = 0; row < table->n_rows; row++)
		cb_xlsx_row(writer, cb_table_at(table, row));
}

void
cb_document_xlsx(struct cb_document *document, const struct cb_doc_options *options, struct cb_out *out)
{
	struct cb_writer writer = { .format = cb_format_find("xlsx"), .options = options, .out = out };
	struct cb_table *tables = cb_alloc(document->n_blocks + 1, sizeof(*tables));
	size_t n = 0;

	for (size_t i = 0; i < document->n_blocks; i++)
		if (document->blocks[i].kind == CB_BLOCK_TABLE) {
			cb_block_view(&document->blocks[i], options, &tables[n]);
			write_last(&writer, tables, n++);
		}
	if (n == 0)
		write_last(&writer, tables, n++);
	cb_xlsx_end(&writer);
	while (n > 0)
		cb_block_view_release(&tables[--n]);
	free(tables);
	cb_out_flush(out);
}
