/* Line ends of Chinese and English cells. */
#include "wrap.h"

#include <cb/base/utf8.h>

enum { MIN_LINE_COLS = 4 };

/* No line starts with these. */
static bool
closes(struct cb_text character)
{
	static const char *const closing[] = { "、", "，", "。", "；", "：", "？", "！", "）", "”", "’", "》", "】",
		                               "％", ";", ",", ")", "]", "%", NULL };

	for (size_t i = 0; closing[i] != NULL; i++)
		if (cb_text_is(character, closing[i]))
			return true;
	return false;
}

/* No line ends with these. */
static bool
opens(struct cb_text character)
{
	static const char *const opening[] = { "（", "“", "‘", "《", "【", "(", "[", NULL };

	for (size_t i = 0; opening[i] != NULL; i++)
		if (cb_text_is(character, opening[i]))
			return true;
	return false;
}

/* Between the members of a list. */
static bool
separates(struct cb_text character)
{
	return cb_text_is(character, ";") || cb_text_is(character, "；");
}

/* May a line end between these two? */
static bool
is_break(struct cb_text before, struct cb_text after)
{
	if (opens(before) || closes(after) || cb_utf8_width(after) == 0)
		return false;
	return cb_utf8_width(before) == 2 || cb_utf8_width(after) == 2 || closes(before) || cb_text_is(before, " ") ||
	       cb_text_is(before, "/");
}

static struct cb_text
character_at(struct cb_text text, uint32_t at)
{
	int32_t cp;

	return (struct cb_text){ text.p + at, (uint32_t)cb_utf8_decode(text.p + at, text.len - at, &cp) };
}

/* A last character that would stay alone takes the one before along. */
static uint32_t
without_orphan(struct cb_text rest, uint32_t earlier, uint32_t good)
{
	bool is_orphan = good + character_at(rest, good).len == rest.len;

	return is_orphan && cb_utf8_width((struct cb_text){ rest.p, earlier }) >= MIN_LINE_COLS ? earlier : good;
}

static struct cb_text
cut_line(struct cb_text *rest, uint32_t len)
{
	struct cb_text line = { rest->p, len };

	rest->p += len;
	rest->len -= len;
	while (rest->len && *rest->p == ' ')
		rest->p++, rest->len--;
	while (line.len && line.p[line.len - 1] == ' ')
		line.len--;
	return line;
}

struct cb_text
cb_wrap_line(struct cb_text *rest, uint32_t cols)
{
	struct cb_text before = { rest->p, 0 };
	uint32_t at = 0, used = 0, earlier = 0, good = 0, member = 0, part = 0;

	while (at < rest->len) {
		struct cb_text character = character_at(*rest, at);

		if (before.len && is_break(before, character)) {
			earlier = good;
			good = at;
			if ((separates(before) || (cb_text_is(before, " ") && opens(character))) && used >= cols / 3)
				member = at;
		}
		if (cb_text_is(before, "_"))
			part = at;
		used += (uint32_t)cb_utf8_width(character);
		if (used > cols && at > 0) {
			if (good)
				part = without_orphan(*rest, earlier, good);
			return cut_line(rest, member ? member : part ? part
			                                             : at);
		}
		at += character.len;
		before = character;
	}
	return cut_line(rest, at);
}

struct cb_text
cb_wrap_member(struct cb_text *rest)
{
	struct cb_text character;
	uint32_t at = 0;

	while (at < rest->len) {
		character = character_at(*rest, at);
		at += character.len;
		if (separates(character))
			break;
	}
	return cut_line(rest, at);
}

uint32_t
cb_wrap_piece(struct cb_text text)
{
	struct cb_text before = { text.p, 0 };
	uint32_t widest = 0, cols = 0;

	for (uint32_t at = 0; at < text.len; at += before.len) {
		struct cb_text character = character_at(text, at);

		if (before.len && is_break(before, character))
			cols = 0;
		/* the blank at the end of a line is not written */
		if (!cb_text_is(character, " "))
			cols += (uint32_t)cb_utf8_width(character);
		if (cols > widest)
			widest = cols;
		before = character;
	}
	return widest;
}
