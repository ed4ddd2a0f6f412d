/* A column's type: how a cell is parsed, printed and stored. A type is a row of functions; a new
 * one is one object. All functions are pure and total: no I/O, no global state, any bytes. */
#ifndef CB_VALUE_TYPE_H
#define CB_VALUE_TYPE_H

#include <cb/base/diag.h>
#include <cb/base/mem.h>
#include <cb/base/message.h>
#include <cb/base/str.h>

enum cb_state {
	CB_EMPTY,  /* nothing there; prints as an empty cell */
	CB_VALUE,  /* n (and text, mark) hold it */
	CB_NONE,   /* 无数据: known to be absent, which is not 0; prints 无数据 */
	CB_ALL,    /* `*`: every one (task.assignee) */
	CB_MASKED, /* a private value that came masked; text as it came */
	CB_LABEL,  /* a word of the table's own in place of a value: 合计; text */
};

/* How exact a quantity is: in the order of cb-registers(5). */
enum cb_mark {
	CB_EXACT,   /* 1600 */
	CB_MORE,    /* 1600+  余 多 以上 */
	CB_LESS,    /* 1000-  近 不足 */
	CB_ABOUT,   /* ~2500  约 左右 */
	CB_UNKNOWN, /* ?      XX, 1xx */
	CB_EACH,    /* 各1    so many of each item that the record names; exact */
};

/* One typed cell. n by type: int = itself; num, qty = millionths; money = fen; date, day = days
 * since 1970-01-01; date-time = minutes since then (mark 1: no time of day was given); time, hours = minutes;
 * period = yyyymm, yyyy21..24 (quarters), yyyy31..32 (halves), yyyy00 (year); bool = 0/1;
 * enum = index of its word; names = id in cb_names. Of names and texts mark 1: public in a private
 * column. text: the canonical text of text-like types, borrowed (header of who hands the cell out). */
struct cb_cell {
	int64_t n;
	struct cb_text text;
	uint8_t state, mark;
};

/* What the numbers of a column are in. */
struct cb_column_unit {
	const char *wanted; /* the units that they may be in (value/unit.h); NULL = not compared */
	int64_t num, den;   /* of the sheet's or label's unit to the column's: 万元 = 10000/1; 0/0 = 1/1 */
};

/* What a parse may depend on beside the cell. */
struct cb_parse_env {
	int year;                          /* for 7.10 and 7月; 0 = not known: such a date is an error */
	const struct cb_column_unit *unit; /* NULL = numbers are what they are */
	struct cb_arena *arena;            /* where text that had to be rewritten is kept */
};

/* A closed list of words; the index is the value. Ended by zh == NULL. */
struct cb_word {
	const char *zh, *key; /* printed word; stable English key (accepted) */
	const char *more;     /* further words to accept, separated by blanks, or NULL */
};

enum cb_storage {
	CB_STORE_INT,  /* one INTEGER: n */
	CB_STORE_TEXT, /* one TEXT: as printed; parsed when it is loaded */
	CB_STORE_NAME, /* INTEGER, id in table term */
	CB_STORE_QTY,  /* INTEGER n and <column>_mark TEXT: '' + - ~ ? (cb_mark_text) */
};

#define CB_PRINT_MAX 64 /* bytes that print needs at most for a cell without text */

struct cb_type {
	const char *name;    /* as in cb-registers(5): text name date … */
	const char *en, *zh; /* what a cell may hold, for cb-registers(5) and messages */
	enum cb_storage storage;
	const char *sql_suffix; /* "_micro" "_fen" "_minutes" or "" */
	/* SQL templates: cb_type_sql() puts the stored column in. They hold no other '%'. */
	const char *sql_check; /* a CHECK expression, or NULL */
	const char *sql_view;  /* an expression that prints the column as CSV does; NULL = as it is */
	bool numeric;          /* total rows are summed and checked; right-aligned in tables */
	const char *unit;      /* what its numbers are in where the column does not say (value/unit.h), or NULL */

	/* Types the text (valid UTF-8, untrimmed). arg is the column's (words, ...). Sets *out and
	 * returns CB_FINE, or returns a 2xx code and leaves state CB_EMPTY. Blank text = CB_EMPTY. */
	enum cb_code (*parse)(const void *arg, struct cb_text, const struct cb_parse_env *, struct cb_cell *out);
	/* The canonical text of a cell with state CB_VALUE. Writes to buf (CB_PRINT_MAX) where it must;
	 * the result points to buf or into cell->text. parse(print(x)) == x. */
	struct cb_text (*print)(const void *arg, const struct cb_cell *, char *buf);
	/* What cb_type_hint() says, or NULL. */
	void (*hint)(const struct cb_type *, const void *arg, struct cb_text raw, enum cb_lang, struct cb_str *out);
};

