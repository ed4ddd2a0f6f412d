#include <cb/data/csv.h>

#include <string.h>

bool
cb_csv_take_formula(struct cb_text *cell)
{
	struct cb_text t = cb_text_trim(*cell);

	if (t.len < 3 || t.p[0] != '=' || t.p[1] != '"' || t.p[t.len - 1] != '"' ||
	    memchr(t.p + 2, '"', t.len - 3) != NULL)
		return false;
	*cell = (struct cb_text){ t.p + 2, t.len - 3 };
	return true;
}
