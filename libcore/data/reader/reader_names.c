/* Several persons in one cell. */
#include <cb/value/fold.h>
#include <cb/value/mask.h>

#include "reader_state.h"

enum { CHARACTER = 3 }; /* bytes of a Chinese one */

/* Two words of two characters or more are two persons where neither word is a surname: 张三 李四, not 张 三, 欧阳 娜娜. */
static bool
divides_persons(struct cb_text before, struct cb_text behind)
{
	uint32_t n = 0;
	bool are_chinese = !cb_fold_ascii(*before.p) && !cb_fold_ascii(*behind.p);

	while (n < behind.len && cb_fold_blank(behind.p + n, behind.len - n) == 0)
		n++;
	return are_chinese && before.len >= 2 * CHARACTER && n >= 2 * CHARACTER && !cb_mask_is_surname(before);
}

/* The bytes of the mark at `at` that stands between two persons, 0 = none does. */
static uint32_t
mark_at(const struct field *f, struct cb_text t, uint32_t from, uint32_t at)
{
	struct cb_text rest = { t.p + at, t.len - at };
	uint32_t n = cb_fold_separator(rest.p, rest.len), blank = 0, more;

	if (n > 0 || *rest.p == '\n' || (*rest.p == '/' && f->is->type == &cb_type_name))
		return n > 0 ? n : 1;
	while ((more = cb_fold_blank(rest.p + blank, rest.len - blank)) > 0)
		blank += more;
	rest = cb_text_from(rest, blank);
	return f->is->type == &cb_type_name && blank > 0 && rest.len > 0 &&
	                       divides_persons((struct cb_text){ t.p + from, at - from }, rest)
	               ? blank
	               : 0;
}

enum cb_code
cb_field_settle_names(struct cb_reader *r, const struct field *f, struct cb_text raw, struct cb_cell *cell)
{
	struct cb_parse_env env = { .arena = &r->row.arena };
	struct cb_str all = { 0 };
	struct cb_text t = cb_text_trim(raw);
	uint32_t from = 0, n = 0, mark;

	for (uint32_t at = 0; at <= t.len; at++) {
		struct cb_cell one;

		mark = at < t.len ? mark_at(f, t, from, at) : 0;
		if (at < t.len && mark == 0)
			continue;
		cb_type_name.parse(NULL, (struct cb_text){ t.p + from, at - from }, &env, &one);
		if (one.text.len > 0) {
			cb_str_adds(&all, n++ > 0 ? ";" : "");
			cb_str_addt(&all, one.text);
		}
		from = at + mark;
		at += mark > 0 ? mark - 1 : 0;
	}
	if (n > 1)
		cell->text = cb_arena_text(&r->row.arena, cb_str_text(&all));
	cb_str_release(&all);
	return n > 1 && f->is_one ? CB_SEVERAL_NAMED : CB_FINE;
}
