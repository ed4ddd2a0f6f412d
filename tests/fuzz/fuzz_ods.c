/* data/book on OpenDocument spreadsheets, as the parts of their archive. */
#include "fuzz.h"

const struct fuzz_target fuzz_target = { .name = "ods", .inputs = 200 };

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *path = fuzz_archive(data, size);

	fuzz_read_book(path, true, NULL);
	fuzz_read_book(path, false, NULL);
	return 0;
}
