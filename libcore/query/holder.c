#include <cb/data/label.h>
#include <cb/query/holder.h>
#include <cb/query/records.h>
#include <cb/value/fold.h>

#include <stdlib.h>

/* Where a post is found: its column in register community, whose labels are its names in register post, and its kind
 * of link. */
static const struct {
	int column;
	int link; /* a word of LINK_KIND, or -1: it is no link */
} posts[CB_POSTS] = {
	[CB_POST_SECRETARY] = { COMMUNITY_SECRETARY, -1 },
	[CB_POST_DIRECTOR] = { COMMUNITY_DIRECTOR, -1 },
	[CB_POST_LIAISON] = { COMMUNITY_LIAISON, LINK_LEADER },
	[CB_POST_LEAD_UNIT] = { COMMUNITY_LEAD_UNIT, LINK_LEAD },
};

const char *
cb_post_label(enum cb_post post, enum cb_lang lang)
{
	const struct cb_column *c = &cb_register_community.columns[posts[post].column];

	return lang == CB_ZH ? c->zh : c->key;
}

/* since: that cell and, behind it, until. */
static void
add(struct cb_holders *h, enum cb_post post, const struct cb_cell *community, const struct cb_cell *since,
    struct cb_text holder)
{
	struct cb_term_of_office *t;

	t = cb_push(h->terms, h->n, h->cap);
	t->community = (uint32_t)community->n;
	t->post = post;
	t->holder = cb_arena_text(&h->arena, holder);
	t->since_day = (int32_t)cb_cell_n_or(&since[0], INT32_MIN);
	t->until_day = (int32_t)cb_cell_n_or(&since[1], INT32_MAX);
}

_Static_assert(POST_UNTIL == POST_SINCE + 1 && LINK_UNTIL == LINK_SINCE + 1, "until is the cell behind since");

int
cb_post_column(enum cb_post post)
{
	return posts[post].column;
}

int
cb_post_find(struct cb_text word)
{
	int column = cb_column_by_label(&cb_register_community, word);

	for (int p = 0; p < CB_POSTS; p++)
		if (posts[p].column == column)
			return p;
	return -1;
}

/* The length of what stands between two posts at p, 0 = nothing does. */
static uint32_t
divider_at(struct cb_text p)
{
	return cb_text_starts(p, "兼") ? cb_text_of("兼").len : *p.p == '/' ? 1
	                                                                    : cb_fold_separator(p.p, p.len);
}

/* The next post of 书记、主任 or 书记兼主任. */
static bool
next_post(struct cb_text *rest, struct cb_text *post)
{
	uint32_t n = 0, at = 0;

	if (rest->len == 0)
		return false;
	while (at < rest->len && (n = divider_at((struct cb_text){ rest->p + at, rest->len - at })) == 0)
		at++;
	*post = cb_text_trim((struct cb_text){ rest->p, at });
	*rest = (struct cb_text){ rest->p + at + n, rest->len - at - n };
	return true;
}

bool
cb_post_equal(struct cb_text one, struct cb_text other)
{
	int post = cb_post_find(one);

	return cb_text_equal(one, other) || (post >= 0 && cb_post_find(other) == post);
}

bool
cb_post_is(struct cb_text held, struct cb_text asked)
{
	struct cb_text one;

	while (next_post(&held, &one))
		if (cb_post_equal(one, asked))
			return true;
	return false;
}

void
cb_holders_add_post(struct cb_holders *h, const struct cb_cell *cells)
{
	struct cb_text held = cells[POST_POST].text, one;

	while (next_post(&held, &one)) {
		int post = cb_post_find(one);

		if (post >= 0)
			add(h, (enum cb_post)post, &cells[POST_BODY], &cells[POST_SINCE], cells[POST_PERSON].text);
	}
}

void
cb_holders_add_link(struct cb_holders *h, const struct cb_cell *cells)
{
	for (int p = 0; p < CB_POSTS; p++)
		if (posts[p].link >= 0 && cells[LINK_KIND].n == posts[p].link)
			add(h, (enum cb_post)p, &cells[LINK_COMMUNITY], &cells[LINK_SINCE],
			    cb_office_name(h->office, (uint32_t)cells[LINK_PARTY].n));
}

static enum cb_status
load(struct cb_holders *h, const struct cb_register *reg, void (*take)(struct cb_holders *, const struct cb_cell *))
{
	struct cb_input in = { .reg = reg };
	struct cb_records records;
	const struct cb_record *record;

	cb_records_open(&records, h->office, &in, NULL, 0);
	while (cb_records_next(&records, &record) > 0)
		take(h, record->cells);
	return cb_records_close(&records);
}

enum cb_status
cb_holders_open(struct cb_holders *h, const struct cb_office *office)
{
	enum cb_status status;

	*h = (struct cb_holders){ .office = office };
	if (office->store == NULL && office->dir == NULL)
		return CB_OK;
	status = load(h, &cb_register_post, cb_holders_add_post);
	return status != CB_OK ? status : load(h, &cb_register_link, cb_holders_add_link);
}

void
cb_holders_release(struct cb_holders *h)
{
	free(h->terms);
	cb_arena_release(&h->arena);
	*h = (struct cb_holders){ 0 };
}

struct cb_text
cb_holders_in_post(const struct cb_holders *h, uint32_t community, enum cb_post post, int32_t day,
                   struct cb_text *other)
{
	struct cb_text found = { "", 0 };

	*other = (struct cb_text){ "", 0 };
	for (size_t i = 0; i < h->n; i++) {
		const struct cb_term_of_office *t = &h->terms[i];

		if (t->community != community || t->post != post || t->since_day > day || t->until_day < day)
			continue;
		if (found.len == 0)
			found = t->holder;
		else if (!cb_text_equal(found, t->holder))
			*other = t->holder;
	}
	return found;
}

struct cb_text
cb_holders_or(struct cb_text found, struct cb_text own, struct cb_text *other)
{
	if (found.len == 0)
		return own;
	if (own.len > 0 && !cb_text_equal(own, found))
		*other = own;
	return found;
}

struct cb_text
cb_holders_find(const struct cb_holders *h, uint32_t community, enum cb_post post, int32_t day, struct cb_text *other)
{
	const struct cb_community *c = cb_office_community(h->office, community);
	struct cb_text found = cb_holders_in_post(h, community, post, day, other);

	return cb_holders_or(found, c != NULL ? c->columns[posts[post].column] : (struct cb_text){ "", 0 }, other);
}
