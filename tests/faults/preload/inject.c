/* LD_PRELOAD: the INJECT_AT-th call (from 1) of a function that changes files fails with ENOSPC, or
 * raises the signal INJECT_SIGNAL instead. Calls are counted over all these functions. INJECT_READ_AT is
 * the same of the reads of SQLite, which fail with EIO. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int
is_due(void)
{
	static int calls, at, signal_number;

	if (calls++ == 0) {
		const char *given = getenv("INJECT_AT"), *with = getenv("INJECT_SIGNAL");

		at = given != NULL ? atoi(given) : 0;
		signal_number = with != NULL ? atoi(with) : 0;
	}
	if (calls != at)
		return 0;
	if (signal_number)
		raise(signal_number);
	errno = ENOSPC;
	return 1;
}

static int
read_is_due(void)
{
	static int calls, at;

	if (calls++ == 0) {
		const char *given = getenv("INJECT_READ_AT");

		at = given ? atoi(given) : 0;
	}
	if (calls != at)
		return 0;
	errno = EIO;
	return 1;
}

#define WRAP(type, name, parameters, arguments)                                       \
	type name parameters                                                          \
	{                                                                             \
		type(*real) parameters = (type(*) parameters)dlsym(RTLD_NEXT, #name); \
		return is_due() ? -1 : real arguments;                                \
	}

WRAP(ssize_t, write, (int fd, const void *p, size_t n), (fd, p, n))
WRAP(int, fsync, (int fd), (fd))
WRAP(int, rename, (const char *from, const char *to), (from, to))
WRAP(int, renameat, (int in, const char *from, int at, const char *to), (in, from, at, to))
WRAP(int, fchmod, (int fd, mode_t mode), (fd, mode))
WRAP(int, close, (int fd), (fd))
/* as SQLite writes */
WRAP(ssize_t, pwrite64, (int fd, const void *p, size_t n, off64_t at), (fd, p, n, at))
WRAP(int, fdatasync, (int fd), (fd))
WRAP(int, ftruncate64, (int fd, off64_t size), (fd, size))

ssize_t
pread64(int fd, void *p, size_t n, off64_t at)
{
	ssize_t (*real)(int, void *, size_t, off64_t) = (ssize_t(*)(int, void *, size_t, off64_t))dlsym(RTLD_NEXT, "pread64");

	return read_is_due() ? -1 : real(fd, p, n, at);
}
