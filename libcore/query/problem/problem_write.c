/* What the verbs that write need to know of the database. */
#include "problem_book.h"

enum cb_status
cb_problem_numbers(const struct cb_office *office, struct cb_list where, struct cb_arena *arena, struct cb_list *out)
{
	const struct cb_query_run run = { .office = office, .where = where };
	struct book b = { 0 };
	enum cb_status status = book_load(&b, &run);
	const char **numbers = cb_arena_alloc(arena, (b.n + 1) * sizeof(*numbers));

	for (size_t i = 0; i < b.n; i++)
		numbers[i] = cb_arena_copy(arena, b.problems[i].no.p, b.problems[i].no.len);
	*out = (struct cb_list){ numbers, b.n };
	if (status == CB_OK && b.n == 0)
		status = cb_report(office->diag, CB_NONE_CHOSEN, CB_NOWHERE, "", where.items[0]);
	book_release(&b);
	return status;
}

/* The step entered last; NULL where there is none, or others are of its batch (reported). */
static const struct step *
last_alone(struct book *b, const char *no)
{
	size_t n, together = 0;
	const struct step *steps = book_steps(b, cb_text_of(no), &n), *last = steps;

	if (n == 0) {
		cb_report(b->office->diag, CB_NO_STEPS, CB_NOWHERE, "", no);
		return NULL;
	}
	for (size_t i = 1; i < n; i++)
		last = steps[i].step > last->step ? &steps[i] : last;
	for (size_t i = 0; i < b->n_steps; i++)
		together += b->steps[i].batch == last->batch;
	if (together == 1)
		return last;
	if (cb_store_upgraded_steps(b->office->store, last->batch) != 0)
		cb_report(b->office->diag, CB_STEPS_OF_UPGRADE, CB_NOWHERE, "", last->batch, last->batch);
	else
		cb_report(b->office->diag, CB_STEPS_TOGETHER, CB_NOWHERE, "", no, last->batch);
	return NULL;
}

enum cb_status
cb_problem_undo_step(struct cb_office *office, const char *no, const struct cb_author *author, bool dry_run)
{
	const struct cb_query_run run = { .office = office };
	struct book b = { 0 };
	const struct step *last;
	enum cb_status status = book_load_log(&b, &run);

	if (status == CB_OK) {
		last = last_alone(&b, no);
		status = last == NULL ? CB_FOUND : cb_intake_undo(office, last->batch, author, dry_run);
	}
	book_release(&b);
	return status;
}

enum cb_status
cb_problem_is_kept(const struct cb_office *office, const char *no)
{
	const struct cb_query_run run = { .office = office };
	struct book b = { .only_numbers = true };
	enum cb_status status = book_load(&b, &run);
	bool is_kept = false;

	for (size_t i = 0; i < b.n; i++)
		is_kept |= cb_text_is(b.problems[i].no, no) && b.problems[i].state != STATE_VOID;
	book_release(&b);
	if (status == CB_OK && !is_kept)
		status = cb_report(office->diag, CB_NO_SUCH_PROBLEM, CB_NOWHERE, "", no);
	return status;
}
