#include "text_scan.h"

#include <cb/base/mem.h>
#include <cb/base/utf8.h>
#include <cb/base/write_all.h>
#include <cb/data/file.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK_BYTES = 65536 };

ptrdiff_t
cb_text_read_some(int fd, char *p, size_t n)
{
	ssize_t got;

	do
		got = read(fd, p, n);
	while (got < 0 && errno == EINTR);
	return got;
}

uint64_t
cb_text_count_lines(const char *p, size_t n, bool *after_cr)
{
	uint64_t lines = 0;

	for (size_t i = 0; i < n; i++) {
		lines += p[i] == '\r' || (p[i] == '\n' && !*after_cr);
		*after_cr = p[i] == '\r';
	}
	return lines;
}

/* The next block, behind the `kept` bytes that are there already: bytes, 0 = end, -1 = *scan says
 * why not. */
static ptrdiff_t
next_block(int fd, char *block, size_t kept, struct cb_text_scan *scan)
{
	ptrdiff_t got = cb_text_read_some(fd, block + kept, BLOCK_BYTES - kept);
	const char *nul = got > 0 ? memchr(block + kept, '\0', (size_t)got) : NULL;

	if (got < 0)
		scan->what = CB_SCAN_FAILED;
	/* What stands before a NUL does not matter: this is no text, or UTF-16. */
	if (nul != NULL)
		*scan = (struct cb_text_scan){ CB_SCAN_NUL, scan->offset + (uint64_t)(nul - block), 0 };
	return nul != NULL ? -1 : got;
}

struct cb_text_scan
cb_text_scan_utf8(int fd, off_t start)
{
	struct cb_text_scan scan = { CB_SCAN_GOOD, 0, 0 };
	struct cb_utf8_checker checker = { 0 };
	char block[BLOCK_BYTES];
	ptrdiff_t got = 1;

	lseek(fd, start, SEEK_SET);
	while (!checker.bad && (got = next_block(fd, block, 0, &scan)) > 0) {
		size_t good = (size_t)got;

		if (!cb_utf8_checker_feed(&checker, block, good))
			good = checker.offset > scan.offset ? (size_t)(checker.offset - scan.offset) : 0;
		/* a character that the block ends within tells nothing: there may be no more of it */
		scan.hints = cb_utf8_hints(block, good - (good > checker.carried ? checker.carried : good), scan.hints);
		scan.offset += good;
	}
	if (scan.what == CB_SCAN_GOOD && !cb_utf8_checker_finish(&checker)) {
		scan.what = got == 0 ? CB_SCAN_CUT : CB_SCAN_BAD;
		scan.offset = checker.offset;
	}
	return scan;
}

struct cb_text_scan
cb_text_scan_gb18030(int fd, off_t start)
{
	struct cb_text_scan scan = { CB_SCAN_GOOD, 0, 0 };
	char block[BLOCK_BYTES];
	struct cb_gb_seen seen = { 0 };
	size_t kept = 0, good;
	ptrdiff_t got;

	lseek(fd, start, SEEK_SET);
	while (scan.what == CB_SCAN_GOOD && (got = next_block(fd, block, kept, &scan)) >= 0) {
		if (!cb_encoding_is_gb18030(block, kept + (size_t)got, got == 0, &good))
			scan.what = got == 0 ? CB_SCAN_CUT : CB_SCAN_BAD;
		cb_gb18030_look(block, good, &seen);
		kept += (size_t)got - good;
		memmove(block, block + good, kept);
		scan.offset += good;
		if (got == 0)
			break;
	}
	scan.hints = seen.common > seen.odd ? CB_GB_CHINESE : seen.odd > seen.common ? CB_GB_UNLIKELY
	                                                                             : 0;
	return scan;
}

uint64_t
cb_text_scan_line(int fd, off_t start, uint64_t offset)
{
	char block[BLOCK_BYTES];
	uint64_t lines = 0, left = offset;
	bool after_cr = false;

	lseek(fd, start, SEEK_SET);
	while (left > 0) {
		ptrdiff_t got = cb_text_read_some(fd, block, left < BLOCK_BYTES ? (size_t)left : BLOCK_BYTES);

		if (got <= 0)
			break;
		lines += cb_text_count_lines(block, (size_t)got, &after_cr);
		left -= (uint64_t)got;
	}
	return lines + 1;
}

bool
cb_text_copy(int from, int to, bool *is_read)
{
	char *block = cb_alloc_block(BLOCK_BYTES);
	ptrdiff_t got;
	bool ok = true;
	int error;

	while (ok && (got = cb_text_read_some(from, block, BLOCK_BYTES)) > 0)
		ok = cb_write_all(to, block, (size_t)got);
	error = errno;
	free(block);
	errno = error;
	*is_read = got >= 0;
	return ok && got == 0;
}

int
cb_text_spool(int fd, bool *is_read)
{
	int copy = cb_temp_file(), error;

	*is_read = true;
	if (copy >= 0 && cb_text_copy(fd, copy, is_read))
		return copy;
	error = errno;
	if (copy >= 0)
		close(copy);
	errno = error;
	return -1;
}
