/* base/diag and base/message: counts, places, words, and what holds for every message. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include <cb/base/diag.h>

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

/* One bit for each of {1}…{6}; -1 when a brace is no placeholder. {{ and }} are tags of templates, {[ and {]
 * stand in pairs, as do {( and {). */
static int
placeholders(const char *text)
{
	char open = '\0';
	int bits = 0;

	for (const char *p = text; (p = strpbrk(p, "{}")) != NULL; p += p[0] == p[1] || strchr("[]()", p[1]) != NULL ? 2 : 3) {
		if (p[0] == p[1])
			continue;
		if (p[0] == '{' && (open != '\0' ? p[1] == (open == '[' ? ']' : ')') : p[1] == '[' || p[1] == '(')) {
			open = open != '\0' ? '\0' : p[1];
			continue;
		}
		if (p[0] != '{' || p[1] < '1' || p[1] > '6' || p[2] != '}')
			return -1;
		bits |= 1 << (p[1] - '0');
	}
	return open != '\0' ? -1 : bits;
}

static void
both_languages_use_the_same_placeholders(void **state)
{
	(void)state;
	for (const struct cb_message *m = cb_messages; m->code != CB_FINE; m++)
		if (placeholders(m->en) < 0 || placeholders(m->en) != placeholders(m->zh))
			fail_msg("%d %s", (int)m->code, m->name);
}

static void
numbers_ascend_and_are_found(void **state)
{
	int last = 100;
	char label[8];

	(void)state;
	for (const struct cb_message *m = cb_messages; m->code != CB_FINE; m++) {
		if ((int)m->code <= last || (int)m->code >= CB_CODE_MAX)
			fail_msg("%d %s", (int)m->code, m->name);
		last = (int)m->code;
		assert_ptr_equal(cb_message(m->code), m);
		cb_message_label(m->code, m->severity, label);
		assert_int_equal(cb_message_find(label), m->code);
		assert_int_equal(cb_message_find(label + 1), m->code);
	}
}

static void
texts_obey_the_house(void **state)
{
	static const char *const not_in_zh[] = { "：", "；", "（", "）", "，，", "。" };

	(void)state;
	for (const struct cb_message *m = cb_messages; m->code != CB_FINE; m++) {
		if (!*m->en || !*m->zh || m->en[strlen(m->en) - 1] == '.')
			fail_msg("%d %s", (int)m->code, m->name);
		if (m->severity == CB_ERROR && m->status == CB_OK)
			fail_msg("%d %s: an error with status 0", (int)m->code, m->name);
		for (size_t i = 0; i < COUNT(not_in_zh); i++)
			if (strstr(m->zh, not_in_zh[i]) != NULL)
				fail_msg("%d %s: %s", (int)m->code, m->name, not_in_zh[i]);
	}
}

static void
labels_and_words_for_codes(void **state)
{
	static const struct {
		const char *word;
		enum cb_code code;
	} rows[] = {
		{ "E203", CB_NOT_A_NUMBER },
		{ "203", CB_NOT_A_NUMBER },
		{ "w203", CB_NOT_A_NUMBER },
		{ "", CB_FINE },
		{ "E", CB_FINE },
		{ "E000", CB_FINE },
		{ "E20", CB_FINE },
		{ "E2030", CB_FINE },
		{ "X203", CB_FINE },
		{ "E20x", CB_FINE },
		{ "E999", CB_FINE },
		{ "EE203", CB_FINE },
	};
	char label[8];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (cb_message_find(rows[i].word) != rows[i].code)
			fail_msg("%s", rows[i].word);
	cb_message_label(CB_NOT_A_NUMBER, CB_ERROR, label);
	assert_string_equal(label, "E203");
	cb_message_label(CB_NOT_A_NUMBER, CB_WARNING, label);
	assert_string_equal(label, "W203");
	cb_message_label(CB_NOT_A_NUMBER, CB_NOTE, label);
	assert_string_equal(label, "N203");
}

