/* What is said of a header: there is none, or it has labels that are no column. */
#include <cb/base/suggest.h>
#include <cb/value/mask.h>

#include "bind_state.h"

static void
report(struct binder *b, enum cb_code code, size_t column, struct cb_text word, const char *second)
{
	uint32_t line = b->head->n > 0 ? b->head->rows[0].line : 1;

	cb_report(b->diag, code, ((struct cb_where){ b->source, line, (uint32_t)column }), "", word, second);
}

void
cb_binder_report(struct binder *b, const struct cb_binding *binding, enum cb_code code, size_t at, const char *second,
                 const char *third)
{
	struct cb_where where = { b->source, b->head->rows[binding->first].line, (uint32_t)at + 1 };

	cb_report(b->diag, code, where, "", binding->columns[at].label, second, third);
}

/* Is a line of one cell a header once it is divided so? */
static bool
is_header_by(struct binder *b, struct cb_text line, const char *by)
{
	struct cb_csv_words words = { .line = line, .by = by };
	size_t known = 0;

	while (cb_csv_next_word(&words))
		known += words.word.len > 0 && cb_binder_is_known(b, words.word);
	return known >= 2;
}

/* The character that divides the cells of a text, where it is none that is tried: reported, else false. */
static bool
report_divider(struct binder *b)
{
	for (size_t i = 0; i < b->head->n; i++) {
		const struct cb_row *row = &b->head->rows[i];
		const char *by;
		size_t at = 0;

		while (row->kinds == NULL && row->n == 1 && (by = cb_csv_next_divider(row->cells[0], &at)) != NULL)
			if (is_header_by(b, row->cells[0], by)) {
				cb_report(b->diag, CB_DIVIDED_OTHERWISE, ((struct cb_where){ b->source, row->line, 0 }), "", by);
				return true;
			}
	}
	return false;
}

static bool
has_figure(struct cb_text t)
{
	for (uint32_t i = 0; i < t.len; i++)
		if (cb_is_digit(t.p[i]))
			return true;
	return false;
}

bool
cb_binder_report_form(struct binder *b)
{
	struct cb_form_layout form;
	const struct cb_row *row;
	struct cb_text cell = { "", 0 };
	struct cb_str label = { 0 };

	if (cb_bind_is_form(b->in, b->head, &form) || !form.is_odd)
		return false;
	row = &b->head->rows[form.odd.row];
	if (form.odd.label <= row->n)
		cell = cb_text_trim(row->cells[form.odd.label - 1]);
	if (has_figure(cell)) /* a label has no figures, what is private nearly always */
		cb_mask_unknown(cell, cb_register_has_private(b->in->reg), &label);
	else
		cb_str_addt(&label, cell);
	cb_report(b->diag, CB_NO_PLAIN_FORM, ((struct cb_where){ b->source, row->line, form.odd.label }), "", label,
	          cb_arg_either(b->in->reg->zh, b->in->reg->key));
	return true;
}

/* Do more labels stand one beneath the other than side by side? Said once, and not of each column. */
bool
cb_binder_report_lies_across(struct binder *b, size_t known)
{
	uint64_t columns = 0;
	struct cb_text first = { "", 0 };
	struct cb_where where = { b->source, 0, 1 };

	for (size_t i = 0; i < b->head->n && known < (size_t)b->in->reg->n_columns; i++) {
		const struct cb_row *row = &b->head->rows[i];
		struct cb_text label = row->n > 1 ? cb_text_trim(row->cells[0]) : (struct cb_text){ "", 0 };
		uint64_t of = cb_binder_columns(b, label);

		if (of != 0 && columns == 0) {
			first = label;
			where.row = row->line;
		}
		columns |= of;
	}
	if (__builtin_popcountll(columns) < 2 || (size_t)__builtin_popcountll(columns) <= known)
		return false;
	cb_report(b->diag, CB_LIES_ACROSS, where, "", __builtin_popcountll(columns), first);
	return true;
}

void
cb_binder_report_no_header(struct binder *b)
{
	struct cb_str wanted = { 0 };
	const struct cb_register *reg = b->in->reg;

	if (report_divider(b) || cb_binder_report_lies_across(b, 0))
		return;
	for (int c = 0; c < reg->n_columns; c++) {
		if ((reg->columns[c].flags & CB_REQUIRED) == 0)
			continue;
		if (wanted.len > 0)
			cb_str_addc(&wanted, ' ');
		cb_str_adds(&wanted, b->diag->lang == CB_ZH ? reg->columns[c].zh : reg->columns[c].key);
	}
	report(b, CB_NO_HEADER, 0, cb_text_of(b->diag->lang == CB_ZH ? reg->zh : reg->key), cb_str_c(&wanted));
	cb_str_release(&wanted);
}

