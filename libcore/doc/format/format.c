#include <cb/doc/format.h>

#include "formats.h"
#include "pages.h"

#include <stdlib.h>
#include <string.h>

const struct cb_format cb_formats[] = {
	{ .name = "table", .extensions = "", .en = "columns for the terminal", .zh = "终端上的表格", .end = cb_grid_end, .is_for_people = true },
	{ .name = "csv", .extensions = "csv", .en = "CSV", .zh = "CSV", .begin = cb_csv_begin, .row = cb_csv_row },
	{ .name = "tsv",
	  .extensions = "tsv tab",
	  .en = "CSV with TABs",
	  .zh = "制表符分隔",
	  .begin = cb_csv_begin,
	  .row = cb_csv_row },
	{ .name = "json",
	  .extensions = "json",
	  .en = "JSON, one array of objects",
	  .zh = "JSON 对象数组",
	  .begin = cb_json_begin,
	  .row = cb_json_row,
	  .end = cb_json_end },
	{ .name = "md",
	  .extensions = "md markdown",
	  .en = "Markdown table",
	  .zh = "Markdown 表格",
	  .begin = cb_md_begin,
	  .row = cb_md_row,
	  .end = cb_md_end,
	  .is_for_people = true },
	{ .name = "html",
	  .extensions = "html htm",
	  .en = "one page",
	  .zh = "单独的网页",
	  .begin = cb_html_begin,
	  .row = cb_html_row,
	  .end = cb_html_end,
	  .is_for_people = true,
	  .is_page = true },
	{ .name = "xlsx",
	  .extensions = "xlsx",
	  .en = "a workbook",
	  .zh = "Excel 工作簿",
	  .begin = cb_xlsx_begin,
	  .row = cb_xlsx_row,
	  .end = cb_xlsx_end,
	  .pages = cb_xlsx_pages,
	  .drop = cb_xlsx_release,
	  .is_binary = true,
	  .is_for_people = true,
	  .is_page = true },
	{ 0 },
};

const struct cb_format *
cb_format_find(const char *name)
{
	for (const struct cb_format *format = cb_formats; format->name != NULL; format++)
		if (strcmp(format->name, name) == 0)
			return format;
	return NULL;
}

const struct cb_format *
cb_format_of_path(const char *path)
{
	const char *slash = strrchr(path, '/'), *dot = strrchr(slash != NULL ? slash : path, '.');

	for (const struct cb_format *format = cb_formats; dot != NULL && format->name != NULL; format++)
		if (cb_is_among(format->extensions, dot + 1))
			return format;
	return NULL;
}

void
cb_doc_begin(struct cb_writer *writer)
{
	if (writer->format->begin != NULL)
		writer->format->begin(writer);
}

static void
keep_row(struct cb_table *table, const struct cb_cell *cells)
{
	struct cb_cell *row = cb_table_row(table);

	for (size_t i = 0; i < table->n_columns; i++)
		row[i] = cb_table_keep(table, cells[i]);
}

void
cb_doc_row(struct cb_writer *writer, const struct cb_cell *cells)
{
	if (writer->format->row == NULL) {
		keep_row(writer->table, cells);
		return;
	}
	writer->format->row(writer, cells);
	writer->n_rows++;
	cb_out_flush(writer->out);
}

void
cb_doc_end(struct cb_writer *writer)
{
	if (writer->format->row == NULL)
		cb_doc_settle(writer->table);
	if (writer->format->end != NULL)
		writer->format->end(writer);
	writer->state = NULL;
	cb_out_flush(writer->out);
}

void
cb_doc_drop(struct cb_writer *writer)
{
	if (writer->state != NULL)
		writer->format->drop(writer);
	writer->state = NULL;
}

static void
write_totals(struct cb_writer *writer)
{
	struct cb_cell *cells = cb_alloc(writer->table->n_columns + 1, sizeof(*cells));

	if (cb_totals_row(writer, cells))
		cb_doc_row(writer, cells);
	free(cells);
}

static void
write_rows(struct cb_writer *writer)
{
	const struct cb_table *table = writer->table;

	if (writer->format->pages != NULL && cb_pages_has(table)) {
		writer->format->pages(writer);
		return;
	}
	for (size_t i = 0; writer->format->row != NULL && i < table->n_rows; i++)
		cb_doc_row(writer, cb_table_at(table, i));
}

void
cb_doc_write(const struct cb_format *format, struct cb_table *table, const struct cb_doc_options *options,
             struct cb_out *out)
{
	struct cb_writer writer = { .format = format, .table = table, .options = options, .out = out };

	cb_doc_settle(table);
	cb_doc_begin(&writer);
	write_rows(&writer);
	if (format->is_for_people)
		write_totals(&writer);
	cb_doc_end(&writer);
}
