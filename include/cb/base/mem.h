/* Memory. Out of memory is the one failure libcore does not return: it says so and exits 4. */
#ifndef CB_BASE_MEM_H
#define CB_BASE_MEM_H

#include <cb/base/str.h>

/* Says so on stderr and exits 4; for libraries that report a failed allocation themselves. */
_Noreturn void cb_no_memory(void);

/* n objects of `size` bytes, zeroed; n * size is checked for overflow. Free with free(3). */
void *cb_alloc(size_t n, size_t size);
/* Bytes that are not zeroed, to read a file into: a small file then touches no more memory than it needs. */
char *cb_alloc_block(size_t bytes);

/* Makes room for at least `need` objects in the array p of capacity *cap (both may be 0/NULL);
 * grows by doubling and zeroes what is new. Returns the (moved) array and sets *cap. */
void *cb_grow(void *p, size_t *cap, size_t need, size_t size);
/* As qsort, but n may be 0 and items NULL. What is in order already, as databases hand it out by the million, costs
 * only the comparisons that show it. */
void cb_sort(void *items, size_t n, size_t size, int (*compare)(const void *, const void *));
/* For comparisons: below 0, 0 or above 0 as a comes before b, is the same or comes after it. The arguments are numbers
 * of one type, or pointers into one array; they are evaluated twice. */
#define cb_order(a, b) (((a) > (b)) - ((a) < (b)))
/* Adds one object to a list of n and gives its address. The arguments are evaluated more than once, and what is
 * assigned to the object must not mention n. */
#define cb_push(list, n, cap) ((list) = cb_grow((list), &(cap), (n) + 1, sizeof(*(list))), &(list)[(n)++])

/* Bytes that live until the arena is released or reset. Zeroed = empty. */
struct cb_arena {
	struct cb_arena_block *blocks;
	size_t used; /* of the newest block */
};
/* Bytes that are zeroed and aligned for any object. */
void *cb_arena_alloc(struct cb_arena *, size_t n);
/* A copy with a NUL behind it; copies stand one behind the other without padding. */
char *cb_arena_copy(struct cb_arena *, const char *p, size_t n);
struct cb_text cb_arena_text(struct cb_arena *, struct cb_text);
/* Forgets everything that was allocated, and keeps one block for reuse. */
void cb_arena_reset(struct cb_arena *);
void cb_arena_release(struct cb_arena *);

#endif
