/* Who among the last is to be named in the media, with who held office. */
#include <cb/query/export.h>

#include "ranking_follow.h"
#include "ranking_rows.h"

enum { CONTEST,
       PERIOD,
       COMMUNITY,
       POSTS,
       MEASURES = POSTS + CB_POSTS,
       FOLLOW };

static const struct cb_query_column columns[] = {
	[CONTEST] = { "contest", "评比", .type = &cb_type_text },
	[PERIOD] = { "period", "期间", .type = &cb_type_period },
	[COMMUNITY] = { "community", "社区", .type = &cb_type_text },
	CB_POST_COLUMNS(POSTS),
	[MEASURES] = { "measures", "处理措施", .type = &cb_type_text },
	[FOLLOW] = { "follow", "落实情况", .type = &cb_type_text, .flags = CB_QUERY_PART, .en = "of those that are tasks, with register task",
	             .doc = "已列为任务的措施,有任务台账时才有" },
	{ 0 },
};

struct listing {
	struct cb_ranking *r;
	struct cb_table *out;
	const char *between;
	struct cb_follow follow;
};

static void
add_row(const struct listing *l, const struct cb_result *result, const struct cb_standing *e)
{
	int32_t day = (int32_t)cb_period_last_day(result->period);
	struct cb_table *t = l->out;
	struct cb_str measures = { 0 }, follow = { 0 };
	struct cb_cell *cells;

	cb_standing_measures(e, l->between, &measures);
	if (measures.len > 0) {
		cells = cb_table_row(t);
		cells[CONTEST] = cb_table_text(t, cb_office_name(l->r->office, result->contest));
		cells[PERIOD] = cb_cell_number(result->period);
		cells[COMMUNITY] = cb_table_text(t, cb_office_name(l->r->office, e->entrant));
		for (int p = 0; p < CB_POSTS; p++) {
			struct cb_text other;

			cells[POSTS + p] = cb_table_text(
				t, cb_holders_find(&l->r->holders, e->entrant, (enum cb_post)p, day, &other));
		}
		cells[MEASURES] = cb_table_text(t, cb_str_text(&measures));
		cb_follow_tell(&l->follow, result, e, &follow);
		cells[FOLLOW] = cb_table_take(t, &follow);
	}
	cb_str_release(&measures);
}

static enum cb_status
add_notices(void *arg, struct cb_result *result)
{
	struct listing *l = arg;

	cb_ranking_award(l->r, result);
	cb_ranking_say(l->r, result);
	for (size_t i = 0; i < result->n && l->r->office->diag->errors == 0; i++)
		if (!result->entries[i].absent && result->entries[i].from_bottom == 1)
			add_row(l, result, &result->entries[i]);
	return CB_OK;
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct listing l = { .r = cb_ranking_of(run), .out = out, .between = cb_ranking_between(run) };
	struct cb_ranking_choice asked;
	enum cb_status status;

	if (l.r == NULL)
		return run->office->diag->status;
	if (l.r->office->n_communities == 0)
		return cb_report(l.r->office->diag, CB_NEEDS_COMMUNITIES, CB_NOWHERE, "", "notices");
	asked = cb_ranking_asked(l.r);
	status = cb_follow_read(&l.follow, run->office);
	if (status == CB_OK)
		status = cb_ranking_each(l.r, &asked, add_notices, &l);
	cb_follow_release(&l.follow);
	return status;
}

static bool
has(struct cb_query_run *run)
{
	return run->office->n_communities > 0 && cb_ranking_has_asked(run);
}

static bool
part(const struct cb_query_run *run, size_t column)
{
	return column == FOLLOW && cb_export_has(run->office, &cb_register_task);
}

const struct cb_query cb_query_notices = {
	.name = "notices",
	.zh = "媒体公布名单",
	.title_en = "Notices on the last",
	.title_zh = "末位媒体公布",
	.columns = columns,
	.reads = "score standing post link community task",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = has,
	.part = part,
	.fill = fill,
	.en = "Who is to be named in the media, with who held office.",
	.doc = "末位媒体公布名单,附任职人。",
};
