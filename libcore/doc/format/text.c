/* csv, tsv, json: for other programs. */
#include "formats.h"

#include <cb/data/csv.h>

#include <string.h>

static const char byte_order_mark[] = "\xef\xbb\xbf";

static char
delimiter(const struct cb_writer *writer)
{
	return writer->format->name[0] == 't' ? '\t' : ','; /* asked for every cell: no search */
}

/* Would a spreadsheet take it for a formula? The apostrophes of R2 are looked through. */
static bool
needs_guard(struct cb_text text)
{
	uint32_t at = 0;

	while (at < text.len && text.p[at] == '\'')
		at++;
	return at < text.len && strchr("=+-@\t\r", text.p[at]) != NULL && text.p[at] && !cb_doc_is_number(text);
}

static void
add_field(struct cb_writer *writer, size_t column, struct cb_text text)
{
	struct cb_str guarded = { 0 };

	if (column > 0)
		cb_str_addc(&writer->out->buf, delimiter(writer));
	if (text.len == 0)
		return;
	if (writer->options->bom && needs_guard(text)) {
		cb_str_addc(&guarded, '\'');
		cb_str_addt(&guarded, text);
		text = cb_str_text(&guarded);
	}
	cb_csv_print(&writer->out->buf, text, delimiter(writer));
	cb_str_release(&guarded);
}

/* A record of one empty field would be an empty line, which readers drop. */
static void
end_record(struct cb_writer *writer, size_t start)
{
	if (writer->out->buf.len == start)
		cb_str_adds(&writer->out->buf, "\"\"");
	cb_str_addc(&writer->out->buf, '\n');
}

void
cb_csv_begin(struct cb_writer *writer)
{
	size_t start;

	if (writer->options->bom)
		cb_str_adds(&writer->out->buf, byte_order_mark);
	start = writer->out->buf.len;
	for (size_t i = 0; i < writer->table->n_columns; i++)
		add_field(writer, i, cb_text_of(cb_doc_label(writer, i, writer->options->headers)));
	end_record(writer, start);
}

void
cb_csv_row(struct cb_writer *writer, const struct cb_cell *cells)
{
	size_t start = writer->out->buf.len;
	struct cb_str scratch = { 0 };
	char buf[CB_PRINT_MAX];

	for (size_t i = 0; i < writer->table->n_columns; i++)
		add_field(writer, i, cb_doc_text(writer, i, &cells[i], buf, &scratch));
	end_record(writer, start);
	cb_str_release(&scratch);
}

void
cb_json_string(struct cb_str *out, struct cb_text text)
{
	cb_str_addc(out, '"');
	for (uint32_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c == '"' || c == '\\')
			cb_str_addf(out, "\\%c", c);
		else if (c == '\n')
			cb_str_adds(out, "\\n");
		else if (c < 0x20 || c == 0x7f)
			cb_str_addf(out, "\\u%04x", c);
		else
			cb_str_addc(out, (char)c);
	}
	cb_str_addc(out, '"');
}

static void
add_json_value(struct cb_writer *writer, size_t column, const struct cb_cell *cell, struct cb_str *scratch)
{
	const struct cb_table_column *at = &writer->table->columns[column];
	struct cb_str *out = &writer->out->buf;
	char buf[CB_PRINT_MAX];
	struct cb_text text = cb_doc_text(writer, column, cell, buf, scratch);

	if (cell->state == CB_EMPTY)
		cb_str_adds(out, "null");
	else if (cell->state == CB_VALUE && at->type == &cb_type_bool)
		cb_str_adds(out, cell->n ? "true" : "false");
	else if (cell->state == CB_VALUE &&
	         (cb_doc_take_rate(at, &text) || (at->type->numeric && cb_doc_is_number(text))))
		cb_str_addt(out, text);
	else
		cb_json_string(out, text);
}

void
cb_json_begin(struct cb_writer *writer)
{
	cb_str_addc(&writer->out->buf, '[');
}

void
cb_json_row(struct cb_writer *writer, const struct cb_cell *cells)
{
	struct cb_str *out = &writer->out->buf, scratch = { 0 };

	cb_str_adds(out, writer->n_rows ? ",\n{" : "\n{");
	for (size_t i = 0; i < writer->table->n_columns; i++) {
		if (i > 0)
			cb_str_adds(out, ", ");
		cb_json_string(out, cb_text_of(writer->table->columns[i].key));
		cb_str_adds(out, ": ");
		add_json_value(writer, i, &cells[i], &scratch);
	}
	cb_str_addc(out, '}');
	cb_str_release(&scratch);
}

void
cb_json_end(struct cb_writer *writer)
{
	cb_str_adds(&writer->out->buf, writer->n_rows ? "\n]\n" : "]\n");
}
