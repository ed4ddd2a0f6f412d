/* The XML of a part, pulled: elements are told by their local names and by what they stand in, whatever
 * prefix or namespace they have; what a table does not name is passed over with all that is in it.
 *
 * R1 A DOCTYPE is refused, so that no entity is ever expanded.
 * R2 mc:AlternateContent is read as its mc:Fallback; what needs an extension (mc:Choice) is passed over.
 * R3 Nesting is limited to 256, one token to 4 MiB, text between begin and end of one element to 1 MiB. */
#ifndef BOOK_XML_H
#define BOOK_XML_H

#include "book_state.h"

struct XML_ParserStruct;
struct book_xml;

/* In state `in` the element `name` leads to state `to`. States are numbers from 1 to 31, chosen by the
 * reader of the format; 0 is outside of the document's element. Ended by name == NULL. */
struct book_element {
	uint8_t in;
	const char *name;
	uint8_t to;
};
enum { BOOK_XML_DEPTH_MAX = 256 };

struct book_xml_reader {
	const struct book_element *elements;
	uint32_t texts; /* 1 << state: characters there are added to xml->text */
	/* NULL = nothing to do. attributes: name, value, …, NULL. */
	void (*begin)(struct book_xml *, uint8_t state, const char **attributes);
	void (*end)(struct book_xml *, uint8_t state);
	/* Where elements of state `take_in` begin: takes one off the bytes by itself, as if the parser had read it, and
	 * returns how many those were; 0 = the parser is to read it. Elements end with `take_mark`. NULL = none are. */
	size_t (*take)(struct book_xml *, const char *p, size_t n);
	const char *take_mark;
	uint8_t take_in;
};

struct book_xml {
	const struct book_xml_reader *reader;
	void *own; /* of the reader */
	struct book_part part;
	struct cb_str text; /* cleared by the reader */
	/* private */
	struct XML_ParserStruct *parser;
	char *block;  /* unpacked, */
	size_t at, n; /* from at on not yet read */
	uint64_t fed_bytes, seen_bytes;
	uint64_t tag_end; /* of the bytes fed: where the last tag ends */
	unsigned depth;
	bool is_utf8;
	bool has_ended, has_failed, is_paused, is_taking;
	uint8_t states[BOOK_XML_DEPTH_MAX + 1];
};

/* Over an open part, which it closes. */
void cb_book_xml_open(struct book_xml *, const struct book_xml_reader *, void *own);
/* Reads on: 1 = paused, 0 = at the end, -1 = broken off, which is reported. */
int cb_book_xml_run(struct book_xml *);
/* From begin or end: run returns behind this element. */
void cb_book_xml_pause(struct book_xml *);
/* From begin or end: reports at xml->part.where, and breaks off. */
void cb_book_xml_fail(struct book_xml *, enum cb_code, const char *word, const char *more);
/* Also of a zeroed one. */
void cb_book_xml_close(struct book_xml *);

/* All of a part of an archive; false = broken off, which is reported. */
bool cb_book_xml_read(struct cb_book *, int64_t part, struct cb_where, const struct book_xml_reader *, void *own);

/* The value of an attribute by its local name, or NULL. */
const char *cb_book_xml_attribute(const char **attributes, const char *name);
bool cb_book_xml_is_true(const char *value); /* 1, true, on */

/* xml_encoding.c: the parser learns encodings that expat does not know itself. */
void cb_book_xml_learn_encodings(struct XML_ParserStruct *);

#endif
