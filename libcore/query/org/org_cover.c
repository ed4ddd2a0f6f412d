/* Who answers for which community, estate and area, and where nobody does; the leaders' communities for the board. */
#include <stdlib.h>

#include <cb/query/export.h>

#include "street.h"

enum { COMMUNITY,
       ESTATE,
       LEADER,
       LEAD,
       PARTNERS,
       COUNTERPARTS,
       AGREEMENTS,
       AREAS,
       SUPERVISORS,
       PERSUADERS,
       HEADS,
       LACKING };

#define TEXT(k, label) CB_QUERY_OF(k, label, text, 0)
#define COUNT(k, label)                                                                              \
	{                                                                                            \
		k, label, .type = &cb_type_int, .en = "registered on the day", .doc = "当日在册" \
	}
static const struct cb_query_column columns[] = {
	[COMMUNITY] = TEXT("community", "社区"),
	[ESTATE] = { "estate", "小区", .type = &cb_type_text, .en = "empty: the community as a whole", .doc = "空着:整个社区" },
	[LEADER] = TEXT("leader", "联系领导"),
	[LEAD] = TEXT("lead", "牵头单位"),
	[PARTNERS] = TEXT("partner", "共建单位"),
	[COUNTERPARTS] = TEXT("counterpart", "对口单位"),
	[AGREEMENTS] = TEXT("agreement", "协议单位"),
	[AREAS] = TEXT("area", "责任区"),
	[SUPERVISORS] = COUNT("supervisors", "义务监督员"),
	[PERSUADERS] = COUNT("persuaders", "文明劝导员"),
	[HEADS] = COUNT("building_heads", "楼栋长"),
	[LACKING] = TEXT("lacking", "缺"),
	{ 0 },
};

/* ---- volunteers in a role ---- */

enum { ROLE_FIRST = 1, /* of register volunteer: 义务监督员 文明劝导员 楼栋长 */
       ROLES = HEADS - SUPERVISORS + 1 };

/* By community, and by community and estate. */
struct roles {
	struct cb_dict at; /* both ids -> index + 1 */
	int64_t (*counts)[ROLES];
	size_t n, cap;
};

static uint32_t
find_roles(const struct roles *roles, uint32_t community, uint32_t estate)
{
	const uint32_t key[2] = { community, estate };

	return cb_dict_get(&roles->at, CB_BYTES(key));
}

static void
count_role(struct roles *roles, uint32_t community, uint32_t estate, int64_t role)
{
	const uint32_t key[2] = { community, estate };
	uint32_t at = cb_dict_number(&roles->at, CB_BYTES(key), (uint32_t)roles->n + 1);

	if (at > roles->n)
		cb_push(roles->counts, roles->n, roles->cap);
	roles->counts[at - 1][role]++;
}

static void
count_volunteer(const struct street *s, const struct cb_cell *cells, struct roles *roles)
{
	const struct cb_cell term[2] = { cells[VOLUNTEER_JOINED], cells[VOLUNTEER_LEFT] };
	int64_t role = cells[VOLUNTEER_ROLE].state == CB_VALUE ? cells[VOLUNTEER_ROLE].n - ROLE_FIRST : -1;
	uint32_t community = (uint32_t)cells[VOLUNTEER_COMMUNITY].n, estate = (uint32_t)cells[VOLUNTEER_ESTATE].n;
	bool is_merged = cells[VOLUNTEER_MERGED_INTO].state == CB_VALUE;

	if (role < 0 || role >= ROLES || is_merged || !street_in_force(s, term))
		return;
	count_role(roles, community, 0, role);
	if (estate != 0)
		count_role(roles, community, estate, role);
}

static enum cb_status
count_volunteers(const struct street *s, struct roles *roles)
{
	struct cb_table volunteers = { 0 };
	enum cb_status status = cb_asked_rows(s->run, &cb_register_volunteer, &volunteers);

	for (size_t row = 0; status == CB_OK && row < volunteers.n_rows; row++)
		count_volunteer(s, cb_table_at(&volunteers, row), roles);
	cb_table_release(&volunteers);
	return status;
}

/* ---- one row ---- */

