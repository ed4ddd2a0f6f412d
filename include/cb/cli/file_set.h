/* The files that a command makes, several in one folder.
 *
 * R1 FOLDER/NAME TAIL, where what a file name cannot hold is _, and a name longer than 200 bytes is cut behind a whole
 *    character. No two are alike: the later are NAME (2), NAME (3) and so on.
 * R2 All of them are written or none (data/file.h R6). A folder that was made for them goes with them. */
#ifndef CB_CLI_FILE_SET_H
#define CB_CLI_FILE_SET_H

#include <cb/cli/app.h>

struct cb_file_set {
	struct cb_app *app;
	const char *folder;
	bool is_new;        /* the folder was made for them */
	const char **paths; /* that were given, in that order */
	size_t n, cap;
	struct cb_out **outs;
	size_t n_outs, cap_outs;
	struct cb_arena texts;
};

/* Makes the folder. */
enum cb_status cb_file_set_start(struct cb_file_set *, struct cb_app *, const char *folder);
/* Opens the next file, which lives as long as the set; write it, then cb_out_stage. tail: "-notice.docx"; flags: enum
 * cb_out_flag. Its path is the last one. */
enum cb_status cb_file_set_open(struct cb_file_set *, struct cb_text name, const char *tail, unsigned flags,
                                struct cb_out **out);
/* The file opened last is not to be written after all. */
void cb_file_set_drop(struct cb_file_set *);
enum cb_status cb_file_set_commit(struct cb_file_set *);
/* Without commit: nothing is there. Accepts a zeroed struct. */
void cb_file_set_release(struct cb_file_set *);
/* Commit where all went well so far, and release. */
enum cb_status cb_file_set_end(struct cb_file_set *, enum cb_status so_far);

#endif
