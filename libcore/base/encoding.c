#include <cb/base/encoding.h>
#include <cb/base/mem.h>
#include <cb/base/str.h>

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

const char *
cb_encoding_find(const char *word)
{
	static const struct {
		const char *word, *name;
	} names[] = {
		{ "utf-8", CB_UTF8 },
		{ "utf8", CB_UTF8 },
		{ "utf-8-sig", CB_UTF8 },
		{ "gb18030", CB_GB18030 },
		{ "gbk", CB_GB18030 },
		{ "gb2312", CB_GB18030 },
		{ "cp936", CB_GB18030 },
		{ "ansi", CB_GB18030 },
	};
	struct cb_decoder probe = { 0 };

	for (size_t i = 0; i < CB_COUNT(names); i++)
		if (cb_bytes_equal_nocase(word, names[i].word, SIZE_MAX))
			return names[i].name;
	/* not the locale's encoding, no //IGNORE */
	if (*word == '\0' || strchr(word, '/') != NULL || !cb_decoder_init(&probe, word))
		return NULL;
	cb_decoder_release(&probe);
	return word;
}

const char *
cb_encoding_by_mark(const char *p, size_t n, size_t *mark)
{
	/* UTF-32LE before UTF-16LE, whose mark it starts with */
	static const struct {
		const char *name, *mark;
		size_t len;
	} marks[] = {
		{ CB_UTF8, "\xEF\xBB\xBF", 3 },
		{ "UTF-32LE", "\xFF\xFE\0\0", 4 },
		{ "UTF-32BE", "\0\0\xFE\xFF", 4 },
		{ "UTF-16LE", "\xFF\xFE", 2 },
		{ "UTF-16BE", "\xFE\xFF", 2 },
		{ CB_GB18030, "\x84\x31\x95\x33", 4 },
	};

	for (size_t i = 0; i < CB_COUNT(marks); i++)
		if (n >= marks[i].len && memcmp(p, marks[i].mark, marks[i].len) == 0) {
			*mark = marks[i].len;
			return marks[i].name;
		}
	*mark = 0;
	return NULL;
}

static bool
is_between(unsigned char c, unsigned char from, unsigned char to)
{
	return c >= from && c <= to;
}

static bool
is_gb_user_defined(unsigned char lead, unsigned char trail)
{
	return trail >= 0xA1 ? is_between(lead, 0xAA, 0xAF) || lead >= 0xF8 : is_between(lead, 0xA1, 0xA7);
}

/* The length of the GB18030 character at p; 0 when it is bad, -1 when the n bytes end within it. */
static int
gb18030_length(const unsigned char *p, size_t n)
{
	uint32_t at;

	if (p[0] < 0x80)
		return 1;
	if (!is_between(p[0], 0x81, 0xFE))
		return 0;
	if (n < 2)
		return -1;
	if (is_between(p[1], 0x40, 0xFE) && p[1] != 0x7F)
		return is_gb_user_defined(p[0], p[1]) ? 0 : 2;
	if (!is_between(p[1], '0', '9') || (n > 2 && !is_between(p[2], 0x81, 0xFE)) ||
	    (n > 3 && !is_between(p[3], '0', '9')))
		return 0;
	if (n < 4)
		return -1;
	at = (((p[0] - 0x81u) * 10 + (p[1] - 0x30u)) * 126 + (p[2] - 0x81u)) * 10 + (p[3] - 0x30u);
	/* 8431A439 = U+FFFF; from 90308130 = U+10000 to U+10FFFF */
	return at <= 39419 || (at >= 189000 && at - 189000 <= 0xFFFFF) ? 4 : 0;
}

bool
cb_encoding_is_gb18030(const char *p, size_t n, bool last, size_t *good)
{
	const unsigned char *s = (const unsigned char *)p;
	size_t i = 0;
	int len = 1;

	while (i < n && (len = gb18030_length(s + i, n - i)) > 0)
		i += (size_t)len;
	*good = i;
	return i == n || (len < 0 && !last);
}

static bool
is_ascii_letter(unsigned char c)
{
	return is_between(c | 0x20, 'a', 'z');
}

void
cb_gb18030_look(const char *p, size_t n, struct cb_gb_seen *seen)
{
	const unsigned char *s = (const unsigned char *)p;
	size_t len;

	for (size_t i = 0; i + 1 < n && seen->common + seen->odd < CB_GB_SEEN_ENOUGH; i += len) {
		len = s[i] < 0x80 ? 1 : is_between(s[i + 1], '0', '9') ? 4
		                                                       : 2;
		if (len != 2 || is_between(s[i], 0xA1, 0xA9)) /* signs are of any language */
			continue;
		if (is_between(s[i], 0xB0, 0xD7) && s[i + 1] >= 0xA1)
			seen->common++;
		else if (is_ascii_letter(s[i + 1]) || (i > 0 && is_ascii_letter(s[i - 1])))
			seen->odd++;
	}
}

unsigned
cb_utf8_hints(const char *p, size_t n, unsigned hints)
{
	const unsigned char *s = (const unsigned char *)p;
	int wide = 0;

	for (size_t i = 0; i < n && !(hints & CB_UTF8_TEXT); i++) {
		if (s[i] < 0xC0)
			continue; /* ASCII or inside a character */
		hints |= CB_UTF8_BEYOND_ASCII;
		if (s[i] >= 0xE2)
			hints |= ++wide < 3 ? CB_UTF8_CJK : CB_UTF8_TEXT;
		else if (s[i] >= 0xCC || (i + 2 < n && s[i + 2] >= 0xC0))
			hints |= CB_UTF8_STRANGE;
	}
	return hints;
}

