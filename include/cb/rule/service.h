/* Time served by volunteers: how much of each service counts.
 *
 * R1 A service lasts from its start to its end, over midnight where the end is the earlier time of day; without an
 *    end it lasts as long as it counts. A service without a start overlaps with no other.
 * R2 Time that an earlier service of the same person covers does not count again: 09:00-11:00 and 10:00-12:00 are
 *    three hours. Earlier is the one that starts first; of two that start together the one that ends first, then the
 *    one whose activity comes first. What counts of a service is never below 0, and the sum of a person does not
 *    depend on the order of the rows.
 * R3 Where no length is given, it is end less start less travel. Travel never counts. */
#ifndef CB_RULE_SERVICE_H
#define CB_RULE_SERVICE_H

#include <cb/base/diag.h>
#include <cb/base/str.h>

enum { CB_SERVICE_NO_TIME = -1 };

struct cb_service {
	uint32_t person;
	uint32_t community, source, row; /* the caller's own */
	int32_t day;
	int32_t minutes;    /* served, without travel */
	int32_t counted;    /* R2: how many of them count; set by cb_services_count */
	uint32_t overlaps;  /* index + 1 of a service that covers some of it, 0 = none; set likewise */
	int64_t batch;      /* the caller's own; of equal services that of the lower batch, then row, comes first */
	int16_t start, end; /* minutes of the day or CB_SERVICE_NO_TIME */
	int16_t travel;     /* minutes; the caller's own, as are state, passes and is_late */
	uint8_t state;
	bool passes, is_late;
	bool is_counted; /* set by the caller; a service that does not count covers nothing */
	struct cb_text activity;
};

/* R3. Below 0 where start or end is not known, or where travel took longer. */
int32_t cb_service_minutes(int start, int end, int32_t travel);
/* Sorts n services by person and by R2, and sets counted and overlaps of each. */
void cb_services_count(struct cb_service *, size_t n);

#endif
