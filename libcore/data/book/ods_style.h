/* Styles of an ods sheet, as far as cells are read by them: number formats, put together as the code that Excel has for
 * the same (0.00"万元"), and what is struck out. Those of content.xml, in which programs keep what cells look like. */
#ifndef ODS_STYLE_H
#define ODS_STYLE_H

#include <cb/base/dict.h>

#include "held.h"

struct ods_style {
	struct cb_text format; /* name of its number format, "" = none */
	bool is_struck, is_settled;
	struct held_look look;
};

struct ods_styles {
	struct cb_dict names;   /* of styles of cells and texts: index + 1 */
	struct cb_dict formats; /* of number formats: index + 1 of their code */
	struct ods_style *styles;
	struct cb_text *codes;
	size_t n, cap, n_codes, cap_codes;
	struct cb_str name, code; /* of the format at hand */
	struct cb_arena arena;
};

/* A style:style with its attributes; what its text-properties strike out is said of the last one. */
void cb_ods_begin_style(struct ods_styles *, const char **attributes);
void cb_ods_strike_style(struct ods_styles *);
/* A number:…-style, its parts in order, and its end. */
void cb_ods_begin_format(struct ods_styles *, const char **attributes);
void cb_ods_add_part(struct ods_styles *, const char *part, const char **attributes);
void cb_ods_add_literal(struct ods_styles *, struct cb_text);
void cb_ods_end_format(struct ods_styles *);

/* The style of that name, or NULL. */
const struct ods_style *cb_ods_style(struct ods_styles *, struct held *, const char *name);
void cb_ods_styles_release(struct ods_styles *);

#endif
