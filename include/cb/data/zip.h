/* libzip, loaded with the first archive that is read or written. It brings OpenSSL with it, which costs a program more
 * to load than all else that it does at its start, and most runs see no archive.
 *
 * cb_zip()->fread is zip_fread, and so on: <zip.h> says what they do. */
#ifndef CB_DATA_ZIP_H
#define CB_DATA_ZIP_H

#include <zip.h>

/* clang-format off */
#define CB_ZIP_FUNCTIONS(DO) \
	DO(close) DO(discard) DO(error_code_zip) DO(error_fini) DO(error_init) DO(error_set) \
	DO(error_to_data) DO(fclose) DO(fdopen) DO(file_add) \
	DO(file_get_error) DO(file_replace) DO(file_set_dostime) DO(fopen_index) DO(fread) \
	DO(get_error) DO(get_name) DO(get_num_entries) DO(name_locate) DO(open_from_source) \
	DO(set_file_compression) DO(source_function) DO(source_function_create) \
	DO(source_seek_compute_offset) DO(stat_index) DO(stat_init)
/* clang-format on */

struct cb_zip {
#define CB_ZIP_MEMBER(name) __typeof__(zip_##name) *name;
	CB_ZIP_FUNCTIONS(CB_ZIP_MEMBER)
#undef CB_ZIP_MEMBER
};

/* NULL where the library is not installed: errno is ELIBACC. */
const struct cb_zip *cb_zip(void);

#endif
