#include <cb/data/text_file.h>

#include "text_scan.h"
#include "text_share.h"

#include <cb/base/mem.h>
#include <cb/base/reason.h>
#include <cb/base/utf8.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RAW_BYTES = 65536,
       OUT_BYTES = 65536 };

/* How bytes become UTF-8. */
enum stage {
	DIRECT, /* the pass found them to be UTF-8 */
	CHECK,  /* a stream said to be UTF-8 */
	DECODE, /* through iconv */
};

struct cb_text_file {
	struct cb_diag *diag;
	uint32_t source;
	const char *encoding; /* asked for, then decided */
	int fd;
	bool owns_fd, is_stdin, is_asked, is_seekable, raw_at_end, at_end;
	off_t start;                 /* of the text in the file: behind the mark */
	struct cb_text_share *share; /* NULL = all of it is read here */
	int reader;                  /* of the share */
	size_t mark;                 /* length of the byte order mark */
	enum stage stage;
	struct cb_decoder decoder;
	struct cb_utf8_checker checker;
	char *raw, *out; /* raw: read, not yet converted; out: ready to be handed out */
	size_t n_raw, out_at, n_out;
	uint64_t offset; /* of raw[0] in the input */
	uint64_t line;   /* lines ended in what `out` has held so far */
	bool after_cr;
};

static const char *
source_name(const struct cb_text_file *file)
{
	return file->diag->sources[file->source].file;
}

static enum cb_status
fail(const struct cb_text_file *file, enum cb_code code, const char *word, const char *more)
{
	return cb_report(file->diag, code, ((struct cb_where){ file->source, 0, 0 }), "", word, more);
}

/* A pipe may have nothing to say because what wrote into it failed; a file that was sent is asked for again. */
static enum cb_status
fail_empty(const struct cb_text_file *file)
{
	struct cb_arg remedy = file->is_stdin ? cb_arg_either("请检查管道前面的命令", "check the command before the pipe")
	                                      : cb_arg_either("请重新索取", "ask for it again");

	return cb_report(file->diag, CB_EMPTY_INPUT, ((struct cb_where){ file->source, 0, 0 }), "", remedy);
}

/* Text of UTF-16 has its first NUL in the upper half of a letter or digit: which half that is tells the order. */
static enum cb_status
fail_at(const struct cb_text_file *file, enum cb_code code, uint64_t offset, uint64_t line)
{
	struct cb_where where = { file->source, (uint32_t)line, 0 };
	const char *utf16 = offset % 2 == 1 ? "utf-16le" : "utf-16be";

	return cb_report(file->diag, code, where, "", offset, line, code == CB_NUL_BYTE ? utf16 : file->encoding);
}

/* --- opening ------------------------------------------------------------------------------ */

/* Copies a pipe to a file that can be read twice. */
static enum cb_status
spool(struct cb_text_file *file)
{
	bool is_read;
	int spool_fd = cb_text_spool(file->fd, &is_read);

	if (spool_fd < 0)
		return fail(file, is_read ? CB_NO_SPOOL : CB_READ_FAILED, source_name(file),
		            cb_reason(errno, file->diag->lang));
	if (file->owns_fd)
		close(file->fd);
	file->fd = spool_fd;
	file->owns_fd = file->is_seekable = true;
	return CB_OK;
}

static enum cb_status
open_fd(struct cb_text_file *file, const char *path)
{
	struct stat st;
	off_t at;

	file->is_stdin = strcmp(path, "-") == 0;
	file->owns_fd = !file->is_stdin;
	file->fd = file->is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (file->fd < 0 || fstat(file->fd, &st) != 0)
		return fail(file, CB_NO_SUCH_FILE, source_name(file), cb_reason(errno, file->diag->lang));
	if (S_ISDIR(st.st_mode))
		return fail(file, CB_NO_SUCH_FILE, source_name(file), cb_reason(EISDIR, file->diag->lang));
	at = S_ISREG(st.st_mode) ? lseek(file->fd, 0, SEEK_CUR) : -1;
	file->is_seekable = at >= 0;
	file->start = at >= 0 ? at : 0;
	return file->is_seekable || file->encoding != NULL ? CB_OK : spool(file);
}

/* --- which encoding ----------------------------------------------------------------------- */

static enum cb_status
fail_scan(struct cb_text_file *file, enum cb_code code, struct cb_text_scan scan)
{
	if (scan.what == CB_SCAN_FAILED)
		return fail(file, CB_READ_FAILED, source_name(file), cb_reason(errno, file->diag->lang));
	if (scan.what == CB_SCAN_CUT && code == CB_NOT_IN_ENCODING)
		code = CB_DAMAGED_TEXT;
	return fail_at(file, scan.what == CB_SCAN_NUL ? CB_NUL_BYTE : code, scan.offset + file->mark,
	               cb_text_scan_line(file->fd, file->start, scan.offset));
}

