#include <cb/cli/opt.h>
#include <cb/base/suggest.h>

#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ALWAYS 0U

enum { LONG_ONLY = 256,
       OPTIONS_MAX = 96 };

/* clang-format off */
/* The shared options, in the order of the pages; a row is taken when its bit is 0 or in `takes`. */
static const struct shared {
	unsigned takes;
	struct cb_option option;
} shared[] = {
#define SHARED(bit, letter, name, arg, kind, field, en, zh) \
	{ bit, { letter, name, arg, kind, offsetof(struct cb_common, field), en, zh } }
	SHARED(CB_TAKES_DB, 'd', "db", "PATH", CB_OPT_TEXT, db,
	       "SQLite file, or folder of REGISTER.csv", "SQLite 文件,或放 REGISTER.csv 的文件夹"),
	SHARED(CB_TAKES_PERIOD, 'p', "period", "P", CB_OPT_TEXT, period,
	       "2026-07, 2026Q3, 2026H1, 2026, A..B, last-month ...", "期间:2026-07、2026Q3、2026H1、2026、A..B、last-month 等"),
	SHARED(CB_TAKES_TODAY, 0, "today", "DATE", CB_OPT_TEXT, today,
	       "the day everything is judged against", "以哪一天为今天"),
	SHARED(CB_TAKES_OUTPUT, 'o', "output", "FILE", CB_OPT_TEXT, output,
	       "write FILE, whole or not at all", "写入 FILE,要么写全,要么不写"),
	SHARED(CB_TAKES_FORMAT, 0, "format", "FORMAT", CB_OPT_TEXT, format,
	       "table, csv, tsv, json, md, html or xlsx", "格式:table、csv、tsv、json、md、html、xlsx"),
	SHARED(CB_TAKES_FORMAT, 0, "headers", "en|zh", CB_OPT_CHOICE, headers,
	       "language of CSV headers; en = the stable keys", "CSV 表头的语言;en 为固定的英文名"),
	SHARED(CB_TAKES_FORMAT, 0, "bom", NULL, CB_OPT_FLAG, bom,
	       "byte order mark and guarded formulas, for spreadsheets", "加 BOM 并防公式,便于表格软件打开"),
	SHARED(CB_TAKES_BY, 0, "by", "COLS", CB_OPT_TEXT, by, "group or rank by", "按哪些栏分组或排名"),
	SHARED(CB_TAKES_COLUMNS, 0, "columns", "COLS", CB_OPT_TEXT, columns,
	       "print these columns only, in this order", "只输出这些栏,按此顺序"),
	SHARED(CB_TAKES_WHERE, 0, "where", "COL=VALUE", CB_OPT_LIST, where,
	       "only such rows; may be repeated", "只要这样的行;可以重复"),
	SHARED(CB_TAKES_RULES, 0, "rules", "FILE", CB_OPT_TEXT, rules,
	       "rules instead of the installed ones", "用 FILE 里的规则,不用自带的"),
	SHARED(CB_TAKES_READING, 0, "default", "COL=VALUE", CB_OPT_LIST, defaults,
	       "fill empty cells of COL", "以 VALUE 填该栏的空格"),
	SHARED(CB_TAKES_READING, 0, "map", "LABEL=COL", CB_OPT_LIST, maps,
	       "read column LABEL as COL, or leave it out (-)", "把 LABEL 一栏读作 COL,或略去(-)"),
	SHARED(CB_TAKES_READING, 0, "fill", "COL", CB_OPT_LIST, fills,
	       "a blank in COL takes the value above", "该栏空格沿用上一行"),
	SHARED(CB_TAKES_READING, 0, "wide", NULL, CB_OPT_FLAG, wide,
	       "every other column is an indicator", "其余各栏都是指标"),
	SHARED(CB_TAKES_READING, 0, "encoding", "NAME", CB_OPT_TEXT, encoding,
	       "encoding of the files", "文件编码"),
	SHARED(CB_TAKES_READING, 0, "delimiter", "CHAR", CB_OPT_TEXT, delimiter,
	       "delimiter of the files", "分隔符"),
	SHARED(CB_TAKES_READING, 0, "sheet", "NAME|INDEX|*", CB_OPT_TEXT, sheet,
	       "this sheet of a spreadsheet, or all; else those that fit", "只读这张工作表,* 为全部;不写则读相符的"),
	SHARED(CB_TAKES_READING, 0, "visible", NULL, CB_OPT_FLAG, visible,
	       "leave out hidden rows and columns", "隐藏的行和列不读"),
	SHARED(CB_TAKES_READING, 0, "header-row", "N", CB_OPT_COUNT, header_row,
	       "the header is on line N", "表头在第 N 行"),
	SHARED(CB_TAKES_DRY_RUN, 'n', "dry-run", NULL, CB_OPT_FLAG, dry_run,
	       "same report, nothing written", "照常报告,但什么也不写"),
	SHARED(CB_TAKES_REVEAL, 0, "reveal", NULL, CB_OPT_FLAG, reveal,
	       "private values in full; this is logged", "隐私内容不打码;会留下记录"),
	SHARED(CB_TAKES_REVEAL, 0, "mask", "full|customary", CB_OPT_CHOICE, mask,
	       "how ids are masked", "证件号码的打码方式"),
	SHARED(ALWAYS, 0, "strict", NULL, CB_OPT_FLAG, strict, "warnings count as errors", "警告也算错误"),
	SHARED(ALWAYS, 0, "allow", "CODE", CB_OPT_LIST, allow,
	       "a cell with this error is left out, with a warning; may be repeated", "略去有此错误的单元格并警告;可以重复"),
	SHARED(ALWAYS, 0, "errors", "FILE", CB_OPT_TEXT, errors,
	       "findings as a table too: FILE.csv or FILE.json", "把发现的问题另存成表:FILE.csv 或 FILE.json"),
	SHARED(ALWAYS, 0, "max-errors", "N", CB_OPT_COUNT, max_errors,
	       "print no more than N findings; 0 = all", "最多显示 N 条;0 为全部"),
	SHARED(ALWAYS, 0, "lang", "zh|en", CB_OPT_CHOICE, lang, "messages and labels", "信息和标签的语言"),
	SHARED(ALWAYS, 0, "color", "auto|always|never", CB_OPT_CHOICE, color, "colours", "是否用颜色"),
	SHARED(ALWAYS, 0, "progress", "auto|always|never", CB_OPT_CHOICE, progress,
	       "how far a long run is, on stderr", "是否在标准错误显示进度"),
	SHARED(ALWAYS, 'q', "quiet", NULL, CB_OPT_FLAG, quiet, "errors only", "只显示错误"),
	SHARED(ALWAYS, 'v', "verbose", NULL, CB_OPT_FLAG, verbose, "notes as well", "也显示说明"),
	SHARED(ALWAYS, 'h', "help", NULL, CB_OPT_FLAG, help, "this help", "显示帮助"),
	SHARED(ALWAYS, 'V', "version", NULL, CB_OPT_FLAG, version, "the version", "显示版本"),
#undef SHARED
};
/* clang-format on */

