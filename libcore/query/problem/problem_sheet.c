/* What there is to put right, a form for each unit or community: query/problem.h R8. */
#include "problem_sheet.h"

#include <stdlib.h>

#include "problem_book.h"

static const struct cb_word outcomes[] = {
	[OUTCOME_GOES_ON] = { "整改中", "goes_on", "正在整改 未整改 未完成 否 × x ✗ ✘" },
	[OUTCOME_FIXED] = { "已整改", "fixed", "整改完成 整改完毕 整改到位 已整改到位 已完成 已处理 已处置 已解决 是 √ ✓ ✔ ☑" },
	[OUTCOME_ASKS] = { "申请延期", "ask_extension", "延期 申请延长" },
	{ NULL, NULL, NULL },
};

static const struct cb_column columns[] = {
	[SHEET_NO] = { "no", "编号", NULL, &cb_type_code, .en = "Leave it as it is.", .doc = "请勿改动。" },
	[SHEET_WHAT] = { "description", "问题", NULL, &cb_type_text, .en = "Leave it as it is.", .doc = "请勿改动。" },
	[SHEET_WHERE] = { "where", "地点", NULL, &cb_type_text, .flags = CB_NO_DATE, .en = "Leave it as it is.", .doc = "请勿改动。" },
	[SHEET_DUE] = { "due", "时限", NULL, &cb_type_text, .flags = CB_NO_DATE, .en = "Leave it as it is.", .doc = "请勿改动。" },
	[SHEET_OUTCOME] = { "outcome", "整改情况", NULL, &cb_type_enum, outcomes,
	                    .en = "Whether it is put right, or more time is asked for; nothing: no news.",
	                    .doc = "是否已整改,或申请延期;没有进展可不填。" },
	[SHEET_TIME] = { "at", "整改时间", NULL, &cb_type_date_time, .flags = CB_EVENT,
	                 .en = "When it was put right; of a request: until when more time is asked for.",
	                 .doc = "已整改的写整改时间;申请延期的写申请延到何时。" },
	[SHEET_EVIDENCE] = { "evidence", "照片", NULL, &cb_type_text, .en = "Names of photo files, joined by a semicolon.", .doc = "照片文件名,以分号隔开。" },
	[SHEET_NOTE] = { "note", "说明", NULL, &cb_type_text, .en = "What was done, or why more time is needed.", .doc = "怎样整改的,或为何延期。" },
};

const struct cb_register problem_sheet = {
	.key = "problem_sheet",
	.zh = "问题整改",
	.en = "Problems to put right; fill in the last four columns and send the file back.",
	.doc = "待整改的问题;请填写后四栏,连同文件一并报回。",
	.columns = columns,
	.n_columns = SHEET_N,
};

static uint32_t
whose(const struct problem *p, bool of_communities)
{
	return of_communities ? p->community : problem_unit(p);
}

/* By the names of whose they are, else as they were. */
struct entry {
	struct cb_text body;
	const struct problem *problem;
};

static int
by_body(const void *pa, const void *pb)
{
	const struct entry *a = pa, *b = pb;
	int order = cb_text_compare(a->body, b->body);

	return order != 0 ? order : cb_order(a->problem, b->problem);
}

/* ---- one form ---- */

static struct cb_text
place_of(const struct book *b, const struct problem *p, struct cb_arena *arena)
{
	const struct cb_text parts[] = { cb_office_name(b->office, p->community), cb_office_name(b->office, p->estate),
		                         p->building, p->staircase, p->place };
	struct cb_str words = { 0 };
	struct cb_text kept;

	for (size_t i = 0; i < CB_COUNT(parts); i++)
		if (parts[i].len > 0)
			cb_str_join(&words, " ", parts[i]);
	kept = cb_arena_text(arena, cb_str_text(&words));
	cb_str_release(&words);
	return kept;
}

static void
add_line(const struct book *b, const struct problem *p, struct cb_form *form)
{
	struct cb_text *cells = cb_arena_alloc(&form->arena, SHEET_BEGUN * sizeof(*cells));
	const struct cb_cell due = limit_cell(p->due);
	char buf[CB_PRINT_MAX];

	cells[SHEET_NO] = cb_arena_text(&form->arena, p->no);
	cells[SHEET_WHAT] = cb_arena_text(&form->arena, p->description);
	cells[SHEET_WHERE] = place_of(b, p, &form->arena);
	cells[SHEET_DUE] = (struct cb_text){ 0 };
	if (p->due != NO_MINUTE)
		cells[SHEET_DUE] = cb_arena_text(&form->arena, cb_cell_print(&cb_type_date_time, NULL, &due, buf));
	form->lines[form->n_lines++].cells = cells;
}

static void
make_form(const struct book *b, const struct entry *entries, size_t n, struct cb_form *form)
{
	static const size_t widths[SHEET_N] = { 12, 32, 30, 17, 11, 18, 16, 24 };
	static struct cb_text words[OUTCOME_ASKS + 1];

	*form = (struct cb_form){ .reg = &problem_sheet, .n_begun = SHEET_BEGUN, .keeps_lines = true };
	form->body = cb_arena_text(&form->arena, entries->body);
	form->columns = cb_alloc(SHEET_N, sizeof(*form->columns));
	for (size_t i = 0; i < CB_COUNT(words); i++)
		words[i] = cb_text_of(outcomes[i].zh);
	for (form->n_columns = 0; form->n_columns < SHEET_N; form->n_columns++)
		form->columns[form->n_columns] = (struct cb_form_column){ .is = &columns[form->n_columns],
			                                                  .width_cols = widths[form->n_columns] };
	form->columns[SHEET_OUTCOME].words = words;
	form->columns[SHEET_OUTCOME].n_words = CB_COUNT(words);
	form->lines = cb_arena_alloc(&form->arena, n * sizeof(*form->lines));
	for (size_t i = 0; i < n; i++)
		add_line(b, entries[i].problem, form);
}

/* ---- all of them ---- */

enum cb_status
cb_problem_sheets_make(struct cb_problem_sheets *sheets, const struct cb_query_run *run, bool of_communities)
{
	struct book b = { 0 };
	enum cb_status status = book_load(&b, run);
	struct entry *entries = cb_alloc(b.n + 1, sizeof(*entries));
	size_t n = 0, cap = 0;

	*sheets = (struct cb_problem_sheets){ 0 };
	for (size_t i = 0; status == CB_OK && i < b.n; i++) {
		const struct problem *p = &b.problems[i];

		if (cb_problem_after(p->state, ACTION_FIX) >= 0)
			entries[n++] = (struct entry){ cb_office_name(run->office, whose(p, of_communities)), p };
	}
	cb_sort(entries, n, sizeof(*entries), by_body);
	for (size_t from = 0, to; from < n; from = to) {
		for (to = from + 1; to < n && cb_text_compare(entries[to].body, entries[from].body) == 0;)
			to++;
		make_form(&b, &entries[from], to - from, cb_push(sheets->forms, sheets->n, cap));
	}
	free(entries);
	book_release(&b);
	return status;
}

void
cb_problem_sheets_release(struct cb_problem_sheets *sheets)
{
	for (size_t i = 0; i < sheets->n; i++)
		cb_form_release(&sheets->forms[i]);
	free(sheets->forms);
	*sheets = (struct cb_problem_sheets){ 0 };
}
