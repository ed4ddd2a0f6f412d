/* Markdown → blocks, through md4c. */
#include "document_parts.h"

#include <cb/base/utf8.h>

#include <md4c.h>
#include <stdlib.h>
#include <string.h>

enum { LISTS_MAX = 3, /* deeper lists stand on the third level */
       LEVELS = 4 };

struct list {
	bool is_numbered;
	uint32_t number, next;
};

/* What is being read. Text collects in `text` until its style or its block ends. */
struct reading {
	struct cb_document *document;
	const struct cb_document_source *source;
	struct cb_diag *diag;
	const struct cb_markdown *from;
	struct cb_str text;
	unsigned style;
	bool is_open;          /* a block takes text: the newest */
	bool is_wide, is_soft; /* the last character; a line of the source ended behind it */
	bool has_title;
	struct list lists[LISTS_MAX];
	size_t depth;
	struct cb_table *table; /* under construction */
	bool is_head, is_cell;
	size_t column;
	struct cb_str info; /* of a fenced block; is_fence */
	bool is_fence;
	uint32_t fence_line;
};

static struct cb_block *
newest(const struct reading *r)
{
	return &r->document->blocks[r->document->n_blocks - 1];
}

/* ---- text ---- */

static void
flush(struct reading *r, unsigned style)
{
	if (r->is_open && !r->is_cell && (r->text.len || (style & CB_RUN_BREAK))) {
		cb_document_run(r->document, newest(r), cb_str_text(&r->text), style);
		cb_str_clear(&r->text);
	}
}

/* A paragraph is indented by its style, not by blanks of the author. */
static struct cb_text
without_indent(struct cb_text text)
{
	while (cb_text_starts(text, "　"))
		text = cb_text_from(text, strlen("　"));
	return text;
}

static struct cb_text
last_character(struct cb_text text)
{
	uint32_t at = text.len;

	while (at > 0 && ((unsigned char)text.p[--at] & 0xc0) == 0x80)
		;
	return cb_text_from(text, at);
}

static struct cb_text
first_character(struct cb_text text)
{
	int32_t cp;

	return (struct cb_text){ text.p, (uint32_t)cb_utf8_decode(text.p, text.len, &cp) };
}

static void
add_text(struct reading *r, struct cb_text text)
{
	if (r->is_open && !r->is_cell && r->text.len == 0 && newest(r)->n_runs == 0)
		text = without_indent(text);
	if (text.len == 0)
		return;
	/* a line end between Chinese characters is nothing, between others a blank */
	if (r->is_soft && !r->is_wide && cb_utf8_width(first_character(text)) != 2)
		cb_str_addc(&r->text, ' ');
	r->is_soft = false;
	r->is_wide = cb_utf8_width(last_character(text)) == 2;
	cb_str_addt(&r->text, text);
}

static void
add_code_point(struct reading *r, unsigned long cp)
{
	char c[4] = { (char)cp };
	uint32_t len = 1;

	if (cp == 0 || cp > 0x10ffff || (cp >= 0xd800 && cp < 0xe000))
		cp = 0xfffd;
	if (cp >= 0x80) {
		len = cp < 0x800 ? 2 : cp < 0x10000 ? 3
		                                    : 4;
		c[0] = (char)((0xf00 >> len) | (cp >> (6 * (len - 1))));
		for (uint32_t i = 1; i < len; i++)
			c[i] = (char)(0x80 | ((cp >> (6 * (len - 1 - i))) & 0x3f));
	}
	add_text(r, (struct cb_text){ c, len });
}

