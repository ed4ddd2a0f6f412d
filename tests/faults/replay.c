/* replay RECORD: how many steps there are, and after how many of them something was on stdout (0 = never).
 * replay RECORD FOLDER INTO LOSSES: makes of FOLDER, as it was before, all that a power loss after any of the steps may
 * leave of it: different states in INTO/0, INTO/1 …, each told with the last step after which it may be so.
 *
 * What was synced is there: of a file its bytes, of the folder its names. Of the rest there is all, or none, or what
 * chance leaves, LOSSES times, step by step, and sector by sector of what a step wrote: sectors reach the disk in any
 * order. Only files of FOLDER, which the process knew by these names too, count. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "step.h"

enum { STEPS = 100000,
       FILES = 64,
       SECTOR = 512,
       BY_CHANCE = 100 }; /* of the steps of a long run so many are followed by losses that chance decides */

struct file {
	char name[2 * STEP_NAME]; /* "" when no name leads to it */
	char *bytes;
	size_t len;
};

struct done {
	struct step step;
	char *bytes;
	int file;    /* that it was done to: an index of the names as they were then */
	int is_safe; /* synced before the loss */
};

static struct done done[STEPS];
static int n_done;
static struct file files[FILES], begin[FILES];
static int n_files;
static uint64_t seed;

static int
chance(void)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (int)(seed >> 62 & 1);
}

static void
read_record(const char *path)
{
	FILE *in = fopen(path, "rb");
	struct done *d;

	if (in == NULL)
		exit(2);
	while (n_done < STEPS && fread(&done[n_done].step, sizeof(struct step), 1, in) == 1) {
		d = &done[n_done++];
		d->bytes = calloc(1, d->step.n + 1);
		if (d->bytes == NULL || fread(d->bytes, 1, d->step.n, in) != d->step.n)
			exit(2);
	}
	fclose(in);
}

static int
find(const char *name)
{
	for (int i = n_files - 1; i >= 0; i--)
		if (strcmp(files[i].name, name) == 0)
			return i;
	return -1;
}

static int
is_of(const char *folder, const char *name)
{
	size_t n = strlen(folder);

	return strncmp(name, folder, n) == 0 && name[n] == '/' && strchr(name + n + 1, '/') == NULL;
}

static int
add_file(const char *name)
{
	snprintf(files[n_files].name, sizeof(files[0].name), "%s", name);
	return n_files++;
}

/* What is there before the first step, when it is met first. */
static int
load(const char *name)
{
	int at = find(name), fd = at < 0 ? open(name, O_RDONLY) : -1;
	struct stat st;

	if (fd < 0 || fstat(fd, &st) != 0)
		return at;
	at = add_file(name);
	files[at].len = (size_t)st.st_size;
	files[at].bytes = malloc(files[at].len + 1);
	if (read(fd, files[at].bytes, files[at].len) != st.st_size)
		exit(2);
	close(fd);
	return at;
}

/* Which file each step is about, names being what they were at that time. */
static void
follow_names(const char *folder)
{
	char now[FILES][2 * STEP_NAME] = { { 0 } };

	for (int i = 0; i < n_done; i++) {
		struct done *d = &done[i];

		d->file = -1;
		if (!is_of(folder, d->step.name))
			continue;
		for (int f = 0; f < n_files; f++)
			if (strcmp(now[f], d->step.name) == 0)
				d->file = f;
		if (d->file < 0 || d->step.kind == STEP_CREATE) {
			d->file = d->step.kind == STEP_CREATE ? add_file("") : load(d->step.name);
			if (d->file < 0)
				continue;
			snprintf(now[d->file], sizeof(now[0]), "%s", d->step.name);
		}
		if (d->step.kind == STEP_UNLINK)
			now[d->file][0] = '\0';
		if (d->step.kind == STEP_RENAME)
			snprintf(now[d->file], sizeof(now[0]), "%s", d->bytes);
	}
}

static int
is_of_folder(char kind)
{
	return kind == STEP_CREATE || kind == STEP_UNLINK || kind == STEP_RENAME;
}

static void
find_safe(const char *folder, int n)
{
	for (int i = 0; i < n; i++)
		for (int j = i + 1; j < n && !done[i].is_safe; j++)
			done[i].is_safe = done[j].step.kind == STEP_SYNC &&
			                  (is_of_folder(done[i].step.kind) ? strcmp(done[j].step.name, folder) == 0
			                                                   : done[j].file == done[i].file);
}

static void
resize(struct file *f, size_t len)
{
	if (len > f->len) {
		f->bytes = realloc(f->bytes, len + 1);
		memset(f->bytes + f->len, 0, len - f->len);
	}
	f->len = len;
}

