#include <cb/doc/calendar.h>

#include <inttypes.h>
#include <string.h>

#include <cb/base/dict.h>

#include "formats.h"

enum { LINE_BYTES = 75 };

static void
begin(struct cb_writer *w)
{
	static const char head[] = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//cb//cb//ZH\r\nCALSCALE:GREGORIAN\r\n"
				   "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\nBEGIN:STANDARD\r\n"
				   "DTSTART:19700101T000000\r\nTZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nTZNAME:CST\r\n"
				   "END:STANDARD\r\nEND:VTIMEZONE\r\n";

	cb_str_adds(&w->out->buf, head);
}

static void
end(struct cb_writer *w)
{
	cb_str_adds(&w->out->buf, "END:VCALENDAR\r\n");
}

/* R3: a line that goes on begins with a blank, which counts. */
static void
add_line(struct cb_str *out, struct cb_text line)
{
	uint32_t at = 0, room = LINE_BYTES;

	while (line.len - at > room) {
		uint32_t n = room;

		while (n > 0 && ((unsigned char)line.p[at + n] & 0xc0) == 0x80)
			n--;
		cb_str_add(out, line.p + at, n);
		cb_str_adds(out, "\r\n ");
		at += n;
		room = LINE_BYTES - 1;
	}
	cb_str_add(out, line.p + at, line.len - at);
	cb_str_adds(out, "\r\n");
}

static void
escape(struct cb_str *out, struct cb_text text)
{
	for (uint32_t i = 0; i < text.len; i++) {
		if (text.p[i] == '\n')
			cb_str_adds(out, "\\n");
		else if (strchr("\\;,", text.p[i]) != NULL && text.p[i] != '\0')
			cb_str_addf(out, "\\%c", text.p[i]);
		else if ((unsigned char)text.p[i] >= ' ')
			cb_str_addc(out, text.p[i]);
	}
}

/* Appends the text of a column by its key; false where the row has none. */
static bool
add_cell(struct cb_writer *w, const struct cb_cell *cells, const char *key, struct cb_str *out)
{
	struct cb_str scratch = { 0 };
	char buf[CB_PRINT_MAX];
	size_t before = out->len;

	for (size_t c = 0; c < w->table->n_columns; c++)
		if (strcmp(w->table->columns[c].key, key) == 0)
			cb_str_addt(out, cb_doc_text(w, c, &cells[c], buf, &scratch));
	cb_str_release(&scratch);
	return out->len > before;
}

/* NAME;TZID=Asia/Shanghai:20260710T170000, or NAME;VALUE=DATE:20260710, of 2026-07-10 17:00 or 2026-07-10. */
static void
add_time(struct cb_str *out, const char *name, const char *day, const char *time)
{
	struct cb_str line = { 0 };

	cb_str_addf(&line, "%s;%s:", name, time[0] != '\0' ? "TZID=Asia/Shanghai" : "VALUE=DATE");
	cb_str_addf(&line, "%.4s%.2s%.2s", day, day + 5, day + 8);
	if (time[0] != '\0')
		cb_str_addf(&line, "T%.2s%.2s00", time, time + 3);
	add_line(out, cb_str_text(&line));
	cb_str_release(&line);
}

static void
add_uid(struct cb_writer *w, const struct cb_cell *cells, const char *when, struct cb_str *out)
{
	static const char *const names[] = { "title", "assignee", "who", "community", "kind", "what", "body" };
	struct cb_str line = { 0 }, name = { 0 };

	cb_str_adds(&line, "UID:");
	if (!add_cell(w, cells, "no", &line)) {
		cb_str_adds(&name, when);
		for (size_t i = 0; i < CB_COUNT(names); i++) {
			cb_str_addc(&name, '\t');
			add_cell(w, cells, names[i], &name);
		}
		cb_str_addf(&line, "%016" PRIx64, cb_hash(name.p, name.len, 0));
	}
	cb_str_adds(&line, "@cb");
	add_line(out, cb_str_text(&line));
	cb_str_release(&line);
	cb_str_release(&name);
}

/* NAME:text, of the first of the columns and the others in brackets; keys are ended by NULL. */
static void
add_text(struct cb_writer *w, const struct cb_cell *cells, const char *name, const char *const *keys)
{
	struct cb_str line = { 0 }, text = { 0 };

	for (; *keys != NULL; keys++) {
		struct cb_str part = { 0 };

		if (add_cell(w, cells, *keys, &part))
			cb_str_addf(&text, text.len > 0 ? "(%s)" : "%s", cb_str_c(&part));
		cb_str_release(&part);
	}
	cb_str_addf(&line, "%s:", name);
	escape(&line, cb_str_text(&text));
	if (text.len > 0)
		add_line(&w->out->buf, cb_str_text(&line));
	cb_str_release(&line);
	cb_str_release(&text);
}

static const char *
status_of(struct cb_text state)
{
	return cb_text_is(state, "取消") ? "CANCELLED" : cb_text_is(state, "计划") ? "TENTATIVE"
	                                                                           : "CONFIRMED";
}

static void
add_event(struct cb_writer *w, const struct cb_cell *cells, const char *when, bool is_deadline)
{
	static const char *const summary[] = { "title", "assignee", "who", "community", NULL };
	static const char *const demand[] = { "what", "body", NULL }; /* of what has no title */
	static const char *const place[] = { "place", NULL };
	struct cb_str *out = &w->out->buf, state = { 0 }, start = { 0 }, title = { 0 };
	const char *time = strlen(when) >= 16 ? when + 11 : "";

	if (!is_deadline && add_cell(w, cells, "start", &start))
		time = cb_str_c(&start);
	add_cell(w, cells, "state", &state);
	cb_str_adds(out, "BEGIN:VEVENT\r\n");
	add_uid(w, cells, when, out);
	cb_str_addf(out, "DTSTAMP:%.4s%.2s%.2sT000000Z\r\n", when, when + 5, when + 8);
	add_time(out, "DTSTART", when, time);
	add_text(w, cells, "SUMMARY", add_cell(w, cells, "title", &title) ? summary : demand);
	add_text(w, cells, "LOCATION", place);
	cb_str_addf(out, "STATUS:%s\r\n", status_of(cb_str_text(&state)));
	if (is_deadline)
		cb_str_adds(out, "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:截止\r\nTRIGGER:-P1D\r\nEND:VALARM\r\n");
	cb_str_adds(out, "END:VEVENT\r\n");
	cb_str_release(&state);
	cb_str_release(&start);
	cb_str_release(&title);
}

static void
row(struct cb_writer *w, const struct cb_cell *cells)
{
	struct cb_str when = { 0 };
	bool is_deadline = add_cell(w, cells, "due", &when);

	if (!is_deadline)
		add_cell(w, cells, "date", &when);
	if (when.len >= 10)
		add_event(w, cells, cb_str_c(&when), is_deadline);
	cb_str_release(&when);
}

const struct cb_format cb_calendar_formats[] = {
	{ .name = "docx", .extensions = "docx", .en = "Word document", .zh = "Word 文件", .is_binary = true },
	{ .name = "ics",
	  .extensions = "ics",
	  .en = "a calendar for telephones",
	  .zh = "手机可订阅的日历",
	  .begin = begin,
	  .row = row,
	  .end = end },
	{ .name = NULL },
};
