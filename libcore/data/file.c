#include <cb/data/file.h>
#include <cb/base/mem.h>
#include <cb/base/reason.h>
#include <cb/base/write_all.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { FLUSH_BYTES = 64 * 1024,
       HELD_BYTES = 1024 * 1024,
       LINKS_MAX = 40,
       NAMES_TRIED = 100,
       DAY_S = 24 * 3600 };

/* ---- temporary files ---- */

int
cb_temp_file(void)
{
	const char *folder = getenv("TMPDIR");
	struct cb_str path = { 0 };
	int fd;

	cb_str_addf(&path, "%s/cb-XXXXXX", folder != NULL && *folder != '\0' ? folder : "/tmp");
	fd = mkstemp(path.p);
	if (fd >= 0)
		unlink(path.p);
	cb_str_release(&path);
	return fd;
}

/* ---- writing ---- */

static void
fail(struct cb_out *out)
{
	if (!out->error)
		out->error = errno ? errno : EIO;
}

static void
write_all(struct cb_out *out, int fd, const char *p, size_t n)
{
	if (!out->error && !cb_write_all(fd, p, n))
		fail(out);
}

/* Where a path's last name begins. */
static size_t
name_at(const struct cb_str *path)
{
	size_t at = path->len;

	while (at > 0 && path->p[at - 1] != '/')
		at--;
	return at;
}

/* The folder of a path, for reaching its names; the system follows links to it. */
static int
open_folder(const struct cb_str *path)
{
	struct cb_str folder = { 0 };
	int fd;

	cb_str_add(&folder, path->p, name_at(path));
	fd = open(folder.len > 0 ? cb_str_c(&folder) : ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
	cb_str_release(&folder);
	return fd;
}

/* R5 */
static bool
is_trusted(int folder, const struct stat *entry)
{
	static const mode_t anybodys = S_ISVTX | S_IWOTH;
	struct stat of;

	if (fstat(folder, &of) != 0)
		return false;
	if ((of.st_mode & anybodys) == anybodys && entry->st_uid != geteuid() && entry->st_uid != of.st_uid) {
		errno = EACCES;
		return false;
	}
	return true;
}

/* The path is that of a link: of what it points to. */
static bool
follow_link(struct cb_str *path, int folder)
{
	char target[PATH_MAX];
	ssize_t n = readlinkat(folder, path->p + name_at(path), target, sizeof(target));

	if ((size_t)n == sizeof(target))
		errno = ENAMETOOLONG;
	if (n < 0 || (size_t)n == sizeof(target))
		return false;
	path->len = target[0] != '/' ? name_at(path) : 0;
	cb_str_add(path, target, (size_t)n);
	return true;
}

/* Opens the folder and makes the path that of no link. st: what is there; its mode is 0 where nothing is. */
static bool
find_target(struct cb_out *out, struct stat *st)
{
	for (int links = 0; links < LINKS_MAX; links++) {
		out->folder = open_folder(&out->path);
		*st = (struct stat){ 0 };
		if (out->folder < 0)
			return false;
		if (fstatat(out->folder, out->path.p + name_at(&out->path), st, AT_SYMLINK_NOFOLLOW) != 0)
			return errno == ENOENT && name_at(&out->path) < out->path.len;
		if (!S_ISLNK(st->st_mode))
			return !S_ISREG(st->st_mode) || is_trusted(out->folder, st);
		if (!is_trusted(out->folder, st) || !follow_link(&out->path, out->folder))
			return false;
		close(out->folder);
		out->folder = -1;
	}
	errno = ELOOP;
	return false;
}

void
cb_out_sweep(const char *path)
{
	static const char temporaries[] = ".*.cb-[0-9]*-[0-9]*.tmp";
	const char *slash = strrchr(path, '/');
	struct cb_str folder = { 0 };
	const struct dirent *entry;
	struct stat st;
	DIR *dir;

	cb_str_add(&folder, path, slash == NULL ? 0 : (size_t)(slash + 1 - path));
	dir = opendir(folder.len > 0 ? cb_str_c(&folder) : ".");
	cb_str_release(&folder);
	while (dir != NULL && (entry = readdir(dir)) != NULL)
		if (fnmatch(temporaries, entry->d_name, 0) == 0 &&
		    fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode) &&
		    st.st_uid == geteuid() && st.st_mtime < time(NULL) - DAY_S)
			unlinkat(dirfd(dir), entry->d_name, 0);
	if (dir != NULL)
		closedir(dir);
}

