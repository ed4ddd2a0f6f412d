/* data/text_file: what is decided about files, pipes and standard input, and what is then read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cb/data/text_file.h>

#define COUNT(a) (sizeof(a) / sizeof(*(a)))
#define BYTES(s) s, sizeof(s) - 1

/* CODE@LINE word word … */
static void
note(void *arg, const struct cb_diag *diag, const struct cb_finding *finding)
{
	struct cb_str *out = arg;

	(void)diag;
	cb_str_addf(out, "[%d@%u", (int)finding->code, (unsigned)finding->where.row);
	for (size_t i = 0; i < CB_ARGS_MAX && finding->words[i].len > 0; i++)
		cb_str_addf(out, " %.*s", CB_TEXT_ARG(finding->words[i]));
	cb_str_addc(out, ']');
}

static void
read_all(struct cb_text_file *file, struct cb_str *out, size_t piece)
{
	char p[4096];
	ptrdiff_t got;

	while ((got = cb_text_file_read(file, p, piece)) > 0)
		cb_str_add(out, p, (size_t)got);
	if (got < 0)
		cb_str_addc(out, '!');
}

/* Reads twice if that can be done; both times the same. */
static enum cb_status
slurp(const char *path, const char *encoding, struct cb_str *out)
{
	struct cb_diag diag = { .lang = CB_EN, .sink = note, .sink_arg = out };
	uint32_t source = cb_diag_source(&diag, CB_SOURCE_TEXT, path, "");
	struct cb_text_file *file;
	enum cb_status status = cb_text_file_open(&file, path, encoding, source, &diag);
	struct cb_str again = { 0 };

	if (status == CB_OK) {
		size_t before = out->len;

		read_all(file, out, 4096);
		if (cb_text_file_rewind(file)) {
			read_all(file, &again, 1);
			if (diag.errors == 0)
				assert_string_equal(out->p == NULL ? "" : out->p + before, cb_str_c(&again));
		}
		cb_text_file_close(file);
	}
	cb_str_release(&again);
	cb_diag_release(&diag);
	return status;
}

static void
write_temp(char path[40], const char *p, size_t n)
{
	int fd;

	snprintf(path, 40, "/tmp/test_text_file-XXXXXX");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, p, n), n);
	close(fd);
}

