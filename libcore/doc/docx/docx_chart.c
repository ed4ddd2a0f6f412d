/* Bar charts as DrawingML: bars lie, the first row on top, each with its value as the table prints it. */
#include "docx.h"

#define CHART_NS "http://schemas.openxmlformats.org/drawingml/2006/chart"
#define MAIN_NS "http://schemas.openxmlformats.org/drawingml/2006/main"

enum {
	EMU_PER_TWIP = 635,
	BAR_EMU = 252000, /* 7 mm for few bars */
	EDGE_EMU = 360000,
	PAGE_EMU = (CB_DOCX_UPRIGHT_HEIGHT - 3 * CB_DOCX_LINE) * EMU_PER_TWIP,
	BARS_MAX = 46,   /* on one page: 4.7 mm each; more go on on the next, on the same scale */
	LABEL_SIZE = 900 /* 9 pt */
};

/* The bars of one part. */
struct slice {
	const struct cb_bars *bars;
	size_t from, n;
	const struct cb_table_column *column;
	const char *series; /* the label of the values */
	bool is_part;       /* of several: the scale is fixed */
};

static void
val(struct cb_xml *xml, const char *name, const char *value)
{
	cb_xml_leaf(xml, name, "val", value, NULL);
}

/* Named on each run as well: a label given as text inherits nothing. */
static void
run_properties(struct cb_xml *xml, const char *name)
{
	cb_xml_open(xml, name);
	cb_xml_attr(xml, "lang", "zh-CN");
	cb_xml_attr_int(xml, "sz", LABEL_SIZE);
	cb_xml_open(xml, "a:solidFill");
	val(xml, "a:srgbClr", "000000");
	cb_xml_close(xml);
	cb_xml_leaf(xml, "a:latin", "typeface", "Times New Roman", NULL);
	cb_xml_leaf(xml, "a:ea", "typeface", "宋体", NULL);
	cb_xml_close(xml);
}

static void
text_properties(struct cb_xml *xml)
{
	cb_xml_open(xml, "c:txPr");
	cb_xml_leaf(xml, "a:bodyPr", NULL);
	cb_xml_leaf(xml, "a:lstStyle", NULL);
	cb_xml_open(xml, "a:p");
	cb_xml_open(xml, "a:pPr");
	run_properties(xml, "a:defRPr");
	cb_xml_close(xml);
	cb_xml_leaf(xml, "a:endParaRPr", "lang", "zh-CN", NULL);
	cb_xml_close(xml);
	cb_xml_close(xml);
}

static void
fill(struct cb_xml *xml, const char *colour)
{
	cb_xml_open(xml, "c:spPr");
	if (colour != NULL) {
		cb_xml_open(xml, "a:solidFill");
		val(xml, "a:srgbClr", colour);
		cb_xml_close(xml);
	} else {
		cb_xml_leaf(xml, "a:noFill", NULL);
		cb_xml_open(xml, "a:ln");
		cb_xml_leaf(xml, "a:noFill", NULL);
		cb_xml_close(xml);
	}
	cb_xml_close(xml);
}

static void
show_value(struct cb_xml *xml)
{
	val(xml, "c:dLblPos", "outEnd");
	val(xml, "c:showLegendKey", "0");
	val(xml, "c:showVal", "1");
	val(xml, "c:showCatName", "0");
	val(xml, "c:showSerName", "0");
	val(xml, "c:showPercent", "0");
	val(xml, "c:showBubbleSize", "0");
}

/* 1600+ and 2:20 and 20000.00 are words to a chart: such a label is given as text. */
static void
worded_label(struct cb_xml *xml, size_t at, struct cb_text words)
{
	cb_xml_open(xml, "c:dLbl");
	cb_xml_open(xml, "c:idx");
	cb_xml_attr_int(xml, "val", (int64_t)at);
	cb_xml_close(xml);
	cb_xml_open(xml, "c:tx");
	cb_xml_open(xml, "c:rich");
	cb_xml_leaf(xml, "a:bodyPr", NULL);
	cb_xml_open(xml, "a:p");
	cb_xml_open(xml, "a:r");
	run_properties(xml, "a:rPr");
	cb_xml_line(xml, "a:t", words);
	cb_xml_close(xml);
	cb_xml_close(xml);
	cb_xml_close(xml);
	cb_xml_close(xml);
	show_value(xml);
	cb_xml_close(xml);
}

