/* Cells that were typed before. Most cells of a column stand in it many times: what their bytes were found to be is
 * kept at a place that the bytes tell, until others of the same place are met. */
#ifndef MEMO_H
#define MEMO_H

#include <cb/base/dict.h>
#include <cb/value/type.h>

enum { MEMO_CELLS = 4096 };

/* A short cell, and the year that it was read by; len 0 = none. What it means borrows no text. Two of them fill a line of
 * a processor's cache. */
struct memo {
	struct cb_words raw;
	int64_t n;
	int16_t year;
	uint8_t len, state, mark;
};

/* Where a short cell, which is not empty, would be kept. */
static inline struct memo *
memo_place(struct memo *memos, struct cb_words raw, int year)
{
	const uint64_t odd1 = UINT64_C(0x9E3779B97F4A7C15), odd2 = UINT64_C(0xD6E8FEB86659FD93);

	return &memos[cb_hash_fold(raw.first ^ odd1, raw.last ^ (uint64_t)year ^ odd2) % MEMO_CELLS];
}

static inline bool
memo_find(struct memo *memos, struct cb_text raw, int year, struct cb_cell *cell)
{
	struct cb_words words;
	const struct memo *memo;

	if (raw.len == 0 || raw.len > CB_SHORT)
		return false;
	words = cb_words_of(raw.p, raw.len);
	memo = memo_place(memos, words, year);
	if (memo->len != raw.len || memo->year != year || !cb_words_equal(memo->raw, words))
		return false;
	*cell = (struct cb_cell){ .n = memo->n, .state = memo->state, .mark = memo->mark };
	return true;
}

static inline void
memo_keep(struct memo *memos, struct cb_text raw, int year, const struct cb_cell *cell)
{
	struct cb_words words;

	if (raw.len == 0 || raw.len > CB_SHORT || cell->state != CB_VALUE || cell->text.len > 0)
		return;
	words = cb_words_of(raw.p, raw.len);
	*memo_place(memos, words, year) = (struct memo){ .raw = words,
		                                         .n = cell->n,
		                                         .year = (int16_t)year,
		                                         .len = (uint8_t)raw.len,
		                                         .state = cell->state,
		                                         .mark = cell->mark };
}

#endif
