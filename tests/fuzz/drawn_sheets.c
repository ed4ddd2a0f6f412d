/* One month that is known, on sheets as offices draw them up.
 *
 *     drawn_sheets [SEED [SHEETS]]     prints the seed of the first failure and exits 1; SHEETS in the environment
 *
 * Of each seed the head, where the unit stands, where totals and means stand and how they are called, the foot,
 * the layout, how figures and names are spelled, the kind of file (text, HTML, XML, xlsx, ods, xls) and its encoding
 * are drawn at random. Every sheet must give the records it was made of, or be refused by an error that stands in one
 * of its rows; none may give others. A sheet with a wrong total, or of another month than is asked for, must be
 * refused. */
#include <cb/base/encoding.h>
#include <cb/data/reader.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "../random.h"
#include "../unit/xls_file.h"

enum { ROWS = 60,
       COLUMNS = 16,
       PLACES_MAX = 8,
       ITEMS_MAX = 4,
       RECORDS_MAX = 64,
       READ_PERCENT = 45 }; /* of the sheets at least, so that the test can fail */

/* A sheet while it is drawn up. */
struct sheet {
	uint64_t state;
	struct cb_str cells[ROWS][COLUMNS];
	size_t n_rows, n_columns; /* in use; n_columns of the table */
	const char *format;       /* of the cells of amounts, NULL = none */
	size_t format_at;         /* their column */
	struct cb_str records[RECORDS_MAX];
	size_t n_records;
	bool is_wrong; /* must be refused */
	bool is_other; /* its title is of another month than -p */
	bool asks_period;
	const struct cb_register *reg;
};

static unsigned
pick(struct sheet *s, unsigned n)
{
	return (unsigned)(next_random(&s->state) % n);
}

#define ONE_OF(s, words) ((words)[pick(s, CB_COUNT(words))])

static struct cb_str *
cell(struct sheet *s, size_t row, size_t column)
{
	struct cb_str *c = &s->cells[row][column];

	cb_str_clear(c);
	return c;
}

static void
put(struct sheet *s, size_t row, size_t column, const char *text)
{
	cb_str_adds(cell(s, row, column), text);
}

/* ---- what is known ---- */

static const char *const places[] = { "河东", "槐荫", "西峡", "柳浦", "南塘", "青石巷", "望江", "百花" };
static const char *const items[] = { "环境卫生", "社会治安", "便民服务", "宣传教育" };
static const int full_marks[] = { 25, 15, 20, 15 };
static const char *const givers[] = { "永辉超市", "大润发", "市接待处", "交通局" };

static void
know_record(struct sheet *s, const char *place, const char *what, const char *value)
{
	struct cb_str *record = &s->records[s->n_records++];

	cb_str_clear(record);
	cb_str_addf(record, "%s社区|%s|%s", place, what, value);
}

/* ---- how it is spelled ---- */

/* With blanks between its characters, which are of three bytes. */
static void
add_apart(struct cb_str *out, const char *word, const char *blank)
{
	for (size_t i = 0; word[i] != '\0'; i += 3)
		cb_str_addf(out, "%s%.3s", i > 0 ? blank : "", word + i);
}

/* The word in place of ~ */
static void
add_pattern(struct cb_str *out, const char *pattern, const char *word)
{
	for (; *pattern != '\0'; pattern++)
		if (*pattern == '~')
			cb_str_adds(out, word);
		else
			cb_str_addc(out, *pattern);
}

static void
spell_place(struct sheet *s, const char *place, struct cb_str *out)
{
	switch (pick(s, 6)) {
	case 0:
		add_apart(out, place, "　");
		return;
	case 1:
		cb_str_addf(out, " %s社区", place);
		return;
	case 2:
		cb_str_addf(out, "%s居委会", place);
		return;
	default:
		cb_str_addf(out, "%s社区", place);
	}
}

/* Tenths as a number. */
static void
spell_tenths(struct sheet *s, int tenths, const char *unit, struct cb_str *out)
{
	if (tenths % 10 == 0 && pick(s, 2) == 0)
		cb_str_addf(out, "%d%s", tenths / 10, unit);
	else
		cb_str_addf(out, "%d.%d%s%s", tenths / 10, tenths % 10, pick(s, 4) == 0 ? "0" : "", unit);
}

/* ---- words about other rows ---- */

static const char *const totals[] = { "合计", "合计：", "合  计", "（合计）", "总计", "总和", "共计", "合计数", "全街道合计",
	                              "Total", "ＴＯＴＡＬ", "汇总", "合计（共8个社区）", "本月合计", "【合计】" };
static const char *const means[] = { "平均", "平均分", "均分", "街道平均", "平均：", "全街道平均", "平均值" };
static const char *const fulls[] = { "满分", "分值", "标准分", "满 分", "（满分）" };
static const char *const asides[] = { "累计", "其中：新城", "去年同期", "最高分", "（示例）", "例：某某社区", "中位数", "权重" };

/* ---- the head ---- */

/* How July 2026 is said; of `others` it is June, in spellings that are told from it. */
static const char *const julys[] = { "2026年7月", "2026 年 7 月", "（2026.7）", "2026-07", "7月份", "二〇二六年七月",
	                             "2026年7月1日至31日", "2026年７月" };
