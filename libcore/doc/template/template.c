/* Templates rendered: names looked up once, then rows printed. */
#include "template.h"

#include <stdlib.h>
#include <string.h>

#include <cb/base/suggest.h>

enum { ROWS_MAX = 1000000,
       OUTPUT_MAX_BYTES = 16 << 20,
       FENCE = 3 /* backticks or tildes that open a fenced block */ };

struct rendering {
	const struct cb_template_source *source;
	struct cb_nodes nodes;
	struct cb_diag *diag;
	uint32_t file;
	/* looking up, then printing: the open sections */
	struct level {
		const struct cb_node *node;
		size_t row;
	} levels[DEPTH_MAX];
	int n_levels;
	uint64_t rows; /* printed so far */
	struct cb_rendered *lines;
	struct cb_str *out; /* their text */
	size_t line;        /* of out: where the last line starts, */
	size_t n_ended;     /* after so many others */
	bool in_fence;      /* is that line in a fenced block? */
	bool is_outline;
	bool failed;
};

/* ---- names ---- */

static int
find_column(const struct cb_table *table, struct cb_text name)
{
	for (size_t c = 0; table != NULL && c < table->n_columns; c++)
		if (cb_text_is(name, table->columns[c].key) ||
		    (table->columns[c].zh != NULL && cb_text_is(name, table->columns[c].zh)))
			return (int)c;
	return -1;
}

static void
mean_column(struct cb_node *node, const struct cb_table *table, int column, int level)
{
	node->means = MEANS_COLUMN;
	node->table = table;
	node->column = (size_t)column;
	node->level = level;
}

/* {{.}}: the innermost section that is one of a value. */
static bool
look_up_dot(struct rendering *r, struct cb_node *node)
{
	const struct cb_node *section = r->n_levels > 0 ? r->levels[r->n_levels - 1].node : NULL;

	if (section == NULL || section->means != MEANS_COLUMN || section->kind != CB_NODE_SECTION)
		return false;
	mean_column(node, section->table, (int)section->column, section->level);
	return true;
}

static bool
look_up_row(struct rendering *r, struct cb_node *node)
{
	for (int level = r->n_levels - 1; level >= 0; level--) {
		const struct cb_node *section = r->levels[level].node;
		int column = section->means == MEANS_TABLE && section->kind == CB_NODE_SECTION
		                     ? find_column(section->table, node->text)
		                     : -1;

		if (column < 0)
			continue;
		mean_column(node, section->table, column, level);
		return true;
	}
	return false;
}

/* TABLE.COLUMN, TABLE.count. */
static bool
look_up_dotted(struct rendering *r, struct cb_node *node, uint32_t dot)
{
	struct cb_text first = { node->text.p, dot }, rest = { node->text.p + dot + 1, node->text.len - dot - 1 };
	const struct cb_table *table = r->source->table(r->source->arg, first);
	int column = find_column(table, rest);

	if (table == NULL)
		return false;
	if (column >= 0) {
		mean_column(node, table, column, -1);
		return true;
	}
	node->means = MEANS_COUNT;
	node->table = table;
	return cb_text_is(rest, "count");
}

static bool
look_up_name(struct rendering *r, struct cb_node *node)
{
	const struct cb_table *table;
	int dot = cb_text_find(node->text, "."), column;

	if (cb_text_is(node->text, "."))
		return look_up_dot(r, node);
	if (look_up_row(r, node))
		return true;
	if (dot > 0)
		return look_up_dotted(r, node, (uint32_t)dot);
	table = r->source->table(r->source->arg, node->text);
	if (table != NULL) {
		node->means = MEANS_TABLE;
		node->table = table;
		return true;
	}
	table = r->source->table(r->source->arg, CB_LIT(""));
	column = find_column(table, node->text);
	if (column >= 0)
		mean_column(node, table, column, -1);
	return column >= 0;
}

struct best {
	struct cb_nearest nearest;
	struct cb_text word;
};

static void
try_name(void *to, struct cb_text name)
{
	struct best *best = to;

	cb_nearest_try(&best->nearest, best->word, name);
}

/* Keys are near to words in ASCII, labels to others. */
static void
try_columns(const struct cb_table *table, struct best *best)
{
	bool is_key = (best->word.p[0] & 0x80) == 0;

	for (size_t c = 0; table != NULL && c < table->n_columns; c++)
		try_name(best, cb_text_of(is_key ? table->columns[c].key : table->columns[c].zh));
}

static void
report_name(struct rendering *r, const struct cb_node *node, enum cb_code code)
{
	struct best best = { .word = node->text };
	int dot = cb_text_find(node->text, ".");
	const struct cb_table *of = NULL;

	if (dot > 0) {
		of = r->source->table(r->source->arg, (struct cb_text){ node->text.p, (uint32_t)dot });
		if (of != NULL)
			best.word = cb_text_from(node->text, dot + 1);
		else
			best.word.len = (uint32_t)dot;
	}
	try_columns(of, &best);
	for (int level = r->n_levels - 1; of == NULL && level >= 0; level--)
		try_columns(r->levels[level].node->table, &best);
	if (of == NULL) {
		try_columns(r->source->table(r->source->arg, CB_LIT("")), &best);
		r->source->names(r->source->arg, try_name, &best);
	}
	cb_report(r->diag, code, node->where, "", node->text, cb_arg_nearest(best.nearest.text));
	r->failed = true;
}

