/* Labels of columns and the units they carry. */
#include <string.h>

#include <cb/base/utf8.h>
#include <cb/data/bind.h>

bool
cb_unit_factor(struct cb_text unit, int64_t *num, int64_t *den)
{
	static const struct {
		const char *word;
		int64_t num;
	} scales[] = { { "亿", 100000000 }, { "千万", 10000000 }, { "百万", 1000000 }, { "万", 10000 }, { "千", 1000 }, { "百", 100 }, { "", 1 } };
	static const char *const bases[] = { "元", "元人民币", "人", "人次", "户", "份", "件", "" };

	for (size_t s = 0; s < sizeof(scales) / sizeof(scales[0]); s++) {
		struct cb_text base = unit;

		if (!cb_text_starts(unit, scales[s].word))
			continue;
		base.p += strlen(scales[s].word);
		base.len -= (uint32_t)strlen(scales[s].word);
		for (size_t i = 0; i < sizeof(bases) / sizeof(bases[0]); i++) {
			if (!cb_text_is(base, bases[i]) || unit.len == 0)
				continue;
			*num = scales[s].num;
			*den = 1;
			return true;
		}
	}
	return false;
}

/* Cuts a trailing "(…)" off the form and reads the unit in it. */
static void
take_unit(struct cb_str *form, int64_t *unit_num, int64_t *unit_den)
{
	struct cb_text t = cb_str_text(form), unit;
	int open = cb_text_find(t, "(");

	if (open <= 0 || t.p[t.len - 1] != ')')
		return;
	unit = (struct cb_text){ t.p + open + 1, t.len - (uint32_t)open - 2 };
	if (cb_text_starts(unit, "单位:")) {
		unit.p += strlen("单位:");
		unit.len -= (uint32_t)strlen("单位:");
	}
	if (unit_num != NULL)
		cb_unit_factor(unit, unit_num, unit_den);
	form->len = (size_t)open;
	form->p[open] = '\0';
}

void
cb_label_form(struct cb_text label, struct cb_str *out, int64_t *unit_num, int64_t *unit_den)
{
	size_t start = out->len, kept = start;

	cb_utf8_nfkc(cb_text_trim(label), out);
	for (size_t i = start; i < out->len; i++) {
		char c = out->p[i];

		if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '*')
			continue; /* line breaks within a cell, the star of required columns */
		out->p[kept++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	if (out->p != NULL)
		out->p[kept] = '\0';
	out->len = kept;
	if (start == 0)
		take_unit(out, unit_num, unit_den);
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
