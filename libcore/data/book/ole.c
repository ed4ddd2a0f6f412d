#include "little_endian.h"
#include "ole.h"

#include <cb/base/mem.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	HEADER_BYTES = 512,
	HEADER_FATS = 109, /* sectors of the table that the header itself names */
	ENTRY_BYTES = 128,
	SMALL_BYTES = 4096, /* streams below it are small ones */
	SMALL_SECTOR = 64,
	LEFT = 68, /* ids of entries in an entry */
	RIGHT = 72,
	CHILD = 76,
	IS_STREAM = 2,
	IS_ROOT = 5,
};
static const uint32_t LAST_SECTOR = 0xFFFFFFFA; /* ids above it mean end, free, table */

struct ole {
	int fd;
	uint64_t file_bytes;
	unsigned char header[HEADER_BYTES];
	unsigned shift;       /* of the sector size: 9 or 12 */
	uint32_t max_sectors; /* more the file cannot hold */
	uint32_t *next;       /* the table: the sector behind each */
	size_t n_next, cap_next;
	uint32_t root_first; /* of the stream that holds the small streams */
};

/* Bytes of the file; what is behind its end is not there. */
static size_t
read_at(const struct ole *ole, uint64_t at, char *p, size_t n)
{
	size_t got = 0;
	ssize_t now = 1;

	while (got < n && now > 0) {
		now = pread(ole->fd, p + got, n - got, (off_t)(at + got));
		got += now > 0 ? (size_t)now : 0;
	}
	return got;
}

/* Appends a sector; false when none of it is there. */
static bool
add_sector(const struct ole *ole, uint32_t sector, struct cb_str *out)
{
	char bytes[4096];
	size_t size = (size_t)1 << ole->shift;
	size_t got = sector < ole->max_sectors ? read_at(ole, ((uint64_t)sector + 1) << ole->shift, bytes, size) : 0;

	cb_str_add(out, bytes, got);
	return got == size;
}

enum chain { CHAIN_FULL, /* as many bytes as were asked for */
	     CHAIN_ENDED,
	     CHAIN_CUT, /* by the end of the file */
	     CHAIN_BROKEN };

/* The stream whose sectors begin with `first`, at most max bytes. */
static enum chain
add_chain(const struct ole *ole, uint32_t first, uint64_t max, struct cb_str *out)
{
	uint32_t n = 0;

	for (uint32_t at = first; at < LAST_SECTOR && out->len < max; at = ole->next[at]) {
		if (n++ > ole->max_sectors || at >= ole->n_next)
			return CHAIN_BROKEN;
		if (!add_sector(ole, at, out))
			return CHAIN_CUT;
	}
	if (out->len < max)
		return CHAIN_ENDED;
	out->len = (size_t)max;
	return CHAIN_FULL;
}

static bool
add_fat_sector(struct ole *ole, uint32_t sector)
{
	struct cb_str bytes = { 0 };
	bool ok = add_sector(ole, sector, &bytes);
	size_t n = ole->n_next > ole->max_sectors ? 0 : bytes.len / 4; /* of a table longer than the file, none */

	if (ok) {
		ole->next = cb_grow(ole->next, &ole->cap_next, ole->n_next + n, sizeof(*ole->next));
		for (size_t i = 0; i < n; i++)
			ole->next[ole->n_next++] = book_u32((unsigned char *)bytes.p + 4 * i);
	}
	cb_str_release(&bytes);
	return ok;
}

/* The table of sectors: the header names its first 109 sectors, a chain of sectors the others. */
static bool
load_fat(struct ole *ole)
{
	uint32_t more = book_u32(ole->header + 68), n = 0;
	bool ok = true;

	for (size_t i = 0; ok && i < HEADER_FATS && book_u32(ole->header + 76 + 4 * i) < LAST_SECTOR; i++)
		ok = add_fat_sector(ole, book_u32(ole->header + 76 + 4 * i));
	while (ok && more < LAST_SECTOR) {
		struct cb_str bytes = { 0 };
		size_t last = ((size_t)1 << ole->shift) - 4;

		ok = n++ <= ole->max_sectors && add_sector(ole, more, &bytes);
		for (size_t i = 0; ok && i < last && book_u32((unsigned char *)bytes.p + i) < LAST_SECTOR; i += 4)
			ok = add_fat_sector(ole, book_u32((unsigned char *)bytes.p + i));
		more = ok ? book_u32((unsigned char *)bytes.p + last) : LAST_SECTOR;
		cb_str_release(&bytes);
	}
	return ok && ole->n_next > 0;
}

