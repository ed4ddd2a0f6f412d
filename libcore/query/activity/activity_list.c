/* One row an activity: all of them, or those that are planned. */
#include <cb/query/due.h>

#include "activity_book.h"

enum { DATE,
       UNTIL,
       START,
       STATE,
       COMMUNITY,
       KIND,
       TITLE,
       THEME,
       ORGANISER,
       PLACE,
       LEADER,
       PEOPLE,
       TEAMS,
       TIMES,
       HOUSEHOLDS,
       COPIES,
       CLEARED,
       ATTENDED,
       ABSENT,
       INDICATOR,
       MEDIUM,
       LINK,
       NOTE,
       DAYS_LEFT };

static const struct cb_query_column columns[] = {
	[DATE] = ACTIVITY_LIKE("date", "日期", DATE, 0),
	[UNTIL] = ACTIVITY_LIKE("until", "至", UNTIL, 0),
	[START] = ACTIVITY_LIKE("start", "开始时间", START, 0),
	[STATE] = ACTIVITY_LIKE("state", "状态", STATE, 0),
	[COMMUNITY] = ACTIVITY_LIKE("community", "社区", COMMUNITY, 0),
	[KIND] = ACTIVITY_LIKE("kind", "类别", KIND, 0),
	[TITLE] = ACTIVITY_LIKE("title", "活动", TITLE, 0),
	[THEME] = ACTIVITY_LIKE("theme", "六联", THEME, 0),
	[ORGANISER] = ACTIVITY_LIKE("organiser", "主办", ORGANISER, 0),
	[PLACE] = ACTIVITY_LIKE("place", "地点", PLACE, 0),
	[LEADER] = ACTIVITY_LIKE("leader", "带队", LEADER, 0),
	[PEOPLE] = ACTIVITY_LIKE("people", "参加人数", PEOPLE, CB_QUERY_SUM),
	[TEAMS] = ACTIVITY_LIKE("teams", "队伍数", TEAMS, CB_QUERY_SUM),
	[TIMES] = ACTIVITY_LIKE("times", "场次", TIMES, CB_QUERY_SUM),
	[HOUSEHOLDS] = ACTIVITY_LIKE("households", "走访户数", HOUSEHOLDS, CB_QUERY_SUM),
	[COPIES] = ACTIVITY_LIKE("copies", "份数", COPIES, CB_QUERY_SUM),
	[CLEARED] = ACTIVITY_LIKE("cleared", "清理数", CLEARED, CB_QUERY_SUM),
	[ATTENDED] = ACTIVITY_LIKE("attended", "参加单位", ATTENDED, 0),
	[ABSENT] = ACTIVITY_LIKE("absent", "缺席单位", ABSENT, 0),
	[INDICATOR] = ACTIVITY_LIKE("indicator", "对应指标", INDICATOR, 0),
	[MEDIUM] = ACTIVITY_LIKE("medium", "宣传方式", MEDIUM, 0),
	[LINK] = ACTIVITY_LIKE("link", "材料", LINK, 0),
	[NOTE] = ACTIVITY_LIKE("note", "备注", NOTE, 0),
	[DAYS_LEFT] = { "days_left", "剩余天数", .type = &cb_type_int, .en = "of what is planned; below 0: the day is past",
	                .doc = "计划的活动;负数为日期已过" },
	{ 0 },
};

static void
add_row(const struct activities *a, const struct activity *activity, struct cb_table *out)
{
	struct cb_cell *cells = cb_table_row(out);

	cb_query_take_like(columns, activity->cells, cells, out);
	if (activity->state == ACTIVITY_PLANNED)
		cells[DAYS_LEFT] = cb_cell_number(activity->cells[ACTIVITY_DATE].n - a->run->today_day);
}

static enum cb_status
fill_list(struct cb_query_run *run, struct cb_table *out)
{
	struct activities a;
	enum cb_status status = activities_load(&a, run, ACTIVITY_ALL);

	for (size_t i = 0; status == CB_OK && i < a.n; i++)
		add_row(&a, &a.of[i], out);
	activities_release(&a);
	return status;
}

static enum cb_status
fill_plan(struct cb_query_run *run, struct cb_table *out)
{
	struct activities a;
	int64_t until = INT64_MAX;
	enum cb_status status = activities_load(&a, run, ACTIVITY_ALL);

	if (status == CB_OK && run->of.activities != NULL && run->of.activities->within.state == CB_VALUE)
		status = cb_due_within(run->office, &run->of.activities->within, run->today_day, &until);
	for (size_t i = 0; status == CB_OK && i < a.n; i++)
		if (a.of[i].state == ACTIVITY_PLANNED &&
		    (until == INT64_MAX || a.of[i].cells[ACTIVITY_DATE].n <= cb_date_of_minute(until)))
			add_row(&a, &a.of[i], out);
	activities_release(&a);
	return status;
}

const struct cb_query cb_query_activity_list = {
	.name = "activities",
	.zh = "活动清单",
	.title_en = "Activities",
	.title_zh = "活动清单",
	.columns = columns,
	.reads = "activity",
	.takes = CB_QUERY_TAKES_FILES,
	.has = cb_query_has_office,
	.fill = fill_list,
	.en = "The activities, one a row, as cb-activity list prints them.",
	.doc = "活动清单,一行一项,同 cb-activity list。",
};
const struct cb_query cb_query_activity_plan = {
	.name = "activities_planned",
	.zh = "活动计划",
	.title_en = "Planned activities",
	.title_zh = "活动计划",
	.columns = columns,
	.reads = "activity",
	.takes = CB_QUERY_TAKES_FILES,
	.has = cb_query_has_office,
	.fill = fill_plan,
	.en = "Activities that are planned and not held yet, as cb-activity plan prints them.",
	.doc = "已计划、尚未开展的活动,同 cb-activity plan。",
};
