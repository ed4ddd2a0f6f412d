#include <cb/data/zip.h>

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stddef.h>
#include <unistd.h>

#ifndef CB_ZIP_FILE /* the Makefile has the name of the library that <zip.h> belongs to */
#define CB_ZIP_FILE "libzip.so"
#endif
_Static_assert(sizeof(CB_ZIP_FILE) > 1, "the library has a name");

static struct cb_zip functions;
static int reason; /* why it is not loaded; 0 = it is */

/* The loader says so in words only: where no file can be opened at all, that is it. */
static int
why_not(void)
{
	int fd = open("/dev/null", O_RDONLY | O_CLOEXEC), why = errno;

	if (fd < 0)
		return why;
	close(fd);
	return ELIBACC;
}

static void
load(void)
{
	void *library = dlopen(CB_ZIP_FILE, RTLD_NOW);

#define FIND(name) &&(*(void **)&functions.name = dlsym(library, "zip_" #name)) != NULL
	if (!(library != NULL CB_ZIP_FUNCTIONS(FIND)))
		reason = why_not();
}

const struct cb_zip *
cb_zip(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, load);
	if (reason != 0)
		errno = reason;
	return reason == 0 ? &functions : NULL;
}
