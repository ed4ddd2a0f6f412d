/* cb-org: who is who: communities, estates, units, who is in which post, who is linked to whom, and what is missing.
 *
 * In:   one record = one row of the first register that the verb reads: community, post, link …
 * Out:  one record = one community, unit, post or link, one standard, or one thing to be put right.
 * Rules: query/org.h.
 */
#include <string.h>

#include <cb/cli/ask.h>
#include <cb/cli/enter.h>
#include <cb/cli/paper.h>
#include <cb/query/org.h>
#include <cb/query/org_write.h>
#include <cb/value/date.h>

struct opts {
	const char *hardest, *day, *from;
	const char *post[POST_N], *link[LINK_N]; /* of a new row */
	int state;
};

#define AT(member) offsetof(struct opts, member)
static const struct cb_option options[] = {
	{ 0, "hardest", "NAME", CB_OPT_TEXT, AT(hardest), "the hardest community; else the last of the last standing", "最难的社区;不写为最近一期排名末位" },
	{ 0, "state", "current|all", CB_OPT_CHOICE, AT(state), "posts and links of all times", "不论时间,全部任职和联系" },
	{ 0, "date", "DATE", CB_OPT_TEXT, AT(day), "the first day, or the last; today if it is not given", "起始日或最后一日;不写为今天" },
	{ 0, "from", "DATE", CB_OPT_TEXT, AT(from), "the first day on which it is part of the other", "并入之日" },
	{ 0, "leader", "YES", CB_OPT_TEXT, AT(post[POST_LEADER]), "whether a member of the leadership", "是否班子成员" },
	{ 0, "phone", "NUMBER", CB_OPT_TEXT, AT(post[POST_PHONE]), "telephone", "电话" },
	{ 0, "until", "DATE", CB_OPT_TEXT, AT(link[LINK_UNTIL]), "the last day, where it is known", "最后一日,已知时写" },
	{ 0, "estate", "NAME", CB_OPT_TEXT, AT(link[LINK_ESTATE]), "the estate, where the link is to one", "小区,只联系一个小区时写" },
	{ 0, "area", "TEXT", CB_OPT_TEXT, AT(link[LINK_AREA]), "the street or plot", "责任区:路段或地块" },
	{ 0, "note", "TEXT", CB_OPT_TEXT, AT(link[LINK_NOTE]), "anything else", "备注" },
	{ 0 },
};

static cb_app_run ask, list, show, claims, matrix, add, enter;

static const struct cb_verb verbs[] = {
	{ "list", "REGISTER [FILE...]", list, "communities, estates, units, posts or links", "社区、小区、单位、任职或联系名册", &cb_query_org_communities },
	{ "show", "NAME", show, "a community, unit or person on one page", "一个社区、单位或一个人的一览", &cb_query_org_show },
	{ "posts", "[FILE...]", ask, "who is in which post, and which are vacant", "当日谁任何职,哪些空缺", &cb_query_org_posts },
	{ "links", "[FILE...]", ask, "who is linked to which community", "谁联系哪个社区", &cb_query_org_links },
	{ "check", "[FILE...]", ask, "what is to be put right, with rule and remedy", "核查,附规则和处理", &cb_query_org_check },
	{ "cover", "[FILE...]", ask, "who answers for each community and estate", "各社区、小区由谁负责", &cb_query_org_cover },
	{ "figures", "[FILE...]", ask, "the latest figures: growth, share, goal", "数据的最近一期:增减、占比、目标", &cb_query_org_figures },
	{ "compare", "[FILE...]", ask, "kinds of communities side by side", "各类社区比较", &cb_query_org_compare },
	{ "standards", "[FILE...]", ask, "who reaches each standard, what is lacking", "各项标准的达标数和缺口", &cb_query_org_standards },
	{ "claims", "[REGISTER] [FILE...]", claims, "what was claimed, and what there is", "所称的数与台账核对", &cb_query_org_claims },
	{ "unmanaged", "[FILE...]", ask, "residents whom no community manages", "未纳入社区管理的居民", &cb_query_org_unmanaged },
	{ "matrix", "[FILE...]", matrix, "communities by leaders, for the board", "领导联系社区一览表,供公示", NULL },
	{ "phones", "[FILE...]", ask, "telephones, masked without --reveal", "通讯录,不加 --reveal 时打码", &cb_query_org_phones },
	{ "add", "REGISTER COL=VALUE...", add, "enter a row of one of the registers", "登记社区、小区、单位、任职、联系中的一条", NULL },
	{ "appoint", "BODY POST PERSON", enter, "in the post from --date on; the one before leaves", "自 --date 起任职,前任到前一日止", NULL },
	{ "leave", "BODY POST [PERSON]", enter, "--date is the last day in the post", "离任,--date 是最后一日", NULL },
	{ "link", "KIND PARTY COMMUNITY", enter, "linked from --date on", "自 --date 起建立联系", NULL },
	{ "unlink", "KIND PARTY COMMUNITY", enter, "--date is the last day of the link", "结束联系,--date 是最后一日", NULL },
	{ "rename", "OLD NEW", enter, "a community has a new name", "社区改名", NULL },
	{ "merge", "COMMUNITY INTO", enter, "a community is part of another from --from on", "社区自 --from 起并入另一社区", NULL },
	{ 0 },
};