/* Not shown: the words for the shell's completion. */
static const struct cb_option completion = {
	0, "completion", "OPTION", CB_OPT_TEXT, offsetof(struct cb_common, completion), "", ""
};

/* All options of one command, and what getopt_long is told about them. */
struct parser {
	const struct cb_command *command;
	const struct cb_option *options[OPTIONS_MAX];
	void *bases[OPTIONS_MAX]; /* the struct that options[i].offset is in */
	bool is_given[OPTIONS_MAX];
	size_t n;
	struct option longs[OPTIONS_MAX + 1];
	char letters[2 * OPTIONS_MAX + 3];
	struct cb_diag *diag;
	int argc;
};

void
cb_opt_shared(unsigned takes, void (*visit)(void *arg, const struct cb_option *), void *arg)
{
	for (size_t i = 0; i < CB_COUNT(shared); i++)
		if (shared[i].takes == ALWAYS || shared[i].takes & takes)
			visit(arg, &shared[i].option);
}

struct collector {
	struct parser *parser;
	void *base;
};

static void
collect(void *arg, const struct cb_option *option)
{
	const struct collector *to = arg;
	struct parser *parser = to->parser;

	if (parser->n == OPTIONS_MAX)
		abort(); /* a table in the source is too long */
	parser->options[parser->n] = option;
	parser->bases[parser->n] = to->base;
	parser->n++;
}

