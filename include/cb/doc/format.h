/* Output formats: each is a row of functions that writes the rows of a table.
 *
 * R1 Every format prints the same cells, masked alike; only the shape differs.
 *    For people (all but csv, tsv, json) the numbers of a column have the same number of places, that of the longest;
 *    not where a column says what each row is a number of. Their Chinese texts have full-width punctuation, but for
 *    md and table, and where they are to be read again (verbatim). Rows that are not held in memory are
 *    written as they come.
 * R2 csv, tsv: header always; keys or Chinese labels; minimal quoting. With bom a byte order mark
 *    comes first and a cell that starts with = + - @ TAB CR and is no number gets an apostrophe, as
 *    does one of apostrophes before such: taking one away where = + - @ TAB CR follows the
 *    apostrophes gives the text back.
 * R3 json: one array of objects by keys, one a line; empty = null; numbers exact, as written; a rate
 *    (97.00%) the number of its per cents; yes and no are true and false; everything else a string.
 * R4 table: for reading. The title; then columns aligned by display width, within width_cols.
 *    Columns empty in every row are left out. Leading ones (a period that is the first or second
 *    column, and what stands before it) are said once above the rows they hold for, a section each
 *    where they change, when sections have two rows on the average. If the table is still too wide,
 *    so is what is the same in all of several rows. Then headers and text are wrapped, lists (;)
 *    first, down to 4 display columns; numbers and dates never; nothing is cut. Where not even that
 *    fits: a table of figures goes on below in further blocks, which repeat its first column; any other has one
 *    line a cell that has something, a paragraph a row. Without rows that is said instead. Control characters print as U+FFFD. It needs all
 *    rows before it prints the first.
 * R5 md: a GitHub table. html: one self-contained page, no network, sorted by a click on a header, wide
 *    tables laid across the paper; the same page that documents are (doc/document.h).
 * R6 xlsx: a workbook of one sheet, with more where one would pass 1,048,576 rows. Above the header,
 *    which is frozen and filtered, stands the title. Numbers are numbers where a double gives them back as they
 *    were (15 digits), shown with the places they print with, rates (97.00%) too; dates from 1900-03-01 are dates; all
 *    else is text, whatever it starts with, so that leading zeros and long numbers stay. A4, the
 *    header on each page, laid across when wide, on several when it could not be read else. A chart the
 *    table asks for stands beneath it, as wide, and is printed with it, on a page of its own where only a part would
 *    stand below. The title is not wider than the table, nor than the first of pages side by side. The same table gives the same
 *    bytes. Memory does not grow with the rows.
 *    A text longer than a cell may be (32,767) is refused when the output is committed.
 * R7 Formats that people read (is_for_people) end a table of several rows with the sums of its columns that have
 *    them (has_total), 合计: below what is sorted or filtered, and in no chart. Documents do the same.
 *    Below that stand the notes of the table, a line each.
 * R8 In xlsx and docx each account of a table that has columns to carry begins a page, and each page ends with 本页小计
 *    and goes on with 承前页. */
#ifndef CB_DOC_FORMAT_H
#define CB_DOC_FORMAT_H

#include <cb/base/diag.h>
#include <cb/data/file.h>
#include <cb/data/table.h>

struct cb_doc_options {
	enum cb_lang lang;    /* labels and title of table, md, html */
	enum cb_lang headers; /* of csv and tsv: CB_EN = stable keys */
	bool bom, reveal;     /* reveal: private values in full */
	bool verbatim;        /* texts of html, xlsx and documents as they were typed: a register that is read again */
	bool customary;       /* ids masked the customary way: first 6 and last 4 */
	bool colour;          /* terminal only */
	uint32_t width_cols;  /* of table; 0 = 80 */
	const char *title;    /* NULL = the table's own */
};

/* One document being written. */
struct cb_writer {
	const struct cb_format *format;
	struct cb_table *table;
	const struct cb_doc_options *options;
	struct cb_out *out;
	uint64_t n_rows; /* written so far */
	void *state;     /* of the format, between begin and end */
};

struct cb_format {
	const char *name, *extensions; /* "html", "html htm" */
	const char *en, *zh;           /* one phrase for help */
	void (*begin)(struct cb_writer *);
	void (*row)(struct cb_writer *, const struct cb_cell *cells); /* NULL: end writes the table's rows */
	void (*end)(struct cb_writer *);
	void (*pages)(struct cb_writer *); /* R8: all rows of such a table; or NULL */
	void (*drop)(struct cb_writer *);  /* releases the state, where there is one, without end */
	bool is_binary;                    /* not for a terminal */
	bool is_for_people, is_page;       /* R7; R1: full-width punctuation */
};

extern const struct cb_format cb_formats[]; /* ended by name == NULL */
/* By name; by the extension of a path. NULL when there is none. */
const struct cb_format *cb_format_find(const char *name);
const struct cb_format *cb_format_of_path(const char *path);

/* R1: finds the places of each column from the rows of the table. */
void cb_doc_settle(struct cb_table *);
/* Writes the whole table. */
void cb_doc_write(const struct cb_format *, struct cb_table *, const struct cb_doc_options *, struct cb_out *);

/* Row after row, for what is not held in memory: begin, row..., end. The table gives the columns;
 * a format that needs all rows copies them into it. Cells may be reused after the call. */
void cb_doc_begin(struct cb_writer *);
void cb_doc_row(struct cb_writer *, const struct cb_cell *cells);
void cb_doc_end(struct cb_writer *);
/* Instead of end, when the document is given up; does nothing after end. */
void cb_doc_drop(struct cb_writer *);

/* For formats: the text of a cell as it may be shown. It points into buf (CB_PRINT_MAX), scratch,
 * or the cell. */
struct cb_text cb_doc_text(const struct cb_writer *, size_t column, const struct cb_cell *, char *buf,
                           struct cb_str *scratch);
/* Takes the next line of the notes below a table; false when there is none. */
bool cb_doc_note(const char **notes, struct cb_text *line);
/* R1: a text of a page, in scratch where it is not as it was. */
struct cb_text cb_doc_typeset(const struct cb_writer *, struct cb_text, struct cb_str *scratch);
/* A column's header and the title in the language given. */
const char *cb_doc_label(const struct cb_writer *, size_t column, enum cb_lang);
const char *cb_doc_title(const struct cb_writer *);
/* Appends text for a terminal or a page: control characters, direction marks and ill-formed bytes
 * become U+FFFD, line ends and TABs a blank. */
void cb_doc_printable(struct cb_text, struct cb_str *out);
/* Is it a rate, 97.00%, of a column of such? Then the sign is taken away. */
bool cb_doc_take_rate(const struct cb_table_column *, struct cb_text *);
/* Is the text a JSON number, so that it may stand without quotes and guards? */
bool cb_doc_is_number(struct cb_text);
/* Do people read it as a number: 3, 97.00%, 2/94.6? */
bool cb_doc_is_figure(struct cb_text);

#endif
