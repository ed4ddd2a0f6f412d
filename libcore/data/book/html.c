/* HTML, as the systems of offices export it under the name .xls: its tables as sheets. */
#include "../text/text_scan.h"
#include "book_state.h"
#include "html_table.h"
#include "html_token.h"

#include <cb/base/encoding.h>
#include <cb/data/text_file.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HEAD_BYTES = 4096,
       NAMES_MAX = 1000 };

struct html_book {
	struct cb_str page; /* UTF-8 */
	size_t *tables;     /* [sheet] number of its table in the page */
	size_t n_tables;
};

/* --- the text ----------------------------------------------------------------------------- */

/* The encoding that the page names, as iconv calls it, or NULL. */
static const char *
named_encoding(const struct cb_book *book, char word[32])
{
	char head[HEAD_BYTES];
	ssize_t n = pread(book->fd, head, sizeof(head), 0);
	size_t len = 0;

	for (ssize_t i = 0; i + 8 <= n; i++)
		if (cb_bytes_equal_nocase(head + i, "charset=", 8)) {
			for (i += 8; i < n && (head[i] == '"' || head[i] == '\''); i++)
				;
			while (i < n && len < 31 && strchr(" \t\r\n\"'>;/", head[i]) == NULL)
				word[len++] = head[i++];
			break;
		}
	word[len] = '\0';
	return cb_encoding_find(word);
}

/* What the page says of its encoding is often wrong, what its bytes are is not: UTF-8 and GB18030 are told by
 * them, and where both fit the page decides. */
static const char *
choose_encoding(const struct cb_book *book, char word[32])
{
	const char *named = named_encoding(book, word);
	struct cb_text_scan scan;

	if (book->options.csv.encoding != NULL || named == NULL || strcmp(named, CB_UTF8) == 0)
		return book->options.csv.encoding;
	if (strcmp(named, CB_GB18030) != 0)
		return named;
	scan = cb_text_scan_utf8(book->fd, 0);
	return scan.what == CB_SCAN_GOOD && scan.hints == (CB_UTF8_BEYOND_ASCII | CB_UTF8_STRANGE) ? named : NULL;
}

static enum cb_status
load(struct cb_book *book, struct cb_str *page)
{
	char word[32], block[16384];
	struct cb_text_file *file;
	ptrdiff_t got = 0;
	const char *encoding = choose_encoding(book, word);
	enum cb_status status = cb_text_file_open(&file, cb_str_c(&book->path), encoding, book->source, book->diag);

	if (status != CB_OK)
		return status;
	while ((got = cb_text_file_read(file, block, sizeof(block))) > 0)
		cb_str_add(page, block, (size_t)got);
	cb_text_file_close(file);
	return got < 0 ? CB_UNREADABLE : CB_OK;
}

/* --- the list of sheets ------------------------------------------------------------------- */

/* The page while its tables are counted. */
struct count {
	struct cb_book *book;
	struct cb_text names[NAMES_MAX]; /* that Excel wrote for its sheets, in a comment */
	size_t n_names;
	struct counted {
		bool is_sheet;
		struct cb_str caption;
	} * tables; /* [number] */
	size_t n_tables, cap_tables;
};

static void
find_names(struct count *count, struct cb_text page)
{
	static const char begin[] = "<x:Name>", end[] = "</x:Name>";

	for (;;) {
		int at = cb_text_find(page, begin), length;
		uint32_t behind = (uint32_t)at + (uint32_t)sizeof(begin) - 1;

		if (at < 0 || count->n_names == NAMES_MAX)
			return;
		page = cb_text_from(page, behind);
		length = cb_text_find(page, end);
		if (length < 0)
			return;
		count->names[count->n_names++] = (struct cb_text){ page.p, (uint32_t)length };
	}
}

