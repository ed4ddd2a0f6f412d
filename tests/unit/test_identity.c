/* value/identity: numbers of people, units, telephones and places. All are examples of the standards
 * or invented (area 330000 is no county). */
#include "value_rows.h"

#include <cb/value/date.h>
#include <cb/value/identity.h>

static void
checks_identity_numbers(void **state)
{
	static const struct value_row rows[] = {
		{ "V6 female", "11010519491231002X", "11010519491231002X", 0 },
		{ "V6 male", "440524188001010014", "440524188001010014", 0 },
		{ "V6 wrong check digit", "330000199003070011", NULL, CB_BAD_ID_CHECK },
		{ "invented female", "330000199003070029", "330000199003070029", 0 },
		{ "check digit 0", "330000199003070010", "330000199003070010", 0 },
		{ "V7 fifteen digits", "110105491231002", "11010519491231002X", 0 },
		{ "small x", "11010519491231002x", "11010519491231002X", 0 },
		{ "full width", "１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X", 0 },
		{ "blanks", "110105 19491231 002X", "11010519491231002X", 0 },
		{ "no such day", "330000199002300017", NULL, CB_BAD_ID_DATE },
		{ "I2 scientific", "3.3000019900307E+17", NULL, CB_ID_LOST_DIGITS },
		{ "scientific as shown", "4.1E+17", NULL, CB_ID_LOST_DIGITS },
		{ "I2 last three lost", "330000199003070000", NULL, CB_ID_LOST_DIGITS },
		{ "through a double", "330000199003070016", NULL, CB_BAD_ID_CHECK },
		{ "seventeen digits", "33000019900307001", NULL, CB_BAD_ID },
		{ "letter O", "33000019900307O010", NULL, CB_BAD_ID },
		{ "X in the middle", "3300001990030X0010", NULL, CB_BAD_ID },
		{ "blank", " ", "", 0 },
	};

	(void)state;
	check_values(&cb_type_id, NULL, rows, COUNT(rows));
	check_hint(&cb_type_id, NULL, "330000199003070011", ",应为 0");
	check_hint(&cb_type_id, NULL, "33000019900307001", "");
}

static void
tells_birth_and_sex(void **state)
{
	(void)state;
	assert_int_equal(cb_identity_birth_day("11010519491231002X"), cb_date_day(1949, 12, 31));
	assert_false(cb_identity_is_male("11010519491231002X"));
	assert_int_equal(cb_identity_birth_day("440524188001010014"), cb_date_day(1880, 1, 1));
	assert_true(cb_identity_is_male("440524188001010014"));
}

/* The check digit catches each single wrong digit and each swap of two neighbours. */
static void
finds_every_single_slip(void **state)
{
	const char good[] = "330000199003070029";
	char out[19], bad[19], expected;

	(void)state;
	for (int i = 0; i < 18; i++)
		for (char c = '0'; c <= '9'; c++) {
			memcpy(bad, good, 19);
			bad[i] = c;
			if (c != good[i] && cb_identity_parse_id(cb_text_of(bad), out, &expected) == CB_FINE)
				fail_msg("%s", bad);
		}
	for (int i = 0; i < 17; i++) {
		memcpy(bad, good, 19);
		bad[i] = good[i + 1];
		bad[i + 1] = good[i];
		if (good[i] != good[i + 1] && cb_identity_parse_id(cb_text_of(bad), out, &expected) == CB_FINE)
			fail_msg("%s", bad);
	}
}

