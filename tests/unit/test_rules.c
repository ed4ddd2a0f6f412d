/* rule/rules: the check of a rule file, the searches, and the installed file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include <cb/rule/rules.h>
#include <cb/rule/types.h>

#include "rule_rows.h"

enum { JULY = 20635 /* 2026-07-01 */,
       SEPTEMBER = 20697 /* 2026-09-01 */ };

/* What a sink has seen: codes and words of the last finding. */
struct seen {
	enum cb_code codes[8];
	size_t n;
	char words[3][64];
	uint32_t row;
};

static void
note(void *arg, const struct cb_diag *diag, const struct cb_finding *f)
{
	struct seen *seen = arg;

	(void)diag;
	if (seen->n < COUNT(seen->codes))
		seen->codes[seen->n++] = f->code;
	seen->row = f->where.row;
	for (size_t i = 0; i < 3; i++)
		snprintf(seen->words[i], sizeof(seen->words[0]), "%.*s", CB_TEXT_ARG(f->words[i]));
}

static void
checks(void **state)
{
	static const struct {
		const char *what, *rows[3];
		enum cb_code codes[3];
		const char *words[3]; /* of the last finding; NULL: not compared */
	} rows[] = {
		{ "a good row", { "p1,rank.prize,month,,1,1,20000,流动红旗" }, { 0 }, { 0 } },
		{ "blanks around", { " p1 , rank.prize ,month,, 1 ,1,20000" }, { 0 }, { 0 } },
		{ "R6 an unknown kind, the nearest named", { "p1,rank.prise,month,,1,1,20000" }, { CB_RULE_UNKNOWN }, { "p1", "rank.prise" } },
		{ "R6 no kind", { "p1,,month" }, { CB_RULE_COLUMN_NEEDED }, { "p1" } },
		{ "R6 no id", { ",rank.tie,,,,,1224" }, { CB_REQUIRED_MISSING }, { "rule" } },
		{ "R6 a column that the kind does not use", { "t,rank.tie,,key,,,1224" }, { CB_RULE_COLUMN_UNUSED }, { "t", "rank.tie", "key" } },
		{ "R6 bounds that the kind does not use", { "t,rank.tie,,,1,2,1224" }, { CB_RULE_COLUMN_UNUSED, CB_RULE_COLUMN_UNUSED }, { "t", "rank.tie", "at_most" } },
		{ "R6 a value that the kind does not use", { "b,rank.bottom,month,,1,3,100,黄牌警告" }, { CB_RULE_COLUMN_UNUSED }, { "b", "rank.bottom", "value" } },
		{ "R6 a value is needed", { "t,rank.tie" }, { CB_RULE_COLUMN_NEEDED }, { "t", "rank.tie", "value" } },
		{ "R6 a key is needed", { "r,problem.route,,,,,街道" }, { CB_RULE_COLUMN_NEEDED }, { "r", "problem.route", "key" } },
		{ "R6 a bound is needed, either", { "p,rank.prize,month,,,,100" }, { CB_RULE_COLUMN_NEEDED }, { "p", "rank.prize", "at_least/at_most" } },
		{ "R6 one bound is enough", { "p,rank.prize,month,,,3,100" }, { 0 }, { 0 } },
		{ "R6 an unknown word", { "t,rank.tie,,,,,1242" }, { CB_RULE_VALUE_BAD }, { "t", "1242", "rank.tie" } },
		{ "R6 money that is none", { "p,rank.prize,month,,1,1,两万块" }, { CB_RULE_VALUE_BAD }, { "p", "两万块" } },
		{ "R6 money below 0", { "p,rank.prize,month,,1,1,-5" }, { CB_RULE_VALUE_BAD }, { "p", "-5" } },
		{ "R6 places 7", { "p,rank.places,,,,,7" }, { CB_RULE_VALUE_BAD }, { "p", "7", "rank.places" } },
		{ "R6 places 6", { "p,rank.places,,,,,6" }, { 0 }, { 0 } },
		{ "R6 day 32", { "p,rank.not_before,,,,,32" }, { CB_RULE_VALUE_BAD }, { "p", "32" } },
		{ "R6 a share above 100%", { "p,rank.share,,2026,,,170%" }, { CB_RULE_VALUE_BAD }, { "p", "170%" } },
		{ "R6 a share", { "p,rank.share,,2026,,,70%" }, { 0 }, { 0 } },
		{ "R6 a condition without =", { "p,rank.entrants,,,,,东河" }, { CB_RULE_VALUE_BAD }, { "p", "东河" } },
		{ "R6 a term without a unit", { "p,problem.small,,,,,3" }, { CB_RULE_VALUE_BAD }, { "p", "3" } },
		{ "R6 at_least that is no number", { "p,rank.prize,month,,1st,1,5" }, { CB_RULE_BOUND_BAD }, { "p", "at_least", "1st" } },
		{ "R6 half a place", { "p,rank.prize,month,,1,1.5,5" }, { CB_RULE_BOUND_BAD }, { "p", "at_most", "1.5" } },
		{ "R6 a place below 0", { "p,rank.prize,month,,-1,1,5" }, { CB_RULE_BOUND_BAD }, { "p", "at_least", "-1" } },
		{ "R6 half a metre is fine", { "w,problem.width,,,2.5,,社区保洁" }, { 0 }, { 0 } },
		{ "R6 at_least > at_most", { "p,rank.prize,month,,3,1,5" }, { CB_RULE_BOUNDS_CROSS }, { "p", "at_least", "3" } },
		{ "R6 since > until", { "t,rank.tie,,,,,1224,,,,2026-09-01,2026-08-31" }, { CB_RULE_BOUNDS_CROSS }, { "t", "since", "2026-09-01" } },
		{ "R6 since = until", { "t,rank.tie,,,,,1224,,,,2026-09-01,2026-09-01" }, { 0 }, { 0 } },
		{ "R6 a day that is none", { "t,rank.tie,,,,,1224,,,,2026-02-30," }, { CB_RULE_BOUND_BAD }, { "t", "since", "2026-02-30" } },
		{ "R6 once before a day", { "a,activity.every,社区,大清扫,1,,once,,,,2026-03-01,2026-04-30" }, { 0 }, { 0 } },
		{ "a contest's title", { "c,rank.contest,month,,,,月度考评" }, { 0 }, { 0 } },
		{ "a title of no contest", { "c,rank.contest,,,,,月度考评" }, { CB_RULE_COLUMN_NEEDED }, { "c", "rank.contest", "scope" } },
		{ "days within which", { "f,rank.follow,,黄牌警告,,,30日", "e,org.expiring,,post,,,30日", "l,volunteer.late,,,,,7日" }, { 0 }, { 0 } },
		{ "what a spend must name", { "p,fund.purpose,,设施,1000,,是", "g,fund.givers,,街道,,,否", "r,fund.reconcile,,,,,3" }, { 0 }, { 0 } },
		{ "no days of tolerance", { "r,fund.reconcile,,,,,三天左右" }, { CB_RULE_VALUE_BAD }, { "r", "三天左右" } },
		{ "the clock and the counters of problems", { "s,problem.suspend,,,,,是", "p,problem.petition,,拆迁,,,困难" }, { 0 }, { 0 } },
		{ "which hours count, and who is idle", { "c,volunteer.counts,,已录入,,,是", "i,volunteer.idle,,,,,6" }, { 0 }, { 0 } },
		{ "age bands", { "a,volunteer.age_group,,,,17,,青少年", "b,volunteer.age_group,,,18,59,,成年", "c,volunteer.age_group,,,60,,,老年" }, { 0 }, { 0 } },
		{ "age bands that overlap", { "a,volunteer.age_group,,,,18,,青少年", "b,volunteer.age_group,,,18,,,成年" }, { CB_RULE_OVERLAP }, { "a", "b", "volunteer.age_group" } },
		{ "answers and duties", { "s,survey.rate,,满意,,,满意率", "c,task.closes,,月度得分,,,score", "d,task.duty,社区,走访,,,week" }, { 0 }, { 0 } },
		{ "posts, claims and goals", { "p,org.post,社区,书记,1", "c,org.claim,,community.households,1600,,合计", "m,metric.goal,全区,绿地,3000" }, { 0 }, { 0 } },
		{ "a claim of what", { "c,org.claim,,community.households,1600,,大约" }, { CB_RULE_VALUE_BAD }, { "c", "大约" } },
		{ "R6 an id twice", { "t,rank.tie,,,,,1224", "t,rank.places,,,,,2" }, { CB_RULE_TWICE }, { "t" } },
		{ "R6 all findings of a row", { "p,rank.prize,month,k,3,1,x" }, { CB_RULE_COLUMN_UNUSED, CB_RULE_BOUNDS_CROSS, CB_RULE_VALUE_BAD }, { 0 } },
		{ "R3 overlap in number", { "a,rank.prize,month,,1,3,5", "b,rank.prize,month,,3,4,6" }, { CB_RULE_OVERLAP }, { "a", "b", "rank.prize" } },
		{ "R3 an open end", { "b,rank.prize,month,,3,3,5", "a,rank.prize,month,,,3,6" }, { CB_RULE_OVERLAP }, { "a", "b", "rank.prize" } },
		{ "R3 side by side", { "a,rank.prize,month,,1,2,5", "b,rank.prize,month,,3,4,6" }, { 0 }, { 0 } },
		{ "R3 other scopes", { "a,rank.prize,month,,1,3,5", "b,rank.prize,units-year,,1,3,6" }, { 0 }, { 0 } },
		{ "R3 other keys", { "a,rank.share,,2026,,,70%", "b,rank.share,,2027,,,75%" }, { 0 }, { 0 } },
		{ "R3 days apart", { "a,rank.tie,,,,,1224,,,,,2026-08-31", "b,rank.tie,,,,,dense,,,,2026-09-01" }, { 0 }, { 0 } },
		{ "R3 a day shared", { "a,rank.tie,,,,,1224,,,,,2026-09-01", "b,rank.tie,,,,,dense,,,,2026-09-01" }, { CB_RULE_OVERLAP }, { "a", "b", "rank.tie" } },
		{ "R3 the first that is reached: bands nest", { "a,volunteer.star,,,100,,1", "b,volunteer.star,,,300,,2" }, { 0 }, { 0 } },
		{ "R3 the first that is reached: equal at_least", { "a,volunteer.star,,,100,,1", "b,volunteer.star,,,100,,2" }, { CB_RULE_OVERLAP }, { "a", "b", "volunteer.star" } },
		{ "R3 all that match: never an overlap", { "a,rank.last,,,1,,,公布", "b,rank.last,,,1,,,说明" }, { 0 }, { 0 } },
		{ "R5 what is demanded does not tell rows apart",
		  { "a,org.standard,,office_m2,80,,,不足80", "b,org.standard,,office_m2,,40,,超过40" },
		  { CB_RULE_OVERLAP },
		  { "b", "a", "org.standard" } },
		{ "R3 of three, the two are named", { "a,rank.prize,month,,1,1,5", "b,rank.prize,month,,2,9,6", "c,rank.prize,month,,4,4,6" }, { CB_RULE_OVERLAP }, { "b", "c", "rank.prize" } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		for (int lang = CB_ZH; lang <= CB_EN; lang++) {
			struct seen seen = { .n = 0 };
			struct cb_diag diag = { .lang = (enum cb_lang)lang, .sink = note, .sink_arg = &seen };
			struct cb_rules *rules = cb_rules_new();
			bool ok = add_rows(rules, rows[i].rows, COUNT(rows[i].rows), &diag);
			size_t n = 0;

			ok &= cb_rules_finish(rules, &diag);
			while (n < COUNT(rows[i].codes) && rows[i].codes[n])
				n++;
			if (seen.n != n || memcmp(seen.codes, rows[i].codes, n * sizeof(seen.codes[0])) != 0 ||
			    ok != (n == 0))
				fail_msg("%s: %zu findings, last %d", rows[i].what, seen.n, n ? (int)seen.codes[n - 1] : 0);
			for (size_t k = 0; k < 3 && rows[i].words[k] != NULL; k++)
				if (strcmp(seen.words[k], rows[i].words[k]) != 0)
					fail_msg("%s: word %zu is %s", rows[i].what, k, seen.words[k]);
			if (diag.errors && diag.status != CB_FOUND)
				fail_msg("%s: status %d", rows[i].what, (int)diag.status);
			cb_rules_free(rules);
			cb_diag_release(&diag);
		}
}

static const char *const some_rules[] = {
	"g1,rank.prize,,,1,3,100,一般",
	"g4,rank.prize,,,4,9,50,一般",
	"m1,rank.prize,month,,1,1,20000,红旗,,,,2026-08-31",
	"m1b,rank.prize,month,,1,1,25000,红旗,,,2026-09-01",
	"d0,problem.due,,,,,7日",
	"d2,problem.due,,垃圾,2,2,3日",
	"d1,problem.due,,垃圾,1,1,1日",
	"o,problem.due,老城区,,,,2日",
	"w0,problem.width,,,0,,社区",
	"w10,problem.width,,,10,,环卫处",
	"l3,rank.last,month,,3,,,三",
	"l1,rank.last,month,,1,,,一",
	"l1a,rank.last,month,,1,,,一再",
	"l2,rank.last,,,2,,,二",
	"s,org.standard,,office_m2,300,,,不足",
	"t,rank.tie,,,,,1224",
};

static void
picks(void **state)
{
	static const struct {
		const char *what, *kind, *scope, *key;
		int64_t n;
		int32_t day;
		const char *id; /* NULL: none */
	} rows[] = {
		{ "a place", "rank.prize", "month", "", CB_RULE_N(1), JULY, "m1" },
		{ "R2 since", "rank.prize", "month", "", CB_RULE_N(1), SEPTEMBER, "m1b" },
		{ "R2 the last day of until", "rank.prize", "month", "", CB_RULE_N(1), SEPTEMBER - 1, "m1" },
		{ "R1 month has its own prizes: the general ones are hidden", "rank.prize", "month", "", CB_RULE_N(2), JULY, NULL },
		{ "R1 another contest has the general ones", "rank.prize", "quarter", "", CB_RULE_N(2), JULY, "g1" },
		{ "R2 both ends included", "rank.prize", "", "", CB_RULE_N(3), JULY, "g1" },
		{ "R2 both ends included", "rank.prize", "", "", CB_RULE_N(4), JULY, "g4" },
		{ "R2 between", "rank.prize", "", "", 3500000, JULY, NULL },
		{ "a place beyond", "rank.prize", "", "", CB_RULE_N(10), JULY, NULL },
		{ "R1 a key before no key", "problem.due", "", "垃圾", CB_RULE_N(2), JULY, "d2" },
		{ "R1 no row of that key and number: no key", "problem.due", "", "垃圾", CB_RULE_N(3), JULY, "d0" },
		{ "R1 an unknown key", "problem.due", "", "小广告", CB_RULE_N(2), JULY, "d0" },
		{ "R1 a scope before a key", "problem.due", "老城区", "垃圾", CB_RULE_N(2), JULY, "o" },
		{ "R1 the scope hides the same key only", "problem.due", "老城区", "", CB_RULE_N(2), JULY, "o" },
		{ "the highest reached", "problem.width", "", "", CB_RULE_N(10), JULY, "w10" },
		{ "the highest reached", "problem.width", "", "", 9999999, JULY, "w0" },
		{ "R5 whatever the number", "org.standard", "", "office_m2", CB_RULE_N(40), JULY, "s" },
		{ "R4 no row of a known kind", "rank.overlap", "", "", 0, JULY, NULL },
		{ "no such kind", "rank.tee", "", "", 0, JULY, NULL },
		{ "a policy of all contests", "rank.tie", "month", "", 0, JULY, "t" },
		{ "NULL is empty", "rank.tie", NULL, NULL, 0, JULY, "t" },
	};
	struct cb_rules *rules = good_rules(some_rules, COUNT(some_rules));

	(void)state;
	assert_non_null(rules);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct cb_rule *r = cb_rules_pick(rules, rows[i].kind, rows[i].scope, rows[i].key,
		                                        rows[i].n, rows[i].day);

		if (strcmp(r != NULL ? r->id : "-", rows[i].id != NULL ? rows[i].id : "-") != 0)
			fail_msg("%s: %s", rows[i].what, r ? r->id : "none");
	}
	cb_rules_free(rules);
}

static void
lists(void **state)
{
	static const struct {
		const char *what, *kind, *scope;
		const char *ids;
	} rows[] = {
		{ "by at_least, then id; the general one is hidden", "rank.last", "month", "l1 l1a l3 " },
		{ "another scope", "rank.last", "year", "l2 " },
		{ "whatever scope: none is hidden", "rank.last", NULL, "l1 l1a l2 l3 " },
		{ "all keys", "problem.due", "", "d0 d1 d2 " },
		{ "none of a kind", "fund.deny", "", "" },
	};
	struct cb_rules *rules = good_rules(some_rules, COUNT(some_rules));

	(void)state;
	assert_non_null(rules);
	for (size_t i = 0; i < COUNT(rows); i++) {
		char ids[128] = "";
		const struct cb_rule *r;
		size_t at = 0, used = 0;

		while ((r = cb_rules_all(rules, rows[i].kind, rows[i].scope, JULY, &at)) != NULL)
			used += (size_t)snprintf(ids + used, sizeof(ids) - used, "%s ", r->id);
		if (strcmp(ids, rows[i].ids) != 0)
			fail_msg("%s: %s", rows[i].what, ids);
	}
	cb_rules_free(rules);
}

static void
types(void **state)
{
	static const struct {
		const char *what;
		const struct cb_type *type;
		const char *in, *out; /* NULL: refused */
		int64_t n;
		uint8_t mark;
	} rows[] = {
		{ "days", &cb_type_term, "3日", "3日", 3, CB_TERM_DAYS },
		{ "days, another word", &cb_type_term, " 30 天", "30日", 30, CB_TERM_DAYS },
		{ "working days", &cb_type_term, "1个工作日", "1工作日", 1, CB_TERM_WORK_DAYS },
		{ "hours", &cb_type_term, "4h", "4小时", 4, CB_TERM_HOURS },
		{ "working hours", &cb_type_term, "4wh", "4工作时", 4, CB_TERM_WORK_HOURS },
		{ "same day", &cb_type_term, "same-day", "当日", 1, CB_TERM_SAME_DAY },
		{ "zero days", &cb_type_term, "0日", NULL, 0, 0 },
		{ "no number", &cb_type_term, "日", NULL, 0, 0 },
		{ "half a day", &cb_type_term, "0.5日", NULL, 0, 0 },
		{ "a very long time", &cb_type_term, "99999日", NULL, 0, 0 },
		{ "a morning", &cb_type_span, "08:30-12:00", "08:30-12:00", 510 * 1440 + 720, 0 },
		{ "up to midnight", &cb_type_span, "13:00-24:00", "13:00-24:00", 780 * 1440 + 1440, 0 },
		{ "backwards", &cb_type_span, "12:00-08:30", NULL, 0, 0 },
		{ "minute 60", &cb_type_span, "08:60-12:00", NULL, 0, 0 },
		{ "beyond midnight", &cb_type_span, "08:00-24:30", NULL, 0, 0 },
		{ "a condition", &cb_type_condition, "kind=城市社区", "kind=城市社区", 0, 0 },
		{ "no column", &cb_type_condition, "=城市社区", NULL, 0, 0 },
		{ "no value", &cb_type_condition, "kind=", NULL, 0, 0 },
	};
	char buf[CB_PRINT_MAX];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_parse_env env = { 0 };
		struct cb_cell cell;
		enum cb_code code = rows[i].type->parse(NULL, cb_text_of(rows[i].in), &env, &cell);

		if ((code == CB_FINE) != (rows[i].out != NULL))
			fail_msg("%s: code %d", rows[i].what, (int)code);
		if (rows[i].out == NULL)
			continue;
		if (cell.n != rows[i].n || cell.mark != rows[i].mark ||
		    !cb_text_is(rows[i].type->print(NULL, &cell, buf), rows[i].out))
			fail_msg("%s: %lld", rows[i].what, (long long)cell.n);
	}
}

