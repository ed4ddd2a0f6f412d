/* Rows of the tests of types: a cell as it comes, and what becomes of it. */
#ifndef VALUE_ROWS_H
#define VALUE_ROWS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <cb/value/type.h>

#include "../random.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

struct value_row {
	const char *what, *in;
	const char *out;   /* as printed; "" = an empty cell; NULL = refused */
	enum cb_code code; /* when refused */
};

/* Each row parses (year 2022) to its text or code, and what is printed parses to the same cell. */
static inline void
check_values(const struct cb_type *type, const void *arg, const struct value_row *rows, size_t n)
{
	struct cb_arena arena = { 0 };
	struct cb_parse_env env = { .year = 2022, .arena = &arena };
	char buf[CB_PRINT_MAX];

	for (size_t i = 0; i < n; i++) {
		struct cb_cell cell = { .n = -7, .state = CB_ALL }, again;
		enum cb_code code = type->parse(arg, cb_text_of(rows[i].in), &env, &cell);
		struct cb_text printed = cb_cell_print(type, arg, &cell, buf);

		if (code != rows[i].code)
			fail_msg("%s: “%s” gives code %d, not %d", rows[i].what, rows[i].in, code, rows[i].code);
		if (!cb_text_is(printed, rows[i].out != NULL ? rows[i].out : ""))
			fail_msg("%s: “%s” prints “%.*s”", rows[i].what, rows[i].in, CB_TEXT_ARG(printed));
		if (code != CB_FINE)
			continue;
		if (type->parse(arg, printed, &env, &again) != CB_FINE || !cb_cell_equal(&cell, &again))
			fail_msg("%s: what “%s” prints is read differently", rows[i].what, rows[i].in);
	}
	cb_arena_release(&arena);
}

/* The hint of one refused cell, in Chinese. */
static inline void
check_hint(const struct cb_type *type, const void *arg, const char *raw, const char *hint)
{
	struct cb_str out = { 0 };

	cb_type_hint(type, arg, cb_text_of(raw), CB_ZH, &out);
	assert_string_equal(cb_str_c(&out), hint);
	cb_str_release(&out);
}

/* parse(print(x)) == x for n of all sizes up to max, negative ones too where asked. */
static inline void
check_round_trip(const struct cb_type *type, const void *arg, int64_t min, int64_t max, uint8_t mark)
{
	struct cb_parse_env env = { 0 };
	uint64_t seed = 20260701;
	char buf[CB_PRINT_MAX];

	for (int i = 0; i < 20000; i++) {
		uint64_t raw = next_random(&seed) >> (next_random(&seed) % 63);
		uint64_t span = (uint64_t)max - (uint64_t)min;
		struct cb_cell cell = { .state = CB_VALUE, .mark = mark }, again;
		struct cb_text printed;

		cell.n = (int64_t)((uint64_t)min + (span == UINT64_MAX ? raw : raw % (span + 1)));
		printed = type->print(arg, &cell, buf);
		if (type->parse(arg, printed, &env, &again) != CB_FINE || !cb_cell_equal(&cell, &again))
			fail_msg("%s: %lld prints “%.*s”, which is read differently", type->name, (long long)cell.n,
			         CB_TEXT_ARG(printed));
	}
}

#endif
