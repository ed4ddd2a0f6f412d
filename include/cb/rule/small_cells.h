/* Small counts of a table that must not be told, as offices of statistics hide them: first the small counts
 * themselves, then others beside them from which they could be computed.
 *
 * R1 A count of 1 .. below - 1 is hidden (CB_CELL_SMALL). 0 is told: nobody is behind it.
 * R2 In a line of counts that add up to a total, one hidden count could be computed from the others. So where a line
 *    has just one, its smallest count that is told and above 0 is hidden as well (CB_CELL_BESIDE), of equal ones the
 *    first. Where no such count is left, or where the hidden ones add up to less than `below`, the total is hidden.
 * R3 The total of a line may stand in another table where it cannot be hidden. Then the next smallest counts are
 *    hidden until what is hidden adds up to `below`.
 * R4 A hidden total could be computed where all counts of its line are told: then the smallest of them is hidden.
 *
 * The rules are applied until no line asks for more. The order of the lines does not change what R1 hides; what is
 * hidden beside it is the same for the same table. */
#ifndef CB_RULE_SMALL_CELLS_H
#define CB_RULE_SMALL_CELLS_H

#include <stddef.h>
#include <stdint.h>

enum cb_cell_shown { CB_CELL_SHOWN,
	             CB_CELL_SMALL,
	             CB_CELL_BESIDE };

struct cb_small_cells; /* opaque */

/* Begins with n counts, which are copied. */
struct cb_small_cells *cb_small_cells_new(const int64_t *counts, size_t n, int64_t below);
void cb_small_cells_free(struct cb_small_cells *);

#define CB_CELL_ELSEWHERE SIZE_MAX
/* Adds a line without members and returns its number. total: the index of a count, or CB_CELL_ELSEWHERE (R3). */
size_t cb_small_cells_line(struct cb_small_cells *, size_t total);
/* Adds a count, by its index, to a line. */
void cb_small_cells_member(struct cb_small_cells *, size_t line, size_t count);
/* Hides what must not be told; to be called once, after the last member. */
void cb_small_cells_hide(struct cb_small_cells *);
enum cb_cell_shown cb_small_cells_shown(const struct cb_small_cells *, size_t count);

#endif
