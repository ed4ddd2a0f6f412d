/* Small counts of a table that are not to be told, as offices of statistics do it: primary and complementary hiding.
 *
 * R1 A count of 1 .. below - 1 is hidden (CB_CELL_SMALL). 0 is told: nobody is behind it.
 * R2 A line of counts that add up to a total may tell what is hidden by what is not. Of a line with one hidden count
 *    its next smallest is hidden too (CB_CELL_BESIDE), until no line has one; of equal ones the first. Where none is
 *    left to hide, or what is hidden adds up to less than `below`, the total is hidden.
 * R3 The total of a line may stand elsewhere, where it cannot be hidden: then the next smallest are hidden until what
 *    is hidden adds up to `below`.
 * R4 A total that is hidden while all of its line is told would be known: the smallest of the line is hidden.
 * The order of the lines does not change what R1 hides; what R2 hides beside is the same for the same table. */
#ifndef CB_RULE_SMALL_CELLS_H
#define CB_RULE_SMALL_CELLS_H

#include <stddef.h>
#include <stdint.h>

enum cb_cell_shown { CB_CELL_SHOWN,
	             CB_CELL_SMALL,
	             CB_CELL_BESIDE };

struct cb_small_cells; /* opaque */

/* counts: [n], copied. */
struct cb_small_cells *cb_small_cells_new(const int64_t *counts, size_t n, int64_t below);
void cb_small_cells_free(struct cb_small_cells *);

#define CB_CELL_ELSEWHERE SIZE_MAX
/* A line without members; total is a count, or CB_CELL_ELSEWHERE (R3). Returns its number. */
size_t cb_small_cells_line(struct cb_small_cells *, size_t total);
void cb_small_cells_member(struct cb_small_cells *, size_t line, size_t count);
/* After the last member, once. */
void cb_small_cells_hide(struct cb_small_cells *);
enum cb_cell_shown cb_small_cells_shown(const struct cb_small_cells *, size_t count);

#endif