/* Creates .NAME.cb-PID-N.tmp with O_EXCL, which unlike mkstemp lets the umask decide. */
static int
create_temp(struct cb_out *out, mode_t mode)
{
	size_t name = name_at(&out->path);

	for (unsigned i = 0; i < NAMES_TRIED; i++) {
		int fd;

		cb_str_clear(&out->temp);
		cb_str_add(&out->temp, out->path.p, name);
		cb_str_addf(&out->temp, ".%.200s.cb-%ld-%u.tmp", out->path.p + name, (long)getpid(), i);
		fd = openat(out->folder, out->temp.p + name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		            mode);
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
	return -1;
}

/* old: the file that it replaces; NULL = none */
static bool
open_file(struct cb_out *out, const struct stat *old)
{
	bool is_private = out->flags & CB_OUT_PRIVATE;

	/* Renaming needs leave to write the folder only; a file that may not be written stays. */
	if (old != NULL && faccessat(out->folder, out->path.p + name_at(&out->path), W_OK, 0) != 0)
		return false;
	out->fd = create_temp(out, is_private || old != NULL ? 0600 : 0666);
	if (out->fd < 0) {
		cb_str_clear(&out->temp);
		return false;
	}
	if (old != NULL && !is_private) {
		/* Root keeps the owner; anyone else owns what he writes. */
		bool is_same_group = fchown(out->fd, old->st_uid, old->st_gid) == 0 || old->st_gid == getegid();

		if (fchmod(out->fd, old->st_mode & (is_same_group ? 0777 : 0707)) != 0)
			fail(out);
	}
	out->is_file = true;
	return true;
}

static bool
open_path(struct cb_out *out, const char *path)
{
	struct stat st;

	cb_str_adds(&out->path, path);
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
		out->fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
		return out->fd >= 0;
	}
	return find_target(out, &st) && open_file(out, st.st_mode != 0 ? &st : NULL);
}

enum cb_status
cb_out_open(struct cb_out *out, const char *path, unsigned flags, struct cb_diag *diag)
{
	*out = (struct cb_out){ .fd = -1, .spool = -1, .folder = -1, .flags = flags };
	if (path == NULL || strcmp(path, "-") == 0) {
		out->fd = STDOUT_FILENO;
		return CB_OK;
	}
	errno = 0;
	if (*path && open_path(out, path))
		return CB_OK;
	cb_report(diag, CB_CANNOT_WRITE, CB_NOWHERE, NULL, path, cb_reason(errno ? errno : ENOENT, diag->lang));
	cb_out_release(out);
	return CB_USAGE;
}

void
cb_out_flush(struct cb_out *out)
{
	bool is_held = out->flags & CB_OUT_HELD && !out->is_file;

	if (out->error)
		cb_str_clear(&out->buf);
	if (out->buf.len < (is_held && out->spool < 0 ? HELD_BYTES : FLUSH_BYTES))
		return;
	if (is_held && out->spool < 0 && (out->spool = cb_temp_file()) < 0)
		fail(out);
	write_all(out, is_held ? out->spool : out->fd, out->buf.p, out->buf.len);
	out->has_spool_failed = is_held && out->error != 0;
	cb_str_clear(&out->buf);
}

