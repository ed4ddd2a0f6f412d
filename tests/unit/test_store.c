/* The store: batches, second rows, undo, the chain, and what happens at its edges. Rows are lines
 * `column=value|column=value`; a column that a line names is one that its file has. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cb/data/store_beside.h>
#include <cb/data/forget.h>
#include <cb/value/date.h>

#include "../../libcore/data/store/store_sql.h"

#define PATH_MAX_HERE 128

struct fixture {
	char dir[64], path[PATH_MAX_HERE];
	struct cb_diag diag;
	int codes[1000]; /* findings by code */
	char said[512];  /* the last one */
};

struct stream {
	const struct cb_register *reg;
	struct cb_names *names;
	const char *const *lines;
	uint32_t line, source;
	struct cb_diag *diag;
	struct cb_arena arena;
	struct cb_cell cells[CB_FIELDS_MAX];
	struct cb_record record;
};

static void
sink(void *arg, const struct cb_diag *diag, const struct cb_finding *finding)
{
	struct fixture *f = arg;

	(void)diag;
	f->codes[finding->code]++;
	snprintf(f->said, sizeof(f->said), "%s", finding->text);
}

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	memcpy(f->dir, "/tmp/cb-store-XXXXXX", sizeof("/tmp/cb-store-XXXXXX"));
	if (mkdtemp(f->dir) == NULL)
		return -1;
	snprintf(f->path, sizeof(f->path), "%s/city.db", f->dir);
	f->diag.sink = sink;
	f->diag.sink_arg = f;
	f->diag.lang = CB_EN;
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	static const char *const names[] = { "city.db", "city.db-journal", "city.db.v0.bak" };
	struct fixture *f = *state;
	char path[PATH_MAX_HERE];

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", f->dir, names[i]);
		unlink(path);
	}
	rmdir(f->dir);
	cb_diag_release(&f->diag);
	free(f);
	return 0;
}

/* ---- the stream ---- */

static void
set_cell(struct stream *s, const char *at, const char *end)
{
	const char *equals = memchr(at, '=', (size_t)(end - at));
	char key[64];
	struct cb_text text;
	struct cb_parse_env env = { .arena = &s->arena };
	const struct cb_column *def;
	int column;

	assert_non_null(equals);
	snprintf(key, sizeof(key), "%.*s", (int)(equals - at), at);
	column = cb_column_find(s->reg, key);
	assert_true(column >= 0);
	def = &s->reg->columns[column];
	text = (struct cb_text){ equals + 1, (uint32_t)(end - equals - 1) };
	s->record.present |= UINT64_C(1) << column;
	if (text.len > 0 && text.p[0] == '?' && (def->flags & CB_PRIVATE) != 0) {
		s->cells[column] = (struct cb_cell){ .state = CB_MASKED, .text = text };
	} else if (cb_text_is(text, "*")) {
		s->cells[column] = (struct cb_cell){ .state = CB_ALL };
	} else if (def->type->storage == CB_STORE_NAME && text.len > 0) {
		const struct cb_name_of *of = def->arg;

		s->cells[column] = (struct cb_cell){ .n = cb_names_id(s->names, of->kind, text), .state = CB_VALUE };
	} else {
		assert_int_equal(def->type->parse(def->arg, text, &env, &s->cells[column]), CB_FINE);
	}
}

static int
next(void *self, const struct cb_record **record)
{
	struct stream *s = self;
	const char *p;

	if (s->lines[s->line] == NULL)
		return 0;
	/* `# name` begins another file */
	while (s->lines[s->line][0] == '#')
		s->source = cb_diag_source(s->diag, CB_SOURCE_TEXT, s->lines[s->line++] + 2, "");
	memset(s->cells, 0, sizeof(s->cells));
	s->record = (struct cb_record){ .cells = s->cells };
	for (p = s->lines[s->line]; *p != '\0';) {
		const char *end = p + strcspn(p, "|");

		set_cell(s, p, end);
		p = *end == '|' ? end + 1 : end;
	}
	s->record.where = (struct cb_where){ s->source, ++s->line, 0 };
	*record = &s->record;
	return 1;
}

static struct cb_store *
open_store(struct fixture *f, enum cb_store_mode mode)
{
	struct cb_store *store;

	if (cb_store_open(&store, f->path, mode, &f->diag) != CB_OK)
		fail_msg("%s", f->said);
	return store;
}

struct counts {
	unsigned added, replaced, unchanged, doubles;
};

/* One run, committed when it is good. */
static enum cb_status
run_with(struct fixture *f, struct cb_store *store, struct cb_names *names, const struct cb_register *reg,
         const char *const *lines, struct cb_import_options options, struct counts *counts)
{
	struct stream s = { .reg = reg, .names = names, .lines = lines, .diag = &f->diag };
	struct cb_import *import = cb_import_new(store, reg, names, &f->diag);
	struct cb_import_source *sources;
	enum cb_status rc;
	size_t n;

	options.author = (struct cb_author){ "tester", "2026-08-01 09:00", "cb-import --replaces" };
	s.source = cb_diag_source(&f->diag, CB_SOURCE_TEXT, "a.csv", "");
	rc = cb_import_read(import, next, &s);
	if (rc == CB_OK)
		rc = cb_import_store(import, &options);
	if (rc == CB_OK)
		rc = cb_store_commit(store, &f->diag);
	sources = cb_import_sources(import, &n);
	*counts = (struct counts){ 0 };
	for (size_t i = 0; i < n; i++) {
		counts->added += (unsigned)sources[i].added;
		counts->replaced += (unsigned)sources[i].replaced;
		counts->unchanged += (unsigned)sources[i].unchanged;
		counts->doubles += (unsigned)sources[i].doubles;
	}
	cb_import_free(import);
	cb_arena_release(&s.arena);
	return rc;
}

static enum cb_status
run(struct fixture *f, const struct cb_register *reg, const char *const *lines, struct cb_import_options options,
    struct counts *counts)
{
	struct cb_store *store = open_store(f, CB_OPEN_CREATE);
	struct cb_names *names = cb_names_new();
	enum cb_status rc;

