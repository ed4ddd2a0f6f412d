/* One row a problem: all of them, those late, those due, those waiting longest. */

#include <cb/query/chosen.h>

#include "problem_settle.h"

enum { NO,
       CASE_NO,
       FOUND,
       COMMUNITY,
       ESTATE,
       BUILDING,
       PLACE,
       DESCRIPTION,
       KIND,
       LEVEL,
       RESPONSIBLE,
       PERSON,
       SOURCE,
       DUE,
       STATE,
       TURN,
       FIXED,
       CLOSED,
       DAYS,
       LATE,
       NOTICES,
       SUGGESTED };

static const struct cb_query_column columns[] = {
	[NO] = PROBLEM_COLUMN("no", "编号", NO),
	[CASE_NO] = PROBLEM_COLUMN("case_no", "案件编号", CASE_NO),
	[FOUND] = PROBLEM_COLUMN("found", "发现时间", FOUND),
	[COMMUNITY] = PROBLEM_NAME("community", "社区"),
	[ESTATE] = PROBLEM_NAME("estate", "小区"),
	[BUILDING] = PROBLEM_COLUMN("building", "楼栋", BUILDING),
	[PLACE] = PROBLEM_COLUMN("place", "地点", PLACE),
	[DESCRIPTION] = PROBLEM_COLUMN("description", "问题", DESCRIPTION),
	[KIND] = PROBLEM_COLUMN("kind", "类别", KIND),
	[LEVEL] = PROBLEM_COLUMN("level", "责任层级", LEVEL),
	[RESPONSIBLE] = PROBLEM_NAME("responsible", "责任单位"),
	[PERSON] = PROBLEM_COLUMN("person", "责任人", PERSON),
	[SOURCE] = PROBLEM_COLUMN("source", "来源", SOURCE),
	[DUE] = { "due", "解决时限", .type = &cb_type_date_time, .en = "with what an extension and a suspension added",
	          .doc = "含延期和缓办顺延" },
	[STATE] = PROBLEM_COLUMN("state", "状态", STATE),
	[TURN] = { "turn", "待办", .type = &cb_type_text, .en = "who has to act, or what is to be done",
	           .doc = "轮到谁办,或待办何事" },
	[FIXED] = PROBLEM_COLUMN("fixed", "整改时间", FIXED),
	[CLOSED] = PROBLEM_COLUMN("closed", "结案时间", CLOSED),
	[DAYS] = { "days", "天数", .type = &cb_type_int, .en = "from its day to its closing or to today",
	           .doc = "从发现到结案或到今日" },
	[LATE] = { "late", "超期", .type = &cb_type_bool },
	[NOTICES] = { "notices", "通知次数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[SUGGESTED] = { "suggested", "建议栏", .type = &cb_type_text, .en = "columns that rules have filled",
	                .doc = "按规则建议的栏" },
	{ 0 },
};

static struct cb_cell
word_cell(int word)
{
	return word == NEVER ? (struct cb_cell){ 0 } : cb_cell_number(word);
}

/* By the labels of the columns, as the reader of the table has them. */
static struct cb_cell
suggested_cell(const struct problem *p, struct cb_table *out)
{
	static const int at[] = { LEVEL, RESPONSIBLE, DUE };
	struct cb_str words = { 0 };

	for (size_t i = 0; i < CB_COUNT(at); i++)
		if ((p->suggested & 1U << i) != 0)
			cb_str_join(&words, ";", cb_text_of(columns[at[i]].zh));
	return cb_table_take(out, &words);
}

/* What was passed to the newspaper stays open, and is followed there. */
static struct cb_cell
turn_cell(const struct book *b, const struct problem *p, struct cb_table *out)
{
	struct cb_str words = { 0 };

	cb_str_addt(&words, problem_turn(b, p));
	if (cb_problem_is_open(p->state) && problem_count(p, ACTION_PASS_TO_MEDIA) > 0)
		cb_str_addf(&words, "%s转报社追踪", words.len > 0 ? ";" : "");
	return cb_table_take(out, &words);
}

static void
add_row(const struct book *b, const struct problem *p, struct cb_table *out)
{
	const struct cb_office *office = b->office;
	struct cb_cell *cells = cb_table_row(out);

	cells[NO] = cb_table_text(out, p->no);
	cells[CASE_NO] = cb_table_text(out, p->case_no);
	cells[FOUND] = minute_cell(p->found);
	cells[COMMUNITY] = cb_table_text(out, cb_office_name(office, p->community));
	cells[ESTATE] = cb_table_text(out, cb_office_name(office, p->estate));
	cells[BUILDING] = cb_table_text(out, p->building);
	cells[PLACE] = cb_table_text(out, p->place);
	cells[DESCRIPTION] = cb_table_text(out, p->description);
	cells[KIND] = cb_table_text(out, p->kind);
	cells[LEVEL] = word_cell(p->level);
	cells[RESPONSIBLE] = cb_table_text(out, cb_office_name(office, p->responsible));
	cells[PERSON] = cb_table_text(out, p->person);
	cells[SOURCE] = word_cell(p->source);
	cells[DUE] = limit_cell(p->due);
	cells[STATE] = cb_cell_number(p->state);
	cells[TURN] = turn_cell(b, p, out);
	cells[FIXED] = minute_cell(p->fixed);
	cells[CLOSED] = minute_cell(p->closed);
	cells[DAYS] = cb_cell_number(problem_days(p, b->run->today_day));
	cells[LATE] = cb_cell_number(problem_is_late(p, b->run->today_day));
	cells[NOTICES] = cb_cell_number((int64_t)problem_count(p, ACTION_NOTIFY));
	cells[SUGGESTED] = suggested_cell(p, out);
}

