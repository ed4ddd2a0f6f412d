#include <cb/value/type.h>

#include <cb/base/utf8.h>
#include <cb/value/fold.h>
#include <cb/value/identity.h>
#include <cb/value/row_word.h>

#include <string.h>

#define NAME_MAX_BYTES 300 /* a hundred Chinese characters */

struct cb_text
cb_cell_print(const struct cb_type *type, const void *arg, const struct cb_cell *cell, char *buf)
{
	switch ((enum cb_state)cell->state) {
	case CB_VALUE:
		return type->print(arg, cell, buf);
	case CB_NONE:
		return CB_LIT("无数据");
	case CB_ALL:
		return CB_LIT("*");
	case CB_MASKED:
	case CB_LABEL:
		return cell->text;
	case CB_EMPTY:
		break;
	}
	return CB_LIT("");
}

struct cb_text
cb_cell_keep(struct cb_arena *arena, const struct cb_cell *cell)
{
	return cell->state == CB_VALUE ? cb_arena_text(arena, cell->text) : (struct cb_text){ "", 0 };
}

void
cb_cells_keep(struct cb_arena *arena, struct cb_cell *cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (cells[i].text.len > 0)
			cells[i].text = cb_arena_text(arena, cells[i].text);
}

bool
cb_cell_equal(const struct cb_cell *a, const struct cb_cell *b)
{
	return a->state == b->state && a->n == b->n && a->mark == b->mark && cb_text_equal(a->text, b->text);
}

void
cb_type_hint(const struct cb_type *type, const void *arg, struct cb_text raw, enum cb_lang lang, struct cb_str *out)
{
	if (type->hint != NULL)
		type->hint(type, arg, raw, lang, out);
}

void
cb_type_sql(const char *template, const char *column, const char *mark, struct cb_str *out)
{
	const char *p;

	for (; (p = strchr(template, '%')) != NULL; template = p + strlen("%1$s")) {
		cb_str_add(out, template, (size_t)(p - template));
		cb_str_adds(out, p[1] == '1' ? column : mark);
	}
	cb_str_adds(out, template);
}

static enum cb_code
parse_text(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	(void)arg, (void)env;
	*out = (struct cb_cell){ .text = cb_text_trim(t) };
	out->state = out->text.len > 0 ? CB_VALUE : CB_EMPTY;
	if (!cb_row_word_is_error(out->text))
		return CB_FINE;
	*out = (struct cb_cell){ 0 };
	return CB_ERROR_VALUE;
}

/* Appends to the n bytes of a name what the rest begins with: the dot between the parts of a Chinese name as the
 * standard has it, nothing of a character that nobody sees, else the byte itself. Returns the bytes it has passed. */
static uint32_t
take_of_name(struct cb_text rest, char *out, uint32_t *n)
{
	uint32_t len = cb_utf8_unseen(rest);

	if (len > 0)
		return len;
	len = *n > 0 && !cb_fold_ascii(out[*n - 1]) ? cb_fold_dot(rest) : 0;
	if (len == 0) {
		out[(*n)++] = *rest.p;
		return 1;
	}
	memcpy(out + *n, "·", strlen("·"));
	*n += (uint32_t)strlen("·");
	return len;
}

/* Without blanks that have a character outside ASCII on both sides: 张　三, not J. Smith. */
static struct cb_text
close_up(struct cb_text t, char *out)
{
	uint32_t n = 0, len;

	for (uint32_t i = 0; i < t.len;) {
		uint32_t end = i;

		while ((len = cb_fold_blank(t.p + end, t.len - end)) > 0)
			end += len;
		/* the ends are trimmed: a blank has neighbours */
		if (end > i && (cb_fold_ascii(t.p[i - 1]) || cb_fold_ascii(t.p[end]))) {
			memcpy(out + n, t.p + i, end - i);
			n += end - i;
		}
		i = end + take_of_name(cb_text_from(t, end), out, &n);
	}
	return (struct cb_text){ out, n };
}

static enum cb_code
parse_name(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	char closed[NAME_MAX_BYTES];
	enum cb_code code = parse_text(arg, t, env, out);

	if (out->text.len > sizeof(closed)) {
		*out = (struct cb_cell){ 0 };
		return CB_TEXT_TOO_LONG;
	}
	if (cb_row_word_is_nothing(out->text))
		*out = (struct cb_cell){ 0 };
	if (out->text.len > 0)
		out->text = cb_fold_keep(env, out->text, close_up(out->text, closed));
	if (out->text.len == 0)
		*out = (struct cb_cell){ 0 };
	return code;
}

static enum cb_code
parse_code(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	struct cb_folded f;
	enum cb_code code = parse_text(arg, t, env, out);

	if (out->text.len == 0)
		return code;
	if (!cb_fold(out->text, &f) || f.text.len == 0) {
		*out = (struct cb_cell){ 0 };
		return CB_TEXT_TOO_LONG;
	}
	if (cb_identity_is_shortened(f.text)) {
		*out = (struct cb_cell){ 0 };
		return CB_DIGITS_LOST;
	}
	out->text = cb_fold_keep(env, out->text, f.text);
	return CB_FINE;
}

const struct cb_type cb_type_text = {
	.name = "text",
	.en = "any text",
	.zh = "文字",
	.storage = CB_STORE_TEXT,
	.sql_suffix = "",
	.parse = parse_text,
	.print = cb_type_print_text,
};
const struct cb_type cb_type_name = {
	.name = "name",
	.en = "a name",
	.zh = "名称",
	.storage = CB_STORE_TEXT,
	.sql_suffix = "",
	.parse = parse_name,
	.print = cb_type_print_text,
};
const struct cb_type cb_type_ref = {
	.name = "name",
	.en = "a registered name",
	.zh = "已登记的名称",
	.storage = CB_STORE_NAME,
	.sql_suffix = "",
	.parse = parse_name,
	.print = cb_type_print_text,
};
const struct cb_type cb_type_code = {
	.name = "code",
	.en = "a code; letters and digits in half width",
	.zh = "编号",
	.storage = CB_STORE_TEXT,
	.sql_suffix = "",
	.parse = parse_code,
	.print = cb_type_print_text,
};
