/* What the files of the store share; nobody else includes it. */
#ifndef CB_DATA_STORE_SQL_H
#define CB_DATA_STORE_SQL_H

#include <cb/base/dict.h>
#include <cb/base/job.h>
#include <cb/base/sha256.h>
#include <cb/data/publication.h>
#include <cb/data/store.h>

#include "pack.h"

#define CB_STORE_APPLICATION 0x63622031 /* "cb 1" */
#define CB_STORE_VERSION 6              /* one more with every change of the generated schema */

struct cb_store {
	sqlite3 *db;
	char *path;
	enum cb_store_mode mode;
	bool is_new, was_older, created, committed, in_transaction;
	bool commits;                       /* inside a transaction it waits only then */
	int64_t written;                    /* the last batch of this transaction, 0 = none */
	enum cb_code failure;               /* of a step that nobody was told of yet, or CB_FINE */
	int failure_rc;                     /* of SQLite */
	int failure_errno;                  /* says more, 0 = nothing */
	bool has_failed;                    /* then the transaction is not committed */
	int64_t seen, seen_batch;           /* by the one that opened it: changes with each commit of another */
	int wait_left_ms;                   /* of the 10 s in all */
	struct cb_names *names, *own_names; /* own: where the caller gave none */
	bool has_shown_public;              /* of the names of private columns: those that are not hidden */
	uint32_t n_terms;                   /* ids up to here are the same in names and in table term */
	uint32_t *to_term;                  /* [name id]: filled inside a transaction that writes */
	size_t cap_to_term;
	uint32_t *to_name; /* [term id - n_terms]: terms that another process added */
	size_t cap_to_name;
	uint32_t *rank; /* [term id]: order of the printed names, for scans by text */
	size_t cap_rank;
	int64_t n_rank;
	const struct cb_register *forgotten_of; /* the register whose forgotten numbers these are, or NULL */
	struct cb_dict forgotten;
};

/* Reports the error the connection is in, or was in before; returns its status. */
enum cb_status cb_store_fail(struct cb_store *, struct cb_diag *);
/* For what has no diag: statements whose failure must not look like no row. It is kept, cb_store_failure reports it,
 * and until then nothing is committed. A failed allocation ends the program here as anywhere. */
