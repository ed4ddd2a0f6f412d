/* What data/book does in a child on the binary workbooks of Excel: here in the process itself, so that it is seen. */
#include <fcntl.h>
#include <unistd.h>

#include "../../libcore/data/book/biff.h"
#include "../../libcore/data/book/ole.h"
#include "../../libcore/data/book/unlock.h"
#include "fuzz.h"

const struct fuzz_target fuzz_target = { .name = "xls", .inputs = 4000 };

static bool
reopen(struct biff *biff, const struct cb_str *stream)
{
	cb_biff_release(biff);
	return cb_biff_open(biff, cb_str_text(stream));
}

/* The sheet, and how many there are. */
static size_t
read_sheet(struct cb_str *stream, size_t sheet)
{
	struct biff biff = { 0 };
	struct held *held = cb_held_new();
	bool is_open = cb_biff_open(&biff, cb_str_text(stream));
	size_t n;

	if (is_open && biff.pass.p != NULL)
		is_open = cb_unlock_stream(stream, biff.version, biff.pass) == UNLOCK_DONE && reopen(&biff, stream);
	n = is_open && cb_biff_has_all_sheets(&biff) ? biff.n_sheets : 0;
	if (sheet < n)
		(void)cb_biff_read(&biff, &biff.sheets[sheet], held);
	cb_biff_release(&biff);
	cb_held_free(held);
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct cb_str stream = { 0 };
	int fd = open(fuzz_file(data, size), O_RDONLY | O_CLOEXEC);
	size_t n = 1;

	for (size_t sheet = 0; sheet < n; sheet++) {
		cb_str_clear(&stream);
		n = fd >= 0 && cb_ole_workbook(fd, &stream) ? read_sheet(&stream, sheet) : 0;
	}
	if (fd >= 0)
		close(fd);
	cb_str_release(&stream);
	return 0;
}
