/* Fenced blocks: the parts of an official document that Markdown has no sign for. */
#include "document_parts.h"

#include <cb/base/suggest.h>
#include <cb/value/date.h>

#include <string.h>

struct fence_word {
	const char *en, *zh;
	void (*add)(struct cb_document *, const struct cb_fence *, const struct fence_word *);
	enum cb_block_kind kind;
};

/* ---- lines of text ---- */

static struct cb_text
next_line(struct cb_text *rest)
{
	int n = cb_text_find(*rest, "\n");
	uint32_t len = n < 0 ? rest->len : (uint32_t)n, used = n < 0 ? len : len + 1;
	struct cb_text line = { rest->p, len };

	rest->p += used;
	rest->len -= used;
	return cb_text_trim(line);
}

/* The lines as one, blank ones left out. */
static void
join_lines(struct cb_text lines, const char *between, struct cb_str *out)
{
	while (lines.len) {
		struct cb_text line = next_line(&lines);

		if (line.len && out->len)
			cb_str_adds(out, between);
		cb_str_addt(out, line);
	}
}

static void
add_line(struct cb_document *document, const struct cb_fence *fence, const struct fence_word *word)
{
	struct cb_str line = { 0 };

	join_lines(fence->lines, "", &line);
	if (line.len)
		cb_document_add(document, word->kind, 0, cb_str_text(&line));
	cb_str_release(&line);
}

/* A line that begins or ends with a sign which the author may have written himself. */
static void
add_signed_line(struct cb_document *document, const struct cb_fence *fence, const struct fence_word *word)
{
	bool is_note = word->kind == CB_BLOCK_NOTE;
	struct cb_str line = { 0 }, all = { 0 };
	struct cb_text text;

	join_lines(fence->lines, "", &line);
	text = cb_str_text(&line);
	if (is_note && text.len && !cb_text_starts(text, "（"))
		cb_str_adds(&all, "（");
	if (!is_note && cb_text_ends(text, ":"))
		text.len--;
	cb_str_addt(&all, text);
	if (is_note && text.len && !cb_text_ends(text, "）"))
		cb_str_adds(&all, "）");
	if (!is_note && text.len && !cb_text_ends(text, "："))
		cb_str_adds(&all, "：");
	if (text.len)
		cb_document_add(document, word->kind, 0, cb_str_text(&all));
	cb_str_release(&all);
	cb_str_release(&line);
}

/* 2026-07-05 → 2026年7月5日; what is no date stays, so that a draft may say 2026年7月×日. */
static void
add_date(struct cb_document *document, const struct cb_fence *fence, const struct fence_word *word)
{
	struct cb_text text = cb_text_trim(fence->lines);
	struct cb_str out = { 0 };
	int year, month, mday;
	int64_t day;

	if (cb_date_parse(text, 0, &day) == CB_FINE) {
		cb_date_civil(day, &year, &month, &mday);
		cb_str_addf(&out, "%d年%d月%d日", year, month, mday);
		text = cb_str_text(&out);
	}
	if (text.len)
		cb_document_add(document, word->kind, 0, text);
	cb_str_release(&out);
}

/* 1. or 1、 at its head; a year is no number. */
static bool
is_numbered(struct cb_text line)
{
	uint32_t n = 0;
	struct cb_text rest;

	while (n < line.len && cb_is_digit(line.p[n]))
		n++;
	rest = cb_text_from(line, n);
	return n > 0 && (cb_text_starts(rest, ".") || cb_text_starts(rest, "．") || cb_text_starts(rest, "、"));
}

