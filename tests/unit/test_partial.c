/* query/partial.h R2: whatever way scores are divided, and partial results are merged, it is the ranking of one run. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <cb/data/csv.h>
#include <cb/query/partial.h>
#include <cb/query/ranking.h>

#include "../random.h"

enum { ROUNDS = 1000,
       FILES_MAX = 6,
       RESULTS_MAX = 4 * FILES_MAX,
       COMMUNITIES = 5, /* one of them is registered nowhere */
       INDICATORS = 3,
       CELLS = 36, /* of 4 communities and 3 months */
       NAME_BYTES = 32 };

static uint64_t seed = 2026;

static unsigned
draw(unsigned n)
{
	return (unsigned)(next_random(&seed) % n);
}

static bool
one_in(unsigned n)
{
	return draw(n) == 0;
}

static void
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0 && fclose(f) == 0);
}

/* ---- an office, in a folder of its own ---- */

static char folder[] = "/tmp/cb-partial-XXXXXX";
static const char *const combines[] = { "mean", "trimmed", "last" };

static int
make_office(void **state)
{
	char path[NAME_BYTES], text[1024];

	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	assert_int_equal(mkdir("registers", 0700), 0);
	write_file("registers/community.csv", "name\n东街社区\n西街社区\n南塘社区\n北仓社区\n");
	write_file("registers/alias.csv", "of,alias,name\n社区,老东门,东街社区\n");
	write_file("registers/indicator.csv", "system,code,title,full,mode\nmonth,A,卫生,20,加分\nmonth,B,治安,10,扣分\nmonth,C,台账,15,加分\n");
	for (size_t i = 0; i < CB_COUNT(combines); i++) {
		snprintf(path, sizeof(path), "%s.csv", combines[i]);
		snprintf(text, sizeof(text),
		         "rule,what,scope,key,at_least,at_most,value,measure,basis,note,since,until\n"
		         "first,rank.prize,month,,1,1,20000,流动红旗,,,,\nbottom,rank.bottom,month,,1,2,,黄牌警告,,,,\n"
		         "last-1,rank.last,month,,1,,,媒体公布,,,,\nlast-2,rank.last,month,,2,,,说明,,,,\n"
		         "before,rank.not_before,month,,,,25,考核早,,,,\ntie,rank.tie,,,,,1224,,,,,\n"
		         "overlap,rank.overlap,,,,,top,,,,,\nmissing,rank.missing,,,,,refuse,,,,,\n"
		         "gap,rank.streak_gap,,,,,breaks,,,,,\ncombine,rank.combine,,,,,%s,,,,,\n"
		         "round,rank.round,,,,,half-up,,,,,\nplaces,rank.places,,,,,2,,,,,\n",
		         combines[i]);
		write_file(path, text);
	}
	return 0;
}

static int
remove_office(void **state)
{
	char command[64];

	(void)state;
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	return chdir("/") != 0 || system(command) != 0;
}

/* What a run is given, and what it says. */
struct run {
	const char *registers, *rules;
	struct cb_list paths;
	struct cb_office office;
	struct cb_diag diag;
	struct cb_input input;
	struct cb_str said;
};

static void
note(void *arg, const struct cb_diag *diag, const struct cb_finding *f)
{
	struct cb_str *said = arg;

	cb_where_print(diag, f->where, said);
	cb_str_addf(said, " %d %d %s: %s\n", (int)f->severity, (int)f->code, f->field, f->text);
}

static void
open_run(struct run *r)
{
	struct cb_office_options how = { .db = r->registers, .rules = r->rules };

	r->diag = (struct cb_diag){ .sink = note, .sink_arg = &r->said };
	if (cb_office_open(&r->office, &how, &r->diag) != CB_OK)
		fail_msg("%s", cb_str_c(&r->said));
	r->input = (struct cb_input){ .reg = &cb_register_score, .paths = r->paths };
}

static void
close_run(struct run *r)
{
	cb_office_release(&r->office);
	cb_diag_release(&r->diag);
}

static void
print_table(const struct cb_table *t, struct cb_str *out)
{
	char buf[CB_PRINT_MAX];

	for (size_t i = 0; i < t->n_rows * t->n_columns; i++) {
		const struct cb_table_column *column = &t->columns[i % t->n_columns];

		cb_str_addt(out, cb_cell_print(column->type, column->arg, &t->cells[i], buf));
		cb_str_addc(out, (i + 1) % t->n_columns == 0 ? '\n' : ',');
	}
}

/* ---- ranking ---- */

struct question {
	const char *registers, *rules, *explain;
	struct cb_period_range range;
};

