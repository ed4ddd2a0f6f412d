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

/* A file without the bytes skip_from..skip_to-1, both at the start of lines; skip_to 0 = all of it. */
struct cb_text_part {
	int64_t skip_from, skip_to;
};
/* Two parts that two threads may read at once: each the first line, and half of the others. False when the file is
 * small, no regular file, or its head is not plainly UTF-8. The cut is at an LF: it lies within quotes if the first part ends in an open one. */
bool cb_text_split(const char *path, struct cb_text_part parts[2]);

/* Opens path, "-" = stdin; encoding NULL = decide. `source` is its number in the diag. CB_OK and
 * *out, or a status whose reason went to the diag. */
enum cb_status cb_text_file_open(struct cb_text_file **out, const char *path, const char *encoding,
                                 uint32_t source, struct cb_diag *);
/* Opens a part: UTF-8, checked as it is read. */
enum cb_status cb_text_file_open_part(struct cb_text_file **out, const char *path, struct cb_text_part,
                                      uint32_t source, struct cb_diag *);
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
