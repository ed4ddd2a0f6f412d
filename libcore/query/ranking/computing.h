/* A result while it is computed: who takes part (result_entrants.c), totals (result.c), places (result_rank.c). */
#ifndef COMPUTING_H
#define COMPUTING_H

#include <cb/rule/award.h>

#include "results.h"

/* What is to be said of a result (R7). */
struct cb_remark {
	enum cb_code code;
	uint32_t entrant, estate;
	uint32_t at;     /* slot of the indicator, or the post */
	uint32_t number; /* of inspections, of indicators with scores */
	bool is_said;
};

/* Rows of register standing, as read. */
struct cb_published {
	uint32_t contest, entrant;
	int64_t period, score, prize_fen;
	bool absent;
	uint32_t place;
	struct cb_text award, measures, rules;
	const struct cb_numbering *numbering;
	size_t n_given;
	int64_t batch;
};

/* Behind a measure that a person must decide on. */
#define CB_BY_HAND "(需人工认定)"

/* What is gone through in the order of its names: in which order it came says nothing, and depends on who read it. */
struct cb_named {
	struct cb_text name, second;
	int64_t number; /* behind the first name */
	size_t at;      /* which it is */
};
/* result_entrants.c: puts them in order. */
void cb_named_sort(struct cb_named *, size_t n);

/* What a sheet is computed with. */
struct computing {
	struct cb_ranking *r;
	struct cb_result *result;
	const struct cb_board_sheet *sheet; /* NULL: from its parts, or published */
	const char *scope;
	int32_t day;
	uint32_t *slots; /* of the indicators that some entrant has a score for, but for the total */
	size_t n_slots;
	uint32_t total_slot; /* UINT32_MAX = nobody has a total */
	const struct cb_rule *missing, *round, *places, *tie, *overlap;
	bool is_quiet;                  /* only what makes it worthless is remarked on */
	struct cb_numbering *numbering; /* of the entry that is being described */
	size_t n_given, cap_given;
};

/* What the inspections of one cell come to: sum/count. */
struct cb_combined {
	int64_t sum;
	uint32_t count; /* 0: none */
};
/* result.c: by rule rank.combine; CB_FINE, or why it cannot be said. */
enum cb_code cb_result_combine(const struct cb_ranking *, const struct cb_board_sheet *, size_t row, uint32_t slot,
                               struct cb_combined *);
/* result.c: from the scores of that very period. Never NULL; without entries when a rule is missing. */
struct cb_result *cb_result_of_sheet(struct cb_ranking *, const struct cb_board_sheet *);
/* From the mean of the totals of its n months, quarters or halves. */
struct cb_result *cb_result_of_parts(struct cb_ranking *, uint32_t contest, int64_t period,
                                     struct cb_result *const parts[], size_t n);
/* As published. */
struct cb_result *cb_result_of_published(struct cb_ranking *, uint32_t contest, int64_t period);

/* result_rank.c: puts the entries in order; sets places, awards and the measures that need no history. */
void cb_computing_rank(struct computing *);

/* result_entrants.c: adds one; those who take part. */
struct cb_standing *cb_computing_add(struct cb_result *, uint32_t entrant, uint32_t estate);
void cb_computing_take(struct computing *);
/* Before the day on which it became part of another an entrant is one of its own. */
bool cb_computing_is_own(const struct computing *, uint32_t entrant);
/* With whom each is ranked, where not all are with all. */
void cb_computing_set_pools(struct computing *);
/* Do the registered communities take part, whoever has scores? */
bool cb_ranking_takes_registered(const struct cb_ranking *, uint32_t contest, int64_t period);

/* A title that nobody can have, for its rule asks for more indicators than these n; or NULL. */
const struct cb_rule *cb_title_out_of_reach(const struct cb_ranking *, const char *scope, int32_t day, uint32_t n);

/* ranking_remarks.c: keeps a finding about an entrant; at: the indicator's slot, UINT32_MAX = none. */
struct cb_remark *cb_result_remark(struct cb_result *, enum cb_code, const struct cb_standing *, uint32_t at);
/* Says those that make a history worthless. */
void cb_ranking_say_grave(struct cb_ranking *, struct cb_result *);
/* Of a result that is asked for as part of another. */
void cb_ranking_say_part(struct cb_ranking *, struct cb_result *);
/* Is it said even of a result that is only looked back at? */
bool cb_remark_is_grave(enum cb_code);

/* ranking_published.c: reads register standing. */
enum cb_status cb_published_read(struct cb_ranking *);
/* The first row of that contest, period and entrant (0 = whoever), or NULL. */
const struct cb_published *cb_published_find(const struct cb_ranking *, uint32_t contest, int64_t period,
                                             uint32_t entrant);

/* ranking_among.c: checks --among and --group. */
enum cb_status cb_ranking_check_among(struct cb_ranking *);
/* Who is meant by a name; or reported. */
enum cb_status cb_ranking_entrant(const struct cb_office *, const char *name, uint32_t *found);
/* Do --among and rule rank.entrants select the community? */
bool cb_ranking_takes(const struct cb_ranking *, const struct cb_community *, const char *scope, int32_t day);

/* What stands between several values of a cell. */
static inline const char *
cb_ranking_between(const struct cb_query_run *run)
{
	return run->in_prose ? "、" : ";";
}

/* ranking_table.c: a ratio as a per cent with two decimals: 89.15%. */
struct cb_cell cb_ranking_per_cent(struct cb_table *, struct cb_ratio part, struct cb_ratio whole);

/* How many scores the entrant of a row has for an indicator. */
static inline uint32_t
computing_count(const struct computing *c, size_t row, uint32_t slot)
{
	return cb_board_value(&c->r->board, c->sheet, row, slot).count;
}

#endif
