/* A run lies in the file as its records, each after its length. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cb/base/mem.h>

#include "store_runs.h"

enum { WRITE_BYTES = 256 << 10,
       BLOCK_BYTES = 512 << 10,
       READ_BYTES_ALL = 8 << 20, /* shared by the runs */
       READ_BYTES_MIN = 16 << 10 };

struct run {
	off_t at, end;        /* what has not been read of it */
	uint8_t *bytes;       /* what has been read */
	size_t cap, len, pos; /* pos: after the record */
	const uint8_t *p;     /* the record; NULL after the last */
	uint32_t n;
	uint64_t prefix;
};

struct cb_runs {
	int fd, error;
	off_t size;
	struct cb_str waiting; /* to be written */
	struct run *runs;
	size_t n, cap;
	uint32_t *heap; /* indices of runs, the one whose record comes first on top */
	size_t n_heap, read_bytes;
};

static bool
open_in(struct cb_runs *r, const char *folder)
{
	struct cb_str name = { 0 };

	if (folder == NULL || *folder == '\0')
		return false;
	cb_str_addf(&name, "%s/cb-XXXXXX", folder);
	r->fd = mkstemp(name.p);
	if (r->fd >= 0)
		unlink(name.p);
	cb_str_release(&name);
	return r->fd >= 0;
}

struct cb_runs *
cb_runs_new(void)
{
	struct cb_runs *r = cb_alloc(1, sizeof(*r));

	if (!open_in(r, getenv("SQLITE_TMPDIR")) && !open_in(r, getenv("TMPDIR")) && !open_in(r, "/var/tmp") &&
	    !open_in(r, "/tmp"))
		r->error = errno;
	return r;
}

void
cb_runs_free(struct cb_runs *r)
{
	if (r == NULL)
		return;
	if (r->fd >= 0)
		close(r->fd);
	for (size_t i = 0; i < r->n; i++)
		free(r->runs[i].bytes);
	cb_str_release(&r->waiting);
	free(r->runs);
	free(r->heap);
	free(r);
}

int
cb_runs_error(const struct cb_runs *r)
{
	return r->error;
}

/* ---- writing ---- */

static void
write_waiting(struct cb_runs *r)
{
	for (size_t put = 0; put < r->waiting.len && r->error == 0;) {
		ssize_t n = pwrite(r->fd, r->waiting.p + put, r->waiting.len - put, r->size);

		if (n < 0 && errno != EINTR)
			r->error = errno;
		if (n > 0) {
			put += (size_t)n;
			r->size += n;
		}
	}
	cb_str_clear(&r->waiting);
}

void
cb_runs_begin(struct cb_runs *r)
{
	r->runs = cb_grow(r->runs, &r->cap, r->n + 1, sizeof(*r->runs));
	r->runs[r->n++] = (struct run){ .at = r->size };
}

static void
add_record(struct cb_str *out, const uint8_t *p, uint32_t len)
{
	cb_str_add(out, (const char *)&len, sizeof(len));
	cb_str_add(out, (const char *)p, len);
}

void
cb_runs_add(struct cb_runs *r, const uint8_t *p, uint32_t len)
{
	add_record(&r->waiting, p, len);
	if (r->waiting.len >= WRITE_BYTES)
		write_waiting(r);
}

void
cb_runs_end(struct cb_runs *r)
{
	write_waiting(r);
	r->runs[r->n - 1].end = r->size;
}

/* ---- reading ---- */

