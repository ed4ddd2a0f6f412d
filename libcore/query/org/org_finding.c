/* One finding of a check: its words, how grave it is, and what is to be done. */
#include <cb/value/decimal.h>

#include "org_check.h"

const struct cb_word org_finding_words[] = {
	[LINKS] = { "联系数", "links", NULL },
	[HARDEST] = { "最难社区", "hardest", NULL },
	[NO_STANDING] = { "没有排名", "no_standing", NULL },
	[POSTS] = { "职务", "posts", NULL },
	[DISPUTED] = { "两说", "disputed", NULL },
	[GAP] = { "任职间断", "gap", NULL },
	[OVER] = { "已到期", "over", NULL },
	[ENDING] = { "将到期", "ending", NULL },
	[CODE] = { "代码", "code", NULL },
	[STANDARD] = { "标准", "standard", NULL },
	[FLOOR] = { "底线", "floor", NULL },
	[CLAIM] = { "所称", "claim", NULL },
	[ALIKE] = { "疑似同一社区", "alike", NULL },
	[UNREGISTERED] = { "未登记", "unregistered", NULL },
	{ 0 },
};

static const struct remedy {
	uint8_t level;
	const char *zh, *en;
} remedies[] = {
	[LINKS] = { CB_LEVEL_ERROR, "请按规则调整联系(台账 link)", "bring its links in register link to what the rule says" },
	[HARDEST] = { CB_LEVEL_ERROR, "书记主任要联系最难的社区,请登记领导联系", "link this leader to the hardest community" },
	[NO_STANDING] = { CB_LEVEL_WARNING, "不知哪个社区最难:请发布一期排名,或用 --hardest 指明", "publish a standing, or say --hardest" },
	[POSTS] = { CB_LEVEL_ERROR, "请核对任职和联系(台账 post、link)", "check registers post and link" },
	[DISPUTED] = { CB_LEVEL_ERROR, "社区台账与任职、联系台账不一致,请改正一处", "the community's column and registers post and link differ: correct one" },
	[GAP] = { CB_LEVEL_WARNING, "前后两任之间有间断,请核对日期", "there is a gap between two terms: check the days" },
	[OVER] = { CB_LEVEL_ERROR, "已过期且没有接续,请续签或登记新的", "over, and nothing follows: renew it, or enter the new one" },
	[ENDING] = { CB_LEVEL_WARNING, "即将到期,请及早接续", "it ends soon: see to what follows" },
	[CODE] = { CB_LEVEL_ERROR, "代码重复,或区划代码与同街道的不属同一上级,请核对", "the code stands twice, or is not below that of its street: check it" },
	[STANDARD] = { CB_LEVEL_ERROR, "未达标准,请整改或核对数据", "below the standard: put it right, or check the number" },
	[FLOOR] = { CB_LEVEL_ERROR, "未达底线,请整改或补报数据", "below the floor: put it right, or report the figure" },
	[CLAIM] = { CB_LEVEL_ERROR, "所称与台账不符,请改正一处", "the claim and the register differ: correct one" },
	[ALIKE] = { CB_LEVEL_WARNING, "名称相近;是同一社区的,请登记别名(台账 alias)", "the names look alike: if they are one, declare an alias" },
	[UNREGISTERED] = { CB_LEVEL_ERROR, "没有这个社区,请登记,或声明为别名(台账 alias)", "no such community: register it, or declare an alias" },
};

struct cb_cell *
org_add(struct checking *c, enum org_finding kind, struct cb_text subject, const struct cb_rule *rule)
{
	struct cb_cell *cells = cb_table_row(c->out);

	cells[WHAT] = cb_cell_number(kind);
	cells[LEVEL] = cb_cell_number(remedies[kind].level);
	cells[SUBJECT] = cb_table_text(c->out, subject);
	if (rule != NULL)
		cells[RULE] = cb_table_text(c->out, cb_text_of(rule->id));
	cells[REMEDY] = cb_table_text(c->out, cb_text_of(c->zh ? remedies[kind].zh : remedies[kind].en));
	return cells;
}

void
org_say_number(struct checking *c, struct cb_cell *cells, int64_t micro)
{
	cells[DETAIL] = cb_table_text(c->out, cb_decimal_print(micro, 6, 0, (char[CB_PRINT_MAX]){ 0 }));
}
