/* The forms of a register as files: one, or one for each community. */
#ifndef CB_CLI_FORM_FILES_H
#define CB_CLI_FORM_FILES_H

#include <cb/cli/app.h>
#include <cb/data/schema.h>

struct cb_form_files {
	const char *community; /* --for; NULL = anybody */
	const char *each;      /* --each: a folder, made if it is not there; NULL = -o or stdout */
};

/* Writes the form of the register, with what -d knows, for the period -p. */
enum cb_status cb_form_files(struct cb_app *, const struct cb_register *, const struct cb_form_files *);

#endif
