/* Styles and fonts: what a clerk who goes on editing finds in the list of styles. */
#include "docx.h"

/* A paragraph style. Those with a level are headings with a number of list 1. */
struct style {
	const char *id, *name, *next; /* next: the style of the paragraph after it */
	enum cb_docx_font font;
	unsigned size; /* half points */
	const char *alignment;
	int first_chars, left_chars, right_chars, hanging_chars; /* indents in 1/100 characters */
	int before, after;                                       /* twips */
	unsigned level;
	bool keeps_next, is_loose; /* is_loose: lines as high as they need (R4) */
	const char *colour;
};

static const struct style styles[] = {
	{ "BodyText", "Body Text", "BodyText", CB_FONT_BODY, CB_DOCX_BODY_SIZE, "both", .first_chars = 200 },
	{ "Title", "Title", "BodyText", CB_FONT_TITLE, 44, "center", .after = CB_DOCX_LINE, .keeps_next = true },
	{ "Heading1", "heading 1", "BodyText", CB_FONT_HEI, CB_DOCX_BODY_SIZE, "both", .first_chars = 200, .level = 1, .keeps_next = true },
	{ "Heading2", "heading 2", "BodyText", CB_FONT_KAI, CB_DOCX_BODY_SIZE, "both", .first_chars = 200, .level = 2, .keeps_next = true },
	{ "Heading3", "heading 3", "BodyText", CB_FONT_BODY, CB_DOCX_BODY_SIZE, "both", .first_chars = 200, .level = 3, .keeps_next = true },
	{ "Heading4", "heading 4", "BodyText", CB_FONT_BODY, CB_DOCX_BODY_SIZE, "both", .first_chars = 200, .level = 4, .keeps_next = true },
	{ "ListParagraph", "List Paragraph", "ListParagraph", CB_FONT_BODY, CB_DOCX_BODY_SIZE, "both", .first_chars = 200 },
	{ "RedHead", "发文机关标志", "DocumentNumber", CB_FONT_TITLE, 72, "center", .before = 1984, .is_loose = true, .colour = "FF0000" },
	{ "DocumentNumber", "发文字号", "Title", CB_FONT_BODY, CB_DOCX_BODY_SIZE, "center", .first_chars = 0 },
	{ "Addressee", "主送机关", "BodyText", CB_FONT_BODY, CB_DOCX_BODY_SIZE, "left", .first_chars = 0 },
	{ "Attachments", "附件说明", "Signer", CB_FONT_BODY, CB_DOCX_BODY_SIZE, "left", .left_chars = 500, .hanging_chars = 300, .before = CB_DOCX_LINE },
	{ "Annex", "附件", "Title", CB_FONT_HEI, CB_DOCX_BODY_SIZE, "left", .keeps_next = true },
	{ "Signer", "发文机关署名", "DocumentDate", CB_FONT_BODY, CB_DOCX_BODY_SIZE, "right", .right_chars = 400, .keeps_next = true },
	{ "DocumentDate", "成文日期", "BodyText", CB_FONT_BODY, CB_DOCX_BODY_SIZE, "right", .right_chars = 400 },
	{ "Note", "附注", "BodyText", CB_FONT_BODY, CB_DOCX_BODY_SIZE, "left", .left_chars = 200 },
	{ "Caption", "caption", "BodyText", CB_FONT_HEI, 24, "center", .before = 120, .after = 60, .keeps_next = true, .is_loose = true },
	{ "TableText", "表格文字", "TableText", CB_FONT_BODY, 24, "left", .is_loose = true },
	{ "Chart", "图", "BodyText", CB_FONT_BODY, 24, "center", .is_loose = true },
	{ "Footer", "footer", "Footer", CB_FONT_SONG, 28, "left", .is_loose = true },
	{ 0 },
};

static const char *
font_name(const struct cb_document *document, enum cb_docx_font font)
{
	switch (font) {
	case CB_FONT_HEI:
		return "黑体";
	case CB_FONT_KAI:
		return document->gb2312_fonts ? "楷体_GB2312" : "楷体";
	case CB_FONT_TITLE:
		return "方正小标宋简体";
	case CB_FONT_SONG:
		return "宋体";
	case CB_FONT_BODY:
		break;
	}
	return document->gb2312_fonts ? "仿宋_GB2312" : "仿宋";
}

