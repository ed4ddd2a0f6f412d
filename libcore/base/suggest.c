#include <cb/base/suggest.h>
#include <cb/base/utf8.h>

#include <string.h>

static unsigned
count_chars(struct cb_text t)
{
	unsigned n = 0;
	int32_t cp;

	for (uint32_t at = 0; at < t.len; n++)
		at += (uint32_t)cb_utf8_decode(t.p + at, t.len - at, &cp);
	return n;
}

/* In UTF-8 a whole character never matches in the middle of another: bytes will do. */
static bool
contains(struct cb_text t, struct cb_text part)
{
	for (uint32_t at = 0; part.len <= t.len - at; at++)
		if (memcmp(t.p + at, part.p, part.len) == 0)
			return true;
	return false;
}

/* The rank of a candidate by R1 and R2, from 1 on; 0 when it is not near. */
static unsigned
rank_of(struct cb_text word, struct cb_text candidate)
{
	unsigned n = count_chars(word), m = count_chars(candidate);
	unsigned shorter = n < m ? n : m, longer = n < m ? m : n;
	unsigned limit = n / 3 + 1, distance;

	if (shorter == 0)
		return 0;
	distance = cb_utf8_distance(word, candidate, limit);
	if (distance <= limit && distance < longer)
		return distance + 1;
	if (shorter >= 2 && (n < m ? contains(candidate, word) : contains(word, candidate)))
		return limit + longer - shorter + 1;
	return 0;
}

void
cb_nearest_try(struct cb_nearest *best, struct cb_text word, struct cb_text candidate)
{
	unsigned rank = rank_of(word, candidate);

	if (rank == 0 || (best->distance && rank > best->distance))
		return;
	if (rank == best->distance && cb_text_compare(candidate, best->text) >= 0)
		return;
	best->text = candidate;
	best->distance = rank;
}

void
cb_suggest(enum cb_lang lang, struct cb_text nearest, struct cb_str *out)
{
	if (nearest.len == 0)
		return;
	cb_str_adds(out, lang == CB_ZH ? ";是不是“" : "; did you mean “");
	cb_str_addt(out, nearest);
	cb_str_adds(out, "”?");
}