/* A file of the tree, or NULL. */
static char *
tree_file(const char *name)
{
	const char *tree = getenv("CB_TREE");
	char path[1024], *text;
	size_t max = 1 << 20, n;
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", tree != NULL ? tree : ".", name);
	f = fopen(path, "rb");
	if (f == NULL)
		return NULL;
	text = cb_alloc(max + 1, 1);
	n = fread(text, 1, max, f);
	fclose(f);
	text[n] = '\0';
	return text;
}

static void
print_finding(void *arg, const struct cb_diag *diag, const struct cb_finding *f)
{
	(void)arg, (void)diag;
	print_error("rules.csv:%u: %s\n", f->where.row, f->text);
}

static void
installed(void **state)
{
	struct cb_diag diag = { .lang = CB_ZH, .sink = print_finding };
	struct cb_rules *rules = cb_rules_new();
	char *text = tree_file("share/rules/rules.csv"), *line;
	struct cb_text fields[CB_RULE_FIELDS];
	const struct cb_rule *r;
	uint32_t row = 1;
	size_t at = 0;

	(void)state;
	assert_non_null(text);
	for (line = text; *line; line = strchr(line, '\n') + 1, row++) {
		assert_int_equal(split_row(line, fields), CB_RULE_FIELDS);
		if (row == 1)
			continue;
		assert_true(fields[8].len > 0); /* every row says its basis */
		assert_true(cb_rules_add(rules, fields, (struct cb_where){ 0, row, 0 }, &diag));
	}
	assert_true(cb_rules_finish(rules, &diag));
	assert_int_equal(diag.errors, 0);

	/* the monthly pot and the year's end */
	assert_int_equal(cb_rules_pick(rules, "rank.prize", "month", "", CB_RULE_N(1), JULY)->value.n, 2000000);
	assert_int_equal(cb_rules_pick(rules, "rank.prize", "month", "", CB_RULE_N(2), JULY)->value.n, 1500000);
	assert_int_equal(cb_rules_pick(rules, "rank.prize", "month", "", CB_RULE_N(3), JULY)->value.n, 1000000);
	assert_null(cb_rules_pick(rules, "rank.prize", "month", "", CB_RULE_N(4), JULY));
	assert_int_equal(cb_rules_pick(rules, "rank.prize", "units-year", "", CB_RULE_N(6), JULY)->value.n, 6000000);
	assert_null(cb_rules_pick(rules, "rank.prize", "quarter", "", CB_RULE_N(1), JULY));
	assert_int_equal(cb_rules_pick(rules, "rank.share", "", "2026", 0, JULY)->value.n, 700000);
	assert_int_equal(cb_rules_pick(rules, "rank.tie", "month", "", 0, JULY)->value.n, CB_TIE_1224);
	assert_int_equal(cb_rules_pick(rules, "rank.overlap", "month", "", 0, JULY)->value.n, CB_OVERLAP_TOP);
	assert_int_equal(cb_rules_pick(rules, "rank.combine", "month", "", 0, JULY)->value.n, CB_COMBINE_MEAN);
	assert_int_equal(cb_rules_pick(rules, "rank.places", "month", "", 0, JULY)->value.n, 2);
	assert_int_equal(cb_rules_pick(rules, "rank.not_before", "month", "", 0, JULY)->value.n, 25);
	/* absent until set */
	assert_null(cb_rules_pick(rules, "rank.reach", "month", "", CB_RULE_N(100), JULY));
	assert_null(cb_rules_all(rules, "rank.line", NULL, JULY, &at));
	at = 0;
	assert_null(cb_rules_all(rules, "problem.score", NULL, JULY, &at));
	/* admission: one class has its own threshold, the others the general one */
	assert_int_equal(cb_rules_pick(rules, "rank.admit", "三类地", "面积", 0, JULY)->at_least, CB_RULE_N(300));
	assert_int_equal(cb_rules_pick(rules, "rank.admit", "一类地", "面积", 0, JULY)->at_least, CB_RULE_N(100));
	/* stars at 99.5, 100, 299.9, 1500 hours */
	assert_null(cb_rules_pick(rules, "volunteer.star", "", "", 99500000, JULY));
	assert_int_equal(cb_rules_pick(rules, "volunteer.star", "", "", CB_RULE_N(100), JULY)->value.n, 1);
	assert_int_equal(cb_rules_pick(rules, "volunteer.star", "", "", 299900000, JULY)->value.n, 1);
	assert_int_equal(cb_rules_pick(rules, "volunteer.star", "", "", CB_RULE_N(1500), JULY)->value.n, 5);
	/* a road of just 10 m */
	r = cb_rules_pick(rules, "problem.width", "", "", CB_RULE_N(10), JULY);
	assert_string_equal(r->value_text, "环卫处");
	free(text);
	cb_rules_free(rules);
	cb_diag_release(&diag);
}

