/* The archive, through libzip: it asks for the parts when the package is finished, and has what it makes
 * of them put where it likes. */
#include "package.h"

#include <cb/base/mem.h>
#include <cb/data/zip.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { DOS_DATE_1980 = (1 << 5) | 1, /* the first day that zip can tell */
       LONG_LEVEL = 6,               /* of compression: 9 takes three times as long, for 3 % */
       BLOCK_BYTES = 64 * 1024 };

/* A part as libzip reads it. */
struct source {
	struct cb_package *package;
	struct cb_str start;
	uint64_t from, end; /* of the rest in package->parts */
	uint64_t at;        /* in the part */
};

/* ---- what libzip reads ---- */

static zip_int64_t
read_source(struct source *source, char *p, size_t n)
{
	struct cb_spool *parts = &source->package->parts;
	size_t start = source->start.len;

	if (source->at < start) {
		n = start - (size_t)source->at < n ? start - (size_t)source->at : n;
		memcpy(p, source->start.p + source->at, n);
	} else {
		uint64_t at = source->from + source->at - start;

		n = source->end - at < n ? (size_t)(source->end - at) : n;
		n = n > 0 ? cb_spool_read(parts, at, p, n) : 0;
		if (parts->error != 0)
			return -1;
	}
	source->at += n;
	return (zip_int64_t)n;
}

static zip_int64_t
tell_size(const struct source *source, zip_stat_t *stat)
{
	cb_zip()->stat_init(stat);
	stat->valid = ZIP_STAT_SIZE;
	stat->size = source->start.len + source->end - source->from;
	return sizeof(*stat);
}

/* Why a call failed, as libzip wants to be told. */
static zip_int64_t
tell_error(int code, int error, void *data, zip_uint64_t n)
{
	zip_error_t as;

	cb_zip()->error_init(&as);
	cb_zip()->error_set(&as, code, error);
	return cb_zip()->error_to_data(&as, data, n);
}

static zip_int64_t
on_source(void *state, void *data, zip_uint64_t n, zip_source_cmd_t command)
{
	struct source *source = state;

	switch (command) {
	case ZIP_SOURCE_OPEN:
		source->at = 0;
		return 0;
	case ZIP_SOURCE_READ:
		return read_source(source, data, n);
	case ZIP_SOURCE_CLOSE:
		return 0;
	case ZIP_SOURCE_STAT:
		return tell_size(source, data);
	case ZIP_SOURCE_ERROR:
		return tell_error(ZIP_ER_READ, source->package->parts.error, data, n);
	case ZIP_SOURCE_FREE:
		cb_str_release(&source->start);
		free(source);
		return 0;
	case ZIP_SOURCE_SUPPORTS:
		return ZIP_SOURCE_SUPPORTS_READABLE;
	default:
		return -1;
	}
}

/* ---- what libzip writes ---- */

static zip_int64_t
write_archive(struct cb_package *package, const char *p, zip_uint64_t n)
{
	cb_spool_write(&package->archive, package->at, p, n);
	if (package->archive.error != 0)
		return -1;
	package->at += n;
	return (zip_int64_t)n;
}

static zip_int64_t
seek_archive(struct cb_package *package, void *data, zip_uint64_t n)
{
	zip_error_t error;
	zip_int64_t at;

	cb_zip()->error_init(&error);
	at = cb_zip()->source_seek_compute_offset(package->at, cb_spool_size(&package->archive), data, n, &error);
	cb_zip()->error_fini(&error);
	if (at < 0)
		return -1;
	package->at = (uint64_t)at;
	return 0;
}

/* The archive is only written: there is none when libzip begins, and it does not look at what it has made. */
static zip_int64_t
on_archive(void *state, void *data, zip_uint64_t n, zip_source_cmd_t command)
{
	struct cb_package *package = state;

	switch (command) {
	case ZIP_SOURCE_WRITE:
		return write_archive(package, data, n);
	case ZIP_SOURCE_SEEK_WRITE:
		return seek_archive(package, data, n);
	case ZIP_SOURCE_TELL_WRITE:
		return (zip_int64_t)package->at;
	case ZIP_SOURCE_BEGIN_WRITE:
	case ZIP_SOURCE_COMMIT_WRITE:
	case ZIP_SOURCE_ROLLBACK_WRITE:
	case ZIP_SOURCE_FREE:
		return 0;
	case ZIP_SOURCE_ERROR:
		if (package->archive.error != 0)
			return tell_error(ZIP_ER_WRITE, package->archive.error, data, n);
		return tell_error(ZIP_ER_READ, ENOENT, data, n);
	case ZIP_SOURCE_SUPPORTS:
		return ZIP_SOURCE_SUPPORTS_WRITABLE;
	default:
		return -1;
	}
}

