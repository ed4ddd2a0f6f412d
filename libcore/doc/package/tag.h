/* XML that somebody else wrote, tag by tag, so that what is not touched stays as it is, byte for byte. It has been
 * read before: it is well-formed. */
#ifndef LIBCORE_DOC_PACKAGE_TAG_H
#define LIBCORE_DOC_PACKAGE_TAG_H

#include <cb/base/str.h>

struct cb_tag {
	struct cb_text all;  /* with < and > */
	struct cb_text name; /* with its prefix */
	bool ends, is_empty; /* </name>, <name/> */
};

/* The next tag of the text from *at on, which moves behind it. Comments, CDATA and instructions are none. False: there
 * is no other. */
bool cb_tag_next(struct cb_text xml, uint32_t *at, struct cb_tag *);
/* The same of that name that does not end, before one that ends `within` (NULL = anywhere). */
bool cb_tag_find(struct cb_text xml, uint32_t *at, const char *name, const char *within, struct cb_tag *);
/* What an attribute says, as it is written; empty when it is not there. */
struct cb_text cb_tag_attribute(const struct cb_tag *, const char *name);
/* A whole number that an attribute says, else `otherwise`. */
uint32_t cb_tag_number(const struct cb_tag *, const char *name, uint32_t otherwise);
/* Appends the tag with another value of the attribute, or (NULL) without it. */
void cb_tag_set(struct cb_str *out, struct cb_text tag, const char *name, const char *value);

#endif
