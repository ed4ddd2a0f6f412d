/* Findings: what is wrong, how grave, where. libcore reports them here and never prints.
 *
 * A finding is a row of the message table (base/message.h) with where it is and up to six arguments put
 * into its placeholders {1}…{6}. Findings are handed to a sink at once and are not kept: any
 * number of them costs no memory. */
#ifndef CB_BASE_DIAG_H
#define CB_BASE_DIAG_H

#include <cb/base/arg.h>
#include <cb/base/message.h>
#include <cb/base/status.h>
#include <cb/base/str.h>

/* Where a finding was made: a source of the diag (0 = none), and row and column from 1 (0 = none). In text
 * files the row is the physical line on which the record starts, the column the number of the field. */
struct cb_where {
	uint32_t source, row, column;
};

/* How a position in a source is printed. */
enum cb_source_kind {
	CB_SOURCE_TEXT,     /* FILE:LINE:COLUMN */
	CB_SOURCE_SHEET,    /* FILE:SHEET!C7 */
	CB_SOURCE_DATABASE, /* city.db:score:17 */
	CB_SOURCE_COMMAND,  /* options of the command itself: nothing */
};

enum { CB_TURNED_MAX = 40 };

struct cb_source {
	const char *file, *sheet; /* as UTF-8 (cb_utf8_escape); sheet: "" for text files; the register for databases */
	enum cb_source_kind kind;
	uint64_t errors;      /* found in it so far */
	uint32_t first;       /* the first source of the same file: its sheets are sources in a row */
	uint64_t file_errors; /* kept at that first source: errors found in the whole file so far */
	uint32_t header_row;  /* the last row of its header, set by its reader; 0 = not known */
	/* A table that lies on its side is turned while it is read: rows beyond turned_from are its columns, and its
	 * columns are the rows that turned[] names. Findings say where a cell lies in the file. */
	uint32_t turned_from, turned[CB_TURNED_MAX];
	size_t n_turned;
	/* Of a form, whose one record was made a table: the columns of its labels and values in those rows, else 0. */
	uint32_t form_labels[CB_TURNED_MAX], form_values[CB_TURNED_MAX];
};

struct cb_finding {
	enum cb_code code;
	enum cb_severity severity; /* after --strict and --allow */
	struct cb_where where;
	const char *field;                 /* canonical column key, or "" */
	struct cb_text words[CB_ARGS_MAX]; /* the arguments, borrowed during the sink call; empty after the last */
	/* The message in the diag's language, placeholders filled. Where a value was typed, not read from a file, the
	 * options to read it in another way, which stand between {[ and {], are left out. */
	const char *text;
};

/* What became of the rows of a run. */
struct cb_written {
	uint64_t added, replaced, repeated;
	int64_t batch, undone; /* the last batch, and the one that it withdraws; 0 = none */
	uint64_t n_batches;
};

struct cb_diag {
	enum cb_lang lang;
	bool strict;                        /* warnings count as errors */
	bool muted;                         /* between cb_diag_mute and cb_diag_unmute */
	uint8_t allow[CB_CODE_MAX / 8 + 1]; /* a bit for each code: these errors count as warnings */
	void (*sink)(void *arg, const struct cb_diag *, const struct cb_finding *);
	void *sink_arg;
	uint64_t errors, warnings, notes;
	enum cb_status status;     /* the gravest of the errors reported so far */
	int64_t stored_batch;      /* the last that was committed to a database, 0 = none */
	struct cb_written written; /* what was put into a database, or would be */
	struct cb_source *sources; /* [1 .. n_sources] */
	size_t n_sources, cap_sources;
};

/* Registers a source and returns its number (from 1); copies the names. */
uint32_t cb_diag_source(struct cb_diag *, enum cb_source_kind, const char *file, const char *sheet);

/* Has an error been found in the file of this source, in whatever sheet? */
bool cb_diag_is_file_bad(const struct cb_diag *, uint32_t source);

/* Appends the text of a finding as the one who has filled in the file is told it: without what only the command line
 * can do, which stands between {[ and {] in the table of messages, and with what nobody else is told, between {( and
 * {). */
void cb_diag_sender_text(const struct cb_diag *, const struct cb_finding *, struct cb_str *out);

/* Reports one finding: counts it, remembers the status of an error, and hands it to the sink if there is one. field
 * may be NULL. There may be up to six arguments (base/arg.h); a placeholder without an argument stays empty. Returns
 * the status that the table of messages has for the code:
 *
 *     cb_report(diag, CB_NOT_A_NUMBER, where, "score", cell, cb_arg_nearest(number)); */
#ifdef __cppcheck__ /* it stumbles over macros that choose by type */
enum cb_status cb_report(struct cb_diag *, enum cb_code, struct cb_where, const char *field, ...);
#else
#define cb_report(diag, code, where, ...)                               \
	cb_diag_report(diag, code, where, CB_ARGS_FIELD(__VA_ARGS__, ), \
	               (struct cb_arg[CB_ARGS_MAX]){ CB_ARGS(__VA_ARGS__) })
#endif
enum cb_status cb_diag_report(struct cb_diag *, enum cb_code, struct cb_where, const char *field,
                              struct cb_arg args[CB_ARGS_MAX]);

/* How work has ended whose status is known but for the findings: CB_OK becomes the status of the errors that the diag
 * has beyond the `errors` it had before. */
enum cb_status cb_diag_since(const struct cb_diag *, uint64_t errors, enum cb_status);

/* For work that is only tried: between mute and unmute no finding reaches the sink, and unmute takes back what
 * was counted. Mute returns what unmute is to be given, so that the two may nest; unmute returns how many
 * errors there were in between. */
struct cb_diag_muted {
	void (*sink)(void *arg, const struct cb_diag *, const struct cb_finding *);
	uint64_t errors, warnings, notes;
	enum cb_status status;
	bool muted;
};
struct cb_diag_muted cb_diag_mute(struct cb_diag *);
uint64_t cb_diag_unmute(struct cb_diag *, const struct cb_diag_muted *);

/* Appends the position as people read it, such as 西峡.xlsx:得分!C7, without a trailing colon; nothing for source 0. */
void cb_where_print(const struct cb_diag *, struct cb_where, struct cb_str *out);
/* Appends the letters by which spreadsheets call a column: 1 is A, 27 is AA; nothing for 0. */
void cb_where_add_letters(uint32_t column, struct cb_str *out);
/* Is any error allowed? */
bool cb_diag_allows(const struct cb_diag *);
/* The severity that a code has under --strict and --allow of this diag. A code that is allowed is at most a warning,
 * even with --strict; only errors that are found in data (CB_FOUND) can be allowed. */
enum cb_severity cb_diag_severity(const struct cb_diag *, enum cb_code);
bool cb_diag_is_error(const struct cb_diag *, enum cb_code);
void cb_diag_release(struct cb_diag *);

#define CB_NOWHERE ((struct cb_where){ 0, 0, 0 })

#endif