static void
add_areas(const struct street *s, uint32_t community, uint32_t estate, struct cb_str *out)
{
	const struct cb_cell *cells;

	for (size_t row = 0; (cells = street_row(s, OF_LINK, row)) != NULL; row++)
		if (cells[LINK_KIND].n == LINK_AREA_DUTY && (uint32_t)cells[LINK_COMMUNITY].n == community &&
		    (estate == 0 || (uint32_t)cells[LINK_ESTATE].n == estate) &&
		    street_in_force(s, &cells[LINK_SINCE])) {
			cb_str_join(out, ";", cells[LINK_PARTY].text);
			if (cells[LINK_AREA].text.len > 0)
				cb_str_addf(out, ":%.*s", CB_TEXT_ARG(cells[LINK_AREA].text));
		}
}

/* Of a community who leads and links it, of an estate who of the volunteers is there. */
static void
say_lacking(const struct cb_cell *cells, bool is_estate, enum cb_lang lang, struct cb_str *out)
{
	int first = is_estate ? SUPERVISORS : LEADER, last = is_estate ? HEADS : LEAD;

	for (int c = first; c <= last; c++)
		if (is_estate ? cells[c].n == 0 : cells[c].state == CB_EMPTY)
			cb_str_join(out, "、", cb_text_of(lang == CB_ZH ? columns[c].zh : columns[c].key));
}

static void
add_row(const struct street *s, const struct roles *roles, const struct street_body *body,
        const struct cb_cell *estate, struct cb_table *out)
{
	static const int kinds[] = { [LEADER] = LINK_LEADER,
		                     [LEAD] = LINK_LEAD,
		                     [PARTNERS] = LINK_PARTNER,
		                     [COUNTERPARTS] = LINK_COUNTERPART,
		                     [AGREEMENTS] = LINK_AGREEMENT };
	static const enum cb_post posts[] = { [LEADER] = CB_POST_LIAISON, [LEAD] = CB_POST_LEAD_UNIT };
	uint32_t estate_id = estate != NULL ? (uint32_t)estate->n : 0;
	struct cb_cell *cells = cb_table_row(out);
	uint32_t counted = find_roles(roles, body->id, estate_id);
	struct cb_str words = { 0 };
	struct cb_text other;

	cells[COMMUNITY] = cb_table_text(out, body->name);
	if (estate != NULL)
		cells[ESTATE] = cb_table_text(out, estate->text);
	for (int c = LEADER; c <= AGREEMENTS; c++) {
		cb_str_clear(&words);
		street_add_parties(s, kinds[c], body->id, estate_id, &words);
		if (words.len == 0 && estate == NULL && c <= LEAD)
			cb_str_addt(&words, street_holder(s, body, posts[c], &other));
		cells[c] = cb_table_text(out, cb_str_text(&words));
	}
	cb_str_clear(&words);
	add_areas(s, body->id, estate_id, &words);
	cells[AREAS] = cb_table_text(out, cb_str_text(&words));
	for (int r = 0; r < ROLES; r++)
		cells[SUPERVISORS + r] = cb_cell_number(counted != 0 ? roles->counts[counted - 1][r] : 0);
	cb_str_clear(&words);
	say_lacking(cells, estate != NULL, s->office->diag->lang, &words);
	cells[LACKING] = cb_table_text(out, cb_str_text(&words));
	cb_str_release(&words);
}

static void
add_community(const struct street *s, const struct roles *roles, const struct street_body *body,
              struct cb_table *out)
{
	const struct cb_cell *cells;

	add_row(s, roles, body, NULL, out);
	for (size_t row = 0; (cells = street_row(s, OF_ESTATE, row)) != NULL; row++)
		if ((uint32_t)cells[ESTATE_COMMUNITY].n == body->id)
			add_row(s, roles, body, &cells[ESTATE_NAME], out);
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct street s;
	struct roles roles = { 0 };
	enum cb_status status = street_load(&s, run,
	                                    STREET_HAS(OF_LINK) | STREET_HAS(OF_COMMUNITY) | STREET_HAS(OF_ESTATE) |
	                                            STREET_HAS(OF_POST));

	if (status == CB_OK)
		status = count_volunteers(&s, &roles);
	for (size_t i = 0; status == CB_OK && i < s.n_communities; i++)
		add_community(&s, &roles, &s.bodies[i], out);
	cb_dict_release(&roles.at);
	free(roles.counts);
	street_release(&s);
	return status;
}

