/* What the values of rules may be, beyond the types that columns of registers have. */
#ifndef CB_RULE_TYPES_H
#define CB_RULE_TYPES_H

#include <cb/value/type.h>

/* cb_type_term is a time allowed: 3日 1工作日 4小时 4工作时 当日, or 3d 1wd 4h 4wh same-day; 天 and 个工作日 are accepted.
 * cell.n is the number (1 for 当日), cell.mark the unit. */
enum cb_term_unit {
	CB_TERM_DAYS,
	CB_TERM_WORK_DAYS,
	CB_TERM_HOURS,
	CB_TERM_WORK_HOURS,
	CB_TERM_SAME_DAY,
};
/* cb_type_condition is COLUMN=VALUE, neither of them empty; cell.text is the whole. cb_type_span is 08:30-12:00;
 * cell.n is from * 1440 + to in minutes of the day, from < to. */
extern const struct cb_type cb_type_term, cb_type_condition, cb_type_span;

/* cb_type_admit is 是, 否, or days such as 2026-01-01..2026-12-31, of which one may be left out. cell.mark says which
 * of the two; of a word cell.n is 1 or 0. cell.text is the whole. */
enum cb_admit {
	CB_ADMIT_WORD,
	CB_ADMIT_DAYS,
};
extern const struct cb_type cb_type_admit;
/* Lies the day within those of a cell with the mark CB_ADMIT_DAYS? */
bool cb_admit_days_hold(const struct cb_cell *, int64_t day);

/* Words that rules may have as value. The index of a word in its list is a value of the enum with the same name below
 * (of cb_words_round: enum cb_round of value/decimal.h). */
extern const struct cb_word cb_words_tie[], cb_words_overlap[], cb_words_missing[], cb_words_gap[], cb_words_merge[],
	cb_words_combine[], cb_words_round[], cb_words_entity[], cb_words_every[], cb_words_level[],
	cb_words_age[], cb_words_on_time[], cb_words_holiday[], cb_words_evidence[], cb_words_ban[],
	cb_words_demand[], cb_words_claim[];

enum cb_tie {
	CB_TIE_1224,
	CB_TIE_DENSE,
	CB_TIE_ORDINAL,
	CB_TIE_SPLIT,
};
enum cb_overlap {
	CB_OVERLAP_TOP,
	CB_OVERLAP_BOTTOM,
	CB_OVERLAP_BOTH,
	CB_OVERLAP_REFUSE,
};
enum cb_missing {
	CB_MISSING_REFUSE,
	CB_MISSING_ALLOW,
};
enum cb_gap {
	CB_GAP_BREAKS,
	CB_GAP_SKIP,
};
enum cb_merge {
	CB_MERGE_APART,
	CB_MERGE_SUM,
};
enum cb_combine {
	CB_COMBINE_MEAN,
	CB_COMBINE_TRIMMED,
	CB_COMBINE_LAST,
};
enum cb_entity {
	CB_ENTITY_COMMUNITY,
	CB_ENTITY_UNIT,
	CB_ENTITY_ESTATE,
};
enum cb_every {
	CB_EVERY_ONCE, /* within the days that the rule is in force */
	CB_EVERY_DAY,
	CB_EVERY_WEEK,
	CB_EVERY_MONTH,
	CB_EVERY_QUARTER,
	CB_EVERY_HALF,
	CB_EVERY_YEAR,
};
enum cb_age {
	CB_AGE_REFUSED,
	CB_AGE_ACCOMPANIED,
	CB_AGE_CONSENT,
	CB_AGE_VERIFY,
};
enum cb_on_time {
	CB_ON_TIME_INCLUDED,
	CB_ON_TIME_EXCLUDED,
};
enum cb_holiday {
	CB_HOLIDAY_NO_ROLL,
	CB_HOLIDAY_NEXT,
	CB_HOLIDAY_SECOND,
};

enum cb_evidence {
	CB_EVIDENCE_NOTICE,
	CB_EVIDENCE_SIGNED,
	CB_EVIDENCE_PHOTOS,
	CB_EVIDENCE_MINUTES,
};

enum cb_claim {
	CB_CLAIM_SUM,
	CB_CLAIM_MEAN,
	CB_CLAIM_COUNT,
};

/* What is forbidden and what is demanded: always, or unless a reason is given. */
enum cb_ban {
	CB_BAN_NEVER,
	CB_BAN_UNLESS,
	CB_BAN_OFF,
};
enum cb_demand {
	CB_DEMAND_NO,
	CB_DEMAND_YES,
	CB_DEMAND_UNLESS,
};

#endif