static void
labels(struct cb_xml *xml, const struct slice *slice)
{
	char buf[CB_PRINT_MAX];

	cb_xml_open(xml, "c:dLbls");
	for (size_t i = 0; i < slice->n; i++) {
		const struct cb_bar *bar = &slice->bars->bars[slice->from + i];

		if (!cb_text_equal(bar->value, cb_figure(slice->column->type, bar->cell->n, buf)))
			worded_label(xml, i, bar->value);
	}
	fill(xml, NULL);
	text_properties(xml);
	show_value(xml);
	cb_xml_close(xml);
}

static void
point(struct cb_xml *xml, size_t at, struct cb_text value)
{
	cb_xml_open(xml, "c:pt");
	cb_xml_attr_int(xml, "idx", (int64_t)at);
	cb_xml_line(xml, "c:v", value);
	cb_xml_close(xml);
}

enum cache_kind { CACHE_WORDS,
	          CACHE_NUMBERS };

/* Opens a reference to a sheet that need not be there, and the values kept of it. */
static void
open_cache(struct cb_xml *xml, enum cache_kind kind, const char *column, size_t first, size_t last)
{
	bool is_number = kind == CACHE_NUMBERS;
	struct cb_str cells = { 0 };

	cb_str_addf(&cells, "Sheet1!$%s$%zu", column, first);
	if (last > first)
		cb_str_addf(&cells, ":$%s$%zu", column, last);
	cb_xml_open(xml, is_number ? "c:numRef" : "c:strRef");
	cb_xml_line(xml, "c:f", cb_str_text(&cells));
	cb_xml_open(xml, is_number ? "c:numCache" : "c:strCache");
	if (is_number)
		cb_xml_line(xml, "c:formatCode", cb_text_of("General"));
	cb_xml_open(xml, "c:ptCount");
	cb_xml_attr_int(xml, "val", (int64_t)(last - first + 1));
	cb_xml_close(xml);
	cb_str_release(&cells);
}

static void
close_cache(struct cb_xml *xml)
{
	cb_xml_close(xml);
	cb_xml_close(xml);
}

static void
series(struct cb_xml *xml, const struct slice *slice)
{
	const struct cb_bar *bars = slice->bars->bars + slice->from;
	size_t first = slice->from + 2; /* below the header of the sheet */
	char buf[CB_PRINT_MAX];

	cb_xml_open(xml, "c:ser");
	val(xml, "c:idx", "0");
	val(xml, "c:order", "0");
	cb_xml_open(xml, "c:tx");
	open_cache(xml, CACHE_WORDS, "B", 1, 1);
	point(xml, 0, cb_text_of(slice->series));
	close_cache(xml);
	cb_xml_close(xml);
	fill(xml, "0072B2");
	val(xml, "c:invertIfNegative", "0");
	labels(xml, slice);
	cb_xml_open(xml, "c:cat");
	open_cache(xml, CACHE_WORDS, "A", first, first + slice->n - 1);
	for (size_t i = 0; i < slice->n; i++)
		point(xml, i, bars[i].label);
	close_cache(xml);
	cb_xml_close(xml);
	cb_xml_open(xml, "c:val");
	open_cache(xml, CACHE_NUMBERS, "B", first, first + slice->n - 1);
	for (size_t i = 0; i < slice->n; i++)
		point(xml, i, cb_figure(slice->column->type, bars[i].cell->n, buf));
	close_cache(xml);
	cb_xml_close(xml);
	cb_xml_close(xml);
}

static void
category_axis(struct cb_xml *xml)
{
	cb_xml_open(xml, "c:catAx");
	val(xml, "c:axId", "1");
	cb_xml_open(xml, "c:scaling");
	val(xml, "c:orientation", "maxMin");
	cb_xml_close(xml);
	val(xml, "c:delete", "0");
	val(xml, "c:axPos", "l");
	val(xml, "c:majorTickMark", "none");
	val(xml, "c:minorTickMark", "none");
	val(xml, "c:tickLblPos", "low");
	text_properties(xml);
	val(xml, "c:crossAx", "2");
	val(xml, "c:crosses", "autoZero");
	val(xml, "c:auto", "0");
	val(xml, "c:lblAlgn", "ctr");
	val(xml, "c:lblOffset", "100");
	val(xml, "c:tickLblSkip", "1");
	val(xml, "c:noMultiLvlLbl", "1");
	cb_xml_close(xml);
}

