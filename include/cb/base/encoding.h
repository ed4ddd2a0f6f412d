/* Encodings of text: which one is it, and the way to UTF-8.
 *
 * Checks are pure functions over a piece of the input, so that the caller may read it in blocks;
 * the detection pass itself, which needs a file, is in data/text_file.h. */
#ifndef CB_BASE_ENCODING_H
#define CB_BASE_ENCODING_H

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CB_UTF8 "UTF-8"
#define CB_GB18030 "GB18030"

/* The iconv name for what a user says: `gbk`, `GB2312` and `cp936` are read as GB18030, which holds
 * them; otherwise the word itself if iconv knows it. NULL when it does not. */
const char *cb_encoding_find(const char *word);

/* The encoding whose byte order mark stands at the start of p, and its length in *mark; or NULL. */
const char *cb_encoding_by_mark(const char *p, size_t n, size_t *mark);

/* Is it GB 18030-2022, by structure and assigned planes? (For UTF-8: base/utf8.h.) The user-defined
 * areas count as bad: no text has them, but Big5 read as GB18030 has little else. *good = length
 * of the valid whole characters at the start of p. True: that is all, or (unless `last`) all but
 * the start of a character, at most 3 bytes, which is to be put before the next piece. False: the
 * character at *good is bad. */
bool cb_encoding_is_gb18030(const char *p, size_t n, bool last, size_t *good);

/* Is valid GB18030 Chinese? A text in Latin-1 is valid GB18030 as well, where each of its letters with an accent
 * stands before a plain one. What is counted to tell them apart adds up over the pieces of a text. */
struct cb_gb_seen {
	uint64_t common; /* characters of the first 3,755 of GB 2312, which Chinese is written with */
	uint64_t odd;    /* others that end in an ASCII letter or follow one: the letters é and r are 閞 */
};
enum { CB_GB_SEEN_ENOUGH = 1000 };
void cb_gb18030_look(const char *p, size_t n, struct cb_gb_seen *seen);
enum cb_gb_hint { CB_GB_CHINESE = 1, /* more common characters than odd ones */
	          CB_GB_UNLIKELY = 2 /* more odd ones */ };

/* Is valid UTF-8 meant as UTF-8? A short GBK text can be valid UTF-8: the bytes D2 BB are 一 or U+04BB. The hints of
 * the pieces of a text are or-ed. */
enum cb_utf8_hint {
	CB_UTF8_BEYOND_ASCII = 1,
	CB_UTF8_CJK = 2,    /* U+2000 and above: CJK and the punctuation and signs beside it */
	CB_UTF8_TEXT = 4,   /* at least 3 of these in a piece: no other encoding looks so by chance */
	CB_UTF8_STRANGE = 8 /* above Latin (U+0300–U+1FFF), or two letters beyond ASCII in a row */
};
/* The hints of this piece and of those before it; once CB_UTF8_TEXT is among them nothing is looked at. */
unsigned cb_utf8_hints(const char *p, size_t n, unsigned hints);

/* The way from any encoding to UTF-8 by iconv. For GB18030 iconv is asked only once for each character of two bytes. */
struct cb_decoder {
	iconv_t cd;
	bool is_open;
	struct cb_gb_pair *pairs; /* what iconv said; NULL = another encoding, or nothing was converted yet */
	bool is_gb18030;
	bool is_strict; /* set by the caller: GB18030 is valid only where cb_encoding_is_gb18030 says so */
};
enum cb_decoded {
	CB_DECODED_ALL,  /* the input is used up, but for an unfinished character */
	CB_DECODED_FULL, /* no room for the next character */
	CB_DECODED_BAD,  /* the character at the input is not valid */
};
/* Returns false when iconv does not know the encoding. */
bool cb_decoder_init(struct cb_decoder *, const char *encoding);
/* Converts from *in to *out and moves both pointers behind what was converted. */
enum cb_decoded cb_decoder_run(struct cb_decoder *, const char **in, size_t *n_in, char **out,
                               size_t *n_out);
/* Called at the end of the input: writes what Big5-HKSCS and the like have held back until then. */
enum cb_decoded cb_decoder_finish(struct cb_decoder *, char **out, size_t *n_out);
void cb_decoder_reset(struct cb_decoder *); /* to the start of a text */
void cb_decoder_release(struct cb_decoder *);

#endif
