/* Rules from lines of CSV without quotes, for the tests of the rule layer. */
#ifndef CB_TESTS_RULE_ROWS_H
#define CB_TESTS_RULE_ROWS_H

#include <string.h>

#include <cb/rule/rules.h>

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

/* Splits a line at its commas; fields that are not there are empty. Returns how many there were. */
static inline size_t
split_row(const char *line, struct cb_text fields[CB_RULE_FIELDS])
{
	size_t n = 0;

	for (size_t i = 0; i < CB_RULE_FIELDS; i++)
		fields[i] = cb_text_of("");
	for (;;) {
		size_t len = strcspn(line, ",\n");

		if (n < CB_RULE_FIELDS)
			fields[n] = (struct cb_text){ line, (uint32_t)len };
		n++;
		if (line[len] != ',')
			return n;
		line += len + 1;
	}
}

/* Adds lines up to a NULL; each has its number as the row where it stands. */
static inline bool
add_rows(struct cb_rules *rules, const char *const *lines, size_t max, struct cb_diag *diag)
{
	bool ok = true;

	for (size_t i = 0; i < max && lines[i] != NULL; i++) {
		struct cb_text fields[CB_RULE_FIELDS];

		split_row(lines[i], fields);
		ok &= cb_rules_add(rules, fields, (struct cb_where){ 0, (uint32_t)i + 2, 0 }, diag);
	}
	return ok;
}

/* Rules that must be good. */
static inline struct cb_rules *
good_rules(const char *const *lines, size_t max)
{
	struct cb_diag diag = { 0 };
	struct cb_rules *rules = cb_rules_new();

	if (!add_rows(rules, lines, max, &diag) || !cb_rules_finish(rules, &diag) || diag.errors) {
		cb_rules_free(rules);
		rules = NULL;
	}
	cb_diag_release(&diag);
	return rules;
}

#endif
