#include <cb/base/utf8.h>
#include <cb/value/wording.h>

#include <string.h>

/* Chinese characters and signs are as wide as two letters. */
static bool
is_chinese(struct cb_text text, uint32_t at)
{
	int32_t cp;

	if (at >= text.len || (text.p[at] & 0x80) == 0)
		return false;
	cb_utf8_decode(text.p + at, text.len - at, &cp);
	return cp >= 0x2e80 && cp <= 0xffef;
}

static bool
is_chinese_before(struct cb_text text, uint32_t at)
{
	if (at == 0)
		return false;
	for (at--; at > 0 && ((unsigned char)text.p[at] & 0xc0) == 0x80;)
		at--;
	return is_chinese(text, at);
}

static bool
is_beside(struct cb_text text, uint32_t at)
{
	return is_chinese_before(text, at) || is_chinese(text, at + 1);
}

/* The bracket that belongs to the one there; text.len = none. */
static uint32_t
partner(struct cb_text text, uint32_t at)
{
	bool opens = text.p[at] == '(';
	int depth = 0;

	for (uint32_t i = at; i < text.len; i = opens ? i + 1 : i - 1) { /* below 0 is above len */
		depth += text.p[i] == '(';
		depth -= text.p[i] == ')';
		if (depth == 0)
			return i;
	}
	return text.len;
}

static bool
is_wide(struct cb_text text, uint32_t at)
{
	uint32_t other = text.p[at] == '(' || text.p[at] == ')' ? partner(text, at) : at;

	return other < text.len && (is_beside(text, at) || is_beside(text, other));
}

void
cb_words_punctuate(struct cb_text text, struct cb_str *out)
{
	static const char narrow[] = ";:,()";
	static const char *const wide[] = { "；", "：", "，", "（", "）" };

	for (uint32_t i = 0; i < text.len; i++) {
		const char *is = text.p[i] != '\0' ? strchr(narrow, text.p[i]) : NULL;

		if (is == NULL || !is_wide(text, i)) {
			cb_str_addc(out, text.p[i]);
			continue;
		}
		cb_str_adds(out, wide[is - narrow]);
		i += i + 1 < text.len && text.p[i + 1] == ' ';
	}
}
