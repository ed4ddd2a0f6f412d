/* Runs, paragraphs and sections of a docx file. */
#include "docx.h"

static void
run_properties(struct cb_docx *docx, enum cb_docx_font font, unsigned size, unsigned style)
{
	struct cb_xml *xml = &docx->body;

	cb_xml_open(xml, "w:rPr");
	cb_docx_fonts(xml, docx->document, font);
	if (style & CB_RUN_BOLD) {
		cb_xml_leaf(xml, "w:b", NULL);
		cb_xml_leaf(xml, "w:bCs", NULL);
	}
	if (style & CB_RUN_ITALIC) {
		cb_xml_leaf(xml, "w:i", NULL);
		cb_xml_leaf(xml, "w:iCs", NULL);
	}
	if (style & CB_RUN_RED)
		cb_xml_leaf(xml, "w:color", "w:val", "FF0000", NULL);
	if (size)
		cb_docx_size(xml, size);
	cb_xml_close(xml);
}

static void
add_line(struct cb_xml *xml, struct cb_text line)
{
	cb_xml_open(xml, "w:t");
	cb_xml_attr(xml, "xml:space", "preserve");
	cb_xml_text(xml, line);
	cb_xml_close(xml);
}

void
cb_docx_run(struct cb_docx *docx, enum cb_docx_font font, unsigned size, unsigned style, struct cb_text text)
{
	struct cb_xml *xml = &docx->body;
	int n;

	cb_xml_open(xml, "w:r");
	run_properties(docx, font, size, style);
	while ((n = cb_text_find(text, "\n")) >= 0) {
		add_line(xml, (struct cb_text){ text.p, (uint32_t)n });
		cb_xml_leaf(xml, "w:br", NULL);
		text = (struct cb_text){ text.p + n + 1, text.len - (uint32_t)n - 1 };
	}
	if (text.len)
		add_line(xml, text);
	if (style & CB_RUN_BREAK)
		cb_xml_leaf(xml, "w:br", NULL);
	cb_xml_close(xml);
}

static void
page_size(struct cb_xml *xml, bool is_across)
{
	cb_xml_open(xml, "w:pgSz");
	cb_xml_attr_int(xml, "w:w", is_across ? 16838 : 11906);
	cb_xml_attr_int(xml, "w:h", is_across ? 11906 : 16838);
	if (is_across)
		cb_xml_attr(xml, "w:orient", "landscape");
	cb_xml_close(xml);
	/* turned to the left: the head of a wide table lies at the binding */
	cb_xml_open(xml, "w:pgMar");
	cb_xml_attr_int(xml, "w:top", is_across ? 1588 : 2098);
	cb_xml_attr_int(xml, "w:right", is_across ? 2098 : 1474);
	cb_xml_attr_int(xml, "w:bottom", is_across ? 1474 : 1984);
	cb_xml_attr_int(xml, "w:left", is_across ? 1984 : 1588);
	cb_xml_attr_int(xml, "w:header", 851);
	cb_xml_attr_int(xml, "w:footer", is_across ? 713 : 1223); /* the number stands 7 mm below the text */
	cb_xml_attr_int(xml, "w:gutter", 0);
	cb_xml_close(xml);
}

void
cb_docx_section(struct cb_xml *xml, bool is_across)
{
	cb_xml_open(xml, "w:sectPr");
	cb_xml_leaf(xml, "w:footerReference", "w:type", "even", "r:id", "rId6", NULL);
	cb_xml_leaf(xml, "w:footerReference", "w:type", "default", "r:id", "rId5", NULL);
	cb_xml_leaf(xml, "w:type", "w:val", "nextPage", NULL);
	page_size(xml, is_across);
	cb_xml_leaf(xml, "w:docGrid", "w:type", "linesAndChars", "w:linePitch", "579", "w:charSpace", "-848", NULL);
	cb_xml_close(xml);
}

static void
paragraph_list(struct cb_xml *xml, const struct cb_docx_format *format)
{
	cb_xml_open(xml, "w:numPr");
	cb_xml_open(xml, "w:ilvl");
	cb_xml_attr_int(xml, "w:val", format->level);
	cb_xml_close(xml);
	cb_xml_open(xml, "w:numId");
	cb_xml_attr_int(xml, "w:val", format->list);
	cb_xml_close(xml);
	cb_xml_close(xml);
}

/* The red line below the number of a document with a red head. */
static void
red_line(struct cb_xml *xml)
{
	cb_xml_open(xml, "w:pBdr");
	cb_xml_leaf(xml, "w:bottom", "w:val", "single", "w:sz", "12", "w:space", "11", "w:color", "FF0000", NULL);
	cb_xml_close(xml);
}

void
cb_docx_paragraph(struct cb_docx *docx, const struct cb_docx_format *format)
{
	struct cb_xml *xml = &docx->body;

	cb_xml_open(xml, "w:p");
	cb_xml_open(xml, "w:pPr");
	cb_xml_leaf(xml, "w:pStyle", "w:val", format->style, NULL);
	if (format->keeps_next)
		cb_xml_leaf(xml, "w:keepNext", NULL);
	if (docx->starts_page)
		cb_xml_leaf(xml, "w:pageBreakBefore", NULL);
	docx->starts_page = false;
	if (format->list)
		paragraph_list(xml, format);
	if (format->has_red_line)
		red_line(xml);
	if (format->before) {
		cb_xml_open(xml, "w:spacing");
		cb_xml_attr_int(xml, "w:before", format->before);
		cb_xml_close(xml);
	}
	if (format->left_chars || format->right_chars) {
		cb_xml_open(xml, "w:ind");
		cb_docx_indent(xml, "w:leftChars", "w:left", format->left_chars);
		cb_docx_indent(xml, "w:rightChars", "w:right", format->right_chars);
		cb_xml_close(xml);
	}
	if (format->ends_section)
		cb_docx_section(xml, format->is_across);
	cb_xml_close(xml);
}

void
cb_docx_thin_paragraph(struct cb_docx *docx, const struct cb_docx_format *format)
{
	struct cb_xml *xml = &docx->body;

	cb_xml_open(xml, "w:p");
	cb_xml_open(xml, "w:pPr");
	if (docx->starts_page)
		cb_xml_leaf(xml, "w:pageBreakBefore", NULL);
	docx->starts_page = false;
	cb_xml_leaf(xml, "w:snapToGrid", "w:val", "0", NULL);
	cb_xml_leaf(xml, "w:spacing", "w:before", "80", "w:after", "0", "w:line", "20", "w:lineRule", "exact", NULL);
	cb_xml_open(xml, "w:rPr");
	cb_docx_fonts(xml, docx->document, CB_FONT_BODY);
	cb_docx_size(xml, 2);
	cb_xml_close(xml);
	if (format->ends_section)
		cb_docx_section(xml, format->is_across);
	cb_xml_close(xml);
	cb_xml_close(xml);
}
