#include <cb/data/file.h>
#include <cb/base/mem.h>
#include <cb/base/reason.h>

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

const char *
cb_temp_folder(void)
{
	const char *folder = getenv("TMPDIR");

	return folder != NULL && *folder != '\0' ? folder : "/tmp";
}

int
cb_temp_file(void)
{
	struct cb_str path = { 0 };
	int fd;

	cb_str_addf(&path, "%s/cb-XXXXXX", cb_temp_folder());
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
	while (n > 0 && !out->error) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0) {
			fail(out);
			return;
		}
		p += done;
		n -= (size_t)done;
	}
}

/* Only the last name of a path is followed: the system follows the folders before it. */
static bool
follow_links(struct cb_str *path)
{
	char target[PATH_MAX];

	for (int links = 0; links < LINKS_MAX; links++) {
		ssize_t n = readlink(cb_str_c(path), target, sizeof(target));
		const char *slash;

		if (n < 0)
			return true; /* not a link, or not there */
		if ((size_t)n == sizeof(target)) {
			errno = ENAMETOOLONG;
			return false;
		}
		slash = strrchr(cb_str_c(path), '/');
		path->len = target[0] != '/' && slash != NULL ? (size_t)(slash + 1 - path->p) : 0;
		cb_str_add(path, target, (size_t)n);
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
	const char *slash = strrchr(out->path.p, '/');
	size_t folder = slash != NULL ? (size_t)(slash + 1 - out->path.p) : 0;

	for (unsigned i = 0; i < NAMES_TRIED; i++) {
		int fd;

		cb_str_clear(&out->temp);
		cb_str_add(&out->temp, out->path.p, folder);
		cb_str_addf(&out->temp, ".%.200s.cb-%ld-%u.tmp", out->path.p + folder, (long)getpid(), i);
		fd = open(out->temp.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
	return -1;
}

static bool
open_file(struct cb_out *out, const struct stat *old)
{
	bool is_private = out->flags & CB_OUT_PRIVATE;

	/* Renaming needs leave to write the folder only; a file that may not be written stays. */
	if (old != NULL && access(out->path.p, W_OK) != 0)
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
	struct stat old;

	cb_str_adds(&out->path, path);
	if (!follow_links(&out->path))
		return false;
	if (stat(out->path.p, &old) != 0) {
		if (errno == ENOENT && out->path.p[out->path.len - 1] != '/')
			return open_file(out, NULL);
		return false;
	}
	if (S_ISREG(old.st_mode))
		return open_file(out, &old);
	out->fd = open(out->path.p, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	return out->fd >= 0;
}

enum cb_status
cb_out_open(struct cb_out *out, const char *path, unsigned flags, struct cb_diag *diag)
{
	*out = (struct cb_out){ .fd = -1, .spool = -1, .flags = flags };
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

static void
put_in_place(struct cb_out *out)
{
	const char *slash = strrchr(out->path.p, '/');
	int folder;

	if (fsync(out->fd) != 0 && errno != EINVAL)
		fail(out);
	if (close(out->fd) != 0)
		fail(out);
	out->fd = -1;
	if (out->error)
		return;
	if (rename(out->temp.p, out->path.p) != 0) {
		fail(out);
		return;
	}
	cb_str_clear(&out->temp);
	/* So that the new name outlives a power cut too; not every file system can. */
	if (slash != NULL)
		out->path.p[slash == out->path.p ? 1 : slash - out->path.p] = '\0';
	folder = open(slash != NULL ? out->path.p : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
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

	if (out->error && out->flags & CB_OUT_HELD && !out->is_file)
		cb_str_adds(&path, "TMPDIR");
	else
		cb_str_adds(&path, out->path.len ? out->path.p : "stdout");
	if (refused) {
		cb_out_release(out);
		return cb_report(diag, refused, CB_NOWHERE, NULL, path);
	}
	if (out->spool >= 0)
		copy_spool(out);
	write_all(out, out->fd, out->buf.p, out->buf.len);
	if (out->is_file && !out->error)
		put_in_place(out);
	if (out->fd > STDERR_FILENO && close(out->fd) != 0)
		fail(out);
	out->fd = -1;
	error = out->error;
	cb_out_release(out);
	if (error)
		cb_report(diag, CB_CANNOT_WRITE, CB_NOWHERE, NULL, path, cb_reason(error, diag->lang));
	else
		cb_str_release(&path);
	return error ? CB_USAGE : CB_OK;
}

void
cb_out_release(struct cb_out *out)
{
	if (out->fd > STDERR_FILENO)
		close(out->fd);
	if (out->spool > STDERR_FILENO)
		close(out->spool);
	if (out->temp.len)
		unlink(out->temp.p);
	cb_str_clear(&out->temp); /* a signal handler looks at its length first */
	cb_str_release(&out->buf);
	cb_str_release(&out->path);
	cb_str_release(&out->temp);
	*out = (struct cb_out){ .fd = -1, .spool = -1 };
}
