/* Words that make a row one about other rows, and no record: 合计, 平均分, 满分, 其中, 示例.
 *
 * R1 The word is the whole text once blanks, colons, brackets and what stands in them, counts (2个社区), words for
 *    all (全街道) and for a time in front (上半年, 1-6月) are taken off; 小计, 合计, 总计 and 共计 may also end it
 *    (老城片区小计), as may 平均 behind 社区 or 片区, and, behind a blank, what spreadsheet programs write beneath a
 *    group (家用 汇总); such a word may also stand before a colon and what it says: 合计(大写):伍仟元整, 其中:新城.
 *    例园 and 平均寿命 are names. */
#ifndef CB_VALUE_ROW_WORD_H
#define CB_VALUE_ROW_WORD_H

#include <cb/base/str.h>

enum cb_row_word {
	CB_WORD_NONE,
	CB_WORD_SUBTOTAL, /* 小计: of one group */
	CB_WORD_TOTAL,    /* 合计 总计 总和 汇总 */
	CB_WORD_MEAN,     /* 平均 均分 */
	CB_WORD_FULL,     /* 满分 分值 标准分: what could be had */
	CB_WORD_ASIDE,    /* 其中 累计 去年同期 最高 中位数 权重: never compared */
	CB_WORD_EXAMPLE,  /* 示例 例: */
};

enum cb_row_word cb_row_word(struct cb_text cell);
/* Is it 全街道, 全区 or the like alone? Where a community is meant its row is about all others; an assignee may be all
 * of them. */
bool cb_row_word_is_all(struct cb_text cell);
/* Does it say that there is nothing? — / 无 NULL 以下空白 续表 */
bool cb_row_word_is_nothing(struct cb_text cell);
/* Is it what a spreadsheet shows for a value that it has not, or has no room for? #N/A #REF! ### */
bool cb_row_word_is_error(struct cb_text cell);
/* Does it stand for the value above? 同上 同前 〃 ″ */
bool cb_row_word_is_ditto(struct cb_text cell);
/* Is it the heading of a group of rows, where it stands alone in its row? 一、老城片区 (二)新城 */
bool cb_row_word_is_heading(struct cb_text cell);
/* Does it say that money is carried over from before, or to what follows? 上月结转 期初余额 2025年结余 承前页 过次页 */
bool cb_row_word_is_carried(struct cb_text cell);
/* Is it that, or 结余 alone: what is left once what went is taken from what came? */
bool cb_row_word_is_balance(struct cb_text cell);
/* Does it begin what stands under a table? 审核人:, 职务:, 领导签字, 注:, 2.以上…。, an amount in words. */
bool cb_row_word_is_foot(struct cb_text cell);
/* Is it a day as letters write it out, 2026年7月31日? Under a table it stands in any column. */
bool cb_row_word_is_day(struct cb_text cell);

#endif
