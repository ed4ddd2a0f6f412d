/* The command line: what is taken, what is refused and with which words. */
#include <cb/cli/opt.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct opts {
	bool is_loud;
	const char *name;
	struct cb_list labels;
	int depth, colour;
};

static const struct cb_option options[] = {
	{ 'l', "loud", NULL, CB_OPT_FLAG, offsetof(struct opts, is_loud), "loud", "大声" },
	{ 0, "name", "NAME", CB_OPT_TEXT, offsetof(struct opts, name), "name", "名称" },
	{ 'x', "label", "LABEL", CB_OPT_LIST, offsetof(struct opts, labels), "label", "标签" },
	{ 0, "depth", "N", CB_OPT_COUNT, offsetof(struct opts, depth), "depth", "深度" },
	{ 0, "shade", "red|green", CB_OPT_CHOICE, offsetof(struct opts, colour), "shade", "颜色" },
	{ 0 },
};

static enum cb_status
nothing(struct cb_app *app, void *opts)
{
	(void)app;
	(void)opts;
	return CB_OK;
}

static const struct cb_verb verbs[] = {
	{ "status", "REGISTER", nothing, "who has not sent", "谁没报", NULL },
	{ "undo", "BATCH", nothing, "undo", "撤销", NULL },
	{ "log", "", nothing, "log", "记录", NULL },
	{ 0 },
};
static const struct cb_option_verbs option_verbs[] = {
	{ "label depth", "status undo" },
	{ "name", "- undo" },
	{ 0 },
};
static const struct cb_command plain = { .name = "cb-plain",
	                                 .operands = "[FILE...]",
	                                 .en = "en",
	                                 .zh = "zh",
	                                 .options = options,
	                                 .takes = CB_TAKES_DB | CB_TAKES_FORMAT };
static const struct cb_command with_verbs = {
	.name = "cb-verbs", .operands = "FILE...", .en = "en", .zh = "zh", .options = options, .verbs = verbs
};
static const struct cb_command verb_only = {
	.name = "cb-only", .en = "en", .zh = "zh", .options = options, .verbs = verbs
};
static const struct cb_command bound = { .name = "cb-bound",
	                                 .operands = "[FILE...]",
	                                 .en = "en",
	                                 .zh = "zh",
	                                 .options = options,
	                                 .verbs = verbs,
	                                 .option_verbs = option_verbs };

struct parsed {
	struct opts opts;
	struct cb_common common;
	struct cb_line line;
	struct cb_diag diag;
	char text[512]; /* the messages, one a line */
	enum cb_status rc;
};

static void
keep(void *arg, const struct cb_diag *diag, const struct cb_finding *finding)
{
	struct parsed *parsed = arg;
	size_t n = strlen(parsed->text);

	(void)diag;
	snprintf(parsed->text + n, sizeof(parsed->text) - n, "%s\n", finding->text);
}

/* The words of line are separated by blanks; it is changed. */
static void
parse(struct parsed *parsed, const struct cb_command *command, char *line)
{
	char program[] = "cb", *argv[20] = { program };
	int argc = 1;

	memset(parsed, 0, sizeof(*parsed));
	parsed->diag = (struct cb_diag){ .lang = CB_EN, .sink = keep, .sink_arg = parsed };
	for (char *word = strtok(line, " "); word != NULL; word = strtok(NULL, " "))
		argv[argc++] = word;
	argv[argc] = NULL;
	parsed->rc = cb_opt_parse(command, argc, argv, &parsed->opts, &parsed->common, &parsed->line, &parsed->diag);
}

static void
release(struct parsed *parsed, const struct cb_command *command)
{
	cb_opt_release(command, &parsed->opts, &parsed->common, &parsed->line);
	cb_diag_release(&parsed->diag);
}

