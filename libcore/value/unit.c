#include <cb/value/unit.h>

#include <string.h>

enum { CELL = CB_UNIT_IN_CELL,
       REGISTER = CB_UNIT_OF_REGISTER,
       TABLE = CB_UNIT_OF_TABLE };

/* clang-format off */
static const struct cb_unit units[] = {
	{ "元人民币", CB_MONEY, TABLE | REGISTER, 1 },
	{ "元", CB_MONEY, TABLE | REGISTER, 1 },
	{ "平方公里", CB_AREA, CELL | TABLE, 3000000 },
	{ "平方千米", CB_AREA, TABLE, 3000000 },
	{ "km2", CB_AREA, CELL | TABLE, 3000000 },
	{ "公顷", CB_AREA, CELL | TABLE, 30000 },
	{ "hm2", CB_AREA, TABLE, 30000 },
	{ "ha", CB_AREA, TABLE, 30000 },
	{ "亩", CB_AREA, CELL | TABLE, 2000 },
	{ "平方米", CB_AREA, CELL | TABLE, 3 },
	{ "平米", CB_AREA, CELL | TABLE, 3 },
	{ "平方", CB_AREA, CELL | TABLE, 3 },
	{ "m2", CB_AREA, CELL | TABLE, 3 },
	{ "%", CB_SHARE, TABLE, 10 },
	{ "‰", CB_SHARE, TABLE, 1 },
	{ "公斤", CB_COUNTED, CELL | TABLE, 1 },
	{ "千克", CB_COUNTED, CELL | TABLE, 1 },
	{ "kg", CB_COUNTED, CELL | TABLE, 1 },
	{ "吨标准煤", CB_COUNTED, TABLE, 1 },
	{ "吨标煤", CB_COUNTED, TABLE, 1 },
	{ "吨", CB_COUNTED, CELL | TABLE, 1 },
	{ "千瓦时", CB_COUNTED, TABLE, 1 },
	{ "公里", CB_COUNTED, CELL | TABLE, 1 },
	{ "km", CB_COUNTED, CELL | TABLE, 1 },
	{ "米", CB_COUNTED, CELL | TABLE, 1 },
	{ "人次", CB_COUNTED, CELL | TABLE | REGISTER, 1 },
	{ "人", CB_COUNTED, CELL | TABLE | REGISTER, 1 },
	{ "户", CB_COUNTED, CELL | TABLE | REGISTER, 1 },
	{ "件", CB_COUNTED, CELL | TABLE | REGISTER, 1 },
	{ "份", CB_COUNTED, CELL | TABLE | REGISTER, 1 },
	{ "起", CB_COUNTED, CELL | TABLE, 1 },
	{ "个", CB_COUNTED, CELL | TABLE, 1 },
	{ "家", CB_COUNTED, CELL | TABLE, 1 },
	{ "天", CB_COUNTED, CELL | TABLE, 1 },
	{ "小时", CB_COUNTED, CELL | TABLE, 1 },
	{ "分", CB_COUNTED, CELL | TABLE, 1 },
	{ "名", CB_COUNTED, CELL, 1 }, { "位", CB_COUNTED, CELL, 1 }, { "条", CB_COUNTED, CELL, 1 },
	{ "场", CB_COUNTED, CELL, 1 }, { "场次", CB_COUNTED, CELL, 1 }, { "次", CB_COUNTED, CELL, 1 },
	{ "项", CB_COUNTED, CELL, 1 }, { "套", CB_COUNTED, CELL, 1 }, { "台", CB_COUNTED, CELL, 1 },
	{ "部", CB_COUNTED, CELL, 1 }, { "张", CB_COUNTED, CELL, 1 }, { "块", CB_COUNTED, CELL, 1 },
	{ "组", CB_COUNTED, CELL, 1 }, { "支", CB_COUNTED, CELL, 1 }, { "队", CB_COUNTED, CELL, 1 },
	{ "辆", CB_COUNTED, CELL, 1 }, { "本", CB_COUNTED, CELL, 1 }, { "册", CB_COUNTED, CELL, 1 },
	{ "幅", CB_COUNTED, CELL, 1 }, { "处", CB_COUNTED, CELL, 1 }, { "栋", CB_COUNTED, CELL, 1 },
	{ "幢", CB_COUNTED, CELL, 1 }, { "座", CB_COUNTED, CELL, 1 }, { "间", CB_COUNTED, CELL, 1 },
	{ "只", CB_COUNTED, CELL, 1 }, { "棵", CB_COUNTED, CELL, 1 }, { "株", CB_COUNTED, CELL, 1 },
	{ "盏", CB_COUNTED, CELL, 1 }, { "根", CB_COUNTED, CELL, 1 }, { "把", CB_COUNTED, CELL, 1 },
	{ "盆", CB_COUNTED, CELL, 1 }, { "篇", CB_COUNTED, CELL, 1 }, { "期", CB_COUNTED, CELL, 1 },
	{ "班", CB_COUNTED, CELL, 1 }, { "批", CB_COUNTED, CELL, 1 }, { "袋", CB_COUNTED, CELL, 1 },
	{ "箱", CB_COUNTED, CELL, 1 }, { "桶", CB_COUNTED, CELL, 1 }, { "单元", CB_COUNTED, CELL, 1 },
	{ "楼", CB_COUNTED, CELL, 1 }, { "岁", CB_COUNTED, CELL, 1 }, { "床", CB_COUNTED, CELL, 1 },
	{ "桌", CB_COUNTED, CELL, 1 }, { "对", CB_COUNTED, CELL, 1 }, { "双", CB_COUNTED, CELL, 1 },
	{ "瓶", CB_COUNTED, CELL, 1 }, { "盒", CB_COUNTED, CELL, 1 }, { "m", CB_COUNTED, CELL, 1 },
	{ "架", CB_COUNTED, CELL, 1 }, { "门", CB_COUNTED, CELL, 1 }, { "口", CB_COUNTED, CELL, 1 },
	{ "顶", CB_COUNTED, CELL, 1 }, { "面", CB_COUNTED, CELL, 1 }, { "样", CB_COUNTED, CELL, 1 },
	{ "种", CB_COUNTED, CELL, 1 }, { "类", CB_COUNTED, CELL, 1 }, { "所", CB_COUNTED, CELL, 1 },
	{ "片", CB_COUNTED, CELL, 1 }, { "艘", CB_COUNTED, CELL, 1 }, { "枚", CB_COUNTED, CELL, 1 },
	{ "粒", CB_COUNTED, CELL, 1 }, { "节", CB_COUNTED, CELL, 1 }, { "课时", CB_COUNTED, CELL, 1 },
	{ "届", CB_COUNTED, CELL, 1 }, { "车", CB_COUNTED, CELL, 1 }, { "趟", CB_COUNTED, CELL, 1 },
};
/* clang-format on */

