/* flip OLD.db NEW.db N: NEW.db becomes OLD.db with one bit turned, chosen by chance from N. Says "same" where it still
 * holds what OLD.db does, else "other". */
#include "trial.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void
turn_bit(const char *path, uint64_t seed)
{
	struct text all = { 0 };
	int fd = open(path, O_WRONLY);
	char byte;
	size_t at;

	for (int i = 0; i < 4; i++)
		seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
	text_read(&all, path);
	at = (size_t)(seed >> 16) % all.n;
	byte = (char)(all.bytes[at] ^ 1 << (seed >> 60 & 7));
	if (fd < 0 || pwrite(fd, &byte, 1, (off_t)at) != 1 || close(fd) != 0)
		fail("write", path);
	text_clear(&all);
}

int
main(int argc, char **argv)
{
	struct text before = { 0 }, now = { 0 };

	if (argc != 4)
		return 99;
	copy_database(argv[1], argv[2]);
	turn_bit(argv[2], strtoull(argv[3], NULL, 10));
	dump(&before, argv[1]);
	dump(&now, argv[2]);
	puts(text_is(&before, &now) ? "same" : "other");
	text_clear(&before);
	text_clear(&now);
	return 0;
}
