/* Labels of columns and the words beside them. */
#include <string.h>

#include <cb/base/utf8.h>
#include <cb/data/label.h>
#include <cb/value/unit.h>

static const struct {
	const char *open, *close;
} brackets[] = {
	{ "(", ")" },
	{ "[", "]" },
	{ "{", "}" },
	{ "【", "】" },
	{ "〔", "〕" },
	{ "〈", "〉" },
	{ "《", "》" },
	{ "「", "」" },
	{ "『", "』" },
	{ "<", ">" },
};

static struct cb_text
before(struct cb_text t, uint32_t at)
{
	return cb_text_trim((struct cb_text){ t.p, at });
}

/* NFKC, lower case, without the star of required columns. */
static void
add_folded(struct cb_text label, struct cb_str *out)
{
	struct cb_str nfkc = { 0 };

	cb_utf8_nfkc(label, &nfkc);
	for (size_t i = 0; i < nfkc.len; i++) {
		char c = nfkc.p[i];

		if (c != '*')
			cb_str_addc(out, cb_lower(c));
	}
	cb_str_release(&nfkc);
}

/* Line breaks within a cell do not count either. */
static void
add_close(struct cb_text folded, struct cb_str *out)
{
	for (uint32_t i = 0; i < folded.len; i++)
		if (strchr(" \t\n\r", folded.p[i]) == NULL)
			cb_str_addc(out, folded.p[i]);
}

void
cb_label_form(struct cb_text label, struct cb_str *out)
{
	struct cb_str folded = { 0 };

	add_folded(label, &folded);
	add_close(cb_str_text(&folded), out);
	cb_str_release(&folded);
}

void
cb_label_name(struct cb_text label, struct cb_str *out)
{
	struct cb_label parts = { 0 };

	cb_label_split(&parts, label);
	add_close(parts.name, out);
	cb_label_release(&parts);
}

/* ---- remarks ---- */

static bool
is_figure(struct cb_text t)
{
	for (uint32_t i = 0; i < t.len; i++)
		if (!cb_is_digit(t.p[i]) && t.p[i] != '.')
			return false;
	return t.len > 0;
}

/* Without the first of the words that it begins with, or ends with. */
static bool
cut_word(struct cb_text *t, const char *const *words, bool at_end)
{
	for (; *words != NULL; words++) {
		uint32_t n = cb_text_of(*words).len;

		if (!(at_end ? cb_text_ends : cb_text_starts)(*t, *words))
			continue;
		*t = cb_text_trim(at_end ? before(*t, t->len - n) : cb_text_from(*t, n));
		return true;
	}
	return false;
}

bool
cb_label_full_mark(struct cb_text word, struct cb_text *mark)
{
	static const struct {
		const char *word, *mark;
	} scales[] = { { "百分制", "100" }, { "十分制", "10" }, { "五分制", "5" } };
	static const char *const starts[] = { "满分值", "满分", "总分", "分值", "标准分", NULL };
	static const char *const ends[] = { "分制", "分", NULL };
	bool is_named;

	for (size_t i = 0; i < CB_COUNT(scales); i++)
		if (cb_text_is(word, scales[i].word)) {
			*mark = cb_text_of(scales[i].mark);
			return true;
		}
	is_named = cut_word(&word, starts, false);
	if (is_named && cb_text_starts(word, ":"))
		word = cb_text_trim(cb_text_from(word, 1));
	is_named = cut_word(&word, ends, true) || is_named;
	*mark = word;
	return is_named && is_figure(word);
}

bool
cb_label_weight(struct cb_text word, struct cb_text *figure)
{
	static const char *const starts[] = { "权重占比", "权重", "占比", "占", NULL };

	cut_word(&word, starts, false);
	if (cb_text_starts(word, ":"))
		word = cb_text_trim(cb_text_from(word, 1));
	*figure = word;
	return cb_text_ends(word, "%") && is_figure((struct cb_text){ word.p, word.len - 1 });
}