	assert_int_equal(cb_store_names(store, names, &f->diag), CB_OK);
	rc = run_with(f, store, names, reg, lines, options, counts);
	cb_store_close(store);
	cb_names_free(names);
	return rc;
}

#define LINES(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define PLAIN ((struct cb_import_options){ 0 })

static void
import(struct fixture *f, const struct cb_register *reg, const char *const *lines)
{
	struct counts counts;

	if (run(f, reg, lines, PLAIN, &counts) != CB_OK)
		fail_msg("%s", f->said);
}

/* What a query of the file prints, rows separated by blanks. */
static const char *
query(struct fixture *f, const char *sql)
{
	static char out[1024];
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt = NULL;
	size_t n = 0;

	out[0] = '\0';
	assert_int_equal(sqlite3_open_v2(f->path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	while (sqlite3_step(stmt) == SQLITE_ROW)
		for (int i = 0; i < sqlite3_column_count(stmt); i++) {
			const char *text = (const char *)sqlite3_column_text(stmt, i);

			n += (size_t)snprintf(out + n, sizeof(out) - n, "%s%s", n == 0 ? "" : i > 0 ? ","
			                                                                            : " ",
			                      text == NULL ? "" : text);
		}
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return out;
}

static const char scores[] = "SELECT community, score, note FROM v_score ORDER BY 1";
static const char all_scores[] = "SELECT (SELECT count(*) FROM score), (SELECT count(*) FROM score_old)";

static enum cb_status
verify(struct fixture *f)
{
	struct cb_store *store = open_store(f, CB_OPEN_READ);
	enum cb_status rc = cb_store_verify(store, &f->diag);

	cb_store_close(store);
	return rc;
}

static enum cb_status
undo(struct fixture *f, int64_t batch)
{
	struct cb_author author = { "tester", "2026-08-02 10:00", "cb-import undo" };
	struct cb_store *store = open_store(f, CB_OPEN_WRITE);
	enum cb_status rc = cb_store_undo(store, batch, &author, &f->diag);

	cb_store_close(store);
	return rc;
}

#define XI "period=2026-07|community=西峡|indicator=卫生|"
#define DONG "period=2026-07|community=东坡|indicator=卫生|"
#define NAN "period=2026-07|community=南苑|indicator=卫生|"

/* ---- second rows ---- */

static void
test_first_and_again(void **state)
{
	struct fixture *f = *state;
	const char *const *lines = LINES(XI "score=90.5|note=好", DONG "score=无数据|note=");
	struct counts counts;

	assert_int_equal(run(f, &cb_register_score, lines, PLAIN, &counts), CB_OK);
	assert_int_equal(counts.added, 2);
	assert_string_equal(query(f, scores), "东坡,无数据, 西峡,90.5,好");
	assert_string_equal(query(f, "SELECT register, what, rows, \"by\", at FROM batch"),
	                    "score,a.csv,2,tester,2026-08-01 09:00");
	/* the same rows in another order are the same batch */
	assert_int_equal(run(f, &cb_register_score, LINES(DONG "score=无数据|note=", XI "score=90.5|note=好"), PLAIN,
	                     &counts),
	                 CB_OK);
	assert_int_equal(f->codes[CB_BATCH_KNOWN], 1);
	assert_string_equal(query(f, "SELECT count(*) FROM batch"), "1");
	assert_int_equal(
		run(f, &cb_register_score, lines, (struct cb_import_options){ .again = true }, &counts), CB_OK);
	assert_int_equal(counts.unchanged, 2);
	assert_string_equal(query(f, "SELECT count(*) FROM batch"), "2");
	assert_string_equal(query(f, all_scores), "2,0");
	assert_int_equal(verify(f), CB_OK);
}

static void
test_second_rows(void **state)
{
	static const struct {
		const char *what, *line, *then;
		unsigned added, replaced, unchanged;
	} rows[] = {
		{ "first", XI "score=90|note=好", "西峡,90,好", 1, 0, 0 },
		{ "a column that the file lacks keeps its value", XI "score=91", "西峡,91,好", 0, 1, 0 },
		{ "an empty cell of a column that it has empties", XI "score=91|note=", "西峡,91,", 0, 1, 0 },
		{ "the same content leaves the row alone", XI "score=91.0|date=", "西峡,91,", 0, 0, 1 },
		{ "only the key and a note", XI "note=差", "西峡,91,差", 0, 1, 0 },
		{ "another key", XI "date=2026-07-03|score=80", "西峡,91,差 西峡,80,", 1, 0, 0 },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct counts counts;

		if (run(f, &cb_register_score, LINES(rows[i].line), PLAIN, &counts) != CB_OK ||
		    strcmp(query(f, scores), rows[i].then) != 0 || counts.added != rows[i].added ||
		    counts.replaced != rows[i].replaced || counts.unchanged != rows[i].unchanged)
			fail_msg("%s: %s %u %u %u", rows[i].what, query(f, scores), counts.added, counts.replaced,
			         counts.unchanged);
	}
	assert_string_equal(query(f, "SELECT score_micro, batch, superseded_by FROM score_old ORDER BY batch"),
	                    "90000000,1,2 91000000,2,3 91000000,3,5");
	assert_int_equal(verify(f), CB_OK);
}

static void
test_doubles(void **state)
{
	struct fixture *f = *state;
	struct counts counts;

	import(f, &cb_register_score, LINES(NAN "score=1"));
	assert_int_equal(run(f, &cb_register_score, LINES(XI "score=90", DONG "score=80", XI "score=90.00"), PLAIN,
	                     &counts),
	                 CB_OK);
	assert_int_equal(counts.added, 2);
	assert_int_equal(counts.doubles, 1);
	assert_int_equal(verify(f), CB_OK);
	/* both places are named, nothing is stored */
	assert_int_equal(run(f, &cb_register_score, LINES("# b.csv", XI "score=70", "# c.csv", XI "score=71"), PLAIN,
	                     &counts),
	                 CB_FOUND);
	assert_int_equal(f->codes[CB_DOUBLE_KEY], 2);
	assert_non_null(strstr(f->said, "b.csv:2"));
	assert_non_null(strstr(f->said, "西峡"));
	assert_string_equal(query(f, scores), "东坡,80, 南苑,1, 西峡,90,");
	/* two files that each have a column of the same record */
	assert_int_equal(run(f, &cb_register_estate,
	                     LINES("community=西峡|name=一期|note=x", "community=西峡|name=一期|note=x|buildings=3"), PLAIN, &counts),
	                 CB_FOUND);
}

static void
test_append_only(void **state)
{
	struct fixture *f = *state;
	struct counts counts;
	const char *const *lines = LINES("problem=2026-0001|step=1|at=2026-07-01 10:00|action=受理|note=一");

	import(f, &cb_register_problem_log, lines);
	assert_int_equal(run(f, &cb_register_problem_log,
	                     LINES("problem=2026-0001|step=1|at=2026-07-01 10:00|action=受理|note=二"), PLAIN, &counts),
	                 CB_FOUND);
	assert_int_equal(f->codes[CB_KNOWN_CHANGED], 1);
	assert_string_equal(query(f, "SELECT note FROM problem_log"), "一");
}

/* Cases of another system come without our number: known by theirs and by whose it is. */
static void
test_cases(void **state)
{
#define ROW "community=西街|place=院门|responsible=街道|due=2026-07-09|found=2026-07-0"
	static const char all[] = "SELECT no, case_no, source, description FROM v_problem ORDER BY 1";
	struct fixture *f = *state;
	struct counts counts;

	import(f, &cb_register_problem, LINES(ROW "1|case_no=A1|source=数字城管|description=灯", ROW "1|case_no=A1|source=媒体|description=路", ROW "2|description=树"));
	assert_string_equal(query(f, all), "2026-0001,,,树 2026-0002,A1,数字城管,灯 2026-0003,A1,媒体,路");
	/* the next day's file: the same, one that has changed, a new one, a column that it lacks */
	assert_int_equal(run(f, &cb_register_problem,
	                     LINES(ROW "1|case_no=A1|source=数字城管|description=灯不亮", ROW "1|case_no=A1|source=媒体|description=路",
	                           ROW "3|case_no=A2|source=数字城管|description=井盖", ROW "2|description=树"),
	                     PLAIN, &counts),
	                 CB_OK);
	assert_int_equal(counts.replaced, 1);
	assert_int_equal(counts.unchanged, 1);
	assert_int_equal(counts.added, 2);
	assert_string_equal(query(f, all), "2026-0001,,,树 2026-0002,A1,数字城管,灯不亮 2026-0003,A1,媒体,路 "
	                                   "2026-0004,,,树 2026-0005,A2,数字城管,井盖");
	assert_int_equal(verify(f), CB_OK);
	/* in one run: equal ones count once, others are refused, and so is one beside the number it has */
	assert_int_equal(run(f, &cb_register_problem,
	                     LINES(ROW "4|case_no=A3|description=坑", ROW "4|case_no=A3|description=坑"), PLAIN, &counts),
	                 CB_OK);
	assert_int_equal(counts.added, 1);
	assert_int_equal(counts.doubles, 1);
	assert_int_equal(run(f, &cb_register_problem,
	                     LINES(ROW "4|case_no=A4|description=坑", ROW "4|case_no=A4|description=洞"), PLAIN, &counts),
	                 CB_FOUND);
	assert_int_equal(f->codes[CB_DOUBLE_KEY], 2);
	assert_int_equal(run(f, &cb_register_problem,
	                     LINES(ROW "4|no=P9|case_no=A5|description=坑", ROW "4|case_no=A5|description=洞"), PLAIN, &counts),
	                 CB_FOUND);
	assert_int_equal(f->codes[CB_DOUBLE_KEY], 3);
	assert_non_null(strstr(f->said, "A5"));
	/* what the second file replaced comes back */
	undo(f, 2);
	assert_string_equal(query(f, all), "2026-0001,,,树 2026-0002,A1,数字城管,灯 2026-0003,A1,媒体,路 2026-0006,A3,,坑");
	assert_int_equal(verify(f), CB_OK);
#undef ROW
}

/* Steps that come without a number: by time, then course, whatever the order of the rows. */
static void
test_given_steps(void **state)
{
	struct fixture *f = *state;

	import(f, &cb_register_problem_log,
	       LINES("problem=P1|at=2026-07-03 10:00|action=结案", "problem=P2|at=2026-07-09 08:00|action=受理",
	             "problem=P1|at=2026-07-03 10:00|action=整改", "problem=P1|at=2026-07-01 10:00|action=受理"));
	import(f, &cb_register_problem_log, LINES("problem=P1|at=2026-07-02 10:00|action=重开"));
	assert_string_equal(query(f, "SELECT problem, step, action FROM v_problem_log ORDER BY 1, 2"),
	                    "P1,1,受理 P1,2,整改 P1,3,结案 P1,4,重开 P2,1,受理");
	assert_int_equal(verify(f), CB_OK);
}

static void
test_given_numbers(void **state)
{
	struct fixture *f = *state;

	import(f, &cb_register_volunteer, LINES("no=V00007|name=王小明|community=西峡", "name=李四光|community=西峡", "name=张三丰|community=东坡"));
	assert_string_equal(query(f, "SELECT no, name FROM volunteer ORDER BY no"),
	                    "V00007,王小明 V00008,李四光 V00009,张三丰");
	import(f, &cb_register_volunteer, LINES("name=赵六一|community=西峡"));
	assert_string_equal(query(f, "SELECT max(no) FROM volunteer"), "V00010");
	import(f, &cb_register_fund, LINES("date=2026-07-25|community=西峡|flow=收入|amount=500", "date=2027-01-25|community=西峡|flow=收入|amount=500", "date=2026-07-26|community=东坡|flow=收入|amount=1"));
	assert_string_equal(query(f, "SELECT no, amount_fen FROM fund ORDER BY no"),
	                    "2026-0001,50000 2026-0002,100 2027-0001,50000");
	assert_int_equal(verify(f), CB_OK);
}

static void
test_whole_groups(void **state)
{
	struct fixture *f = *state;
	struct cb_import_options whole = { .whole = UINT64_C(1) << RULE_WHAT | UINT64_C(1) << RULE_SCOPE };
	struct counts counts;

	import(f, &cb_register_rule, LINES("rule=p1|what=rank.prize|scope=month|value=20000", "rule=p2|what=rank.prize|scope=month|value=15000", "rule=t|what=rank.tie|value=1224"));
	assert_int_equal(run(f, &cb_register_rule, LINES("rule=p1|what=rank.prize|scope=month|value=20000", "rule=p3|what=rank.prize|scope=month|value=9000"), whole, &counts), CB_OK);
	assert_string_equal(query(f, "SELECT rule FROM rule ORDER BY rule"), "p1 p3 t");
	assert_int_equal(verify(f), CB_OK);
	assert_int_equal(undo(f, 2), CB_OK);
	assert_string_equal(query(f, "SELECT rule FROM rule ORDER BY rule"), "p1 p2 t");
	assert_int_equal(verify(f), CB_OK);
}

static void
test_masked(void **state)
{
	struct fixture *f = *state;
	struct counts counts;

	assert_int_equal(run(f, &cb_register_volunteer, LINES("no=V1|name=?|community=西峡"), PLAIN, &counts), CB_OK);
	assert_int_equal(f->codes[CB_MASKED_VALUE], 1);
	assert_int_equal(f->diag.errors, 1);
	assert_int_equal(counts.added, 0);
}

/* A new database takes the installed rules and the office's in one transaction. */
static void
test_two_runs_in_one_transaction(void **state)
{
	struct fixture *f = *state;
	struct cb_store *store = open_store(f, CB_OPEN_CREATE);
	struct cb_names *names = cb_names_new();
	struct cb_import_options options = { .author = { "t", "2026-08-01 09:00", NULL } };
	const char *const *files[] = { LINES("rule=p1|what=rank.prize|value=1", "rule=p2|what=rank.prize|value=2"),
		                       LINES("rule=p2|what=rank.prize|value=3") };

	assert_int_equal(cb_store_names(store, names, &f->diag), CB_OK);
	assert_int_equal(cb_store_begin(store, &f->diag), CB_OK);
	for (int i = 0; i < 2; i++) {
		struct stream s = { .reg = &cb_register_rule, .names = names, .lines = files[i], .diag = &f->diag };
		struct cb_import *run_of = cb_import_new(store, &cb_register_rule, names, &f->diag);

		s.source = cb_diag_source(&f->diag, CB_SOURCE_TEXT, "rules.csv", "");
		assert_int_equal(cb_import_read(run_of, next, &s), CB_OK);
		assert_int_equal(cb_import_store(run_of, &options), CB_OK);
		cb_import_free(run_of);
		cb_arena_release(&s.arena);
	}
	assert_int_equal(cb_store_commit(store, &f->diag), CB_OK);
	cb_store_close(store);
	cb_names_free(names);
	assert_string_equal(query(f, "SELECT rule, value, batch FROM rule ORDER BY rule"), "p1,1,1 p2,3,2");
	assert_int_equal(verify(f), CB_OK);
}

static void
test_every_one(void **state)
{
	struct fixture *f = *state;

	import(f, &cb_register_task, LINES("title=七月报送|assignee=*|kind=报送", "title=八月报送|assignee=西峡|kind=报送"));
	assert_string_equal(query(f, "SELECT no, assignee FROM v_task ORDER BY no"), "T00001,* T00002,西峡");
	assert_int_equal(verify(f), CB_OK);
}

/* ---- undo ---- */

static void
test_undo(void **state)
{
	struct fixture *f = *state;

	import(f, &cb_register_score, LINES(XI "score=90|note=好", DONG "score=80|note="));
	import(f, &cb_register_score, LINES(XI "score=91", NAN "score=70"));
	assert_int_equal(undo(f, 2), CB_OK);
	assert_string_equal(query(f, scores), "东坡,80, 西峡,90,好");
	assert_string_equal(query(f, "SELECT id, undone_at, sha256 IS NULL FROM batch"),
	                    "1,,0 2,2026-08-02 10:00,0 3,,1");
	assert_int_equal(verify(f), CB_OK);
	assert_int_equal(undo(f, 2), CB_USAGE);
	assert_int_equal(f->codes[CB_BATCH_UNDONE], 1);
	assert_int_equal(undo(f, 3), CB_USAGE);
	assert_int_equal(f->codes[CB_BATCH_NOT_ROWS], 1);
	assert_int_equal(undo(f, 9), CB_USAGE);
	assert_int_equal(f->codes[CB_NO_BATCH], 1);
	/* an undone batch is not known any more */
	import(f, &cb_register_score, LINES(XI "score=91", NAN "score=70"));
	assert_string_equal(query(f, scores), "东坡,80, 南苑,70, 西峡,91,好");
	assert_int_equal(verify(f), CB_OK);
}

static void
test_undo_under_later_batch(void **state)
{
	struct fixture *f = *state;

	import(f, &cb_register_score, LINES(XI "score=1", DONG "score=1"));
	import(f, &cb_register_score, LINES(XI "score=2", DONG "score=2"));
	import(f, &cb_register_score, LINES(XI "score=3"));
	assert_int_equal(undo(f, 2), CB_OK);
	assert_int_equal(f->codes[CB_REPLACED_LATER], 1);
	assert_non_null(strstr(f->said, "2026-07 西峡 卫生"));
	assert_string_equal(query(f, scores), "东坡,1, 西峡,3,");
	assert_int_equal(verify(f), CB_OK);
	/* what stood before both */
	assert_int_equal(undo(f, 3), CB_OK);
	assert_string_equal(query(f, scores), "东坡,1, 西峡,1,");
	assert_int_equal(undo(f, 1), CB_OK);
	assert_string_equal(query(f, all_scores), "0,5");
	assert_int_equal(verify(f), CB_OK);
}

static void
test_replaces(void **state)
{
	struct fixture *f = *state;
	struct counts counts;

	import(f, &cb_register_score, LINES(XI "score=1", DONG "score=1"));
	assert_int_equal(run(f, &cb_register_score, LINES(XI "score=2"), (struct cb_import_options){ .replaces = 1 },
	                     &counts),
	                 CB_OK);
	assert_string_equal(query(f, scores), "西峡,2,");
	assert_int_equal(verify(f), CB_OK);
	assert_int_equal(run(f, &cb_register_estate, LINES("community=西峡|name=一期"),
	                     (struct cb_import_options){ .replaces = 3 }, &counts),
	                 CB_USAGE);
	assert_int_equal(f->codes[CB_BATCH_OTHER_REGISTER], 1);
}

/* ---- the chain ---- */

static void
test_chain(void **state)
{
	static const struct {
		const char *what, *sql;
		int code;
	} edits[] = {
		{ "edited row", "UPDATE score SET score_micro = 5 WHERE score_micro = 80000000", CB_CHAIN_CONTENT },
		{ "deleted row", "DELETE FROM score WHERE score_micro = 80000000", CB_CHAIN_CONTENT },
		{ "row of history edited", "UPDATE score_old SET note = 'x'", CB_CHAIN_CONTENT },
		{ "swapped cells", "UPDATE score SET score_micro = 150000000 - score_micro WHERE batch = 1", CB_CHAIN_CONTENT },
		{ "row of no batch", "UPDATE score SET batch = 77 WHERE batch = 1", CB_CHAIN_CONTENT },
		{ "entry edited", "UPDATE batch SET what = 'b.csv' WHERE id = 1", CB_CHAIN_CONTENT },
		{ "another name", "UPDATE term SET text = '北站' WHERE text = '西峡'", CB_CHAIN_CONTENT },
		{ "removed entry", "DELETE FROM batch WHERE id = 1", CB_CHAIN_LINK },
		{ "old row put back", "INSERT INTO score_old SELECT *, 9 FROM score WHERE batch = 2; DELETE FROM score WHERE "
		                      "batch = 2; INSERT INTO score SELECT contest, period, community, estate, indicator, date_day, inspector, "
		                      "score_micro, note, batch, row FROM score_old WHERE batch = 1; DELETE FROM score_old WHERE batch = 1",
		  CB_CHAIN_ORDER },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(edits) / sizeof(edits[0]); i++) {
		sqlite3 *db = NULL;
		char *error = NULL;

		memset(f->codes, 0, sizeof(f->codes));
		import(f, &cb_register_score, LINES(XI "score=90|note=好", DONG "score=80|note=", NAN "score=70|note="));
		import(f, &cb_register_score, LINES(XI "score=91"));
		if (verify(f) != CB_OK)
			fail_msg("before: %s", edits[i].what);
		assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
		if (sqlite3_exec(db, edits[i].sql, NULL, NULL, &error) != SQLITE_OK)
			fail_msg("%s: %s", edits[i].what, error);
		sqlite3_close(db);
		if (verify(f) != CB_FOUND || f->codes[edits[i].code] == 0)
			fail_msg("not detected: %s", edits[i].what);
		unlink(f->path);
	}
}

static void
test_spelling_keeps_chain(void **state)
{
	struct fixture *f = *state;
	struct cb_store *store;
	struct cb_names *names = cb_names_new();
	struct counts counts;

	import(f, &cb_register_score, LINES(XI "score=90"));
	store = open_store(f, CB_OPEN_WRITE);
	assert_int_equal(cb_store_names(store, names, &f->diag), CB_OK);
	cb_names_register(names, CB_NAME_PARTY, CB_NAME_IS_COMMUNITY, CB_LIT("西峡社区"));
	assert_int_equal(run_with(f, store, names, &cb_register_community, LINES("name=西峡社区"), PLAIN, &counts), CB_OK);
	cb_store_close(store);
	cb_names_free(names);
	assert_string_equal(query(f, "SELECT community FROM v_score"), query(f, "SELECT name FROM v_community"));
	assert_int_equal(verify(f), CB_OK);
}

/* ---- opening, waiting, reading ---- */

static void
test_create_and_modes(void **state)
{
	struct fixture *f = *state;
	struct cb_store *store;
	struct stat st;

	assert_int_equal(cb_store_open(&store, f->path, CB_OPEN_READ, &f->diag), CB_DATABASE);
	assert_int_equal(cb_store_open(&store, f->path, CB_OPEN_WRITE, &f->diag), CB_DATABASE);
	assert_int_equal(f->codes[CB_DB_MISSING], 2);
	assert_null(store);
	/* created, but nothing committed: gone again */
	store = open_store(f, CB_OPEN_CREATE);
	assert_true(cb_store_is_new(store));
	assert_int_equal(cb_store_begin(store, &f->diag), CB_OK);
	cb_store_close(store);
	assert_int_not_equal(stat(f->path, &st), 0);
	import(f, &cb_register_score, LINES(XI "score=90"));
	assert_int_equal(stat(f->path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_string_equal(query(f, "PRAGMA journal_mode"), "delete");
}

static void
test_not_ours(void **state)
{
	struct fixture *f = *state;
	struct cb_store *store;
	sqlite3 *db = NULL;
	FILE *file = fopen(f->path, "w");

	for (int i = 0; i < 1000; i++)
		fputs("period,community,score\n", file);
	fclose(file);
	assert_int_equal(cb_store_open(&store, f->path, CB_OPEN_CREATE, &f->diag), CB_DATABASE);
	assert_int_equal(f->codes[CB_DB_NOT_OURS], 1);
	unlink(f->path);
	/* another program's database */
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "CREATE TABLE t (x)", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(cb_store_open(&store, f->path, CB_OPEN_CREATE, &f->diag), CB_DATABASE);
	assert_int_equal(f->codes[CB_DB_NOT_OURS], 2);
}

static void
set_version(struct fixture *f, int version)
{
	char sql[64];

	snprintf(sql, sizeof(sql), "PRAGMA user_version = %d", version);
	query(f, sql);
}

static void
publish(struct fixture *f, const char *scope, const char *first, const char *last, const char *at)
{
	struct cb_store *store = open_store(f, CB_OPEN_CREATE);
	struct cb_author author = { "tester", at, "cb-fund statement --publish" };
	struct cb_publication publication = { CB_PUBLISHED_STATEMENT, cb_text_of(scope), INT64_MIN, 0 };

	if (first != NULL)
		assert_int_equal(cb_date_parse(cb_text_of(first), 0, &publication.first_day), CB_FINE);
	assert_int_equal(cb_date_parse(cb_text_of(last), 0, &publication.last_day), CB_FINE);
	assert_int_equal(cb_store_publish(store, &publication, &author, &f->diag), CB_OK);
	cb_store_close(store);
}

/* What is found first of all that tell of the days asked for, whole, of that fund. */
static void
test_publications(void **state)
{
	static const struct {
		const char *what, *scope, *first, *last, *day;
	} rows[] = {
		{ "the quarter", "", "2026-04-01", "2026-06-30", "2026-07-12" },
		{ "a month of it", "", "2026-05-01", "2026-05-31", "2026-07-12" },
		{ "one that was public by itself before", "", "2026-04-01", "2026-04-30", "2026-05-09" },
		{ "before all: from the beginning on", "", "2026-01-01", "2026-03-31", "2026-07-20" },
		{ "beyond what was told", "", "2026-07-01", "2026-09-30", NULL },
		{ "another fund", "教育基金", "2026-04-01", "2026-06-30", "2026-08-01" },
		{ "a fund that told nothing", "水费", "2026-04-01", "2026-06-30", NULL },
	};
	struct fixture *f = *state;
	struct cb_store *store;

	publish(f, "", "2026-04-01", "2026-04-30", "2026-05-09 10:00");
	publish(f, "", "2026-04-01", "2026-06-30", "2026-07-12 08:00");
	publish(f, "", "2026-04-01", "2026-06-30", "2026-07-13 08:00");
	publish(f, "", NULL, "2026-07-19", "2026-07-20 08:00");
	publish(f, "教育基金", "2026-04-01", "2026-06-30", "2026-08-01 08:00");
	publish(f, "教育基金", "2026-04-01", "2026-06-30", "2026-08-01 08:00"); /* as it was: no batch */
	assert_string_equal(query(f, "SELECT count(*), max(batch) FROM publication"), "5,5");
	assert_string_equal(query(f, "SELECT count(*), max(\"rows\"), max(register) FROM v_batch"), "5,1,publication");
	assert_int_equal(verify(f), CB_OK);
	store = open_store(f, CB_OPEN_READ);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct cb_publication asked = { CB_PUBLISHED_STATEMENT, cb_text_of(rows[i].scope), 0, 0 };
		int64_t day, want = INT64_MAX;

		cb_date_parse(cb_text_of(rows[i].first), 0, &asked.first_day);
		cb_date_parse(cb_text_of(rows[i].last), 0, &asked.last_day);
		if (rows[i].day != NULL)
			cb_date_parse(cb_text_of(rows[i].day), 0, &want);
		assert_int_equal(cb_store_published(store, &asked, &day, &f->diag), CB_OK);
		if (day != want)
			fail_msg("%s: %lld", rows[i].what, (long long)day);
	}
	cb_store_close(store);
	/* what was public was public */
	store = open_store(f, CB_OPEN_WRITE);
	assert_int_equal(cb_store_undo(store, 1, &(struct cb_author){ "tester", "2026-08-02 08:00", NULL }, &f->diag), CB_USAGE);
	cb_store_close(store);
	assert_int_equal(f->codes[CB_BATCH_NOT_ROWS], 1);
}

static void
test_versions(void **state)
{
	struct fixture *f = *state;
	struct cb_store *store;

	import(f, &cb_register_score, LINES(XI "score=90|note=好"));
	set_version(f, CB_STORE_VERSION + 1);
	assert_int_equal(cb_store_open(&store, f->path, CB_OPEN_READ, &f->diag), CB_DATABASE);
	assert_int_equal(cb_store_open(&store, f->path, CB_OPEN_WRITE, &f->diag), CB_DATABASE);
	assert_int_equal(f->codes[CB_DB_NEWER], 2);
	/* an older one lacks a column and a register */
	query(f, "DROP VIEW v_score");
	query(f, "ALTER TABLE score DROP COLUMN note");
	query(f, "DROP TABLE survey");
	set_version(f, 0);
	assert_int_equal(cb_store_open(&store, f->path, CB_OPEN_READ, &f->diag), CB_DATABASE);
	assert_int_equal(f->codes[CB_DB_OLDER], 1);
	store = open_store(f, CB_OPEN_WRITE);
	cb_store_close(store);
	assert_int_equal(f->codes[CB_DB_UPGRADED], 1);
	assert_non_null(strstr(f->said, "city.db.v0.bak"));
	assert_string_equal(query(f, scores), "西峡,90,");
	assert_string_equal(query(f, "SELECT count(*) FROM survey"), "0");
	assert_string_equal(query(f, "PRAGMA user_version"), "6");
	import(f, &cb_register_score, LINES(XI "note=好"));
	assert_string_equal(query(f, scores), "西峡,90,好");
}

/* A helper is a name, which stands in table term: it leaves there too, unless something else says it. */
static void
test_forget_names(void **state)
{
	struct fixture *f = *state;
	struct cb_forgetting forgetting = { &cb_register_care, "C2026", { "tester", "2026-08-03 10:00", "forget" }, false };
	struct cb_table table = { 0 };
	struct cb_store *store;

	import(f, &cb_register_care,
	       LINES("no=C2026|kind=孤寡老人|helper=周拟平|beneficiary=郑示安|community=西峡|since=2026-07-01",
	             "no=C2027|kind=孤寡老人|helper=西峡|beneficiary=郑示宁|community=西峡|since=2026-07-02"));
	import(f, &cb_register_care, LINES("no=C2026|helper=周拟和|kind=孤寡老人|community=西峡|since=2026-07-01"));
	store = open_store(f, CB_OPEN_WRITE);
	assert_int_equal(cb_store_forget(store, &forgetting, &table, &f->diag), CB_OK);
	forgetting.no = "C2027";
	assert_int_equal(cb_store_forget(store, &forgetting, &table, &f->diag), CB_OK);
	cb_store_close(store);
	cb_table_release(&table);
	assert_string_equal(query(f, "SELECT count(*), count(helper), count(beneficiary) FROM care"), "2,0,0");
	assert_string_equal(query(f, "SELECT count(*), count(helper), count(beneficiary) FROM care_old"), "1,0,0");
	assert_string_equal(query(f, "SELECT group_concat(text, '') FROM term WHERE text GLOB '周*' OR text = '西峡'"), "西峡");
	assert_string_equal(query(f, "SELECT count(*) FROM term WHERE text = '†' || id"), "2");
	assert_string_equal(query(f, "SELECT count(*) FROM pragma_freelist_count WHERE freelist_count > 0"), "0");
	assert_int_equal(verify(f), CB_OK);
	/* names are found by their ids as before */
	import(f, &cb_register_care, LINES("no=C2028|kind=孤寡老人|helper=周拟平|community=西峡|since=2026-07-01"));
	assert_string_equal(query(f, "SELECT helper FROM v_care WHERE no = 'C2028'"), "周拟平");
	assert_int_equal(verify(f), CB_OK);
}

static void
test_busy(void **state)
{
	struct fixture *f = *state;
	struct cb_store *a, *b;

	import(f, &cb_register_score, LINES(XI "score=90"));
	a = open_store(f, CB_OPEN_WRITE);
	b = open_store(f, CB_OPEN_WRITE);
	b->wait_left_ms = 50; /* of 10 s */
	assert_int_equal(cb_store_begin(a, &f->diag), CB_OK);
	assert_int_equal(cb_store_begin(b, &f->diag), CB_BUSY);
	assert_int_equal(f->codes[CB_DB_BUSY], 1);
	assert_int_equal(f->diag.status, CB_BUSY);
	cb_store_end(a);
	assert_int_equal(cb_store_begin(b, &f->diag), CB_OK);
	cb_store_close(a);
	cb_store_close(b);
}

/* A second connection of a reader: to a large database that is held, and while it is nobody can commit. */
static void
test_beside(void **state)
{
	struct fixture *f = *state;
	struct cb_store *store, *beside, *writer;
	struct cb_names *names = cb_names_new();
	bool is_held;

	import(f, &cb_register_score, LINES(XI "score=90"));
	store = open_store(f, CB_OPEN_READ);
	assert_int_equal(cb_store_names(store, names, &f->diag), CB_OK);
	assert_int_equal(cb_store_hold(store, &is_held, &f->diag), CB_OK);
	assert_true(is_held);
	assert_false(cb_store_open_beside(&beside, store, &f->diag)); /* small */
	cb_store_end(store);
	query(f, "CREATE TABLE filler AS SELECT zeroblob(5000000) AS b");
	assert_false(cb_store_open_beside(&beside, store, &f->diag)); /* not held */
	assert_null(beside);
	assert_int_equal(cb_store_hold(store, &is_held, &f->diag), CB_OK);
	assert_true(cb_store_open_beside(&beside, store, &f->diag));
	assert_ptr_equal(beside->names, names);
	assert_int_equal(cb_store_hold(beside, &is_held, &f->diag), CB_OK);
	assert_false(is_held); /* it is already */
	writer = open_store(f, CB_OPEN_WRITE);
	assert_int_equal(cb_store_hold(writer, &is_held, &f->diag), CB_OK);
	assert_false(is_held);
	writer->wait_left_ms = 50; /* of 10 s */
	assert_int_equal(cb_store_begin(writer, &f->diag), CB_OK);
	assert_int_equal(cb_store_exec(writer, "INSERT INTO term (kind, text) VALUES (1, '东坡')", &f->diag), CB_OK);
	assert_int_equal(cb_store_commit(writer, &f->diag), CB_BUSY);
	cb_store_close(beside);
	cb_store_end(store);
	assert_int_equal(cb_store_begin(writer, &f->diag), CB_OK);
	assert_int_equal(cb_store_exec(writer, "INSERT INTO term (kind, text) VALUES (1, '东坡')", &f->diag), CB_OK);
	assert_int_equal(cb_store_commit(writer, &f->diag), CB_OK);
	cb_store_close(writer);
	assert_int_equal(cb_store_hold(store, &is_held, &f->diag), CB_OK);
	assert_false(cb_store_open_beside(&beside, store, &f->diag)); /* it has a name that names have not */
	cb_store_close(store);
	cb_names_free(names);
}

/* Another has written since. */
static void
begin_anew(struct fixture *f, struct cb_store *store)
{
	bool has_moved;

	assert_int_equal(cb_store_begin_anew(store, &has_moved, &f->diag), CB_OK);
	assert_true(has_moved);
}

/* Two writers that have both met new names before either had the lock. */
static void
test_late_terms(void **state)
{
	struct fixture *f = *state;
	struct cb_store *store[2];
	struct cb_names *names[2];
	struct counts counts;

	import(f, &cb_register_score, LINES(XI "score=90"));
	for (int i = 0; i < 2; i++) {
		store[i] = open_store(f, CB_OPEN_WRITE);
		names[i] = cb_names_new();
		assert_int_equal(cb_store_names(store[i], names[i], &f->diag), CB_OK);
	}
	assert_int_equal(run_with(f, store[0], names[0], &cb_register_score, LINES(NAN "score=1", DONG "score=2"), PLAIN,
	                          &counts),
	                 CB_OK);
	assert_int_equal(cb_store_begin(store[1], &f->diag), CB_BUSY); /* it goes by what is no longer so */
	assert_int_equal(f->codes[CB_DB_MOVED], 1);
	begin_anew(f, store[1]);
	assert_true(cb_store_has_changed(store[1], &cb_register_score));
	assert_false(cb_store_has_changed(store[1], &cb_register_community));
	assert_int_equal(run_with(f, store[1], names[1], &cb_register_score,
	                          LINES("period=2026-08|community=东坡社区|indicator=卫生|score=3", DONG "score=4", NAN "score=1"), PLAIN, &counts),
	                 CB_OK);
	assert_int_equal(counts.added, 1);
	assert_int_equal(counts.replaced, 1);
	assert_int_equal(counts.unchanged, 1);
	assert_string_equal(query(f, "SELECT count(DISTINCT community), count(*) FROM score"), "3,4");
	begin_anew(f, store[0]);
	assert_int_equal(cb_store_verify(store[0], &f->diag), CB_OK);
	cb_store_end(store[0]);
	assert_int_equal(cb_store_verify(store[1], &f->diag), CB_OK);
	for (int i = 0; i < 2; i++) {
		cb_store_close(store[i]);
		cb_names_free(names[i]);
	}
}

static void
test_reading_changes_nothing(void **state)
{
	struct fixture *f = *state;
	struct stat before, after;

	import(f, &cb_register_score, LINES(XI "score=90"));
	chmod(f->path, 0400);
	chmod(f->dir, 0500);
	assert_int_equal(stat(f->path, &before), 0);
	assert_int_equal(verify(f), CB_OK);
	assert_int_equal(stat(f->path, &after), 0);
	chmod(f->dir, 0700);
	assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
	assert_int_equal(before.st_size, after.st_size);
}

static void
scan_text(struct fixture *f, const struct cb_scan_bound *bound, size_t n, bool by_text, struct cb_str *out)
{
	struct cb_store *store = open_store(f, CB_OPEN_READ);
	struct cb_names *names = cb_names_new();
	struct cb_scan_plan plan = {
		.reg = &cb_register_score, .names = names, .bounds = bound, .n_bounds = n, .by_text = by_text
	};
	const struct cb_record *record;
	struct cb_scan *scan;
	int got;

	cb_str_clear(out);
	assert_int_equal(cb_store_names(store, names, &f->diag), CB_OK);
	assert_int_equal(cb_scan_open(&scan, store, &plan, &f->diag), CB_OK);
	while ((got = cb_scan_next(scan, &record)) == 1) {
		char buf[CB_PRINT_MAX];

		cb_str_addt(out, cb_names_get(names, (uint32_t)record->cells[SCORE_COMMUNITY].n)->text);
		cb_str_addt(out, cb_cell_print(&cb_type_num, NULL, &record->cells[SCORE_SCORE], buf));
		cb_str_addt(out, cb_cell_print(&cb_type_day, NULL, &record->cells[SCORE_DATE], buf));
		cb_str_addc(out, ' ');
	}
	assert_int_equal(got, 0);
	cb_scan_close(scan);
	cb_store_close(store);
	cb_names_free(names);
}

static void
test_scan(void **state)
{
	struct fixture *f = *state;
	struct cb_scan_bound july = { SCORE_PERIOD,
		                      { .n = 202607, .state = CB_VALUE },
		                      { .n = 202607, .state = CB_VALUE } };
	struct cb_scan_bound since = { SCORE_PERIOD, { .n = 202607, .state = CB_VALUE }, { 0 } };
	struct cb_str out = { 0 };

	import(f, &cb_register_score, LINES(XI "score=90|date=2026-07-09", DONG "score=无数据|date=", "period=2026-08|community=西峡|indicator=卫生|score=3|date=", NAN "score=-0.5|date="));
	scan_text(f, NULL, 0, true, &out);
	assert_string_equal(cb_str_c(&out), "东坡无数据 南苑-0.5 西峡902026-07-09 西峡3 ");
	scan_text(f, &july, 1, true, &out);
	assert_string_equal(cb_str_c(&out), "东坡无数据 南苑-0.5 西峡902026-07-09 ");
	scan_text(f, &since, 1, false, &out);
	assert_int_equal(strlen(cb_str_c(&out)), strlen("东坡无数据 南苑-0.5 西峡902026-07-09 西峡3 "));
	cb_str_release(&out);
}

static void
test_reveal_log(void **state)
{
	struct fixture *f = *state;
	struct cb_author author = { "tester", "2026-08-02 10:00", "cb-export --reveal volunteer" };
	struct cb_table log = { 0 };
	struct cb_store *store;

	import(f, &cb_register_volunteer, LINES("name=王小明|community=西峡"));
	store = open_store(f, CB_OPEN_WRITE);
	assert_int_equal(cb_store_log_reveal(store, &cb_register_volunteer, 17, &author, &f->diag), CB_OK);
	assert_int_equal(cb_store_log(store, &log, &f->diag), CB_OK);
	assert_int_equal(log.n_rows, 2);
	assert_true(cb_text_is(log.cells[BATCH_N + BATCH_WHAT].text, "cb-export --reveal volunteer"));
	assert_string_equal(query(f, "SELECT rows FROM batch WHERE id = 2"), "17");
	cb_table_release(&log);
	cb_store_close(store);
	assert_int_equal(verify(f), CB_OK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_first_and_again),
		TEST(test_second_rows),
		TEST(test_doubles),
		TEST(test_append_only),
		TEST(test_given_numbers),
		TEST(test_given_steps),
		TEST(test_cases),
		TEST(test_whole_groups),
		TEST(test_masked),
		TEST(test_every_one),
		TEST(test_two_runs_in_one_transaction),
		TEST(test_undo),
		TEST(test_undo_under_later_batch),
		TEST(test_replaces),
		TEST(test_chain),
		TEST(test_spelling_keeps_chain),
		TEST(test_create_and_modes),
		TEST(test_not_ours),
		TEST(test_publications),
		TEST(test_versions),
		TEST(test_forget_names),
		TEST(test_busy),
		TEST(test_beside),
		TEST(test_late_terms),
		TEST(test_reading_changes_nothing),
		TEST(test_scan),
		TEST(test_reveal_log),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
