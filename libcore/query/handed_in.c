#include <cb/query/handed_in.h>

#include <stdlib.h>

#include <cb/base/suggest.h>
#include <cb/query/holder.h>
#include <cb/query/when.h>
#include <cb/value/wording.h>

struct entry {
	const struct cb_register *reg;
	const struct cb_community *community;
	uint64_t rows;   /* 0 = 未报 */
	int64_t batch;   /* the last that brought a row; 0 = the rows are not of a database */
	uint32_t source; /* the file of the rows, a source of the diag, where they are not of a database */
};

/* By register, then as the communities are registered. */
struct cb_handed_in {
	enum cb_status status;
	struct entry *entries;
	size_t n, cap;
};

/* ---- reading ---- */

/* Counts the records by the id of their community, also of those that are not registered, which a file may name. */
static struct entry *
count_records(const struct cb_query_run *run, const struct cb_register *reg, struct cb_records *records)
{
	int community = cb_column_find(reg, "community"), when = cb_register_when(reg);
	struct entry *of = NULL;
	size_t cap = 0;
	const struct cb_record *record;

	while (cb_records_next(records, &record) > 0) {
		size_t name = (size_t)record->cells[community].n;

		if (when < 0 || !cb_when_in(reg->columns[when].type, &record->cells[when], &run->range))
			continue;
		of = cb_grow(of, &cap, name + 1, sizeof(*of));
		of[name].rows++;
		of[name].source = record->where.source;
		if (records->scan != NULL && cb_scan_batch(records->scan) > of[name].batch)
			of[name].batch = cb_scan_batch(records->scan);
	}
	return cb_grow(of, &cap, (size_t)cb_names_count(run->office->names) + 1, sizeof(*of));
}

static enum cb_status
add_communities(const struct cb_query_run *run, const struct cb_register *reg, struct cb_records *records,
                struct cb_handed_in *out)
{
	const struct cb_office *office = run->office;
	struct entry *of = count_records(run, reg, records);
	enum cb_status status = office->diag->errors > 0 ? office->diag->status : CB_OK;

	for (size_t i = 0; i < office->n_communities; i++) {
		struct entry *entry = &of[office->communities[i].name];

		entry->reg = reg;
		entry->community = &office->communities[i];
		*cb_push(out->entries, out->n, out->cap) = *entry;
		if (entry->rows == 0)
			status = cb_status_worse(status, CB_FOUND);
	}
	free(of);
	return status;
}

static enum cb_status
read_register(const struct cb_query_run *run, const struct cb_register *reg, struct cb_handed_in *out)
{
	const struct cb_office *office = run->office;
	struct cb_input in = { .reg = reg };
	struct cb_records records;
	enum cb_status status;

	if (office->n_communities == 0)
		return cb_report(office->diag, CB_NEEDS_COMMUNITIES, CB_NOWHERE, "", "status", reg->key);
	if (cb_column_find(reg, "community") < 0)
		return cb_report(office->diag, CB_NO_SUCH_COLUMN, CB_NOWHERE, "", "community", reg->key);
	status = cb_records_open(&records, office, &in, NULL, 0);
	if (status == CB_OK)
		status = add_communities(run, reg, &records, out);
	cb_records_close(&records);
	return status;
}

static enum cb_status
read_named(const struct cb_query_run *run, const char *name, struct cb_handed_in *out)
{
	struct cb_text word = cb_text_of(name);
	const struct cb_register *reg = cb_register_find(word);
	struct cb_nearest nearest = { 0 };

	if (reg != NULL)
		return read_register(run, reg, out);
	for (const struct cb_register *const *r = cb_registers; *r != NULL; r++)
		cb_nearest_try(&nearest, word, cb_text_of((*r)->key));
	return cb_report(run->office->diag, CB_UNKNOWN_REGISTER, CB_NOWHERE, "", word, cb_arg_nearest(nearest.text));
}

