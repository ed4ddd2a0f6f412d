/* What the parts of a workbook say of one another. */
#include "xlsx_parts.h"

void
cb_xlsx_add_part(struct cb_xlsx *x, const char *path, const char *type, struct cb_str *content)
{
	struct cb_str name = { 0 };

	cb_str_addf(&name, "/%s", path);
	cb_part_type(&x->types, cb_str_c(&name), type);
	cb_package_add(&x->package, path, content);
	cb_str_release(&name);
}

size_t
cb_xlsx_relate(struct cb_xlsx *x, const char *kind, const char *target)
{
	struct cb_str type = { 0 };

	if (x->sheet.n_relations == 0)
		cb_part_open(&x->sheet.relations, "Relationships", CB_PACKAGE_NS "relationships");
	cb_str_addf(&type, CB_RELATION_NS "/%s", kind);
	cb_part_relation(&x->sheet.relations, ++x->sheet.n_relations, cb_str_c(&type), target);
	cb_str_release(&type);
	return x->sheet.n_relations;
}

void
cb_xlsx_define(struct cb_xlsx *x, const char *name, struct cb_text reference, bool is_hidden)
{
	cb_xml_open(&x->names, "definedName");
	cb_xml_attr(&x->names, "name", name);
	cb_xml_attr_int(&x->names, "localSheetId", (int64_t)(x->n_sheets - 1));
	if (is_hidden)
		cb_xml_attr(&x->names, "hidden", "1");
	cb_xlsx_xml_text(&x->names, reference);
	cb_xml_close(&x->names);
}
