/* A package of office documents (ISO/IEC 29500-2): a zip archive of parts, most of them XML.
 *
 * R1 The bytes depend on nothing but the parts: every part is dated 1980.
 * R2 Parts and archive take memory up to a limit each (data/spool.h), whatever their size.
 * R3 Every byte is checked. What goes wrong is remembered, and nothing of the package reaches the output. */
#ifndef LIBCORE_DOC_PACKAGE_PACKAGE_H
#define LIBCORE_DOC_PACKAGE_PACKAGE_H

#include "xml.h"

#include <cb/data/file.h>
#include <cb/data/spool.h>

#define CB_PACKAGE_NS "http://schemas.openxmlformats.org/package/2006/"
#define CB_RELATION_NS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

struct cb_package {
	void *zip;               /* of the library that does the work */
	struct cb_spool archive; /* what it has made */
	struct cb_spool parts;   /* the ends of long parts, one behind the other */
	uint64_t at;             /* in the archive, where the library is */
	int error;               /* errno; 0 = none */
};

void cb_package_init(struct cb_package *);
/* Adds a part; the content is taken over and *content is empty afterwards. */
void cb_package_add(struct cb_package *, const char *path, struct cb_str *content);
/* The part of that path, added before, has this content. */
void cb_package_replace(struct cb_package *, const char *path, struct cb_str *content);
/* A part that ends with the bytes that were added to `parts` since it had the size `from`. */
void cb_package_add_long(struct cb_package *, const char *path, struct cb_str *start, uint64_t from);
/* Appends the archive to out, or remembers there why not (R3); the package is released. */
void cb_package_finish(struct cb_package *, struct cb_out *out);
/* Without finish: nothing is left. */
void cb_package_drop(struct cb_package *);

/* Parts that are XML: the declaration, and the root with its namespace; its end, and into the package. */
void cb_part_open(struct cb_xml *, const char *root, const char *space);
void cb_part_close(struct cb_xml *, struct cb_package *, const char *path);
/* Lines of the parts that hold all others together: what a part is, and what one has to do with another. */
void cb_part_type(struct cb_xml *types, const char *path, const char *type);
void cb_part_relation(struct cb_xml *relations, size_t id, const char *type, const char *target);
/* docProps/core.xml: the same moment in every document. author and language may be NULL. */
struct cb_properties {
	struct cb_text title;
	const char *author, *language;
};
void cb_package_properties(struct cb_package *, const struct cb_properties *);

#endif
