/* Time served: how long each service of a person counts.
 *
 * R1 A service with a start lasts from then until its end, over midnight where the end is the earlier of both; without
 *    an end as long as it counts. One without a start has no place in its day: it never overlaps.
 * R2 Of one person, time that an earlier service covers already does not count again: 09:00-11:00 and 10:00-12:00 are
 *    three hours. Earlier is who starts first; of those that start together who ends first; then by activity. What of
 *    a service counts is never below 0, and the sum over a person does not depend on the order of the rows.
 * R3 The length of a service without one is its end less its start less travel; travel never counts. */
#ifndef CB_RULE_SERVICE_H
#define CB_RULE_SERVICE_H

#include <cb/base/diag.h>
#include <cb/base/str.h>

enum { CB_SERVICE_NO_TIME = -1 };

struct cb_service {
	uint32_t person;
	uint32_t community, source, row; /* of the caller */
	int32_t day;
	int32_t minutes;    /* served, without travel */
	int32_t counted;    /* R2, set by cb_services_count */
	uint32_t overlaps;  /* index + 1 of the one that covers some of it, 0 = none; set likewise */
	int64_t batch;      /* of the caller */
	int16_t start, end; /* minutes of the day or CB_SERVICE_NO_TIME */
	int16_t travel;     /* minutes, of the caller, as the next */
	uint8_t state;
	bool passes, is_late;
	bool is_counted; /* what does not count covers nothing */
	struct cb_text activity;
};

/* R3; below 0 where start or end is not known, or travel is longer than that. */
int32_t cb_service_minutes(int start, int end, int32_t travel);
/* Sorts by person, then R2, and sets counted and overlaps. */
void cb_services_count(struct cb_service *, size_t n);

#endif
