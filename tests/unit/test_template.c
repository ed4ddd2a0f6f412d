/* doc/template: R1–R7. The cases follow the public description of Mustache (interpolation, sections,
 * inverted sections, comments, standalone lines); the data is this: people, one row each, and a table
 * without a name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <cb/doc/template.h>

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

struct data {
	struct cb_table top, towns, nobody, streets;
	struct cb_str used;
};

static void
add_town(struct cb_table *t, int64_t place, const char *name, const char *award, int64_t met)
{
	struct cb_cell *cells = cb_table_row(t);

	cells[0] = cb_cell_number(place);
	cells[1] = cb_table_text(t, cb_text_of(name));
	cells[2] = cb_table_text(t, cb_text_of(award));
	cells[3] = cb_cell_number(met);
}

static void
town_columns(struct cb_table *t)
{
	cb_table_column(t, "place", "名次", &cb_type_int, NULL);
	cb_table_column(t, "name", "社区", &cb_type_text, NULL);
	cb_table_column(t, "award", "奖项", &cb_type_text, NULL);
	cb_table_column(t, "met", "完成", &cb_type_bool, NULL);
}

static struct data *
make_data(void)
{
	struct data *d = cb_alloc(1, sizeof(*d));
	struct cb_cell *cells;

	cb_table_column(&d->top, "month", "月份", &cb_type_text, NULL);
	cb_table_column(&d->top, "name", "名称", &cb_type_text, NULL);
	cb_table_column(&d->top, "zero", "零", &cb_type_int, NULL);
	cb_table_column(&d->top, "markup", "标记", &cb_type_text, NULL);
	cb_table_column(&d->top, "item", "条目", &cb_type_text, NULL);
	cells = cb_table_row(&d->top);
	cells[0] = cb_table_text(&d->top, CB_LIT("7月"));
	cells[1] = cb_table_text(&d->top, CB_LIT("top"));
	cells[2] = cb_cell_number(0);
	cells[3] = cb_table_text(&d->top, CB_LIT("*a*\n[b]|`c`~~~"));
	cells[4] = cb_table_text(&d->top, CB_LIT("- 1. x"));
	town_columns(&d->towns);
	add_town(&d->towns, 1, "东", "红旗", 1);
	add_town(&d->towns, 2, "西", "", 0);
	town_columns(&d->nobody);
	cb_table_column(&d->streets, "street", "街道", &cb_type_text, NULL);
	cb_table_row(&d->streets)[0] = cb_table_text(&d->streets, CB_LIT("甲"));
	return d;
}

static void
free_data(struct data *d)
{
	cb_table_release(&d->top);
	cb_table_release(&d->towns);
	cb_table_release(&d->nobody);
	cb_table_release(&d->streets);
	cb_str_release(&d->used);
	free(d);
}

static const struct cb_table *
table(void *arg, struct cb_text name)
{
	const struct data *d = arg;

	return name.len == 0                 ? &d->top
	       : cb_text_is(name, "towns")   ? &d->towns
	       : cb_text_is(name, "nobody")  ? &d->nobody
	       : cb_text_is(name, "streets") ? &d->streets
	                                     : NULL;
}

static void
print(void *arg, const struct cb_table *t, size_t row, size_t column, struct cb_str *out)
{
	const struct cb_table_column *of = &t->columns[column];
	char buf[CB_PRINT_MAX];

	(void)arg;
	cb_str_addt(out, cb_cell_print(of->type, of->arg, &t->cells[row * t->n_columns + column], buf));
}

static void
names(void *arg, void (*visit)(void *to, struct cb_text name), void *to)
{
	(void)arg;
	visit(to, CB_LIT("towns"));
	visit(to, CB_LIT("nobody"));
	visit(to, CB_LIT("streets"));
}

static void
used(void *arg, const struct cb_table *t, size_t row, size_t column, struct cb_where where)
{
	struct data *d = arg;

	cb_str_addf(&d->used, "%s[%zu]@%u:%u ", column == t->n_columns ? "count" : t->columns[column].key, row,
	            (unsigned)where.row, (unsigned)where.column);
}

static void
note(void *arg, const struct cb_diag *diag, const struct cb_finding *finding)
{
	struct cb_str *out = arg;

	(void)diag;
	cb_str_addf(out, "%d@%u:%u%.*s ", (int)finding->code, (unsigned)finding->where.row,
	            (unsigned)finding->where.column, CB_TEXT_ARG(finding->words[1]));
}

/* The text, or the findings. */
static void
render(struct data *d, struct cb_text text, struct cb_str *out)
{
	struct cb_str found = { 0 };
	struct cb_diag diag = { .lang = CB_EN, .sink = note, .sink_arg = &found };
	struct cb_template_source source = { table, print, names, used, d };
	struct cb_where start = { cb_diag_source(&diag, CB_SOURCE_TEXT, "t.md", ""), 1, 0 };
	struct cb_rendered rendered = { 0 };
	enum cb_status status = cb_template_render(text, start, &source, &rendered, &diag);

	assert_int_equal(status, found.len > 0 ? CB_USAGE : CB_OK);
	if (found.len > 0)
		assert_int_equal(rendered.text.len, 0);
	cb_str_addt(out, cb_str_text(found.len > 0 ? &found : &rendered.text));
	cb_rendered_release(&rendered);
	cb_str_release(&found);
	cb_diag_release(&diag);
}

