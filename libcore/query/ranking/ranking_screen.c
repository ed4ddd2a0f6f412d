/* The ranking as people read it: a title that says what it is, and on a screen few columns, with footnotes. */
#include <string.h>

#include <cb/base/utf8.h>
#include <cb/query/titles.h>
#include <cb/value/wording.h>

#include "computing.h"
#include "ranking_rows.h"

enum { GIVEN_COLS = 24 }; /* of a cell; what is longer becomes a footnote */

struct kind_words {
	const char *since_zh, *since_en, *count_zh;
};

static const struct kind_words *
words_of(int64_t period)
{
	static const struct kind_words words[] = {
		[CB_MONTH] = { "较上月", "since last month", "个月" },
		[CB_QUARTER] = { "较上季度", "since last quarter", "个季度" },
		[CB_HALF] = { "较上半年", "since last half-year", "个半年" },
		[CB_YEAR] = { "较上年", "since last year", "年" },
	};

	return &words[cb_period_kind(period)];
}

/* ---- the title ---- */

static bool
is_one_result(const struct cb_ranking_rows *rows)
{
	return rows->n > 0 && rows->n == rows->n_last;
}

static const char *
entrants(const struct cb_query_run *run, const struct cb_result *result)
{
	if (run->ranking->options.within)
		return "小区";
	return cb_ranking_is_of_units(run->ranking, result->contest, (int32_t)cb_period_last_day(result->period)) ? "单位"
	                                                                                                          : "社区";
}

static void
add_mean(const struct cb_query_run *run, const struct cb_result *result, struct cb_str *out)
{
	const struct cb_result *before =
		cb_ranking_result(run->ranking, result->contest, cb_period_step(result->period, -1));
	const struct kind_words *words = words_of(result->period);
	bool is_zh = run->office->diag->lang == CB_ZH;
	struct cb_cell now = { 0 }, then = { 0 };
	struct cb_text gained;
	char buf[CB_PRINT_MAX];

	cb_ranking_mean(run, result, &now);
	if (now.state != CB_VALUE)
		return;
	cb_str_addf(out, " · %s %.*s", is_zh ? "平均" : "mean", CB_TEXT_ARG(cb_decimal_print(now.n, 6, 0, buf)));
	if (before != NULL)
		cb_ranking_mean(run, before, &then);
	if (then.state != CB_VALUE)
		return;
	gained = cb_decimal_print(now.n - then.n, 6, 0, buf);
	if (is_zh)
		cb_str_addf(out, " · %s %s%.*s", words->since_zh, now.n > then.n ? "+" : "", CB_TEXT_ARG(gained));
	else
		cb_str_addf(out, " · %s%.*s %s", now.n > then.n ? "+" : "", CB_TEXT_ARG(gained), words->since_en);
}

/* 2026年9月社区月度考评排名 · 14 个社区 · 平均 87.69 · 较上月 -0.02 */
void
cb_ranking_heading(const struct cb_query_run *run, struct cb_text contest, int64_t period, struct cb_str *out)
{
	const struct cb_result *result = NULL;
	uint32_t id = cb_names_find(run->office->names, CB_NAME_CONTEST, contest);
	struct cb_text title;
	const char *who;
	char buf[CB_PRINT_MAX];

	if (run->ranking != NULL)
		result = cb_ranking_result(run->ranking, id, period);
	if (result == NULL)
		return;
	title = cb_ranking_contest_title(run->ranking, result);
	who = entrants(run, result);
	if (run->office->diag->lang == CB_ZH) {
		cb_words_period(period, out);
		cb_str_addf(out, "%s%.*s排名 · %zu 个%s", cb_text_find(title, who) < 0 ? who : "", CB_TEXT_ARG(title),
		            result->n, who);
	} else {
		cb_str_addf(out, "Ranking of %.*s, ", CB_TEXT_ARG(cb_period_print(period, buf)));
		cb_str_addf(out, "%.*s · %zu entrants", CB_TEXT_ARG(contest), result->n);
	}
	add_mean(run, result, out);
}

/* ---- cells ---- */

