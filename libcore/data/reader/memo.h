/* Cells that were typed before. Most cells of a column stand in it many times: what their bytes were found to be is
 * kept at a place that the bytes tell, until others of the same place are met. */
#ifndef MEMO_H
#define MEMO_H

#include <cb/base/words.h>
#include <cb/value/type.h>

enum { MEMO_CELLS = 4096 };

/* A short cell, and the year that it was read by; len 0 = none. What it means borrows no text. Two of them fill a line
 * of a processor's cache. */
struct memo {
	struct cb_words raw;
	int64_t n;
	int16_t year;
	uint8_t len, state, mark;
};

/* Where a cell is kept, and what is compared there; memo NULL = nowhere. */
struct memo_place {
	struct memo *memo;
	struct cb_words raw;
	uint32_t len;
};

/* The places of a row are found before its cells are typed: by then they are on their way from memory. */
static inline struct memo_place
memo_place(struct memo *memos, struct cb_text raw)
{
	const uint64_t odd1 = UINT64_C(0x9E3779B97F4A7C15), odd2 = UINT64_C(0xD6E8FEB86659FD93);
	struct memo_place place = { 0 };

	if (raw.len == 0 || raw.len > CB_SHORT)
		return place;
	place.raw = cb_words_of(raw.p, raw.len);
	place.len = raw.len;
	place.memo = &memos[cb_words_fold(place.raw.first ^ odd1, place.raw.last ^ odd2) % MEMO_CELLS];
	__builtin_prefetch(place.memo);
	return place;
}

static inline bool
memo_find(const struct memo_place *at, int year, struct cb_cell *cell)
{
	const struct memo *memo = at->memo;

	if (memo == NULL || memo->len != at->len || memo->year != year || !cb_words_equal(memo->raw, at->raw))
		return false;
	*cell = (struct cb_cell){ .n = memo->n, .state = memo->state, .mark = memo->mark };
	return true;
}

static inline void
memo_keep(const struct memo_place *at, int year, const struct cb_cell *cell)
{
	if (cell->state == CB_VALUE && cell->text.len == 0)
		*at->memo = (struct memo){ .raw = at->raw,
			                   .n = cell->n,
			                   .year = (int16_t)year,
			                   .len = (uint8_t)at->len,
			                   .state = cell->state,
			                   .mark = cell->mark };
}

#endif
