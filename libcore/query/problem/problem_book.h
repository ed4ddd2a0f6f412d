/* The problems in memory, each with its course: shared by the questions and the check of steps. */
#ifndef PROBLEM_BOOK_H
#define PROBLEM_BOOK_H

#include <cb/query/due.h>
#include <cb/query/filter.h>
#include <cb/query/problem.h>

enum { NEVER = -1 }; /* of states and words: none */
#define NO_MINUTE INT64_MIN

/* What the questions of problems take, and columns that are those of the register, or the text of a name. */
enum { PROBLEM_TAKES = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE };
#define PROBLEM_COLUMN(k, label, c) CB_QUERY_LIKE(k, label, problem, PROBLEM_##c, 0)
#define PROBLEM_NAME(k, label) CB_QUERY_OF(k, label, text, 0)

struct step_texts {
	struct cb_text actor, note, late, evidence;
};

struct step {
	int64_t at, due; /* NO_MINUTE = none */
	int64_t batch;
	uint32_t problem; /* number of its problem in the log */
	uint32_t to;
	int step;
	uint8_t action;
	struct cb_where where;
	const struct step_texts *texts; /* NULL unless they were asked for */
};

enum suggested {
	SUGGESTED_LEVEL = 1,
	SUGGESTED_RESPONSIBLE = 2,
	SUGGESTED_DUE = 4
};

struct problem {
	struct cb_text no, case_no, building, staircase, place, description, kind, person, evidence;
	struct cb_text rebound_of;
	struct cb_text identity; /* where only numbers are asked for */
	struct cb_cell people;
	uint32_t community, estate, responsible;
	int64_t limit;                     /* of the row or a rule, before R3 */
	int64_t found, due, fixed, closed; /* minutes; a limit that is a day: its last one; due by R3 */
	int64_t batch;
	uint32_t row;                              /* of its file */
	int state, level, source, class, petition; /* NEVER = not said */
	unsigned suggested;
	bool serious, small, stands_still; /* suspended, and the clock with it */
	const struct step *steps;          /* in order of R1 */
	size_t n_steps;
};

struct book {
	const struct cb_query_run *run;
	const struct cb_office *office;
	struct cb_names *names; /* NULL = the office's */
	bool with_texts;        /* asked for: of the steps */
	bool with_surveyed;     /* asked for: rows that say 无 too (R5) */
	bool only_numbers;      /* asked for: numbers, found and course, nothing that rules say */
	bool only_sums;         /* asked for: what is added up, not what only a list shows */
	bool only_listed;       /* asked for: what a list shows */
	/* Each problem that is wanted, as it is read: is it to be held? Its texts are borrowed. NULL: all are held. */
	bool (*holds)(struct book *, const struct problem *, void *asking);
	void *asking;
	struct problem *problems; /* that are held */
	size_t n, cap;
	struct step *steps;
	size_t n_steps, cap_steps;
	size_t *first; /* [number in the log] its first step; one more at the end */
	uint32_t n_logged;
	struct cb_dict logged;   /* no -> number in the log + 1 */
	struct cb_text *numbers; /* [number in the log] */
	uint32_t next;           /* number in the log of what follows the one that was found last */
	size_t cap_numbers;
	struct cb_due calendar;
	bool has_calendar;
	enum cb_status status;
	struct cb_arena arena;
};

/* Reads them, as --where and -p (the time it was found) want them. Zeroed but for run and what is asked for; release it
 * in any case. */
enum cb_status book_load(struct book *, const struct cb_query_run *);
void book_release(struct book *);

/* Only the log, in order, whatever --where says. */
enum cb_status book_load_log(struct book *, const struct cb_query_run *);
/* The steps of a number; *n = 0 where there is none. */
const struct step *book_steps(struct book *, struct cb_text no, size_t *n);

/* The state after the first n steps, as far as they are allowed. */
int problem_state(const struct step *, size_t n);
bool problem_is_surveyed(const struct cb_cell *description);
/* When, where and what: by these columns a row without a number is known again. */
#define PROBLEM_IDENTITY                                                                                     \
	(UINT64_C(1) << PROBLEM_FOUND | UINT64_C(1) << PROBLEM_COMMUNITY | UINT64_C(1) << PROBLEM_ESTATE |   \
	 UINT64_C(1) << PROBLEM_BUILDING | UINT64_C(1) << PROBLEM_STAIRCASE | UINT64_C(1) << PROBLEM_PLACE | \
	 UINT64_C(1) << PROBLEM_DESCRIPTION)
void problem_identity(const struct cb_names *, const struct cb_cell *, struct cb_str *out);
/* R4 */
bool problem_is_late(const struct problem *, int32_t today_day);
/* Days from the day it was found to the day it was closed, else to today. */
int64_t problem_days(const struct problem *, int32_t today_day);
/* A time and a limit as they are shown: of a day alone the first minute stands for it, of a limit the last. */
struct cb_cell minute_cell(int64_t minute);
struct cb_cell limit_cell(int64_t minute);
/* To whom it was sent last, else who answers for it. */
uint32_t problem_unit(const struct problem *);
/* Who has to act, as far as words say it; empty where nobody has. */
struct cb_text problem_turn(const struct book *, const struct problem *);
/* How many steps of that action it has. */
size_t problem_count(const struct problem *, int action);

/* problem_rules.c: R2 and R3, the limit of the row itself being in due; width: of the road, in millionths of a
 * metre. */
/* A row alone, as far as rules are asked by it, with what they suggest; its texts are borrowed. */
void problem_read_rules(struct book *, struct problem *, const struct cb_cell *cells);
void problem_suggest(struct book *, struct problem *, const struct cb_cell *width);
void problem_move_limit(struct book *, struct problem *);

#endif
