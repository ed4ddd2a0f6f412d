#include <cb/value/mark.h>

static const char *const marks[] = { [CB_EXACT] = "", [CB_MORE] = "+", [CB_LESS] = "-", [CB_ABOUT] = "~", [CB_UNKNOWN] = "?", [CB_EACH] = "各" };

enum cb_mark
cb_mark_sum(enum cb_mark a, enum cb_mark b)
{
	if (a == CB_EACH || b == CB_EACH) /* as exact as any */
		return a == CB_EACH ? cb_mark_sum(CB_EXACT, b) : cb_mark_sum(a, CB_EXACT);
	if (a == CB_UNKNOWN && b == CB_UNKNOWN)
		return CB_UNKNOWN;
	/* what is not known is at least nothing */
	if (a == CB_UNKNOWN)
		a = CB_MORE;
	if (b == CB_UNKNOWN)
		b = CB_MORE;
	if (a == CB_EXACT || a == b)
		return b;
	return b == CB_EXACT ? a : CB_ABOUT;
}

enum cb_mark
cb_mark_turned(enum cb_mark mark)
{
	return mark == CB_MORE ? CB_LESS : mark == CB_LESS ? CB_MORE
	                                                   : mark;
}

const char *
cb_mark_text(enum cb_mark mark)
{
	return marks[mark <= CB_EACH ? mark : CB_UNKNOWN];
}

bool
cb_mark_find(struct cb_text t, enum cb_mark *mark)
{
	for (int i = CB_EXACT; i <= CB_EACH; i++)
		if (cb_text_is(t, marks[i])) {
			*mark = (enum cb_mark)i;
			return true;
		}
	return false;
}
