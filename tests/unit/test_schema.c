/* data/schema: the tables of all registers, and the SQL and the page made from them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include <cb/data/schema.h>

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static bool
is_key_word(const char *s)
{
	if (*s == '\0')
		return false;
	for (; *s != '\0'; s++)
		if (!((*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9') || *s == '_'))
			return false;
	return true;
}

static bool
is_chinese(const char *s)
{
	return s != NULL && (unsigned char)*s >= 0x80;
}

static void
columns_are_filled(void **state)
{
	(void)state;
	for (const struct cb_register *const *r = cb_registers; *r != NULL; r++) {
		const struct cb_register *reg = *r;
		unsigned flags = 0;

		if (!is_key_word(reg->key) || !is_chinese(reg->zh) || reg->en == NULL ||
		    !is_chinese(reg->doc))
			fail_msg("%s: key, label or sentence is missing", reg->key);
		assert_true(strncmp(reg->owner, "cb-", 3) == 0);
		assert_in_range(reg->n_columns, 1, 63); /* a bit each in cb_record.present */
		for (int i = 0; i < reg->n_columns; i++) {
			const struct cb_column *col = &reg->columns[i];
			bool is_free, is_list;

			if (col->key == NULL || !is_key_word(col->key) || !is_chinese(col->zh) ||
			    col->type == NULL)
				fail_msg("%s: column %d is not filled", reg->key, i);
			if (col->en == NULL || col->en[strlen(col->en) - 1] != '.' ||
			    col->doc == NULL ||
			    strcmp(col->doc + strlen(col->doc) - strlen("。"), "。") != 0)
				fail_msg("%s.%s: a sentence is missing or has no end", reg->key,
				         col->key);
			is_free = col->type == &cb_type_bool || col->type == &cb_type_date ||
			          col->type == &cb_type_date_time;
			is_list = col->type == &cb_type_enum || col->type == &cb_type_ref;
			if (!is_free && is_list != (col->arg != NULL && col->arg != cb_each))
				fail_msg("%s.%s: arg does not fit the type", reg->key, col->key);
			if ((col->flags & CB_COMPUTED) == 0 && col->sql != NULL)
				fail_msg("%s.%s: sql of a stored column", reg->key, col->key);
			if ((col->flags & CB_CASE_NO) != 0 &&
			    (cb_column_flagged(reg, CB_CASE_OF) < 0 || (reg->columns[0].flags & CB_NUMBERED) == 0))
				fail_msg("%s.%s: a number of which system, beside which own one?", reg->key, col->key);
			flags |= col->flags;
		}
		if ((flags & CB_KEY) == 0)
			fail_msg("%s has no key", reg->key);
	}
}

static bool
is_of_time(const struct cb_type *type)
{
	return type == &cb_type_period || type == &cb_type_date || type == &cb_type_day || type == &cb_type_date_time;
}

