/* The archive of a docx file: its parts, their types, and what refers to what. */
#include "docx.h"
#include "../package/chart.h"

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
add_types(struct cb_package *package, size_t n_charts)
{
	struct cb_str path = { 0 }, type = { 0 };
	struct cb_xml xml;

	cb_part_open(&xml, "Types", CB_PACKAGE_NS "content-types");
	cb_xml_leaf(&xml, "Default", "Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml", NULL);
	cb_xml_leaf(&xml, "Default", "Extension", "xml", "ContentType", "application/xml", NULL);
	cb_part_type(&xml, "/word/document.xml", WORD_TYPE "document.main+xml");
	for (size_t i = 0; i < N_PARTS; i++) {
		cb_str_clear(&path), cb_str_clear(&type);
		cb_str_addf(&path, "/word/%s.xml", parts[i].name);
		cb_str_addf(&type, WORD_TYPE "%s+xml", parts[i].kind);
		cb_part_type(&xml, cb_str_c(&path), cb_str_c(&type));
	}
	for (size_t i = 1; i <= n_charts; i++) {
		cb_str_setf(&path, "/word/charts/chart%zu.xml", i);
		cb_part_type(&xml, cb_str_c(&path), CB_CHART_TYPE);
	}
	cb_part_type(&xml, "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
	cb_part_close(&xml, package, "[Content_Types].xml");
	cb_str_release(&path);
	cb_str_release(&type);
}

static void
add_relations(struct cb_package *package, size_t n_charts)
{
	struct cb_str target = { 0 }, type = { 0 };
	struct cb_xml xml;

	cb_part_open(&xml, "Relationships", CB_PACKAGE_NS "relationships");
	cb_part_relation(&xml, 1, CB_RELATION_NS "/officeDocument", "word/document.xml");
	cb_part_relation(&xml, 2, CB_PACKAGE_NS "relationships/metadata/core-properties", "docProps/core.xml");
	cb_part_close(&xml, package, "_rels/.rels");
	cb_part_open(&xml, "Relationships", CB_PACKAGE_NS "relationships");
	for (size_t i = 0; i < N_PARTS; i++) {
		cb_str_clear(&target), cb_str_clear(&type);
		cb_str_addf(&target, "%s.xml", parts[i].name);
		cb_str_addf(&type, CB_RELATION_NS "/%s", parts[i].kind);
		cb_part_relation(&xml, i + 1, cb_str_c(&type), cb_str_c(&target));
	}
	for (size_t i = 1; i <= n_charts; i++) {
		cb_str_setf(&target, "charts/chart%zu.xml", i);
		cb_part_relation(&xml, CB_DOCX_CHART_ID + i, CB_RELATION_NS "/chart", cb_str_c(&target));
	}
	cb_part_close(&xml, package, "word/_rels/document.xml.rels");
	cb_str_release(&target);
	cb_str_release(&type);
}

static void
add_properties(struct cb_package *package, const struct cb_docx *docx)
{
	struct cb_str title = { 0 };

	cb_document_title(docx->document, &title);
	if (title.len == 0 && docx->options->title != NULL)
		cb_str_adds(&title, docx->options->title);
	cb_package_properties(package, &(struct cb_properties){ .title = cb_str_text(&title), .language = "zh-CN" });
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
		cb_str_setf(&path, "word/%s.xml", parts[i].name);
		cb_package_add(package, cb_str_c(&path), &xml.out);
	}
	for (size_t i = 0; i < docx->n_charts; i++) {
		cb_str_setf(&path, "word/charts/chart%zu.xml", i + 1);
		cb_package_add(package, cb_str_c(&path), &docx->charts[i]);
	}
	cb_str_release(&path);
}

void
cb_docx_package(struct cb_docx *docx, struct cb_out *out)
{
	struct cb_package package;

	cb_package_init(&package);
	add_types(&package, docx->n_charts);
	add_relations(&package, docx->n_charts);
	add_properties(&package, docx);
	add_word_parts(&package, docx);
	cb_package_finish(&package, out);
}
