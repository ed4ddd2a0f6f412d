/* Who has filled in a sheet, as its title says: layout.h R2. */
#include <string.h>

#include <cb/base/utf8.h>
#include <cb/data/layout.h>

/* Moves past the word, whatever blanks stand within it. */
static bool
take_word(struct cb_text *t, const char *word)
{
	struct cb_text rest = *t;

	for (; *word != '\0'; word++) {
		if (((unsigned char)*word & 0xc0) != 0x80)
			rest = cb_text_trim(rest);
		if (rest.len == 0 || rest.p[0] != *word)
			return false;
		rest.p++;
		rest.len--;
	}
	*t = rest;
	return true;
}

/* (盖章), (公章), (签章), and brackets with nothing in them. */
static bool
take_seal(struct cb_text *t)
{
	static const char *const seals[] = { "", "公章", "盖章", "加盖公章", "盖公章", "签章", "印章", "章", "签字", "签名",
		                             "签字盖章", "签字、盖章", "盖章签字", "全称" };
	static const char *const pairs[][2] = { { "(", ")" }, { "[", "]" }, { "【", "】" }, { "〔", "〕" } };

	for (size_t i = 0; i < CB_COUNT(pairs) * CB_COUNT(seals); i++) {
		const char *const *pair = pairs[i / CB_COUNT(seals)], *seal = seals[i % CB_COUNT(seals)];
		struct cb_text rest = cb_text_trim(*t);

		if (take_word(&rest, pair[0]) && take_word(&rest, seal) && take_word(&rest, pair[1])) {
			*t = cb_text_trim(rest);
			return true;
		}
	}
	return false;
}

/* ---- keys ---- */

/* 填报单位 and the like at the start; what follows a colon, or a blank, or nothing. */
static bool
take_key(struct cb_text *t)
{
	static const char *const verbs[] = { "填报", "填表", "上报", "报送", "呈报", "申报", "被考核", "被考评" };
	static const char *const whole[] = { "社区名称", "社区" };
	struct cb_text rest = *t;
	bool is_verb = false, found;

	for (size_t i = 0; i < CB_COUNT(verbs) && !is_verb; i++)
		is_verb = take_word(&rest, verbs[i]);
	found = is_verb && (take_word(&rest, "单位名称") || take_word(&rest, "单位") || take_word(&rest, "社区"));
	for (size_t i = 0; i < CB_COUNT(whole) && !found && !is_verb; i++)
		found = take_word(&rest, whole[i]);
	if (!found)
		return false;
	while (take_seal(&rest))
		;
	if (!take_word(&rest, ":") && (!is_verb || (rest.len > 0 && *rest.p != ' ')))
		return false;
	*t = cb_text_trim(rest);
	return true;
}

/* Where the key begins of whatever follows the name. */
static uint32_t
next_key(struct cb_text t)
{
	static const char *const keys[] = { "填报", "填表", "报送", "上报", "制表", "联系", "负责", "审核", "电话", "日期",
		                            "时间", "单位:", "经办", "考核" };

	for (uint32_t at = 0; at < t.len; at++)
		for (size_t i = 0; i < CB_COUNT(keys); i++)
			if (cb_text_starts(cb_text_from(t, at), keys[i]))
				return at;
	return t.len;
}

/* ---- names ---- */

static bool
is_one_character(struct cb_text t)
{
	return t.len > 0 && (t.p[0] & 0x80) != 0 && cb_utf8_sequence(t.p, t.len) == (int)t.len;
}

/* Does the piece go on with the name before it? 河 东 社 区, 河东 社区, 河东社区 (公章). */
static bool
goes_on(struct cb_text last, struct cb_text piece)
{
	return (is_one_character(last) && is_one_character(piece)) || cb_text_starts(piece, "社区") ||
	       cb_text_starts(piece, "居委会");
}

/* Up to the first blank behind which something else stands. */
static void
add_name(struct cb_text t, struct cb_str *out)
{
	struct cb_text last = { "", 0 };

	while (t.len > 0) {
		uint32_t n = 0;
		struct cb_text piece;

		while (n < t.len && strchr(" \t\n\r;,", t.p[n]) == NULL)
			n++;
		piece = (struct cb_text){ t.p, n };
		if (out->len > 0 && !goes_on(last, piece))
			return;
		cb_str_addt(out, piece);
		last = piece;
		t = cb_text_trim(cb_text_from(t, n));
		if (t.len > 0 && (*t.p == ';' || *t.p == ','))
			return;
	}
}

/* Rules to write on, ____, are blanks. */
static void
add_unruled(struct cb_text t, struct cb_str *out)
{
	for (uint32_t i = 0; i < t.len; i++) {
		if (t.p[i] == '_')
			cb_str_addc(out, ' ');
		else if (i + 3 <= t.len && (memcmp(t.p + i, "＿", 3) == 0 || memcmp(t.p + i, "—", 3) == 0))
			i += 2;
		else
			cb_str_addc(out, t.p[i]);
	}
}

static void
add_without_seals(struct cb_text t, struct cb_str *out)
{
	t = cb_text_trim(t);
	while (take_seal(&t))
		;
	while (t.len > 0) {
		if (take_seal(&t)) {
			cb_str_addc(out, ' ');
			continue;
		}
		cb_str_addc(out, *t.p);
		t = cb_text_from(t, 1);
	}
}

bool
cb_title_sender(struct cb_text cell, struct cb_str *name)
{
	struct cb_str unruled = { 0 }, sealed = { 0 };
	struct cb_text t;
	bool found = false;

	for (uint32_t at = 0; at < cell.len && !found; at++) {
		t = cb_text_from(cell, at);
		found = (at == 0 || strchr(" \t(;,", cell.p[at - 1]) != NULL) && take_key(&t);
	}
	if (!found)
		return false;
	add_unruled((struct cb_text){ t.p, next_key(t) }, &unruled);
	add_without_seals(cb_str_text(&unruled), &sealed);
	add_name(cb_text_trim(cb_str_text(&sealed)), name);
	cb_str_release(&unruled);
	cb_str_release(&sealed);
	return true;
}
