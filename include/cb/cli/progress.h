/* One line on stderr that says how far a long run is. */
#ifndef CB_CLI_PROGRESS_H
#define CB_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

/* Zeroed = off. */
struct cb_progress {
	bool is_on, is_shown;
	int64_t began_ms, drawn_ms;
};

/* Starts the clock. is_on: stderr is a terminal and nobody said no. */
void cb_progress_start(struct cb_progress *, bool is_on);
/* Draws `done/total what` after the first second, ten times a second at most; total 0 = not known.
 * About 30 ns when there is nothing to draw. */
void cb_progress_update(struct cb_progress *, uint64_t done, uint64_t total, const char *what);
/* Wipes the line, so that something else may be printed. */
void cb_progress_clear(struct cb_progress *);

#endif
