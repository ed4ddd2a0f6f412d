/* What reads files of strangers, on files that nobody would write. Each target has one entry, which libFuzzer drives
 * (make fuzz-coverage) or drive.c (make fuzz): it returns, or ends the program with a word of why. */
#ifndef FUZZ_H
#define FUZZ_H

#include <cb/base/str.h>

#include <stddef.h>
#include <stdint.h>

/* The entry: any bytes. Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct fuzz_target {
	const char *name;
	uint64_t inputs; /* that drive.c tries unless told otherwise */
	/* Input number `seed`, made here; NULL: the files of $BUILD/fuzz/NAME, which tests/fuzz/seeds makes. */
	void (*make)(uint64_t seed, struct cb_str *out);
	/* NULL, or what that input must give: ends the program when it does not. */
	void (*check)(uint64_t seed, const struct cb_str *input);
};
extern const struct fuzz_target fuzz_target;

/* The bytes as a file, the same one each time; its path. */
const char *fuzz_file(const void *p, size_t n);
/* The same of a zip archive: parts, each behind a line @NAME. What does not begin so is taken as it is. */
const char *fuzz_archive(const void *p, size_t n);
/* Reads all sheets of a book: rows must come in order and within the grid, or an error must be told. out: NULL, or
 * gets the rows of the first one. Was it text? */
bool fuzz_read_book(const char *path, bool as_is, struct cb_str *out);
/* Ends the program. */
_Noreturn void fuzz_fail(const char *what, const char *more);

#endif