static void
test_taken(void **state)
{
	static const struct {
		const char *what, *line;
		size_t operands, labels;
		bool is_loud;
		int depth, colour;
		const char *name, *db;
	} rows[] = {
		{ "nothing", "", 0, 0, false, 0, 0, NULL, NULL },
		{ "operands and options mixed", "a --loud b -x 1 c", 3, 1, true, 0, 0, NULL, NULL },
		{ "a value after = or a blank", "--name=n --depth 7", 0, 0, false, 7, 0, "n", NULL },
		{ "an empty value", "--name=", 0, 0, false, 0, 0, "", NULL },
		{ "the last one counts", "--name a --name b --depth 1 --depth 0", 0, 0, false, 0, 0, "b", NULL },
		{ "lists collect", "-x a -xb --label c --label=d", 0, 4, false, 0, 0, NULL, NULL },
		{ "letters joined", "-lxa", 0, 1, true, 0, 0, NULL, NULL },
		{ "a choice", "--shade green", 0, 0, false, 0, 1, NULL, NULL },
		{ "- is an operand", "- -l", 1, 0, true, 0, 0, NULL, NULL },
		{ "after -- all are operands", "a -- --loud -x", 3, 0, false, 0, 0, NULL, NULL },
		{ "a value that looks like an option", "--name --loud", 0, 0, false, 0, 0, "--loud", NULL },
		{ "shared options", "-d city.db x", 1, 0, false, 0, 0, NULL, "city.db" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char line[128];
		struct parsed p;

		print_message("  %s\n", rows[i].what);
		snprintf(line, sizeof(line), "%s", rows[i].line);
		parse(&p, &plain, line);
		assert_string_equal(p.text, "");
		assert_int_equal(p.rc, CB_OK);
		assert_int_equal(p.line.operands.n, rows[i].operands);
		assert_int_equal(p.opts.labels.n, rows[i].labels);
		assert_int_equal(p.opts.is_loud, rows[i].is_loud);
		assert_int_equal(p.opts.depth, rows[i].depth);
		assert_int_equal(p.opts.colour, rows[i].colour);
		assert_string_equal(p.opts.name ? p.opts.name : "(none)", rows[i].name ? rows[i].name : "(none)");
		assert_string_equal(p.common.db ? p.common.db : "(none)", rows[i].db ? rows[i].db : "(none)");
		release(&p, &plain);
	}
}

static void
test_refused(void **state)
{
	static const struct {
		const char *what, *line, *text;
	} rows[] = {
		{ "R1 an abbreviation", "--lou", "unknown option “--lou”; --help lists them; did you mean “--loud”?\n" },
		{ "R1 an abbreviation with a value", "--nam=x", "unknown option “--nam”; --help lists them; did you mean “--name”?\n" },
		{ "R4 a slip", "--lodu", "unknown option “--lodu”; --help lists them; did you mean “--loud”?\n" },
		{ "R4 nothing like it", "--zzzzzz", "unknown option “--zzzzzz”; --help lists them\n" },
		{ "R4 an ambiguous prefix", "--l", "unknown option “--l”; --help lists them; did you mean “--loud”?\n" },
		{ "an unknown letter", "-y", "unknown option “-y”; --help lists them\n" },
		{ "a letter of another command", "-n", "unknown option “-n”; --help lists them\n" },
		{ "a missing value", "--name", "option --name needs a value: --name NAME\n" },
		{ "a missing value of a letter", "-x", "option --label needs a value: --label LABEL\n" },
		{ "a value too many", "--loud=3", "option --loud takes no value; leave out “=3”\n" },
		{ "R4 a choice with a slip", "--shade gren",
		  "“gren” is no value of --shade; choose from red|green; did you mean “green”?\n" },
		{ "no number", "--depth 3x", "“3x” is no value of --depth; a whole number from 0 to 214748364\n" },
		{ "a number too big", "--depth 99999999999", "“99999999999” is no value of --depth; a whole number from 0 to 214748364\n" },
		{ "all mistakes are told", "-y --name", "unknown option “-y”; --help lists them\noption --name needs a value: --name NAME\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char line[128];
		struct parsed p;

		print_message("  %s\n", rows[i].what);
		snprintf(line, sizeof(line), "%s", rows[i].line);
		parse(&p, &plain, line);
		assert_string_equal(p.text, rows[i].text);
		assert_int_equal(p.rc, CB_USAGE);
		release(&p, &plain);
	}
}

static void
test_verbs(void **state)
{
	static const struct {
		const char *what;
		const struct cb_command *command;
		const char *line, *verb;
		size_t operands;
		enum cb_status rc;
		const char *text;
	} rows[] = {
		{ "R3 the first operand", &with_verbs, "-l status score", "status", 1, CB_OK, "" },
		{ "R3 not the second", &with_verbs, "score status", NULL, 2, CB_OK, "" },
		{ "R3 an operand like a verb", &with_verbs, "./status", NULL, 1, CB_OK, "" },
		{ "a verb is needed", &verb_only, "-l", NULL, 0, CB_USAGE, "a verb is missing; --help lists them\n" },
		{ "R4 a verb with a slip", &verb_only, "stauts", NULL, 1, CB_USAGE,
		  "unknown verb “stauts”; --help lists them; did you mean “status”?\n" },
		{ "a word too many", &verb_only, "log all", "log", 1, CB_USAGE,
		  "“all” is one word too many; --help shows the usage\n" },
		{ "R5 an option of another verb", &bound, "log -x a", "log", 0, CB_USAGE,
		  "--label and log do not go together; leave out one\n" },
		{ "R5 each of them is told", &bound, "status score --name a --depth 1", "status", 1, CB_USAGE,
		  "--name and status do not go together; leave out one\n" },
		{ "R5 an option of verbs, and no verb", &bound, "file --depth 1", NULL, 1, CB_USAGE,
		  "a verb is missing; --help lists them\n" },
		{ "R5 those that go with it, and with every verb", &bound, "undo 5 -l --name a -x b", "undo", 1, CB_OK, "" },
		{ "R5 - is no verb", &bound, "file --name a", NULL, 1, CB_OK, "" },
		{ "help needs no verb", &verb_only, "-h", NULL, 0, CB_OK, "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char line[128];
		struct parsed p;

		print_message("  %s\n", rows[i].what);
		snprintf(line, sizeof(line), "%s", rows[i].line);
		parse(&p, rows[i].command, line);
		assert_string_equal(p.text, rows[i].text);
		assert_int_equal(p.rc, rows[i].rc);
		assert_string_equal(p.line.verb ? p.line.verb->name : "", rows[i].verb ? rows[i].verb : "");
		assert_int_equal(p.line.operands.n, rows[i].operands);
		release(&p, rows[i].command);
	}
}

/* Whoever sets POSIXLY_CORRECT for other programs must not change what cb does. */
static void
test_posixly_correct(void **state)
{
	char line[] = "file --loud";
	struct parsed p;

	(void)state;
	setenv("POSIXLY_CORRECT", "1", 1);
	parse(&p, &plain, line);
	unsetenv("POSIXLY_CORRECT");
	assert_true(p.opts.is_loud);
	assert_int_equal(p.line.operands.n, 1);
	release(&p, &plain);
}

static void
test_completion(void **state)
{
	struct cb_str out = { 0 };

	(void)state;
	cb_opt_complete(&verb_only, NULL, "", &out);
	assert_memory_equal(cb_str_c(&out), "status\nundo\nlog\n--loud\n--name\n", 29);
	cb_str_clear(&out);
	cb_opt_complete(&plain, NULL, "--shade", &out);
	assert_string_equal(cb_str_c(&out), "red\ngreen\n");
	cb_str_clear(&out);
	cb_opt_complete(&plain, NULL, "--lang", &out);
	assert_string_equal(cb_str_c(&out), "zh\nen\n");
	cb_str_clear(&out);
	cb_opt_complete(&plain, NULL, "-l", &out);
	assert_string_equal(cb_str_c(&out), "");
	cb_str_release(&out);
}

struct letters {
	bool seen[128];
};

static void
see_letter(void *arg, const struct cb_option *option)
{
	struct letters *letters = arg;

	assert_non_null(option->en);
	assert_non_null(option->zh);
	if (option->letter) {
		assert_false(letters->seen[(int)option->letter]);
		letters->seen[(int)option->letter] = true;
	}
}

static void
test_shared_letters_differ(void **state)
{
	struct letters letters = { { false } };

	(void)state;
	cb_opt_shared(~0U, see_letter, &letters);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_taken),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_verbs),
		cmocka_unit_test(test_posixly_correct),
		cmocka_unit_test(test_completion),
		cmocka_unit_test(test_shared_letters_differ),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
