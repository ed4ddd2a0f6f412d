#include <string.h>

#include <cb/base/suggest.h>
#include <cb/value/fold.h>

/* Boxes as forms have them. */
#define TICKED "☑ ■ ☒ √ ✓ ✔"
#define OPEN "☐ □"

/* ☑是 ☐否, 是☑ 否☐: a box beside each word, and one of them ticked. */
static bool
read_boxes(struct cb_text t, bool *yes)
{
	int n = 0, ticked[2] = { 0 };

	for (; t.len > 0; n++) {
		bool before = cb_fold_take(&t, TICKED), open = !before && cb_fold_take(&t, OPEN), is_yes;

		is_yes = cb_fold_take(&t, "是 有");
		if (n == 2 || (!is_yes && !cb_fold_take(&t, "否 无 没有")))
			return false;
		if (!before && !open && !(before = cb_fold_take(&t, TICKED)) && !cb_fold_take(&t, OPEN))
			return false;
		ticked[is_yes] += before ? 1 : 2;
		cb_fold_take(&t, "/ 、");
	}
	*yes = ticked[1] == 1;
	return n == 2 && ticked[0] * ticked[1] == 2; /* of each word one, and one of them ticked */
}

static enum cb_code
parse_bool(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	const struct cb_yes_no *more = arg;
	struct cb_folded f;
	bool yes = true;

	(void)env;
	*out = (struct cb_cell){ .n = cb_text_is(t, "是"), .state = CB_VALUE };
	if (out->n != 0 || cb_text_is(t, "否"))
		return CB_FINE;
	*out = (struct cb_cell){ 0 };
	if (!cb_fold(t, &f))
		return CB_NOT_YES_NO;
	if (f.text.len == 0 || cb_fold_is(f.text, CB_FOLD_DASHES " null"))
		return CB_FINE;
	if (cb_fold_is(f.text, "是 有 √ ✓ ✔ ☑ ■ Y 1 yes true") || (more != NULL && cb_fold_is(f.text, more->yes)))
		out->n = 1;
	else if (read_boxes(f.text, &yes))
		out->n = yes;
	else if (!cb_fold_is(f.text, "否 无 没有 × x ✗ ✘ ☐ □ N 0 no false") && (more == NULL || !cb_fold_is(f.text, more->no)))
		return CB_NOT_YES_NO;
	out->state = CB_VALUE;
	return CB_FINE;
}

static struct cb_text
print_bool(const void *arg, const struct cb_cell *cell, char *buf)
{
	(void)arg, (void)buf;
	return cell->n != 0 ? CB_LIT("是") : CB_LIT("否");
}

static bool
accepts(const struct cb_word *word, struct cb_text t)
{
	if (cb_fold_equal(t, cb_text_of(word->zh)))
		return true;
	if (word->key != NULL && cb_fold_equal(t, cb_text_of(word->key)))
		return true;
	return word->more != NULL && cb_fold_is(t, word->more);
}

/* Without a call: most differ early. */
static bool
is_printed(const char *word, struct cb_text t)
{
	uint32_t i = 0;

	while (i < t.len && word[i] == t.p[i] && word[i] != '\0')
		i++;
	return i == t.len && word[i] == '\0';
}

/* As it is printed: what comes out of a database by the million. */
static bool
find_printed(const struct cb_word *words, struct cb_text t, struct cb_cell *out)
{
	for (int i = 0; words[i].zh != NULL; i++)
		if (is_printed(words[i].zh, t)) {
			*out = (struct cb_cell){ .n = i, .state = CB_VALUE, .text = { words[i].zh, t.len } };
			return true;
		}
	return false;
}

static bool
find_word(const struct cb_word *words, struct cb_text t, struct cb_cell *out)
{
	for (int i = 0; words[i].zh != NULL; i++)
		if (accepts(&words[i], t)) {
			*out = (struct cb_cell){ .n = i, .state = CB_VALUE, .text = cb_text_of(words[i].zh) };
			return true;
		}
	return false;
}

static enum cb_code
parse_enum(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	struct cb_folded f;

	(void)env;
	*out = (struct cb_cell){ 0 };
	if (t.len > 0 && find_printed(arg, t, out))
		return CB_FINE;
	t = cb_text_trim(t);
	if (t.len == 0 || find_printed(arg, t, out) || find_word(arg, t, out))
		return CB_FINE;
	if (!cb_fold(t, &f))
		return CB_UNKNOWN_WORD;
	if (f.text.len == 0 || find_word(arg, f.text, out) || cb_fold_is(f.text, CB_FOLD_NOTHING))
		return CB_FINE;
	return CB_UNKNOWN_WORD;
}

static struct cb_text
print_enum(const void *arg, const struct cb_cell *cell, char *buf)
{
	const struct cb_word *word = arg;

	(void)buf;
	for (int64_t i = 0; i < cell->n && word->zh != NULL; i++)
		word++;
	return cb_text_of(word->zh);
}

/* All words that are allowed, then the nearest. */
static void
hint_enum(const struct cb_type *type, const void *arg, struct cb_text raw, enum cb_lang lang, struct cb_str *out)
{
	struct cb_nearest nearest = { 0 };
	struct cb_folded f;

	(void)type;
	if (cb_fold(raw, &f))
		for (const struct cb_word *word = arg; word->zh != NULL; word++) {
			cb_nearest_try(&nearest, f.text, cb_text_of(word->zh));
			if (word->key != NULL)
				cb_nearest_try(&nearest, f.text, cb_text_of(word->key));
		}
	cb_str_adds(out, lang == CB_ZH ? ";可填:" : "; one of: ");
	for (const struct cb_word *word = arg; word->zh != NULL; word++) {
		if (word != arg)
			cb_str_adds(out, lang == CB_ZH ? "、" : ", ");
		cb_str_adds(out, word->zh);
	}
	cb_suggest(lang, nearest.text, out);
}

const struct cb_type cb_type_bool = {
	.name = "bool",
	.en = "是 or 否 (有 无 √ × ☑ ☐ ■ □ Y N 1 0 are read too)",
	.zh = "是 或 否(也认 有 无 √ × ☑ ☐ ■ □ Y N 1 0)",
	.storage = CB_STORE_INT,
	.sql_suffix = "",
	.sql_check = "%1$s IN (0,1)",
	.sql_view = "CASE %1$s WHEN 1 THEN '是' WHEN 0 THEN '否' END",
	.parse = parse_bool,
	.print = print_bool,
};

const struct cb_type cb_type_enum = {
	.name = "enum",
	.en = "one of the listed words",
	.zh = "所列词之一",
	.storage = CB_STORE_TEXT,
	.sql_suffix = "",
	.parse = parse_enum,
	.print = print_enum,
	.hint = hint_enum,
};
