/* Rules as data: the rows of the register `rule`, checked against the table of kinds.
 *
 * R1 A rule is found by what, scope, key, number and day. Rows of the scope asked for hide the rows
 *    of the empty scope that have the same key; then a row of the key goes before one of no key.
 * R2 at_least..at_most is closed; an empty end is open. since..until likewise, in days.
 * R3 A kind that takes one row refuses rows of the same scope and key that overlap in number and
 *    days, both named; one that takes the first (the highest at_least reached) refuses equal at_least.
 * R4 There is no default in code: a missing row is the caller's CB_RULE_MISSING (CB_USAGE), with its name.
 * R5 In kinds that demand (CB_RULE_DEMANDS) the bounds are what is asked of the number, not what the
 *    row is found by: they are ignored in the search, and rows overlap whatever their bounds.
 * R6 A row is checked whole: its `what` is known (else the nearest is named), the columns its kind does
 *    not use are empty, those it needs are filled, the value is of the kind's type and range,
 *    at_least <= at_most, since <= until, and no id stands twice. All findings are reported. */
#ifndef CB_RULE_RULES_H
#define CB_RULE_RULES_H

#include <cb/base/diag.h>
#include <cb/value/type.h>

/* Columns that a kind uses and needs; WHOLE and DEMANDS say how the bounds are meant. */
enum cb_rule_uses {
	CB_RULE_SCOPE = 1,
	CB_RULE_KEY = 2,
	CB_RULE_RANGE = 4, /* at_least, at_most; needed: one of them */
	CB_RULE_MEASURE = 8,
	CB_RULE_DEMANDS = 16, /* R5 */
	CB_RULE_WHOLE = 32,   /* bounds are whole numbers, not below 0 */
	CB_RULE_VALUE = 64,   /* in `needs` only; a kind uses a value where its `value` is not NULL */
	CB_RULE_EITHER = 128, /* in `needs` only: bounds or a value, but not both */
};
enum cb_rule_pick { CB_PICK_ONE,
	            CB_PICK_FIRST /* highest at_least reached */,
	            CB_PICK_ALL };

/* The shape of the rules of one `what`: one row of the table of kinds, the only place that knows it. */
struct cb_rule_kind {
	const char *what;
	unsigned uses, needs;
	enum cb_rule_pick pick;
	const struct cb_type *value;   /* NULL: the value column is not used */
	const void *arg;               /* of the type */
	int64_t min, max;              /* of value.n; max 0: any */
	const char *unit_en, *unit_zh; /* what at_least/at_most count, or NULL */
	const char *en, *zh;           /* one sentence for cb-rules(5) */
};
extern const struct cb_rule_kind cb_rule_kinds[]; /* ended by what == NULL */
/* The kind of that name, or NULL. */
const struct cb_rule_kind *cb_rule_kind(struct cb_text what);

/* One rule. Texts are never NULL. Numbers in millionths; absent bounds are INT64_MIN / INT64_MAX,
 * absent days INT32_MIN / INT32_MAX. */
struct cb_rule {
	const struct cb_rule_kind *kind;
	const char *id, *scope, *key, *measure, *basis, *value_text;
	int64_t at_least, at_most;
	struct cb_cell value; /* by kind->value; CB_EMPTY where the row has none */
	int32_t since_day, until_day;
	struct cb_where where;
};

struct cb_rules; /* opaque */
struct cb_rules *cb_rules_new(void);
void cb_rules_free(struct cb_rules *);

/* The columns of register rule, in order: the fields of cb_rules_add. */
enum { CB_RULE_FIELDS = 12 };

/* Adds a row: rule what scope key at_least at_most value measure basis note since until, as canonical
 * text; the bytes are copied. A bad row goes to the diag, is left out, and false is returned. The
 * findings are CB_FOUND, as for any row of an input: where the rows configure a run (--rules), the
 * caller makes it CB_USAGE. */
bool cb_rules_add(struct cb_rules *, const struct cb_text fields[CB_RULE_FIELDS], struct cb_where,
                  struct cb_diag *);
/* After the last row, before the first search: sorts, refuses overlaps (R3). */
bool cb_rules_finish(struct cb_rules *, struct cb_diag *);

/* Searches. The rules that they return live as long as the cb_rules. */

/* The one rule (R1), or NULL. scope and key: NULL is the same as "". n is in millionths: place 2 is 2000000,
 * CB_RULE_N(2). */
const struct cb_rule *cb_rules_pick(const struct cb_rules *, const char *what, const char *scope,
                                    const char *key, int64_t n, int32_t day);
/* One after the other the rules of a kind for a scope and day, whatever their key and number, in order of at_least,
 * then id. scope NULL: those of any scope, none of which hides another. *at starts at 0; NULL after the last rule. */
const struct cb_rule *cb_rules_all(const struct cb_rules *, const char *what, const char *scope,
                                   int32_t day, size_t *at);

/* The rule of that id, or NULL. */
const struct cb_rule *cb_rules_by_id(const struct cb_rules *, struct cb_text id);

/* Is n, in millionths, within at_least..at_most? */
bool cb_rule_holds(const struct cb_rule *, int64_t n);
#define CB_RULE_N(whole) ((int64_t)(whole)*1000000)

/* Appends, without a full stop, what the value of a kind may be that has one: the words of an enum, or the sentence
 * of its type and the range. */
void cb_rule_describe_value(const struct cb_rule_kind *, enum cb_lang, struct cb_str *out);
/* Appends the table of kinds as mdoc text for cb-rules(5), one list item a kind. */
void cb_rules_man(enum cb_lang, struct cb_str *out);

#endif
