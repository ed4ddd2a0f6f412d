#include <cb/cli/opt.h>
#include <cb/base/dict.h>
#include <cb/base/utf8.h>
#include <cb/query/query.h>

#include <string.h>

enum { HELP_COLUMN = 30 };

struct help {
	struct cb_str *out;
	enum cb_lang lang;
	const struct cb_command *command;
	const struct cb_verb *verb; /* NULL: of all */
};

static void
add_entry(struct cb_str *out, const char *entry, const char *sentence)
{
	size_t width = cb_utf8_width(cb_text_of(entry));

	cb_str_adds(out, entry);
	if (width + 2 > HELP_COLUMN) {
		cb_str_addc(out, '\n');
		width = 0;
	}
	for (; width < HELP_COLUMN; width++)
		cb_str_addc(out, ' ');
	cb_str_adds(out, sentence);
	cb_str_addc(out, '\n');
}

static void
add_option(void *arg, const struct cb_option *option)
{
	struct help *help = arg;
	struct cb_str entry = { 0 };

	if (help->verb != NULL && !cb_opt_goes_with(help->command, option->name, help->verb))
		return;
	cb_str_adds(&entry, "  ");
	if (option->letter)
		cb_str_addf(&entry, "-%c, ", option->letter);
	else
		cb_str_adds(&entry, "    ");
	cb_str_addf(&entry, "--%s", option->name);
	if (option->arg != NULL)
		cb_str_addf(&entry, option->letter ? " %s" : "=%s", option->arg);
	add_entry(help->out, cb_str_c(&entry), help->lang == CB_EN ? option->en : option->zh);
	cb_str_release(&entry);
}

/* The operands in the language of the help: REGISTER [FILE...] is 台账 [文件...]. */
static void
add_operands(struct help *help, const char *operands)
{
	static const struct {
		const char *en, *zh;
	} words[] = { { "COL=VALUE", "栏目=值" }, { "REGISTER", "台账" }, { "FILE", "文件" }, { "TEMPLATE", "模板" }, { "BATCH", "批次" }, { "NAME", "名称" }, { "ENTRY", "编号" }, { "NO", "编号" } };

	cb_str_adds(help->out, *operands ? " " : "");
	while (*operands) {
		size_t n = strspn(operands, "ABCDEFGHIJKLMNOPQRSTUVWXYZ="), i = 0;

		while (i < CB_COUNT(words) && (help->lang == CB_EN || strlen(words[i].en) != n ||
		                               memcmp(words[i].en, operands, n) != 0))
			i++;
		if (i < CB_COUNT(words))
			cb_str_adds(help->out, words[i].zh);
		else
			cb_str_add(help->out, operands, n > 0 ? n : 1);
		operands += n > 0 ? n : 1;
	}
	cb_str_addc(help->out, '\n');
}

static void
add_usage(const struct cb_command *command, struct help *help)
{
	const char *before = help->lang == CB_EN ? "Usage: " : "用法: ";
	const char *options = help->lang == CB_EN ? "[OPTIONS]" : "[选项]";
	size_t indent = cb_utf8_width(cb_text_of(before));

	if (command->operands != NULL && help->verb == NULL) {
		cb_str_addf(help->out, "%s%s %s", before, command->name, options);
		add_operands(help, command->operands);
		before = NULL;
	}
	for (const struct cb_verb *verb = command->verbs; verb != NULL && verb->name != NULL; verb++) {
		if (help->verb != NULL && help->verb != verb)
			continue;
		cb_str_addf(help->out, "%*s%s %s %s", before != NULL ? 0 : (int)indent, before != NULL ? before : "",
		            command->name, options, verb->name);
		add_operands(help, verb->operands);
		before = NULL;
	}
}

static void
add_verbs(const struct cb_command *command, struct help *help)
{
	struct cb_str entry = { 0 };

	cb_str_adds(help->out, help->lang == CB_EN ? "\nVerbs:\n" : "\n子命令:\n");
	for (const struct cb_verb *verb = command->verbs; verb->name != NULL; verb++) {
		cb_str_clear(&entry);
		cb_str_addf(&entry, "  %s", verb->name);
		add_entry(help->out, cb_str_c(&entry), help->lang == CB_EN ? verb->en : verb->zh);
	}
	cb_str_release(&entry);
}

