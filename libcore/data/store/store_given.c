#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store_given.h"

void
cb_given_init(struct cb_given *given, const struct cb_register *reg)
{
	*given = (struct cb_given){ .column = -1, .date = -1, .group = -1 };
	for (int c = 0; c < reg->n_columns; c++) {
		const struct cb_column *def = &reg->columns[c];

		if ((def->flags & CB_GIVEN) != 0)
			given->column = c;
		if (given->date < 0 && (def->flags & (CB_REQUIRED | CB_LACKING)) == CB_REQUIRED &&
		    (def->type == &cb_type_date || def->type == &cb_type_date_time))
			given->date = c;
	}
	if (given->column >= 0 && reg->columns[given->column].type == &cb_type_int)
		for (int c = reg->n_columns - 1; c >= 0; c--)
			if (c != given->column && (reg->columns[c].flags & CB_KEY) != 0)
				given->group = c;
}

void
cb_given_release(struct cb_given *given)
{
	free(given->years);
	given->years = NULL;
	given->n_years = given->cap_years = 0;
	cb_str_release(&given->last_group);
}

/* The highest step of the group, which is a text. */
static int64_t
highest_step(const struct cb_given *given, struct cb_store *store, const struct cb_register *reg, struct cb_text group)
{
	char *sql = sqlite3_mprintf("SELECT max(\"%w\") FROM \"%w\" WHERE \"%w\" = '%.*q'",
	                            reg->columns[given->column].key, reg->key, reg->columns[given->group].key,
	                            (int)group.len, group.p);
	int64_t highest = cb_store_number(store, sql, 0);

	sqlite3_free(sql);
	return highest;
}

static void
fill_step(struct cb_given *given, struct cb_store *store, const struct cb_register *reg, struct cb_cell *cells)
{
	struct cb_text group = cells[given->group].text;

	if (given->last_step == 0 || !cb_text_equal(cb_str_text(&given->last_group), group)) {
		cb_str_clear(&given->last_group);
		cb_str_addt(&given->last_group, group);
		given->last_step = highest_step(given, store, reg, group);
	}
	cells[given->column] = (struct cb_cell){ .n = ++given->last_step, .state = CB_VALUE };
}

static void
make_prefix(const struct cb_given *given, const struct cb_register *reg, const struct cb_cell *cells, char prefix[16])
{
	const struct cb_column *date = given->date < 0 ? NULL : &reg->columns[given->date];
	char buf[CB_PRINT_MAX];
	struct cb_text text;

	if (date == NULL || cells[given->date].state != CB_VALUE) {
		snprintf(prefix, 16, "%c", toupper((unsigned char)reg->key[0]));
		return;
	}
	text = cb_cell_print(date->type, date->arg, &cells[given->date], buf);
	snprintf(prefix, 16, "%.4s-", text.p); /* a printed date begins with its year */
}

/* The highest number in use, superseded and withdrawn ones too. */
static int64_t
last_number(const struct cb_given *given, struct cb_store *store, const struct cb_register *reg, const char *prefix)
{
	const char *number = reg->columns[given->column].key;
	char *sql = sqlite3_mprintf(
		"SELECT max(CAST(substr(\"%w\", %d) AS INTEGER)) FROM (SELECT \"%w\" FROM \"%w\" UNION ALL "
		"SELECT \"%w\" FROM \"%w_old\") WHERE \"%w\" GLOB '%q[0-9]*'",
		number, (int)strlen(prefix) + 1, number, reg->key, number, reg->key, number, prefix);
	int64_t last = cb_store_number(store, sql, 0);

	sqlite3_free(sql);
	return last;
}

/* Rows of several years come in any order. */
static struct cb_given_year *
find_year(struct cb_given *given, struct cb_store *store, const struct cb_register *reg, const char prefix[16])
{
	struct cb_given_year *year;

	for (size_t i = given->n_years; i > 0; i--)
		if (strcmp(given->years[i - 1].prefix, prefix) == 0)
			return &given->years[i - 1];
	year = cb_push(given->years, given->n_years, given->cap_years);
	memcpy(year->prefix, prefix, sizeof(year->prefix));
	year->last = last_number(given, store, reg, prefix);
	return year;
}

bool
cb_given_fill(struct cb_given *given, struct cb_store *store, const struct cb_register *reg, struct cb_cell *cells)
{
	char prefix[16] = { 0 };
	struct cb_cell *cell;
	struct cb_given_year *year;

	if (given->column < 0 || cells[given->column].state != CB_EMPTY)
		return false;
	if (given->group >= 0) {
		fill_step(given, store, reg, cells);
		return true;
	}
	make_prefix(given, reg, cells, prefix);
	year = find_year(given, store, reg, prefix);
	snprintf(given->number, sizeof(given->number), "%s%0*lld", prefix, given->date < 0 ? 5 : 4,
	         (long long)++year->last);
	cell = &cells[given->column];
	*cell = (struct cb_cell){ .state = CB_VALUE };
	cell->text = cb_text_of(given->number);
	return true;
}
