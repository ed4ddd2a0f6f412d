#include <cb/rule/forbidden.h>

#include <stdlib.h>
#include <string.h>

#include <cb/rule/types.h>
#include <cb/value/fold.h>

enum { PIECE_BYTES = 48 }; /* texts are folded in pieces of this size, since a fold holds no more */

/* R1. What cannot be folded stays as it is. */
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
		t = cb_text_from(t, n);
	}
}

/* The word of a rule by R1, which is kept: folding it each time would cost more than the search. */
static const char *
folded_word(struct cb_forbidden *forbidden, const struct cb_rule *rule)
{
	struct cb_text word = cb_text_of(rule->key);
	struct cb_str folded = { 0 };

	if (cb_dict_get(&forbidden->known, word) == 0) {
		fold_text(word, &folded);
		*cb_push(forbidden->words, forbidden->n, forbidden->cap) =
			cb_arena_copy(&forbidden->known.keys, cb_str_c(&folded), folded.len);
		cb_dict_put(&forbidden->known, word, (uint32_t)forbidden->n);
		cb_str_release(&folded);
	}
	return forbidden->words[cb_dict_get(&forbidden->known, word) - 1];
}

/* R2: overwrites the word wherever it stands with blanks, which no word holds. */
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
take_allowed_out(struct cb_forbidden *forbidden, struct cb_str *text, const char *scope, int32_t day)
{
	size_t longest = SIZE_MAX, next;

	do {
		const struct cb_rule *rule;
		size_t at = 0;

		next = 0;
		while ((rule = cb_rules_all(forbidden->rules, "fund.allow", scope, day, &at)) != NULL) {
			const char *word = folded_word(forbidden, rule);
			size_t len = strlen(word);

			if (rule->value.n != 0 && len == longest)
				take_out(text, word);
			else if (len < longest && len > next)
				next = len;
		}
		longest = next;
	} while (next > 0);
}

static const struct cb_rule *
find_denied(struct cb_forbidden *forbidden, const struct cb_str *text, const char *scope, int32_t day)
{
	const struct cb_rule *rule;
	size_t at = 0;

	while (text->len > 0 && (rule = cb_rules_all(forbidden->rules, "fund.deny", scope, day, &at)) != NULL)
		if (rule->value.n != CB_BAN_OFF && strstr(text->p, folded_word(forbidden, rule)) != NULL)
			return rule;
	return NULL;
}

bool
cb_forbidden_is_in(struct cb_forbidden *forbidden, struct cb_text t, int32_t day)
{
	struct cb_str text = { 0 };
	bool is_in;

	fold_text(t, &text);
	is_in = find_denied(forbidden, &text, NULL, day) != NULL;
	cb_str_release(&text);
	return is_in;
}

const struct cb_rule *
cb_forbidden_find(struct cb_forbidden *forbidden, struct cb_text t, const char *scope, int32_t day)
{
	struct cb_str text = { 0 };
	const struct cb_rule *found;

	fold_text(t, &text);
	take_allowed_out(forbidden, &text, scope, day);
	found = find_denied(forbidden, &text, scope, day);
	cb_str_release(&text);
	return found;
}

void
cb_forbidden_release(struct cb_forbidden *forbidden)
{
	free(forbidden->words);
	cb_dict_release(&forbidden->known);
	*forbidden = (struct cb_forbidden){ 0 };
}
