/* Cutting a large file in two. */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cb/base/encoding.h>
#include <cb/base/utf8.h>
#include <cb/data/text_file.h>

enum { WORTH_BYTES = 8 << 20,
       HEAD_BYTES = 64 << 10 };

/* Offset behind the first LF at or after `from`; 0 when there is none within 64 KiB. */
static int64_t
next_line(int fd, int64_t from)
{
	char block[4096];

	for (int64_t at = from; at < from + HEAD_BYTES;) {
		ssize_t got = pread(fd, block, sizeof(block), at);
		const char *lf = got > 0 ? memchr(block, '\n', (size_t)got) : NULL;

		if (lf != NULL)
			return at + (lf - block) + 1;
		if (got <= 0)
			return 0;
		at += got;
	}
	return 0;
}

/* UTF-8 beyond doubt: text that cannot be meant as GB18030. */
static bool
is_plainly_utf8(int fd)
{
	struct cb_utf8_checker checker = { 0 };
	char head[HEAD_BYTES];
	ssize_t got = pread(fd, head, sizeof(head), 0);

	return got > 0 && cb_utf8_checker_feed(&checker, head, (size_t)got) &&
	       (cb_utf8_hints(head, (size_t)got, 0) & CB_UTF8_TEXT) != 0;
}

bool
cb_text_split(const char *path, struct cb_text_part parts[2])
{
	struct stat st;
	int64_t first, cut = 0;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size >= WORTH_BYTES &&
	          is_plainly_utf8(fd);

	if (ok) {
		first = next_line(fd, 0);
		cut = next_line(fd, st.st_size / 2);
		parts[0] = (struct cb_text_part){ cut, st.st_size };
		parts[1] = (struct cb_text_part){ first, cut };
		ok = first > 0 && cut > first && cut < st.st_size;
	}
	if (fd >= 0)
		close(fd);
	return ok;
}
