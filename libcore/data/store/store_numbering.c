#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store_numbering.h"

void
cb_numbering_init(struct cb_numbering *numbering, const struct cb_register *reg)
{
	*numbering = (struct cb_numbering){ .column = -1, .date = -1, .group = -1 };
	for (int c = 0; c < reg->n_columns; c++) {
		const struct cb_column *def = &reg->columns[c];

		if ((def->flags & CB_NUMBERED) != 0)
			numbering->column = c;
		if (numbering->date < 0 && (def->flags & (CB_REQUIRED | CB_LACKING)) == CB_REQUIRED &&
		    (def->type == &cb_type_date || def->type == &cb_type_date_time))
			numbering->date = c;
	}
	if (numbering->column >= 0 && reg->columns[numbering->column].type == &cb_type_int)
		for (int c = reg->n_columns - 1; c >= 0; c--)
			if (c != numbering->column && (reg->columns[c].flags & CB_KEY) != 0)
				numbering->group = c;
}

void
cb_numbering_release(struct cb_numbering *numbering)
{
	free(numbering->years);
	numbering->years = NULL;
	numbering->n_years = numbering->cap_years = 0;
	cb_str_release(&numbering->last_group);
}

/* The highest step of the group, which is a text. */
static int64_t
highest_step(const struct cb_numbering *numbering, struct cb_store *store,
             const struct cb_register *reg, struct cb_text group)
{
	char *sql = sqlite3_mprintf("SELECT max(\"%w\") FROM \"%w\" WHERE \"%w\" = '%.*q'",
	                            reg->columns[numbering->column].key, reg->key, reg->columns[numbering->group].key,
	                            (int)group.len, group.p);
	int64_t highest = cb_store_number(store, sql, 0);

	sqlite3_free(sql);
	return highest;
}

static void
fill_step(struct cb_numbering *numbering, struct cb_store *store, const struct cb_register *reg, struct cb_cell *cells)
{
	struct cb_text group = cells[numbering->group].text;

	if (numbering->last_step == 0 || !cb_text_equal(cb_str_text(&numbering->last_group), group)) {
		cb_str_sett(&numbering->last_group, group);
		numbering->last_step = highest_step(numbering, store, reg, group);
	}
	cells[numbering->column] = (struct cb_cell){ .n = ++numbering->last_step, .state = CB_VALUE };
}

static void
make_prefix(const struct cb_numbering *numbering, const struct cb_register *reg,
            const struct cb_cell *cells, char prefix[16])
{
	const struct cb_column *date = numbering->date < 0 ? NULL : &reg->columns[numbering->date];
	char buf[CB_PRINT_MAX];
	struct cb_text text;

	if (date == NULL || cells[numbering->date].state != CB_VALUE) {
		snprintf(prefix, 16, "%c", toupper((unsigned char)reg->key[0]));
		return;
	}
	text = cb_cell_print(date->type, date->arg, &cells[numbering->date], buf);
	snprintf(prefix, 16, "%.4s-", text.p); /* a printed date begins with its year */
}

int64_t
cb_store_last_number(struct cb_store *store, const struct cb_register *reg, int column, const char *prefix)
{
	const char *number = reg->columns[column].key;
	char *sql = sqlite3_mprintf(
		"SELECT max(CAST(substr(\"%w\", %d) AS INTEGER)) FROM (SELECT \"%w\" FROM \"%w\" UNION ALL "
		"SELECT \"%w\" FROM \"%w_old\") WHERE \"%w\" GLOB '%q[0-9]*'",
		number, (int)strlen(prefix) + 1, number, reg->key, number, reg->key, number, prefix);
	int64_t last = cb_store_number(store, sql, 0);

	sqlite3_free(sql);
	return last;
}

/* Rows of several years come in any order. */
static struct cb_numbering_year *
find_year(struct cb_numbering *numbering, struct cb_store *store, const struct cb_register *reg, const char prefix[16])
{
	struct cb_numbering_year *year;

	for (size_t i = numbering->n_years; i > 0; i--)
		if (strcmp(numbering->years[i - 1].prefix, prefix) == 0)
			return &numbering->years[i - 1];
	year = cb_push(numbering->years, numbering->n_years, numbering->cap_years);
	memcpy(year->prefix, prefix, sizeof(year->prefix));
	year->last = cb_store_last_number(store, reg, numbering->column, prefix);
	return year;
}

bool
cb_numbering_fill(struct cb_numbering *numbering, struct cb_store *store,
                  const struct cb_register *reg, struct cb_cell *cells)
{
	char prefix[16] = { 0 };
	struct cb_cell *cell;
	struct cb_numbering_year *year;

	if (numbering->column < 0 || cells[numbering->column].state != CB_EMPTY)
		return false;
	if (numbering->group >= 0) {
		fill_step(numbering, store, reg, cells);
		return true;
	}
	make_prefix(numbering, reg, cells, prefix);
	year = find_year(numbering, store, reg, prefix);
	snprintf(numbering->number, sizeof(numbering->number), "%s%0*lld", prefix, numbering->date < 0 ? 5 : 4,
	         (long long)++year->last);
	cell = &cells[numbering->column];
	*cell = (struct cb_cell){ .state = CB_VALUE };
	cell->text = cb_text_of(numbering->number);
	return true;
}