static void
add_entity(struct reading *r, struct cb_text entity)
{
	static const struct {
		const char *entity, *text;
	} named[] = { { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&nbsp;", "\xc2\xa0" }, { NULL, NULL } };
	bool is_hex = entity.len > 2 && (entity.p[2] == 'x' || entity.p[2] == 'X');

	if (entity.len > 2 && entity.p[1] == '#') {
		/* md4c has seen that digits and a semicolon follow */
		add_code_point(r, strtoul(entity.p + (is_hex ? 3 : 2), NULL, is_hex ? 16 : 10));
		return;
	}
	for (size_t i = 0; named[i].entity != NULL; i++)
		if (cb_text_is(entity, named[i].entity)) {
			add_text(r, cb_text_of(named[i].text));
			return;
		}
	add_text(r, entity);
}

static void
end_line(struct reading *r)
{
	if (r->is_cell)
		cb_str_addc(&r->text, '\n');
	else
		flush(r, r->style | CB_RUN_BREAK);
	r->is_soft = false;
	r->is_wide = true; /* no blank at the start of a line */
}

static bool
is_line_end(struct cb_text html)
{
	return cb_text_is(html, "<br>") || cb_text_is(html, "<br/>") || cb_text_is(html, "<br />");
}

static uint32_t line_at(const struct reading *r, const char *p);

/* A fence that says nothing, or what md4c has copied, is on the line before its text. */
static void
add_fenced(struct reading *r, struct cb_text text)
{
	uint32_t line = r->fence_line == 0 && r->text.len == 0 ? line_at(r, text.p) : 0;

	if (line > 1)
		r->fence_line = line - 1;
	cb_str_addt(&r->text, text);
}

static int
on_text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE size, void *arg)
{
	struct reading *r = arg;
	struct cb_text text = { p, size };

	if (r->is_fence)
		add_fenced(r, text);
	else if (type == MD_TEXT_BR || (type == MD_TEXT_HTML && is_line_end(text)))
		end_line(r);
	else if (type == MD_TEXT_SOFTBR)
		r->is_soft = true;
	else if (type == MD_TEXT_ENTITY)
		add_entity(r, text);
	else if (type == MD_TEXT_NULLCHAR)
		add_code_point(r, 0);
	else
		add_text(r, text);
	return 0;
}

/* ---- spans ---- */

static unsigned
style_of(MD_SPANTYPE type)
{
	return type == MD_SPAN_STRONG ? CB_RUN_BOLD : type == MD_SPAN_EM ? CB_RUN_ITALIC
	                                                                 : 0;
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *arg)
{
	struct reading *r = arg;

	(void)detail;
	if (style_of(type)) {
		flush(r, r->style);
		r->style |= style_of(type);
	}
	return 0;
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *arg)
{
	struct reading *r = arg;

	(void)detail;
	if (style_of(type)) {
		flush(r, r->style);
		r->style &= ~style_of(type);
	}
	return 0;
}

/* ---- blocks ---- */

static void
open_block(struct reading *r, enum cb_block_kind kind, unsigned level)
{
	cb_document_add(r->document, kind, level, (struct cb_text){ 0 });
	cb_str_clear(&r->text);
	r->is_open = true;
	r->is_soft = false;
	r->is_wide = true;
}

static void
close_block(struct reading *r)
{
	if (!r->is_open)
		return;
	flush(r, r->style);
	r->is_open = false;
	if (newest(r)->n_runs == 0 && newest(r)->kind != CB_BLOCK_PAGE_BREAK)
		cb_document_drop(r->document);
}

/* Does the author break the page himself? */
static bool
starts_annex(const struct reading *r)
{
	return r->document->n_blocks && (newest(r)->kind == CB_BLOCK_PAGE_BREAK || newest(r)->kind == CB_BLOCK_ANNEX);
}

static void
enter_heading(struct reading *r, unsigned level)
{
	if (level > 1) {
		open_block(r, CB_BLOCK_HEADING, level - 1 > LEVELS ? LEVELS : level - 1);
		return;
	}
	if (r->has_title && !starts_annex(r))
		cb_document_add(r->document, CB_BLOCK_PAGE_BREAK, 0, (struct cb_text){ 0 });
	r->has_title = true;
	open_block(r, CB_BLOCK_TITLE, 0);
}

static void
leave_heading(struct reading *r)
{
	struct cb_block *block = newest(r);

	flush(r, r->style);
	if (block->kind == CB_BLOCK_HEADING && block->n_runs > 0) {
		struct cb_text *text = &block->runs[0].text;

		*text = cb_heading_text(block->level, *text);
	}
	close_block(r);
}

/* numbered: NULL for bullets. */
static void
enter_list(struct reading *r, const MD_BLOCK_OL_DETAIL *numbered)
{
	struct list list = { .is_numbered = numbered != NULL, .number = r->document->n_lists + 1, .next = 1 };

	close_block(r);
	if (numbered != NULL && numbered->start)
		list.next = numbered->start;
	if (r->depth < LISTS_MAX) {
		r->lists[r->depth] = list;
		r->document->n_lists++;
	}
	r->depth++;
}

static void
enter_item(struct reading *r)
{
	size_t at = r->depth > LISTS_MAX ? LISTS_MAX - 1 : r->depth - 1;
	struct list *list = &r->lists[at];

	close_block(r);
	open_block(r, CB_BLOCK_ITEM, (unsigned)at + 1);
	newest(r)->list = list->number;
	newest(r)->number = list->is_numbered ? list->next++ : 0;
}

/* The first paragraph of an item is the item's own text. */
static void
enter_paragraph(struct reading *r)
{
	if (r->is_open && newest(r)->kind == CB_BLOCK_ITEM && newest(r)->n_runs == 0 && r->text.len == 0)
		return;
	close_block(r);
	open_block(r, CB_BLOCK_PARAGRAPH, 0);
}

/* ---- tables ---- */

static void
enter_table(struct reading *r)
{
	close_block(r);
	r->table = cb_document_own_table(r->document);
	cb_document_table(r->document, r->table, (struct cb_text){ 0 });
}

static void
enter_row(struct reading *r)
{
	r->column = 0;
	if (!r->is_head)
		cb_table_row(r->table);
}

static void
enter_cell(struct reading *r)
{
	cb_str_clear(&r->text);
	r->is_cell = true;
	r->is_soft = false;
	r->is_wide = true;
}

static void
leave_cell(struct reading *r)
{
	struct cb_table *table = r->table;
	struct cb_text text = cb_text_trim(cb_str_text(&r->text));

	if (r->is_head) {
		const char *label = cb_arena_copy(&table->arena, text.p, text.len);

		cb_table_column(table, label, label, &cb_type_text, NULL);
	} else if (r->column < table->n_columns) {
		cb_table_at(table, table->n_rows - 1)[r->column] = cb_table_text(table, text);
	}
	r->column++;
	r->is_cell = false;
	cb_str_clear(&r->text);
}

/* ---- fenced blocks ---- */

/* From 1; 0: md4c has copied it. */
static uint32_t
line_at(const struct reading *r, const char *p)
{
	const char *start = r->from->text.p;

	if (p == NULL || (uintptr_t)p < (uintptr_t)start || (uintptr_t)p > (uintptr_t)start + r->from->text.len)
		return 0;
	return (uint32_t)cb_utf8_count_lines(start, (size_t)(p - start)) + 1;
}

static struct cb_where
fence_where(const struct reading *r)
{
	struct cb_where where = { .source = r->from->file, .row = r->fence_line };

	if (where.source == 0)
		where.row = 0;
	else if (where.row > 0 && where.row <= r->from->n_rows)
		where.row = r->from->rows[where.row - 1];
	return where;
}

static void
enter_fence(struct reading *r, const MD_BLOCK_CODE_DETAIL *detail)
{
	close_block(r);
	r->is_fence = true;
	r->fence_line = line_at(r, detail->info.text);
	cb_str_clear(&r->info);
	cb_str_add(&r->info, detail->info.text, detail->info.size);
	cb_str_clear(&r->text);
}

static void
leave_fence(struct reading *r)
{
	if (r->from->unknown == NULL || cb_text_find(cb_str_text(&r->info), r->from->unknown) < 0)
		cb_fence_add(r->document, &(struct cb_fence){
						  .info = cb_str_text(&r->info),
						  .lines = cb_str_text(&r->text),
						  .where = fence_where(r),
						  .source = r->source,
						  .diag = r->diag,
					  });
	r->is_fence = false;
	cb_str_clear(&r->text);
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct reading *r = arg;

	if (type == MD_BLOCK_H)
		enter_heading(r, ((MD_BLOCK_H_DETAIL *)detail)->level);
	else if (type == MD_BLOCK_UL)
		enter_list(r, NULL);
	else if (type == MD_BLOCK_OL)
		enter_list(r, detail);
	else if (type == MD_BLOCK_LI)
		enter_item(r);
	else if (type == MD_BLOCK_P)
		enter_paragraph(r);
	else if (type == MD_BLOCK_HR)
		cb_document_add(r->document, CB_BLOCK_PAGE_BREAK, 0, (struct cb_text){ 0 });
	else if (type == MD_BLOCK_CODE)
		enter_fence(r, detail);
	else if (type == MD_BLOCK_TABLE)
		enter_table(r);
	else if (type == MD_BLOCK_THEAD)
		r->is_head = true;
	else if (type == MD_BLOCK_TR)
		enter_row(r);
	else if (type == MD_BLOCK_TH || type == MD_BLOCK_TD)
		enter_cell(r);
	return 0;
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct reading *r = arg;

	(void)detail;
	if (type == MD_BLOCK_H)
		leave_heading(r);
	else if (type == MD_BLOCK_P || type == MD_BLOCK_LI)
		close_block(r);
	else if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
		r->depth--;
	else if (type == MD_BLOCK_CODE)
		leave_fence(r);
	else if (type == MD_BLOCK_THEAD)
		r->is_head = false;
	else if (type == MD_BLOCK_TH || type == MD_BLOCK_TD)
		leave_cell(r);
	return 0;
}

enum cb_status
cb_document_markdown(struct cb_document *document, const struct cb_markdown *markdown,
                     const struct cb_document_source *source, struct cb_diag *diag)
{
	struct reading r = { .document = document, .source = source, .diag = diag, .from = markdown };
	static const MD_PARSER parser = {
		.flags = MD_FLAG_TABLES | MD_FLAG_NOHTMLBLOCKS | MD_FLAG_NOINDENTEDCODEBLOCKS,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = on_text,
	};
	uint64_t errors = diag->errors;

	for (size_t i = 0; i < document->n_blocks; i++)
		r.has_title = r.has_title || document->blocks[i].kind == CB_BLOCK_TITLE;
	if (md_parse(markdown->text.p, markdown->text.len, &parser, &r) != 0)
		cb_no_memory(); /* the only thing that stops it */
	cb_str_release(&r.text);
	cb_str_release(&r.info);
	return diag->errors > errors ? diag->status : CB_OK;
}