static void
set_rise(const struct cb_ranking_row *row, struct cb_table *t, struct cb_cell *cell)
{
	struct cb_str words = { 0 };
	int64_t gained;

	if (row->previous == NULL || row->previous->absent || row->standing->absent)
		return;
	gained = (int64_t)row->previous->place - row->standing->place;
	if (gained == 0)
		cb_str_adds(&words, "–");
	else
		cb_str_addf(&words, "%s%lld", gained > 0 ? "↑" : "↓", (long long)(gained > 0 ? gained : -gained));
	*cell = cb_table_take(t, &words);
}

/* What a row has earned, an item a line: 流动红旗 20,000 元; 黄牌警告; 连续 3 个月末位. */
static void
list_given(const struct cb_ranking_row *row, enum cb_lang lang, struct cb_str *out)
{
	const struct cb_standing *e = row->standing;
	struct cb_str measures = { 0 };

	cb_standing_award(row->result, e, "\n", out);
	if (e->prize_fen != 0) {
		cb_str_adds(out, out->len > 0 ? " " : lang == CB_ZH ? "奖金 "
		                                                    : "prize ");
		cb_words_yuan(e->prize_fen, lang, out);
	}
	cb_standing_measures(e, "\n", &measures);
	cb_str_addf(out, "%s%.*s", out->len > 0 && measures.len > 0 ? "\n" : "", CB_TEXT_ARG(cb_str_text(&measures)));
	if (e->streak.length > 1 && lang == CB_ZH)
		cb_str_addf(out, "%s连续 %u %s末位", out->len > 0 ? "\n" : "", (unsigned)e->streak.length,
		            words_of(row->result->period)->count_zh);
	else if (e->streak.length > 1)
		cb_str_addf(out, "%slast %u times running", out->len > 0 ? "\n" : "", (unsigned)e->streak.length);
	cb_str_release(&measures);
}

static size_t
join_lines(struct cb_text lines, const char *between, struct cb_str *out)
{
	size_t n = lines.len > 0;

	for (uint32_t i = 0; i < lines.len; i++)
		if (lines.p[i] == '\n') {
			cb_str_adds(out, between);
			n++;
		} else {
			cb_str_addc(out, lines.p[i]);
		}
	return n;
}

struct footnotes {
	const struct cb_query_run *run;
	struct cb_str text;
	size_t n;
};

static struct cb_text
entrant_name(const struct cb_query_run *run, const struct cb_standing *e)
{
	return cb_office_name(run->office, e->estate != 0 ? e->estate : e->entrant);
}

/* Long lists: the first item and a number in the cell, all of it below. */
static void
set_given(struct footnotes *notes, const struct cb_ranking_row *row, struct cb_table *t, struct cb_cell *cell)
{
	enum cb_lang lang = notes->run->office->diag->lang;
	const char *between = lang == CB_ZH ? "、" : ", ";
	struct cb_str lines = { 0 }, all = { 0 }, first = { 0 };
	size_t n;

	list_given(row, lang, &lines);
	n = join_lines(cb_str_text(&lines), between, &all);
	if (n < 2 || cb_utf8_width(cb_str_text(&all)) <= GIVEN_COLS) {
		*cell = cb_table_take(t, &all);
	} else {
		cb_str_add(&first, lines.p, strcspn(cb_str_c(&lines), "\n"));
		cb_str_addf(&first, lang == CB_ZH ? "等 %zu 项[%zu]" : " and %zu in all[%zu]", n, notes->n + 1);
		*cell = cb_table_take(t, &first);
		cb_str_addf(&notes->text, lang == CB_ZH ? "%s[%zu] %.*s:%.*s" : "%s[%zu] %.*s: %.*s",
		            notes->text.len > 0 ? "\n" : "", ++notes->n,
		            CB_TEXT_ARG(entrant_name(notes->run, row->standing)), CB_TEXT_ARG(cb_str_text(&all)));
		cb_str_release(&all);
	}
	cb_str_release(&lines);
}

/* ---- ties ---- */

static bool
ties_with(const struct cb_ranking_row *a, const struct cb_ranking_row *b)
{
	return a->result == b->result && a->standing->pool == b->standing->pool && !b->standing->absent &&
	       a->standing->place == b->standing->place;
}

