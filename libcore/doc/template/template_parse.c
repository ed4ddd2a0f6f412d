/* The tags of a template: found, matched, and taken off lines of their own. */
#include "template.h"

#include <string.h>

struct parsing {
	struct cb_text text;
	uint32_t at;          /* bytes read */
	uint32_t line, start; /* of the line: its number, where it starts */
	uint32_t file;
	struct cb_nodes *nodes;
	size_t open[DEPTH_MAX]; /* sections that are not closed yet */
	size_t n_open;
	struct cb_text ended; /* the section that ended last with another one */
	struct cb_diag *diag;
	bool failed, is_over; /* is_over: nothing more is read */
};

/* One tag as it stands: [from, to) with its braces. */
struct tag {
	uint32_t from, to;
	char sigil; /* # ^ / ! & { > = < $ or 0 */
	struct cb_text name;
	struct cb_where where;
};

static void
fail(struct parsing *p, enum cb_code code, struct cb_where where, struct cb_text a, struct cb_text b)
{
	cb_report(p->diag, code, where, "", a, b);
	p->failed = true;
}

static struct cb_text
between(const struct parsing *p, uint32_t from, uint32_t to)
{
	return (struct cb_text){ p->text.p + from, to - from };
}

static struct cb_node *
add_node(struct parsing *p, enum cb_node_kind kind, struct cb_text text, struct cb_where where)
{
	struct cb_nodes *nodes = p->nodes;
	struct cb_node *node;

	node = cb_push(nodes->items, nodes->n, nodes->cap);
	*node = (struct cb_node){ .kind = kind, .text = text, .where = where };
	return node;
}

/* row: where it begins */
static void
add_text(struct parsing *p, uint32_t from, uint32_t to, uint32_t row)
{
	if (to > from)
		add_node(p, CB_NODE_TEXT, between(p, from, to), (struct cb_where){ p->file, row, 0 });
}

/* ---- one tag ---- */

/* Moves on to `to` and counts the lines passed. */
static void
move_on(struct parsing *p, uint32_t to)
{
	for (; p->at < to; p->at++)
		if (p->text.p[p->at] == '\n') {
			p->line++;
			p->start = p->at + 1;
		}
}

static bool
is_name(struct cb_text name)
{
	for (uint32_t i = 0; i < name.len; i++) {
		char c = name.p[i];
		bool is_word = (c & 0x80) != 0 || cb_is_digit(c) || cb_is_letter(c) || c == '_' ||
		               c == '-' || c == '.';

		if (!is_word)
			return false;
	}
	return name.len > 0;
}

/* Of the next byte, in characters from 1. */
static uint32_t
column_here(const struct parsing *p)
{
	uint32_t column = 1;

	for (uint32_t i = p->start; i < p->at; i++)
		column += (p->text.p[i] & 0xc0) != 0x80;
	return column;
}

/* The tag that starts at p->at. False: it has no end. */
static bool
read_tag(struct parsing *p, struct tag *tag)
{
	struct cb_text rest = between(p, p->at + 2, p->text.len);
	bool triple = rest.len > 0 && rest.p[0] == '{';
	int end = cb_text_find(rest, triple ? "}}}" : "}}");

	*tag = (struct tag){ .from = p->at, .where = { p->file, p->line, column_here(p) } };
	if (end < 0)
		return false;
	tag->to = p->at + 2 + (uint32_t)end + (triple ? 3 : 2);
	tag->name = (struct cb_text){ rest.p, (uint32_t)end };
	if (tag->name.len > 0 && strchr("#^/!&{>=<$", tag->name.p[0]) != NULL) {
		tag->sigil = tag->name.p[0];
		tag->name.p++;
		tag->name.len--;
	}
	tag->name = cb_text_trim(tag->name);
	return true;
}

/* R4: the line of such a tag, when nothing else stands on it. */
static bool
is_alone(const struct parsing *p, const struct tag *tag, uint32_t *from, uint32_t *to)
{
	uint32_t start = tag->from, end = tag->to;

	if (tag->sigil == 0 || strchr("#^/!", tag->sigil) == NULL)
		return false;
	while (start > 0 && (p->text.p[start - 1] == ' ' || p->text.p[start - 1] == '\t'))
		start--;
	while (end < p->text.len && (p->text.p[end] == ' ' || p->text.p[end] == '\t' || p->text.p[end] == '\r'))
		end++;
	if ((start > 0 && p->text.p[start - 1] != '\n') || (end < p->text.len && p->text.p[end] != '\n'))
		return false;
	*from = start;
	*to = end < p->text.len ? end + 1 : end;
	return true;
}

