/* query/query.h, filter.h, sums.h: any table filtered and added up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <cb/query/filter.h>
#include <cb/query/sums.h>

/* The codes of the errors, "632 ". */
static void
note_code(void *arg, const struct cb_diag *diag, const struct cb_finding *f)
{
	(void)diag;
	if (f->severity == CB_ERROR)
		cb_str_addf(arg, "%d ", (int)f->code);
}

/* An office of three communities, in a folder of its own. */
static void
open_office(struct cb_office *office, struct cb_diag *diag)
{
	static const char rows[] = "name,kind,households,lead_unit\n东街,老城,120,财政局\n西街,新区,80,\n南塘,老城,,教育局\n";
	char dir[] = "/tmp/cb-query-XXXXXX";
	struct cb_str path = { 0 };
	FILE *f;

	assert_non_null(mkdtemp(dir));
	cb_str_addf(&path, "%s/community.csv", dir);
	f = fopen(cb_str_c(&path), "w");
	assert_non_null(f);
	assert_true(fputs(rows, f) >= 0 && fclose(f) == 0);
	assert_int_equal(cb_office_open(office, &(struct cb_office_options){ .db = dir }, diag), CB_OK);
	office->dir = NULL; /* which goes at once */
	unlink(cb_str_c(&path));
	rmdir(dir);
	cb_str_release(&path);
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	static const struct {
		const char *community, *note;
		int64_t n, households, people;
		enum cb_mark mark;
	} rows[] = {
		{ "东街社区", "甲", 3, 1, 10, CB_EXACT },
		{ "西街", "乙", 4, 1, 20, CB_MORE },
		{ "东街", "乙", 5, 2, 30, CB_EXACT },
		{ "北门", "", -1, 1, 5, CB_LESS },
		{ "西街", "", 6, 1, 1, CB_EXACT },
	};

	(void)run;
	for (size_t i = 0; i < CB_COUNT(rows); i++) {
		struct cb_cell *cells = cb_table_row(out);

		cells[0] = cb_table_text(out, cb_text_of(rows[i].community));
		cells[1] = cb_table_text(out, cb_text_of(rows[i].note));
		if (rows[i].n >= 0)
			cells[2] = cb_cell_number(rows[i].n);
		cells[3] = cb_cell_number(rows[i].people * 1000000);
		cells[3].mark = (uint8_t)rows[i].mark;
		cells[4] = cb_cell_number(rows[i].households);
	}
	out->chart = (struct cb_table_chart){ .label = 0, .value = 2, .first_row = 1, .n_rows = 3 };
	return CB_OK;
}

