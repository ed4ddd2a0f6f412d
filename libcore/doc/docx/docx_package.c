/* The archive of a docx file: its parts, their types, and what refers to what. */
#include "docx.h"

#define PACKAGE_NS "http://schemas.openxmlformats.org/package/2006/"
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* Parts that every document has, in the order of their relations rId1 …; sections name rId5 and rId6. */
static const struct {
	const char *name, *kind;
	void (*write)(struct cb_xml *, const struct cb_document *);
} parts[] = {
	{ "styles", "styles", cb_docx_styles },
	{ "numbering", "numbering", cb_docx_numbering },
	{ "settings", "settings", cb_docx_settings },
	{ "fontTable", "fontTable", cb_docx_font_table },
	{ "footer1", "footer", cb_docx_odd_footer },
	{ "footer2", "footer", cb_docx_even_footer },
};

enum { N_PARTS = CB_COUNT(parts) };

static void
relation(struct cb_xml *xml, size_t id, const char *type, const char *target)
{
	struct cb_str name = { 0 };

	cb_str_addf(&name, "rId%zu", id);
	cb_xml_leaf(xml, "Relationship", "Id", cb_str_c(&name), "Type", type, "Target", target, NULL);
	cb_str_release(&name);
}

static void
open_part(struct cb_xml *xml, const char *root, const char *space)
{
	*xml = (struct cb_xml){ 0 };
	cb_xml_begin(xml);
	cb_xml_open(xml, root);
	cb_xml_attr(xml, "xmlns", space);
}

static void
close_part(struct cb_xml *xml, struct cb_package *package, const char *path)
{
	cb_xml_close(xml);
	cb_package_add(package, path, &xml->out);
}

static void
add_types(struct cb_package *package, size_t n_charts)
{
	static const char chart_type[] = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
	struct cb_str path = { 0 }, type = { 0 };
	struct cb_xml xml;

	open_part(&xml, "Types", PACKAGE_NS "content-types");
	cb_xml_leaf(&xml, "Default", "Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml", NULL);
	cb_xml_leaf(&xml, "Default", "Extension", "xml", "ContentType", "application/xml", NULL);
	cb_xml_leaf(&xml, "Override", "PartName", "/word/document.xml", "ContentType", WORD_TYPE "document.main+xml", NULL);
	for (size_t i = 0; i < N_PARTS; i++) {
		cb_str_clear(&path), cb_str_clear(&type);
		cb_str_addf(&path, "/word/%s.xml", parts[i].name);
		cb_str_addf(&type, WORD_TYPE "%s+xml", parts[i].kind);
		cb_xml_leaf(&xml, "Override", "PartName", cb_str_c(&path), "ContentType", cb_str_c(&type), NULL);
	}
	for (size_t i = 1; i <= n_charts; i++) {
		cb_str_clear(&path);
		cb_str_addf(&path, "/word/charts/chart%zu.xml", i);
		cb_xml_leaf(&xml, "Override", "PartName", cb_str_c(&path), "ContentType", chart_type, NULL);
	}
	cb_xml_leaf(&xml, "Override", "PartName", "/docProps/core.xml", "ContentType", "application/vnd.openxmlformats-package.core-properties+xml", NULL);
	close_part(&xml, package, "[Content_Types].xml");
	cb_str_release(&path);
	cb_str_release(&type);
}

static void
add_relations(struct cb_package *package, size_t n_charts)
{
	struct cb_str target = { 0 }, type = { 0 };
	struct cb_xml xml;

	open_part(&xml, "Relationships", PACKAGE_NS "relationships");
	relation(&xml, 1, CB_DOCX_R "/officeDocument", "word/document.xml");
	relation(&xml, 2, PACKAGE_NS "relationships/metadata/core-properties", "docProps/core.xml");
	close_part(&xml, package, "_rels/.rels");
	open_part(&xml, "Relationships", PACKAGE_NS "relationships");
	for (size_t i = 0; i < N_PARTS; i++) {
		cb_str_clear(&target), cb_str_clear(&type);
		cb_str_addf(&target, "%s.xml", parts[i].name);
		cb_str_addf(&type, CB_DOCX_R "/%s", parts[i].kind);
		relation(&xml, i + 1, cb_str_c(&type), cb_str_c(&target));
	}
	for (size_t i = 1; i <= n_charts; i++) {
		cb_str_clear(&target);
		cb_str_addf(&target, "charts/chart%zu.xml", i);
		relation(&xml, CB_DOCX_CHART_ID + i, CB_DOCX_R "/chart", cb_str_c(&target));
	}
	close_part(&xml, package, "word/_rels/document.xml.rels");
	cb_str_release(&target);
	cb_str_release(&type);
}

/* The same moment in every document: its own date stands in its text. */
static void
add_properties(struct cb_package *package, const struct cb_docx *docx)
{
	static const char *const moments[] = { "dcterms:created", "dcterms:modified", NULL };
	struct cb_str title = { 0 };
	struct cb_xml xml;

	cb_document_title(docx->document, &title);
	if (title.len == 0 && docx->options->title != NULL)
		cb_str_adds(&title, docx->options->title);
	open_part(&xml, "cp:coreProperties", PACKAGE_NS "metadata/core-properties");
	cb_xml_attr(&xml, "xmlns:cp", PACKAGE_NS "metadata/core-properties");
	cb_xml_attr(&xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
	cb_xml_attr(&xml, "xmlns:dcterms", "http://purl.org/dc/terms/");
	cb_xml_attr(&xml, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
	cb_xml_line(&xml, "dc:title", cb_str_text(&title));
	cb_xml_line(&xml, "dc:language", CB_LIT("zh-CN"));
	for (size_t i = 0; moments[i] != NULL; i++) {
		cb_xml_open(&xml, moments[i]);
		cb_xml_attr(&xml, "xsi:type", "dcterms:W3CDTF");
		cb_xml_text(&xml, CB_LIT("2000-01-01T00:00:00Z"));
		cb_xml_close(&xml);
	}
	close_part(&xml, package, "docProps/core.xml");
	cb_str_release(&title);
}

static void
add_word_parts(struct cb_package *package, struct cb_docx *docx)
{
	struct cb_str path = { 0 };

	cb_package_add(package, "word/document.xml", &docx->body.out);
	for (size_t i = 0; i < N_PARTS; i++) {
		struct cb_xml xml = { 0 };

		parts[i].write(&xml, docx->document);
		cb_str_clear(&path);
		cb_str_addf(&path, "word/%s.xml", parts[i].name);
		cb_package_add(package, cb_str_c(&path), &xml.out);
	}
	for (size_t i = 0; i < docx->n_charts; i++) {
		cb_str_clear(&path);
		cb_str_addf(&path, "word/charts/chart%zu.xml", i + 1);
		cb_package_add(package, cb_str_c(&path), &docx->charts[i]);
	}
	cb_str_release(&path);
}

void
cb_docx_package(struct cb_docx *docx, struct cb_str *out)
{
	struct cb_package package;

	cb_package_init(&package);
	add_types(&package, docx->n_charts);
	add_relations(&package, docx->n_charts);
	add_properties(&package, docx);
	add_word_parts(&package, docx);
	cb_package_finish(&package, out);
}
