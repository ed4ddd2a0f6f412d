/* A partial result in memory (query/partial.h). */
#ifndef PARTIAL_H
#define PARTIAL_H

#include <cb/query/partial.h>

#include "board.h"
#include "computing.h"

/* A file or sheet that was read. */
struct cb_partial_source {
	const char *file, *sheet;
	int64_t kind;    /* enum cb_source_kind */
	int64_t ordinal; /* of the sheet in its file */
	uint32_t was;    /* its number before they were sorted */
};

/* The scores of one source that went into sums together: how many, and the sum of their digests. */
struct cb_partial_share {
	uint32_t source;
	int64_t count;
	uint64_t digest;
	struct cb_where where; /* the line that says so */
};

struct cb_partial_finding {
	enum cb_code code;
	struct cb_where where;
	const char *field;
	struct cb_text words[CB_ARGS_MAX];
	int64_t number; /* of those of its source, in the order in which they were made */
};

/* The source of a position is its index in sources + 1, 0 = none. */
struct cb_partial {
	const struct cb_office *office;
	struct cb_board sums;           /* of scores with date or inspector */
	struct cb_board_record *scores; /* those without, and 无数据 */
	size_t n_scores, cap_scores;
	struct cb_board_record *details; /* single ones of the explained, which are in the sums */
	size_t n_details, cap_details;
	struct cb_partial_source *sources;
	size_t n_sources, cap_sources;
	struct cb_partial_share *shares;
	size_t n_shares, cap_shares;
	struct cb_partial_finding *findings;
	size_t n_findings, cap_findings;
	uint32_t *explained; /* names */
	size_t n_explained, cap_explained;
	uint32_t n_known; /* names that the office has */
	bool is_whole;
	struct cb_arena arena;
};

/* Columns of its lines. */
enum cb_partial_column {
	PARTIAL_WHAT,
	PARTIAL_CONTEST,
	PARTIAL_PERIOD,
	PARTIAL_COMMUNITY,
	PARTIAL_ESTATE,
	PARTIAL_INDICATOR,
	PARTIAL_DATE,
	PARTIAL_INSPECTOR,
	PARTIAL_COUNT,
	PARTIAL_SUM,
	PARTIAL_LOW,
	PARTIAL_HIGH,
	PARTIAL_LAST_DATE,
	PARTIAL_LAST,
	PARTIAL_ON_LAST,
	PARTIAL_UNDATED,
	PARTIAL_FILE,
	PARTIAL_ROW,
	PARTIAL_COLUMN,
	PARTIAL_KIND,
	PARTIAL_TEXT,
	PARTIAL_WORDS,
	PARTIAL_N = PARTIAL_WORDS + CB_ARGS_MAX
};
struct cb_partial_head {
	const char *key, *zh;
	const struct cb_type *type;
};
extern const struct cb_partial_head cb_partial_heads[PARTIAL_N];
/* The kinds of lines: what the first column says. A result begins with the first and ends with the last. */
enum cb_partial_line {
	CB_PARTIAL_BEGIN,
	CB_PARTIAL_EXPLAINED,
	CB_PARTIAL_SOURCE,
	CB_PARTIAL_NAME,
	CB_PARTIAL_SUM,
	CB_PARTIAL_SCORE,
	CB_PARTIAL_DETAIL,
	CB_PARTIAL_FINDING,
	CB_PARTIAL_END,
	CB_PARTIAL_LINES
};
extern const char *const cb_partial_words[CB_PARTIAL_LINES];
#define CB_PARTIAL_VERSION "1"
#define CB_PARTIAL_FILES 1000000 /* one result has no more */

/* partial_parse.c: adds what files of partial results hold, "-" = stdin. */
enum cb_status cb_partial_take_files(struct cb_partial *, const struct cb_input *, int64_t last);
/* partial_order.c: puts its parts in order (R2). */
void cb_partial_sort(struct cb_partial *);
/* What the scores were judged by, in hexadecimal digits. */
void cb_partial_digest(const struct cb_office *, char out[17]);
/* Which of two positions comes first (R2): below 0, 0 or above it. */
int cb_partial_compare(const struct cb_partial *, struct cb_where, struct cb_where);
/* For cb_sort: records of sources that are in order. */
int cb_partial_by_where(const void *a, const void *b);

/* partial_rank.c: fills the board with the partial results of the input, as cb_board_read does with scores. */
enum cb_status cb_partial_board(const struct cb_office *, const struct cb_input *, int64_t last, struct cb_board *);

#endif
