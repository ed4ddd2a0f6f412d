/* The prize money of a ranking as draft entries of the fund.
 *
 * R1 Each row with a prize above 0 becomes an income of its community from source 奖金. Its day is the last of the
 *    period, or the one that is asked for; its purpose is the award; its voucher is CONTEST/PERIOD/NAME, so that a
 *    second run is refused for its vouchers. Rows without a prize are left out.
 * R2 The columns are found by key or label: contest 评比, period 期间, community 社区 (or entity 名称, unit 单位), award 奖项,
 *    prize 奖金. Without a contest it is month, without an award there is no purpose. */
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
