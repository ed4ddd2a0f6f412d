/* What a refusal by a rule of the fund says of it. */
#ifndef FUND_RULE_H
#define FUND_RULE_H

#include <cb/query/office.h>

/* 规则 ID:BASIS;余额 1000.00;不得破例. balance NULL = not known; may: an override would set it aside. */
void fund_rule_say(const struct cb_office *, const struct cb_rule *, const int64_t *balance_fen, bool may,
                   struct cb_str *out);
/* The note that a rule has been set aside. */
void fund_rule_set_aside(struct cb_office *, const struct cb_rule *, struct cb_text reason, struct cb_place);
/* There is no rule of that kind: CB_RULE_MISSING. */
void fund_rule_missing(struct cb_office *, const char *what);

#endif
