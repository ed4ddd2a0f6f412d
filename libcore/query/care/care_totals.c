/* Help added up through the levels: communities, their streets, the district of those. */
#include <stdlib.h>

#include <cb/rule/small_cells.h>

#include "care_rows.h"

enum { LEVEL,
       NAME,
       OF,
       KIND,
       VALUES };

enum { LEVEL_COMMUNITY,
       LEVEL_STREET,
       LEVEL_DISTRICT,
       LEVELS };
static const struct cb_word levels[] = {
	{ "社区", "community", NULL },
	{ "街道", "street", NULL },
	{ "区", "district", NULL },
	{ NULL, NULL, NULL },
};

static const struct cb_query_column columns[] = {
	[LEVEL] = { "level", "级别", .type = &cb_type_enum, .arg = levels },
	[NAME] = { "name", "单位", .type = &cb_type_text },
	[OF] = { "of", "上级", .type = &cb_type_text, .en = "the street of the community; the unit above the street",
	         .doc = "社区的街道;街道的上级单位" },
	[KIND] = { "kind", "帮扶类别", .like = &cb_register_care, .like_column = CARE_KIND, .flags = CB_QUERY_BY_KEY },
	CARE_VALUE_COLUMNS(VALUES),
	{ 0 },
};

/* A community and what is above it; empty where nobody says so. */
struct area {
	struct cb_text names[LEVELS];
	size_t nodes[LEVELS]; /* NONE = not there */
};

/* One of any level, in the order of the table: what is above before what is below. */
struct node {
	int level;
	struct cb_text name;
	size_t above;
};
#define NONE SIZE_MAX

struct totals {
	const struct cb_query_run *run;
	struct area *areas;
	size_t n_areas, cap_areas;
	struct cb_dict at; /* community -> index + 1 */
	struct node *nodes;
	size_t n_nodes, cap_nodes;
	bool by_kind;
	struct cb_sums sums; /* by kind, and node */
	size_t *row_of;      /* [group] */
	struct cb_arena arena;
};

/* ---- the network ---- */

static struct cb_text
district_of(const struct cb_table *units, struct cb_text street)
{
	for (size_t i = 0; i < units->n_rows && street.len > 0; i++) {
		const struct cb_cell *cells = cb_table_at(units, i);

		if (cb_text_equal(cells[UNIT_NAME].text, street))
			return cells[UNIT_PARENT].text;
	}
	return (struct cb_text){ "", 0 };
}

static void
add_area(struct totals *t, const struct cb_table *units, struct cb_text name, uint32_t id)
{
	const struct cb_community *community = cb_office_community(t->run->office, id);
	struct area *area;

	if (cb_dict_get(&t->at, name) != 0)
		return;
	area = cb_push(t->areas, t->n_areas, t->cap_areas);
	*area = (struct area){ .names = { [LEVEL_COMMUNITY] = cb_arena_text(&t->arena, name) } };
	if (community != NULL)
		area->names[LEVEL_STREET] = community->columns[COMMUNITY_STREET];
	area->names[LEVEL_DISTRICT] = cb_arena_text(&t->arena, district_of(units, area->names[LEVEL_STREET]));
	cb_dict_put(&t->at, name, 1);
}

/* From above, each level by name; what is not said last. */
static int
by_area(const void *pa, const void *pb)
{
	const struct area *a = pa, *b = pb;
	int order = 0;

	for (int level = LEVEL_DISTRICT; order == 0 && level >= LEVEL_COMMUNITY; level--) {
		struct cb_text one = a->names[level], other = b->names[level];

		order = (one.len == 0) - (other.len == 0);
		if (order == 0)
			order = cb_text_compare(one, other);
	}
	return order;
}

/* A level that the area before it has too, and all above, is the same node. */
static void
add_nodes(struct totals *t, struct area *area, const struct area *before)
{
	size_t above = NONE;
	bool is_same = before != NULL;

	for (int level = LEVEL_DISTRICT; level >= LEVEL_COMMUNITY; level--) {
		struct cb_text name = area->names[level];

		is_same = is_same && cb_text_equal(name, before->names[level]);
		area->nodes[level] = is_same ? before->nodes[level] : NONE;
		if (name.len > 0 && !is_same) {
			*cb_push(t->nodes, t->n_nodes, t->cap_nodes) = (struct node){ level, name, above };
			area->nodes[level] = t->n_nodes - 1;
		}
		if (name.len > 0)
			above = area->nodes[level];
	}
}

static enum cb_status
make_network(struct totals *t, const struct care_rows *rows)
{
	const struct cb_office *office = t->run->office;
	struct cb_table units = { 0 };
	enum cb_status status = cb_asked_rows(t->run, &cb_register_unit, &units);

	for (size_t i = 0; i < office->n_communities; i++)
		add_area(t, &units, cb_office_name(office, office->communities[i].name), office->communities[i].name);
	for (size_t i = 0; i < rows->n; i++)
		add_area(t, &units, rows->rows[i][CARE_COMMUNITY].text, (uint32_t)rows->rows[i][CARE_COMMUNITY].n);
	cb_sort(t->areas, t->n_areas, sizeof(*t->areas), by_area);
	for (size_t i = 0; i < t->n_areas; i++) {
		add_nodes(t, &t->areas[i], i > 0 ? &t->areas[i - 1] : NULL);
		cb_dict_put(&t->at, t->areas[i].names[LEVEL_COMMUNITY], (uint32_t)i + 1);
	}
	cb_table_release(&units);
	return status;
}