static void
collect_all(struct parser *parser, const struct cb_command *command, void *opts, struct cb_common *common)
{
	parser->command = command;
	for (const struct cb_option *option = command->options; option != NULL && option->name != NULL; option++)
		collect(&(struct collector){ parser, opts }, option);
	cb_opt_shared(command->takes, collect, &(struct collector){ parser, common });
	collect(&(struct collector){ parser, common }, &completion);
}

/* "-" first: operands are handed over in their order, whatever POSIXLY_CORRECT says. ":": a missing
 * value is told from an unknown option, and getopt prints nothing. */
static void
describe_to_getopt(struct parser *parser)
{
	char *letter = parser->letters;

	*letter++ = '-';
	*letter++ = ':';
	for (size_t i = 0; i < parser->n; i++) {
		const struct cb_option *option = parser->options[i];

		parser->longs[i] = (struct option){
			.name = option->name,
			.has_arg = option == &completion ? optional_argument : option->arg != NULL ? required_argument
			                                                                           : no_argument,
			.val = LONG_ONLY + (int)i,
		};
		if (option->letter) {
			*letter++ = option->letter;
			if (option->arg != NULL)
				*letter++ = ':';
		}
	}
	*letter = '\0';
}

static int
find_letter(const struct parser *parser, int letter)
{
	for (size_t i = 0; i < parser->n; i++)
		if (parser->options[i]->letter && parser->options[i]->letter == letter)
			return (int)i;
	return -1;
}

static struct cb_text
word_until(const char *s, char end)
{
	const char *stop = strchr(s, end);

	return (struct cb_text){ s, (uint32_t)(stop != NULL ? (size_t)(stop - s) : strlen(s)) };
}

static void
report_unknown(const struct parser *parser, enum cb_code code, struct cb_text word, struct cb_nearest nearest,
               const char *prefix)
{
	struct cb_str name = { 0 }, near = { 0 };

	cb_str_addf(&name, "%s%.*s", prefix, CB_TEXT_ARG(word));
	if (nearest.distance)
		cb_str_addf(&near, "%s%.*s", prefix, CB_TEXT_ARG(nearest.text));
	cb_report(parser->diag, code, CB_NOWHERE, NULL, name, cb_arg_nearest(cb_str_text(&near)));
	cb_str_release(&near);
}

static void
report_unknown_option(const struct parser *parser, const char *argument)
{
	struct cb_text word = word_until(argument + 2, '=');
	struct cb_nearest nearest = { 0 };

	for (size_t i = 0; i + 1 < parser->n; i++) {
		struct cb_text name = cb_text_of(parser->options[i]->name);

		/* What others take for an abbreviation is most likely meant as one. */
		if (word.len && name.len > word.len && cb_text_equal((struct cb_text){ name.p, word.len }, word)) {
			nearest = (struct cb_nearest){ name, 1 };
			break;
		}
		cb_nearest_try(&nearest, word, name);
	}
	report_unknown(parser, CB_UNKNOWN_OPTION, word, nearest, "--");
}

static void
report_unknown_letter(const struct parser *parser, int letter)
{
	char word[2] = { (char)letter, '\0' };

	report_unknown(parser, CB_UNKNOWN_OPTION, cb_text_of(word), (struct cb_nearest){ 0 }, "-");
}

/* The option as a message names it. */
static struct cb_str
spelled(const struct cb_option *option)
{
	struct cb_str out = { 0 };

	cb_str_addf(&out, "--%s", option->name);
	return out;
}

static void
add_to_list(struct cb_list *list, int argc, const char *word)
{
	const char **items = (const char **)list->items; /* ours: made below */

	if (items == NULL)
		list->items = items = cb_alloc((size_t)argc + 1, sizeof(*items));
	items[list->n++] = word;
}

