#include <cb/rule/service.h>

#include <cb/base/mem.h>

enum { DAY = 24 * 60 };

/* R1: its start and end as minutes since 1970. */
static int64_t
from_of(const struct cb_service *s)
{
	return (int64_t)s->day * DAY + s->start;
}

static int64_t
until_of(const struct cb_service *s)
{
	if (s->end == CB_SERVICE_NO_TIME)
		return from_of(s) + s->minutes;
	return (int64_t)s->day * DAY + s->end + (s->end < s->start ? DAY : 0);
}

int32_t
cb_service_minutes(int start, int end, int32_t travel)
{
	if (start < 0 || end < 0)
		return -1;
	return end - start + (end < start ? DAY : 0) - travel;
}

static int
by_person_and_time(const void *pa, const void *pb)
{
	const struct cb_service *a = pa, *b = pb;
	int by = cb_order(a->person, b->person);

	if (by == 0)
		by = cb_order(from_of(a), from_of(b));
	if (by == 0)
		by = cb_order(until_of(a), until_of(b));
	if (by == 0)
		by = cb_text_compare(a->activity, b->activity);
	if (by == 0)
		by = cb_order(a->minutes, b->minutes);
	if (by == 0)
		by = cb_order(a->batch, b->batch);
	return by != 0 ? by : cb_order(a->row, b->row);
}

void
cb_services_count(struct cb_service *services, size_t n)
{
	int64_t covered_until = 0;
	size_t covered_by = 0; /* index + 1 */

	cb_sort(services, n, sizeof(*services), by_person_and_time);
	for (size_t i = 0; i < n; i++) {
		struct cb_service *s = &services[i];
		int64_t from = from_of(s), until = until_of(s), covered = 0;

		if (i == 0 || services[i - 1].person != s->person)
			covered_by = 0;
		s->overlaps = 0;
		s->counted = s->is_counted ? s->minutes : 0;
		if (!s->is_counted || s->start == CB_SERVICE_NO_TIME)
			continue;
		if (covered_by != 0 && covered_until > from) {
			covered = (until < covered_until ? until : covered_until) - from;
			s->overlaps = covered > 0 ? (uint32_t)covered_by : 0;
			s->counted = covered < s->minutes ? s->minutes - (int32_t)covered : 0;
		}
		if (covered_by == 0 || until > covered_until) {
			covered_until = until;
			covered_by = i + 1;
		}
	}
}
