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
	uint32_t next; /* another indicator of that name, index + 1; 0 = none */
};

/* A registered community with all its columns as they print; texts live as long as the office. */
struct cb_community {
	uint32_t name;
	struct cb_text columns[COMMUNITY_N];
};

/* A row of register alias. */
struct cb_alias {
	size_t of; /* its word */
	struct cb_text alias, full;
	int32_t since; /* 0 = always */
};
/* A community that is part of another from a day on: a row of register alias that has a day. */
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
	bool has_own_rules;          /* they are those of --rules: the database's do not count */
	const char *installed_rules; /* path */
	struct cb_store *store;      /* the database of -d; NULL: -d is a folder or was not given */
	const char *dir;             /* the folder of -d; NULL: -d is a database or was not given */
	struct cb_indicator *indicators;
	size_t n_indicators, cap_indicators;
	uint32_t *indicator_of; /* [name id] -> index + 1 */
	size_t cap_indicator_of;
	struct cb_community *communities; /* in the order of the register */
	size_t n_communities, cap_communities;
	struct cb_community *merged; /* those that are part of another on the office's day */
	size_t n_merged, cap_merged;
	struct cb_merger *mergers;
	size_t n_mergers, cap_mergers;
	int32_t day;                   /* the day by which communities are part of others; 0 = before any is */
	bool reveals;                  /* --reveal: private columns may be asked by, which the command logs */
	bool never_reveals;            /* the command does not take --reveal */
	struct cb_dict estates;        /* "community id/estate id" of the register estate */
	struct cb_list column_aliases; /* LABEL=COL of register alias */
	const char **alias_items;
	size_t cap_alias_items;
	struct cb_alias *aliases; /* while they are being read */
	size_t n_aliases, cap_aliases;
	uint32_t month; /* the contest of rows that belong to no other contest */
	struct cb_arena arena;
};

struct cb_office_options {
	const char *db;              /* -d, or NULL */
	enum cb_store_mode mode;     /* how a database is opened */
	const char *rules;           /* --rules, or NULL */
	const char *installed_rules; /* path of the installed file */
	bool reveals, never_reveals; /* as in the office */
	bool one_state;              /* until cb_store_end everything is read from one state of the database */
	int32_t day;                 /* as in the office */
};

/* Opens what -d names and loads what an office knows. On anything but CB_OK the reason is in the diag; release it all
 * the same. */
enum cb_status cb_office_open(struct cb_office *, const struct cb_office_options *, struct cb_diag *);
void cb_office_release(struct cb_office *);
/* Reads again, inside the transaction, what records are judged by: estates and rules, since another process has
 * written after the office was opened. CB_BUSY (CB_DB_MOVED) where it has changed what the records were read by:
 * aliases, communities, units, indicators. */
enum cb_status cb_office_renew(struct cb_office *);
/* Reads everything again inside the transaction that has written some of it: what follows is judged by that. */
enum cb_status cb_office_reload(struct cb_office *);

/* The indicator of that contest and name, or NULL. */
const struct cb_indicator *cb_office_indicator(const struct cb_office *, uint32_t contest, uint32_t name);
/* Has the contest registered indicators? */
bool cb_office_has_system(const struct cb_office *, uint32_t contest);
/* The registered community, or NULL. One that is part of another by now is found as it was. */
const struct cb_community *cb_office_community(const struct cb_office *, uint32_t name);
/* To whom records of the name belong on the day: to the community that it is part of by then, else to itself. */
uint32_t cb_office_of_day(const struct cb_office *, uint32_t name, int32_t day);
/* Has register estate that estate of that community? */
bool cb_office_has_estate(const struct cb_office *, uint32_t community, uint32_t estate);
/* Makes a cell of that column ready for printing: a name gets its text, and a value that is public although the
 * column is private gets its mark (value/type.h). */
void cb_office_print_cell(const struct cb_office *, const struct cb_column *, struct cb_cell *);
/* Must that value not be asked for, because the column is private and the office does not reveal? Public in such a
 * column are registered units where it is CB_OPEN_UNIT, and numbers where it is CB_OPEN_NUMBER. The answer is the
 * same whether any record has the value or not. */
bool cb_office_hides(const struct cb_office *, const struct cb_column *, struct cb_text value);
/* Reports that a private column cannot be asked by that option, with a remedy that the command takes: CB_USAGE. */
enum cb_status cb_office_refuse(const struct cb_office *, struct cb_text label, const char *option);
/* The id of a public name, or 0: nothing is called so, or only something private is. */
uint32_t cb_office_find(const struct cb_office *, enum cb_name_kind, struct cb_text);
/* The public name nearest in spelling, or 0. */
uint32_t cb_office_nearest(const struct cb_office *, enum cb_name_kind, struct cb_text);
/* Text of a name, with a NUL behind it; "" for id 0. */
struct cb_text cb_office_name(const struct cb_office *, uint32_t id);
/* Takes the next of the parties that a cell lists, 区城管局、市供电公司等5家: its name as it is registered; "" between two
 * marks. */
struct cb_text cb_office_next_party(const struct cb_office *, struct cb_text *list);
/* The canonical text of a cell of that column, also of a name. buf has CB_PRINT_MAX bytes, and may hold the text. */
struct cb_text cb_office_cell_text(const struct cb_office *, const struct cb_column *, const struct cb_cell *,
                                   char *buf);
/* What people call the name in their language. of: the arg of the column that it stands in. */
struct cb_text cb_office_said(const struct cb_office *, const void *of, uint32_t id);

#endif
