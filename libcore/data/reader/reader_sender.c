/* Which community a sheet is of: reader.h R9. */
#include <string.h>

#include <cb/base/utf8.h>
#include <cb/value/arg.h>
#include <cb/value/row_word.h>

#include "reader_state.h"

enum { NAME_MAX_BYTES = 60,
       TITLE_MAX_BYTES = 1024 };

static const struct {
	const char *zh, *en;
	bool is_fill_said, is_wrong; /* what it fills is a warning, what differs an error */
} sources[] = {
	[BY_SENDER] = { "填报单位", "the sender's line", false, true },
	[BY_TITLE] = { "标题", "the title", true, false },
	[BY_TAB] = { "工作表名", "the name of the sheet", true, true },
	[BY_FILE] = { "文件名", "the name of the file", true, false },
};

/* The registered community of exactly that name; 0. */
static uint32_t
find(struct cb_reader *r, struct cb_text name)
{
	uint32_t id = cb_names_find(r->in.names, CB_NAME_PARTY, name);

	return (cb_names_get(r->in.names, id)->flags & CB_NAME_IS_COMMUNITY) != 0 ? id : 0;
}

/* ---- titles ---- */

/* The longest name that a text, which ends in 社区, ends with. */
static uint32_t
find_at_end(struct cb_reader *r, struct cb_text t)
{
	uint32_t found = 0;

	for (uint32_t at = t.len; at-- > 0 && t.len - at < NAME_MAX_BYTES;) {
		uint32_t id = (t.p[at] & 0xc0) == 0x80 ? 0 : find(r, cb_text_from(t, at));

		found = id != 0 ? id : found;
	}
	return found;
}

/* Adds those of a text to the one found so far; UINT32_MAX: there are several. */
static uint32_t
find_in_title(struct cb_reader *r, struct cb_text t, uint32_t found)
{
	static const char word[] = "社区";
	struct cb_text rest = t.len <= TITLE_MAX_BYTES ? t : (struct cb_text){ "", 0 };
	int at;

	while ((at = cb_text_find(rest, word)) >= 0) {
		uint32_t n = (uint32_t)at + (uint32_t)strlen(word), id;

		rest = cb_text_from(rest, n);
		id = find_at_end(r, (struct cb_text){ t.p, (uint32_t)(rest.p - t.p) });
		if (id != 0 && found != 0 && id != found)
			return UINT32_MAX;
		found = id != 0 ? id : found;
	}
	return found;
}

/* In the rows above the header but for the sender's line. */
static uint32_t
find_in_titles(struct cb_reader *r, struct cb_where *where)
{
	const struct cb_where *sender = &r->sheet.title.sender_where;
	uint32_t found = 0;

	for (size_t i = 0; i < r->sheet.binding.first; i++)
		for (uint32_t c = 0; c < r->sheet.head.rows[i].n && found != UINT32_MAX; c++) {
			const struct cb_row *row = &r->sheet.head.rows[i];
			bool is_sender = row->line == sender->row && c + 1 == sender->column;
			uint32_t id = is_sender ? found : find_in_title(r, row->cells[c], found);

			if (id != 0 && found == 0)
				*where = (struct cb_where){ r->sheet.rows->source, row->line, c + 1 };
			found = id;
		}
	return found == UINT32_MAX ? 0 : found;
}

/* ---- names of sheets and files ---- */

static bool
take_word(struct cb_text *t, const char *word)
{
	uint32_t n = (uint32_t)strlen(word);

	if (n == 0 || t->len <= n)
		return false;
	if (cb_text_ends(*t, word)) {
		t->len -= n;
		return true;
	}
	if (cb_text_starts(*t, word)) {
		*t = (struct cb_text){ t->p + n, t->len - n };
		return true;
	}
	return false;
}

/* One word that says what the table is, at either end. */
static bool
take_table_word(struct cb_text *t, const struct cb_register *reg)
{
	static const char *const words[] = { "登记表", "汇总表", "统计表", "明细表", "情况表", "得分表", "评分表", "考核表",
		                             "考评表", "上报表", "填报表", "报表", "台账", "名单", "花名册", "表", "得分", "评分", "考核",
		                             "考评", "评比", "测评", "情况", "汇总", "统计", "明细", "上报", "填报", "报送", "数据",
		                             "社区", "文明创建", "月度", "季度", "年度", "最终", "定稿", "终稿", "副本", "新", "改" };

	for (size_t i = 0; i < CB_COUNT(words); i++)
		if (take_word(t, words[i]))
			return true;
	return take_word(t, reg->zh) || take_word(t, reg->key);
}