/* Neither UTF-8 nor GB18030. Text that ends within a character, or begins as Chinese in UTF-8, is damaged; else the
 * one that came further was meant. */
static enum cb_status
fail_both(struct cb_text_file *file, const struct cb_text_scan *utf8, const struct cb_text_scan *gb)
{
	if ((utf8->hints & CB_UTF8_TEXT) != 0 || (utf8->what == CB_SCAN_CUT && (utf8->hints & CB_UTF8_CJK) != 0))
		return fail_scan(file, CB_DAMAGED_TEXT, *utf8);
	if (gb->what == CB_SCAN_CUT && gb->hints == CB_GB_CHINESE) {
		file->encoding = CB_GB18030;
		return fail_scan(file, CB_DAMAGED_TEXT, *gb);
	}
	return fail_scan(file, CB_BAD_ENCODING, utf8->offset >= gb->offset ? *utf8 : *gb);
}

/* Neither asked for nor marked: R1. */
static enum cb_status
detect(struct cb_text_file *file)
{
	struct cb_text_scan utf8 = cb_text_scan_utf8(file->fd, file->start), gb = { .what = CB_SCAN_BAD };
	bool is_doubtful = utf8.what == CB_SCAN_GOOD &&
	                   utf8.hints == (CB_UTF8_BEYOND_ASCII | CB_UTF8_STRANGE);

	file->encoding = CB_UTF8;
	if (utf8.what == CB_SCAN_GOOD && !is_doubtful)
		return CB_OK;
	if (utf8.what <= CB_SCAN_BAD && (utf8.hints & CB_UTF8_TEXT) == 0)
		gb = cb_text_scan_gb18030(file->fd, file->start);
	if (utf8.what > CB_SCAN_BAD || gb.what > CB_SCAN_BAD)
		return fail_scan(file, CB_NUL_BYTE, utf8.what > CB_SCAN_BAD ? utf8 : gb);
	if (gb.what != CB_SCAN_GOOD)
		return is_doubtful ? CB_OK : fail_both(file, &utf8, &gb);
	if (!(is_doubtful && file->is_stdin))
		file->encoding = CB_GB18030;
	if (is_doubtful)
		fail(file, CB_ENCODING_DOUBTFUL, file->encoding, NULL);
	else if (file->is_stdin)
		return fail_scan(file, CB_STDIN_NOT_UTF8, utf8);
	else if (gb.hints == CB_GB_UNLIKELY)
		fail(file, CB_ENCODING_UNLIKELY, file->encoding, NULL);
	return CB_OK;
}

/* Files of other programs, by their first bytes. */
static const char *
foreign_kind(const char *p, size_t n)
{
	static const struct {
		const char *name, *bytes;
		size_t len;
	} kinds[] = {
		{ "zip (xlsx, ods, docx)", "PK\3\4", 4 },
		{ "OLE (xls, doc, wps, et)", "\xD0\xCF\x11\xE0", 4 },
		{ "PDF", "%PDF-", 5 },
		{ "SQLite", "SQLite format 3", 15 },
	};

	for (size_t i = 0; i < CB_COUNT(kinds); i++)
		if (n >= kinds[i].len && memcmp(p, kinds[i].bytes, kinds[i].len) == 0)
			return kinds[i].name;
	return NULL;
}

/* The encoding by what the file starts with; true when that settles it. */
static bool
take_mark(struct cb_text_file *file, const char *head, size_t n)
{
	size_t mark;
	const char *marked = cb_encoding_by_mark(head, n, &mark);

	if (marked == NULL || (file->is_asked && strcmp(marked, file->encoding) != 0))
		return file->is_asked;
	file->encoding = marked;
	file->mark = mark;
	file->start += (off_t)mark;
	return true;
}

static enum cb_status
decide_file(struct cb_text_file *file)
{
	char head[16] = "";
	ssize_t n = pread(file->fd, head, sizeof(head), file->start);
	const char *foreign = n > 0 ? foreign_kind(head, (size_t)n) : NULL;
	struct cb_text_scan scan;

	if (n < 0)
		return fail(file, CB_READ_FAILED, source_name(file), cb_reason(errno, file->diag->lang));
	if (n == 0)
		return fail_empty(file);
	if (foreign != NULL)
		return fail(file, CB_NOT_TEXT, foreign, NULL);
	if (!take_mark(file, head, (size_t)n))
		return detect(file);
	if (strcmp(file->encoding, CB_UTF8) != 0)
		return file->is_stdin && !file->is_asked ? fail_at(file, CB_STDIN_NOT_UTF8, 0, 1) : CB_OK;
	scan = cb_text_scan_utf8(file->fd, file->start);
	return scan.what == CB_SCAN_GOOD ? CB_OK : fail_scan(file, CB_NOT_IN_ENCODING, scan);
}

