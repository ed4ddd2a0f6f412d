/* What is missing or wrong among the communities, who leads and links them, and what they have; each with the rule and
 * what is to be done. */
#include <string.h>

#include <cb/base/suggest.h>
#include <cb/value/arg.h>

#include "org_check.h"

static const struct cb_query_column columns[] = {
	[WHAT] = { "check", "检查", .type = &cb_type_enum, .arg = org_finding_words },
	[LEVEL] = { "level", "程度", .type = &cb_type_enum, .arg = cb_query_levels },
	[SUBJECT] = { "subject", "对象", .type = &cb_type_text, .en = "the community, unit or person", .doc = "社区、单位或人员" },
	[OTHER] = { "other", "相关", .type = &cb_type_text },
	[DETAIL] = { "detail", "说明", .type = &cb_type_text },
	[RULE] = { "rule", "规则", .type = &cb_type_text },
	[REMEDY] = { "remedy", "处理", .type = &cb_type_text },
	{ 0 },
};

static void
say_day(struct checking *c, struct cb_cell *cells, const struct cb_cell *day)
{
	cells[DETAIL] = cb_table_text(c->out, cb_cell_print(&cb_type_date, NULL, day, (char[CB_PRINT_MAX]){ 0 }));
}

/* ---- links ---- */

static bool
is_kind(const struct cb_rule *rule, int64_t kind)
{
	const struct cb_word *word = (const struct cb_word *)cb_register_link.columns[LINK_KIND].arg + kind;

	return rule->key[0] == '\0' || strcmp(rule->key, word->zh) == 0 || strcmp(rule->key, word->key) == 0;
}

/* To how many communities a party is linked by the kind of the rule. */
static int64_t
count_links(const struct checking *c, const struct cb_rule *rule, struct cb_text party)
{
	const struct cb_cell *cells;
	struct cb_dict seen = { 0 };
	int64_t n;

	for (size_t row = 0; (cells = street_row(&c->street, OF_LINK, row)) != NULL; row++)
		if (is_kind(rule, cells[LINK_KIND].n) && cb_text_equal(cells[LINK_PARTY].text, party) &&
		    street_in_force(&c->street, &cells[LINK_SINCE]))
			cb_dict_put(&seen, cells[LINK_COMMUNITY].text, 1);
	n = (int64_t)seen.n;
	cb_dict_release(&seen);
	return n;
}

static void
check_party(struct checking *c, const struct cb_rule *rule, struct cb_text party, struct cb_dict *seen)
{
	int64_t n;

	if (!cb_dict_add(seen, party, 1))
		return;
	n = count_links(c, rule, party);
	if (!cb_rule_holds(rule, CB_RULE_N(n)))
		org_say_number(c, org_add(c, LINKS, party, rule), CB_RULE_N(n));
}

static void
check_links(struct checking *c)
{
	const struct cb_rule *rule;
	const struct cb_cell *cells;
	size_t at = 0;

	while ((rule = cb_rules_all(c->street.office->rules, "org.link", NULL, c->street.day, &at)) != NULL) {
		struct cb_dict seen = { 0 };

		for (size_t row = 0; (cells = street_row(&c->street, OF_POST, row)) != NULL; row++)
			if (is_kind(rule, LINK_LEADER) && street_is_leader(&c->street, cells))
				check_party(c, rule, cells[POST_PERSON].text, &seen);
		for (size_t row = 0; (cells = street_row(&c->street, OF_LINK, row)) != NULL; row++)
			if (is_kind(rule, cells[LINK_KIND].n) && street_in_force(&c->street, &cells[LINK_SINCE]))
				check_party(c, rule, cells[LINK_PARTY].text, &seen);
		cb_dict_release(&seen);
	}
}

/* ---- R5: the hardest community ---- */

