/* Entries chained one by one: of registers with CB_CHAINED, beside the chain of batches.
 *
 * R1 Column hash of a row is the first half of the SHA-256, 32 digits, of the hash of the row stored before
 *    it, a line end, and the row's text (libcore/data/store/pack.h R2) with its number. The first row follows "".
 * R2 The head is number and hash of the last row. Who keeps a printed head can tell later whether the
 *    database still holds everything up to it. Without one, a removed tail or a chain computed anew leaves
 *    no trace.
 * R3 Numbers YYYY-N run from 1 without a gap in each year.
 * R4 What is private stands outside all chains, so that no hash that anybody sees confirms a guess, and so that it can
 *    be erased. A row that has something private has a check value of it, a batch the sum of those of the rows it
 *    stored, and an identity, by which the same file is known again. They are never printed. An identity that is ''
 *    was emptied: the file is then known by what is public of it. */
#ifndef CB_DATA_STORE_CHAIN_H
#define CB_DATA_STORE_CHAIN_H

#include <cb/data/store.h>

enum { CB_CHAIN_HEX = 32 };

struct cb_chain_head {
	uint64_t entries;
	char no[40], hash[CB_CHAIN_HEX + 1]; /* "" when there is no entry */
};

/* The head as it is stored. */
enum cb_status cb_store_head(struct cb_store *, const struct cb_register *, struct cb_chain_head *, struct cb_diag *);
/* Recomputes the chain. Entries changed, moved or missing go to the diag: CB_FOUND. A printed head (no not
 * "") must be met with its hash, of which it may give the first half or more. */
enum cb_status cb_store_audit(struct cb_store *, const struct cb_register *, const struct cb_chain_head *printed,
                              struct cb_chain_head *now, struct cb_diag *);
/* Id of the last batch, 0 = none. */
int64_t cb_store_last_batch(struct cb_store *);
/* The batch of that register which the same run wrote next, and nobody has withdrawn; 0 = none. */
int64_t cb_store_batch_beside(struct cb_store *, int64_t batch, const struct cb_register *);

#endif
