/* What a file is, by what stands in it: the first bytes, the names in an archive, the streams of OLE. */
#include "book_state.h"

#include "ole.h"
#include "unlock.h"

#include <cb/base/dict.h>
#include <cb/base/reason.h>
#include <cb/data/zip.h>

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum {
	HEAD_BYTES = 4096,
	PARTS_MAX = 10000,
	OLE_ENTRY_BYTES = 128,
	OLE_NAME_MAX = 32,
};

static const struct book_kind encrypted = { BOOK_ENCRYPTED, "", NULL };

static struct book_kind
readable(const char *name, const struct book_format *format)
{
	return (struct book_kind){ format != NULL ? BOOK_READABLE : BOOK_FOREIGN, name, format };
}

static struct book_kind
foreign(const char *name)
{
	return (struct book_kind){ BOOK_FOREIGN, name, NULL };
}

/* ---- first bytes */

static const struct {
	const char *name, *bytes;
	uint32_t len, at;
} marks[] = {
	{ "PDF", "%PDF-", 5, 0 },
	{ "SQLite", "SQLite format 3", 15, 0 },
	{ "RTF", "{\\rtf", 5, 0 },
	{ "gzip", "\x1F\x8B\x08", 3, 0 },
	{ "xz", "\xFD"
	        "7zXZ\0",
	  6, 0 },
	{ "bzip2", "1AY&SY", 6, 4 },
	{ "zstd", "\x28\xB5\x2F\xFD", 4, 0 },
	{ "tar", "ustar", 5, 257 },
	{ "7z", "7z\xBC\xAF\x27\x1C", 6, 0 },
	{ "RAR", "Rar!\x1A\x07", 6, 0 },
	{ "zip", "PK\7\10", 4, 0 }, /* the first part of several */
	{ "PNG", "\x89PNG", 4, 0 },
	{ "JPEG", "\xFF\xD8\xFF", 3, 0 },
	{ "GIF", "GIF89a", 6, 0 },
	{ "GIF", "GIF87a", 6, 0 },
	{ "TIFF", "II*\0", 4, 0 },
	{ "TIFF", "MM\0*", 4, 0 },
	{ "WebP", "WEBPVP8", 7, 8 },
	{ "HEIC", "ftyphei", 7, 4 },
	{ "PostScript", "%!PS-", 5, 0 },
	{ "Parquet", "PAR1\x15", 5, 0 },
	{ "Arrow", "ARROW1\0", 7, 0 },
	{ "Lotus 1-2-3", "\0\0\2\0\6\4", 6, 0 },
	{ "Lotus 1-2-3", "\0\0\x1A\0", 4, 0 },
	{ "Access", "\0\1\0\0Standard ", 13, 0 },
	{ "DIF", "TABLE\r\n0,1", 10, 0 },
	{ "DIF", "TABLE\n0,1", 9, 0 },
};

static bool
has_mark(struct cb_text head, const char *bytes, uint32_t n)
{
	return head.len >= n && memcmp(head.p, bytes, n) == 0;
}

/* ID;PWXL and then records: a text of columns ID;Price has none. */
static bool
is_sylk(struct cb_text head)
{
	return cb_text_starts(head, "ID;P") &&
	       (cb_text_find(head, "\nC;Y") > 0 || cb_text_find(head, "\nC;X") > 0 || cb_text_find(head, "\nB;Y") > 0);
}

/* A table of dBase or FoxPro: its version, and the day on which it was changed. */
static bool
is_dbase(struct cb_text head)
{
	const unsigned char *p = (const unsigned char *)head.p;

	return head.len > 32 && memchr("\x03\x30\x31\x43\x83\x8B\xF5", p[0], 7) != NULL && p[2] >= 1 && p[2] <= 12 &&
	       p[3] >= 1 && p[3] <= 31 && p[30] == 0 && p[31] == 0;
}

/* An object, or an array that begins with one or with an array of values. */
static bool
is_json(struct cb_text head)
{
	head = cb_text_trim(head);
	if (cb_text_starts(head, "[["))
		return head.len > 2 && (head.p[2] == '"' || cb_is_digit(head.p[2]));
	if (cb_text_starts(head, "["))
		head = cb_text_trim((struct cb_text){ head.p + 1, head.len - 1 });
	if (!cb_text_starts(head, "{"))
		return false;
	return cb_text_starts(cb_text_trim((struct cb_text){ head.p + 1, head.len - 1 }), "\"");
}

