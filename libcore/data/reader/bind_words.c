/* Labels that are words of one column, with names of another beneath: 楼栋长 beside 小区, 包联领导 beside 牵头单位.
 * reader.h R18. */
#include <string.h>

#include "bind_state.h"

/* One word and the labels that say it. */
struct said_word {
	const char *word, *labels;
};

static const struct said_word links[] = {
	{ "leader", "联系领导;包联领导;包保领导;包片领导;挂点领导;联点领导;挂包领导;驻点领导;包社区领导;街道联系领导;街道包联领导" },
	{ "lead", "牵头单位;共建牵头单位;包联牵头单位;包联单位;包保单位;挂点单位" },
	{ "partner", "共建单位;结对单位;结对共建单位;成员单位;共建成员单位;参与单位" },
	{ "counterpart", "对口单位;对口帮扶单位;对口支援单位" },
	{ "agreement", "协议单位;签约单位" },
	{ NULL, NULL },
};

static const char posts[] = "书记;副书记;主任;副主任;委员;网格长;网格员;专职网格员;楼栋长;楼长;楼道长;栋长;单元长;楼组长;"
			    "文明劝导员;义务监督员;联络员;片长;组长;村支书;村主任;村会计;社区民警";

/* Where several are named side by side, other columns than the shared ones may be of any of them: they are not read. */
static const struct worded {
	const struct cb_register *reg;
	const char *word, *name, *shared;
	const struct said_word *said; /* of a list of words other labels than these; NULL = the words themselves */
	const char *labels;           /* of a text */
} worded[] = {
	{ .reg = &cb_register_volunteer, .word = "role", .name = "name", .shared = "community;estate;team;note" },
	{ .reg = &cb_register_link, .word = "kind", .name = "party", .shared = "community;estate;note", .said = links },
	{ .reg = &cb_register_post, .word = "post", .name = "person", .shared = "body", .labels = posts },
};

static const char places[] = "楼栋;楼栋号;楼号;幢号;单元;单元号;网格;网格名称;网格编号;所属网格;所在网格;责任网格;负责区域;"
			     "责任区域;负责楼栋;责任楼栋;所辖楼栋;包联楼栋;负责范围;责任范围;管辖范围";

static const struct worded *
worded_of(const struct cb_register *reg)
{
	for (size_t i = 0; i < CB_COUNT(worded); i++)
		if (worded[i].reg == reg)
			return &worded[i];
	return NULL;
}

static bool
is_word(const struct worded *w, const struct cb_column *column, struct cb_text form, int64_t *n)
{
	struct cb_parse_env env = { 0 };
	struct cb_cell cell = { 0 };

	for (size_t i = 0; w->said != NULL && w->said[i].word != NULL; i++)
		if (cb_text_list_has(cb_text_of(w->said[i].labels), ";", form))
			return is_word(&(struct worded){ 0 }, column, cb_text_of(w->said[i].word), n);
	if (w->said != NULL || cb_type_enum.parse(column->arg, form, &env, &cell) != CB_FINE)
		return false;
	*n = cell.n;
	return cell.state == CB_VALUE && (w->reg == NULL || cell.n > 0); /* 志愿者姓名 says no role */
}

/* What the label says, *word as binding_column.indicator; false: no such word. */
static bool
word_of(struct binder *b, const struct worded *w, struct cb_text label, uint32_t *word)
{
	const struct cb_column *column = &b->in->reg->columns[cb_column_find(b->in->reg, w->word)];

	for (unsigned try = 0; try <= TRY_LAST; try++) {
		struct cb_text form = cb_binder_form(b, label, try);
		int64_t n;

		if (cb_text_ends(form, "姓名") && form.len > CB_LIT("姓名").len)
			form.len -= (uint32_t)CB_LIT("姓名").len;
		if (form.len == 0)
			continue;
		if (w->labels != NULL && cb_text_list_has(cb_text_of(w->labels), ";", form)) {
			*word = cb_names_id(b->in->names, CB_NAME_WORD, form);
			return true;
		}
		if (w->labels == NULL && is_word(w, column, form, &n)) {
			*word = (uint32_t)n;
			return true;
		}
	}
	return false;
}

/* The columns of the register that a label may be, a bit each. */
static uint64_t
columns_of(struct binder *b, struct cb_text label)
{
	uint64_t columns = 0;

	for (unsigned try = 0; try < TRIES; try++) {
		struct cb_text form = cb_binder_form(b, label, try);

		for (int c = 0; form.len > 0 && c < b->in->reg->n_columns; c++)
			for (int level = 0; level < LEVELS; level++)
				if (cb_binder_may_be(b, c) && cb_binder_has_label(b, c, (enum level)level, form))
					columns |= UINT64_C(1) << c;
	}
	return columns;
}

