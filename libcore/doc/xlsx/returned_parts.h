/* What those who mark a copy of a workbook share: its parts, as far as they are changed. */
#ifndef LIBCORE_DOC_XLSX_RETURNED_PARTS_H
#define LIBCORE_DOC_XLSX_RETURNED_PARTS_H

#include "../package/tag.h"
#include "returned_page.h"

#include <cb/base/mem.h>

/* The styles of the book, and those that are made of them. */
struct cb_marks_styles {
	struct cb_text *cells; /* [style] its xf: of the file, then the new ones (which live in `arena`) */
	size_t n, cap, n_own;  /* n_own: of the file */
	uint32_t n_fonts, n_fills;
	uint32_t *red;   /* [style of the file] the same in red; 0 = not made yet */
	uint32_t fill;   /* that of what is wrong: n_fills when the file has none */
	uint32_t reason; /* the style of the reasons, 0 = not made yet */
	struct cb_arena arena;
};

struct cb_marks {
	struct cb_returned *from;
	struct cb_str *parts; /* [part] its text, once looked at */
	size_t n_parts;
	int64_t styles_part;
	struct cb_marks_styles styles;
	struct cb_marks_part { /* further parts */
		char *path;
		struct cb_str text;
	} * added;
	size_t n_added, cap_added;
};

/* The text of a part, to be looked at or changed; NULL = it cannot be had. */
struct cb_str *cb_marks_part(struct cb_marks *, int64_t part);
/* The text of a further part, NULL = there is none of that path; adds one, and the text is taken over. */
struct cb_str *cb_marks_added(struct cb_marks *, const char *path);
void cb_marks_add(struct cb_marks *, const char *path, struct cb_str *text);

/* ---- returned_styles.c */

/* False: styles that are not understood. */
bool cb_marks_read_styles(struct cb_marks *);
void cb_marks_write_styles(struct cb_marks *);
void cb_marks_release_styles(struct cb_marks_styles *);
uint32_t cb_marks_red(struct cb_marks *, uint32_t style);
/* A style that an earlier return has made red, as it was; any other is its own. */
uint32_t cb_marks_plain(struct cb_marks *, uint32_t style);
uint32_t cb_marks_reason(struct cb_marks *);

/* ---- returned_sheet.c */

/* The sheet with its marks: changes the text of its part. False: it is of unusual make. */
bool cb_marks_sheet(struct cb_marks *, struct cb_returned_page *, size_t part);

/* ---- returned_comments.c */

/* The comments of the sheet with those of the page. False: of unusual make. */
bool cb_marks_comments(struct cb_marks *, struct cb_returned_page *, size_t part);

#endif