void
cb_docx_fonts(struct cb_xml *xml, const struct cb_document *document, enum cb_docx_font font)
{
	const char *chinese = font_name(document, font), *latin = font == CB_FONT_SONG ? chinese : "Times New Roman";

	cb_xml_put(xml,
	           "<w:rFonts w:hint='eastAsia' w:ascii='%s' w:hAnsi='%s' w:eastAsia='%s' w:cs='Times New Roman'/>",
	           latin, latin, chinese);
}

void
cb_docx_size(struct cb_xml *xml, unsigned half_points)
{
	cb_xml_put(xml, "<w:sz w:val='%u'/><w:szCs w:val='%u'/>", half_points, half_points);
}

void
cb_docx_indent(struct cb_xml *xml, const char *chars, const char *twips, int hundredths)
{
	if (hundredths == 0)
		return;
	cb_xml_attr_int(xml, chars, hundredths);
	cb_xml_attr_int(xml, twips, hundredths * CB_DOCX_CHAR / 100);
}

/* Fonts, colour, how tight, size. */
static void
style_run(struct cb_xml *xml, const struct cb_document *document, const struct style *style)
{
	cb_xml_open(xml, "w:rPr");
	cb_docx_fonts(xml, document, style->font);
	if (style->colour != NULL)
		cb_xml_put(xml, "<w:color w:val='%s'/>", style->colour);
	if (style->size == CB_DOCX_BODY_SIZE)
		cb_xml_put(xml, "<w:spacing w:val='%d'/>", CB_DOCX_TIGHTER);
	cb_docx_size(xml, style->size);
	cb_xml_close(xml);
}

static void
style_paragraph(struct cb_xml *xml, const struct style *style)
{
	cb_xml_open(xml, "w:pPr");
	if (style->keeps_next)
		cb_xml_put(xml, "<w:keepNext/>");
	if (style->level > 1)
		cb_xml_put(xml, "<w:numPr><w:ilvl w:val='%u'/><w:numId w:val='1'/></w:numPr>", style->level - 1);
	else if (style->level == 1)
		cb_xml_put(xml, "<w:numPr><w:numId w:val='1'/></w:numPr>");
	cb_xml_put(xml,
	           "<w:snapToGrid w:val='0'/><w:spacing w:before='%d' w:after='%d' w:line='%d' w:lineRule='%s'/>",
	           style->before, style->after, style->is_loose ? 240 : CB_DOCX_LINE,
	           style->is_loose ? "auto" : "exact");
	cb_xml_open(xml, "w:ind");
	cb_docx_indent(xml, "w:leftChars", "w:left", style->left_chars);
	cb_docx_indent(xml, "w:rightChars", "w:right", style->right_chars);
	cb_docx_indent(xml, "w:hangingChars", "w:hanging", style->hanging_chars);
	cb_docx_indent(xml, "w:firstLineChars", "w:firstLine", style->first_chars);
	cb_xml_close(xml);
	cb_xml_put(xml, "<w:jc w:val='%s'/>", style->alignment);
	if (style->level)
		cb_xml_put(xml, "<w:outlineLvl w:val='%u'/>", style->level - 1);
	cb_xml_close(xml);
}

static void
add_style(struct cb_xml *xml, const struct cb_document *document, const struct style *style)
{
	cb_xml_put(xml,
	           "<w:style w:type='paragraph'%s w:styleId='%s'><w:name w:val='%s'/><w:basedOn w:val='Normal'/>"
	           "<w:next w:val='%s'/><w:qFormat/>",
	           (unsigned char)*style->name >= 0x80 ? " w:customStyle='1'" : "", style->id, style->name, style->next);
	style_paragraph(xml, style);
	style_run(xml, document, style);
	cb_xml_put(xml, "</w:style>");
}

