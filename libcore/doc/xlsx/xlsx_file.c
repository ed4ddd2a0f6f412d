#include "xlsx_file.h"

#include <cb/base/mem.h>
#include <cb/base/utf8.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

enum { BLOCK_BYTES = 64 * 1024,
       TAIL_BYTES = 64,
       CELL_CHARS = 32767,
       NAME_CHARS = 31,
       TEXT_FORMAT = 49, /* of the built-in ones */
       LINE_POINTS = 15,
       HEIGHT_MAX = 409 /* points of a row */ };

static void
remember(struct cb_out *out, int error)
{
	if (!out->error)
		out->error = error ? error : EIO;
}

/* Same input, same bytes: the hour at which a workbook is made is not in it. */
static void
set_properties(lxw_workbook *book, const char *title)
{
	static const time_t made = 946684800; /* 2000-01-01 */
	char *copy = strdup(title), author[] = "cb";
	lxw_doc_properties properties = {
		.title = copy != NULL && *copy ? copy : NULL, .author = author, .created = made
	};

	workbook_set_properties(book, &properties);
	free(copy);
}

void
cb_xlsx_open(struct cb_xlsx *xlsx, enum cb_xlsx_memory memory, const char *title, struct cb_out *out)
{
	struct cb_str path = { 0 };
	char name[64];
	lxw_workbook_options options = { .constant_memory = memory == CB_XLSX_STREAMED };

	*xlsx = (struct cb_xlsx){ .fd = -1 };
	xlsx->fd = cb_temp_file();
	if (xlsx->fd < 0) {
		remember(out, errno);
		return;
	}
	/* The library wants a name; this one is of the file without one, which vanishes with the process. */
	snprintf(name, sizeof(name), "/proc/self/fd/%d", xlsx->fd);
	cb_str_adds(&path, cb_temp_folder());
	options.tmpdir = path.p;
	xlsx->book = workbook_new_opt(name, &options);
	cb_str_release(&path);
	if (xlsx->book == NULL)
		cb_no_memory();
	set_properties(xlsx->book, title);
}

lxw_worksheet *
cb_xlsx_sheet(struct cb_xlsx *xlsx, const char *name, struct cb_out *out)
{
	lxw_worksheet *sheet = NULL;
	char free_name[CB_XLSX_NAME] = "";

	if (name != NULL)
		cb_xlsx_sheet_name(cb_text_of(name), 1, free_name);
	for (unsigned i = 2; xlsx->book != NULL && name != NULL &&
	                     workbook_get_worksheet_by_name(xlsx->book, free_name) != NULL;
	     i++)
		cb_xlsx_sheet_name(cb_text_of(name), i, free_name);
	if (xlsx->book != NULL && !out->error)
		sheet = workbook_add_worksheet(xlsx->book, *free_name ? free_name : NULL);
	if (sheet == NULL)
		remember(out, errno);
	return sheet;
}

/* ---- texts ---- */

/* _x0041_ is read as A. */
static bool
is_escape(struct cb_text text, uint32_t at)
{
	if (text.len - at < 7 || text.p[at] != '_' || text.p[at + 1] != 'x' || text.p[at + 6] != '_')
		return false;
	return strspn(text.p + at + 2, "0123456789abcdefABCDEF") >= 4;
}

const char *
cb_xlsx_text(struct cb_xlsx *xlsx, struct cb_text text, struct cb_out *out)
{
	size_t chars = 0;

	cb_str_clear(&xlsx->text);
	for (uint32_t at = 0; at < text.len; chars++) {
		int32_t cp;
		int n = cb_utf8_decode(text.p + at, text.len - at, &cp);

		if (cp == '_' && is_escape(text, at))
			cb_str_adds(&xlsx->text, "_x005F");
		if (cp <= 0 || cp == 0xfffe || cp == 0xffff)
			cb_str_adds(&xlsx->text, "\xef\xbf\xbd");
		else
			cb_str_add(&xlsx->text, text.p + at, (size_t)n);
		chars += cp > 0xffff; /* counted as UTF-16 has it */
		at += (uint32_t)n;
	}
	if (chars > CELL_CHARS && !out->refused)
		out->refused = CB_TEXT_BEYOND_XLSX;
	return chars > CELL_CHARS ? "" : cb_str_c(&xlsx->text);
}

void
cb_xlsx_set_format(lxw_format *format, const char *code)
{
	if (strcmp(code, "@") == 0)
		format_set_num_format_index(format, TEXT_FORMAT);
	else if (strcmp(code, "General") != 0)
		format_set_num_format(format, code);
}

void
cb_xlsx_sheet_name(struct cb_text wanted, unsigned number, char name[CB_XLSX_NAME])
{
	struct cb_str out = { 0 };
	char behind[16] = "";
	size_t chars, left;

	if (number > 1)
		snprintf(behind, sizeof(behind), " (%u)", number);
	left = NAME_CHARS - strlen(behind);
	wanted = cb_text_trim(wanted);
	for (uint32_t at = 0; at < wanted.len;) {
		int32_t cp;
		int n = cb_utf8_decode(wanted.p + at, wanted.len - at, &cp);
		bool is_allowed = cp >= ' ' && !(cp < 128 && strchr("[]:*?/\\'", cp) != NULL);

		chars = cp > 0xffff ? 2 : 1;
		if (chars > left)
			break;
		left -= chars;
		if (is_allowed)
			cb_str_add(&out, wanted.p + at, (size_t)n);
		else
			cb_str_addc(&out, ' ');
		at += (uint32_t)n;
	}
	wanted = cb_text_trim(cb_str_text(&out));
	snprintf(name, CB_XLSX_NAME, "%.*s%s", CB_TEXT_ARG(wanted), behind);
	cb_str_release(&out);
}

