/* Bar charts in the text, in parts that flow with it: none leaves a page half empty. */
#include "docx.h"
#include "../package/chart.h"

#include <stdlib.h>

enum {
	EMU_PER_TWIP = 635,
	BAR_EMU = 198000, /* 5.5 mm */
	EDGE_EMU = 216000,
	BARS_MAX = 16, /* in one piece, below half a page */
	PART_BARS = 12 /* of more than that: the next part is on the same scale */
};

/* The bars of one part. */
struct slice {
	const struct cb_bars *bars;
	size_t from, n;
	const struct cb_table_column *column;
	const char *series; /* the label of the values */
	bool is_part;       /* of several: the scale is fixed */
};

/* ---- the part ---- */

/* 1600+ and 2:20 and 20000.00 are words to a chart: such a label is given as text. */
static void
read_bars(const struct slice *slice, struct cb_chart_bar *bars, struct cb_arena *arena)
{
	char buf[CB_PRINT_MAX];

	for (size_t i = 0; i < slice->n; i++) {
		const struct cb_bar *bar = &slice->bars->bars[slice->from + i];
		struct cb_text figure = cb_figure(slice->column->type, bar->cell->n, buf);

		bars[i] = (struct cb_chart_bar){ .label = bar->label };
		bars[i].figure = cb_arena_text(arena, figure);
		if (!cb_text_equal(bar->value, figure))
			bars[i].words = bar->value;
	}
}

/* The cells of a sheet that need not be there, below its header. */
static void
add_cells(const struct slice *slice, const char *column, struct cb_str *out)
{
	size_t first = slice->from + 2, last = first + slice->n - 1;

	cb_str_addf(out, "Sheet1!$%s$%zu", column, first);
	if (last > first)
		cb_str_addf(out, ":$%s$%zu", column, last);
}

/* It starts at 0, or bars would lie. */
static void
set_scale(const struct slice *slice, struct cb_chart *chart, struct cb_arena *arena)
{
	const struct cb_type *type = slice->column->type;
	char buf[CB_PRINT_MAX];
	struct cb_text bound;

	if (slice->is_part && slice->bars->most > 0) {
		bound = cb_figure(type, slice->bars->most, buf);
		chart->most = cb_arena_copy(arena, bound.p, bound.len);
	}
	if (slice->is_part || slice->bars->least == 0) {
		bound = cb_figure(type, slice->bars->least, buf);
		chart->least = cb_arena_copy(arena, bound.p, bound.len);
	}
}

static void
chart_part(struct cb_xml *xml, const struct slice *slice)
{
	struct cb_chart_bar *bars = cb_alloc(slice->n, sizeof(*bars));
	struct cb_chart chart = { .bars = bars, .n = slice->n, .series = slice->series, .series_cell = "Sheet1!$B$1" };
	struct cb_str labels = { 0 }, values = { 0 };
	struct cb_arena arena = { 0 };

	read_bars(slice, bars, &arena);
	set_scale(slice, &chart, &arena);
	add_cells(slice, "A", &labels);
	add_cells(slice, "B", &values);
	chart.label_cells = cb_str_c(&labels);
	chart.value_cells = cb_str_c(&values);
	cb_chart_part(xml, &chart);
	cb_arena_release(&arena);
	cb_str_release(&labels);
	cb_str_release(&values);
	free(bars);
}

/* ---- where it stands in the text ---- */

/* For those who cannot see it: what it shows, bar after bar. */
static void
describe(const struct slice *slice, struct cb_str *out)
{
	cb_str_addf(out, "%s：", slice->series);
	for (size_t i = 0; i < slice->n; i++) {
		const struct cb_bar *bar = &slice->bars->bars[slice->from + i];

		cb_str_adds(out, i ? "；" : "");
		cb_str_addt(out, bar->label);
		cb_str_addc(out, ' ');
		cb_str_addt(out, bar->value);
	}
}

static void
drawing(struct cb_docx *docx, const struct slice *slice, int64_t height_emu)
{
	struct cb_xml *xml = &docx->body;
	struct cb_str words = { 0 };

	describe(slice, &words);
	cb_xml_open(xml, "w:drawing");
	cb_xml_open(xml, "wp:inline");
	for (const char *const *side = (const char *const[]){ "distT", "distB", "distL", "distR", NULL }; *side != NULL; side++)
		cb_xml_attr(xml, *side, "0");
	cb_xml_open(xml, "wp:extent");
	cb_xml_attr_int(xml, "cx", CB_DOCX_UPRIGHT_WIDTH * EMU_PER_TWIP);
	cb_xml_attr_int(xml, "cy", height_emu);
	cb_xml_close(xml);
	cb_xml_open(xml, "wp:docPr");
	cb_xml_attr_int(xml, "id", (int64_t)docx->n_charts);
	cb_xml_attr(xml, "name", slice->series);
	cb_xml_attr_text(xml, "descr", cb_str_text(&words));
	cb_xml_close(xml);
	cb_xml_leaf(xml, "wp:cNvGraphicFramePr", NULL);
	cb_xml_open(xml, "a:graphic");
	cb_xml_open(xml, "a:graphicData");
	cb_xml_attr(xml, "uri", CB_CHART_NS);
	cb_xml_open(xml, "c:chart");
	cb_str_setf(&words, "rId%zu", CB_DOCX_CHART_ID + docx->n_charts);
	cb_xml_attr_text(xml, "r:id", cb_str_text(&words));
	for (int i = 0; i < 5; i++) /* c:chart to w:drawing */
		cb_xml_close(xml);
	cb_str_release(&words);
}

static void
add_slice(struct cb_docx *docx, const struct slice *slice)
{
	int64_t height = EDGE_EMU + (int64_t)slice->n * BAR_EMU;
	struct cb_xml part = { 0 };

	chart_part(&part, slice);
	*cb_push(docx->charts, docx->n_charts, docx->cap_charts) = part.out;
	cb_docx_paragraph(docx, &(struct cb_docx_format){ .style = "Chart" });
	cb_xml_open(&docx->body, "w:r");
	drawing(docx, slice, height);
	cb_xml_close(&docx->body);
	cb_xml_close(&docx->body);
}

void
cb_docx_chart(struct cb_docx *docx, const struct cb_block *block)
{
	const struct cb_writer writer = { .table = block->table, .options = docx->options };
	struct cb_bars bars;
	size_t n_parts;

	cb_bars_read(block, docx->options, &bars);
	n_parts = bars.n <= BARS_MAX ? bars.n > 0 : (bars.n + PART_BARS - 1) / PART_BARS;
	for (size_t i = 0; i < n_parts; i++) {
		size_t from = bars.n * i / n_parts;

		add_slice(docx, &(struct slice){
					.bars = &bars,
					.from = from,
					.n = bars.n * (i + 1) / n_parts - from,
					.column = &block->table->columns[block->columns[1]],
					.series = cb_doc_label(&writer, block->columns[1], docx->options->lang),
					.is_part = n_parts > 1,
				});
	}
	cb_bars_release(&bars);
}