/* What a character of two bytes is in UTF-8; len 0 = it is not yet known. */
struct cb_gb_pair {
	char utf8[3];
	uint8_t len;
};

enum { GB_LEAD = 0x81,  /* the least first byte of such a character, up to 0xFE */
       GB_TRAIL = 0x40, /* the least second byte, up to 0xFE */
       GB_TRAILS = 0xFE - GB_TRAIL + 1,
       GB_PAIRS = (0xFE - GB_LEAD + 1) * GB_TRAILS };

bool
cb_decoder_init(struct cb_decoder *decoder, const char *encoding)
{
	*decoder = (struct cb_decoder){ .cd = iconv_open(CB_UTF8, encoding) };
	decoder->is_open = decoder->cd != (iconv_t)-1;
	decoder->is_gb18030 = strcmp(encoding, CB_GB18030) == 0;
	return decoder->is_open;
}

static enum cb_decoded
run_iconv(struct cb_decoder *decoder, const char **in, size_t *n_in, char **out, size_t *n_out)
{
	char *from = (char *)(uintptr_t)*in; /* iconv(3) does not write there, POSIX has no const */
	size_t got = iconv(decoder->cd, &from, n_in, out, n_out);

	*in = from;
	if (got != (size_t)-1 || errno == EINVAL)
		return CB_DECODED_ALL;
	return errno == E2BIG ? CB_DECODED_FULL : CB_DECODED_BAD;
}

/* The entry of the character at p; NULL where it does not have two bytes, or where one of them is missing. */
static inline struct cb_gb_pair *
pair_at(const struct cb_decoder *decoder, const unsigned char *p, size_t n)
{
	if (n < 2 || !is_between(p[0], GB_LEAD, 0xFE) || !is_between(p[1], GB_TRAIL, 0xFE))
		return NULL;
	return &decoder->pairs[(p[0] - GB_LEAD) * GB_TRAILS + p[1] - GB_TRAIL];
}

/* Converts known characters, up to one that is not known or until there is no room for another. */
static void
run_known(const struct cb_decoder *decoder, const char **in, size_t *n_in, char **out, size_t *n_out)
{
	const unsigned char *p = (const unsigned char *)*in, *end = p + *n_in;
	char *to = *out, *stop = to + *n_out;
	const struct cb_gb_pair *pair;

	while (p < end && stop - to >= (ptrdiff_t)sizeof(*pair)) {
		if (*p < 0x80) {
			*to++ = (char)*p++;
			continue;
		}
		pair = pair_at(decoder, p, (size_t)(end - p));
		if (pair == NULL || pair->len == 0)
			break;
		memcpy(to, pair, sizeof(*pair)); /* its len behind it will be written over */
		to += pair->len;
		p += 2;
	}
	*n_in = (size_t)(end - p);
	*n_out = (size_t)(stop - to);
	*in = (const char *)p;
	*out = to;
}

/* Converts the next character by iconv, and keeps what came out where it has two bytes. */
static enum cb_decoded
run_one(struct cb_decoder *decoder, const char **in, size_t *n_in, char **out, size_t *n_out)
{
	const unsigned char *p = (const unsigned char *)*in;
	struct cb_gb_pair *pair = pair_at(decoder, p, *n_in);
	size_t len = *p < 0x80 ? 1 : pair != NULL ? 2
	                                          : 4;
	size_t n = len < *n_in ? len : *n_in, left = n, good;
	const char *to = *out;
	enum cb_decoded decoded;

	if (decoder->is_strict && !cb_encoding_is_gb18030(*in, n, false, &good))
		return CB_DECODED_BAD;
	decoded = run_iconv(decoder, in, &left, out, n_out);
	*n_in -= n - left;
	if (pair != NULL && decoded == CB_DECODED_ALL && left == 0 && *out - to <= (ptrdiff_t)sizeof(pair->utf8)) {
		pair->len = (uint8_t)(*out - to);
		memcpy(pair->utf8, to, pair->len);
	}
	return decoded;
}

enum cb_decoded
cb_decoder_run(struct cb_decoder *decoder, const char **in, size_t *n_in, char **out,
               size_t *n_out)
{
	enum cb_decoded decoded = CB_DECODED_ALL;
	size_t before = *n_in + 1;

	if (!decoder->is_gb18030)
		return run_iconv(decoder, in, n_in, out, n_out);
	if (decoder->pairs == NULL)
		decoder->pairs = cb_alloc(GB_PAIRS, sizeof(*decoder->pairs));
	while (decoded == CB_DECODED_ALL && *n_in > 0 && *n_in < before) {
		run_known(decoder, in, n_in, out, n_out);
		before = *n_in;
		if (*n_in > 0)
			decoded = run_one(decoder, in, n_in, out, n_out);
	}
	return decoded;
}

enum cb_decoded
cb_decoder_finish(struct cb_decoder *decoder, char **out, size_t *n_out)
{
	return iconv(decoder->cd, NULL, NULL, out, n_out) == (size_t)-1 ? CB_DECODED_FULL : CB_DECODED_ALL;
}

void
cb_decoder_reset(struct cb_decoder *decoder)
{
	if (decoder->is_open)
		iconv(decoder->cd, NULL, NULL, NULL, NULL);
}

void
cb_decoder_release(struct cb_decoder *decoder)
{
	if (decoder->is_open)
		iconv_close(decoder->cd);
	free(decoder->pairs);
	*decoder = (struct cb_decoder){ 0 };
}
