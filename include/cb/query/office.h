/* An office: what a run knows beside its own records — names, aliases, indicators, rules — from -d
 * (a database or a folder of REGISTER.csv), --rules or the installed rule file. */
#ifndef CB_QUERY_OFFICE_H
#define CB_QUERY_OFFICE_H

#include <cb/data/reader.h>
#include <cb/data/store.h>
#include <cb/rule/rules.h>
#include <cb/rule/score.h>

/* An indicator as scores need it. */
enum { CB_THEMES = 6 };
struct cb_indicator {
	uint32_t system, name; /* ids: contest, indicator */
	int theme;             /* of cb_words_theme; CB_THEMES: none */
	struct cb_score_item item;
	uint32_t next; /* another of that name, index + 1 */
};

/* A registered community with all its columns as they print; texts live as long as the office. */
struct cb_community {
	uint32_t name;
	struct cb_text columns[COMMUNITY_N];
	struct cb_where where;
};

/* A row of register alias. */
struct cb_alias {
	size_t of; /* its word */
	struct cb_text alias, full;
	int32_t since; /* 0 = always */
};
/* A community that is part of another from a day on: register alias, with a day. */
struct cb_merger {
	uint32_t from, into;
	int32_t since;
};

/* Threads share it: once it is open nothing changes but what its names learn, and what cb_office_renew and
 * cb_office_reload read again. */
struct cb_office {
	struct cb_diag *diag;
	struct cb_names *names;
	struct cb_rules *rules;
	bool has_own_rules;          /* those of --rules: the database's do not count */
	const char *installed_rules; /* path */
	struct cb_store *store;      /* NULL: none, or a folder */
	const char *dir;             /* NULL: none, or a database */
	struct cb_indicator *indicators;
	size_t n_indicators, cap_indicators;
	uint32_t *indicator_of; /* [name id] -> index + 1 */
	size_t cap_indicator_of;
	struct cb_community *communities; /* in the order of the register */
	size_t n_communities, cap_communities;
	struct cb_community *merged; /* those that are part of another on its day */
	size_t n_merged, cap_merged;
	struct cb_merger *mergers;
	size_t n_mergers, cap_mergers;
	int32_t day;                   /* whose records are whose on it; 0 = before any merger */
	bool reveals;                  /* --reveal: private columns may be asked by, which the command logs */
	bool never_reveals;            /* the command does not take it */
	struct cb_dict estates;        /* "community id/estate id" of the register estate */
	struct cb_list column_aliases; /* LABEL=COL of register alias */
	const char **alias_items;
	size_t cap_alias_items;
	struct cb_alias *aliases; /* while they are being read */
	size_t n_aliases, cap_aliases;
	uint32_t month; /* the contest of rows that no other claims */
	struct cb_arena arena;
};

struct cb_office_options {
	const char *db;              /* -d, or NULL */
	enum cb_store_mode mode;     /* how a database is opened */
	const char *rules;           /* --rules, or NULL */
	const char *installed_rules; /* path of the installed file */
	bool reveals, never_reveals; /* as in the office */
	bool one_state;              /* all that is read until cb_store_end is of one state of the database */
	int32_t day;                 /* as in the office */
};

/* Opens and loads. On anything but CB_OK the reason is in the diag; release it all the same. */
enum cb_status cb_office_open(struct cb_office *, const struct cb_office_options *, struct cb_diag *);
void cb_office_release(struct cb_office *);
/* What records are judged by, read again inside the transaction, where another has written since the office was
 * opened. CB_BUSY (CB_DB_MOVED) where that is what they were read by: names, aliases, indicators. */
enum cb_status cb_office_renew(struct cb_office *);

/* All of it read again inside the transaction that has written: what follows is judged by that. */
enum cb_status cb_office_reload(struct cb_office *);

/* The indicator of that contest and name, or NULL. */
const struct cb_indicator *cb_office_indicator(const struct cb_office *, uint32_t contest, uint32_t name);
/* Has the contest registered indicators? */
bool cb_office_has_system(const struct cb_office *, uint32_t contest);
/* The registered community, or NULL; one that is part of another is known as it was. */
const struct cb_community *cb_office_community(const struct cb_office *, uint32_t name);
/* Whose the records of a name are on the day: those of the community that it is part of, else its own. */
uint32_t cb_office_of_day(const struct cb_office *, uint32_t name, int32_t day);
bool cb_office_has_estate(const struct cb_office *, uint32_t community, uint32_t estate);
/* A name that is to be printed gets its text; a name or text that is public in a private column its mark. */
void cb_office_print_cell(const struct cb_office *, const struct cb_column *, struct cb_cell *);
/* Is a private column asked by what is private, where that may not be? A unit that is registered is public in a column
 * of CB_OPEN_UNIT, a number in one of CB_OPEN_NUMBER. It says the same whether anything has the value or not. */
bool cb_office_hides(const struct cb_office *, const struct cb_column *, struct cb_text value);
/* Says that the private column cannot be asked by that option: CB_USAGE, with a remedy that the command takes. */
enum cb_status cb_office_refuse(const struct cb_office *, struct cb_text label, const char *option);
/* The name, or 0: nothing is called so, or nothing that is public. */
uint32_t cb_office_find(const struct cb_office *, enum cb_name_kind, struct cb_text);
/* The public name nearest in spelling, or 0. */
uint32_t cb_office_nearest(const struct cb_office *, enum cb_name_kind, struct cb_text);
/* Text of a name, with a NUL behind it; "" for id 0. */
struct cb_text cb_office_name(const struct cb_office *, uint32_t id);
/* What people call it in their language; of: the argument of the column that it is of. */
struct cb_text cb_office_said(const struct cb_office *, const void *of, uint32_t id);

#endif
