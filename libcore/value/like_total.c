#include <cb/value/like_total.h>

bool
cb_is_mean(int64_t stated, int64_t step, cb_wide sum, uint64_t n)
{
	cb_wide off = ((cb_wide)stated * (cb_wide)n - sum) * 2, limit = (cb_wide)step * (cb_wide)n;

	return n > 0 && off <= limit && -off <= limit;
}

unsigned
cb_like_total(int64_t own, int64_t step, cb_wide sum, uint64_t n)
{
	if (own == 0)
		return 0;
	return (sum == (cb_wide)own * 2 ? CB_LIKE_SUM : 0) | (cb_is_mean(own, step, sum - own, n - 1) ? CB_LIKE_MEAN : 0);
}

struct cb_arg
cb_like_said(unsigned like)
{
	return (like & CB_LIKE_SUM) != 0 ? cb_arg_either("之和", "the sum") : cb_arg_either("的平均", "the mean");
}
