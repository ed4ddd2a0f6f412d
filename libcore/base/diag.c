#include <cb/base/diag.h>
#include <cb/base/mem.h>
#include <cb/base/suggest.h>
#include <cb/base/utf8.h>

#include <stdlib.h>
#include <string.h>

/* A copy of the name of a file or sheet as UTF-8: it may have any bytes, but what is said of it may not. */
static char *
name_of(const char *s)
{
	struct cb_str name = { 0 };

	cb_utf8_escape(cb_text_of(s != NULL ? s : ""), &name);
	cb_str_adds(&name, "");
	return name.p;
}

uint32_t
cb_diag_source(struct cb_diag *diag, enum cb_source_kind kind, const char *file, const char *sheet)
{
	size_t at = diag->n_sources + 1, first = at;
	char *name = name_of(file);

	diag->sources = cb_grow(diag->sources, &diag->cap_sources, at + 1, sizeof(*diag->sources));
	if (at > 1 && strcmp(diag->sources[at - 1].file, name) == 0)
		first = diag->sources[at - 1].first;
	diag->sources[at] = (struct cb_source){
		.file = name, .sheet = name_of(sheet), .kind = kind, .first = (uint32_t)first
	};
	diag->n_sources = at;
	return (uint32_t)at;
}

bool
cb_diag_is_file_bad(const struct cb_diag *diag, uint32_t source)
{
	return diag->sources[diag->sources[source].first].file_errors > 0;
}

bool
cb_diag_allows(const struct cb_diag *diag)
{
	for (size_t i = 0; i < sizeof(diag->allow); i++)
		if (diag->allow[i] != 0)
			return true;
	return false;
}

enum cb_severity
cb_diag_severity(const struct cb_diag *diag, enum cb_code code)
{
	const struct cb_message *message = cb_message(code);
	bool allowed = diag->allow[code / 8] >> code % 8 & 1;

	if (message->severity == CB_ERROR)
		return allowed && message->status == CB_FOUND ? CB_WARNING : CB_ERROR;
	if (message->severity == CB_WARNING && diag->strict && !allowed)
		return CB_ERROR;
	return message->severity;
}

bool
cb_diag_is_error(const struct cb_diag *diag, enum cb_code code)
{
	return cb_diag_severity(diag, code) == CB_ERROR;
}

/* Who reads a message: the office that runs the command; the office where it has typed what is wrong, so that there
 * is no file to be read in another way; or the sender, who has filled in the file. */
enum reader { OFFICE,
	      TYPIST,
	      SENDER };

/* Does the part of a text that begins here name an option? */
static bool
names_option(const char *part)
{
	for (; part[0] != '\0' && !(part[0] == '{' && part[1] == ']'); part++)
		if (part[0] == ' ' && part[1] == '-')
			return true;
	return false;
}

static void
fill(struct cb_str *out, const char *text, const struct cb_text words[CB_ARGS_MAX], enum reader reader)
{
	bool is_left_out = false;

	for (; *text; text++) {
		bool for_office = text[0] == '{' && text[1] == '[', for_sender = text[0] == '{' && text[1] == '(';
		bool opens = for_office || for_sender, closes = text[0] == '{' && (text[1] == ']' || text[1] == ')');
		bool is_word = text[0] == '{' && text[1] >= '1' && text[1] < '1' + CB_ARGS_MAX && text[2] == '}';

		if (opens || closes)
			is_left_out = opens && (for_office ? reader == SENDER ||
			                                             (reader == TYPIST && names_option(text))
			                                   : reader != SENDER);
		else if (is_word && !is_left_out)
			cb_utf8_escape(words[text[1] - '1'], out);
		else if (!is_word && !is_left_out)
			cb_str_addc(out, *text);
		text += is_word ? 2 : opens || closes;
	}
}

static const char *
text_in(const struct cb_diag *diag, const struct cb_message *message)
{
	return diag->lang == CB_EN ? message->en : message->zh;
}

static void
count(struct cb_diag *diag, const struct cb_message *message, const struct cb_finding *finding)
{
	switch (finding->severity) {
	case CB_NOTE:
		diag->notes++;
		return;
	case CB_WARNING:
		diag->warnings++;
		return;
	case CB_ERROR:
		break;
	}
	diag->errors++;
	if (!diag->muted && finding->where.source && finding->where.source <= diag->n_sources) {
		struct cb_source *source = &diag->sources[finding->where.source];

		source->errors++;
		diag->sources[source->first].file_errors++;
	}
	/* A warning that --strict made an error has no status of its own. */
	diag->status = cb_status_worse(diag->status, message->status ? message->status : CB_FOUND);
}

/* The text of an argument; what has to be put together for it is kept in `made`. */
static struct cb_text
text_of(const struct cb_diag *diag, const struct cb_arg *arg, struct cb_str *made)
{
	switch (arg->kind) {
	case CB_ARG_PRINTED:
		return (struct cb_text){ arg->buf, arg->text.len };
	case CB_ARG_NEAREST:
		cb_suggest(diag->lang, arg->text, made);
		return cb_str_text(made);
	case CB_ARG_EITHER:
		return diag->lang == CB_EN ? cb_text_of(arg->en) : arg->text;
	default:
		return arg->text;
	}
}

