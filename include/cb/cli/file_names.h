/* The names of files that a command makes, several in one folder.
 *
 * R1 FOLDER/NAME TAIL, where what a file name cannot hold is _, and a name longer than 200 bytes is cut behind a whole
 *    character. No two are alike: the later are NAME (2), NAME (3) and so on. */
#ifndef CB_CLI_FILE_NAMES_H
#define CB_CLI_FILE_NAMES_H

#include <cb/base/mem.h>
#include <cb/base/str.h>

struct cb_file_names {
	const char *folder;
	const char **paths; /* that were given, in that order */
	size_t n, cap;
	struct cb_arena texts;
};

/* The path; it lives as long as the names. tail: "-notice.docx". */
const char *cb_file_names_take(struct cb_file_names *, struct cb_text name, const char *tail);
void cb_file_names_release(struct cb_file_names *);

#endif
