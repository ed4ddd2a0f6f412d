/* Values in the words of a Chinese document.
 *
 * R1 A quantity keeps what it does not know: 1600, 1600余, 近1000, 约2500, 若干.
 * R2 A day is 2026年7月5日, without leading zeros; a period 2026年7月, 2026年第三季度, 2026年上半年, 2026年.
 * R3 A comparison says its direction: 上升2位, 下降1位, 持平; 提高0.52分, 下降0.52分 of scores; 增长12.5个百分点, 下降…
 *    of shares; 增长12.5%, 下降… of quantities, one place, with 约 when either of the two is not exact and
 *    nothing when that cannot be said (no base, or a value not known).
 * R4 A share is a per cent of two places, half up: 32.68%; nothing of a whole of 0.
 * R5 In Chinese text ; : , and ( ) are full-width: beside a Chinese character, brackets in pairs, and what was a blank
 *    behind one is none. 9:30, 1,000 and a.csv:4 stay. */
#ifndef CB_VALUE_WORDING_H
#define CB_VALUE_WORDING_H

#include <cb/value/decimal.h>
#include <cb/value/period.h>

void cb_words_quantity(const struct cb_cell *, struct cb_str *out);
void cb_words_day(int64_t day, struct cb_str *out);
void cb_words_period(int64_t period, struct cb_str *out);
/* 2小时20分钟. */
void cb_words_hours(int64_t minutes, struct cb_str *out);
/* One period, A至B, or two days. */
void cb_words_range(const struct cb_period_range *, struct cb_str *out);

/* Places gained; scores, both in millionths; shares, 1000000 being the whole; quantities. */
void cb_words_places(int64_t gained, struct cb_str *out);
void cb_words_scores(int64_t now, int64_t before, struct cb_str *out);
void cb_words_points(int64_t now, int64_t before, struct cb_str *out);
void cb_words_growth(const struct cb_cell *now, const struct cb_cell *before, struct cb_str *out);

/* R5. */
void cb_words_punctuate(struct cb_text, struct cb_str *out);

/* Money: 20,000.00 元; in a list 20,000 元 where there are no fen. */
void cb_words_money(int64_t fen, enum cb_lang, struct cb_str *out);
void cb_words_yuan(int64_t fen, enum cb_lang, struct cb_str *out);

/* Part of whole, in any unit. */
void cb_words_share(cb_wide part, cb_wide whole, struct cb_str *out);

#endif
