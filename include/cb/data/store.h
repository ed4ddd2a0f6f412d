/* The database: one SQLite file that holds the registers, their history and a chain of batches.
 *
 * R1 A store is opened to read (never changes the file, works where nothing may be written), to
 *    write, or to create what is missing (mode 0600). An older version is brought up to date by a
 *    writer, after a backup beside it; readers and newer versions are refused.
 * R2 Writers wait only at begin and commit, 10 s in all, then CB_BUSY. A reader waits likewise for
 *    its first look and then sees one state until cb_store_end. What a writer goes by is of the state that it
 *    writes into: it has begun before it reads, or nobody has written in between. Verbs keep what they change
 *    in memory until they commit, so that readers get in meanwhile; the runs of cb-import, which may be of any
 *    size, do not.
 *    What has been committed outlives a loss of power.
 * R3 Every write is a batch, one per file and sheet: each stored row carries the batch and row it
 *    came from. Nothing is deleted: what is superseded or withdrawn moves to REGISTER_old. Rows of a
 *    chained register (the fund) stay where they are: they are withdrawn by reversals.
 * R4 A batch's hash covers the previous batch's hash, its own columns and what is public of the rows it stored,
 *    with their row numbers, in whatever order, names in the form in which they are compared. undone_at is not covered:
 *    an undo is a batch of its own that names the one it withdraws.
 *    What an upgrade must change in rows of a register is a batch too: the rows that the earlier
 *    batches are hashed by go to the history.
 * R5 Two stores can be open at once; a store is used by one thread at a time. */
#ifndef CB_DATA_STORE_H
#define CB_DATA_STORE_H

#include <cb/data/names.h>
#include <cb/data/reader.h>
#include <cb/data/schema.h>
#include <cb/data/table.h>

enum cb_store_mode { CB_OPEN_READ,
	             CB_OPEN_WRITE,
	             CB_OPEN_INTO, /* as CB_OPEN_CREATE, into a database that is there */
	             CB_OPEN_CREATE };

struct cb_store; /* opaque */

/* CB_OK and *out, or *out = NULL and the reason in the diag. With CB_OPEN_CREATE a missing or empty
 * file becomes a database at the first begin; it is removed on close when nothing was committed. */
enum cb_status cb_store_open(struct cb_store **out, const char *path, enum cb_store_mode, struct cb_diag *);
/* Rolls back what was not committed. NULL is allowed. */
void cb_store_close(struct cb_store *);
/* Its file. */
const char *cb_store_path(const struct cb_store *);
/* Not yet a database: the first begin makes it one (then the installed rules are copied into it). */
bool cb_store_is_new(const struct cb_store *);
/* Has it tables, committed or by this transaction? */
bool cb_store_is_made(const struct cb_store *);
/* Was it brought up to date when it was opened? */
bool cb_store_was_older(const struct cb_store *);

/* BEGIN IMMEDIATE (a reader: BEGIN); no-op inside one. A writer is refused where another has written since it opened
 * the store or was last told so: CB_DB_MOVED, CB_BUSY. */
enum cb_status cb_store_begin(struct cb_store *, struct cb_diag *);
/* The same for a writer that goes by the database anew where another has written: it is told so. */
enum cb_status cb_store_begin_anew(struct cb_store *, bool *has_moved, struct cb_diag *);
/* Is there a batch of that register since the store was opened? What cannot be read counts as one. */
bool cb_store_has_changed(struct cb_store *, const struct cb_register *);
enum cb_status cb_store_commit(struct cb_store *, struct cb_diag *);
/* Has something that was read from it since it began, and that took a value or nothing, failed? Reported once. A
 * commit, a scan at its end and cb_import_store ask that. */
enum cb_status cb_store_failure(struct cb_store *, struct cb_diag *);
/* Ends a transaction without keeping what was written. */
void cb_store_end(struct cb_store *);

/* Loads all names of the database into an empty cb_names, so that its ids are those of table term.
 * Call before anything else is added to it; `names` then serves imports and scans of this store. */
enum cb_status cb_store_names(struct cb_store *, struct cb_names *, struct cb_diag *);
/* No longer marks those of private columns that others have as well: reads all of them, the first time. */
enum cb_status cb_store_show_public(struct cb_store *, struct cb_diag *);

/* Who writes, when, by what. */
struct cb_author {
	const char *by;      /* account, or "" */
	const char *at;      /* 2026-07-10 09:30 */
	const char *command; /* cb-import undo 12: the batch's `what` where it is no file; or NULL */
};

/* ---- writing: one run over one register ---- */
struct cb_import; /* opaque */

/* One file and sheet of a run. The caller sets left_out and refused between read and store. */
struct cb_import_source {
	uint32_t source;                              /* in the diag, whose file and sheet become the batch's */
	bool left_out;                                /* its rows are not stored */
	bool known;                                   /* stored before: skipped (CB_BATCH_KNOWN) */
	uint64_t refused;                             /* rows refused by the reader */
	uint64_t rows;                                /* clean rows read */
	uint64_t added, replaced, unchanged, doubles; /* what became of them; doubles: equal rows of the run */
	int64_t batch;                                /* its id, 0 = none */
};

/* What of a stored value that another file changes: nothing, a warning (CB_VALUE_CHANGED), an error. */
enum cb_on_change { CB_CHANGE_QUIET,
	            CB_CHANGE_ACCEPT,
	            CB_CHANGE_REFUSE };

