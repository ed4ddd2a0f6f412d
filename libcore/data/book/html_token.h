/* HTML as it comes: a tokenizer that knows tags, attributes and entities, and no tree.
 *
 * R1 Comments, declarations and processing instructions are passed over, and all within script, style, title and
 *    xml.
 * R2 A < that begins no tag is text. A tag or comment that is never closed ends the document.
 * R3 Entities are those of HTML 4 that office texts have, and numbers; what is none stays as it stands. */
#ifndef BOOK_HTML_TOKEN_H
#define BOOK_HTML_TOKEN_H

#include <cb/base/str.h>

enum html_what { HTML_END,
	         HTML_TEXT, /* raw: entities and blanks as they stand */
	         HTML_OPEN,
	         HTML_CLOSE };

struct html_token {
	enum html_what what;
	struct cb_text text; /* the text, or the name of the tag in any case */
	struct cb_text rest; /* of an open tag: its attributes */
};

struct html {
	const char *p, *end;
};

void cb_html_next(struct html *, struct html_token *);
/* The tag is called so, in lower case. */
bool cb_html_is(const struct html_token *, const char *name);
/* The raw value of an attribute; "" for one without. False = there is none. */
bool cb_html_attribute(const struct html_token *, const char *name, struct cb_text *value);
/* Appends the text with its entities decoded. Blanks: as they are, or runs of them as one, none at the start of a
 * line of *out; &nbsp; is a blank that stays. */
enum html_blanks { HTML_ALL_BLANKS,
	           HTML_ONE_BLANK };
void cb_html_decode(struct cb_text, enum html_blanks, struct cb_str *out);

#endif
