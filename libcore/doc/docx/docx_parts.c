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
	int64_t id;
	const struct level *levels;
	unsigned level;
	uint32_t first;
};

static void
add_level(struct cb_xml *xml, const struct cb_document *document, const struct definition *list, unsigned at)
{
	const struct level *level = &list->levels[at];

	cb_xml_open(xml, "w:lvl");
	cb_xml_attr_int(xml, "w:ilvl", at);
	cb_xml_open(xml, "w:start");
	cb_xml_attr_int(xml, "w:val", list->level == at + 1 ? list->first : 1);
	cb_xml_close(xml);
	cb_xml_leaf(xml, "w:numFmt", "w:val", level->format, NULL);
	if (level->style != NULL)
		cb_xml_leaf(xml, "w:pStyle", "w:val", level->style, NULL);
	cb_xml_leaf(xml, "w:suff", "w:val", level->has_blank ? "space" : "nothing", NULL);
	cb_xml_leaf(xml, "w:lvlText", "w:val", level->text, NULL);
	cb_xml_leaf(xml, "w:lvlJc", "w:val", "left", NULL);
	cb_xml_open(xml, "w:pPr");
	cb_xml_open(xml, "w:ind");
	cb_xml_attr_int(xml, "w:left", 0);
	cb_xml_attr_int(xml, "w:firstLineChars", 200);
	cb_xml_attr_int(xml, "w:firstLine", 2 * CB_DOCX_CHAR);
	cb_xml_close(xml);
	cb_xml_close(xml);
	cb_xml_open(xml, "w:rPr");
	cb_docx_fonts(xml, document, level->font);
	cb_xml_close(xml);
	cb_xml_close(xml);
}

static void
define(struct cb_xml *xml, const struct cb_document *document, const struct definition *list)
{
	cb_xml_open(xml, "w:abstractNum");
	cb_xml_attr_int(xml, "w:abstractNumId", list->id);
	cb_xml_leaf(xml, "w:multiLevelType", "w:val", "multilevel", NULL);
	for (unsigned at = 0; list->levels[at].format != NULL; at++)
		add_level(xml, document, list, at);
	cb_xml_close(xml);
}

enum counting { ON,
	        ANEW };

/* The list itself; anew: it shares its definition with one before it and counts from 1 again. */
static void
add_list(struct cb_xml *xml, int64_t id, int64_t definition, enum counting counting)
{
	cb_xml_open(xml, "w:num");
	cb_xml_attr_int(xml, "w:numId", id);
	cb_xml_open(xml, "w:abstractNumId");
	cb_xml_attr_int(xml, "w:val", definition);
	cb_xml_close(xml);
	if (counting == ANEW) {
		cb_xml_open(xml, "w:lvlOverride");
		cb_xml_attr_int(xml, "w:ilvl", 0);
		cb_xml_leaf(xml, "w:startOverride", "w:val", "1", NULL);
		cb_xml_close(xml);
	}
	cb_xml_close(xml);
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
	static const char uri[] = "http://schemas.microsoft.com/office/word";

	(void)document;
	cb_xml_begin(xml);
	cb_xml_open(xml, "w:settings");
	cb_xml_attr(xml, "xmlns:w", CB_DOCX_W);
	cb_xml_leaf(xml, "w:zoom", "w:percent", "100", NULL);
	cb_xml_leaf(xml, "w:defaultTabStop", "w:val", "420", NULL);
	cb_xml_leaf(xml, "w:evenAndOddHeaders", NULL);
	cb_xml_leaf(xml, "w:characterSpacingControl", "w:val", "doNotCompress", NULL);
	cb_xml_open(xml, "w:compat");
	cb_xml_leaf(xml, "w:compatSetting", "w:name", "compatibilityMode", "w:uri", uri, "w:val", "15", NULL);
	cb_xml_close(xml);
	cb_xml_leaf(xml, "w:themeFontLang", "w:val", "en-US", "w:eastAsia", "zh-CN", NULL);
	cb_xml_leaf(xml, "w:decimalSymbol", "w:val", ".", NULL);
	cb_xml_leaf(xml, "w:listSeparator", "w:val", ",", NULL);
	cb_xml_close(xml);
}

static void
footer_run(struct cb_xml *xml, const struct cb_document *document, const char *text)
{
	cb_xml_open(xml, "w:r");
	cb_xml_open(xml, "w:rPr");
	cb_docx_fonts(xml, document, CB_FONT_SONG);
	cb_docx_size(xml, 28);
	cb_xml_close(xml);
	cb_xml_open(xml, "w:t");
	cb_xml_attr(xml, "xml:space", "preserve");
	cb_xml_text(xml, cb_text_of(text));
	cb_xml_close(xml);
	cb_xml_close(xml);
}

/* — 1 —, a character from the edge. side: w:left or w:right; chars: the same in characters. */
static void
add_footer(struct cb_xml *xml, const struct cb_document *document, const char *alignment, const char *side,
           const char *chars)
{
	cb_xml_begin(xml);
	cb_xml_open(xml, "w:ftr");
	cb_xml_attr(xml, "xmlns:w", CB_DOCX_W);
	cb_xml_open(xml, "w:p");
	cb_xml_open(xml, "w:pPr");
	cb_xml_leaf(xml, "w:pStyle", "w:val", "Footer", NULL);
	cb_xml_leaf(xml, "w:ind", chars, "100", side, "280", NULL);
	cb_xml_leaf(xml, "w:jc", "w:val", alignment, NULL);
	cb_xml_close(xml);
	footer_run(xml, document, "— ");
	cb_xml_open(xml, "w:fldSimple");
	cb_xml_attr(xml, "w:instr", " PAGE ");
	footer_run(xml, document, "1");
	cb_xml_close(xml);
	footer_run(xml, document, " —");
	cb_xml_close(xml);
	cb_xml_close(xml);
}

void
cb_docx_odd_footer(struct cb_xml *xml, const struct cb_document *document)
{
	add_footer(xml, document, "right", "w:right", "w:rightChars");
}

void
cb_docx_even_footer(struct cb_xml *xml, const struct cb_document *document)
{
	add_footer(xml, document, "left", "w:left", "w:leftChars");
}
