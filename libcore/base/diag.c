#include <cb/base/diag.h>
#include <cb/base/mem.h>

#include <stdlib.h>
#include <string.h>

enum { MAX_WORDS = 6 };

static char *
copy_of(const char *s)
{
	size_t n = s ? strlen(s) : 0;
	char *copy = cb_alloc(n + 1, 1);

	if (n)
		memcpy(copy, s, n);
	return copy;
}

uint32_t
cb_diag_source(struct cb_diag *diag, enum cb_source_kind kind, const char *file, const char *sheet)
{
	size_t at = diag->n_sources + 1, first = at;

	diag->sources = cb_grow(diag->sources, &diag->cap_sources, at + 1, sizeof *diag->sources);
	if (at > 1 && strcmp(diag->sources[at - 1].file, file ? file : "") == 0)
		first = diag->sources[at - 1].first;
	diag->sources[at] = (struct cb_source){
		.file = copy_of(file), .sheet = copy_of(sheet), .kind = kind, .first = (uint32_t)first
	};
	diag->n_sources = at;
	return (uint32_t)at;
}

bool
cb_diag_is_file_bad(const struct cb_diag *diag, uint32_t source)
{
	return diag->sources[diag->sources[source].first].file_errors > 0;
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

enum reader { OFFICE, /* runs the command */
	      SENDER /* has filled in the file */ };

static void
fill(struct cb_str *out, const char *text, const char *const words[MAX_WORDS], enum reader reader)
{
	bool is_left_out = false;

	for (; *text; text++) {
		bool opens = text[0] == '{' && text[1] == '[', closes = text[0] == '{' && text[1] == ']';
		bool is_word = text[0] == '{' && text[1] >= '1' && text[1] < '1' + MAX_WORDS && text[2] == '}';

		if (opens || closes)
			is_left_out = opens && reader == SENDER;
		else if (is_word && !is_left_out)
			cb_str_adds(out, words[text[1] - '1'] ? words[text[1] - '1'] : "");
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
	if (finding->place.source && finding->place.source <= diag->n_sources) {
		struct cb_source *source = &diag->sources[finding->place.source];

		source->errors++;
		diag->sources[source->first].file_errors++;
	}
	/* A warning that --strict made an error has no status of its own. */
	diag->status = cb_status_worse(diag->status, message->status ? message->status : CB_FOUND);
}

void
cb_diag_report(struct cb_diag *diag, enum cb_code code, struct cb_place place, const char *field,
               const char *const *words)
{
	const struct cb_message *message = cb_message(code);
	struct cb_finding finding = { .code = code, .place = place, .field = field ? field : "" };
	struct cb_str text = { 0 };

	if (diag->muted)
		return;
	finding.severity = cb_diag_severity(diag, code);
	count(diag, message, &finding);
	if (!diag->sink)
		return;
	for (int i = 0; i < MAX_WORDS && words[i]; i++)
		finding.words[i] = words[i];
	fill(&text, text_in(diag, message), finding.words, OFFICE);
	finding.text = cb_str_c(&text);
	diag->sink(diag->sink_arg, diag, &finding);
	cb_str_release(&text);
}

void
cb_diag_sender_text(const struct cb_diag *diag, const struct cb_finding *finding, struct cb_str *out)
{
	fill(out, text_in(diag, cb_message(finding->code)), finding->words, SENDER);
}

/* 1 -> A, 26 -> Z, 27 -> AA, as spreadsheets name columns. */
static void
add_letters(struct cb_str *out, uint32_t column)
{
	char letters[8];
	size_t at = sizeof letters;

	for (; column; column = (column - 1) / 26)
		letters[--at] = (char)('A' + (column - 1) % 26);
	cb_str_add(out, letters + at, sizeof letters - at);
}

static void
add_part(struct cb_str *out, uint32_t number)
{
	if (number)
		cb_str_addf(out, ":%lu", (unsigned long)number);
}

void
cb_place_print(const struct cb_diag *diag, struct cb_place place, struct cb_str *out)
{
	const struct cb_source *source;

	if (place.source == 0 || place.source > diag->n_sources)
		return;
	source = &diag->sources[place.source];
	if (source->kind == CB_SOURCE_COMMAND)
		return;
	cb_str_adds(out, source->file);
	if (*source->sheet) {
		cb_str_addc(out, ':');
		cb_str_adds(out, source->sheet);
	}
	switch (source->kind) {
	case CB_SOURCE_TEXT:
		add_part(out, place.row);
		if (place.row)
			add_part(out, place.column);
		break;
	case CB_SOURCE_DATABASE:
		add_part(out, place.row);
		break;
	case CB_SOURCE_COMMAND:
		break;
	case CB_SOURCE_SHEET:
		if (place.row || place.column)
			cb_str_addc(out, *source->sheet ? '!' : ':');
		add_letters(out, place.column);
		if (place.row)
			cb_str_addf(out, "%lu", (unsigned long)place.row);
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
