/* How a libcore call ended. The values are the exit codes of every cb command (cb(7)). */
#ifndef CB_BASE_STATUS_H
#define CB_BASE_STATUS_H

enum cb_status {
	CB_OK = 0,         /* done */
	CB_FOUND = 1,      /* done, and an error was found in the data, or a check is not clean */
	CB_USAGE = 2,      /* wrong use or configuration */
	CB_UNREADABLE = 3, /* input cannot be read */
	CB_DATABASE = 4,   /* database error */
	CB_BUSY = 75,      /* database busy: try again */
};

/* The graver of two: 75, 4, 3, 2 go before 1, 1 before 0. */
enum cb_status cb_status_worse(enum cb_status a, enum cb_status b);

#endif