static void
places_print(void **state)
{
	static const struct {
		const char *what;
		enum cb_source_kind kind;
		const char *file, *sheet;
		uint32_t row, column;
		const char *out;
	} rows[] = {
		{ "text", CB_SOURCE_TEXT, "a.csv", "", 12, 3, "a.csv:12:3" },
		{ "a whole line", CB_SOURCE_TEXT, "a.csv", "", 12, 0, "a.csv:12" },
		{ "a whole file", CB_SOURCE_TEXT, "a.csv", "", 0, 0, "a.csv" },
		{ "a column without a line", CB_SOURCE_TEXT, "a.csv", "", 0, 3, "a.csv" },
		{ "stdin", CB_SOURCE_TEXT, "-", "", 1, 1, "-:1:1" },
		{ "the greatest line", CB_SOURCE_TEXT, "a", NULL, UINT32_MAX, 0, "a:4294967295" },
		{ "cell", CB_SOURCE_SHEET, "西峡.xlsx", "得分", 7, 3, "西峡.xlsx:得分!C7" },
		{ "sheet", CB_SOURCE_SHEET, "西峡.xlsx", "得分", 0, 0, "西峡.xlsx:得分" },
		{ "row of a sheet", CB_SOURCE_SHEET, "a.xls", "S", 7, 0, "a.xls:S!7" },
		{ "column of a sheet", CB_SOURCE_SHEET, "a.xls", "S", 0, 28, "a.xls:S!AB" },
		{ "sheet without a name", CB_SOURCE_SHEET, "a.xls", "", 7, 3, "a.xls:C7" },
		{ "column Z", CB_SOURCE_SHEET, "a", "S", 1, 26, "a:S!Z1" },
		{ "column AA", CB_SOURCE_SHEET, "a", "S", 1, 27, "a:S!AA1" },
		{ "column ZZ", CB_SOURCE_SHEET, "a", "S", 1, 702, "a:S!ZZ1" },
		{ "column AAA", CB_SOURCE_SHEET, "a", "S", 1, 703, "a:S!AAA1" },
		{ "the last column of Excel", CB_SOURCE_SHEET, "a", "S", 1, 16384, "a:S!XFD1" },
		{ "the greatest column", CB_SOURCE_SHEET, "a", "S", 1, UINT32_MAX, "a:S!MWLQKWU1" },
		{ "database", CB_SOURCE_DATABASE, "city.db", "score", 17, 2, "city.db:score:17" },
		{ "register", CB_SOURCE_DATABASE, "city.db", "score", 0, 0, "city.db:score" },
	};
	struct cb_diag diag = { 0 };
	struct cb_str out = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		uint32_t source = cb_diag_source(&diag, rows[i].kind, rows[i].file, rows[i].sheet);

		assert_int_equal(source, i + 1);
		cb_str_clear(&out);
		cb_where_print(&diag, (struct cb_where){ source, rows[i].row, rows[i].column },
		               &out);
		if (strcmp(cb_str_c(&out), rows[i].out) != 0)
			fail_msg("%s: %s", rows[i].what, cb_str_c(&out));
	}
	cb_str_clear(&out);
	cb_where_print(&diag, CB_NOWHERE, &out);
	cb_where_print(&diag, (struct cb_where){ 1000, 1, 1 }, &out);
	assert_string_equal(cb_str_c(&out), "");
	cb_str_release(&out);
	cb_diag_release(&diag);
	cb_diag_release(&diag);
}

static void
keep_line(void *arg, const struct cb_diag *diag, const struct cb_finding *f)
{
	struct cb_str *out = arg;
	char label[8];

	cb_message_label(f->code, f->severity, label);
	cb_where_print(diag, f->where, out);
	cb_str_addf(out, "|%s|%s|%.*s|%s\n", label, f->field,
	            CB_TEXT_ARG(f->words[0].len > 0 ? f->words[0] : CB_LIT("-")), f->text);
}

static void
findings_reach_the_sink_and_the_counts(void **state)
{
	struct cb_str out = { 0 };
	struct cb_diag diag = { .lang = CB_EN, .sink = keep_line, .sink_arg = &out };
	uint32_t file = cb_diag_source(&diag, CB_SOURCE_TEXT, "a.csv", "");

	(void)state;
	cb_report(&diag, CB_NOT_A_NUMBER, ((struct cb_where){ file, 3, 2 }), "score", "9{2}O",
	          "; 90?");
	assert_int_equal(diag.status, CB_FOUND);
	diag.lang = CB_ZH;
	assert_int_equal(cb_report(&diag, CB_NOT_A_NUMBER, CB_NOWHERE, NULL, "九"), CB_FOUND);
	assert_int_equal(cb_report(&diag, CB_EMPTY_INPUT, ((struct cb_where){ file, 0, 0 }), "", "请重新索取"), CB_UNREADABLE);
	assert_string_equal(cb_str_c(&out),
	                    "a.csv:3:2|E203|score|9{2}O|“9{2}O” is not a number; 90?\n"
	                    "|E203||九|“九”不是数字\n"
	                    "a.csv|E102||请重新索取|没有可读的内容:输入为空;请重新索取\n");
	assert_int_equal(diag.errors, 3);
	assert_int_equal(diag.sources[file].errors, 2);
	assert_int_equal(diag.status, CB_UNREADABLE);
	diag.sink = NULL;
	cb_report(&diag, CB_NOT_A_NUMBER, CB_NOWHERE, NULL, "x", "");
	assert_int_equal(diag.errors, 4);
	assert_int_equal(diag.status, CB_UNREADABLE);
	cb_str_release(&out);
	cb_diag_release(&diag);
}