/* ---- the package ---- */

void
cb_package_init(struct cb_package *package)
{
	zip_error_t error;
	zip_source_t *archive;

	*package = (struct cb_package){ 0 };
	if (cb_zip() == NULL) {
		package->error = errno;
		return;
	}
	cb_zip()->error_init(&error);
	archive = cb_zip()->source_function_create(on_archive, package, &error);
	if (archive == NULL)
		cb_no_memory();
	package->zip = cb_zip()->open_from_source(archive, ZIP_CREATE | ZIP_TRUNCATE, &error);
	if (package->zip == NULL)
		cb_no_memory();
	cb_zip()->error_fini(&error);
}

/* Without libzip there is none (package->error says so), and the content is let go. */
static bool
has_archive(const struct cb_package *package, struct cb_str *content)
{
	if (package->zip == NULL)
		cb_str_release(content);
	return package->zip != NULL;
}

static zip_source_t *
source_of(struct cb_package *package, const struct source *part)
{
	struct source *own = cb_alloc(1, sizeof(*own));
	zip_source_t *source;

	*own = *part;
	own->package = package;
	source = cb_zip()->source_function(package->zip, on_source, own);
	if (source == NULL)
		cb_no_memory();
	return source;
}

/* Returns the number of the part. */
static zip_uint64_t
add(struct cb_package *package, const char *path, const struct source *part)
{
	zip_int64_t at = cb_zip()->file_add(package->zip, path, source_of(package, part), ZIP_FL_ENC_UTF_8);

	if (at < 0 || cb_zip()->file_set_dostime(package->zip, (zip_uint64_t)at, 0, DOS_DATE_1980, 0) != 0)
		cb_no_memory();
	return (zip_uint64_t)at;
}

void
cb_package_add(struct cb_package *package, const char *path, struct cb_str *content)
{
	if (!has_archive(package, content))
		return;
	(void)add(package, path, &(struct source){ .start = *content });
	*content = (struct cb_str){ 0 };
}

void
cb_package_replace(struct cb_package *package, const char *path, struct cb_str *content)
{
	zip_source_t *source;
	zip_int64_t at;

	if (!has_archive(package, content))
		return;
	at = cb_zip()->name_locate(package->zip, path, 0);
	source = source_of(package, &(struct source){ .start = *content });
	if (at < 0 || cb_zip()->file_replace(package->zip, (zip_uint64_t)at, source, ZIP_FL_ENC_UTF_8) != 0)
		cb_no_memory();
	*content = (struct cb_str){ 0 };
}

void
cb_package_add_long(struct cb_package *package, const char *path, struct cb_str *start, uint64_t from)
{
	uint64_t end = cb_spool_size(&package->parts);
	struct source part = { .start = *start, .from = from, .end = end };

	if (!has_archive(package, start))
		return;
	if (cb_zip()->set_file_compression(package->zip, add(package, path, &part), ZIP_CM_DEFLATE, LONG_LEVEL) != 0)
		cb_no_memory();
	*start = (struct cb_str){ 0 };
}

static void
close_archive(struct cb_package *package)
{
	zip_error_t *error;

	if (package->zip == NULL)
		return;
	if (package->parts.error == 0 && cb_zip()->close(package->zip) == 0) {
		package->zip = NULL;
		return;
	}
	error = cb_zip()->get_error(package->zip);
	if (cb_zip()->error_code_zip(error) == ZIP_ER_MEMORY)
		cb_no_memory();
	package->error = package->parts.error != 0 ? package->parts.error : package->archive.error;
	if (package->error == 0)
		package->error = EIO;
}

static void
copy_archive(struct cb_package *package, struct cb_out *out)
{
	char *block = cb_alloc(1, BLOCK_BYTES);
	uint64_t at = 0;
	size_t n;

	while ((n = cb_spool_read(&package->archive, at, block, BLOCK_BYTES)) > 0) {
		cb_str_add(&out->buf, block, n);
		cb_out_flush(out);
		at += n;
	}
	free(block);
}

void
cb_package_finish(struct cb_package *package, struct cb_out *out)
{
	close_archive(package);
	if (package->error == 0) {
		copy_archive(package, out);
		package->error = package->archive.error;
	}
	if (out->error == 0)
		out->error = package->error;
	cb_package_drop(package);
}

void
cb_package_drop(struct cb_package *package)
{
	if (package->zip != NULL)
		cb_zip()->discard(package->zip);
	cb_spool_release(&package->archive);
	cb_spool_release(&package->parts);
	*package = (struct cb_package){ 0 };
}