/* Findings and rows of the question, asked of scores or, with `merges`, of partial results. */
static struct cb_str
rank(const struct question *q, bool merges, const char *const *paths, size_t n)
{
	struct run r = { .registers = q->registers, .rules = q->rules, .paths = { paths, n } };
	struct cb_ranking_options options = { .merges = merges, .explain = q->explain };
	struct cb_query_run run = { .office = &r.office, .input = &r.input, .range = q->range, .of.ranking = &options };
	struct cb_table table = { 0 };

	open_run(&r);
	cb_query_fill(q->explain != NULL ? &cb_query_explain : &cb_query_ranking, &run, &table);
	print_table(&table, &r.said);
	cb_table_release(&table);
	cb_query_run_release(&run);
	close_run(&r);
	return r.said;
}

/* ---- partial results ---- */

static void
put_row(void *arg, const struct cb_cell *cells)
{
	struct cb_table *table = arg;
	struct cb_text texts[32];
	char bufs[32][CB_PRINT_MAX];
	struct cb_str line = { 0 };

	for (size_t i = 0; i < table->n_columns; i++)
		texts[i] = cb_cell_print(table->columns[i].type, NULL, &cells[i], bufs[i]);
	cb_csv_print_row(&line, texts, table->n_columns, ',');
	*cb_table_row(table) = cb_table_take(table, &line);
}

/* The partial result of these files, in a file. */
static void
make_partial(const struct question *q, bool merges, const char *const *paths, size_t n, const char *to)
{
	struct run r = { .registers = q->registers, .rules = q->rules, .paths = { paths, n } };
	struct cb_partial_options options = { .input = &r.input, .merges = merges, .explain = q->explain };
	struct cb_partial *partial;
	struct cb_table lines = { 0 };
	struct cb_str text = { 0 };

	open_run(&r);
	assert_int_equal(cb_partial_open(&partial, &r.office, &options), CB_OK);
	cb_partial_columns(&lines);
	cb_partial_each(partial, put_row, &lines);
	for (size_t i = 0; i < lines.n_rows; i++)
		cb_str_addt(&text, lines.cells[i * lines.n_columns].text);
	write_file(to, cb_str_c(&text));
	assert_int_equal(r.said.len, 0);
	cb_str_release(&text);
	cb_table_release(&lines);
	cb_partial_close(partial);
	close_run(&r);
}

/* Merges some of the results into one, until few are left. Returns how many. */
static size_t
merge_in_a_tree(const struct question *q, const char **results, size_t n, char names[RESULTS_MAX][NAME_BYTES])
{
	for (unsigned made = 0; n > 1 && !one_in(3); made++) {
		size_t some = 2 + draw((unsigned)n - 1);

		for (size_t i = 0; i < n; i++) {
			size_t k = draw((unsigned)n);
			const char *swap = results[i];

			results[i] = results[k];
			results[k] = swap;
		}
		snprintf(names[FILES_MAX + made], NAME_BYTES, "merged%u.csv", made);
		make_partial(q, true, results + n - some, some, names[FILES_MAX + made]);
		n -= some - 1;
		results[n - 1] = names[FILES_MAX + made];
	}
	return n;
}

/* Each file belongs to one of some results. */
static size_t
make_partials(const struct question *q, const char *const *files, size_t n_files, const char **results,
              char names[RESULTS_MAX][NAME_BYTES])
{
	unsigned of[FILES_MAX], n_results = 1 + draw((unsigned)n_files);
	size_t n = 0;

	for (size_t i = 0; i < n_files; i++)
		of[i] = draw(n_results);
	for (unsigned k = 0; k < n_results; k++) {
		const char *mine[FILES_MAX];
		size_t n_mine = 0;

		for (size_t i = n_files; i-- > 0;)
			if (of[i] == k)
				mine[n_mine++] = files[i];
		if (n_mine == 0)
			continue;
		snprintf(names[k], NAME_BYTES, "partial%u.csv", k);
		make_partial(q, false, mine, n_mine, names[k]);
		results[n++] = names[k];
	}
	return n;
}

/* ---- scores ---- */

static bool is_bad;        /* what is being written has slips */
static bool knows_aliases; /* and its readers know aliases */

/* A community in one of its spellings; where there are slips one that is registered nowhere. */
static const char *
community(unsigned i)
{
	static const char *const spellings[COMMUNITIES][3] = { { "东街社区", "东街", "老东门" },
		                                               { "西街社区", "西街", "西街 社区" },
		                                               { "南塘社区", "南塘", "南塘居委会" },
		                                               { "北仓社区", "北仓", "北仓社区居委会" },
		                                               { "北苍社区", "北苍", "北苍" } };

	return spellings[is_bad && one_in(8) ? COMMUNITIES - 1 : i % (COMMUNITIES - 1)][draw(knows_aliases ? 3 : 2)];
}