static void
open_section(struct parsing *p, const struct tag *tag)
{
	enum cb_node_kind kind = tag->sigil == '#' ? CB_NODE_SECTION : CB_NODE_INVERTED;

	if (p->n_open == DEPTH_MAX) {
		fail(p, CB_TEMPLATE_LIMIT, tag->where, CB_LIT("32"), tag->name);
		p->is_over = true;
		return;
	}
	p->open[p->n_open++] = p->nodes->n;
	add_node(p, kind, tag->name, tag->where);
}

static void
end_section(struct parsing *p, struct cb_where where)
{
	struct cb_node *opened = &p->nodes->items[p->open[--p->n_open]];

	opened->end = p->nodes->n;
	add_node(p, CB_NODE_END, opened->text, where);
}

/* How many of the sections that are open end where this one does; 0 = it is not open. */
static size_t
depth_of(const struct parsing *p, struct cb_text name)
{
	for (size_t i = p->n_open; i > 0; i--)
		if (cb_text_equal(p->nodes->items[p->open[i - 1]].text, name))
			return p->n_open - i + 1;
	return 0;
}

/* What was opened last ends first; what is still open within ends with it, and its own end is no further finding. */
static void
close_section(struct parsing *p, const struct tag *tag)
{
	size_t depth = depth_of(p, tag->name);

	if (depth == 0 && p->ended.len > 0 && cb_text_equal(p->ended, tag->name)) {
		p->ended.len = 0;
		return;
	}
	if (depth > 1)
		p->ended = p->nodes->items[p->open[p->n_open - 1]].text;
	if (depth != 1)
		fail(p, p->n_open == 0 ? CB_TEMPLATE_CLOSES_NOTHING : CB_TEMPLATE_CLOSES_OTHER, tag->where, tag->name,
		     p->n_open == 0 ? CB_LIT("") : p->nodes->items[p->open[p->n_open - 1]].text);
	while (depth-- > 0)
		end_section(p, tag->where);
}

static void
take_tag(struct parsing *p, const struct tag *tag)
{
	if (tag->sigil == '!')
		return;
	if ((tag->sigil != 0 && strchr(">=<$", tag->sigil) != NULL) || !is_name(tag->name))
		fail(p, CB_TEMPLATE_TAG, tag->where, between(p, tag->from, tag->to), CB_LIT(""));
	else if (tag->sigil == '#' || tag->sigil == '^')
		open_section(p, tag);
	else if (tag->sigil == '/')
		close_section(p, tag);
	else
		add_node(p, tag->sigil == 0 ? CB_NODE_VALUE : CB_NODE_RAW, tag->name, tag->where);
}

/* ---- all of them ---- */

static void
report_open(struct parsing *p)
{
	for (size_t i = 0; i < p->n_open && !p->is_over; i++) {
		const struct cb_node *opened = &p->nodes->items[p->open[i]];

		fail(p, CB_TEMPLATE_OPEN, opened->where, opened->text, CB_LIT(""));
	}
	while (p->n_open > 0)
		end_section(p, CB_NOWHERE);
}

bool
cb_template_parse(struct cb_text text, struct cb_where start, struct cb_nodes *nodes, struct cb_diag *diag)
{
	struct parsing p = { .text = text, .line = start.row, .file = start.source, .nodes = nodes, .diag = diag };
	uint32_t printed = 0, row = start.row; /* text before it stands in a node; the line it is on */
	struct tag tag;
	int next;

	if (text.len > TEMPLATE_MAX_BYTES) {
		fail(&p, CB_TEMPLATE_LIMIT, (struct cb_where){ start.source, 0, 0 }, CB_LIT("1 MiB"), CB_LIT(""));
		return false;
	}
	while (!p.is_over && (next = cb_text_find(between(&p, p.at, text.len), "{{")) >= 0) {
		uint32_t from, to;

		move_on(&p, p.at + (uint32_t)next);
		if (!read_tag(&p, &tag)) {
			fail(&p, CB_TEMPLATE_TAG_OPEN, tag.where, CB_LIT("{{"), CB_LIT(""));
			p.is_over = true;
			break;
		}
		from = tag.from;
		to = tag.to;
		is_alone(&p, &tag, &from, &to);
		if (from > printed)
			add_text(&p, printed, from, row);
		take_tag(&p, &tag);
		move_on(&p, to > tag.to ? to : tag.to);
		printed = p.at;
		row = p.line;
	}
	add_text(&p, printed, text.len, row);
	report_open(&p);
	return !p.failed;
}
