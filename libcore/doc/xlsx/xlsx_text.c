#include "xlsx_parts.h"

#include <cb/base/utf8.h>

#include <stdio.h>
#include <string.h>

enum { CELL_CHARS = 32767,
       NAME_CHARS = 31,
       LINE_POINTS = 15,
       HEIGHT_MAX = 409 /* points of a row */ };

/* ---- what XML and spreadsheets can hold ---- */

/* _x0041_ is read as A. */
static bool
is_escape(struct cb_text text, uint32_t at)
{
	if (text.len - at < 7 || text.p[at] != '_' || text.p[at + 1] != 'x' || text.p[at + 6] != '_')
		return false;
	return strspn(text.p + at + 2, "0123456789abcdefABCDEF") >= 4;
}

static const char *
entity_of(int32_t cp, enum cb_xlsx_where where)
{
	bool is_attribute = where == CB_XLSX_ATTRIBUTE;

	switch (cp) {
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '&':
		return "&amp;";
	case '"':
		return is_attribute ? "&quot;" : NULL;
	case '\t':
		return is_attribute ? "&#9;" : NULL;
	case '\n':
		return is_attribute ? "&#10;" : NULL; /* which would make a blank of it */
	default:
		return NULL;
	}
}

/* Bytes of ASCII that stand for themselves, wherever they stand. */
static bool
is_plain(char c)
{
	return c >= ' ' && c < 0x7f && c != '<' && c != '>' && c != '&' && c != '"' && c != '_';
}

static void
escape_one(struct cb_str *out, int32_t cp, struct cb_text bytes, enum cb_xlsx_where where)
{
	if (entity_of(cp, where) != NULL)
		cb_str_adds(out, entity_of(cp, where));
	else if (cp <= 0 || cp == 0xfffe || cp == 0xffff)
		cb_str_adds(out, "\xef\xbf\xbd");
	else if (cp < ' ' && cp != '\t' && cp != '\n')
		cb_str_addf(out, "_x%04X_", (unsigned)cp);
	else
		cb_str_addt(out, bytes);
}

