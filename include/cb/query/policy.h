/* What a register asks of its rows beside the types of their cells, for every way in: one row of a table a register.
 * A register without a row asks nothing more.
 *
 * R1 until is not before since, and an estate that is named is one of the community that is named.
 * R2 check judges each record as it is read. finish judges what all records of a run show together, before any of
 *    them is stored. settle judges the whole register with the run in it, inside the transaction and before that is
 *    committed.
 * R3 What is remembered from one record to the next is the run's own: the office does not change. */
#ifndef CB_QUERY_POLICY_H
#define CB_QUERY_POLICY_H

#include <cb/query/due.h>
#include <cb/query/records.h>

/* The records of one register as they are read, from the first to the last. */
struct cb_policy_run {
	const struct cb_policy *policy;
	const struct cb_office *office;
	struct cb_names *names; /* by which the records name things: each thread has its own */
	void *state;            /* what the policy remembers (R3) */
	struct cb_due due;      /* once a limit of working days asked for it */
	bool has_due, is_due; /* it was asked for; it could be read */
};

/* What a run has stored. */
struct cb_policy_stored {
	int64_t since;                          /* batches with a higher number are the run's */
	const struct cb_import_source *sources; /* the files that its rows came from, if any */
	size_t n_sources;
	const struct cb_author *author; /* who settling adds rows for; NULL: it may add none */
	struct cb_table *entered;       /* to be filled with what was entered, where the register has it; or NULL */
};

struct cb_policy {
	const struct cb_register *reg;
	int since, until;      /* columns, R1; until 0 = none */
	int community, estate; /* columns, R1; estate 0 = none */
	size_t state_bytes;    /* of the state, which is zeroed at first */
	void (*release)(void *state);
	/* cb_input.complete, the two that go with it, and cb_input.give (data/reader.h): cells that others imply. */
	uint64_t (*complete)(struct cb_policy_run *, struct cb_cell *cells, struct cb_text aside);
	uint64_t implied, implied_by;
	const char *const *aside;
	int (*give)(const struct cb_policy_run *, struct cb_cell *cells);
	/* R2. A record is refused by a finding and false. */
	bool (*check)(struct cb_policy_run *, struct cb_diag *, const struct cb_record *);
	/* The weight in millionths of an indicator in the 总分 of a wide sheet; INT64_MIN: that sum cannot be checked. */
	int64_t (*weight)(const struct cb_policy_run *, uint32_t indicator);
	/* The full mark of an indicator; INT64_MIN: it is not known. */
	int64_t (*full)(const struct cb_policy_run *, uint32_t indicator);
	bool (*finish)(struct cb_policy_run *);
	enum cb_status (*settle)(struct cb_policy_run *, const struct cb_policy_stored *);
	/* Are the rows that were read to be stored even where they are stored already? */
	bool (*is_again)(const struct cb_policy_run *);
	uint64_t filled; /* required columns, a bit each, that rules may fill: check misses them, not the reader */
	uint64_t whole;  /* columns, a bit each, whose groups a file replaces as a whole (data/store.h) */
};
extern const struct cb_policy cb_policy_score, cb_policy_rule, cb_policy_fund, cb_policy_volunteer, cb_policy_service,
	cb_policy_problem, cb_policy_problem_log, cb_policy_task, cb_policy_alias, cb_policy_survey;

/* Begins a run: gives the input its check and, where it has none, the names and column labels of the office. The run
 * must stay where it is until it is released, which is after the reader was closed. */
void cb_policy_begin(struct cb_policy_run *, const struct cb_office *, struct cb_input *);
/* R2; true and CB_OK where the policy asks nothing of the kind. */
bool cb_policy_finish(struct cb_policy_run *);
enum cb_status cb_policy_settle(struct cb_policy_run *, const struct cb_policy_stored *);
void cb_policy_release(struct cb_policy_run *);

#endif
