#include "../text/text_scan.h"
#include "book_state.h"

#include <cb/base/reason.h>
#include <cb/base/suggest.h>
#include <cb/data/zip.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SHEETS_MAX = 1000 };

bool
cb_book_add_sheet(struct cb_book *book, struct cb_text name, bool is_hidden)
{
	if (book->n_sheets == SHEETS_MAX) {
		cb_report(book->diag, CB_TOO_MANY_SHEETS, BOOK_WHOLE(book), "", "1000");
		return false;
	}
	*cb_push(book->sheets, book->n_sheets, book->cap_sheets) = (struct cb_book_sheet){
		.name = cb_arena_copy(&book->arena, name.p, name.len),
		.is_hidden = is_hidden,
	};
	return true;
}

/* ---- opening ---- */

/* A pipe is copied to a file without a name, which takes the place of stdin, or is found by its descriptor. What
 * has been read when the copy fails is gone: nothing else may read on. */
static enum cb_status
spool(struct cb_book *book)
{
	bool is_stdin = book->fd == STDIN_FILENO, is_read;
	int copy = cb_text_spool(book->fd, &is_read);

	if (copy < 0) {
		book->source = cb_diag_source(book->diag, CB_SOURCE_TEXT, book->name, "");
		return cb_report(book->diag, is_read ? CB_NO_SPOOL : CB_READ_FAILED, BOOK_WHOLE(book), "", book->name,
		                 cb_reason(errno, book->diag->lang));
	}
	if (is_stdin) {
		dup2(copy, STDIN_FILENO);
		lseek(STDIN_FILENO, 0, SEEK_SET);
	} else {
		close(book->fd);
	}
	book->fd = copy;
	cb_str_clear(&book->path);
	cb_str_addf(&book->path, "/dev/fd/%d", copy);
	return CB_OK;
}

/* A descriptor of a regular file whose bytes can be looked at; else none, and the text reader says why. */
static enum cb_status
open_fd(struct cb_book *book)
{
	bool is_stdin = strcmp(book->name, "-") == 0;
	struct stat st;

	book->fd = is_stdin ? STDIN_FILENO : open(book->name, O_RDONLY | O_CLOEXEC);
	if (book->fd < 0 || fstat(book->fd, &st) != 0 || S_ISDIR(st.st_mode))
		return CB_OK;
	if (!S_ISREG(st.st_mode) || (is_stdin && lseek(STDIN_FILENO, 0, SEEK_CUR) != 0))
		return spool(book);
	cb_str_adds(&book->path, is_stdin ? "/dev/fd/0" : book->name);
	return CB_OK;
}

/* What is to be done with a file that is not read. */
static struct cb_arg
remedy_of(const char *name)
{
	static const char *const packed[] = { "zip", "gzip", "xz", "bzip2", "zstd", "tar", "7z", "RAR", NULL };

	if (cb_text_is_one_of(cb_text_of(name), packed))
		return cb_arg_either("请先解压,再读其中的文件", "unpack it and read what is in it");
	return cb_arg_either("请另存为 xlsx 或 CSV", "save it as xlsx or CSV");
}

static enum cb_status
open_kind(struct cb_book *book, const struct book_kind *kind)
{
	book->source = cb_diag_source(book->diag, CB_SOURCE_SHEET, book->name, "");
	switch (kind->is) {
	case BOOK_ENCRYPTED:
		return cb_report(book->diag, CB_ENCRYPTED, BOOK_WHOLE(book), "");
	case BOOK_CUT:
		return cb_report(book->diag, CB_BOOK_DAMAGED, BOOK_WHOLE(book), "", kind->name);
	case BOOK_NOT_READ:
		return cb_report(book->diag, CB_READ_FAILED, BOOK_WHOLE(book), "", book->name, kind->name);
	case BOOK_TOO_LARGE:
		return cb_report(book->diag, CB_TOO_MANY_PARTS, BOOK_WHOLE(book), "", kind->name);
	case BOOK_NO_ROOM:
		return cb_report(book->diag, CB_NO_SPOOL, BOOK_WHOLE(book), "", book->name,
		                 cb_reason(errno, book->diag->lang));
	case BOOK_DOUBLED:
		return cb_report(book->diag, CB_PART_DOUBLED, BOOK_WHOLE(book), "", kind->name);
	case BOOK_FOREIGN:
		return cb_report(book->diag, CB_NOT_A_BOOK, BOOK_WHOLE(book), "", kind->name, remedy_of(kind->name));
	default:
		book->format = kind->format;
		return book->format->open(book);
	}
}

