/* Ranking any table: query/table_ranking.h, measures with units, reading by name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include <cb/query/table_ranking.h>

#include "rule_rows.h"

enum { FILES = 2 };

/* The codes of the errors, "524 524 ". */
static void
note_code(void *arg, const struct cb_diag *diag, const struct cb_finding *f)
{
	struct cb_str *codes = arg;

	(void)diag;
	if (f->severity == CB_ERROR)
		cb_str_addf(codes, "%d:%u:%u ", (int)f->code, f->where.row, f->where.column);
}

static struct cb_rules *
rules_of(const char *more)
{
	const char *lines[] = { "tie,rank.tie,,,,,1224,,,,,", "round,rank.round,,,,,half-up,,,,,", "places,rank.places,,,,,2,,,,,",
		                "all,rank.admit,,面积,100,,,不足100亩,,,,", "two,rank.admit,二类地,面积,300,,,不足300亩,,,,",
		                "three,rank.admit,三类地,面积,300,,,不足300亩,,,,", NULL, NULL };

	if (more != NULL && strncmp(more, "tie", 3) == 0)
		lines[0] = more;
	else
		lines[6] = more;
	return good_rules(lines, COUNT(lines));
}

/* All cells as they print. */
static void
print_table(const struct cb_table *t, struct cb_str *out)
{
	char buf[CB_PRINT_MAX];

	for (size_t i = 0; i < t->n_rows; i++)
		for (size_t c = 0; c < t->n_columns; c++) {
			const struct cb_table_column *column = &t->columns[c];
			const struct cb_cell *cell = &t->cells[i * t->n_columns + c];

			cb_str_addt(out, cb_cell_print(column->type, column->arg, cell, buf));
			cb_str_addc(out, c + 1 == t->n_columns ? '\n' : ',');
		}
}

struct test {
	const char *what;
	const char *files[FILES];
	struct cb_table_ranking_options options;
	const char *rule;  /* one more, or another rank.tie */
	const char *rows;  /* as printed; NULL: refused */
	const char *codes; /* code:line:column of the errors */
};

