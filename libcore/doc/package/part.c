/* Parts that every package has. */
#include "package.h"

void
cb_part_open(struct cb_xml *xml, const char *root, const char *space)
{
	*xml = (struct cb_xml){ 0 };
	cb_xml_begin(xml);
	cb_xml_open(xml, root);
	cb_xml_attr(xml, "xmlns", space);
}

void
cb_part_close(struct cb_xml *xml, struct cb_package *package, const char *path)
{
	cb_xml_close(xml);
	cb_package_add(package, path, &xml->out);
}

void
cb_part_type(struct cb_xml *types, const char *path, const char *type)
{
	cb_xml_leaf(types, "Override", "PartName", path, "ContentType", type, NULL);
}

void
cb_part_relation(struct cb_xml *relations, size_t id, const char *type, const char *target)
{
	struct cb_str name = { 0 };

	cb_str_addf(&name, "rId%zu", id);
	cb_xml_leaf(relations, "Relationship", "Id", cb_str_c(&name), "Type", type, "Target", target, NULL);
	cb_str_release(&name);
}

/* Its own date stands in the text of a document. */
void
cb_package_properties(struct cb_package *package, const struct cb_properties *properties)
{
	static const char *const moments[] = { "dcterms:created", "dcterms:modified", NULL };
	struct cb_xml xml;

	cb_part_open(&xml, "cp:coreProperties", CB_PACKAGE_NS "metadata/core-properties");
	cb_xml_attr(&xml, "xmlns:cp", CB_PACKAGE_NS "metadata/core-properties");
	cb_xml_attr(&xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
	cb_xml_attr(&xml, "xmlns:dcterms", "http://purl.org/dc/terms/");
	cb_xml_attr(&xml, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
	cb_xml_line(&xml, "dc:title", properties->title);
	if (properties->author != NULL)
		cb_xml_line(&xml, "dc:creator", cb_text_of(properties->author));
	if (properties->language != NULL)
		cb_xml_line(&xml, "dc:language", cb_text_of(properties->language));
	for (size_t i = 0; moments[i] != NULL; i++) {
		cb_xml_open(&xml, moments[i]);
		cb_xml_attr(&xml, "xsi:type", "dcterms:W3CDTF");
		cb_xml_text(&xml, CB_LIT("2000-01-01T00:00:00Z"));
		cb_xml_close(&xml);
	}
	cb_part_close(&xml, package, "docProps/core.xml");
}
