/* generate en|zh <page >page: fills the placeholders of a man page from the tables of the code, so that
 * registers, rules and messages are told once. Run by the Makefile, never installed.
 *
 * A placeholder is a line of its own: .\" @REGISTERS@, .\" @RULES@, .\" @ERRORS@ or .\" @FIGURES@;
 * .\" @COLUMNS NAME@ are those of a query.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cb/base/message.h>
#include <cb/data/schema.h>
#include <cb/query/query.h>
#include <cb/report/figures.h>
#include <cb/rule/rules.h>

static void
add_registers(enum cb_lang lang, struct cb_str *out)
{
	for (const struct cb_register *const *reg = cb_registers; *reg != NULL; reg++)
		cb_schema_man(*reg, lang, out);
}

/* A message as one line of mdoc, whoever reads it; what varies is shown as …. */
static void
add_message(const char *text, struct cb_str *out)
{
	if (*text == '.' || *text == '\'')
		cb_str_adds(out, "\\&");
	for (; *text != '\0'; text++) {
		bool varies = text[0] == '{' && text[1] != '\0' && text[2] == '}';

		if (text[0] == '{' && text[1] == '(') /* only senders are told */
			text = strstr(text, "{)");
		if (text[0] == '{' && (text[1] == '[' || text[1] == ']' || text[1] == ')')) {
			text++;
			continue;
		}
		if (varies)
			text += 2;
		cb_str_addf(out, varies ? "…" : *text == '\\' ? "\\e"
		                                              : "%c",
		            *text);
	}
	cb_str_addc(out, '\n');
}

static void
add_errors(enum cb_lang lang, struct cb_str *out)
{
	cb_str_adds(out, ".Bl -tag -width E100\n");
	for (const struct cb_message *m = cb_messages; m->code != CB_FINE; m++) {
		char label[8];

		cb_message_label(m->code, m->severity, label);
		cb_str_addf(out, ".It Sy %s\n", label);
		add_message(m->zh, out);
		cb_str_adds(out, ".br\n");
		add_message(m->en, out);
		if (m->severity == CB_NOTE)
			continue;
		cb_str_addf(out, ".br\n");
		if (m->severity == CB_WARNING)
			cb_str_adds(out, lang == CB_ZH ? "警告;用\n.Fl -strict\n时退出状态 1。\n"
			                               : "Warning; exit status 1 with\n.Fl -strict .\n");
		else
			cb_str_addf(out, lang == CB_ZH ? "退出状态 %d。\n" : "Exit status %d.\n", (int)m->status);
	}
	cb_str_adds(out, ".El\n");
}

static const struct {
	const char *line;
	void (*add)(enum cb_lang, struct cb_str *);
} placeholders[] = {
	{ ".\\\" @REGISTERS@", add_registers },
	{ ".\\\" @RULES@", cb_rules_man },
	{ ".\\\" @ERRORS@", add_errors },
	{ ".\\\" @FIGURES@", cb_figures_man },
};

/* NAME@ and what follows, of a query that there is. */
static void
add_columns(const char *name, enum cb_lang lang, struct cb_str *out)
{
	const struct cb_query *query = cb_query_find((struct cb_text){ name, (uint32_t)strcspn(name, "@") });

	if (query == NULL) {
		fprintf(stderr, "generate: no query %s", name);
		exit(1);
	}
	cb_query_man(query, lang, out);
}

static void
add_line(const char *line, enum cb_lang lang, struct cb_str *out)
{
	static const char columns[] = ".\\\" @COLUMNS ";

	for (size_t i = 0; i < sizeof(placeholders) / sizeof(placeholders[0]); i++)
		if (strncmp(line, placeholders[i].line, strlen(placeholders[i].line)) == 0) {
			placeholders[i].add(lang, out);
			return;
		}
	if (strncmp(line, columns, strlen(columns)) == 0)
		add_columns(line + strlen(columns), lang, out);
	else
		cb_str_adds(out, line);
}

int
main(int argc, char **argv)
{
	enum cb_lang lang = argc > 1 && strcmp(argv[1], "zh") == 0 ? CB_ZH : CB_EN;
	struct cb_str out = { 0 };
	char line[4096];

	while (fgets(line, sizeof(line), stdin) != NULL)
		add_line(line, lang, &out);
	fwrite(out.p, 1, out.len, stdout);
	cb_str_release(&out);
	return ferror(stdin) || fflush(stdout) != 0;
}
