/* Places from values: rule/rank.h. */
#include <cb/base/mem.h>
#include <cb/rule/rank.h>

#include <stdlib.h>

/* qsort has no context: what the comparison needs travels with each entry. */
struct item {
	struct cb_rank_entry entry;
	struct cb_rank_how how;
	size_t was;
};

/* Below 0 when a is better. Keys count only in an ordinal ranking (R4). */
static int
compare_values(const struct cb_rank_entry *a, const struct cb_rank_entry *b, struct cb_rank_how how)
{
	int sign = how.ascending ? 1 : -1;

	if (a->value != b->value)
		return a->value < b->value ? -sign : sign;
	if (how.tie != CB_TIE_ORDINAL)
		return 0;
	for (size_t i = 0; i < how.n_keys; i++)
		if (a->keys[i] != b->keys[i])
			return a->keys[i] < b->keys[i] ? -sign : sign;
	return 0;
}

static int
compare_items(const void *a, const void *b)
{
	const struct item *x = a, *y = b;
	int c = x->entry.absent - y->entry.absent;

	if (!c && !x->entry.absent)
		c = compare_values(&x->entry, &y->entry, x->how);
	if (!c)
		c = cb_text_compare(x->entry.name, y->entry.name);
	return c ? c : cb_order(x->was, y->was);
}

size_t
cb_rank_count(const struct cb_rank_entry *entries, size_t n)
{
	size_t ranked = 0;

	while (ranked < n && !entries[ranked].absent)
		ranked++;
	return ranked;
}

/* Sets the places of entries that are in order. A group is a run of equal ones: from .. to - 1. */
static void
number(struct cb_rank_entry *entries, size_t n, struct cb_rank_how how)
{
	uint32_t groups = 0, group = 0;

	for (size_t i = 0; i < n; i++)
		groups += i == 0 || compare_values(&entries[i - 1], &entries[i], how) != 0;
	for (size_t from = 0, to; from < n; from = to) {
		for (to = from + 1;
		     to < n && compare_values(&entries[from], &entries[to], how) == 0; to++)
			;
		group++;
		for (size_t i = from; i < to; i++) {
			struct cb_rank_entry *e = &entries[i];

			e->tied = to - from > 1;
			if (how.tie == CB_TIE_DENSE) {
				e->place = group;
				e->from_bottom = groups - group + 1;
			} else if (how.tie == CB_TIE_ORDINAL) {
				e->place = (uint32_t)i + 1;
				e->from_bottom = (uint32_t)(n - i);
			} else {
				e->place = (uint32_t)from + 1;
				e->from_bottom = (uint32_t)(n - to) + 1;
			}
		}
	}
}

void
cb_rank(struct cb_rank_entry *entries, size_t n, struct cb_rank_how how)
{
	struct item *items = cb_alloc(n ? n : 1, sizeof(*items));

	for (size_t i = 0; i < n; i++) {
		items[i] = (struct item){ entries[i], how, i };
		items[i].entry.tied = false;
		items[i].entry.place = items[i].entry.from_bottom = 0;
	}
	cb_sort(items, n, sizeof(*items), compare_items);
	for (size_t i = 0; i < n; i++)
		entries[i] = items[i].entry;
	free(items);
	number(entries, cb_rank_count(entries, n), how);
}
