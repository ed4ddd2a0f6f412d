#include <cb/value/paper_number.h>

#include <cb/base/utf8.h>

enum { YEAR_FIRST = 1949,
       YEAR_LAST = 2099,
       DIGITS_MAX = 6 };

/* A text read from left to right. */
struct cursor {
	const char *p, *end;
};

static bool
take(struct cursor *c, const char *word)
{
	struct cb_text rest = { c->p, (uint32_t)(c->end - c->p) };

	if (!cb_text_starts(rest, word))
		return false;
	c->p += cb_text_of(word).len;
	return true;
}

static bool
take_bracket(struct cursor *c)
{
	static const char *const brackets[] = { "(", ")", "[", "]", "{", "}", "〔", "〕", "【", "】", "〖", "〗", "<", ">", "〈", "〉" };

	for (size_t i = 0; i < CB_COUNT(brackets); i++)
		if (take(c, brackets[i]))
			return true;
	return false;
}

/* The digits at the cursor; their number, and their value. */
static int
take_digits(struct cursor *c, int *value)
{
	int n = 0;

	*value = 0;
	for (; c->p < c->end && cb_is_digit(*c->p) && n <= DIGITS_MAX + 4; c->p++, n++)
		if (n < DIGITS_MAX)
			*value = *value * 10 + (*c->p - '0');
	return n;
}

/* NFKC without blanks: ０→0, ［→[. */
static void
simplify(struct cb_text text, struct cb_str *out)
{
	struct cb_str folded = { 0 };

	cb_utf8_nfkc(cb_text_trim(text), &folded);
	for (size_t i = 0; i < folded.len; i++)
		if (folded.p[i] != ' ')
			cb_str_addc(out, folded.p[i]);
	cb_str_release(&folded);
}

static enum cb_paper_number
print(struct cb_text agency, int year, int number, enum cb_paper_number how, struct cb_str *out)
{
	if (year < YEAR_FIRST || year > YEAR_LAST || number == 0)
		return CB_PAPER_NUMBER_NONE;
	cb_str_addf(out, "%.*s〔%d〕%d号", CB_TEXT_ARG(agency), year, number);
	return how;
}

/* The digits at p stand for year and number, without brackets. */
static enum cb_paper_number
guess(struct cb_text agency, struct cursor c, struct cb_str *out)
{
	struct cursor year_only = { c.p, c.p + 4 };
	int year, number;

	if (c.end - c.p < 5 || take_digits(&year_only, &year) != 4)
		return CB_PAPER_NUMBER_NONE;
	c.p += 4;
	take(&c, "年");
	take(&c, "第");
	if (take_digits(&c, &number) == 0 || !take(&c, "号") || c.p != c.end)
		return CB_PAPER_NUMBER_NONE;
	return print(agency, year, number, CB_PAPER_NUMBER_GUESSED, out);
}

enum cb_paper_number
cb_paper_number(struct cb_text text, struct cb_str *out)
{
	struct cb_str plain = { 0 };
	enum cb_paper_number how = CB_PAPER_NUMBER_NONE;
	struct cursor c;

	simplify(text, &plain);
	c = (struct cursor){ cb_str_c(&plain), cb_str_c(&plain) + plain.len };
	for (; c.p < c.end && how == CB_PAPER_NUMBER_NONE; c.p++) {
		struct cb_text agency = { plain.p, (uint32_t)(c.p - plain.p) };
		struct cursor at = c;
		int year, number;

		if (take_bracket(&at)) {
			if (take_digits(&at, &year) == 4 && take_bracket(&at) && (take(&at, "第") || true) &&
			    take_digits(&at, &number) > 0 && take(&at, "号") && at.p == at.end)
				how = print(agency, year, number, CB_PAPER_NUMBER, out);
			break;
		}
		if (cb_is_digit(*c.p))
			how = guess(agency, c, out);
	}
	cb_str_release(&plain);
	return how;
}
