/* The photos of problems and their steps: what each is, and whether one serves twice. */
#include <cb/data/file_hash.h>
#include <cb/value/fold.h>

#include "problem_book.h"

enum { NO,
       STEP,
       FILE_NAME,
       SHA256,
       STATE,
       SAME_AS };

static const struct cb_query_column columns[] = {
	[NO] = { "no", "编号", .like = &cb_register_problem, .like_column = PROBLEM_NO },
	[STEP] = { "step", "步序", .type = &cb_type_int, .en = "0: of the problem itself, before anything was done",
	           .doc = "0 是问题本身的照片,即整改前" },
	[FILE_NAME] = { "file", "照片", .type = &cb_type_text },
	[SHA256] = { "sha256", "校验值", .type = &cb_type_text },
	[STATE] = { "state", "状态", .type = &cb_type_text },
	[SAME_AS] = { "same_as", "同于", .type = &cb_type_text, .en = "problem and step that had it first",
	              .doc = "先用它的问题和步序" },
	{ 0 },
};

struct evidence {
	struct cb_table *out;
	struct cb_dict first; /* hash -> row + 1 */
	bool is_found;        /* one serves twice */
};

/* Relative paths are those of the folder that the command runs in. */
static void
add_file(struct evidence *e, const struct problem *p, int64_t step, struct cb_text name)
{
	struct cb_str path = { 0 }, same = { 0 };
	char hex[65] = "";
	struct cb_cell *cells = cb_table_row(e->out);
	uint32_t first = 0;

	cb_str_addt(&path, name);
	cells[NO] = cb_table_text(e->out, p->no);
	cells[STEP] = cb_cell_number(step);
	cells[FILE_NAME] = cb_table_text(e->out, name);
	cells[STATE] = cb_table_text(e->out, CB_LIT("无法读取"));
	if (cb_file_hash(cb_str_c(&path), hex)) {
		first = cb_dict_get(&e->first, cb_text_of(hex));
		cells[SHA256] = cb_table_text(e->out, cb_text_of(hex));
		cells[STATE] = cb_table_text(e->out, first > 0 ? CB_LIT("重复") : CB_LIT("已核"));
	}
	if (first > 0) {
		const struct cb_cell *other = cb_table_at(e->out, first - 1);

		cb_str_addf(&same, "%.*s/%lld", CB_TEXT_ARG(other[NO].text), (long long)other[STEP].n);
		cells[SAME_AS] = cb_table_take(e->out, &same);
		e->is_found = true;
	} else if (hex[0] != '\0') {
		cb_dict_put(&e->first, cb_text_of(hex), (uint32_t)e->out->n_rows);
	}
	cb_str_release(&path);
}

static void
add_files(struct evidence *e, const struct problem *p, int64_t step, struct cb_text files)
{
	while (files.len > 0) {
		struct cb_text name = cb_fold_next(&files);

		if (name.len > 0)
			add_file(e, p, step, name);
	}
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct evidence e = { .out = out };
	struct book b = { .with_texts = true };
	enum cb_status status = book_load(&b, run);

	for (size_t i = 0; status == CB_OK && i < b.n; i++) {
		const struct problem *p = &b.problems[i];

		add_files(&e, p, 0, p->evidence);
		for (size_t s = 0; s < p->n_steps; s++)
			add_files(&e, p, p->steps[s].step > 0 ? p->steps[s].step : (int64_t)s + 1,
			          p->steps[s].texts->evidence);
	}
	cb_dict_release(&e.first);
	book_release(&b);
	return status == CB_OK && e.is_found ? CB_FOUND : status;
}

const struct cb_query cb_query_problem_evidence = {
	.name = "problem_evidence",
	.zh = "问题照片",
	.title_en = "Photos of problems",
	.title_zh = "问题照片",
	.columns = columns,
	.reads = "problem",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE | CB_QUERY_NEEDS_OPTION,
	.has_findings = true,
	.fill = fill,
	.en = "The photos of problems by their hashes, as cb-problem evidence prints them.",
	.doc = "问题照片及其校验值,同 cb-problem evidence。",
};
