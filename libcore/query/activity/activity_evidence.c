/* What proves each activity, and which of the six joint tasks each community has. */
#include <cb/rule/types.h>
#include <cb/value/fold.h>

#include "activity_book.h"

/* ---- evidence ---- */

enum { DATE,
       COMMUNITY,
       KIND,
       TITLE,
       KINDS_OF_EVIDENCE,
       N_KINDS = 4,
       FILES = KINDS_OF_EVIDENCE + N_KINDS,
       LACKS };

/* In the order of cb_words_evidence. */
static const struct cb_query_column evidence_columns[] = {
	[DATE] = ACTIVITY_LIKE("date", "日期", DATE, 0),
	[COMMUNITY] = ACTIVITY_LIKE("community", "社区", COMMUNITY, 0),
	[KIND] = ACTIVITY_LIKE("kind", "类别", KIND, 0),
	[TITLE] = ACTIVITY_LIKE("title", "活动", TITLE, 0),
	[KINDS_OF_EVIDENCE] = { "notice", "通知", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	{ "signed", "签到", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	{ "photos", "照片", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	{ "minutes", "纪要", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[FILES] = ACTIVITY_LIKE("link", "材料", LINK, 0),
	[LACKS] = { "lacks", "缺", .type = &cb_type_text },
	{ 0 },
};

struct proof {
	const struct cb_query_run *run;
	int64_t n[N_KINDS];
};

/* A file is of every kind whose word its name holds. */
static void
count_file(struct proof *proof, struct cb_text name)
{
	bool is[N_KINDS] = { false };
	const struct cb_rules *rules = proof->run->office->rules;
	const struct cb_rule *rule;
	size_t at = 0;

	while ((rule = cb_rules_all(rules, "activity.evidence", NULL, proof->run->today_day, &at)) != NULL)
		if (cb_text_find(name, rule->key) >= 0 && rule->value.n < N_KINDS)
			is[rule->value.n] = true;
	for (int k = 0; k < N_KINDS; k++)
		proof->n[k] += is[k];
}

static bool
add_proof(const struct activity *activity, const struct cb_query_run *run, struct cb_table *out)
{
	static const int own[] = { DATE, COMMUNITY, KIND, TITLE, FILES };
	struct proof proof = { .run = run };
	const struct cb_cell *photos = &activity->cells[ACTIVITY_PHOTOS];
	struct cb_text files = activity_text(activity, ACTIVITY_LINK);
	struct cb_cell *cells = cb_table_row(out);
	struct cb_str lacks = { 0 };
	bool is_lacking;

	for (size_t i = 0; i < CB_COUNT(own); i++)
		cells[own[i]] = cb_table_keep(out, activity->cells[evidence_columns[own[i]].like_column]);
	while (files.len > 0)
		count_file(&proof, cb_fold_next(&files));
	if (photos->state == CB_VALUE && photos->n > proof.n[CB_EVIDENCE_PHOTOS]) /* in whatever file they are */
		proof.n[CB_EVIDENCE_PHOTOS] = photos->n;
	for (int k = 0; k < N_KINDS; k++) {
		cells[KINDS_OF_EVIDENCE + k] = cb_cell_number(proof.n[k]);
		if (proof.n[k] == 0)
			cb_str_join(&lacks, ";", cb_text_of(cb_words_evidence[k].zh));
	}
	is_lacking = lacks.len > 0;
	cells[LACKS] = cb_table_take(out, &lacks);
	return is_lacking;
}

static enum cb_status
fill_evidence(struct cb_query_run *run, struct cb_table *out)
{
	struct activities a;
	enum cb_status status = activities_load(&a, run, ACTIVITY_ALL);
	bool is_lacking = false;

	for (size_t i = 0; status == CB_OK && i < a.n; i++)
		if (a.of[i].state == ACTIVITY_HELD)
			is_lacking = add_proof(&a.of[i], run, out) || is_lacking;
	activities_release(&a);
	return status == CB_OK && is_lacking ? CB_FOUND : status;
}

const struct cb_query cb_query_activity_evidence = {
	.name = "activity_evidence",
	.zh = "活动材料",
	.title_en = "What proves the activities",
	.title_zh = "活动材料",
	.columns = evidence_columns,
	.reads = "activity",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = cb_query_has_office,
	.fill = fill_evidence,
	.en = "Notice, sign-in, photos and minutes of each activity, and which it lacks, as cb-activity evidence prints them.",
	.doc = "各项活动的通知、签到、照片、纪要和所缺,同 cb-activity evidence。",
};

/* ---- the six joint tasks ---- */

enum { N_THEMES = 6,
       THEME = 1,
       THEME_LACKS = THEME + N_THEMES };

/* In the order and with the words of cb_words_theme, so that all fit on a screen beside what lacks. */
#define COUNT(k, label) CB_QUERY_OF(k, label, int, CB_QUERY_SUM)
static const struct cb_query_column theme_columns[] = {
	{ "community", "社区", .type = &cb_type_text },
	[THEME] = COUNT("education", "教育"),
	COUNT("security", "治安"),
	COUNT("sanitation", "卫生"),
	COUNT("service", "服务"),
	COUNT("culture", "文化"),
	COUNT("economy", "经济"),
	[THEME_LACKS] = { "lacks", "缺", .type = &cb_type_text },
	{ 0 },
};

static void
add_themes(const struct activities *a, struct cb_text community, struct cb_table *out)
{
	int64_t n[N_THEMES] = { 0 };
	struct cb_str lacks = { 0 };
	struct cb_cell *cells = cb_table_row(out);

	for (size_t i = 0; i < a->n; i++) {
		const struct cb_cell *theme = &a->of[i].cells[ACTIVITY_THEME];

		if (a->of[i].state == ACTIVITY_HELD && theme->state == CB_VALUE && theme->n < N_THEMES &&
		    cb_text_equal(activity_text(&a->of[i], ACTIVITY_COMMUNITY), community))
			n[theme->n]++;
	}
	cells[0] = cb_table_text(out, community);
	for (int t = 0; t < N_THEMES; t++) {
		cells[THEME + t] = cb_cell_number(n[t]);
		if (n[t] == 0)
			cb_str_join(&lacks, ";", cb_text_of(cb_words_theme[t].zh));
	}
	cells[THEME_LACKS] = cb_table_take(out, &lacks);
}

static enum cb_status
fill_themes(struct cb_query_run *run, struct cb_table *out)
{
	const struct cb_office *office = run->office;
	struct activities a;
	enum cb_status status = activities_load(&a, run, ACTIVITY_ALL);

	for (size_t i = 0; status == CB_OK && i < office->n_communities; i++)
		add_themes(&a, cb_office_name(office, office->communities[i].name), out);
	cb_query_sort_by_name(out, 0, 0);
	activities_release(&a);
	return status;
}

const struct cb_query cb_query_activity_themes = {
	.name = "activities_themes",
	.zh = "六联开展情况",
	.title_en = "The six joint tasks by community",
	.title_zh = "六联六建开展情况(教育联抓、治安联防、卫生联搞、服务联做、文化联办、经济联推)",
	.columns = theme_columns,
	.reads = "activity",
	.takes = CB_QUERY_TAKES_FILES,
	.has = cb_query_has_office,
	.fill = fill_themes,
	.en = "How many activities each community held for each of the six joint tasks, as cb-activity themes prints them.",
	.doc = "各社区“六联”各项开展的活动数和所缺,同 cb-activity themes。",
};
