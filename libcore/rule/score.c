/* Points, several inspections, exact totals: rule/score.h. */
#include <cb/rule/score.h>

/* How many units of cb_total a point has: a value x a weight x a full mark, each in millionths. */
#define ATTO ((cb_wide)CB_MICRO * CB_MICRO * CB_MICRO)

int64_t
cb_score_value(const struct cb_score_item *item, int64_t number)
{
	int64_t taken = number < 0 ? -number : number;

	switch (item->mode) {
	case CB_SCORE_DEDUCT:
		return taken < item->full ? item->full - taken : 0;
	case CB_SCORE_YESNO:
		return number ? item->full : 0;
	case CB_SCORE_ADD:
	case CB_SCORE_RATIO:
	case CB_SCORE_GATE:
		break;
	}
	return number;
}

int64_t
cb_score_full(const struct cb_score_item *item)
{
	return item->mode == CB_SCORE_RATIO ? CB_MICRO : item->full;
}

bool
cb_score_passes(const struct cb_score_item *item, int64_t sum, uint32_t count)
{
	return item->mode != CB_SCORE_GATE || (cb_wide)sum >= (cb_wide)item->gate * count;
}

bool
cb_inspections_add(struct cb_inspections *in, int64_t value, int32_t day)
{
	if (in->count == UINT32_MAX || __builtin_add_overflow(in->sum, value, &in->sum))
		return false;
	if (in->count == 0 || value < in->low)
		in->low = value;
	if (in->count == 0 || value > in->high)
		in->high = value;
	in->count++;
	if (day == CB_NO_DAY) {
		in->undated++;
	} else if (in->on_last_day == 0 || day > in->last_day) {
		in->last_day = day;
		in->last = value;
		in->on_last_day = 1;
	} else if (day == in->last_day) {
		in->on_last_day++;
	}
	return true;
}

static void
join_last(struct cb_inspections *in, const struct cb_inspections *from)
{
	if (from->on_last_day == 0)
		return;
	if (in->on_last_day > 0 && from->last_day == in->last_day) {
		in->on_last_day += from->on_last_day;
	} else if (in->on_last_day == 0 || from->last_day > in->last_day) {
		in->last_day = from->last_day;
		in->last = from->last;
		in->on_last_day = from->on_last_day;
	}
}

bool
cb_inspections_join(struct cb_inspections *in, const struct cb_inspections *from)
{
	uint32_t count;
	int64_t sum;

	if (from->count == 0)
		return true;
	if (__builtin_add_overflow(in->count, from->count, &count) || __builtin_add_overflow(in->sum, from->sum, &sum))
		return false;
	if (in->count == 0 || from->low < in->low)
		in->low = from->low;
	if (in->count == 0 || from->high > in->high)
		in->high = from->high;
	in->count = count;
	in->sum = sum;
	in->undated += from->undated;
	join_last(in, from);
	return true;
}

enum cb_code
cb_inspections_combine(const struct cb_inspections *in, enum cb_combine how, int64_t *sum,
                       uint32_t *count)
{
	if (how == CB_COMBINE_MEAN) {
		*sum = in->sum;
		*count = in->count;
		return CB_FINE;
	}
	if (how == CB_COMBINE_TRIMMED) {
		if (in->count < 3)
			return CB_TRIMMED_TOO_FEW;
		*sum = in->sum - in->low - in->high;
		*count = in->count - 2;
		return CB_FINE;
	}
	if (in->undated)
		return CB_LAST_NEEDS_DATE;
	if (in->on_last_day > 1)
		return CB_LAST_TWICE;
	*sum = in->last;
	*count = 1;
	return CB_FINE;
}

/* ---- exact sums ---- */

static cb_wide
gcd(cb_wide a, cb_wide b)
{
	a = a < 0 ? -a : a;
	while (b) {
		cb_wide rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* Adds num/count to a part, brought to their common count; false on overflow. */
static bool
merge(cb_wide *part_num, uint64_t *part_count, cb_wide num, uint64_t count)
{
	uint64_t g = (uint64_t)gcd((cb_wide)*part_count, (cb_wide)count), common;
	cb_wide a, b, sum;

	if (__builtin_mul_overflow(*part_count, count / g, &common) ||
	    __builtin_mul_overflow(*part_num, (cb_wide)(count / g), &a) ||
	    __builtin_mul_overflow(num, (cb_wide)(*part_count / g), &b) ||
	    __builtin_add_overflow(a, b, &sum))
		return false;
	*part_num = sum;
	*part_count = common;
	return true;
}

bool
cb_total_add(struct cb_total *t, const struct cb_score_item *item, int64_t sum, uint32_t count)
{
	cb_wide num = (cb_wide)sum * item->weight; /* two 64-bit factors always fit */

	if (count == 0 ||
	    __builtin_mul_overflow(
		    num, (cb_wide)(item->mode == CB_SCORE_RATIO ? item->full : CB_MICRO), &num))
		return false;
	for (uint32_t i = 0; i < t->n; i++)
		if (t->part[i].count == count)
			return !__builtin_add_overflow(t->part[i].num, num, &t->part[i].num);
	if (t->n == CB_TOTAL_PARTS)
		return merge(&t->part[0].num, &t->part[0].count, num, count);
	t->part[t->n].num = num;
	t->part[t->n++].count = count;
	return true;
}

bool
cb_total_value(const struct cb_total *t, struct cb_ratio *out)
{
	cb_wide num = 0, den;
	uint64_t count = 1;

	for (uint32_t i = 0; i < t->n; i++)
		if (!merge(&num, &count, t->part[i].num, t->part[i].count))
			return false;
	if (__builtin_mul_overflow((cb_wide)count, ATTO, &den))
		return false;
	*out = (struct cb_ratio){ num, den };
	return true;
}

static struct cb_ratio
reduced(struct cb_ratio r)
{
	cb_wide g = gcd(r.num, r.den);

	return (struct cb_ratio){ r.num / g, r.den / g };
}

bool
cb_ratio_add(struct cb_ratio *a, struct cb_ratio b)
{
	struct cb_ratio x = reduced(*a), y = reduced(b), sum;
	cb_wide g = gcd(x.den, y.den), left, right;

	if (__builtin_mul_overflow(x.num, y.den / g, &left) ||
	    __builtin_mul_overflow(y.num, x.den / g, &right) ||
	    __builtin_add_overflow(left, right, &sum.num) ||
	    __builtin_mul_overflow(x.den, y.den / g, &sum.den))
		return false;
	*a = sum;
	return true;
}

bool
cb_ratio_divide(struct cb_ratio *a, struct cb_ratio by)
{
	struct cb_ratio x = reduced(*a), y = reduced(by), result;
	cb_wide nums, dens;

	if (y.num == 0)
		return false;
	/* Crosswise, so that what cancels never has to fit. */
	nums = x.num ? gcd(x.num, y.num) : 1;
	nums = nums < 0 ? -nums : nums;
	dens = gcd(x.den, y.den);
	if (__builtin_mul_overflow(x.num / nums, y.den / dens, &result.num) ||
	    __builtin_mul_overflow(x.den / dens, y.num / nums, &result.den))
		return false;
	if (result.den < 0)
		result = (struct cb_ratio){ -result.num, -result.den };
	*a = result;
	return true;
}

struct cb_ratio
cb_ratio_of(int64_t n)
{
	return (struct cb_ratio){ n, CB_MICRO };
}

bool
cb_ratio_round(struct cb_ratio r, int places, enum cb_round mode, int64_t *micro)
{
	return cb_decimal_divide(r.num, r.den, places, mode, micro);
}
