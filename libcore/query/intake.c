#include <stdlib.h>

#include <cb/data/rows_of_table.h>
#include <cb/data/store_chain.h>
#include <cb/query/intake.h>
#include <cb/query/policy.h>

/* A reader in the form in which the store takes records. */
static int
next_record(void *self, const struct cb_record **record)
{
	return cb_reader_next(self, record);
}

static enum cb_status
read_into(struct cb_import *import, const struct cb_input *in, struct cb_diag *diag, struct cb_counts *counts)
{
	struct cb_reader *reader;
	enum cb_status status = cb_reader_open(&reader, in, diag);

	if (status != CB_OK)
		return status;
	status = cb_import_read(import, next_record, reader);
	*counts = cb_reader_counts(reader);
	cb_reader_close(reader);
	return status;
}

/* R2: reads the installed rules before the transaction begins. NULL: the database is not new. */
static struct cb_import *
read_rules(struct cb_intake *t, enum cb_status *status)
{
	struct cb_office *office = t->office;
	struct cb_input in = { .reg = &cb_register_rule, .paths = { &t->installed_rules, 1 }, .names = office->names };
	struct cb_counts counts;
	struct cb_import *import;

	if (cb_store_is_made(office->store))
		return NULL;
	import = cb_import_new(office->store, in.reg, office->names, office->diag);
	*status = read_into(import, &in, office->diag, &counts);
	return import;
}

/* One pass over the input, which leaves the bad sources out. There is a second pass where two files turn out to
 * hold one key: it is silent, so that nothing is said twice, and has the same sources in the same order. */
struct pass {
	struct cb_policy_run run;
	struct cb_import *import;
	uint32_t first_source; /* the number in the diag of the first source */
	bool *bad;             /* [source, from the first] its file has an error */
	size_t n_sources, cap_bad;
	bool silent;
};

static enum cb_status
read_pass(struct cb_intake *t, struct pass *p)
{
	struct cb_diag *diag = t->office->diag;
	struct cb_input in = *t->input;
	struct cb_diag_muted was;
	enum cb_status status;

	/* rows that a command has put together are a source already */
	p->first_source = in.entered != NULL ? in.entered->source : (uint32_t)diag->n_sources + 1;
	p->import = cb_import_new(t->office->store, in.reg, t->office->names, diag);
	cb_policy_begin(&p->run, t->office, &in);
	if (p->silent)
		was = cb_diag_mute(diag);
	status = read_into(p->import, &in, diag, &t->counts);
	cb_policy_finish(&p->run);
	if (p->silent)
		cb_diag_unmute(diag, &was);
	p->n_sources = diag->n_sources + 1 - p->first_source;
	p->bad = cb_grow(p->bad, &p->cap_bad, p->n_sources + 1, sizeof(*p->bad));
	return status;
}

/* Marks the files that have an error by now, and leaves their rows out. */
static void
leave_out_bad(struct cb_intake *t, struct pass *p)
{
	const struct cb_diag *diag = t->office->diag;
	size_t n;
	struct cb_import_source *sources = cb_import_sources(p->import, &n);

	for (size_t i = 0; i < p->n_sources; i++)
		p->bad[i] = p->bad[i] || cb_diag_is_file_bad(diag, p->first_source + (uint32_t)i);
	for (size_t i = 0; i < n; i++)
		sources[i].left_out = p->bad[sources[i].source - p->first_source];
}

/* R4: from here on the office is that of the transaction. Where another has written since it was opened, the
 * records, checked when they were read, are checked once more as they are stored. */
static enum cb_status
begin(struct cb_intake *t, struct pass *p, struct cb_import_options *how)
{
	struct cb_office *office = t->office;
	struct cb_input in = { .reg = t->input->reg };
	bool has_moved;
	enum cb_status status = cb_store_begin_anew(office->store, &has_moved, office->diag);

	if (status != CB_OK || !has_moved)
		return status;
	cb_policy_release(&p->run);
	status = cb_office_renew(office);
	cb_policy_begin(&p->run, office, &in);
	how->check = in.check;
	how->check_arg = in.check_arg;
	return status;
}

/* Judges what has been stored as a whole. Where records were checked once more, all of them have been by now. */
static enum cb_status
settle(struct cb_intake *t, struct pass *p, const struct cb_import_options *how, int64_t since)
{
	struct cb_policy_stored stored = { .since = since, .author = &t->author, .entered = t->entered };

	stored.sources = cb_import_sources(p->import, &stored.n_sources);
	if (how->check != NULL && !cb_policy_finish(&p->run))
		return t->office->diag->status;
	return cb_policy_settle(&p->run, &stored);
}

