/* Bar charts as SVG: lengths in per cent of the width and words in pixels, so that they can be read on a
 * phone as well as on paper. */
#include "html.h"

enum { LABEL_PART = 2600, /* of the width, in 1/10000: where labels end, bars begin, and how far they go */
       BARS_FROM = 2800,
       BARS_PART = 5000,
       WIDE_BARS_PART = 7500, /* labels that stand above their bars leave more room */
       LABEL_COLS = 12,       /* the widest label beside a bar */
       LINE_PX = 22,
       LINES_MAX = 36 /* of one picture: paper breaks between pictures only */ };

struct chart {
	struct cb_str *out;
	const struct cb_bars *bars;
	size_t from, n;  /* the bars of one picture */
	bool is_stacked; /* labels above the bars */
	int64_t part;
	int64_t zero; /* where 0 stands */
};

static void
add_percent(struct cb_str *out, const char *name, int64_t part)
{
	cb_str_addf(out, " %s=\"%lld.%02lld%%\"", name, (long long)(part / 100), (long long)(part % 100));
}

static void
add_words(const struct chart *chart, int64_t x, int64_t y, const char *more, struct cb_text text)
{
	cb_str_adds(chart->out, "<text");
	add_percent(chart->out, "x", x);
	cb_str_addf(chart->out, " y=\"%lld\"%s>", (long long)y, more);
	cb_markup_escape(chart->out, text);
	cb_str_adds(chart->out, "</text>");
}

static void
add_bar(const struct chart *chart, size_t at)
{
	const struct cb_bar *bar = &chart->bars->bars[chart->from + at];
	int64_t line = chart->is_stacked ? 2 * LINE_PX : LINE_PX, y = (int64_t)at * line;
	int64_t size = cb_bars_part(chart->bars, bar->cell->n, chart->part), end = chart->zero;
	int64_t from = bar->cell->n < 0 ? chart->zero - size : chart->zero;

	if (bar->cell->n > 0)
		end += size;
	if (chart->is_stacked)
		add_words(chart, 0, y + 16, "", bar->label);
	else
		add_words(chart, LABEL_PART, y + 16, " text-anchor=\"end\"", bar->label);
	y += line - LINE_PX;
	cb_str_adds(chart->out, "<rect class=\"bar\"");
	add_percent(chart->out, "x", from);
	add_percent(chart->out, "width", size);
	cb_str_addf(chart->out, " y=\"%lld\" height=\"%d\"/>", (long long)y + 3, LINE_PX - 6);
	add_words(chart, end, y + 16, " dx=\"4\"", bar->value);
	cb_str_addc(chart->out, '\n');
}

/* For those who cannot see it. */
static void
describe(const struct chart *chart)
{
	for (size_t i = 0; i < chart->n; i++) {
		const struct cb_bar *bar = &chart->bars->bars[chart->from + i];

		cb_str_adds(chart->out, i ? "；" : "");
		cb_markup_escape(chart->out, bar->label);
		cb_str_addc(chart->out, ' ');
		cb_markup_escape(chart->out, bar->value);
	}
}

static void
add_svg(const struct chart *chart, struct cb_text title, unsigned number)
{
	struct cb_str id = { 0 };
	size_t height = chart->n * (chart->is_stacked ? 2 * LINE_PX : LINE_PX);

	cb_str_addf(&id, "%u-%zu", number, chart->from);
	cb_str_addf(chart->out, "<svg role=\"img\" aria-labelledby=\"c%s t%s\" height=\"%zu\">\n<title id=\"c%s\">", id.p, id.p,
	            height, id.p);
	cb_markup_escape(chart->out, title);
	cb_str_addf(chart->out, "</title><desc id=\"t%s\">", id.p);
	describe(chart);
	cb_str_adds(chart->out, "</desc>\n");
	for (size_t i = 0; i < chart->n; i++)
		add_bar(chart, i);
	cb_str_adds(chart->out, "<line class=\"zero\"");
	add_percent(chart->out, "x1", chart->zero);
	add_percent(chart->out, "x2", chart->zero);
	cb_str_addf(chart->out, " y1=\"0\" y2=\"%zu\"/>\n</svg>\n", height);
	cb_str_release(&id);
}

/* As many pictures as paper needs, one below the other on the same scale. */
static void
add_pictures(struct chart *chart, struct cb_text title, unsigned number)
{
	size_t most = chart->is_stacked ? LINES_MAX / 2 : LINES_MAX, n = (chart->bars->n + most - 1) / most;

	for (size_t i = 0; i < n; i++) {
		chart->from = chart->bars->n * i / n;
		chart->n = chart->bars->n * (i + 1) / n - chart->from;
		add_svg(chart, title, number);
	}
}

void
cb_html_chart(struct cb_str *out, const struct cb_block *block, const struct cb_doc_options *options, unsigned number)
{
	const struct cb_writer writer = { .table = block->table, .options = options };
	struct cb_str caption = { 0 };
	struct chart chart = { .out = out };
	struct cb_bars bars;

	cb_bars_read(block, options, &bars);
	cb_block_text(block, &caption);
	chart.bars = &bars;
	chart.is_stacked = bars.label_cols > LABEL_COLS;
	chart.part = chart.is_stacked ? WIDE_BARS_PART : BARS_PART;
	chart.zero = (chart.is_stacked ? 0 : BARS_FROM) + cb_bars_part(&bars, bars.least, chart.part);
	cb_str_adds(out, "<figure>\n");
	if (caption.len) {
		cb_str_adds(out, "<figcaption>");
		cb_html_escape(out, cb_str_text(&caption));
		cb_str_adds(out, "</figcaption>\n");
	} else {
		cb_str_adds(&caption, cb_doc_label(&writer, block->columns[1], options->lang));
	}
	add_pictures(&chart, cb_str_text(&caption), number);
	cb_str_adds(out, "</figure>\n");
	cb_str_release(&caption);
	cb_bars_release(&bars);
}
