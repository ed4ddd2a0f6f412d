/* Blocks of columns that stand side by side: layout.h R3. */
#include <stdlib.h>

#include "bind_state.h"

enum { LEADING_MAX = 1 };

/* Is it the same label again, or is there none in both? */
static bool
has_period(const struct cb_text *forms, size_t n, size_t width)
{
	for (size_t i = width; i < n; i++)
		if (!cb_text_equal(forms[i], forms[i - width]))
			return false;
	return true;
}

static size_t
count_labels(const struct cb_text *forms, size_t n)
{
	size_t filled = 0;

	for (size_t i = 0; i < n; i++)
		filled += forms[i].len > 0;
	return filled;
}

/* The blocks of which the labels from `first` on are made. */
static struct cb_blocks
find_from(const struct cb_text *forms, size_t n, size_t first)
{
	size_t width = 1, last;

	while (first + width < n && !cb_text_equal(forms[first + width], forms[first]))
		width++;
	if (first + width >= n || !has_period(forms + first, n - first, width))
		return (struct cb_blocks){ .n = 1 };
	/* the blanks that follow the last block are not there */
	last = (n - first) % width == 0 ? width : (n - first) % width;
	if (count_labels(forms + first, width) < 2 ||
	    count_labels(forms + n - last, last) != count_labels(forms + first, width))
		return (struct cb_blocks){ .n = 1 };
	return (struct cb_blocks){ .n = (n - first + width - 1) / width, .first = first, .width = width };
}

struct cb_blocks
cb_blocks_find(const struct cb_text *labels, size_t n)
{
	struct cb_blocks found = { .n = 1 };
	struct cb_arena arena = { 0 };
	struct cb_text *forms = cb_arena_alloc(&arena, (n + 1) * sizeof(*forms));
	struct cb_str form = { 0 };

	for (size_t i = 0; i < n; i++) {
		cb_str_clear(&form);
		cb_label_form(labels[i], &form);
		forms[i] = cb_arena_text(&arena, cb_str_text(&form));
	}
	while (n > 0 && forms[n - 1].len == 0)
		n--;
	/* one 序号 may count the rows of all blocks */
	for (size_t first = 0; first < n && first <= LEADING_MAX && found.n == 1; first++) {
		if (forms[first].len > 0)
			found = find_from(forms, n, first);
		if (forms[first].len > 0 && !cb_text_is_one_of(forms[first], cb_dropped_labels))
			break;
	}
	cb_str_release(&form);
	cb_arena_release(&arena);
	return found;
}
