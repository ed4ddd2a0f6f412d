#include <stdlib.h>

#include <cb/data/store_chain.h>
#include <cb/query/fund_check.h>
#include <cb/query/intake.h>

/* The reader as the store wants it. */
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

/* R2, read before the transaction begins. NULL: the database is not new. */
static struct cb_import *
read_rules(struct cb_intake *t, enum cb_status *status)
{
	struct cb_office *office = t->office;
	struct cb_input in = { .reg = &cb_register_rule, .paths = { &t->installed_rules, 1 }, .names = office->names };
	struct cb_counts counts;
	struct cb_import *import;

	if (!cb_store_is_new(office->store))
		return NULL;
	import = cb_import_new(office->store, in.reg, office->names, office->diag);
	*status = read_into(import, &in, office->diag, &counts);
	return import;
}

/* One pass over the input. Sheets numbered in bad are left out; in the second pass nothing is said twice, and
 * the sources are the same in the same order. */
struct pass {
	struct cb_import *import;
	uint32_t first_source; /* of the diag */
	bool *bad;             /* [source of this input] its file has an error */
	size_t n_sources, cap_bad;
	bool silent;
};

static enum cb_status
read_pass(struct cb_intake *t, struct pass *p)
{
	struct cb_diag *diag = t->office->diag, before = *diag;
	enum cb_status status;

	/* a given sheet has been registered by its author */
	p->first_source = t->input->given != NULL ? t->input->given->source : (uint32_t)diag->n_sources + 1;
	p->import = cb_import_new(t->office->store, t->input->reg, t->office->names, diag);
	if (p->silent)
		diag->sink = NULL;
	status = read_into(p->import, t->input, diag, &t->counts);
	p->n_sources = diag->n_sources + 1 - p->first_source;
	p->bad = cb_grow(p->bad, &p->cap_bad, p->n_sources + 1, sizeof(*p->bad));
	if (t->office->incoming != NULL && !p->silent)
		cb_rules_finish(t->office->incoming, diag);
	if (p->silent) {
		diag->sink = before.sink;
		diag->errors = before.errors;
		diag->warnings = before.warnings;
		diag->notes = before.notes;
	}
	return status;
}

/* Marks the files that have an error by now, and leaves them out. */
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

/* What a register's rows must be all together, with those that are there. Of a register without such a rule
 * nothing is read. */
static enum cb_status
settle(struct cb_office *office, const struct cb_register *reg, const struct cb_fund_run *run)
{
	return reg == &cb_register_fund ? cb_fund_settle(office, run) : CB_OK;
}

static enum cb_status
store_pass(struct cb_intake *t, struct pass *p, struct cb_import *rules)
{
	struct cb_diag *diag = t->office->diag;
	struct cb_import_options plain = { .author = t->author };
	struct cb_import_options how = { .author = t->author, .again = t->again, .replaces = t->replaces };
	enum cb_status status = cb_store_begin(t->office->store, diag);
	struct cb_fund_run run = { .entered = t->entered };

	run.since = status == CB_OK ? cb_store_last_batch(t->office->store) : 0;
	run.sources = cb_import_sources(p->import, &run.n_sources);
	if (t->input->reg == &cb_register_fund)
		how.again = how.again || (t->office->entries > 0 && t->office->prizes == t->office->entries);
	if (t->input->reg == &cb_register_rule)
		how.whole = UINT64_C(1) << RULE_WHAT | UINT64_C(1) << RULE_SCOPE;
	if (status == CB_OK && rules != NULL)
		status = cb_import_store(rules, &plain);
	if (status == CB_OK)
		status = cb_import_store(p->import, &how);
	if (status == CB_OK)
		status = settle(t->office, t->input->reg, &run);
	if (status == CB_OK && !t->dry_run)
		status = cb_store_commit(t->office->store, diag);
	cb_store_end(t->office->store);
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

/* One pass: read, leave out, store. *again: two files held one key, and they can be read once more. */
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
cb_intake_undo(struct cb_office *office, int64_t batch, const struct cb_author *author, bool dry_run)
{
	struct cb_fund_run run = { 0 };
	enum cb_status status = cb_store_begin(office->store, office->diag);

	run.since = status == CB_OK ? cb_store_last_batch(office->store) : 0;
	if (status == CB_OK)
		status = cb_store_undo(office->store, batch, author, office->diag);
	if (status == CB_OK)
		status = settle(office, cb_store_batch_register(office->store, batch), &run);
	if (status == CB_OK && !dry_run)
		status = cb_store_commit(office->store, office->diag);
	cb_store_end(office->store);
	return status;
}