static void
add_row(struct cb_str *file, unsigned cell, bool is_plain, unsigned number)
{
	static const char *const indicators[INDICATORS] = { "卫生", "治安", "台账" };
	unsigned month = 6 + cell % 3, day = 20 + draw(9);

	cb_str_addf(file, "2026-%02u,%s,%s,", month, community(cell / 3), indicators[cell / 12]);
	if (!is_plain && !one_in(4))
		cb_str_addf(file, "2026-%02u-%02u", is_bad && one_in(9) ? 1 : month, day);
	cb_str_addc(file, ',');
	if (!is_plain)
		cb_str_addf(file, "第%u组", number);
	if (one_in(is_bad ? 12 : 300))
		cb_str_adds(file, is_bad && one_in(2) ? ",9O," : ",无数据,");
	else
		cb_str_addf(file, ",%u.%u,", cell * 7 % 9, !is_plain || (is_bad && one_in(20)) ? draw(10) : 0);
	cb_str_adds(file, one_in(5) ? "\"台账不全,\n另查\"\n" : "\n");
}

/* Every community has every indicator each month, and further inspections, unless they are all dated; a plain score may
 * stand twice. */
static size_t
write_scores(char names[FILES_MAX][NAME_BYTES])
{
	struct cb_str files[FILES_MAX] = { 0 };
	size_t n = 1 + draw(FILES_MAX);
	unsigned n_rows = CELLS + draw(2) * draw(90);
	bool has_plain = !one_in(3);

	is_bad = one_in(4);
	for (size_t i = 0; i < n; i++)
		cb_str_adds(&files[i], "period,community,indicator,date,inspector,score,note\n");
	for (unsigned i = 0; i < n_rows; i++)
		if (!is_bad || !one_in(30))
			add_row(&files[draw((unsigned)n)], i < CELLS ? i : draw(CELLS),
			        has_plain && (i < CELLS || one_in(9)), i);
	for (size_t i = 0; i < n; i++) {
		snprintf(names[i], NAME_BYTES, "f%zu.csv", i);
		write_file(names[i], cb_str_c(&files[i]));
		cb_str_release(&files[i]);
	}
	return n;
}

/* ---- */

/* What enough of the rounds must meet, so that they show something. */
static struct {
	const char *words;
	int n;
} met[] = { { "流动红旗", 0 }, { "没有登记", 0 }, { "记录,", 0 }, { " 203 ", 0 }, { " 515 ", 0 }, { " 517 ", 0 }, { " 510 ", 0 }, { " 511 ", 0 } };
enum { MET_MIN = 20 };

static bool
equal(struct cb_str want, struct cb_str got, int round, const char *what)
{
	bool is_equal = cb_text_equal(cb_str_text(&want), cb_str_text(&got));

	if (!is_equal)
		print_error("round %d, %s: wanted\n%s\ngot\n%s\n", round, what, cb_str_c(&want), cb_str_c(&got));
	return is_equal;
}

static struct cb_str
content(const char *path)
{
	struct cb_str text = { 0 };
	char block[4096];
	size_t n;
	FILE *f = fopen(path, "r");

	assert_non_null(f);
	while ((n = fread(block, 1, sizeof(block), f)) > 0)
		cb_str_add(&text, block, n);
	fclose(f);
	return text;
}

static bool
check(struct question *q, const char *const *files, size_t n_files, int round)
{
	char names[RESULTS_MAX][NAME_BYTES];
	const char *results[RESULTS_MAX], *one = "one.csv", *all = "all.csv";
	size_t n = merge_in_a_tree(q, results, make_partials(q, files, n_files, results, names), names);
	struct cb_str want = rank(q, false, files, n_files), got = rank(q, true, results, n);
	bool ok = equal(want, got, round, q->explain != NULL ? "explain" : "ranking");

	for (size_t i = 0; i < CB_COUNT(met); i++)
		met[i].n += cb_text_find(cb_str_text(&want), met[i].words) >= 0;

	cb_str_release(&want);
	cb_str_release(&got);
	make_partial(q, false, files, n_files, one);
	make_partial(q, true, results, n, all);
	want = content(one);
	got = content(all);
	ok = equal(want, got, round, "the partial result of all") && ok;
	cb_str_release(&want);
	cb_str_release(&got);
	return ok;
}

static void
any_split(void **state)
{
	char names[FILES_MAX][NAME_BYTES], rules[NAME_BYTES];
	const char *files[FILES_MAX];
	struct question q = { .rules = rules };

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		size_t n;

		knows_aliases = !one_in(3);
		q.registers = knows_aliases ? "registers" : NULL;
		n = write_scores(names);
		for (size_t i = 0; i < n; i++)
			files[i] = names[i];
		snprintf(rules, sizeof(rules), "%s.csv", combines[one_in(2) ? 0 : draw(CB_COUNT(combines))]);
		q.explain = one_in(3) ? "东街" : NULL;
		q.range = (struct cb_period_range){ .from = 202607, .to = one_in(3) ? 202608 : 202607 };
		q.range.last_day = (int32_t)cb_period_last_day(q.range.to);
		if (!check(&q, files, n, round))
			fail();
	}
	for (size_t i = 0; i < CB_COUNT(met); i++)
		if (met[i].n < MET_MIN)
			fail_msg("“%s” was met %d times only", met[i].words, met[i].n);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_split),
	};

	return cmocka_run_group_tests(tests, make_office, remove_office);
}