static enum cb_status
decide(struct cb_text_file *file)
{
	const char *asked = file->encoding;
	enum cb_status status = CB_OK;

	file->is_asked = asked != NULL;
	if (file->is_asked && (file->encoding = cb_encoding_find(asked)) == NULL)
		return fail(file, CB_UNKNOWN_ENCODING, asked, NULL);
	if (file->is_seekable)
		status = decide_file(file);
	if (status != CB_OK)
		return status;
	file->stage = strcmp(file->encoding, CB_UTF8) != 0 ? DECODE : file->is_seekable ? DIRECT
	                                                                                : CHECK;
	if (file->stage == DECODE && !cb_decoder_init(&file->decoder, file->encoding))
		return fail(file, CB_UNKNOWN_ENCODING, file->encoding, NULL);
	return CB_OK;
}

/* --- reading ------------------------------------------------------------------------------ */

static ptrdiff_t
read_raw(struct cb_text_file *file, char *p, size_t n)
{
	if (file->share != NULL)
		return (ptrdiff_t)cb_text_share_read(file->share, &file->reader, p, n);
	return cb_text_read_some(file->fd, p, n);
}

/* Takes raw bytes as they are. */
static enum cb_code
fill_plain(struct cb_text_file *file)
{
	ptrdiff_t got = 1;
	bool is_good;

	while (file->n_out < OUT_BYTES && !(file->share != NULL && file->n_out > 0) && /* a share is cut at lines */
	       (got = read_raw(file, file->out + file->n_out, OUT_BYTES - file->n_out)) > 0)
		file->n_out += (size_t)got;
	file->at_end = got == 0;
	file->offset += file->n_out;
	if (got < 0)
		return CB_READ_FAILED;
	if (file->stage == DIRECT)
		return CB_FINE;
	is_good = cb_utf8_checker_feed(&file->checker, file->out, file->n_out);
	if (is_good && (!file->at_end || cb_utf8_checker_finish(&file->checker)))
		return CB_FINE;
	/* The bad character may begin in the block before. */
	file->n_out -= (size_t)(file->offset - file->checker.offset) < file->n_out
	                       ? (size_t)(file->offset - file->checker.offset)
	                       : file->n_out;
	file->offset = file->checker.offset;
	return is_good ? CB_DAMAGED_TEXT : CB_NOT_IN_ENCODING;
}

/* Converts raw bytes until `out` is full. */
static enum cb_code
fill_decoded(struct cb_text_file *file)
{
	enum cb_decoded decoded = CB_DECODED_ALL;

	while (decoded == CB_DECODED_ALL && !file->at_end) {
		const char *in = file->raw;
		char *out = file->out + file->n_out;
		size_t n_out = OUT_BYTES - file->n_out;

		if (!file->raw_at_end && file->n_raw < RAW_BYTES / 2) {
			ptrdiff_t got = read_raw(file, file->raw + file->n_raw, RAW_BYTES - file->n_raw);

			if (got < 0)
				return CB_READ_FAILED;
			file->raw_at_end = got == 0;
			file->n_raw += (size_t)got;
		}
		decoded = cb_decoder_run(&file->decoder, &in, &file->n_raw, &out, &n_out);
		if (file->raw_at_end && decoded == CB_DECODED_ALL)
			decoded = cb_decoder_finish(&file->decoder, &out, &n_out);
		memmove(file->raw, in, file->n_raw);
		file->offset += (uint64_t)(in - file->raw);
		file->n_out = (size_t)(out - file->out);
		file->at_end = file->raw_at_end && decoded == CB_DECODED_ALL;
	}
	if (decoded == CB_DECODED_BAD)
		return CB_NOT_IN_ENCODING;
	return file->at_end && file->n_raw > 0 ? CB_DAMAGED_TEXT : CB_FINE;
}