static const char *const others[] = { "2026年6月", "二〇二六年六月", "2026年06月" };
static const char *const subjects[] = { "清和街道", "", "××区", "共建共治" };
static const char *const remarks[] = { "根据清创办〔2025〕3号文件", "本表一式两份", "密级：内部", "", "附件1", "制表日期：2026年8月3日" };

static size_t
draw_title(struct sheet *s, size_t row, const char *what, const char *line)
{
	struct cb_str *out;

	s->asks_period = pick(s, 3) > 0;
	if (pick(s, 4) == 0)
		put(s, row++, 0, ONE_OF(s, remarks));
	if (pick(s, 6) > 0) {
		bool is_other = s->reg == &cb_register_score && s->asks_period && pick(s, 12) == 0;

		s->is_wrong = s->is_other = is_other;
		out = cell(s, row++, 0);
		cb_str_addf(out, "%s%s%s", ONE_OF(s, subjects), is_other ? ONE_OF(s, others) : ONE_OF(s, julys), what);
		if (line != NULL && pick(s, 2) == 0) {
			cb_str_addf(out, "（%s）", line);
			line = NULL;
		}
	} else {
		s->asks_period = true;
	}
	if (line != NULL)
		put(s, row++, pick(s, 3) == 0 ? s->n_columns - 1 : 0, line);
	if (pick(s, 5) == 0)
		row++;
	return row;
}

/* ---- the foot ---- */

static size_t
draw_foot(struct sheet *s, size_t row)
{
	static const char *const feet[] = { "填表人：张三", "审核：李四", "2026年8月3日", "注：无", "单位负责人（签字）：", "制表：", "以下空白",
		                            "清和街道办事处" };

	if (pick(s, 4) == 0) /* dashes where nothing was filled in */
		for (size_t c = 0; c < s->n_columns; c++)
			put(s, row, c, "—");
	row += pick(s, 2);
	for (unsigned n = pick(s, 3); n > 0; n--)
		put(s, row++, 0, feet[pick(s, CB_COUNT(feet) - 1)]);
	if (pick(s, 8) == 0) { /* an office and, under it, a day */
		put(s, row++, s->n_columns - 1, feet[CB_COUNT(feet) - 1]);
		put(s, row++, s->n_columns - 1, "2026年8月3日");
	}
	return row;
}

/* ---- scores ---- */

struct scores {
	int tenths[PLACES_MAX][ITEMS_MAX];
	size_t n_places, n_items;
};

static void
draw_scores(struct sheet *s, struct scores *of)
{
	of->n_places = 4 + pick(s, PLACES_MAX - 3);
	of->n_items = 2 + pick(s, ITEMS_MAX - 1);
	for (size_t p = 0; p < of->n_places; p++)
		for (size_t i = 0; i < of->n_items; i++) {
			char value[16];
			int tenths = 31 + (int)pick(s, 100);

			of->tenths[p][i] = tenths;
			snprintf(value, sizeof(value), tenths % 10 != 0 ? "%d.%d" : "%d", tenths / 10, tenths % 10);
			know_record(s, places[p], items[i], value);
		}
}

static int
sum_of(const struct scores *of, size_t item)
{
	int sum = 0;

	for (size_t p = 0; p < of->n_places; p++)
		sum += of->tenths[p][item];
	return sum;
}

static void
put_tenths(struct sheet *s, size_t row, size_t column, int tenths)
{
	static const char *const units[] = { "", "", "", "分" };

	spell_tenths(s, tenths, ONE_OF(s, units), cell(s, row, column));
}

/* A row about the others: its word and its figures, one of which may be wrong. */
static void
draw_about(struct sheet *s, const struct scores *of, size_t row, size_t first, size_t word_at)
{
	enum { TOTAL,
	       MEAN,
	       FULL,
	       ASIDE } kind = pick(s, 4);
	const char *word = kind == TOTAL ? ONE_OF(s, totals) : kind == MEAN ? ONE_OF(s, means)
	                                               : kind == FULL       ? ONE_OF(s, fulls)
	                                                                    : ONE_OF(s, asides);
	size_t wrong = kind <= MEAN && pick(s, 8) == 0 ? pick(s, (unsigned)of->n_items) : SIZE_MAX;

	s->is_wrong |= wrong != SIZE_MAX;
	put(s, row, word_at, word);
	for (size_t i = 0; i < of->n_items; i++) {
		int sum = sum_of(of, i), n = (int)of->n_places;
		struct cb_str *out = cell(s, row, first + i);
		int off = wrong == i ? 7 : 0;

		if (kind == TOTAL)
			spell_tenths(s, sum + off, "", out);
		else if (kind == MEAN)
			cb_str_addf(out, "%.2f", ((double)sum / n + off) / 10 + 1e-9);
		else if (kind == FULL)
			cb_str_addf(out, "%d", full_marks[i]);
		else
			cb_str_addf(out, "%d", 12 + (int)i);
	}
}

