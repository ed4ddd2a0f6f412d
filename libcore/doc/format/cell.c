/* What is shown of a table: its title, its headers, the text of its cells. */
#include <cb/base/utf8.h>
#include <cb/doc/format.h>
#include <cb/value/mask.h>
#include <cb/value/wording.h>

#include <string.h>

/* ---- places ---- */

static uint8_t
places_of(struct cb_text number)
{
	int point = cb_text_find(number, ".");

	return point < 0 ? 0 : (uint8_t)(number.len - (uint32_t)point - 1);
}

/* Rows that have a unit each, or are steps of a calculation, are numbers of different things. */
static bool
is_mixed(const struct cb_table *table)
{
	for (size_t c = 0; c < table->n_columns; c++) {
		const struct cb_table_column *column = &table->columns[c];
		/* a unit that competes is no unit of measure */
		bool is_measured = strcmp(column->key, "unit") == 0 && column->zh != NULL &&
		                   strcmp(column->zh, "计量单位") == 0;

		if (is_measured || strcmp(column->key, "measure_word") == 0 || strcmp(column->key, "step") == 0)
			return true;
	}
	return false;
}

void
cb_doc_settle(struct cb_table *table)
{
	bool varies = is_mixed(table);
	char buf[CB_PRINT_MAX];

	for (size_t c = 0; c < table->n_columns; c++) {
		struct cb_table_column *column = &table->columns[c];

		column->places = 0;
		for (size_t row = 0; column->type == &cb_type_num && !varies && row < table->n_rows; row++) {
			const struct cb_cell *cell = &cb_table_at(table, row)[c];
			struct cb_text text = cb_cell_print(column->type, column->arg, cell, buf);
			uint8_t places = cell->state == CB_VALUE ? places_of(text) : 0;

			column->places = places > column->places ? places : column->places;
		}
	}
}

/* The number with zeros behind it, in buf. */
static struct cb_text
with_places(struct cb_text number, uint8_t places, char *buf)
{
	uint8_t has = places_of(number);

	if (number.len == 0 || has >= places || number.len + places + 2u > CB_PRINT_MAX)
		return number;
	memmove(buf, number.p, number.len);
	if (has == 0)
		buf[number.len++] = '.';
	for (; has < places; has++)
		buf[number.len++] = '0';
	return (struct cb_text){ buf, number.len };
}

/* ---- cells ---- */

/* Documents, html, xlsx: what is looked at as a page. */
static bool
is_typeset(const struct cb_writer *writer)
{
	return !writer->options->verbatim && writer->options->lang == CB_ZH &&
	       (writer->format == NULL || writer->format->is_page);
}

struct cb_text
cb_doc_typeset(const struct cb_writer *writer, struct cb_text text, struct cb_str *scratch)
{
	bool has_narrow = false;

	if (!is_typeset(writer))
		return text;
	for (uint32_t i = 0; i < text.len && !has_narrow; i++)
		has_narrow = strchr(";:,()", text.p[i]) != NULL;
	if (!has_narrow)
		return text;
	cb_str_clear(scratch);
	cb_words_punctuate(text, scratch);
	return cb_str_text(scratch);
}

/* A period is said in words where it is not sorted by a program. */
static bool
is_in_words(const struct cb_writer *writer, const struct cb_type *type, const struct cb_cell *cell)
{
	return type == &cb_type_period && cell->state == CB_VALUE && is_typeset(writer) &&
	       (writer->format == NULL || !writer->format->is_binary);
}

struct cb_text
cb_doc_text(const struct cb_writer *writer, size_t column, const struct cb_cell *cell, char *buf,
            struct cb_str *scratch)
{
	const struct cb_table_column *at = &writer->table->columns[column];
	struct cb_text text;

	if (cell->state == CB_EMPTY)
		return CB_LIT("");
	if (is_in_words(writer, at->type, cell)) {
		cb_str_clear(scratch);
		cb_words_period(cell->n, scratch);
		return cb_str_text(scratch);
	}
	text = cb_cell_print(at->type, at->arg, cell, buf);
	if (at->places > 0 && cell->state == CB_VALUE && (writer->format == NULL || writer->format->is_for_people))
		text = with_places(text, at->places, buf);
	if (writer->options->reveal || !cb_cell_is_private(at, cell))
		return at->type->numeric ? text : cb_doc_typeset(writer, text, scratch);
	cb_str_clear(scratch);
	cb_mask_value(at->type, text, writer->options->customary ? CB_MASK_CUSTOMARY : CB_MASK_FULL, scratch);
	return cb_str_text(scratch);
}

const char *
cb_doc_label(const struct cb_writer *writer, size_t column, enum cb_lang lang)
{
	const struct cb_table_column *at = &writer->table->columns[column];

	return lang == CB_ZH && at->zh != NULL ? at->zh : at->key;
}

const char *
cb_doc_title(const struct cb_writer *writer)
{
	const char *title = writer->options->title;

	if (title == NULL)
		title = writer->options->lang == CB_EN ? writer->table->title_en : writer->table->title_zh;
	return title != NULL ? title : "";
}

bool
cb_doc_note(const char **notes, struct cb_text *line)
{
	if (*notes == NULL || !**notes)
		return false;
	*line = (struct cb_text){ *notes, (uint32_t)strcspn(*notes, "\n") };
	*notes += line->len;
	*notes += strspn(*notes, "\n");
	return true;
}

bool
cb_doc_is_number(struct cb_text text)
{
	uint32_t at = text.len && text.p[0] == '-', whole = at, start;

	while (at < text.len && cb_is_digit(text.p[at]))
		at++;
	if (at == whole || (text.p[whole] == '0' && at > whole + 1))
		return false;
	if (at == text.len)
		return true;
	if (text.p[at++] != '.')
		return false;
	for (start = at; at < text.len && cb_is_digit(text.p[at]);)
		at++;
	return at > start && at == text.len;
}

bool
cb_doc_is_figure(struct cb_text text)
{
	int slash = cb_text_find(text, "/");

	if (slash >= 0 && !cb_doc_is_number((struct cb_text){ text.p, (uint32_t)slash }))
		return false;
	text = cb_text_from(text, slash + 1);
	if (text.len && text.p[text.len - 1] == '%')
		text.len--;
	return cb_doc_is_number(text);
}

bool
cb_doc_take_rate(const struct cb_table_column *column, struct cb_text *text)
{
	bool is_rate = column->type->numeric || cb_is_among("rate share target progress", column->key);
	struct cb_text number = *text;

	if (!is_rate || !cb_text_ends(number, "%"))
		return false;
	number.len--;
	if (!cb_doc_is_number(number))
		return false;
	*text = number;
	return true;
}

/* Control characters move the cursor of a terminal, direction marks make text read as another, and what
 * is no character at all may not stand in XML. */
static bool
is_unprintable(int32_t cp)
{
	return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || (cp >= 0x202a && cp <= 0x202e) ||
	       (cp >= 0x2066 && cp <= 0x2069) || cp == 0x2028 || cp == 0x2029 || (cp & 0xfffe) == 0xfffe;
}

void
cb_doc_printable(struct cb_text text, struct cb_str *out)
{
	for (uint32_t at = 0; at < text.len;) {
		int32_t cp;
		int n = cb_utf8_decode(text.p + at, text.len - at, &cp);

		if (cp == '\n' || cp == '\t' || cp == '\r')
			cb_str_addc(out, ' ');
		else if (is_unprintable(cp))
			cb_str_adds(out, "\xef\xbf\xbd");
		else
			cb_str_add(out, text.p + at, (size_t)n);
		at += (uint32_t)n;
	}
}
