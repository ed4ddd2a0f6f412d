/* Prize money of a ranking as draft entries of the fund.
 *
 * R1 Each row with a prize above 0 becomes an income of source 奖金 for its community: dated the last day of
 *    its period, or the day that is asked for; purpose its award; voucher CONTEST/PERIOD/NAME, so that a
 *    second run is refused as a duplicate voucher. Rows without a prize are left out.
 * R2 Columns by key or label: contest 评比, period 期间, community 社区 (or entity 名称, unit 单位), award 奖项,
 *    prize 奖金. contest may be absent: month. */
#ifndef CB_QUERY_FUND_PRIZES_H
#define CB_QUERY_FUND_PRIZES_H

#include <cb/data/loose_table.h>
#include <cb/data/reader.h>
#include <cb/data/table.h>

struct cb_fund_prizes_options {
	struct cb_list paths; /* none or "-": stdin */
	struct cb_loose_reading reading;
	int64_t day; /* INT64_MIN: the period's last */
};

/* Fills a table with columns of register fund only. */
enum cb_status cb_fund_prizes(const struct cb_fund_prizes_options *, struct cb_table *out, struct cb_diag *);

#endif