static const struct {
	const char *what, *bytes;
	size_t n;
	const char *encoding, *file, *input; /* as a file, on standard input; NULL = the same */
} cases[] = {
	{ "ASCII", BYTES("a,b\n"), NULL, "a,b\n", NULL },
	{ "UTF-8", BYTES("社区\n"), NULL, "社区\n", NULL },
	{ "UTF-8 with mark", BYTES("\xEF\xBB\xBF社区"), NULL, "社区", NULL },
	{ "only a mark", BYTES("\xEF\xBB\xBF"), NULL, "", NULL },
	{ "no byte", BYTES(""), NULL, "[102@0 ask for it again]", "[102@0 check the command before the pipe]" },
	{ "no byte, encoding given", BYTES(""), "utf-8", "[102@0 ask for it again]",
	  "[102@0 check the command before the pipe]" },
	{ "no byte, to be decoded", BYTES(""), "gbk", "[102@0 ask for it again]",
	  "[102@0 check the command before the pipe]" },
	{ "社区 in GBK", BYTES("a\n\xC9\xE7\xC7\xF8"), NULL, "a\n社区", "[115@2 2 2 GB18030]" },
	{ "社区 in GBK, said", BYTES("a\n\xC9\xE7\xC7\xF8"), "gbk", "a\n社区", NULL },
	{ "联通 in GBK", BYTES("\xC1\xAA\xCD\xA8"), NULL, "联通", "[115@1 0 1 GB18030]" },
	{ "一 in GBK is U+04BB too", BYTES("\xD2\xBB"), NULL, "[116@0 GB18030]一", "[116@0 UTF-8]һ" },
	{ "䶮 㛃 𬭎", BYTES("\xFE\x9F\x82\x30\xB7\x31\x99\x33\xA9\x32"), NULL, "䶮㛃𬭎", "[115@1 0 1 GB18030]" },
	{ "ʤ stays", BYTES("4,\xCA\xA4"), NULL, "4,ʤ", NULL },
	{ "GB18030 with mark", BYTES("\x84\x31\x95\x33\xC9\xE7"), NULL, "社", "[115@1 0 1 GB18030]" },
	{ "UTF-16LE with mark", BYTES("\xFF\xFE\x3E\x79\n\0"), NULL, "社\n", "[115@1 0 1 UTF-16LE]" },
	{ "UTF-16BE with mark", BYTES("\xFE\xFF\x79\x3E\0\n"), NULL, "社\n", "[115@1 0 1 UTF-16BE]" },
	{ "UTF-16LE with mark, said", BYTES("\xFF\xFE\x3E\x79\n\0"), "utf-16le", "社\n", NULL },
	{ "UTF-16 with mark, said", BYTES("\xFF\xFE\x3E\x79\n\0"), "utf-16", "社\n", NULL },
	{ "UTF-16LE, no mark, said", BYTES("\x3E\x79\n\0"), "utf-16le", "社\n", NULL },
	{ "UTF-16LE, no mark", BYTES("a\0\n\0b\0"), NULL, "[106@1 1 1 utf-16le]", NULL },
	{ "UTF-16LE, half a character", BYTES("\xFF\xFE\x3E\x79\n"), NULL, "[117@1 4 1 UTF-16LE]",
	  "[115@1 0 1 UTF-16LE]" },
	{ "UTF-32LE with mark", BYTES("\xFF\xFE\0\0\x3E\x79\0\0"), NULL, "社", "[115@1 0 1 UTF-32LE]" },
	{ "NUL", BYTES("a\r\nb\0c"), NULL, "[106@2 4 2 utf-16be]", NULL },
	{ "NUL in a stream", BYTES("a\r\nb\0c"), "utf-8", "[106@2 4 2 utf-16be]", "[106@2 4 2 utf-16be]" },
	{ "NUL in GBK", BYTES("\xC9\xE7\n\0"), NULL, "[106@2 3 2 utf-16le]", NULL },
	{ "NUL in UTF-16", BYTES("\xFF\xFE\n\0\0\0"), NULL, "[106@2 1 2 utf-16le]", "[115@1 0 1 UTF-16LE]" },
	{ "Latin-1", BYTES("1,2\r4,5\r\n\xE9,6"), NULL, "[103@3 9 3 UTF-8]", NULL },
	{ "Latin-1 at the end", BYTES("1,2\n4,\xE9"), NULL, "[103@2 6 2 UTF-8]", NULL },
	{ "one bad byte in UTF-8", BYTES("社\n区\xFF\n"), NULL, "[103@2 7 2 UTF-8]", NULL },
	{ "behind a mark: offset of the file", BYTES("\xEF\xBB\xBF"
	                                             "a\n\xFF"),
	  NULL, "[114@2 5 2 UTF-8]", NULL },
	{ "cut UTF-8, GBK of sorts", BYTES("社区\n社区\xE7\xA4"), NULL, "[117@2 13 2 UTF-8]", NULL },
	{ "UTF-8 said, GBK is", BYTES("a\n\xC9\xE7"), "utf-8", "[114@2 2 2 UTF-8]", NULL },
	{ "UTF-8 said, cut", BYTES("a\n\xE7\xA4"), "utf-8", "[117@2 2 2 UTF-8]", NULL },
	{ "GBK said, is not", BYTES("a\n\xFF\n"), "gbk", "[114@2 2 2 GB18030]", NULL },
	{ "GBK said, cut", BYTES("a\n\xC9"), "gbk", "[117@2 2 2 GB18030]", NULL },
	{ "cut GBK", BYTES("\xC9\xE7\xC7\xF8\n\xC9"), NULL, "[117@2 5 2 GB18030]", NULL },
	{ "cut GBK, within four bytes", BYTES("\xC9\xE7\n\x82\x30\xB7"), NULL, "[117@2 3 2 GB18030]", NULL },
	{ "cut UTF-8 of few characters", BYTES("社区\xE7"), NULL, "[117@1 6 1 UTF-8]", NULL },
	{ "cut UTF-8 behind a mark", BYTES("\xEF\xBB\xBF"
	                                   "a\xE7"),
	  NULL, "[117@1 4 1 UTF-8]", NULL },
	{ "UTF-16 cut within a pair", BYTES("\xFF\xFE\x3E\x79\x43\xD8"), NULL, "[117@1 4 1 UTF-16LE]",
	  "[115@1 0 1 UTF-16LE]" },
	{ "Latin-1 that is GB18030 as well", BYTES("caf\xE9s,Stra\xDF"
	                                           "e\n"),
	  NULL, "[118@0 GB18030]caf閟,Stra遝\n",
	  "[115@1 3 1 GB18030]" },
	{ "a rare character among Chinese words", BYTES("\xD6\xEC\xE9\x46\xBB\xF9"), NULL, "朱镕基", "[115@1 0 1 GB18030]" },
	{ "Big5 is not read as GB18030", BYTES("\xAA\xBA"), NULL, "[103@1 0 1 UTF-8]", NULL },
	{ "Big5 said", BYTES("\xAA\xBA"), "big5", "的", NULL },
	{ "unknown encoding", BYTES("a"), "klingon", "[113@0 klingon]", NULL },
	{ "zip", BYTES("PK\3\4\0\0"), NULL, "[112@0 zip (xlsx, ods, docx)]", NULL },
};

static void
files(void **state)
{
	char path[40];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct cb_str out = { 0 };

		write_temp(path, cases[i].bytes, cases[i].n);
		slurp(path, cases[i].encoding, &out);
		unlink(path);
		/* what breaks off while opening gives nothing; while reading, a '!' */
		if (strcmp(cb_str_c(&out), cases[i].file) != 0)
			fail_msg("%s: %s", cases[i].what, cb_str_c(&out));
		cb_str_release(&out);
	}
}