/* Is the entry called so? Names are UTF-16. */
static bool
is_called(const unsigned char *entry, const char *name)
{
	size_t n = strlen(name);

	if (book_u16(entry + 64) != 2 * (n + 1))
		return false;
	for (size_t i = 0; i < n; i++)
		if ((entry[2 * i] | 0x20) != (name[i] | 0x20) || entry[2 * i + 1] != 0)
			return false;
	return true;
}

static const unsigned char *
entry_at(const struct cb_str *directory, uint32_t id)
{
	const unsigned char *entries = (const unsigned char *)directory->p;

	return id < directory->len / ENTRY_BYTES ? entries + (size_t)id * ENTRY_BYTES : NULL;
}

/* The entry of the stream that lies in the root itself, or NULL: those of objects that are embedded in the workbook lie
 * in folders, and may be workbooks as well. Entries of one folder are a tree. */
static const unsigned char *
find_in_root(const struct cb_str *directory, const char *name)
{
	const unsigned char *entry = entry_at(directory, 0), *found = NULL;
	size_t n = 0, cap = 0, seen = 0;
	uint32_t *ids = NULL;

	if (entry != NULL)
		*cb_push(ids, n, cap) = book_u32(entry + CHILD);
	while (n > 0 && found == NULL && seen <= directory->len / ENTRY_BYTES) {
		entry = entry_at(directory, ids[--n]);
		if (entry == NULL)
			continue;
		seen++;
		found = entry[66] == IS_STREAM && is_called(entry, name) ? entry : NULL;
		*cb_push(ids, n, cap) = book_u32(entry + LEFT);
		*cb_push(ids, n, cap) = book_u32(entry + RIGHT);
	}
	free(ids);
	return found;
}

/* The entry of the stream wherever it lies, or NULL; of two, the last. */
static const unsigned char *
find_anywhere(const struct cb_str *directory, const char *name)
{
	const unsigned char *found = NULL;

	for (size_t at = 0; at + ENTRY_BYTES <= directory->len; at += ENTRY_BYTES) {
		const unsigned char *entry = (const unsigned char *)directory->p + at;

		if (entry[66] == IS_STREAM && is_called(entry, name))
			found = entry;
	}
	return found;
}

static uint32_t
first_of_root(const struct cb_str *directory)
{
	uint32_t first = UINT32_MAX;

	for (size_t at = 0; at + ENTRY_BYTES <= directory->len; at += ENTRY_BYTES)
		if (directory->p[at + 66] == IS_ROOT)
			first = book_u32((const unsigned char *)directory->p + at + 116);
	return first;
}

/* A small stream: sectors of 64 bytes within the stream of the root, with a table of their own. */
static bool
add_small(const struct ole *ole, uint32_t first, uint32_t max, struct cb_str *out)
{
	struct cb_str table = { 0 }, root = { 0 };
	bool ok = add_chain(ole, book_u32(ole->header + 60), ole->file_bytes, &table) != CHAIN_BROKEN &&
	          add_chain(ole, ole->root_first, ole->file_bytes, &root) != CHAIN_BROKEN;

	for (uint32_t at = first; ok && at < LAST_SECTOR && out->len < max;) {
		uint64_t from = (uint64_t)at * SMALL_SECTOR;
		size_t n;

		ok = 4 * (uint64_t)at + 4 <= table.len && from < root.len;
		if (!ok)
			break;
		n = root.len - from;
		cb_str_add(out, root.p + from, n < SMALL_SECTOR ? n : SMALL_SECTOR);
		at = book_u32((unsigned char *)table.p + 4 * (size_t)at);
	}
	ok = ok && out->len >= max;
	if (out->len > max)
		out->len = max;
	cb_str_release(&table);
	cb_str_release(&root);
	return ok;
}