/* At least `need` bytes from pos on; false at the end of the run or when they cannot be read. */
static bool
read_more(struct cb_runs *r, struct run *run, size_t need)
{
	size_t want;

	if (run->len - run->pos >= need)
		return true;
	if (run->len - run->pos + (size_t)(run->end - run->at) < need)
		return false;
	if (run->len > run->pos)
		memmove(run->bytes, run->bytes + run->pos, run->len - run->pos);
	run->len -= run->pos;
	run->pos = 0;
	run->bytes = cb_grow(run->bytes, &run->cap, need > r->read_bytes ? need : r->read_bytes, 1);
	want = run->cap - run->len;
	if ((off_t)want > run->end - run->at)
		want = (size_t)(run->end - run->at);
	while (want > 0) {
		ssize_t n = pread(r->fd, run->bytes + run->len, want, run->at);

		if (n == 0 || (n < 0 && errno != EINTR)) {
			r->error = n == 0 ? EIO : errno;
			return false;
		}
		if (n > 0) {
			run->len += (size_t)n;
			run->at += n;
			want -= (size_t)n;
		}
	}
	return true;
}

static void
next_of_run(struct cb_runs *r, struct run *run)
{
	run->p = NULL;
	if (!read_more(r, run, sizeof(run->n)))
		return;
	memcpy(&run->n, run->bytes + run->pos, sizeof(run->n));
	if (!read_more(r, run, sizeof(run->n) + run->n))
		return;
	run->p = run->bytes + run->pos + sizeof(run->n);
	run->pos += sizeof(run->n) + run->n;
	run->prefix = cb_runs_prefix(run->p, run->n);
}

uint64_t
cb_runs_prefix(const uint8_t *p, size_t len)
{
	uint64_t n = 0;

	if (len >= sizeof(n)) {
		memcpy(&n, p, sizeof(n));
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
		n = __builtin_bswap64(n);
#endif
		return n;
	}
	for (size_t i = 0; i < len; i++)
		n |= (uint64_t)p[i] << (56 - 8 * i);
	return n;
}

static bool
is_before(const struct cb_runs *r, uint32_t x, uint32_t y)
{
	const struct run *a = &r->runs[x], *b = &r->runs[y];
	int order;

	if (a->prefix != b->prefix)
		return a->prefix < b->prefix;
	order = memcmp(a->p, b->p, a->n < b->n ? a->n : b->n);
	return order != 0 ? order < 0 : a->n != b->n ? a->n < b->n
	                                             : x < y;
}

/* The run on top may come after others now. */
static void
sift_down(struct cb_runs *r, size_t at)
{
	uint32_t moved = r->heap[at];

	for (size_t child; (child = 2 * at + 1) < r->n_heap; at = child) {
		if (child + 1 < r->n_heap && is_before(r, r->heap[child + 1], r->heap[child]))
			child++;
		if (!is_before(r, r->heap[child], moved))
			break;
		r->heap[at] = r->heap[child];
	}
	r->heap[at] = moved;
}

void
cb_runs_rewind(struct cb_runs *r)
{
	cb_str_release(&r->waiting);
	r->read_bytes = READ_BYTES_ALL / (r->n > 0 ? r->n : 1);
	if (r->read_bytes < READ_BYTES_MIN)
		r->read_bytes = READ_BYTES_MIN;
	r->heap = cb_alloc(r->n + 1, sizeof(*r->heap));
	for (size_t i = 0; i < r->n; i++) {
		next_of_run(r, &r->runs[i]);
		if (r->runs[i].p != NULL)
			r->heap[r->n_heap++] = (uint32_t)i;
	}
	for (size_t i = r->n_heap / 2; i-- > 0;)
		sift_down(r, i);
}

void
cb_runs_merge(struct cb_runs *r, struct cb_str *block)
{
	cb_str_clear(block);
	while (r->n_heap > 0 && r->error == 0 && block->len < BLOCK_BYTES) {
		struct run *run = &r->runs[r->heap[0]];

		add_record(block, run->p, run->n);
		next_of_run(r, run);
		if (run->p == NULL)
			r->heap[0] = r->heap[--r->n_heap];
		if (r->n_heap > 0)
			sift_down(r, 0);
	}
}

const uint8_t *
cb_runs_record(const char *block, size_t *len)
{
	uint32_t n;

	memcpy(&n, block, sizeof(n));
	*len = n;
	return (const uint8_t *)block + sizeof(n);
}
