/* What a register asks of its rows beside their types: one row of a table a register, for every way in. What has
 * no row asks nothing more.
 *
 * R1 until is not before since; an estate that is named is one of the community.
 * R2 check judges each record as it is read, finish what all of a run show together before anything is stored,
 *    settle the whole register with the run in it, inside the transaction and before that is kept.
 * R3 What is remembered from one record to the next is the run's own: the office does not change. */
#ifndef CB_QUERY_POLICY_H
#define CB_QUERY_POLICY_H

#include <cb/query/office.h>

/* Reading records of one register, from the first to the last. */
struct cb_policy_run {
	const struct cb_policy *policy;
	const struct cb_office *office;
	struct cb_names *names; /* those of the records: a thread has its own */
	void *state;            /* of the policy */
};

/* What a run has stored. */
struct cb_policy_stored {
	int64_t since;                          /* batches above it are the run's */
	const struct cb_import_source *sources; /* where its rows came from, for places; none: no file brought them */
	size_t n_sources;
	const struct cb_author *author; /* of the run, for what settling adds to it; NULL: it may add nothing */
	struct cb_table *entered;       /* for what was entered, of a register that tells it; or NULL */
};

struct cb_policy {
	const struct cb_register *reg;
	int since, until;      /* columns, R1; until 0 = none */
	int community, estate; /* columns, R1; estate 0 = none */
	size_t state_bytes;    /* of the state, zeroed at first */
	void (*release)(void *state);
	/* Fills what others imply; the columns it may fill, and labels read for it alone (data/reader.h). */
	uint64_t (*complete)(struct cb_policy_run *, struct cb_cell *cells, struct cb_text aside);
	uint64_t implied;
	const char *const *aside;
	int (*give)(const struct cb_policy_run *, struct cb_cell *cells); /* likewise, of each record */
	/* Reports and returns false to refuse. */
	bool (*check)(struct cb_policy_run *, struct cb_diag *, const struct cb_record *);
	/* Weight in millionths of an indicator in a wide sheet's 总分, INT64_MIN = the sum cannot be checked. */
	int64_t (*weight)(const struct cb_policy_run *, uint32_t indicator);
	/* Its full mark, INT64_MIN = not known. */
	int64_t (*full)(const struct cb_policy_run *, uint32_t indicator);
	bool (*finish)(struct cb_policy_run *);
	enum cb_status (*settle)(struct cb_policy_run *, const struct cb_policy_stored *);
	/* Are the rows read so far such that they are stored even where they are known? */
	bool (*is_again)(const struct cb_policy_run *);
	uint64_t filled; /* required columns (bits) that rules may fill where a row has none: check asks for them */
	uint64_t whole;  /* columns (bits) whose groups a file replaces whole (data/store.h) */
};
extern const struct cb_policy cb_policy_score, cb_policy_rule, cb_policy_fund, cb_policy_volunteer, cb_policy_service,
	cb_policy_problem, cb_policy_problem_log, cb_policy_task,
	cb_policy_alias, cb_policy_survey;

/* Never NULL. */
const struct cb_policy *cb_policy_of(const struct cb_register *);

/* Gives an input its check and, where it names none, the names and column labels of the office. The run stays where
 * it is until it is released, after the reader was closed. */
void cb_policy_begin(struct cb_policy_run *, const struct cb_office *, struct cb_input *);
/* The hooks of the policy, where it has them: true and CB_OK where it has none. */
bool cb_policy_finish(struct cb_policy_run *);
enum cb_status cb_policy_settle(struct cb_policy_run *, const struct cb_policy_stored *);
void cb_policy_release(struct cb_policy_run *);

#endif
