#include <cb/query/office_form.h>
#include <cb/value/period.h>

#include <string.h>

/* The words that a column offers, while they are collected. */
struct words {
	struct cb_form *form;
	struct cb_text *items;
	size_t n, cap;
};

static void
add_word(struct words *w, struct cb_text word)
{
	if (w->n == w->cap) {
		struct cb_text *more = cb_arena_alloc(&w->form->arena, (w->cap * 2 + 8) * sizeof(*more));

		for (size_t i = 0; i < w->n; i++)
			more[i] = w->items[i];
		w->items = more;
		w->cap = w->cap * 2 + 8;
	}
	w->items[w->n++] = word;
}

/* ---- what may be chosen ---- */

static void
add_communities(struct words *w, const struct cb_office *office)
{
	for (size_t i = 0; i < office->n_communities; i++)
		add_word(w, cb_office_name(office, office->communities[i].name));
}

static void
add_units(struct words *w, const struct cb_office *office)
{
	for (uint32_t id = 1; id <= cb_names_count(office->names); id++)
		if ((cb_names_get(office->names, id)->flags & CB_NAME_IS_UNIT) != 0)
			add_word(w, cb_office_name(office, id));
}

static void
add_indicators(struct words *w, const struct cb_office *office)
{
	struct cb_dict seen = { 0 };

	for (size_t i = 0; i < office->n_indicators; i++) {
		struct cb_text name = cb_office_name(office, office->indicators[i].name);

		if (cb_dict_add(&seen, name, 1)) /* several contests may have it */
			add_word(w, name);
	}
	cb_dict_release(&seen);
}

static bool
has_estate(const struct cb_office *office, uint32_t community, uint32_t estate)
{
	if (community != 0)
		return cb_office_has_estate(office, community, estate);
	for (size_t i = 0; i < office->n_communities; i++)
		if (cb_office_has_estate(office, office->communities[i].name, estate))
			return true;
	return false;
}

static void
add_estates(struct words *w, const struct cb_office *office, uint32_t community)
{
	for (uint32_t id = 1; id <= cb_names_count(office->names); id++)
		if (cb_names_get(office->names, id)->kind == CB_NAME_ESTATE && has_estate(office, community, id))
			add_word(w, cb_office_name(office, id));
}

static void
add_names(struct words *w, const struct cb_office *office, enum cb_refer refer, uint32_t community)
{
	if (refer == CB_REFER_COMMUNITY || refer == CB_REFER_PARTY)
		add_communities(w, office);
	if (refer == CB_REFER_UNIT || refer == CB_REFER_PARTY)
		add_units(w, office);
	if (refer == CB_REFER_INDICATOR)
		add_indicators(w, office);
	if (refer == CB_REFER_ESTATE)
		add_estates(w, office, community);
}

static void
add_words(struct words *w, const struct cb_column *column)
{
	static const struct cb_word yes_no[] = { { .zh = "是" }, { .zh = "否" }, { 0 } };
	const struct cb_word *word = column->type == &cb_type_bool ? yes_no : column->arg;

	for (; word->zh != NULL; word++)
		add_word(w, cb_text_of(word->zh));
}

/* ---- the form ---- */

/* A period in the words that cb_title_read finds in a title. */
static struct cb_text
period_title(struct cb_form *form, int64_t period)
{
	static const char *const quarters[] = { "一", "二", "三", "四" };
	struct cb_str title = { 0 };
	struct cb_text kept;
	int64_t part = period % 100;

	cb_str_addf(&title, "%d年", cb_period_year(period));
	switch (cb_period_kind(period)) {
	case CB_MONTH:
		cb_str_addf(&title, "%d月", (int)part);
		break;
	case CB_QUARTER:
		cb_str_addf(&title, "第%s季度", quarters[part - 21]);
		break;
	case CB_HALF:
		cb_str_adds(&title, part == 31 ? "上半年" : "下半年");
		break;
	case CB_YEAR:
		cb_str_adds(&title, "度");
		break;
	}
	kept = (struct cb_text){ cb_arena_copy(&form->arena, title.p, title.len), (uint32_t)title.len };
	cb_str_release(&title);
	return kept;
}

