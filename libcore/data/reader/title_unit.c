/* Units that a title says: layout.h R1. */
#include <string.h>

#include <cb/data/layout.h>
#include <cb/value/unit.h>

static struct cb_text
behind(struct cb_text t, uint32_t at)
{
	return cb_text_trim(cb_text_from(t, at));
}

/* ---- is it a unit? ---- */

static bool
is_unit(struct cb_text word)
{
	int64_t scale;

	return cb_unit_read(word, NULL, &scale) != NULL;
}

/* 人民币(万元) is 万元. */
static bool
is_same(struct cb_text a, struct cb_text b)
{
	struct cb_unit_ratio ratio;

	return cb_text_equal(a, b) || (cb_unit_between(a, b, &ratio) && ratio.num == ratio.den);
}

/* A currency's name behind it, or 万 and one or two characters: nobody is called so. */
static bool
looks_like_unit(struct cb_text t)
{
	static const char *const ends[] = { "元", "币", "镑", "圆", "$" };

	for (size_t i = 0; i < CB_COUNT(ends); i++)
		if (cb_text_ends(t, ends[i]))
			return true;
	return (cb_text_starts(t, "万") || cb_text_starts(t, "亿")) && t.len <= 3 * 3;
}

/* The length of the mark between two units at p: 、 , ; / and 和, 0 = none. */
static uint32_t
mark_at(struct cb_text t, uint32_t at)
{
	struct cb_text rest = { t.p + at, t.len - at };

	if (cb_text_starts(rest, "、") || cb_text_starts(rest, "和") || cb_text_starts(rest, "及"))
		return 3;
	return strchr(",;/", *rest.p) != NULL;
}

/* ---- lists of them ---- */

typedef void take_unit(void *arg, struct cb_text word);

/* Are all words of 万元、人 units? Calls take, if it is one, for each word. */
static bool
each_unit(struct cb_text t, take_unit *take, void *arg)
{
	uint32_t from = 0;
	bool ok = t.len > 0;

	for (uint32_t at = 0; at <= t.len; at++) {
		uint32_t n = at < t.len ? mark_at(t, at) : 1;
		struct cb_text word = cb_text_trim((struct cb_text){ t.p + from, at - from });

		if (n == 0)
			continue;
		ok = ok && is_unit(word);
		if (take != NULL && word.len > 0)
			take(arg, word);
		from = at + n;
		at += n - 1;
	}
	return ok;
}

struct taking {
	struct cb_title *title;
	struct cb_title_unit unit; /* as far as it is the same for all words */
	struct cb_arena *arena;
};

static void
take(void *arg, struct cb_text word)
{
	struct taking *t = arg;
	struct cb_title *title = t->title;

	for (size_t i = 0; i < title->n_units; i++)
		if (is_same(title->units[i].word, word))
			return;
	if (title->n_units == CB_TITLE_UNITS || !(is_unit(word) || looks_like_unit(word)))
		return;
	t->unit.word = cb_arena_text(t->arena, word);
	t->unit.is_known = is_unit(word);
	title->units[title->n_units++] = t->unit;
}

/* ---- where they stand ---- */

/* Behind 单位: up to the bracket that closes, or the blank before which all are units: 万 元 is one. */
static struct cb_text
value_of(struct cb_text t)
{
	struct cb_text best = { t.p, 0 };

	for (uint32_t at = 0; at <= t.len; at++) {
		bool ends = at == t.len || strchr(")]} \t", t.p[at]) != NULL || cb_text_starts(behind(t, at), "】");
		struct cb_text now = { t.p, at };

		if (!ends)
			continue;
		if (at < t.len && t.p[at] == ')' && cb_text_find(now, "(") >= 0)
			now.len++; /* 人民币(万元) */
		if (best.len == 0 || each_unit(now, NULL, NULL))
			best = now;
		if (at == t.len || (t.p[at] != ' ' && t.p[at] != '\t'))
			break;
	}
	return best;
}

/* The colon behind 单位 (单 位), its offset, where it is the key of a unit and not the end of 填报单位; -1. */
static int
find_key(struct cb_text t)
{
	static const char *const kinds[] = { "计量", "金额", "货币", "面积", "数量", "统计", "(", "[", "【", "〔", ",", ";", "表" };

	for (uint32_t at = 0; at < t.len; at++) {
		struct cb_text rest = { t.p + at, t.len - at }, before = cb_text_trim((struct cb_text){ t.p, at });
		bool own = before.len < at || at == 0;

		if (!cb_text_starts(rest, "单"))
			continue;
		rest = behind(rest, 3);
		if (!cb_text_starts(rest, "位") || (rest = behind(rest, 3)).len == 0 || rest.p[0] != ':')
			continue;
		for (size_t i = 0; i < CB_COUNT(kinds); i++)
			own = own || cb_text_ends(before, kinds[i]);
		own = own || each_unit(value_of(behind(rest, 1)), NULL, NULL);
		if (own)
			return (int)(rest.p - t.p);
	}
	return -1;
}

/* What stands in brackets at the end of a title, or is all there is: (万元). */
static struct cb_text
bracketed(struct cb_text t)
{
	static const char *const pairs[][2] = { { "(", ")" }, { "[", "]" }, { "【", "】" }, { "〔", "〕" } };

	for (size_t i = 0; i < CB_COUNT(pairs); i++) {
		uint32_t inner = 0, left = t.len;

		while (cb_text_ends((struct cb_text){ t.p, left }, pairs[i][1])) /* doubled ones too */
			inner = left -= cb_text_of(pairs[i][1]).len;
		for (uint32_t at = inner; at-- > 0;)
			if (cb_text_starts((struct cb_text){ t.p + at, inner - at }, pairs[i][0]))
				return behind((struct cb_text){ t.p, inner }, at + cb_text_of(pairs[i][0]).len);
	}
	return (struct cb_text){ "", 0 };
}

void
cb_title_take_units(struct cb_title *title, struct cb_text cell, struct cb_where where, struct cb_arena *arena)
{
	struct taking taking = { .title = title, .unit = { .where = where, .is_keyed = true }, .arena = arena };
	struct cb_text alone = bracketed(cell);
	int colon = find_key(cell);

	for (; colon >= 0; colon = find_key(cell)) {
		cell = behind(cell, (uint32_t)colon + 1);
		each_unit(value_of(cell), take, &taking);
	}
	taking.unit.is_keyed = false;
	if (each_unit(alone, NULL, NULL))
		each_unit(alone, take, &taking);
}