/* Names in `out`: the one that was named, else those of the last rank. */
static enum cb_status
find_hardest(const struct checking *c, struct cb_dict *out)
{
	const struct cb_office *office = c->street.office;
	const struct cb_org_asked *of = c->street.run->of.org;
	struct cb_text named = cb_text_of(of != NULL ? of->hardest : NULL);
	uint32_t id = cb_office_of_day(office, cb_names_find(office->names, CB_NAME_PARTY, named), office->day);
	struct cb_table rows = { 0 };
	int64_t last_day = INT64_MIN, rank = 0;
	enum cb_status status;

	if (named.len > 0 && street_community(&c->street, id) == NULL)
		return cb_report(office->diag, CB_NO_SUCH_BODY, CB_NOWHERE, "--hardest", named,
		                 cb_arg_nearest(cb_office_name(office, cb_names_nearest(office->names, CB_NAME_PARTY,
		                                                                        CB_NAME_IS_COMMUNITY, named))));
	if (named.len > 0) {
		cb_dict_put(out, cb_office_name(office, id), 1);
		return CB_OK;
	}
	status = cb_asked_rows(c->street.run, &cb_register_standing, &rows);
	for (int pass = 0; pass < 3; pass++) /* the last period, its last rank, who has it */
		for (size_t row = 0; row < rows.n_rows; row++) {
			const struct cb_cell *cells = cb_table_at(&rows, row);
			int64_t day = cb_period_last_day(cells[STANDING_PERIOD].n);

			if ((uint32_t)cells[STANDING_CONTEST].n != office->month ||
			    cells[STANDING_RANK].state != CB_VALUE)
				continue;
			if (pass == 0 && day > last_day)
				last_day = day;
			if (pass == 1 && day == last_day && cells[STANDING_RANK].n > rank)
				rank = cells[STANDING_RANK].n;
			if (pass == 2 && day == last_day && cells[STANDING_RANK].n == rank)
				cb_dict_put(out, cells[STANDING_ENTITY].text, 1);
		}
	cb_table_release(&rows);
	return status;
}

static bool
is_linked_to(const struct checking *c, struct cb_text leader, const struct cb_dict *communities)
{
	const struct cb_cell *cells;

	for (size_t row = 0; (cells = street_row(&c->street, OF_LINK, row)) != NULL; row++)
		if (cells[LINK_KIND].n == LINK_LEADER && cb_text_equal(cells[LINK_PARTY].text, leader) &&
		    cb_dict_get(communities, cells[LINK_COMMUNITY].text) != 0 &&
		    street_in_force(&c->street, &cells[LINK_SINCE]))
			return true;
	return false;
}

/* The hardest ones, joined by 、. */
static struct cb_cell
say_communities(const struct checking *c, const struct cb_dict *communities)
{
	struct cb_str names = { 0 };

	for (size_t i = 0; i < c->street.n_communities; i++)
		if (cb_dict_get(communities, c->street.bodies[i].name) != 0)
			cb_str_join(&names, "、", c->street.bodies[i].name);
	return cb_table_take(c->out, &names);
}

static enum cb_status
check_hardest(struct checking *c)
{
	struct cb_dict hardest = { 0 };
	const struct cb_cell *cells;
	enum cb_status status = find_hardest(c, &hardest);
	bool lacks = false;

	for (size_t row = 0; status == CB_OK && (cells = street_row(&c->street, OF_POST, row)) != NULL; row++) {
		const struct cb_rule *rule;
		struct cb_str key = { 0 };

		cb_str_addt(&key, cells[POST_POST].text);
		rule = street_is_leader(&c->street, cells) ? cb_rules_pick(c->street.office->rules, "org.hardest", "", cb_str_c(&key), 0, c->street.day)
		                                           : NULL;
		cb_str_release(&key);
		if (rule == NULL || rule->value.n == 0)
			continue;
		lacks = hardest.n == 0;
		if (!lacks && !is_linked_to(c, cells[POST_PERSON].text, &hardest))
			org_add(c, HARDEST, cells[POST_PERSON].text, rule)[OTHER] = say_communities(c, &hardest);
	}
	if (lacks)
		org_add(c, NO_STANDING, (struct cb_text){ "", 0 }, NULL);
	cb_dict_release(&hardest);
	return status;
}

/* ---- posts ---- */