static const struct test tests[] = {
	{ "R20 亿 over 亩, 亿 over km²", { "企业,产值,面积\n甲,54.1亿,6.78km²\n乙,14.55亿,2035亩\n" }, { .by = "产值/面积" }, NULL, "乙,14.55亿,2035亩,71.5,1\n甲,54.1亿,6.78km²,53.2,2\n", "" },
	{ "R20 units in the label", { "企业,产值（亿元）,面积(平方公里)\n甲,54.1,6.78\n" }, { .by = "产值/面积" }, NULL, "甲,54.1,6.78,53.2,1\n", "" },
	{ "units that differ within a column", { "x,产值,面积\n甲,1500万元,1公顷\n乙,0.3亿元,20000平方米\n丙,30000000元,1km2\n" }, { .by = "产值/面积" }, NULL, "乙,0.3亿元,20000平方米,100,1\n甲,1500万元,1公顷,100,1\n丙,30000000元,1km2,2,3\n", "" },
	{ "no unit: plain division, a tie of what is printed", { "n,a,b\nx,2,3\ny,0.667,1\nz,1,3\n" }, { .by = "a/b" }, NULL, "x,2,3,0.67,1\ny,0.667,1,0.67,1\nz,1,3,0.33,3\n", "" },
	{ "R21 the line", { "n,v\n企业B,45\n青田,447\n区块A,130\n园区,150\n" }, { .by = "v" }, "line,rank.line,,,50,,,限期整改,,,,", "青田,447,1,,\n园区,150,2,,\n区块A,130,3,,\n企业B,45,4,限期整改,line\n", "" },
	{ "R21 the line itself is above", { "n,v\na,50\n" }, { .by = "v" }, "line,rank.line,,,50,,,限期整改,,,,", "a,50,1,,\n", "" },
	{ "R22 admission by group", { "n,类,面积(亩)\na,三类地,200\nb,一类地,120\nc,二类地,300\nd,,90\n" }, { .by = "面积", .group = "类", .admit = true }, NULL, "d,,90,1,否,不足100亩(面积 90亩),all\nb,一类地,120,1,是,,\na,三类地,200,1,否,不足300亩(面积 200亩),three\n"
	                                                                                                                                                          "c,二类地,300,1,是,,\n",
	  "" },
	{ "R22 km² are judged in 亩", { "n,类,面积(km²)\na,二类地,0.2\nb,二类地,0.19\n" }, { .by = "面积", .group = "类", .admit = true }, NULL, "a,二类地,0.2,1,是,,\nb,二类地,0.19,2,否,不足300亩(面积 285亩),two\n", "" },
	{ "R23 the group's ratio is Σ/Σ", { "组,n,产值(亿元),面积(亩)\nA,甲,10,1000\nA,乙,1,10\n" }, { .by = "产值/面积", .group = "组" }, NULL, "A,乙,1,10,1000,1,108.91\nA,甲,10,1000,100,2,108.91\n", "" },
	{ "R1 quotients", { "n,v\na,0.33333349999\nb,0.3333334\nc,0.3333335\nd,-0.00000050000000000009\ne,-0.0000005\nf,0\n" }, { .by = "v" }, NULL, "c,0.3333335,1\na,0.33333349999,2\nb,0.3333334,2\nf,0,4\nd,-0.00000050000000000009,5\ne,-0.0000005,5\n", "" },
	{ "R1 quotients in 万", { "n,v\na,0.00000000001万\nb,0.00000000006万\n" }, { .by = "v" }, NULL, "b,0.00000000006万,1\na,0.00000000001万,2\n", "" },
	{ "R1 quotients too large", { "n,v\na,99999999999999.3333333\n" }, { .by = "v" }, NULL, NULL, "205:2:2 " },
	{ "a corner without label", { ",v\na,1\nb,2\n" }, { .by = "v" }, NULL, "b,2,1\na,1,2\n", "" },
	{ "0.1 + 6 places", { "n,v\na,0.000001\nb,0.000002\n" }, { .by = "v" }, NULL, "b,0.000002,1\na,0.000001,2\n", "" },
	{ "ascending", { "n,v\na,2\nb,1\n" }, { .by = "v", .ascending = true }, NULL, "b,1,1\na,2,2\n", "" },
	{ "empty is refused", { "n,v\na,\nb,1\n" }, { .by = "v" }, NULL, NULL, "520:2:2 " },
	{ "empty is unranked and last", { "n,v\na,\nb,-1\n" }, { .by = "v", .allow_missing = true }, NULL, "b,-1,1\na,,\n", "" },
	{ "empty divisor", { "n,a,b\nx,1,\ny,2,1\n" }, { .by = "a/b", .allow_missing = true }, NULL, "y,2,1,2,1\nx,1,,,\n", "" },
	{ "divisor 0", { "n,a,b\nx,1,0\n" }, { .by = "a/b" }, NULL, NULL, "523:2:3 " },
	{ "dense", { "n,v\na,2\nb,2\nc,1\n" }, { .by = "v" }, "tie,rank.tie,,,,,dense,,,,,", "a,2,1\nb,2,1\nc,1,2\n", "" },
	{ "ordinal: order of appearance", { "n,v\nb,2\na,2\nc,3\n" }, { .by = "v" }, "tie,rank.tie,,,,,ordinal,,,,,", "c,3,1\nb,2,2\na,2,3\n", "" },
	{ "ordinal ascending", { "n,v\nb,2\na,2\nc,1\n" }, { .by = "v", .ascending = true }, "tie,rank.tie,,,,,ordinal,,,,,", "c,1,1\nb,2,2\na,2,3\n", "" },
	{ "1224: the order of the input does not show", { "n,v\nb,2\na,2\n" }, { .by = "v" }, NULL, "a,2,1\nb,2,1\n", "" },
	{ "two files, columns by name", { "n,v\na,1\n", "v,n\n2,b\n" }, { .by = "v" }, NULL, "b,2,1\na,1,2\n", "" },
	{ "two files of other columns", { "n,v\na,1\n", "n,w\nb,2\n" }, { .by = "v" }, NULL, NULL, "525:1:2 525:1:0 " },
	{ "among", { "n,v\na,1\nb,2\n" }, { .by = "v", .among = { (const char *const[]){ "n=a" }, 1 } }, NULL, "a,1,1\n", "" },
	{ "among no row", { "n,v\na,1\n" }, { .by = "v", .among = { (const char *const[]){ "n=b" }, 1 } }, NULL, NULL, "527:1:0 " },
	{ "a misspelled column", { "n,产值,面积\na,1,2\n" }, { .by = "产直/面积" }, NULL, NULL, "521:1:0 " },
	{ "two columns it could be", { "得分(7月),得分(8月)\n1,2\n" }, { .by = "得分" }, NULL, NULL, "522:1:0 " },
	{ "the label in full", { "得分(7月),得分(8月)\n1,2\n" }, { .by = "得分（8月）" }, NULL, "1,2,1\n", "" },
	{ "a label with a stroke", { "n,a/b\nx,1\n" }, { .by = "a/b" }, NULL, "x,1,1\n", "" },
	{ "ragged rows", { "n,v\na\nb,1,2\nc,1,\n" }, { .by = "v" }, NULL, NULL, "305:2:1 306:3:3 " },
	{ "a label twice", { "n,v,n\na,1,2\n" }, { .by = "v" }, NULL, NULL, "304:1:3 " },
	{ "an own column", { "n,rank\na,1\n" }, { .by = "n", .allow_missing = true }, NULL, NULL, "203:2:1 526:1:0 " },
	{ "a total row that is wrong", { "n,v\na,1\n合计,2\n" }, { .by = "v" }, NULL, NULL, "307:3:2 " },
	{ "infinity", { "n,v\na,inf\n" }, { .by = "v" }, NULL, NULL, "203:2:2 " },
	{ "cells with and without unit", { "n,v\na,3亩\nb,4\nc,5元\n" }, { .by = "v" }, NULL, NULL, "524:3:2 524:4:2 " },
	{ "per cents and plain numbers", { "n,v\na,17%\nb,17\n" }, { .by = "v" }, NULL, NULL, "524:3:2 " },
	{ "tons and metres", { "n,v\na,1吨\nb,17米\n" }, { .by = "v" }, NULL, NULL, "524:3:2 " },
	{ "boxes and pieces", { "n,v\na,5箱\nb,500只\n" }, { .by = "v" }, NULL, NULL, "524:3:2 " },
	{ "unknown", { "n,v\na,XX余亩\n" }, { .by = "v" }, NULL, NULL, "207:2:2 " },
	{ "R1 more and less", { "n,v\na,300亩\nb,300余亩\nc,近300亩\n" }, { .by = "v" }, NULL, "b,300余亩,1\na,300亩,2\nc,近300亩,3\n", "" },
	{ "no row", { "n,v\n" }, { .by = "v" }, NULL, "", "" },
	{ "no rule", { "n,v\na,1\n" }, { .by = "v" }, "tie,rank.tie,month,,,,1224,,,,,", NULL, "509:0:0 " },
};

