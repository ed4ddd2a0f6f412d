/* Texts that programs put something around, or made something else of: read as what was typed and is seen. */
#include <string.h>

#include <cb/data/csv.h>

#include "reader_state.h"

struct cb_text
cb_as_typed(struct cb_text raw, bool is_guarded)
{
	uint32_t n = 0;

	if (raw.len > 0 && *raw.p == '\t')
		raw = cb_text_trim(raw);
	if (cb_csv_take_formula(&raw))
		return raw;
	while (n < raw.len && raw.p[n] == '\'')
		n++;
	if (n == 0 || n == raw.len)
		return raw;
	/* What --bom guards may itself begin with apostrophes; '0042 is what others export. */
	if ((is_guarded && strchr("=+-@\t\r", raw.p[n]) != NULL) || (n == 1 && cb_is_digit(raw.p[n])))
		return cb_text_from(raw, 1);
	return raw;
}

bool
cb_is_picture(struct cb_text t)
{
	return cb_text_starts(t, "=DISPIMG(") || cb_text_starts(t, "=_xlfn.DISPIMG(");
}

static bool
take_digits(struct cb_text *t, uint32_t most)
{
	uint32_t n = 0;

	while (n < t->len && n < most && cb_is_digit(t->p[n]))
		n++;
	*t = (struct cb_text){ t->p + n, t->len - n };
	return n > 0;
}

static bool
take_month_word(struct cb_text *t)
{
	static const char words[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

	for (size_t i = 0; t->len >= 3 && i < sizeof(words) - 1; i += 3)
		if (memcmp(t->p, words + i, 3) == 0) {
			*t = (struct cb_text){ t->p + 3, t->len - 3 };
			return true;
		}
	return false;
}

bool
cb_is_made_a_date(struct cb_text t)
{
	bool is_word_first;

	t = cb_text_trim(t);
	if (t.len < 5 || t.len > strlen("12月31日"))
		return false;
	is_word_first = take_month_word(&t);
	if (!is_word_first && !take_digits(&t, 2))
		return false;
	if (cb_text_starts(t, "-")) { /* 2-Mar, Mar-02 */
		t = cb_text_from(t, 1);
		return (is_word_first ? take_digits(&t, 2) : take_month_word(&t)) && t.len == 0;
	}
	if (is_word_first || !cb_text_starts(t, "月"))
		return false;
	t = cb_text_from(t, strlen("月"));
	return take_digits(&t, 2) && cb_text_is(t, "日");
}