static void
nearest_label(struct binder *b, struct cb_text form, struct cb_str *out)
{
	const struct cb_register *reg = b->in->reg;
	struct cb_nearest nearest = { 0 };
	uint32_t id;

	for (int c = 0; c < reg->n_columns; c++) {
		struct cb_text more = cb_text_of(reg->columns[c].more != NULL ? reg->columns[c].more : "");

		cb_nearest_try(&nearest, form, cb_text_of(reg->columns[c].key));
		cb_nearest_try(&nearest, form, cb_text_of(reg->columns[c].zh));
		while (more.len > 0)
			cb_nearest_try(&nearest, form, cb_text_trim(cb_text_next(&more, ";")));
	}
	if (reg->pivot != NULL) {
		id = cb_names_nearest(b->in->names, CB_NAME_INDICATOR, CB_NAME_IS_INDICATOR, form);
		if (id != 0)
			cb_nearest_try(&nearest, form, cb_names_get(b->in->names, id)->text);
	}
	cb_suggest(b->diag->lang, nearest.text, out);
}

/* 借方 is what came in to who keeps the account, and what went out to the bank: the file does not say whose it is. */
static void
say_side(struct binder *b, struct cb_text label, unsigned part, struct cb_str *out)
{
	static const char *const sides[] = { "借方", "贷方", "借", "贷", "借方金额", "贷方金额", "借方发生额", "贷方发生额", NULL };

	if (cb_text_is_one_of(cb_binder_form(b, label, part), sides) && cb_bind_is_flow(b->in->reg, CB_LIT("收入")))
		cb_str_addf(out, b->diag->lang == CB_ZH ? ";是收入用 --map '%.*s=收入',是支出用 --map '%.*s=支出'" : "; what came in is --map '%.*s=receive', what went out --map '%.*s=spend'",
		            CB_TEXT_ARG(label), CB_TEXT_ARG(label));
}

/* Of labels in several rows the last is what a column is called, and the others are seldom over anything but
 * indicators. */
static void
report_unknown(struct binder *b, struct cb_binding *out, size_t c)
{
	struct cb_text label = out->columns[c].label;
	bool is_joined = cb_binder_form(b, label, TRY_LAST).len > 0;
	unsigned part = is_joined ? TRY_LAST : 0;
	struct cb_text form = cb_binder_form(b, label, part | TRY_NAME);
	struct cb_str hint = { 0 }, wide = { 0 };

	nearest_label(b, form.len > 0 ? form : cb_binder_form(b, label, part), &hint);
	say_side(b, label, part, &wide);
	if (b->in->reg->pivot != NULL && (hint.len == 0 || is_joined))
		cb_str_adds(&wide, b->diag->lang == CB_ZH ? ";若各栏是指标,加 --wide"
		                                          : "; if such columns are indicators, say --wide");
	cb_binder_report(b, out, CB_UNKNOWN_COLUMN, c, cb_str_c(&hint), cb_str_c(&wide));
	cb_str_release(&hint);
	cb_str_release(&wide);
}

/* The column of the register that the label is one of; -1. */
static int
taken_by(struct binder *b, struct cb_text label)
{
	for (unsigned try = 0; try < TRIES; try += TRY_NAME) {
		struct cb_text form = cb_binder_form(b, label, try);

		for (int k = 0; form.len > 0 && k < b->in->reg->n_columns; k++)
			for (int level = 0; level < LEVELS; level++)
				if (cb_binder_may_be(b, k) && cb_binder_has_label(b, k, (enum level)level, form))
					return k;
	}
	return -1;
}

/* Of two labels the other, where it is another word for the same: 手机 beside 办公电话. */
static void
say_other_label(struct binder *b, const struct cb_binding *out, size_t c, int column, struct cb_str *said)
{
	const struct cb_column *is = &b->in->reg->columns[column];

	for (size_t i = 0; i < out->n && said->len == 0; i++)
		if (i != c && out->columns[i].kind == CB_BOUND_COLUMN && out->columns[i].column == column &&
		    !cb_text_equal(out->columns[i].label, out->columns[c].label))
			cb_str_addf(said, b->diag->lang == CB_ZH ? "和“%.*s”都是“%s”一栏" : " and “%.*s” are both column %s",
			            CB_TEXT_ARG(out->columns[i].label), b->diag->lang == CB_ZH ? is->zh : is->key);
	if (said->len == 0)
		cb_str_adds(said, b->diag->lang == CB_ZH ? "重复" : " stands twice");
}