const struct cb_query cb_query_org_cover = {
	.name = "cover",
	.zh = "责任覆盖",
	.title_en = "Who answers for what",
	.title_zh = "社区、小区责任覆盖",
	.columns = columns,
	.reads = "link community estate post volunteer",
	.takes = CB_QUERY_TAKES_FILES,
	.has = street_is_there,
	.fill = fill,
	.en = "Who answers for each community and estate, and what is lacking, as cb-org cover prints it.",
	.doc = "各社区、小区由谁负责,缺什么,同 cb-org cover。",
};

/* ---- leaders and communities, for the notice board ---- */

static void
add_leader(struct cb_dict *seen, struct cb_text name, struct cb_table *out)
{
	const char *kept;

	if (name.len == 0 || !cb_dict_add(seen, name, (uint32_t)out->n_columns + 1))
		return;
	kept = cb_arena_copy(&out->arena, name.p, name.len);
	cb_table_column(out, kept, kept, &cb_type_text, NULL);
}

/* Those of the leadership first, whether they are linked or not: secretary, director, the others. */
static void
add_leaders(const struct street *s, struct cb_dict *seen, struct cb_table *out)
{
	const struct cb_cell *cells;

	for (int post = 0; post <= CB_POSTS; post++)
		for (size_t row = 0; (cells = street_row(s, OF_POST, row)) != NULL; row++)
			if (street_is_leader(s, cells) &&
			    (post == CB_POSTS || cb_post_find(cells[POST_POST].text) == post))
				add_leader(seen, cells[POST_PERSON].text, out);
	for (size_t row = 0; (cells = street_row(s, OF_LINK, row)) != NULL; row++)
		if (cells[LINK_KIND].n == LINK_LEADER && street_in_force(s, &cells[LINK_SINCE]))
			add_leader(seen, cells[LINK_PARTY].text, out);
}

static void
mark_links(const struct street *s, const struct cb_dict *seen, const struct street_body *body, struct cb_table *out)
{
	struct cb_cell *row = cb_table_row(out);
	const struct cb_cell *cells;

	row[0] = cb_table_text(out, body->name);
	for (size_t at = 0; (cells = street_row(s, OF_LINK, at)) != NULL; at++)
		if (cells[LINK_KIND].n == LINK_LEADER && (uint32_t)cells[LINK_COMMUNITY].n == body->id &&
		    street_in_force(s, &cells[LINK_SINCE]))
			row[cb_dict_get(seen, cells[LINK_PARTY].text) - 1] = cb_table_text(out, cb_text_of("√"));
}

/* How many each leader has, as a last row: a leader without any has a column all the same. */
static void
count_marks(struct cb_table *out, enum cb_lang lang)
{
	size_t n_rows = out->n_rows;
	struct cb_cell *row = cb_table_row(out);

	row[0] = cb_table_text(out, cb_text_of(lang == CB_ZH ? "合计" : "total"));
	for (size_t c = 1; c < out->n_columns; c++) {
		struct cb_str n = { 0 };
		int marks = 0;

		for (size_t i = 0; i < n_rows; i++)
			marks += cb_table_at(out, i)[c].state == CB_VALUE;
		cb_str_addf(&n, "%d", marks);
		row[c] = cb_table_take(out, &n);
	}
}

enum cb_status
cb_org_matrix(const struct cb_query_run *run, struct cb_table *out)
{
	struct street s;
	struct cb_dict seen = { 0 };
	enum cb_status status =
		street_load(&s, run, STREET_HAS(OF_LINK) | STREET_HAS(OF_COMMUNITY) | STREET_HAS(OF_POST));

	out->title_zh = "领导联系社区一览";
	out->title_en = "Leaders and their communities";
	cb_table_column(out, "community", "社区", &cb_type_text, NULL);
	if (status == CB_OK) {
		add_leaders(&s, &seen, out);
		for (size_t i = 0; i < s.n_communities; i++)
			mark_links(&s, &seen, &s.bodies[i], out);
		count_marks(out, run->office->diag->lang);
	}
	cb_dict_release(&seen);
	street_release(&s);
	return status;
}
