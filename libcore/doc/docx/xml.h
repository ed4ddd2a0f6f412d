/* XML written well-formed whatever text it is given, and the zip archive that holds its parts. */
#ifndef LIBCORE_DOC_XML_H
#define LIBCORE_DOC_XML_H

#include <cb/base/str.h>

enum { CB_XML_DEPTH = 32 };

/* One document being written; zeroed = empty. Names are constants. */
struct cb_xml {
	struct cb_str out;
	const char *open[CB_XML_DEPTH]; /* the elements that are not closed yet */
	unsigned depth;
	bool is_in_tag; /* attributes may follow */
};

/* Writes the XML declaration, which says UTF-8. */
void cb_xml_begin(struct cb_xml *);
/* Writes XML as it stands in the format, ' for the quotes of its attributes. What is put in is no text of others:
 * nothing is escaped. */
void cb_xml_put(struct cb_xml *, const char *format, ...) __attribute__((format(printf, 2, 3)));
void cb_xml_open(struct cb_xml *, const char *name);
void cb_xml_attr(struct cb_xml *, const char *name, const char *value);
void cb_xml_attr_text(struct cb_xml *, const char *name, struct cb_text value);
void cb_xml_attr_int(struct cb_xml *, const char *name, int64_t value);
/* Text as cb_doc_printable has it: control characters and ill-formed bytes become U+FFFD. */
void cb_xml_text(struct cb_xml *, struct cb_text);
/* Closes the newest element that is open. */
void cb_xml_close(struct cb_xml *);
/* A whole element: names and values of its attributes, ended by NULL. */
#define cb_xml_leaf(xml, name, ...) cb_xml_element(xml, name, (const char *const[]){ __VA_ARGS__ })
void cb_xml_element(struct cb_xml *, const char *name, const char *const *attributes);
/* An element that holds text alone. */
void cb_xml_line(struct cb_xml *, const char *name, struct cb_text);

/* A zip archive in memory. Its bytes depend on nothing but the parts: every part is dated 1980. */
struct cb_package {
	void *zip, *source; /* of the library that does the work */
};
void cb_package_init(struct cb_package *);
/* Adds a part; the content is taken over and *content is empty afterwards. */
void cb_package_add(struct cb_package *, const char *path, struct cb_str *content);
/* Appends the archive to out; the package is released. */
void cb_package_finish(struct cb_package *, struct cb_str *out);

#endif