static void
table_of_kinds(void **state)
{
	(void)state;
	for (const struct cb_rule_kind *k = cb_rule_kinds; k->what != NULL; k++) {
		unsigned uses = k->uses | (k->value != NULL ? CB_RULE_VALUE : 0) |
		                (k->value != NULL && (k->uses & CB_RULE_RANGE) ? CB_RULE_EITHER : 0);

		if ((k->needs & ~uses) || cb_rule_kind(cb_text_of(k->what)) != k || k->en == NULL || k->zh == NULL ||
		    (k->unit_en == NULL) != (k->unit_zh == NULL) ||
		    !(k->uses & CB_RULE_RANGE) != (k->unit_en == NULL) ||
		    ((k->uses & CB_RULE_DEMANDS) && !(k->uses & CB_RULE_RANGE)))
			fail_msg("%s", k->what);
	}
}

/* Every kind is an item, macros are only ours, and no line is too long for mandoc's lint. */
static void
manual(void **state)
{
	(void)state;
	for (int lang = CB_ZH; lang <= CB_EN; lang++) {
		struct cb_str out = { 0 }, item = { 0 };
		const char *line;

		cb_rules_man((enum cb_lang)lang, &out);
		for (const struct cb_rule_kind *k = cb_rule_kinds; k->what != NULL; k++) {
			cb_str_clear(&item);
			cb_str_addf(&item, ".It Cm %s\n", k->what);
			assert_non_null(strstr(cb_str_c(&out), cb_str_c(&item)));
		}
		for (line = cb_str_c(&out); *line; line = strchr(line, '\n') + 1) {
			size_t n = strcspn(line, "\n");

			if (n == 0 || n > 80 || line[n - 1] == ' ' || memchr(line, '\\', n) != NULL ||
			    (*line == '.' && strncmp(line, ".It", 3) != 0 && strncmp(line, ".Bl", 3) != 0 &&
			     strncmp(line, ".El", 3) != 0))
				fail_msg("%.*s", (int)n, line);
		}
		cb_str_release(&item);
		cb_str_release(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(checks),
		cmocka_unit_test(picks),
		cmocka_unit_test(lists),
		cmocka_unit_test(types),
		cmocka_unit_test(installed),
		cmocka_unit_test(table_of_kinds),
		cmocka_unit_test(manual),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
