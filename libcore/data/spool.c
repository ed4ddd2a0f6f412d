#include <cb/data/file.h>
#include <cb/base/write_all.h>
#include <cb/data/spool.h>

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { MEMORY_BYTES = 256 * 1024,
       BLOCK_BYTES = 64 * 1024 /* of a write to the file, once there is one */ };

static void
fail(struct cb_spool *spool)
{
	if (spool->error == 0)
		spool->error = errno != 0 ? errno : EIO;
}

static void
write_file(struct cb_spool *spool, uint64_t at, const char *p, size_t n)
{
	if (spool->error == 0 && !cb_write_all_at(spool->fd, p, n, (int64_t)at))
		fail(spool);
}

/* Moves what is in memory to the file, once it is worth it. */
static void
settle(struct cb_spool *spool)
{
	if (spool->end.len < (spool->has_file ? BLOCK_BYTES : MEMORY_BYTES) || spool->error != 0)
		return;
	if (!spool->has_file) {
		spool->fd = cb_temp_file();
		spool->has_file = spool->fd >= 0;
		if (!spool->has_file) {
			fail(spool);
			return;
		}
	}
	write_file(spool, spool->in_file, spool->end.p, spool->end.len);
	spool->in_file += spool->end.len;
	cb_str_clear(&spool->end);
}

uint64_t
cb_spool_size(const struct cb_spool *spool)
{
	return spool->in_file + spool->end.len;
}

void
cb_spool_write(struct cb_spool *spool, uint64_t at, const char *p, size_t n)
{
	size_t part;

	if (spool->error != 0)
		return;
	if (at < spool->in_file) {
		part = spool->in_file - at < n ? (size_t)(spool->in_file - at) : n;
		write_file(spool, at, p, part);
		p += part;
		at += part;
		n -= part;
	}
	if (n > 0 && at < cb_spool_size(spool)) {
		part = cb_spool_size(spool) - at < n ? (size_t)(cb_spool_size(spool) - at) : n;
		memcpy(spool->end.p + (at - spool->in_file), p, part);
		p += part;
		n -= part;
	}
	cb_str_add(&spool->end, p, n);
	settle(spool);
}

void
cb_spool_add(struct cb_spool *spool, struct cb_text text)
{
	cb_spool_write(spool, cb_spool_size(spool), text.p, text.len);
}

size_t
cb_spool_read(struct cb_spool *spool, uint64_t at, char *p, size_t n)
{
	uint64_t left = cb_spool_size(spool) - at;
	ssize_t got;

	if (spool->error != 0 || at >= cb_spool_size(spool))
		return 0;
	if (at >= spool->in_file) {
		n = left < n ? (size_t)left : n;
		memcpy(p, spool->end.p + (at - spool->in_file), n);
		return n;
	}
	if (spool->in_file - at < n)
		n = (size_t)(spool->in_file - at);
	do {
		got = pread(spool->fd, p, n, (off_t)at);
	} while (got < 0 && errno == EINTR);
	if (got <= 0) {
		errno = got < 0 ? errno : EIO; /* the file is shorter than what was written to it */
		fail(spool);
		return 0;
	}
	return (size_t)got;
}

void
cb_spool_release(struct cb_spool *spool)
{
	if (spool->has_file)
		close(spool->fd);
	cb_str_release(&spool->end);
	*spool = (struct cb_spool){ 0 };
}
