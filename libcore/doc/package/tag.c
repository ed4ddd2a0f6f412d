#include "tag.h"

#include <string.h>

/* Behind what is no tag though it begins like one; 0 = it is one. */
static uint32_t
pass_over(struct cb_text xml, uint32_t at)
{
	static const struct {
		const char *start, *end;
	} others[] = { { "<!--", "-->" }, { "<![CDATA[", "]]>" }, { "<?", "?>" }, { "<!", ">" } };

	for (size_t i = 0; i < CB_COUNT(others); i++) {
		int end;

		if (!cb_text_starts(cb_text_from(xml, at), others[i].start))
			continue;
		end = cb_text_find(cb_text_from(xml, at), others[i].end);
		return end < 0 ? xml.len : at + (uint32_t)end + (uint32_t)strlen(others[i].end);
	}
	return 0;
}

/* Behind the > that ends a tag, which may stand in quotes before. */
static uint32_t
tag_end(struct cb_text xml, uint32_t at)
{
	char quote = '\0';

	for (; at < xml.len && (quote != '\0' || xml.p[at] != '>'); at++) {
		if (quote != '\0')
			quote = xml.p[at] == quote ? '\0' : quote;
		else if (xml.p[at] == '"' || xml.p[at] == '\'')
			quote = xml.p[at];
	}
	return at < xml.len ? at + 1 : xml.len;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool
cb_tag_next(struct cb_text xml, uint32_t *at, struct cb_tag *tag)
{
	uint32_t start, behind;

	for (;;) {
		const char *p = *at < xml.len ? memchr(xml.p + *at, '<', xml.len - *at) : NULL;

		if (p == NULL)
			return false;
		start = (uint32_t)(p - xml.p);
		behind = pass_over(xml, start);
		if (behind == 0)
			break;
		*at = behind;
	}
	*at = tag_end(xml, start);
	*tag = (struct cb_tag){ .all = { xml.p + start, *at - start } };
	tag->ends = tag->all.len > 1 && tag->all.p[1] == '/';
	tag->is_empty = tag->all.len > 2 && tag->all.p[tag->all.len - 2] == '/';
	tag->name.p = tag->all.p + 1 + tag->ends;
	while (tag->name.p + tag->name.len < tag->all.p + tag->all.len && !is_blank(tag->name.p[tag->name.len]) &&
	       tag->name.p[tag->name.len] != '/' && tag->name.p[tag->name.len] != '>')
		tag->name.len++;
	return true;
}

bool
cb_tag_find(struct cb_text xml, uint32_t *at, const char *name, const char *within, struct cb_tag *tag)
{
	while (cb_tag_next(xml, at, tag)) {
		if (!tag->ends && cb_text_is(tag->name, name))
			return true;
		if (tag->ends && within != NULL && cb_text_is(tag->name, within))
			return false;
	}
	return false;
}

/* Where the attribute stands in the tag, with the blank before it: its value with quotes is at its end. */
static struct cb_text
find_attribute(struct cb_text tag, const char *name)
{
	size_t len = strlen(name);

	for (uint32_t i = 0; i + 1 < tag.len;) {
		uint32_t start = i, end;
		const char *quote;

		if (tag.p[i] == '"' || tag.p[i] == '\'') { /* a value passed */
			quote = memchr(tag.p + i + 1, tag.p[i], tag.len - i - 1);
			i = quote != NULL ? (uint32_t)(quote - tag.p) + 1 : tag.len;
			continue;
		}
		if (!is_blank(tag.p[i++]) || tag.len - i <= len || memcmp(tag.p + i, name, len) != 0)
			continue;
		end = i + (uint32_t)len;
		while (end < tag.len && is_blank(tag.p[end]))
			end++;
		if (end >= tag.len || tag.p[end] != '=')
			continue;
		for (end++; end < tag.len && is_blank(tag.p[end]);)
			end++;
		quote = end < tag.len ? memchr(tag.p + end + 1, tag.p[end], tag.len - end - 1) : NULL;
		if (quote != NULL)
			return (struct cb_text){ tag.p + start, (uint32_t)(quote + 1 - tag.p) - start };
	}
	return (struct cb_text){ 0 };
}

struct cb_text
cb_tag_attribute(const struct cb_tag *tag, const char *name)
{
	struct cb_text found = find_attribute(tag->all, name);
	const char *quote;

	if (found.len == 0)
		return found;
	quote = memchr(found.p, found.p[found.len - 1], found.len);
	return (struct cb_text){ quote + 1, (uint32_t)(found.p + found.len - 1 - (quote + 1)) };
}

uint32_t
cb_tag_number(const struct cb_tag *tag, const char *name, uint32_t otherwise)
{
	struct cb_text value = cb_tag_attribute(tag, name);
	uint64_t n = 0;

	for (uint32_t i = 0; i < value.len; i++) {
		if (!cb_is_digit(value.p[i]) || n > UINT32_MAX / 10)
			return otherwise;
		n = n * 10 + (uint64_t)(value.p[i] - '0');
	}
	return value.len > 0 && n <= UINT32_MAX ? (uint32_t)n : otherwise;
}

void
cb_tag_set(struct cb_str *out, struct cb_text tag, const char *name, const char *value)
{
	struct cb_text old = find_attribute(tag, name);
	uint32_t close = tag.len - (tag.len > 1 && tag.p[tag.len - 2] == '/' ? 2 : 1);
	uint32_t at = old.len > 0 ? (uint32_t)(old.p - tag.p) : close;

	cb_str_add(out, tag.p, at);
	if (value != NULL)
		cb_str_addf(out, " %s=\"%s\"", name, value);
	cb_str_add(out, tag.p + at + old.len, tag.len - at - old.len);
}
