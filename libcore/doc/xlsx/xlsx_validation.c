/* dataValidations of a sheet: what may be typed where. */
#include "xlsx_parts.h"

static void
add_formula(struct cb_xml *xml, const char *name, const char *formula)
{
	if (formula == NULL)
		return;
	cb_xml_open(xml, name);
	cb_xlsx_xml_text(xml, cb_text_of(formula));
	cb_xml_close(xml);
}

void
cb_xlsx_validate(struct cb_xlsx *x, const struct cb_xlsx_area *area, const struct cb_xlsx_rule *rule)
{
	struct cb_xml *xml = &x->sheet.rules;
	struct cb_str range = { 0 };

	cb_xlsx_add_range(&range, area);
	cb_xml_open(xml, "dataValidation");
	if (rule->type != NULL)
		cb_xml_attr(xml, "type", rule->type);
	if (rule->asks)
		cb_xml_attr(xml, "errorStyle", "warning");
	cb_xml_attr(xml, "allowBlank", "1");
	cb_xml_attr(xml, "showInputMessage", "1");
	cb_xml_attr(xml, "showErrorMessage", "1");
	cb_xlsx_xml_attr(xml, "error", rule->error);
	cb_xlsx_xml_attr(xml, "prompt", rule->prompt);
	cb_xml_attr_text(xml, "sqref", cb_str_text(&range));
	add_formula(xml, "formula1", rule->first);
	add_formula(xml, "formula2", rule->second);
	cb_xml_close(xml);
	x->sheet.n_rules++;
	cb_str_release(&range);
}
