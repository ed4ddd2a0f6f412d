#include <cb/data/csv.h>

enum { DELIMITER_LINES = 20 };

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* How many c stand outside quotes in the line at *p, 0 in a blank one; *p moves behind the line. */
static unsigned
count_in_line(const char **p, const char *end, char c)
{
	unsigned n = 0;
	bool is_quoted = false, has_text = false;

	for (; *p < end && (is_quoted || (**p != '\n' && **p != '\r')); ++*p) {
		has_text |= !is_blank(**p);
		if (**p == '"')
			is_quoted = !is_quoted;
		else if (**p == c && !is_quoted)
			n++;
	}
	if (*p < end)
		++*p;
	return has_text ? n : 0;
}

/* How many of the first lines have the same number of c, not 0. */
static unsigned
lines_agreeing(struct cb_text head, char c)
{
	const char *p = head.p, *end = head.p + head.len;
	unsigned counts[DELIMITER_LINES], n = 0, best = 0;

	while (p < end && n < DELIMITER_LINES) {
		unsigned count = count_in_line(&p, end, c);

		if (count > 0)
			counts[n++] = count;
	}
	for (unsigned i = 0; i < n; i++) {
		unsigned same = 0;

		for (unsigned k = i; k < n; k++)
			same += counts[k] == counts[i];
		if (same > best)
			best = same;
	}
	return best;
}

char
cb_csv_delimiter(struct cb_text head)
{
	static const char candidates[] = { ',', ';', '\t' };
	char chosen = ',';
	unsigned best = 0;

	for (size_t i = 0; i < sizeof(candidates); i++) {
		unsigned lines = lines_agreeing(head, candidates[i]);

		if (lines > best) {
			best = lines;
			chosen = candidates[i];
		}
	}
	return chosen;
}