/* ---- which of them ---- */

typedef bool is_wanted(const struct problem *, int32_t today_day, int64_t until);

static bool
any(const struct problem *p, int32_t today_day, int64_t until)
{
	(void)p, (void)today_day, (void)until;
	return true;
}

static bool
is_open(const struct problem *p, int32_t today_day, int64_t until)
{
	(void)today_day, (void)until;
	return cb_problem_is_open(p->state);
}

static bool
is_overdue(const struct problem *p, int32_t today_day, int64_t until)
{
	(void)until;
	return cb_problem_is_open(p->state) && problem_is_late(p, today_day);
}

/* What is fixed waits for whoever verifies it. */
static bool
is_due(const struct problem *p, int32_t today_day, int64_t until)
{
	return cb_problem_is_open(p->state) && p->state != STATE_FIXED && p->due != NO_MINUTE && !p->stands_still &&
	       !problem_is_late(p, today_day) && p->due <= until;
}

static int
by_age(const void *pa, const void *pb)
{
	const struct problem *a = pa, *b = pb;

	if (a->found != b->found)
		return cb_order(a->found, b->found);
	return cb_text_compare(a->no, b->no);
}

struct wanting {
	is_wanted *is;
	int64_t until;
};

static bool
holds(struct book *b, const struct problem *p, void *asking)
{
	const struct wanting *wanted = asking;

	return wanted->is(p, b->run->today_day, wanted->until);
}

static enum cb_status
fill_wanted(struct cb_query_run *run, struct cb_table *out, is_wanted *wanted, int64_t until)
{
	struct wanting wanting = { wanted, until };
	struct book b = { .only_listed = true, .holds = holds, .asking = &wanting };
	enum cb_status status = book_load(&b, run);

	if (wanted == is_open && b.n > 0)
		cb_sort(b.problems, b.n, sizeof(*b.problems), by_age);
	for (size_t i = 0; status == CB_OK && i < b.n; i++)
		add_row(&b, &b.problems[i], out);
	book_release(&b);
	return status;
}

static enum cb_status
fill_list(struct cb_query_run *run, struct cb_table *out)
{
	return fill_wanted(run, out, any, 0);
}

static enum cb_status
found_any(enum cb_status status, const struct cb_table *out)
{
	return status == CB_OK && out->n_rows > 0 ? CB_FOUND : status;
}

static enum cb_status
fill_overdue(struct cb_query_run *run, struct cb_table *out)
{
	return found_any(fill_wanted(run, out, is_overdue, 0), out);
}

static enum cb_status
fill_due(struct cb_query_run *run, struct cb_table *out)
{
	int64_t until = cb_date_last_minute(run->today_day);
	enum cb_status status = CB_OK;

	if (run->of.problem != NULL && run->of.problem->within.state == CB_VALUE)
		status = cb_due_within(run->office, &run->of.problem->within, run->today_day, &until);
	return status == CB_OK ? found_any(fill_wanted(run, out, is_due, until), out) : status;
}

static enum cb_status
fill_age(struct cb_query_run *run, struct cb_table *out)
{
	return fill_wanted(run, out, is_open, 0);
}

const struct cb_query cb_query_problem_list = {
	.name = "problems",
	.zh = "问题清单",
	.title_en = "Problems",
	.title_zh = "问题清单",
	.columns = columns,
	.reads = "problem",
	.takes = PROBLEM_TAKES,
	.has = cb_query_has_office,
	.fill = fill_list,
	.en = "The problems, one a row, as cb-problem list prints them.",
	.doc = "问题清单,一行一件,同 cb-problem list。",
};
const struct cb_query cb_query_problem_overdue = {
	.name = "overdue",
	.zh = "超期问题",
	.title_en = "Problems: overdue",
	.title_zh = "超期问题",
	.columns = columns,
	.reads = "problem",
	.takes = PROBLEM_TAKES,
	.has_findings = true,
	.has = cb_query_has_office,
	.fill = fill_overdue,
	.en = "Open problems whose time limit has passed.",
	.doc = "已过时限、尚未结案的问题。",
};
const struct cb_query cb_query_problem_due = {
	.name = "problems_due",
	.zh = "临期问题",
	.title_en = "Problems: due soon",
	.title_zh = "临期问题",
	.columns = columns,
	.reads = "problem",
	.takes = PROBLEM_TAKES,
	.has_findings = true,
	.has = cb_query_has_office,
	.fill = fill_due,
	.en = "Open problems whose time limit is near.",
	.doc = "时限将到、尚未整改的问题。",
};
const struct cb_query cb_query_problem_age = {
	.name = "problems_open",
	.zh = "未结问题",
	.title_en = "Problems: open, the longest first",
	.title_zh = "未结问题(按天数)",
	.columns = columns,
	.reads = "problem",
	.takes = PROBLEM_TAKES,
	.has = cb_query_has_office,
	.fill = fill_age,
	.en = "Open problems, those found first before the others.",
	.doc = "未结案的问题,发现早的在前。",
};

enum cb_status
problem_list_new(const struct cb_office *office, const struct cb_policy_stored *stored)
{
	struct cb_query_run run = { .office = office };
	struct book b = { .with_surveyed = true };
	enum cb_status status;

	cb_query_columns(&cb_query_problem_list, &run, stored->entered);
	status = book_load(&b, &run);
	for (size_t i = 0; status == CB_OK && i < b.n; i++)
		if (b.problems[i].batch > stored->since)
			add_row(&b, &b.problems[i], stored->entered);
	book_release(&b);
	return status == CB_OK ? cb_chosen_keep("no,found,community,place,description,level,responsible,due,state,suggested",
	                                        stored->entered, office->diag)
	                       : status;
}
