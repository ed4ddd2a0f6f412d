/* The day of a row whose month, and perhaps year, stands in a column of its own: bind_day.c. */
#include <string.h>

#include <cb/value/fold.h>

#include "reader_state.h"

/* 7, 07, 7月: a number up to max; 0 = blank, -1 = something else. */
static int
part_of_day(struct cb_text part, const char *units, int digits, int max)
{
	struct cb_folded folded;
	int n;

	if (part.len == 0)
		return 0;
	if (!cb_fold(part, &folded))
		return -1;
	n = cb_fold_digits(&folded.text, digits);
	cb_fold_take(&folded.text, units);
	return n > 0 && n <= max && folded.text.len == 0 ? n : -1;
}

static struct cb_text
part_text(const struct cb_reader *r, uint32_t at)
{
	return at == 0 || at > r->row.raw.n ? (struct cb_text){ "", 0 } : cb_text_trim(r->row.raw.cells[at - 1]);
}

/* Month and year are written where they change. A part that is no number is said as it stands: 13月2日 is no day. */
static bool
join(struct cb_reader *r, struct cb_str *whole)
{
	struct divided_day *d = &r->sheet.divided;
	int day = part_of_day(part_text(r, d->day_at), "日 号", 2, 31);
	int month = part_of_day(part_text(r, d->month_at), "月", 2, 12);
	int year = part_of_day(part_text(r, r->sheet.years), "年 年度", 4, 9999);

	d->year = year > 0 ? year : d->year;
	d->month = month > 0 ? month : d->month;
	if (day <= 0 || (month == 0 && d->month == 0))
		return false;
	if (year < 0)
		cb_str_addf(whole, "%.*s年", CB_TEXT_ARG(part_text(r, r->sheet.years)));
	else if (d->year > 0)
		cb_str_addf(whole, "%d年", d->year);
	if (month < 0)
		cb_str_addf(whole, "%.*s月", CB_TEXT_ARG(part_text(r, d->month_at)));
	else
		cb_str_addf(whole, "%d月", d->month);
	cb_str_addf(whole, "%d日", day);
	return true;
}

void
cb_row_join_day(struct cb_reader *r)
{
	struct cb_str whole = { 0 };

	if (join(r, &whole)) {
		r->row.texts = cb_grow(r->row.texts, &r->row.cap_texts, r->row.raw.n + 1, sizeof(*r->row.texts));
		if (r->row.raw.cells != r->row.texts)
			memcpy(r->row.texts, r->row.raw.cells, r->row.raw.n * sizeof(*r->row.texts));
		r->row.texts[r->sheet.divided.day_at - 1] = cb_arena_text(&r->row.arena, cb_str_text(&whole));
		r->row.raw.cells = r->row.texts;
	}
	cb_str_release(&whole);
}
