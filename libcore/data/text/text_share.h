/* A shared text as its readers see it (data/text_file.h). */
#ifndef TEXT_SHARE_H
#define TEXT_SHARE_H

#include <cb/data/text_file.h>

enum { CB_SHARE_PIECE = 64 << 10 };

/* The number of one more reader. */
int cb_text_share_join(struct cb_text_share *);
const char *cb_text_share_encoding(const struct cb_text_share *);
/* Whole lines to p, which has room for n bytes, CB_SHARE_PIECE at first: how many; 0 = there are no more, or what was
 * read is of no use. */
size_t cb_text_share_read(struct cb_text_share *, int *reader, char *p, size_t n);

#endif