enum cb_status
cb_book_open(struct cb_book **out, const char *path, const struct cb_book_options *options, struct cb_diag *diag)
{
	struct cb_book *book = cb_alloc(1, sizeof(*book));
	struct book_kind kind = { .is = BOOK_TEXT };
	enum cb_status status;

	*book = (struct cb_book){ .options = *options, .diag = diag, .fd = -1 };
	book->name = cb_arena_copy(&book->arena, path, strlen(path));
	status = open_fd(book);
	if (status == CB_OK && book->path.len > 0)
		kind = cb_book_kind(book);
	else
		cb_str_adds(&book->path, path);
	if (status == CB_OK && kind.is == BOOK_TEXT)
		cb_book_add_sheet(book, CB_LIT(""), false);
	else if (status == CB_OK)
		status = open_kind(book, &kind);
	if (status != CB_OK)
		cb_book_close(book);
	*out = status == CB_OK ? book : NULL;
	return status;
}

bool
cb_book_was_locked(const struct cb_book *book)
{
	return book->was_locked;
}

bool
cb_book_is_text(const struct cb_book *book)
{
	return book->format == NULL;
}

size_t
cb_book_n_sheets(const struct cb_book *book)
{
	return book->n_sheets;
}

struct cb_book_sheet
cb_book_sheet(const struct cb_book *book, size_t sheet)
{
	return book->sheets[sheet];
}

/* ---- sheets ---- */

static bool
is_number(const struct cb_book *book, const char *word, size_t *sheet)
{
	char *end;
	unsigned long number = strtoul(word, &end, 10);

	if (!cb_is_digit(*word) || *end != '\0' || number < 1 || number > book->n_sheets)
		return false;
	*sheet = number - 1;
	return true;
}

static void
report_no_sheet(const struct cb_book *book, const char *word)
{
	struct cb_str names = { 0 };
	struct cb_nearest nearest = { 0 };

	for (size_t i = 0; i < book->n_sheets; i++) {
		if (i > 0)
			cb_str_adds(&names, book->diag->lang == CB_ZH ? "、" : ", ");
		cb_str_adds(&names, book->sheets[i].name);
		cb_nearest_try(&nearest, cb_text_of(word), cb_text_of(book->sheets[i].name));
	}
	cb_report(book->diag, CB_NO_SUCH_SHEET, BOOK_WHOLE(book), "", book->name, word,
	          cb_arg_nearest(nearest.text), names);
}

bool
cb_book_find_sheet(const struct cb_book *book, const char *word, size_t *sheet)
{
	for (*sheet = 0; *sheet < book->n_sheets; ++*sheet)
		if (strcmp(book->sheets[*sheet].name, word) == 0)
			return true;
	if (is_number(book, word, sheet))
		return true;
	report_no_sheet(book, word);
	return false;
}

/* ---- rows ---- */

static enum cb_status
open_text(struct cb_book *book, struct cb_rows **out)
{
	bool is_stdin = strcmp(book->name, "-") == 0;

	book->options.csv.name = book->name;
	return cb_csv_open(out, is_stdin ? "-" : cb_str_c(&book->path), &book->options.csv, book->diag);
}

enum cb_status
cb_book_rows(struct cb_book *book, size_t sheet, struct cb_rows **out)
{
	uint32_t source;
	enum cb_status status;

	*out = NULL;
	if (book->format == NULL)
		return open_text(book, out);
	source = cb_diag_source(book->diag, CB_SOURCE_SHEET, book->name, book->sheets[sheet].name);
	status = book->format->rows(book, sheet, source, out);
	if (status == CB_OK)
		*out = cb_book_shaped(cb_book_counted(*out, book), book);
	return status;
}

void
cb_book_close(struct cb_book *book)
{
	if (book == NULL)
		return;
	if (book->format != NULL && book->format->close != NULL)
		book->format->close(book);
	if (book->zip != NULL)
		cb_zip()->discard(book->zip);
	if (book->fd > STDERR_FILENO)
		close(book->fd);
	cb_str_release(&book->path);
	free(book->sheets);
	cb_arena_release(&book->arena);
	free(book);
}
