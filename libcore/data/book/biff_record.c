/* The records of a stream, one behind the other. */
#include "biff.h"
#include "little_endian.h"

bool
cb_biff_record(const struct biff *biff, size_t at, struct biff_record *record)
{
	const unsigned char *p = (const unsigned char *)biff->stream.p + at;
	size_t left = at < biff->stream.len ? biff->stream.len - at : 0;

	if (left < 4)
		return false;
	record->id = (uint16_t)book_u16(p);
	record->len = book_u16(p + 2);
	if (record->len > left - 4) /* cut off */
		record->len = (uint32_t)(left - 4);
	record->p = p + 4;
	record->next = at + 4 + record->len;
	return true;
}

bool
cb_biff_font_strikes(const struct biff *biff, uint32_t font)
{
	return font <= UINT16_MAX && (biff->struck_fonts[font / 8] >> font % 8 & 1) != 0;
}