static void
check_filled(struct checking *c, const struct cb_rule *rule, const struct street_body *body)
{
	int64_t n = street_count_in_post(&c->street, body, rule->key);
	struct cb_cell *cells;

	if (cb_rule_holds(rule, CB_RULE_N(n)))
		return;
	cells = org_add(c, POSTS, body->name, rule);
	cells[OTHER] = cb_table_text(c->out, cb_text_of(rule->key));
	org_say_number(c, cells, CB_RULE_N(n));
}

/* From the end of the term that lasts longest to the beginning of the next, a day without anybody. */
static void
check_gaps(struct checking *c, const struct cb_rule *rule, const struct street_body *body)
{
	const struct cb_cell *cells, *next = NULL;
	int64_t from = INT64_MIN;

	for (;;) {
		int64_t until = INT64_MIN;

		next = NULL;
		for (size_t row = 0; (cells = street_row(&c->street, OF_POST, row)) != NULL; row++) {
			if ((uint32_t)cells[POST_BODY].n != body->id ||
			    !cb_post_is(cells[POST_POST].text, cb_text_of(rule->key)))
				continue;
			if (cells[POST_SINCE].n <= from)
				until = cells[POST_UNTIL].state != CB_VALUE ? INT64_MAX
				        : cells[POST_UNTIL].n > until       ? cells[POST_UNTIL].n
				                                            : until;
			else if (next == NULL || cells[POST_SINCE].n < next[POST_SINCE].n)
				next = cells;
			if (until == INT64_MAX)
				break;
		}
		if (next == NULL || until == INT64_MAX)
			return;
		if (from != INT64_MIN && next[POST_SINCE].n > until + 1) {
			struct cb_cell *found = org_add(c, GAP, body->name, rule);

			found[OTHER] = cb_table_text(c->out, cb_text_of(rule->key));
			say_day(c, found, &next[POST_SINCE]);
		}
		from = next[POST_SINCE].n;
	}
}

static void
check_posts(struct checking *c)
{
	const struct cb_rule *rule;
	size_t at = 0;

	while ((rule = cb_rules_all(c->street.office->rules, "org.post", NULL, c->street.day, &at)) != NULL)
		for (size_t i = 0; i < c->street.n_bodies; i++)
			if (street_is_asked(&c->street.bodies[i], rule)) {
				check_filled(c, rule, &c->street.bodies[i]);
				check_gaps(c, rule, &c->street.bodies[i]);
			}
}

static void
check_disputed_post(struct checking *c, const struct street_body *body, enum cb_post post)
{
	struct cb_text other, holder = street_holder(&c->street, body, post, &other);
	struct cb_str words = { 0 };
	struct cb_cell *cells;

	if (other.len == 0)
		return;
	cells = org_add(c, DISPUTED, body->name, NULL);
	cells[OTHER] = cb_table_text(c->out, cb_text_of(cb_post_label(post, c->zh ? CB_ZH : CB_EN)));
	cb_str_addf(&words, "%.*s / %.*s", CB_TEXT_ARG(holder), CB_TEXT_ARG(other));
	cells[DETAIL] = cb_table_take(c->out, &words);
}

static void
check_disputed(struct checking *c)
{
	for (size_t i = 0; i < c->street.n_communities; i++)
		for (int p = 0; p < CB_POSTS; p++)
			check_disputed_post(c, &c->street.bodies[i], (enum cb_post)p);
}

/* ---- what ends ---- */

/* What of two rows makes them one after the other; links of leaders and lead units may change the party. */
struct ending {
	enum street_of of;
	int subject, other, since;
	const char *key;
};
static const struct ending endings[] = {
	{ OF_LINK, LINK_PARTY, LINK_COMMUNITY, LINK_SINCE, "link" },
	{ OF_POST, POST_BODY, POST_POST, POST_SINCE, "post" },
};

static bool
follows(const struct ending *e, const struct cb_cell *a, const struct cb_cell *b)
{
	bool is_link = e->of == OF_LINK;
	bool any_party = is_link && (a[LINK_KIND].n == LINK_LEADER || a[LINK_KIND].n == LINK_LEAD);
	int64_t last = cb_cell_n_or(&b[e->since + 1], INT64_MAX);

	return a != b && last > a[e->since + 1].n && cb_text_equal(a[e->other].text, b[e->other].text) &&
	       (any_party || cb_text_equal(a[e->subject].text, b[e->subject].text)) &&
	       (!is_link || (a[LINK_KIND].n == b[LINK_KIND].n && a[LINK_ESTATE].n == b[LINK_ESTATE].n));
}

