/* Which options go with which verbs: cli/opt.h R5. */
#include <cb/cli/opt.h>

bool
cb_opt_goes_with(const struct cb_command *command, const char *option, const struct cb_verb *verb)
{
	for (const struct cb_option_verbs *row = command->option_verbs; row != NULL && row->options != NULL; row++)
		if (cb_is_among(row->options, option))
			return cb_is_among(row->verbs, verb != NULL ? verb->name : "-") ||
			       (verb != NULL && verb->query != NULL && cb_is_among(row->verbs, "?"));
	return true;
}
