/* Bytes that are kept until they are wanted again: in memory, beyond 256 KiB in an unlinked temporary file.
 *
 * R1 Every step is checked. The first that fails is remembered as its errno; from then on nothing is written or
 *    read. */
#ifndef CB_DATA_SPOOL_H
#define CB_DATA_SPOOL_H

#include <cb/base/str.h>

/* Zeroed = empty. */
struct cb_spool {
	struct cb_str end; /* what stands behind the part in the file */
	uint64_t in_file;  /* bytes of that part */
	bool has_file;
	int fd;
	int error; /* R1; 0 = none */
};

uint64_t cb_spool_size(const struct cb_spool *);
/* Writes n bytes over those at `at` and behind the end; at is at most the size. */
void cb_spool_write(struct cb_spool *, uint64_t at, const char *p, size_t n);
/* Behind the end. */
void cb_spool_add(struct cb_spool *, struct cb_text);
/* Reads up to n bytes from `at` on, and returns how many: 0 at the end and by R1. */
size_t cb_spool_read(struct cb_spool *, uint64_t at, char *p, size_t n);
void cb_spool_release(struct cb_spool *);

#endif
