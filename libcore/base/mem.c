#include <cb/base/mem.h>
#include <cb/base/status.h>

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_MIN = 4096,
       BLOCK_MAX = 256 * 1024,
       FRESH_BYTES = 1 << 20 };

struct cb_arena_block {
	struct cb_arena_block *older;
	size_t size;
	alignas(max_align_t) char bytes[];
};

void
cb_no_memory(void)
{
	/* Both languages: the diag that knows the user's may be what did not fit. */
	fputs("cb: 内存不足 / out of memory\n", stderr);
	exit(CB_DATABASE);
}

void *
cb_alloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);

	if (p == NULL)
		cb_no_memory();
	return p;
}

char *
cb_alloc_block(size_t bytes)
{
	char *p = malloc(bytes);

	if (p == NULL)
		cb_no_memory();
	return p;
}

void *
cb_grow(void *p, size_t *cap, size_t need, size_t size)
{
	size_t n = *cap < 8 ? 8 : *cap;

	if (need <= *cap)
		return p;
	while (n < need)
		n = n > SIZE_MAX / 2 ? need : n * 2;
	if (n <= SIZE_MAX / size && n * size >= FRESH_BYTES) { /* what is never touched takes no memory */
		void *fresh = cb_alloc(n, size);

		if (p != NULL)
			memcpy(fresh, p, *cap * size);
		free(p);
		p = fresh;
	} else {
		if (n > SIZE_MAX / size || (p = realloc(p, n * size)) == NULL)
			cb_no_memory();
		memset((char *)p + *cap * size, 0, (n - *cap) * size);
	}
	*cap = n;
	return p;
}

void
cb_sort(void *items, size_t n, size_t size, int (*compare)(const void *, const void *))
{
	const char *at = items;
	size_t i = 1;

	while (i < n && compare(at + (i - 1) * size, at + i * size) <= 0)
		i++;
	if (i < n)
		qsort(items, n, size, compare);
}

static struct cb_arena_block *
block_new(size_t size)
{
	struct cb_arena_block *block;

	if (size > SIZE_MAX - sizeof(*block) || (block = malloc(sizeof(*block) + size)) == NULL)
		cb_no_memory();
	block->older = NULL;
	block->size = size;
	return block;
}

static char *
arena_take(struct cb_arena *arena, size_t n, size_t align)
{
	struct cb_arena_block *top = arena->blocks, *block;
	size_t at = (arena->used + align - 1) & ~(align - 1), size;

	if (top != NULL && at <= top->size && n <= top->size - at) {
		arena->used = at + n;
		return top->bytes + at;
	}
	size = top == NULL ? BLOCK_MIN : top->size < BLOCK_MAX ? top->size * 2
	                                                       : BLOCK_MAX;
	if (top != NULL && n > size / 4) { /* of its own, below the top, whose rest stays in use */
		block = block_new(n);
		block->older = top->older;
		top->older = block;
		return block->bytes;
	}
	block = block_new(n > size ? n : size);
	block->older = top;
	arena->blocks = block;
	arena->used = n;
	return block->bytes;
}

void *
cb_arena_alloc(struct cb_arena *arena, size_t n)
{
	return memset(arena_take(arena, n, alignof(max_align_t)), 0, n);
}

char *
cb_arena_copy(struct cb_arena *arena, const char *p, size_t n)
{
	char *copy;

	if (n == SIZE_MAX)
		cb_no_memory();
	copy = arena_take(arena, n + 1, 1);
	if (n)
		memcpy(copy, p, n);
	copy[n] = '\0';
	return copy;
}

struct cb_text
cb_arena_text(struct cb_arena *arena, struct cb_text text)
{
	return (struct cb_text){ cb_arena_copy(arena, text.p, text.len), text.len };
}

static void
free_older(struct cb_arena_block *block)
{
	while (block != NULL) {
		struct cb_arena_block *older = block->older;

		free(block);
		block = older;
	}
}

void
cb_arena_reset(struct cb_arena *arena)
{
	if (arena->blocks != NULL) {
		free_older(arena->blocks->older);
		arena->blocks->older = NULL;
	}
	arena->used = 0;
}

void
cb_arena_release(struct cb_arena *arena)
{
	free_older(arena->blocks);
	*arena = (struct cb_arena){ 0 };
}
