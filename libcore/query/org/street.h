/* The street in memory: the registers of who is who, as rows of their columns, and who is in force on the day. */
#ifndef ORG_STREET_H
#define ORG_STREET_H

#include <cb/query/asked_rows.h>
#include <cb/query/holder.h>
#include <cb/query/org.h>
#include <cb/query/sums.h>
#include <cb/value/decimal.h>

enum street_of { OF_COMMUNITY,
	         OF_ESTATE,
	         OF_UNIT,
	         OF_POST,
	         OF_LINK,
	         OF_UNMANAGED,
	         OF_METRIC,
	         STREET_REGISTERS };
#define STREET_HAS(of) (1U << (of))

/* A community, registered or at least linked, or a unit. */
struct street_body {
	struct cb_text name; /* first: they are sorted by it */
	uint32_t id;
	bool is_community;
	int level;                   /* of register unit; -1 = none */
	const struct cb_cell *cells; /* of its register; NULL = it has no row */
};

struct street {
	const struct cb_query_run *run;
	const struct cb_office *office;
	int32_t day;
	struct cb_table tables[STREET_REGISTERS];
	struct cb_holders holders;
	struct street_body *bodies; /* communities by name, then units by name */
	size_t n_communities, n_bodies, cap_bodies;
};

/* Reads those of the registers (STREET_HAS, joined by |). Release it in any case. */
enum cb_status street_load(struct street *, const struct cb_query_run *, unsigned registers);
void street_release(struct street *);
/* R7, of the figures that were read. */
enum cb_status street_merge_figures(struct street *);
/* Has -d such a register at all? For reports. */
bool street_is_there(struct cb_query_run *);

/* Cells of the n-th row; NULL after the last. */
const struct cb_cell *street_row(const struct street *, enum street_of, size_t row);
/* R1, of the cells since and until, which are neighbours; all: whatever the day. */
bool street_in_force(const struct street *, const struct cb_cell *since);
/* The community of that id, or NULL. */
const struct street_body *street_community(const struct street *, uint32_t id);
/* R2: who is in the post of the community; *other as in query/holder.h. */
struct cb_text street_holder(const struct street *, const struct street_body *, enum cb_post, struct cb_text *other);
/* How many hold it, in a community or a unit. */
int64_t street_count_in_post(const struct street *, const struct street_body *, const char *post);
/* Is it a leader in office, of no community: who is linked, and is perhaps to be linked to the hardest? */
bool street_is_leader(const struct street *, const struct cb_cell *post);
/* Does rule org.post say so of it? */
bool street_is_asked(const struct street_body *, const struct cb_rule *);
/* The parties of a kind of link in force, joined by 、; estate 0: of the community, whether to an estate or not. */
void street_add_parties(const struct street *, int kind, uint32_t community, uint32_t estate, struct cb_str *out);

#endif
