/* Texts of BIFF: cut anywhere by the limit of 8 KiB a record, 8 or 16 bits a character. */
#ifndef BOOK_BIFF_TEXT_H
#define BOOK_BIFF_TEXT_H

#include "biff.h"

/* The text that a record has behind `skip_bytes`: its length, in 1 or 2 bytes, and its characters. */
bool cb_biff_text(const struct biff *, const struct biff_record *, size_t skip_bytes, int length_bytes,
                  struct cb_str *out);

/* The table of shared texts (record SST). What it says of their number is not believed. */
void cb_biff_load_shared(struct biff *, const struct biff_record *);

#endif