#define QUESTIONS "list posts links check cover figures compare standards claims unmanaged phones"
static const struct cb_option_verbs option_verbs[] = {
	{ "by where columns", QUESTIONS },
	{ "period", "figures compare" },
	{ "rules", "posts links check figures standards claims" },
	{ "reveal mask", "list phones" },
	{ "hardest", "check" },
	{ "state", "list posts links" },
	{ "date", "appoint leave link unlink" },
	{ "leader phone", "appoint" },
	{ "until note", "link" },
	{ "estate area", "link unlink" },
	{ "from", "merge" },
	{ "dry-run", "add appoint leave link unlink rename merge" },
	{ CB_READING_OPTIONS, "matrix " QUESTIONS },
	{ 0 },
};

static const struct cb_command command = {
	.name = "cb-org",
	.en = "Who is who: communities, units, posts, links; what is missing.",
	.zh = "社区、单位、任职与联系;核查缺漏。",
	.options = options,
	.verbs = verbs,
	.formats = cb_paper_formats,
	.option_verbs = option_verbs,
	.takes = CB_TAKES_ASKING | CB_TAKES_REVEAL,
};

static struct cb_org_asked
asked_of(const struct opts *opts)
{
	return (struct cb_org_asked){ .all_states = opts->state != 0, .hardest = opts->hardest };
}

static enum cb_status
ask(struct cb_app *app, void *opts)
{
	struct cb_org_asked of = asked_of(opts);

	return cb_app_ask_verb(app, &(struct cb_ask){ .of.org = &of });
}

/* What this command looks after. */
static const struct {
	const struct cb_register *reg;
	const struct cb_query *query;
} lists[] = {
	{ &cb_register_community, &cb_query_org_communities },
	{ &cb_register_estate, &cb_query_org_estates },
	{ &cb_register_unit, &cb_query_org_units },
	{ &cb_register_post, &cb_query_org_posts },
	{ &cb_register_link, &cb_query_org_links },
	{ &cb_register_unmanaged, &cb_query_org_unmanaged },
};

/* The register that the first operand names, one of them. */
static enum cb_status
find_register(struct cb_app *app, size_t *at)
{
	const struct cb_register *reg;
	enum cb_status rc = cb_asked_register(app, &reg);

	for (*at = 0; rc == CB_OK && *at < CB_COUNT(lists); ++*at)
		if (lists[*at].reg == reg)
			return CB_OK;
	return rc != CB_OK ? rc : cb_report(&app->diag, CB_NOT_LISTED_HERE, CB_NOWHERE, "", reg->key);
}

static enum cb_status
list(struct cb_app *app, void *opts)
{
	struct cb_org_asked of = asked_of(opts);
	struct cb_ask asked = { .first_file = 1 };
	size_t at;
	enum cb_status rc = find_register(app, &at);

	if (rc != CB_OK)
		return rc;
	asked.query = lists[at].query;
	asked.of.org = &of;
	return cb_app_ask_verb(app, &asked);
}

static enum cb_status
show(struct cb_app *app, void *opts)
{
	const struct cb_list *operands = &app->line.operands;
	struct cb_org_asked of = asked_of(opts);

	if (operands->n == 0)
		return cb_report(&app->diag, CB_WHO_IS_NEEDED, CB_NOWHERE, "", "show", "NAME");
	if (operands->n > 1)
		return cb_report(&app->diag, CB_UNEXPECTED_OPERAND, CB_NOWHERE, "", operands->items[1]);
	of.name = operands->items[0];
	return cb_app_ask_verb(app, &(struct cb_ask){ .of.org = &of });
}

/* Its first operand may be a register; else files are communities. */
static enum cb_status
claims(struct cb_app *app, void *opts)
{
	const char *word = app->line.operands.n > 0 ? app->line.operands.items[0] : "";
	struct cb_org_asked of = asked_of(opts);
	struct cb_ask asked = { .reg = cb_register_find(cb_text_of(word)) };

	asked.first_file = asked.reg != NULL;
	if (asked.reg == NULL)
		asked.reg = &cb_register_community;
	asked.of.org = &of;
	return cb_app_ask_verb(app, &asked);
}

