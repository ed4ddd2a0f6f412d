/* flip FILE N: turns one bit of the file, chosen by chance from N. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int
main(int argc, char **argv)
{
	FILE *f = argc == 3 ? fopen(argv[1], "r+b") : NULL;
	uint64_t seed = argc == 3 ? strtoull(argv[2], NULL, 10) : 0;
	long size, at;
	int byte;

	for (int i = 0; i < 4; i++)
		seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
	if (f == NULL || fseek(f, 0, SEEK_END) != 0 || (size = ftell(f)) <= 0)
		return 2;
	at = (long)((seed >> 16) % (uint64_t)size);
	if (fseek(f, at, SEEK_SET) != 0 || (byte = getc(f)) == EOF || fseek(f, at, SEEK_SET) != 0)
		return 2;
	putc(byte ^ 1 << (seed >> 60 & 7), f);
	return fclose(f) == 0 ? 0 : 2;
}