static const struct {
	const char *what, *text, *want;
} cases[] = {
	{ "nothing", "", "" },
	{ "text only", "a { b } }}\n", "a { b } }}\n" },
	{ "R1 a value", "{{month}}!", "7月!" },
	{ "R1 blanks inside are nothing", "{{ month }}{{\tmonth\t}}", "7月7月" },
	{ "R1 by label", "{{月份}}{{#towns}}{{社区}}{{/towns}}", "7月东西" },
	{ "R1 escaped", "{{markup}}", "\\*a\\* \\[b\\]\\|\\`c\\`\\~\\~\\~" },
	{ "R1 a list is none", "{{item}}", "\\- 1. x" },
	{ "R1 as it is", "{{{item}}}{{&item}}{{& item }}", "- 1. x- 1. x- 1. x" },
	{ "R1 a number", "{{zero}}", "0" },
	{ "R1 rows", "{{#towns}}{{place}}{{name}};{{/towns}}", "1东;2西;" },
	{ "R1 no rows", "[{{#nobody}}{{name}}{{/nobody}}]", "[]" },
	{ "R1 inverted", "{{^nobody}}nobody{{/nobody}}{{^towns}}none{{/towns}}", "nobody" },
	{ "R1 a value that is there", "{{#towns}}{{#award}}{{name}}:{{.}}{{/award}}{{/towns}}", "东:红旗" },
	{ "R1 a value that is not", "{{#towns}}{{^award}}{{name}}{{/award}}{{/towns}}", "西" },
	{ "R1 yes and no", "{{#towns}}{{#met}}+{{/met}}{{^met}}-{{/met}}{{/towns}}", "+-" },
	{ "R1 0 is a value", "{{#zero}}[{{.}}]{{/zero}}{{^zero}}none{{/zero}}", "[0]" },
	{ "R1 a comment", "a{{! not }b} }}c", "ac" },
	{ "R2 the innermost first", "{{#towns}}{{name}}{{/towns}}{{name}}", "东西top" },
	{ "R2 outer rows from within", "{{#towns}}{{#streets}}{{street}}{{name}}{{/streets}}{{/towns}}", "甲东甲西" },
	{ "R2 the table without a name from within", "{{#towns}}{{month}}{{/towns}}", "7月7月" },
	{ "R2 the first row", "{{towns.name}}{{towns.award}}", "东红旗" },
	{ "R2 of no row", "[{{nobody.name}}]", "[]" },
	{ "R2 a section of the first row", "{{#towns.award}}{{.}}{{/towns.award}}{{^nobody.name}}0{{/nobody.name}}", "红旗0" },
	{ "R2 how many rows", "{{towns.count}}/{{nobody.count}}", "2/0" },
	{ "R2 is a count there", "{{#towns.count}}y{{/towns.count}}{{#nobody.count}}n{{/nobody.count}}", "y" },
	{ "R4 sections", "a\n{{#towns}}\n- {{name}}\n{{/towns}}\nb\n", "a\n- 东\n- 西\nb\n" },
	{ "R4 with blanks around", "a\n  {{#towns}}  \n- {{name}}\n\t{{/towns}}\t\nb\n", "a\n- 东\n- 西\nb\n" },
	{ "R4 with carriage returns", "a\r\n{{#streets}}\r\nx\r\n{{/streets}}\r\nb", "a\r\nx\r\nb" },
	{ "R4 at both ends of the text", "{{#streets}}\nx\n{{/streets}}", "x\n" },
	{ "R4 a comment of two lines", "a\n{{! b\nc }}\nd\n", "a\nd\n" },
	{ "R4 not a value", "a\n{{month}}\nb", "a\n7月\nb" },
	{ "R4 not beside text", "a {{#streets}}\nx{{/streets}}\nb", "a \nx\nb" },
	{ "R4 not two on a line", "{{#streets}}{{/streets}}\nb", "\nb" },
	{ "R7 fenced", "```to\n{{markup}}\n```\n{{markup}}", "```to\n*a* [b]|'c'---\n```\n\\*a\\* \\[b\\]\\|\\`c\\`\\~\\~\\~" },
	{ "R7 a fence does not end itself", "```to\n{{{markup}}}\n{{item}}\n```\n{{item}}", "```to\n*a* [b]|'c'---\n- 1. x\n```\n\\- 1. x" },

	{ "R3 unknown", "{{mont}}", "585@1:1; did you mean “month”? " },
	{ "R3 unknown, in a section without rows", "\nab\n中文{{#nobody}}{{plase}}{{/nobody}}", "585@3:14; did you mean “place”? " },
	{ "R3 unknown table", "{{#twons}}{{/twons}}", "585@1:1; did you mean “towns”? " },
	{ "R3 unknown column of a table", "{{towns.nam}}", "585@1:1; did you mean “name”? " },
	{ "R3 unknown label", "{{#towns}}{{奖}}{{/towns}}", "585@1:11; did you mean “奖项”? " },
	{ "R3 all of them", "{{qqqqqq}}\n{{xxxxxxx}}", "585@1:1 585@2:1 " },
	{ "R3 a column outside its section", "{{#towns}}{{/towns}}{{place}}", "585@1:21 " },
	{ "R3 inverted sections have no row", "{{^towns}}{{place}}{{/towns}}", "585@1:11; did you mean “place”? " },
	{ "R3 a dot of nothing", "{{.}}", "585@1:1 " },
	{ "R3 a dot of rows", "{{#towns}}{{.}}{{/towns}}", "585@1:11 " },
	{ "a table is no value", "{{towns}}", "586@1:1; did you mean “towns”? " },
	{ "never closed", "a\n{{#towns}}\n{{^nobody}}", "582@2:1 582@3:1 " },
	{ "closed too often", "{{/towns}}", "583@1:1 " },
	{ "closed the wrong way round", "{{#towns}}{{#met}}{{/towns}}{{/met}}", "584@1:19met " },
	{ "R3 all of them: an unknown name, tags that do not match, one that is none", "{{nmae}}\n{{/towns}}\n{{#towns}}\n{{a b}}\n{{nmae}}", "583@2:1 580@4:1 582@3:1 585@1:1; did you mean “name”? 585@5:1; did you mean “name”? " },
	{ "no end of a tag", "ab{{month", "581@1:3 " },
	{ "no end of a triple", "{{{month}}", "581@1:1 " },
	{ "no name", "{{}}", "580@1:1 " },
	{ "two words", "{{a b}}", "580@1:1 " },
	{ "R5 partials", "{{> other}}", "580@1:1 " },
	{ "R5 delimiters", "{{=<% %>=}}", "580@1:1 " },
	{ "R5 blocks", "{{$a}}", "580@1:1 " },
	{ "R5 inside itself", "{{#towns}}{{#streets}}{{#towns}}{{/towns}}{{/streets}}{{/towns}}", "587@1:23; did you mean “towns”? " },
};

