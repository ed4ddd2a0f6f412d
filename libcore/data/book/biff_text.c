#include "biff_text.h"

#include "little_endian.h"

#include <cb/base/encoding.h>
#include <cb/base/utf8.h>

#include <stdio.h>
#include <string.h>

enum { CONTINUE = 0x3C,
       IS_WIDE = 1,
       HAS_PHONETICS = 4,
       HAS_RUNS = 8 };

/* The body of a record and the CONTINUE records behind it, as one run of bytes. */
struct biff_body {
	const struct biff *biff;
	size_t next; /* in the stream: the record behind the piece being read */
	const unsigned char *p, *end;
};

static struct biff_body
body_of(const struct biff *biff, const struct biff_record *record, size_t skip_bytes)
{
	size_t skip = skip_bytes < record->len ? skip_bytes : record->len;

	return (struct biff_body){ biff, record->next, record->p + skip, record->p + record->len };
}

/* On to the next piece when this one is used up. */
static bool
has_more(struct biff_body *body)
{
	struct biff_record record;

	while (body->p == body->end) {
		if (!cb_biff_record(body->biff, body->next, &record) || record.id != CONTINUE)
			return false;
		*body = body_of(body->biff, &record, 0);
	}
	return true;
}

/* Numbers are never cut in two by a well-made file; where they are, they are put together. */
static bool
take_number(struct biff_body *body, int n_bytes, uint32_t *out)
{
	*out = 0;
	for (int i = 0; i < n_bytes; i++) {
		if (!has_more(body))
			return false;
		*out |= (uint32_t)*body->p++ << 8 * i;
	}
	return true;
}

static bool
pass_over(struct biff_body *body, uint64_t n)
{
	while (n > 0 && has_more(body)) {
		size_t here = (size_t)(body->end - body->p);

		here = here < n ? here : (size_t)n;
		body->p += here;
		n -= here;
	}
	return n == 0;
}

/* --- characters --------------------------------------------------------------------------- */

/* A UTF-16 unit; halves of a pair wait for each other in *high. What is no character becomes U+FFFD; NUL,
 * which pads some texts, nothing. */
static void
add_unit(struct cb_str *out, uint32_t unit, uint32_t *high)
{
	bool is_low = unit >= 0xDC00 && unit <= 0xDFFF;

	if (*high != 0 && is_low) {
		cb_utf8_add(out, (int32_t)(0x10000 + ((*high - 0xD800) << 10) + (unit - 0xDC00)));
		*high = 0;
		return;
	}
	if (*high != 0)
		cb_utf8_add(out, -1);
	*high = unit >= 0xD800 && unit <= 0xDBFF ? unit : 0;
	if (*high == 0 && unit != 0)
		cb_utf8_add(out, (int32_t)unit);
}

/* Characters up to the end of the piece; returns how many are left. */
static uint32_t
take_piece(struct biff_body *body, uint32_t n, bool is_wide, struct cb_str *out, uint32_t *high)
{
	while (n > 0 && body->end - body->p >= (is_wide ? 2 : 1)) {
		add_unit(out, is_wide ? book_u16(body->p) : *body->p, high);
		body->p += is_wide ? 2 : 1;
		n--;
	}
	if (n > 0)
		body->p = body->end;
	return n;
}

/* Bytes of the first n UTF-16 units. */
static size_t
bytes_of_units(const char *p, size_t len, uint32_t n)
{
	size_t at = 0;

	while (n > 0 && at < len) {
		unsigned char c = (unsigned char)p[at];
		int size = c < 0x80 ? 1 : c < 0xE0 ? 2
		                  : c < 0xF0       ? 3
		                                   : 4;

		n -= size == 4 && n > 1 ? 2 : 1;
		at += (size_t)size;
	}
	return at < len ? at : len;
}

/* The runs of fonts of the text that begins at `from`: each where it begins, and its font. */
static bool
take_runs(struct biff_body *body, uint32_t n_runs, size_t from, struct cb_str *out, struct biff_rich *rich)
{
	struct cb_str plain = { 0 };
	size_t done = from;
	bool is_struck = false, has_struck = false;
	uint32_t unit, font;

	for (uint32_t i = 0; i < n_runs; i++) {
		size_t at;

		if (!take_number(body, 2, &unit) || !take_number(body, 2, &font)) {
			cb_str_release(&plain);
			return false;
		}
		at = from + bytes_of_units(out->p + from, out->len - from, unit);
		if (i == 0)
			rich->lead_bytes = (uint32_t)(at - from);
		if (!is_struck && at > done)
			cb_str_add(&plain, out->p + done, at - done);
		done = at > done ? at : done;
		is_struck = cb_biff_font_strikes(body->biff, font);
		has_struck |= is_struck && done < out->len;
	}
	if (!is_struck)
		cb_str_add(&plain, out->p + done, out->len - done);
	rich->has_runs = true;
	if (has_struck)
		rich->flags = cb_text_trim(cb_str_text(&plain)).len == 0 ? BOOK_STRUCK : BOOK_PARTLY_STRUCK;
	if (rich->flags == BOOK_PARTLY_STRUCK) {
		out->len = from;
		cb_str_addt(out, cb_str_text(&plain));
	}
	cb_str_release(&plain);
	return true;
}

