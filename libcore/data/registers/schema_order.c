/* In which order whole registers are taken in: what others refer to before these. */
#include <cb/data/schema.h>
#include <cb/data/names.h>

/* Does a column name records of the other register: by what it refers to, by its key, or by words of its key
 * that choose among registers? */
static bool
column_refers(const struct cb_column *column, const struct cb_register *to)
{
	const struct cb_name_of *of = column->type->storage == CB_STORE_NAME ? column->arg : NULL;
	const struct cb_word *words = column->type == &cb_type_enum ? column->arg : NULL;

	if (words == NULL && cb_text_is(cb_text_of(column->key), to->key))
		return true;
	for (; (column->flags & CB_KEY) != 0 && words != NULL && words->zh != NULL; words++)
		if (words->key != NULL && cb_text_is(cb_text_of(words->key), to->key))
			return true;
	return of != NULL && ((of->refer == CB_REFER_UNIT && to == &cb_register_unit) ||
	                      (of->refer == CB_REFER_PARTY &&
	                       (to == &cb_register_unit || to == &cb_register_community)));
}

static bool
refers(const struct cb_register *reg, const struct cb_register *to)
{
	for (int c = 0; reg != to && c < reg->n_columns; c++)
		if (column_refers(&reg->columns[c], to))
			return true;
	return false;
}

static bool
has_names(const struct cb_register *reg)
{
	for (int c = 0; c < reg->n_columns; c++)
		if (reg->columns[c].type->storage == CB_STORE_NAME)
			return true;
	return false;
}

/* Names are resolved through aliases, but for those that these are aliases of; a row is judged by the rules. */
static bool
comes_after(const struct cb_register *reg, const struct cb_register *to)
{
	if (refers(reg, to) || (to == &cb_register_rule && reg != to))
		return true;
	return to == &cb_register_alias && reg != to && has_names(reg) && !refers(to, reg);
}

static size_t
index_of(const struct cb_register *const *list, size_t n, const struct cb_register *reg)
{
	size_t i = 0;

	while (i < n && list[i] != reg)
		i++;
	return i;
}

static bool
is_ready(const struct cb_register *reg, const struct cb_register *const *done, size_t n)
{
	for (const struct cb_register *const *to = cb_registers; *to != NULL; to++)
		if (comes_after(reg, *to) && index_of(done, n, *to) == n)
			return false;
	return true;
}

size_t
cb_registers_by_reference(const struct cb_register *out[], size_t max)
{
	size_t n = 0, before;

	do {
		before = n;
		for (size_t i = 0; cb_registers[i] != NULL && n == before && n < max; i++)
			if (index_of(out, n, cb_registers[i]) == n && is_ready(cb_registers[i], out, n))
				out[n++] = cb_registers[i];
	} while (n > before);
	return n;
}