/* A longer scale stands before the one it begins with. */
static const struct {
	const char *word;
	unsigned uses;
	int64_t value;
} scales[] = {
	{ "亿", REGISTER | TABLE, 100000000 },
	{ "千万", REGISTER | TABLE, 10000000 },
	{ "百万", REGISTER | TABLE, 1000000 },
	{ "十万", TABLE, 100000 },
	{ "万", REGISTER | TABLE, 10000 },
	{ "千", REGISTER | TABLE, 1000 },
	{ "百", REGISTER | TABLE, 100 },
};

const struct cb_unit *
cb_unit_find(struct cb_text word, enum cb_unit_use use)
{
	for (size_t i = 0; i < CB_COUNT(units); i++)
		if ((units[i].uses & use) != 0 && cb_text_is(word, units[i].word))
			return &units[i];
	return NULL;
}

const struct cb_unit *
cb_unit_at_end(struct cb_text t, enum cb_unit_use use)
{
	const struct cb_unit *best = NULL;

	for (size_t i = 0; i < CB_COUNT(units); i++)
		if ((units[i].uses & use) != 0 && cb_text_ends(t, units[i].word) &&
		    (best == NULL || strlen(units[i].word) > strlen(best->word)))
			best = &units[i];
	return best;
}

bool
cb_unit_take(struct cb_text *t, enum cb_unit_use use)
{
	size_t best = 0;

	for (size_t i = 0; i < CB_COUNT(units); i++)
		if ((units[i].uses & use) != 0 && strlen(units[i].word) > best && cb_text_starts(*t, units[i].word))
			best = strlen(units[i].word);
	t->p += best;
	t->len -= (uint32_t)best;
	return best > 0;
}

const struct cb_unit *
cb_unit_scaled(struct cb_text word, enum cb_unit_use use, int64_t *scale)
{
	const struct cb_unit *unit = cb_unit_find(word, use);

	*scale = unit != NULL;
	for (size_t i = 0; unit == NULL && i < CB_COUNT(scales); i++) {
		uint32_t n = (uint32_t)strlen(scales[i].word);
		struct cb_text rest = { word.p + n, word.len - n };

		if ((scales[i].uses & use) == 0 || !cb_text_starts(word, scales[i].word))
			continue;
		unit = cb_unit_find(rest, use);
		*scale = unit != NULL || rest.len == 0 ? scales[i].value : 0;
		break;
	}
	return unit;
}
