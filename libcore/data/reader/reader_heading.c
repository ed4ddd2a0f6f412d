/* What a heading between the rows says of those beneath it, and would be lost: 2026年8月 under a title of July, 单位:元,
 * 填报单位:…, 支出明细 where no column tells what comes from what goes. It matters only where rows follow. */
#include <cb/base/utf8.h>
#include <cb/value/arg.h>
#include <cb/value/row_word.h>

#include "reader_state.h"

/* Is the column filled by what the sheet says, or by nobody? */
static bool
is_of_sheet(const struct cb_reader *r, int column)
{
	return column >= 0 && r->sheet.file_columns[column] == 0 &&
	       !(r->sheet.binding.pivot && r->sheet.binding.across.name == column);
}

static bool
says_period(struct cb_reader *r, struct cb_text text)
{
	int column = cb_column_find(r->in.reg, "period");
	struct cb_periods_in in = { 0 };
	int64_t period = 0, other = 0, now;

	if (!is_of_sheet(r, column) || r->sheet.standing[column].state != CB_VALUE)
		return false;
	now = r->sheet.standing[column].n;
	cb_periods_in_add(&in, text);
	return cb_periods_in_settle(&in, cb_period_year(now), &period, &other) != CB_SAY_NO_PERIOD &&
	       !cb_period_holds(period, now) && !cb_period_holds(now, period);
}

static bool
says_unit(struct cb_reader *r, struct cb_text text)
{
	struct cb_title title = { 0 };

	cb_title_take_units(&title, text, cb_reader_where(r, 0), &r->row.arena);
	for (size_t i = 0; i < title.n_units; i++) {
		bool is_said = !title.units[i].is_keyed;

		for (size_t k = 0; k < r->sheet.title.n_units; k++)
			is_said |= cb_text_equal(title.units[i].word, r->sheet.title.units[k].word);
		if (!is_said)
			return true;
	}
	return false;
}

static bool
says_sender(struct cb_reader *r, struct cb_text text)
{
	struct cb_str name = { 0 };
	bool says;

	if (!is_of_sheet(r, r->sheet.community))
		return false;
	says = cb_title_sender(text, &name) && name.len > 0 &&
	       !cb_text_equal(cb_str_text(&name), r->sheet.title.sender);
	cb_str_release(&name);
	return says;
}

static bool
says_flow(struct cb_reader *r, struct cb_text text)
{
	int flow = cb_column_find(r->in.reg, "flow");
	const struct cb_word *words = flow >= 0 ? r->in.reg->columns[flow].arg : NULL;
	const struct cb_cell *standing = flow >= 0 ? &r->sheet.standing[flow] : NULL;
	int64_t now = flow >= 0 && standing->state == CB_VALUE ? standing->n : 0;

	for (int64_t i = 0; is_of_sheet(r, flow) && words[i].zh != NULL; i++)
		if (i != now && cb_text_find(text, words[i].zh) >= 0 && cb_text_find(text, words[now].zh) < 0)
			return true;
	return false;
}

static const struct {
	bool (*says)(struct cb_reader *, struct cb_text nfkc);
	const char *zh, *en;
} sayings[] = {
	{ .says = says_period, .zh = "期间", .en = "the period" },
	{ .says = says_unit, .zh = "单位", .en = "the unit" },
	{ .says = says_sender, .zh = "填报单位", .en = "the sender" },
	{ .says = says_flow, .zh = "收支", .en = "what comes or goes" },
};

void
cb_heading_keep(struct cb_reader *r)
{
	struct cb_str text = { 0 };
	uint32_t at = 0;

	while (at < r->row.raw.n && cb_text_trim(r->row.raw.cells[at]).len == 0)
		at++;
	if (at >= r->row.raw.n || !(r->row.is_heading || cb_row_word_is_heading(r->row.raw.cells[at])))
		return;
	cb_utf8_nfkc(cb_text_trim(r->row.raw.cells[at]), &text);
	r->sheet.heading.says = 0;
	for (size_t i = 0; i < CB_COUNT(sayings) && r->sheet.heading.says == 0; i++)
		if (sayings[i].says(r, cb_str_text(&text)))
			r->sheet.heading.says = i + 1;
	r->sheet.heading.where = cb_reader_where(r, at + 1);
	cb_str_sett(&r->sheet.heading.text, cb_text_trim(r->row.raw.cells[at]));
	cb_str_release(&text);
}

void
cb_heading_report(struct cb_reader *r)
{
	size_t i = r->sheet.heading.says - 1;

	cb_report(r->diag, CB_HEADING_SAYS, r->sheet.heading.where, "", cb_str_text(&r->sheet.heading.text),
	          cb_arg_either(sayings[i].zh, sayings[i].en));
	r->sheet.heading.says = 0;
}