/* A workbook of Excel 2 to 8 that is in no OLE file: a BOF record of a sheet or a book. */
static bool
is_biff(struct cb_text head)
{
	const unsigned char *p = (const unsigned char *)head.p;

	return head.len >= 8 && p[0] == 0x09 && (p[1] == 0 || p[1] == 2 || p[1] == 4 || p[1] == 8) && p[3] == 0 &&
	       (p[2] == 4 || p[2] == 6 || p[2] == 8 || p[2] == 16);
}

/* ---- markup */

/* Does the head, ASCII or UTF-16, hold the word, in upper or lower case? */
static bool
holds(struct cb_text head, const char *word)
{
	char plain[HEAD_BYTES + 1];
	size_t n = 0, len = strlen(word);

	for (uint32_t i = 0; i < head.len; i++)
		if (head.p[i] != '\0')
			plain[n++] = head.p[i];
	for (size_t i = 0; i + len <= n; i++)
		if (cb_bytes_equal_nocase(plain + i, word, len))
			return true;
	return false;
}

/* The first character that is no blank, NUL or byte order mark. */
static char
first_letter(struct cb_text head)
{
	for (uint32_t i = 0; i < head.len; i++)
		if (strchr(" \t\r\n\xEF\xBB\xBF\xFE\xFF", head.p[i]) == NULL)
			return head.p[i];
	return '\0';
}

static struct book_kind
markup_kind(struct cb_text head)
{
	if (holds(head, "urn:schemas-microsoft-com:office:spreadsheet"))
		return readable("Office XML 2003", &cb_book_xml2003);
	if (holds(head, "urn:oasis:names:tc:opendocument"))
		return foreign("OpenDocument XML (fods)");
	if (holds(head, "<html") || holds(head, "<table") || holds(head, "<!doctype html"))
		return readable("HTML", &cb_book_html);
	if (holds(head, "<?xml") || holds(head, "xmlns"))
		return foreign("XML");
	return (struct book_kind){ .is = BOOK_TEXT };
}

/* ---- archives */

static bool
starts(const char *name, const char *prefix)
{
	return cb_bytes_equal_nocase(name, prefix, strlen(prefix));
}

static bool
ends(const char *name, const char *suffix)
{
	size_t n = strlen(name), len = strlen(suffix);

	return n >= len && cb_bytes_equal_nocase(name + n - len, suffix, len);
}

/* Up to n bytes of a small part, and a NUL. */
static size_t
read_start(struct cb_book *book, const char *name, char *p, size_t n)
{
	int64_t at = cb_book_part_find(book, cb_text_of(name));
	zip_file_t *file = at >= 0 ? cb_zip()->fopen_index(book->zip, (zip_uint64_t)at, 0) : NULL;
	zip_int64_t got = file != NULL ? cb_zip()->fread(file, p, n - 1) : 0;

	if (file != NULL)
		cb_zip()->fclose(file);
	p[got > 0 ? got : 0] = '\0';
	return got > 0 ? (size_t)got : 0;
}

static struct book_kind
opendocument_kind(struct cb_book *book, const char *type)
{
	static const char prefix[] = "application/vnd.oasis.opendocument.";
	char manifest[16 * HEAD_BYTES];

	if (starts(type, "application/vnd.sun.xml"))
		return foreign("OpenOffice 1 (sxc)");
	if (!starts(type, prefix))
		return foreign(starts(type, "application/epub") ? "epub" : "zip");
	read_start(book, "META-INF/manifest.xml", manifest, sizeof(manifest));
	if (strstr(manifest, "encryption-data") != NULL)
		return encrypted;
	type += sizeof(prefix) - 1;
	if (starts(type, "spreadsheet"))
		return readable("ods", &cb_book_ods);
	return foreign(starts(type, "text") ? "odt" : starts(type, "presentation") ? "odp"
	                                                                           : "OpenDocument");
}

/* An Office package, by the folders of its parts. */
static struct book_kind
package_kind(const struct cb_book *book)
{
	int64_t n = cb_zip()->get_num_entries(book->zip, 0);
	struct book_kind kind = foreign("zip");

	for (int64_t i = 0; i < n; i++) {
		const char *name = cb_zip()->get_name(book->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);

		if (name == NULL)
			continue;
		name += *name == '/' || *name == '\\';
		if (ends(name, "workbook.bin"))
			return foreign("xlsb");
		if (starts(name, "xl/") || starts(name, "xl\\") || ends(name, "workbook.xml"))
			kind = readable("xlsx", &cb_book_xlsx);
		else if (kind.format == NULL && starts(name, "word/"))
			kind = foreign("docx");
		else if (kind.format == NULL && starts(name, "ppt/"))
			kind = foreign("pptx");
		else if (kind.format == NULL && ends(name, ".iwa"))
			kind = foreign("Apple iWork (Numbers, Pages)");
		else if (kind.format == NULL && starts(name, "Index.zip"))
			kind = foreign("Apple iWork (Numbers, Pages)");
		else if (kind.format == NULL && starts(name, "buildVersionHistory.plist"))
			kind = foreign("Apple iWork (Numbers, Pages)");
	}
	return kind;
}