/* One mark or digit at either end. */
static bool
take_mark(struct cb_text *t)
{
	static const char *const wide[] = { "、", "。", "·", "—", "–", "【", "】", "〔", "〕", "《", "》", "“", "”" };

	for (size_t i = 0; i < CB_COUNT(wide); i++)
		if (take_word(t, wide[i]))
			return true;
	for (int back = 0; back < 2 && t->len > 0; back++) {
		char c = t->p[back ? 0 : t->len - 1];

		if ((c & 0x80) != 0 || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
			continue;
		*t = (struct cb_text){ t->p + back, t->len - 1 };
		return true;
	}
	return false;
}

static uint32_t
find_in_name(struct cb_reader *r, struct cb_text name)
{
	struct cb_str timeless = { 0 };
	struct cb_text t;
	uint32_t id = 0;

	if (name.len > 0 && name.len <= TITLE_MAX_BYTES)
		cb_periods_in_remove(name, &timeless);
	t = cb_str_text(&timeless);
	while (t.len > 0 && (id = find(r, t)) == 0 && (take_mark(&t) || take_table_word(&t, r->in.reg)))
		;
	cb_str_release(&timeless);
	return id;
}

static struct cb_text
stem_of(const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path, *dot = strrchr(name, '.');

	return dot != NULL && dot > name ? (struct cb_text){ name, (uint32_t)(dot - name) } : cb_text_of(name);
}

/* ---- all of them ---- */

/* Where no community is registered, one that calls itself 社区. */
static uint32_t
find_sender(struct cb_reader *r)
{
	struct cb_text sender = r->sheet.title.sender;

	if (cb_names_has(r->in.names, CB_NAME_IS_COMMUNITY) || sender.len == 0)
		return find(r, sender);
	return cb_text_ends(sender, "社区") || cb_text_ends(sender, "居委会") ? cb_names_id(r->in.names, CB_NAME_PARTY, sender)
	                                                                      : 0;
}

static void
find_all(struct cb_reader *r)
{
	const struct cb_source *source = &r->diag->sources[r->sheet.rows->source];
	struct of_community *of = r->sheet.of;
	struct cb_where sheet = { r->sheet.rows->source, 0, 0 };

	memset(of, 0, sizeof(r->sheet.of));
	of[BY_SENDER] = (struct of_community){ .id = find_sender(r), .where = r->sheet.title.sender_where };
	if (cb_names_has(r->in.names, CB_NAME_IS_COMMUNITY) && source->kind != CB_SOURCE_COMMAND) {
		of[BY_TITLE].where = of[BY_TAB].where = of[BY_FILE].where = sheet;
		of[BY_TITLE].id = find_in_titles(r, &of[BY_TITLE].where);
		of[BY_TAB].id = find_in_name(r, cb_text_of(source->sheet));
		of[BY_FILE].id = find_in_name(r, stem_of(source->file));
	}
	r->sheet.is_of_one = false;
	for (int i = 0; i < SAYING; i++)
		r->sheet.is_of_one |= of[i].id != 0;
}

/* Does some row of the head name one? */
static bool
is_named_in_rows(const struct cb_reader *r, int column)
{
	uint32_t at = r->sheet.file_columns[column];

	for (size_t i = r->sheet.head_at; at != 0 && i < r->sheet.head.n; i++) {
		const struct cb_row *row = &r->sheet.head.rows[i];
		struct cb_text cell = at <= row->n ? cb_text_trim(row->cells[at - 1]) : (struct cb_text){ "", 0 };

		if (cell.len > 0 && cb_row_word(cell) == CB_WORD_NONE && !cb_row_word_is_nothing(cell) &&
		    !cb_row_word_is_foot(cell))
			return true;
	}
	return false;
}

static bool
report_other(struct cb_reader *r, enum community_by by, struct cb_where where, uint32_t id)
{
	struct of_community *of = &r->sheet.of[by];
	struct cb_text said = cb_names_get(r->in.names, of->id)->text, other = cb_names_get(r->in.names, id)->text;

	if (!of->is_told)
		cb_report(r->diag, sources[by].is_wrong ? CB_OF_OTHER_COMMUNITY : CB_FILE_OF_OTHER, where, "community",
		          cb_arg_either(sources[by].zh, sources[by].en), said, other);
	of->is_told = true;
	return !sources[by].is_wrong;
}

bool
cb_row_is_of_sheet(struct cb_reader *r, uint32_t id, struct cb_where where)
{
	bool ok = true;

	for (int i = 0; i < SAYING && id != 0; i++)
		if (r->sheet.of[i].id != 0 && r->sheet.of[i].id != id)
			ok = report_other(r, (enum community_by)i, where, id) && ok;
	return ok;
}

struct cb_filled_by
cb_sheet_community(struct cb_reader *r, int column)
{
	const struct cb_text sender = r->sheet.title.sender;
	bool is_registered = cb_names_has(r->in.names, CB_NAME_IS_COMMUNITY);
	struct cb_filled_by by = { .where = r->sheet.title.sender_where };
	int i = 0;

	find_all(r);
	r->sheet.community = column;
	if (r->sheet.standing[column].state != CB_EMPTY)
		r->sheet.is_of_one &= r->sheet.file_columns[column] != 0; /* --default knows better */
	if (r->sheet.binding.pivot && r->sheet.binding.across.name == column)
		r->sheet.is_of_one = false; /* each column is another's */
	if (r->sheet.standing[column].state != CB_EMPTY || is_named_in_rows(r, column) ||
	    (r->sheet.binding.pivot && r->sheet.binding.across.name == column))
		return by;
	if (!is_registered && r->sheet.file_columns[column] == 0)
		by.name = sender;
	if (!is_registered)
		return by;
	while (i < SAYING && r->sheet.of[i].id == 0)
		i++;
	if (i == SAYING)
		return by;
	by.name = cb_names_get(r->in.names, r->sheet.of[i].id)->text;
	by.where = r->sheet.of[i].where;
	if (sources[i].is_fill_said) {
		by.source = sources[i].zh;
		by.source_en = sources[i].en;
	}
	return by;
}

void
cb_sheet_report_sender(struct cb_reader *r, int column)
{
	const struct cb_column *is = &r->in.reg->columns[column];
	uint32_t nearest = cb_names_nearest(r->in.names, CB_NAME_PARTY, CB_NAME_IS_COMMUNITY, r->sheet.title.sender);

	cb_report(r->diag, CB_UNKNOWN_NAME, r->sheet.title.sender_where, is->key, cb_arg_either(is->zh, is->key),
	          r->sheet.title.sender, cb_arg_nearest(cb_names_get(r->in.names, nearest)->text));
}
