/* A document as docx. */
#include "docx.h"

#include <cb/base/utf8.h>

#include <stdlib.h>

/* ---- blocks ---- */

/* How each kind of block is set. */
static const struct {
	const char *style;
	enum cb_docx_font font;
} kinds[] = {
	[CB_BLOCK_TITLE] = { "Title", CB_FONT_TITLE },
	[CB_BLOCK_HEADING] = { "Heading1", CB_FONT_HEI },
	[CB_BLOCK_PARAGRAPH] = { "BodyText", CB_FONT_BODY },
	[CB_BLOCK_ITEM] = { "ListParagraph", CB_FONT_BODY },
	[CB_BLOCK_TABLE] = { "Caption", CB_FONT_HEI },
	[CB_BLOCK_CHART] = { "Caption", CB_FONT_HEI },
	[CB_BLOCK_ADDRESSEE] = { "Addressee", CB_FONT_BODY },
	[CB_BLOCK_ATTACHMENTS] = { "Attachments", CB_FONT_BODY },
	[CB_BLOCK_ANNEX] = { "Annex", CB_FONT_HEI },
	[CB_BLOCK_SIGNER] = { "Signer", CB_FONT_BODY },
	[CB_BLOCK_DATE] = { "DocumentDate", CB_FONT_BODY },
	[CB_BLOCK_NOTE] = { "Note", CB_FONT_BODY },
};
static const struct {
	const char *style;
	enum cb_docx_font font;
} levels[] = {
	{ "Heading1", CB_FONT_HEI },
	{ "Heading2", CB_FONT_KAI },
	{ "Heading3", CB_FONT_BODY },
	{ "Heading4", CB_FONT_BODY },
};

/* Where in the document a block stands. */
struct spot {
	size_t at;
	uint32_t titles; /* so far */
	bool is_across, ends_section;
};

/* Hundredths of a character that a signature keeps from the right, so that the date stands below its
 * middle; the date itself keeps 4 characters. */
static int
signer_right(const struct cb_document *document, size_t at)
{
	struct cb_str signer = { 0 }, date = { 0 };
	int right = 400;

	if (at + 1 < document->n_blocks && document->blocks[at + 1].kind == CB_BLOCK_DATE) {
		cb_block_text(&document->blocks[at], &signer);
		cb_block_text(&document->blocks[at + 1], &date);
		/* a display column is 50 hundredths */
		right += ((int)cb_utf8_width(cb_str_text(&date)) - (int)cb_utf8_width(cb_str_text(&signer))) * 25;
	}
	cb_str_release(&signer);
	cb_str_release(&date);
	return right < 1 ? 1 : right;
}

/* Hundredths of a character that a title of several lines keeps from either side: lines of about one length
 * instead of a last one of a character or two. */
static int
title_sides(const struct cb_block *block)
{
	enum { LINE_COLS = 38, /* of 22 pt, and room for the blanks beside digits */
	       COL_TWIPS = 220,
	       SPARE_COLS = 6 }; /* a line ends with a whole character, and not always the wanted one */
	struct cb_str title = { 0 };
	int cols, lines, side = 0;

	cb_block_text(block, &title);
	cols = (int)cb_utf8_width(cb_str_text(&title));
	cb_str_release(&title);
	lines = (cols + LINE_COLS - 1) / LINE_COLS;
	if (lines > 1)
		side = (LINE_COLS - SPARE_COLS - cols / lines) * COL_TWIPS / 2 * 100 / CB_DOCX_CHAR;
	return side < 0 ? 0 : side;
}

static bool
signs(const struct cb_block *block)
{
	return block->kind == CB_BLOCK_SIGNER || block->kind == CB_BLOCK_DATE || block->kind == CB_BLOCK_NOTE;
}

