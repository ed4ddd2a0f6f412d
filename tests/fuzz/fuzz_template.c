/* doc/template on random texts of tags: it ends, it either prints or says why, the same twice, and a text
 * without tags comes out as it went in. */
#include <cb/base/utf8.h>
#include <cb/doc/template.h>

#include <string.h>

#include "../random.h"
#include "fuzz.h"

static void
make_text(uint64_t seed, struct cb_str *out)
{
	static const char *const parts[] = {
		"{{#rows}}", "{{/rows}}", "{{^rows}}", "{{#name}}", "{{/name}}", "{{name}}", "{{.}}", "{{rows.name}}",
		"{{rows.count}}", "{{top}}", "{{{top}}}", "{{&name}}", "{{!x}}", "{{! \n }}", "\n", "\n", " ", "中文", "```\n",
		"```to\n", "~~~", "| ", "{", "}", "{{", "}}", "{{>x}}", "{{nmae}}", "\r\n", "- ", "\xe4", ""
	};
	uint64_t state = seed;
	size_t n = next_random(&state) % 40;
	/* Most texts are made of the tags that are good. */
	size_t kinds = next_random(&state) % 4 == 0 ? sizeof(parts) / sizeof(parts[0]) : 22;

	cb_str_clear(out);
	for (size_t i = 0; i < n; i++)
		cb_str_adds(out, parts[next_random(&state) % kinds]);
}

struct data {
	struct cb_table top, rows;
};

static void
make_data(struct data *d)
{
	static const char *const names[] = { "甲", "*a*|`b`", "" };

	cb_table_column(&d->top, "top", "顶", &cb_type_text, NULL);
	cb_table_row(&d->top)[0] = cb_table_text(&d->top, CB_LIT("```\n{{name}}\n- 1. x"));
	cb_table_column(&d->rows, "name", "名", &cb_type_text, NULL);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct cb_cell *cells = cb_table_row(&d->rows);

		cells[0] = cb_table_text(&d->rows, cb_text_of(names[i]));
	}
}

static const struct cb_table *
table(void *arg, struct cb_text name)
{
	const struct data *d = arg;

	return name.len == 0 ? &d->top : cb_text_is(name, "rows") ? &d->rows
	                                                          : NULL;
}

static void
print(void *arg, const struct cb_table *t, size_t row, size_t column, struct cb_str *out)
{
	(void)arg;
	cb_str_addt(out, t->cells[row * t->n_columns + column].text);
}

static void
names(void *arg, void (*visit)(void *to, struct cb_text name), void *to)
{
	(void)arg;
	visit(to, CB_LIT("rows"));
}

/* What came of the text; the number of findings. */
static uint64_t
render(struct data *d, const struct cb_str *text, struct cb_str *out)
{
	struct cb_diag diag = { 0 };
	struct cb_template_source source = { table, print, names, NULL, d };
	struct cb_where start = { 0, 1, 0 };
	struct cb_rendered rendered = { 0 }, outline = { 0 };
	enum cb_status status = cb_template_render(cb_str_text(text), start, &source, &rendered, &diag);
	uint64_t errors = diag.errors;
	size_t lines = cb_utf8_count_lines(cb_str_c(&rendered.text), rendered.text.len);
	bool ends = rendered.text.len > 0 && rendered.text.p[rendered.text.len - 1] == '\n';

	if ((status == CB_OK) != (errors == 0) || (status != CB_OK && rendered.text.len > 0))
		errors = UINT64_MAX;
	/* a line for each, and one of nothing may have been begun */
	if (rendered.n_rows != lines + !ends && rendered.n_rows != lines + 1 && rendered.text.len > 0)
		errors = UINT64_MAX;
	/* the outline finds the same */
	if (cb_template_outline(cb_str_text(text), start, &source, &outline, &diag) != status ||
	    diag.errors != 2 * errors)
		errors = UINT64_MAX;
	cb_str_addt(out, cb_str_text(&rendered.text));
	cb_rendered_release(&rendered);
	cb_rendered_release(&outline);
	cb_diag_release(&diag);
	return errors;
}

static const char *
failure(struct data *d, const struct cb_str *text)
{
	struct cb_str one = { 0 }, two = { 0 };
	uint64_t errors = render(d, text, &one), again = render(d, text, &two);
	const char *what = NULL;

	if (errors == UINT64_MAX)
		what = "status and findings disagree";
	else if (errors != again || !cb_text_equal(cb_str_text(&one), cb_str_text(&two)))
		what = "not the same twice";
	else if (strstr(cb_str_c(text), "{{") == NULL && !cb_text_equal(cb_str_text(&one), cb_str_text(text)))
		what = "text without tags is changed";
	cb_str_release(&one);
	cb_str_release(&two);
	return what;
}

const struct fuzz_target fuzz_target = { .name = "template", .inputs = 40000, .make = make_text };

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct data rows; /* the same for all */
	struct cb_str text = { 0 };
	const char *what;

	if (rows.top.n_columns == 0)
		make_data(&rows);
	cb_str_add(&text, (const char *)data, size);
	what = memchr(data, '\0', size) == NULL ? failure(&rows, &text) : NULL; /* readers have no NUL */
	if (what != NULL)
		fuzz_fail(what, cb_str_c(&text));
	cb_str_release(&text);
	return 0;
}
