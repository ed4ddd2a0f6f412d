/* The command line: one table of options a command. It drives parsing, --help, completion and the
 * check against the man page; no option is written anywhere else.
 *
 * R1 Long options are taken in full only: --form is not --format.
 * R2 Options and operands may be mixed; after -- everything is an operand; POSIXLY_CORRECT and the
 *    locale change nothing. The last of a repeated option counts, lists collect.
 * R3 A verb is the first operand, if it is one of the command's verbs.
 * R4 Every unknown option, verb or choice is named with the nearest known one: CB_USAGE.
 * R5 An option that the verb does not take is refused, never passed over: CB_USAGE. */
#ifndef CB_CLI_OPT_H
#define CB_CLI_OPT_H

#include <cb/data/file.h>
#include <cb/doc/format.h>
#include <cb/data/reader.h>

enum cb_option_kind {
	CB_OPT_FLAG,   /* bool, set to true */
	CB_OPT_TEXT,   /* const char * */
	CB_OPT_LIST,   /* struct cb_list */
	CB_OPT_COUNT,  /* int, from 0 */
	CB_OPT_CHOICE, /* int, index in `arg`, words separated by '|' */
};

/* The table is ended by name == NULL. offset is in the command's struct opts. */
struct cb_option {
	char letter; /* 0 = long only */
	const char *name;
	const char *arg; /* argument word, as help shows it; NULL for flags */
	enum cb_option_kind kind;
	size_t offset;
	const char *en, *zh;
};

struct cb_app;
struct cb_query;
typedef enum cb_status cb_app_run(struct cb_app *, void *opts);

/* The table is ended by name == NULL. */
struct cb_verb {
	const char *name, *operands;
	cb_app_run *run;
	const char *en, *zh;
	const struct cb_query *query; /* the question that it answers (query/query.h); or NULL */
};

/* Options that go with some of the verbs only, long names and verbs separated by blanks; "-" is no verb
 * at all, "?" each verb that has a question. The table is ended by options == NULL; an option that is in no row goes with every verb. */
struct cb_option_verbs {
	const char *options, *verbs;
};

/* Which of the options that all commands share this one takes; the rest of them always. */
enum cb_takes {
	CB_TAKES_DB = 1,         /* -d */
	CB_TAKES_PERIOD = 2,     /* -p */
	CB_TAKES_TODAY = 4,      /* --today */
	CB_TAKES_OUTPUT = 8,     /* -o */
	CB_TAKES_FORMAT = 16,    /* --format --headers --bom */
	CB_TAKES_BY = 32,        /* --by */
	CB_TAKES_WHERE = 64,     /* --where */
	CB_TAKES_RULES = 128,    /* --rules */
	CB_TAKES_DRY_RUN = 256,  /* -n */
	CB_TAKES_REVEAL = 512,   /* --reveal --mask */
	CB_TAKES_READING = 1024, /* how files are read: --default --map --fill --wide --encoding --delimiter --sheet
	                          * --visible --header-row */
	CB_TAKES_COLUMNS = 2048, /* --columns */
	/* what a command takes that asks questions of registers and enters into them */
	CB_TAKES_ASKING = CB_TAKES_DB | CB_TAKES_PERIOD | CB_TAKES_TODAY | CB_TAKES_OUTPUT | CB_TAKES_FORMAT |
	                  CB_TAKES_BY | CB_TAKES_WHERE | CB_TAKES_COLUMNS | CB_TAKES_RULES |
	                  CB_TAKES_DRY_RUN | CB_TAKES_READING,
};

/* Those of CB_TAKES_READING, for cb_option_verbs. */
#define CB_READING_OPTIONS "default map fill wide encoding delimiter sheet visible header-row"

enum cb_when { CB_AUTO,
	       CB_ALWAYS,
	       CB_NEVER };
enum cb_headers { CB_HEADERS_EN,
	          CB_HEADERS_ZH }; /* order of the words in the table */

/* The options shared by all commands, as given. */
struct cb_common {
	const char *db, *period, *today, *output, *format, *by, *columns, *rules, *errors, *completion, *encoding,
		*delimiter, *sheet;
	struct cb_list where, allow, defaults, maps, fills;
	int lang, headers, mask, color, progress, max_errors, header_row;
	bool wide, visible, dry_run, reveal, strict, bom, quiet, verbose, help, version;
};

struct cb_command {
	const char *name;     /* cb-rank */
	const char *operands; /* without a verb: "[FILE...]"; "" = none; NULL = a verb must be given */
	const char *en, *zh;  /* one sentence: what it is for */
	const struct cb_option *options;
	const struct cb_verb *verbs;  /* or NULL */
	const struct cb_query *query; /* without a verb; or NULL */
	unsigned takes;
	const struct cb_format *formats;            /* its own, beside cb_formats, which write no table; or NULL */
	const struct cb_option_verbs *option_verbs; /* or NULL */
};

/* The words that are left. */
struct cb_line {
	const struct cb_verb *verb; /* NULL = none given */
	struct cb_list operands;
};

/* Parses the command line into opts, common and line. Every mistake goes to the diag. */
enum cb_status cb_opt_parse(const struct cb_command *, int argc, char **argv, void *opts, struct cb_common *,
                            struct cb_line *, struct cb_diag *);
/* Does the verb (NULL = none) take that option of the command? */
bool cb_opt_goes_with(const struct cb_command *, const char *option, const struct cb_verb *);
/* Frees the lists, of the options as well. */
void cb_opt_release(const struct cb_command *, void *opts, struct cb_common *, struct cb_line *);

/* The text of --help: of a verb what goes with it only. */
void cb_opt_help(const struct cb_command *, const struct cb_verb *, enum cb_lang, struct cb_str *out);
/* Completion words, one a line: of "" the verbs and all options, or the options of the verb; of "--color" its choices,
 * of "--format" the formats, of "--columns", "--by" and "--where" the columns of the questions. */
void cb_opt_complete(const struct cb_command *, const struct cb_verb *, const char *of, struct cb_str *out);
/* The shared options that a command with these `takes` has, in the order of the pages: calls
 * visit for each. */
void cb_opt_shared(unsigned takes, void (*visit)(void *arg, const struct cb_option *), void *arg);

#endif
