/* No temporary of an output outlives the program, however it ends: by a signal, or out of memory. */
#ifndef GUARD_H
#define GUARD_H

#include <cb/data/file.h>

/* Once: sets the signals. */
void cb_guard_start(void);
/* Before an output is opened: no signal comes until cb_guard, which then needs no memory. */
void cb_guard_expect(void);
/* The temporary of that output goes when the program ends; NULL: there is none after all. */
void cb_guard(struct cb_out *);
/* It is released, and no longer looked at. */
void cb_guard_drop(const struct cb_out *);
/* So are all. */
void cb_guard_end(void);

#endif
