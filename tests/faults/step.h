/* One thing done to a file, as record.c writes it and replay.c reads it. */
#ifndef STEP_H
#define STEP_H

#include <stdint.h>

enum { STEP_NAME = 256 };

enum { STEP_CREATE = 'c',
       STEP_WRITE = 'w',    /* n bytes at `at` */
       STEP_APPEND = 'a',   /* n bytes where the file ends */
       STEP_TRUNCATE = 't', /* to `at` bytes */
       STEP_SYNC = 's',     /* of a file, or of a folder */
       STEP_UNLINK = 'u',
       STEP_RENAME = 'r' }; /* the bytes are the new name */

struct step {
	char kind, name[STEP_NAME];
	int64_t at;
	uint64_t n; /* bytes that follow */
};

#endif
