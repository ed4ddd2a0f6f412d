#include <cb/query/sums.h>

#include <stdlib.h>

#include <cb/query/chosen.h>
#include <cb/value/mark.h>

/* ---- one sum ---- */

void
cb_sum_add(struct cb_sum *sum, const struct cb_cell *cell)
{
	if (cell->state != CB_VALUE)
		return;
	sum->mark = (uint8_t)(sum->is_any ? cb_mark_sum(sum->mark, cell->mark) : cell->mark);
	sum->n += cell->n;
	sum->is_any = true;
}

void
cb_sum_add_number(struct cb_sum *sum, int64_t n)
{
	cb_sum_add(sum, &(struct cb_cell){ .state = CB_VALUE, .n = n });
}

struct cb_cell
cb_sum_cell(const struct cb_sum *sum, struct cb_diag *diag, const char *field)
{
	if (!sum->is_any)
		return (struct cb_cell){ 0 };
	if (sum->n <= CB_NUMBER_MAX && sum->n >= -CB_NUMBER_MAX)
		return (struct cb_cell){ .state = CB_VALUE, .n = (int64_t)sum->n, .mark = sum->mark };
	cb_report(diag, CB_OUT_OF_RANGE, CB_NOWHERE, field, "Σ");
	return (struct cb_cell){ 0 };
}

void
cb_sum_cells(const struct cb_sum *sums, size_t n, const struct cb_table_column *columns, struct cb_cell *cells,
             struct cb_diag *diag)
{
	for (size_t i = 0; i < n; i++)
		cells[i] = cb_sum_cell(&sums[i], diag, columns[i].key);
}

/* ---- groups ---- */

static void
add_bytes(struct cb_str *out, const struct cb_cell *key)
{
	cb_str_add(out, (const char *)&key->n, sizeof(key->n));
	cb_str_add(out, (const char *)&key->text.len, sizeof(key->text.len));
	cb_str_addc(out, (char)key->state);
	cb_str_addt(out, key->text);
}

static void
add_group(struct cb_sums *sums, const struct cb_cell *keys)
{
	struct cb_cell *own;

	sums->keys = cb_grow(sums->keys, &sums->cap_keys, (sums->n + 1) * sums->n_keys, sizeof(*sums->keys));
	sums->values = cb_grow(sums->values, &sums->cap_values, (sums->n + 1) * sums->n_values, sizeof(*sums->values));
	own = sums->keys + sums->n++ * sums->n_keys;
	for (size_t i = 0; i < sums->n_keys; i++)
		own[i] = keys[i];
	cb_cells_keep(&sums->texts, own, sums->n_keys);
}

/* Rows that follow one another are often of one group. */
static bool
is_last(const struct cb_sums *sums, const struct cb_cell *keys)
{
	const struct cb_cell *last = sums->keys + sums->last * sums->n_keys;

	if (sums->n == 0)
		return false;
	for (size_t i = 0; i < sums->n_keys; i++)
		if (keys[i].n != last[i].n || keys[i].state != last[i].state ||
		    !cb_text_equal(keys[i].text, last[i].text))
			return false;
	return true;
}

size_t
cb_sums_at(struct cb_sums *sums, const struct cb_cell *keys)
{
	uint32_t at;

	if (is_last(sums, keys))
		return sums->last;
	cb_str_clear(&sums->bytes);
	for (size_t i = 0; i < sums->n_keys; i++)
		add_bytes(&sums->bytes, &keys[i]);
	at = cb_dict_number(&sums->at, cb_str_text(&sums->bytes), (uint32_t)sums->n + 1);
	if (at == sums->n + 1)
		add_group(sums, keys);
	return sums->last = at - 1;
}

struct cb_sum *
cb_sums_of(const struct cb_sums *sums, size_t group)
{
	return sums->values + group * sums->n_values;
}

struct cb_sum *
cb_sums_for(struct cb_sums *sums, const struct cb_cell *keys)
{
	return cb_sums_of(sums, cb_sums_at(sums, keys));
}

const struct cb_cell *
cb_sums_keys(const struct cb_sums *sums, size_t group)
{
	return sums->keys + group * sums->n_keys;
}

struct cb_cell *
cb_sums_row(const struct cb_sums *sums, size_t group, const struct cb_query_run *run, struct cb_table *out)
{
	const struct cb_cell *keys = cb_sums_keys(sums, group);
	struct cb_cell *cells = cb_table_row(out);

	for (size_t i = 0; i < sums->n_keys; i++)
		cells[run->keys[i]] = cb_table_keep(out, keys[i]);
	return cells;
}

static int
compare_keys(const struct cb_cell *a, const struct cb_cell *b)
{
	if (a->state != b->state)
		return a->state == CB_EMPTY ? 1 : -1;
	return a->n != b->n ? cb_order(a->n, b->n) : cb_text_compare(a->text, b->text);
}

/* A group with its keys, to be put in order. */
struct ordered {
	const struct cb_cell *keys;
	size_t n_keys, group;
};

static int
by_keys(const void *pa, const void *pb)
{
	const struct ordered *a = pa, *b = pb;

	for (size_t i = 0; i < a->n_keys; i++) {
		int order = compare_keys(&a->keys[i], &b->keys[i]);

		if (order != 0)
			return order;
	}
	return 0;
}

