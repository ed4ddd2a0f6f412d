#include <cb/doc/format.h>
#include <cb/value/mask.h>

struct cb_text
cb_doc_text(const struct cb_writer *writer, size_t column, const struct cb_cell *cell, char *buf,
            struct cb_str *scratch)
{
	const struct cb_table_column *at = &writer->table->columns[column];
	struct cb_text text = cb_cell_print(at->type, at->arg, cell, buf);

	if (writer->options->reveal || !cb_cell_is_private(at, cell))
		return text;
	cb_str_clear(scratch);
	cb_mask_value(at->type, text, writer->options->customary ? CB_MASK_CUSTOMARY : CB_MASK_FULL, scratch);
	return cb_str_text(scratch);
}
