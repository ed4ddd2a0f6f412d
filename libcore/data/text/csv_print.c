#include <cb/data/csv.h>

#include <string.h>

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool
needs_quotes(struct cb_text field, char delimiter)
{
	if (field.len == 0)
		return false;
	if (is_blank(field.p[0]) || is_blank(field.p[field.len - 1]))
		return true;
	for (uint32_t i = 0; i < field.len; i++)
		if (field.p[i] == delimiter || field.p[i] == '"' || field.p[i] == '\n' || field.p[i] == '\r')
			return true;
	return false;
}

void
cb_csv_print(struct cb_str *out, struct cb_text field, char delimiter)
{
	const char *p = field.p, *end = field.p + field.len, *quote;

	if (!needs_quotes(field, delimiter)) {
		cb_str_addt(out, field);
		return;
	}
	cb_str_addc(out, '"');
	for (; (quote = memchr(p, '"', (size_t)(end - p))) != NULL; p = quote + 1) {
		cb_str_add(out, p, (size_t)(quote - p) + 1);
		cb_str_addc(out, '"');
	}
	cb_str_add(out, p, (size_t)(end - p));
	cb_str_addc(out, '"');
}

void
cb_csv_print_row(struct cb_str *out, const struct cb_text *fields, size_t n, char delimiter)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			cb_str_addc(out, delimiter);
		cb_csv_print(out, fields[i], delimiter);
	}
	if (n == 1 && fields[0].len == 0)
		cb_str_adds(out, "\"\"");
	cb_str_addc(out, '\n');
}
