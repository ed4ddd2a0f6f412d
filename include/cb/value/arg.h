/* Arguments of findings that are values: printed as tables print them (base/arg.h). */
#ifndef CB_VALUE_ARG_H
#define CB_VALUE_ARG_H

#include <cb/value/period.h>
#include <cb/value/type.h>

struct cb_arg cb_arg_day(int64_t day);
struct cb_arg cb_arg_period(int64_t period);
struct cb_arg cb_arg_money(int64_t fen);
struct cb_arg cb_arg_micro(int64_t micro);
/* A cell of that type; its text must live until cb_report returns. */
struct cb_arg cb_arg_cell(const struct cb_type *, const void *type_arg, const struct cb_cell *);
/* What the type takes instead of a text it does not (cb_type_hint). */
struct cb_arg cb_arg_hint(const struct cb_type *, const void *type_arg, struct cb_text, enum cb_lang);

#endif
