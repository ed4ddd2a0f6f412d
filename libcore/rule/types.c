/* Words and types of rule values: rule/types.h. */
#include <cb/rule/types.h>

#include <stdio.h>

#include <cb/value/date.h>

const struct cb_word cb_words_tie[] = {
	{ "并列占位", "1224", "标准" },
	{ "并列不占位", "dense", "1223 连续" },
	{ "不并列", "ordinal", "1234 顺序" },
	{ "平分奖金", "split", "平分" },
	{ 0 },
};
const struct cb_word cb_words_overlap[] = {
	{ "top", "top", "奖励优先" },
	{ "bottom", "bottom", "警告优先" },
	{ "both", "both", "并用" },
	{ "refuse", "refuse", "拒绝" },
	{ 0 },
};
const struct cb_word cb_words_missing[] = {
	{ "refuse", "refuse", "拒绝" },
	{ "allow", "allow", "允许" },
	{ 0 },
};
const struct cb_word cb_words_gap[] = {
	{ "中断", "breaks", NULL },
	{ "跳过", "skip", NULL },
	{ 0 },
};
const struct cb_word cb_words_combine[] = {
	{ "mean", "mean", "平均" },
	{ "trimmed", "trimmed", "去最高最低" },
	{ "last", "last", "最后一次" },
	{ 0 },
};
const struct cb_word cb_words_merge[] = {
	{ "不计", "apart", NULL },
	{ "合计", "sum", NULL },
	{ 0 },
};
const struct cb_word cb_words_round[] = {
	{ "四舍五入", "half-up", NULL },
	{ "按GB/T8170修约", "gb8170", "修约" },
	{ 0 },
};
const struct cb_word cb_words_entity[] = {
	{ "community", "community", "社区" },
	{ "unit", "unit", "单位" },
	{ "estate", "estate", "小区" },
	{ 0 },
};
const struct cb_word cb_words_every[] = {
	{ "一次", "once", NULL },
	{ "每日", "day", "日" },
	{ "每周", "week", "周" },
	{ "每月", "month", "月" },
	{ "每季", "quarter", "季度 季" },
	{ "每半年", "half", "半年" },
	{ "每年", "year", "年" },
	{ 0 },
};
const struct cb_word cb_words_level[] = {
	{ "社区小区", "1", NULL },
	{ "街道", "2", NULL },
	{ "共建单位", "3", NULL },
	{ "责任部门", "4", NULL },
	{ 0 },
};
const struct cb_word cb_words_age[] = {
	{ "不接收", "refused", NULL },
	{ "需陪同", "accompanied", NULL },
	{ "需监护人同意", "consent", NULL },
	{ "请核实", "verify", NULL },
	{ 0 },
};
const struct cb_word cb_words_on_time[] = {
	{ "included", "included", "含当日" },
	{ "excluded", "excluded", "不含当日" },
	{ 0 },
};
const struct cb_word cb_words_holiday[] = {
	{ "no-roll", "no-roll", "不顺延" },
	{ "next-workday", "next-workday", "下一工作日" },
	{ "second-workday", "second-workday", "第二个工作日" },
	{ 0 },
};
const struct cb_word cb_words_evidence[] = {
	{ "通知", "notice", NULL },
	{ "签到", "signed", NULL },
	{ "照片", "photo", NULL },
	{ "纪要", "minutes", NULL },
	{ 0 },
};
const struct cb_word cb_words_ban[] = {
	{ "禁止", "never", "是" },
	{ "可特批", "unless-overridden", "可破例" },
	{ "不禁止", "off", "否" },
	{ 0 },
};
const struct cb_word cb_words_claim[] = {
	{ "合计", "sum", NULL },
	{ "平均", "mean", NULL },
	{ "个数", "count", NULL },
	{ 0 },
};
const struct cb_word cb_words_demand[] = {
	{ "否", "no", NULL },
	{ "是", "yes", NULL },
	{ "可特批", "unless-overridden", "可破例" },
	{ 0 },
};

