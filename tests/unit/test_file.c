/* Files appear whole or not at all. */
#include <cb/data/file.h>

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[64];

static int
enter_folder(void **state)
{
	(void)state;
	snprintf(folder, sizeof(folder), "/tmp/cb-test-XXXXXX");
	if (mkdtemp(folder) == NULL || chdir(folder) != 0)
		return -1;
	umask(022);
	return 0;
}

static int
leave_folder(void **state)
{
	DIR *dir = opendir(".");
	struct dirent *entry;

	(void)state;
	while (dir != NULL && (entry = readdir(dir)) != NULL)
		unlink(entry->d_name);
	if (dir != NULL)
		closedir(dir);
	return chdir("/") == 0 ? rmdir(folder) : -1;
}

static void
put(const char *path, const char *text, mode_t mode)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	chmod(path, mode);
}

static const char *
get(const char *path, char *buf, size_t size)
{
	FILE *file = fopen(path, "r");
	size_t n = file != NULL ? fread(buf, 1, size - 1, file) : 0;

	buf[n] = '\0';
	if (file != NULL)
		fclose(file);
	return file != NULL ? buf : "(absent)";
}

static size_t
count_files(void)
{
	DIR *dir = opendir(".");
	size_t n = 0;

	while (readdir(dir) != NULL)
		n++;
	closedir(dir);
	return n - 2;
}

static mode_t
mode_of(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_mode & 07777;
}

/* Writes text to path and commits. */
static enum cb_status
write_file(const char *path, const char *text, unsigned flags)
{
	struct cb_diag diag = { .lang = CB_EN };
	struct cb_out out;
	enum cb_status rc = cb_out_open(&out, path, flags, &diag);

	if (rc == CB_OK) {
		cb_str_adds(&out.buf, text);
		cb_out_flush(&out);
		rc = cb_out_commit(&out, &diag);
	}
	assert_int_equal(diag.status, rc);
	cb_diag_release(&diag);
	return rc;
}

static void
test_modes(void **state)
{
	static const struct {
		const char *what;
		mode_t old; /* 0 = no file */
		unsigned flags;
		mode_t wanted;
	} rows[] = {
		{ "R1 a new file follows the umask", 0, 0, 0644 },
		{ "R1 a new private file", 0, CB_OUT_PRIVATE, 0600 },
		{ "R1 the mode of the file it replaces", 0640, 0, 0640 },
		{ "R1 private values close an open file", 0666, CB_OUT_PRIVATE, 0600 },
		{ "R1 no more than the file it replaces", 0600, 0, 0600 },
	};
	char buf[64];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		print_message("  %s\n", rows[i].what);
		unlink("f");
		if (rows[i].old)
			put("f", "old", rows[i].old);
		assert_int_equal(write_file("f", "new", rows[i].flags), CB_OK);
		assert_string_equal(get("f", buf, sizeof(buf)), "new");
		assert_int_equal(mode_of("f"), rows[i].wanted);
		assert_int_equal(count_files(), 1);
	}
}

static void
test_release_leaves_the_old_file(void **state)
{
	struct cb_diag diag = { 0 };
	struct cb_out out;
	char buf[64];

	(void)state;
	put("f", "old", 0644);
	assert_int_equal(cb_out_open(&out, "f", 0, &diag), CB_OK);
	cb_str_adds(&out.buf, "new");
	assert_int_equal(count_files(), 2);
	cb_out_release(&out);
	assert_string_equal(get("f", buf, sizeof(buf)), "old");
	assert_int_equal(count_files(), 1);
	cb_out_release(&out); /* twice does no harm */
}

static void
test_links_stay(void **state)
{
	char buf[64];
	struct stat st;

	(void)state;
	put("target", "old", 0644);
	assert_int_equal(symlink("target", "link"), 0);
	assert_int_equal(symlink("link", "link2"), 0);
	assert_int_equal(write_file("link2", "new", 0), CB_OK);
	assert_string_equal(get("target", buf, sizeof(buf)), "new");
	assert_int_equal(lstat("link2", &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_int_equal(symlink("not there yet", "dangling"), 0);
	assert_int_equal(write_file("dangling", "new", 0), CB_OK);
	assert_string_equal(get("not there yet", buf, sizeof(buf)), "new");
	assert_int_equal(symlink("loop", "loop"), 0);
	assert_int_equal(write_file("loop", "new", 0), CB_USAGE);
	assert_int_equal(unlink("link") | unlink("link2") | unlink("dangling") | unlink("loop") | unlink("target") |
	                         unlink("not there yet"),
	                 0);
}

static void
test_what_cannot_be_written(void **state)
{
	char buf[64];

	(void)state;
	assert_int_equal(write_file("", "x", 0), CB_USAGE);
	assert_int_equal(write_file("no/folder/f", "x", 0), CB_USAGE);
	assert_int_equal(write_file(".", "x", 0), CB_USAGE);
	assert_int_equal(write_file("/dev/full", "x", 0), CB_USAGE);
	assert_int_equal(write_file("/dev/null", "x", 0), CB_OK);
	put("f", "old", 0444);
	if (geteuid() != 0) { /* root may write anything */
		assert_int_equal(write_file("f", "new", 0), CB_USAGE);
		assert_string_equal(get("f", buf, sizeof(buf)), "old");
	}
	unlink("f");
}

/* R3: a pipe receives nothing before the commit, whether it is little or much. */
static void
test_held(void **state)
{
	static const size_t sizes[] = { 3, 70 * 1024, 3 * 1024 * 1024 };

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		struct cb_diag diag = { 0 };
		struct cb_out out;
		struct stat st;
		size_t written = 0;
		int before = dup(STDOUT_FILENO), file;

		file = open("stdout", O_RDWR | O_CREAT | O_TRUNC, 0600);
		dup2(file, STDOUT_FILENO);
		assert_int_equal(cb_out_open(&out, NULL, CB_OUT_HELD, &diag), CB_OK);
		for (; written < sizes[i]; written += 3) {
			cb_str_adds(&out.buf, "ab\n");
			cb_out_flush(&out);
		}
		fstat(file, &st);
		assert_int_equal(st.st_size, 0);
		assert_int_equal(cb_out_commit(&out, &diag), CB_OK);
		fstat(file, &st);
		assert_int_equal(st.st_size, written);
		dup2(before, STDOUT_FILENO);
		close(before);
		close(file);
		unlink("stdout");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_modes, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(test_release_leaves_the_old_file, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(test_links_stay, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(test_what_cannot_be_written, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(test_held, enter_folder, leave_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
