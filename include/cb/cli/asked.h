/* What the words of the command line stand for: registers, periods, offices, inputs. */
#ifndef CB_CLI_ASKED_H
#define CB_CLI_ASKED_H

#include <cb/cli/app.h>
#include <cb/data/loose_table.h>
#include <cb/query/office.h>
#include <cb/value/period.h>

/* The register that the first operand names; else CB_USAGE, with the nearest name. */
enum cb_status cb_asked_register(struct cb_app *, const struct cb_register **out);
/* -d alone, of an older database: brings it up to date, as the message that a reader gives says. False: there
 * is no such thing to do, and nothing was done. */
bool cb_asked_upgrade(struct cb_app *, enum cb_status *);
/* -p against --today; zeroed when it was not given. */
enum cb_status cb_asked_period(struct cb_app *, struct cb_period_range *out);
/* The day that an option gives, its year from the range where the word has none; *out is kept for NULL. */
enum cb_status cb_asked_day(struct cb_app *, const char *word, const char *option, const struct cb_period_range *,
                            int32_t *out);
/* The number of a paper, put right (value/paper_number.h); one that has lost its brackets is suggested, not
 * taken. NULL adds nothing. */
enum cb_status cb_asked_number(struct cb_app *, const char *word, struct cb_str *out);
/* The office of -d and --rules. With CB_OPEN_WRITE the lock is held from before it is read: whatever the verb then
 * decides by is of the state that it writes into. */
enum cb_status cb_asked_office(struct cb_app *, enum cb_store_mode, struct cb_office *out);
/* Does -d name a file that is there and holds something? */
bool cb_asked_has_database(const struct cb_app *);
/* The same of a database: anything else is CB_USAGE and a finding that names the verb. */
enum cb_status cb_asked_database(struct cb_app *, enum cb_store_mode, struct cb_office *out);
/* Is the office open on a database? */
enum cb_status cb_asked_a_database(struct cb_app *, const struct cb_office *);
/* The same, opened as the options say; db and rules are set here. */
enum cb_status cb_asked_office_as(struct cb_app *, const struct cb_office_options *, struct cb_office *out);
/* Are there as many operands as the verb wants? Too few or too many are said: CB_USAGE. */
enum cb_status cb_asked_operands(struct cb_app *, size_t n);
/* The operands from the first-th on; without any, stdin, unless -d holds the records. */
struct cb_list cb_asked_files(struct cb_app *, size_t first);
/* The reading options, for a register and files. */
struct cb_input cb_asked_input(const struct cb_app *, const struct cb_register *, struct cb_list files,
                               const struct cb_period_range *);
struct cb_csv_options cb_asked_csv(const struct cb_app *);
/* --within: 3d, 5工作日; NULL leaves the cell as it is. */
enum cb_status cb_asked_within(struct cb_app *, const char *word, struct cb_cell *within);
/* The same for a table that is of no register. */
struct cb_loose_reading cb_asked_reading(const struct cb_app *);

#endif
