/* XML of others, tag by tag. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "../../libcore/doc/package/tag.h"

static void
each_tag_as_it_is_written(void **state)
{
	static const char xml[] = "<?xml version=\"1.0\"?><!-- <no/> --><a:sheet name='b>\"c' id = \"7\">1 &lt; 2<![CDATA[<no>]]>"
				  "<v/></a:sheet >";
	static const struct {
		const char *all, *name, *value;
		bool ends, is_empty;
	} rows[] = {
		{ "<a:sheet name='b>\"c' id = \"7\">", "a:sheet", "b>\"c", false, false },
		{ "<v/>", "v", "", false, true },
		{ "</a:sheet >", "a:sheet", "", true, false },
	};
	struct cb_tag tag;
	uint32_t at = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_true(cb_tag_next(cb_text_of(xml), &at, &tag));
		assert_true(cb_text_is(tag.all, rows[i].all));
		assert_true(cb_text_is(tag.name, rows[i].name));
		assert_true(cb_text_is(cb_tag_attribute(&tag, "name"), rows[i].value));
		assert_int_equal(cb_tag_number(&tag, "id", 99), i == 0 ? 7 : 99);
		assert_int_equal(tag.ends, rows[i].ends);
		assert_int_equal(tag.is_empty, rows[i].is_empty);
	}
	assert_false(cb_tag_next(cb_text_of(xml), &at, &tag));
}

static void
an_attribute_is_set_and_taken_away(void **state)
{
	static const struct {
		const char *tag, *value, *want;
	} rows[] = {
		{ "<row r=\"1\" ht='9' />", "20", "<row r=\"1\" ht=\"20\" />" },
		{ "<row r=\"1\"/>", "20", "<row r=\"1\" ht=\"20\"/>" },
		{ "<row>", "20", "<row ht=\"20\">" },
		{ "<row ht=\"9>\" r=\"1\">", NULL, "<row r=\"1\">" },
		{ "<row xht=\"9\">", NULL, "<row xht=\"9\">" },
	};
	struct cb_str out = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		cb_str_clear(&out);
		cb_tag_set(&out, cb_text_of(rows[i].tag), "ht", rows[i].value);
		assert_string_equal(cb_str_c(&out), rows[i].want);
	}
	cb_str_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_tag_as_it_is_written),
		cmocka_unit_test(an_attribute_is_set_and_taken_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