/* The longer ending stands before the one it ends with. */
static const struct {
	const char *ending;
	enum cb_term_unit unit;
} term_units[] = {
	{ "个工作日", CB_TERM_WORK_DAYS },
	{ "工作日", CB_TERM_WORK_DAYS },
	{ "wd", CB_TERM_WORK_DAYS },
	{ "工作时", CB_TERM_WORK_HOURS },
	{ "wh", CB_TERM_WORK_HOURS },
	{ "小时", CB_TERM_HOURS },
	{ "h", CB_TERM_HOURS },
	{ "日", CB_TERM_DAYS },
	{ "天", CB_TERM_DAYS },
	{ "d", CB_TERM_DAYS },
};
static const char *const term_words[] = { "日", "工作日", "小时", "工作时" };

/* 1..9999 in ASCII digits, or 0. */
static int64_t
small_number(struct cb_text t)
{
	int64_t n = 0;

	if (t.len == 0 || t.len > 4)
		return 0;
	for (uint32_t i = 0; i < t.len; i++) {
		if (!cb_is_digit(t.p[i]))
			return 0;
		n = n * 10 + (t.p[i] - '0');
	}
	return n;
}

/* Trims the text and empties the cell; true where the text is blank: then that is all. */
static bool
is_blank(struct cb_text *t, struct cb_cell *out)
{
	*out = (struct cb_cell){ .state = CB_EMPTY };
	*t = cb_text_trim(*t);
	return t->len == 0;
}

static enum cb_code
parse_term(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	(void)arg, (void)env;
	if (is_blank(&t, out))
		return CB_FINE;
	if (cb_text_is(t, "当日") || cb_text_is(t, "当天") || cb_text_is(t, "same-day")) {
		*out = (struct cb_cell){ .n = 1, .state = CB_VALUE, .mark = CB_TERM_SAME_DAY };
		return CB_FINE;
	}
	for (size_t i = 0; i < CB_COUNT(term_units); i++)
		if (cb_text_ends(t, term_units[i].ending)) {
			struct cb_text digits = { t.p, t.len - cb_text_of(term_units[i].ending).len };
			int64_t n = small_number(cb_text_trim(digits));

			if (n == 0)
				return CB_RULE_VALUE_BAD;
			*out = (struct cb_cell){ .n = n, .state = CB_VALUE, .mark = (uint8_t)term_units[i].unit };
			return CB_FINE;
		}
	return CB_RULE_VALUE_BAD;
}

static struct cb_text
print_term(const void *arg, const struct cb_cell *cell, char *buf)
{
	(void)arg;
	if (cell->mark == CB_TERM_SAME_DAY)
		return CB_LIT("当日");
	snprintf(buf, CB_PRINT_MAX, "%lld%s", (long long)cell->n, term_words[cell->mark]);
	return cb_text_of(buf);
}

static enum cb_code
parse_condition(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	int equals;

	(void)arg, (void)env;
	if (is_blank(&t, out))
		return CB_FINE;
	equals = cb_text_find(t, "=");
	if (equals <= 0 || (uint32_t)equals + 1 == t.len)
		return CB_RULE_VALUE_BAD;
	*out = (struct cb_cell){ .text = t, .state = CB_VALUE };
	return CB_FINE;
}

static struct cb_text
print_condition(const void *arg, const struct cb_cell *cell, char *buf)
{
	(void)arg, (void)buf;
	return cell->text;
}

/* HH:MM at p as minutes, or -1. */
static int
clock_minutes(const char *p)
{
	for (int i = 0; i < 5; i++)
		if (i == 2 ? p[i] != ':' : !cb_is_digit(p[i]))
			return -1;
	int hours = (p[0] - '0') * 10 + p[1] - '0', minutes = (p[3] - '0') * 10 + p[4] - '0';

	return minutes < 60 && hours * 60 + minutes <= CB_DAY_MINUTES ? hours * 60 + minutes : -1;
}

