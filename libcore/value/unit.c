#include <cb/value/unit.h>

#include <string.h>

#include <cb/value/fold.h>

/* clang-format off */
#define THING(word)       { word, CB_COUNTED, 1, 1, NULL }
#define ALSO(word, usual) { word, CB_COUNTED, 1, 1, usual }

static const struct cb_unit units[] = {
	{ "元", CB_MONEY, 1, 1, NULL }, { "圆", CB_MONEY, 1, 1, "元" }, { "角", CB_MONEY, 1, 10, NULL },
	{ "平方公里", CB_AREA, 3000000, 1, "平方公里" }, { "平方千米", CB_AREA, 3000000, 1, "平方公里" },
	{ "km2", CB_AREA, 3000000, 1, "平方公里" },
	{ "公顷", CB_AREA, 30000, 1, NULL }, { "hm2", CB_AREA, 30000, 1, "公顷" }, { "ha", CB_AREA, 30000, 1, "公顷" },
	{ "亩", CB_AREA, 2000, 1, NULL },
	{ "平方米", CB_AREA, 3, 1, NULL }, { "平米", CB_AREA, 3, 1, "平方米" }, { "平方", CB_AREA, 3, 1, "平方米" },
	{ "m2", CB_AREA, 3, 1, "平方米" },
	{ "公里", CB_LENGTH, 1000, 1, NULL }, { "千米", CB_LENGTH, 1000, 1, "公里" }, { "km", CB_LENGTH, 1000, 1, "公里" },
	{ "里", CB_LENGTH, 500, 1, NULL },
	{ "米", CB_LENGTH, 1, 1, NULL }, { "m", CB_LENGTH, 1, 1, "米" },
	{ "厘米", CB_LENGTH, 1, 100, NULL }, { "公分", CB_LENGTH, 1, 100, "厘米" }, { "cm", CB_LENGTH, 1, 100, "厘米" },
	{ "毫米", CB_LENGTH, 1, 1000, NULL }, { "mm", CB_LENGTH, 1, 1000, "毫米" },
	{ "吨", CB_WEIGHT, 1000, 1, NULL }, { "t", CB_WEIGHT, 1000, 1, "吨" },
	{ "公斤", CB_WEIGHT, 1, 1, NULL }, { "千克", CB_WEIGHT, 1, 1, "公斤" }, { "kg", CB_WEIGHT, 1, 1, "公斤" },
	{ "斤", CB_WEIGHT, 1, 2, NULL }, { "市斤", CB_WEIGHT, 1, 2, "斤" },
	{ "克", CB_WEIGHT, 1, 1000, NULL }, { "g", CB_WEIGHT, 1, 1000, "克" },
	{ "小时", CB_TIME, 60, 1, NULL }, { "个小时", CB_TIME, 60, 1, "小时" }, { "时", CB_TIME, 60, 1, "小时" },
	{ "h", CB_TIME, 60, 1, "小时" }, { "钟头", CB_TIME, 60, 1, "小时" },
	{ "分钟", CB_TIME, 1, 1, NULL }, { "min", CB_TIME, 1, 1, "分钟" },
	{ "秒", CB_TIME, 1, 60, NULL },
	{ "%", CB_SHARE, 10, 1, NULL }, { "‰", CB_SHARE, 1, 1, NULL },
	{ "成", CB_SHARE, 100, 1, NULL },
	{ "美元", CB_CURRENCY, 1, 1, NULL }, { "美金", CB_CURRENCY, 1, 1, "美元" }, { "usd", CB_CURRENCY, 1, 1, "美元" },
	{ "us$", CB_CURRENCY, 1, 1, "美元" }, { "$", CB_CURRENCY, 1, 1, "美元" },
	{ "欧元", CB_CURRENCY, 1, 1, NULL }, { "eur", CB_CURRENCY, 1, 1, "欧元" }, { "€", CB_CURRENCY, 1, 1, "欧元" },
	{ "英镑", CB_CURRENCY, 1, 1, NULL }, { "gbp", CB_CURRENCY, 1, 1, "英镑" }, { "£", CB_CURRENCY, 1, 1, "英镑" },
	{ "港元", CB_CURRENCY, 1, 1, NULL }, { "港币", CB_CURRENCY, 1, 1, "港元" }, { "hkd", CB_CURRENCY, 1, 1, "港元" },
	{ "hk$", CB_CURRENCY, 1, 1, "港元" },
	{ "日元", CB_CURRENCY, 1, 1, NULL }, { "jpy", CB_CURRENCY, 1, 1, "日元" },
	{ "澳元", CB_CURRENCY, 1, 1, NULL }, { "加元", CB_CURRENCY, 1, 1, NULL }, { "韩元", CB_CURRENCY, 1, 1, NULL },
	{ "澳门元", CB_CURRENCY, 1, 1, NULL }, { "新台币", CB_CURRENCY, 1, 1, NULL }, { "台币", CB_CURRENCY, 1, 1, "新台币" },
	{ "卢布", CB_CURRENCY, 1, 1, NULL }, { "瑞士法郎", CB_CURRENCY, 1, 1, NULL }, { "外币", CB_CURRENCY, 1, 1, NULL },
	/* R5: of the words 分 the first is meant where nothing decides */
	THING("分"), { "分", CB_MONEY, 1, 100, NULL }, { "分", CB_TIME, 1, 1, "分钟" },
	THING("人"), ALSO("名", "人"), ALSO("位", "人"), ALSO("个人", "人"), THING("人次"), THING("户"),
	THING("户次"), THING("人天"), THING("人份"),
	THING("件"), THING("份"), THING("起"), THING("个"), THING("家"), THING("条"), THING("场"),
	ALSO("场次", "场"), THING("次"), THING("项"), THING("套"), THING("台"), THING("部"), THING("张"), THING("块"),
	THING("组"), THING("支"), THING("队"), THING("辆"), THING("本"), THING("册"), THING("幅"), THING("处"),
	THING("栋"), ALSO("幢", "栋"), THING("座"), THING("间"), THING("只"), THING("棵"), THING("株"), THING("盏"),
	THING("根"), THING("把"), THING("盆"), THING("篇"), THING("期"), THING("班"), THING("批"), THING("袋"),
	THING("箱"), THING("桶"), THING("单元"), THING("楼"), THING("岁"), ALSO("周岁", "岁"), THING("床"), THING("桌"),
	THING("对"), THING("双"), THING("瓶"), THING("盒"), THING("架"), THING("门"), THING("口"), THING("顶"),
	THING("面"), THING("样"), THING("种"), THING("类"), THING("所"), THING("片"), THING("艘"), THING("枚"),
	THING("粒"), THING("节"), THING("课时"), THING("学时"), THING("届"), THING("车"), THING("趟"), THING("卷"),
	THING("副"), THING("具"), THING("包"), THING("罐"), THING("提"), THING("筐"), THING("捆"), THING("封"),
	THING("页"), THING("扇"), THING("宗"), THING("桩"),
	THING("天"), THING("工作日"), ALSO("个工作日", "工作日"), THING("个月"),
	THING("立方米"), ALSO("m3", "立方米"), THING("升"), ALSO("公升", "升"), THING("毫升"),
	THING("千瓦时"), THING("吨标准煤"), ALSO("吨标煤", "吨标准煤"),
};
/* clang-format on */

