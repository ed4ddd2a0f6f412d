#include "returned_parts.h"

#include <string.h>

enum { PART_MAX_BYTES = 256 << 20 };

static bool
take_bytes(void *arg, struct cb_text block)
{
	struct cb_str *text = arg;

	cb_str_addt(text, block);
	return text->len <= PART_MAX_BYTES;
}

/* Only texts in the encoding of this program are changed. */
static bool
is_utf8(struct cb_text xml)
{
	struct cb_text start = { xml.p, xml.len < 200 ? xml.len : 200 };

	if (cb_text_starts(xml, "\xef\xbb\xbf"))
		xml = cb_text_from(xml, 3);
	return cb_text_starts(xml, "<") && (cb_text_find(start, "encoding=") < 0 || cb_text_find(start, "UTF-8") >= 0 ||
	                                    cb_text_find(start, "utf-8") >= 0);
}

struct cb_str *
cb_marks_part(struct cb_marks *m, int64_t part)
{
	struct cb_str *text = part >= 0 && (size_t)part < m->n_parts ? &m->parts[part] : NULL;

	if (text == NULL || text->len > 0)
		return text;
	if (cb_book_part_bytes(m->from->book, (size_t)part, take_bytes, text) && is_utf8(cb_str_text(text)))
		return text;
	cb_str_release(text);
	return NULL;
}

struct cb_str *
cb_marks_added(struct cb_marks *m, const char *path)
{
	for (size_t i = 0; i < m->n_added; i++)
		if (strcmp(m->added[i].path, path) == 0)
			return &m->added[i].text;
	return NULL;
}

void
cb_marks_add(struct cb_marks *m, const char *path, struct cb_str *text)
{
	*cb_push(m->added, m->n_added, m->cap_added) = (struct cb_marks_part){
		.path = cb_arena_copy(&m->styles.arena, path, strlen(path)),
		.text = *text,
	};
	*text = (struct cb_str){ 0 };
}