static void
count_table(void *own, size_t number, struct held *held, struct cb_text caption)
{
	struct count *count = own;

	count->tables = cb_grow(count->tables, &count->cap_tables, number + 1, sizeof(*count->tables));
	count->n_tables = number >= count->n_tables ? number + 1 : count->n_tables;
	count->tables[number].is_sheet = held->n_cells > 0 || held->passed != CB_FINE;
	cb_str_addt(&count->tables[number].caption, caption);
	cb_held_free(held);
}

/* The name Excel gave it, where there is one for each table; its caption; its number. */
static bool
add_sheet(struct count *count, size_t sheet)
{
	const struct html_book *html = count->book->own;
	struct cb_str name = { 0 };
	bool ok;

	if (count->n_names == html->n_tables)
		cb_html_decode(count->names[sheet], HTML_ONE_BLANK, &name);
	else
		cb_str_addt(&name, cb_str_text(&count->tables[html->tables[sheet]].caption));
	if (name.len == 0)
		cb_str_addf(&name, "表%zu", sheet + 1);
	ok = cb_book_add_sheet(count->book, cb_str_text(&name), false);
	cb_str_release(&name);
	return ok;
}

static enum cb_status
add_sheets(struct count *count)
{
	struct html_book *html = count->book->own;

	html->tables = cb_alloc(count->n_tables, sizeof(*html->tables));
	for (size_t i = 0; i < count->n_tables; i++)
		if (count->tables[i].is_sheet)
			html->tables[html->n_tables++] = i;
	if (html->n_tables == 0)
		return cb_report(count->book->diag, CB_NO_TABLE, BOOK_WHOLE(count->book), "");
	for (size_t i = 0; i < html->n_tables; i++)
		if (!add_sheet(count, i))
			return CB_UNREADABLE;
	return CB_OK;
}

static enum cb_status
fail_cut(struct cb_book *book, struct cb_text page)
{
	bool after_cr = false;
	uint64_t line = cb_text_count_lines(page.p, page.len, &after_cr) + 1;

	return cb_report(book->diag, CB_BAD_XML, BOOK_WHOLE(book), "", "HTML", (int64_t)line,
	                 cb_arg_either("表格没有结束,文件不完整", "its table does not end: the file is cut"));
}

static enum cb_status
open_html(struct cb_book *book)
{
	struct html_book *html = book->own = cb_alloc(1, sizeof(*html));
	struct count *count;
	enum cb_status status = load(book, &html->page);

	if (status != CB_OK)
		return status;
	count = cb_alloc(1, sizeof(*count));
	count->book = book;
	find_names(count, cb_str_text(&html->page));
	if (cb_html_read(cb_str_text(&html->page), &(struct html_page){ count_table, count }))
		status = add_sheets(count);
	else
		status = fail_cut(book, cb_str_text(&html->page));
	for (size_t i = 0; i < count->n_tables; i++)
		cb_str_release(&count->tables[i].caption);
	free(count->tables);
	free(count);
	return status;
}

/* --- one of them -------------------------------------------------------------------------- */

struct pick {
	size_t wanted;
	struct held *held;
};

static void
pick_table(void *own, size_t number, struct held *held, struct cb_text caption)
{
	struct pick *pick = own;

	(void)caption;
	if (number == pick->wanted)
		pick->held = held;
	else
		cb_held_free(held);
}

static enum cb_status
open_rows(struct cb_book *book, size_t sheet, uint32_t source, struct cb_rows **out)
{
	const struct html_book *html = book->own;
	struct pick pick = { .wanted = html->tables[sheet] };

	cb_html_read(cb_str_text(&html->page), &(struct html_page){ pick_table, &pick });
	return cb_held_finish(pick.held, book, source, CB_OK, out);
}

static void
close_html(struct cb_book *book)
{
	struct html_book *html = book->own;

	if (html == NULL)
		return;
	cb_str_release(&html->page);
	free(html->tables);
	free(html);
	book->own = NULL;
}

const struct book_format cb_book_html = { "HTML", open_html, open_rows, close_html };