static bool
set_choice(const struct parser *parser, const struct cb_option *option, const char *value, int *out)
{
	struct cb_text word = cb_text_of(value);
	struct cb_nearest nearest = { 0 };
	int index = 0;

	for (const char *p = option->arg; p != NULL; index++) {
		struct cb_text choice = word_until(p, '|');

		if (cb_text_equal(choice, word)) {
			*out = index;
			return true;
		}
		cb_nearest_try(&nearest, word, choice);
		p = choice.p[choice.len] ? choice.p + choice.len + 1 : NULL;
	}
	cb_report(parser->diag, CB_UNKNOWN_CHOICE, CB_NOWHERE, NULL, value, spelled(option),
	          cb_arg_nearest(nearest.text), option->arg);
	return false;
}

static bool
set_count(const struct parser *parser, const struct cb_option *option, const char *value, int *out)
{
	int n = 0;
	const char *p = value;

	for (; cb_is_digit(*p) && n <= (INT_MAX - 9) / 10; p++)
		n = n * 10 + (*p - '0');
	if (*value && !*p) {
		*out = n;
		return true;
	}
	cb_report(parser->diag, CB_NOT_A_COUNT, CB_NOWHERE, NULL, value, spelled(option), INT_MAX / 10);
	return false;
}

static bool
set(struct parser *parser, size_t index, const char *value)
{
	const struct cb_option *option = parser->options[index];
	void *field = (char *)parser->bases[index] + option->offset;

	parser->is_given[index] = true;
	switch (option->kind) {
	case CB_OPT_FLAG:
		*(bool *)field = true;
		return true;
	case CB_OPT_TEXT:
		*(const char **)field = value != NULL ? value : "";
		return true;
	case CB_OPT_LIST:
		add_to_list(field, parser->argc, value);
		return true;
	case CB_OPT_COUNT:
		return set_count(parser, option, value, field);
	case CB_OPT_CHOICE:
		return set_choice(parser, option, value, field);
	}
	return false;
}

/* getopt_long takes --form for --format; we do not. */
static bool
is_in_full(const struct cb_option *option, const char *argument)
{
	return cb_text_is(word_until(argument + 2, '='), option->name);
}

static bool
report_option_value(const struct parser *parser, int which, const char *argument, bool is_missing)
{
	const struct cb_option *option = parser->options[which];
	const char *value = strchr(argument, '=');

	if (is_missing)
		cb_report(parser->diag, CB_OPTION_NEEDS_VALUE, CB_NOWHERE, NULL, spelled(option), option->arg);
	else
		cb_report(parser->diag, CB_OPTION_WITHOUT_VALUE, CB_NOWHERE, NULL, spelled(option),
		          value != NULL ? value + 1 : "");
	return false;
}

/* One result of getopt_long; argument is the word it stood in. */
static bool
take(struct parser *parser, int got, const char *argument)
{
	bool is_mistake = got == '?' || got == ':';
	int code = is_mistake ? optopt : got;
	int which = code >= LONG_ONLY ? code - LONG_ONLY : find_letter(parser, code);
	bool is_long = code >= LONG_ONLY || (is_mistake && code == 0);

	if (is_long && (code == 0 || !is_in_full(parser->options[which], argument))) {
		report_unknown_option(parser, argument);
		return false;
	}
	if (which < 0) {
		report_unknown_letter(parser, code);
		return false;
	}
	if (is_mistake)
		return report_option_value(parser, which, argument, got == ':');
	return set(parser, (size_t)which, optarg);
}

static bool
parse_words(struct parser *parser, char **argv, struct cb_list *operands)
{
	bool is_good = true;
	int got;

	optind = 0; /* glibc: start anew, even after another command line */
	opterr = 0;
	for (;;) {
		const char *argument = argv[optind ? optind : 1];

		got = getopt_long(parser->argc, argv, parser->letters, parser->longs, NULL);
		if (got == -1)
			break;
		if (got == 1)
			add_to_list(operands, parser->argc, optarg);
		else if (!take(parser, got, argument))
			is_good = false;
	}
	while (optind < parser->argc)
		add_to_list(operands, parser->argc, argv[optind++]);
	return is_good;
}

