/* The passes over a file that decide its encoding, before anything is read from it. */
#ifndef CB_DATA_TEXT_SCAN_H
#define CB_DATA_TEXT_SCAN_H

#include <cb/base/encoding.h>

#include <stdint.h>
#include <sys/types.h>

enum cb_scanned {
	CB_SCAN_GOOD,
	CB_SCAN_CUT,    /* the file ends within the character at offset */
	CB_SCAN_BAD,    /* not in that encoding: the character at offset */
	CB_SCAN_NUL,    /* a NUL byte at offset */
	CB_SCAN_FAILED, /* the file cannot be read: errno */
};
struct cb_text_scan {
	enum cb_scanned what;
	uint64_t offset; /* from `start`; of the first bad byte, else the length */
	unsigned hints;  /* cb_utf8_hint of what is UTF-8 before that, cb_gb_hint of what is GB18030 */
};

/* Read the file from `start` to its end or the first bad byte; they leave its position anywhere.
 * About 0.15 s for 320 MB. */
struct cb_text_scan cb_text_scan_utf8(int fd, off_t start);
struct cb_text_scan cb_text_scan_gb18030(int fd, off_t start);
/* The physical line, from 1, of the byte at start + offset, in an encoding that keeps ASCII. */
uint64_t cb_text_scan_line(int fd, off_t start, uint64_t offset);

/* Lines that n bytes end: LF, CRLF and lone CR, each once. *after_cr is carried between pieces. */
uint64_t cb_text_count_lines(const char *p, size_t n, bool *after_cr);
/* read(2), but for interruptions: bytes, 0 = end, -1 = failed (errno). */
ptrdiff_t cb_text_read_some(int fd, char *p, size_t n);
/* Copies what can be read; false (errno): *is_read says whether reading went well and writing failed. */
bool cb_text_copy(int from, int to, bool *is_read);
/* Copies what can be read from fd to an unlinked file in $TMPDIR (/tmp), and returns that, or -1 as
 * cb_text_copy. */
int cb_text_spool(int fd, bool *is_read);

#endif
