/* The external sorter: records fill one chunk of memory while the one before is sorted and written to
 * a temporary file by a second thread; then that thread merges, a block ahead of the reader. A chunk
 * that never fills up is not written at all. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <cb/base/job.h>
#include <cb/base/reason.h>

#include "store_sql.h"
#include "store_runs.h"

enum { CHUNK_BYTES = 8 << 20,
       CHUNK_RECORDS = 1 << 18,
       FEW = 24, /* records that are sorted by insertion */
       CACHE_LINES = 128 };

/* A record of a chunk: eight bytes of it, as a number, decide most comparisons. */
struct entry {
	uint64_t prefix;
	uint32_t at, len;
};

struct chunk {
	uint8_t *bytes;
	size_t len, cap, n;
	struct entry *entries;
	char apart[CACHE_LINES]; /* the two threads write no cache line in common */
};

struct cb_sorter {
	struct cb_sorter_source source;
	struct cb_diag *diag;
	int filled;
	char apart[CACHE_LINES];
	struct chunk chunks[2]; /* one is filled, the other is with the job */
	struct entry *spare;    /* the job's */
	struct cb_job job;
	struct cb_runs *runs; /* NULL while everything is in one chunk */
	size_t next;          /* entry of that chunk */
	struct cb_str blocks[2];
	int block; /* that is being read */
	size_t block_at;
};

/* ---- sorting a chunk ---- */

static uint64_t
load_prefix(const struct chunk *c, const struct entry *e, size_t depth)
{
	return cb_runs_prefix(c->bytes + e->at + depth, e->len > depth ? e->len - depth : 0);
}

/* Of two records that are equal up to `depth`, where their prefixes begin. */
static bool
is_before(const struct chunk *c, const struct entry *a, const struct entry *b, size_t depth)
{
	size_t n = a->len < b->len ? a->len : b->len;
	int order = 0;

	if (a->prefix != b->prefix)
		return a->prefix < b->prefix;
	if (n > depth)
		order = memcmp(c->bytes + a->at + depth, c->bytes + b->at + depth, n - depth);
	return order != 0 ? order < 0 : a->len < b->len;
}

static void
sort_few(const struct chunk *c, struct entry *e, size_t n, size_t depth)
{
	for (size_t i = 1; i < n; i++) {
		struct entry moved = e[i];
		size_t to = i;

		for (; to > 0 && is_before(c, &moved, &e[to - 1], depth); to--)
			e[to] = e[to - 1];
		e[to] = moved;
	}
}

/* Stable; by the prefixes' bytes from the last to the first, but for those that are all the same. */
static void
sort_by_prefix(struct entry *e, struct entry *spare, size_t n)
{
	uint32_t counts[8][256] = { { 0 } };
	struct entry *from = e, *to = spare;

	for (size_t i = 0; i < n; i++)
		for (int byte = 0; byte < 8; byte++)
			counts[byte][e[i].prefix >> (8 * byte) & 0xff]++;
	for (int byte = 0; byte < 8; byte++) {
		uint32_t *count = counts[byte], at = 0;
		struct entry *was = from;

		if (count[e[0].prefix >> (8 * byte) & 0xff] == n)
			continue;
		for (int value = 0; value < 256; value++) {
			uint32_t here = count[value];

			count[value] = at;
			at += here;
		}
		for (size_t i = 0; i < n; i++)
			to[count[from[i].prefix >> (8 * byte) & 0xff]++] = from[i];
		from = to;
		to = was;
	}
	if (from != e)
		memcpy(e, from, n * sizeof(*e));
}

static void
sort_entries(const struct chunk *c, struct entry *e, struct entry *spare, size_t n, size_t depth)
{
	size_t group, longest;

	do {
		for (size_t i = 0; i < n; i++)
			e[i].prefix = load_prefix(c, &e[i], depth);
		if (n < FEW) {
			sort_few(c, e, n, depth);
			return;
		}
		sort_by_prefix(e, spare, n);
		depth += sizeof(e->prefix);
		for (size_t i = 0; i < n; i += group) {
			longest = e[i].len;
			for (group = 1; i + group < n && e[i + group].prefix == e[i].prefix; group++)
				longest = e[i + group].len > longest ? e[i + group].len : longest;
			if (group > 1 && group < n && longest > depth)
				sort_entries(c, e + i, spare, group, depth);
		}
	} while (group == n && longest > depth); /* nothing told them apart */
}

static void
show_chunk(struct cb_sorter *sorter, const struct chunk *c)
{
	for (size_t i = 0; i < c->n; i++)
		sorter->source.seen(sorter->source.self, c->bytes + c->entries[i].at, c->entries[i].len);
}

/* ---- filling chunks ---- */

/* On the second thread. */
static void *
write_chunk(void *arg)
{
	struct cb_sorter *sorter = arg;
	struct chunk *c = &sorter->chunks[1 - sorter->filled];

	if (!sorter->source.see_late)
		show_chunk(sorter, c);
	sort_entries(c, c->entries, sorter->spare, c->n, 0);
	cb_runs_begin(sorter->runs);
	for (size_t i = 0; i < c->n; i++)
		cb_runs_add(sorter->runs, c->bytes + c->entries[i].at, c->entries[i].len);
	cb_runs_end(sorter->runs);
	return NULL;
}

/* False: the file could not be written. */
static bool
hand_over(struct cb_sorter *sorter)
{
	if (sorter->runs == NULL)
		sorter->runs = cb_runs_new();
	cb_job_wait(&sorter->job);
	if (cb_runs_error(sorter->runs) != 0)
		return false;
	sorter->source.handing(sorter->source.self);
	sorter->filled = 1 - sorter->filled;
	sorter->chunks[sorter->filled].len = sorter->chunks[sorter->filled].n = 0;
	cb_job_start(&sorter->job, write_chunk, sorter);
	return true;
}

