/* tries OLD.db VARIABLE FIRST STEP LAST UNTIL COMMAND...: the command is run once for each number, with VARIABLE=number
 * and PRELOAD loaded, on city.db, a fresh copy of OLD.db (none where OLD.db is -); the runs end before LAST once UNTIL
 * in a row have ended with 0 (0: they do not). Of each a line: the number, how the command ended, what the database
 * is, and what was said on stderr.
 * tries OLD.db is FILE...: of each file a line: what the database is.
 *
 * What it is: "old", as OLD.db; "missing" or "empty"; "broken" where cb-export --verify does not end with 0; else a
 * number that is the same where the content is. A reader brings it into order first. Files that are to the byte as
 * others were are not asked again. */
#include "trial.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define DB "city.db"

enum { SEEN = 1 << 16,
       STATE = 24 };

/* ---- what a database is ---- */

struct state {
	uint64_t files;
	char is[STATE];
};

static struct state seen[SEEN];
static size_t n_seen;
static const char *old_db;

static uint64_t
hash(const struct text *t)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < t->n; i++)
		h = (h ^ (unsigned char)t->bytes[i]) * UINT64_C(1099511628211);
	return h;
}

/* The database and what stands beside it. */
static uint64_t
files_of(const char *path)
{
	struct text all = { 0 };
	char beside[512];
	uint64_t h;

	for (const char *const *end = (const char *const[]){ "", "-journal", "-wal", NULL }; *end != NULL; end++) {
		snprintf(beside, sizeof(beside), "%s%s", path, *end);
		text_read(&all, beside);
		text_say(&all, "|");
	}
	h = hash(&all);
	text_clear(&all);
	return h;
}

static bool
holds(const char *path)
{
	struct text out = { 0 }, err = { 0 };
	struct run r = run_start((const char *const[]){ "cb-export", "-q", "-d", path, "--verify", NULL }, NULL);

	run_said(&r, &out, &err);
	if (r.status != 0)
		fprintf(stderr, "%s: %s", path, err.n > 0 ? err.bytes : "?\n");
	text_clear(&out);
	text_clear(&err);
	return r.status == 0;
}

static uint64_t
content_of(const char *path)
{
	struct text all = { 0 };
	uint64_t h;

	dump(&all, path);
	h = hash(&all);
	text_clear(&all);
	return h;
}

/* What holds nothing; NULL where there is something. */
static const char *
nothing(const char *path)
{
	struct stat st;

	return stat(path, &st) != 0 ? "missing" : st.st_size == 0 ? "empty"
	                                                          : NULL;
}

static void
look(struct state *s, const char *path)
{
	static uint64_t old_content;
	uint64_t content;

	if (old_content == 0 && strcmp(old_db, "-") != 0)
		old_content = content_of(old_db);
	if (!holds(path)) {
		snprintf(s->is, STATE, "%s", nothing(path) != NULL ? nothing(path) : "broken");
		return;
	}
	content = content_of(path);
	snprintf(s->is, STATE, content == old_content ? "old" : "%016llx", (unsigned long long)content);
}

static const char *
state_of(const char *path)
{
	uint64_t files = files_of(path);

	if (nothing(path) != NULL)
		return nothing(path);
	for (size_t i = 0; i < n_seen; i++)
		if (seen[i].files == files)
			return seen[i].is;
	if (n_seen == SEEN)
		fail("too many", "states");
	seen[n_seen].files = files;
	look(&seen[n_seen], path);
	return seen[n_seen++].is;
}

/* ---- the runs ---- */

static int
try_one(const char *variable, long at, const char *const *command)
{
	struct text out = { 0 }, err = { 0 };
	char number[32];
	struct run r;

	if (strcmp(old_db, "-") != 0)
		copy_database(old_db, DB);
	else
		drop_database(DB);
	snprintf(number, sizeof(number), "%ld", at);
	r = run_start(command, (const char *const[]){ variable, number, "LD_PRELOAD", getenv("PRELOAD"), NULL });
	run_said(&r, &out, &err);
	for (size_t i = 0; i < err.n; i++)
		if (err.bytes[i] == '\n')
			err.bytes[i] = ' ';
	printf("%ld %d %s %s\n", at, r.status, state_of(DB), err.n > 0 ? err.bytes : "");
	fflush(stdout);
	text_clear(&out);
	text_clear(&err);
	return r.status;
}

int
main(int argc, char **argv)
{
	if (argc < 3)
		return 99;
	old_db = argv[1];
	if (strcmp(argv[2], "is") == 0) {
		for (int i = 3; i < argc; i++)
			puts(state_of(argv[i]));
		return 0;
	}
	if (argc < 8)
		return 99;
	for (long at = atol(argv[3]), passed = 0; at <= atol(argv[5]); at += atol(argv[4])) {
		passed = try_one(argv[2], at, (const char *const *)argv + 7) == 0 ? passed + 1 : 0;
		if (passed > 0 && passed == atol(argv[6]))
			break;
	}
	return 0;
}
