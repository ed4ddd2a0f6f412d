#include "xml.h"

#include "../format/formats.h"

void
cb_xml_begin(struct cb_xml *xml)
{
	cb_str_adds(&xml->out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
}

static void
end_tag(struct cb_xml *xml)
{
	if (xml->is_in_tag)
		cb_str_addc(&xml->out, '>');
	xml->is_in_tag = false;
}

void
cb_xml_open(struct cb_xml *xml, const char *name)
{
	end_tag(xml);
	cb_str_addc(&xml->out, '<');
	cb_str_adds(&xml->out, name);
	xml->open[xml->depth++] = name;
	xml->is_in_tag = true;
}

void
cb_xml_attr_text(struct cb_xml *xml, const char *name, struct cb_text value)
{
	cb_str_addc(&xml->out, ' ');
	cb_str_adds(&xml->out, name);
	cb_str_adds(&xml->out, "=\"");
	cb_markup_escape(&xml->out, value);
	cb_str_addc(&xml->out, '"');
}

void
cb_xml_attr(struct cb_xml *xml, const char *name, const char *value)
{
	cb_xml_attr_text(xml, name, cb_text_of(value));
}

void
cb_xml_attr_int(struct cb_xml *xml, const char *name, int64_t value)
{
	cb_str_addf(&xml->out, " %s=\"%lld\"", name, (long long)value);
}

void
cb_xml_text(struct cb_xml *xml, struct cb_text text)
{
	end_tag(xml);
	cb_markup_escape(&xml->out, text);
}

void
cb_xml_close(struct cb_xml *xml)
{
	const char *name = xml->open[--xml->depth];

	if (xml->is_in_tag) {
		cb_str_adds(&xml->out, "/>");
	} else {
		cb_str_adds(&xml->out, "</");
		cb_str_adds(&xml->out, name);
		cb_str_addc(&xml->out, '>');
	}
	xml->is_in_tag = false;
}

void
cb_xml_element(struct cb_xml *xml, const char *name, const char *const *attributes)
{
	cb_xml_open(xml, name);
	for (; *attributes != NULL; attributes += 2)
		cb_xml_attr(xml, attributes[0], attributes[1]);
	cb_xml_close(xml);
}

void
cb_xml_line(struct cb_xml *xml, const char *name, struct cb_text text)
{
	cb_xml_open(xml, name);
	cb_xml_text(xml, text);
	cb_xml_close(xml);
}

void
cb_xml_put(struct cb_xml *xml, const char *format, ...)
{
	size_t at;
	va_list args;

	end_tag(xml);
	at = xml->out.len;
	va_start(args, format);
	cb_str_addv(&xml->out, format, args);
	va_end(args);
	for (; at < xml->out.len; at++)
		if (xml->out.p[at] == '\'')
			xml->out.p[at] = '"';
}
