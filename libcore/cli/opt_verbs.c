/* Which options go with which verbs: cli/opt.h R5. */
#include <string.h>

#include <cb/cli/opt.h>

static bool
is_among(const char *words, const char *word)
{
	size_t len = strlen(word);

	for (const char *at = words; (at = strstr(at, word)) != NULL; at += len)
		if ((at == words || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
			return true;
	return false;
}

bool
cb_opt_goes_with(const struct cb_command *command, const char *option, const struct cb_verb *verb)
{
	for (const struct cb_option_verbs *row = command->option_verbs; row != NULL && row->options != NULL; row++)
		if (is_among(row->options, option))
			return is_among(row->verbs, verb != NULL ? verb->name : "-") ||
			       (verb != NULL && verb->query != NULL && is_among(row->verbs, "?"));
	return true;
}
