/* A document as a page. */
#include "html.h"

#include <cb/base/utf8.h>

#include <stdlib.h>

enum { LISTS_MAX = 3 };

struct page {
	struct cb_document *document;
	const struct cb_doc_options *options;
	struct cb_out *out;
	const char *lists[LISTS_MAX]; /* "ol" or "ul" that are open */
	uint32_t list_numbers[LISTS_MAX];
	unsigned depth, n_charts;
	bool starts_page;
};

/* ---- text ---- */

static void
add_runs(struct page *page, const struct cb_block *block)
{
	struct cb_str *out = &page->out->buf;

	for (size_t i = 0; i < block->n_runs; i++) {
		unsigned run = block->runs[i].style;

		cb_str_adds(out, run & CB_RUN_BOLD ? "<strong>" : "");
		cb_str_adds(out, run & CB_RUN_ITALIC ? "<em>" : "");
		cb_html_escape(out, block->runs[i].text);
		cb_str_adds(out, run & CB_RUN_ITALIC ? "</em>" : "");
		cb_str_adds(out, run & CB_RUN_BOLD ? "</strong>" : "");
		cb_str_adds(out, run & CB_RUN_BREAK ? "<br>\n" : "");
	}
}

/* name: the element; kind: its class, or NULL. */
static void
open_text(struct page *page, const char *name, const char *kind)
{
	struct cb_str *out = &page->out->buf;
	const char *breaks = page->starts_page ? "break" : "";

	cb_str_addf(out, "<%s", name);
	if (kind != NULL || *breaks)
		cb_str_addf(out, " class=\"%s%s%s\"", kind != NULL ? kind : "", kind != NULL && *breaks ? " " : "", breaks);
	cb_str_addc(out, '>');
	page->starts_page = false;
}

static void
add_paragraph(struct page *page, const struct cb_block *block, const char *name, const char *kind)
{
	open_text(page, name, kind);
	if (block->kind == CB_BLOCK_ATTACHMENTS)
		cb_str_adds(&page->out->buf, "附件：");
	add_runs(page, block);
	cb_str_addf(&page->out->buf, "</%s>\n", name);
}

/* Does a table that is laid across the paper stand below these headings? They go with it. */
static bool
leads_wide(const struct page *page, const struct cb_block *block)
{
	const struct cb_block *end = page->document->blocks + page->document->n_blocks;
	struct cb_table view;
	bool is_wide;

	while (block < end && block->kind == CB_BLOCK_HEADING)
		block++;
	if (block == end || block->kind != CB_BLOCK_TABLE)
		return false;
	cb_block_view(block, page->options, &view);
	is_wide = view.n_columns > CB_HTML_UPRIGHT_COLUMNS;
	cb_block_view_release(&view);
	return is_wide;
}

/* The title is h1, so a heading of level 1 is h2. */
static void
add_heading(struct page *page, const struct cb_block *block)
{
	const char name[] = { 'h', (char)('1' + block->level), '\0' };

	open_text(page, name, leads_wide(page, block) ? "wide" : NULL);
	cb_heading_number(block->level, block->number, &page->out->buf);
	add_runs(page, block);
	cb_str_addf(&page->out->buf, "</%s>\n", name);
}

/* ---- lists ---- */

static void
close_lists(struct page *page, unsigned depth)
{
	while (page->depth > depth)
		cb_str_addf(&page->out->buf, "</li>\n</%s>\n", page->lists[--page->depth]);
}

static void
add_item(struct page *page, const struct cb_block *block)
{
	struct cb_str *out = &page->out->buf;

	close_lists(page, block->level);
	if (page->depth == block->level && page->list_numbers[page->depth - 1] != block->list)
		close_lists(page, block->level - 1);
	else if (page->depth == block->level)
		cb_str_adds(out, "</li>\n");
	while (page->depth < block->level) {
		page->lists[page->depth] = block->number ? "ol" : "ul";
		page->list_numbers[page->depth] = block->list;
		cb_str_addf(out, "<%s", page->lists[page->depth++]);
		if (block->number > 1)
			cb_str_addf(out, " start=\"%u\"", (unsigned)block->number);
		cb_str_adds(out, page->depth < block->level ? ">\n<li>" : ">\n");
	}
	cb_str_adds(out, "<li>");
	add_runs(page, block);
}