static bool
is_inside_itself(const struct rendering *r, const struct cb_node *node)
{
	for (int level = 0; level < r->n_levels; level++)
		if (r->levels[level].node->means == MEANS_TABLE && r->levels[level].node->table == node->table)
			return true;
	return false;
}

/* R3: every node gets its meaning. */
static void
look_up(struct rendering *r)
{
	for (size_t i = 0; i < r->nodes.n; i++) {
		struct cb_node *node = &r->nodes.items[i];
		bool is_section = node->kind == CB_NODE_SECTION || node->kind == CB_NODE_INVERTED;

		if (node->kind == CB_NODE_END)
			r->n_levels--;
		if (!is_section && node->kind != CB_NODE_VALUE && node->kind != CB_NODE_RAW)
			continue;
		if (!look_up_name(r, node))
			report_name(r, node, CB_TEMPLATE_NAME);
		else if (node->means == MEANS_TABLE && !is_section)
			report_name(r, node, CB_TEMPLATE_NOT_A_VALUE);
		else if (node->means == MEANS_TABLE && is_section && is_inside_itself(r, node))
			report_name(r, node, CB_TEMPLATE_INSIDE_ITSELF);
		if (is_section)
			r->levels[r->n_levels++] = (struct level){ .node = node };
	}
	r->n_levels = 0;
}

/* ---- text ---- */

/* R8: the line of out that is begun, unless it is known. */
static void
begin_line(struct rendering *r, uint32_t row)
{
	if (r->lines->n_rows == r->n_ended)
		*cb_push(r->lines->rows, r->lines->n_rows, r->lines->cap_rows) = row;
}

/* Keeps up with fenced blocks: looks at the line that ends at the end of out. */
static void
end_line(struct rendering *r)
{
	struct cb_text line = { r->out->p + r->line, (uint32_t)(r->out->len - r->line) };
	uint32_t blanks = 0, marks = 0;

	while (blanks < line.len && blanks < FENCE && line.p[blanks] == ' ')
		blanks++;
	while (blanks + marks < line.len && line.p[blanks + marks] == line.p[blanks] &&
	       (line.p[blanks] == '`' || line.p[blanks] == '~'))
		marks++;
	if (marks >= FENCE)
		r->in_fence = !r->in_fence;
	r->line = r->out->len;
	r->n_ended++;
}

/* row: of the template, where the text begins; `moves` on with the lines, unless it is a value. */
static void
add_text(struct rendering *r, struct cb_text text, uint32_t row, bool moves)
{
	for (uint32_t i = 0, start = 0; i < text.len; i++)
		if (text.p[i] == '\n' || i + 1 == text.len) {
			begin_line(r, row);
			cb_str_add(r->out, text.p + start, i + 1 - start);
			if (text.p[i] == '\n')
				end_line(r);
			row += moves;
			start = i + 1;
		}
}

/* 1. and 1) begin a list. */
static bool
begins_item(struct cb_text value, uint32_t at)
{
	for (uint32_t i = 0; i < at; i++)
		if (!cb_is_digit(value.p[i]))
			return false;
	return at > 0 && (at + 1 == value.len || value.p[at + 1] == ' ');
}

