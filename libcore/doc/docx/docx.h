/* The parts of a docx file: what its writers share.
 *
 * R1 The page is GB/T 9704-2012: A4, margins 37, 35, 28, 26 mm, 22 lines of 28 characters. 28 characters of
 *    16 pt are wider than its 156 mm, so each gives up 0.3 pt; 22 lines of 29 pt are higher
 *    than its 225 mm by a fifth of a point, so a line is 28.95 pt. The grid says the same (w:docGrid), but the
 *    styles do not lean on it: LibreOffice gives two cells to a character that is wider than one.
 * R2 Elements stand in the order of ISO/IEC 29500-1's sequences: Word refuses others.
 * R3 Every run and style names its fonts, the Chinese one as w:eastAsia with w:hint, so that quote marks
 *    and dashes are set in it; there is no theme.
 * R4 Lines are exact outside tables; in tables and around charts they are as high as they need. */
#ifndef LIBCORE_DOC_DOCX_H
#define LIBCORE_DOC_DOCX_H

#include "../document/document_parts.h"
#include "xml.h"

#define CB_DOCX_W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define CB_DOCX_R "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/* Lengths in twips (1/1440 inch), font sizes in half points. */
enum {
	CB_DOCX_LINE = 579, /* 28.95 pt */
	CB_DOCX_CHAR = 314, /* a character of the body and what it gives up: 15.7 pt */
	CB_DOCX_TIGHTER = -6,
	CB_DOCX_UPRIGHT_WIDTH = 11906 - 1588 - 1474,
	CB_DOCX_UPRIGHT_HEIGHT = 16838 - 2098 - 1984,
	CB_DOCX_ACROSS_WIDTH = 16838 - 1984 - 2098,
	CB_DOCX_BODY_SIZE = 32,
	CB_DOCX_CHART_ID = 100, /* relation of the first chart */
};

enum cb_docx_font {
	CB_FONT_BODY,  /* 仿宋 */
	CB_FONT_HEI,   /* 黑体 */
	CB_FONT_KAI,   /* 楷体 */
	CB_FONT_TITLE, /* 方正小标宋简体 */
	CB_FONT_SONG,  /* 宋体, for Latin letters too */
};

struct cb_docx {
	struct cb_document *document;
	const struct cb_doc_options *options;
	struct cb_xml body;
	struct cb_str *charts; /* their parts */
	size_t n_charts, cap_charts;
	bool starts_page; /* the next paragraph does */
};

enum { CB_RUN_RED = 128 }; /* a style of runs that only heads have */

/* How a paragraph differs from its style. */
struct cb_docx_format {
	const char *style;
	unsigned list, level;          /* numbering: its number (0 = none or the style's), level from 0 */
	int before;                    /* space above, 0 = the style's */
	int left_chars, right_chars;   /* indents in 1/100 characters, 0 = the style's */
	bool has_red_line, keeps_next; /* keeps_next: on the page of what follows, beside the style's own */
	bool ends_section, is_across;  /* the section that it ends is a page laid across */
};
/* A paragraph with properties, open for runs; close with cb_xml_close. */
void cb_docx_paragraph(struct cb_docx *, const struct cb_docx_format *);
/* A run of text in a font; size 0 = the style's. A LF in it ends the line. */
void cb_docx_run(struct cb_docx *, enum cb_docx_font, unsigned size, unsigned style, struct cb_text);
/* A paragraph that nobody sees, where one has to be: around tables, and at the end of a section; of the
 * format only whether it ends one. */
void cb_docx_thin_paragraph(struct cb_docx *, const struct cb_docx_format *);
/* Write the elements for the fonts (w:rFonts) and for the size (w:sz and w:szCs) of a run. */
void cb_docx_fonts(struct cb_xml *, const struct cb_document *, enum cb_docx_font);
void cb_docx_size(struct cb_xml *, unsigned half_points);
/* Writes one indent as two attributes of w:ind, none for 0: in hundredths of a character, as Word counts, and in
 * twips for programs that cannot count characters. */
void cb_docx_indent(struct cb_xml *, const char *chars, const char *twips, int hundredths);
/* Writes what the pages of a section are like (w:sectPr). */
void cb_docx_section(struct cb_xml *, bool is_across);

/* Is the table too wide for an upright page at the smallest size? */
bool cb_docx_table_is_wide(const struct cb_block *, const struct cb_doc_options *);
void cb_docx_table(struct cb_docx *, const struct cb_block *);
/* Writes the paragraphs of a chart, and adds its part to the archive. */
void cb_docx_chart(struct cb_docx *, const struct cb_block *);

/* Appends the archive to out. The body and the charts are taken over and released. */
void cb_docx_package(struct cb_docx *, struct cb_str *out);
/* The parts that hold no text of the document but its title. */
void cb_docx_styles(struct cb_xml *, const struct cb_document *);
void cb_docx_numbering(struct cb_xml *, const struct cb_document *);
void cb_docx_font_table(struct cb_xml *, const struct cb_document *);
void cb_docx_settings(struct cb_xml *, const struct cb_document *);
void cb_docx_odd_footer(struct cb_xml *, const struct cb_document *);
void cb_docx_even_footer(struct cb_xml *, const struct cb_document *);

#endif
