/* Texts of BIFF: cut anywhere by the limit of 8 KiB a record, 8 or 16 bits a character. */
#ifndef BOOK_BIFF_TEXT_H
#define BOOK_BIFF_TEXT_H

#include "biff.h"

/* The body of a record and the CONTINUE records behind it, as one run of bytes. */
struct biff_body {
	const struct biff *biff;
	size_t next; /* in the stream: the record behind the piece being read */
	const unsigned char *p, *end;
};
struct biff_body cb_biff_body(const struct biff *, const struct biff_record *, size_t skip_bytes);

/* A text of Excel 97 and later, n characters long, which begins with its flags: appended as UTF-8. Phonetics behind it
 * are passed over; what its runs of fonts strike out is told in *rich, which may be NULL, and left out where that is
 * not all. False when the record ends before it does. */
bool cb_biff_unicode(struct biff_body *, uint32_t n, struct cb_str *out, struct biff_rich *rich);
/* A text of Excel up to 95, in the code page of the file. */
void cb_biff_bytes(const struct biff *, struct cb_text bytes, struct cb_str *out);
/* The text that a record has behind `skip_bytes`: its length, in 1 or 2 bytes, and its characters. */
bool cb_biff_text(const struct biff *, const struct biff_record *, size_t skip_bytes, int length_bytes,
                  struct cb_str *out);

/* The table of shared texts (record SST). What it says of their number is not believed. */
void cb_biff_load_shared(struct biff *, const struct biff_record *);

#endif
