/* A zip archive in memory, through libzip. All that can fail there is memory. */
#include "xml.h"

#include <cb/base/mem.h>

#include <zip.h>

enum { DOS_DATE_1980 = (1 << 5) | 1, /* the first day that zip can tell */
       BLOCK_BYTES = 16 * 1024 };

void
cb_package_init(struct cb_package *package)
{
	zip_error_t error;

	zip_error_init(&error);
	package->source = zip_source_buffer_create(NULL, 0, 0, &error);
	if (package->source == NULL)
		cb_no_memory();
	zip_source_keep(package->source); /* it outlives the archive, to be read */
	package->zip = zip_open_from_source(package->source, ZIP_CREATE | ZIP_TRUNCATE, &error);
	if (package->zip == NULL)
		cb_no_memory();
	zip_error_fini(&error);
}

void
cb_package_add(struct cb_package *package, const char *path, struct cb_str *content)
{
	zip_source_t *part = zip_source_buffer(package->zip, content->p, content->len, 1);
	zip_int64_t at;

	if (part == NULL)
		cb_no_memory();
	*content = (struct cb_str){ 0 };
	at = zip_file_add(package->zip, path, part, ZIP_FL_ENC_UTF_8);
	if (at < 0 || zip_file_set_dostime(package->zip, (zip_uint64_t)at, 0, DOS_DATE_1980, 0) != 0)
		cb_no_memory();
}

void
cb_package_finish(struct cb_package *package, struct cb_str *out)
{
	char block[BLOCK_BYTES];
	zip_int64_t n;

	if (zip_close(package->zip) != 0 || zip_source_open(package->source) != 0)
		cb_no_memory();
	while ((n = zip_source_read(package->source, block, sizeof(block))) > 0)
		cb_str_add(out, block, (size_t)n);
	if (n < 0)
		cb_no_memory();
	zip_source_close(package->source);
	zip_source_free(package->source);
	*package = (struct cb_package){ 0 };
}