/* 权重5%, 占20, 20: no full mark, but a figure of the same kind. */
static bool
is_share(struct cb_text word)
{
	static const char *const starts[] = { "权重", "占比", "占", "计", "满分", "总分", "分值", NULL };
	static const char *const ends[] = { "%", NULL };
	bool is_named = cut_word(&word, starts, false);

	cut_word(&word, ends, true);
	return word.len == 0 ? is_named : is_figure(word);
}

bool
cb_label_is_remark(struct cb_text word)
{
	struct cb_text mark;
	static const char *const words[] = { "必填", "选填", "可空", "可选", "可不填", "非必填", "含税", "不含税", "小写",
		                             "数字", "整数", "正整数", "阿拉伯数字", "单选", "多选", "见注", "注", NULL };

	for (size_t i = 0; words[i] != NULL; i++)
		if (cb_text_is(word, words[i]))
			return true;
	return cb_label_full_mark(word, &mark) || is_share(word);
}

/* ---- what stands beside the name ---- */

/* Without 单位: or 计量单位: before it. */
static struct cb_text
without_key(struct cb_text t)
{
	static const char *const keys[] = { "计量单位", "金额单位", "货币单位", "单位", "币种" };

	for (size_t i = 0; i < CB_COUNT(keys); i++) {
		uint32_t n = cb_text_starts(t, keys[i]) ? cb_text_of(keys[i]).len : 0;
		struct cb_text rest = cb_text_trim(cb_text_from(t, n));

		if (rest.len < t.len && rest.len > 0 && rest.p[0] == ':')
			return cb_text_trim(cb_text_from(rest, 1));
	}
	return t;
}

static void
add_word(struct cb_label *label, struct cb_text word)
{
	word = without_key(cb_text_trim(word));
	if (word.len > 0 && label->n < CB_LABEL_WORDS)
		label->words[label->n++] = word;
}

/* What stands in brackets: one word, or several. */
static void
add_words(struct cb_label *label, struct cb_text t)
{
	uint32_t from = 0;

	t = without_key(cb_text_trim(t));
	if (cb_unit_is_word(t) || cb_label_is_remark(t)) {
		add_word(label, t);
		return;
	}
	for (uint32_t at = 0; at < t.len; at++) {
		bool wide = at + 3 <= t.len && memcmp(t.p + at, "、", 3) == 0;

		if (!wide && strchr(",; ", t.p[at]) == NULL)
			continue;
		add_word(label, (struct cb_text){ t.p + from, at - from });
		at += wide ? 2 : 0;
		from = at + 1;
	}
	add_word(label, cb_text_from(t, from));
}

/* Where the last pair of brackets opens that ends the text; 0 = there is none. */
static uint32_t
find_open(struct cb_text t, uint32_t *n_open, uint32_t *n_close)
{
	for (size_t i = 0; i < CB_COUNT(brackets); i++) {
		int depth = 0;

		*n_open = cb_text_of(brackets[i].open).len;
		*n_close = cb_text_of(brackets[i].close).len;
		if (!cb_text_ends(t, brackets[i].close))
			continue;
		for (uint32_t at = t.len - *n_close; at > 0; at--) {
			if (cb_text_starts(cb_text_from(t, at), brackets[i].close))
				depth++;
			else if (cb_text_starts(cb_text_from(t, at), brackets[i].open) && --depth == 0)
				return at;
		}
	}
	return 0;
}

/* How many characters it has, two of ASCII counted as one: what may be a name. */
static size_t
width_of(struct cb_text t)
{
	size_t n = 0;

	for (uint32_t i = 0; i < t.len; i++)
		n += (t.p[i] & 0x80) == 0 ? 1 : (t.p[i] & 0xc0) == 0xc0 ? 2
		                                                        : 0;
	return n / 2;
}

/* 金额万元, 金额¥: units of money need nothing before them. The longest that is there, or none: GDP亿元 is not in 元. */
static bool
cut_money(struct cb_label *label, struct cb_text *t)
{
	static const char *const ends[] = { "亿元", "千万元", "百万元", "十万元", "万元", "千元", "百元", "元", "¥" };

	for (size_t i = 0; i < CB_COUNT(ends); i++) {
		uint32_t n = cb_text_of(ends[i]).len;

		if (!cb_text_ends(*t, ends[i]))
			continue;
		if (width_of(before(*t, t->len - n)) < (n > 3 ? 1 : 2)) /* 单元 is a name itself */
			return false;
		add_word(label, cb_text_from(*t, t->len - n));
		*t = before(*t, t->len - n);
		return true;
	}
	return false;
}

