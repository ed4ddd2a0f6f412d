#include "child.h"

#include <cb/base/write_all.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { END = 0,
       FLUSH_BYTES = 65536,
       TEXT_MAX = 1 << 20 };

/* As it goes through the pipe; both ends are one program. */
struct header {
	uint32_t what, n[4], len;
};

struct child_out {
	int fd;
	struct cb_str buf;
};

/* --- in the child ------------------------------------------------------------------------- */

static void
flush(struct child_out *out)
{
	if (!cb_write_all(out->fd, cb_str_c(&out->buf), out->buf.len))
		_exit(EXIT_FAILURE);
	cb_str_clear(&out->buf);
}

void
cb_child_send(struct child_out *out, struct child_message message)
{
	struct header header = { .what = message.what, .len = message.text.len };

	memcpy(header.n, message.n, sizeof(header.n));
	cb_str_add(&out->buf, (const char *)&header, sizeof(header));
	cb_str_addt(&out->buf, message.text);
	if (out->buf.len >= FLUSH_BYTES)
		flush(out);
}

static void
set_limit(int resource, rlim_t most)
{
	struct rlimit limit;

	if (most == 0 || getrlimit(resource, &limit) != 0)
		return;
	if (limit.rlim_max != RLIM_INFINITY && most > limit.rlim_max)
		most = limit.rlim_max;
	limit.rlim_cur = most;
	setrlimit(resource, &limit);
}

/* Nothing of the parent's is touched: its handlers would remove its files, its output is not ours. */
static void
leave_parent(struct child_limits limits)
{
	static const int signals[] = { SIGHUP, SIGINT, SIGTERM, SIGPIPE, SIGXCPU, SIGSEGV, SIGBUS, SIGABRT, SIGFPE };
	const struct rlimit no_core = { 0, 0 };
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	for (size_t i = 0; i < CB_COUNT(signals); i++)
		signal(signals[i], SIG_DFL);
	if (null >= 0) {
		dup2(null, STDOUT_FILENO);
		dup2(null, STDERR_FILENO);
	}
	setrlimit(RLIMIT_CORE, &no_core);
	set_limit(RLIMIT_CPU, limits.seconds);
#ifndef __SANITIZE_ADDRESS__ /* its shadow is larger than any limit */
	set_limit(RLIMIT_DATA, (rlim_t)limits.megabytes << 20);
#endif
}

_Noreturn static void
run_child(int fd, void (*work)(void *, struct child_out *), void *arg, struct child_limits limits)
{
	struct child_out out = { .fd = fd };

	leave_parent(limits);
	work(arg, &out);
	cb_child_send(&out, (struct child_message){ .what = END });
	flush(&out);
	_exit(EXIT_SUCCESS); /* not exit: the buffers and handlers are the parent's */
}

/* --- in the parent ------------------------------------------------------------------------ */

bool
cb_child_start(struct child *child, void (*work)(void *arg, struct child_out *), void *arg, struct child_limits limits)
{
	int fds[2];

	*child = (struct child){ .limits = limits };
	if (pipe(fds) != 0)
		return false;
	fcntl(fds[0], F_SETFD, FD_CLOEXEC);
	child->pid = fork();
	if (child->pid == 0) {
		close(fds[0]);
		run_child(fds[1], work, arg, limits);
	}
	close(fds[1]);
	child->in = child->pid > 0 ? fdopen(fds[0], "rb") : NULL;
	if (child->in == NULL)
		close(fds[0]);
	return child->in != NULL;
}

/* The text of a message. A length that cannot be is not believed: what crashed may have written it. */
static bool
take_text(struct child *child, uint32_t len)
{
	char block[4096];

	cb_str_clear(&child->text);
	if (len > TEXT_MAX)
		return false;
	while (child->text.len < len) {
		size_t want = len - child->text.len < sizeof(block) ? len - child->text.len : sizeof(block);

		if (fread(block, 1, want, child->in) != want)
			return false;
		cb_str_add(&child->text, block, want);
	}
	return true;
}

int
cb_child_next(struct child *child, struct child_message *message)
{
	struct header header;

	if (child->is_whole || fread(&header, sizeof(header), 1, child->in) != 1 || !take_text(child, header.len))
		return 0;
	child->is_whole = header.what == END;
	*message = (struct child_message){ .what = header.what, .text = cb_str_text(&child->text) };
	memcpy(message->n, header.n, sizeof(header.n));
	return !child->is_whole;
}

static enum cb_status
report(struct cb_book *book, const struct child *child, int how)
{
	if (WIFSIGNALED(how) && WTERMSIG(how) == SIGXCPU)
		return cb_report(book->diag, CB_BOOK_TOO_SLOW, BOOK_WHOLE(book), "", child->limits.seconds);
	if (WIFEXITED(how) && WEXITSTATUS(how) == CB_DATABASE) /* base/mem.h: out of memory */
		return cb_report(book->diag, CB_BOOK_TOO_LARGE, BOOK_WHOLE(book), "", child->limits.megabytes);
	return cb_report(book->diag, CB_BOOK_CRASHED, BOOK_WHOLE(book), "");
}

enum cb_status
cb_child_end(struct child *child, struct cb_book *book)
{
	bool is_whole = child->is_whole;
	int how = 0;

	fclose(child->in);
	cb_str_release(&child->text);
	/* One that has said all ends by itself; one that broke off has ended, or writes into a closed pipe. */
	while (waitpid(child->pid, &how, 0) < 0 && errno == EINTR)
		continue;
	return is_whole ? CB_OK : report(book, child, how);
}
