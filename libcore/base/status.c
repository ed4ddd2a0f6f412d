#include <cb/base/status.h>

enum cb_status
cb_status_worse(enum cb_status a, enum cb_status b)
{
	return a > b ? a : b; /* the values are in the order of gravity */
}
