/* Labels of columns and the units they carry. */
#include <string.h>

#include <cb/base/utf8.h>
#include <cb/data/bind.h>
#include <cb/value/unit.h>

bool
cb_unit_factor(struct cb_text unit, int64_t *num, int64_t *den)
{
	int64_t scale;

	cb_unit_scaled(unit, CB_UNIT_OF_REGISTER, &scale);
	if (scale == 0)
		return false;
	*num = scale;
	*den = 1;
	return true;
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