/* Writes n bytes one by one into a pipe (short reads) or a file that becomes standard input. */
static int
feed_stdin(const char *p, size_t n, bool is_pipe)
{
	char path[40];
	int ends[2], saved = dup(STDIN_FILENO);

	if (is_pipe) {
		assert_int_equal(pipe(ends), 0);
		assert_int_equal(write(ends[1], p, n), n);
		close(ends[1]);
	} else {
		write_temp(path, p, n);
		ends[0] = open(path, O_RDONLY);
		unlink(path);
	}
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	return saved;
}

static void
check_stdin(size_t i, bool is_pipe)
{
	int saved = feed_stdin(cases[i].bytes, cases[i].n, is_pipe);
	struct cb_str out = { 0 };
	const char *want = cases[i].input != NULL ? cases[i].input : cases[i].file;

	/* A stream that is redirected from a file is checked like a file. */
	if (!is_pipe && cases[i].encoding != NULL && cases[i].n > 0)
		want = cases[i].file;
	slurp("-", cases[i].encoding, &out);
	dup2(saved, STDIN_FILENO);
	close(saved);
	if (strcmp(cb_str_c(&out), want) != 0)
		fail_msg("%s, %s: %s", cases[i].what, is_pipe ? "pipe" : "redirected", cb_str_c(&out));
	cb_str_release(&out);
}

static void
standard_input(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		check_stdin(i, true);
		check_stdin(i, false);
	}
}

/* A character of 3 or 4 bytes across every block boundary, and a bad byte far in. */
static void
long_files(void **state)
{
	static const struct {
		const char *what, *lead, *fill, *utf8, *tail, *encoding, *end;
	} rows[] = {
		{ "UTF-8", "a", "社区\n", "社区\n", "", NULL, "区\n" },
		{ "UTF-8 asked for", "ab", "社区\n", "社区\n", "", "utf-8", "区\n" },
		{ "GBK", "a", "\xC9\xE7\n", "社\n", "", NULL, "社\n" },
		{ "GB18030 of 4 bytes", "abc", "\x82\x30\xB7\x31", "㛃", "", NULL, "㛃" },
		{ "UTF-8, bad at the end", "", "社区\n", "", "\xFF", NULL, "[117@30001 210000 30001 UTF-8]" },
		{ "GBK, bad at the end", "", "\xC9\xE7\n", "", "\xFF", NULL, "[103@30001 90000 30001 UTF-8]" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_str in = { 0 }, out = { 0 };
		size_t len = strlen(rows[i].lead), end = strlen(rows[i].end);
		char path[40];

		cb_str_adds(&in, rows[i].lead);
		for (int k = 0; k < 30000; k++) {
			cb_str_adds(&in, rows[i].fill);
			len += strlen(rows[i].utf8);
		}
		cb_str_adds(&in, rows[i].tail);
		write_temp(path, in.p, in.len);
		slurp(path, rows[i].encoding, &out);
		unlink(path);
		if ((rows[i].utf8[0] != '\0' && out.len != len) || out.len < end ||
		    strcmp(out.p + out.len - end, rows[i].end) != 0)
			fail_msg("%s: %zu bytes, …%s", rows[i].what, out.len, cb_str_c(&out));
		cb_str_release(&in);
		cb_str_release(&out);
	}
}

static void
pipes_by_name_are_files(void **state)
{
	char path[40];
	struct cb_str out = { 0 };
	pid_t child;

	(void)state;
	snprintf(path, sizeof(path), "/tmp/test_text_file-%ld", (long)getpid());
	assert_int_equal(mkfifo(path, 0600), 0);
	child = fork();
	if (child == 0) {
		int fd = open(path, O_WRONLY);

		for (const char *p = "a\n\xC9\xE7\xC7\xF8"; *p != '\0'; p++)
			if (write(fd, p, 1) != 1)
				_exit(1);
		_exit(0);
	}
	assert_int_equal(slurp(path, NULL, &out), CB_OK);
	assert_string_equal(cb_str_c(&out), "a\n社区");
	waitpid(child, NULL, 0);
	unlink(path);
	cb_str_release(&out);
}

static void
what_cannot_be_opened(void **state)
{
	struct cb_str out = { 0 };

	(void)state;
	assert_int_equal(slurp("/nonexistent/x.csv", NULL, &out), CB_UNREADABLE);
	assert_int_equal(slurp("/tmp", NULL, &out), CB_UNREADABLE);
	assert_int_equal(slurp("/dev/null", NULL, &out), CB_UNREADABLE);
	assert_string_equal(cb_str_c(&out), "[101@0 /nonexistent/x.csv there is no such file or folder]"
	                                    "[101@0 /tmp it is a folder][102@0 ask for it again]");
	cb_str_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files),
		cmocka_unit_test(standard_input),
		cmocka_unit_test(long_files),
		cmocka_unit_test(pipes_by_name_are_files),
		cmocka_unit_test(what_cannot_be_opened),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