/* Column community of a score may name units as well, which is seldom: communities are offered there. */
static bool
is_community(const struct cb_column *column)
{
	return strcmp(column->key, "community") == 0;
}

static void
add_column(struct cb_form *form, const struct cb_column *column, const struct cb_office *office, uint32_t community)
{
	struct words w = { .form = form };
	struct cb_form_column *at = &form->columns[form->n_columns++];

	if (column->type == &cb_type_bool || column->type == &cb_type_enum) {
		add_words(&w, column);
	} else if (column->type->storage == CB_STORE_NAME && column->arg != NULL) {
		const struct cb_name_of *of = column->arg;

		bool is_free = of->refer == CB_REFER_NONE && is_community(column);

		add_names(&w, office, is_free ? CB_REFER_COMMUNITY : of->refer, community);
		at->is_open = true;
	}
	at->is = column;
	at->words = w.items;
	at->n_words = w.n;
}

/* R1: those who give know neither the number of the entry nor what the office does with it. */
static bool
is_asked(const struct cb_register *reg, const struct cb_column *column)
{
	return (column->flags & CB_COMPUTED) == 0 &&
	       !(strcmp(reg->key, "fund") == 0 &&
	         cb_is_among("no fund use approver community_consent handler reverses override", column->key));
}

/* ---- a line for each indicator ---- */

/* A column that the form shows and readers leave out: a full mark is no score. */
static const struct cb_column full_mark = { .key = "full", .zh = "满分", .type = &cb_type_num, .en = "the full mark", .doc = "本项满分" };

static void
add_lines(struct cb_form *form, const struct cb_office *office)
{
	uint32_t contest = office->month;
	char buf[CB_PRINT_MAX];

	form->lines = cb_arena_alloc(&form->arena, (office->n_indicators + 1) * sizeof(*form->lines));
	for (size_t i = 0; i < office->n_indicators; i++) {
		const struct cb_indicator *indicator = &office->indicators[i];
		struct cb_cell full = cb_cell_number(indicator->item.full);
		struct cb_text *cells;

		if (indicator->system != contest)
			continue;
		cells = cb_arena_alloc(&form->arena, 2 * sizeof(*cells));
		cells[0] = cb_office_name(office, indicator->name);
		cells[1] = (struct cb_text){ 0 };
		if (indicator->item.full > 0)
			cells[1] = cb_arena_text(&form->arena, cb_cell_print(&cb_type_num, NULL, &full, buf));
		form->lines[form->n_lines++].cells = cells;
	}
}

/* The columns of such a line: name, full mark, score, note. */
static void
make_lines(struct cb_form *form, const struct cb_register *reg, const struct cb_office *office, uint32_t community)
{
	static const char *const keys[] = { "indicator", NULL, "score", "note" };
	static const size_t widths[] = { 28, 9, 12, 40 };

	form->n_begun = 2;
	for (size_t i = 0; i < CB_COUNT(keys); i++) {
		int at = keys[i] != NULL ? cb_column_find(reg, keys[i]) : -1;

		add_column(form, at >= 0 ? &reg->columns[at] : &full_mark, office, community);
		form->columns[i].width_cols = widths[i];
	}
}

void
cb_form_make(struct cb_form *form, const struct cb_register *reg, const struct cb_office *office,
             const struct cb_form_options *options)
{
	int community = options->community != 0 ? cb_column_find(reg, "community") : -1;
	int period = options->period != 0 ? cb_column_find(reg, "period") : -1;

	*form = (struct cb_form){ .reg = reg, .columns = cb_alloc((size_t)reg->n_columns, sizeof(*form->columns)) };
	if (options->community != 0)
		form->body = cb_office_name(office, options->community);
	if (options->period != 0)
		form->period = period_title(form, options->period);
	if (options->community != 0 && strcmp(reg->key, "score") == 0)
		add_lines(form, office);
	if (form->n_lines > 0)
		make_lines(form, reg, office, options->community);
	for (int c = 0; form->n_lines == 0 && c < reg->n_columns; c++)
		if (is_asked(reg, &reg->columns[c]) && c != community && c != period)
			add_column(form, &reg->columns[c], office, options->community);
}