struct cb_import_options {
	struct cb_author author;
	bool again;       /* store rows that are known (cb-registers(5)) */
	int64_t replaces; /* withdraw this batch first, 0 = none */
	enum cb_on_change on_change;
	uint64_t whole; /* columns (bits) that form groups the run replaces whole (rule: what, scope); 0 = none */
	/* Asked of each record before it is stored; false = refused, and said. NULL = none. */
	bool (*check)(void *arg, struct cb_diag *, const struct cb_record *);
	void *check_arg;
};

struct cb_import *cb_import_new(struct cb_store *, const struct cb_register *, struct cb_names *, struct cb_diag *);
void cb_import_free(struct cb_import *);

/* Reads the stream to its end and sorts it by key; no lock is held. next as cb_reader_next. Texts hold
 * no NUL byte. Memory: at most about 40 MB whatever the size, the rest in a temporary file. */
enum cb_status cb_import_read(struct cb_import *, int (*next)(void *self, const struct cb_record **), void *self);
/* The sources that gave a row, in the order in which they came. */
struct cb_import_source *cb_import_sources(struct cb_import *, size_t *n);
/* Stores what was read, inside the store's transaction (begins one if there is none); the caller
 * commits. Any status but CB_OK: nothing of the run may be committed; a transaction begun here has
 * been rolled back. Two rows of one key with other content: CB_DOUBLE_KEY, which says where both stand. */
enum cb_status cb_import_store(struct cb_import *, const struct cb_import_options *);

/* Withdraws a batch (R3). Rows that a later batch replaced stay and are listed (CB_REPLACED_LATER).
 * Inside a transaction, or in one of its own which it commits. */
enum cb_status cb_store_undo(struct cb_store *, int64_t batch, const struct cb_author *, struct cb_diag *);
/* The batch in which an upgrade entered the steps of a batch of problem_log anew, or that batch itself; 0 = none
 * did. */
int64_t cb_store_upgraded_steps(struct cb_store *, int64_t batch);
/* The highest figure behind the prefix in a column of text, superseded and withdrawn rows too; 0 = none: what has been
 * given once is never given again. */
int64_t cb_store_last_number(struct cb_store *, const struct cb_register *, int column, const char *prefix);
/* What the batch is of; NULL when there is none of that number. */
const struct cb_register *cb_store_batch_register(struct cb_store *, int64_t batch);
/* A batch for private values about to be shown: committed before the caller prints them, by the caller where that has
 * begun. */
enum cb_status cb_store_log_reveal(struct cb_store *, const struct cb_register *, uint64_t rows,
                                   const struct cb_author *, struct cb_diag *);

/* ---- reading ---- */
struct cb_scan_bound {
	int column;
	struct cb_cell low, high; /* low..high, both included, by n (names and texts: low == high); EMPTY = open */
};
struct cb_scan_plan {
	const struct cb_register *reg;
	struct cb_names *names;             /* of cb_store_names */
	const struct cb_scan_bound *bounds; /* all must hold */
	size_t n_bounds;
	uint64_t columns; /* to be read, a bit each: the others stay empty; 0 = all */
	bool stored_only; /* computed columns stay empty: they cost a search each */
	bool placeless;   /* neither batch nor row is read */
	/* In key order of the printed names, the same however they arrived; else as stored. A private key tells nothing
	 * apart, either way: such records follow as they came; but in any order, which may tell what is private. */
	bool by_text, in_any_order;
};
struct cb_scan; /* opaque */
enum cb_status cb_scan_open(struct cb_scan **, struct cb_store *, const struct cb_scan_plan *, struct cb_diag *);
/* 1 = *record (where: a source of the diag, CB_SOURCE_DATABASE, row = the number of the row in its
 * file), 0 = end, <0 = database error in the diag. Borrowed until the next call. */
int cb_scan_next(struct cb_scan *, const struct cb_record **);
/* The batch of the row last handed out, until the next one is. */
int64_t cb_scan_batch(const struct cb_scan *);
void cb_scan_close(struct cb_scan *);
/* Shows what the first n columns of the key of a clustered register have, numbers and names, each combination once, in
 * the order of the table: a search for each, however many rows have it. Failures are kept: cb_store_failure. */
void cb_store_each_beginning(struct cb_store *, const struct cb_register *, int n,
                             void (*visit)(void *arg, const struct cb_cell *cells), void *arg);
/* Has the register a row? True where that cannot be read, too: whoever reads them is told. */
bool cb_store_has(struct cb_store *, const struct cb_register *);

/* The batches, oldest first, as rows of register batch (columns of cb_register_batch). */
enum cb_status cb_store_log(struct cb_store *, struct cb_table *out, struct cb_diag *);
/* File, sheet and time of a batch; false, and all "", when there is none. Copied into the arena. */
struct cb_origin {
	const char *file, *sheet, *at;
};
bool cb_store_batch(struct cb_store *, int64_t batch, struct cb_arena *, struct cb_origin *);
/* Walks the chain: recomputes every batch's hash and link, looks for rows that stand where a later
 * one should, runs SQLite's own checks. Findings in the diag; CB_FOUND when there is one. */
enum cb_status cb_store_verify(struct cb_store *, struct cb_diag *);
/* The same but for the entries that are chained one by one: cb_store_audit has walked them. */
enum cb_status cb_store_verify_batches(struct cb_store *, struct cb_diag *);

#endif