/* Messages of parse codes take two words: {1} the raw text (masked by the caller when the column is
 * private), {2} this hint. Appends ";是不是“90”?" to a mistyped number or date, the nearest and the
 * allowed words of an enum, the expected check digit of an id; else nothing. Never tells more of an
 * id or phone than that digit. raw is the whole cell, unmasked, one that parse has refused. */
void cb_type_hint(const struct cb_type *, const void *arg, struct cb_text raw, enum cb_lang, struct cb_str *out);
/* Appends a template of the type with %1$s = column and %2$s = mark: SQL names as they are to stand
 * there, quoted and qualified by the caller (`t."score_micro"`). mark may be NULL but for qty. */
void cb_type_sql(const char *template, const char *column, const char *mark, struct cb_str *out);

/* print of types whose cells are texts. */
static inline struct cb_text
cb_type_print_text(const void *arg, const struct cb_cell *cell, char *buf)
{
	(void)arg, (void)buf;
	return cell->text;
}
/* Text of a cell in any state: "" for CB_EMPTY, 无数据, *, or type->print. */
struct cb_text cb_cell_print(const struct cb_type *, const void *arg, const struct cb_cell *, char *buf);
/* The number and the text (lent) of a cell that has a value; where it has none, another number and "". */
static inline int64_t
cb_cell_n_or(const struct cb_cell *cell, int64_t otherwise)
{
	return cell->state == CB_VALUE ? cell->n : otherwise;
}
static inline struct cb_text
cb_cell_text(const struct cb_cell *cell)
{
	return cell->state == CB_VALUE ? cell->text : CB_LIT("");
}
/* A cell that borrows its text; empty for the empty text. */
static inline struct cb_cell
cb_cell_lent(struct cb_text text)
{
	return (struct cb_cell){ .state = text.len > 0 ? CB_VALUE : CB_EMPTY, .text = text };
}
/* Its text, kept in the arena; "" where the cell has no value. */
struct cb_text cb_cell_keep(struct cb_arena *, const struct cb_cell *);
/* The texts of all of them, in the arena from now on. */
void cb_cells_keep(struct cb_arena *, struct cb_cell *cells, size_t n);
/* Equal state, value, mark and text. */
bool cb_cell_equal(const struct cb_cell *a, const struct cb_cell *b);

/* Text: text keeps its characters, ends trimmed; name loses the blanks between CJK characters;
 * ref is a name held in cb_names (the reader resolves it; here it is text); code is NFKC text. Text
 * that needs no change points into the input, else it is a copy in env->arena. */
extern const struct cb_type cb_type_text, cb_type_name, cb_type_ref, cb_type_code;
/* Numbers (value/number.h says how they may be written). num, qty: 6 places; money: 2; int: none.
 * `-` `—` `/` `无` are empty cells; 无数据 is CB_NONE in num and empty in the others. */
extern const struct cb_type cb_type_int, cb_type_num, cb_type_money, cb_type_qty, cb_type_hours;
/* The arg of money, qty and hours where they may be said of several at once: 各5000元, 各支助5000元, 各1, 各2小时 (mark
 * CB_EACH). */
extern const char cb_each[];
/* Time (value/date.h, value/period.h). day is a date stored as INTEGER, days since 1970 (two bytes), for
 * large registers; birth a date that may lack its day (mark 1, n the first of the month). */
extern const struct cb_type cb_type_date, cb_type_day, cb_type_date_time, cb_type_time, cb_type_period, cb_type_birth;
/* Words: bool (是 否 有 无 √ × ✓ ✗ ☑ ☐ ■ □ Y N 1 0 yes no true false,
 * ☑是 ☐否; arg: further words or NULL), enum (arg: cb_word list; n =
 * its index). */
struct cb_yes_no {
	const char *yes, *no; /* separated by blanks */
};
extern const struct cb_type cb_type_bool, cb_type_enum;
/* Identities (value/identity.h): id is GB 11643 (15 digits lengthened), uscc GB 32100, region 12 digits. */
extern const struct cb_type cb_type_id, cb_type_uscc, cb_type_phone, cb_type_region;

#endif
