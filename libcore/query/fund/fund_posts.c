#include "fund_posts.h"

#include <stdlib.h>

#include <cb/query/records.h>

/* The newest term of the person in the community, index + 1, or 0. Where another is given it is the newest from now
 * on. */
static uint32_t
newest_term(struct fund_posts *posts, uint32_t community, struct cb_text person, uint32_t newer)
{
	struct cb_str key = { 0 };
	uint32_t newest;

	cb_str_addf(&key, "%u/%.*s", (unsigned)community, CB_TEXT_ARG(person));
	newest = cb_dict_get(&posts->at, cb_str_text(&key));
	if (newer != 0)
		cb_dict_put(&posts->at, cb_str_text(&key), newer);
	cb_str_release(&key);
	return newest;
}

static void
add(struct fund_posts *posts, const struct cb_cell *cells)
{
	struct fund_term *term = cb_push(posts->terms, posts->n, posts->cap);

	term->since_day = (int32_t)cb_cell_n_or(&cells[POST_SINCE], INT32_MIN);
	term->until_day = (int32_t)cb_cell_n_or(&cells[POST_UNTIL], INT32_MAX);
	term->next = newest_term(posts, (uint32_t)cells[POST_BODY].n, cells[POST_PERSON].text, (uint32_t)posts->n);
}

static void
read_posts(struct fund_posts *posts, const struct cb_office *office)
{
	struct cb_diag quiet = { .lang = office->diag->lang }; /* whoever imports the register is told */
	struct cb_input in = { .reg = &cb_register_post };
	struct cb_records records;
	const struct cb_record *record;

	cb_records_open_beside(&records, office, &in, &quiet);
	while (cb_records_next(&records, &record) > 0)
		add(posts, record->cells);
	cb_records_close(&records);
	cb_diag_release(&quiet);
	posts->is_read = true;
}

/* Do the community's own columns, which say no days, name the person? *knows becomes true where they name anybody. */
static bool
is_named_by(const struct cb_community *community, struct cb_text person, bool *knows)
{
	static const int columns[] = { COMMUNITY_SECRETARY, COMMUNITY_DIRECTOR };

	for (size_t i = 0; community != NULL && i < CB_COUNT(columns); i++) {
		*knows = *knows || community->columns[columns[i]].len > 0;
		if (cb_text_equal(community->columns[columns[i]], person))
			return true;
	}
	return false;
}

bool
fund_posts_has(struct fund_posts *posts, const struct cb_office *office, const struct fund_post *post)
{
	bool knows;

	if (!posts->is_read)
		read_posts(posts, office);
	knows = posts->n > 0;
	for (uint32_t at = newest_term(posts, post->community, post->person, 0); at != 0;) {
		const struct fund_term *term = &posts->terms[at - 1];

		if (post->day >= term->since_day && post->day <= term->until_day)
			return true;
		at = term->next;
	}
	return is_named_by(cb_office_community(office, post->community), post->person, &knows) || !knows;
}

void
fund_posts_release(struct fund_posts *posts)
{
	free(posts->terms);
	cb_dict_release(&posts->at);
	*posts = (struct fund_posts){ 0 };
}