static void
add_attachments(struct cb_document *document, const struct cb_fence *fence, const struct fence_word *word)
{
	struct cb_text rest = cb_text_trim(fence->lines);
	bool are_several = cb_text_find(rest, "\n") >= 0;
	struct cb_block *block = NULL;
	struct cb_str item = { 0 };
	unsigned n = 0;

	while (rest.len) {
		struct cb_text line = next_line(&rest);

		if (line.len == 0)
			continue;
		cb_str_clear(&item);
		if (are_several && !is_numbered(line))
			cb_str_addf(&item, "%u.", n + 1);
		cb_str_addt(&item, line);
		if (block == NULL)
			block = cb_document_add(document, word->kind, 0, (struct cb_text){ 0 });
		cb_document_run(document, block, cb_str_text(&item), rest.len ? CB_RUN_BREAK : 0);
		n++;
	}
	cb_str_release(&item);
}

static void
keep_line(struct cb_document *document, const struct cb_fence *fence, struct cb_text *kept)
{
	struct cb_str line = { 0 };

	join_lines(fence->lines, "", &line);
	*kept = (struct cb_text){ cb_arena_copy(&document->arena, cb_str_c(&line), line.len), (uint32_t)line.len };
	cb_str_release(&line);
}

static void
keep_head(struct cb_document *document, const struct cb_fence *fence, const struct fence_word *word)
{
	(void)word;
	keep_line(document, fence, &document->red_head);
}

static void
keep_number(struct cb_document *document, const struct cb_fence *fence, const struct fence_word *word)
{
	(void)word;
	keep_line(document, fence, &document->number);
}

/* ---- tables and charts ---- */

static struct cb_text
next_word(struct cb_text *rest)
{
	struct cb_text word;

	*rest = cb_text_trim(*rest);
	word = *rest;
	for (word.len = 0; word.len < rest->len && rest->p[word.len] != ' ' && rest->p[word.len] != '\t';)
		word.len++;
	rest->p += word.len;
	rest->len -= word.len;
	return word;
}

static bool
find_column(const struct cb_table *table, struct cb_text name, size_t *column)
{
	for (*column = 0; *column < table->n_columns; ++*column) {
		const struct cb_table_column *at = &table->columns[*column];

		if (cb_text_is(name, at->key) || (at->zh != NULL && cb_text_is(name, at->zh)))
			return true;
	}
	return false;
}

static void
report_column(const struct cb_fence *fence, const struct cb_table *table, struct cb_text of, struct cb_text name)
{
	struct cb_nearest nearest = { 0 };

	for (size_t i = 0; i < table->n_columns; i++) {
		cb_nearest_try(&nearest, name, cb_text_of(table->columns[i].key));
		cb_nearest_try(&nearest, name, cb_text_of(table->columns[i].zh));
	}
	cb_report(fence->diag, CB_NO_COLUMN_TO_SHOW, fence->where, NULL, of, name, cb_arg_nearest(nearest.text));
}

/* A contest that is the same in every row is said by the title, as 责任单位评比结果（责任单位年终考评）. */
static bool
is_of_title(const struct cb_table *table, size_t column)
{
	const struct cb_cell *cells = table->cells + column;

	if (strcmp(table->columns[column].key, "contest") != 0 || table->n_rows < 2)
		return false;
	for (size_t row = 1; row < table->n_rows; row++)
		if (!cb_text_equal(cells[row * table->n_columns].text, cells->text))
			return false;
	return true;
}

static void
say_in_title(const struct cb_table *table, struct cb_text names, struct cb_str *title)
{
	for (struct cb_text name = next_word(&names); name.len > 0; name = next_word(&names)) {
		size_t column;

		if (find_column(table, name, &column) && is_of_title(table, column))
			cb_str_addf(title, "（%.*s）", CB_TEXT_ARG(table->cells[column].text));
	}
}

/* The columns that the words name, added to the block; false when one is not there. */
static bool
add_columns(struct cb_block *block, const struct cb_fence *fence, struct cb_text of,
            struct cb_text names)
{
	bool is_known = true;

	for (struct cb_text name = next_word(&names); name.len; name = next_word(&names)) {
		size_t column;

		if (find_column(block->table, name, &column)) {
			if (block->kind != CB_BLOCK_TABLE || !is_of_title(block->table, column))
				cb_block_column(block, column);
			continue;
		}
		report_column(fence, block->table, of, name);
		is_known = false;
	}
	return is_known;
}