/* Which of several results it is. */
static void
name_result(struct footnotes *notes, const struct cb_result *result)
{
	char buf[CB_PRINT_MAX];

	if (notes->run->office->diag->lang == CB_ZH)
		cb_words_period(result->period, &notes->text);
	else
		cb_str_addf(&notes->text, "%.*s ", CB_TEXT_ARG(cb_period_print(result->period, buf)));
	cb_str_addf(&notes->text, "%.*s", CB_TEXT_ARG(cb_ranking_contest_title(notes->run->ranking, result)));
}

/* The rows from the first of a tie on, once: 第 3 名并列:西街社区、柳浦社区. Returns the row behind them. */
static size_t
note_tie(struct footnotes *notes, const struct cb_ranking_rows *rows, size_t first)
{
	const struct cb_ranking_row *row = &rows->rows[first];
	bool is_zh = notes->run->office->diag->lang == CB_ZH;
	size_t end = first + 1;

	while (!row->standing->absent && end < rows->n && ties_with(row, &rows->rows[end]))
		end++;
	if (end == first + 1)
		return end;
	cb_str_adds(&notes->text, notes->text.len > 0 ? "\n" : "");
	if (!is_one_result(rows))
		name_result(notes, row->result);
	cb_str_addf(&notes->text, is_zh ? "第 %u 名并列:" : "place %u is shared: ", row->standing->place);
	for (size_t i = first; i < end; i++)
		cb_str_addf(&notes->text, "%s%.*s", i == first ? "" : is_zh ? "、"
		                                                            : ", ",
		            CB_TEXT_ARG(entrant_name(notes->run, rows->rows[i].standing)));
	return end;
}

/* 月度考评自2026年7月起,得分为 6 个月的平均 */
static void
note_begin(struct footnotes *notes, const struct cb_result *result)
{
	const struct cb_office *office = notes->run->office;
	int n;
	int64_t begun = cb_ranking_begun(notes->run->ranking, result, &n);
	char buf[CB_PRINT_MAX];

	if (begun == 0)
		return;
	cb_str_adds(&notes->text, notes->text.len > 0 ? "\n" : "");
	cb_str_addt(&notes->text, cb_title_of_contest(office, cb_office_name(office, result->contest),
	                                              (int32_t)cb_period_last_day(result->period)));
	if (office->diag->lang == CB_EN) {
		cb_str_addf(&notes->text, " began in %.*s: the mean of %d", CB_TEXT_ARG(cb_period_print(begun, buf)), n);
		return;
	}
	cb_str_adds(&notes->text, "自");
	cb_words_period(begun, &notes->text);
	cb_str_addf(&notes->text, "起,得分为 %d %s的平均", n, words_of(begun)->count_zh);
}

static bool
is_of_one_kind(const struct cb_ranking_rows *rows)
{
	for (size_t i = 1; i < rows->n; i++)
		if (cb_period_kind(rows->rows[i].result->period) != cb_period_kind(rows->rows[0].result->period))
			return false;
	return true;
}

void
cb_ranking_for_people(const struct cb_query_run *run, const struct cb_ranking_rows *rows, struct cb_table *t)
{
	struct footnotes notes = { .run = run };

	if (run->shape == CB_QUERY_FOR_PROGRAMS || rows->n == 0)
		return;
	t->columns[RANKING_RISE].zh = is_of_one_kind(rows) ? words_of(rows->rows[0].result->period)->since_zh : "较上期";
	for (size_t i = 1; i < rows->n; i++)
		if (strcmp(entrants(run, rows->rows[i].result), entrants(run, rows->rows[0].result)) != 0)
			t->columns[RANKING_COMMUNITY].zh = "名称"; /* of communities and of units */
	for (size_t i = 0; i < rows->n; i++) {
		struct cb_cell *cells = cb_table_at(t, i);

		set_rise(&rows->rows[i], t, &cells[RANKING_RISE]);
		if (run->shape == CB_QUERY_FOR_SCREENS)
			set_given(&notes, &rows->rows[i], t, &cells[RANKING_GIVEN]);
	}
	for (size_t i = 0; i < rows->n; i++)
		if (i == 0 || rows->rows[i].result != rows->rows[i - 1].result)
			note_begin(&notes, rows->rows[i].result);
	for (size_t i = 0; i < rows->n;)
		i = note_tie(&notes, rows, i);
	if (notes.text.len > 0)
		t->notes = cb_arena_copy(&t->arena, notes.text.p, notes.text.len);
	cb_str_release(&notes.text);
}
