/* A command tried on a copy of a database, and all that comes of it, to the byte: many thousand times, without a
 * process for anything but the command itself. Whatever cannot be done ends the program with 99. */
#ifndef TRIAL_H
#define TRIAL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { WORDS = 64 };

struct text {
	char *bytes;
	size_t n;
};

void text_add(struct text *, const void *bytes, size_t n);
void text_say(struct text *, const char *words);
bool text_is(const struct text *, const struct text *);
void text_clear(struct text *);

/* The file whole; nothing where there is none. */
void text_read(struct text *, const char *path);

/* One run: what it says goes to files of no name, so that no pipe can fill. */
struct run {
	pid_t pid;
	int out, err, status; /* as a shell tells it: 128 and the number of the signal that ended it */
};

/* words ends with NULL; so does settings, a name and a value in turn. */
struct run run_start(const char *const *words, const char *const *settings);
bool run_has_ended(struct run *);
void run_wait(struct run *);
/* What it said; the run is over then. */
void run_said(struct run *, struct text *out, struct text *err);

/* The words of a line, which is written over. Ends with NULL. */
void split(char *line, const char *words[WORDS]);

/* With what stands beside it. */
void drop_database(const char *path);
void copy_database(const char *from, const char *to);
/* All that a database holds; a text of why where it holds nothing that can be read. */
void dump(struct text *, const char *path);

_Noreturn void fail(const char *what, const char *of);

#endif
