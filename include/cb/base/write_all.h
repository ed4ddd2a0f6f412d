/* Bytes to a file, every one of them: a write may take fewer than it is given, or be interrupted by a signal. */
#ifndef CB_BASE_WRITE_ALL_H
#define CB_BASE_WRITE_ALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* False: errno says why, and how many were written is not known. */
bool cb_write_all(int fd, const char *p, size_t n);
/* The same to that offset on, where the file's own stays. */
bool cb_write_all_at(int fd, const char *p, size_t n, int64_t at);

#endif
