/* What a test asks of a long text. */
#ifndef TESTS_UNIT_IN_TEXT_H
#define TESTS_UNIT_IN_TEXT_H

static size_t
count(const char *text, const char *what)
{
	size_t n = 0;

	for (; (text = strstr(text, what)) != NULL; text += strlen(what))
		n++;
	return n;
}

static void
has(const char *text, const char *what)
{
	if (!strstr(text, what))
		fail_msg("lacks %s", what);
}

#endif
