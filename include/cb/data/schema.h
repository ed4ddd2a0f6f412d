/* The registers (台账): one table of columns each, from which header matching, validation, SQLite
 * tables and views, templates, labels, completion and cb-registers(5) are made by loops.
 * Adding a column is one row. */
#ifndef CB_DATA_SCHEMA_H
#define CB_DATA_SCHEMA_H

#include <cb/base/diag.h>
#include <cb/data/columns.h>
#include <cb/value/type.h>

enum cb_column_flag {
	CB_KEY = 1,            /* part of the key: what makes two rows the same record */
	CB_REQUIRED = 2,       /* must be there to be stored */
	CB_PRIVATE = 4,        /* masked wherever it is printed */
	CB_NUMBERED = 8,       /* a number that cb gives when it is empty */
	CB_COMPUTED = 16,      /* derived: printed, compared on import, not stored */
	CB_NODATA = 32,        /* may say 无数据 (CB_NONE) */
	CB_WHEN = 64,          /* says when a record happened: at most one of a register, never a private one */
	CB_LACKING = 128,      /* required of what comes in, while tables hold rows that were taken in without it */
	CB_WAS_MONEY = 256,    /* a quantity that older versions kept as money: hashed as money where it is exact */
	CB_OPEN_UNIT = 512,    /* a private name, but for the registered units and communities among them */
	CB_OPEN_NUMBER = 1024, /* a private text, but for a number that an office gives: cb_person_text_is_number */
	CB_CASE_NO = 2048,     /* number in another system: where the own one is to be given, a row is known by it */
	CB_CASE_OF = 4096,     /* which system that is: compared with it, an empty cell with an empty one */
	CB_OTHERS = 8192,      /* a word that it does not know is its last one, 其他, and said */
	CB_NO_DATE = 16384,    /* text like 3-2: a date in it is what a spreadsheet has made of it */
	CB_ONE = 1 << 15,      /* names one person or body: a list of them is wrong */
	CB_EVENT = 1 << 16,    /* a day on which something happens: near the period and today, else it is said */
	CB_PAST = 1 << 17,     /* what has happened already: no day after today */
	CB_SPREAD = 1 << 18,   /* several names in its cell are a record of each, which is said */
};

/* What a name column's arg points to: the kind of name in cb_names. */
enum cb_name_kind {
	CB_NAME_NONE,
	CB_NAME_PARTY, /* communities and units share one id space */
	CB_NAME_ESTATE,
	CB_NAME_INDICATOR,
	CB_NAME_CONTEST,
	CB_NAME_WORD, /* inspector, team …: free words that repeat */
	CB_NAME_KINDS
};
/* What a name must refer to once that register has a row. */
enum cb_refer {
	CB_REFER_NONE,
	CB_REFER_COMMUNITY,
	CB_REFER_UNIT,
	CB_REFER_ESTATE,
	CB_REFER_INDICATOR,
	CB_REFER_PARTY /* a community or a unit */
};
struct cb_name_of {
	enum cb_name_kind kind;
	enum cb_refer refer;
};
/* The args of name columns; _named ones are the columns that register the name itself. */
extern const struct cb_name_of cb_of_community, cb_of_entrant, cb_of_unit, cb_of_party, cb_of_estate,
	cb_of_indicator, cb_of_contest, cb_of_word, cb_of_any_party, cb_of_named_party,
	cb_of_named_estate, cb_of_named_indicator;
/* A party, or * for every community that is registered: then the row is a record of each. */
extern const struct cb_name_of cb_of_assignee;
/* *, 各社区, 所有社区: an assignee that is each community. */
bool cb_is_every_community(struct cb_text assignee);
/* The six joint tasks (六联), of indicator and activity. */
extern const struct cb_word cb_words_theme[];

struct cb_column {
	const char *key;  /* stable, English: the CSV header */
	const char *zh;   /* the label */
	const char *more; /* further labels to accept, separated by a ; alone, or NULL */
	const struct cb_type *type;
	const void *arg; /* of the type: cb_word list for enums, cb_name_of for names, cb_date_wording for days */
	unsigned flags;
	const char *en, *doc; /* English and Chinese sentence for cb-registers(5) */
	const char *sql;      /* CB_COMPUTED: SQL that prints it in the view, the row's table being t */
	const char *unit;     /* what its numbers may be in (value/unit.h), first what they are; NULL = the type's */
	const char *unit_in;  /* the column that says what its numbers are in, or NULL */
};

enum cb_register_flag {
	CB_APPEND_ONLY = 1,  /* a known key with other content is refused */
	CB_BY_COMMAND = 2,   /* written by a command, not by cb-import */
	CB_CLUSTERED = 4,    /* many rows: WITHOUT ROWID, ordered by its key */
	CB_CHAINED = 8,      /* rows carry a hash of the one before (data/store_chain.h); withdrawn by reversals */
	CB_COUNTS_ONLY = 16, /* people who must never be listed by name in what is made public */
};

