/* cb-rules(5): the table of kinds as mdoc. */
#include <cb/rule/rules.h>

#include <string.h>

enum { WRAP_BYTES = 78 };

/* How many bytes of s make the next line: up to the last place within WRAP_BYTES where a line may end, else up to
 * the first such place behind. A line may end behind a blank or a mark of punctuation, since mdoc makes a blank of
 * its end. */
static size_t
line_length(const char *s)
{
	static const char *const marks[] = { " ", ",", ";", ":", "。", "、" };
	size_t n = strlen(s), best = 0;

	if (n <= WRAP_BYTES)
		return n;
	for (size_t i = 0; i < n && (best == 0 || i <= WRAP_BYTES); i++)
		for (size_t m = 0; m < CB_COUNT(marks); m++) {
			size_t len = strlen(marks[m]);

			if (strncmp(s + i, marks[m], len) == 0 &&
			    (best == 0 || i + len <= WRAP_BYTES))
				best = i + len;
		}
	return best ? best : n;
}

/* Moves the text to `out` as lines. No text here starts with a full stop or has a backslash, which mdoc would take
 * for its own. */
static void
flush(struct cb_str *text, struct cb_str *out)
{
	const char *s = cb_str_c(text);

	while (*s) {
		size_t n = line_length(s), shown = n;

		while (shown && s[shown - 1] == ' ')
			shown--;
		cb_str_add(out, s, shown);
		cb_str_addc(out, '\n');
		s += n;
	}
	cb_str_clear(text);
}

/* A phrase in either language. */
struct phrase {
	const char *en, *zh;
};

static const char *
say(const struct phrase *p, enum cb_lang lang)
{
	return lang == CB_ZH ? p->zh : p->en;
}

/* Adds the names of the columns in `bits`. The others, such as rule and basis, every kind has. */
static void
add_columns(unsigned bits, enum cb_lang lang, struct cb_str *out)
{
	static const struct {
		unsigned bit;
		const char *name;
	} columns[] = {
		{ CB_RULE_SCOPE, "scope" },
		{ CB_RULE_KEY, "key" },
		{ CB_RULE_RANGE, "at_least" },
		{ CB_RULE_RANGE, "at_most" },
		{ CB_RULE_VALUE, "value" },
		{ CB_RULE_MEASURE, "measure" },
	};
	bool any = false;

	for (size_t i = 0; i < CB_COUNT(columns); i++)
		if (bits & columns[i].bit) {
			cb_str_addf(out, "%s%s", any ? (lang == CB_ZH ? "、" : ", ") : "",
			            columns[i].name);
			any = true;
		}
}

static void
add_columns_sentence(const struct cb_rule_kind *k, enum cb_lang lang, struct cb_str *out)
{
	static const struct phrase uses = { "Columns: ", "栏目:" };
	static const struct phrase needs = { "; needed: ", ";必填:" };
	static const struct phrase or_value = { ", and a bound or value", "、上下限或 value 填其一" };
	static const struct phrase either = { " (either bound)", "(上下限填其一)" };

	cb_str_adds(out, say(&uses, lang));
	add_columns(k->uses | (k->value != NULL ? CB_RULE_VALUE : 0), lang, out);
	if (k->needs) {
		cb_str_adds(out, say(&needs, lang));
		add_columns(k->needs, lang, out);
		if (k->needs & CB_RULE_RANGE)
			cb_str_adds(out, say(&either, lang));
		if (k->needs & CB_RULE_EITHER)
			cb_str_adds(out, say(&or_value, lang));
	}
	cb_str_adds(out, lang == CB_ZH ? "。" : ".");
}

static void
add_bounds_sentence(const struct cb_rule_kind *k, enum cb_lang lang, struct cb_str *out)
{
	static const struct phrase found = { "Found by the ", "查找依据:" };
	static const struct phrase demanded = { "Demanded of the ", "所要求的是:" };

	cb_str_adds(out, say(k->uses & CB_RULE_DEMANDS ? &demanded : &found, lang));
	cb_str_addf(out, "%s%s", lang == CB_ZH ? k->unit_zh : k->unit_en,
	            lang == CB_ZH ? "。" : ".");
}

static void
add_value_sentence(const struct cb_rule_kind *k, enum cb_lang lang, struct cb_str *out)
{
	cb_str_adds(out, lang == CB_ZH ? "值:" : "Value: ");
	cb_rule_describe_value(k, lang, out);
	cb_str_adds(out, lang == CB_ZH ? "。" : ".");
}

void
cb_rules_man(enum cb_lang lang, struct cb_str *out)
{
	static const struct phrase picks[] = {
		[CB_PICK_ONE] = { "One row applies.", "只适用一行。" },
		[CB_PICK_FIRST] = { "The row with the highest at_least reached applies.",
		                    "适用达到的 at_least 最高的一行。" },
		[CB_PICK_ALL] = { "All matching rows apply.", "符合的各行都适用。" },
	};
	struct cb_str text = { 0 };

	cb_str_adds(out, ".Bl -tag -width Ds\n");
	for (const struct cb_rule_kind *k = cb_rule_kinds; k->what != NULL; k++) {
		cb_str_addf(out, ".It Cm %s\n", k->what);
		cb_str_adds(&text, lang == CB_ZH ? k->zh : k->en);
		flush(&text, out);
		add_columns_sentence(k, lang, &text);
		flush(&text, out);
		if (k->unit_en != NULL) {
			add_bounds_sentence(k, lang, &text);
			flush(&text, out);
		}
		if (k->value != NULL) {
			add_value_sentence(k, lang, &text);
			flush(&text, out);
		}
		cb_str_adds(&text, say(&picks[k->pick], lang));
		flush(&text, out);
	}
	cb_str_adds(out, ".El\n");
	cb_str_release(&text);
}
