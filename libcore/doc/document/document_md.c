/* A document as Markdown that other programs read: numbers of headings as words, a chart as bars of text. */
#include "document_parts.h"
#include "../format/formats.h"

#include <cb/base/utf8.h>

enum { BAR_COLS = 40 };

struct text {
	const struct cb_doc_options *options;
	struct cb_out *out;
	bool is_in_list;
};

/* Where text begins: what stands there must not read as a heading or an item. */
enum start { AT_START,
	     INSIDE };

/* Text at the start of a line that would be a heading, an item or a rule. */
static void
add_start(struct cb_str *out, struct cb_text text)
{
	uint32_t digits = 0;

	while (digits < text.len && cb_is_digit(text.p[digits]))
		digits++;
	if (text.len && (*text.p == '#' || *text.p == '-' || *text.p == '+' || *text.p == '='))
		cb_str_addc(out, '\\');
	else if (digits > 0 && digits < text.len && (text.p[digits] == '.' || text.p[digits] == ')')) {
		cb_str_add(out, text.p, digits);
		cb_str_addc(out, '\\');
		text = cb_text_from(text, digits);
	}
	cb_md_escape(out, text);
}

static void
add_runs(struct text *md, const struct cb_block *block, enum start start)
{
	struct cb_str *out = &md->out->buf;

	for (size_t i = 0; i < block->n_runs; i++) {
		unsigned style = block->runs[i].style;
		const char *mark = style & CB_RUN_BOLD ? (style & CB_RUN_ITALIC ? "***" : "**") : style & CB_RUN_ITALIC ? "*"
		                                                                                                        : "";

		cb_str_adds(out, block->runs[i].text.len ? mark : "");
		if (start == AT_START && !*mark)
			add_start(out, block->runs[i].text);
		else
			cb_md_escape(out, block->runs[i].text);
		cb_str_adds(out, block->runs[i].text.len ? mark : "");
		cb_str_adds(out, style & CB_RUN_BREAK ? "\\\n" : "");
		start = style & CB_RUN_BREAK ? AT_START : INSIDE;
	}
}

static void
add_heading(struct text *md, const struct cb_block *block)
{
	for (unsigned i = 0; i <= block->level; i++)
		cb_str_addc(&md->out->buf, '#');
	cb_str_addc(&md->out->buf, ' ');
	if (block->kind == CB_BLOCK_HEADING)
		cb_heading_number(block->level, block->number, &md->out->buf);
	add_runs(md, block, INSIDE);
	cb_str_addc(&md->out->buf, '\n');
}

static void
add_item(struct text *md, const struct cb_block *block)
{
	for (unsigned i = 1; i < block->level; i++)
		cb_str_adds(&md->out->buf, "    ");
	if (block->number)
		cb_str_addf(&md->out->buf, "%u. ", (unsigned)block->number);
	else
		cb_str_adds(&md->out->buf, "- ");
	add_runs(md, block, AT_START);
	cb_str_addc(&md->out->buf, '\n');
}

static void
add_caption(struct text *md, const struct cb_block *block)
{
	if (block->n_runs == 0)
		return;
	add_runs(md, block, AT_START);
	cb_str_adds(&md->out->buf, "\n\n");
}

static void
add_table(struct text *md, const struct cb_block *block)
{
	struct cb_doc_options options = *md->options;
	struct cb_table view;
	struct cb_writer writer = { .table = &view, .options = &options, .out = md->out };

	options.title = NULL; /* the caption stands already */
	add_caption(md, block);
	cb_block_view(block, md->options, &view);
	cb_md_begin(&writer);
	for (size_t i = 0; i < view.n_rows; i++)
		cb_md_row(&writer, cb_table_at(&view, i));
	cb_block_view_release(&view);
}

static void
add_bar(struct cb_str *out, const struct cb_bars *bars, const struct cb_bar *bar)
{
	size_t cols = cb_utf8_width(bar->label);

	cb_doc_printable(bar->label, out);
	for (; cols < bars->label_cols + 2; cols++)
		cb_str_addc(out, ' ');
	for (int64_t n = cb_bars_part(bars, bar->cell->n, BAR_COLS); n > 0; n--)
		cb_str_adds(out, bar->cell->n < 0 ? "▒" : "█");
	cb_str_addc(out, ' ');
	cb_doc_printable(bar->value, out);
	cb_str_addc(out, '\n');
}

static void
add_chart(struct text *md, const struct cb_block *block)
{
	struct cb_bars bars;

	add_caption(md, block);
	cb_bars_read(block, md->options, &bars);
	cb_str_adds(&md->out->buf, "```text\n");
	for (size_t i = 0; i < bars.n; i++)
		add_bar(&md->out->buf, &bars, &bars.bars[i]);
	cb_str_adds(&md->out->buf, "```\n");
	cb_bars_release(&bars);
}

static void
add_paragraph(struct text *md, const struct cb_block *block)
{
	if (block->kind == CB_BLOCK_ATTACHMENTS)
		cb_str_adds(&md->out->buf, "附件：");
	add_runs(md, block, block->kind == CB_BLOCK_ATTACHMENTS ? INSIDE : AT_START);
	cb_str_addc(&md->out->buf, '\n');
}

static void
add_block(struct text *md, const struct cb_block *block)
{
	bool is_item = block->kind == CB_BLOCK_ITEM;

	if (md->out->buf.len && !(is_item && md->is_in_list))
		cb_str_addc(&md->out->buf, '\n');
	md->is_in_list = is_item;
	if (block->kind == CB_BLOCK_TITLE || block->kind == CB_BLOCK_HEADING)
		add_heading(md, block);
	else if (is_item)
		add_item(md, block);
	else if (block->kind == CB_BLOCK_TABLE)
		add_table(md, block);
	else if (block->kind == CB_BLOCK_CHART)
		add_chart(md, block);
	else if (block->kind == CB_BLOCK_PAGE_BREAK)
		cb_str_adds(&md->out->buf, "---\n");
	else
		add_paragraph(md, block);
}

static void
add_line(struct text *md, struct cb_text text)
{
	if (text.len == 0)
		return;
	if (md->out->buf.len)
		cb_str_addc(&md->out->buf, '\n');
	add_start(&md->out->buf, text);
	cb_str_addc(&md->out->buf, '\n');
}

void
cb_document_md(struct cb_document *document, const struct cb_doc_options *options, struct cb_out *out)
{
	struct text md = { .options = options, .out = out };

	cb_document_prune(document);
	add_line(&md, document->red_head);
	add_line(&md, document->number);
	for (size_t i = 0; i < document->n_blocks; i++)
		add_block(&md, &document->blocks[i]);
	cb_out_flush(out);
}
