#include "trial.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH = 512 };

void
fail(const char *what, const char *of)
{
	fprintf(stderr, "%s: %s: %s\n", what, of, strerror(errno));
	exit(99);
}

/* ---- texts ---- */

void
text_add(struct text *t, const void *bytes, size_t n)
{
	t->bytes = realloc(t->bytes, t->n + n + 1);
	if (t->bytes == NULL)
		fail("realloc", "a text");
	memcpy(t->bytes + t->n, bytes, n);
	t->n += n;
	t->bytes[t->n] = '\0';
}

void
text_say(struct text *t, const char *words)
{
	text_add(t, words, strlen(words));
}

bool
text_is(const struct text *a, const struct text *b)
{
	return a->n == b->n && (a->n == 0 || memcmp(a->bytes, b->bytes, a->n) == 0);
}

void
text_clear(struct text *t)
{
	free(t->bytes);
	*t = (struct text){ 0 };
}

static void
read_all(struct text *t, int fd)
{
	char part[1 << 16];
	ssize_t n;

	while ((n = read(fd, part, sizeof(part))) > 0)
		text_add(t, part, (size_t)n);
	if (n < 0)
		fail("read", "a file");
	close(fd);
}

void
text_read(struct text *t, const char *path)
{
	int fd = open(path, O_RDONLY);

	if (fd >= 0)
		read_all(t, fd);
	else if (errno != ENOENT)
		fail("open", path);
}

/* ---- runs ---- */

static void
become(const char *const *words, const char *const *settings, const struct run *r)
{
	if (dup2(open("/dev/null", O_RDONLY), 0) < 0 || dup2(r->out, 1) < 0 || dup2(r->err, 2) < 0)
		_exit(99);
	for (; settings != NULL && *settings != NULL; settings += 2)
		setenv(settings[0], settings[1], 1);
	execvp(words[0], (char *const *)words);
	_exit(99);
}

struct run
run_start(const char *const *words, const char *const *settings)
{
	struct run r = { .out = memfd_create("out", MFD_CLOEXEC), .err = memfd_create("err", MFD_CLOEXEC) };

	r.pid = fork();
	if (r.pid == 0)
		become(words, settings, &r);
	if (r.pid < 0 || r.out < 0 || r.err < 0)
		fail("run", words[0]);
	return r;
}

static void
end(struct run *r, int status)
{
	r->pid = 0;
	r->status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
	if (r->status == 99)
		fail("run", "a command");
}

bool
run_has_ended(struct run *r)
{
	int status;

	if (r->pid != 0 && waitpid(r->pid, &status, WNOHANG) == r->pid)
		end(r, status);
	return r->pid == 0;
}

void
run_wait(struct run *r)
{
	int status;

	if (r->pid == 0)
		return;
	if (waitpid(r->pid, &status, 0) != r->pid)
		fail("wait", "a command");
	end(r, status);
}

void
run_said(struct run *r, struct text *out, struct text *err)
{
	run_wait(r);
	if (lseek(r->out, 0, SEEK_SET) != 0 || lseek(r->err, 0, SEEK_SET) != 0)
		fail("seek", "what was said");
	read_all(out, r->out);
	read_all(err, r->err);
}

void
split(char *line, const char *words[WORDS])
{
	int n = 0;

	for (char *word = strtok(line, " \n"); word != NULL && n < WORDS - 1; word = strtok(NULL, " \n"))
		words[n++] = word;
	words[n] = NULL;
}

/* ---- databases ---- */

void
drop_database(const char *path)
{
	char beside[PATH];

	for (const char *const *end = (const char *const[]){ "", "-journal", "-wal", "-shm", NULL }; *end != NULL; end++) {
		snprintf(beside, sizeof(beside), "%s%s", path, *end);
		unlink(beside);
	}
}

void
copy_database(const char *from, const char *to)
{
	struct text all = { 0 };
	int fd;

	text_read(&all, from);
	drop_database(to);
	fd = open(to, O_WRONLY | O_CREAT | O_EXCL, 0600);
	if (fd < 0 || write(fd, all.bytes, all.n) != (ssize_t)all.n || close(fd) != 0)
		fail("copy", to);
	text_clear(&all);
}

/* Its type goes before each value: 1 and '1' are different. VACUUM changes the order of the objects alone. */
static void
dump_row(struct text *t, sqlite3_stmt *row)
{
	for (int i = 0; i < sqlite3_column_count(row); i++) {
		char type[] = { '|', (char)('0' + sqlite3_column_type(row, i)), '\0' };
		const void *value = sqlite3_column_blob(row, i);

		text_say(t, type);
		text_add(t, value != NULL ? value : "", (size_t)sqlite3_column_bytes(row, i));
	}
	text_say(t, "\n");
}

static int
dump_rows(struct text *t, sqlite3 *db, const char *sql)
{
	sqlite3_stmt *row = NULL;
	int rc = sqlite3_prepare_v2(db, sql, -1, &row, NULL);

	while (rc == SQLITE_OK && (rc = sqlite3_step(row)) == SQLITE_ROW) {
		dump_row(t, row);
		rc = SQLITE_OK;
	}
	sqlite3_finalize(row);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static int
dump_tables(struct text *t, sqlite3 *db)
{
	sqlite3_stmt *table = NULL;
	int rc = sqlite3_prepare_v2(db, "SELECT 'SELECT * FROM \"' || name || '\"' FROM sqlite_schema WHERE type = 'table' "
	                                "ORDER BY name",
	                            -1, &table, NULL);

	while (rc == SQLITE_OK && (rc = sqlite3_step(table)) == SQLITE_ROW) {
		const char *sql = (const char *)sqlite3_column_text(table, 0);

		text_say(t, sql);
		text_say(t, "\n");
		rc = dump_rows(t, db, sql);
	}
	sqlite3_finalize(table);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

void
dump(struct text *t, const char *path)
{
	sqlite3 *db = NULL;
	int rc = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL);

	if (rc == SQLITE_OK)
		rc = dump_rows(t, db, "SELECT type, name, sql, user_version FROM sqlite_schema, pragma_user_version ORDER BY type, name");
	if (rc == SQLITE_OK)
		rc = dump_tables(t, db);
	if (rc != SQLITE_OK) {
		text_clear(t);
		text_say(t, sqlite3_errmsg(db));
	}
	sqlite3_close(db);
}
