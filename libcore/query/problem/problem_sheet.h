/* The sheet of a unit's open problems, on its way out (problem_sheet.c) and back (problem_return.c). */
#ifndef PROBLEM_SHEET_H
#define PROBLEM_SHEET_H

#include <cb/data/schema.h>

/* The first SHEET_BEGUN columns say what there is to do and stay as they are. */
enum { SHEET_NO,
       SHEET_WHAT,
       SHEET_WHERE,
       SHEET_DUE,
       SHEET_BEGUN,
       SHEET_OUTCOME = SHEET_BEGUN,
       SHEET_TIME,
       SHEET_EVIDENCE,
       SHEET_NOTE,
       SHEET_N };
enum { OUTCOME_GOES_ON,
       OUTCOME_FIXED,
       OUTCOME_ASKS };

/* Of no table: the binding of a sheet that comes back. */
extern const struct cb_register problem_sheet;

#endif