static void
allow(struct cb_diag *diag, enum cb_code code)
{
	diag->allow[code / 8] |= (uint8_t)(1 << code % 8);
}

/* The severity follows --strict and --allow, for every message there is. */
static void
errors_of_sheets_count_for_their_file(void **state)
{
	struct cb_diag diag = { .lang = CB_ZH };
	uint32_t june = cb_diag_source(&diag, CB_SOURCE_SHEET, "a.xlsx", "六月");
	uint32_t july = cb_diag_source(&diag, CB_SOURCE_SHEET, "a.xlsx", "七月");
	uint32_t other = cb_diag_source(&diag, CB_SOURCE_SHEET, "b.xlsx", "六月");
	struct cb_diag_muted was;

	(void)state;
	cb_report(&diag, CB_COLUMN_FILLED, ((struct cb_where){ june, 1, 1 }), "", "单位", "万元");
	assert_false(cb_diag_is_file_bad(&diag, june));
	was = cb_diag_mute(&diag);
	cb_report(&diag, CB_NOT_A_NUMBER, ((struct cb_where){ july, 3, 2 }), "", "x", "");
	assert_int_equal(diag.errors, 1);
	assert_int_equal(cb_diag_unmute(&diag, &was), 1);
	assert_int_equal(diag.errors + diag.sources[july].errors + diag.status, 0);
	cb_report(&diag, CB_NOT_A_NUMBER, ((struct cb_where){ july, 3, 2 }), "", "x", "");
	assert_int_equal(diag.sources[june].errors, 0);
	assert_true(cb_diag_is_file_bad(&diag, june) && cb_diag_is_file_bad(&diag, july));
	assert_false(cb_diag_is_file_bad(&diag, other));
	cb_diag_release(&diag);
}

/* Arguments of every kind reach the text as they are meant. */
static void
arguments_are_put_in_as_they_are(void **state)
{
	struct cb_str out = { 0 }, owned = { 0 };
	struct cb_diag diag = { .lang = CB_ZH, .sink = keep_line, .sink_arg = &out };

	(void)state;
	cb_str_adds(&owned, "自有");
	cb_report(&diag, CB_NOT_A_NUMBER, CB_NOWHERE, "", ((struct cb_text){ "9Oxx", 2 }), cb_arg_nearest(CB_LIT("90")));
	cb_report(&diag, CB_NOT_A_NUMBER, CB_NOWHERE, "", owned, NULL);
	cb_report(&diag, CB_NOT_A_NUMBER, CB_NOWHERE, "", (uint32_t)7, cb_arg_nearest(CB_LIT("")));
	cb_report(&diag, CB_NOT_A_NUMBER, CB_NOWHERE, "", cb_arg_either("中", "en"), cb_arg_printed(CB_LIT("!")));
	assert_string_equal(cb_str_c(&out), "|E203||9O|“9O”不是数字;是不是“90”?\n"
	                                    "|E203||自有|“自有”不是数字\n"
	                                    "|E203||7|“7”不是数字\n"
	                                    "|E203||中|“中”不是数字!\n");
	cb_str_release(&out);
	cb_diag_release(&diag);
}

struct texts {
	struct cb_str office, sender;
};

static void
keep_both(void *arg, const struct cb_diag *diag, const struct cb_finding *finding)
{
	struct texts *texts = arg;

	cb_str_adds(&texts->office, finding->text);
	cb_diag_sender_text(diag, finding, &texts->sender);
}