/* What a person is told instead of the library's own words: of a primary result code. */
const char *cb_store_words(int error, enum cb_lang);
void cb_store_note(struct cb_store *, int rc);
/* A statement for one use, NULL when that failed. */
sqlite3_stmt *cb_store_ask(struct cb_store *, const char *sql);
/* Is there another row? False for NULL, at the end, and when that failed. */
bool cb_store_step(struct cb_store *, sqlite3_stmt *);
/* Its text; "" for NULL. */
const char *cb_store_text(sqlite3_stmt *, int column);
/* Runs statements without parameters. */
enum cb_status cb_store_exec(struct cb_store *, const char *sql, struct cb_diag *);
/* *out = NULL on failure. The format takes %s only: register keys and column lists, never values. */
enum cb_status cb_store_prepare(struct cb_store *, sqlite3_stmt **out, struct cb_diag *, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* Runs a statement that gives no row, and resets it. */
enum cb_status cb_store_run(struct cb_store *, sqlite3_stmt *, struct cb_diag *);
/* Another number after each commit of another connection. */
int64_t cb_store_data_version(struct cb_store *);
/* Begins a transaction, whether or not the file has tables (cb_store_begin makes them). */
enum cb_status cb_store_start(struct cb_store *, struct cb_diag *);
/* What the batch of an upgrade is called that entered the steps of a log. */
#define CB_UPGRADE_STEPS "problem_log: step"
/* First column of the first row of a query, `none` when there is no row or it is NULL; as cb_store_ask. */
int64_t cb_store_number(struct cb_store *, const char *sql, int64_t none);

/* Reads the version of the file; one that is not ours, or newer than this program, is refused. */
enum cb_status cb_store_version(struct cb_store *, int64_t *version, struct cb_diag *);

/* store_schema.c: the schema inside a transaction; the SQL of it, and of the version. */
enum cb_status cb_store_create_schema(struct cb_store *, struct cb_diag *);
void cb_store_add_schema(struct cb_str *sql);
void cb_store_add_stamp(struct cb_str *sql);
/* store_upgrade.c: an older file to CB_STORE_VERSION, with a backup beside it. */
enum cb_status cb_store_upgrade(struct cb_store *, struct cb_diag *);
/* store_upgrade_hashes.c: the hashes and check values of a file up to version 2, of which that is the backup. */
enum cb_status cb_store_rehash(struct cb_store *, const char *backup, struct cb_diag *);

/* store_terms.c: all names of the run are terms afterwards and to_term is filled. */
enum cb_status cb_store_write_terms(struct cb_store *, struct cb_diag *);
/* Have all names of the run their own id as term? */
bool cb_store_terms_are_names(const struct cb_store *);
/* Names of its own, where the caller has given none. */
enum cb_status cb_store_need_names(struct cb_store *, struct cb_diag *);
/* The name id of a term; the term id of a name, -1 when it has none. */
uint32_t cb_store_name_of(struct cb_store *, uint32_t term);
int64_t cb_store_term_of(struct cb_store *, uint32_t name);
/* Name cells of a loaded row from term ids to name ids. */
void cb_store_map_names(struct cb_store *, const struct cb_pack *, struct cb_cell *cells);

/* store_sums.c: of rows, what they hold, and where they stand too. */
struct cb_sums {
	struct cb_multihash plain, placed; /* of the public texts */
	struct cb_multihash whole;         /* what private columns add to plain: both are the identity of a file */
	struct cb_multihash checks;        /* of the private texts, as placed */
};
void cb_sums_add(struct cb_sums *, struct cb_pack *, const struct cb_cell *cells, uint64_t row);
/* The same of a stored row: hidden are the columns that its public text has not. */
void cb_sums_add_hidden(struct cb_sums *, struct cb_pack *, const struct cb_cell *cells, uint64_t hidden, uint64_t row);
/* Takes rows out of what batches are hashed by, and others in. */
void cb_sums_change(struct cb_sums *, const struct cb_sums *minus, const struct cb_sums *plus);
/* The check value of a row (data/store_chain.h R4): of what those columns hold. */
void cb_check_value(struct cb_pack *, const struct cb_cell *cells, uint64_t hidden, uint64_t row, char hex[65]);
/* An identity as it is stored, with figures that show when it is damaged: nothing else can. */
enum { CB_IDENTITY_LEN = 80 };
void cb_identity_seal(const char whole[65], char identity[CB_IDENTITY_LEN + 1]);
/* a + b, modulo 2^256. */
void cb_multihash_join(struct cb_multihash *a, const struct cb_multihash *b);

/* A row as it is stored in a register or its history. */
struct cb_stored_row {
	int64_t rowid, batch, row; /* rowid: of registers with private columns, else 0 */
	const char *check;         /* "" = none */
	bool has_check;
	struct cb_cell cells[CB_FIELDS_MAX];
};
/* The columns that its public text has not. */
uint64_t cb_stored_hidden(const struct cb_pack *, const struct cb_stored_row *);
/* Shows every row of the table KEYsuffix that fits the condition ("" or "WHERE …"), names mapped. */
typedef void cb_row_seen(void *self, struct cb_pack *, const struct cb_stored_row *);
struct cb_row_visit {
	const char *suffix, *condition;
	cb_row_seen *see;
	void *self;
};
enum cb_status cb_stored_rows(struct cb_store *, struct cb_pack *, const struct cb_row_visit *, struct cb_diag *);

/* What the rows that carry each batch are hashed to. */
struct cb_contents {
	int64_t *ids; /* of table batch, in order: those that are there, whatever they are */
	size_t n, cap, last;
	struct cb_sums *sums; /* [index of ids + 1]: rows that carry it, wherever they are; [0] of no batch */
};
void cb_contents_init(struct cb_contents *, struct cb_store *);
/* What no batch has stored goes to [0]: its sum is expected to be 0. */
struct cb_sums *cb_contents_of(struct cb_contents *, int64_t batch);
void cb_contents_release(struct cb_contents *);

/* store_batch.c: one batch of the chain. Cells of *batch are those of cb_register_batch. */
struct cb_batch {
	int64_t id;
	struct cb_cell cells[BATCH_N];
	const char *check_value, *identity; /* beside the chain, never printed; NULL where nothing in it is private */
	struct cb_arena arena;
};
/* Gives it the next id and fills in register and author; no rows. */
void cb_batch_init(struct cb_batch *, struct cb_store *, const struct cb_register *, const struct cb_author *);
void cb_batch_count(struct cb_batch *, uint64_t rows, uint64_t refused);
void cb_batch_set(struct cb_batch *, int column, const char *text);
/* It withdraws that one. */
void cb_batch_undoes(struct cb_batch *, int64_t id);
/* Links, hashes and inserts it; content as of the rows it stored. */
enum cb_status cb_batch_write(struct cb_batch *, struct cb_store *, const struct cb_multihash *content,
                              struct cb_diag *);
/* As cb_batch_write, of rows that stand in its register already, none with a name; none: no batch. */
enum cb_status cb_batch_write_rows(struct cb_batch *, struct cb_store *, const struct cb_register *, struct cb_diag *);
/* Its hash from previous_hash, its columns and the content. */
void cb_batch_hash(const struct cb_batch *, struct cb_pack *, const struct cb_multihash *content, char hex[65]);
/* Loads one; false when there is none. */
bool cb_batch_load(struct cb_batch *, struct cb_store *, int64_t id);
void cb_batch_release(struct cb_batch *);
/* store_publication.c: a row of register publication, at a time, from a row of the batch; the same one again
 * counts once. */
enum cb_status cb_publication_insert(struct cb_store *, const struct cb_publication *, const struct cb_cell *at,
                                     const struct cb_batch *, uint32_t row, struct cb_diag *);

/* store_undo.c: as cb_store_undo, of a batch of this register only unless reg is NULL. */
enum cb_status cb_store_undo_of(struct cb_store *, int64_t id, const struct cb_register *reg, const struct cb_author *,
                                struct cb_diag *);

/* store_chain.c: the hash of the row after the one whose hash this is (data/store_chain.h R1), in its place. */
const char *cb_chain_link(char *hash, struct cb_text row);

/* store_reverse.c: reverses the entries of a batch; own is the batch of the undo, content gets its rows. */
enum cb_status cb_store_reverse(struct cb_store *, int64_t batch, const struct cb_batch *own,
                                struct cb_multihash *content, uint64_t *rows, struct cb_diag *);

/* store_beginning.c: shows what the first n columns of the key of a clustered register have, as it is stored, each
 * combination once, in the order of the table, those with low..high in the first; as cb_store_ask. */
struct cb_beginnings {
	const struct cb_pack *pack;
	int n;
	int64_t low, high;
	void (*see)(void *arg, const int64_t *stored);
	void *arg;
};
void cb_store_beginnings(struct cb_store *, const struct cb_beginnings *);

/* store_order.c: ranks the names as they print, for SQL: cb_rank(column) and cb_order (as written there). */
void cb_store_order_names(struct cb_store *);
/* The place of a term's name among all, 0 = none. */
int64_t cb_store_rank(const struct cb_store *, int64_t term);

/* store_blocks.c: the blocks of a clustered register that a plan wants, in the order of what they have in the first
 * columns of its key as it prints. */
enum { CB_BLOCK_COLUMNS = 3 };
struct cb_blocks;
struct cb_blocks *cb_blocks_new(struct cb_store *, const struct cb_scan_plan *);
/* Goes on to the next one; false after the last. */
bool cb_blocks_next(struct cb_blocks *);
/* Binds a statement to it, behind the bounds of the plan. */
void cb_blocks_bind(const struct cb_blocks *, sqlite3_stmt *);
/* A row that is held in memory. */
struct cb_held_row {
	struct cb_cell *cells;
	int64_t batch;
	uint32_t row;
};
bool cb_blocks_has_room(const struct cb_blocks *);
/* Keeps a row as it is stored, in cells that get the names of the run meanwhile. */
void cb_blocks_hold(struct cb_blocks *, struct cb_cell *cells, int64_t batch, uint32_t row);
void cb_blocks_order_rows(struct cb_blocks *);
/* The next one in order, NULL after the last. */
const struct cb_held_row *cb_blocks_take(struct cb_blocks *);
void cb_blocks_free(struct cb_blocks *);

/* store_ahead.c: the rows of a table by two threads. */
enum { CB_AHEAD_ROWIDS = 1024 }; /* of a range; it has no more rows than that */
struct cb_held_rows {
	struct cb_cell *cells; /* [row][column], zeroed at first; */
	struct cb_held_row *items;
	size_t n;
	struct cb_arena texts;
};
struct cb_ahead_table {
	int64_t first, n_ranges; /* the least rowid; ranges from there on */
	/* Reads the rows of the range that begins with a rowid; SQLITE_DONE, or what SQLite said. */
	int (*read)(void *scan, int64_t first, struct cb_held_rows *);
	void *scan, *beside; /* of the first and of the second thread */
};
struct cb_ahead;
struct cb_ahead *cb_ahead_new(const struct cb_ahead_table *, int n_columns);
/* SQLITE_ROW and the next one, until the next call; SQLITE_DONE; or what SQLite said. */
int cb_ahead_next(struct cb_ahead *, const struct cb_held_row **);
void cb_ahead_free(struct cb_ahead *);

/* store_feed.c: rows of the program as table cb_feed (c0, c1 …) of a connection, to be selected from once. */
struct cb_feed_rows {
	struct cb_sql_value *values; /* [row * n_columns] */
	struct cb_arena texts;
	int n, got; /* rows, and what next said instead of a further one; 1 = there may be more */
};
struct cb_feed {
	/* 1 = the row is filled, its texts in the arena; 0 = end, <0 = break off */
	int (*next)(void *self, struct cb_sql_value *row, struct cb_arena *texts);
	void *self;
	int n_columns;
	bool asks_nothing; /* next leaves the connection alone: a second thread calls it for rows to come */
	int got;           /* what next said of the row that is selected */
	struct cb_feed_rows held[2];
	int given, at; /* which of them is handed out, and its row */
	struct cb_job job;
};
int cb_feed_open(sqlite3 *, struct cb_feed *); /* an SQLite code */
void cb_feed_close(sqlite3 *, struct cb_feed *);

/* store_sort.c: packed records sorted in memory and in a temporary file. */
struct cb_sorter;
struct cb_sorter_source {
	/* 1 = the next record (borrowed), 0 = end, <0 = broken off. None goes on with a NUL where another ends. */
	int (*next)(void *self, struct cb_packed *);
	/* Each record once, in no order of its own, in a second thread: while next goes on in the first, or
	 * (see_late) while the first reads the records in order, and before it has read the last. */
	void (*seen)(void *self, const uint8_t *p, size_t len);
	bool see_late;
	/* Before records are seen, while nothing else runs: what `seen` may read of the first thread's. */
	void (*handing)(void *self);
	void *self;
};
/* Reads everything. NULL and the reason in the diag when that fails. */
struct cb_sorter *cb_sorter_new(const struct cb_sorter_source *, struct cb_diag *);
/* 1 = the next in order (p and len only; borrowed), 0 = end, <0 = error in the diag. */
int cb_sorter_next(struct cb_sorter *, struct cb_packed *);
void cb_sorter_free(struct cb_sorter *);

/* store_import.c reads a run, store_write.c stores it. */
struct cb_import_run {              /* what is kept of a source beside what the caller sees */
	uint64_t present;           /* columns that its file has */
	uint32_t *file_columns;     /* of its records, for places */
	struct cb_sums read;        /* its rows as read */
	struct cb_sums minus, plus; /* rows not stored as read, rows stored otherwise */
};
struct cb_import {
	struct cb_store *store;
	struct cb_diag *diag;
	struct cb_pack pack;
	struct cb_hashing *hashing; /* of the second thread, until cb_import_take_hashes */
	struct cb_sorter *sorter;
	int (*next)(void *self, const struct cb_record **);
	void *self;
	struct cb_import_source *sources;
	struct cb_import_run *runs; /* [source] */
	size_t n_sources, cap_sources, cap_runs, last;
	uint64_t *masks; /* sets of columns that files have; records carry the number */
	size_t n_masks, cap_masks;
	struct cb_str least, most; /* packed records with the first and the last key */
};
/* runs[].read is there when everything has been read or, of a new database, when all has been stored. */
void cb_import_take_hashes(struct cb_import *);
/* store_sources.c: batch ids for the sources to be stored; known ones are marked and said. */
void cb_import_number_batches(struct cb_import *, bool again);
/* One batch row for each, hashed over what it stored. */
enum cb_status cb_import_write_batches(struct cb_import *, const struct cb_author *);
/* Does the table hold no key between the run's first and last? Then nothing need be looked up. */
bool cb_import_range_is_free(struct cb_import *);
/* The index of a source, -1 when it has given no row. */
int cb_import_find(struct cb_import *, uint32_t source);

#endif
