#include <cb/doc/open311.h>

#include <string.h>

#include "formats.h"

/* The cell of a column by its key; an empty text where there is none. */
static struct cb_text
text_of(struct cb_writer *w, const struct cb_cell *cells, const char *key, char *buf, struct cb_str *scratch)
{
	for (size_t c = 0; c < w->table->n_columns; c++)
		if (strcmp(w->table->columns[c].key, key) == 0)
			return cb_doc_text(w, c, &cells[c], buf, scratch);
	return (struct cb_text){ "", 0 };
}

/* The first of the columns (joined by blanks) that has something. */
static struct cb_text
first_of(struct cb_writer *w, const struct cb_cell *cells, const char *keys, char *buf, struct cb_str *scratch)
{
	struct cb_text text = { "", 0 };

	while (*keys != '\0' && text.len == 0) {
		size_t len = strcspn(keys, " ");
		struct cb_str key = { 0 };

		cb_str_add(&key, keys, len);
		text = text_of(w, cells, cb_str_c(&key), buf, scratch);
		cb_str_release(&key);
		keys += len + (keys[len] == ' ');
	}
	return text;
}

static void
add_value(struct cb_str *out, const char *name, struct cb_text text)
{
	cb_str_addf(out, "%s\"%s\": ", strcmp(name, "service_request_id") == 0 ? "" : ", ", name);
	if (text.len == 0)
		cb_str_adds(out, "null");
	else
		cb_json_string(out, text);
}

/* 2026-07-01 or 2026-07-01 09:00, which are of Beijing. of_day: the time that stands for a day alone. */
static void
add_time(struct cb_str *out, const char *name, struct cb_text time, const char *of_day)
{
	struct cb_str written = { 0 };

	if (time.len >= 10)
		cb_str_addf(&written, "%.10sT%.5s:00+08:00", time.p, time.len >= 16 ? time.p + 11 : of_day);
	add_value(out, name, cb_str_text(&written));
	cb_str_release(&written);
}

static struct cb_text
status_of(struct cb_text state)
{
	static const char *const closed[] = { "结案", "不予立案", "作废", NULL };

	return cb_text_is_one_of(state, closed) ? CB_LIT("closed") : CB_LIT("open");
}

static void
add_address(struct cb_writer *w, const struct cb_cell *cells, struct cb_str *out)
{
	static const char *const keys[] = { "community", "estate", "building", "place" };
	struct cb_str address = { 0 }, scratch = { 0 };
	char buf[CB_PRINT_MAX];

	for (size_t i = 0; i < CB_COUNT(keys); i++) {
		struct cb_text part = text_of(w, cells, keys[i], buf, &scratch);

		cb_str_adds(&address, part.len > 0 && address.len > 0 ? " " : "");
		cb_str_addt(&address, part);
	}
	add_value(out, "address", cb_str_text(&address));
	cb_str_release(&address);
	cb_str_release(&scratch);
}

static void
begin(struct cb_writer *w)
{
	cb_str_addc(&w->out->buf, '[');
}

static void
row(struct cb_writer *w, const struct cb_cell *cells)
{
	static const struct {
		const char *name, *keys;
		const char *of_day; /* of a time */
	} fields[] = {
		{ "service_request_id", "no", NULL },
		{ "status", NULL, NULL },
		{ "status_notes", "state", NULL },
		{ "service_name", "kind description", NULL },
		{ "service_code", "", NULL },
		{ "description", "description", NULL },
		{ "agency_responsible", "responsible", NULL },
		{ "service_notice", "", NULL },
		{ "requested_datetime", "found", "00:00" },
		{ "updated_datetime", "closed fixed found", "00:00" },
		{ "expected_datetime", "due", "23:59" },
	};
	static const char *const nothing[] = { "address_id", "zipcode", "lat", "long", "media_url" };
	struct cb_str *out = &w->out->buf, scratch = { 0 };
	char buf[CB_PRINT_MAX];

	cb_str_adds(out, w->n_rows > 0 ? ",\n{" : "\n{");
	for (size_t i = 0; i < CB_COUNT(fields); i++) {
		struct cb_text text = first_of(w, cells, fields[i].keys != NULL ? fields[i].keys : "state", buf, &scratch);

		if (fields[i].of_day != NULL)
			add_time(out, fields[i].name, text, fields[i].of_day);
		else
			add_value(out, fields[i].name, fields[i].keys != NULL ? text : status_of(text));
	}
	add_address(w, cells, out);
	for (size_t i = 0; i < CB_COUNT(nothing); i++)
		add_value(out, nothing[i], (struct cb_text){ "", 0 });
	cb_str_addc(out, '}');
	cb_str_release(&scratch);
}

const struct cb_format cb_open311_formats[] = {
	{ .name = "open311",
	  .extensions = "",
	  .en = "service requests of Open311",
	  .zh = "Open311 服务请求",
	  .begin = begin,
	  .row = row,
	  .end = cb_json_end },
	{ .name = "docx", .extensions = "docx", .en = "Word document", .zh = "Word 文件", .is_binary = true },
	{ .name = NULL },
};
