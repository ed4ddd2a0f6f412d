#include <string.h>

#include <cb/base/utf8.h>
#include <cb/data/csv.h>

enum { DELIMITER_LINES = 20,
       LINES_MAX = 60 }; /* with those that have none: titles */

/* Those that also stand in prose are taken where most lines have them. */
static const struct {
	const char *word;
	int32_t character;
	bool is_prose;
} candidates[] = {
	{ ",", ',', false },
	{ ";", ';', false },
	{ "\t", '\t', false },
	{ "|", '|', true },
	{ "，", 0xff0c, true },
	{ "；", 0xff1b, true },
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* How many words stand outside quotes in the line at *p; *p moves behind the line. False: it is blank. */
static bool
count_in_line(const char **p, const char *end, const char *word, unsigned *n)
{
	size_t len = strlen(word);
	bool is_quoted = false, has_text = false;

	*n = 0;
	for (; *p < end && (is_quoted || (**p != '\n' && **p != '\r')); ++*p) {
		has_text |= !is_blank(**p);
		if (**p == '"')
			is_quoted = !is_quoted;
		else if (**p == *word && !is_quoted && (size_t)(end - *p) >= len && memcmp(*p, word, len) == 0)
			++*n;
	}
	if (*p < end)
		++*p;
	return has_text;
}

/* How many of the first lines have the same number of a word, not 0. */
static unsigned
lines_agreeing(struct cb_text head, const char *word, bool is_prose)
{
	const char *p = head.p, *end = head.p + head.len;
	unsigned counts[DELIMITER_LINES], n = 0, n_lines = 0, best = 0;

	if (cb_text_find(head, word) < 0)
		return 0;
	while (p < end && n < DELIMITER_LINES && n_lines < LINES_MAX) {
		unsigned count;

		if (!count_in_line(&p, end, word, &count))
			continue;
		n_lines++;
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
	return is_prose && (best < 2 || 2 * best <= n_lines) ? 0 : best;
}

int32_t
cb_csv_delimiter(struct cb_text head)
{
	int32_t chosen = ',';
	unsigned best = 0;

	for (size_t i = 0; i < CB_COUNT(candidates) && best < DELIMITER_LINES; i++) {
		unsigned lines = lines_agreeing(head, candidates[i].word, candidates[i].is_prose);

		if (lines > best) {
			best = lines;
			chosen = candidates[i].character;
		}
	}
	return chosen;
}

int32_t
cb_csv_sep_line(struct cb_text head)
{
	bool is_quoted = cb_text_starts(head, "\"");
	uint32_t at = is_quoted ? 1 : 0;
	int32_t character;

	if (head.len < at + 5 || !cb_bytes_equal_nocase(head.p + at, "sep=", 4))
		return 0;
	at += 4;
	at += (uint32_t)cb_utf8_decode(head.p + at, head.len - at, &character);
	at += is_quoted ? cb_text_starts(cb_text_from(head, at), "\"") : 0;
	return character > 0 && character != '\n' && character != '\r' && character != '"' &&
	                       (at == head.len || head.p[at] == '\r' || head.p[at] == '\n')
	               ? character
	               : 0;
}

const char *
cb_csv_next_divider(struct cb_text line, size_t *at)
{
	static const char *const dividers[] = { "、", "/", ":", "：", "｜", "│", "~", "^", "#", "*", "_", "-", "\\", " " };

	while (*at < CB_COUNT(dividers)) {
		const char *by = dividers[(*at)++];

		if (cb_text_find(line, by) >= 0)
			return by;
	}
	return NULL;
}

bool
cb_csv_next_word(struct cb_csv_words *words)
{
	uint32_t n = (uint32_t)strlen(words->by);
	int at = cb_text_find(words->line, words->by);

	if (words->line.p == NULL)
		return false;
	words->word = cb_text_trim((struct cb_text){ words->line.p, at < 0 ? words->line.len : (uint32_t)at });
	words->line = at < 0 ? (struct cb_text){ NULL, 0 }
	                     : cb_text_from(words->line, at + n);
	return true;
}