void
cb_sums_sort(struct cb_sums *sums)
{
	struct ordered *groups = cb_alloc(sums->n + 1, sizeof(*groups));

	for (size_t i = 0; i < sums->n; i++)
		groups[i] = (struct ordered){ cb_sums_keys(sums, i), sums->n_keys, i };
	cb_sort(groups, sums->n, sizeof(*groups), by_keys);
	free(sums->order);
	sums->order = cb_alloc(sums->n + 1, sizeof(*sums->order));
	for (size_t i = 0; i < sums->n; i++)
		sums->order[i] = groups[i].group;
	free(groups);
}

void
cb_sums_release(struct cb_sums *sums)
{
	free(sums->keys);
	free(sums->values);
	free(sums->order);
	cb_dict_release(&sums->at);
	cb_str_release(&sums->bytes);
	cb_arena_release(&sums->texts);
	*sums = (struct cb_sums){ 0 };
}

struct cb_cell
cb_sums_word(int word)
{
	return word < 0 ? (struct cb_cell){ 0 } : cb_cell_number(word);
}

/* ---- a table added up ---- */

struct adding {
	const struct cb_query *query;
	struct cb_table *table;
	struct cb_diag *diag;
	size_t keys[CB_QUERY_KEYS_MAX];
	size_t *summed; /* columns */
	struct cb_sums sums;
};

/* R2: a name is a key by its text alone, a word by its number alone. */
static struct cb_cell
key_of(const struct cb_table_column *column, struct cb_cell cell)
{
	if (column->type->storage == CB_STORE_NAME)
		cell.n = 0;
	if (column->type == &cb_type_enum)
		cell.text = (struct cb_text){ "", 0 };
	return cell;
}

static void
choose_summed(struct adding *a)
{
	a->summed = cb_alloc(a->table->n_columns + 1, sizeof(*a->summed));
	for (size_t c = 0; c < a->table->n_columns; c++)
		if ((cb_query_flags_of(a->query, a->table->columns[c].key) & CB_QUERY_SUM) != 0 &&
		    !cb_chosen_has(a->keys, a->sums.n_keys, c))
			a->summed[a->sums.n_values++] = c;
	a->sums.n_values++; /* the last is the number of rows */
}

static void
add_rows(struct adding *a)
{
	size_t last = a->sums.n_values - 1;

	for (size_t row = 0; row < a->table->n_rows; row++) {
		const struct cb_cell *cells = cb_table_at(a->table, row);
		struct cb_cell keys[CB_QUERY_KEYS_MAX];
		struct cb_sum *sum;

		for (size_t i = 0; i < a->sums.n_keys; i++)
			keys[i] = key_of(&a->table->columns[a->keys[i]], cells[a->keys[i]]);
		sum = cb_sums_for(&a->sums, keys);
		for (size_t i = 0; i < last; i++)
			cb_sum_add(&sum[i], &cells[a->summed[i]]);
		cb_sum_add_number(&sum[last], 1);
	}
	cb_sums_sort(&a->sums);
}

static void
add_column(struct cb_table *out, const struct cb_table_column *from)
{
	cb_table_column(out, from->key, from->zh, from->type, from->arg);
	out->columns[out->n_columns - 1].is_private = from->is_private;
}

static void
fill_row(struct adding *a, struct cb_table *out, size_t group)
{
	const struct cb_cell *keys = cb_sums_keys(&a->sums, group);
	const struct cb_sum *sum = cb_sums_of(&a->sums, group);
	struct cb_cell *cells = cb_table_row(out);
	size_t last = a->sums.n_values - 1;

	for (size_t i = 0; i < a->sums.n_keys; i++)
		cells[i] = cb_table_keep(out, keys[i]);
	cells += a->sums.n_keys;
	*cells++ = cb_sum_cell(&sum[last], a->diag, "records");
	cb_sum_cells(sum, last, &out->columns[a->sums.n_keys + 1], cells, a->diag);
}

static void
replace(struct adding *a)
{
	struct cb_table out = { .title_zh = a->table->title_zh, .title_en = a->table->title_en };

	for (size_t i = 0; i < a->sums.n_keys; i++)
		add_column(&out, &a->table->columns[a->keys[i]]);
	cb_table_column(&out, "records", "条数", &cb_type_int, NULL);
	for (size_t i = 0; i + 1 < a->sums.n_values; i++)
		add_column(&out, &a->table->columns[a->summed[i]]);
	for (size_t i = 0; i < a->sums.n; i++)
		fill_row(a, &out, a->sums.order[i]);
	cb_table_release(a->table);
	*a->table = out;
}

enum cb_status
cb_sums_of_table(const struct cb_query *query, const char *by, const struct cb_office *office, struct cb_table *table)
{
	struct cb_diag *diag = office->diag;
	struct adding a = { .query = query, .table = table, .diag = diag };
	uint64_t errors = diag->errors;

	a.sums.n_keys = cb_chosen_keys(query, by, table, office, a.keys);
	if (a.sums.n_keys == 0) {
		table->n_rows = 0;
		return CB_USAGE;
	}
	choose_summed(&a);
	add_rows(&a);
	replace(&a);
	free(a.summed);
	cb_sums_release(&a.sums);
	return cb_diag_since(diag, errors, CB_OK);
}
