/* Certificates of service: register certificate, to which only cb-volunteer adds.
 *
 * R1 A certificate says what one person served in one period by our own records: what counts (query/volunteer.h R2),
 *    not hours_before, which others recorded. Nothing served: CB_NOTHING_SERVED.
 * R2 Serials run without a gap in each year of issue: 2026-0001, 2026-0002. One that was withdrawn with its batch is
 *    not given again.
 * R3 The code is the first 16 hexadecimal digits of the SHA-256 of serial, number, period, minutes, day and issuer. It
 *    shows that these are what was issued, not who issued them: that is what the register answers.
 * R4 A revocation is a row of its own. Genuine is what was issued, has the code that it says, and is not revoked.
 * R5 What is issued is a row of query issued, which the template of the certificate prints. As lines it has the four
 *    groups of the rules on records of voluntary service (2021): who served, what, who issues it, and number, day and
 *    code. */
#ifndef CB_QUERY_VOLUNTEER_CERTIFICATE_H
#define CB_QUERY_VOLUNTEER_CERTIFICATE_H

#include <cb/data/rows_entered.h>
#include <cb/query/query.h>
#include <cb/value/period.h>

/* R6 certificates: those issued and revoked in the range, else in the seven days that end today: what is to be made
 * public. */
extern const struct cb_query cb_query_volunteer_certificates;

struct cb_certificate {
	struct cb_office *office; /* a database, under the lock where one is issued */
	const char *who;          /* number, or name that fits one */
	struct cb_period_range range;
	int32_t today_day;
	const char *issuer, *head, *handler, *contact, *note; /* NULL = not said; issuer: rule report.issuer */
};
/* The certificate that is being issued: one row, or none. */
extern const struct cb_query cb_query_issued;
/* Adds the row to be taken in, and fills the one of cb_query_issued. Texts of the row live in the arena. */
enum cb_status cb_certificate_issue(const struct cb_certificate *, struct cb_arena *, struct cb_rows_entered *,
                                    struct cb_table *issued);
/* R5: the same, a line a value; the name masked unless reveals. */
void cb_certificate_lines(const struct cb_table *issued, bool reveals, struct cb_table *out);
/* R4: one row; CB_FOUND where it is not genuine. asked is SERIAL or SERIAL:CODE. */
enum cb_status cb_certificate_verify(struct cb_office *, const char *asked, struct cb_table *);
/* Adds to the row that revokes it, which has its day and reason, what the register says of it. */
enum cb_status cb_certificate_revoke(struct cb_office *, const char *serial, struct cb_arena *,
                                     struct cb_rows_entered *);

#endif