static const struct cb_verb *
find_verb(const struct cb_command *command, const char *word)
{
	for (const struct cb_verb *verb = command->verbs; verb != NULL && verb->name != NULL; verb++)
		if (strcmp(verb->name, word) == 0)
			return verb;
	return NULL;
}

/* Where files may stand: a word that is none, nor looks like one. */
static bool
may_be_verb(const char *word)
{
	return strpbrk(word, "./") == NULL && strcmp(word, "-") != 0 && access(word, F_OK) != 0;
}

static bool
take_verb(const struct parser *parser, struct cb_line *line)
{
	const struct cb_command *command = parser->command;
	struct cb_nearest nearest = { 0 };
	struct cb_text word;
	const char *taken;

	line->verb = line->operands.n ? find_verb(command, line->operands.items[0]) : NULL;
	if (line->verb != NULL) {
		line->operands.n--;
		memmove((void *)line->operands.items, line->operands.items + 1,
		        line->operands.n * sizeof(*line->operands.items));
	}
	taken = line->verb != NULL ? line->verb->operands : command->operands;
	if (taken != NULL && !*taken && line->operands.n) {
		cb_report(parser->diag, CB_UNEXPECTED_OPERAND, CB_NOWHERE, NULL, line->operands.items[0]);
		return false;
	}
	if (taken != NULL && (line->verb != NULL || *taken != '[' || !line->operands.n))
		return true;
	if (!line->operands.n) {
		cb_report(parser->diag, CB_VERB_MISSING, CB_NOWHERE, NULL);
		return false;
	}
	word = cb_text_of(line->operands.items[0]);
	for (const struct cb_verb *verb = command->verbs; verb != NULL && verb->name != NULL; verb++)
		cb_nearest_try(&nearest, word, cb_text_of(verb->name));
	if (taken != NULL && (nearest.text.len == 0 || !may_be_verb(line->operands.items[0])))
		return true;
	report_unknown(parser, CB_UNKNOWN_VERB, word, nearest, "");
	return false;
}

/* R5. */
static bool
check_options(const struct parser *parser, const struct cb_line *line)
{
	bool is_good = true;

	for (size_t i = 0; i < parser->n; i++) {
		const struct cb_option *option = parser->options[i];

		if (!parser->is_given[i] || cb_opt_goes_with(parser->command, option->name, line->verb))
			continue;
		if (line->verb != NULL)
			cb_report(parser->diag, CB_NOT_TOGETHER, CB_NOWHERE, NULL, spelled(option), line->verb->name);
		else
			cb_report(parser->diag, CB_VERB_MISSING, CB_NOWHERE, NULL);
		is_good = false;
	}
	return is_good;
}

enum cb_status
cb_opt_parse(const struct cb_command *command, int argc, char **argv, void *opts, struct cb_common *common,
             struct cb_line *line, struct cb_diag *diag)
{
	struct parser parser = { .diag = diag, .argc = argc };
	bool is_good;

	collect_all(&parser, command, opts, common);
	describe_to_getopt(&parser);
	is_good = parse_words(&parser, argv, &line->operands);
	if (common->help || common->version || common->completion != NULL) {
		line->verb = line->operands.n ? find_verb(command, line->operands.items[0]) : NULL;
		return is_good ? CB_OK : CB_USAGE;
	}
	is_good = is_good && take_verb(&parser, line) && check_options(&parser, line);
	return is_good ? CB_OK : CB_USAGE;
}

void
cb_opt_release(const struct cb_command *command, void *opts, struct cb_common *common, struct cb_line *line)
{
	struct parser parser = { 0 };

	collect_all(&parser, command, opts, common);
	for (size_t i = 0; i < parser.n; i++) {
		struct cb_list *list = (void *)((char *)parser.bases[i] + parser.options[i]->offset);

		if (parser.options[i]->kind != CB_OPT_LIST)
			continue;
		free((void *)list->items);
		*list = (struct cb_list){ 0 };
	}
	free((void *)line->operands.items);
	*line = (struct cb_line){ 0 };
}
