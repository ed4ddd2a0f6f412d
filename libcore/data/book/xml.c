#include "xml.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cb/base/reason.h>

enum {
	BLOCK_BYTES = 65536,
	TOKEN_MAX = 4 << 20,
	TEXT_MAX = 1 << 20,
	SKIPPED = 255, /* state of an element that is passed over */
};

const char *
cb_book_xml_attribute(const char **attributes, const char *name)
{
	for (; *attributes != NULL; attributes += 2) {
		const char *colon = strchr(*attributes, ':');

		if (strcmp(colon != NULL ? colon + 1 : *attributes, name) == 0)
			return attributes[1];
	}
	return NULL;
}

bool
cb_book_xml_is_true(const char *value)
{
	return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0 || strcmp(value, "on") == 0);
}

void
cb_book_xml_fail(struct book_xml *xml, enum cb_code code, const char *word, const char *more)
{
	if (!xml->has_failed)
		cb_report(xml->part.book->diag, code, xml->part.where, "", xml->part.name, word, more);
	xml->has_failed = true;
	XML_StopParser(xml->parser, XML_FALSE);
}

void
cb_book_xml_pause(struct book_xml *xml)
{
	xml->is_paused = true;
	if (!xml->is_taking)
		XML_StopParser(xml->parser, XML_TRUE);
}

/* ---- what expat calls ---- */

static uint8_t
next_state(const struct book_xml *xml, uint8_t in, const char *name)
{
	const char *colon = strchr(name, ':');

	if (in == SKIPPED)
		return SKIPPED;
	name = colon != NULL ? colon + 1 : name;
	for (const struct book_element *element = xml->reader->elements; element->name != NULL; element++)
		if (element->in == in && strcmp(element->name, name) == 0)
			return element->to;
	if (strcmp(name, "AlternateContent") == 0 || strcmp(name, "Fallback") == 0)
		return in;
	return SKIPPED;
}

static void
see_tag(struct book_xml *xml)
{
	xml->seen_bytes = xml->fed_bytes;
	if (xml->reader->take != NULL)
		xml->tag_end = (uint64_t)XML_GetCurrentByteIndex(xml->parser) +
		               (uint64_t)XML_GetCurrentByteCount(xml->parser);
}

static void
begin_element(void *own, const char *name, const char **attributes)
{
	struct book_xml *xml = own;
	uint8_t in = xml->states[xml->depth], to = next_state(xml, in, name);

	see_tag(xml);
	if (xml->depth == BOOK_XML_DEPTH_MAX) {
		cb_book_xml_fail(xml, CB_XML_TOO_DEEP, "256", NULL);
		return;
	}
	xml->states[++xml->depth] = to;
	if (to != SKIPPED && to != in && xml->reader->begin != NULL)
		xml->reader->begin(xml, to, attributes);
}

static void
end_element(void *own, const char *name)
{
	struct book_xml *xml = own;
	uint8_t state = xml->states[xml->depth--];

	(void)name;
	see_tag(xml);
	if (state != SKIPPED && state != xml->states[xml->depth] && xml->reader->end != NULL)
		xml->reader->end(xml, state);
}

static void
add_characters(void *own, const char *p, int n)
{
	struct book_xml *xml = own;
	uint8_t state = xml->states[xml->depth];

	xml->seen_bytes = xml->fed_bytes;
	if (state == SKIPPED || (xml->reader->texts >> state & 1) == 0)
		return;
	if (xml->text.len + (size_t)n > TEXT_MAX)
		cb_book_xml_fail(xml, CB_CELL_TOO_LONG, "1", NULL);
	else
		cb_str_add(&xml->text, p, (size_t)n);
}

static void
pass_over(void *own, const char *p, int n)
{
	struct book_xml *xml = own;

	(void)p, (void)n;
	xml->seen_bytes = xml->fed_bytes;
}

static void
learn_encoding(void *own, const char *version, const char *encoding, int is_standalone)
{
	struct book_xml *xml = own;

	(void)version, (void)is_standalone;
	xml->seen_bytes = xml->fed_bytes;
	xml->is_utf8 = encoding == NULL || cb_bytes_equal_nocase(encoding, "utf-8", sizeof("utf-8"));
}

static void
refuse_doctype(void *own, const char *name, const char *system_id, const char *public_id, int has_subset)
{
	(void)name, (void)system_id, (void)public_id, (void)has_subset;
	cb_book_xml_fail(own, CB_DOCTYPE, NULL, NULL);
}

/* ---- reading ---- */

void
cb_book_xml_open(struct book_xml *xml, const struct book_xml_reader *reader, void *own)
{
	struct book_part part = xml->part;

	*xml = (struct book_xml){ .reader = reader, .own = own, .part = part, .is_utf8 = true };
	xml->parser = XML_ParserCreate(NULL);
	if (xml->parser == NULL)
		cb_no_memory();
	xml->block = cb_alloc_block(BLOCK_BYTES);
	XML_SetUserData(xml->parser, xml);
	XML_SetElementHandler(xml->parser, begin_element, end_element);
	XML_SetCharacterDataHandler(xml->parser, add_characters);
	XML_SetDefaultHandler(xml->parser, pass_over);
	XML_SetXmlDeclHandler(xml->parser, learn_encoding);
	XML_SetStartDoctypeDeclHandler(xml->parser, refuse_doctype);
	cb_book_xml_learn_encodings(xml->parser);
}