/* A longer scale stands before the one it begins with. */
static const struct {
	const char *word;
	int64_t value;
} scales[] = {
	{ "亿", 100000000 },
	{ "千万", 10000000 },
	{ "百万", 1000000 },
	{ "十万", 100000 },
	{ "万", 10000 },
	{ "千", 1000 },
	{ "百", 100 },
};

static bool
is_usual(const struct cb_unit *unit, struct cb_text word)
{
	return cb_text_is(word, unit->same != NULL ? unit->same : unit->word);
}

bool
cb_unit_agrees(const struct cb_unit *a, const struct cb_unit *b)
{
	if (a->dimension == CB_COUNTED || a->dimension == CB_CURRENCY)
		return a->dimension == b->dimension && is_usual(a, cb_text_of(b->same != NULL ? b->same : b->word));
	return a->dimension == b->dimension;
}

/* The next of some words separated by blanks; false at their end. */
static bool
next_word(const char **words, struct cb_text *word)
{
	uint32_t n = (uint32_t)strcspn(*words, " ");

	*word = (struct cb_text){ *words, n };
	*words += n + ((*words)[n] == ' ');
	return n > 0;
}

/* The unit among the wanted ones in which `unit` can be told, NULL = none. */
static const struct cb_unit *
find_agreeing(const struct cb_unit *unit, const char *wanted)
{
	struct cb_text word;

	while (next_word(&wanted, &word)) {
		size_t i = 0;

		while (i < CB_COUNT(units) && !cb_text_is(word, units[i].word))
			i++;
		if (i < CB_COUNT(units) && cb_unit_agrees(unit, &units[i]))
			return &units[i];
	}
	return NULL;
}

