/* LD_PRELOAD: the STARVE_AT-th allocation (from 1) finds no memory, or the read of a file so many (STARVE_READ set)
 * fails. STARVE_COUNT: how many there were is written to that file at the end. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);

static long calls, at = -1;
static int is_of_reads;

static int
is_due(int is_read)
{
	if (at < 0) {
		const char *given = getenv("STARVE_AT");

		at = given != NULL ? atol(given) : 0;
		is_of_reads = getenv("STARVE_READ") != NULL;
	}
	return is_read == is_of_reads && ++calls == at;
}

static void *
given(void *p)
{
	if (p == NULL)
		errno = ENOMEM;
	return p;
}

void *
malloc(size_t n)
{
	return given(is_due(0) ? NULL : __libc_malloc(n));
}

void *
calloc(size_t n, size_t size)
{
	return given(is_due(0) ? NULL : __libc_calloc(n, size));
}

void *
realloc(void *p, size_t n)
{
	return given(is_due(0) ? NULL : __libc_realloc(p, n));
}

ssize_t
pread64(int fd, void *p, size_t n, off64_t from)
{
	ssize_t (*real)(int, void *, size_t, off64_t) =
		(ssize_t(*)(int, void *, size_t, off64_t))dlsym(RTLD_NEXT, "pread64");

	if (!is_due(1))
		return real(fd, p, n, from);
	errno = EIO;
	return -1;
}

__attribute__((destructor)) static void
tell(void)
{
	const char *path = getenv("STARVE_COUNT");
	char text[32];
	int fd = path != NULL ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;

	snprintf(text, sizeof(text), "%ld\n", calls);
	if (fd >= 0 && write(fd, text, strlen(text)) < 0)
		_exit(99);
}