/* The chunk has room for a record then; the first memory is taken when the first record comes. */
static bool
make_room(struct cb_sorter *sorter, size_t len)
{
	struct chunk *c = &sorter->chunks[sorter->filled];

	if (c->n == CHUNK_RECORDS || (c->n > 0 && c->len + len > c->cap)) {
		if (!hand_over(sorter))
			return false;
		c = &sorter->chunks[sorter->filled];
	}
	if (c->entries == NULL)
		c->entries = cb_alloc(CHUNK_RECORDS, sizeof(*c->entries));
	if (c->len + len > c->cap)
		c->bytes = cb_grow(c->bytes, &c->cap, len > CHUNK_BYTES ? len : CHUNK_BYTES, 1);
	return true;
}

static bool
fill(struct cb_sorter *sorter)
{
	struct cb_packed at;
	int got;

	while ((got = sorter->source.next(sorter->source.self, &at)) == 1) {
		struct chunk *c;

		if (!make_room(sorter, at.len))
			return false;
		c = &sorter->chunks[sorter->filled];
		c->entries[c->n++] = (struct entry){ .at = (uint32_t)c->len, .len = (uint32_t)at.len };
		memcpy(c->bytes + c->len, at.p, at.len);
		c->len += at.len;
	}
	return got == 0;
}

static void
release_chunks(struct cb_sorter *sorter)
{
	for (int i = 0; i < 2; i++) {
		free(sorter->chunks[i].bytes);
		free(sorter->chunks[i].entries);
		sorter->chunks[i] = (struct chunk){ 0 };
	}
	free(sorter->spare);
	sorter->spare = NULL;
}

/* ---- reading ---- */

/* On the second thread; what the first one reads lies in the same cache line and is written once. */
static void *
merge_block(void *arg)
{
	struct cb_sorter *sorter = arg;
	struct cb_str block = sorter->blocks[1 - sorter->block];

	cb_runs_merge(sorter->runs, &block);
	for (size_t at = 0; sorter->source.see_late && at < block.len;) {
		size_t len;
		const uint8_t *p = cb_runs_record(block.p + at, &len);

		sorter->source.seen(sorter->source.self, p, len);
		at = (size_t)(p + len - (const uint8_t *)block.p);
	}
	sorter->blocks[1 - sorter->block] = block;
	return NULL;
}

static void
report(struct cb_sorter *sorter)
{
	int error = sorter->runs == NULL ? 0 : cb_runs_error(sorter->runs);

	if (error != 0)
		cb_report(sorter->diag, error == ENOSPC ? CB_DB_FULL : CB_DB_ERROR, CB_NOWHERE, NULL, "sort",
		          cb_reason(error, sorter->diag->lang));
}

/* What was read is in order from here on: in the one chunk, or in runs that are merged. */
static bool
finish(struct cb_sorter *sorter)
{
	const struct chunk *c = &sorter->chunks[sorter->filled];

	if (sorter->runs == NULL) {
		sorter->source.handing(sorter->source.self);
		show_chunk(sorter, c);
		sort_entries(c, c->entries, sorter->spare, c->n, 0);
		return true;
	}
	if (!hand_over(sorter))
		return false;
	cb_job_wait(&sorter->job);
	release_chunks(sorter);
	if (cb_runs_error(sorter->runs) != 0)
		return false;
	cb_runs_rewind(sorter->runs);
	cb_job_start(&sorter->job, merge_block, sorter);
	return true;
}

struct cb_sorter *
cb_sorter_new(const struct cb_sorter_source *source, struct cb_diag *diag)
{
	struct cb_sorter *sorter = cb_alloc(1, sizeof(*sorter));

	sorter->source = *source;
	sorter->diag = diag;
	sorter->spare = cb_alloc(CHUNK_RECORDS, sizeof(*sorter->spare));
	if (fill(sorter) && finish(sorter))
		return sorter;
	cb_job_wait(&sorter->job);
	report(sorter); /* who broke the stream off has said why */
	cb_sorter_free(sorter);
	return NULL;
}

static int
next_of_chunk(struct cb_sorter *sorter, struct cb_packed *at)
{
	const struct chunk *c = &sorter->chunks[sorter->filled];
	const struct entry *e = &c->entries[sorter->next];

	if (sorter->next == c->n)
		return 0;
	sorter->next++;
	at->p = c->bytes + e->at;
	at->len = e->len;
	return 1;
}

int
cb_sorter_next(struct cb_sorter *sorter, struct cb_packed *at)
{
	struct cb_str *block = &sorter->blocks[sorter->block];

	if (sorter->runs == NULL)
		return next_of_chunk(sorter, at);
	if (sorter->block_at == block->len) {
		cb_job_wait(&sorter->job);
		if (cb_runs_error(sorter->runs) != 0) {
			report(sorter);
			return -1;
		}
		if (sorter->blocks[1 - sorter->block].len == 0)
			return 0;
		sorter->block = 1 - sorter->block;
		sorter->block_at = 0;
		block = &sorter->blocks[sorter->block];
		cb_job_start(&sorter->job, merge_block, sorter);
	}
	at->p = (const uint8_t *)cb_runs_record(block->p + sorter->block_at, &at->len);
	sorter->block_at = (size_t)(at->p + at->len - (const uint8_t *)block->p);
	return 1;
}

void
cb_sorter_free(struct cb_sorter *sorter)
{
	if (sorter == NULL)
		return;
	cb_job_wait(&sorter->job);
	cb_runs_free(sorter->runs);
	release_chunks(sorter);
	for (int i = 0; i < 2; i++)
		cb_str_release(&sorter->blocks[i]);
	free(sorter);
}