/* Communities down, items across. */
static size_t
draw_wide(struct sheet *s, const struct scores *of, size_t row)
{
	static const char *const labels[] = { "社区", "社 区", "社区名称", "单位" };
	bool numbered = pick(s, 2), has_sum = pick(s, 2), on_top = pick(s, 3) == 0, about = pick(s, 2);
	size_t name = numbered, first = name + 1;

	if (numbered)
		put(s, row, 0, "序号");
	put(s, row, name, ONE_OF(s, labels));
	for (size_t i = 0; i < of->n_items; i++)
		put(s, row, first + i, items[i]);
	if (has_sum)
		put(s, row, first + of->n_items, pick(s, 2) ? "总分" : "合计");
	row++;
	if (about && on_top)
		draw_about(s, of, row++, first, name);
	for (size_t p = 0; p < of->n_places; p++, row++) {
		int sum = 0;

		if (numbered)
			cb_str_addf(cell(s, row, 0), "%zu", p + 1);
		spell_place(s, places[p], cell(s, row, name));
		for (size_t i = 0; i < of->n_items; i++) {
			put_tenths(s, row, first + i, of->tenths[p][i]);
			sum += of->tenths[p][i];
		}
		if (has_sum && pick(s, 40) == 0) {
			sum += 5;
			s->is_wrong = true;
		}
		if (has_sum)
			spell_tenths(s, sum, "", cell(s, row, first + of->n_items));
		row += pick(s, 20) == 0;
	}
	if (about && !on_top)
		draw_about(s, of, row++, first, numbered ? pick(s, 2) : name);
	return row;
}

/* A row for each score. */
static size_t
draw_long(struct sheet *s, const struct scores *of, size_t row)
{
	static const char *const values[] = { "得分", "得 分", "分数", "得分（分）", "得分(满分25)" };
	size_t period = pick(s, 2) ? 3 : SIZE_MAX;
	bool merged = pick(s, 6) == 0;

	put(s, row, 0, "社区名称");
	put(s, row, 1, pick(s, 2) ? "指标" : "考评项目");
	put(s, row, 2, ONE_OF(s, values));
	if (period != SIZE_MAX) {
		put(s, row, period, "考核月份");
		s->is_wrong &= !s->is_other; /* its rows say which month they are of */
	}
	row++;
	for (size_t p = 0; p < of->n_places; p++)
		for (size_t i = 0; i < of->n_items; i++, row++) {
			if (!merged || i == 0)
				spell_place(s, places[p], cell(s, row, 0));
			put(s, row, 1, items[i]);
			put_tenths(s, row, 2, of->tenths[p][i]);
			if (period != SIZE_MAX)
				put(s, row, period, pick(s, 2) ? "2026-07" : "2026年7月");
		}
	return row;
}

/* Items down, communities across. */
static size_t
draw_across(struct sheet *s, const struct scores *of, size_t row)
{
	put(s, row, 0, pick(s, 2) ? "指标" : "项目");
	for (size_t p = 0; p < of->n_places; p++)
		cb_str_addf(cell(s, row, p + 1), "%s社区", places[p]);
	row++;
	for (size_t i = 0; i < of->n_items; i++, row++) {
		put(s, row, 0, items[i]);
		for (size_t p = 0; p < of->n_places; p++)
			put_tenths(s, row, p + 1, of->tenths[p][i]);
	}
	return row;
}

/* Two lists beside each other, with the same labels. */
static size_t
draw_blocks(struct sheet *s, const struct scores *of, size_t row)
{
	size_t half = (of->n_places + 1) / 2, width = of->n_items + 1;

	for (size_t b = 0; b < 2; b++) {
		put(s, row, b * width, "社区");
		for (size_t i = 0; i < of->n_items; i++)
			put(s, row, b * width + 1 + i, items[i]);
	}
	row++;
	for (size_t p = 0; p < of->n_places; p++) {
		size_t at = row + p % half, left = p / half * width;

		spell_place(s, places[p], cell(s, at, left));
		for (size_t i = 0; i < of->n_items; i++)
			put_tenths(s, at, left + 1 + i, of->tenths[p][i]);
	}
	return row + half;
}

static void
draw_month(struct sheet *s)
{
	static const struct {
		size_t (*draw)(struct sheet *, const struct scores *, size_t row);
		unsigned of_ten;
	} layouts[] = { { draw_wide, 6 }, { draw_long, 8 }, { draw_across, 9 }, { draw_blocks, 10 } };
	struct scores of;
	unsigned layout = 0, at = pick(s, 10);
	size_t row;

	s->reg = &cb_register_score;
	draw_scores(s, &of);
	s->n_columns = of.n_items + 3;
	row = draw_title(s, 0, "考核得分表", pick(s, 5) == 0 ? "单位：分" : NULL);
	while (at >= layouts[layout].of_ten)
		layout++;
	row = layouts[layout].draw(s, &of, row);
	s->n_rows = draw_foot(s, row);
}

/* ---- money ---- */

/* An amount of hundreds of yuan in a unit. */
static const struct unit {
	const char *words[4];
	int yuan;
	const char *format;
} units[] = {
	{ { "元", "人民币元", "￥", "元" }, 1, "0.00\"元\"" },
	{ { "万元", "人民币万元", "万 元", "万元" }, 10000, "0.00\"万元\"" },
	{ { "千元", "千元", "千 元", "千元" }, 1000, "#,##0.0\"千元\"" },
};