static void
checks_credit_codes(void **state)
{
	static const struct value_row rows[] = {
		{ "I9 the standard's example", "91350100M000100Y4Z", NULL, CB_BAD_USCC_CHECK },
		{ "I9 as it should be", "91350100M000100Y43", "91350100M000100Y43", 0 },
		{ "another", "91110000600037341L", "91110000600037341L", 0 },
		{ "small letters, blanks", "91350100 m000100y43", "91350100M000100Y43", 0 },
		{ "letter I", "9135010IM000100Y43", NULL, CB_BAD_USCC },
		{ "too short", "91350100M000100Y4", NULL, CB_BAD_USCC },
		{ "R2 shortened", "9.1350100E+17", NULL, CB_DIGITS_LOST },
	};
	/* sum mod 31 = 0: the check is 0, not the 31 of published snippets */
	char zero[] = "000000000000000000", out[19], expected;

	(void)state;
	check_values(&cb_type_uscc, NULL, rows, COUNT(rows));
	check_hint(&cb_type_uscc, NULL, "91350100M000100Y4Z", ",应为 3");
	assert_int_equal(cb_identity_parse_uscc(cb_text_of(zero), out, &expected), CB_FINE);
	memcpy(zero, "10000000P0", 10); /* 1 × 1 + 23 × 20 + ... */
	assert_int_equal(cb_identity_parse_uscc(cb_text_of(zero), out, &expected), CB_BAD_USCC_CHECK);
}

static void
normalises_telephones(void **state)
{
	static const struct value_row rows[] = {
		{ "mobile", "13800138000", "13800138000", 0 },
		{ "+86", "+86 138-0013-8000", "13800138000", 0 },
		{ "0086", "008613800138000", "13800138000", 0 },
		{ "86", "8613800138000", "13800138000", 0 },
		{ "full width", "１３８００１３８０００", "13800138000", 0 },
		{ "landline", "075512345678", "0755-12345678", 0 },
		{ "landline with hyphen", "0755-12345678", "0755-12345678", 0 },
		{ "landline in brackets", "(0755)1234567", "0755-1234567", 0 },
		{ "area code of three digits", "01012345678", "010-12345678", 0 },
		{ "without area code", "8123 4567", "81234567", 0 },
		{ "400", "400-123-4567", "4001234567", 0 },
		{ "12345", "12345", "12345", 0 },
		{ "12319", "12319", "12319", 0 },
		{ "ten digits", "1380013800", NULL, CB_BAD_PHONE },
		{ "no such prefix", "12800138000", NULL, CB_BAD_PHONE },
		{ "two numbers", "13800138000/13800138001", "13800138000;13800138001", 0 },
		{ "two, by a blank", "13800138000 0755-12345678", "13800138000;0755-12345678", 0 },
		{ "blanks within each of two", "138 0013 8000、139 0013 9000", "13800138000;13900139000", 0 },
		{ "as it is printed", "13800138000;075512345678", "13800138000;0755-12345678", 0 },
		{ "the same twice", "13800138000，13800138000", "13800138000", 0 },
		{ "one of two is none", "13800138000/1380013800", NULL, CB_BAD_PHONE },
		{ "five", "12345/12319/12345678/13800138000/13800138001", NULL, CB_BAD_PHONE },
		{ "letters", "1380013800O", NULL, CB_BAD_PHONE },
		{ "R2 shortened", "1.38E+10", NULL, CB_DIGITS_LOST },
		{ "blank", "无", "", 0 },
	};

	(void)state;
	check_values(&cb_type_phone, NULL, rows, COUNT(rows));
	check_hint(&cb_type_phone, NULL, "1380013800O", "");
}

static void
checks_division_codes(void **state)
{
	static const struct value_row rows[] = {
		{ "community", "330102001001", "330102001001", 0 },
		{ "street", "330102001000", "330102001000", 0 },
		{ "full width", "３３０１０２００１００１", "330102001001", 0 },
		{ "no such province", "990102001001", NULL, CB_BAD_REGION },
		{ "community without street", "330102000001", NULL, CB_BAD_REGION },
		{ "eleven digits", "33010200100", NULL, CB_BAD_REGION },
		{ "R2 shortened", "3.30102E+11", NULL, CB_DIGITS_LOST },
	};

	(void)state;
	check_values(&cb_type_region, NULL, rows, COUNT(rows));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(checks_identity_numbers),
		cmocka_unit_test(tells_birth_and_sex),
		cmocka_unit_test(finds_every_single_slip),
		cmocka_unit_test(checks_credit_codes),
		cmocka_unit_test(normalises_telephones),
		cmocka_unit_test(checks_division_codes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
