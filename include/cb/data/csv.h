/* Text files: CSV and TSV of any encoding cb knows, as rows.
 *
 * R1 Bytes are read as RFC 4180 by libcsv's rules: blanks and TABs around unquoted fields are
 *    trimmed, lines without any text dropped, LF, CRLF and lone CR end records, a byte order mark
 *    is no text.
 * R2 The encoding is decided before the first row (data/text_file.h).
 * R3 The delimiter is the one that a first line sep=, says, which is no row; else the one of , ; TAB | ， ； that most of
 *    the first 20 lines agree on in number, the last three only where most lines have it; the first of these when they
 *    tie. A Ctrl-Z at the end is no text.
 * R4 Errors, each with line and number of the field: a quote in an unquoted field (CB_BARE_QUOTE:
 *    the row is handed out, the quote taken as it stands; ="0042", quoted or bare, is 0042); text after a closing quote
 *    (CB_TEXT_AFTER_QUOTE: the row is lost, reading goes on at the next line, and the file ends as
 *    broken off); a quote open at the end (with the line on which its record starts), a field of
 *    more than 1 MiB, a record of more than 16 MiB or 65536 fields, a NUL: broken off there.
 * R5 Memory: two blocks of 64 KiB and the longest record; nothing is allocated a row. */
#ifndef CB_DATA_CSV_H
#define CB_DATA_CSV_H

#include <cb/data/rows.h>
#include <cb/data/text_file.h>

struct cb_csv_options {
	const char *name;            /* in messages; NULL = the path */
	const char *encoding;        /* utf-8 gbk utf-16le big5 … as iconv knows it; NULL = decide */
	int32_t delimiter;           /* a character; 0 = decide */
	bool keep_blank_lines;       /* cb-import cells: a blank line is a row of no cells */
	bool keep_blanks;            /* cb-import cells: blanks around unquoted fields stay, as RFC 4180 has it */
	size_t block_bytes;          /* for tests: bytes a read; 0 = 64 KiB */
	struct cb_text_share *share; /* what is read is this one's, with another reader; NULL = all of the file */
};

/* Opens path ("-" = stdin) and registers it as a source. CB_OK and *out, or a status whose reason
 * went to the diag. Standard input that is a pipe can be opened once a run, but rewound. */
enum cb_status cb_csv_open(struct cb_rows **out, const char *path, const struct cb_csv_options *,
                           struct cb_diag *);

/* R3 for the start of a text. */
int32_t cb_csv_delimiter(struct cb_text head);
/* The delimiter that a first line sep=, says; 0 = there is no such line. */
int32_t cb_csv_sep_line(struct cb_text head);
/* Words of a line that is one cell, if it was divided by some other character than those of R3. */
struct cb_csv_words {
	struct cb_text line, word; /* line: what is left */
	const char *by;
};
/* The next character that stands in the line, 、 / : and so on, from *at on; NULL = no more. */
const char *cb_csv_next_divider(struct cb_text line, size_t *at);
/* The next word; false at the end. */
bool cb_csv_next_word(struct cb_csv_words *);

/* ="0042", as systems write a text that is to stay one: the cell becomes 0042. False: it is none. */
bool cb_csv_take_formula(struct cb_text *cell);

/* Minimal quoting: fields with delimiter, quote, CR, LF or blank ends are quoted. */
void cb_csv_print(struct cb_str *out, struct cb_text field, char delimiter);
/* A record and its LF. An empty only field is written as "", so that it is no blank line. */
void cb_csv_print_row(struct cb_str *out, const struct cb_text *fields, size_t n, char delimiter);

#endif