static void
one_column_says_when(void **state)
{
	static const struct {
		const struct cb_register *reg;
		int when;
	} rows[] = {
		{ &cb_register_problem, PROBLEM_FOUND },
		{ &cb_register_problem_log, PROBLEM_LOG_AT },
		{ &cb_register_volunteer, VOLUNTEER_JOINED },
		{ &cb_register_certificate, CERTIFICATE_DATE },
		{ &cb_register_score, SCORE_PERIOD },
		{ &cb_register_task, TASK_PERIOD },
		{ &cb_register_community, -1 },
		{ &cb_register_rule, -1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(cb_register_when(rows[i].reg), rows[i].when);
	for (const struct cb_register *const *r = cb_registers; *r != NULL; r++) {
		int when = cb_register_when(*r);

		for (int i = 0; i < (*r)->n_columns; i++) {
			const struct cb_column *col = &(*r)->columns[i];

			if ((col->flags & CB_WHEN) != 0 &&
			    (i != when || !is_of_time(col->type) || (col->flags & (CB_PRIVATE | CB_COMPUTED)) != 0))
				fail_msg("%s.%s says when, and must not", (*r)->key, col->key);
			if (when < 0 && is_of_time(col->type) && (col->flags & CB_REQUIRED) != 0)
				fail_msg("%s has no column that says when", (*r)->key);
		}
	}
}

static void
enums_match_keys(void **state)
{
	static const struct {
		const struct cb_register *reg;
		int column, n;
		const char *key;
	} rows[] = {
		{ &cb_register_community, COMMUNITY_NOTICE_BOARDS, COMMUNITY_N, "notice_boards" },
		{ &cb_register_estate, ESTATE_HOUSEHOLDS, ESTATE_N, "households" },
		{ &cb_register_unit, UNIT_CONTACT, UNIT_N, "contact" },
		{ &cb_register_post, POST_PERSON, POST_N, "person" },
		{ &cb_register_link, LINK_PARTY, LINK_N, "party" },
		{ &cb_register_alias, ALIAS_ALIAS, ALIAS_N, "alias" },
		{ &cb_register_unmanaged, UNMANAGED_RESIDENTS, UNMANAGED_N, "residents" },
		{ &cb_register_indicator, INDICATOR_MODE, INDICATOR_N, "mode" },
		{ &cb_register_score, SCORE_SCORE, SCORE_N, "score" },
		{ &cb_register_standing, STANDING_ENTITY, STANDING_N, "entity" },
		{ &cb_register_rule, RULE_AT_MOST, RULE_N, "at_most" },
		{ &cb_register_fund, FUND_COMMUNITY_CONSENT, FUND_N, "community_consent" },
		{ &cb_register_publication, PUBLICATION_UNTIL, PUBLICATION_N, "until" },
		{ &cb_register_volunteer, VOLUNTEER_PARTY_MEMBER, VOLUNTEER_N, "party_member" },
		{ &cb_register_service, SERVICE_TRAVEL, SERVICE_N, "travel" },
		{ &cb_register_certificate, CERTIFICATE_ISSUER, CERTIFICATE_N, "issuer" },
		{ &cb_register_problem, PROBLEM_STATE, PROBLEM_N, "state" },
		{ &cb_register_problem_log, PROBLEM_LOG_DUE, PROBLEM_LOG_N, "due" },
		{ &cb_register_activity, ACTIVITY_MEASURE_WORD, ACTIVITY_N, "measure_word" },
		{ &cb_register_survey, SURVEY_COUNT, SURVEY_N, "count" },
		{ &cb_register_task, TASK_ASSIGNEE, TASK_N, "assignee" },
		{ &cb_register_care, CARE_BENEFICIARY, CARE_N, "beneficiary" },
		{ &cb_register_metric, METRIC_VALUE, METRIC_N, "value" },
		{ &cb_register_calendar, CALENDAR_KIND, CALENDAR_N, "kind" },
		{ &cb_register_batch, BATCH_PREVIOUS_HASH, BATCH_N, "previous_hash" },
	};
	size_t registers = 0;

	(void)state;
	while (cb_registers[registers] != NULL)
		registers++;
	assert_int_equal(registers, COUNT(rows));
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_ptr_equal(cb_registers[i], rows[i].reg);
		assert_int_equal(rows[i].reg->n_columns, rows[i].n);
		assert_string_equal(rows[i].reg->columns[rows[i].column].key, rows[i].key);
		assert_int_equal(cb_column_find(rows[i].reg, rows[i].key), rows[i].column);
	}
	assert_int_equal(cb_column_find(&cb_register_score, "scores"), -1);
}

static void
registers_are_found(void **state)
{
	static const struct {
		const char *what, *word, *found;
	} rows[] = {
		{ "a key", "score", "score" },
		{ "a Chinese name", "得分", "score" },
		{ "a swapped letter", "scroe", NULL },
		{ "a plural", "volunteers", NULL },
		{ "a missing character", "志愿", NULL },
		{ "a part of a longer one", "problem", "problem" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct cb_register *reg = cb_register_find(cb_text_of(rows[i].word));
		if ((reg == NULL) != (rows[i].found == NULL) ||
		    (reg != NULL && strcmp(reg->key, rows[i].found) != 0))
			fail_msg("%s: %s", rows[i].what, reg != NULL ? reg->key : "none");
	}
}

/* The i-th label of a column: key, zh, then each of more. Empty text after the last. */
static struct cb_text
label_at(const struct cb_column *col, int i)
{
	const char *p = col->more;

	if (i < 2)
		return cb_text_of(i == 0 ? col->key : col->zh);
	for (; p != NULL && i > 2; i--)
		p = strchr(p, ';') != NULL ? strchr(p, ';') + 1 : NULL;
	return p == NULL ? cb_text_of(NULL) : (struct cb_text){ p, (uint32_t)strcspn(p, ";") };
}

static bool
has_label(const struct cb_column *col, struct cb_text label)
{
	for (int i = 0; label_at(col, i).len > 0; i++)
		if (cb_text_equal(label_at(col, i), label))
			return true;
	return false;
}

/* The person of a task list owes the task, and handles it where a unit stands beside: the required column wins. */
static bool
is_meant_for_two(const struct cb_register *reg, struct cb_text label)
{
	return reg == &cb_register_task && cb_text_is(label, "责任人");
}

static void
labels_are_claimed_once(void **state)
{
	(void)state;
	for (const struct cb_register *const *r = cb_registers; *r != NULL; r++)
		for (const struct cb_column *a = (*r)->columns, *end = a + (*r)->n_columns; a < end; a++) {
			for (int i = 0; label_at(a, i).len > 0; i++) /* nobody takes blanks away from it */
				if (!cb_text_equal(cb_text_trim(label_at(a, i)), label_at(a, i)))
					fail_msg("%s: blanks around label %d of %s", (*r)->key, i, a->key);
			for (const struct cb_column *b = a + 1; b < end; b++)
				for (int i = 0; label_at(b, i).len > 0; i++)
					if (has_label(a, label_at(b, i)) && !is_meant_for_two(*r, label_at(b, i)))
						fail_msg("%s: %s and %s share label %d", (*r)->key, a->key, b->key, i);
		}
}

static void
check_words(const char *where, const struct cb_word *words)
{
	for (const struct cb_word *w = words; w->zh != NULL; w++) {
		if (w->key == NULL || !is_key_word(w->key))
			fail_msg("%s: %s has no key", where, w->zh);
		for (const struct cb_word *v = words; v != w; v++)
			if (strcmp(v->zh, w->zh) == 0 || strcmp(v->key, w->key) == 0)
				fail_msg("%s: %s stands twice", where, w->zh);
	}
}

static void
words_have_keys(void **state)
{
	(void)state;
	for (const struct cb_register *const *r = cb_registers; *r != NULL; r++)
		for (int i = 0; i < (*r)->n_columns; i++)
			if ((*r)->columns[i].type == &cb_type_enum)
				check_words((*r)->columns[i].key, (*r)->columns[i].arg);
}

/* As cb-registers(5) has them: bold, star and dagger. */
static void
flags_are_kept(void **state)
{
	static const struct {
		const struct cb_register *reg;
		const char *key, *required, *private; /* columns, each followed by a blank */
	} rows[] = {
		{ &cb_register_community, "name ", "name ", "" },
		{ &cb_register_unit, "name ", "name ", "phone " },
		{ &cb_register_post, "body post person since ", "body post person since ", "phone " },
		{ &cb_register_link, "kind party community estate since area ", "kind party community ", "" },
		{ &cb_register_indicator, "system code ", "system code title full ", "" },
		{ &cb_register_score, "contest period community estate indicator date inspector ",
		  "period community indicator score ", "" },
		{ &cb_register_rule, "rule ", "rule what ", "" },
		{ &cb_register_fund, "no ", "date community flow ", "" },
		{ &cb_register_volunteer, "no ", "name community ", "name id phone birth " },
		{ &cb_register_service, "volunteer date start activity ",
		  "volunteer date hours activity ", "volunteer " },
		{ &cb_register_problem, "no ", "found community place description responsible due ",
		  "visitor " },
		{ &cb_register_problem_log, "problem step ", "problem at action ", "" },
		{ &cb_register_activity, "date community kind title ", "date community kind title ",
		  "" },
		{ &cb_register_task, "no ", "title assignee due ", "" },
		{ &cb_register_care, "no ", "kind community since ", "helper beneficiary " },
		{ &cb_register_calendar, "date ", "date kind ", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_str out[3] = { { 0 } };
		const char *want[3] = { rows[i].key, rows[i].required, rows[i].private };
		for (int c = 0; c < rows[i].reg->n_columns; c++)
			for (unsigned f = 0; f < 3; f++)
				if ((rows[i].reg->columns[c].flags & (1u << f)) != 0)
					cb_str_addf(&out[f], "%s ", rows[i].reg->columns[c].key);
		for (unsigned f = 0; f < 3; f++) {
			assert_string_equal(cb_str_c(&out[f]), want[f]);
			cb_str_release(&out[f]);
		}
	}
}

static void
run(sqlite3 *db, const char *sql)
{
	char *error = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &error) != SQLITE_OK)
		fail_msg("%s in %s", error, sql);
}

/* A database in memory with all tables, histories and views. */
static sqlite3 *
new_database(void)
{
	sqlite3 *db;
	struct cb_str sql = { 0 };

	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	run(db, "PRAGMA foreign_keys = on;"
	        "CREATE TABLE term(id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, text TEXT NOT "
	        "NULL) STRICT;"
	        "INSERT INTO term VALUES (0, 0, ''), (1, 1, '西街社区'), (2, 3, '环境卫生'), (3, "
	        "5, '一组');");
	for (const struct cb_register *const *r = cb_registers; *r != NULL; r++) {
		cb_schema_sql_table(*r, &sql);
		cb_schema_sql_history(*r, &sql);
		cb_schema_sql_view(*r, &sql);
	}
	run(db, sql.p);
	cb_str_release(&sql);
	return db;
}

/* The first row of a query, cells joined by |, NULL as nothing. */
static void
assert_row(sqlite3 *db, const char *query, const char *want)
{
	sqlite3_stmt *stmt = NULL;
	struct cb_str row = { 0 };

	if (sqlite3_prepare_v2(db, query, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s in %s", sqlite3_errmsg(db), query);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		for (int i = 0; i < sqlite3_column_count(stmt); i++) {
			const char *cell = (const char *)sqlite3_column_text(stmt, i);
			cb_str_addf(&row, "%s%s", i == 0 ? "" : "|", cell != NULL ? cell : "");
		}
	assert_string_equal(cb_str_c(&row), want);
	cb_str_release(&row);
	sqlite3_finalize(stmt);
}

static void
sql_has_the_columns(void **state)
{
	sqlite3 *db = new_database();

	(void)state;
	for (const struct cb_register *const *r = cb_registers; *r != NULL; r++) {
		sqlite3_stmt *stmt = NULL;
		struct cb_str sql = { 0 };
		cb_str_addf(&sql, "SELECT * FROM v_%s", (*r)->key);
		if (sqlite3_prepare_v2(db, sql.p, -1, &stmt, NULL) != SQLITE_OK)
			fail_msg("%s in %s", sqlite3_errmsg(db), sql.p);
		assert_int_equal(sqlite3_column_count(stmt), (*r)->n_columns);
		for (int i = 0; i < (*r)->n_columns; i++)
			assert_string_equal(sqlite3_column_name(stmt, i), (*r)->columns[i].key);
		assert_int_equal(sqlite3_step(stmt), SQLITE_DONE);
		sqlite3_finalize(stmt);
		cb_str_release(&sql);
	}
	sqlite3_close(db);
}

static void
score_rows(void **state)
{
	sqlite3 *db = new_database();

	(void)state;
	run(db, "INSERT INTO score(period, community, indicator, date_day, inspector, score_micro, "
	        "note, batch, row)"
	        " VALUES (202607, 1, 2, 20660, 3, 23400000, '楼道堆物', 1, 7), (202607, 1, 2, "
	        "0, 0, NULL, NULL, 1, 8)");
	assert_row(db, "SELECT * FROM v_score WHERE date IS NOT NULL",
	           "|2026-07|西街社区||环境卫生|2026-07-26|一组|23.4|楼道堆物");
	assert_row(db, "SELECT * FROM v_score WHERE date IS NULL",
	           "|2026-07|西街社区||环境卫生|||无数据|");
	assert_row(db, "SELECT count(*) FROM pragma_foreign_key_check", "0");
	/* The rows of one period lie together. */
	assert_row(db,
	           "SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info('score') "
	           "WHERE pk > 0"
	           " ORDER BY pk)",
	           "period,contest,community,estate,indicator,date_day,inspector");
	sqlite3_close(db);
}

/* Each type's template prints what the type itself prints. */
static void
view_values(void **state)
{
	static const struct {
		const char *what, *insert, *query, *want;
	} rows[] = {
		{ "qty",
		  "INSERT INTO estate(community, name, households_micro, households_mark, batch, "
		  "row)"
		  " VALUES (1, 1, 2500000000, '~', 1, 1)",
		  "SELECT households FROM v_estate", "~2500" },
		{ "qty, unknown",
		  "INSERT INTO estate(community, name, households_micro, households_mark, batch, "
		  "row)"
		  " VALUES (1, 1, 0, '?', 1, 1)",
		  "SELECT households FROM v_estate", "?" },
		{ "qty and int, empty",
		  "INSERT INTO estate(community, name, batch, row) VALUES (1, 1, 1, 1)",
		  "SELECT households, buildings FROM v_estate", "|" },
		{ "qty with places",
		  "INSERT INTO estate(community, name, households_micro, households_mark, batch, "
		  "row)"
		  " VALUES (1, 1, 1600500000, '+', 1, 1)",
		  "SELECT households FROM v_estate", "1600.5+" },
		{ "num below 1, date and text",
		  "INSERT INTO rule(rule, what, at_least_micro, at_most_micro, since, batch, row)"
		  " VALUES ('a', 'rank.prize', -500000, 1, '2026-07-01', 1, 1)",
		  "SELECT at_least, at_most, since, until FROM v_rule",
		  "-0.5|0.000001|2026-07-01|" },
		{ "num, whole",
		  "INSERT INTO rule(rule, what, at_least_micro, at_most_micro, batch, row)"
		  " VALUES ('a', 'rank.prize', 0, 100000000, 1, 1)",
		  "SELECT at_least, at_most FROM v_rule", "0|100" },
		{ "hours, time and bool",
		  "INSERT INTO service(volunteer, date, start, hours_minutes, travel_minutes, "
		  "activity,"
		  " late, batch, row) VALUES ('V1', '2026-07-01', '09:00', 140, 5, '清扫', 1, 1, "
		  "1)",
		  "SELECT start, hours, travel, late FROM v_service", "09:00|2:20|0:05|是" },
		{ "money",
		  "INSERT INTO standing(contest, period, entity, rank, score_micro, prize_fen, "
		  "batch, row)"
		  " VALUES (2, 202623, 1, 1, 95500000, 2000005, 1, 1)",
		  "SELECT period, rank, score, prize FROM v_standing", "2026Q3|1|95.5|20000.05" },
		{ "half-year",
		  "INSERT INTO standing(contest, period, entity, batch, row) VALUES (2, 202631, 1, "
		  "1, 1)",
		  "SELECT period, rank, prize FROM v_standing", "2026H1||" },
		{ "year",
		  "INSERT INTO standing(contest, period, entity, batch, row) VALUES (2, 202600, 1, "
		  "1, 1)",
		  "SELECT period FROM v_standing", "2026" },
		{ "batch",
		  "INSERT INTO batch(id, register, what, rows, refused, at) VALUES (3, 'score', "
		  "'july.csv', 98, 0,"
		  " '2026-08-01 09:30')",
		  "SELECT id, register, rows, at, undone_at FROM v_batch",
		  "3|score|98|2026-08-01 09:30|" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		sqlite3 *db = new_database();
		run(db, rows[i].insert);
		assert_row(db, rows[i].query, rows[i].want);
		sqlite3_close(db);
	}
}

/* A word as it is stored, for an INSERT. */
static void
add_word(struct cb_str *sql, const struct cb_column *col, int word)
{
	if (col->type->storage == CB_STORE_INT)
		cb_str_addf(sql, "%d", word);
	else
		cb_str_addf(sql, "'%s'", ((const struct cb_word *)col->arg)[word].zh);
}

static void
problem_states(void **state)
{
	static const struct {
		const char *what, *at[4], *state, *fixed;
		int action[4];
	} rows[] = {
		{ "no log", { NULL }, "登记", "", { 0 } },
		{ "the last one",
		  { "2026-07-02 10:00", "2026-07-01 09:00" },
		  "派遣",
		  "",
		  { ACTION_DISPATCH, ACTION_ACCEPT } },
		{ "a notice moves nothing",
		  { "2026-07-01 09:00", "2026-07-03 09:00" },
		  "立案",
		  "",
		  { ACTION_REGISTER, ACTION_NOTIFY } },
		{ "fixed, to be verified",
		  { "2026-07-01 09:00", "2026-07-03 09:00" },
		  "待核查",
		  "2026-07-03 09:00",
		  { ACTION_REGISTER, ACTION_FIX } },
		{ "fixed and verified in one minute",
		  { "2026-07-03 09:00", "2026-07-03 09:00" },
		  "结案",
		  "2026-07-03 09:00",
		  { ACTION_FIX, ACTION_VERIFY } },
		{ "of one minute it is the later step",
		  { "2026-07-03 09:00", "2026-07-03 09:00" },
		  "返工",
		  "2026-07-03 09:00",
		  { ACTION_FIX, ACTION_RETURN } },
		{ "sent elsewhere",
		  { "2026-07-01 09:00", "2026-07-02 09:00" },
		  "派遣",
		  "",
		  { ACTION_DISPATCH, ACTION_REDISPATCH } },
		{ "void", { "2026-07-01 09:00", "2026-07-02 09:00" }, "作废", "", { ACTION_REGISTER, ACTION_VOID } },
		{ "opened again",
		  { "2026-07-03 09:00", "2026-07-03 10:00", "2026-08-01 08:00" },
		  "立案",
		  "2026-07-03 09:00",
		  { ACTION_FIX, ACTION_VERIFY, ACTION_REOPEN } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		sqlite3 *db = new_database();
		struct cb_str sql = { 0 }, want = { 0 };
		cb_str_adds(&sql, "INSERT INTO problem(no, found, community, place, description, "
		                  "responsible, due, batch, row)"
		                  " VALUES ('P1', '2026-07-01 08:00', 1, '3栋', '楼道堆物', 1, "
		                  "'2026-07-05', 1, 1);");
		for (int k = 0; k < 4 && rows[i].at[k] != NULL; k++) {
			cb_str_addf(&sql,
			            "INSERT INTO problem_log(problem, step, at, action, batch, row) "
			            "VALUES ('P1', %d, '%s', ",
			            k + 1, rows[i].at[k]);
			add_word(&sql, &cb_register_problem_log.columns[PROBLEM_LOG_ACTION],
			         rows[i].action[k]);
			cb_str_addf(&sql, ", 1, %d);", k + 2);
		}
		run(db, sql.p);
		cb_str_addf(&want, "%s|%s", rows[i].state, rows[i].fixed);
		assert_row(db, "SELECT state, fixed FROM v_problem", want.p);
		cb_str_release(&want);
		cb_str_release(&sql);
		sqlite3_close(db);
	}
}

static void
what_tables_refuse(void **state)
{
	static const struct {
		const char *what, *sql;
	} rows[] = {
		{ "a key twice", "INSERT INTO rule(rule, what, batch, row) VALUES ('a', "
		                 "'rank.tie', 1, 1), ('a', 'rank.tie', 1, 2)" },
		{ "an empty key cell equals another",
		  "INSERT INTO score(period, community, indicator, score_micro, batch, row)"
		  " VALUES (202607, 1, 2, 1, 1, 1), (202607, 1, 2, 2, 1, 2)" },
		{ "a required cell that is empty",
		  "INSERT INTO rule(rule, batch, row) VALUES ('a', 1, 1)" },
		{ "a name that is no term",
		  "INSERT INTO score(period, community, indicator, score_micro, batch, row)"
		  " VALUES (202607, 9, 2, 1, 1, 1)" },
		{ "no batch", "INSERT INTO rule(rule, what) VALUES ('a', 'rank.tie')" },
		{ "text in a number",
		  "INSERT INTO score(period, community, indicator, score_micro, batch, row)"
		  " VALUES (202607, 1, 2, '九十', 1, 1)" },
		{ "a period of month 13",
		  "INSERT INTO score(period, community, indicator, score_micro, batch, row)"
		  " VALUES (202613, 1, 2, 1, 1, 1)" },
		{ "a word that is not listed",
		  "INSERT INTO calendar(date, kind, batch, row) VALUES ('2026-10-01', 99, 1, 1)" },
	};
	sqlite3 *db = new_database();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		run(db, "SAVEPOINT one");
		if (sqlite3_exec(db, rows[i].sql, NULL, NULL, NULL) == SQLITE_OK)
			fail_msg("stored: %s", rows[i].what);
		run(db, "ROLLBACK TO one; RELEASE one");
	}
	sqlite3_close(db);
}

static void
page_of_a_register(void **state)
{
	struct cb_str out = { 0 };

	(void)state;
	cb_schema_man(&cb_register_score, CB_EN, &out);
	assert_non_null(strstr(out.p, ".Ss score (得分)\n"));
	assert_non_null(strstr(out.p, ".It Sy period Ns *\n"));
	assert_non_null(strstr(out.p, ".It Sy contest\n"));
	assert_non_null(strstr(out.p, ".It score*\n"));
	cb_str_clear(&out);
	cb_schema_man(&cb_register_volunteer, CB_ZH, &out);
	assert_non_null(strstr(out.p, ".It name*†\n姓名。\n"));
	assert_non_null(strstr(out.p, "男 (male), 女 (female).\n"));
	cb_str_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_are_filled),
		cmocka_unit_test(one_column_says_when),
		cmocka_unit_test(enums_match_keys),
		cmocka_unit_test(registers_are_found),
		cmocka_unit_test(labels_are_claimed_once),
		cmocka_unit_test(words_have_keys),
		cmocka_unit_test(flags_are_kept),
		cmocka_unit_test(sql_has_the_columns),
		cmocka_unit_test(score_rows),
		cmocka_unit_test(view_values),
		cmocka_unit_test(problem_states),
		cmocka_unit_test(what_tables_refuse),
		cmocka_unit_test(page_of_a_register),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
