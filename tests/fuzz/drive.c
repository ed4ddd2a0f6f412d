/* Drives a target without libFuzzer: inputs by seed, each as it is and then with bytes changed.
 *
 *     fuzz_TARGET [SEED [INPUTS]]       says the seed of the first that fails, and ends by SIGABRT
 *     fuzz_TARGET --seeds FOLDER N      writes the first N inputs, for libFuzzer to begin with
 *
 * BUILD: where tests/fuzz/seeds has put the files of targets that make none. */
#include <dirent.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../random.h"
#include "fuzz.h"

enum { CHANGED = 4, /* times */
       FILES_MAX = 64 };

static struct cb_str files[FILES_MAX];
static size_t n_files;
static uint64_t running;

static void
say_seed(int signal_number)
{
	char line[64];
	int n = snprintf(line, sizeof(line), "seed %" PRIu64 "\n", running);

	(void)!write(STDERR_FILENO, line, (size_t)n);
	(void)signal_number; /* SA_RESETHAND: it ends now */
}

static void
read_file(const char *path, struct cb_str *out)
{
	char block[4096];
	FILE *file = fopen(path, "rb");
	size_t n;

	while (file != NULL && (n = fread(block, 1, sizeof(block), file)) > 0)
		cb_str_add(out, block, n);
	if (file != NULL)
		fclose(file);
}

static int
is_file(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static void
read_files(void)
{
	const char *build = getenv("BUILD");
	struct cb_str path = { 0 };
	struct dirent **entries;
	size_t folder;
	int n;

	cb_str_addf(&path, "%s/fuzz/%s/", build != NULL ? build : "build", fuzz_target.name);
	folder = path.len;
	n = scandir(cb_str_c(&path), &entries, is_file, alphasort);
	for (int i = 0; i < n && n_files < FILES_MAX; i++) {
		path.len = folder;
		cb_str_adds(&path, entries[i]->d_name);
		read_file(cb_str_c(&path), &files[n_files++]);
	}
	if (n_files == 0)
		fuzz_fail("no file to begin with: make fuzz-seeds", cb_str_c(&path));
	for (int i = 0; i < n; i++)
		free(entries[i]);
	free(entries);
	cb_str_release(&path);
}

static void
make_input(uint64_t seed, struct cb_str *out)
{
	cb_str_clear(out);
	if (fuzz_target.make != NULL)
		fuzz_target.make(seed, out);
	else
		cb_str_addt(out, cb_str_text(&files[seed % n_files]));
}

/* A byte for another, a piece left out, or one that comes twice; now and then the end is missing. */
static void
change(uint64_t *state, struct cb_str *input)
{
	static const char bytes[] = "<>/&'\"= \t\n,01289AZarstvx_;:{}#\xE4\xFF";

	for (uint64_t n = 1 + next_random(state) % 5; n > 0 && input->len > 0; n--) {
		size_t at = next_random(state) % input->len, len = 1 + next_random(state) % 16;

		len = len < input->len - at ? len : input->len - at;
		switch (next_random(state) % 8) {
		case 0:
			memmove(input->p + at, input->p + at + len, input->len - at - len);
			input->len -= len;
			break;
		case 1:
			memmove(input->p + at, input->p + next_random(state) % (input->len - len + 1), len);
			break;
		case 2:
			input->p[at] = (char)next_random(state);
			break;
		default:
			input->p[at] = bytes[next_random(state) % (sizeof(bytes) - 1)];
		}
	}
	if (next_random(state) % 8 == 0)
		input->len = next_random(state) % (input->len + 1);
}

static void
try_input(uint64_t seed, struct cb_str *input)
{
	uint64_t state = seed;

	running = seed;
	make_input(seed, input);
	LLVMFuzzerTestOneInput((const uint8_t *)cb_str_c(input), input->len);
	if (fuzz_target.check != NULL)
		fuzz_target.check(seed, input);
	for (int i = 0; i < CHANGED; i++) {
		make_input(seed, input);
		change(&state, input);
		LLVMFuzzerTestOneInput((const uint8_t *)cb_str_c(input), input->len);
	}
}

static int
write_seeds(const char *folder, uint64_t n)
{
	struct cb_str input = { 0 }, path = { 0 };
	bool ok = true;

	for (uint64_t i = 0; i < n && ok; i++) {
		FILE *file;

		make_input(i, &input);
		cb_str_clear(&path);
		cb_str_addf(&path, "%s/%s-%" PRIu64, folder, fuzz_target.name, i);
		file = fopen(cb_str_c(&path), "wb");
		ok = file != NULL && fwrite(cb_str_c(&input), 1, input.len, file) == input.len && fclose(file) == 0;
	}
	cb_str_release(&input);
	cb_str_release(&path);
	return ok ? 0 : 1;
}

int
main(int argc, char **argv)
{
	uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
	uint64_t inputs = argc > 2 ? strtoull(argv[2], NULL, 10) : fuzz_target.inputs;
	struct sigaction action = { .sa_flags = (int)SA_RESETHAND };
	struct cb_str input = { 0 };

	action.sa_handler = say_seed;
	sigaction(SIGABRT, &action, NULL);
	sigaction(SIGSEGV, &action, NULL);
	if (fuzz_target.make == NULL)
		read_files();
	if (argc == 4 && strcmp(argv[1], "--seeds") == 0)
		return write_seeds(argv[2], strtoull(argv[3], NULL, 10));
	for (uint64_t i = 0; i < inputs; i++)
		try_input(seed + i, &input);
	printf("fuzz_%s: ok, %" PRIu64 " inputs from seed %" PRIu64 ", each changed %d times\n", fuzz_target.name, inputs,
	       seed, CHANGED);
	cb_str_release(&input);
	for (size_t i = 0; i < n_files; i++)
		cb_str_release(&files[i]);
	return 0;
}
