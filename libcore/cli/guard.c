#include "guard.h"

#include <cb/base/mem.h>

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

/* Whose temporaries go: the output's, that of --errors, those of several files. A signal handler has no argument to
 * find them by; these are the only variables of the library that change, and cli/ is used by programs only. They
 * change while signals are held. */
static struct cb_out **guarded;
static size_t n_guarded, cap_guarded;

static const int ends[] = { SIGHUP, SIGINT, SIGTERM };

static void
remove_temporaries(void)
{
	for (size_t i = 0; i < n_guarded; i++)
		if (guarded[i]->temp.len)
			unlink(guarded[i]->temp.p);
}

static void
end_by_signal(int signal_number)
{
	remove_temporaries();
	raise(signal_number); /* SA_RESETHAND: now it ends the process */
}

/* how: SIG_BLOCK, SIG_UNBLOCK */
static void
hold_signals(int how)
{
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < CB_COUNT(ends); i++)
		sigaddset(&set, ends[i]);
	sigprocmask(how, &set, NULL);
}

void
cb_guard_start(void)
{
	struct sigaction action = { .sa_flags = (int)(SA_RESETHAND | SA_NODEFER) }, old;

	action.sa_handler = end_by_signal;
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < CB_COUNT(ends); i++)
		if (sigaction(ends[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
			sigaction(ends[i], &action, NULL);
	signal(SIGPIPE, SIG_DFL);   /* cron and some shells leave it ignored */
	signal(SIGXFSZ, SIG_IGN);   /* a file that may not grow is an error of the write */
	atexit(remove_temporaries); /* out of memory ends it as well; cb_guard_end leaves nothing to remove */
}

void
cb_guard_expect(void)
{
	hold_signals(SIG_BLOCK);
	guarded = cb_grow(guarded, &cap_guarded, n_guarded + 1, sizeof(*guarded));
}

void
cb_guard(struct cb_out *out)
{
	bool is_new = out != NULL;

	for (size_t i = 0; i < n_guarded; i++)
		is_new = is_new && guarded[i] != out;
	if (is_new)
		guarded[n_guarded++] = out;
	hold_signals(SIG_UNBLOCK);
}

void
cb_guard_drop(const struct cb_out *out)
{
	hold_signals(SIG_BLOCK);
	for (size_t i = 0; i < n_guarded; i++)
		if (guarded[i] == out)
			guarded[i--] = guarded[--n_guarded];
	hold_signals(SIG_UNBLOCK);
}

void
cb_guard_end(void)
{
	hold_signals(SIG_BLOCK);
	n_guarded = cap_guarded = 0;
	free(guarded);
	guarded = NULL;
	hold_signals(SIG_UNBLOCK);
}
