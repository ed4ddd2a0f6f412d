#include "book_state.h"

#include <cb/base/reason.h>
#include <cb/data/zip.h>

#include <errno.h>
#include <unistd.h>

/* Sheets of a million rows stay far below; what is beyond was made to fill a memory. XML of cells packs
 * about 10 to 40 times, deflate can do 1032 times. */
static const uint64_t UNPACKED_MAX = UINT64_C(2) << 30, RATIO_FROM = UINT64_C(64) << 20;
enum { RATIO_MAX = 200 };

static bool
is_name(const char *stored, struct cb_text name)
{
	stored += *stored == '/' || *stored == '\\';
	for (uint32_t i = 0; i < name.len; i++) {
		char c = stored[i] == '\\' ? '/' : stored[i];

		if (c == '\0' || !cb_bytes_equal_nocase(&c, name.p + i, 1))
			return false;
	}
	return stored[name.len] == '\0';
}

int64_t
cb_book_part_find(const struct cb_book *book, struct cb_text name)
{
	int64_t n = cb_zip()->get_num_entries(book->zip, 0);

	if (name.len > 0 && *name.p == '/')
		name = (struct cb_text){ name.p + 1, name.len - 1 };
	for (int64_t i = 0; i < n; i++) {
		const char *stored = cb_zip()->get_name(book->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);

		if (stored != NULL && is_name(stored, name))
			return i;
	}
	return -1;
}

/* False, so that what fails ends in `return refuse(…)`. */
static bool
refuse(struct book_part *part, enum cb_code code, struct cb_arg word)
{
	cb_report(part->book->diag, code, part->where, "", part->name, word);
	return false;
}

/* What the library says of it has words in one language only. */
static bool
refuse_damaged(struct book_part *part, int error)
{
	bool is_en = part->book->diag->lang == CB_EN;

	if (error == ZIP_ER_CRC)
		return refuse(part, CB_PART_DAMAGED, cb_arg_string(is_en ? "its check sum is wrong" : "校验和不符"));
	if (error == ZIP_ER_EOF || error == ZIP_ER_READ)
		return refuse(part, CB_PART_DAMAGED, cb_arg_string(is_en ? "it ends too early" : "内容不完整"));
	return refuse(part, CB_PART_DAMAGED, cb_arg_string(is_en ? "it cannot be unpacked" : "无法解压"));
}

bool
cb_book_part_open(struct book_part *part, struct cb_book *book, int64_t at, struct cb_where where)
{
	zip_uint64_t index = (zip_uint64_t)at;
	zip_stat_t stat;

	*part = (struct book_part){ .book = book, .where = where };
	part->name = cb_zip()->get_name(book->zip, index, ZIP_FL_ENC_RAW);
	if (cb_zip()->stat_index(book->zip, index, 0, &stat) == 0 && (stat.valid & ZIP_STAT_COMP_SIZE) != 0)
		part->packed_bytes = stat.comp_size;
	part->file = cb_zip()->fopen_index(book->zip, index, 0);
	return part->file != NULL || refuse_damaged(part, cb_zip()->error_code_zip(cb_zip()->get_error(book->zip)));
}

void
cb_book_part_open_file(struct book_part *part, struct cb_book *book, struct cb_where where)
{
	*part = (struct book_part){ .book = book, .where = where, .name = "" };
}

static bool
is_within_limits(struct book_part *part, size_t got)
{
	uint64_t asked = part->book->options.unpacked_max_bytes, max = asked != 0 ? asked : UNPACKED_MAX;

	part->unpacked_bytes += got;
	part->book->unpacked_bytes += got;
	if (part->book->unpacked_bytes > max)
		return refuse(part, CB_UNPACKED_TOO_LARGE, cb_arg_number((int64_t)(max >> 20)));
	if (part->unpacked_bytes > RATIO_FROM && part->unpacked_bytes / RATIO_MAX > part->packed_bytes)
		return refuse(part, CB_UNPACKED_RATIO, cb_arg_number(RATIO_MAX));
	return true;
}

static ptrdiff_t
read_file(struct book_part *part, char *p, size_t n)
{
	ssize_t got;

	do
		got = pread(part->book->fd, p, n, (off_t)part->position);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		cb_report(part->book->diag, CB_READ_FAILED, part->where, "", part->book->name,
		          cb_reason(errno, part->book->diag->lang));
	part->position += got > 0 ? got : 0;
	return got;
}

ptrdiff_t
cb_book_part_read(struct book_part *part, char *p, size_t n)
{
	const struct cb_zip *zip;
	zip_int64_t got;

	if (part->file == NULL)
		return read_file(part, p, n);
	zip = cb_zip();
	got = zip->fread(part->file, p, n);
	if (got < 0)
		refuse_damaged(part, zip->error_code_zip(zip->file_get_error(part->file)));
	return got < 0 || !is_within_limits(part, (size_t)got) ? -1 : (ptrdiff_t)got;
}

void
cb_book_part_close(struct book_part *part)
{
	if (part->file != NULL)
		cb_zip()->fclose(part->file);
	part->file = NULL;
}
