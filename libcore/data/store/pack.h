/* Records as bytes and as SQL: the forms in which the store sorts, writes, reads and hashes them.
 *
 * R1 Packed records compare by memcmp: key, then source, then row; the rest of the record follows.
 * R2 The text of a record is its non-empty stored cells in column order, `key=value\x1f` each,
 *    ended by \x1e; values as printed, names in the form in which they are compared: later columns
 *    and another spelling of a name do not change it. It is what batches are hashed by. */
#ifndef CB_DATA_PACK_H
#define CB_DATA_PACK_H

#include <sqlite3.h>

#include <cb/data/names.h>
#include <cb/data/schema.h>

#define CB_FIELDS_MAX 64

/* Registers repeat their dates, periods and scores: a value printed before need not be again. */
enum { CB_PACK_MEMOS = 256 };
struct cb_pack_memo {
	int64_t n;
	uint8_t state, mark, len; /* len 0 = free */
	char text[29];
};

struct cb_pack_field {
	int column; /* of the register */
	const struct cb_column *def;
	size_t name_len; /* of its key in a text */
	bool is_key;
	enum { CB_FIELD_NUMBER,
	       CB_FIELD_NAME,
	       CB_FIELD_TEXT } form;  /* what of a cell matters */
	bool has_mark, zero_is_empty; /* zero: of keys that are numbers in the table */
	struct cb_pack_memo *memo;    /* of number fields: values printed before */
};

/* How the records of one register are stored. Fields: the key in the table's order, then the rest. */
struct cb_pack {
	const struct cb_register *reg;
	struct cb_names *names;
	struct cb_pack_field fields[CB_FIELDS_MAX];
	int n_fields, n_key;
	int order[CB_FIELDS_MAX]; /* fields by column */
	int n_sql;                /* SQL columns; a quantity has two */
	int case_no, case_of;     /* columns with CB_CASE_NO and CB_CASE_OF, -1 = none */
	uint64_t stored;          /* columns that are stored, a bit each */
	uint64_t private;         /* those of them that are private */
	uint64_t filled;          /* the key, and those in which a record that was packed had something */
	int unstored[CB_FIELDS_MAX], n_unstored;
	struct cb_text *forms; /* [id]: compared forms met so far */
	size_t cap_forms;
	uint32_t n_forms; /* ids below it were learnt by cb_pack_learn */
	struct cb_arena arena;
	uint8_t *bytes; /* the last packed record */
	size_t cap_bytes;
	char *text; /* the last record text */
	size_t cap_text;
};

/* Beside the cells. */
struct cb_packed {
	const uint8_t *p;
	size_t len, key_len;
	uint32_t source, row, mask; /* mask: a number of the caller's, below 2^31 */
};

void cb_pack_init(struct cb_pack *, const struct cb_register *, struct cb_names *);
/* From here on only those columns (a bit each) are read: by cb_pack_sql_fields, cb_pack_load and unstored. */
void cb_pack_narrow(struct cb_pack *, uint64_t columns);
void cb_pack_release(struct cb_pack *);

/* Packs cells [column]; source, row and mask are taken from *at, the rest of *at is filled. Texts are
 * cut at a NUL byte. Lives until the next call. */
void cb_pack_encode(struct cb_pack *, const struct cb_cell *cells, struct cb_packed *at);
/* The other way, from p and len; cells of columns that are not stored become empty. Texts point into p. */
void cb_pack_decode(const struct cb_pack *, struct cb_packed *at, struct cb_cell *cells);
/* Only the key's cells; returns where they end. */
const uint8_t *cb_pack_decode_key(const struct cb_pack *, const uint8_t *p, struct cb_cell *cells);
/* Is the record known by its number in another system? Its own is still to be given. */
bool cb_pack_is_case(const struct cb_pack *, const struct cb_cell *cells);
/* Bytes of the key at the beginning of a packed record; 0 without a key or with a number to be given, unless the
 * record is known by that in another system. */
size_t cb_pack_key_length(const struct cb_pack *, const uint8_t *bytes);
/* Copies the compared forms of all names so far, for a pack of another thread: it has no names itself. */
void cb_pack_learn(struct cb_pack *to, struct cb_names *);
#define CB_PACK_ALL UINT64_MAX
/* R2 of some columns (bits); lives until the next call. */
struct cb_text cb_pack_text(struct cb_pack *, const struct cb_cell *cells, uint64_t columns);
/* R3: the columns that the record keeps out of what is public, 0 = none. */
uint64_t cb_pack_hidden(const struct cb_pack *, const struct cb_cell *cells);
/* What follows the fields in a table: batch and row, and the check value where a column is private. */
const char *cb_pack_sql_tail(const struct cb_pack *);
/* How many that are. */
int cb_pack_sql_tail_count(const struct cb_pack *);
/* A cell as a person reads it; what is private is ****. */
void cb_pack_cell_text(struct cb_pack *, const struct cb_pack_field *, const struct cb_cell *, struct cb_str *out);
/* Has a field the same value in both? */
bool cb_pack_same(const struct cb_pack_field *, const struct cb_cell *, const struct cb_cell *);
/* The key as a person reads it: `2026-07 西峡 卫生`. */
void cb_pack_key_text(struct cb_pack *, const struct cb_cell *cells, enum cb_lang, struct cb_str *out);
/* The texts of some columns (bits), each ended by \x1f. */
void cb_pack_group_text(struct cb_pack *, const struct cb_cell *cells, uint64_t columns, struct cb_str *out);
/* Are all stored cells equal? */
bool cb_pack_equal(const struct cb_pack *, const struct cb_cell *a, const struct cb_cell *b);

/* Names of the SQL columns, quoted, separated by ", ": of the key, or of all fields. */
void cb_pack_sql_key(const struct cb_pack *, struct cb_str *out);
void cb_pack_sql_beginning(const struct cb_pack *, int n, struct cb_str *out); /* the first n of the key */
void cb_pack_sql_fields(const struct cb_pack *, struct cb_str *out);
/* The key and what packed records have filled, in the order of the table; returns how many columns these are. */
int cb_pack_sql_table(struct cb_pack *, struct cb_str *out);
/* Number of SQL columns of all fields (a quantity has two). */
int cb_pack_sql_count(const struct cb_pack *);
/* Binds the fields from parameter `at` on (only the key when key_only); returns the next parameter.
 * to_term maps name ids to term ids, NULL = the same. Texts must live until the statement is reset. */
int cb_pack_bind(const struct cb_pack *, sqlite3_stmt *, int at, const struct cb_cell *cells, bool key_only,
                 const uint32_t *to_term);
/* What a statement is fed with. */
struct cb_sql_value {
	enum { CB_SQL_NULL,
	       CB_SQL_INT,
	       CB_SQL_TEXT } kind;
	int64_t n;
	const char *text; /* ended by NUL */
};
/* The values of cb_pack_sql_table's columns; texts are copied into the arena. Returns where they end. */
struct cb_sql_value *cb_pack_values(const struct cb_pack *, const struct cb_cell *cells, const uint32_t *to_term,
                                    struct cb_sql_value *row, struct cb_arena *texts);
/* Fills cells from result columns `at` on; texts live until the next step or, where they had to be
 * parsed, in the arena. NAME cells hold term ids: the caller maps them. Returns the next column. */
int cb_pack_load(const struct cb_pack *, sqlite3_stmt *, int at, struct cb_cell *cells, struct cb_arena *);

#endif
