#include <cb/cli/progress.h>

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

enum { FIRST_MS = 1000,
       EVERY_MS = 100 };

static int64_t
now_ms(void)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
cb_progress_start(struct cb_progress *progress, bool is_on)
{
	*progress = (struct cb_progress){ .is_on = is_on };
	if (is_on)
		progress->began_ms = now_ms();
}

void
cb_progress_update(struct cb_progress *progress, uint64_t done, uint64_t total, const char *what)
{
	int64_t now;

	if (!progress->is_on)
		return;
	now = now_ms();
	if (now - progress->began_ms < FIRST_MS || now - progress->drawn_ms < EVERY_MS)
		return;
	if (total)
		fprintf(stderr, "\r\033[K%s %" PRIu64 " %%", what, done / (total / 100 ? total / 100 : 1));
	else
		fprintf(stderr, "\r\033[K%s %" PRIu64, what, done);
	progress->drawn_ms = now;
	progress->is_shown = true;
}

void
cb_progress_clear(struct cb_progress *progress)
{
	if (progress->is_shown)
		fputs("\r\033[K", stderr);
	progress->is_shown = false;
}