/* The parser has words in one language only, and not those of who opens a workbook. */
static const char *
words_of(enum XML_Error error, enum cb_lang lang)
{
	static const struct cb_reason_words words[] = {
		{ XML_ERROR_TAG_MISMATCH, "its tags do not match", "标签不配对" },
		{ XML_ERROR_NO_ELEMENTS, "it ends too early", "内容不完整" },
		{ XML_ERROR_UNCLOSED_TOKEN, "it ends too early", "内容不完整" },
		{ XML_ERROR_UNCLOSED_CDATA_SECTION, "it ends too early", "内容不完整" },
		{ XML_ERROR_PARTIAL_CHAR, "it ends too early", "内容不完整" },
		{ XML_ERROR_INVALID_TOKEN, "a character may not stand there", "有不合规的字符" },
		{ XML_ERROR_DUPLICATE_ATTRIBUTE, "an attribute stands twice", "属性重复" },
		{ XML_ERROR_JUNK_AFTER_DOC_ELEMENT, "there is more behind its end", "结尾之后还有内容" },
	};
	const char *known = cb_reason_in(words, CB_COUNT(words), (int)error, lang);

	return known != NULL ? known : lang == CB_EN ? "it is no XML"
	                                             : "不是规范的 XML";
}

static int
fail_parse(struct book_xml *xml)
{
	enum XML_Error error = XML_GetErrorCode(xml->parser);
	char line[24];

	if (error == XML_ERROR_NO_MEMORY)
		cb_no_memory();
	snprintf(line, sizeof(line), "%lu", (unsigned long)XML_GetCurrentLineNumber(xml->parser));
	cb_book_xml_fail(xml, CB_BAD_XML, line, words_of(error, xml->part.book->diag->lang));
	return -1;
}

static bool
read_block(struct book_xml *xml)
{
	ptrdiff_t got = cb_book_part_read(&xml->part, xml->block, BLOCK_BYTES);

	xml->has_failed = got < 0;
	xml->has_ended = got == 0;
	xml->at = 0;
	xml->n = got > 0 ? (size_t)got : 0;
	return got >= 0;
}

/* Feeds the block, where elements may be taken no further than to the end of the next one. */
static enum XML_Status
feed(struct book_xml *xml)
{
	const char *p = xml->block + xml->at;
	struct cb_text rest = { p, (uint32_t)(xml->n - xml->at) };
	int end = xml->reader->take != NULL ? cb_text_find(rest, xml->reader->take_mark) : -1;
	size_t n = end < 0 ? rest.len : (size_t)end + strlen(xml->reader->take_mark);

	xml->at += n;
	xml->fed_bytes += n;
	return XML_Parse(xml->parser, p, (int)n, xml->has_ended);
}

/* False where the parser is within a token, or in another state. */
static bool
take(struct book_xml *xml)
{
	size_t n;

	if (xml->reader->take == NULL || xml->tag_end != xml->fed_bytes ||
	    xml->states[xml->depth] != xml->reader->take_in)
		return false;
	xml->is_taking = true;
	n = xml->reader->take(xml, xml->block + xml->at, xml->n - xml->at);
	xml->is_taking = false;
	xml->at += n;
	return n > 0;
}

int
cb_book_xml_run(struct book_xml *xml)
{
	enum XML_Status status = XML_STATUS_OK;
	XML_ParsingStatus parsing;

	XML_GetParsingStatus(xml->parser, &parsing);
	xml->is_paused = false;
	if (parsing.parsing == XML_SUSPENDED)
		status = XML_ResumeParser(xml->parser);
	while (status == XML_STATUS_OK && !xml->has_ended && !xml->has_failed && !xml->is_paused) {
		if (xml->at == xml->n && !read_block(xml))
			break;
		if (take(xml))
			continue;
		if (!xml->has_failed)
			status = feed(xml);
		if (xml->fed_bytes - xml->seen_bytes > TOKEN_MAX)
			cb_book_xml_fail(xml, CB_CELL_TOO_LONG, "4", NULL);
	}
	if (xml->has_failed)
		return -1;
	if (status == XML_STATUS_ERROR)
		return fail_parse(xml);
	return xml->is_paused;
}

void
cb_book_xml_close(struct book_xml *xml)
{
	if (xml->parser != NULL)
		XML_ParserFree(xml->parser);
	cb_book_part_close(&xml->part);
	cb_str_release(&xml->text);
	free(xml->block);
	*xml = (struct book_xml){ 0 };
}

bool
cb_book_xml_read(struct cb_book *book, int64_t part, struct cb_where where, const struct book_xml_reader *reader,
                 void *own)
{
	struct book_xml xml = { 0 };
	bool ok = cb_book_part_open(&xml.part, book, part, where);

	if (ok) {
		cb_book_xml_open(&xml, reader, own);
		ok = cb_book_xml_run(&xml) == 0;
	}
	cb_book_xml_close(&xml);
	return ok;
}
