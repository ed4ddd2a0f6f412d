/* What is asked of the problems (registers problem and problem_log).
 *
 * R1 A problem's state is what its log says: its steps in order of time, those of one minute in order of entry. A
 *    problem of which no step is known is in the state that its own row says (a file without a log), else 登记.
 *    Open is what is not 结案, 不予立案 or 作废. The table of steps is cb_problem_after.
 * R2 Where the row has none, the level is that of its kind (rule problem.route: the longest word that the kind or
 *    the description contains), who answers for it that of the road's width (problem.width), the time limit that of
 *    rules problem.small and problem.due. Column suggested names what was; the user's word wins.
 * R3 The time limit is the last one that an extension gave, later by the time that it was suspended where rule
 *    problem.suspend stops the clock. A limit that is a day includes that day.
 * R4 Late is a problem that was fixed after its limit, or was not fixed and its limit lies before --today (a day, so
 *    that a limit of that day is not missed yet). What is refused or void is never late, what stands still neither.
 * R5 A row that says 无 records a building where nothing was found: it is no problem and counts for coverage only.
 * R6 The person who came with a problem is private: no question shows it, or goes by it without --reveal.
 * R7 Rates of a period, each of two counts. 立案率: 立案 of what was handled (first 受理, 立案 or 不予立案) in it. 派遣率: of
 *    those 立案. Of what was to be closed — its limit, as extended by then, lies in the period, or before it while the
 *    problem was open at its beginning; neither refused nor void — 结案率: closed by its end; 按期结案率: and fixed
 *    within the limit; 返工率, 延期率: actions in the period. 整改率: of those found in it, those fixed or closed by its
 *    end. 满意率: satisfied, of the visits after the close (回访) in it. A file without a log counts what its states
 *    imply.
 * R8 The sheet of what there is to put right names each open problem that is not fixed yet, by the unit to which it was
 *    sent last, or by community. Coming back, its last four columns become steps: 已整改 a fix, 申请延期 a request for
 *    the limit that 整改时间 says. A step that is there already is none; a day without a time is never before the step
 *    before it. Any other cell that is not as it was sent out is refused. What is not in it, or is left empty, stays as
 *    it is. */
#ifndef CB_QUERY_PROBLEM_H
#define CB_QUERY_PROBLEM_H

#include <cb/data/form.h>
#include <cb/query/intake.h>
#include <cb/query/query.h>

/* The state (STATE_) after an action (ACTION_) in a state; -1 = it is not allowed there. */
int cb_problem_after(int state, int action);
bool cb_problem_is_open(int state);
/* Appends the words of the actions that are allowed in a state, joined by 、. */
void cb_problem_allowed(int state, struct cb_str *out);

struct cb_problem_options {
	const char *no;        /* of show */
	struct cb_cell within; /* of due: a term (rule/types.h) */
	int top;               /* of hotspots; 0 = all */
	bool of_units;         /* of score: entrants are units */
};

/* list: one row a problem. overdue: those open and late (R4); due: those open whose limit comes within the term; age:
 * those open, the longest first. CB_FOUND where overdue and due have a row. show: the course of one. summary: counts by
 * what --by names. */
extern const struct cb_query cb_query_problem_list, cb_query_problem_overdue, cb_query_problem_due,
	cb_query_problem_age, cb_query_problem_show, cb_query_problem_summary;
/* rates: R7. score: their points by rule problem.score, as records of register score for one period. exposure: those
 * open that are serious or were notified as often as rule problem.notify says. rebound: those of the place and kind of
 * one closed within the time of rule problem.rebound before. coverage: buildings named, those of 无 too, of all, by
 * estate; CB_FOUND where one lacks. hotspots: places and kinds, the most first. petitions: counts by rule
 * problem.petition. */
extern const struct cb_query cb_query_problem_rates, cb_query_problem_score, cb_query_problem_exposure,
	cb_query_problem_rebound, cb_query_problem_coverage, cb_query_problem_hotspots, cb_query_problem_petitions;
/* evidence: the photos of problems and steps with their hashes, where they can be read; CB_FOUND where one serves
 * twice. */
extern const struct cb_query cb_query_problem_evidence;

/* The numbers of the problems that --where chooses, as strings in the arena; none: CB_NO_SUCH_PROBLEM. */
enum cb_status cb_problem_numbers(const struct cb_office *, struct cb_list where, struct cb_arena *,
                                  struct cb_list *out);
/* Is it there, and not void? Else CB_FOUND, which is reported. */
enum cb_status cb_problem_is_kept(const struct cb_office *, const char *no);
/* Withdraws the batch of its last step, where nothing else was entered with it (query/intake.h); with dry_run
 * nothing is kept. */
enum cb_status cb_problem_undo_step(struct cb_office *, const char *no, const struct cb_author *, bool dry_run);

/* R8: a form for each, in the order of their names. Release it in any case. */
struct cb_problem_sheets {
	struct cb_form *forms;
	size_t n;
};
enum cb_status cb_problem_sheets_make(struct cb_problem_sheets *, const struct cb_query_run *, bool of_communities);
void cb_problem_sheets_release(struct cb_problem_sheets *);

/* Are the files such sheets? Some that are and some that are not: refused. What cannot be read is none. */
enum cb_status cb_problem_returned(struct cb_list paths, struct cb_diag *, bool *all_are);
/* Takes in such sheets, a batch a file, all or none, as cb_intake does; the input names them and says how they are
 * read. The office was opened with CB_OPEN_WRITE: what the log lacks is told under the lock. */
enum cb_status cb_problem_take_back(struct cb_intake *);

#endif