static enum cb_status
read_all(const struct cb_query_run *run, struct cb_handed_in *out)
{
	enum cb_status status = CB_OK;

	if (run->range.last_day == 0)
		return CB_OK;
	if (run->registers.n == 0)
		return read_register(run, run->input != NULL ? run->input->reg : &cb_register_score, out);
	for (size_t i = 0; i < run->registers.n; i++)
		status = cb_status_worse(status, read_named(run, run->registers.items[i], out));
	return status;
}

/* The entries of a run. They are read when they are first wanted, so that findings go to the office's diag once. */
static const struct cb_handed_in *
entries_of(struct cb_query_run *run)
{
	if (run->handed_in == NULL) {
		run->handed_in = cb_alloc(1, sizeof(*run->handed_in));
		run->handed_in->status = read_all(run, run->handed_in);
	}
	return run->handed_in;
}

void
cb_handed_in_free(struct cb_handed_in *handed_in)
{
	if (handed_in != NULL)
		free(handed_in->entries);
	free(handed_in);
}

static bool
has_communities(struct cb_query_run *run)
{
	return run->office->n_communities > 0;
}

static struct cb_text
name_of(const struct cb_query_run *run, const struct entry *entry)
{
	return cb_office_name(run->office, entry->community->name);
}

static struct cb_cell
due_cell(const struct cb_query_run *run)
{
	return run->due_day != 0 ? cb_cell_number(run->due_day) : (struct cb_cell){ 0 };
}

/* ---- one by one ---- */

enum { REGISTER,
       COMMUNITY,
       STATE,
       ROWS,
       FILE_NAME,
       AT,
       DUE };

