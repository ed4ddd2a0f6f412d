/* The life of a command: options, messages, output, exit status.
 *
 * R1 stdout carries data only; findings go to stderr, one a line:
 *    `cb-import: 西峡.xlsx:得分!C7: error E203 score: “9O”不是数字`.
 * R2 Notes are shown with -v; -q leaves out warnings and the summary. --max-errors caps what is
 *    shown, never what is counted: the last line says how many were not shown.
 * R3 The exit status is the gravest of what was reported and what the command says. Output that cannot be
 *    written is CB_USAGE; a reader that has closed the pipe ends the command quietly (SIGPIPE).
 * R4 Signals remove the temporary file. Closed standard descriptors are never reused for files.
 * R5 Where the output of a command fails that has written to the database, or nobody reads it, that is said: who runs
 *    it again would write it twice.
 * R6 Where all that was found is allowed, and it is refused all the same, that is said.
 */
#ifndef CB_CLI_APP_H
#define CB_CLI_APP_H

#include <cb/cli/findings.h>
#include <cb/cli/opt.h>
#include <cb/cli/progress.h>
#include <cb/cli/told.h>
#include <cb/doc/format.h>

#define CB_VERSION "0.1.0"

struct cb_app {
	const struct cb_command *command;
	struct cb_common common;
	struct cb_line line;
	struct cb_diag diag;
	struct cb_doc_options doc;      /* made from the options */
	const struct cb_format *format; /* NULL = by -o, else by where stdout goes */
	struct cb_progress progress;
	int32_t today_day;     /* --today, $CB_TODAY, the clock at UTC+8 */
	struct cb_str written; /* how people call what was written to the database; "" = by its batch alone */
	/* private */
	uint64_t shown, hidden;
	struct cb_told told;
	bool is_coloured; /* stderr */
	bool is_unseen;   /* R5 */
	bool has_opened;  /* an output */
	struct cb_out out;
	struct cb_findings *findings; /* --errors; NULL = none */
};

/* All that main does: reads the environment and the command line into opts, the command's own; prints help and
 * version; runs the verb that was given, or `run` when none was (NULL where the command wants one); prints the
 * summary, checks stdout and releases everything. Returns what main returns. */
int cb_app_main(const struct cb_command *, int argc, char **argv, void *opts, cb_app_run *run);

/* The operands from the first-th on, or "-" when there are none; says so when that would wait on a
 * terminal. */
struct cb_list cb_app_files(struct cb_app *, size_t first);

/* Opens -o or stdout; a signal from now on removes its temporary. *out is the app's own, one at a
 * time; end it with cb_out_commit, else what was written is dropped in the end. */
enum cb_status cb_app_open(struct cb_app *, struct cb_out **out, unsigned flags);
/* The same for a file of its own (path NULL = as the options say), to be ended by cb_app_drop in any case. */
enum cb_status cb_app_open_file(struct cb_app *, const char *path, unsigned flags, struct cb_out *out);
/* Says that the two were both given, and do not go together: CB_USAGE. */
enum cb_status cb_app_not_together(struct cb_app *, const char *a, const char *b);
/* A folder for such files, 0700 with --reveal; one that is there is fine. is_new (may be NULL): it was not. */
enum cb_status cb_app_make_folder(struct cb_app *, const char *path, bool *is_new);
/* The format of -o, --format or the place the output goes. */
const struct cb_format *cb_app_format(const struct cb_app *);
/* Writes the table where and as the options say. */
enum cb_status cb_app_write(struct cb_app *, struct cb_table *);
/* The same in two steps: between them it is written but for what of it is seen. */
enum cb_status cb_app_prepare(struct cb_app *, struct cb_table *);
enum cb_status cb_app_show(struct cb_app *);

/* The same row after row, into path (NULL = as the options say) and the writer's out, whose format and
 * table the caller has set: opens it and begins the document. Then cb_doc_row, cb_doc_end and
 * cb_out_commit, and in any case cb_app_drop. flags: CB_OUT_HELD or 0. */
enum cb_status cb_app_begin(struct cb_app *, const char *path, unsigned flags, struct cb_writer *);
/* What was not committed is gone, and no signal looks at it any more. */
void cb_app_drop(struct cb_out *);

/* Path of a file installed with the programs: ../share/cb/NAME beside the folder of this program. */
enum cb_status cb_app_share(struct cb_app *, const char *name, struct cb_str *path);

#endif
