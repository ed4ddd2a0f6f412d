/* The measures of what is published as tasks, and what has become of them (query/ranking.h R8). */
#include "ranking_follow.h"

#include <cb/query/asked_rows.h>
#include <cb/query/due.h>
#include <cb/query/export.h>
#include <cb/query/intake.h>
#include <cb/query/titles.h>
#include <cb/value/date.h>

/* ---- what there is ---- */

static bool
is_measure(const struct cb_cell *task)
{
	return task[TASK_KIND].state == CB_VALUE && task[TASK_KIND].n == TASK_MEASURE &&
	       task[TASK_PERIOD].state == CB_VALUE;
}

static void
key_of(uint32_t entrant, int64_t period, struct cb_text measure, struct cb_str *key)
{
	cb_str_clear(key);
	cb_str_addf(key, "%u\t%lld\t%.*s", (unsigned)entrant, (long long)period, CB_TEXT_ARG(measure));
}

enum cb_status
cb_follow_read(struct cb_follow *f, const struct cb_office *office)
{
	struct cb_query_run others = { .office = office };
	struct cb_str key = { 0 };
	enum cb_status status = cb_asked_rows(&others, &cb_register_task, &f->tasks);

	for (size_t i = 0; i < f->tasks.n_rows; i++) {
		const struct cb_cell *task = cb_table_at(&f->tasks, i);

		if (!is_measure(task))
			continue;
		key_of((uint32_t)task[TASK_ASSIGNEE].n, task[TASK_PERIOD].n, task[TASK_TITLE].text, &key);
		cb_dict_put(&f->at, cb_str_text(&key), (uint32_t)i + 1);
	}
	cb_str_release(&key);
	return status;
}

void
cb_follow_release(struct cb_follow *f)
{
	cb_dict_release(&f->at);
	cb_table_release(&f->tasks);
	*f = (struct cb_follow){ 0 };
}

static const struct cb_cell *
find(const struct cb_follow *f, uint32_t entrant, int64_t period, struct cb_text measure)
{
	struct cb_str key = { 0 };
	uint32_t at;

	key_of(entrant, period, measure, &key);
	at = cb_dict_get(&f->at, cb_str_text(&key));
	cb_str_release(&key);
	return at == 0 ? NULL : cb_table_at(&f->tasks, at - 1);
}

/* ---- telling ---- */

/* Done when and where, or by when it is to be. */
static void
tell(const struct cb_cell *task, struct cb_text measure, struct cb_str *out)
{
	bool is_done = task[TASK_DONE].state == CB_VALUE;
	const struct cb_cell *when = is_done ? &task[TASK_DONE] : &task[TASK_DUE];
	struct cb_text where = task[TASK_NOTE].text.len > 0 ? task[TASK_NOTE].text : task[TASK_EVIDENCE].text;
	char buf[CB_PRINT_MAX];

	cb_str_addf(out, "%s%.*s:%s(%s", out->len > 0 ? ";" : "", CB_TEXT_ARG(measure), is_done ? "已落实" : "未落实",
	            is_done ? "" : "限");
	cb_str_addt(out, cb_date_print(cb_date_of_minute(when->n), buf));
	if (is_done)
		cb_str_addf(out, "%s%.*s", where.len > 0 ? " " : "", CB_TEXT_ARG(where));
	cb_str_addc(out, ')');
}

void
cb_follow_tell(const struct cb_follow *f, const struct cb_result *result, const struct cb_standing *e,
               struct cb_str *out)
{
	struct cb_str all = { 0 };
	struct cb_text words;

	cb_standing_measures(e, ";", &all);
	words = cb_str_text(&all);
	for (uint32_t from = 0, at = 0; at <= words.len; at++)
		if (at == words.len || words.p[at] == ';') {
			struct cb_text measure = { words.p + from, at - from };
			const struct cb_cell *task = find(f, e->entrant, result->period, measure);

			if (task != NULL)
				tell(task, measure, out);
			from = at + 1;
		}
	cb_str_release(&all);
}

/* ---- making ---- */

enum { TITLE,
       ASSIGNEE,
       KIND,
       PERIOD,
       DUE,
       HANDLER,
       SOURCE };
static const int made[] = {
	[TITLE] = TASK_TITLE,
	[ASSIGNEE] = TASK_ASSIGNEE,
	[KIND] = TASK_KIND,
	[PERIOD] = TASK_PERIOD,
	[DUE] = TASK_DUE,
	[HANDLER] = TASK_HANDLER,
	[SOURCE] = TASK_SOURCE,
};