/* R5 */
static const struct cb_unit *
find(struct cb_text word, const char *wanted)
{
	const struct cb_unit *first = NULL;
	char first_byte = word.len > 0 ? *word.p : '\0';

	for (size_t i = 0; i < CB_COUNT(units); i++) {
		if (*units[i].word != first_byte || !cb_text_is(word, units[i].word))
			continue;
		if (wanted != NULL && find_agreeing(&units[i], wanted) != NULL)
			return &units[i];
		first = first != NULL ? first : &units[i];
	}
	return first;
}

/* R4 */
static const struct cb_unit *
find_scaled(struct cb_text word, const char *wanted, int64_t *scale)
{
	const struct cb_unit *unit = find(word, wanted);

	*scale = unit != NULL;
	for (size_t i = 0; unit == NULL && i < CB_COUNT(scales); i++) {
		uint32_t n = (uint32_t)strlen(scales[i].word);
		struct cb_text rest = { word.p + n, word.len - n };

		if (!cb_text_starts(word, scales[i].word))
			continue;
		unit = find(rest, wanted);
		*scale = unit != NULL || rest.len == 0 ? scales[i].value : 0;
		break;
	}
	return unit;
}

/* What stands between the name of a currency and its unit: 人民币:元, 人民币(万元), 元/人民币. */
static struct cb_text
between(struct cb_text t)
{
	while (t.len > 0 && strchr(":/,()", *t.p) != NULL)
		t = (struct cb_text){ t.p + 1, t.len - 1 };
	while (t.len > 0 && strchr(":/,()", t.p[t.len - 1]) != NULL)
		t.len--;
	return t;
}

/* R3: takes the words for our own currency off both ends. */
static bool
take_yuan_words(struct cb_text *t)
{
	static const char *const words[] = { "人民币", "rmb", "cny", "¥" };
	bool taken = false;

	for (size_t i = 0; i < CB_COUNT(words); i++) {
		taken = cb_fold_take(t, words[i]) || taken;
		if (cb_text_ends(*t, words[i])) {
			t->len -= (uint32_t)strlen(words[i]);
			taken = true;
		}
	}
	if (taken)
		*t = between(*t);
	return taken;
}

static bool
fold(struct cb_text word, struct cb_folded *out)
{
	uint32_t kept = 0;

	if (!cb_fold(word, out))
		return false;
	for (uint32_t i = 0; i < out->text.len; i++) {
		char c = out->bytes[i];

		if (c != ' ')
			out->bytes[kept++] = cb_lower(c);
	}
	out->bytes[kept] = '\0';
	out->text.len = kept;
	return true;
}

const struct cb_unit *
cb_unit_read(struct cb_text word, const char *wanted, int64_t *scale)
{
	struct cb_folded folded;
	const struct cb_unit *unit;
	struct cb_text t;
	bool is_yuan;

	*scale = 0;
	if (!fold(word, &folded))
		return NULL;
	t = folded.text;
	is_yuan = take_yuan_words(&t);
	if (is_yuan && t.len == 0)
		t = CB_LIT("元");
	unit = find_scaled(t, wanted, scale);
	if (is_yuan && unit == NULL && *scale != 0)
		unit = find(CB_LIT("元"), NULL);
	if (is_yuan && (unit == NULL || unit->dimension != CB_MONEY)) {
		*scale = 0;
		return NULL;
	}
	return unit;
}