static void
spell_amount(struct sheet *s, int64_t hundreds, const struct unit *u, const char *behind, struct cb_str *out)
{
	int64_t yuan = hundreds * 100;

	if (u->yuan == 1 && yuan >= 1000 && pick(s, 2) == 0)
		cb_str_addf(out, "%" PRId64 ",%03" PRId64 "%s", yuan / 1000, yuan % 1000, behind);
	else if (u->yuan == 1)
		cb_str_addf(out, "%" PRId64 "%s%s", yuan, pick(s, 2) ? ".00" : "", behind);
	else if (u->yuan == 1000)
		cb_str_addf(out, "%" PRId64 ".%" PRId64 "%s", hundreds / 10, hundreds % 10, behind);
	else
		cb_str_addf(out, "%" PRId64 ".%02" PRId64 "%s", hundreds / 100, hundreds % 100, behind);
}

/* Where the unit is said. */
enum unit_place { IN_LABEL,
	          BEHIND_LABEL,
	          ABOVE,
	          BEHIND_NUMBER,
	          IN_FORMAT,
	          NOWHERE,
	          UNIT_PLACES };

static void
draw_money_labels(struct sheet *s, size_t row, const struct unit *u, enum unit_place where)
{
	static const char *const labels[] = { "日期", "社区", "收支", "来源", "捐助单位" };
	static const char *const amounts[] = { "金额", "资助金额", "金 额", "捐款" };
	const char *word = u->words[pick(s, 4)];
	struct cb_str *out;

	for (size_t c = 0; c < CB_COUNT(labels); c++)
		put(s, row, c, labels[c]);
	out = cell(s, row, 5);
	cb_str_adds(out, ONE_OF(s, amounts));
	if (where == IN_LABEL)
		add_pattern(out, pick(s, 2) ? "（~）" : "(单位:~)", word);
	else if (where == BEHIND_LABEL)
		add_pattern(out, pick(s, 2) ? "/~" : "、~", word);
}

static void
draw_money_total(struct sheet *s, size_t row, int64_t sum, const struct unit *u, const char *behind)
{
	if (pick(s, 8) == 0) {
		sum += 3;
		s->is_wrong = true;
	}
	put(s, row, pick(s, 2), ONE_OF(s, totals));
	spell_amount(s, sum, u, behind, cell(s, row, 5));
}

static void
draw_fund(struct sheet *s)
{
	static const char *const lines[] = { "单位：~", "（单位：~）", "单 位 : ~", "（~）", "单位：~、人", "金额单位：~" };
	static const char *const days[] = { "2026-07-0~", "2026年7月~日", "2026.7.~", "2026/7/~", "7月~日", "2026. 7. ~" };
	enum unit_place where = pick(s, UNIT_PLACES);
	const struct unit *u = where == NOWHERE ? &units[0] : &ONE_OF(s, units);
	const char *behind = where == BEHIND_NUMBER ? u->words[0] : "", *day = ONE_OF(s, days);
	bool on_top = pick(s, 4) == 0, has_total = pick(s, 2);
	size_t n = 3 + pick(s, 6), row, total_at;
	struct cb_str line = { 0 };
	int64_t sum = 0;

	s->reg = &cb_register_fund;
	s->n_columns = 6;
	s->format = where == IN_FORMAT ? u->format : NULL;
	s->format_at = 5;
	if (where == ABOVE)
		add_pattern(&line, ONE_OF(s, lines), u->words[u->yuan == 1 ? 0 : pick(s, 4)]);
	row = draw_title(s, 0, "收支明细表", where == ABOVE ? cb_str_c(&line) : NULL);
	cb_str_release(&line);
	draw_money_labels(s, row++, u, where);
	total_at = on_top && has_total ? row++ : SIZE_MAX;
	for (size_t i = 0; i < n; i++, row++) {
		int64_t hundreds = 3 + (int64_t)pick(s, 900);
		const char *place = ONE_OF(s, places);
		char value[32];

		add_pattern(cell(s, row, 0), day, (char[]){ (char)('1' + i), '\0' });
		spell_place(s, place, cell(s, row, 1));
		put(s, row, 2, "收入");
		put(s, row, 3, "企业");
		put(s, row, 4, ONE_OF(s, givers));
		spell_amount(s, hundreds, u, behind, cell(s, row, 5));
		snprintf(value, sizeof(value), "%" PRId64 ".00", hundreds * 100);
		know_record(s, place, cb_str_c(&s->cells[row][4]), value);
		sum += hundreds;
	}
	if (has_total)
		draw_money_total(s, total_at != SIZE_MAX ? total_at : row++, sum, u, behind);
	s->n_rows = draw_foot(s, row);
}

/* ---- the file ---- */

static void
add_escaped(struct cb_str *out, struct cb_text t)
{
	for (uint32_t i = 0; i < t.len; i++)
		if (t.p[i] == '<' || t.p[i] == '&' || t.p[i] == '"')
			cb_str_addf(out, "&#%d;", t.p[i]);
		else
			cb_str_addc(out, t.p[i]);
}

static bool
is_number(struct cb_text t)
{
	const char *point = t.len > 0 ? strchr(t.p, '.') : NULL;

	return t.len > 0 && strspn(t.p, "0123456789.") == t.len && (point == NULL || strchr(point + 1, '.') == NULL);
}

/* Columns in use of any row. */
static size_t
width_of(const struct sheet *s)
{
	size_t width = s->n_columns;

	for (size_t r = 0; r < s->n_rows; r++)
		for (size_t c = width; c < COLUMNS; c++)
			width = s->cells[r][c].len > 0 ? c + 1 : width;
	return width;
}

