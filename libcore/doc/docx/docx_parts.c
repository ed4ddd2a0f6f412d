/* Numbering, settings, page numbers, and what holds a docx file together. */
#include "docx.h"

/* A level of a list: how its numbers count and look. */
struct level {
	const char *format, *text, *style;
	enum cb_docx_font font;
	bool has_blank; /* between the sign and the text */
};

static const struct level headings[] = {
	{ "chineseCountingThousand", "%1、", "Heading1", CB_FONT_HEI, false },
	{ "chineseCountingThousand", "（%2）", "Heading2", CB_FONT_KAI, false },
	{ "decimal", "%3.", "Heading3", CB_FONT_BODY, false },
	{ "decimal", "（%4）", "Heading4", CB_FONT_BODY, false },
	{ 0 },
};
static const struct level numbered[] = {
	{ "decimal", "%1.", NULL, CB_FONT_BODY, false },
	{ "decimal", "（%2）", NULL, CB_FONT_BODY, false },
	{ "decimalEnclosedCircle", "%3", NULL, CB_FONT_BODY, false },
	{ 0 },
};
static const struct level bullets[] = {
	{ "bullet", "•", NULL, CB_FONT_BODY, true },
	{ "bullet", "–", NULL, CB_FONT_BODY, true },
	{ "bullet", "·", NULL, CB_FONT_BODY, true },
	{ 0 },
};

enum { HEADINGS,
       BULLETS,
       NUMBERED /* the first of them: programs do not agree on when lists of one definition go on */ };

/* A definition of a list; where it starts with another number than 1, and on which level. */
struct definition {
	uint32_t id;
	const struct level *levels;
	unsigned level;
	uint32_t first;
};

static void
add_level(struct cb_xml *xml, const struct cb_document *document, const struct definition *list, unsigned at)
{
	const struct level *level = &list->levels[at];

	cb_xml_put(xml, "<w:lvl w:ilvl='%u'><w:start w:val='%u'/><w:numFmt w:val='%s'/>", at,
	           list->level == at + 1 ? list->first : 1, level->format);
	if (level->style != NULL)
		cb_xml_put(xml, "<w:pStyle w:val='%s'/>", level->style);
	cb_xml_put(xml,
	           "<w:suff w:val='%s'/><w:lvlText w:val='%s'/><w:lvlJc w:val='left'/>"
	           "<w:pPr><w:ind w:left='0' w:firstLineChars='200' w:firstLine='%d'/></w:pPr><w:rPr>",
	           level->has_blank ? "space" : "nothing", level->text, 2 * CB_DOCX_CHAR);
	cb_docx_fonts(xml, document, level->font);
	cb_xml_put(xml, "</w:rPr></w:lvl>");
}

static void
define(struct cb_xml *xml, const struct cb_document *document, const struct definition *list)
{
	cb_xml_put(xml, "<w:abstractNum w:abstractNumId='%u'><w:multiLevelType w:val='multilevel'/>", list->id);
	for (unsigned at = 0; list->levels[at].format != NULL; at++)
		add_level(xml, document, list, at);
	cb_xml_put(xml, "</w:abstractNum>");
}

enum counting { ON,
	        ANEW };

/* The list itself; anew: it shares its definition with one before it and counts from 1 again. */
static void
add_list(struct cb_xml *xml, uint32_t id, uint32_t definition, enum counting counting)
{
	cb_xml_put(xml, "<w:num w:numId='%u'><w:abstractNumId w:val='%u'/>%s</w:num>", id, definition,
	           counting == ANEW ? "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride>" : "");
}

/* The first item of each list, in the order of their numbers; NULL when there is no further one. */
static const struct cb_block *
next_list(const struct cb_document *document, size_t *at, uint32_t *list)
{
	for (; *at < document->n_blocks; ++*at) {
		const struct cb_block *block = &document->blocks[*at];

		if (block->kind != CB_BLOCK_ITEM || block->list <= *list)
			continue;
		*list = block->list;
		return block;
	}
	return NULL;
}

/* List 1 is that of the headings, those of the document follow; each further title numbers its headings
 * anew and has a list behind those. */
void
cb_docx_numbering(struct cb_xml *xml, const struct cb_document *document)
{
	const struct cb_block *block;
	uint32_t list = 0, titles = 0;
	size_t at = 0;

	cb_xml_begin(xml);
	cb_xml_open(xml, "w:numbering");
	cb_xml_attr(xml, "xmlns:w", CB_DOCX_W);
	define(xml, document, &(struct definition){ .id = HEADINGS, .levels = headings });
	define(xml, document, &(struct definition){ .id = BULLETS, .levels = bullets });
	while ((block = next_list(document, &at, &list)) != NULL) {
		struct definition own = { NUMBERED + list, numbered, block->level, block->number };

		if (block->number)
			define(xml, document, &own);
	}
	add_list(xml, 1, HEADINGS, ON);
	for (at = list = 0; (block = next_list(document, &at, &list)) != NULL;)
		add_list(xml, 1 + list, block->number ? NUMBERED + list : BULLETS, ON);
	for (size_t i = 0; i < document->n_blocks; i++)
		titles += document->blocks[i].kind == CB_BLOCK_TITLE;
	for (uint32_t i = 1; i < titles; i++)
		add_list(xml, 1 + document->n_lists + i, HEADINGS, ANEW);
	cb_xml_close(xml);
}

void
cb_docx_settings(struct cb_xml *xml, const struct cb_document *document)
{
	(void)document;
	cb_xml_begin(xml);
	cb_xml_put(xml, "<w:settings xmlns:w='" CB_DOCX_W "'><w:zoom w:percent='100'/><w:defaultTabStop w:val='420'/>"
	                "<w:evenAndOddHeaders/><w:characterSpacingControl w:val='doNotCompress'/>"
	                "<w:compat><w:compatSetting w:name='compatibilityMode'"
	                " w:uri='http://schemas.microsoft.com/office/word' w:val='15'/></w:compat>"
	                "<w:themeFontLang w:val='en-US' w:eastAsia='zh-CN'/><w:decimalSymbol w:val='.'/>"
	                "<w:listSeparator w:val=','/></w:settings>");
}

static void
footer_run(struct cb_xml *xml, const struct cb_document *document, const char *text)
{
	cb_xml_put(xml, "<w:r><w:rPr>");
	cb_docx_fonts(xml, document, CB_FONT_SONG);
	cb_docx_size(xml, 28);
	cb_xml_put(xml, "</w:rPr><w:t xml:space='preserve'>%s</w:t></w:r>", text);
}

/* — 1 —, a character from the edge. */
static void
add_footer(struct cb_xml *xml, const struct cb_document *document, const char *side)
{
	cb_xml_begin(xml);
	cb_xml_put(xml,
	           "<w:ftr xmlns:w='" CB_DOCX_W "'><w:p><w:pPr><w:pStyle w:val='Footer'/>"
	           "<w:ind w:%sChars='100' w:%s='280'/><w:jc w:val='%s'/></w:pPr>",
	           side, side, side);
	footer_run(xml, document, "— ");
	cb_xml_put(xml, "<w:fldSimple w:instr=' PAGE '>");
	footer_run(xml, document, "1");
	cb_xml_put(xml, "</w:fldSimple>");
	footer_run(xml, document, " —");
	cb_xml_put(xml, "</w:p></w:ftr>");
}

void
cb_docx_odd_footer(struct cb_xml *xml, const struct cb_document *document)
{
	add_footer(xml, document, "right");
}

void
cb_docx_even_footer(struct cb_xml *xml, const struct cb_document *document)
{
	add_footer(xml, document, "left");
}