/* A text of Excel 97 and later, n characters long, which begins with its flags: appended as UTF-8. Phonetics behind it
 * are passed over; what its runs of fonts strike out is told in *rich, which may be NULL, and left out where that is
 * not all. False when the record ends before it does. */
static bool
add_unicode(struct biff_body *body, uint32_t n, struct cb_str *out, struct biff_rich *rich)
{
	size_t from = out->len;
	uint32_t flags, more, n_runs = 0, n_phonetic = 0, high = 0;

	if (!take_number(body, 1, &flags))
		return false;
	if (((flags & HAS_RUNS) != 0 && !take_number(body, 2, &n_runs)) ||
	    ((flags & HAS_PHONETICS) != 0 && !take_number(body, 4, &n_phonetic)))
		return false;
	n = take_piece(body, n, (flags & IS_WIDE) != 0, out, &high);
	while (n > 0) { /* every piece says anew how wide its characters are */
		if (!take_number(body, 1, &more))
			return false;
		n = take_piece(body, n, (more & IS_WIDE) != 0, out, &high);
	}
	if (high != 0)
		cb_utf8_add(out, -1);
	if (rich == NULL || !body->biff->has_struck_font || n_runs == 0 || out->len == from)
		return pass_over(body, 4 * (uint64_t)n_runs + n_phonetic);
	return take_runs(body, n_runs, from, out, rich) && pass_over(body, n_phonetic);
}

/* --- code pages --------------------------------------------------------------------------- */

static bool
convert(const char *encoding, struct cb_text bytes, struct cb_str *out)
{
	struct cb_decoder decoder = { 0 };
	char room[1024];
	const char *in = bytes.p;
	size_t n_in = bytes.len, start = out->len;
	enum cb_decoded decoded = CB_DECODED_FULL;

	if (!cb_decoder_init(&decoder, encoding))
		return false;
	while (decoded == CB_DECODED_FULL) {
		char *to = room;
		size_t n_to = sizeof(room);

		decoded = cb_decoder_run(&decoder, &in, &n_in, &to, &n_to);
		cb_str_add(out, room, (size_t)(to - room));
	}
	cb_decoder_release(&decoder);
	if (decoded == CB_DECODED_ALL && n_in == 0)
		return true;
	out->len = start;
	return false;
}

static const char *
encoding_of(unsigned code_page, char name[16])
{
	switch (code_page) {
	case 0:
		return NULL;
	case 367:
		return "CP1252"; /* ASCII, and what is beyond it all the same */
	case 936:
		return CB_GB18030;
	case 10000:
	case 32768:
		return "MACINTOSH";
	case 32769:
		return "CP1252";
	default:
		snprintf(name, 16, "CP%u", code_page);
		return name;
	}
}

/* A text of Excel up to 95, in the code page of the file. */
static void
add_bytes(const struct biff *biff, struct cb_text bytes, struct cb_str *out)
{
	char name[16];
	const char *encoding = encoding_of(biff->code_page, name);

	if ((encoding != NULL && convert(encoding, bytes, out)) || convert(CB_GB18030, bytes, out) ||
	    convert("CP1252", bytes, out))
		return;
	for (uint32_t i = 0; i < bytes.len; i++)
		cb_utf8_add(out, (unsigned char)bytes.p[i] < 0x80 ? bytes.p[i] : -1);
}

/* --- texts of records --------------------------------------------------------------------- */

bool
cb_biff_text(const struct biff *biff, const struct biff_record *record, size_t skip_bytes, int length_bytes,
             struct cb_str *out)
{
	struct biff_body body = body_of(biff, record, skip_bytes);
	uint32_t n;

	if (!take_number(&body, length_bytes, &n))
		return false;
	if (biff->version >= 8)
		return add_unicode(&body, n, out, NULL);
	if (n > (size_t)(body.end - body.p))
		n = (uint32_t)(body.end - body.p);
	add_bytes(biff, (struct cb_text){ (const char *)body.p, n }, out);
	return true;
}

void
cb_biff_load_shared(struct biff *biff, const struct biff_record *record)
{
	struct biff_body body = body_of(biff, record, 8);
	uint32_t n;
	struct biff_rich rich;
	uint32_t *starts = biff->shared_starts;
	bool is_whole = biff->n_shared == 0; /* a second table is none */

	while (is_whole && has_more(&body)) {
		starts = cb_grow(starts, &biff->cap_shared, biff->n_shared + 2, sizeof(*starts));
		rich = (struct biff_rich){ 0 };
		is_whole = take_number(&body, 2, &n) && add_unicode(&body, n, &biff->shared, &rich);
		starts[++biff->n_shared] = (uint32_t)biff->shared.len;
		if (!biff->has_struck_font)
			continue;
		biff->shared_rich =
			cb_grow(biff->shared_rich, &biff->cap_rich, biff->n_shared, sizeof(*biff->shared_rich));
		biff->shared_rich[biff->n_shared - 1] = rich;
	}
	biff->shared_starts = starts;
}
