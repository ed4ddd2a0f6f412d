#include <cb/rule/ledger.h>

#include <stdlib.h>

#include <cb/base/mem.h>

__extension__ typedef __int128 wide;

/* What one account has at the end of each day: a tree that can add to all days from one on, and find the least. */
struct days {
	const int32_t *days; /* in order, each once */
	size_t n, leaves;    /* leaves: the power of two from n on */
	/* [node], 1 = root. added is added to all days below the node; least is the least of these days, without what
	 * the nodes above it add. */
	wide *least, *added;
};

static int
by_account_and_day(const void *pa, const void *pb)
{
	const struct cb_move *const *a = pa, *const *b = pb;
	int order = cb_order((*a)->account, (*b)->account);

	order = order != 0 ? order : cb_order((*a)->day, (*b)->day);
	return order != 0 ? order : cb_order(*a, *b);
}

static size_t
day_number(const struct days *d, int32_t day)
{
	size_t low = 0, high = d->n - 1;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (d->days[mid] < day)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static wide
smaller(wide a, wide b)
{
	return a < b ? a : b;
}

/* Adds to the end of day `at` and of all following days. */
static void
put(struct days *d, size_t at, int64_t fen)
{
	size_t node = at + d->leaves;

	d->least[node] += fen;
	d->added[node] += fen;
	for (; node > 1; node /= 2) {
		if (node % 2 == 0) {
			d->least[node + 1] += fen;
			d->added[node + 1] += fen;
		}
		d->least[node / 2] = smaller(d->least[node & ~(size_t)1], d->least[node | 1]) + d->added[node / 2];
	}
}

/* What all nodes above one add to it. */
static wide
above(const struct days *d, size_t node)
{
	wide sum = 0;

	for (node /= 2; node > 0; node /= 2)
		sum += d->added[node];
	return sum;
}

/* The least that the account has at the end of a day from `at` on; *where is the first such day. */
static wide
least_from(const struct days *d, size_t at, size_t *where)
{
	size_t best = at + d->leaves;
	wide least = d->least[best] + above(d, best);

	for (size_t node = best; node > 1; node /= 2)
		if (node % 2 == 0 && d->least[node + 1] + above(d, node + 1) < least) {
			best = node + 1;
			least = d->least[best] + above(d, best);
		}
	while (best < d->leaves)
		best = d->least[2 * best] <= d->least[2 * best + 1] ? 2 * best : 2 * best + 1;
	*where = best - d->leaves;
	return least;
}

static void
judge_move(struct days *d, struct cb_move *move)
{
	size_t at = day_number(d, move->day), where;
	wide left = least_from(d, at, &where);

	move->left_fen = left > INT64_MAX ? INT64_MAX : left < INT64_MIN ? INT64_MIN
	                                                                 : (int64_t)left;
	move->left_day = d->days[where];
	move->is_refused = left + move->fen < 0 && !move->is_forced;
	if (!move->is_refused)
		put(d, at, move->fen);
}

/* Judges the moves of one account, which stand by day. */
static void
judge_account(struct cb_move **moves, size_t n)
{
	int32_t *days = cb_alloc(n, sizeof(*days));
	struct days d = { .days = days, .leaves = 1 };

	for (size_t i = 0; i < n; i++)
		if (d.n == 0 || days[d.n - 1] != moves[i]->day)
			days[d.n++] = moves[i]->day;
	while (d.leaves < d.n)
		d.leaves *= 2;
	d.least = cb_alloc(2 * d.leaves, sizeof(*d.least));
	d.added = cb_alloc(2 * d.leaves, sizeof(*d.added));
	/* leaves beyond the last day are never less than it: what is added to it is added to them */
	for (size_t i = 0; i < n; i++)
		if (!moves[i]->is_new || moves[i]->fen >= 0)
			put(&d, day_number(&d, moves[i]->day), moves[i]->fen);
	for (size_t i = 0; i < n; i++)
		if (moves[i]->is_new && moves[i]->fen < 0)
			judge_move(&d, moves[i]);
	free(d.least);
	free(d.added);
	free(days);
}

void
cb_ledger_judge(struct cb_move *moves, size_t n)
{
	struct cb_move **order = cb_alloc(n + 1, sizeof(struct cb_move *));

	for (size_t i = 0; i < n; i++)
		order[i] = &moves[i];
	cb_sort(order, n, sizeof(struct cb_move *), by_account_and_day);
	for (size_t from = 0, to; from < n; from = to) {
		for (to = from; to < n && order[to]->account == order[from]->account; to++)
			;
		judge_account(order + from, to - from);
	}
	free(order);
}