/* A stream that the file ends within is taken as far as it goes: its reader knows whether something is missed. */
static bool
load_entry(const struct ole *ole, const unsigned char *entry, struct cb_str *out)
{
	uint32_t first = book_u32(entry + 116), len = book_u32(entry + 120);
	enum chain chain;

	if (len < SMALL_BYTES)
		return add_small(ole, first, len, out);
	chain = add_chain(ole, first, len, out);
	return chain == CHAIN_FULL || chain == CHAIN_CUT;
}

static bool
load_directory(struct ole *ole, struct cb_str *directory)
{
	if (!load_fat(ole) || add_chain(ole, book_u32(ole->header + 48), ole->file_bytes, directory) >= CHAIN_CUT)
		return false;
	ole->root_first = first_of_root(directory);
	return directory->len > 0;
}

/* The stream of that name, else of the other, which may be NULL. */
static bool
load_stream(struct ole *ole, const char *name, const char *other, struct cb_str *out)
{
	struct cb_str directory = { 0 };
	const char *names[] = { name, other };
	const unsigned char *entry = NULL;
	bool ok = load_directory(ole, &directory);

	for (size_t i = 0; ok && i < CB_COUNT(names) && names[i] != NULL && entry == NULL; i++)
		entry = find_in_root(&directory, names[i]);
	for (size_t i = 0; ok && i < CB_COUNT(names) && names[i] != NULL && entry == NULL; i++)
		entry = find_anywhere(&directory, names[i]);
	ok = entry != NULL && load_entry(ole, entry, out);
	cb_str_release(&directory);
	return ok;
}

/* The whole file: Excel up to 4 wrote its records as they are. */
static bool
load_plain(const struct ole *ole, struct cb_str *out)
{
	char block[4096];
	size_t got;

	while ((got = read_at(ole, out->len, block, sizeof(block))) > 0)
		cb_str_add(out, block, got);
	return true;
}

static bool
is_compound(const struct ole *ole)
{
	return memcmp(ole->header, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0;
}

/* The header of a file; false when it is none that can be read. */
static bool
open_ole(struct ole *ole, int fd)
{
	struct stat st;

	*ole = (struct ole){ .fd = fd, .root_first = 0xFFFFFFFF };
	if (fstat(fd, &st) != 0)
		return false;
	ole->file_bytes = (uint64_t)st.st_size;
	if (read_at(ole, 0, (char *)ole->header, HEADER_BYTES) < 8)
		return false;
	ole->shift = book_u16(ole->header + 30);
	if (!is_compound(ole))
		return true;
	if (ole->file_bytes < HEADER_BYTES || (ole->shift != 9 && ole->shift != 12))
		return false;
	ole->max_sectors = (uint32_t)(ole->file_bytes >> ole->shift) + 1;
	return true;
}

bool
cb_ole_workbook(int fd, struct cb_str *out)
{
	struct ole ole;
	bool ok = open_ole(&ole, fd) && (is_compound(&ole) ? load_stream(&ole, "workbook", "book", out) /* of 97, of 95 */
	                                                   : load_plain(&ole, out));

	free(ole.next);
	return ok;
}

bool
cb_ole_stream(int fd, const char *name, struct cb_str *out)
{
	struct ole ole;
	bool ok = open_ole(&ole, fd) && load_stream(&ole, name, NULL, out);

	free(ole.next);
	return ok;
}

bool
cb_ole_is_in_root(int fd, const char *name)
{
	struct cb_str directory = { 0 };
	struct ole ole;
	bool ok = open_ole(&ole, fd) && load_directory(&ole, &directory) && find_in_root(&directory, name) != NULL;

	cb_str_release(&directory);
	free(ole.next);
	return ok;
}

bool
cb_ole_has_directory(int fd)
{
	struct cb_str directory = { 0 };
	struct ole ole;
	bool ok = open_ole(&ole, fd) && load_directory(&ole, &directory);

	cb_str_release(&directory);
	free(ole.next);
	return ok;
}
