#include "chart.h"
#include "package.h"

enum { LABEL_SIZE = 900, /* 9 pt */
       TITLE_SIZE = 1400 };

static void
val(struct cb_xml *xml, const char *name, const char *value)
{
	cb_xml_leaf(xml, name, "val", value, NULL);
}

/* Named on each run as well: a label given as text inherits nothing. */
static void
run_properties(struct cb_xml *xml, const char *name, int size)
{
	cb_xml_open(xml, name);
	cb_xml_attr(xml, "lang", "zh-CN");
	cb_xml_attr_int(xml, "sz", size);
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
	run_properties(xml, "a:defRPr", LABEL_SIZE);
	cb_xml_close(xml);
	cb_xml_leaf(xml, "a:endParaRPr", "lang", "zh-CN", NULL);
	cb_xml_close(xml);
	cb_xml_close(xml);
}

/* Colours; NULL = none. */
static void
fill(struct cb_xml *xml, const char *colour)
{
	if (colour == NULL) {
		cb_xml_leaf(xml, "a:noFill", NULL);
		return;
	}
	cb_xml_open(xml, "a:solidFill");
	val(xml, "a:srgbClr", colour);
	cb_xml_close(xml);
}

static void
shape(struct cb_xml *xml, const char *colour, const char *line)
{
	cb_xml_open(xml, "c:spPr");
	fill(xml, colour);
	if (colour == NULL || line != NULL) {
		cb_xml_open(xml, "a:ln");
		fill(xml, line);
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

static void
rich_text(struct cb_xml *xml, struct cb_text words, int size)
{
	cb_xml_open(xml, "c:tx");
	cb_xml_open(xml, "c:rich");
	cb_xml_leaf(xml, "a:bodyPr", NULL);
	cb_xml_open(xml, "a:p");
	cb_xml_open(xml, "a:r");
	run_properties(xml, "a:rPr", size);
	cb_xml_line(xml, "a:t", words);
	for (int i = 0; i < 4; i++) /* a:r to c:tx */
		cb_xml_close(xml);
}

static void
worded_label(struct cb_xml *xml, size_t at, struct cb_text words)
{
	cb_xml_open(xml, "c:dLbl");
	cb_xml_open(xml, "c:idx");
	cb_xml_attr_int(xml, "val", (int64_t)at);
	cb_xml_close(xml);
	rich_text(xml, words, LABEL_SIZE);
	show_value(xml);
	cb_xml_close(xml);
}

static void
labels(struct cb_xml *xml, const struct cb_chart *chart)
{
	cb_xml_open(xml, "c:dLbls");
	for (size_t i = 0; i < chart->n; i++) {
		const struct cb_chart_bar *bar = &chart->bars[i];

		if (bar->words.p != NULL)
			worded_label(xml, i, bar->words);
	}
	shape(xml, NULL, NULL);
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

/* Opens a reference to cells of a sheet, and the values kept of them. */
static void
open_cache(struct cb_xml *xml, enum cache_kind kind, const char *cells, size_t n)
{
	bool is_number = kind == CACHE_NUMBERS;

	cb_xml_open(xml, is_number ? "c:numRef" : "c:strRef");
	cb_xml_line(xml, "c:f", cb_text_of(cells));
	cb_xml_open(xml, is_number ? "c:numCache" : "c:strCache");
	if (is_number)
		cb_xml_line(xml, "c:formatCode", cb_text_of("General"));
	cb_xml_open(xml, "c:ptCount");
	cb_xml_attr_int(xml, "val", (int64_t)n);
	cb_xml_close(xml);
}

static void
close_cache(struct cb_xml *xml)
{
	cb_xml_close(xml);
	cb_xml_close(xml);
}

static void
series(struct cb_xml *xml, const struct cb_chart *chart)
{
	cb_xml_open(xml, "c:ser");
	val(xml, "c:idx", "0");
	val(xml, "c:order", "0");
	cb_xml_open(xml, "c:tx");
	open_cache(xml, CACHE_WORDS, chart->series_cell, 1);
	point(xml, 0, cb_text_of(chart->series));
	close_cache(xml);
	cb_xml_close(xml);
	shape(xml, "0072B2", NULL);
	val(xml, "c:invertIfNegative", "0");
	labels(xml, chart);
	cb_xml_open(xml, "c:cat");
	open_cache(xml, CACHE_WORDS, chart->label_cells, chart->n);
	for (size_t i = 0; i < chart->n; i++)
		point(xml, i, chart->bars[i].label);
	close_cache(xml);
	cb_xml_close(xml);
	cb_xml_open(xml, "c:val");
	open_cache(xml, CACHE_NUMBERS, chart->value_cells, chart->n);
	for (size_t i = 0; i < chart->n; i++)
		if (chart->bars[i].figure.p != NULL)
			point(xml, i, chart->bars[i].figure);
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

/* Not drawn: the bars carry their values. */
static void
value_axis(struct cb_xml *xml, const struct cb_chart *chart)
{
	cb_xml_open(xml, "c:valAx");
	val(xml, "c:axId", "2");
	cb_xml_open(xml, "c:scaling");
	val(xml, "c:orientation", "minMax");
	if (chart->most != NULL)
		val(xml, "c:max", chart->most);
	if (chart->least != NULL)
		val(xml, "c:min", chart->least);
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
title(struct cb_xml *xml, const char *words)
{
	if (words != NULL) {
		cb_xml_open(xml, "c:title");
		rich_text(xml, cb_text_of(words), TITLE_SIZE);
		val(xml, "c:overlay", "0");
		cb_xml_close(xml);
	}
	val(xml, "c:autoTitleDeleted", words != NULL ? "0" : "1");
}

void
cb_chart_part(struct cb_xml *xml, const struct cb_chart *chart)
{
	cb_xml_begin(xml);
	cb_xml_open(xml, "c:chartSpace");
	cb_xml_attr(xml, "xmlns:c", CB_CHART_NS);
	cb_xml_attr(xml, "xmlns:a", CB_DRAWING_NS);
	cb_xml_attr(xml, "xmlns:r", CB_RELATION_NS);
	val(xml, "c:date1904", "0");
	val(xml, "c:lang", "zh-CN");
	val(xml, "c:roundedCorners", "0");
	cb_xml_open(xml, "c:chart");
	title(xml, chart->title);
	cb_xml_open(xml, "c:plotArea");
	cb_xml_leaf(xml, "c:layout", NULL);
	cb_xml_open(xml, "c:barChart");
	val(xml, "c:barDir", "bar");
	val(xml, "c:grouping", "clustered");
	val(xml, "c:varyColors", "0");
	series(xml, chart);
	val(xml, "c:gapWidth", "40");
	val(xml, "c:axId", "1");
	val(xml, "c:axId", "2");
	cb_xml_close(xml);
	category_axis(xml);
	value_axis(xml, chart);
	cb_xml_close(xml);
	val(xml, "c:plotVisOnly", "1");
	val(xml, "c:dispBlanksAs", "gap");
	cb_xml_close(xml);
	shape(xml, chart->is_framed ? "FFFFFF" : NULL, chart->is_framed ? "BFBFBF" : NULL);
	text_properties(xml);
	cb_xml_close(xml);
}
