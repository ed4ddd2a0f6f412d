/* UTF-8: validation at memory speed, display width, normal forms, edit distance.
 *
 * Well-formed as Unicode (table 3-7) and RFC 3629 have it: no surrogates, nothing overlong, nothing
 * above U+10FFFF. A bad byte is named by the offset where its ill-formed sequence starts. */
#ifndef CB_BASE_UTF8_H
#define CB_BASE_UTF8_H

#include <cb/base/str.h>

/* Length 1–4 of the character at p; 0 when it is ill-formed; -1 when it is well-formed as far as
 * the n bytes go but cut (n = 0 too). */
int cb_utf8_sequence(const char *p, size_t n);

/* Decodes the first of n > 0 bytes; returns the bytes used. Ill-formed or cut: *cp = -1, 1 byte. */
int cb_utf8_decode(const char *p, size_t n, int32_t *cp);
/* Appends the character; U+FFFD for what is none. */
void cb_utf8_add(struct cb_str *out, int32_t cp);

/* Offset of the first bad byte, n when all is well. A character cut at the end is bad. About
 * 0.4 ns a byte at -O3. */
size_t cb_utf8_check(const char *p, size_t n);

/* The number of LF bytes. */
uint64_t cb_utf8_count_lines(const char *p, size_t n);

/* The same check over a stream cut anywhere. Zeroed = ready. */
struct cb_utf8_checker {
	bool count_lines; /* the caller's wish: count LFs as well */
	bool cjk;         /* seen: a CJK ideograph, kana, CJK punctuation or fullwidth form */
	bool bad;
	uint8_t carried; /* bytes in carry: the start of a character cut by the end of a block */
	char carry[4];
	uint64_t offset; /* of the first bad byte once bad, else of the next character */
	uint64_t lines;  /* LFs before offset, when count_lines */
};
/* False from the first bad byte on; offset and lines then keep its place (line = lines + 1). */
bool cb_utf8_checker_feed(struct cb_utf8_checker *, const char *p, size_t n);
/* Ends the stream: false when a byte was bad, or when the stream ended inside a character. */
bool cb_utf8_checker_finish(struct cb_utf8_checker *);

/* Appends the text; each byte that is ill-formed as \xE4. */
void cb_utf8_escape(struct cb_text, struct cb_str *out);

/* Columns on a terminal: CJK and emoji 2, combining marks and controls 0, ambiguous width 1, an
 * ill-formed byte 1. */
size_t cb_utf8_width(struct cb_text);

/* Appends the text in the normal form NFKC, without the characters that nobody sees: U+200E, U+202D, a soft hyphen,
 * Unicode's default ignorable ones. Returns false, and appends the text as it is, when it is ill-formed
 * or has a run of more than 256 combining marks (sorting them takes quadratic time). What is plain is copied without
 * further ado. */
bool cb_utf8_nfkc(struct cb_text, struct cb_str *out);
/* The bytes of such a character at the start of the text, 0 = there is none. */
uint32_t cb_utf8_unseen(struct cb_text);
/* Nothing but printable ASCII and the usual Han characters, which are in that form? */
bool cb_utf8_is_plain(struct cb_text);

/* Optimal string alignment distance in characters: insertions, deletions, replacements and swaps of
 * neighbours that make b of a. limit + 1 stands for anything above limit, and for texts of more
 * than 128 characters that are not equal. */
unsigned cb_utf8_distance(struct cb_text a, struct cb_text b, unsigned limit);

#endif