static void
renders(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct data *d = make_data();
		struct cb_str got = { 0 };

		render(d, cb_text_of(cases[i].text), &got);
		if (strcmp(cb_str_c(&got), cases[i].want) != 0)
			fail_msg("%s: “%s”, wanted “%s”", cases[i].what, cb_str_c(&got), cases[i].want);
		cb_str_release(&got);
		free_data(d);
	}
}

static void
says_what_was_used(void **state)
{
	struct data *d = make_data();
	struct cb_str got = { 0 };

	(void)state;
	render(d, CB_LIT("{{#towns}}\n{{name}}{{/towns}}{{month}}{{towns.count}}"), &got);
	assert_string_equal(cb_str_c(&d->used), "name[0]@2:1 name[1]@2:1 month[0]@2:19 count[0]@2:28 ");
	cb_str_release(&got);
	free_data(d);
}

/* R5, R6: hostile templates end with one finding. */
static void
has_limits(void **state)
{
	struct data *d = make_data();
	struct cb_str text = { 0 }, got = { 0 };

	(void)state;
	for (int i = 0; i < 33; i++)
		cb_str_adds(&text, "{{#zero}}");
	for (int i = 0; i < 33; i++)
		cb_str_adds(&text, "{{/zero}}");
	render(d, cb_str_text(&text), &got);
	assert_string_equal(cb_str_c(&got), "588@1:289zero ");
	cb_str_clear(&text);
	cb_str_clear(&got);
	while (text.len <= 10 << 20)
		cb_str_adds(&text, "{{#towns}}{{name}}{{/towns}} ");
	render(d, cb_str_text(&text), &got);
	assert_string_equal(cb_str_c(&got), "588@0:0 ");
	cb_str_clear(&text);
	cb_str_clear(&got);
	for (int i = 0; i < 600000; i++) /* a table so long that its rows reach the limit */
		add_town(&d->towns, i, "x", "", 0);
	render(d, CB_LIT("{{#towns}}{{/towns}}{{#towns}}{{/towns}}"), &got);
	assert_string_equal(cb_str_c(&got), "588@0:0 ");
	cb_str_clear(&got);
	render(d, CB_LIT("{{#towns}}0123456789012345678901234567890{{/towns}}"), &got);
	assert_string_equal(cb_str_c(&got), "588@0:0 ");
	cb_str_release(&text);
	cb_str_release(&got);
	free_data(d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(renders),
		cmocka_unit_test(says_what_was_used),
		cmocka_unit_test(has_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
