#include <cb/rule/forbidden.h>

#include <string.h>

#include <cb/rule/types.h>
#include <cb/value/fold.h>

enum { PIECE_BYTES = 48 }; /* texts are folded in pieces: the whole may be longer than a fold holds */

/* R1; what cannot be folded stays as it is. */
static void
fold_text(struct cb_text t, struct cb_str *out)
{
	struct cb_folded folded;

	while (t.len > 0) {
		uint32_t n = t.len < PIECE_BYTES ? t.len : PIECE_BYTES, blank;
		struct cb_text piece;

		while (n < t.len && n > 0 && (t.p[n] & 0xc0) == 0x80)
			n--; /* not inside a character */
		n = n == 0 ? t.len : n;
		piece = (struct cb_text){ t.p, n };
		piece = cb_fold(piece, &folded) ? folded.text : piece;
		for (uint32_t i = 0; i<piece.len; i += blank> 0 ? blank : 1) {
			blank = cb_fold_blank(piece.p + i, piece.len - i);
			if (blank == 0)
				cb_str_addc(out, piece.p[i]);
		}
		t.p += n;
		t.len -= n;
	}
}

/* R2: each place of the word becomes blanks, which no word holds. */
static void
take_out(struct cb_str *text, const char *word)
{
	size_t len = strlen(word);
	char *at = text->p;

	while (len > 0 && at != NULL && (at = strstr(at, word)) != NULL) {
		memset(at, ' ', len);
		at += len;
	}
}

static void
take_allowed_out(const struct cb_rules *rules, struct cb_str *text, const char *scope, int32_t day)
{
	size_t longest = SIZE_MAX, next;

	do {
		const struct cb_rule *rule;
		size_t at = 0;

		next = 0;
		while ((rule = cb_rules_all(rules, "fund.allow", scope, day, &at)) != NULL) {
			struct cb_str word = { 0 };

			fold_text(cb_text_of(rule->key), &word);
			if (rule->value.n != 0 && word.len == longest)
				take_out(text, cb_str_c(&word));
			else if (word.len < longest && word.len > next)
				next = word.len;
			cb_str_release(&word);
		}
		longest = next;
	} while (next > 0);
}

static const struct cb_rule *
find_denied(const struct cb_rules *rules, const struct cb_str *text, const char *scope, int32_t day)
{
	const struct cb_rule *rule, *found = NULL;
	size_t at = 0;

	while (text->len > 0 && found == NULL && (rule = cb_rules_all(rules, "fund.deny", scope, day, &at)) != NULL) {
		struct cb_str word = { 0 };

		fold_text(cb_text_of(rule->key), &word);
		if (rule->value.n != CB_BAN_OFF && strstr(text->p, cb_str_c(&word)) != NULL)
			found = rule;
		cb_str_release(&word);
	}
	return found;
}

const struct cb_rule *
cb_forbidden(const struct cb_rules *rules, struct cb_text t, const char *scope, int32_t day)
{
	struct cb_str text = { 0 };
	const struct cb_rule *found;

	fold_text(t, &text);
	found = find_denied(rules, &text, scope, day);
	if (found != NULL) { /* seldom: what is allowed is taken out only now */
		take_allowed_out(rules, &text, scope, day);
		found = find_denied(rules, &text, scope, day);
	}
	cb_str_release(&text);
	return found;
}
