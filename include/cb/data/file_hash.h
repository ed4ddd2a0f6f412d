/* The SHA-256 of a file's bytes: 64 lower-case digits and a NUL. False, and why in errno, where it cannot be read; what
 * is no regular file cannot. */
#ifndef CB_DATA_FILE_HASH_H
#define CB_DATA_FILE_HASH_H

#include <stdbool.h>

bool cb_file_hash(const char *path, char hex[65]);

#endif
