/* Days and times of day. A day is the number of days since 1970-01-01 in the proleptic Gregorian
 * calendar, years 1000 to 9999; a date-time is minutes since 1970-01-01 00:00, Beijing time.
 *
 * R1 A date is written 2022-07-10, 2022.7.10, 2022/7/10, 20220710, 2022年7月10日 (号), with Chinese or
 *    full-width digits too; as Excel's number of the 1900 epoch, 20000 to 80000 (44752); or without
 *    its year, 7月10日 or 7.10, when the year is known: else CB_NO_YEAR.
 * R2 The year has four digits. 22.7.10 and 7/10/2022 are refused: they can be read in two ways.
 * R3 A time of 0:00 behind a date is dropped, as is 上午 or 下午 alone; any other is CB_BAD_DATE.
 * R4 A weekday behind it (星期三, 周三, in brackets too) is dropped where it is that of the day, else CB_WEEKDAY_OTHER.
 *    Blanks beside - / . and a full stop at the end do not count; 20260701093000 is a date with its time. */
#ifndef CB_VALUE_DATE_H
#define CB_VALUE_DATE_H

#include <cb/value/type.h>

enum { CB_DAY_MINUTES = 24 * 60 };

/* Any month 1–12 and day; a day beyond the month runs on into the next. */
int64_t cb_date_day(int year, int month, int day);
void cb_date_civil(int64_t day, int *year, int *month, int *mday);
int cb_date_month_days(int year, int month);
/* Is there such a day, in years 1000 to 9999? */
bool cb_date_exists(int year, int month, int day);
/* The day in which a minute lies, before 1970 too; the last minute of a day. */
int64_t cb_date_of_minute(int64_t minute);
int64_t cb_date_last_minute(int64_t day);

/* R1–R3; year 0 = not known. CB_BAD_DATE, CB_NO_YEAR or CB_NO_SUCH_DAY otherwise (blank: CB_BAD_DATE). */
enum cb_code cb_date_parse(struct cb_text, int year, int64_t *day);
/* Also 5月上旬 (1–10), 中旬 (11–20), 下旬 (21 to the end), and ranges: 7.1-7.5, 7月1日—5日, 2026.7.1至7.5, whose end lacks what
 * it has in common with the beginning; for registers with `until`. A date gives itself twice. */
enum cb_code cb_date_parse_span(struct cb_text, int year, int64_t *from, int64_t *to);
/* "2022-07-10" into buf (CB_PRINT_MAX). */
struct cb_text cb_date_print(int64_t day, char *buf);

/* How a column of days or date-times may be written beside R1: its arg. `say` writes it so; false: it cannot. */
struct cb_date_wording {
	bool (*say)(struct cb_text, int year, struct cb_str *plain);
};
/* A time limit: 7月15日前, 7月15日17时之前完成, 7月15日下班前; 7月底, 7月中旬, 7月10日-15日 and 2026年底, whose last day it is. */
extern const struct cb_date_wording cb_deadline;
/* A limit that counts from the time before it: 3日内, 两周以内完成, 24小时内, 5个工作日; 立即整改 and 当天 are 0 days. 3日 is a
 * day of a month: False, as for what is no limit. */
struct cb_term_said {
	int n;
	bool is_hours;
	bool is_worked; /* working days or hours */
};
bool cb_deadline_term(struct cb_text, struct cb_term_said *);
/* A month in which a term or an agreement begins or ends, 2024年3月: its first day, or its last; 至今 is "". Not 2024.1. */
extern const struct cb_date_wording cb_beginning, cb_ending;
/* A term from month to month, 2021.5-2026.5, 2021年5月—2026年4月: the first day of one, the last of the other; or one that
 * lasts, 2021年5月至今, 2021-05-10至今: *to is INT64_MIN. */
bool cb_date_parse_term(struct cb_text, int year, int64_t *from, int64_t *to);

/* 9:30, 09:30:00.0 (seconds dropped), 9时30分, 9点半, 下午3点, 3:20 PM, 24:00; with a zone, 01:30:00Z or 09:30+08:00 (one
 * west of Greenwich by name, GMT-5): the minutes of the day as written, and those that its zone adds to make it Beijing
 * time, which may lead into another day. False when it is no time of day, or can be read in two (晚上12点). */
bool cb_time_parse(struct cb_text, int *minutes, int *shift);
/* Words before a time that make it one of the day after. */
extern const char cb_next_day[];
/* 8:00-10:30, 下午2点—4点半, 22:00至次日1:00, as minutes of their days. One that ends no later than it begins ends on the day
 * after: said (is_next), or understood where neither time says which half of the day it is in. */
struct cb_time_span {
	int from, to;
	bool is_next;
};
bool cb_time_parse_span(struct cb_text, struct cb_time_span *);
/* 上午, 下午 and the like alone. */
bool cb_time_is_half_day(struct cb_text);
/* "09:30" into buf (CB_PRINT_MAX). */
struct cb_text cb_time_print(int64_t minutes, char *buf);

#endif