void
cb_opt_help(const struct cb_command *command, const struct cb_verb *verb, enum cb_lang lang, struct cb_str *out)
{
	struct help help = { out, lang, command, verb };
	bool is_en = lang == CB_EN;

	add_usage(command, &help);
	if (verb == NULL)
		cb_str_addf(out, "%s\n", is_en ? command->en : command->zh);
	else
		cb_str_addf(out, "%s\n", is_en ? verb->en : verb->zh);
	if (command->verbs != NULL && verb == NULL)
		add_verbs(command, &help);
	if (command->options != NULL && command->options->name != NULL) {
		cb_str_adds(out, is_en ? "\nOptions:\n" : "\n选项:\n");
		for (const struct cb_option *option = command->options; option->name != NULL; option++)
			add_option(&help, option);
	}
	cb_str_adds(out, is_en ? "\nOptions of all commands:\n" : "\n通用选项:\n");
	cb_opt_shared(command->takes, add_option, &help);
	cb_str_addf(out, is_en ? "\nExit status: 0 done, 1 an error was found, 2 wrong use, 3 unreadable input,\n"
	                         "4 database error, 75 database busy. See %s(1) and cb(7).\n"
	                       : "\n退出码:0 完成,1 发现错误,2 用法不对,3 无法读取输入,4 数据库出错,75 数据库忙。\n"
	                         "详见 %s(1) 和 cb(7)。\n",
	            command->name);
}

struct completion {
	struct cb_str *out;
	const char *of; /* "" = every option */
	const struct cb_command *command;
	const struct cb_verb *verb;
};

static void
complete_formats(const struct cb_command *command, struct cb_str *out)
{
	for (const struct cb_format *format = command->formats; format != NULL && format->name != NULL; format++)
		cb_str_addf(out, "%s\n", format->name);
	for (const struct cb_format *format = cb_formats; format->name != NULL; format++)
		cb_str_addf(out, "%s\n", format->name);
}

static void
add_completion(void *arg, const struct cb_option *option)
{
	struct completion *to = arg;
	const char letter[] = { '-', option->letter, '\0' };

	if (!*to->of) {
		if (to->verb == NULL || cb_opt_goes_with(to->command, option->name, to->verb))
			cb_str_addf(to->out, "--%s\n", option->name);
		return;
	}
	if (strcmp(to->of, letter) != 0 && (strncmp(to->of, "--", 2) != 0 || strcmp(to->of + 2, option->name) != 0))
		return;
	if (strcmp(option->name, "format") == 0)
		complete_formats(to->command, to->out);
	if (option->kind != CB_OPT_CHOICE)
		return;
	for (const char *p = option->arg; *p; p++)
		cb_str_addc(to->out, *p == '|' ? '\n' : *p);
	cb_str_addc(to->out, '\n');
}

/* Columns of questions, each once. */
struct column_words {
	struct cb_str *out;
	struct cb_dict seen;
	const char *of, *after;
};

static void
add_column(struct column_words *words, const char *key)
{
	if (!cb_dict_add(&words->seen, cb_text_of(key), 1))
		return;
	cb_str_addf(words->out, "%s%s\n", key, words->after);
}

/* What a question filters its records by, or adds up by, is said by its flags; else it is what it prints. */
static void
add_columns(struct column_words *words, const struct cb_query *query)
{
	const struct cb_register *reg = NULL;
	bool keys_only = false;

	if (query == NULL)
		return;
	if (strcmp(words->of, "--where") == 0 && (query->takes & CB_QUERY_TAKES_WHERE) != 0)
		reg = cb_query_register(query);
	if (strcmp(words->of, "--by") == 0)
		keys_only = (query->takes & CB_QUERY_TAKES_BY) != 0;
	for (int c = 0; reg != NULL && c < reg->n_columns; c++)
		add_column(words, reg->columns[c].key);
	for (const struct cb_query_column *c = query->columns; reg == NULL && c->key != NULL; c++)
		if (!keys_only || (c->flags & CB_QUERY_BY_KEY) != 0)
			add_column(words, c->key);
}

static void
complete_columns(const struct cb_command *command, const struct cb_verb *only, const char *of, struct cb_str *out)
{
	struct column_words words = { .out = out, .of = of, .after = strcmp(of, "--where") == 0 ? "=" : "" };

	if (*words.after == '\0' && strcmp(of, "--columns") != 0 && strcmp(of, "--by") != 0)
		return;
	add_columns(&words, only != NULL ? only->query : command->query);
	for (const struct cb_verb *verb = command->verbs; only == NULL && verb != NULL && verb->name != NULL; verb++)
		add_columns(&words, verb->query);
	cb_dict_release(&words.seen);
}

void
cb_opt_complete(const struct cb_command *command, const struct cb_verb *only, const char *of, struct cb_str *out)
{
	struct completion to = { out, of, command, only };

	for (const struct cb_verb *verb = command->verbs; !*of && only == NULL && verb != NULL && verb->name != NULL;
	     verb++)
		cb_str_addf(out, "%s\n", verb->name);
	for (const struct cb_option *option = command->options; option != NULL && option->name != NULL; option++)
		add_completion(&to, option);
	cb_opt_shared(command->takes, add_completion, &to);
	complete_columns(command, only, of, out);
}
