/* A bar chart as a part (DrawingML): bars lie, the first on top, each with its value. */
#ifndef LIBCORE_DOC_PACKAGE_CHART_H
#define LIBCORE_DOC_PACKAGE_CHART_H

#include "xml.h"

#define CB_CHART_NS "http://schemas.openxmlformats.org/drawingml/2006/chart"
#define CB_DRAWING_NS "http://schemas.openxmlformats.org/drawingml/2006/main"
#define CB_CHART_TYPE "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"

struct cb_chart_bar {
	struct cb_text label;
	struct cb_text figure; /* a number as XML has it; p NULL = none, the place stays empty */
	struct cb_text words;  /* what is shown instead of the number; p NULL = the number */
};

struct cb_chart {
	const struct cb_chart_bar *bars;
	size_t n;
	const char *title;                                   /* NULL = none */
	const char *series;                                  /* what the numbers are */
	const char *series_cell, *label_cells, *value_cells; /* of a sheet: Sheet1!$A$2:$A$9 */
	const char *least, *most;                            /* of the scale, NULL = as the bars have it */
	bool is_framed;                                      /* over cells: on a ground of its own */
};

void cb_chart_part(struct cb_xml *, const struct cb_chart *);

#endif