static const char *
write_csv(struct sheet *s, struct cb_str *out)
{
	static const char delimiters[] = ",,,,;\t";
	char delimiter = delimiters[pick(s, sizeof(delimiters) - 1)];

	if (pick(s, 10) == 0)
		cb_str_addf(out, "sep=%c\n", delimiter);
	for (size_t r = 0; r < s->n_rows; r++) {
		size_t width = width_of(s);

		for (size_t c = 0; c < width; c++) {
			if (c > 0)
				cb_str_addc(out, delimiter);
			cb_csv_print(out, cb_str_text(&s->cells[r][c]), delimiter);
		}
		cb_str_adds(out, pick(s, 2) ? "\r\n" : "\n");
	}
	return "csv";
}

static const char *
write_html(struct sheet *s, struct cb_str *out)
{
	cb_str_adds(out, "<html><head><style>.m{mso-number-format:\"");
	if (s->format != NULL)
		for (const char *p = s->format; *p != '\0'; p++) /* as Excel escapes it within a style */
			cb_str_addf(out, *p == '"' ? "\\%c" : "%c", *p);
	cb_str_adds(out, "\";}</style></head><body><table>");
	for (size_t r = 0; r < s->n_rows; r++) {
		cb_str_adds(out, "<tr>");
		for (size_t c = 0, width = width_of(s); c < width; c++) {
			struct cb_text t = cb_str_text(&s->cells[r][c]);
			bool has_format = s->format != NULL && c == s->format_at && is_number(t);

			cb_str_adds(out, has_format ? "<td class=m>" : "<td>");
			add_escaped(out, t);
			cb_str_adds(out, "</td>");
		}
		cb_str_adds(out, "</tr>\n");
	}
	cb_str_adds(out, "</table></body></html>\n");
	return "xls";
}

static const char *
write_xml(struct sheet *s, struct cb_str *out)
{
	cb_str_adds(out, "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "
	                 "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles><Style ss:ID=\"m\"><NumberFormat "
	                 "ss:Format=\"");
	if (s->format != NULL)
		add_escaped(out, cb_text_of(s->format));
	cb_str_adds(out, "\"/></Style></Styles><Worksheet ss:Name=\"Sheet1\"><Table>");
	for (size_t r = 0; r < s->n_rows; r++) {
		cb_str_adds(out, "<Row>");
		for (size_t c = 0, width = width_of(s); c < width; c++) {
			struct cb_text t = cb_str_text(&s->cells[r][c]);
			bool has_format = s->format != NULL && c == s->format_at && is_number(t);

			cb_str_addf(out, "<Cell%s><Data ss:Type=\"%s\">", has_format ? " ss:StyleID=\"m\"" : "",
			            is_number(t) ? "Number" : "String");
			add_escaped(out, t);
			cb_str_adds(out, "</Data></Cell>");
		}
		cb_str_adds(out, "</Row>");
	}
	cb_str_adds(out, "</Table></Worksheet></Workbook>");
	return "xml";
}

/* ---- workbooks ---- */

struct part {
	const char *name;
	struct cb_str text;
};

/* An archive of these parts, read back as bytes. */
static void
write_zip(const char *path, struct part *parts, size_t n, struct cb_str *out)
{
	zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	char buffer[4096];
	size_t got;
	FILE *in;

	for (size_t i = 0; i < n && zip != NULL; i++)
		if (zip_file_add(zip, parts[i].name,
		                 zip_source_buffer(zip, parts[i].text.p, parts[i].text.len, 0), 0) < 0)
			abort();
	if (zip == NULL || zip_close(zip) != 0 || (in = fopen(path, "rb")) == NULL)
		abort();
	while ((got = fread(buffer, 1, sizeof(buffer), in)) > 0)
		cb_str_add(out, buffer, got);
	fclose(in);
	unlink(path);
	for (size_t i = 0; i < n; i++)
		cb_str_release(&parts[i].text);
}

/* Has a row one cell, the first: a title, which many merge over the table? */
static bool
is_title(const struct sheet *s, size_t row)
{
	for (size_t c = 1; c < COLUMNS; c++)
		if (s->cells[row][c].len > 0)
			return false;
	return s->cells[row][0].len > 0;
}

static void
add_xlsx_row(struct sheet *s, size_t r, struct cb_str *out)
{
	cb_str_addf(out, "<row r=\"%zu\">", r + 1);
	for (size_t c = 0, width = width_of(s); c < width; c++) {
		struct cb_text t = cb_str_text(&s->cells[r][c]);
		bool number = is_number(t) && pick(s, 8) > 0; /* some are kept as text */
		bool has_format = s->format != NULL && c == s->format_at && is_number(t);

		if (t.len == 0)
			continue;
		cb_str_addf(out, "<c r=\"%c%zu\"%s", (char)('A' + c), r + 1, has_format ? " s=\"1\"" : "");
		cb_str_adds(out, number || has_format ? "><v>" : " t=\"inlineStr\"><is><t xml:space=\"preserve\">");
		add_escaped(out, t);
		cb_str_adds(out, number || has_format ? "</v></c>" : "</t></is></c>");
	}
	cb_str_adds(out, "</row>");
}

