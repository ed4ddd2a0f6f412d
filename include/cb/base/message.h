/* The one table of messages: code, severity, exit status, English, Chinese.
 *
 * Each row stands once, in messages.def. Numbers are stable for ever and documented in
 * cb-errors(7), which is made from this table. Placeholders are {1}…{6}; both languages use the
 * same ones. The text names what is wrong and, after a semicolon, the remedy; what of it only the
 * command line can do stands between {[ and {]. */
#ifndef CB_BASE_MESSAGE_H
#define CB_BASE_MESSAGE_H

#include <cb/base/status.h>

enum cb_lang { CB_ZH,
	       CB_EN };

enum cb_severity { CB_ERROR,
	           CB_WARNING,
	           CB_NOTE };

enum cb_code {
	CB_FINE = 0,
#define MESSAGE(number, name, severity, status, en, zh) CB_##name = number,
#include <cb/base/messages.def>
#undef MESSAGE
	CB_CODE_MAX = 999
};

struct cb_message {
	enum cb_code code;
	enum cb_severity severity;
	enum cb_status status; /* exit status when it counts as an error */
	const char *name, *en, *zh;
};

/* All messages in order of their numbers, ended by code CB_FINE. */
extern const struct cb_message cb_messages[];
const struct cb_message *cb_message(enum cb_code);
/* "E203", "W301", "N120" -> code, CB_FINE when unknown; the letter may be left out. */
enum cb_code cb_message_find(const char *word);
/* Writes "E203" (letter by the given severity). */
void cb_message_label(enum cb_code, enum cb_severity, char out[8]);

#endif