static enum reader
reader_of(const struct cb_diag *diag, struct cb_where where)
{
	bool is_of_source = where.source != 0 && where.source <= diag->n_sources;

	return is_of_source && diag->sources[where.source].kind != CB_SOURCE_COMMAND ? OFFICE : TYPIST;
}

static void
say(struct cb_diag *diag, struct cb_finding *finding, const struct cb_arg *args)
{
	struct cb_str text = { 0 }, made[CB_ARGS_MAX] = { 0 };

	for (int i = 0; i < CB_ARGS_MAX; i++)
		finding->words[i] = text_of(diag, &args[i], &made[i]);
	fill(&text, text_in(diag, cb_message(finding->code)), finding->words, reader_of(diag, finding->where));
	finding->text = cb_str_c(&text);
	diag->sink(diag->sink_arg, diag, finding);
	cb_str_release(&text);
	for (int i = 0; i < CB_ARGS_MAX; i++)
		cb_str_release(&made[i]);
}

/* The position in the file, which was turned while it was read. */
static struct cb_where
as_it_lies(const struct cb_diag *diag, struct cb_where where)
{
	const struct cb_source *source = where.source != 0 ? &diag->sources[where.source] : NULL;
	size_t at = where.column > 0 ? where.column - 1 : 0;

	if (source == NULL || source->n_turned == 0 || where.row <= source->turned_from)
		return where;
	at = at < source->n_turned ? at : 0;
	if (source->form_labels[0] != 0 && where.column == 0)
		return (struct cb_where){ where.source, source->turned[0], 0 };
	if (source->form_labels[0] != 0) {
		bool is_value = where.row - source->turned_from > 1;

		return (struct cb_where){ where.source, source->turned[at],
			                  is_value ? source->form_values[at] : source->form_labels[at] };
	}
	return (struct cb_where){ where.source, source->turned[at], where.row - source->turned_from };
}

enum cb_status
cb_diag_report(struct cb_diag *diag, enum cb_code code, struct cb_where where, const char *field,
               struct cb_arg args[CB_ARGS_MAX])
{
	struct cb_finding finding = { .code = code, .where = as_it_lies(diag, where), .field = field != NULL ? field : "" };

	finding.severity = cb_diag_severity(diag, code);
	count(diag, cb_message(code), &finding);
	if (diag->sink != NULL)
		say(diag, &finding, args);
	for (int i = 0; i < CB_ARGS_MAX; i++)
		if (args[i].kind == CB_ARG_OWNED)
			free((void *)args[i].text.p);
	return cb_message(code)->status;
}

enum cb_status
cb_diag_since(const struct cb_diag *diag, uint64_t errors, enum cb_status status)
{
	return status == CB_OK && diag->errors > errors ? diag->status : status;
}

struct cb_diag_muted
cb_diag_mute(struct cb_diag *diag)
{
	struct cb_diag_muted was = { diag->sink, diag->errors, diag->warnings, diag->notes, diag->status, diag->muted };

	diag->sink = NULL;
	diag->muted = true;
	return was;
}

uint64_t
cb_diag_unmute(struct cb_diag *diag, const struct cb_diag_muted *was)
{
	uint64_t errors = diag->errors - was->errors;

	diag->sink = was->sink;
	diag->errors = was->errors;
	diag->warnings = was->warnings;
	diag->notes = was->notes;
	diag->status = was->status;
	diag->muted = was->muted;
	return errors;
}

void
cb_diag_sender_text(const struct cb_diag *diag, const struct cb_finding *finding, struct cb_str *out)
{
	fill(out, text_in(diag, cb_message(finding->code)), finding->words, SENDER);
}

void
cb_where_add_letters(uint32_t column, struct cb_str *out)
{
	char letters[8];
	size_t at = sizeof(letters);

	for (; column; column = (column - 1) / 26)
		letters[--at] = (char)('A' + (column - 1) % 26);
	cb_str_add(out, letters + at, sizeof(letters) - at);
}

static void
add_part(struct cb_str *out, uint32_t number)
{
	if (number)
		cb_str_addf(out, ":%lu", (unsigned long)number);
}

void
cb_where_print(const struct cb_diag *diag, struct cb_where where, struct cb_str *out)
{
	const struct cb_source *source;

	if (where.source == 0 || where.source > diag->n_sources)
		return;
	source = &diag->sources[where.source];
	if (source->kind == CB_SOURCE_COMMAND)
		return;
	cb_str_adds(out, source->file);
	if (*source->sheet) {
		cb_str_addc(out, ':');
		cb_str_adds(out, source->sheet);
	}
	switch (source->kind) {
	case CB_SOURCE_TEXT:
		add_part(out, where.row);
		if (where.row)
			add_part(out, where.column);
		break;
	case CB_SOURCE_DATABASE:
		add_part(out, where.row);
		break;
	case CB_SOURCE_COMMAND:
		break;
	case CB_SOURCE_SHEET:
		if (where.row || where.column)
			cb_str_addc(out, *source->sheet ? '!' : ':');
		cb_where_add_letters(where.column, out);
		if (where.row)
			cb_str_addf(out, "%lu", (unsigned long)where.row);
		break;
	}
}

void
cb_diag_release(struct cb_diag *diag)
{
	for (size_t i = 1; i <= diag->n_sources; i++) {
		free((void *)diag->sources[i].file);
		free((void *)diag->sources[i].sheet);
	}
	free(diag->sources);
	diag->sources = NULL;
	diag->n_sources = diag->cap_sources = 0;
}
