/* What the writers of a workbook's parts share. Each adds its part, or the XML that a sheet has of it, when the
 * sheet ends. */
#ifndef LIBCORE_DOC_XLSX_PARTS_H
#define LIBCORE_DOC_XLSX_PARTS_H

#include "../package/package.h"
#include "xlsx.h"

#define CB_XLSX_NS "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define CB_XLSX_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml."

/* Elements of one kind that others point to by their number. */
struct cb_xlsx_list {
	struct cb_str *items; /* each as XML */
	size_t n, cap;
};

enum cb_xlsx_look { CB_XLSX_FORMATS,
	            CB_XLSX_FONTS,
	            CB_XLSX_FILLS,
	            CB_XLSX_BORDERS,
	            CB_XLSX_CELLS, /* what is made of these: the styles */
	            CB_XLSX_LOOKS };

/* A comment whose window is still to be laid over the cells, and rows that are higher than others. */
struct cb_xlsx_note {
	uint32_t row, column;
	unsigned height_pixels;
};
struct cb_xlsx_high_row {
	uint32_t row;
	double points;
};

/* The sheet begun last. */
struct cb_xlsx_current {
	bool is_open, is_hidden, is_used;
	struct cb_xlsx_current_row {
		bool is_open, is_hidden;
		uint32_t number, next_column;
		double height;   /* 0 = the usual one */
		char digits[12]; /* the number as cells have it */
	} row;
	uint32_t next_row;
	struct cb_str cells, tag; /* of the row */
	uint64_t from;            /* its rows in the package's parts */
	struct cb_xlsx_area used;
	struct cb_xlsx_page page;
	struct cb_xlsx_area printed; /* what these two of the page point to */
	struct cb_str footer;
	bool has_page;
	struct cb_xlsx_column *columns;
	size_t n_columns, cap_columns;
	struct cb_xml protection, filter, merges, rules, breaks, expected; /* elements of the sheet */
	size_t n_merges, n_rules, n_breaks;
	struct cb_xml comments;
	struct cb_xlsx_note *notes;
	size_t n_notes, cap_notes, author; /* author: of these, by its number */
	bool are_guests;                   /* their windows stand among others, and name their own namespaces */
	struct cb_xlsx_high_row *high;
	size_t n_high, cap_high;
	size_t drawing; /* the relation to it, 0 = none */
	struct cb_xml relations;
	size_t n_relations;
};

struct cb_xlsx {
	struct cb_out *out;
	struct cb_package package;
	struct cb_xml types, sheets, names; /* [Content_Types].xml; of workbook.xml: sheets, definedNames */
	struct cb_xlsx_list looks[CB_XLSX_LOOKS];
	char (*sheet_names)[CB_XLSX_NAME];
	size_t n_sheets, cap_sheets, n_charts, n_comments, n_shape_blocks;
	size_t first_seen; /* the first sheet that is not hidden, from 1; 0 = none yet */
	struct cb_xlsx_current sheet;
};

/* ---- xlsx_text.c */

/* Text and attributes of XML as the standard wants them (ST_Xstring): R2 of xlsx.h. */
enum cb_xlsx_where { CB_XLSX_TEXT,
	             CB_XLSX_ATTRIBUTE };
void cb_xlsx_escape(struct cb_str *, struct cb_text, enum cb_xlsx_where);
/* An element t, which keeps blanks at its ends. */
void cb_xlsx_add_text(struct cb_str *, struct cb_text);
/* Text of an element that is open; an attribute. */
void cb_xlsx_xml_text(struct cb_xml *, struct cb_text);
void cb_xlsx_xml_attr(struct cb_xml *, const char *name, const char *value);
/* False, and out refused: longer than a cell may be. */
bool cb_xlsx_fits(struct cb_xlsx *, struct cb_text);
/* The name that a sheet may have, of what is wanted: at most 31 characters, the number (from 1) behind it when
 * it is not 1, none of []:*?/\. */
void cb_xlsx_sheet_name(struct cb_text wanted, unsigned number, char name[CB_XLSX_NAME]);
/* B3 */
void cb_xlsx_add_cell(struct cb_str *, uint32_t row, uint32_t column);
/* B */
void cb_xlsx_add_column(struct cb_str *, uint32_t column);
/* 'name'!$B$3:$C$9, of the sheet begun last */
void cb_xlsx_add_reference(struct cb_str *, const struct cb_xlsx *, const struct cb_xlsx_area *);

/* ---- xlsx_styles.c */

void cb_xlsx_styles_init(struct cb_xlsx *);
void cb_xlsx_styles_part(struct cb_xlsx *);
void cb_xlsx_styles_release(struct cb_xlsx *);

/* ---- xlsx_package.c */

/* Adds a part and says what it is. */
void cb_xlsx_add_part(struct cb_xlsx *, const char *path, const char *type, struct cb_str *content);
/* The sheet begun last points to a part; returns the number of the relation. */
size_t cb_xlsx_relate(struct cb_xlsx *, const char *kind, const char *target);
/* A name of the book that holds for the sheet begun last. */
void cb_xlsx_define(struct cb_xlsx *, const char *name, struct cb_text reference, bool is_hidden);

/* ---- xlsx_sheet.c */

void cb_xlsx_end_row(struct cb_xlsx *);

/* ---- xlsx_frame.c */

/* Completes the sheet begun last with its parts, if there is one. */
void cb_xlsx_end_sheet(struct cb_xlsx *);
/* Leaves it as it is. */
void cb_xlsx_drop_sheet(struct cb_xlsx *);

/* ---- xlsx_comments.c */

/* Makes the relations of a sheet with comments; returns that to their windows, 0 = there are none. */
size_t cb_xlsx_comments_relate(struct cb_xlsx *);
/* The part of these windows begun, a depth of one; the window of a note. */
void cb_xlsx_windows_open(struct cb_xml *, const struct cb_xlsx *);
void cb_xlsx_windows_add(struct cb_xml *, const struct cb_xlsx *, size_t note);
/* Adds the parts that these point to. */
void cb_xlsx_comments_parts(struct cb_xlsx *);

#endif
