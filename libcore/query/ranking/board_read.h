/* Fills a score board from files or the database.
 *
 * R1 One large text, of a file or a pipe, is read by two threads that take turns at its lines, each with its own names,
 *    findings and board. When either meets anything but clean records (a finding, a total row, a quote left open where
 *    the lines were cut) what they did is thrown away and the text is read again by one: the result is always that of
 *    one. The same goes for a large database, whose periods two connections to it take in turns. */
#ifndef BOARD_READ_H
#define BOARD_READ_H

#include "board.h"
#include <cb/query/office.h>

/* Reads the score records of input (operands, else -d) that are not after period `last` (0 = all); of a database not
 * those that are idle. The board has been set up by the caller. CB_OK, or what is wrong with the input: see the
 * diag. */
enum cb_status cb_board_read(const struct cb_office *, const struct cb_input *, int64_t last, struct cb_board *);
/* Hands each of them to `take` instead, by one thread. */
enum cb_status cb_board_read_each(const struct cb_office *, const struct cb_input *, int64_t last,
                                  void (*take)(void *arg, const struct cb_board_record *), void *arg);
/* Is it after the period `last`, in which nothing asks for it? */
bool cb_board_is_after(int64_t period, int64_t last);

#endif
