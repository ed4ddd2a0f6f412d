/* value/mask: what is left of a private value. */
#include "value_rows.h"

#include <cb/value/mask.h>

static void
masks_by_type(void **state)
{
	static const struct {
		const char *what;
		const struct cb_type *type;
		const char *in, *full, *customary;
	} rows[] = {
		{ "V8 compound family name", &cb_type_name, "欧阳娜娜", "欧阳**", "欧阳**" },
		{ "V8 two characters", &cb_type_name, "张三", "张*", "张*" },
		{ "V8 three characters", &cb_type_name, "李四光", "李**", "李**" },
		{ "V8 phone", &cb_type_phone, "13800138000", "138****8000", "138****8000" },
		{ "V8 id", &cb_type_id, "11010519491231002X", "****", "110105********002X" },
		{ "R1 one character", &cb_type_name, "李", "*", "*" },
		{ "R1 nothing but a compound name", &cb_type_name, "欧阳", "欧*", "欧*" },
		{ "R1 rare character", &cb_type_name, "龚䶮", "龚*", "龚*" },
		{ "R1 text", &cb_type_text, "王小明", "王**", "王**" },
		{ "R2 landline", &cb_type_phone, "0755-12345678", "****5678", "****5678" },
		{ "R2 two numbers", &cb_type_phone, "13800138000;0755-12345678", "138****8000;****5678", "138****8000;****5678" },
		{ "V8 two persons", &cb_type_name, "张三;欧阳娜娜", "张*;欧阳**", "张*;欧阳**" },
		{ "R2 short", &cb_type_phone, "12345", "****", "****" },
		{ "R4 birth date", &cb_type_birth, "1990-03-07", "****", "****" },
		{ "R4 empty", &cb_type_birth, "", "", "" },
		{ "R4 came masked", &cb_type_name, "李**", "李**", "李**" },
		{ "R4 came masked, phone", &cb_type_phone, "138****8000", "138****8000", "138****8000" },
		{ "R4 came masked, customary id", &cb_type_id, "110105********002X", "****", "110105********002X" },
		{ "R4 a stray *", &cb_type_phone, "13800138000*", "****000*", "****000*" },
		{ "R4 a stray * behind a name", &cb_type_name, "李四光*", "李***", "李***" },
		{ "R4 full width, refused by its type", &cb_type_phone, "１３８００１３８００", "****", "****" },
		{ "R4 came masked, id", &cb_type_id, "****", "****", "****" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cb_str full = { 0 }, customary = { 0 };

		cb_mask_value(rows[i].type, cb_text_of(rows[i].in), CB_MASK_FULL, &full);
		cb_mask_value(rows[i].type, cb_text_of(rows[i].in), CB_MASK_CUSTOMARY, &customary);
		if (strcmp(cb_str_c(&full), rows[i].full) != 0 || strcmp(cb_str_c(&customary), rows[i].customary) != 0)
			fail_msg("%s: %s, %s", rows[i].what, cb_str_c(&full), cb_str_c(&customary));
		cb_str_release(&full);
		cb_str_release(&customary);
	}
}

static void
knows_a_masked_value(void **state)
{
	(void)state;
	assert_true(cb_mask_is_masked(CB_LIT("李*")));
	assert_true(cb_mask_is_masked(CB_LIT("138＊＊＊＊8000")));
	assert_false(cb_mask_is_masked(CB_LIT("李四")));
	assert_false(cb_mask_is_masked(CB_LIT("")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(masks_by_type),
		cmocka_unit_test(knows_a_masked_value),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
