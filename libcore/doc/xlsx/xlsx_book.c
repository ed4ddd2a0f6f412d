/* The workbook: its sheets, its names, and what holds its parts together. */
#include "xlsx_parts.h"

#include <cb/base/mem.h>

#include <stdio.h>
#include <stdlib.h>

struct cb_xlsx *
cb_xlsx_new(const char *title, struct cb_out *out)
{
	struct cb_xlsx *x = cb_alloc(1, sizeof(*x));
	struct cb_properties properties = { .title = cb_text_of(title), .author = "cb" };
	struct cb_str later = { 0 };

	x->out = out;
	cb_package_init(&x->package);
	/* First in the archive, where programs look for what it is; written when all parts are known. */
	cb_package_add(&x->package, "[Content_Types].xml", &later);
	cb_part_open(&x->types, "Types", CB_PACKAGE_NS "content-types");
	cb_xml_leaf(&x->types, "Default", "Extension", "rels", "ContentType",
	            "application/vnd.openxmlformats-package.relationships+xml", NULL);
	cb_xml_leaf(&x->types, "Default", "Extension", "xml", "ContentType", "application/xml", NULL);
	cb_xml_leaf(&x->types, "Default", "Extension", "vml", "ContentType",
	            "application/vnd.openxmlformats-officedocument.vmlDrawing", NULL);
	cb_package_properties(&x->package, &properties);
	cb_part_type(&x->types, "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
	cb_xlsx_styles_init(x);
	return x;
}

/* ---- sheets ---- */

static bool
is_taken(const struct cb_xlsx *x, const char *name)
{
	for (size_t i = 0; i < x->n_sheets; i++)
		if (cb_bytes_equal_nocase(x->sheet_names[i], name, CB_XLSX_NAME))
			return true;
	return false;
}

void
cb_xlsx_sheet(struct cb_xlsx *x, const char *name)
{
	char numbered[CB_XLSX_NAME], *free_name;

	cb_xlsx_end_sheet(x);
	x->sheet_names = cb_grow(x->sheet_names, &x->cap_sheets, x->n_sheets + 1, sizeof(*x->sheet_names));
	free_name = x->sheet_names[x->n_sheets];
	cb_xlsx_sheet_name(cb_text_of(name), 1, free_name);
	if (*free_name == '\0') {
		snprintf(numbered, sizeof(numbered), "Sheet%zu", x->n_sheets + 1);
		name = numbered;
		cb_xlsx_sheet_name(cb_text_of(name), 1, free_name);
	}
	for (unsigned i = 2; is_taken(x, free_name); i++)
		cb_xlsx_sheet_name(cb_text_of(name), i, free_name);
	x->n_sheets++;
	x->sheet.is_open = true;
	x->sheet.from = cb_spool_size(&x->package.parts);
}

/* ---- the parts of the book ---- */

static void
add_view(struct cb_xml *xml, const struct cb_xlsx *x)
{
	cb_xml_open(xml, "bookViews");
	cb_xml_open(xml, "workbookView");
	for (const char *const *side = (const char *const[]){ "xWindow", "240", "yWindow", "15", "windowWidth", "16095",
	                                                      "windowHeight", "9660", NULL };
	     *side != NULL; side += 2)
		cb_xml_attr(xml, side[0], side[1]);
	if (x->first_seen > 1) {
		cb_xml_attr_int(xml, "firstSheet", (int64_t)x->first_seen - 1);
		cb_xml_attr_int(xml, "activeTab", (int64_t)x->first_seen - 1);
	}
	cb_xml_close(xml);
	cb_xml_close(xml);
}

static void
add_book(struct cb_xlsx *x)
{
	struct cb_xml xml;

	cb_part_open(&xml, "workbook", CB_XLSX_NS);
	cb_xml_attr(&xml, "xmlns:r", CB_RELATION_NS);
	cb_xml_leaf(&xml, "workbookPr", NULL);
	add_view(&xml, x);
	cb_xml_open(&xml, "sheets");
	cb_xml_raw(&xml, cb_str_text(&x->sheets.out));
	cb_xml_close(&xml);
	if (x->names.out.len > 0) {
		cb_xml_open(&xml, "definedNames");
		cb_xml_raw(&xml, cb_str_text(&x->names.out));
		cb_xml_close(&xml);
	}
	cb_xml_close(&xml);
	cb_xlsx_add_part(x, "xl/workbook.xml", CB_XLSX_TYPE "sheet.main+xml", &xml.out);
}

/* Sheets have their relations first: rId1 is that of the first. */
static void
add_relations(struct cb_xlsx *x)
{
	struct cb_str target = { 0 };
	struct cb_xml xml;

	cb_part_open(&xml, "Relationships", CB_PACKAGE_NS "relationships");
	cb_part_relation(&xml, 1, CB_RELATION_NS "/officeDocument", "xl/workbook.xml");
	cb_part_relation(&xml, 2, CB_PACKAGE_NS "relationships/metadata/core-properties", "docProps/core.xml");
	cb_part_close(&xml, &x->package, "_rels/.rels");
	cb_part_open(&xml, "Relationships", CB_PACKAGE_NS "relationships");
	for (size_t i = 1; i <= x->n_sheets; i++) {
		cb_str_setf(&target, "worksheets/sheet%zu.xml", i);
		cb_part_relation(&xml, i, CB_RELATION_NS "/worksheet", cb_str_c(&target));
	}
	cb_part_relation(&xml, x->n_sheets + 1, CB_RELATION_NS "/styles", "styles.xml");
	cb_part_close(&xml, &x->package, "xl/_rels/workbook.xml.rels");
	cb_str_release(&target);
}

void
cb_xlsx_finish(struct cb_xlsx *x)
{
	cb_xlsx_end_sheet(x);
	if (x->out->error == 0 && x->out->refused == 0) {
		add_book(x);
		add_relations(x);
		cb_xlsx_styles_part(x);
		cb_xml_close(&x->types);
		cb_package_replace(&x->package, "[Content_Types].xml", &x->types.out);
		cb_package_finish(&x->package, x->out);
	}
	cb_xlsx_free(x);
}

void
cb_xlsx_free(struct cb_xlsx *x)
{
	if (x == NULL)
		return;
	cb_package_drop(&x->package);
	cb_xlsx_styles_release(x);
	cb_str_release(&x->types.out);
	cb_str_release(&x->sheets.out);
	cb_str_release(&x->names.out);
	free(x->sheet_names);
	cb_xlsx_drop_sheet(x);
	free(x);
}
