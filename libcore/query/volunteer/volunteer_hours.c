/* The hours that were served, by what --by names; time that two services cover counts once. */
#include <stdlib.h>

#include "roster.h"

enum { VOLUNTEER,
       COMMUNITY,
       TEAM,
       ACTIVITY,
       MONTH,
       SERVICE,
       ROLE,
       STATE,
       NAME,
       PEOPLE,
       TIMES,
       HOURS,
       OVERLAP,
       VALUES = OVERLAP - PEOPLE + 1 };

static const struct cb_query_column columns[] = {
	[VOLUNTEER] = { "volunteer", "编号", .type = &cb_type_code, .flags = CB_QUERY_BY_KEY },
	[COMMUNITY] = { "community", "社区", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[TEAM] = { "team", "队伍", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[ACTIVITY] = { "activity", "项目", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[MONTH] = { "month", "月份", .type = &cb_type_period, .flags = CB_QUERY_BY_KEY },
	[SERVICE] = { "service", "服务类别", .like = &cb_register_volunteer, .like_column = VOLUNTEER_SERVICE,
	              .flags = CB_QUERY_BY_KEY },
	[ROLE] = { "role", "身份", .like = &cb_register_volunteer, .like_column = VOLUNTEER_ROLE, .flags = CB_QUERY_BY_KEY },
	[STATE] = { "state", "状态", .like = &cb_register_service, .like_column = SERVICE_STATE, .flags = CB_QUERY_BY_KEY },
	[NAME] = { "name", "姓名", .like = &cb_register_volunteer, .like_column = VOLUNTEER_NAME, .flags = CB_QUERY_PART,
	           .en = "with --by volunteer", .doc = "按 volunteer 分列时" },
	[PEOPLE] = { "people", "人数", .type = &cb_type_int },
	[TIMES] = { "times", "次数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[HOURS] = { "hours", "时长", .type = &cb_type_hours, .flags = CB_QUERY_SUM },
	[OVERLAP] = { "overlap", "重叠不计", .type = &cb_type_hours, .flags = CB_QUERY_SUM,
	              .en = "time that another service of the person covers", .doc = "与本人另一次服务重叠而不计的时间" },
	{ 0 },
};

struct hours {
	const struct cb_query_run *run;
	const struct volunteer_roster *roster;
	struct cb_sums sums;
	uint32_t *last; /* [group] the person last added + 1: services come person by person */
	size_t cap;
};

static bool
has_key(const struct cb_query_run *run, size_t key)
{
	for (size_t k = 0; k < run->n_keys; k++)
		if (run->keys[k] == key)
			return true;
	return false;
}

static bool
part(const struct cb_query_run *run, size_t column)
{
	return column == NAME && has_key(run, VOLUNTEER);
}

static struct cb_cell
key_of(const struct hours *h, size_t key, const struct cb_service *s)
{
	const struct volunteer_person *p = &h->roster->persons[s->person];

	switch (key) {
	case VOLUNTEER:
		return cb_cell_lent(p->no);
	case COMMUNITY:
		return volunteer_name_cell(h->run->office, s->community);
	case TEAM:
		return volunteer_name_cell(h->run->office, p->team);
	case ACTIVITY:
		return cb_cell_lent(s->activity);
	case MONTH:
		return cb_cell_number(cb_period_of_day(CB_MONTH, s->day));
	case SERVICE:
		return cb_sums_word(p->service);
	case ROLE:
		return cb_sums_word(p->role);
	default:
		return cb_sums_word(s->state);
	}
}

static void
add_service(struct hours *h, const struct cb_service *s)
{
	struct cb_cell keys[CB_QUERY_KEYS_MAX];
	struct cb_sum *sum;
	size_t group;

	for (size_t k = 0; k < h->run->n_keys; k++)
		keys[k] = key_of(h, h->run->keys[k], s);
	group = cb_sums_at(&h->sums, keys);
	h->last = cb_grow(h->last, &h->cap, group + 1, sizeof(*h->last));
	sum = cb_sums_of(&h->sums, group);
	cb_sum_add_number(&sum[PEOPLE - PEOPLE], h->last[group] == s->person + 1 ? 0 : 1);
	cb_sum_add_number(&sum[TIMES - PEOPLE], 1);
	cb_sum_add_number(&sum[HOURS - PEOPLE], s->counted);
	cb_sum_add_number(&sum[OVERLAP - PEOPLE], s->minutes - s->counted);
	h->last[group] = s->person + 1;
}

static void
fill_rows(struct hours *h, struct cb_table *out)
{
	bool is_named = has_key(h->run, VOLUNTEER);

	cb_sums_sort(&h->sums);
	for (size_t i = 0; i < h->sums.n; i++) {
		size_t group = h->sums.order[i];
		const struct cb_sum *sum = cb_sums_of(&h->sums, group);
		struct cb_cell *cells = cb_sums_row(&h->sums, group, h->run, out);

		if (is_named)
			cells[NAME] = volunteer_named(h->roster, h->last[group] - 1, out);
		for (int v = PEOPLE; v <= OVERLAP; v++)
			cells[v] = cb_sum_cell(&sum[v - PEOPLE], h->run->office->diag, columns[v].key);
	}
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct volunteer_roster roster;
	struct hours h = { .run = run, .roster = &roster, .sums = { .n_keys = run->n_keys, .n_values = VALUES } };
	enum cb_status status = volunteer_roster_load(&roster, run, VOLUNTEER_OF_DATABASE);

	if (status == CB_OK)
		status = volunteer_services_load(&roster, VOLUNTEER_OF_INPUT);
	for (size_t i = 0; status == CB_OK && i < roster.n_services; i++) {
		const struct cb_service *s = &roster.services[i];

		if (s->is_counted && s->passes && volunteer_in_range(run, s->day))
			add_service(&h, s);
	}
	if (status == CB_OK)
		fill_rows(&h, out);
	free(h.last);
	cb_sums_release(&h.sums);
	volunteer_roster_release(&roster);
	return status;
}

const struct cb_query cb_query_volunteer_hours = {
	.name = "hours",
	.zh = "服务时长",
	.title_en = "Hours of service",
	.title_zh = "志愿服务时长",
	.columns = columns,
	.reads = "service volunteer",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE | CB_QUERY_TAKES_BY,
	.has = volunteer_has_services,
	.part = part,
	.fill = fill,
	.en = "The hours that were served, as cb-volunteer hours prints them.",
	.doc = "志愿服务时长,同 cb-volunteer hours。",
};