static const char *
write_xlsx(struct sheet *s, struct cb_str *out, const char *path)
{
	struct part parts[] = { { "[Content_Types].xml", { 0 } }, { "_rels/.rels", { 0 } }, { "xl/workbook.xml", { 0 } }, { "xl/_rels/workbook.xml.rels", { 0 } }, { "xl/styles.xml", { 0 } }, { "xl/worksheets/sheet1.xml", { 0 } } };
	struct cb_str *sheet = &parts[5].text, *styles = &parts[4].text, merges = { 0 };
	size_t n_merges = 0;

	cb_str_adds(&parts[0].text, "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
	cb_str_adds(&parts[1].text, "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" "
	                            "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
	                            "Target=\"xl/workbook.xml\"/></Relationships>");
	cb_str_adds(&parts[2].text, "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
	                            "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
	                            "<sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>");
	cb_str_adds(&parts[3].text, "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" "
	                            "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" "
	                            "Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"b\" "
	                            "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" "
	                            "Target=\"styles.xml\"/></Relationships>");
	cb_str_adds(styles, "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts count=\"1\">"
	                    "<numFmt numFmtId=\"180\" formatCode=\"");
	add_escaped(styles, cb_text_of(s->format != NULL ? s->format : "0"));
	cb_str_adds(styles, "\"/></numFmts><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"180\"/></cellXfs></styleSheet>");
	cb_str_adds(sheet, "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
	for (size_t r = 0; r < s->n_rows; r++) {
		add_xlsx_row(s, r, sheet);
		if (is_title(s, r) && pick(s, 2) == 0 && ++n_merges > 0)
			cb_str_addf(&merges, "<mergeCell ref=\"A%zu:%c%zu\"/>", r + 1, (char)('A' + width_of(s) - 1), r + 1);
	}
	cb_str_adds(sheet, "</sheetData>");
	if (n_merges > 0)
		cb_str_addf(sheet, "<mergeCells count=\"%zu\">%s</mergeCells>", n_merges, cb_str_c(&merges));
	cb_str_adds(sheet, "</worksheet>");
	cb_str_release(&merges);
	write_zip(path, parts, CB_COUNT(parts), out);
	return "xlsx";
}

static const char *
write_ods(struct sheet *s, struct cb_str *out, const char *path)
{
	struct part parts[] = { { "mimetype", { 0 } }, { "content.xml", { 0 } } };
	struct cb_str *xml = &parts[1].text;

	cb_str_adds(&parts[0].text, "application/vnd.oasis.opendocument.spreadsheet");
	cb_str_adds(xml, "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
	                 "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
	                 "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.2\"><office:body>"
	                 "<office:spreadsheet><table:table table:name=\"Sheet1\">");
	for (size_t r = 0; r < s->n_rows; r++) {
		cb_str_adds(xml, "<table:table-row>");
		for (size_t c = 0, width = width_of(s); c < width; c++) {
			struct cb_text t = cb_str_text(&s->cells[r][c]);

			if (is_number(t))
				cb_str_addf(xml, "<table:table-cell office:value-type=\"float\" office:value=\"%s\"><text:p>", t.p);
			else
				cb_str_adds(xml, t.len > 0 ? "<table:table-cell office:value-type=\"string\"><text:p>" : "<table:table-cell/>");
			add_escaped(xml, t);
			cb_str_adds(xml, t.len > 0 ? "</text:p></table:table-cell>" : "");
		}
		cb_str_adds(xml, "</table:table-row>");
	}
	cb_str_adds(xml, "</table:table></office:spreadsheet></office:body></office:document-content>");
	write_zip(path, parts, CB_COUNT(parts), out);
	return "ods";
}

static void
add_xls_cell(const struct sheet *s, size_t r, size_t c, struct cb_str *out)
{
	struct cb_text t = cb_str_text(&s->cells[r][c]);
	bool number = is_number(t);
	size_t at;

	if (t.len == 0)
		return;
	at = begin_record(out, number ? 0x0203 : 0x0204);
	add_u16(out, (unsigned)r);
	add_u16(out, (unsigned)c);
	add_u16(out, s->format != NULL && c == s->format_at && number ? 1 : 0);
	if (number)
		add_double(out, strtod(t.p, NULL));
	else
		add_text(out, 2, t.p);
	end_record(out, at);
}

static const char *
write_xls(struct sheet *s, struct cb_str *out)
{
	struct cb_str stream = { 0 };
	size_t at, bound;

	add_begin(&stream, 5);
	at = begin_record(&stream, 0x041E);
	add_u16(&stream, 180);
	add_text(&stream, 2, s->format != NULL ? s->format : "0");
	end_record(&stream, at);
	add_record(&stream, 0x00E0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
	add_record(&stream, 0x00E0, 0, 180, 0, 0, 0, 0, 0, 0, 0, 0);
	bound = add_sheet_name(&stream, "Sheet1", 0);
	begin_record(&stream, 0x000A);
	place_sheet(&stream, bound);
	add_begin(&stream, 0x0010);
	for (size_t r = 0; r < s->n_rows; r++)
		for (size_t c = 0, width = width_of(s); c < width; c++)
			add_xls_cell(s, r, c, &stream);
	begin_record(&stream, 0x000A);
	wrap_ole(out, "Workbook", &stream);
	cb_str_release(&stream);
	return "xls";
}

/* Into another encoding, or as it is with a mark or without. */
static void
encode(struct sheet *s, struct cb_str *file)
{
	static const struct {
		const char *name, *mark;
	} encodings[] = { { "UTF-8", "" }, { "UTF-8", "\xEF\xBB\xBF" }, { "GB18030", "" }, { "UTF-16LE", "\xFF\xFE" } };
	size_t at = pick(s, CB_COUNT(encodings));
	struct cb_str out = { 0 };
	iconv_t cd = iconv_open(encodings[at].name, "UTF-8");
	char *in = file->p, buffer[4096];
	size_t n = file->len;

	cb_str_adds(&out, encodings[at].mark);
	while (n > 0) {
		char *p = buffer;
		size_t room = sizeof(buffer);

		if (iconv(cd, &in, &n, &p, &room) == (size_t)-1 && room == sizeof(buffer))
			abort(); /* no such character: the words above are of all encodings */
		cb_str_add(&out, buffer, (size_t)(p - buffer));
	}
	iconv_close(cd);
	cb_str_release(file);
	*file = out;
}

static const char *
write_file(struct sheet *s, struct cb_str *file, const char *path)
{
	unsigned kind = s->format != NULL ? 6 + pick(s, 4) : pick(s, 10);
	const char *ending;

	cb_str_clear(file);
	switch (pick(s, 8)) { /* as many of these as of the others */
	case 0:
	case 1:
		return write_xlsx(s, file, path);
	case 2:
		return write_xls(s, file);
	case 3:
		if (s->format == NULL)
			return write_ods(s, file, path);
		break;
	default:
		break;
	}
	if (kind < 6)
		ending = write_csv(s, file);
	else if (kind < 8)
		ending = write_html(s, file);
	else
		return write_xml(s, file);
	encode(s, file);
	return ending;
}

/* ---- what cb reads ---- */

struct seen {
	struct cb_str records[RECORDS_MAX * 4];
	size_t n;
	bool is_named; /* an error says where */
	struct cb_str said;
};

static void
note_finding(void *arg, const struct cb_diag *diag, const struct cb_finding *f)
{
	struct seen *seen = arg;

	(void)diag;
	if (f->severity != CB_ERROR)
		return;
	seen->is_named |= f->where.row > 0 || f->code == CB_NO_HEADER;
	cb_str_addf(&seen->said, "%u:%u %d %s\n", f->where.row, f->where.column, (int)f->code, f->text);
}

static int64_t
full_of(void *names, uint32_t indicator)
{
	const struct cb_name *name = cb_names_get(names, indicator);

	for (size_t i = 0; i < CB_COUNT(items); i++)
		if (cb_text_is(name->text, items[i]))
			return full_marks[i] * INT64_C(1000000);
	return INT64_MIN;
}

static struct cb_names *
known_names(bool registered)
{
	struct cb_names *names = cb_names_new();
	struct cb_str name = { 0 };

	for (size_t i = 0; i < CB_COUNT(items); i++)
		cb_names_register(names, CB_NAME_INDICATOR, CB_NAME_IS_INDICATOR, cb_text_of(items[i]));
	for (size_t p = 0; registered && p < CB_COUNT(places); p++) {
		cb_str_clear(&name);
		cb_str_addf(&name, "%s社区", places[p]);
		cb_names_register(names, CB_NAME_PARTY, CB_NAME_IS_COMMUNITY, cb_str_text(&name));
	}
	cb_str_release(&name);
	return names;
}

/* As know_record writes it: the spelling of a name that nobody has registered does not count. */
static void
take_record(struct seen *seen, struct cb_names *names, const struct cb_register *reg, const struct cb_record *record)
{
	bool is_fund = reg == &cb_register_fund;
	int community = is_fund ? FUND_COMMUNITY : SCORE_COMMUNITY, what = is_fund ? FUND_PARTY : SCORE_INDICATOR;
	int value = is_fund ? FUND_AMOUNT : SCORE_SCORE;
	struct cb_text place = cb_names_get(names, (uint32_t)record->cells[community].n)->text;
	struct cb_text other = cb_names_get(names, (uint32_t)record->cells[what].n)->text;
	struct cb_str *out = &seen->records[seen->n++];
	char buf[CB_PRINT_MAX];

	cb_str_clear(out);
	for (size_t p = 0; p < CB_COUNT(places); p++)
		if (cb_text_starts(place, places[p]) && place.len <= strlen(places[p]) + strlen("居委会"))
			place = (struct cb_text){ place.p, (uint32_t)strlen(places[p]) };
	cb_str_addf(out, "%.*s社区|%.*s|%.*s", CB_TEXT_ARG(place), CB_TEXT_ARG(other),
	            CB_TEXT_ARG(cb_cell_print(reg->columns[value].type, NULL, &record->cells[value], buf)));
	if (!is_fund && record->cells[SCORE_PERIOD].n != 202607)
		cb_str_adds(out, " of another month");
}

static void
read_file(const struct sheet *s, const char *path, bool registered, struct seen *seen)
{
	struct cb_diag diag = { .lang = CB_EN, .sink = note_finding, .sink_arg = seen };
	struct cb_names *names = known_names(registered);
	struct cb_input in = { .reg = s->reg,
		               .paths = { &path, 1 },
		               .names = names,
		               .year = 2026,
		               .period = s->asks_period ? 202607 : 0,
		               .period_must_agree = true,
		               .full = full_of,
		               .weight_arg = names };
	struct cb_reader *reader;
	const struct cb_record *record;

	if (cb_reader_open(&reader, &in, &diag) == CB_OK) {
		while (seen->n < CB_COUNT(seen->records) && cb_reader_next(reader, &record) > 0)
			take_record(seen, names, s->reg, record);
		cb_reader_close(reader);
	}
	if (diag.errors == 0)
		cb_str_clear(&seen->said);
	cb_names_free(names);
	cb_diag_release(&diag);
}

static int
by_text(const void *a, const void *b)
{
	return cb_text_compare(cb_str_text(a), cb_str_text(b));
}

static bool
are_same(struct sheet *s, struct seen *seen)
{
	qsort(s->records, s->n_records, sizeof(*s->records), by_text);
	qsort(seen->records, seen->n, sizeof(*seen->records), by_text);
	if (s->n_records != seen->n)
		return false;
	for (size_t i = 0; i < seen->n; i++)
		if (!cb_text_equal(cb_str_text(&s->records[i]), cb_str_text(&seen->records[i])))
			return false;
	return true;
}

static void
show(const struct sheet *s, const struct seen *seen, const char *why)
{
	printf("%s\nthe sheet\n", why);
	for (size_t r = 0; r < s->n_rows; r++)
		for (size_t c = 0, width = width_of(s); c < width; c++)
			printf("%s%s", cb_str_c(&s->cells[r][c]), c + 1 == width ? "\n" : "\t");
	printf("format %s, -p %d\nread\n", s->format != NULL ? s->format : "none", s->asks_period);
	for (size_t i = 0; i < seen->n; i++)
		printf("%s\n", cb_str_c(&seen->records[i]));
	printf("said\n%s", cb_str_c(&seen->said));
}

/* One sheet: 1 = read, 0 = refused, -1 = a failure, printed. */
static int
check(uint64_t seed, const char *folder, struct sheet *s, struct seen *seen)
{
	struct cb_str file = { 0 };
	char path[64];
	const char *ending, *why = NULL;
	bool registered;
	FILE *out;

	s->state = seed;
	s->n_records = s->n_rows = seen->n = 0;
	s->is_wrong = s->is_other = s->asks_period = false;
	s->format = NULL;
	for (size_t r = 0; r < ROWS; r++)
		for (size_t c = 0; c < COLUMNS; c++)
			cb_str_clear(&s->cells[r][c]);
	seen->is_named = false;
	cb_str_clear(&seen->said);
	(pick(s, 5) < 3 ? draw_month : draw_fund)(s);
	snprintf(path, sizeof(path), "%s/archive", folder);
	ending = write_file(s, &file, path);
	registered = pick(s, 2);
	snprintf(path, sizeof(path), "%s/sheet.%s", folder, ending);
	out = fopen(path, "wb");
	if (out == NULL || fwrite(file.p, 1, file.len, out) != file.len || fclose(out) != 0)
		abort();
	cb_str_release(&file);
	read_file(s, path, registered, seen);
	if (seen->said.len > 0 && !seen->is_named)
		why = "an error that does not say where";
	else if (seen->said.len == 0 && s->is_wrong)
		why = "read, though it contradicts itself";
	else if (seen->said.len == 0 && !are_same(s, seen))
		why = "read to other records";
	if (why != NULL) {
		printf("seed %" PRIu64 ", %s: ", seed, path);
		show(s, seen, why);
		return -1;
	}
	unlink(path);
	return seen->said.len == 0;
}

static void
release(struct sheet *s, struct seen *seen)
{
	for (size_t r = 0; r < ROWS; r++)
		for (size_t c = 0; c < COLUMNS; c++)
			cb_str_release(&s->cells[r][c]);
	for (size_t i = 0; i < CB_COUNT(s->records); i++)
		cb_str_release(&s->records[i]);
	for (size_t i = 0; i < CB_COUNT(seen->records); i++)
		cb_str_release(&seen->records[i]);
	cb_str_release(&seen->said);
}

int
main(int argc, char **argv)
{
	uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
	const char *more = getenv("SHEETS");
	uint64_t sheets = argc > 2 ? strtoull(argv[2], NULL, 10) : more != NULL ? strtoull(more, NULL, 10)
	                                                                        : 300;
	char folder[] = "/tmp/drawn_sheets-XXXXXX";
	static struct sheet sheet;
	static struct seen seen;
	uint64_t n_read = 0, i = 0;
	bool ok = mkdtemp(folder) != NULL;

	for (; i < sheets && ok; i++) {
		int got = check(seed + i, folder, &sheet, &seen);

		ok = got >= 0;
		n_read += got > 0;
	}
	if (ok && n_read * 100 < sheets * READ_PERCENT)
		ok = false;
	printf("drawn_sheets: %s, %" PRIu64 " of %" PRIu64 " sheets read, from seed %" PRIu64 "\n", ok ? "ok" : "FAILED", n_read,
	       i, seed);
	release(&sheet, &seen);
	rmdir(folder);
	return ok ? 0 : 1;
}
