/* What the rows of a sheet are that are no data: titles, units, signatures, totals. */
#ifndef CB_DATA_LAYOUT_H
#define CB_DATA_LAYOUT_H

#include <cb/data/head.h>
#include <cb/data/schema.h>
#include <cb/value/period_in.h>

/* A unit that the rows above the header say, as written. */
struct cb_title_unit {
	struct cb_text word;
	struct cb_where where;
	bool is_known; /* it is one */
	bool is_keyed; /* behind 单位: */
	bool is_used;  /* by whoever has read the title: it tells what some column is in */
};
enum { CB_TITLE_UNITS = 8 };

/* What the rows above the header say of all rows beneath.
 *
 * R1 Units stand behind 单位:, 计量单位: or 金额单位:, in brackets or not, or alone in brackets, also at the end of a
 *    title: 单位:万元、人 · (单位:万元) · 收支表(万元). What stands behind 单位: and is no unit is one that is not known
 *    where it looks like one (万比索元, 万担); else it is taken for a name (单位:河东社区) and is none.
 * R2 Who sends it stands behind 填报, 填表, 上报, 报送 or 被考核 单位 or 社区, or behind 社区名称, in the cell or the next
 *    one; seals (盖章), rules ____ and blanks around the name are none of it, and a line that was not filled in says
 *    nothing. */
struct cb_title {
	struct cb_text sender;
	struct cb_where sender_where;
	struct cb_title_unit units[CB_TITLE_UNITS];
	size_t n_units;
	struct cb_periods_in periods;
	uint32_t period_row; /* where the first of them stands */
};
/* R2: the name in a cell, which is in NFKC, appended; false: it is no such line. */
bool cb_title_sender(struct cb_text cell, struct cb_str *name);
/* R1: adds the units that one cell above the header says, which is in NFKC; words are copied to the arena. */
void cb_title_take_units(struct cb_title *, struct cb_text cell, struct cb_where, struct cb_arena *);
/* Reads the head's rows above the header; texts live as long as the head. */
void cb_title_read(struct cb_title *, struct cb_head *, size_t header, uint32_t source);

/* Columns that stand there n times side by side with the same labels, from column `first` on; n = 1: once. */
struct cb_blocks {
	size_t n, first, width;
};

/* R3 Blocks are two or more runs of columns with the same labels in the same order, two labels or more: a list that was
 *    printed in columns. Each is read as if the others were not there, the left one first. */
struct cb_blocks cb_blocks_find(const struct cb_text *labels, size_t n);

/* R4 A row of which each cell is a unit, in brackets or not, but for 单位 before them: what the columns are in. The unit
 * of a cell, "" = it is none. */
bool cb_row_is_units(const struct cb_row *);
struct cb_text cb_row_unit(struct cb_text cell);

enum cb_row_kind {
	CB_ROW_DATA,
	CB_ROW_BLANK,
	CB_ROW_HEADER,    /* the header again, after a page break */
	CB_ROW_SUBTOTAL,  /* 小计 */
	CB_ROW_TOTAL,     /* 合计 总计 */
	CB_ROW_MEAN,      /* 平均分 and the like */
	CB_ROW_FULL,      /* 满分 */
	CB_ROW_ASIDE,     /* 其中 累计 最高分 …: never compared */
	CB_ROW_EXAMPLE,   /* 示例 */
	CB_ROW_SIGNATURE, /* 审核人 …, 注:… */
};
/* What a word in place of an item makes of its row where communities stand across: 总分 a total, 名次 an aside. */
enum cb_row_kind cb_row_item_kind(struct cb_text);
/* What a row is, judged by its words alone: the first words in it, and those in columns of names and in those that are
 * left out, never in a text of content. Without binding and register any column of any table is meant. *at: the cell
 * that tells. */
struct cb_binding;
enum cb_row_kind cb_row_kind(const struct cb_binding *, const struct cb_register *, const struct cb_row *,
                             uint32_t *at);

#endif