/* Not drawn: the bars carry their values. It starts at 0, or bars would lie. */
static void
value_axis(struct cb_xml *xml, const struct slice *slice)
{
	char buf[CB_PRINT_MAX];

	cb_xml_open(xml, "c:valAx");
	val(xml, "c:axId", "2");
	cb_xml_open(xml, "c:scaling");
	val(xml, "c:orientation", "minMax");
	if (slice->is_part && slice->bars->most > 0) {
		cb_xml_open(xml, "c:max");
		cb_xml_attr_text(xml, "val", cb_figure(slice->column->type, slice->bars->most, buf));
		cb_xml_close(xml);
	}
	if (slice->is_part || slice->bars->least == 0) {
		cb_xml_open(xml, "c:min");
		cb_xml_attr_text(xml, "val", cb_figure(slice->column->type, slice->bars->least, buf));
		cb_xml_close(xml);
	}
	cb_xml_close(xml);
	val(xml, "c:delete", "1");
	val(xml, "c:axPos", "b");
	cb_xml_leaf(xml, "c:numFmt", "formatCode", "General", "sourceLinked", "0", NULL);
	val(xml, "c:majorTickMark", "none");
	val(xml, "c:minorTickMark", "none");
	val(xml, "c:tickLblPos", "nextTo");
	val(xml, "c:crossAx", "1");
	val(xml, "c:crosses", "max");
	val(xml, "c:crossBetween", "between");
	cb_xml_close(xml);
}

static void
chart_part(struct cb_xml *xml, const struct slice *slice)
{
	cb_xml_begin(xml);
	cb_xml_open(xml, "c:chartSpace");
	cb_xml_attr(xml, "xmlns:c", CHART_NS);
	cb_xml_attr(xml, "xmlns:a", MAIN_NS);
	cb_xml_attr(xml, "xmlns:r", CB_DOCX_R);
	val(xml, "c:date1904", "0");
	val(xml, "c:lang", "zh-CN");
	val(xml, "c:roundedCorners", "0");
	cb_xml_open(xml, "c:chart");
	val(xml, "c:autoTitleDeleted", "1");
	cb_xml_open(xml, "c:plotArea");
	cb_xml_leaf(xml, "c:layout", NULL);
	cb_xml_open(xml, "c:barChart");
	val(xml, "c:barDir", "bar");
	val(xml, "c:grouping", "clustered");
	val(xml, "c:varyColors", "0");
	series(xml, slice);
	val(xml, "c:gapWidth", "40");
	val(xml, "c:axId", "1");
	val(xml, "c:axId", "2");
	cb_xml_close(xml);
	category_axis(xml);
	value_axis(xml, slice);
	cb_xml_close(xml);
	val(xml, "c:plotVisOnly", "1");
	val(xml, "c:dispBlanksAs", "gap");
	cb_xml_close(xml);
	fill(xml, NULL);
	text_properties(xml);
	cb_xml_close(xml);
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
	cb_xml_attr(xml, "uri", CHART_NS);
	cb_xml_open(xml, "c:chart");
	cb_str_clear(&words);
	cb_str_addf(&words, "rId%zu", CB_DOCX_CHART_ID + docx->n_charts);
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
	docx->charts = cb_grow(docx->charts, &docx->cap_charts, docx->n_charts + 1, sizeof(*docx->charts));
	docx->charts[docx->n_charts++] = part.out;
	cb_docx_paragraph(docx, &(struct cb_docx_format){ .style = "Chart" });
	cb_xml_open(&docx->body, "w:r");
	drawing(docx, slice, height < PAGE_EMU ? height : PAGE_EMU);
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
	n_parts = (bars.n + BARS_MAX - 1) / BARS_MAX;
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