static void
write_file(char path[], const char *text)
{
	int fd = mkstemp(path);
	FILE *f = fdopen(fd, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void
test_tables(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(tests); i++) {
		const struct test *t = &tests[i];
		char paths[FILES][32];
		const char *items[FILES];
		struct cb_list list = { items, 0 };
		struct cb_str codes = { 0 }, rows = { 0 };
		struct cb_diag diag = { .sink = note_code, .sink_arg = &codes };
		struct cb_table table = { 0 };
		struct cb_table_ranking_options options = t->options;
		struct cb_rules *rules = rules_of(t->rule);
		enum cb_status rc;

		for (; list.n < FILES && t->files[list.n] != NULL; list.n++) {
			memcpy(paths[list.n], "/tmp/cb_table_XXXXXX", sizeof("/tmp/cb_table_XXXXXX"));
			write_file(paths[list.n], t->files[list.n]);
			items[list.n] = paths[list.n];
		}
		options.rules = rules;
		rc = cb_table_ranking(&options, list, &table, &diag);
		print_table(&table, &rows);
		if ((rc == CB_OK) != (t->rows != NULL) || strcmp(cb_str_c(&codes), t->codes) != 0 ||
		    strcmp(cb_str_c(&rows), t->rows != NULL ? t->rows : "") != 0)
			fail_msg("%s: status %d, errors %s\n%s", t->what, (int)rc, cb_str_c(&codes), cb_str_c(&rows));
		for (size_t f = 0; f < list.n; f++)
			unlink(paths[f]);
		cb_table_release(&table);
		cb_rules_free(rules);
		cb_diag_release(&diag);
		cb_str_release(&codes);
		cb_str_release(&rows);
	}
}

/* The unit of a ratio stands in its label, the key is what was asked for. */
static void
test_labels(void **state)
{
	static const struct {
		const char *what, *file, *by, *zh;
	} rows[] = {
		{ "money over area", "产值(亿元),面积(km²)\n1,2\n", "产值/面积", "产值/面积(万元/亩)" },
		{ "in cells", "产值,面积\n1亿,2公顷\n", "产值/面积", "产值/面积(万元/亩)" },
		{ "money over people", "产值(亿元),人口(万人)\n1,2\n", "产值/人口", "产值/人口(万元/万人)" },
		{ "people over area", "人口(人),面积(亩)\n1,2\n", "人口/面积", "人口/面积(人/亩)" },
		{ "a bare 万 of people is no money", "人口,面积(亩)\n1万,2\n", "人口/面积", "人口/面积(每亩)" },
		{ "one unit", "支出(元),收入(万元)\n1,2\n", "支出/收入", "支出/收入" },
		{ "no unit", "a,b\n1,2\n", "a/b", "a/b" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char path[] = "/tmp/cb_table_XXXXXX";
		const char *items[] = { path };
		struct cb_diag diag = { 0 };
		struct cb_table table = { 0 };
		struct cb_rules *rules = rules_of(NULL);
		struct cb_table_ranking_options options = { .by = rows[i].by, .rules = rules };

		write_file(path, rows[i].file);
		if (cb_table_ranking(&options, (struct cb_list){ items, 1 }, &table, &diag) != CB_OK)
			fail_msg("%s: refused", rows[i].what);
		if (strcmp(table.columns[2].zh, rows[i].zh) != 0 || strcmp(table.columns[2].key, rows[i].by) != 0)
			fail_msg("%s: %s", rows[i].what, table.columns[2].zh);
		unlink(path);
		cb_table_release(&table);
		cb_rules_free(rules);
		cb_diag_release(&diag);
	}
}

int
main(void)
{
	const struct CMUnitTest all[] = { cmocka_unit_test(test_tables), cmocka_unit_test(test_labels) };

	return cmocka_run_group_tests(all, NULL, NULL);
}