static const struct cb_query_column columns[] = {
	[REGISTER] = { "register", "台账", .type = &cb_type_text, .flags = CB_QUERY_PART, .en = "in reports", .doc = "仅报告中有" },
	[COMMUNITY] = { "community", "社区", .type = &cb_type_text },
	[STATE] = { "state", "状态", .type = &cb_type_text },
	[ROWS] = { "rows", "条数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[FILE_NAME] = { "file", "文件", .type = &cb_type_text },
	[AT] = { "at", "入库时间", .type = &cb_type_text },
	[DUE] = { "due", "报送时限", .type = &cb_type_date, .flags = CB_QUERY_PART, .en = "in reports", .doc = "仅报告中有" },
	{ 0 },
};

static bool
part(const struct cb_query_run *run, size_t column)
{
	(void)column; /* a report asks about several registers and says by when */
	return run->in_prose;
}

static void
add_row(const struct cb_query_run *run, const struct entry *entry, struct cb_table *out)
{
	struct cb_cell *cells = cb_table_row(out);
	struct cb_origin origin = { "", "", "" };
	struct cb_arena arena = { 0 };

	cells[REGISTER] = cb_table_text(out, cb_text_of(entry->reg->zh));
	cells[COMMUNITY] = cb_table_text(out, name_of(run, entry));
	cells[STATE] = cb_table_text(out, cb_text_of(entry->rows > 0 ? "已报" : "未报"));
	cells[DUE] = due_cell(run);
	if (entry->rows == 0)
		return;
	cells[ROWS] = cb_cell_number((int64_t)entry->rows);
	if (entry->batch != 0)
		cb_store_batch(run->office->store, entry->batch, &arena, &origin);
	else
		origin.file = run->office->diag->sources[entry->source].file;
	cells[FILE_NAME] = cb_table_text(out, cb_text_of(origin.file));
	cells[AT] = cb_table_text(out, cb_text_of(origin.at));
	cb_arena_release(&arena);
}

static void
note_sums(const struct cb_query_run *run, const struct cb_handed_in *all, struct cb_table *out)
{
	struct cb_str note = { 0 };
	size_t n_missing = 0;

	for (size_t i = 0; i < all->n; i++)
		n_missing += all->entries[i].rows == 0;
	cb_str_addf(&note, run->office->diag->lang == CB_EN ? "%zu handed in, %zu missing" : "已报 %zu,未报 %zu",
	            all->n - n_missing, n_missing);
	out->notes = cb_arena_copy(&out->arena, note.p, note.len);
	cb_str_release(&note);
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	const struct cb_handed_in *all = entries_of(run);

	for (size_t i = 0; i < all->n; i++)
		add_row(run, &all->entries[i], out);
	note_sums(run, all, out);
	return all->status;
}

const struct cb_query cb_query_handed_in = {
	.name = "handed_in",
	.zh = "报送情况",
	.title_en = "Who has handed in",
	.title_zh = "报送情况",
	.columns = columns,
	.has_findings = true,
	.has = has_communities,
	.part = part,
	.fill = fill,
	.en = "Who has handed in, as cb-import status prints it, for the registers of --register.",
	.doc = "报送情况,同 cb-import status,台账由 --register 指明。",
};

static enum cb_status
fill_missing(struct cb_query_run *run, struct cb_table *out)
{
	const struct cb_handed_in *all = entries_of(run);

	for (size_t i = 0; i < all->n; i++)
		if (all->entries[i].rows == 0)
			add_row(run, &all->entries[i], out);
	return all->status;
}

const struct cb_query cb_query_missing = {
	.name = "missing",
	.zh = "未报名单",
	.columns = columns,
	.has_findings = true,
	.has = has_communities,
	.part = part,
	.fill = fill_missing,
	.en = "Those of handed_in who have not.",
	.doc = "报送情况中未报的。",
};

/* ---- by register ---- */

enum { SUBMITTED_REGISTER,
       SUBMITTED_EXPECTED,
       SUBMITTED_HANDED,
       SUBMITTED_MISSING,
       SUBMITTED_RATE,
       SUBMITTED_NAMES,
       SUBMITTED_DUE };

static const struct cb_query_column submissions_columns[] = {
	[SUBMITTED_REGISTER] = { "register", "台账", .type = &cb_type_text },
	[SUBMITTED_EXPECTED] = { "expected", "应报", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[SUBMITTED_HANDED] = { "handed", "已报", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[SUBMITTED_MISSING] = { "missing", "未报", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[SUBMITTED_RATE] = { "rate", "报送率", .type = &cb_type_text },
	[SUBMITTED_NAMES] = { "names", "未报社区", .type = &cb_type_text },
	[SUBMITTED_DUE] = { "due", "报送时限", .type = &cb_type_date },
	{ 0 },
};

/* What is handed in is a sheet: 考评得分表, 经费表. */
static void
join_sheet(struct cb_str *words, const struct cb_register *reg)
{
	cb_str_join(words, "、", reg == &cb_register_score ? CB_LIT("考评得分") : cb_text_of(reg->zh));
	cb_str_adds(words, "表");
}

/* Adds the row of one register, which has n entries. */
static void
add_submission(const struct cb_query_run *run, const struct entry *entries, size_t n, struct cb_table *out)
{
	struct cb_cell *cells = cb_table_row(out);
	struct cb_str names = { 0 }, rate = { 0 };
	int64_t n_missing = 0;

	for (size_t i = 0; i < n; i++)
		if (entries[i].rows == 0) {
			cb_str_join(&names, "、", name_of(run, &entries[i]));
			n_missing++;
		}
	cb_words_share((int64_t)n - n_missing, (int64_t)n, &rate);
	cells[SUBMITTED_REGISTER] = cb_table_text(out, cb_text_of(entries->reg->zh));
	cells[SUBMITTED_EXPECTED] = cb_cell_number((int64_t)n);
	cells[SUBMITTED_HANDED] = cb_cell_number((int64_t)n - n_missing);
	cells[SUBMITTED_MISSING] = cb_cell_number(n_missing);
	cells[SUBMITTED_RATE] = cb_table_take(out, &rate);
	cells[SUBMITTED_NAMES] = cb_table_take(out, &names);
	cells[SUBMITTED_DUE] = due_cell(run);
}

static enum cb_status
fill_submissions(struct cb_query_run *run, struct cb_table *out)
{
	const struct cb_handed_in *all = entries_of(run);
	size_t first = 0;

	for (size_t i = 1; i <= all->n; i++)
		if (i == all->n || all->entries[i].reg != all->entries[first].reg) {
			add_submission(run, &all->entries[first], i - first, out);
			first = i;
		}
	return all->status;
}

const struct cb_query cb_query_submissions = {
	.name = "submissions",
	.zh = "报送统计",
	.columns = submissions_columns,
	.has_findings = true,
	.has = has_communities,
	.fill = fill_submissions,
	.en = "One row a register that is to be handed in: how many, and who has not.",
	.doc = "每张应报的台账一行:已报、未报数与未报名单。",
};

/* ---- whom to remind ---- */

enum { REMIND_COMMUNITY,
       REMIND_SECRETARY,
       REMIND_REGISTERS,
       REMIND_N,
       REMIND_DUE };

static const struct cb_query_column reminders_columns[] = {
	[REMIND_COMMUNITY] = { "community", "社区", .type = &cb_type_text },
	[REMIND_SECRETARY] = { "secretary", "书记", .type = &cb_type_text },
	[REMIND_REGISTERS] = { "registers", "未报材料", .type = &cb_type_text },
	[REMIND_N] = { "n", "未报数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[REMIND_DUE] = { "due", "报送时限", .type = &cb_type_date },
	{ 0 },
};

/* Is this entry missing, and the first of its community that is? */
static bool
is_first_missing(const struct cb_handed_in *all, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (all->entries[i].community == all->entries[at].community && all->entries[i].rows == 0)
			return false;
	return all->entries[at].rows == 0;
}

static void
add_reminder(const struct cb_query_run *run, const struct cb_holders *holders, size_t first, struct cb_table *out)
{
	const struct cb_handed_in *all = run->handed_in;
	const struct cb_community *community = all->entries[first].community;
	struct cb_cell *cells = cb_table_row(out);
	struct cb_text other;
	struct cb_text secretary =
		cb_holders_find(holders, community->name, CB_POST_SECRETARY, run->today_day, &other);
	struct cb_str registers = { 0 };
	int64_t n = 0;

	for (size_t i = first; i < all->n; i++)
		if (all->entries[i].community == community && all->entries[i].rows == 0) {
			join_sheet(&registers, all->entries[i].reg);
			n++;
		}
	cells[REMIND_COMMUNITY] = cb_table_text(out, name_of(run, &all->entries[first]));
	cells[REMIND_SECRETARY] = cb_table_text(out, secretary);
	cells[REMIND_REGISTERS] = cb_table_take(out, &registers);
	cells[REMIND_N] = cb_cell_number(n);
	cells[REMIND_DUE] = due_cell(run);
}

static enum cb_status
fill_reminders(struct cb_query_run *run, struct cb_table *out)
{
	const struct cb_handed_in *all = entries_of(run);
	struct cb_holders holders;
	enum cb_status status = cb_holders_open(&holders, run->office);

	for (size_t i = 0; status == CB_OK && i < all->n; i++)
		if (is_first_missing(all, i))
			add_reminder(run, &holders, i, out);
	cb_holders_release(&holders);
	return cb_status_worse(status, all->status);
}

const struct cb_query cb_query_reminders = {
	.name = "reminders",
	.zh = "催报对象",
	.columns = reminders_columns,
	.reads = "community post",
	.has_findings = true,
	.has = has_communities,
	.fill = fill_reminders,
	.en = "One row a community that has not handed in everything: what is missing.",
	.doc = "未报齐的社区一个一行:还缺什么。",
};