static bool
is_encrypted(const struct cb_book *book)
{
	int64_t n = cb_zip()->get_num_entries(book->zip, 0);
	zip_stat_t stat;

	for (int64_t i = 0; i < n; i++)
		if (cb_zip()->stat_index(book->zip, (zip_uint64_t)i, 0, &stat) == 0 &&
		    (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
			return true;
	return false;
}

/* Programs differ in which of two parts of one name they read: a file that has them shows one thing here, another
 * there. Names are compared as cb_book_part_find does. */
static const char *
doubled_name(const struct cb_book *book)
{
	int64_t n = cb_zip()->get_num_entries(book->zip, 0);
	struct cb_dict seen = { 0 };
	struct cb_str key = { 0 };
	const char *doubled = NULL;

	for (int64_t i = 0; i < n && doubled == NULL; i++) {
		const char *name = cb_zip()->get_name(book->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);

		cb_str_clear(&key);
		for (const char *p = name; p != NULL && *p != '\0'; p++)
			cb_str_addc(&key, *p == '\\' ? '/' : *p >= 'A' && *p <= 'Z' ? *p | 0x20
			                                                            : *p);
		if (key.len > 0 && key.p[0] == '/')
			key.p[0] = ' ';
		if (cb_dict_get(&seen, cb_text_trim(cb_str_text(&key))) != 0)
			doubled = name;
		cb_dict_put(&seen, cb_text_trim(cb_str_text(&key)), 1);
	}
	cb_dict_release(&seen);
	cb_str_release(&key);
	return doubled;
}

static struct book_kind
archive_kind(struct cb_book *book)
{
	const char *doubled;
	char type[128];
	int error = 0, fd = dup(book->fd);

	lseek(book->fd, 0, SEEK_SET);
	book->zip = fd >= 0 && cb_zip() != NULL ? cb_zip()->fdopen(fd, ZIP_RDONLY, &error) : NULL;
	if (book->zip == NULL) {
		const char *reason = cb_reason(errno, book->diag->lang);

		if (fd >= 0)
			close(fd);
		if (fd < 0 || cb_zip() == NULL || error == ZIP_ER_OPEN) /* the process may open no more files */
			return (struct book_kind){ .is = BOOK_NOT_READ, .name = reason };
		return (struct book_kind){ .is = BOOK_CUT, .name = "zip" };
	}
	if (cb_zip()->get_num_entries(book->zip, 0) > PARTS_MAX)
		return (struct book_kind){ .is = BOOK_TOO_LARGE, .name = "10000" };
	doubled = doubled_name(book);
	if (doubled != NULL)
		return (struct book_kind){ .is = BOOK_DOUBLED, .name = doubled };
	if (is_encrypted(book))
		return encrypted;
	if (read_start(book, "mimetype", type, sizeof(type)) > 0)
		return opendocument_kind(book, type);
	return package_kind(book);
}

/* ---- OLE */

/* The name of a directory entry in ASCII; false when the 128 bytes are none. */
static bool
take_ole_name(const unsigned char *entry, char name[OLE_NAME_MAX])
{
	unsigned n = entry[64] + 256u * entry[65];

	if (n < 4 || n > 2 * OLE_NAME_MAX || n % 2 != 0 || (entry[66] != 1 && entry[66] != 2))
		return false;
	n = n / 2 - 1;
	for (unsigned i = 0; i < n; i++) {
		if (entry[2 * i + 1] != 0)
			return false;
		name[i] = (char)entry[2 * i];
	}
	name[n] = '\0';
	return true;
}

static const struct {
	const char *stream, *name; /* NULL = xls, "" = encrypted */
} streams[] = {
	{ "EncryptedPackage", "" },
	{ "EncryptionInfo", "" },
	{ "Workbook", NULL },
	{ "Book", NULL },
	{ "WordDocument", "doc" },
	{ "PowerPoint Document", "ppt" },
	{ "VisioDocument", "vsd" },
	{ "__properties_version1.0", "msg" },
};

static int
stream_rank(const unsigned char *entry)
{
	char name[OLE_NAME_MAX];
	int n = (int)CB_COUNT(streams);

	if (!take_ole_name(entry, name))
		return n;
	for (int i = 0; i < n; i++)
		if (cb_bytes_equal_nocase(name, streams[i].stream, OLE_NAME_MAX))
			return i;
	return n;
}

/* What the root says, not an embedded object. Directory entries stand at multiples of 128 bytes: looking at all of
 * these finds them in files whose chain of sectors is broken as well. */
static int
best_rank(const struct cb_book *book)
{
	unsigned char block[16 * HEAD_BYTES];
	int n = (int)CB_COUNT(streams), best = n;
	off_t at = 0;
	ssize_t got;

	for (int i = 0; i < n; i++)
		if (cb_ole_is_in_root(book->fd, streams[i].stream))
			return i;
	while ((got = pread(book->fd, block, sizeof(block), at)) > 0) {
		for (ssize_t i = 0; i + OLE_ENTRY_BYTES <= got; i += OLE_ENTRY_BYTES) {
			int rank = stream_rank(block + i);

			best = rank < best ? rank : best;
		}
		at += got;
	}
	return best;
}

static struct book_kind
ole_kind(const struct cb_book *book)
{
	int n = (int)CB_COUNT(streams), best = best_rank(book);

	if (best == n && !cb_ole_has_directory(book->fd))
		return (struct book_kind){ .is = BOOK_CUT, .name = "OLE (xls)" };
	if (best == n)
		return foreign("OLE");
	if (streams[best].name == NULL)
		return readable("xls", &cb_book_xls);
	return *streams[best].name == '\0' ? encrypted : foreign(streams[best].name);
}

/* What an encrypted package holds, where it opens unasked. */
static struct book_kind
locked_kind(struct cb_book *book)
{
	int plain = -1;
	enum unlocked unlocked = cb_unlock_package(book->fd, &plain);

	if (unlocked == UNLOCK_NO_ROOM)
		return (struct book_kind){ .is = BOOK_NO_ROOM };
	if (unlocked != UNLOCK_DONE)
		return unlocked == UNLOCK_DAMAGED ? (struct book_kind){ .is = BOOK_CUT, .name = "xlsx" } : encrypted;
	if (book->fd > STDERR_FILENO)
		close(book->fd);
	book->fd = plain;
	book->was_locked = true;
	return archive_kind(book);
}

/* Of what is never read; its name is NULL where it may be a text. */
static struct book_kind
kind_by_mark(struct cb_text head)
{
	for (size_t i = 0; i < CB_COUNT(marks); i++) {
		uint32_t at = marks[i].at < head.len ? marks[i].at : head.len;

		if (has_mark((struct cb_text){ head.p + at, head.len - at }, marks[i].bytes, marks[i].len))
			return foreign(marks[i].name);
	}
	if (is_sylk(head))
		return foreign("SYLK");
	if (has_mark(head, "BM", 2) && head.len > 10 && memcmp(head.p + 6, "\0\0\0\0", 4) == 0)
		return foreign("BMP");
	if (is_dbase(head))
		return foreign("dBase (dbf)");
	return (struct book_kind){ .is = BOOK_TEXT };
}

struct book_kind
cb_book_kind(struct cb_book *book)
{
	char bytes[HEAD_BYTES];
	ssize_t n = pread(book->fd, bytes, sizeof(bytes), 0);
	struct cb_text head = { bytes, n > 0 ? (uint32_t)n : 0 };
	struct book_kind kind = { .is = BOOK_TEXT };

	if (has_mark(head, "PK\3\4", 4) || has_mark(head, "PK\5\6", 4))
		return archive_kind(book);
	if (has_mark(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8))
		kind = ole_kind(book);
	if (kind.is == BOOK_ENCRYPTED)
		return locked_kind(book);
	if (kind.name != NULL)
		return kind;
	if (is_biff(head))
		return readable("BIFF", &cb_book_xls);
	kind = kind_by_mark(head);
	if (kind.name != NULL)
		return kind;
	if (first_letter(head) == '<')
		return markup_kind(head);
	if (is_json(head))
		return foreign("JSON");
	if (holds(head, "MIME-Version:") && holds(head, "multipart/related"))
		return foreign("MHTML");
	return (struct book_kind){ .is = BOOK_TEXT };
}
