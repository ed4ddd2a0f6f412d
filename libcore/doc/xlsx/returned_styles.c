/* Records added to styles.xml of somebody else's workbook. */
#include "returned_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what the file has ---- */

/* Ends of an element that began with the tag, which ends before *at: *at moves behind it. */
static void
pass_element(struct cb_text xml, uint32_t *at, const struct cb_tag *begin)
{
	uint32_t depth = !begin->is_empty;
	struct cb_tag tag;

	while (depth > 0 && cb_tag_next(xml, at, &tag))
		if (cb_text_equal(tag.name, begin->name) && !tag.is_empty)
			depth += tag.ends ? UINT32_MAX : 1;
}

/* The elements of a list, one after the other. */
static bool
next_of(struct cb_text xml, uint32_t *at, const char *name, const char *list, struct cb_text *element)
{
	struct cb_tag tag;

	if (!cb_tag_find(xml, at, name, list, &tag))
		return false;
	pass_element(xml, at, &tag);
	*element = (struct cb_text){ tag.all.p, (uint32_t)(xml.p + *at - tag.all.p) };
	return true;
}

static bool
find_list(struct cb_text xml, const char *list, uint32_t *at)
{
	struct cb_tag tag;

	*at = 0;
	return cb_tag_find(xml, at, list, NULL, &tag) && !tag.is_empty;
}

static bool
read_fills(struct cb_marks_styles *s, struct cb_text xml)
{
	struct cb_text fill;
	uint32_t at;

	if (!find_list(xml, "fills", &at))
		return false;
	s->fill = UINT32_MAX;
	for (; next_of(xml, &at, "fill", "fills", &fill); s->n_fills++)
		if (s->fill == UINT32_MAX && cb_text_find(fill, "\"FF" CB_RETURNED_FILL "\"") >= 0)
			s->fill = s->n_fills;
	if (s->fill == UINT32_MAX)
		s->fill = s->n_fills;
	return true;
}

bool
cb_marks_read_styles(struct cb_marks *m)
{
	struct cb_marks_styles *s = &m->styles;
	struct cb_str *part = cb_marks_part(m, m->styles_part);
	struct cb_text xml, item;
	uint32_t at;

	if (part == NULL)
		return false;
	xml = cb_str_text(part);
	if (!find_list(xml, "fonts", &at))
		return false;
	while (next_of(xml, &at, "font", "fonts", &item))
		s->n_fonts++;
	if (!read_fills(s, xml) || !find_list(xml, "cellXfs", &at))
		return false;
	while (next_of(xml, &at, "xf", "cellXfs", &item))
		*cb_push(s->cells, s->n, s->cap) = cb_arena_text(&s->arena, item);
	s->n_own = s->n;
	s->red = cb_alloc(s->n + 1, sizeof(*s->red));
	return s->n > 0;
}

void
cb_marks_release_styles(struct cb_marks_styles *s)
{
	free(s->cells);
	free(s->red);
	cb_arena_release(&s->arena);
}

/* ---- what is made of it ---- */

static uint32_t
add_style(struct cb_marks_styles *s, struct cb_text xf)
{
	*cb_push(s->cells, s->n, s->cap) = (struct cb_text){ cb_arena_copy(&s->arena, xf.p, xf.len), xf.len };
	return (uint32_t)s->n - 1;
}

/* Appends the style with another fill. */
static void
with_fill(struct cb_text xf, uint32_t fill, struct cb_str *out)
{
	struct cb_str one = { 0 }, all = { 0 };
	struct cb_tag tag;
	uint32_t at = 0;
	char number[16];

	cb_tag_next(xf, &at, &tag);
	snprintf(number, sizeof(number), "%u", fill);
	cb_tag_set(&one, tag.all, "fillId", number);
	cb_tag_set(&all, cb_str_text(&one), "applyFill", fill > 0 ? "1" : NULL);
	cb_str_addt(out, cb_str_text(&all));
	cb_str_add(out, xf.p + at, xf.len - at);
	cb_str_release(&one);
	cb_str_release(&all);
}

uint32_t
cb_marks_red(struct cb_marks *m, uint32_t style)
{
	struct cb_marks_styles *s = &m->styles;
	struct cb_str xf = { 0 };

	if (style >= s->n_own)
		style = 0;
	if (s->red[style] == 0) {
		with_fill(s->cells[style], s->fill, &xf);
		s->red[style] = add_style(s, cb_str_text(&xf));
		cb_str_release(&xf);
	}
	return s->red[style];
}