void
cb_xlsx_escape(struct cb_str *out, struct cb_text text, enum cb_xlsx_where where)
{
	for (uint32_t at = 0, end; at < text.len; at = end) {
		int32_t cp;

		for (end = at; end < text.len && is_plain(text.p[end]); end++)
			;
		if (end > at) {
			cb_str_add(out, text.p + at, end - at);
			continue;
		}
		end += (uint32_t)cb_utf8_decode(text.p + at, text.len - at, &cp);
		if (cp == '_' && is_escape(text, at))
			cb_str_adds(out, "_x005F");
		escape_one(out, cp, (struct cb_text){ text.p + at, end - at }, where);
	}
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

void
cb_xlsx_add_text(struct cb_str *out, struct cb_text text)
{
	bool has_end = text.len > 0 && (is_blank(text.p[0]) || is_blank(text.p[text.len - 1]));

	cb_str_adds(out, has_end ? "<t xml:space=\"preserve\">" : "<t>");
	cb_xlsx_escape(out, text, CB_XLSX_TEXT);
	cb_str_adds(out, "</t>");
}

void
cb_xlsx_xml_text(struct cb_xml *xml, struct cb_text text)
{
	cb_xml_raw(xml, CB_LIT(""));
	cb_xlsx_escape(&xml->out, text, CB_XLSX_TEXT);
}

void
cb_xlsx_xml_attr(struct cb_xml *xml, const char *name, const char *value)
{
	cb_str_addf(&xml->out, " %s=\"", name);
	cb_xlsx_escape(&xml->out, cb_text_of(value), CB_XLSX_ATTRIBUTE);
	cb_str_addc(&xml->out, '"');
}

bool
cb_xlsx_fits(struct cb_xlsx *x, struct cb_text text)
{
	size_t chars = 0;

	if (text.len <= CELL_CHARS)
		return true;
	for (uint32_t at = 0; at < text.len; chars++) {
		int32_t cp;

		at += (uint32_t)cb_utf8_decode(text.p + at, text.len - at, &cp);
		chars += cp > 0xffff; /* counted as UTF-16 has it */
	}
	if (chars > CELL_CHARS && x->out->refused == 0)
		x->out->refused = CB_TEXT_BEYOND_XLSX;
	return chars <= CELL_CHARS;
}

/* ---- names and places ---- */

void
cb_xlsx_sheet_name(struct cb_text wanted, unsigned number, char name[CB_XLSX_NAME])
{
	struct cb_str out = { 0 };
	char behind[16] = "";
	size_t chars, left;

	if (number > 1)
		snprintf(behind, sizeof(behind), " (%u)", number);
	left = NAME_CHARS - strlen(behind);
	wanted = cb_text_trim(wanted);
	for (uint32_t at = 0; at < wanted.len;) {
		int32_t cp;
		int n = cb_utf8_decode(wanted.p + at, wanted.len - at, &cp);
		bool is_allowed = cp >= ' ' && !(cp < 128 && strchr("[]:*?/\\'", cp) != NULL);

		chars = cp > 0xffff ? 2 : 1;
		if (chars > left)
			break;
		left -= chars;
		if (is_allowed)
			cb_str_add(&out, wanted.p + at, (size_t)n);
		else
			cb_str_addc(&out, ' ');
		at += (uint32_t)n;
	}
	wanted = cb_text_trim(cb_str_text(&out));
	snprintf(name, CB_XLSX_NAME, "%.*s%s", CB_TEXT_ARG(wanted), behind);
	cb_str_release(&out);
}

void
cb_xlsx_add_column(struct cb_str *out, uint32_t column)
{
	char letters[4], *p = letters + sizeof(letters);

	for (uint32_t left = column + 1; left > 0; left = (left - 1) / 26)
		*--p = (char)('A' + (left - 1) % 26);
	cb_str_add(out, p, (size_t)(letters + sizeof(letters) - p));
}

/* sign: "$" before both parts of a place that stays when the formula is copied, else "". */
static void
add_place(struct cb_str *out, uint32_t row, uint32_t column, const char *sign)
{
	cb_str_adds(out, sign);
	cb_xlsx_add_column(out, column);
	cb_str_addf(out, "%s%u", sign, row + 1);
}

void
cb_xlsx_add_cell(struct cb_str *out, uint32_t row, uint32_t column)
{
	add_place(out, row, column, "");
}

static void
add_range(struct cb_str *out, const struct cb_xlsx_area *area, const char *sign)
{
	add_place(out, area->row, area->column, sign);
	if (area->last_row == area->row && area->last_column == area->column)
		return;
	cb_str_addc(out, ':');
	add_place(out, area->last_row, area->last_column, sign);
}

void
cb_xlsx_add_range(struct cb_str *out, const struct cb_xlsx_area *area)
{
	add_range(out, area, "");
}

void
cb_xlsx_add_fixed_range(struct cb_str *out, const struct cb_xlsx_area *area)
{
	add_range(out, area, "$");
}

void
cb_xlsx_add_reference(struct cb_str *out, const struct cb_xlsx *x, const struct cb_xlsx_area *area)
{
	cb_str_addf(out, "'%s'!", x->sheet_names[x->n_sheets - 1]); /* a name has no apostrophe */
	cb_xlsx_add_fixed_range(out, area);
}

/* ---- sizes ---- */

size_t
cb_xlsx_lines(struct cb_text text, size_t width_cols)
{
	size_t lines = 0;

	for (uint32_t start = 0, at = 0; at <= text.len; at++) {
		size_t width;

		if (at < text.len && text.p[at] != '\n')
			continue;
		width = cb_utf8_width((struct cb_text){ text.p + start, at - start });
		lines += width > width_cols ? (width + width_cols - 1) / width_cols : 1;
		start = at + 1;
	}
	return lines;
}

double
cb_xlsx_height(size_t lines)
{
	double height = LINE_POINTS * (double)(lines > 0 ? lines : 1);

	return height > HEIGHT_MAX ? HEIGHT_MAX : height;
}