static bool
complete_chart(struct cb_block *block, const struct cb_fence *fence, struct cb_text of)
{
	size_t label, value;

	if (block->n_columns == 0 && cb_document_chart_columns(block->table, &label, &value)) {
		cb_block_column(block, label);
		cb_block_column(block, value);
	}
	if (block->n_columns == 2 && block->table->columns[block->columns[1]].type->numeric)
		return true;
	if (block->n_columns == 0 && block->table->n_rows == 0)
		return false; /* nothing to choose from is no mistake */
	cb_report(fence->diag, CB_CHART_WITHOUT_NUMBERS, fence->where, NULL, of,
	          block->n_columns == 2 ? block->table->columns[block->columns[1]].key : "");
	return false;
}

static void
add_filled(struct cb_document *document, const struct cb_fence *fence, const struct fence_word *word)
{
	struct cb_text rest = fence->info, name;
	struct cb_str caption = { 0 };
	struct cb_table *table;
	struct cb_block *block;

	next_word(&rest);
	name = next_word(&rest);
	if (name.len == 0 || fence->source == NULL) {
		cb_report(fence->diag, CB_FENCE_WITHOUT_NAME, fence->where, NULL, cb_arg_either(word->zh, word->en));
		return;
	}
	table = fence->source->table(fence->source->arg, name, fence->where, fence->diag);
	if (table == NULL)
		return;
	join_lines(fence->lines, "", &caption);
	if (word->kind == CB_BLOCK_TABLE)
		say_in_title(table, rest, &caption);
	block = cb_document_add(document, word->kind, 0, cb_str_text(&caption));
	block->table = table;
	if (!add_columns(block, fence, name, rest) ||
	    (word->kind == CB_BLOCK_CHART && !complete_chart(block, fence, name)))
		cb_document_drop(document);
	cb_str_release(&caption);
}

static const struct fence_word words[] = {
	{ "table", "表", add_filled, CB_BLOCK_TABLE },
	{ "chart", "图", add_filled, CB_BLOCK_CHART },
	{ "head", "版头", keep_head, CB_BLOCK_PARAGRAPH },
	{ "number", "文号", keep_number, CB_BLOCK_PARAGRAPH },
	{ "to", "主送", add_signed_line, CB_BLOCK_ADDRESSEE },
	{ "attachments", "附件说明", add_attachments, CB_BLOCK_ATTACHMENTS },
	{ "annex", "附件", add_line, CB_BLOCK_ANNEX },
	{ "from", "署名", add_line, CB_BLOCK_SIGNER },
	{ "date", "日期", add_date, CB_BLOCK_DATE },
	{ "note", "附注", add_signed_line, CB_BLOCK_NOTE },
	{ 0 },
};

static void
report_unknown(const struct cb_fence *fence, struct cb_text name)
{
	struct cb_str choices = { 0 };
	struct cb_nearest nearest = { 0 };

	for (const struct fence_word *word = words; word->en != NULL; word++) {
		cb_nearest_try(&nearest, name, cb_text_of(word->en));
		cb_nearest_try(&nearest, name, cb_text_of(word->zh));
		cb_str_addf(&choices, "%s%s %s", word == words ? "" : ", ", word->en, word->zh);
	}
	cb_report(fence->diag, CB_UNKNOWN_FENCE, fence->where, NULL, name, choices, cb_arg_nearest(nearest.text));
}

void
cb_fence_add(struct cb_document *document, const struct cb_fence *fence)
{
	struct cb_text rest = fence->info, name = next_word(&rest);

	for (const struct fence_word *word = words; word->en != NULL; word++)
		if (cb_text_is(name, word->en) || cb_text_is(name, word->zh)) {
			word->add(document, fence, word);
			return;
		}
	report_unknown(fence, name);
}
