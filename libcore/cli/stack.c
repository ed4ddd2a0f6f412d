#include "stack.h"

#include <sys/resource.h>

/* The system lets the stack grow up to the limit of the moment: what is raised here counts at once. */
enum cb_status
cb_stack_prepare(struct cb_diag *diag)
{
	static const rlim_t need_bytes = 1 << 20;
	struct rlimit limit;

	if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= need_bytes)
		return CB_OK;
	if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max >= need_bytes) {
		limit.rlim_cur = need_bytes;
		if (setrlimit(RLIMIT_STACK, &limit) == 0)
			return CB_OK;
	}
	return cb_report(diag, CB_STACK_SMALL, CB_NOWHERE, NULL, (uint64_t)limit.rlim_cur >> 10,
	                 (uint64_t)need_bytes >> 10);
}
