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
	size_t at = diag->n_sources + 1;

	diag->sources = cb_grow(diag->sources, &diag->cap_sources, at + 1, sizeof *diag->sources);
	diag->sources[at] = (struct cb_source){ copy_of(file), copy_of(sheet), kind, 0 };
	diag->n_sources = at;
	return (uint32_t)at;
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

static void
fill(struct cb_str *out, const char *text, const char *const words[MAX_WORDS])
{
	const char *open;

	while ((open = strchr(text, '{'))) {
		if (open[1] >= '1' && open[1] < '1' + MAX_WORDS && open[2] == '}') {
			const char *word = words[open[1] - '1'];

			cb_str_add(out, text, (size_t)(open - text));
			cb_str_adds(out, word ? word : "");
			text = open + 3;
		} else {
			cb_str_add(out, text, (size_t)(open + 1 - text));
			text = open + 1;
		}
	}
	cb_str_adds(out, text);
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
	if (finding->place.source && finding->place.source <= diag->n_sources)
		diag->sources[finding->place.source].errors++;
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

	finding.severity = cb_diag_severity(diag, code);
	count(diag, message, &finding);
	if (!diag->sink)
		return;
	for (int i = 0; i < MAX_WORDS && words[i]; i++)
		finding.words[i] = words[i];
	fill(&text, diag->lang == CB_EN ? message->en : message->zh, finding.words);
	finding.text = cb_str_c(&text);
	diag->sink(diag->sink_arg, diag, &finding);
	cb_str_release(&text);
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
