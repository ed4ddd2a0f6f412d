#include <cb/value/date.h>

#include <cb/value/fold.h>

/* Words before the hour: in the hours from..to, 12 is added. 中午12点 is noon, 凌晨 and 上午 add nothing. */
static const struct {
	const char *words;
	int from, to;
} halves[] = {
	{ "下午 中午 傍晚 PM pm", 1, 11 },
	{ "晚上 晚 夜里", 6, 11 },
	{ "上午 早上 早晨 凌晨 清晨 AM am", 1, 0 },
};

/* What follows the hour: minutes, half, nothing. */
static bool
read_minutes(struct cb_text *s, bool colon, int *minutes)
{
	*minutes = 0;
	if (!colon && (s->len == 0 || cb_fold_take(s, "整")))
		return true;
	if (!colon && cb_fold_take(s, "半")) {
		*minutes = 30;
		return true;
	}
	*minutes = cb_fold_digits(s, 2);
	if (!colon)
		cb_fold_take(s, "分");
	else if (cb_fold_take(s, ":"))
		if (cb_fold_digits(s, 2) < 0)
			return false;
	return *minutes >= 0 && *minutes < 60;
}

bool
cb_time_parse(struct cb_text t, int *minutes)
{
	struct cb_folded f;
	struct cb_text s;
	int hour, after;
	size_t half = 0;
	bool colon;

	if (!cb_fold(t, &f))
		return false;
	cb_fold_numerals(&f);
	s = f.text;
	while (half < CB_COUNT(halves) && !cb_fold_take(&s, halves[half].words))
		half++;
	hour = cb_fold_digits(&s, 2);
	colon = cb_fold_take(&s, ":");
	if (hour < 0 || (!colon && !cb_fold_take(&s, "时 点 点钟")) || !read_minutes(&s, colon, &after) || s.len > 0)
		return false;
	if (half < CB_COUNT(halves) && hour >= halves[half].from && hour <= halves[half].to)
		hour += 12;
	if (hour > 24 || (hour == 24 && after > 0))
		return false;
	*minutes = hour * 60 + after;
	return true;
}

struct cb_text
cb_time_print(int64_t minutes, char *buf)
{
	int n = (int)(minutes < 0 || minutes > 1440 ? 0 : minutes);

	buf[0] = (char)('0' + n / 600);
	buf[1] = (char)('0' + n / 60 % 10);
	buf[2] = ':';
	buf[3] = (char)('0' + n % 60 / 10);
	buf[4] = (char)('0' + n % 10);
	return (struct cb_text){ buf, 5 };
}

static enum cb_code
parse_time(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	int minutes;

	(void)arg, (void)env;
	if (cb_fold_starts_blank(&t, out))
		return CB_FINE;
	if (!cb_time_parse(t, &minutes))
		return CB_BAD_TIME;
	*out = (struct cb_cell){ .n = minutes, .state = CB_VALUE };
	return CB_FINE;
}

static struct cb_text
print_time(const void *arg, const struct cb_cell *cell, char *buf)
{
	(void)arg;
	return cb_time_print(cell->n, buf);
}

const struct cb_type cb_type_time = {
	.name = "time",
	.en = "a time of day: 09:30",
	.zh = "时刻:09:30",
	.storage = CB_STORE_TEXT,
	.sql_suffix = "",
	.sql_check = "%1$s GLOB '[0-2][0-9]:[0-5][0-9]'",
	.parse = parse_time,
	.print = print_time,
	.hint = cb_fold_hint,
};