size_t
cb_xlsx_lines(struct cb_text text, size_t width_cols)
{
	size_t lines = 0;

	for (uint32_t start = 0, at = 0; at <= text.len; at++) {
		size_t width;

		if (at < text.len && text.p[at] != '\n')
			continue;
		width = cb_utf8_width((struct cb_text){ text.p + start, at - start });
		lines += width > width_cols ? (width + width_cols - 1) / width_cols : 1;
		start = at + 1;
	}
	return lines;
}

double
cb_xlsx_height(size_t lines)
{
	double height = LINE_POINTS * (double)(lines > 0 ? lines : 1);

	return height > HEIGHT_MAX ? HEIGHT_MAX : height;
}

/* ---- the end ---- */

/* XML that was cut has lost its last tag, which is that of its root. */
static bool
is_whole_xml(const char *head, struct cb_text tail)
{
	char end[TAIL_BYTES];
	const char *root = strstr(head, "?>"), *name;
	size_t n;

	if (root == NULL || (name = strchr(root, '<')) == NULL)
		return root == NULL; /* the drawings of comments have no declaration: they are small */
	n = strcspn(name + 1, " >/\r\n");
	if (n + 4 > sizeof(end))
		return false;
	snprintf(end, sizeof(end), "</%.*s>", (int)n, name + 1);
	return cb_text_ends(cb_text_trim(tail), end);
}

static bool
is_whole_part(struct zip *zip, zip_uint64_t part)
{
	char *block = cb_alloc(1, BLOCK_BYTES), head[TAIL_BYTES * 4 + 1] = "", tail[TAIL_BYTES * 2];
	struct zip_file *file = zip_fopen_index(zip, part, 0);
	size_t n_tail = 0, n_head = 0;
	zip_int64_t n = file != NULL ? 0 : -1;

	while (file != NULL && (n = zip_fread(file, block, BLOCK_BYTES)) > 0) {
		size_t keep = (size_t)n < TAIL_BYTES ? (size_t)n : TAIL_BYTES;

		if (n_head == 0) {
			n_head = (size_t)n < sizeof(head) - 1 ? (size_t)n : sizeof(head) - 1;
			memcpy(head, block, n_head);
		}
		/* the last bytes of the block before stand in front: a tag may lie across */
		if (n_tail > TAIL_BYTES) {
			memmove(tail, tail + n_tail - TAIL_BYTES, TAIL_BYTES);
			n_tail = TAIL_BYTES;
		}
		memcpy(tail + n_tail, block + (size_t)n - keep, keep);
		n_tail += keep;
	}
	if (file != NULL)
		zip_fclose(file);
	free(block);
	return n == 0 && n_head > 0 && is_whole_xml(head, (struct cb_text){ tail, (uint32_t)n_tail });
}

/* The library does not look whether what it writes to its temporary files gets there. */
static bool
is_whole(int fd)
{
	int error, copy = dup(fd);
	struct zip *zip = copy < 0 ? NULL : zip_fdopen(copy, 0, &error);
	bool whole = zip != NULL;

	if (zip == NULL && copy >= 0)
		close(copy);
	for (zip_int64_t i = 0; whole && i < zip_get_num_entries(zip, 0); i++)
		whole = is_whole_part(zip, (zip_uint64_t)i);
	if (zip != NULL)
		zip_discard(zip);
	return whole;
}

static void
copy_file(int fd, struct cb_out *out)
{
	char *block = cb_alloc(1, BLOCK_BYTES);
	ssize_t n = -1;

	if (lseek(fd, 0, SEEK_SET) == 0) {
		while ((n = read(fd, block, BLOCK_BYTES)) > 0) {
			cb_str_add(&out->buf, block, (size_t)n);
			cb_out_flush(out);
		}
	}
	if (n < 0)
		remember(out, errno);
	free(block);
}

void
cb_xlsx_finish(struct cb_xlsx *xlsx, struct cb_out *out)
{
	if (xlsx->book != NULL && !out->error && !out->refused) {
		lxw_error error = workbook_close(xlsx->book);

		xlsx->book = NULL;
		if (error != LXW_NO_ERROR || !is_whole(xlsx->fd))
			remember(out, ENOSPC); /* what else a temporary file would suffer from */
		else
			copy_file(xlsx->fd, out);
	}
	cb_xlsx_drop(xlsx);
}

void
cb_xlsx_drop(struct cb_xlsx *xlsx)
{
	if (xlsx->book != NULL)
		lxw_workbook_free(xlsx->book);
	if (xlsx->fd > STDERR_FILENO)
		close(xlsx->fd);
	cb_str_release(&xlsx->text);
	*xlsx = (struct cb_xlsx){ .fd = -1 };
}
