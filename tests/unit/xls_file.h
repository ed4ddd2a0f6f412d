/* Workbooks of Excel 97 to 2003 made for tests: records, and the compound file around them. */
#ifndef XLS_FILE_H
#define XLS_FILE_H

#include <string.h>

#include <cb/base/str.h>

static inline void
add_u16(struct cb_str *out, unsigned n)
{
	cb_str_addc(out, (char)n);
	cb_str_addc(out, (char)(n >> 8));
}

static inline void
add_u32(struct cb_str *out, uint32_t n)
{
	add_u16(out, n & 0xFFFF);
	add_u16(out, n >> 16);
}

static inline void
add_double(struct cb_str *out, double number)
{
	uint64_t bits;

	memcpy(&bits, &number, sizeof(bits));
	add_u32(out, (uint32_t)bits);
	add_u32(out, (uint32_t)(bits >> 32));
}

/* Begins a record; end_record(out, at) sets its length. */
static inline size_t
begin_record(struct cb_str *out, unsigned id)
{
	add_u16(out, id);
	add_u16(out, 0);
	return out->len;
}

static inline void
end_record(struct cb_str *out, size_t at)
{
	out->p[at - 2] = (char)(out->len - at);
	out->p[at - 1] = (char)((out->len - at) >> 8);
}

/* A record of these 16-bit numbers. */
#define add_record(out, id, ...)                                \
	add_numbers(out, id, (const unsigned[]){ __VA_ARGS__ }, \
	            sizeof((const unsigned[]){ __VA_ARGS__ }) / sizeof(unsigned))
static inline void
add_numbers(struct cb_str *out, unsigned id, const unsigned *n, size_t count)
{
	size_t at = begin_record(out, id);

	for (size_t i = 0; i < count; i++)
		add_u16(out, n[i]);
	end_record(out, at);
}

/* UTF-16 characters, of text of the basic plane in UTF-8; returns how many. */
static inline unsigned
add_wide(struct cb_str *out, const char *text)
{
	const unsigned char *p = (const unsigned char *)text;
	unsigned n = 0;

	for (; *p != '\0'; n++) {
		unsigned c = *p++;

		if (c >= 0xE0) {
			c = (c & 0x0F) << 12 | (p[0] & 0x3Fu) << 6 | (p[1] & 0x3Fu);
			p += 2;
		} else if (c >= 0xC0) {
			c = (c & 0x1F) << 6 | (*p++ & 0x3Fu);
		}
		add_u16(out, c);
	}
	return n;
}

/* A text with its length in `bytes` bytes and its flags. */
static inline void
add_text(struct cb_str *out, int bytes, const char *text)
{
	struct cb_str wide = { 0 };
	unsigned n = add_wide(&wide, text);

	cb_str_addc(out, (char)n);
	if (bytes == 2)
		cb_str_addc(out, (char)(n >> 8));
	cb_str_addc(out, 1);
	cb_str_addt(out, cb_str_text(&wide));
	cb_str_release(&wide);
}

static inline void
add_begin(struct cb_str *out, unsigned what)
{
	add_record(out, 0x0809, 0x0600, what, 0, 0, 0, 0, 0, 0);
}

/* The sheet's BOUNDSHEET; its offset is set by place_sheet(out, that it returns). */
static inline size_t
add_sheet_name(struct cb_str *out, const char *name, unsigned hidden)
{
	size_t at = begin_record(out, 0x0085);

	add_u32(out, 0);
	add_u16(out, hidden);
	add_text(out, 1, name);
	end_record(out, at);
	return at;
}

static inline void
place_sheet(struct cb_str *out, size_t at)
{
	uint32_t n = (uint32_t)out->len;

	for (int i = 0; i < 4; i++)
		out->p[at + (size_t)i] = (char)(n >> 8 * i);
}

/* A compound file: streams below 4096 bytes stand in the stream of small ones, as Excel puts them. Sector 0 is the
 * table, 1 the directory, 2 the table of small sectors, the streams from 3 on. */
static inline void
add_entry(struct cb_str *out, const char *name, unsigned type, uint32_t right, uint32_t first, uint32_t len)
{
	size_t start = out->len;
	unsigned n = add_wide(out, name);

	while (out->len < start + 64)
		cb_str_addc(out, '\0');
	add_u16(out, 2 * (n + 1));
	add_u16(out, type | 1 << 8);
	add_u32(out, UINT32_MAX); /* no neighbour on the left; the root has the first entry below it */
	add_u32(out, right);
	add_u32(out, type == 5 ? 1 : UINT32_MAX);
	while (out->len < start + 116)
		cb_str_addc(out, '\0');
	add_u32(out, first);
	add_u32(out, len);
	add_u32(out, 0);
}

