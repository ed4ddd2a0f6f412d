#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cb/base/utf8.h>
#include <cb/cli/author.h>
#include <cb/value/date.h>

enum { MINUTES_EAST = 8 * 60 };

/* The account of a line NAME:…:UID:… */
static bool
is_of(const char *line, uid_t uid)
{
	const char *at = strchr(line, ':');

	at = at == NULL ? NULL : strchr(at + 1, ':');
	return at != NULL && cb_is_digit(at[1]) && strtoul(at + 1, NULL, 10) == uid;
}

/* By hand: what the C library loads for it ends the program by a signal when memory is short. */
static bool
find_in_file(uid_t uid, struct cb_str *name)
{
	FILE *in = fopen("/etc/passwd", "r");
	char *line = NULL;
	size_t cap = 0;

	errno = 0;
	while (in != NULL && name->len == 0 && getline(&line, &cap, in) > 0)
		if (is_of(line, uid))
			cb_str_add(name, line, strcspn(line, ":"));
	if (errno == ENOMEM)
		cb_no_memory();
	free(line);
	if (in != NULL)
		fclose(in);
	return name->len > 0;
}

static void
add_account(uid_t uid, struct cb_str *name)
{
	const struct passwd *account;

	if (find_in_file(uid, name))
		return;
	account = getpwuid(uid);
	if (account != NULL)
		cb_str_adds(name, account->pw_name);
	else
		cb_str_addf(name, "%lu", (unsigned long)uid);
}

void
cb_app_author(const struct cb_app *app, const char *command, struct cb_app_author *out)
{
	const char *fixed = app->common.today != NULL ? app->common.today : getenv("CB_TODAY");
	int64_t minutes = (int64_t)time(NULL) / 60 + MINUTES_EAST;
	char buf[CB_PRINT_MAX];

	*out = (struct cb_app_author){ 0 };
	add_account(geteuid(), &out->by);
	cb_str_addt(&out->at, cb_date_print(app->today_day, buf));
	cb_str_addc(&out->at, ' ');
	cb_str_addt(&out->at, cb_time_print(fixed != NULL ? 0 : minutes % CB_DAY_MINUTES, buf));
	cb_utf8_escape(cb_text_of(command != NULL ? command : ""), &out->command);
	out->author = (struct cb_author){ cb_str_c(&out->by), cb_str_c(&out->at),
		                          command != NULL ? cb_str_c(&out->command) : NULL };
}

void
cb_app_author_release(struct cb_app_author *a)
{
	cb_str_release(&a->by);
	cb_str_release(&a->at);
	cb_str_release(&a->command);
}
