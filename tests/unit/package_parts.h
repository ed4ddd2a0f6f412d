/* Packages taken apart by other hands: the archive by libzip, its parts by expat. */
#ifndef TESTS_UNIT_PACKAGE_PARTS_H
#define TESTS_UNIT_PACKAGE_PARTS_H

#include <cb/data/file.h>

#include <expat.h>
#include <zip.h>

#include "package_rules.h"

enum { PARTS_MAX = 64,
       DEPTH_MAX = 64 };

struct part {
	char *name, *text;
	size_t len;
};
struct package {
	struct part parts[PARTS_MAX];
	size_t n;
	struct cb_str bytes;
};

/* What was written to out, which is released. */
static void
open_package(struct package *package, struct cb_out *out)
{
	zip_source_t *source;
	zip_t *zip;

	*package = (struct package){ 0 };
	cb_str_addt(&package->bytes, cb_str_text(&out->buf));
	cb_out_release(out);
	source = zip_source_buffer_create(package->bytes.p, package->bytes.len, 0, NULL);
	zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
	assert_non_null(zip);
	for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
		struct part *part = &package->parts[package->n++];
		zip_file_t *file = zip_fopen_index(zip, (zip_uint64_t)i, 0);
		zip_stat_t stat;

		assert_int_equal(zip_stat_index(zip, (zip_uint64_t)i, 0, &stat), 0);
		part->name = strdup(zip_get_name(zip, (zip_uint64_t)i, 0));
		part->len = stat.size;
		part->text = calloc(1, stat.size + 1);
		assert_int_equal(zip_fread(file, part->text, stat.size), stat.size);
		zip_fclose(file);
	}
	zip_discard(zip);
}

static void
close_package(struct package *package)
{
	for (size_t i = 0; i < package->n; i++) {
		free(package->parts[i].name);
		free(package->parts[i].text);
	}
	cb_str_release(&package->bytes);
}

/* NULL when there is none. */
static const char *
part(const struct package *package, const char *name)
{
	for (size_t i = 0; i < package->n; i++)
		if (strcmp(package->parts[i].name, name) == 0)
			return package->parts[i].text;
	return NULL;
}

/* ---- elements in the order of the standard */

struct order {
	const char *part;
	const char *open[DEPTH_MAX]; /* sequences of the elements that are open, or NULL */
	size_t last[DEPTH_MAX];      /* where in them the last child stands */
	unsigned depth;
};

static const char *
children_of(const char *name)
{
	for (size_t i = 0; i < sizeof(sequences) / sizeof(*sequences); i++)
		if (strcmp(sequences[i].parent, name) == 0)
			return sequences[i].children;
	return NULL;
}

/* Where the word stands in the list; fails when it does not. */
static size_t
index_in(const char *words, const char *word, const char *where)
{
	size_t len = strlen(word);

	for (const char *p = words; (p = strstr(p, word)) != NULL; p += len)
		if ((p == words || p[-1] == ' ') && (p[len] == ' ' || p[len] == '\0'))
			return (size_t)(p - words);
	fail_msg("%s: %s does not belong there", where, word);
	return 0;
}

static void
order_open(struct order *order, const char *name)
{
	const char *sequence = order->depth > 0 ? order->open[order->depth - 1] : NULL;

	assert_true(order->depth < DEPTH_MAX);
	if (sequence != NULL && !(strcmp(sequence, "w:pPr") == 0 && strcmp(name, "w:pPr") != 0)) {
		size_t at = index_in(sequence, name, order->part);

		if (at < order->last[order->depth - 1])
			fail_msg("%s: %s stands too late", order->part, name);
		order->last[order->depth - 1] = at;
	}
	order->open[order->depth] = children_of(name);
	order->last[order->depth++] = 0;
}

static void
order_close(struct order *order)
{
	order->depth--;
}

#endif
