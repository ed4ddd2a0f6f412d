#include <pwd.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <cb/cli/author.h>
#include <cb/value/date.h>

enum { MINUTES_EAST = 8 * 60 };

void
cb_app_author(const struct cb_app *app, const char *command, struct cb_app_author *out)
{
	const struct passwd *account = getpwuid(geteuid());
	const char *fixed = app->common.today != NULL ? app->common.today : getenv("CB_TODAY");
	int64_t minutes = (int64_t)time(NULL) / 60 + MINUTES_EAST;
	char buf[CB_PRINT_MAX];

	*out = (struct cb_app_author){ 0 };
	if (account != NULL)
		cb_str_adds(&out->by, account->pw_name);
	else
		cb_str_addf(&out->by, "%lu", (unsigned long)geteuid());
	cb_str_addt(&out->at, cb_date_print(app->today_day, buf));
	cb_str_addc(&out->at, ' ');
	cb_str_addt(&out->at, cb_time_print(fixed != NULL ? 0 : minutes % 1440, buf));
	cb_str_adds(&out->command, command != NULL ? command : "");
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
