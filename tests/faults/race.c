/* race BASE VERBS NAME: NAME against itself and each EVERY-th (3; 1 = all) of those behind it in the file VERBS, whose
 * lines are a name and a command that works on city.db, a copy of the database BASE. The two are let off at once,
 * ROUNDS times (2), by a lock that was held until both waited (PRELOAD, wait.so). What comes of them, what each says,
 * how each ends, and the whole database, is what comes of one after the other; or else it is said, and the end is 1. */
#include "trial.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DB "city.db"

enum { VERBS = 256,
       OVERTAKEN = 75 };

struct verb {
	const char *name, *words[WORDS];
};

/* What one of the two said and how it ended; nothing of one that was not run. */
struct end {
	struct text said;
	int status;
	bool is_overtaken; /* told to run again since another had changed what it read */
};

static struct end
end_of(const struct verb *v, struct run *r)
{
	struct end e = { 0 };
	struct text err = { 0 };
	char line[32];

	run_said(r, &e.said, &err);
	e.is_overtaken = r->status == OVERTAKEN && e.said.n == 0 && strcmp(v->words[0], "cb-import") == 0 &&
	                 err.n > 0 && strstr(err.bytes, "import: error E716") != NULL;
	text_add(&e.said, err.bytes != NULL ? err.bytes : "", err.n);
	snprintf(line, sizeof(line), "ends with %d\n", r->status);
	text_say(&e.said, line);
	text_clear(&err);
	return e;
}

/* All that came of them: of a, of b, and of the database. */
static struct text
outcome(const struct end *a, const struct end *b)
{
	struct text all = { 0 };

	for (int i = 0; i < 2; i++) {
		const struct end *e = i == 0 ? a : b;

		text_say(&all, i == 0 ? "a:\n" : "b:\n");
		if (e != NULL)
			text_add(&all, e->said.bytes, e->said.n);
	}
	dump(&all, DB);
	return all;
}

static struct end
alone(const struct verb *v)
{
	struct run r = run_start(v->words, NULL);

	return end_of(v, &r);
}

/* The outcomes that are right. */
struct orders {
	struct text only_a, only_b, ab, ba;
};

/* What comes of first, and of second after it. */
static void
in_order(const char *base, const struct verb *const verbs[2], int first, struct text *only, struct text *both)
{
	struct end ends[2], *of[2] = { NULL, NULL };

	copy_database(base, DB);
	ends[first] = alone(verbs[first]);
	of[first] = &ends[first];
	*only = outcome(of[0], of[1]);
	ends[!first] = alone(verbs[!first]);
	*both = outcome(&ends[0], &ends[1]);
	text_clear(&ends[0].said);
	text_clear(&ends[1].said);
}

static void
orders_clear(struct orders *o)
{
	text_clear(&o->only_a);
	text_clear(&o->only_b);
	text_clear(&o->ab);
	text_clear(&o->ba);
}

static struct run
start_waiting(const struct verb *v, const char *mark)
{
	unlink(mark);
	return run_start(v->words, (const char *const[]){ "LD_PRELOAD", getenv("PRELOAD"), "WAIT_MARK", mark, NULL });
}

static void
until_waiting(struct run *r, const char *mark)
{
	while (access(mark, F_OK) != 0 && !run_has_ended(r))
		usleep(1000);
}

/* Both wait for one lock, and are let off. */
static void
let_off(const struct verb *a, const struct verb *b, struct end ends[2])
{
	static const char mark_a[] = "a.mark", mark_b[] = "b.mark";
	struct run runs[2];
	sqlite3 *db;

	if (sqlite3_open(DB, &db) != SQLITE_OK || sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
		fail("lock", DB);
	runs[0] = start_waiting(a, mark_a);
	runs[1] = start_waiting(b, mark_b);
	until_waiting(&runs[0], mark_a);
	until_waiting(&runs[1], mark_b);
	sqlite3_close(db);
	ends[0] = end_of(a, &runs[0]);
	ends[1] = end_of(b, &runs[1]);
}

static bool
is_right(const struct end ends[2], const struct orders *o)
{
	struct text now = outcome(&ends[0], &ends[1]);
	struct text only_a = outcome(&ends[0], NULL), only_b = outcome(NULL, &ends[1]);
	bool right = text_is(&now, &o->ab) || text_is(&now, &o->ba) ||
	             (ends[0].is_overtaken && text_is(&only_b, &o->only_b)) ||
	             (ends[1].is_overtaken && text_is(&only_a, &o->only_a));

	if (!right)
		fprintf(stderr, "---- one after the other:\n%s---- at once:\n%s", o->ab.bytes, now.bytes);
	text_clear(&now);
	text_clear(&only_a);
	text_clear(&only_b);
	return right;
}

static bool
pair(const char *base, const struct verb *a, const struct verb *b, int rounds)
{
	const struct verb *const verbs[2] = { a, b };
	struct orders o;
	bool right = true;

	in_order(base, verbs, 0, &o.only_a, &o.ab);
	in_order(base, verbs, 1, &o.only_b, &o.ba);
	for (int round = 1; right && round <= rounds; round++) {
		struct end ends[2];

		copy_database(base, DB);
		let_off(a, b, ends);
		right = is_right(ends, &o);
		text_clear(&ends[0].said);
		text_clear(&ends[1].said);
		if (!right)
			fprintf(stderr, "%s beside %s, round %d\n", a->name, b->name, round);
	}
	orders_clear(&o);
	return right;
}

static int
read_verbs(char *all, struct verb verbs[VERBS])
{
	int n = 0;
	char *rest = all, *line;

	while (n < VERBS && (line = strsep(&rest, "\n")) != NULL && *line != '\0') {
		verbs[n].name = strsep(&line, " ");
		split(line, verbs[n++].words);
	}
	return n;
}

static int
setting(const char *name, int otherwise)
{
	const char *given = getenv(name);

	return given != NULL ? atoi(given) : otherwise;
}

int
main(int argc, char **argv)
{
	static struct verb verbs[VERBS];
	struct text all = { 0 };
	int n, at = 0, every = setting("EVERY", 3), rounds = setting("ROUNDS", 2);
	bool right = true;

	if (argc != 4)
		return 99;
	text_read(&all, argv[2]);
	n = read_verbs(all.bytes, verbs);
	while (at < n && strcmp(verbs[at].name, argv[3]) != 0)
		at++;
	if (at == n)
		fail("no such verb", argv[3]);
	for (int other = at; other < n; other += every)
		right = pair(argv[1], &verbs[at], &verbs[other], rounds) && right;
	text_clear(&all);
	return right ? 0 : 1;
}