/* A wide sheet: columns that are no columns of the register become records. */
struct cb_pivot {
	int name, value; /* column numbers: the label's, the cell's */
};

struct cb_register {
	const char *key, *zh, *en, *doc; /* score, 得分, an English and a Chinese sentence */
	const struct cb_column *columns;
	int n_columns;
	unsigned flags;
	const struct cb_pivot *pivot; /* or NULL */
	const char *owner;            /* the command that owns it: cb-rank */
};

/* In the order of the pages, ended by NULL. */
extern const struct cb_register *const cb_registers[];
/* The same in the order in which whole registers are taken in: what others refer to comes before these. At most max are
 * written into out; returns how many. */
enum { CB_REGISTERS_MAX = 64 };
size_t cb_registers_by_reference(const struct cb_register *out[], size_t max);
/* What a contest or an indicator (of: a column's argument) that comes with the program is called in Chinese; of any
 * other its name. */
struct cb_text cb_name_zh(const void *of, struct cb_text name);
/* By key or Chinese name; NULL when unknown. */
const struct cb_register *cb_register_find(struct cb_text name);
/* Column number by key, -1 when there is none. */
int cb_column_find(const struct cb_register *, const char *key);
/* The column that has a flag, the first of several; -1 when none has. */
int cb_column_flagged(const struct cb_register *, unsigned flag);
/* The column that says when a record happened: a period, a day or a time; -1 when none does. */
int cb_register_when(const struct cb_register *);
/* What the numbers of a column may be in: its own word, the type's, or NULL. */
const char *cb_column_unit(const struct cb_column *);
/* Has it a column that is masked wherever it is printed? */
bool cb_register_has_private(const struct cb_register *);
/* Is it a number that cb gives to a person (V00001): a letter and figures? Of an open number no more than that is in
 * what a batch says of itself. */
bool cb_schema_is_number(struct cb_text);

extern const struct cb_register cb_register_community, cb_register_estate, cb_register_unit,
	cb_register_post, cb_register_link, cb_register_alias, cb_register_unmanaged,
	cb_register_indicator, cb_register_score, cb_register_standing, cb_register_rule,
	cb_register_fund, cb_register_publication, cb_register_volunteer, cb_register_service,
	cb_register_certificate, cb_register_problem, cb_register_problem_log, cb_register_activity,
	cb_register_survey, cb_register_task, cb_register_care, cb_register_metric, cb_register_calendar,
	cb_register_batch;

/* SQL of a register. Each appends whole statements ending in ';'.
 *
 * R1 A column is stored as its key plus the type's sql_suffix (`score_micro`), a quantity also as
 *    `KEY_mark`, a name as its id in table term(id, kind, text). CB_COMPUTED ones are not stored.
 *
 * R2 An empty cell is NULL; in key columns it is 0 or '' (NULLs of an index differ from each
 *    other, and WITHOUT ROWID keys refuse them), so term has a row 0 with an empty text.
 *    CB_NONE is NULL in a required column, CB_ALL is the term `*`.
 *
 * R3 Every table but batch ends in batch (the batch's id) and row (of the source), NOT NULL; a CB_CHAINED
 *    one in hash, and one with private columns in check_value, as its history does (data/store_chain.h R4). Table batch
 *    ends in check_value and identity.
 *
 * R4 The key is the primary key of a CB_CLUSTERED register, else the unique index KEY_key. A CB_CASE_NO column has
 *    the index KEY_case. */
void cb_schema_sql_table(const struct cb_register *, struct cb_str *out);
/* KEY_old: the same stored columns and superseded_by (a batch's id), no key. */
void cb_schema_sql_history(const struct cb_register *, struct cb_str *out);
/* v_KEY: columns and values as cb-export prints them: each cell TEXT, or NULL where it is empty. */
void cb_schema_sql_view(const struct cb_register *, struct cb_str *out);
/* The name of a column's (first) cell in the tables, unquoted: score_micro. */
void cb_schema_sql_name(const struct cb_column *, struct cb_str *out);
/* The stored columns that are the key, in the order of the table's key: period first where a
 * register is clustered. Returns their number; at has room for CB_KEY_MAX. */
#define CB_KEY_MAX 8
int cb_schema_key(const struct cb_register *, int at[CB_KEY_MAX]);

/* mdoc text of one register for cb-registers(5): a subsection, its sentence, a list of columns. */
void cb_schema_man(const struct cb_register *, enum cb_lang, struct cb_str *out);

#endif