/* ---- sums ---- */

static struct cb_sum *
sums_of(struct totals *t, size_t node, int kind)
{
	struct cb_cell keys[2] = { cb_sums_word(kind), cb_cell_number((int64_t)node) };

	return cb_sums_for(&t->sums, keys);
}

/* Without kinds each has a row, be it of nothing. */
static void
add_up(struct totals *t, const struct care_rows *rows)
{
	for (size_t node = 0; node < t->n_nodes && !t->by_kind; node++)
		sums_of(t, node, -1);
	for (size_t i = 0; i < rows->n; i++) {
		const struct cb_cell *cells = rows->rows[i];
		uint32_t at = cb_dict_get(&t->at, cells[CARE_COMMUNITY].text);
		int kind = t->by_kind && cells[CARE_KIND].state == CB_VALUE ? (int)cells[CARE_KIND].n : -1;

		for (int level = LEVEL_COMMUNITY; level < LEVELS; level++)
			if (t->areas[at - 1].nodes[level] != NONE)
				care_add(sums_of(t, t->areas[at - 1].nodes[level], kind), cells);
	}
	cb_sums_sort(&t->sums);
}

static void
tell(struct totals *t, const struct care_table *table)
{
	t->row_of = cb_alloc(t->sums.n + 1, sizeof(*t->row_of));
	for (size_t i = 0; i < t->sums.n; i++) {
		const struct cb_cell *keys = cb_sums_keys(&t->sums, t->sums.order[i]);
		const struct node *node = &t->nodes[keys[1].n];
		struct cb_cell *row = cb_table_row(table->out);

		t->row_of[t->sums.order[i]] = i;
		row[LEVEL] = cb_cell_number(node->level);
		row[NAME] = cb_table_text(table->out, node->name);
		if (node->above != NONE)
			row[OF] = cb_table_text(table->out, t->nodes[node->above].name);
		row[KIND] = keys[0];
		care_tell(table, cb_sums_of(&t->sums, t->sums.order[i]), row);
	}
}

/* The line of those of which that group is the total, or that stand under the same number elsewhere. */
static void
join_line(struct cb_small_cells *cells, size_t *line_of, size_t total, size_t at, size_t row)
{
	if (line_of[at] == NONE)
		line_of[at] = cb_small_cells_line(cells, total);
	cb_small_cells_member(cells, line_of[at], row);
}

/* R3 */
static void
add_lines(struct totals *t, struct cb_small_cells *cells)
{
	size_t n = t->sums.n + t->n_nodes;
	/* of what is below each group; of the kinds of each node */
	size_t *line_of = cb_alloc(n + 1, sizeof(*line_of));

	for (size_t i = 0; i < n; i++)
		line_of[i] = NONE;
	for (size_t group = 0, groups = t->sums.n; group < groups; group++) {
		struct cb_cell keys[2] = { cb_sums_keys(&t->sums, group)[0], cb_sums_keys(&t->sums, group)[1] };
		size_t node = (size_t)keys[1].n, above = t->nodes[node].above, total;

		if (t->by_kind)
			join_line(cells, line_of, CB_CELL_ELSEWHERE, groups + node, t->row_of[group]);
		if (above == NONE)
			continue;
		keys[1] = cb_cell_number((int64_t)above);
		total = cb_sums_at(&t->sums, keys);
		join_line(cells, line_of, t->row_of[total], total, t->row_of[group]);
	}
	free(line_of);
}

static void
release(struct totals *t)
{
	free(t->areas);
	free(t->nodes);
	free(t->row_of);
	cb_dict_release(&t->at);
	cb_sums_release(&t->sums);
	cb_arena_release(&t->arena);
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct totals t = { .run = run, .by_kind = run->n_keys > 0, .sums = { .n_keys = 2, .n_values = CARE_VALUES } };
	struct care_table table = { run, out, VALUES };
	struct care_rows rows;
	struct cb_small_cells *cells;
	enum cb_status status = care_rows_load(&rows, run);

	if (status == CB_OK)
		status = make_network(&t, &rows);
	if (status == CB_OK) {
		add_up(&t, &rows);
		tell(&t, &table);
		cells = care_small_cells(&table);
		if (cells != NULL)
			add_lines(&t, cells);
		care_hide(&table, cells);
	}
	release(&t);
	care_rows_release(&rows);
	return status;
}

const struct cb_query cb_query_care_totals = {
	.name = "care_totals",
	.zh = "帮扶网络",
	.title_en = "Help by community, street and district",
	.title_zh = "社区、街道、区帮扶汇总",
	.columns = columns,
	.reads = "care community unit",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE | CB_QUERY_TAKES_BY,
	.has = care_is_there,
	.fill = fill,
	.en = "Help added up from the communities to their streets and district, as cb-care totals prints it.",
	.doc = "帮扶从社区到街道、区逐级汇总,同 cb-care totals。",
};
