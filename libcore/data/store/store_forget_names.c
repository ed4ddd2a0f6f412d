/* Rows of another register that name the person by name, or name and telephone. */
#include <stdlib.h>
#include <string.h>

#include <cb/data/person_text.h>

#include "store_forget.h"

/* Each row that a person has or had: who was called what. */
struct version {
	struct cb_text name, phone;
	const char *no; /* of the person to be forgotten; NULL: of another one of that name */
};

struct references {
	struct forget *f;
	struct version *versions;
	size_t n, cap;
	size_t n_own; /* those of the person come first */
	uint64_t unclear;
};

static void
add_version(struct references *r, const struct cb_stored_row *stored, const char *no)
{
	const struct forget_rule *rule = r->f->rule;
	struct version *v = cb_push(r->versions, r->n, r->cap);

	*v = (struct version){ .no = no,
		               .name = cb_arena_text(&r->f->arena, stored->cells[rule->name].text),
		               .phone = cb_arena_text(&r->f->arena, stored->cells[rule->phone].text) };
}

static const char *
own_number(const struct forget *f, struct cb_text no)
{
	for (size_t i = 0; i < f->n_numbers; i++)
		if (cb_text_is(no, f->numbers[i].no))
			return f->numbers[i].no;
	return NULL;
}

static void
see_own(void *self, struct cb_pack *pack, const struct cb_stored_row *stored)
{
	struct references *r = self;
	const char *no = own_number(r->f, stored->cells[r->f->rule->no].text);

	(void)pack;
	if (no != NULL && stored->cells[r->f->rule->name].state == CB_VALUE)
		add_version(r, stored, no);
}

static void
see_others(void *self, struct cb_pack *pack, const struct cb_stored_row *stored)
{
	struct references *r = self;
	const struct cb_cell *cells = stored->cells;

	(void)pack;
	if (own_number(r->f, cells[r->f->rule->no].text) != NULL)
		return;
	for (size_t i = 0; i < r->n_own; i++)
		if (cb_text_equal(cells[r->f->rule->name].text, r->versions[i].name)) {
			add_version(r, stored, NULL);
			return;
		}
}

static bool
fits(const struct version *v, struct cb_text name, struct cb_text phone)
{
	return cb_text_equal(v->name, name) && (phone.len == 0 || cb_text_equal(v->phone, phone));
}

/* The number of the person that the text names, NULL = it names nobody or another; unclear: it may be either. */
static const char *
named_by(struct references *r, struct cb_text text, bool *unclear)
{
	struct cb_text name, phone = { "", 0 };
	struct cb_arena arena = { 0 };
	const char *no = NULL;

	*unclear = false;
	cb_person_text_split(text, &name, &phone, &arena);
	for (size_t i = 0; i < r->n; i++) {
		if (!fits(&r->versions[i], name, phone))
			continue;
		if (r->versions[i].no != NULL)
			no = r->versions[i].no;
		else
			*unclear = no != NULL;
	}
	cb_arena_release(&arena);
	return *unclear ? NULL : no;
}

/* Another row of the person may have the same key: then the number is one that nobody has. */
static void
name_by_number(void *self, struct cb_pack *pack, const struct cb_stored_row *stored)
{
	enum { TRIES = 1000 };
	struct references *r = self;
	int column = r->f->rule->by_column;
	struct cb_cell now[CB_FIELDS_MAX];
	bool unclear;
	const char *no = !stored->has_check ? NULL : named_by(r, stored->cells[column].text, &unclear);
	struct cb_str number = { 0 };

	if (no == NULL) {
		r->unclear += stored->has_check && unclear;
		return;
	}
	memcpy(now, stored->cells, sizeof(now));
	cb_str_adds(&number, no);
	for (int i = 2; i < TRIES; i++) {
		now[column] = (struct cb_cell){ .text = cb_str_text(&number), .state = CB_VALUE };
		if (forget_change_row(r->f, pack, r->f->suffix, stored, now) != SQLITE_CONSTRAINT_UNIQUE)
			break;
		cb_str_setf(&number, "%s#%d", no, i);
	}
	cb_str_release(&number);
}

/* The register, and its history. */
static enum cb_status
both(struct references *r, struct cb_pack *pack, const char *condition, cb_row_seen *see)
{
	static const char *const suffixes[] = { "", "_old" };
	enum cb_status rc = CB_OK;

	for (size_t i = 0; i < CB_COUNT(suffixes) && rc == CB_OK; i++) {
		struct cb_row_visit visit = { suffixes[i], condition, see, r };

		r->f->suffix = suffixes[i];
		rc = cb_stored_rows(r->f->store, pack, &visit, r->f->diag);
	}
	return rc;
}

enum cb_status
forget_references(struct forget *f)
{
	struct references r = { .f = f };
	struct cb_pack by;
	enum cb_status rc = both(&r, &f->pack, "", see_own);
	r.n_own = r.n;
	if (rc == CB_OK && r.n_own > 0)
		rc = both(&r, &f->pack, "", see_others);
	cb_pack_init(&by, f->rule->by, f->store->names);
	if (rc == CB_OK && r.n_own > 0)
		rc = both(&r, &by, "WHERE check_value IS NOT NULL", name_by_number);
	cb_pack_release(&by);
	if (rc == CB_OK && r.unclear > 0)
		cb_report(f->diag, CB_REFERENCE_UNCLEAR, CB_NOWHERE, "", f->rule->by->key, (int64_t)r.unclear);
	free(r.versions);
	return rc;
}
