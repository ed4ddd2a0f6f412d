#include <cb/data/zip.h>

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#ifndef CB_ZIP_FILE /* the Makefile has the name of the library that <zip.h> belongs to */
#define CB_ZIP_FILE "libzip.so"
#endif

static struct cb_zip functions;
static bool is_loaded;

static void
load(void)
{
	void *library = dlopen(CB_ZIP_FILE, RTLD_NOW);

#define FIND(name) &&(*(void **)&functions.name = dlsym(library, "zip_" #name)) != NULL
	is_loaded = library != NULL CB_ZIP_FUNCTIONS(FIND);
}

const struct cb_zip *
cb_zip(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, load);
	if (!is_loaded)
		errno = ELIBACC;
	return is_loaded ? &functions : NULL;
}