/* --map names a label: where the other column has the same, both would be left out. */
static void
report_twice(struct binder *b, struct cb_binding *out, size_t c, int column)
{
	struct cb_text label = out->columns[c].label;
	struct cb_str form = { 0 }, remedy = { 0 }, other = { 0 };
	bool is_alone = true;

	cb_str_addt(&form, cb_binder_form(b, label, 0));
	for (size_t i = 0; i < out->n; i++)
		is_alone &= i == c || !cb_text_equal(cb_binder_form(b, out->columns[i].label, 0), cb_str_text(&form));
	if (is_alone)
		cb_str_addf(&remedy, b->diag->lang == CB_ZH ? ",或用 --map '%.*s=-' 略去" : ", or leave it out with --map '%.*s=-'",
		            CB_TEXT_ARG(label));
	say_other_label(b, out, c, column, &other);
	cb_binder_report(b, out, CB_LABEL_TWICE, c, cb_str_c(&remedy), cb_str_c(&other));
	cb_str_release(&other);
	cb_str_release(&form);
	cb_str_release(&remedy);
}

/* Do the rows beneath name communities there, and nowhere else? 项目 is what many call them. */
static bool
holds_communities(struct binder *b, const struct cb_binding *out, size_t c)
{
	int community = cb_column_find(b->in->reg, "community");
	size_t n = 0;

	if (community < 0 || (out->present >> community & 1) != 0)
		return false;
	for (size_t r = out->first + out->height; r < b->head->n; r++) {
		const struct cb_row *row = &b->head->rows[r];
		uint32_t id = c < row->n ? cb_names_find(b->in->names, CB_NAME_PARTY, cb_text_trim(row->cells[c])) : 0;

		n += (cb_names_get(b->in->names, id)->flags & CB_NAME_IS_COMMUNITY) != 0;
	}
	return n > 0;
}

/* What leads on: the column of names is one of communities, or the first of the others goes. */
static void
say_mixed_remedy(struct binder *b, const struct cb_binding *out, size_t pivot, struct cb_str *remedy)
{
	bool zh = b->diag->lang == CB_ZH;

	for (size_t c = 0; c < out->n; c++)
		if (out->columns[c].kind == CB_BOUND_COLUMN && out->columns[c].column == out->across.name &&
		    holds_communities(b, out, c)) {
			cb_str_addf(remedy, zh ? ";若“%.*s”栏写的是社区,用 --map '%.*s=community'" : "; if “%.*s” names communities, say --map '%.*s=community'",
			            CB_TEXT_ARG(out->columns[c].label), CB_TEXT_ARG(out->columns[c].label));
			return;
		}
	cb_str_addf(remedy, zh ? ",或用 --map '%.*s=-' 略去这一栏" : ", or leave a column out with --map '%.*s=-'",
	            CB_TEXT_ARG(out->columns[pivot].label));
}

/* Are the columns indicators, and is there one that names the indicator of each row? */
static bool
report_mixed(struct binder *b, const struct cb_binding *out)
{
	if (!out->pivot || (out->present >> out->across.name & 1) == 0)
		return true;
	for (size_t c = 0; c < out->n; c++)
		if (out->columns[c].kind == CB_BOUND_PIVOT) {
			const struct cb_column *is = &b->in->reg->columns[out->across.name];
			struct cb_str remedy = { 0 };

			say_mixed_remedy(b, out, c, &remedy);
			cb_binder_report(b, out, CB_LONG_AND_WIDE, c, b->diag->lang == CB_ZH ? is->zh : is->key,
			                 cb_str_c(&remedy));
			cb_str_release(&remedy);
			return false;
		}
	return true;
}

bool
cb_binder_report_unbound(struct binder *b, struct cb_binding *out)
{
	bool ok = report_mixed(b, out);
	int taken;

	for (size_t c = 0; c < out->n; c++) {
		if (!cb_binder_is_open(&out->columns[c]))
			continue;
		taken = taken_by(b, out->columns[c].label);
		if (taken >= 0)
			report_twice(b, out, c, taken);
		else
			report_unknown(b, out, c);
		out->columns[c].kind = CB_BOUND_DROPPED;
		ok = false;
	}
	for (size_t c = 0; c < out->n; c++)
		if (out->columns[c].kind == CB_BOUND_BLANK && out->columns[c].column == -2) /* could be several */
			out->columns[c].kind = CB_BOUND_DROPPED;
	return ok;
}