static void
a_sender_is_told_of_no_option(void **state)
{
	struct texts texts = { { 0 }, { 0 } };
	struct cb_diag diag = { .sink = keep_both, .sink_arg = &texts };

	struct cb_where where = { cb_diag_source(&diag, CB_SOURCE_TEXT, "a.csv", ""), 1, 1 };

	(void)state;
	cb_report(&diag, CB_UNKNOWN_COLUMN, where, "", "{[得--分{]", ";是不是“得分”?");
	assert_string_equal(cb_str_c(&texts.office), "没有“{[得--分{]”这一栏;可用 --map '{[得--分{]=栏目' 指定,"
	                                             "或用 --map '{[得--分{]=-' 略去;是不是“得分”?");
	assert_string_equal(cb_str_c(&texts.sender), "没有“{[得--分{]”这一栏;请改成表中的栏名,或删去这一栏;是不是“得分”?");
	/* nor of a command, of whatever is found in what he has sent */
	static const enum cb_code found[] = { CB_HIDDEN_SHEET, CB_HIDDEN_ROWS, CB_HIDDEN_COLUMNS, CB_SHEET_ALIKE,
		                              CB_STRUCK_ROWS, CB_FORM_OF_OLD, CB_NO_SUCH_ENTRY, CB_ENTRY_LIKE_ANOTHER,
		                              CB_NO_SUCH_PROBLEM, CB_STATE_DIFFERS };
	for (size_t i = 0; i < CB_COUNT(found); i++) {
		cb_str_clear(&texts.office);
		cb_str_clear(&texts.sender);
		cb_report(&diag, found[i], where, "", "甲");
		assert_true(strstr(cb_str_c(&texts.office), "cb-") != NULL || strstr(cb_str_c(&texts.office), "--") != NULL);
		assert_null(strstr(cb_str_c(&texts.sender), "cb-"));
		assert_null(strstr(cb_str_c(&texts.sender), "--"));
	}
	/* nor is who has typed it, in no file */
	cb_str_clear(&texts.office);
	cb_report(&diag, CB_NO_YEAR, CB_NOWHERE, "date", "7月8日");
	assert_string_equal(cb_str_c(&texts.office), "“7月8日”没有年份;请写上年份");
	cb_str_clear(&texts.office);
	where.source = cb_diag_source(&diag, CB_SOURCE_COMMAND, "", "");
	cb_report(&diag, CB_NO_YEAR, where, "date", "7月8日");
	assert_string_equal(cb_str_c(&texts.office), "“7月8日”没有年份;请写上年份");
	cb_diag_release(&diag);
	cb_str_release(&texts.office);
	cb_str_release(&texts.sender);
}

static void
strict_and_allow(void **state)
{
	(void)state;
	for (const struct cb_message *m = cb_messages; m->code != CB_FINE; m++) {
		bool warning = m->severity == CB_WARNING;
		bool found = m->severity == CB_ERROR && m->status == CB_FOUND;
		enum cb_status status = m->severity == CB_NOTE ? CB_OK
		                        : m->status            ? m->status
		                                               : CB_FOUND;
		struct cb_diag diag = { 0 };

		assert_int_equal(cb_diag_severity(&diag, m->code), m->severity);
		diag.strict = true;
		assert_int_equal(cb_diag_severity(&diag, m->code),
		                 warning ? CB_ERROR : m->severity);
		cb_report(&diag, m->code, CB_NOWHERE, NULL);
		assert_int_equal(diag.status, status);
		allow(&diag, m->code);
		assert_int_equal(cb_diag_severity(&diag, m->code),
		                 found ? CB_WARNING : m->severity);
		diag.strict = false;
		assert_int_equal(cb_diag_severity(&diag, m->code),
		                 found ? CB_WARNING : m->severity);
	}
}

static void
the_graver_status_wins(void **state)
{
	static const enum cb_status order[] = {
		CB_OK,
		CB_FOUND,
		CB_USAGE,
		CB_UNREADABLE,
		CB_DATABASE,
		CB_BUSY,
	};

	(void)state;
	for (size_t a = 0; a < COUNT(order); a++)
		for (size_t b = 0; b < COUNT(order); b++)
			assert_int_equal(cb_status_worse(order[a], order[b]), order[a > b ? a : b]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_languages_use_the_same_placeholders),
		cmocka_unit_test(numbers_ascend_and_are_found),
		cmocka_unit_test(texts_obey_the_house),
		cmocka_unit_test(labels_and_words_for_codes),
		cmocka_unit_test(places_print),
		cmocka_unit_test(findings_reach_the_sink_and_the_counts),
		cmocka_unit_test(errors_of_sheets_count_for_their_file),
		cmocka_unit_test(arguments_are_put_in_as_they_are),
		cmocka_unit_test(a_sender_is_told_of_no_option),
		cmocka_unit_test(strict_and_allow),
		cmocka_unit_test(the_graver_status_wins),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
