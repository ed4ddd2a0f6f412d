/* A result while it is computed: shared by result.c (who takes part, totals) and result_rank.c (places). */
#ifndef COMPUTING_H
#define COMPUTING_H

#include <cb/query/result.h>

/* What a sheet is computed with. */
struct computing {
	struct cb_ranking *r;
	struct cb_result *result;
	const struct cb_board_sheet *sheet;
	const char *scope;
	int32_t day;
	bool report;
	bool *used;          /* [slot]: some entrant has a score for it */
	uint32_t total_slot; /* of indicator total, UINT32_MAX = none */
	const struct cb_rule *missing, *round, *places, *tie, *overlap;
	bool refused;
};

/* Reports a finding about an entrant; slot: the indicator, UINT32_MAX = none. */
void cb_computing_report(struct computing *, enum cb_code, const struct cb_standing *, uint32_t slot);
/* How many scores the entrant has for an indicator. */
uint32_t cb_computing_count(const struct computing *, size_t row, uint32_t slot);
/* Puts the entries in order; sets places, awards and the measures that need no history. */
void cb_computing_rank(struct computing *);
/* What is said about the whole: assessed too early, full marks that do not add up. */
void cb_computing_warn(struct computing *);

#endif
