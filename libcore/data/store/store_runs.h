/* Sorted runs of records in one temporary file (in SQLITE_TMPDIR, TMPDIR or /var/tmp, as SQLite's
 * own; unlinked at once), and their merge. Of the store; used by one thread at a time. */
#ifndef CB_DATA_STORE_RUNS_H
#define CB_DATA_STORE_RUNS_H

#include <cb/base/str.h>

struct cb_runs; /* opaque */

struct cb_runs *cb_runs_new(void);
void cb_runs_free(struct cb_runs *);
/* errno of the first step that failed, 0 = none; nothing is done after it. */
int cb_runs_error(const struct cb_runs *);

/* Records of a run come in the order of memcmp, a shorter one first. */
void cb_runs_begin(struct cb_runs *);
void cb_runs_add(struct cb_runs *, const uint8_t *p, uint32_t len);
void cb_runs_end(struct cb_runs *);

/* To the first record of all runs; then each merge gives the next ones, half a MiB or so; of equal ones that
 * of the first run comes first. An empty block is the end. */
void cb_runs_rewind(struct cb_runs *);
void cb_runs_merge(struct cb_runs *, struct cb_str *block);
/* The record that begins there in a block, and its length; the next begins where it ends. */
const uint8_t *cb_runs_record(const char *block, size_t *len);

/* Up to eight bytes as a number that compares like them. */
uint64_t cb_runs_prefix(const uint8_t *p, size_t len);

#endif
