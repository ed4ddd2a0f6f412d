/* Forgetting a person: what is private of a record is erased, for good.
 *
 * R1 All private columns of the record are emptied, in its register and in the history, and those of records that were
 *    merged with it. Rows of another register that name the person, and nobody else, by name, or name and telephone, in
 *    a private column name the record's number instead. Names that nothing else says leave table term. Check values
 *    are those of what is left, and identities of files that may have held the person are emptied
 *    (data/store_chain.h R4).
 * R2 Numbers, all that is public, and the chain stay. It is a batch like any write, which cannot be undone; what of its
 *    command line is to be erased is masked there.
 * R3 What was erased is not left in pages of the file, and the backups that upgrades made beside it are removed. Where
 *    that fails the values are erased from the tables all the same: to forget again goes on with it.
 * R4 A number that was forgotten takes nothing private any more: CB_FORGOTTEN_NUMBER. */
#ifndef CB_DATA_FORGET_H
#define CB_DATA_FORGET_H

#include <cb/data/store.h>

/* The lock is held already, or is taken here. Commits; with dry_run nothing changes. The table says, a row each, in
 * what register how many rows were changed, and which backups were removed. CB_NO_SUCH_RECORD: none has the number. */
struct cb_forgetting {
	const struct cb_register *reg; /* volunteer, problem, care */
	const char *no;
	struct cb_author author; /* whose command has the reason */
	bool dry_run;
};
enum cb_status cb_store_forget(struct cb_store *, const struct cb_forgetting *, struct cb_table *out, struct cb_diag *);
/* Was the record of that number forgotten? As it was when last asked of another register or store. */
bool cb_store_is_forgotten(struct cb_store *, const struct cb_register *, struct cb_text no);

#endif
