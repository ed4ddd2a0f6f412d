/* LD_PRELOAD: whoever pauses for a lock leaves the file WAIT_MARK first, so that a test knows when all of several
 * wait for the same one. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

int
nanosleep(const struct timespec *pause, struct timespec *left)
{
	int (*real)(const struct timespec *, struct timespec *) =
		(int (*)(const struct timespec *, struct timespec *))dlsym(RTLD_NEXT, "nanosleep");
	const char *mark = getenv("WAIT_MARK");

	if (mark != NULL)
		close(open(mark, O_WRONLY | O_CREAT, 0600));
	return real(pause, left);
}
