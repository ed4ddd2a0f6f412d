#include <cb/data/file_hash.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cb/base/sha256.h>

bool
cb_file_hash(const char *path, char hex[65])
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct cb_sha256 hash;
	uint8_t digest[32];
	char buf[32768];
	struct stat info;
	ssize_t got = -1;

	if (fd < 0)
		return false;
	errno = EINVAL;
	if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode)) {
		cb_sha256_init(&hash);
		while ((got = read(fd, buf, sizeof(buf))) > 0 || (got < 0 && errno == EINTR))
			cb_sha256_add(&hash, buf, got > 0 ? (size_t)got : 0);
		cb_sha256_finish(&hash, digest);
		cb_sha256_hex(digest, hex);
	}
	close(fd);
	return got == 0;
}
