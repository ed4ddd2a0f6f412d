/* What the rows of a sheet are that are no data: titles, units, signatures, totals. */
#ifndef CB_DATA_LAYOUT_H
#define CB_DATA_LAYOUT_H

#include <cb/data/bind.h>

/* What the rows above the header say of all rows beneath. */
struct cb_title {
	struct cb_text body;        /* 填报单位 */
	struct cb_text unit;        /* 单位:万元 */
	int64_t unit_num, unit_den; /* the same; 0/0 = none */
	int64_t period;             /* the one period of the title; 0 = none, -1 = several */
	struct cb_place body_place, unit_place;
};
/* Reads the head's rows above the header; texts live as long as the head. */
void cb_title_read(struct cb_title *, struct cb_head *, size_t header, uint32_t source);

enum cb_row_kind {
	CB_ROW_DATA,
	CB_ROW_BLANK,
	CB_ROW_HEADER,    /* the header again, after a page break */
	CB_ROW_SUBTOTAL,  /* 小计 */
	CB_ROW_TOTAL,     /* 合计 总计 */
	CB_ROW_MEAN,      /* 平均分 and the like: not checked */
	CB_ROW_SIGNATURE, /* 审核人 …, 注:… */
};
/* What a row is, judged by its words alone. */
enum cb_row_kind cb_row_kind(const struct cb_binding *, const struct cb_row *);

#endif
