#include <stdlib.h>
#include <string.h>

#include <cb/base/suggest.h>
#include <cb/base/utf8.h>

#include "loose_state.h"

struct cb_where
cb_loose_where(const struct cb_loose_row *loose, int column)
{
	return (struct cb_where){ loose->source, loose->row, loose->fields[column] };
}

static const char *
c_string(struct cb_arena *arena, struct cb_text t)
{
	return cb_arena_copy(arena, t.p, t.len);
}

/* ---- names of columns ---- */

/* Labels of two files are the same column when they differ in blanks, width and case only. */
static bool
is_same_label(struct cb_text a, struct cb_text b)
{
	struct cb_str x = { 0 }, y = { 0 };
	bool same = cb_text_equal(a, b);

	if (!same) {
		cb_label_form(a, &x);
		cb_label_form(b, &y);
		same = cb_text_equal(cb_str_text(&x), cb_str_text(&y));
	}
	cb_str_release(&x);
	cb_str_release(&y);
	return same;
}

int
cb_loose_same_label(const struct cb_loose_table *table, struct cb_text label)
{
	for (size_t i = 0; i < table->n_labels; i++)
		if (is_same_label(table->labels[i], label))
			return (int)i;
	return -1;
}

static void
label_form(struct cb_text label, struct cb_str *out)
{
	cb_str_clear(out);
	cb_label_name(label, out);
}

/* Of a label of several rows: what stands in the last of them. */
static struct cb_text
last_part(struct cb_text label)
{
	uint32_t at = label.len;

	while (at > 0 && label.p[at - 1] != '_')
		at--;
	return cb_text_from(label, at);
}

/* Does a label have this form, or its last part where that is all that was asked for? */
static bool
has_form(struct cb_text label, struct cb_text wanted, bool last)
{
	struct cb_str form = { 0 };
	bool has;

	label_form(last ? last_part(label) : label, &form);
	has = cb_text_equal(cb_str_text(&form), wanted);
	cb_str_release(&form);
	return has;
}

/* Does the last part of a later label have this form as well? */
static bool
has_other(const struct cb_loose_table *table, size_t i, struct cb_text wanted)
{
	while (++i < table->n_labels)
		if (has_form(table->labels[i], wanted, true))
			return true;
	return false;
}

int
cb_loose_find(const struct cb_loose_table *table, struct cb_text name)
{
	struct cb_str wanted = { 0 };
	int found;

	name = cb_text_trim(name);
	if (name.len == 0)
		return -1;
	found = cb_loose_same_label(table, name);
	if (found >= 0)
		return found;
	label_form(name, &wanted);
	for (size_t i = 0; i < table->n_labels; i++)
		if (has_form(table->labels[i], cb_str_text(&wanted), false))
			found = found == -1 ? (int)i : -2;
	for (size_t i = 0; table->is_joined && found == -1 && i < table->n_labels; i++)
		if (has_form(table->labels[i], cb_str_text(&wanted), true))
			found = has_other(table, i, cb_str_text(&wanted)) ? -2 : (int)i;
	cb_str_release(&wanted);
	return found;
}

bool
cb_loose_find_ratio(const struct cb_loose_table *table, struct cb_text by, int *num, int *den)
{
	*den = -1;
	*num = cb_loose_find(table, by);
	for (uint32_t at = 0; at < by.len && *num < 0; at++) {
		struct cb_text left = { by.p, at }, right = { by.p + at + 1, by.len - at - 1 };

		if (by.p[at] != '/')
			continue;
		*num = cb_loose_find(table, left);
		*den = cb_loose_find(table, right);
		if (*num < 0 || *den < 0)
			*num = *den = -1;
	}
	return *num >= 0;
}

/* Names two columns of the same form. */
static void
report_unclear(const struct cb_loose_table *table, struct cb_text name, struct cb_where where, struct cb_diag *diag)
{
	struct cb_str wanted = { 0 };
	const char *both[2] = { "", "" };
	size_t n = 0;

	label_form(name, &wanted);
	for (int last = 0; last < 2 && n < 2; last++)
		for (size_t i = n = 0; i < table->n_labels && n < 2; i++)
			if (has_form(table->labels[i], cb_str_text(&wanted), last))
				both[n++] = table->labels[i].p;
	cb_report(diag, CB_LABEL_UNCLEAR, where, "", name, both[0], both[1]);
	cb_str_release(&wanted);
}

/* Is the only label a line that some other character divides, the column among its words? Then that is reported. */
static bool
report_divider(const struct cb_loose_table *table, struct cb_text wanted, struct cb_where where, struct cb_diag *diag)
{
	struct cb_text label = table->n_labels == 1 ? table->labels[0] : (struct cb_text){ "", 0 };
	struct cb_str form = { 0 };
	bool found = false;
	const char *by;
	size_t at = 0;

	while (!found && (by = cb_csv_next_divider(label, &at)) != NULL) {
		struct cb_csv_words words = { .line = label, .by = by };

		while (!found && cb_csv_next_word(&words)) {
			label_form(words.word, &form);
			found = cb_text_equal(cb_str_text(&form), wanted);
		}
		if (found)
			cb_report(diag, CB_DIVIDED_OTHERWISE, where, "", by);
	}
	cb_str_release(&form);
	return found;
}

static void
report_unknown(const struct cb_loose_table *table, struct cb_text name, struct cb_where where, struct cb_diag *diag)
{
	struct cb_str wanted = { 0 }, form = { 0 }, all = { 0 };
	struct cb_nearest nearest = { 0 };
	struct cb_arena arena = { 0 };

	label_form(name, &wanted);
	if (report_divider(table, cb_str_text(&wanted), where, diag)) {
		cb_str_release(&wanted);
		return;
	}
	for (size_t i = 0; i < table->n_labels; i++) {
		struct cb_text t;

		label_form(table->labels[i], &form);
		t = cb_str_text(&form);
		cb_nearest_try(&nearest, cb_str_text(&wanted), (struct cb_text){ c_string(&arena, t), t.len });
		if (i > 0)
			cb_str_adds(&all, diag->lang == CB_ZH ? "、" : ", ");
		if (i == 12) {
			cb_str_adds(&all, "…");
			break;
		}
		cb_str_addt(&all, table->labels[i]);
	}
	cb_report(diag, CB_NO_SUCH_LABEL, where, "", name, cb_arg_nearest(nearest.text), all);
	cb_str_release(&wanted);
	cb_str_release(&form);
	cb_arena_release(&arena);
}

int
cb_loose_column(const struct cb_loose_table *table, struct cb_text name, struct cb_where where, struct cb_diag *diag)
{
	int column = cb_loose_find(table, name);

	if (column == -1)
		report_unknown(table, name, where, diag);
	else if (column == -2)
		report_unclear(table, name, where, diag);
	else if (!cb_loose_may_ask(table, column, diag))
		return -1;
	return column < 0 ? -1 : column;
}

void
cb_loose_release(struct cb_loose_table *table)
{
	free(table->labels);
	free(table->rows);
	*table = (struct cb_loose_table){ 0 };
}