static enum cb_status
matrix(struct cb_app *app, void *opts)
{
	struct cb_office office = { 0 };
	struct cb_input input;
	struct cb_query_run run = { .office = &office, .input = &input, .today_day = app->today_day };
	struct cb_table table = { 0 };
	struct cb_list files = cb_asked_files(app, 0);
	enum cb_status rc = cb_asked_office(app, CB_OPEN_READ, &office);

	(void)opts;
	input = cb_asked_input(app, &cb_register_link, files, &run.range);
	if (rc == CB_OK)
		rc = cb_org_matrix(&run, &table);
	if (rc == CB_OK)
		rc = cb_paper_write_table(app, &table);
	cb_table_release(&table);
	cb_office_release(&office);
	return rc;
}

/* ---- entries ---- */

static enum cb_status
add(struct cb_app *app, void *opts)
{
	const struct cb_list *operands = &app->line.operands;
	struct cb_enter entry = { 0 };
	size_t at;
	enum cb_status rc = find_register(app, &at);

	(void)opts;
	if (rc == CB_OK && operands->n < 2)
		rc = cb_report(&app->diag, CB_WHO_IS_NEEDED, CB_NOWHERE, "", "add", "COL=VALUE");
	for (size_t i = 1; rc == CB_OK && i < operands->n; i++)
		if (!cb_rows_entered_add_pair(&entry.row, operands->items[i]))
			rc = cb_report(&app->diag, CB_PAIR_IS_NEEDED, CB_NOWHERE, "", operands->items[i]);
	if (rc != CB_OK)
		return rc;
	entry.reg = lists[at].reg;
	return cb_app_enter(app, &entry);
}

/* Of the verbs that take a body or a kind, and names: how many words each wants, and may have, and which option says
 * the day. */
static const struct entering {
	const char *verb;
	cb_org_enter *enter;
	size_t least, most;
	const char *day;
	bool is_post;
} enterings[] = {
	{ "appoint", cb_org_appoint, 3, 3, "--date", true },
	{ "leave", cb_org_leave, 2, 3, "--date", true },
	{ "link", cb_org_link, 3, 3, "--date", false },
	{ "unlink", cb_org_unlink, 3, 3, "--date", false },
	{ "rename", cb_org_rename, 2, 2, NULL, false },
	{ "merge", cb_org_merge, 2, 2, "--from", false },
};

static enum cb_status
check_words(struct cb_app *app, const struct entering *how, const char *from)
{
	const struct cb_list *words = &app->line.operands;

	if (words->n < how->least)
		return cb_report(&app->diag, CB_WHO_IS_NEEDED, CB_NOWHERE, "", how->verb, app->line.verb->operands);
	if (words->n > how->most)
		return cb_report(&app->diag, CB_UNEXPECTED_OPERAND, CB_NOWHERE, "", words->items[how->most]);
	if (how->enter == cb_org_merge && from == NULL)
		return cb_report(&app->diag, CB_WHO_IS_NEEDED, CB_NOWHERE, "", how->verb, "--from");
	return CB_OK;
}

/* The command as the batch has it; the telephone is not told there. */
static void
say_words(const struct entering *how, const struct cb_org_entry *entry, struct cb_str *out)
{
	char buf[CB_PRINT_MAX];

	cb_str_addf(out, "cb-org %s", how->verb);
	for (size_t i = 0; i < entry->words.n; i++)
		cb_str_addf(out, " %s", entry->words.items[i]);
	if (how->day != NULL)
		cb_str_addf(out, " %s %.*s", how->day, CB_TEXT_ARG(cb_date_print(entry->day, buf)));
}

struct org_entering {
	struct cb_org_entry entry;
	const struct entering *how;
};

static enum cb_status
write_body(void *arg, struct cb_table *rows)
{
	const struct org_entering *of = arg;

	return of->how->enter(&of->entry, rows);
}

static enum cb_status
enter(struct cb_app *app, void *arg)
{
	static const struct cb_period_range no_range = { 0 };
	const struct opts *opts = arg;
	const char *day = opts->from != NULL ? opts->from : opts->day;
	struct org_entering of = { .how = enterings,
		                   .entry = { .day = app->today_day,
		                              .words = app->line.operands } };
	struct cb_enter_rows rows = { .write = write_body, .arg = &of, .how = &of.entry.how };
	enum cb_status rc;

	while (strcmp(of.how->verb, app->line.verb->name) != 0)
		of.how++;
	of.entry.columns = of.how->is_post ? opts->post : opts->link;
	rc = check_words(app, of.how, opts->from);
	if (rc == CB_OK && of.how->day != NULL)
		rc = cb_asked_day(app, day, of.how->day, &no_range, &of.entry.day);
	say_words(of.how, &of.entry, &rows.words);
	return cb_app_enter_rows(app, &rows, rc);
}

int
main(int argc, char **argv)
{
	struct opts opts = { 0 };

	return cb_app_main(&command, argc, argv, &opts, NULL);
}
