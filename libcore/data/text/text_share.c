/* A large text that two readers share. */
#include "text_scan.h"
#include "text_share.h"

#include <cb/base/mem.h>
#include <cb/base/reason.h>
#include <cb/base/utf8.h>
#include <cb/base/write_all.h>
#include <cb/data/file.h>
#include <cb/data/text_file.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WORTH_BYTES = 8 << 20,
       HEAD_BYTES = CB_SHARE_PIECE,
       FIRST_LINE_MAX = 8 << 10,
       PIPE_BYTES = 1 << 20,
       READERS = 2 };

struct cb_text_share {
	pthread_mutex_t mutex;
	int fd, copy; /* copy: of a pipe, what was read of it; else -1 */
	bool owns_fd;
	const char *encoding;
	int64_t position; /* read so far */
	char *head;       /* HEAD_BYTES: the first line, and the first piece of each reader: up to cuts[0], [1], [2] */
	size_t cuts[READERS + 1];
	int readers;
	struct cb_str rest; /* read, behind the last line end */
	bool at_end;
	atomic_bool is_cut, is_copied; /* a line too long, a quote open at the end of a piece; the copy is good */
	atomic_int error;
};

/* ---- what is shared ---- */

/* UTF-8 or GB18030 beyond doubt, by the rules of the pass over the whole file (R1); NULL. */
static const char *
plain_encoding(const char *p, size_t n)
{
	struct cb_utf8_checker checker = { 0 };
	struct cb_gb_seen seen = { 0 };
	bool is_utf8 = cb_utf8_checker_feed(&checker, p, n);
	bool is_text = (cb_utf8_hints(p, is_utf8 ? n : checker.offset, 0) & CB_UTF8_TEXT) != 0;
	size_t good, mark;

	if (is_utf8 || is_text)
		return is_utf8 && is_text ? CB_UTF8 : NULL;
	if (cb_encoding_by_mark(p, n, &mark) != NULL || !cb_encoding_is_gb18030(p, n, false, &good))
		return NULL;
	cb_gb18030_look(p, good, &seen);
	return seen.common > seen.odd && seen.common + seen.odd >= CB_GB_SEEN_ENOUGH ? CB_GB18030 : NULL;
}

/* Behind the last LF of n bytes; 0 = there is none. */
static size_t
last_line_end(const char *p, size_t n)
{
	while (n > 0 && p[n - 1] != '\n')
		n--;
	return n;
}

/* Lines are whole records where each has an even number of quotes; a quote that stands in a text is a finding. */
static bool
has_open_quote(const char *p, size_t n)
{
	const char *end = p + n;
	bool is_open = false;

	while ((p = memchr(p, '"', (size_t)(end - p))) != NULL) {
		is_open = !is_open;
		p++;
	}
	return is_open;
}

static bool
cut_head(struct cb_text_share *s)
{
	const char *lf = memchr(s->head, '\n', FIRST_LINE_MAX);
	size_t n = HEAD_BYTES;

	if (lf == NULL)
		return false;
	s->cuts[0] = (size_t)(lf - s->head) + 1;
	s->cuts[1] = last_line_end(s->head, n / 2);
	s->cuts[2] = last_line_end(s->head, n);
	cb_str_add(&s->rest, s->head + s->cuts[2], n - s->cuts[2]);
	s->is_cut = has_open_quote(s->head, s->cuts[0]) || has_open_quote(s->head, s->cuts[1]) ||
	            has_open_quote(s->head, s->cuts[2]);
	return s->cuts[1] > s->cuts[0] && s->cuts[2] > s->cuts[1];
}

/* ---- reading ---- */

/* The next bytes, and as many of them as there are up to n. */
static size_t
read_on(struct cb_text_share *s, char *p, size_t n)
{
	size_t have = 0;
	ptrdiff_t got = 1;

	while (have < n && (got = cb_text_read_some(s->fd, p + have, n - have)) > 0)
		have += (size_t)got;
	if (got < 0)
		s->error = errno;
	s->at_end = got <= 0;
	s->position += (int64_t)have;
	return have;
}

static void
keep_copy(struct cb_text_share *s, const char *p, size_t n, int64_t at)
{
	if (s->copy < 0 || cb_write_all_at(s->copy, p, n, at))
		return;
	s->error = errno;
	s->is_copied = false;
}

static size_t
first_piece(const struct cb_text_share *s, int reader, char *p)
{
	size_t n = s->cuts[reader + 1] - s->cuts[reader];

	memcpy(p, s->head, s->cuts[0]);
	memcpy(p + s->cuts[0], s->head + s->cuts[reader], n);
	return s->cuts[0] + n;
}

