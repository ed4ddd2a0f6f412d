/* Runs, paragraphs and sections of a docx file. */
#include "docx.h"

static void
run_properties(struct cb_docx *docx, enum cb_docx_font font, unsigned size, unsigned style)
{
	struct cb_xml *xml = &docx->body;

	cb_xml_open(xml, "w:rPr");
	cb_docx_fonts(xml, docx->document, font);
	if (style & CB_RUN_BOLD)
		cb_xml_put(xml, "<w:b/><w:bCs/>");
	if (style & CB_RUN_ITALIC)
		cb_xml_put(xml, "<w:i/><w:iCs/>");
	if (style & CB_RUN_RED)
		cb_xml_put(xml, "<w:color w:val='FF0000'/>");
	if (size)
		cb_docx_size(xml, size);
	cb_xml_close(xml);
}

static void
add_line(struct cb_xml *xml, struct cb_text line)
{
	cb_xml_put(xml, "<w:t xml:space='preserve'>");
	cb_xml_text(xml, line);
	cb_xml_put(xml, "</w:t>");
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
		cb_xml_put(xml, "<w:br/>");
		text = cb_text_from(text, n + 1);
	}
	if (text.len)
		add_line(xml, text);
	if (style & CB_RUN_BREAK)
		cb_xml_put(xml, "<w:br/>");
	cb_xml_close(xml);
}

static void
page_size(struct cb_xml *xml, bool is_across)
{
	static const char margins[] = "<w:pgMar w:top='%d' w:right='%d' w:bottom='%d' w:left='%d' w:header='851'"
				      " w:footer='%d' w:gutter='0'/>"; /* the number stands 7 mm below the text */

	/* turned to the left: the head of a wide table lies at the binding */
	if (is_across) {
		cb_xml_put(xml, "<w:pgSz w:w='16838' w:h='11906' w:orient='landscape'/>");
		cb_xml_put(xml, margins, 1588, 2098, 1474, 1984, 713);
	} else {
		cb_xml_put(xml, "<w:pgSz w:w='11906' w:h='16838'/>");
		cb_xml_put(xml, margins, 2098, 1474, 1984, 1588, 1223);
	}
}

void
cb_docx_section(struct cb_xml *xml, bool is_across)
{
	cb_xml_put(xml, "<w:sectPr><w:footerReference w:type='even' r:id='rId6'/>"
	                "<w:footerReference w:type='default' r:id='rId5'/><w:type w:val='nextPage'/>");
	page_size(xml, is_across);
	cb_xml_put(xml, "<w:docGrid w:type='linesAndChars' w:linePitch='579' w:charSpace='-848'/></w:sectPr>");
}

void
cb_docx_paragraph(struct cb_docx *docx, const struct cb_docx_format *format)
{
	struct cb_xml *xml = &docx->body;

	cb_xml_open(xml, "w:p");
	cb_xml_open(xml, "w:pPr");
	cb_xml_put(xml, "<w:pStyle w:val='%s'/>", format->style);
	if (format->keeps_next)
		cb_xml_put(xml, "<w:keepNext/>");
	if (docx->starts_page)
		cb_xml_put(xml, "<w:pageBreakBefore/>");
	docx->starts_page = false;
	if (format->list)
		cb_xml_put(xml, "<w:numPr><w:ilvl w:val='%u'/><w:numId w:val='%u'/></w:numPr>", format->level,
		           format->list);
	if (format->has_red_line) /* below the number of a document with a red head */
		cb_xml_put(xml, "<w:pBdr><w:bottom w:val='single' w:sz='12' w:space='11' w:color='FF0000'/></w:pBdr>");
	if (format->before)
		cb_xml_put(xml, "<w:spacing w:before='%d'/>", format->before);
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

	cb_xml_put(xml,
	           "<w:p><w:pPr>%s<w:snapToGrid w:val='0'/>"
	           "<w:spacing w:before='80' w:after='0' w:line='20' w:lineRule='exact'/><w:rPr>",
	           docx->starts_page ? "<w:pageBreakBefore/>" : "");
	docx->starts_page = false;
	cb_docx_fonts(xml, docx->document, CB_FONT_BODY);
	cb_docx_size(xml, 2);
	cb_xml_put(xml, "</w:rPr>");
	if (format->ends_section)
		cb_docx_section(xml, format->is_across);
	cb_xml_put(xml, "</w:pPr></w:p>");
}
