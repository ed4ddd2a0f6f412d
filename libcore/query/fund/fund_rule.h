/* What a refusal by a rule of the fund says of it. */
#ifndef FUND_RULE_H
#define FUND_RULE_H

#include <cb/query/office.h>

/* 规则 ID:BASIS;余额 1000.00;不得破例. balance NULL = not known; may: an override would set it aside. */
void fund_rule_say(const struct cb_office *, const struct cb_rule *, const int64_t *balance_fen, bool may,
                   struct cb_str *out);
/* The note that a rule has been set aside. */
void fund_rule_set_aside(const struct cb_office *, const struct cb_rule *, struct cb_text reason, struct cb_where);
/* The rule that has closed the day for a community, one that cannot be set aside before others; NULL = open. */
const struct cb_rule *fund_rule_closing(const struct cb_office *, struct cb_text community, int32_t day);
/* There is no rule of that kind: CB_RULE_MISSING. */
void fund_rule_missing(const struct cb_office *, const char *what);

#endif
