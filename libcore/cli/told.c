#include <cb/cli/told.h>

#include <stdio.h>
#include <stdlib.h>

enum { HELD_MAX = 4096 };

/* A word that is not known: its remedy is the same wherever it stands. Not of private columns, where two may be masked
 * to the same. */
static bool
is_cause(enum cb_code code)
{
	static const enum cb_code causes[] = { CB_UNKNOWN_NAME, CB_UNKNOWN_UNIT, CB_NO_SUCH_ESTATE, CB_NOT_OF_CONTEST,
		                               CB_WORD_AS_OTHER, CB_UNKNOWN_WORD };

	for (size_t i = 0; i < CB_COUNT(causes); i++)
		if (causes[i] == code)
			return true;
	return false;
}

static uint32_t
file_of(const struct cb_diag *diag, struct cb_where where)
{
	return where.source == 0 ? 0 : diag->sources[where.source].first;
}

static bool
is_same_where(struct cb_where a, struct cb_where b)
{
	return a.source == b.source && a.row == b.row && a.column == b.column;
}

bool
cb_told_again(struct cb_told *told, const struct cb_diag *diag, const struct cb_finding *finding)
{
	uint32_t file = file_of(diag, finding->where), at;
	struct cb_told_line *line;

	if (told->n > 0 && (file != told->file || told->n == HELD_MAX))
		cb_told_flush(told, diag->lang);
	told->file = file;
	cb_str_clear(&told->cause);
	if (!is_cause(finding->code) || file == 0)
		return false;
	cb_str_addf(&told->cause, "%d %d %s %s", (int)finding->code, (int)finding->severity, finding->field, finding->text);
	at = cb_dict_get(&told->causes, cb_str_text(&told->cause));
	if (at == 0)
		return false;
	line = &told->lines[at - 1];
	line->n += !is_same_where(line->where, finding->where);
	line->where = finding->where;
	return true;
}

bool
cb_told_hold(struct cb_told *told, const struct cb_finding *finding, struct cb_text line)
{
	struct cb_told_line *held;

	if (told->n == 0 && told->cause.len == 0)
		return false;
	held = cb_push(told->lines, told->n, told->cap);
	*held = (struct cb_told_line){ .where = finding->where, .n = 1 };
	cb_str_addt(&held->text, line);
	if (told->cause.len > 0)
		cb_dict_put(&told->causes, cb_str_text(&told->cause), (uint32_t)told->n);
	return true;
}

void
cb_told_flush(struct cb_told *told, enum cb_lang lang)
{
	for (size_t i = 0; i < told->n; i++) {
		struct cb_told_line *line = &told->lines[i];

		if (line->n > 1) {
			line->text.len--; /* the LF */
			cb_str_addf(&line->text, lang == CB_EN ? " (%llu cells)\n" : "(共 %llu 处)\n", (unsigned long long)line->n);
		}
		fwrite(line->text.p, 1, line->text.len, stderr);
		cb_str_release(&line->text);
	}
	told->n = 0;
	cb_dict_release(&told->causes);
}

void
cb_told_release(struct cb_told *told)
{
	cb_dict_release(&told->causes);
	cb_str_release(&told->cause);
	free(told->lines);
}