static enum cb_status
store_pass(struct cb_intake *t, struct pass *p, struct cb_import *rules)
{
	struct cb_store *store = t->office->store;
	struct cb_diag *diag = t->office->diag;
	const struct cb_policy *policy = p->run.policy;
	struct cb_import_options plain = { .author = t->author };
	struct cb_import_options how = { .author = t->author, .again = t->again, .replaces = t->replaces };
	enum cb_status status;
	int64_t since;

	how.again = how.again || (policy->is_again != NULL && policy->is_again(&p->run));
	how.on_change = t->on_change;
	how.whole = t->beside ? 0 : policy->whole;
	status = begin(t, p, &how);
	since = status == CB_OK ? cb_store_last_batch(store) : 0;
	if (status == CB_OK && rules != NULL && cb_store_is_new(store))
		status = cb_import_store(rules, &plain);
	if (rules != NULL) /* the rules that a new database begins with do not count as written */
		diag->written = (struct cb_written){ 0 };
	if (status == CB_OK)
		status = cb_import_store(p->import, &how);
	if (status == CB_OK)
		status = settle(t, p, &how, since);
	if (status == CB_OK && t->stays_open)
		return CB_OK;
	if (status == CB_OK && !t->dry_run)
		status = cb_store_commit(store, diag);
	if (status != CB_OK)
		diag->written = (struct cb_written){ 0 };
	cb_store_end(store);
	return status;
}

static void
count_stored(struct cb_intake *t, const struct pass *p)
{
	size_t n;
	const struct cb_import_source *s = cb_import_sources(p->import, &n);

	for (size_t i = 0; i < n; i++)
		t->stored += s[i].left_out || s[i].known ? 0 : s[i].added + s[i].replaced;
}

static bool
can_go_on(const struct cb_intake *t, enum cb_status status)
{
	return status == CB_OK || (t->skip && (status == CB_FOUND || status == CB_UNREADABLE));
}

/* Makes one pass: reads, leaves out, stores. *again: two files held one key, and a second pass without them is
 * worth it. */
static enum cb_status
take(struct cb_intake *t, struct pass *p, bool *again)
{
	struct cb_diag *diag = t->office->diag;
	enum cb_status status = CB_OK;
	struct cb_import *rules = read_rules(t, &status);
	uint64_t errors;

	if (status == CB_OK)
		status = read_pass(t, p);
	if (can_go_on(t, status) && diag->errors > 0)
		status = t->skip ? CB_OK : diag->status;
	if (status == CB_OK) {
		leave_out_bad(t, p);
		errors = diag->errors;
		status = store_pass(t, p, rules);
		*again = status == CB_FOUND && t->skip && diag->errors > errors && !p->silent;
		if (*again)
			leave_out_bad(t, p);
		if (status == CB_OK)
			count_stored(t, p);
	}
	cb_policy_release(&p->run);
	cb_import_free(p->import);
	cb_import_free(rules);
	p->import = NULL;
	return status;
}

enum cb_status
cb_intake(struct cb_intake *t)
{
	struct pass p = { 0 };
	bool again = false;
	enum cb_status status;

	status = take(t, &p, &again);
	if (again) {
		p.silent = true;
		status = take(t, &p, &again);
	}
	free(p.bad);
	return status == CB_OK && t->office->diag->errors > 0 ? t->office->diag->status : status;
}

enum cb_status
cb_intake_row(const struct cb_intake *how, const struct cb_register *reg, struct cb_rows_entered *row)
{
	struct cb_input in = { .reg = reg, .entered = &row->rows, .today = how->today_day };
	struct cb_intake intake = *how;

	cb_rows_entered_open(row, how->office->diag);
	intake.input = &in;
	intake.again = true;
	return cb_intake(&intake);
}

enum cb_status
cb_intake_rows(const struct cb_intake *how, const struct cb_register *reg, const struct cb_table *table)
{
	struct cb_rows_of_table rows;
	struct cb_input in = { .reg = reg, .entered = &rows.rows };
	struct cb_intake intake = *how;
	enum cb_status status;

	cb_rows_of_table_open(&rows, table, how->office->diag);
	intake.input = &in;
	intake.again = true;
	status = cb_intake(&intake);
	cb_rows_of_table_release(&rows);
	return status;
}

/* Judges what is left of a register as a whole, where its policy does so. */
static enum cb_status
settle_rest(struct cb_office *office, const struct cb_register *reg, int64_t since)
{
	struct cb_input in = { .reg = reg };
	struct cb_policy_run run;
	enum cb_status status;

	cb_policy_begin(&run, office, &in);
	status = cb_policy_settle(&run, &(struct cb_policy_stored){ .since = since });
	cb_policy_release(&run);
	return status;
}

enum cb_status
cb_intake_undo(struct cb_office *office, int64_t batch, const struct cb_author *author, bool dry_run)
{
	struct cb_store *store = office->store;
	enum cb_status status = cb_store_begin(store, office->diag);
	int64_t since = status == CB_OK ? cb_store_last_batch(store) : 0, tasks = 0;

	/* the measures that were published are tasks, which go with the publication */
	if (status == CB_OK && cb_store_batch_register(store, batch) == &cb_register_standing)
		tasks = cb_store_batch_beside(store, batch, &cb_register_task);
	if (status == CB_OK && tasks != 0)
		status = cb_store_undo(store, tasks, author, office->diag);
	if (status == CB_OK)
		status = cb_store_undo(store, batch, author, office->diag);
	if (status == CB_OK)
		status = settle_rest(office, cb_store_batch_register(store, batch), since);
	if (status == CB_OK && !dry_run)
		status = cb_store_commit(store, office->diag);
	cb_store_end(store);
	return status;
}
