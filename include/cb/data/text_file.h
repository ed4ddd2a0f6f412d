/* A text file of any encoding, or a pipe, as a stream of UTF-8 bytes.
 *
 * R1 The encoding is the one asked for. When none is, it is decided by a pass over the whole file
 *    before the first byte is handed out: the byte order mark's; else UTF-8 if all is that; else
 *    GB18030 if all is that, else CB_BAD_ENCODING with offset and line. UTF-8 that holds no Chinese
 *    but odd letters and is GB18030 as well is read as that, with a warning (D2BB: 一 or U+04BB).
 *    What starts as Chinese in UTF-8 and then has a bad byte is CB_DAMAGED_TEXT, not GB18030, and so is what
 *    ends within a character, in any encoding. GB18030 with hardly a Chinese word in it is read with a warning.
 * R2 A pipe is copied to an unlinked file in $TMPDIR (/tmp) for that pass. When an encoding is
 *    asked for it is streamed, and a bad byte is found when it is met.
 * R3 Standard input is UTF-8 unless an encoding is asked for: what would fit is said, not taken.
 * R4 No byte at all, a NUL, a directory, the files of other programs (zip, OLE, PDF) are errors. */
#ifndef CB_DATA_TEXT_FILE_H
#define CB_DATA_TEXT_FILE_H

#include <cb/base/diag.h>

struct cb_text_file; /* opaque */

/* A large text that two readers share, in as many threads. Each is given the first line, and then pieces of whole
 * lines, whichever is the next when it asks. */
struct cb_text_share;
/* *out NULL: it is small, no regular file or pipe on standard input, or its head is not plainly UTF-8 or, in a file,
 * GB18030. Not CB_OK: a pipe could not be read or copied (R2), which has been reported. */
enum cb_status cb_text_share_open(struct cb_text_share **out, const char *path, struct cb_diag *);
/* After the last of both readers: did they get all of it, and no piece that ends within quotes? A quote that does
 * not belong to a cell in quotes is a finding of a reader. */
bool cb_text_share_is_whole(const struct cb_text_share *);
/* What was read of standard input can be read again. As opening. */
enum cb_status cb_text_share_close(struct cb_text_share *, struct cb_diag *);

/* Opens path, "-" = stdin; encoding NULL = decide. `source` is its number in the diag. CB_OK and
 * *out, or a status whose reason went to the diag. */
enum cb_status cb_text_file_open(struct cb_text_file **out, const char *path, const char *encoding,
                                 uint32_t source, struct cb_diag *);
/* Opens what falls to one of the readers; checked as it is read. Lines mean nothing. */
enum cb_status cb_text_file_open_share(struct cb_text_file **out, struct cb_text_share *, uint32_t source,
                                       struct cb_diag *);
/* Up to n bytes of UTF-8 without byte order mark, cut anywhere. 0 = end, -1 = broken off, which has
 * been reported. */
ptrdiff_t cb_text_file_read(struct cb_text_file *, char *p, size_t n);
/* What the next reads will give: the first 64 KiB, less at the end. Before the first read only. */
struct cb_text cb_text_file_peek(struct cb_text_file *);
/* Did it begin with a byte order mark? */
bool cb_text_file_has_mark(const struct cb_text_file *);
/* Back to the first byte; false for a stream. */
bool cb_text_file_rewind(struct cb_text_file *);
void cb_text_file_close(struct cb_text_file *);

#endif