/* ---- tables ---- */

/* Display columns of the widest cell. */
static size_t
widest(const struct cb_writer *writer, size_t column)
{
	const struct cb_table *table = writer->table;
	struct cb_str scratch = { 0 };
	char buf[CB_PRINT_MAX];
	size_t cols = 0;

	for (size_t i = 0; i < table->n_rows; i++) {
		const struct cb_cell *cell = &cb_table_at(table, i)[column];
		size_t n = cb_utf8_width(cb_doc_text(writer, column, cell, buf, &scratch));

		cols = n > cols ? n : cols;
	}
	cb_str_release(&scratch);
	return cols;
}

static void
add_table(struct page *page, const struct cb_block *block)
{
	struct cb_table view;
	struct cb_writer writer = { .table = &view, .options = page->options, .out = page->out };
	struct cb_str caption = { 0 };
	enum cb_column_set *sets;
	struct cb_html_table table;

	cb_block_view(block, page->options, &view);
	cb_block_text(block, &caption);
	sets = cb_alloc(view.n_columns, sizeof(*sets));
	for (size_t i = 0; i < view.n_columns; i++)
		sets[i] = cb_column_set(&writer, i, widest(&writer, i));
	table = (struct cb_html_table){ .writer = &writer, .sets = sets, .caption = cb_str_text(&caption) };
	if (page->starts_page)
		cb_str_adds(&page->out->buf, "<div class=\"break\"></div>\n");
	page->starts_page = false;
	cb_html_table_begin(&table);
	for (size_t i = 0; i < view.n_rows; i++)
		cb_html_table_row(&table, cb_table_at(&view, i));
	cb_html_table_end(&page->out->buf);
	free(sets);
	cb_str_release(&caption);
	cb_block_view_release(&view);
}

/* ---- blocks ---- */

static void
add_block(struct page *page, const struct cb_block *block)
{
	static const struct {
		const char *name, *kind;
	} paragraphs[] = {
		[CB_BLOCK_TITLE] = { "h1", NULL },
		[CB_BLOCK_PARAGRAPH] = { "p", NULL },
		[CB_BLOCK_ADDRESSEE] = { "p", "to" },
		[CB_BLOCK_ATTACHMENTS] = { "p", "files" },
		[CB_BLOCK_ANNEX] = { "p", "annex" },
		[CB_BLOCK_SIGNER] = { "p", "from" },
		[CB_BLOCK_DATE] = { "p", "date" },
		[CB_BLOCK_NOTE] = { "p", NULL },
	};

	if (block->kind != CB_BLOCK_ITEM)
		close_lists(page, 0);
	switch (block->kind) {
	case CB_BLOCK_HEADING:
		add_heading(page, block);
		return;
	case CB_BLOCK_ITEM:
		add_item(page, block);
		return;
	case CB_BLOCK_TABLE:
		add_table(page, block);
		return;
	case CB_BLOCK_CHART:
		cb_html_chart(&page->out->buf, block, page->options, ++page->n_charts);
		return;
	case CB_BLOCK_PAGE_BREAK:
		page->starts_page = true;
		return;
	default:
		add_paragraph(page, block, paragraphs[block->kind].name, paragraphs[block->kind].kind);
	}
}

static void
add_line(struct page *page, const char *kind, struct cb_text text)
{
	if (text.len == 0)
		return;
	open_text(page, "p", kind);
	cb_html_escape(&page->out->buf, text);
	cb_str_adds(&page->out->buf, "</p>\n");
}

void
cb_document_html(struct cb_document *document, const struct cb_doc_options *options, struct cb_out *out)
{
	struct page page = { .document = document, .options = options, .out = out };
	struct cb_str title = { 0 };

	cb_document_prune(document);
	cb_document_title(document, &title);
	if (title.len == 0 && options->title != NULL)
		cb_str_adds(&title, options->title);
	cb_html_page_begin(&out->buf, options->lang, cb_str_text(&title));
	add_line(&page, "head", document->red_head);
	add_line(&page, "number", document->number);
	for (size_t i = 0; i < document->n_blocks; i++) {
		add_block(&page, &document->blocks[i]);
		cb_out_flush(out);
	}
	close_lists(&page, 0);
	cb_html_page_end(&out->buf);
	cb_out_flush(out);
	cb_str_release(&title);
}