/* Fills `out`, which is empty; false = broken off, reported. */
static bool
fill(struct cb_text_file *file)
{
	bool is_first = file->offset == 0;
	enum cb_code code;
	const char *nul;

	file->out_at = file->n_out = 0;
	code = file->stage == DECODE ? fill_decoded(file) : fill_plain(file);
	nul = file->stage == DIRECT ? NULL : memchr(file->out, '\0', file->n_out);
	if (nul != NULL) {
		file->n_out = (size_t)(nul - file->out);
		code = CB_NUL_BYTE;
	}
	if (file->stage != DIRECT && file->share == NULL)
		file->line += cb_text_count_lines(file->out, file->n_out, &file->after_cr);
	if (is_first && file->stage != DIRECT && file->n_out >= 3 &&
	    memcmp(file->out, "\xEF\xBB\xBF", 3) == 0)
		file->out_at = file->mark = 3;
	if (code == CB_FINE)
		return true;
	if (code == CB_READ_FAILED)
		fail(file, code, source_name(file), cb_reason(errno, file->diag->lang));
	else if (nul != NULL) /* where a decoded one stood is not known: most such files are little-endian */
		fail_at(file, code, file->n_out | (file->stage == DECODE), file->line + 1);
	else
		fail_at(file, code, file->offset + file->mark, file->line + 1);
	return false;
}

ptrdiff_t
cb_text_file_read(struct cb_text_file *file, char *p, size_t n)
{
	size_t ready = file->n_out - file->out_at;

	if (ready == 0 && file->stage == DIRECT) {
		ptrdiff_t got = cb_text_read_some(file->fd, p, n);

		if (got < 0)
			fail(file, CB_READ_FAILED, source_name(file), cb_reason(errno, file->diag->lang));
		return got;
	}
	if (ready == 0 && !file->at_end && !fill(file))
		return -1;
	ready = file->n_out - file->out_at;
	if (ready > n)
		ready = n;
	memcpy(p, file->out + file->out_at, ready);
	file->out_at += ready;
	return (ptrdiff_t)ready;
}

struct cb_text
cb_text_file_peek(struct cb_text_file *file)
{
	return (struct cb_text){ file->out + file->out_at, (uint32_t)(file->n_out - file->out_at) };
}

bool
cb_text_file_has_mark(const struct cb_text_file *file)
{
	return file->mark > 0;
}

bool
cb_text_file_rewind(struct cb_text_file *file)
{
	if (!file->is_seekable || lseek(file->fd, file->start, SEEK_SET) < 0)
		return false;
	cb_decoder_reset(&file->decoder);
	file->out_at = file->n_out = file->n_raw = 0;
	file->offset = file->line = 0;
	file->after_cr = file->raw_at_end = file->at_end = false;
	return true;
}

void
cb_text_file_close(struct cb_text_file *file)
{
	if (file == NULL)
		return;
	if (file->owns_fd && file->fd >= 0)
		close(file->fd);
	cb_decoder_release(&file->decoder);
	free(file->raw);
	free(file->out);
	free(file);
}

static struct cb_text_file *
new_file(uint32_t source, struct cb_diag *diag)
{
	struct cb_text_file *file = cb_alloc(1, sizeof(*file));

	file->diag = diag;
	file->source = source;
	file->raw = cb_alloc_block(RAW_BYTES);
	file->out = cb_alloc_block(OUT_BYTES);
	return file;
}

/* Opened, or given up. */
static enum cb_status
opened(struct cb_text_file **out, struct cb_text_file *file, enum cb_status status)
{
	if (status == CB_OK && !fill(file))
		status = CB_UNREADABLE;
	if (status == CB_OK && !file->is_seekable && file->offset == 0)
		status = fail_empty(file);
	if (status != CB_OK) {
		cb_text_file_close(file);
		file = NULL;
	}
	*out = file;
	return status;
}

enum cb_status
cb_text_file_open(struct cb_text_file **out, const char *path, const char *encoding,
                  uint32_t source, struct cb_diag *diag)
{
	struct cb_text_file *file = new_file(source, diag);
	enum cb_status status;

	file->encoding = encoding;
	status = open_fd(file, path);
	if (status == CB_OK)
		status = decide(file);
	if (status == CB_OK && (file->is_seekable && lseek(file->fd, file->start, SEEK_SET) < 0))
		status = fail(file, CB_READ_FAILED, source_name(file), cb_reason(errno, diag->lang));
	return opened(out, file, status);
}

enum cb_status
cb_text_file_open_share(struct cb_text_file **out, struct cb_text_share *share, uint32_t source, struct cb_diag *diag)
{
	struct cb_text_file *file = new_file(source, diag);

	file->fd = -1;
	file->share = share;
	file->reader = cb_text_share_join(share);
	file->encoding = cb_text_share_encoding(share);
	file->stage = strcmp(file->encoding, CB_UTF8) != 0 ? DECODE : CHECK;
	if (file->stage == DECODE && !cb_decoder_init(&file->decoder, file->encoding))
		return opened(out, file, fail(file, CB_UNKNOWN_ENCODING, file->encoding, NULL));
	file->decoder.is_strict = true; /* no pass over all of it has looked at each character */
	return opened(out, file, CB_OK);
}
