/* Documents: a tree of blocks, made by hand or from Markdown, written as docx, html or Markdown.
 *
 * R1 A block is a paragraph of its kind, a table or a chart. Runs of text are bold, italic, or end a
 *    line. Headings have levels 1–4, which print as 一、 （一） 1. （1）: the number is the document's,
 *    and one that stands in the text in that form is taken off. Levels start anew below a higher one.
 * R2 docx is GB/T 9704-2012: A4, 22 lines of 28 characters; html a self-contained page for screen,
 *    phone and paper; Markdown what other programs read. All three print the same words.
 * R3 Markdown: the first # is the title, ## to ##### are levels 1–4, a further # is a title below a
 *    page break. --- is a page break. GitHub tables become tables of text, a column of numbers only
 *    stands right. Links and code keep their text; raw HTML is text.
 * R4 A fenced block is named by the first word after the fence, in either language; its lines are text
 *    without Markdown:
 *        table 表 NAME COLUMN…        a table that the caller fills; columns by key or label, none = all
 *        chart 图 NAME LABEL VALUE    a bar chart of two of its columns; none =
 *                                     cb_document_chart_columns; of both the lines are the caption
 *        head 版头, number 文号       the office's name in red, 〔2026〕3号
 *        to 主送                      whom it is for, without the colon
 *        attachments 附件说明         one attachment a line, numbered when there are several
 *        annex 附件                   附件 or 附件1, at the head of an annex
 *        from 署名, date 日期         who signs, when; printed as 2026年7月5日 whatever form it had
 *        note 附注                    a line in brackets below the date
 *    Any other is a finding with the nearest word, and is left out.
 * R5 A table without rows and a chart without values are left out, and then each heading that has
 *    nothing below it (cb_document_prune).
 * R6 Same document, same options: same bytes. Control characters never reach the output. */
#ifndef CB_DOC_DOCUMENT_H
#define CB_DOC_DOCUMENT_H

#include <cb/doc/format.h>

enum cb_run_style {
	CB_RUN_BOLD = 1,
	CB_RUN_ITALIC = 2,
	CB_RUN_BREAK = 4, /* the line ends after the run */
};

/* A piece of text in one style; the text lives in the document. */
struct cb_run {
	struct cb_text text;
	unsigned style;
};

enum cb_block_kind {
	CB_BLOCK_TITLE,
	CB_BLOCK_HEADING, /* level 1–4 */
	CB_BLOCK_PARAGRAPH,
	CB_BLOCK_ITEM, /* of a list; level 1–3 */
	CB_BLOCK_TABLE,
	CB_BLOCK_CHART,
	CB_BLOCK_ADDRESSEE,   /* 主送机关 */
	CB_BLOCK_ATTACHMENTS, /* 附件说明: one run ending a line each */
	CB_BLOCK_ANNEX,       /* 附件1, above the title of an annex */
	CB_BLOCK_SIGNER,      /* 发文机关署名 */
	CB_BLOCK_DATE,        /* 成文日期 */
	CB_BLOCK_NOTE,        /* 附注 */
	CB_BLOCK_PAGE_BREAK,
};

struct cb_block {
	enum cb_block_kind kind;
	unsigned level;      /* of headings and items, from 1; of a paragraph 1 where it is a note of the table above */
	uint32_t number;     /* headings and numbered items: theirs, from 1; 0 = a bullet */
	uint32_t list;       /* items: which list, from 1; each numbered one starts anew */
	struct cb_run *runs; /* the text; of tables and charts the caption */
	size_t n_runs, cap_runs;
	struct cb_table *table; /* tables and charts */
	size_t *columns;        /* of the table, in order; a chart has two: label and value */
	size_t n_columns, cap_columns;
};

/* Zeroed = empty. */
struct cb_document {
	struct cb_text red_head, number; /* 版头 and 发文字号; empty = none */
	bool gb2312_fonts;               /* docx: 仿宋_GB2312 and 楷体_GB2312, as older offices have them */
	struct cb_block *blocks;
	size_t n_blocks, cap_blocks;
	struct cb_arena arena;    /* its texts */
	struct cb_table **tables; /* its own, released with it */
	size_t n_tables, cap_tables;
	uint32_t n_lists;
};
void cb_document_release(struct cb_document *);

/* A new block at the end, valid until the next; text may be empty and is copied. */
struct cb_block *cb_document_add(struct cb_document *, enum cb_block_kind, unsigned level, struct cb_text);
/* A further run of a block; text is copied. */
void cb_document_run(struct cb_document *, struct cb_block *, struct cb_text, unsigned style);
/* A table, all columns; a chart of two of them. The table is borrowed for the document's life. */
struct cb_block *cb_document_table(struct cb_document *, struct cb_table *, struct cb_text caption);
struct cb_block *cb_document_chart(struct cb_document *, struct cb_table *, size_t label, size_t value,
                                   struct cb_text caption);
/* The columns a chart takes when none are named. Label: the first of words that are not all the same.
 * Value: the first of exact numbers, money or quantities; else the first of counts behind the label, for
 * a place in a ranking stands before it. False when there is none with a value. */
bool cb_document_chart_columns(const struct cb_table *, size_t *label, size_t *value);
/* A table of the document's own, released with it. */
struct cb_table *cb_document_own_table(struct cb_document *);

/* What fills table and chart blocks. name: the word after table or chart. The answer is borrowed for
 * the document's life; NULL after a finding of its own, and the block is left out. */
struct cb_document_source {
	struct cb_table *(*table)(void *arg, struct cb_text name, struct cb_where where, struct cb_diag *);
	void *arg;
};
/* Markdown to read. Findings name the file, a source of the diag (0 = none), and its line: that of the text, or
 * where the text was made of another one, rows[line of the text, from 0]. `unknown`: a word that stands for any; a
 * fence whose first line has it is not judged. NULL = no rows; there is no such word. */
struct cb_markdown {
	struct cb_text text;
	uint32_t file;
	const uint32_t *rows;
	size_t n_rows;
	const char *unknown;
};
/* Appends what the Markdown says. source may be NULL: then table and chart are findings. CB_OK, or the status of
 * the gravest finding, with everything else read. The text is not needed afterwards. */
enum cb_status cb_document_markdown(struct cb_document *, const struct cb_markdown *,
                                    const struct cb_document_source *source, struct cb_diag *);
/* R5; numbers headings (R1). The writers do it themselves on what they are given. */
void cb_document_prune(struct cb_document *);

/* Text of a block in plain words; of the first title; appended. */
void cb_block_text(const struct cb_block *, struct cb_str *out);
void cb_document_title(const struct cb_document *, struct cb_str *out);
/* 一、 （一） 1. （1）: the number of a heading, appended. */
void cb_heading_number(unsigned level, uint32_t number, struct cb_str *out);

/* The writers. Of the options: lang, reveal, customary, title (used when the document has none).
 * They append all of it to out->buf, several MB for large tables, and flush it. */
void cb_document_docx(struct cb_document *, const struct cb_doc_options *, struct cb_out *);
void cb_document_html(struct cb_document *, const struct cb_doc_options *, struct cb_out *);
void cb_document_md(struct cb_document *, const struct cb_doc_options *, struct cb_out *);
/* Its tables, a sheet each; nothing else. */
void cb_document_xlsx(struct cb_document *, const struct cb_doc_options *, struct cb_out *);

#endif
