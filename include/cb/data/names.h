/* Names: every community, unit, estate, indicator, contest and repeating word of a run has one
 * small id, whatever way it was written. The raw bytes of a cell are looked up in a memo; NFKC,
 * trimming, endings (社区, 居委会, 社区居委会) and aliases are applied on a miss only. */
#ifndef CB_DATA_NAMES_H
#define CB_DATA_NAMES_H

#include <cb/base/dict.h>
#include <cb/data/schema.h>

enum cb_name_flag {
	CB_NAME_IS_COMMUNITY = 1, /* registered as a community */
	CB_NAME_IS_UNIT = 2,      /* registered as a unit */
	CB_NAME_IS_INDICATOR = 4,
	CB_NAME_IS_ABOUT = 8,    /* 合计 平均 满分 …, 职务: …: hardly a name, the row is no data (value/row_word.h) */
	CB_NAME_IS_PRIVATE = 16, /* stands in a private column, and as far as was looked in no other */
	CB_NAME_IS_SEVERAL = 32, /* a list of parties: 河东社区、河西社区 */
	CB_NAME_IS_MEASURE = 64, /* a unit: 万元, 户 */
	CB_NAME_REGISTERED = CB_NAME_IS_COMMUNITY | CB_NAME_IS_UNIT | CB_NAME_IS_INDICATOR,
};

struct cb_name {
	/* As registered; else the shortest spelling that was seen, of equally short ones the first in byte order. A NUL
	 * stands behind it. */
	struct cb_text text;
	uint8_t kind, flags;
};

struct cb_names; /* opaque; one a run and thread */

struct cb_names *cb_names_new(void);
void cb_names_free(struct cb_names *);
/* The same names under the same ids for a second thread; the original must outlive it. */
struct cb_names *cb_names_clone(const struct cb_names *);

/* The id of a name as written in a cell; a new one is added. 0 for a blank text, and for words that say there is none:
 * — / 无 NULL. */
uint32_t cb_names_id(struct cb_names *, enum cb_name_kind, struct cb_text raw);
/* The id, or 0 when that name is not known: nothing is added. */
uint32_t cb_names_find(struct cb_names *, enum cb_name_kind, struct cb_text raw);
/* Adds `text` under exactly the next id (rows of table term come in order of their ids). */
uint32_t cb_names_load(struct cb_names *, enum cb_name_kind, struct cb_text text);
/* Valid until the next _id, _register or _alias. id 0 gives an empty name. */
const struct cb_name *cb_names_get(const struct cb_names *, uint32_t id);
uint32_t cb_names_count(const struct cb_names *); /* ids run 1 .. count */

/* Marks a name as registered: from now on it prints so, and references can be checked. */
uint32_t cb_names_register(struct cb_names *, enum cb_name_kind, enum cb_name_flag, struct cb_text text);
/* The same of a name by its id: what an alias has taken over since keeps its own spelling. */
void cb_names_register_id(struct cb_names *, uint32_t id, enum cb_name_flag);
/* Any name registered with this flag? Until then references are not checked. */
bool cb_names_has(const struct cb_names *, enum cb_name_flag);
/* Marks it CB_NAME_IS_PRIVATE, or no longer. */
void cb_names_hide(struct cb_names *, uint32_t id);
void cb_names_show(struct cb_names *, uint32_t id);
/* Is it marked so, and not registered? Then it is no neighbour of a word, and nobody is told that it is known. */
bool cb_names_is_hidden(const struct cb_names *, uint32_t id);
/* `alias` means `full` from now on. */
void cb_names_alias(struct cb_names *, enum cb_name_kind, struct cb_text alias, struct cb_text full);
/* What people call it: its title where it has one, else its text. */
void cb_names_entitle(struct cb_names *, uint32_t id, struct cb_text title);
struct cb_text cb_names_title(const struct cb_names *, uint32_t id);
/* The name that was `old` is called `now` from now on, whichever way it is written, and keeps its id. False: there is
 * no `old`, or another is called `now`. */
bool cb_names_rename(struct cb_names *, enum cb_name_kind, struct cb_text old, struct cb_text now);
/* What it was called before it was renamed: so databases have it, and their hashes. */
struct cb_text cb_names_first(const struct cb_names *, uint32_t id);
/* The registered (one of `flags`, of CB_NAME_REGISTERED) or known (flags == 0) name of this kind nearest in spelling to
 * `text`, or 0. One word of a thousand rows is looked for once. */
uint32_t cb_names_nearest(struct cb_names *, enum cb_name_kind, unsigned flags, struct cb_text text);
/* The form by which names of a kind are compared, the same for every spelling of one. Until the next call. */
struct cb_text cb_names_form(struct cb_names *, enum cb_name_kind kind, struct cb_text text);

#endif