static struct cb_docx_format
format_of(const struct cb_docx *docx, const struct spot *spot)
{
	const struct cb_document *document = docx->document;
	const struct cb_block *block = &document->blocks[spot->at];
	const struct cb_block *before = spot->at > 0 ? block - 1 : NULL;
	const struct cb_block *after = spot->at + 1 < document->n_blocks ? block + 1 : NULL;
	struct cb_docx_format format = { .style = kinds[block->kind].style, .is_across = spot->is_across };

	if (block->kind == CB_BLOCK_HEADING) {
		format.style = levels[block->level - 1].style;
		if (spot->titles > 1) {
			format.list = document->n_lists + spot->titles;
			format.level = block->level - 1;
		}
	} else if (block->kind == CB_BLOCK_ITEM) {
		format.list = 1 + block->list;
		format.level = block->level - 1;
	} else if (block->kind == CB_BLOCK_SIGNER) {
		format.right_chars = signer_right(document, spot->at);
		format.before = 2 * CB_DOCX_LINE;
	} else if (block->kind == CB_BLOCK_DATE && !(before != NULL && before->kind == CB_BLOCK_SIGNER)) {
		format.before = 2 * CB_DOCX_LINE;
	} else if (block->kind == CB_BLOCK_TITLE) {
		format.left_chars = format.right_chars = title_sides(block);
		if (spot->at == 0 && (document->red_head.len || document->number.len))
			format.before = 2 * CB_DOCX_LINE;
	}
	/* a signature never stands on a page without text */
	format.keeps_next = block->kind == CB_BLOCK_PARAGRAPH && after != NULL && signs(after);
	return format;
}

static void
add_runs(struct cb_docx *docx, const struct cb_block *block)
{
	enum cb_docx_font font = kinds[block->kind].font;

	if (block->kind == CB_BLOCK_HEADING)
		font = levels[block->level - 1].font;
	if (block->kind == CB_BLOCK_ATTACHMENTS)
		cb_docx_run(docx, font, 0, 0, CB_LIT("附件："));
	for (size_t i = 0; i < block->n_runs; i++)
		cb_docx_run(docx, font, 0, block->runs[i].style, block->runs[i].text);
}

static void
add_paragraph(struct cb_docx *docx, const struct spot *spot)
{
	struct cb_docx_format format = format_of(docx, spot);

	format.ends_section = spot->ends_section;
	cb_docx_paragraph(docx, &format);
	add_runs(docx, &docx->document->blocks[spot->at]);
	cb_xml_close(&docx->body);
}

static bool
is_figure(const struct cb_block *block)
{
	return block->kind == CB_BLOCK_TABLE || block->kind == CB_BLOCK_CHART;
}

static void
end_thinly(struct cb_docx *docx, const struct spot *spot)
{
	cb_docx_thin_paragraph(docx, &(struct cb_docx_format){
					     .ends_section = spot->ends_section,
					     .is_across = spot->is_across,
				     });
}

static void
add_figure(struct cb_docx *docx, const struct spot *spot)
{
	const struct cb_document *document = docx->document;
	const struct cb_block *block = &document->blocks[spot->at];
	bool is_table = block->kind == CB_BLOCK_TABLE, is_last = spot->at + 1 == document->n_blocks;
	struct spot caption = *spot;

	caption.ends_section = false;
	if (block->n_runs)
		add_paragraph(docx, &caption);
	else if (is_table)
		cb_docx_thin_paragraph(docx, &(struct cb_docx_format){ 0 }); /* between it and what stands above */
	if (is_table)
		cb_docx_table(docx, block);
	else
		cb_docx_chart(docx, block);
	if (spot->ends_section || (is_table && is_last))
		end_thinly(docx, spot);
}

static void
add_block(struct cb_docx *docx, const struct spot *spot)
{
	const struct cb_block *block = &docx->document->blocks[spot->at];

	if (is_figure(block))
		add_figure(docx, spot);
	else if (block->kind != CB_BLOCK_PAGE_BREAK)
		add_paragraph(docx, spot);
	else if (spot->ends_section)
		end_thinly(docx, spot);
	else
		docx->starts_page = true;
	if (spot->ends_section)
		docx->starts_page = false; /* the next section does anyway */
}

/* ---- pages ---- */

/* What goes to the page laid across with the table below it. */
static bool
leads(const struct cb_block *block)
{
	return block->kind == CB_BLOCK_HEADING || block->kind == CB_BLOCK_TITLE || block->kind == CB_BLOCK_ANNEX;
}