/* Is column c the telephone of whom the column before it names: 楼栋长电话, or 电话 (*is_bare) right behind it? */
static bool
is_phone_beside(struct binder *b, const struct cb_binding *out, const struct worded *w, size_t c, bool *is_bare)
{
	int phone = cb_column_find(b->in->reg, "phone");
	struct cb_text label = out->columns[c].label, before;
	uint32_t ignored;

	if (phone < 0 || c == 0 || !cb_binder_is_open(&out->columns[c]) ||
	    !word_of(b, w, out->columns[c - 1].label, &ignored))
		return false;
	before = out->columns[c - 1].label;
	if (cb_text_ends(before, "姓名"))
		before.len -= (uint32_t)CB_LIT("姓名").len;
	*is_bare = label.len <= before.len || memcmp(label.p, before.p, before.len) != 0;
	if (!*is_bare)
		label = (struct cb_text){ label.p + before.len, label.len - before.len };
	return (columns_of(b, label) >> phone & 1) != 0;
}

static bool
is_given(const struct binder *b, int column)
{
	struct cb_text name, value;

	for (size_t i = 0; i < b->in->defaults.n; i++)
		if (cb_pair_split(b->in->defaults.items[i], &name, &value) &&
		    cb_column_by_label(b->in->reg, name) == column)
			return true;
	return false;
}

/* Does nothing else say the word or the name, and is no column of one of several alone? */
static bool
may_be_worded(struct binder *b, const struct cb_binding *out, const struct worded *w)
{
	const struct cb_register *reg = b->in->reg;
	int word = cb_column_find(reg, w->word), name = cb_column_find(reg, w->name);
	uint64_t both = UINT64_C(1) << word | UINT64_C(1) << name, others = out->present, shared = both;
	size_t n = 0, bare = 0;

	for (int c = 0; c < reg->n_columns; c++)
		if (cb_text_list_has(cb_text_of(w->shared), ";", cb_text_of(reg->columns[c].key)))
			shared |= UINT64_C(1) << c;
	for (size_t c = 0; c < out->n; c++) {
		uint32_t ignored;
		bool is_bare = false;

		if (!cb_binder_is_open(&out->columns[c]))
			continue;
		if (word_of(b, w, out->columns[c].label, &ignored))
			n++;
		else if (is_phone_beside(b, out, w, c, &is_bare))
			bare += is_bare;
		else
			others |= columns_of(b, out->columns[c].label);
	}
	return n > 0 && (others & both) == 0 && !is_given(b, word) && (n == 1 || (others & ~shared) == 0) &&
	       (bare == 0 || bare == n); /* else it may be of any of them */
}

/* Before the words themselves are bound, which it looks for. */
static void
bind_phones(struct binder *b, struct cb_binding *out, const struct worded *w)
{
	bool is_bare;

	for (size_t c = out->n; c-- > 0;) {
		struct cb_binding_column *column = &out->columns[c];

		if (!is_phone_beside(b, out, w, c, &is_bare))
			continue;
		column->kind = CB_BOUND_PHONE;
		column->of = c - 1;
		out->present |= UINT64_C(1) << cb_column_find(b->in->reg, "phone");
	}
}

void
cb_binder_bind_words(struct binder *b, struct cb_binding *out)
{
	const struct worded *w = worded_of(b->in->reg);

	if (w == NULL || !may_be_worded(b, out, w))
		return;
	bind_phones(b, out, w);
	for (size_t c = 0; c < out->n; c++) {
		struct cb_binding_column *column = &out->columns[c];
		uint32_t word;

		if (!cb_binder_is_open(column) || !word_of(b, w, column->label, &word))
			continue;
		column->kind = CB_BOUND_PIVOT;
		column->indicator = word;
		column->says = CB_SAYS_NOTHING;
	}
	out->pivot = out->is_worded = true;
	out->across = (struct cb_pivot){ .name = cb_column_find(b->in->reg, w->word),
		                         .value = cb_column_find(b->in->reg, w->name) };
}

uint64_t
cb_binder_words(struct binder *b, struct cb_text label)
{
	const struct worded *w = worded_of(b->in->reg);
	uint32_t word;

	if (w == NULL || !word_of(b, w, label, &word))
		return 0;
	return UINT64_C(1) << cb_column_find(b->in->reg, w->word) | UINT64_C(1) << cb_column_find(b->in->reg, w->name);
}

void
cb_binder_bind_places(struct binder *b, struct cb_binding *out)
{
	int note = b->in->reg == &cb_register_volunteer ? cb_column_find(b->in->reg, "note") : -1;

	for (size_t c = 0; note >= 0 && c < out->n; c++) {
		struct cb_binding_column *column = &out->columns[c];
		bool is_first = (out->present >> note & 1) == 0;

		if (!cb_binder_is_open(column) ||
		    !cb_text_list_has(cb_text_of(places), ";", cb_binder_form(b, column->label, 0)))
			continue;
		column->kind = is_first ? CB_BOUND_COLUMN : CB_BOUND_JOINED;
		column->column = note;
		out->present |= UINT64_C(1) << note;
		out->joined |= UINT64_C(1) << note;
	}
}
