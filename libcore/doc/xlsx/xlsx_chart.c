/* The drawing of a sheet: a chart that lies over its cells. */
#include "../package/chart.h"
#include "xlsx_parts.h"

#define ANCHOR_NS "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"

enum { EMU_PER_PIXEL = 9525 };

static void
number(struct cb_xml *xml, const char *name, int64_t n)
{
	cb_xml_open(xml, name);
	cb_xml_raw(xml, CB_LIT(""));
	cb_str_addf(&xml->out, "%lld", (long long)n);
	cb_xml_close(xml);
}

/* The chart as the one thing in the drawing; its part is rId1 of it. */
static void
add_frame(struct cb_xml *xml, const char *name)
{
	cb_xml_open(xml, "xdr:graphicFrame");
	cb_xml_attr(xml, "macro", "");
	cb_xml_open(xml, "xdr:nvGraphicFramePr");
	cb_xml_leaf(xml, "xdr:cNvPr", "id", "2", "name", name, NULL);
	cb_xml_leaf(xml, "xdr:cNvGraphicFramePr", NULL);
	cb_xml_close(xml);
	cb_xml_open(xml, "xdr:xfrm");
	cb_xml_leaf(xml, "a:off", "x", "0", "y", "0", NULL);
	cb_xml_leaf(xml, "a:ext", "cx", "0", "cy", "0", NULL);
	cb_xml_close(xml);
	cb_xml_open(xml, "a:graphic");
	cb_xml_open(xml, "a:graphicData");
	cb_xml_attr(xml, "uri", CB_CHART_NS);
	cb_xml_leaf(xml, "c:chart", "xmlns:c", CB_CHART_NS, "xmlns:r", CB_RELATION_NS, "r:id", "rId1", NULL);
	cb_xml_close(xml);
	cb_xml_close(xml);
	cb_xml_close(xml);
}

/* Where it stands and how large it is, whatever the cells beneath are. */
static void
add_drawing(struct cb_xml *xml, const struct cb_xlsx_chart *chart)
{
	*xml = (struct cb_xml){ 0 };
	cb_xml_begin(xml);
	cb_xml_open(xml, "xdr:wsDr");
	cb_xml_attr(xml, "xmlns:xdr", ANCHOR_NS);
	cb_xml_attr(xml, "xmlns:a", CB_DRAWING_NS);
	cb_xml_open(xml, "xdr:oneCellAnchor");
	cb_xml_open(xml, "xdr:from");
	number(xml, "xdr:col", chart->column);
	number(xml, "xdr:colOff", 0);
	number(xml, "xdr:row", chart->row);
	number(xml, "xdr:rowOff", 0);
	cb_xml_close(xml);
	cb_xml_open(xml, "xdr:ext");
	cb_xml_attr_int(xml, "cx", (int64_t)chart->width_pixels * EMU_PER_PIXEL);
	cb_xml_attr_int(xml, "cy", (int64_t)chart->height_pixels * EMU_PER_PIXEL);
	cb_xml_close(xml);
	add_frame(xml, chart->bars->series);
	cb_xml_leaf(xml, "xdr:clientData", NULL);
	cb_xml_close(xml);
}

static void
add_chart(struct cb_xlsx *x, const struct cb_xlsx_chart *chart)
{
	struct cb_xlsx_area series = { chart->values.row - 1, chart->values.column, chart->values.row - 1,
		                       chart->values.column };
	struct cb_str cells[3] = { { 0 } }, path = { 0 };
	struct cb_chart bars = *chart->bars;
	struct cb_xml xml = { 0 };

	cb_xlsx_add_reference(&cells[0], x, &series);
	cb_xlsx_add_reference(&cells[1], x, &chart->labels);
	cb_xlsx_add_reference(&cells[2], x, &chart->values);
	bars.series_cell = cells[0].p;
	bars.label_cells = cells[1].p;
	bars.value_cells = cells[2].p;
	cb_chart_part(&xml, &bars);
	cb_str_addf(&path, "xl/charts/chart%zu.xml", x->n_charts);
	cb_xlsx_add_part(x, path.p, CB_CHART_TYPE, &xml.out);
	for (size_t i = 0; i < 3; i++)
		cb_str_release(&cells[i]);
	cb_str_release(&path);
}

void
cb_xlsx_chart(struct cb_xlsx *x, const struct cb_xlsx_chart *chart)
{
	struct cb_str path = { 0 };
	struct cb_xml xml;

	x->n_charts++;
	add_chart(x, chart);
	add_drawing(&xml, chart);
	cb_xml_close(&xml);
	cb_str_addf(&path, "xl/drawings/drawing%zu.xml", x->n_charts);
	cb_xlsx_add_part(x, path.p, "application/vnd.openxmlformats-officedocument.drawing+xml", &xml.out);
	cb_part_open(&xml, "Relationships", CB_PACKAGE_NS "relationships");
	cb_str_setf(&path, "../charts/chart%zu.xml", x->n_charts);
	cb_part_relation(&xml, 1, CB_RELATION_NS "/chart", path.p);
	cb_str_setf(&path, "xl/drawings/_rels/drawing%zu.xml.rels", x->n_charts);
	cb_part_close(&xml, &x->package, path.p);
	cb_str_setf(&path, "../drawings/drawing%zu.xml", x->n_charts);
	x->sheet.drawing = cb_xlsx_relate(x, "drawing", path.p);
	cb_str_release(&path);
}
