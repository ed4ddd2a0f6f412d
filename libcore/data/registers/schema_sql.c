/* The SQL of a register, made from its table of columns: data/schema.h R1–R4. */
#include <cb/data/schema.h>

static void
add_name(struct cb_str *out, const char *prefix, const char *name, const char *suffix)
{
	cb_str_addf(out, "%s\"%s%s\"", prefix, name, suffix);
}

static void
add_literal(struct cb_str *out, const char *s)
{
	cb_str_addc(out, '\'');
	for (; *s != '\0'; s++) {
		if (*s == '\'')
			cb_str_addc(out, '\'');
		cb_str_addc(out, *s);
	}
	cb_str_addc(out, '\'');
}

/* A key cell that may be empty holds 0 or '' instead of NULL. */
static bool
has_default(const struct cb_column *col)
{
	return (col->flags & CB_KEY) != 0 && (col->flags & CB_REQUIRED) == 0;
}

static const char *
empty_of(const struct cb_column *col)
{
	return col->type->storage == CB_STORE_TEXT ? "''" : "0";
}

static bool
is_stored(const struct cb_column *col)
{
	return (col->flags & CB_COMPUTED) == 0;
}

void
cb_schema_sql_name(const struct cb_column *col, struct cb_str *out)
{
	cb_str_adds(out, col->key);
	cb_str_adds(out, col->type->sql_suffix);
}

int
cb_schema_key(const struct cb_register *reg, int at[CB_KEY_MAX])
{
	int n = 0;

	/* A month is what is read at once: in a large register its rows lie together. */
	if ((reg->flags & CB_CLUSTERED) != 0)
		for (int i = 0; i < reg->n_columns && n == 0; i++)
			if ((reg->columns[i].flags & CB_KEY) != 0 &&
			    reg->columns[i].type == &cb_type_period)
				at[n++] = i;
	for (int i = 0; i < reg->n_columns && n < CB_KEY_MAX; i++)
		if ((reg->columns[i].flags & CB_KEY) != 0 && (n == 0 || at[0] != i))
			at[n++] = i;
	return n;
}

/* One comparison a word: SQLite makes the list of an IN a table anew for each row. */
static void
add_enum_check(const struct cb_column *col, const char *name, struct cb_str *out)
{
	const struct cb_word *words = col->arg;
	int n = 0;

	while (words[n].zh != NULL)
		n++;
	if (col->type->storage == CB_STORE_INT) {
		cb_str_addf(out, "%s BETWEEN 0 AND %d", name, n - 1);
		return;
	}
	for (int i = 0; i < n; i++) {
		cb_str_addf(out, i > 0 ? " OR %s = " : "%s = ", name);
		add_literal(out, words[i].zh);
	}
}

static void
add_check(const struct cb_column *col, const char *name, const char *mark, struct cb_str *out)
{
	if (col->type != &cb_type_enum && col->type->sql_check == NULL)
		return;
	cb_str_adds(out, " CHECK (");
	if (has_default(col))
		cb_str_addf(out, "%s = %s OR ", name, empty_of(col));
	if (col->type == &cb_type_enum)
		add_enum_check(col, name, out);
	else
		cb_type_sql(col->type->sql_check, name, mark, out);
	cb_str_addc(out, ')');
}

/* `"score_micro" INTEGER`, with what must hold of it unless `bare` (history). */
static void
add_column(const struct cb_column *col, bool bare, struct cb_str *out)
{
	struct cb_str name = { 0 }, mark = { 0 };
	unsigned must = col->flags & (CB_KEY | CB_REQUIRED);

	add_name(&name, "", col->key, col->type->sql_suffix);
	add_name(&mark, "", col->key, "_mark");
	cb_str_addf(out, "\t%s %s", name.p,
	            col->type->storage == CB_STORE_TEXT ? "TEXT" : "INTEGER");
	if (!bare) {
		if (must != 0 && (col->flags & (CB_NODATA | CB_LACKING)) == 0)
			cb_str_adds(out, " NOT NULL");
		if (has_default(col))
			cb_str_addf(out, " DEFAULT %s", empty_of(col));
		if (col->type->storage == CB_STORE_NAME)
			cb_str_adds(out, " REFERENCES term(id)");
		add_check(col, name.p, mark.p, out);
	}
	if (col->type->storage == CB_STORE_QTY)
		cb_str_addf(out, ",\n\t%s TEXT%s", mark.p, bare ? "" : " NOT NULL DEFAULT ''");
	cb_str_adds(out, ",\n");
	cb_str_release(&mark);
	cb_str_release(&name);
}

static void
add_key(const struct cb_register *reg, struct cb_str *out)
{
	int at[CB_KEY_MAX], n = cb_schema_key(reg, at);

	for (int i = 0; i < n; i++)
		add_name(out, i == 0 ? "(" : ", ", reg->columns[at[i]].key,
		         reg->columns[at[i]].type->sql_suffix);
	cb_str_addc(out, ')');
}

static const char check_value[] = "\t\"check_value\" TEXT,\n";