/* Whole lines to p, which has room for n bytes: how many; 0 = there are no more, or nothing is wanted any more. */
static size_t
next_piece(struct cb_text_share *s, char *p, size_t n)
{
	size_t kept, have, cut;
	int64_t from;

	pthread_mutex_lock(&s->mutex);
	kept = s->rest.len < n ? s->rest.len : n;
	memcpy(p, cb_str_c(&s->rest), kept);
	s->is_cut = s->is_cut || kept < s->rest.len;
	from = s->position;
	have = s->at_end ? kept : kept + read_on(s, p + kept, n - kept);
	cut = s->at_end ? have : last_line_end(p, have);
	cb_str_clear(&s->rest);
	cb_str_add(&s->rest, p + cut, have - cut);
	pthread_mutex_unlock(&s->mutex);
	keep_copy(s, p + kept, have - kept, from);
	if ((cut == 0 && have > 0) || has_open_quote(p, cut))
		s->is_cut = true;
	return s->is_cut ? 0 : cut;
}

int
cb_text_share_join(struct cb_text_share *s)
{
	int reader;

	pthread_mutex_lock(&s->mutex);
	reader = s->readers++;
	pthread_mutex_unlock(&s->mutex);
	return reader;
}

size_t
cb_text_share_read(struct cb_text_share *s, int *reader, char *p, size_t n)
{
	int first = *reader;

	*reader = READERS;
	return first < READERS ? first_piece(s, first, p) : next_piece(s, p, n);
}

const char *
cb_text_share_encoding(const struct cb_text_share *s)
{
	return s->encoding;
}

bool
cb_text_share_is_whole(const struct cb_text_share *s)
{
	return s->at_end && s->error == 0 && !s->is_cut && s->readers == READERS;
}

/* ---- opening and closing ---- */

/* Standard input only where its first byte is the next: that is what is read again. */
static bool
open_fd(struct cb_text_share *s, const char *path)
{
	bool is_stdin = strcmp(path, "-") == 0;
	struct stat st;

	s->fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	s->owns_fd = !is_stdin && s->fd >= 0;
	if (s->fd < 0 || fstat(s->fd, &st) != 0)
		return false;
	if (S_ISREG(st.st_mode))
		return st.st_size >= WORTH_BYTES && lseek(s->fd, 0, SEEK_CUR) == 0;
	if (is_stdin && (S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode)))
		s->copy = cb_temp_file();
	if (S_ISFIFO(st.st_mode))
		(void)fcntl(s->fd, F_SETPIPE_SZ, PIPE_BYTES); /* as much as anybody may; less is as good, but slower */
	return s->copy >= 0;
}

static void
release(struct cb_text_share *s)
{
	if (s->owns_fd)
		close(s->fd);
	if (s->copy >= 0)
		close(s->copy);
	cb_str_release(&s->rest);
	free(s->head);
	pthread_mutex_destroy(&s->mutex);
	free(s);
}

/* The copy of a pipe takes its place, with what is still to come. */
static enum cb_status
end_pipe(struct cb_text_share *s, struct cb_diag *diag)
{
	bool is_read = s->is_copied ? s->error == 0 : true;
	struct cb_where where;

	lseek(s->copy, (off_t)s->position, SEEK_SET);
	if (s->error == 0 && (s->at_end || cb_text_copy(s->fd, s->copy, &is_read))) {
		dup2(s->copy, STDIN_FILENO);
		lseek(STDIN_FILENO, 0, SEEK_SET);
		return CB_OK;
	}
	errno = s->error != 0 ? s->error : errno;
	where = (struct cb_where){ cb_diag_source(diag, CB_SOURCE_TEXT, "-", ""), 0, 0 };
	return cb_report(diag, is_read ? CB_NO_SPOOL : CB_READ_FAILED, where, "", "-", cb_reason(errno, diag->lang));
}

enum cb_status
cb_text_share_close(struct cb_text_share *s, struct cb_diag *diag)
{
	enum cb_status status = CB_OK;

	if (s->copy >= 0)
		status = end_pipe(s, diag);
	else if (!s->owns_fd && s->fd >= 0)
		lseek(s->fd, 0, SEEK_SET);
	release(s);
	return status;
}

enum cb_status
cb_text_share_open(struct cb_text_share **out, const char *path, struct cb_diag *diag)
{
	struct cb_text_share *s = cb_alloc(1, sizeof(*s));
	size_t n;

	*out = NULL;
	s->copy = -1;
	s->is_copied = true;
	pthread_mutex_init(&s->mutex, NULL);
	if (!open_fd(s, path)) {
		release(s);
		return CB_OK;
	}
	s->head = cb_alloc_block(HEAD_BYTES);
	n = read_on(s, s->head, HEAD_BYTES);
	keep_copy(s, s->head, n, 0);
	s->encoding = n == HEAD_BYTES ? plain_encoding(s->head, n) : NULL;
	if (s->encoding == NULL || (!s->owns_fd && strcmp(s->encoding, CB_UTF8) != 0) || !cut_head(s))
		return cb_text_share_close(s, diag);
	*out = s;
	return CB_OK;
}