bool
cb_unit_is_sign(struct cb_text word)
{
	struct cb_folded folded;

	return fold(word, &folded) && folded.text.len > 0 && take_yuan_words(&folded.text) && folded.text.len == 0;
}

static int64_t
common_divisor(int64_t a, int64_t b)
{
	while (b != 0) {
		int64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

static enum cb_unit_fit
fits(int64_t num, int64_t den, struct cb_unit_ratio *ratio)
{
	int64_t d = common_divisor(num, den);

	*ratio = (struct cb_unit_ratio){ num / d, den / d };
	return CB_UNIT_FITS;
}

bool
cb_unit_is_word(struct cb_text word)
{
	int64_t scale;

	cb_unit_read(word, NULL, &scale);
	return scale != 0;
}

enum cb_unit_fit
cb_unit_fit(struct cb_text word, const char *wanted, struct cb_unit_ratio *ratio)
{
	int64_t scale;
	const struct cb_unit *unit = cb_unit_read(word, wanted, &scale), *own;

	*ratio = (struct cb_unit_ratio){ 1, 1 };
	if (unit == NULL)
		return scale != 0 ? fits(scale, 1, ratio) : CB_UNIT_IS_UNKNOWN;
	if (wanted == NULL)
		own = unit;
	else if (strcmp(wanted, CB_UNIT_OF_THINGS) == 0)
		own = unit->dimension != CB_MONEY && unit->dimension != CB_CURRENCY ? unit : NULL;
	else
		own = find_agreeing(unit, wanted);
	if (own == NULL)
		return CB_UNIT_IS_OTHER;
	if (unit->dimension == CB_SHARE)
		return fits(unit->factor * scale, 1000, ratio);
	return fits(scale * unit->factor * own->divisor, unit->divisor * own->factor, ratio);
}

bool
cb_unit_between(struct cb_text from, struct cb_text to, struct cb_unit_ratio *ratio)
{
	int64_t scale_from, scale_to;
	const struct cb_unit *b = cb_unit_read(to, NULL, &scale_to);
	const struct cb_unit *a = cb_unit_read(from, b != NULL ? b->word : NULL, &scale_from);

	*ratio = (struct cb_unit_ratio){ 1, 1 };
	if (a == NULL || b == NULL || !cb_unit_agrees(a, b))
		return false;
	if (a->factor == b->factor && a->divisor == b->divisor)
		return fits(scale_from, scale_to, ratio) == CB_UNIT_FITS;
	return fits(scale_from * a->factor * b->divisor, scale_to * a->divisor * b->factor, ratio) == CB_UNIT_FITS;
}

struct cb_text
cb_unit_usual(struct cb_text word)
{
	int64_t scale;
	const struct cb_unit *unit = cb_unit_read(word, NULL, &scale);

	if (unit == NULL)
		return (struct cb_text){ "", 0 };
	return cb_text_of(unit->same != NULL ? unit->same : unit->word);
}

const struct cb_unit *
cb_unit_at_end(struct cb_text t)
{
	const struct cb_unit *best = NULL;

	for (size_t i = 0; i < CB_COUNT(units); i++)
		if (cb_text_ends(t, units[i].word) && (best == NULL || strlen(units[i].word) > strlen(best->word)))
			best = &units[i];
	return best;
}

bool
cb_unit_take(struct cb_text *t, struct cb_text *word)
{
	size_t best = 0;

	for (size_t i = 0; i < CB_COUNT(units); i++)
		if (strlen(units[i].word) > best && cb_text_starts(*t, units[i].word))
			best = strlen(units[i].word);
	if (best == 0)
		return false;
	*word = (struct cb_text){ t->p, (uint32_t)best };
	t->p += best;
	t->len -= (uint32_t)best;
	return true;
}

unsigned
cb_unit_number(const struct cb_unit *unit)
{
	_Static_assert(CB_COUNT(units) <= 250, "the number is kept in a byte");
	return (unsigned)(unit - units) + 1;
}

const struct cb_unit *
cb_unit_numbered(unsigned number)
{
	return number > 0 && number <= CB_COUNT(units) ? &units[number - 1] : NULL;
}
