/* LD_PRELOAD: what the process does to files is written to RECORD_TO, so that replay.c can make of it what a power loss
 * may leave. A record is a struct step and its bytes; the names are those the process used. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../step.h"

enum { FILES = 1024 };

static char names[FILES][STEP_NAME];

/* By system calls: the functions are the ones that are recorded. */
static void
record(char kind, const char *name, off64_t at, const void *bytes, size_t n)
{
	static int to = -1;
	struct step step = { .kind = kind, .at = at, .n = bytes != NULL ? n : 0 };
	const char *path = getenv("RECORD_TO");

	if (path == NULL || name[0] == '\0')
		return;
	if (to < 0)
		to = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	strncpy(step.name, name, STEP_NAME - 1);
	syscall(SYS_write, to, &step, sizeof(step));
	if (step.n > 0)
		syscall(SYS_write, to, bytes, step.n);
}

static const char *
name_of(int fd)
{
	return fd == STDOUT_FILENO ? "stdout" : fd > STDERR_FILENO && fd < FILES ? names[fd]
	                                                                         : "";
}

static int
opened(int fd, const char *path, int flags, int was_there)
{
	if (fd <= STDERR_FILENO || fd >= FILES)
		return fd;
	strncpy(names[fd], path, STEP_NAME - 1);
	if (!was_there)
		record(STEP_CREATE, path, 0, NULL, 0);
	else if ((flags & O_TRUNC) != 0)
		record(STEP_TRUNCATE, path, 0, NULL, 0);
	return fd;
}

#define REAL(type, name, parameters) ((type(*) parameters)dlsym(RTLD_NEXT, #name))

#define OPEN(name)                                                                                                   \
	int name(const char *path, int flags, ...)                                                                   \
	{                                                                                                            \
		int was_there = access(path, F_OK) == 0;                                                             \
		mode_t mode;                                                                                         \
		va_list args;                                                                                        \
                                                                                                                     \
		va_start(args, flags);                                                                               \
		mode = va_arg(args, mode_t);                                                                         \
		va_end(args);                                                                                        \
		return opened(REAL(int, name, (const char *, int, ...))(path, flags, mode), path, flags, was_there); \
	}
OPEN(open)
OPEN(open64)

ssize_t
write(int fd, const void *p, size_t n)
{
	record(STEP_APPEND, name_of(fd), 0, p, n);
	return REAL(ssize_t, write, (int, const void *, size_t))(fd, p, n);
}

ssize_t
pwrite64(int fd, const void *p, size_t n, off64_t at)
{
	record(STEP_WRITE, name_of(fd), at, p, n);
	return REAL(ssize_t, pwrite64, (int, const void *, size_t, off64_t))(fd, p, n, at);
}

int
ftruncate64(int fd, off64_t size)
{
	record(STEP_TRUNCATE, name_of(fd), size, NULL, 0);
	return REAL(int, ftruncate64, (int, off64_t))(fd, size);
}

int
fsync(int fd)
{
	int rc = REAL(int, fsync, (int))(fd);

	record(STEP_SYNC, name_of(fd), 0, NULL, 0);
	return rc;
}

int
fdatasync(int fd)
{
	int rc = REAL(int, fdatasync, (int))(fd);

	record(STEP_SYNC, name_of(fd), 0, NULL, 0);
	return rc;
}

int
unlink(const char *path)
{
	record(STEP_UNLINK, path, 0, NULL, 0);
	return REAL(int, unlink, (const char *))(path);
}

int
rename(const char *from, const char *to)
{
	record(STEP_RENAME, from, 0, to, strlen(to) + 1);
	return REAL(int, rename, (const char *, const char *))(from, to);
}
