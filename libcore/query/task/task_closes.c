/* What arrives closes what is owed: by rule task.closes a submission of that title is done where the register has rows
 * of that community and period, on the day of the first batch that brought one. Undoing that batch opens it again. */
#include <string.h>

#include <cb/base/suggest.h>
#include <cb/value/arg.h>

#include "task_book.h"

/* The first batch of each community and period; months of days. */
struct arrived {
	const struct tasks *t;
	struct cb_dict first; /* "community/period" -> batch */
};

static void
key_of(uint32_t community, int64_t period, struct cb_str *key)
{
	cb_str_clear(key);
	cb_str_addf(key, "%u/%lld", (unsigned)community, (long long)period);
}

static void
note(struct arrived *a, uint32_t community, int64_t period, int64_t batch)
{
	struct cb_str key = { 0 };
	uint32_t known;

	key_of(community, period, &key);
	known = cb_dict_get(&a->first, cb_str_text(&key));
	if (known == 0 || batch < known)
		cb_dict_put(&a->first, cb_str_text(&key), (uint32_t)batch);
	cb_str_release(&key);
}

static enum cb_status
read_register(struct arrived *a, const struct cb_register *reg)
{
	int community = cb_column_find(reg, "community"), when = cb_register_when(reg);
	const struct cb_type *type = when < 0 ? NULL : reg->columns[when].type;
	struct cb_input in = { .reg = reg };
	struct cb_records records;
	const struct cb_record *record;

	if (community < 0 || when < 0)
		return cb_report(a->t->run->office->diag, CB_NO_SUCH_COLUMN, CB_NOWHERE, "", "community", reg->key);
	cb_records_open(&records, a->t->run->office, &in, NULL, 0);
	while (cb_records_next(&records, &record) > 0) {
		const struct cb_cell *at = &record->cells[when];
		int64_t day = type == &cb_type_date_time ? cb_date_of_minute(at->n) : at->n;

		if (at->state == CB_VALUE)
			note(a, (uint32_t)record->cells[community].n,
			     type == &cb_type_period ? at->n : cb_period_of_day(CB_MONTH, day),
			     cb_records_batch(&records));
	}
	return cb_records_close(&records);
}

/* The first batch of the task's assignee and period, or of a month of that; 0 = none. */
static int64_t
batch_of(const struct arrived *a, const struct cb_cell *task)
{
	int64_t months[12], first = 0;
	struct cb_str key = { 0 };
	int n = cb_period_months(task[TASK_PERIOD].n, months);

	for (int i = -1; i < n; i++) {
		int64_t batch;

		key_of((uint32_t)task[TASK_ASSIGNEE].n, i < 0 ? task[TASK_PERIOD].n : months[i], &key);
		batch = cb_dict_get(&a->first, cb_str_text(&key));
		first = batch != 0 && (first == 0 || batch < first) ? batch : first;
	}
	cb_str_release(&key);
	return first;
}

/* What was sent back is owed until somebody says that it is done. */
static bool
is_open_submission(const struct cb_cell *task, const char *title)
{
	return cb_text_is(task[TASK_TITLE].text, title) && task[TASK_KIND].state == CB_VALUE &&
	       task[TASK_KIND].n == TASK_SUBMISSION && task[TASK_DONE].state != CB_VALUE &&
	       task[TASK_PERIOD].state == CB_VALUE && task[TASK_RESULT].state != CB_VALUE;
}

static void
close_task(const struct arrived *a, struct cb_cell *task)
{
	struct cb_store *store = a->t->run->office->store;
	int64_t batch = batch_of(a, task);
	struct cb_origin origin = { "", "", "" };
	struct cb_arena arena = { 0 };

	if (batch != 0 && cb_store_batch(store, batch, &arena, &origin))
		cb_type_date_time.parse(NULL, cb_text_of(origin.at), &(struct cb_parse_env){ 0 }, &task[TASK_DONE]);
	task[TASK_DONE].text = (struct cb_text){ "", 0 };
	cb_arena_release(&arena);
}

static enum cb_status
close_by(struct tasks *t, const struct cb_rule *rule)
{
	struct cb_text name = cb_text_of(rule->value_text);
	const struct cb_register *reg = cb_register_find(name);
	struct arrived a = { .t = t };
	enum cb_status status;

	if (reg == NULL)
		return cb_report(t->run->office->diag, CB_UNKNOWN_REGISTER, rule->where, "value", name, cb_arg_nearest(CB_LIT("")));
	status = read_register(&a, reg);
	for (size_t i = 0; status == CB_OK && i < t->rows.n_rows; i++) {
		struct cb_cell *task = cb_table_at(&t->rows, i);

		if (is_open_submission(task, rule->key))
			close_task(&a, task);
	}
	cb_dict_release(&a.first);
	return status;
}

enum cb_status
tasks_close(struct tasks *t)
{
	const struct cb_rule *rule;
	size_t at = 0;
	enum cb_status status = CB_OK;

	while (t->run->office->store != NULL && status == CB_OK &&
	       (rule = cb_rules_all(t->run->office->rules, "task.closes", NULL, (int32_t)t->day, &at)) != NULL)
		status = close_by(t, rule);
	return status;
}