struct making {
	struct cb_ranking *r;
	const struct cb_result *result;
	struct cb_follow there;
	struct cb_due calendar;
	struct cb_table rows;
	int32_t today;
	enum cb_status status;
};

/* The person that the measure falls on: the holder of the post that its rule names. */
static struct cb_text
handler_of(const struct making *m, const struct cb_rule *rule, uint32_t entrant)
{
	int post = cb_post_find(cb_text_of(rule->value_text));
	struct cb_text other;

	if (post < 0)
		return (struct cb_text){ "", 0 };
	return cb_holders_find(&m->r->holders, entrant, (enum cb_post)post,
	                       (int32_t)cb_period_last_day(m->result->period), &other);
}

static int64_t
due_of(struct making *m, const struct cb_rule *follow)
{
	if (follow->value.mark == CB_TERM_WORK_HOURS)
		m->status = cb_status_worse(m->status,
		                            cb_due_set_hours(&m->calendar, m->r->office->rules, "", m->today));
	return cb_due_day(&m->calendar, &follow->value, m->today);
}

static void
say(struct making *m, struct cb_cell *row, int column, struct cb_text text)
{
	if (text.len > 0)
		row[column] = cb_table_text(&m->rows, text);
}

static void
add_task(struct making *m, const struct cb_standing *e, const struct cb_numbering *given)
{
	const struct cb_office *office = m->r->office;
	const char *scope = cb_ranking_scope(m->r, m->result->contest, m->result->period);
	const char *measure = given->rule->measure;
	const struct cb_rule *follow = cb_rules_pick(office->rules, "rank.follow", scope, measure, 0, m->today);
	struct cb_str title = { 0 }, source = { 0 };
	char buf[CB_PRINT_MAX];
	struct cb_cell *row;

	cb_str_addf(&title, "%s%s", measure, given->by_hand ? CB_BY_HAND : "");
	if (follow != NULL && find(&m->there, e->entrant, m->result->period, cb_str_text(&title)) == NULL) {
		row = cb_table_row(&m->rows);
		cb_str_addt(&source, cb_title_of_contest(office, cb_office_name(office, m->result->contest), m->today));
		cb_str_addc(&source, ' ');
		cb_str_addt(&source, cb_period_print(m->result->period, buf));
		say(m, row, TITLE, cb_str_text(&title));
		say(m, row, ASSIGNEE, cb_office_name(office, e->entrant));
		say(m, row, KIND, CB_LIT("措施"));
		say(m, row, PERIOD, cb_period_print(m->result->period, buf));
		say(m, row, DUE, cb_date_print(due_of(m, follow), buf));
		say(m, row, HANDLER, handler_of(m, given->rule, e->entrant));
		say(m, row, SOURCE, cb_str_text(&source));
	}
	cb_str_release(&source);
	cb_str_release(&title);
}

static void
add_entry(struct making *m, const struct cb_standing *e)
{
	for (size_t i = 0; !e->absent && e->published == NULL && i < e->n_given; i++)
		if (!cb_rule_is_award(e->numbering[i].rule) && e->numbering[i].rule->measure[0] != '\0')
			add_task(m, e, &e->numbering[i]);
}

/* The transaction goes on. Inside it the office is what it was when it was opened: nothing of it changes. */
static enum cb_status
take_in(struct making *m, const struct cb_author *author)
{
	struct cb_office *office = (struct cb_office *)m->r->office;
	const struct cb_intake how = {
		.office = office, .author = *author, .on_change = CB_CHANGE_QUIET, .stays_open = true
	};

	return m->rows.n_rows == 0 ? CB_OK : cb_intake_rows(&how, &cb_register_task, &m->rows);
}

enum cb_status
cb_follow_make(struct cb_ranking *r, const struct cb_result *result, const struct cb_author *author, int32_t today)
{
	struct making m = { .r = r, .result = result, .today = today };

	for (size_t i = 0; i < CB_COUNT(made); i++) {
		const char *key = cb_register_task.columns[made[i]].key;

		cb_table_column(&m.rows, key, key, &cb_type_text, NULL);
	}
	m.status = cb_follow_read(&m.there, r->office);
	if (m.status == CB_OK)
		m.status = cb_due_open(&m.calendar, r->office);
	for (size_t i = 0; m.status == CB_OK && i < result->n; i++)
		add_entry(&m, &result->entries[i]);
	if (m.status == CB_OK)
		m.status = take_in(&m, author);
	cb_due_release(&m.calendar);
	cb_follow_release(&m.there);
	cb_table_release(&m.rows);
	return m.status;
}
