#include <cb/base/arg.h>

#include <stdio.h>
#include <string.h>

struct cb_arg
cb_arg_same(struct cb_arg arg)
{
	return arg;
}

struct cb_arg
cb_arg_nothing(const void *nothing)
{
	(void)nothing;
	return (struct cb_arg){ .kind = CB_ARG_NOTHING };
}

struct cb_arg
cb_arg_text(struct cb_text text)
{
	return (struct cb_arg){ .kind = CB_ARG_BORROWED, .text = text };
}

struct cb_arg
cb_arg_string(const char *s)
{
	return cb_arg_text(cb_text_of(s));
}

struct cb_arg
cb_arg_number(int64_t n)
{
	struct cb_arg arg = { .kind = CB_ARG_PRINTED };

	arg.text.len = (uint32_t)snprintf(arg.buf, sizeof(arg.buf), "%lld", (long long)n);
	return arg;
}

struct cb_arg
cb_arg_str(struct cb_str s)
{
	if (s.len == 0) {
		cb_str_release(&s); /* it may have room without having text */
		return cb_arg_nothing(NULL);
	}
	return (struct cb_arg){ .kind = CB_ARG_OWNED, .text = cb_str_text(&s) };
}

struct cb_arg
cb_arg_printed(struct cb_text text)
{
	struct cb_arg arg = { .kind = CB_ARG_PRINTED, .text.len = text.len < CB_ARG_BYTES ? text.len : CB_ARG_BYTES };

	memcpy(arg.buf, text.p, arg.text.len);
	return arg;
}

struct cb_arg
cb_arg_nearest(struct cb_text text)
{
	return (struct cb_arg){ .kind = CB_ARG_NEAREST, .text = text };
}

struct cb_arg
cb_arg_either(const char *zh, const char *en)
{
	return (struct cb_arg){ .kind = CB_ARG_EITHER, .text = cb_text_of(zh), .en = en };
}
