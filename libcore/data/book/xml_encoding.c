/* Encodings of XML that expat does not know: those of iconv in which the first byte of a character tells its
 * length, 1 or 2: GBK (GB2312 is part of it), Big5, Windows code pages. */
#include "xml.h"

#include <cb/base/encoding.h>
#include <cb/base/utf8.h>

#include <expat.h>
#include <stdlib.h>
#include <string.h>

/* The character of n bytes; -1 = none, -2 = more bytes are wanted. */
static int
decode(struct cb_decoder *decoder, const char *p, size_t n)
{
	char utf8[8], *to = utf8;
	size_t n_in = n, n_to = sizeof(utf8);
	enum cb_decoded decoded = cb_decoder_run(decoder, &p, &n_in, &to, &n_to);
	int32_t character;

	cb_decoder_reset(decoder);
	if (decoded != CB_DECODED_ALL)
		return -1;
	if (n_in > 0 || to == utf8)
		return -2;
	cb_utf8_decode(utf8, (size_t)(to - utf8), &character);
	return character;
}

static int
convert(void *own, const char *bytes)
{
	int character = decode(own, bytes, 2);

	return character > 0xFFFF ? 0xFFFD : character < 0 ? -1
	                                                   : character;
}

static void
release(void *own)
{
	cb_decoder_release(own);
	free(own);
}

static int
find(void *unused, const char *name, XML_Encoding *info)
{
	const char *known = cb_encoding_find(name);
	struct cb_decoder *decoder = cb_alloc(1, sizeof(*decoder));

	(void)unused;
	if (known != NULL && strcmp(known, CB_GB18030) == 0)
		known = "GBK"; /* 4 bytes cannot be told from 2 by the first */
	if (known == NULL || !cb_decoder_init(decoder, known)) {
		free(decoder);
		return XML_STATUS_ERROR;
	}
	for (int i = 0; i < 256; i++) {
		char byte = (char)i;

		info->map[i] = decode(decoder, &byte, 1);
	}
	info->data = decoder;
	info->convert = convert;
	info->release = release;
	return XML_STATUS_OK;
}

void
cb_book_xml_learn_encodings(struct XML_ParserStruct *parser)
{
	XML_SetUnknownEncodingHandler(parser, find, NULL);
}