void
cb_schema_sql_table(const struct cb_register *reg, struct cb_str *out)
{
	bool clustered = (reg->flags & CB_CLUSTERED) != 0;

	cb_str_addf(out, "CREATE TABLE \"%s\" (\n", reg->key);
	for (int i = 0; i < reg->n_columns; i++)
		if (is_stored(&reg->columns[i]))
			add_column(&reg->columns[i], false, out);
	if (reg != &cb_register_batch)
		cb_str_adds(out, "\t\"batch\" INTEGER NOT NULL,\n\t\"row\" INTEGER NOT NULL,\n");
	if ((reg->flags & CB_CHAINED) != 0)
		cb_str_adds(out, "\t\"hash\" TEXT NOT NULL DEFAULT '',\n");
	if (cb_register_has_private(reg))
		cb_str_adds(out, check_value);
	if (reg == &cb_register_batch)
		cb_str_addf(out, "%s\t\"identity\" TEXT,\n", check_value);
	if (clustered || reg == &cb_register_batch) {
		cb_str_adds(out, "\tPRIMARY KEY ");
		add_key(reg, out);
		cb_str_addf(out, "\n) STRICT%s;\n", clustered ? ", WITHOUT ROWID" : "");
		return;
	}
	out->len -= 2; /* the last comma */
	cb_str_adds(out, "\n) STRICT;\n");
	cb_str_addf(out, "CREATE UNIQUE INDEX \"%s_key\" ON \"%s\" ", reg->key, reg->key);
	add_key(reg, out);
	cb_str_adds(out, ";\n");
	if (cb_column_flagged(reg, CB_CASE_NO) >= 0)
		cb_str_addf(out, "CREATE INDEX \"%s_case\" ON \"%s\" (\"%s\");\n", reg->key, reg->key,
		            reg->columns[cb_column_flagged(reg, CB_CASE_NO)].key);
}

void
cb_schema_sql_history(const struct cb_register *reg, struct cb_str *out)
{
	cb_str_addf(out, "CREATE TABLE \"%s_old\" (\n", reg->key);
	for (int i = 0; i < reg->n_columns; i++)
		if (is_stored(&reg->columns[i]))
			add_column(&reg->columns[i], true, out);
	cb_str_addf(out, "\t\"batch\" INTEGER NOT NULL,\n\t\"row\" INTEGER NOT NULL,\n%s"
	                 "\t\"superseded_by\" INTEGER NOT NULL\n) STRICT;\n",
	            cb_register_has_private(reg) ? check_value : "");
}

static void
add_words(const struct cb_column *col, const char *cell, struct cb_str *out)
{
	cb_str_addf(out, "CASE %s", cell);
	for (const struct cb_word *w = col->arg; w->zh != NULL; w++) {
		cb_str_addf(out, " WHEN %d THEN ", (int)(w - (const struct cb_word *)col->arg));
		add_literal(out, w->zh);
	}
	cb_str_adds(out, " END");
}

/* The expression that prints a cell as cb-export does. */
static void
add_printed(const struct cb_column *col, const char *cell, const char *mark, struct cb_str *out)
{
	const struct cb_type *type = col->type;

	if (type->storage == CB_STORE_NAME)
		cb_str_addf(out, "(SELECT term.text FROM term WHERE term.id = %s)", cell);
	else if (type == &cb_type_enum && type->storage == CB_STORE_INT)
		add_words(col, cell, out);
	else if (type->sql_view != NULL)
		cb_type_sql(type->sql_view, cell, mark, out);
	else
		cb_str_addf(out, type->storage == CB_STORE_TEXT ? "%s" : "CAST(%s AS TEXT)", cell);
}

static void
add_view_column(const struct cb_column *col, struct cb_str *out)
{
	struct cb_str cell = { 0 }, mark = { 0 };

	if (!is_stored(col)) {
		cb_str_adds(out, col->sql != NULL ? col->sql : "NULL");
		return;
	}
	if (has_default(col))
		cb_str_adds(&cell, "nullif(");
	add_name(&cell, "t.", col->key, col->type->sql_suffix);
	if (has_default(col))
		cb_str_addf(&cell, ", %s)", empty_of(col));
	add_name(&mark, "t.", col->key, "_mark");
	if ((col->flags & CB_NODATA) != 0)
		cb_str_adds(out, "coalesce(");
	add_printed(col, cell.p, mark.p, out);
	if ((col->flags & CB_NODATA) != 0)
		cb_str_adds(out, ", '无数据')");
	cb_str_release(&mark);
	cb_str_release(&cell);
}

void
cb_schema_sql_view(const struct cb_register *reg, struct cb_str *out)
{
	cb_str_addf(out, "CREATE VIEW \"v_%s\" AS SELECT\n", reg->key);
	for (int i = 0; i < reg->n_columns; i++) {
		cb_str_addc(out, '\t');
		add_view_column(&reg->columns[i], out);
		add_name(out, " AS ", reg->columns[i].key, "");
		cb_str_adds(out, i + 1 < reg->n_columns ? ",\n" : "\n");
	}
	cb_str_addf(out, "FROM \"%s\" AS t;\n", reg->key);
}