static void
copy_spool(struct cb_out *out)
{
	static const size_t block = 64 * 1024;
	char *buf = cb_alloc(block, 1);
	ssize_t n = 0;

	if (lseek(out->spool, 0, SEEK_SET) != 0)
		fail(out);
	while (!out->error && (n = read(out->spool, buf, block)) != 0) {
		if (n > 0)
			write_all(out, out->fd, buf, (size_t)n);
		else if (errno != EINTR)
			fail(out);
	}
	free(buf);
}

/* All of it is at its target, but that a file has its temporary name. */
void
cb_out_stage(struct cb_out *out)
{
	if (out->refused || out->fd < 0)
		return;
	if (out->spool >= 0)
		copy_spool(out);
	write_all(out, out->fd, out->buf.p, out->buf.len);
	cb_str_clear(&out->buf);
	if (out->is_file && !out->error && fsync(out->fd) != 0 && errno != EINVAL)
		fail(out);
	if (out->fd > STDERR_FILENO && close(out->fd) != 0)
		fail(out);
	out->fd = -1;
}

static void
put_in_place(struct cb_out *out)
{
	size_t name = name_at(&out->path);
	int folder;

	if (renameat(out->folder, out->temp.p + name, out->folder, out->path.p + name) != 0) {
		fail(out);
		return;
	}
	cb_str_clear(&out->temp);
	/* So that the new name outlives a power cut too; not every file system can. */
	folder = openat(out->folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder >= 0) {
		(void)fsync(folder);
		close(folder);
	}
}

enum cb_status
cb_out_commit(struct cb_out *out, struct cb_diag *diag)
{
	struct cb_str path = { 0 };
	enum cb_code refused = out->refused;
	int error;

	if (out->has_spool_failed)
		cb_str_adds(&path, "TMPDIR");
	else
		cb_str_adds(&path, out->path.len ? out->path.p : "stdout");
	cb_out_stage(out);
	if (out->is_file && !out->error && !refused)
		put_in_place(out);
	error = out->error;
	cb_out_release(out);
	if (refused)
		return cb_report(diag, refused, CB_NOWHERE, NULL, path);
	if (error)
		return cb_report(diag, CB_CANNOT_WRITE, CB_NOWHERE, NULL, path, cb_reason(error, diag->lang));
	cb_str_release(&path);
	return CB_OK;
}

enum cb_status
cb_out_commit_all(struct cb_out *const *outs, size_t n, struct cb_diag *diag)
{
	struct cb_str named = { 0 };
	enum cb_status rc = CB_OK;
	size_t done = 0;

	for (size_t i = 0; i < n && rc == CB_OK; i++) {
		cb_out_stage(outs[i]);
		if (outs[i]->error || outs[i]->refused)
			rc = cb_out_commit(outs[i], diag); /* says why */
	}
	while (done < n && rc == CB_OK) {
		size_t before = named.len;

		cb_str_addf(&named, done > 0 ? "; %s" : "%s", cb_str_c(&outs[done]->path));
		rc = cb_out_commit(outs[done], diag);
		if (rc == CB_OK)
			done++;
		else
			named.len = before;
	}
	if (rc != CB_OK && done > 0)
		return cb_report(diag, CB_WRITTEN_IN_PART, CB_NOWHERE, NULL, done, n, named);
	cb_str_release(&named);
	return rc;
}

void
cb_out_release(struct cb_out *out)
{
	if (out->fd > STDERR_FILENO)
		close(out->fd);
	if (out->spool > STDERR_FILENO)
		close(out->spool);
	if (out->temp.len)
		unlinkat(out->folder, out->temp.p + name_at(&out->temp), 0);
	if (out->folder > STDERR_FILENO)
		close(out->folder);
	cb_str_clear(&out->temp); /* a signal handler looks at its length first */
	cb_str_release(&out->buf);
	cb_str_release(&out->path);
	cb_str_release(&out->temp);
	*out = (struct cb_out){ .fd = -1, .spool = -1, .folder = -1 };
}