/* 金额/万元, 金额、万元, 金额:万元 and 金额 万元, where it is a unit indeed. */
static bool
cut_tail(struct cb_label *label, struct cb_text *t)
{
	for (uint32_t at = 1; at < t->len; at++) {
		bool wide = cb_text_starts(cb_text_from(*t, at), "、");
		struct cb_text tail;

		if (!wide && strchr("/: \t\n\r", t->p[at]) == NULL)
			continue;
		tail = without_key(cb_text_trim(cb_text_from(*t, at + (wide ? 3 : 1))));
		if (!cb_unit_is_word(tail))
			continue;
		add_word(label, tail);
		*t = before(*t, at);
		return true;
	}
	return cut_money(label, t);
}

static void
cut_brackets(struct cb_label *label, struct cb_text *t)
{
	uint32_t open, n_open, n_close;

	while ((open = find_open(*t, &n_open, &n_close)) > 0) {
		add_words(label, (struct cb_text){ t->p + open + n_open, t->len - open - n_open - n_close });
		*t = before(*t, open);
	}
}

void
cb_label_split(struct cb_label *label, struct cb_text text)
{
	struct cb_text t;

	cb_str_clear(&label->text);
	add_folded(text, &label->text);
	label->n = 0;
	t = cb_text_trim(cb_str_text(&label->text));
	cut_brackets(label, &t);
	label->has_tail = cut_tail(label, &t);
	cut_brackets(label, &t);
	while (t.len > 0 && (t.p[t.len - 1] == '_' || t.p[t.len - 1] == ':'))
		t = before(t, t.len - 1);
	label->name = t;
}

void
cb_label_written(const struct cb_label *label, struct cb_text text, struct cb_str *out)
{
	struct cb_str nfkc = { 0 };
	uint32_t skip = (uint32_t)(label->name.p - label->text.p), n = 0;

	cb_utf8_nfkc(text, &nfkc);
	for (size_t i = 0; i < nfkc.len; i++) {
		if (nfkc.p[i] == '*')
			continue;
		if (n >= skip && n < skip + label->name.len)
			cb_str_addc(out, nfkc.p[i]);
		n++;
	}
	cb_str_release(&nfkc);
}

void
cb_label_release(struct cb_label *label)
{
	cb_str_release(&label->text);
	*label = (struct cb_label){ 0 };
}

bool
cb_pair_split(const char *pair, struct cb_text *left, struct cb_text *right)
{
	const char *cut = strchr(pair, '=');

	if (cut == NULL)
		return false;
	*left = (struct cb_text){ pair, (uint32_t)(cut - pair) };
	*right = cb_text_of(cut + 1);
	return true;
}

/* ---- columns of a register ---- */

static int
column_of_form(const struct cb_register *reg, struct cb_text form)
{
	for (int i = 0; i < reg->n_columns; i++)
		if (cb_text_is(form, reg->columns[i].key) || cb_text_is(form, reg->columns[i].zh))
			return i;
	for (int i = 0; i < reg->n_columns; i++)
		if (cb_text_list_has(cb_text_of(reg->columns[i].more), ";", form))
			return i;
	return -1;
}

void
cb_columns_by_label(const struct cb_register *const *regs, size_t n, struct cb_text label, int *columns)
{
	struct cb_str form = { 0 }, name = { 0 };

	cb_label_form(label, &form);
	for (size_t i = 0; i < n; i++) {
		columns[i] = column_of_form(regs[i], cb_str_text(&form));
		if (columns[i] < 0 && name.p == NULL)
			cb_label_name(label, &name);
		if (columns[i] < 0)
			columns[i] = column_of_form(regs[i], cb_str_text(&name));
	}
	cb_str_release(&form);
	cb_str_release(&name);
}

int
cb_column_by_label(const struct cb_register *reg, struct cb_text label)
{
	int column;

	cb_columns_by_label(&reg, 1, label, &column);
	return column;
}
