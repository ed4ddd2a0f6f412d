/* Work on bytes that are not to be trusted, in a process of its own: what crashes, never ends or wants all memory
 * there is a finding here. The child is forked, runs no other program, and hands over its result as messages. */
#ifndef BOOK_CHILD_H
#define BOOK_CHILD_H

#include "book_state.h"

#include <stdio.h>
#include <sys/types.h>

/* One message; what the numbers mean is settled between the two. */
struct child_message {
	uint32_t what; /* from 1 */
	uint32_t n[4];
	struct cb_text text; /* received: lives until the next one */
};

struct child_limits {
	unsigned seconds, megabytes; /* of computing, of memory; 0 = none */
};

struct child {
	pid_t pid;
	FILE *in;
	struct child_limits limits;
	struct cb_str text;
	bool is_whole; /* the end has been received */
};

/* In the child: sends a message; the end is sent when `work` returns. */
struct child_out;
void cb_child_send(struct child_out *, struct child_message);

/* Forks; work(arg, out) runs in the child. False: no process or pipe is to be had (errno). */
bool cb_child_start(struct child *, void (*work)(void *arg, struct child_out *), void *arg, struct child_limits);
/* 1 = *message, 0 = that was all, or the child broke off. */
int cb_child_next(struct child *, struct child_message *message);
/* Waits for the child, which is ended if it has more to say. CB_OK, or what happened to it has been reported for
 * the book as a whole. */
enum cb_status cb_child_end(struct child *, struct cb_book *);

#endif
