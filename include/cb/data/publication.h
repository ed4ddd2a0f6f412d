/* What has been made public, and when: rows of register publication, each a batch of its own (data/store.h R3)
 * that cannot be undone: what was public was public. */
#ifndef CB_DATA_PUBLICATION_H
#define CB_DATA_PUBLICATION_H

#include <cb/data/store.h>

struct cb_publication {
	int what;                    /* CB_PUBLISHED_… (data/columns.h) */
	struct cb_text scope;        /* of which fund; empty = the one that has no name */
	int64_t first_day, last_day; /* what it tells of, both included; INT64_MIN = from the beginning */
};

/* Stores it as made public at author->at, in the store's transaction, or in one of its own which it commits. The
 * same one again in the same minute is one. */
enum cb_status cb_store_publish(struct cb_store *, const struct cb_publication *, const struct cb_author *,
                                struct cb_diag *);
/* The first day on which one was made public that tells of all the days asked for (and of the same scope);
 * INT64_MAX = never. */
enum cb_status cb_store_published(struct cb_store *, const struct cb_publication *asked, int64_t *day,
                                  struct cb_diag *);

#endif