static void
add_escaped(struct rendering *r, struct cb_text value)
{
	for (uint32_t i = 0; i < value.len; i++) {
		char c = value.p[i];
		bool marks = c != '\0' && strchr("\\`*_[]<>&|~#{}", c) != NULL;

		if (!marks && i == 0)
			marks = c == '-' || c == '+' || c == '=';
		if (!marks && (c == '.' || c == ')'))
			marks = begins_item(value, i);
		if (marks)
			cb_str_addc(r->out, '\\');
		cb_str_addc(r->out, c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
	}
}

/* R7: what could end the block becomes something else. */
static void
add_fenced(struct rendering *r, struct cb_text value)
{
	for (uint32_t i = 0; i < value.len; i++) {
		char c = value.p[i];

		cb_str_addc(r->out, c == '\n' || c == '\r' || c == '\t' ? ' ' : c == '`' ? '\''
		                                                        : c == '~'       ? '-'
		                                                                         : c);
	}
}

static size_t
row_of(const struct rendering *r, const struct cb_node *node)
{
	return node->level < 0 ? 0 : r->levels[node->level].row;
}

static void
add_value(struct rendering *r, const struct cb_node *node)
{
	struct cb_str value = { 0 };

	begin_line(r, node->where.row);
	if (r->is_outline) {
		cb_str_adds(r->out, CB_TEMPLATE_VALUE);
		return;
	}
	if (node->means == MEANS_COUNT) {
		cb_str_addf(r->out, "%zu", node->table->n_rows);
		if (r->source->used != NULL)
			r->source->used(r->source->arg, node->table, 0, node->table->n_columns, node->where);
		return;
	}
	if (row_of(r, node) >= node->table->n_rows)
		return;
	r->source->print(r->source->arg, node->table, row_of(r, node), node->column, &value);
	if (r->source->used != NULL)
		r->source->used(r->source->arg, node->table, row_of(r, node), node->column, node->where);
	if (r->in_fence)
		add_fenced(r, cb_text_trim(cb_str_text(&value)));
	else if (node->kind == CB_NODE_RAW)
		add_text(r, cb_str_text(&value), node->where.row, false);
	else
		add_escaped(r, cb_text_trim(cb_str_text(&value)));
	cb_str_release(&value);
}

/* ---- sections ---- */

/* Has a section something to say? */
static bool
is_there(const struct rendering *r, const struct cb_node *node)
{
	const struct cb_table *table = node->table;
	const struct cb_cell *cell;

	if (node->means != MEANS_COLUMN)
		return table->n_rows > 0;
	if (row_of(r, node) >= table->n_rows)
		return false;
	cell = &table->cells[row_of(r, node) * table->n_columns + node->column];
	if (cell->state == CB_EMPTY || cell->state == CB_NONE)
		return false;
	return table->columns[node->column].type != &cb_type_bool || cell->n != 0;
}

static void
limit(struct rendering *r, const char *what)
{
	struct cb_where whole = { .source = r->file };

	if (!r->failed)
		cb_report(r->diag, CB_TEMPLATE_LIMIT, whole, "", what, "");
	r->failed = true;
}

static void render(struct rendering *r, size_t from, size_t to);

/* A section without which one that ended right before it, on the same line, is printed. */
static bool
is_otherwise(const struct rendering *r, size_t at)
{
	const struct cb_node *node = &r->nodes.items[at], *before = at > 0 ? node - 1 : NULL;

	return node->kind == CB_NODE_INVERTED && before != NULL && before->kind == CB_NODE_END &&
	       before->where.row == node->where.row && cb_text_equal(before->text, node->text);
}

static size_t
times_of(const struct rendering *r, const struct cb_node *node, size_t at)
{
	bool wanted = node->kind == CB_NODE_SECTION;

	if (r->is_outline)
		return !is_otherwise(r, at);
	if (is_there(r, node) != wanted)
		return 0;
	return node->means == MEANS_TABLE && wanted ? node->table->n_rows : 1;
}

static void
render_section(struct rendering *r, const struct cb_node *node, size_t at)
{
	size_t times = times_of(r, node, at);

	for (size_t row = 0; row < times && !r->failed; row++) {
		if (++r->rows > ROWS_MAX)
			limit(r, "1000000");
		r->levels[r->n_levels++] = (struct level){ .node = node, .row = row };
		render(r, at + 1, node->end);
		r->n_levels--;
	}
}

static void
render(struct rendering *r, size_t from, size_t to)
{
	for (size_t i = from; i < to && !r->failed; i++) {
		const struct cb_node *node = &r->nodes.items[i];

		if (node->kind == CB_NODE_TEXT)
			add_text(r, node->text, node->where.row, true);
		else if (node->kind == CB_NODE_VALUE || node->kind == CB_NODE_RAW)
			add_value(r, node);
		if (node->kind == CB_NODE_SECTION || node->kind == CB_NODE_INVERTED) {
			render_section(r, node, i);
			i = node->end;
		}
		if (r->out->len > OUTPUT_MAX_BYTES)
			limit(r, "16 MiB");
	}
}

void
cb_rendered_release(struct cb_rendered *rendered)
{
	cb_str_release(&rendered->text);
	free(rendered->rows);
	*rendered = (struct cb_rendered){ 0 };
}

enum cb_status
cb_template_outline(struct cb_text text, struct cb_where start, const struct cb_template_source *source,
                    struct cb_rendered *out, struct cb_diag *diag)
{
	struct rendering r = { .source = source, .diag = diag, .file = start.source, .lines = out, .out = &out->text };
	bool is_good = cb_template_parse(text, start, &r.nodes, diag);

	r.is_outline = true;
	look_up(&r);
	is_good = is_good && !r.failed;
	r.failed = false; /* a name that is unknown hides nothing of what follows */
	render(&r, 0, r.nodes.n);
	free(r.nodes.items);
	return is_good && !r.failed ? CB_OK : CB_USAGE;
}

enum cb_status
cb_template_render(struct cb_text text, struct cb_where start, const struct cb_template_source *source,
                   struct cb_rendered *out, struct cb_diag *diag)
{
	struct rendering r = { .source = source, .diag = diag, .file = start.source, .lines = out, .out = &out->text };

	r.failed = !cb_template_parse(text, start, &r.nodes, diag);
	look_up(&r);
	if (!r.failed)
		render(&r, 0, r.nodes.n);
	if (r.failed)
		cb_rendered_release(out);
	free(r.nodes.items);
	return r.failed ? CB_USAGE : CB_OK;
}
