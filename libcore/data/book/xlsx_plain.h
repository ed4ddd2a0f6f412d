/* Rows as nearly all programs write them, read without a parser of XML:
 *
 *     <row r="2" spans="1:3"><c r="A2" s="1" t="s"><v>12</v></c><c r="B2"><f>A2*2</f><v>3.5</v></c>
 *         <c r="C2" t="inlineStr"><is><t>text</t></is></c><c r="D2" s="1"/></row>
 *
 * Without entities, comments, line breaks and blanks between the tags (the ones above too), attributes in double quotes
 * and ASCII. What is plain says the same to every parser; whatever is not is left to expat, as it stands. */
#ifndef XLSX_PLAIN_H
#define XLSX_PLAIN_H

#include <cb/base/str.h>

#include <stdbool.h>

enum { XLSX_PLAIN_TAG = 512,
       XLSX_PLAIN_ATTRIBUTES = 16 };

/* A start tag, and for a cell the text of its <v> or <t>. */
struct xlsx_plain {
	char tag[XLSX_PLAIN_TAG];
	const char *attributes[2 * XLSX_PLAIN_ATTRIBUTES + 1]; /* name, value, …, NULL: in the tag */
	bool is_closed;                                        /* <c/> */
	bool has_value, has_formula;
	struct cb_text value; /* borrowed from the bytes */
};

/* Each takes what it is named for off the bytes up to end. False = that is not what stands at *p, or not plain, or
 * not all of it is there: *p is as it was. */
bool cb_xlsx_plain_row(const char **p, const char *end, struct xlsx_plain *);
bool cb_xlsx_plain_cell(const char **p, const char *end, bool is_utf8, struct xlsx_plain *);
bool cb_xlsx_plain_word(const char **p, const char *end, const char *word);

#endif
