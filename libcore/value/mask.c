#include <cb/value/mask.h>

#include <cb/base/mem.h>
#include <cb/base/utf8.h>
#include <cb/value/fold.h>
#include <cb/value/identity.h>

#include <string.h>

static const char compound_names[] =
	"欧阳 司马 上官 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 司空 端木 南宫 轩辕 独孤 百里 东郭 呼延 闻人 澹台 "
	"公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 赫连 拓跋 万俟 第五 西门 南门 太史 公羊 公西 颛孙 壤驷 漆雕 乐正 "
	"宰父 谷梁 夹谷 段干 巫马 左丘 梁丘 东门 微生 羊舌 亓官 司寇 子车 哥舒 欧陽 諸葛 東方 司馬 長孫 慕容";

static const char *const stars = "****";
enum { PHONE_DIGITS = 11 };

static uint32_t
character(struct cb_text t)
{
	int32_t cp;

	return (uint32_t)cb_utf8_decode(t.p, t.len, &cp);
}

/* What is refused by its type is masked too, in messages: only plain characters may be kept. */
static bool
made_of(struct cb_text t, const char *characters)
{
	for (uint32_t i = 0; i < t.len; i++)
		if (t.p[i] == '\0' || strchr(characters, t.p[i]) == NULL)
			return false;
	return true;
}

bool
cb_mask_is_surname(struct cb_text t)
{
	return cb_fold_is(t, compound_names);
}

static void
mask_name(struct cb_text t, struct cb_str *out)
{
	struct cb_text rest = t;

	if (t.len == 0)
		return;
	if (!cb_fold_take(&rest, compound_names) || rest.len == 0) {
		rest = t;
		rest = cb_text_from(rest, character(t));
	}
	if (rest.len == 0)
		rest = t;
	cb_str_add(out, t.p, t.len - rest.len);
	while (rest.len > 0) {
		uint32_t len = character(rest);

		cb_str_addc(out, '*');
		rest = cb_text_from(rest, len);
	}
}

static void
mask_phone(struct cb_text t, struct cb_str *out)
{
	bool plain = made_of(t, "0123456789-*");

	if (plain && t.len == 11 && *t.p == '1')
		cb_str_add(out, t.p, 3);
	cb_str_adds(out, t.len > 0 ? stars : "");
	if (plain && t.len > 6)
		cb_str_add(out, t.p + t.len - 4, 4);
}

static void
mask_id(struct cb_text t, enum cb_mask mode, struct cb_str *out)
{
	if (mode == CB_MASK_CUSTOMARY && t.len == 18 && made_of(t, "0123456789X*")) {
		cb_str_add(out, t.p, 6);
		cb_str_adds(out, "********");
		cb_str_add(out, t.p + 14, 4);
	} else {
		cb_str_adds(out, t.len > 0 ? stars : "");
	}
}

static void
mask_one(const struct cb_type *type, struct cb_text t, enum cb_mask mode, struct cb_str *out)
{
	if (type == &cb_type_name || type == &cb_type_ref || type == &cb_type_text)
		mask_name(t, out);
	else if (type == &cb_type_phone)
		mask_phone(t, out);
	else if (type == &cb_type_id)
		mask_id(t, mode, out);
	else
		cb_str_adds(out, t.len > 0 ? stars : "");
}

void
cb_mask_value(const struct cb_type *type, struct cb_text t, enum cb_mask mode, struct cb_str *out)
{
	int at;

	/* several in one cell: each by itself */
	while ((type == &cb_type_name || type == &cb_type_phone) && (at = cb_text_find(t, ";")) >= 0) {
		mask_one(type, (struct cb_text){ t.p, (uint32_t)at }, mode, out);
		cb_str_addc(out, ';');
		t = cb_text_from(t, at + 1);
	}
	mask_one(type, t, mode, out);
}

/* Is one of the numbers in the cell a mobile one? */
static bool
has_mobile(struct cb_text t)
{
	while (t.len >= PHONE_DIGITS) {
		int end = cb_text_find(t, ";");
		uint32_t len = end < 0 ? t.len : (uint32_t)end;

		if (len == PHONE_DIGITS && t.p[0] == '1' && t.p[1] >= '3')
			return true;
		t = cb_text_from(t, len + (end >= 0));
	}
	return false;
}

const struct cb_type *
cb_mask_looks_like(struct cb_text text)
{
	struct cb_arena arena = { 0 };
	struct cb_parse_env env = { .arena = &arena };
	struct cb_cell cell = { 0 };
	const struct cb_type *type = NULL;
	char id[19];

	if (text.len < PHONE_DIGITS)
		return NULL;
	if (cb_identity_parse_id(text, id, NULL) == CB_FINE)
		type = &cb_type_id;
	else if (cb_type_phone.parse(NULL, text, &env, &cell) == CB_FINE && has_mobile(cell.text))
		type = &cb_type_phone;
	cb_arena_release(&arena);
	return type;
}

void
cb_mask_unknown(struct cb_text t, bool is_beside_private, struct cb_str *out)
{
	const struct cb_type *type = cb_mask_looks_like(t);

	if (type == NULL && !is_beside_private)
		cb_str_addt(out, t);
	else
		cb_mask_value(type != NULL ? type : &cb_type_name, t, CB_MASK_FULL, out);
}

bool
cb_mask_is_masked(struct cb_text t)
{
	return cb_text_find(t, "*") >= 0 || cb_text_find(t, "＊") >= 0;
}