static bool
is_followed(const struct checking *c, const struct ending *e, const struct cb_cell *cells)
{
	const struct cb_cell *other;

	for (size_t row = 0; (other = street_row(&c->street, e->of, row)) != NULL; row++)
		if (follows(e, cells, other))
			return true;
	return false;
}

/* A post that nobody follows in is one that is not filled: told by the rule that asks for it. */
static void
check_endings(struct checking *c, const struct ending *e)
{
	const struct cb_rule *rule = cb_rules_pick(c->street.office->rules, "org.expiring", "", e->key, 0, c->street.day);
	int64_t told_from = rule != NULL ? cb_due_day(&c->due, &rule->value, c->street.day) : INT64_MIN;
	const struct cb_cell *cells;

	for (size_t row = 0; (cells = street_row(&c->street, e->of, row)) != NULL; row++) {
		const struct cb_cell *until = &cells[e->since + 1];
		bool is_over = until->state == CB_VALUE && until->n < c->street.day;
		struct cb_cell *found;

		if (until->state != CB_VALUE || until->n > (is_over ? INT64_MAX : told_from) ||
		    (is_over && e->of == OF_POST) || is_followed(c, e, cells))
			continue;
		found = org_add(c, is_over ? OVER : ENDING, cells[e->subject].text, is_over ? NULL : rule);
		found[OTHER] = cb_table_text(c->out, cells[e->other].text);
		say_day(c, found, until);
	}
}

/* ---- all of it ---- */

static int
by_row(const void *pa, const void *pb)
{
	const struct cb_cell *a = pa, *b = pb;
	static const int by[] = { SUBJECT, OTHER, RULE, DETAIL };
	int order = a[WHAT].n < b[WHAT].n ? -1 : a[WHAT].n > b[WHAT].n;

	for (size_t i = 0; order == 0 && i < CB_COUNT(by); i++)
		order = cb_text_compare(a[by[i]].text, b[by[i]].text);
	return order;
}

static enum cb_status
check_all(struct checking *c)
{
	enum cb_status status = check_hardest(c);

	check_links(c);
	check_posts(c);
	check_disputed(c);
	for (size_t i = 0; i < CB_COUNT(endings); i++)
		check_endings(c, &endings[i]);
	if (status == CB_OK)
		status = org_check_have(c);
	return status == CB_OK ? org_check_names(c) : status;
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct checking c = { .out = out, .zh = run->office->diag->lang == CB_ZH };
	enum cb_status status = street_load(&c.street, run,
	                                    STREET_HAS(OF_COMMUNITY) | STREET_HAS(OF_UNIT) | STREET_HAS(OF_POST) |
	                                            STREET_HAS(OF_LINK) | STREET_HAS(OF_METRIC));

	if (status == CB_OK)
		status = street_merge_figures(&c.street);
	if (status == CB_OK)
		status = cb_due_open(&c.due, run->office);
	if (status == CB_OK)
		status = check_all(&c);
	if (status == CB_OK && out->n_rows > 0)
		cb_sort(out->cells, out->n_rows, out->n_columns * sizeof(*out->cells), by_row);
	if (status == CB_OK)
		status = cb_query_judge(out, LEVEL);
	cb_due_release(&c.due);
	street_release(&c.street);
	return status;
}

const struct cb_query cb_query_org_check = {
	.name = "org_check",
	.zh = "组织核查",
	.title_en = "Who is who: what is to be put right",
	.title_zh = "社区、任职、联系核查",
	.columns = columns,
	.reads = "community unit post link metric standing",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = street_is_there,
	.fill = fill,
	.en = "What is missing or wrong among communities, posts, links and standards, as cb-org check prints it.",
	.doc = "社区、任职、联系、达标方面的问题,同 cb-org check。",
};
