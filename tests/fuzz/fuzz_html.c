/* data/book on HTML tables. */
#include "fuzz.h"

const struct fuzz_target fuzz_target = { .name = "html", .inputs = 800 };

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *path = fuzz_file(data, size);

	fuzz_read_book(path, true, NULL);
	fuzz_read_book(path, false, NULL);
	return 0;
}