/* Which blocks stand on pages laid across: wide tables with their headings and notes; and the signature, if nothing
 * else follows one. Free the answer. */
static bool *
plan_pages(const struct cb_docx *docx)
{
	const struct cb_document *document = docx->document;
	bool *is_across = cb_alloc(document->n_blocks, sizeof(*is_across));
	size_t first = document->red_head.len || document->number.len, end = document->n_blocks;

	for (size_t i = 0; i < document->n_blocks; i++) {
		const struct cb_block *block = &document->blocks[i];

		if (block->kind != CB_BLOCK_TABLE || !cb_docx_table_is_wide(block, docx->options))
			continue;
		is_across[i] = true;
		for (size_t j = i; j > first && leads(&document->blocks[j - 1]); j--)
			is_across[j - 1] = true;
	}
	for (size_t i = 1; i < document->n_blocks; i++)
		if (document->blocks[i].kind == CB_BLOCK_PARAGRAPH && document->blocks[i].level > 0)
			is_across[i] = is_across[i - 1];
	while (end > 0 && signs(&document->blocks[end - 1]))
		end--;
	for (size_t i = end; i > 0 && i < document->n_blocks; i++)
		is_across[i] = is_across[end - 1];
	return is_across;
}

/* Half points: as large as the line allows. A display column is half as wide as a character is high, so the
 * line is filled where size × columns is four times its width in points. */
static unsigned
head_size(struct cb_text head)
{
	enum { LARGEST = 72,
	       FULL_LINE = 4 * 436 };
	size_t cols = cb_utf8_width(head);

	return cols * LARGEST > FULL_LINE ? (unsigned)(FULL_LINE / cols) : LARGEST;
}

/* The name of the office in red, the number, and the red line. */
static void
add_head(struct cb_docx *docx)
{
	struct cb_text head = docx->document->red_head, number = docx->document->number;
	struct cb_docx_format format = { .style = "RedHead", .has_red_line = number.len == 0 };

	if (head.len) {
		cb_docx_paragraph(docx, &format);
		cb_docx_run(docx, CB_FONT_TITLE, head_size(head), CB_RUN_RED, head);
		cb_xml_close(&docx->body);
	}
	if (number.len) {
		format = (struct cb_docx_format){ .style = "DocumentNumber", .has_red_line = head.len > 0 };
		format.before = head.len ? 2 * CB_DOCX_LINE : 0;
		cb_docx_paragraph(docx, &format);
		cb_docx_run(docx, CB_FONT_BODY, 0, 0, number);
		cb_xml_close(&docx->body);
	}
}

static void
add_blocks(struct cb_docx *docx)
{
	const struct cb_document *document = docx->document;
	bool *is_across = plan_pages(docx);
	struct spot spot = { 0 };

	for (size_t i = 0; i < document->n_blocks; i++) {
		bool is_last = i + 1 == document->n_blocks;

		spot.at = i;
		spot.titles += document->blocks[i].kind == CB_BLOCK_TITLE;
		spot.is_across = is_across[i];
		spot.ends_section = !is_last && is_across[i + 1] != is_across[i];
		add_block(docx, &spot);
	}
	cb_docx_section(&docx->body, spot.is_across);
	free(is_across);
}

static void
write_body(struct cb_docx *docx)
{
	struct cb_xml *xml = &docx->body;

	cb_xml_begin(xml);
	cb_xml_put(xml, "<w:document xmlns:w='" CB_DOCX_W "' xmlns:r='" CB_RELATION_NS "'"
	                " xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'"
	                " xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'"
	                " xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart'><w:body>");
	add_head(docx);
	add_blocks(docx);
	cb_xml_put(xml, "</w:body></w:document>");
}

void
cb_document_docx(struct cb_document *document, const struct cb_doc_options *options, struct cb_out *out)
{
	struct cb_docx docx = { .document = document, .options = options };

	cb_document_prune(document);
	write_body(&docx);
	cb_docx_package(&docx, out);
	cb_out_flush(out);
	free(docx.charts);
}