static uint32_t
fill_of(struct cb_text xf)
{
	struct cb_tag tag;
	uint32_t at = 0;

	return cb_tag_next(xf, &at, &tag) ? cb_tag_number(&tag, "fillId", 0) : 0;
}

/* The first style that differs in its fill alone: red ones are made of others and stand behind them. */
uint32_t
cb_marks_plain(struct cb_marks *m, uint32_t style)
{
	struct cb_marks_styles *s = &m->styles;
	struct cb_str wanted = { 0 }, other = { 0 };
	uint32_t found = 0;

	if (style >= s->n_own || s->fill >= s->n_fills || fill_of(s->cells[style]) != s->fill)
		return style;
	with_fill(s->cells[style], 0, &wanted);
	for (; found < s->n; found++) {
		cb_str_clear(&other);
		with_fill(s->cells[found], 0, &other);
		if (fill_of(s->cells[found]) != s->fill && cb_text_equal(cb_str_text(&wanted), cb_str_text(&other)))
			break;
	}
	if (found == s->n)
		found = add_style(s, cb_str_text(&wanted));
	cb_str_release(&wanted);
	cb_str_release(&other);
	return found;
}

uint32_t
cb_marks_reason(struct cb_marks *m)
{
	struct cb_marks_styles *s = &m->styles;
	struct cb_str xf = { 0 };

	if (s->reason != 0)
		return s->reason;
	cb_str_addf(&xf,
	            "<xf numFmtId=\"49\" fontId=\"%u\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" "
	            "applyFont=\"1\" applyAlignment=\"1\"><alignment vertical=\"center\" wrapText=\"1\"/></xf>",
	            s->n_fonts);
	s->reason = add_style(s, cb_str_text(&xf));
	cb_str_release(&xf);
	return s->reason;
}

/* ---- the part ---- */

/* Copies the text up to the end of a list, with more at its end and the number of it. */
static void
extend(struct cb_str *out, struct cb_text xml, uint32_t *from, const char *list, struct cb_text more, uint32_t n)
{
	struct cb_tag begin, tag;
	uint32_t at = 0, end;
	char count[16];

	cb_tag_find(xml, &at, list, NULL, &begin);
	for (end = at; cb_tag_next(xml, &at, &tag) && !(tag.ends && cb_text_equal(tag.name, begin.name));)
		end = at;
	end = (uint32_t)(tag.all.p - xml.p);
	snprintf(count, sizeof(count), "%u", n);
	cb_str_add(out, xml.p + *from, (size_t)(begin.all.p - xml.p) - *from);
	cb_tag_set(out, begin.all, "count", count);
	*from = (uint32_t)(begin.all.p + begin.all.len - xml.p);
	cb_str_add(out, xml.p + *from, end - *from);
	cb_str_addt(out, more);
	*from = end;
}

/* In the order of the standard: fonts, fills, cellXfs. */
void
cb_marks_write_styles(struct cb_marks *m)
{
	static const char font[] = "<font><sz val=\"11\"/><color rgb=\"FF" CB_RETURNED_COLOUR
				   "\"/><name val=\"宋体\"/><family val=\"3\"/><charset val=\"134\"/></font>";
	static const char fill[] = "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF" CB_RETURNED_FILL
				   "\"/><bgColor indexed=\"64\"/></patternFill></fill>";
	struct cb_marks_styles *s = &m->styles;
	struct cb_str *part = cb_marks_part(m, m->styles_part), out = { 0 }, more = { 0 };
	struct cb_text xml = cb_str_text(part);
	uint32_t from = 0;

	if (s->reason != 0)
		extend(&out, xml, &from, "fonts", cb_text_of(font), s->n_fonts + 1);
	if (s->fill == s->n_fills)
		extend(&out, xml, &from, "fills", cb_text_of(fill), s->n_fills + 1);
	for (size_t i = s->n_own; i < s->n; i++)
		cb_str_addt(&more, s->cells[i]);
	extend(&out, xml, &from, "cellXfs", cb_str_text(&more), (uint32_t)s->n);
	cb_str_add(&out, xml.p + from, xml.len - from);
	cb_str_release(&more);
	cb_str_release(part);
	*part = out;
}