static const struct cb_query_column columns[] = {
	{ "community", "社区", .type = &cb_type_text },
	{ "note", "备注", .type = &cb_type_text },
	{ "n", "件数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	{ "people", "人数", .type = &cb_type_qty, .flags = CB_QUERY_SUM },
	{ "level", "级", .type = &cb_type_int },
	{ 0 },
};
static const struct cb_query query = { .name = "test", .zh = "试", .columns = columns, .fill = fill };

static void
print_table(const struct cb_table *t, struct cb_str *out)
{
	char buf[CB_PRINT_MAX];

	for (size_t i = 0; i < t->n_rows * t->n_columns; i++) {
		size_t c = i % t->n_columns;

		cb_str_addt(out, cb_cell_print(t->columns[c].type, t->columns[c].arg, &t->cells[i], buf));
		cb_str_addc(out, c + 1 == t->n_columns ? '\n' : ',');
	}
}

static void
asks(void **state)
{
	static const struct {
		const char *what, *where[2], *by, *rows, *codes;
	} tests[] = {
		{ "everything", { NULL }, NULL, "东街社区,甲,3,10,1\n西街,乙,4,20+,1\n东街,乙,5,30,2\n北门,,,5-,1\n西街,,6,1,1\n", "" },
		{ "a cell by key", { "note=乙" }, NULL, "西街,乙,4,20+,1\n东街,乙,5,30,2\n", "" },
		{ "R1 by label, by value", { "件数=04" }, NULL, "西街,乙,4,20+,1\n", "" },
		{ "R1 an empty one", { "备注=" }, NULL, "北门,,,5-,1\n西街,,6,1,1\n", "" },
		{ "R1 all must hold", { "备注=乙", "社区=西街" }, NULL, "西街,乙,4,20+,1\n", "" },
		{ "R1 a name in any spelling", { "社区=东街社区" }, NULL, "东街社区,甲,3,10,1\n东街,乙,5,30,2\n", "" },
		{ "R2 a column of the community", { "类型=老城" }, NULL, "东街社区,甲,3,10,1\n东街,乙,5,30,2\n", "" },
		{ "R2 its number", { "households=80.0" }, NULL, "西街,乙,4,20+,1\n西街,,6,1,1\n", "" },
		{ "R2 its name", { "牵头单位=财政局" }, NULL, "东街社区,甲,3,10,1\n东街,乙,5,30,2\n", "" },
		{ "R2 a number of no row", { "households=0120.0", "note=丙" }, NULL, "", "" },
		{ "R2 of no row", { "牵头单位=教育局" }, NULL, "", "" },
		{ "R2 empty, or not registered", { "lead_unit=" }, NULL, "西街,乙,4,20+,1\n北门,,,5-,1\n西街,,6,1,1\n", "" },
		{ "R3 no column", { "镇=1" }, NULL, "", "616 " },
		{ "R3 no condition", { "note" }, NULL, "", "529 " },
		{ "R3 no number", { "n=x" }, NULL, "", "203 " },
		{ "R3 a name nobody has", { "社区=东接" }, NULL, "", "632 " },
		{ "R3 a value no community has", { "kind=城郊" }, NULL, "", "632 " },
		{ "a text no row has is none", { "note=丙" }, NULL, "", "" },
		{ "a name that no row has but a register", { "社区=南塘" }, NULL, "", "" },
		{ "R1 sums, R2 order", { NULL }, "备注", "乙,2,9,50+\n甲,1,3,10\n,2,6,6-\n", "" },
		{ "R2 numbers by value", { NULL }, "级,note", "1,乙,1,4,20+\n1,甲,1,3,10\n1,,2,6,6-\n2,乙,1,5,30\n", "" },
		{ "R1 a sum of empty cells", { "社区=北门" }, "community", "北门,1,,5-\n", "" },
		{ "a summed column as key", { "note=乙" }, "n,n", "4,1,20+\n5,1,30\n", "" },
		{ "an unknown key", { NULL }, "note,nix", "", "652 " },
	};
	struct cb_str codes = { 0 }, rows = { 0 };
	struct cb_diag diag = { .lang = CB_ZH, .sink = note_code, .sink_arg = &codes };
	struct cb_office office = { 0 };

	(void)state;
	open_office(&office, &diag);
	for (size_t i = 0; i < CB_COUNT(tests); i++) {
		struct cb_query_run run = { .office = &office, .by = tests[i].by };
		struct cb_table out = { 0 };
		const char *where[] = { tests[i].where[0], tests[i].where[1] };
		enum cb_status status;

		run.where = (struct cb_list){ .items = where, .n = (where[0] != NULL) + (size_t)(where[1] != NULL) };
		cb_str_clear(&codes);
		cb_str_clear(&rows);
		status = cb_query_fill(&query, &run, &out);
		print_table(&out, &rows);
		if (strcmp(cb_str_c(&rows), tests[i].rows) != 0 || strcmp(cb_str_c(&codes), tests[i].codes) != 0)
			fail_msg("%s: codes %s\n%s", tests[i].what, cb_str_c(&codes), cb_str_c(&rows));
		assert_int_equal(status, tests[i].codes[0] == '\0' ? CB_OK : CB_USAGE);
		cb_table_release(&out);
		cb_query_run_release(&run);
	}
	cb_office_release(&office);
	cb_diag_release(&diag);
	cb_str_release(&codes);
	cb_str_release(&rows);
}

/* ---- what is private ---- */

static enum cb_status
fill_people(struct cb_query_run *run, struct cb_table *out)
{
	static const char *const phones[] = { "13800000001", "13800000002" };

	(void)run;
	for (size_t i = 0; i < CB_COUNT(phones); i++) {
		struct cb_cell *cells = cb_table_row(out);

		cells[0] = cb_table_text(out, cb_text_of("东街"));
		cells[1] = cb_table_text(out, cb_text_of(phones[i]));
	}
	return CB_OK;
}

static const struct cb_query_column people_columns[] = {
	{ "community", "社区", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	{ "phone", "电话", .type = &cb_type_phone, .flags = CB_QUERY_PRIVATE | CB_QUERY_BY_KEY },
	{ 0 },
};

/* R5, of a table that is added up and of a fill that adds up itself. The error is the same whoever is there. */
static void
hides_what_is_private(void **state)
{
	static const struct {
		const char *what, *where, *by;
		bool reveals;
		const char *rows, *codes;
	} tests[] = {
		{ "one who is there", "phone=13800000001", NULL, false, "", "670 " },
		{ "one who is not", "电话=13800000009", NULL, false, "", "670 " },
		{ "what no phone can be", "电话=x", NULL, false, "", "670 " },
		{ "who has none", "电话=", NULL, false, "", "670 " },
		{ "a key", NULL, "community,phone", false, "", "670 " },
		{ "a public key", NULL, "community", false, "东街,2\n", "" },
		{ "revealed", "phone=13800000001", NULL, true, "东街,13800000001\n", "" },
		{ "revealed, nobody", "phone=13800000009", NULL, true, "", "" },
		{ "a key revealed", NULL, "phone", true, "13800000001,1\n13800000002,1\n", "" },
	};
	static const struct cb_query people = { .name = "people", .zh = "人", .columns = people_columns, .fill = fill_people },
				     adding = { .columns = people_columns, .takes = CB_QUERY_TAKES_BY, .fill = fill_people, .by = "community" };
	struct cb_str codes = { 0 }, rows = { 0 };
	struct cb_diag diag = { .lang = CB_ZH, .sink = note_code, .sink_arg = &codes };
	struct cb_office office = { 0 };
	struct cb_query_run run = { .office = &office, .by = "phone" };
	struct cb_table out = { 0 };

	(void)state;
	open_office(&office, &diag);
	assert_int_equal(cb_query_fill(&adding, &run, &out), CB_USAGE);
	assert_string_equal(cb_str_c(&codes), "670 ");
	cb_table_release(&out);
	for (size_t i = 0; i < CB_COUNT(tests); i++) {
		run = (struct cb_query_run){ .office = &office, .by = tests[i].by };
		run.where = (struct cb_list){ .items = &tests[i].where, .n = tests[i].where != NULL };
		office.reveals = tests[i].reveals;
		cb_str_clear(&codes);
		cb_str_clear(&rows);
		cb_query_fill(&people, &run, &out);
		print_table(&out, &rows);
		if (strcmp(cb_str_c(&rows), tests[i].rows) != 0 || strcmp(cb_str_c(&codes), tests[i].codes) != 0)
			fail_msg("%s: codes %s\n%s", tests[i].what, cb_str_c(&codes), cb_str_c(&rows));
		cb_table_release(&out);
	}
	cb_office_release(&office);
	cb_diag_release(&diag);
	cb_str_release(&codes);
	cb_str_release(&rows);
}

static void
moves_the_chart(void **state)
{
	struct cb_diag diag = { 0 };
	struct cb_office office = { 0 };
	const char *where[] = { "社区=西街" };
	struct cb_query_run run = { .office = &office, .where = { .items = where, .n = 1 } };
	struct cb_table out = { 0 };

	(void)state;
	open_office(&office, &diag);
	assert_int_equal(cb_query_fill(&query, &run, &out), CB_OK);
	assert_int_equal(out.n_rows, 2);
	assert_int_equal(out.chart.first_row, 0);
	assert_int_equal(out.chart.n_rows, 1);
	cb_table_release(&out);
	cb_office_release(&office);
	cb_diag_release(&diag);
}

static void
refuses_a_sum_too_large(void **state)
{
	struct cb_diag diag = { 0 };
	struct cb_sum sum = { 0 };

	(void)state;
	assert_int_equal(cb_sum_cell(&sum, &diag, "amount").state, CB_EMPTY);
	for (int i = 0; i < 3; i++)
		cb_sum_add_number(&sum, CB_NUMBER_MAX);
	assert_int_equal(cb_sum_cell(&sum, &diag, "amount").state, CB_EMPTY);
	assert_int_equal(diag.errors, 1);
	for (int i = 0; i < 2; i++)
		cb_sum_add_number(&sum, -CB_NUMBER_MAX);
	assert_int_equal(cb_sum_cell(&sum, &diag, "amount").n, CB_NUMBER_MAX);
	assert_int_equal(diag.errors, 1);
}

static void
has_all_queries(void **state)
{
	struct cb_diag diag = { 0 };
	struct cb_office office = { .diag = &diag };
	struct cb_query_run run = { .office = &office };

	(void)state;
	for (const struct cb_query *const *q = cb_queries; *q != NULL; q++) {
		struct cb_table table = { 0 };

		assert_ptr_equal(cb_query_find(cb_text_of((*q)->name)), *q);
		assert_ptr_equal(cb_query_find(cb_text_of((*q)->zh)), *q);
		assert_true((*q)->en != NULL && (*q)->doc != NULL);
		cb_query_columns(*q, &run, &table);
		assert_true(table.n_columns > 0 && table.title_zh != NULL && table.title_en != NULL);
		for (size_t c = 0; c < table.n_columns; c++)
			assert_non_null(table.columns[c].type);
		cb_table_release(&table);
	}
	assert_null(cb_query_find(CB_LIT("nix")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(asks),
		cmocka_unit_test(hides_what_is_private),
		cmocka_unit_test(moves_the_chart),
		cmocka_unit_test(refuses_a_sum_too_large),
		cmocka_unit_test(has_all_queries),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
