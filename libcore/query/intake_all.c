/* A folder of registers is taken into the database: one that cb-export --all has written, or people in the same
 * form. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <cb/base/reason.h>
#include <cb/base/suggest.h>
#include <cb/query/intake.h>

struct folder {
	const char *path;
	struct cb_diag *diag;
	const struct cb_register *order[CB_REGISTERS_MAX];
	const char *files[CB_REGISTERS_MAX]; /* [as order] the file of that register, NULL = none */
	size_t n, n_files;
	struct cb_arena arena;
	enum cb_status status;
};

/* The REGISTER of REGISTER.csv or REGISTER.xlsx; "" for any other name. */
static struct cb_text
stem_of(const char *name)
{
	struct cb_text stem = cb_text_of(name);

	if (cb_text_ends(stem, ".csv"))
		return (struct cb_text){ stem.p, stem.len - 4 };
	return cb_text_ends(stem, ".xlsx") ? (struct cb_text){ stem.p, stem.len - 5 } : CB_LIT("");
}

static void
report_stranger(struct folder *f, const char *path, struct cb_text stem)
{
	struct cb_nearest nearest = { 0 };

	for (size_t i = 0; i < f->n; i++)
		cb_nearest_try(&nearest, stem, cb_text_of(f->order[i]->key));
	cb_report(f->diag, CB_NOT_A_REGISTER, CB_NOWHERE, "", path, cb_arg_nearest(nearest.text));
}

/* Keeps the file for its register. That of register batch is passed over: what is taken in makes batches of its
 * own. */
static void
add_file(struct folder *f, const char *name)
{
	struct cb_str path = { 0 };
	struct cb_text stem = stem_of(name);
	const char *kept;
	size_t at = 0;

	cb_str_addf(&path, "%s/%s", f->path, name);
	kept = cb_arena_copy(&f->arena, path.p, path.len);
	cb_str_release(&path);
	while (at < f->n && !cb_text_is(stem, f->order[at]->key))
		at++;
	if (at == f->n) {
		report_stranger(f, kept, stem);
	} else if (f->files[at] != NULL) {
		cb_report(f->diag, CB_REGISTER_TWICE, CB_NOWHERE, "", f->order[at]->key, f->files[at], kept);
		f->status = CB_USAGE;
	} else if (f->order[at] != &cb_register_batch) {
		f->files[at] = kept;
		f->n_files++;
	}
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static bool
has_file(const struct folder *f, const struct cb_register *reg)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->order[i] == reg)
			return f->files[i] != NULL;
	return false;
}

static void
list_files(struct folder *f)
{
	struct dirent **entries = NULL;
	int n = scandir(f->path, &entries, NULL, by_name);

	if (n < 0) {
		f->status = cb_report(f->diag, CB_NO_SUCH_FILE, CB_NOWHERE, "", f->path,
		                      cb_reason(errno, f->diag->lang));
		return;
	}
	for (int i = 0; i < n; i++) {
		if (entries[i]->d_name[0] != '.' && !cb_reader_is_lock_file(entries[i]->d_name))
			add_file(f, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	if (f->status == CB_OK && f->n_files == 0)
		f->status = cb_report(f->diag, CB_NOTHING_IN_FOLDER, CB_NOWHERE, "", f->path);
}

/* Takes in one register, which is judged by what the registers before it have stored. */
static enum cb_status
take_one(struct cb_intake *t, const struct folder *f, size_t at, bool is_first)
{
	/* columns of problem that are computed from the problem log, where the folder has that too, are not read */
	static const char *const left_out[] = { "state=-", "整改情况=-", "fixed=-", "整改时间=-", "closed=-", "结案时间=-" };
	const struct cb_list computed = { left_out, CB_COUNT(left_out) };
	struct cb_input in = *t->input;
	struct cb_intake one = *t;
	enum cb_status status = is_first ? CB_OK : cb_office_reload(t->office);

	in.reg = f->order[at];
	if (in.reg == &cb_register_problem && has_file(f, &cb_register_problem_log))
		in.maps = computed;
	in.paths = (struct cb_list){ &f->files[at], 1 };
	one.input = &in;
	one.stays_open = true;
	if (status == CB_OK)
		status = cb_intake(&one);
	t->stored += one.stored;
	t->counts.records += one.counts.records;
	t->counts.refused += one.counts.refused;
	t->counts.no_data += one.counts.no_data;
	return status;
}

enum cb_status
cb_intake_all(struct cb_intake *t, const char *folder)
{
	struct folder f = { .path = folder, .diag = t->office->diag };
	struct cb_store *store = t->office->store;
	bool is_first = true;

	f.n = cb_registers_by_reference(f.order, CB_REGISTERS_MAX);
	list_files(&f);
	for (size_t i = 0; i < f.n && f.status == CB_OK; i++) {
		if (f.files[i] == NULL)
			continue;
		f.status = take_one(t, &f, i, is_first);
		is_first = false;
	}
	if (f.status == CB_OK && !t->dry_run)
		f.status = cb_store_commit(store, t->office->diag);
	cb_store_end(store);
	if (f.status != CB_OK)
		t->office->diag->written = (struct cb_written){ 0 };
	cb_arena_release(&f.arena);
	return f.status;
}