static inline void
pad(struct cb_str *out, size_t to, size_t multiple)
{
	while (out->len < to || out->len % multiple != 0)
		cb_str_addc(out, '\0');
}

static inline void
add_header(struct cb_str *out, uint32_t n_tables, uint32_t second_table)
{
	static const unsigned numbers[] = { 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0 };

	cb_str_add(out, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
	pad(out, 24, 1);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		add_u16(out, numbers[i]);
	add_u32(out, 0);
	add_u32(out, n_tables); /* sectors of the table */
	add_u32(out, 1);        /* the directory */
	add_u32(out, 0);
	add_u32(out, 4096);
	add_u32(out, 2); /* the table of small sectors */
	add_u32(out, 1);
	add_u32(out, 0xFFFFFFFE);
	add_u32(out, 0);
	add_u32(out, 0);
	for (uint32_t i = 1; i < 109; i++)
		add_u32(out, i < n_tables ? second_table + i - 1 : UINT32_MAX);
}

/* A chain of n sectors that begins with `first`. */
static inline void
add_chain(struct cb_str *out, uint32_t first, uint32_t n)
{
	for (uint32_t i = 1; i <= n; i++)
		add_u32(out, i < n ? first + i : 0xFFFFFFFE);
}

/* The streams, at most three: small ones in the stream of the root, from sector 3 on, the others behind it. */
static inline void
wrap_streams(struct cb_str *out, const char *const *names, const struct cb_str *const *streams, size_t n)
{
	struct cb_str table = { 0 }, small_table = { 0 }, small = { 0 }, large = { 0 }, directory = { 0 };
	uint32_t first[3], next;
	uint32_t tables;

	for (size_t i = 0; i < n; i++)
		if (streams[i]->len < 4096) {
			first[i] = (uint32_t)(small.len / 64);
			add_chain(&small_table, first[i], (uint32_t)(streams[i]->len + 63) / 64);
			cb_str_addt(&small, cb_str_text(streams[i]));
			pad(&small, 0, 64);
		}
	pad(&small, 0, 512);
	next = 3 + (uint32_t)small.len / 512;
	add_u32(&table, 0xFFFFFFFD);
	add_u32(&table, 0xFFFFFFFE);
	add_u32(&table, 0xFFFFFFFE);
	add_chain(&table, 3, (uint32_t)small.len / 512);
	for (size_t i = 0; i < n; i++)
		if (streams[i]->len >= 4096) {
			first[i] = next;
			add_chain(&table, next, (uint32_t)(streams[i]->len + 511) / 512);
			cb_str_addt(&large, cb_str_text(streams[i]));
			pad(&large, 0, 512);
			next = 3 + (uint32_t)(small.len + large.len) / 512;
		}
	tables = ((uint32_t)table.len / 4 + 126) / 127;
	for (uint32_t i = 1; i < tables; i++) /* behind the streams */
		add_u32(&table, 0xFFFFFFFD);
	while (table.len < 512 * (size_t)tables)
		add_u32(&table, UINT32_MAX);
	add_header(out, tables, next);
	cb_str_add(out, table.p, 512);
	add_entry(&directory, "Root Entry", 5, UINT32_MAX, small.len > 0 ? 3 : 0xFFFFFFFE, (uint32_t)small.len);
	for (size_t i = 0; i < n; i++)
		add_entry(&directory, names[i], 2, i + 1 < n ? (uint32_t)i + 2 : UINT32_MAX, first[i],
		          (uint32_t)streams[i]->len);
	pad(&directory, 512, 1);
	cb_str_addt(out, cb_str_text(&directory));
	pad(&small_table, 512, 1);
	cb_str_addt(out, cb_str_text(&small_table));
	cb_str_addt(out, cb_str_text(&small));
	cb_str_addt(out, cb_str_text(&large));
	cb_str_add(out, table.p + 512, table.len - 512);
	cb_str_release(&table);
	cb_str_release(&small_table);
	cb_str_release(&small);
	cb_str_release(&large);
	cb_str_release(&directory);
}

static inline void
wrap_ole(struct cb_str *out, const char *name, const struct cb_str *stream)
{
	wrap_streams(out, &name, &stream, 1);
}

/* An encrypted package. */
static inline void
wrap_package(struct cb_str *out, const struct cb_str *info, const struct cb_str *package)
{
	const char *const names[] = { "EncryptionInfo", "EncryptedPackage" };
	const struct cb_str *const streams[] = { info, package };

	wrap_streams(out, names, streams, 2);
}

#endif
