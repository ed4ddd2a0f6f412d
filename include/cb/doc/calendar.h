/* Days and deadlines as a calendar that telephones subscribe to (RFC 5545).
 *
 * R1 One event a row of a table that has a column `due` (a deadline: an alarm the day before) or `date` (with `start`,
 *    `until`); a row without either is left out. Times are of Asia/Shanghai; a day without a time is a whole day.
 * R2 The summary is the title, else what is demanded, with who it is about; the state says whether the event is tentative (计划) or cancelled.
 * R3 UID is the number, else a hash of what names the row: the same row is the same event whenever it is
 *    written. Nothing
 *    comes from a clock: DTSTAMP is the day of the event. Lines are of 75 bytes at most, cut between characters. */
#ifndef CB_DOC_CALENDAR_H
#define CB_DOC_CALENDAR_H

#include <cb/doc/format.h>

/* ics, and docx as in cli/paper.h. Ended by name == NULL, for cb_command.formats. */
extern const struct cb_format cb_calendar_formats[];

#endif
