#include <cb/base/message.h>
#include <cb/base/str.h>

#include <stdio.h>
#include <string.h>

#define MESSAGE(number, name, severity, status, en, zh) AT_##name,
enum at {
#include <cb/base/messages.def>
};
#undef MESSAGE

#define MESSAGE(number, name, severity, status, en, zh) \
	[AT_##name] = { CB_##name, severity, status, #name, en, zh },
const struct cb_message cb_messages[] = {
#include <cb/base/messages.def>
	{ CB_FINE, CB_NOTE, CB_OK, "", "", "" },
};
#undef MESSAGE

const struct cb_message *
cb_message(enum cb_code code)
{
	/* A switch, so that two rows of one number do not compile. */
	switch ((int)code) {
#define MESSAGE(number, name, severity, status, en, zh) \
	case number:                                    \
		return &cb_messages[AT_##name];
#include <cb/base/messages.def>
#undef MESSAGE
	default:
		return &cb_messages[CB_COUNT(cb_messages) - 1];
	}
}

enum cb_code
cb_message_find(const char *word)
{
	int number = 0;

	if (*word && strchr("EWNewn", *word) != NULL)
		word++;
	if (strlen(word) != 3 || strspn(word, "0123456789") != 3)
		return CB_FINE;
	for (; *word; word++)
		number = number * 10 + (*word - '0');
	return cb_message((enum cb_code)number)->code;
}

void
cb_message_label(enum cb_code code, enum cb_severity severity, char out[8])
{
	snprintf(out, 8, "%c%03u", "EWN"[severity], (unsigned)code % 1000);
}
