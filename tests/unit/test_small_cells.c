/* rule/small_cells: what of a table of counts is hidden below 5, and what beside it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <cb/rule/small_cells.h>

#include "../random.h"

enum { MAX = 9 };
#define ELSEWHERE CB_CELL_ELSEWHERE

/* Hidden counts as letters: s small, b beside, . told. */
static void
hides(struct cb_small_cells *cells, size_t n, const char *wanted)
{
	static const char letters[] = ".sb";
	char shown[MAX + 1] = "";

	cb_small_cells_hide(cells);
	for (size_t i = 0; i < n; i++)
		shown[i] = letters[cb_small_cells_shown(cells, i)];
	assert_string_equal(shown, wanted);
	cb_small_cells_free(cells);
}

static void
one_line(void **state)
{
	static const struct {
		const char *what;
		size_t n;
		int64_t counts[MAX];
		size_t total; /* the count that is that of the others; or ELSEWHERE */
		const char *shown;
	} rows[] = {
		{ "nothing is small", 3, { 5, 6, 11 }, 2, "..." },
		{ "R1 nobody is told", 3, { 0, 6, 6 }, 2, "..." },
		{ "R2 the next smallest goes with it", 4, { 4, 9, 7, 20 }, 3, "s.b." },
		{ "R2 of equal ones the first", 4, { 9, 4, 9, 22 }, 3, "bs.." },
		{ "R2 two that are small hide each other", 4, { 4, 3, 9, 16 }, 3, "ss.." },
		{ "R2 two that are 2 together hide the total", 4, { 1, 1, 9, 11 }, 3, "ss.b" },
		{ "R2 with one alone the total goes", 2, { 3, 3 }, 1, "ss" },
		{ "R2 0 hides nothing", 4, { 3, 0, 0, 3 }, 3, "s..s" },
		{ "R3 of a total elsewhere two that are 2 want a third", 4, { 1, 1, 9, 8 }, ELSEWHERE, "ss.b" },
		{ "R3 one alone cannot be helped", 1, { 3 }, ELSEWHERE, "s" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct cb_small_cells *cells = cb_small_cells_new(rows[i].counts, rows[i].n, 5);
		size_t line = cb_small_cells_line(cells, rows[i].total);

		print_message("%s\n", rows[i].what);
		for (size_t c = 0; c < rows[i].n; c++)
			if (c != rows[i].total)
				cb_small_cells_member(cells, line, c);
		hides(cells, rows[i].n, rows[i].shown);
	}
}

/* a b | a+b
 * c d | c+d
 * over both ways: one that is hidden for its row wants another in its column, and that one in its row. */
static void
both_ways(void **state)
{
	const int64_t counts[MAX] = { 4, 20, 24, 30, 40, 70, 34, 60, 94 };
	struct cb_small_cells *cells = cb_small_cells_new(counts, MAX, 5);

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		size_t row = cb_small_cells_line(cells, i * 3 + 2), column = cb_small_cells_line(cells, 6 + i);

		for (size_t k = 0; k < 2; k++) {
			cb_small_cells_member(cells, row, i * 3 + k);
			cb_small_cells_member(cells, column, k * 3 + i);
		}
	}
	hides(cells, MAX, "sb.bb....");
}

/* R4: 1 + 1 hide their street's total, which without another hidden street would be what is left of the district. */
static void
levels(void **state)
{
	/* a street and two below, two streets and one each, all */
	const int64_t counts[] = { 2, 1, 1, 8, 8, 9, 9, 19 };
	static const size_t below[][2] = { { 1, 2 }, { 4, 4 }, { 6, 6 } }, streets[] = { 0, 3, 5 };
	struct cb_small_cells *cells = cb_small_cells_new(counts, 8, 5);
	size_t all = cb_small_cells_line(cells, 7);

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		size_t line = cb_small_cells_line(cells, streets[i]);

		cb_small_cells_member(cells, all, streets[i]);
		cb_small_cells_member(cells, line, below[i][0]);
		if (below[i][1] != below[i][0])
			cb_small_cells_member(cells, line, below[i][1]);
	}
	hides(cells, 8, "sssbb...");
}

/* Of n counts a step apart and their total behind them: what is hidden is not one alone, nor so little that the total
 * tells it. */
static bool
keeps(const struct cb_small_cells *cells, const int64_t *counts, size_t first, size_t step, size_t n, int64_t below)
{
	bool total_is_told = cb_small_cells_shown(cells, first + n * step) == CB_CELL_SHOWN;
	size_t hidden = 0;
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		if (cb_small_cells_shown(cells, first + i * step) != CB_CELL_SHOWN) {
			hidden++;
			sum += counts[first + i * step];
		}
	return total_is_told ? hidden == 0 || (hidden > 1 && sum >= below) : hidden > 0;
}

/* Whatever the table: nothing small is told, and no line tells a hidden one by what it adds up to. */
static void
tables_by_chance(void **state)
{
	enum { ROWS = 4,
	       COLUMNS = 5,
	       WIDTH = COLUMNS + 1,
	       BELOW = 5,
	       LAST = ROWS * WIDTH };
	uint64_t seed = 20260815;

	(void)state;
	for (int table = 0; table < 2000; table++) {
		int64_t counts[LAST + WIDTH] = { 0 };
		struct cb_small_cells *cells;

		for (size_t r = 0; r < ROWS; r++)
			for (size_t c = 0; c < COLUMNS; c++) {
				int64_t n = (int64_t)(next_random(&seed) % 12);

				counts[r * WIDTH + c] = n;
				counts[r * WIDTH + COLUMNS] += n;
				counts[LAST + c] += n;
				counts[LAST + COLUMNS] += n;
			}
		cells = cb_small_cells_new(counts, LAST + WIDTH, BELOW);
		for (size_t r = 0; r <= ROWS; r++) {
			size_t line = cb_small_cells_line(cells, r * WIDTH + COLUMNS);

			for (size_t c = 0; c < COLUMNS; c++)
				cb_small_cells_member(cells, line, r * WIDTH + c);
		}
		for (size_t c = 0; c <= COLUMNS; c++) {
			size_t line = cb_small_cells_line(cells, LAST + c);

			for (size_t r = 0; r < ROWS; r++)
				cb_small_cells_member(cells, line, r * WIDTH + c);
		}
		cb_small_cells_hide(cells);
		for (size_t i = 0; i < LAST + WIDTH; i++)
			assert_int_equal(cb_small_cells_shown(cells, i) == CB_CELL_SMALL,
			                 counts[i] > 0 && counts[i] < BELOW);
		for (size_t r = 0; r <= ROWS; r++)
			assert_true(keeps(cells, counts, r * WIDTH, 1, COLUMNS, BELOW));
		for (size_t c = 0; c <= COLUMNS; c++)
			assert_true(keeps(cells, counts, c, WIDTH, ROWS, BELOW));
		cb_small_cells_free(cells);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_line),
		cmocka_unit_test(both_ways),
		cmocka_unit_test(levels),
		cmocka_unit_test(tables_by_chance),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
