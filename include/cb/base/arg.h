/* Arguments of a finding: what a message puts into its placeholders, in whatever form the caller has it.
 *
 * R1 cb_report takes texts (struct cb_text), strings (NULL = nothing), whole numbers, a struct cb_str, which it
 *    releases, and what a function here or in value/arg.h makes of a day, an amount or a name.
 * R2 Borrowed texts must live until cb_report returns. What a function prints for an argument lies in the argument. */
#ifndef CB_BASE_ARG_H
#define CB_BASE_ARG_H

#include <cb/base/str.h>

#define CB_ARGS_MAX 6
#define CB_ARG_BYTES 64

enum cb_arg_kind {
	CB_ARG_NOTHING,
	CB_ARG_BORROWED, /* text */
	CB_ARG_PRINTED,  /* the first text.len bytes of buf */
	CB_ARG_OWNED,    /* text, released by cb_report */
	CB_ARG_NEAREST,  /* text, as the clause that asks whether it was meant */
	CB_ARG_EITHER,   /* text in Chinese, en in English */
};

struct cb_arg {
	enum cb_arg_kind kind;
	struct cb_text text;
	const char *en;
	char buf[CB_ARG_BYTES];
};

struct cb_arg cb_arg_same(struct cb_arg);
struct cb_arg cb_arg_nothing(const void *);
struct cb_arg cb_arg_text(struct cb_text);
struct cb_arg cb_arg_string(const char *);
struct cb_arg cb_arg_number(int64_t);
struct cb_arg cb_arg_str(struct cb_str);
/* A copy of what a print function has written; only its first CB_ARG_BYTES bytes are kept. */
struct cb_arg cb_arg_printed(struct cb_text);
/* The nearest known word, which the message turns into the question “;是不是“…”?” (base/suggest.h). An empty
 * text adds nothing to the message. */
struct cb_arg cb_arg_nearest(struct cb_text);
/* A word for a run in Chinese and one for a run in English. */
struct cb_arg cb_arg_either(const char *zh, const char *en);

/* clang-format off */
#define CB_ARG(x) _Generic((x), \
	struct cb_arg: cb_arg_same, struct cb_text: cb_arg_text, struct cb_str: cb_arg_str, \
	char *: cb_arg_string, const char *: cb_arg_string, void *: cb_arg_nothing, default: cb_arg_number)(x)
/* clang-format on */
/* The arguments behind the field, from none to six. */
#define CB_ARGS_0(field) CB_ARG(NULL)
#define CB_ARGS_1(field, a) CB_ARG(a)
#define CB_ARGS_2(field, a, b) CB_ARG(a), CB_ARG(b)
#define CB_ARGS_3(field, a, b, c) CB_ARG(a), CB_ARG(b), CB_ARG(c)
#define CB_ARGS_4(field, a, b, c, d) CB_ARG(a), CB_ARG(b), CB_ARG(c), CB_ARG(d)
#define CB_ARGS_5(field, a, b, c, d, e) CB_ARG(a), CB_ARG(b), CB_ARG(c), CB_ARG(d), CB_ARG(e)
#define CB_ARGS_6(field, a, b, c, d, e, f) CB_ARG(a), CB_ARG(b), CB_ARG(c), CB_ARG(d), CB_ARG(e), CB_ARG(f)
#define CB_ARGS_PICK(field, a, b, c, d, e, f, name, ...) name
#define CB_ARGS(...)                                                                                             \
	CB_ARGS_PICK(__VA_ARGS__, CB_ARGS_6, CB_ARGS_5, CB_ARGS_4, CB_ARGS_3, CB_ARGS_2, CB_ARGS_1, CB_ARGS_0, ) \
	(__VA_ARGS__)
#define CB_ARGS_FIELD(field, ...) field

#endif