static enum cb_code
parse_span(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	int from, to;

	(void)arg, (void)env;
	if (is_blank(&t, out))
		return CB_FINE;
	if (t.len != 11 || t.p[5] != '-')
		return CB_RULE_VALUE_BAD;
	from = clock_minutes(t.p);
	to = clock_minutes(t.p + 6);
	if (from < 0 || to <= from)
		return CB_RULE_VALUE_BAD;
	*out = (struct cb_cell){ .n = (int64_t)from * CB_DAY_MINUTES + to, .state = CB_VALUE };
	return CB_FINE;
}

static struct cb_text
print_span(const void *arg, const struct cb_cell *cell, char *buf)
{
	int to = (int)((cell->n - 1) % CB_DAY_MINUTES) + 1; /* 1 .. 1440, which is 24:00 */
	int from = (int)((cell->n - to) / CB_DAY_MINUTES);

	(void)arg;
	snprintf(buf, CB_PRINT_MAX, "%02d:%02d-%02d:%02d", from / 60, from % 60, to / 60, to % 60);
	return cb_text_of(buf);
}

/* Reads "A..B", of which one may be left out; *n holds both days. */
static bool
read_days(struct cb_text t, int64_t *n)
{
	int dots = cb_text_find(t, "..");
	struct cb_text ends[2];
	int64_t days[2] = { INT32_MIN, INT32_MAX };

	if (dots < 0 || t.len == 2)
		return false;
	ends[0] = (struct cb_text){ t.p, (uint32_t)dots };
	ends[1] = cb_text_from(t, dots + 2);
	for (int i = 0; i < 2; i++)
		if (cb_text_trim(ends[i]).len > 0 && cb_date_parse(ends[i], 0, &days[i]) != CB_FINE)
			return false;
	*n = days[0] * (INT64_C(1) << 32) + (days[1] - INT32_MIN);
	return days[0] <= days[1];
}

bool
cb_admit_days_hold(const struct cb_cell *cell, int64_t day)
{
	int64_t from = cell->n >> 32, to = (cell->n & UINT32_MAX) + INT32_MIN;

	return from <= day && day <= to;
}

static enum cb_code
parse_admit(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	int64_t n;

	if (is_blank(&t, out))
		return CB_FINE;
	if (read_days(t, &n))
		*out = (struct cb_cell){ .n = n, .mark = CB_ADMIT_DAYS, .state = CB_VALUE };
	else if (cb_type_bool.parse(arg, t, env, out) != CB_FINE || out->state != CB_VALUE)
		return CB_RULE_VALUE_BAD;
	out->text = t;
	return CB_FINE;
}

const struct cb_type cb_type_admit = {
	.name = "admit",
	.parse = parse_admit,
	.print = print_condition,
	.en = "是, 否, or days such as 2026-01-01..2026-12-31, of which one may be left out",
	.zh = "是、否,或日期范围如 2026-01-01..2026-12-31,两头可省一头",
};
const struct cb_type cb_type_term = {
	.name = "term",
	.parse = parse_term,
	.print = print_term,
	.en = "a time allowed, such as 3日, 1工作日, 4小时, 4工作时, 当日 (or 3d, 1wd, 4h, 4wh, same-day)",
	.zh = "期限,如 3日、1工作日、4小时、4工作时、当日",
};
const struct cb_type cb_type_condition = {
	.name = "condition",
	.parse = parse_condition,
	.print = print_condition,
	.en = "COLUMN=VALUE",
	.zh = "栏目=值",
};
const struct cb_type cb_type_span = {
	.name = "span",
	.parse = parse_span,
	.print = print_span,
	.en = "hours of a day, such as 08:30-12:00",
	.zh = "时段,如 08:30-12:00",
};