static void
put(struct file *f, size_t at, const struct done *d, int whole)
{
	for (size_t from = 0; from < d->step.n;) {
		size_t n = SECTOR - (at + from) % SECTOR;

		if (n > d->step.n - from)
			n = d->step.n - from;
		if (whole || chance()) {
			if (at + from + n > f->len)
				resize(f, at + from + n);
			memcpy(f->bytes + at + from, d->bytes + from, n);
		}
		from += n;
	}
}

static void
apply(const struct done *d, int whole)
{
	struct file *f = &files[d->file];
	int other;

	switch (d->step.kind) {
	case STEP_CREATE:
		snprintf(f->name, sizeof(f->name), "%s", d->step.name);
		break;
	case STEP_UNLINK:
		f->name[0] = '\0';
		break;
	case STEP_RENAME:
		other = find(d->bytes);
		if (other >= 0)
			files[other].name[0] = '\0';
		snprintf(f->name, sizeof(f->name), "%s", d->bytes);
		break;
	case STEP_TRUNCATE:
		resize(f, (size_t)d->step.at);
		break;
	case STEP_WRITE:
		put(f, (size_t)d->step.at, d, whole);
		break;
	case STEP_APPEND:
		put(f, f->len, d, whole);
		break;
	default:
		break;
	}
}

/* ---- the states ---- */

/* The folder as it was, of which every state is made anew. */
static void
remember(void)
{
	memcpy(begin, files, sizeof(files));
}

static void
restart(void)
{
	for (int i = 0; i < n_files; i++) {
		if (files[i].bytes != begin[i].bytes)
			free(files[i].bytes);
		files[i] = begin[i];
		files[i].bytes = malloc(begin[i].len + 1);
		memcpy(files[i].bytes, begin[i].bytes, begin[i].len);
	}
}

static void
lose(int n, const char *how)
{
	restart();
	seed = (uint64_t)strtoull(how, NULL, 10) * 977 + (uint64_t)n;
	for (int i = 0; i < n; i++) {
		int whole = done[i].is_safe || strcmp(how, "all") == 0;

		if (done[i].file >= 0 && (whole || (strcmp(how, "none") != 0 && chance())))
			apply(&done[i], whole);
	}
}

/* FNV-1a of the names and bytes. */
static uint64_t
digest(void)
{
	uint64_t sum = UINT64_C(14695981039346656037);

	for (int i = 0; i < n_files; i++) {
		const char *parts[] = { files[i].name, files[i].bytes };
		size_t lens[] = { strlen(files[i].name) + 1, files[i].name[0] != '\0' ? files[i].len : 0 };

		for (int p = 0; p < 2; p++)
			for (size_t at = 0; at < lens[p]; at++)
				sum = (sum ^ (unsigned char)parts[p][at]) * UINT64_C(1099511628211);
	}
	return sum;
}

static void
store(const char *into, int number)
{
	char path[4 * STEP_NAME];

	snprintf(path, sizeof(path), "%s/%d", into, number);
	if (mkdir(path, 0700) != 0)
		exit(2);
	for (int i = 0; i < n_files; i++) {
		FILE *out;

		if (files[i].name[0] == '\0')
			continue;
		snprintf(path, sizeof(path), "%s/%d%s", into, number, strrchr(files[i].name, '/'));
		out = fopen(path, "wb");
		if (out == NULL || fwrite(files[i].bytes, 1, files[i].len, out) != files[i].len || fclose(out) != 0)
			exit(2);
	}
}

static void
make_states(const char *folder, const char *into, int losses)
{
	static struct {
		uint64_t digest;
		int latest;
	} states[STEPS];
	uint64_t sum;
	int n_states = 0, every = n_done / BY_CHANCE + 1, at;

	follow_names(folder);
	remember();
	for (int n = 0; n <= n_done; n++) {
		find_safe(folder, n);
		for (int h = -1; h <= (n % every == 0 ? losses : 0); h++) {
			char how[16];

			snprintf(how, sizeof(how), "%d", h);
			lose(n, h < 0 ? "all" : h == 0 ? "none"
			                               : how);
			sum = digest();
			for (at = 0; at < n_states && states[at].digest != sum;)
				at++;
			if (at == n_states) {
				if (n_states == STEPS)
					exit(2);
				states[n_states++].digest = sum;
				store(into, at);
			}
			states[at].latest = n;
		}
	}
	for (at = 0; at < n_states; at++)
		printf("%d %d\n", at, states[at].latest);
}

int
main(int argc, char **argv)
{
	int said = 0;

	read_record(argv[1]);
	for (int i = 0; i < n_done && said == 0; i++)
		if (strcmp(done[i].step.name, "stdout") == 0)
			said = i + 1;
	if (argc < 5)
		printf("%d %d\n", n_done, said);
	else
		make_states(argv[2], argv[3], atoi(argv[4]));
	return 0;
}