/* What holds where a style says nothing. */
static void
add_defaults(struct cb_xml *xml, const struct cb_document *document)
{
	cb_xml_put(xml, "<w:docDefaults><w:rPrDefault><w:rPr>");
	cb_docx_fonts(xml, document, CB_FONT_BODY);
	cb_xml_put(xml, "<w:kern w:val='2'/>");
	cb_docx_size(xml, CB_DOCX_BODY_SIZE);
	cb_xml_put(xml, "<w:lang w:val='en-US' w:eastAsia='zh-CN' w:bidi='ar-SA'/></w:rPr></w:rPrDefault>"
	                "<w:pPrDefault/></w:docDefaults>");
}

static void
add_normal(struct cb_xml *xml, const struct cb_document *document)
{
	static const struct style normal = { .font = CB_FONT_BODY, .size = CB_DOCX_BODY_SIZE, .alignment = "both" };

	cb_xml_put(xml, "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/><w:qFormat/>");
	style_paragraph(xml, &normal);
	style_run(xml, document, &normal);
	cb_xml_put(xml, "</w:style>");
}

static void
add_table_styles(struct cb_xml *xml)
{
	static const char *const sides[] = { "top", "left", "bottom", "right", "insideH", "insideV", NULL };

	cb_xml_put(xml, "<w:style w:type='table' w:default='1' w:styleId='TableNormal'><w:name w:val='Normal Table'/>"
	                "<w:uiPriority w:val='99'/><w:semiHidden/><w:tblPr><w:tblInd w:w='0' w:type='dxa'/>"
	                "<w:tblCellMar><w:top w:w='28' w:type='dxa'/><w:left w:w='85' w:type='dxa'/>"
	                "<w:bottom w:w='28' w:type='dxa'/><w:right w:w='85' w:type='dxa'/></w:tblCellMar>"
	                "</w:tblPr></w:style>");
	cb_xml_put(xml, "<w:style w:type='table' w:styleId='TableGrid'><w:name w:val='Table Grid'/>"
	                "<w:basedOn w:val='TableNormal'/><w:tblPr><w:tblBorders>");
	for (size_t i = 0; sides[i] != NULL; i++)
		cb_xml_put(xml, "<w:%s w:val='single' w:sz='4' w:space='0' w:color='000000'/>", sides[i]);
	cb_xml_put(xml, "</w:tblBorders></w:tblPr></w:style>");
}

void
cb_docx_styles(struct cb_xml *xml, const struct cb_document *document)
{
	cb_xml_begin(xml);
	cb_xml_open(xml, "w:styles");
	cb_xml_attr(xml, "xmlns:w", CB_DOCX_W);
	add_defaults(xml, document);
	add_normal(xml, document);
	for (const struct style *style = styles; style->id != NULL; style++)
		add_style(xml, document, style);
	add_table_styles(xml);
	cb_xml_close(xml);
}

/* Where a font is not installed, the program takes one of the same family. */
static void
add_font(struct cb_xml *xml, const char *name, const char *other, const char *family, const char *charset)
{
	cb_xml_put(xml, "<w:font w:name='%s'>", name);
	if (other != NULL)
		cb_xml_put(xml, "<w:altName w:val='%s'/>", other);
	cb_xml_put(xml, "<w:charset w:val='%s'/><w:family w:val='%s'/><w:pitch w:val='default'/></w:font>", charset, family);
}

void
cb_docx_font_table(struct cb_xml *xml, const struct cb_document *document)
{
	const char *body = font_name(document, CB_FONT_BODY), *kai = font_name(document, CB_FONT_KAI);

	cb_xml_begin(xml);
	cb_xml_open(xml, "w:fonts");
	cb_xml_attr(xml, "xmlns:w", CB_DOCX_W);
	add_font(xml, "Times New Roman", NULL, "roman", "00");
	add_font(xml, body, document->gb2312_fonts ? "仿宋" : "仿宋_GB2312", "modern", "86");
	add_font(xml, "黑体", "SimHei", "modern", "86");
	add_font(xml, kai, document->gb2312_fonts ? "楷体" : "楷体_GB2312", "modern", "86");
	add_font(xml, "方正小标宋简体", "宋体", "script", "86");
	add_font(xml, "宋体", "SimSun", "auto", "86");
	cb_xml_close(xml);
}
