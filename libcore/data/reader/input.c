/* What is read and where a record of it stands. */
#include <string.h>

#include <cb/data/reader.h>

struct cb_where
cb_record_where(const struct cb_record *record, int column)
{
	struct cb_where where = record->where;

	if (record->file_columns != NULL && record->file_columns[column] != 0)
		where.column = record->file_columns[column];
	return where;
}

struct cb_text
cb_record_written(const struct cb_record *record, int column, struct cb_text name)
{
	uint32_t at = record->file_columns == NULL ? 0 : record->file_columns[column];
	struct cb_text raw = { "", 0 };

	if (record->raw != NULL && at > 0 && at <= record->raw->n)
		raw = cb_text_trim(record->raw->cells[at - 1]);
	/* what was put around a text so that others leave it alone is none of it */
	return raw.len == 0 || raw.p[0] == '=' || raw.p[0] == '\'' || (record->of_several >> column & 1) != 0 ? name : raw;
}

uint64_t
cb_input_needed(const struct cb_input *in)
{
	uint64_t mask = in->need;

	for (int c = 0; c < in->reg->n_columns && in->need == 0; c++)
		if ((in->reg->columns[c].flags & CB_REQUIRED) != 0)
			mask |= UINT64_C(1) << c;
	return mask;
}

bool
cb_reader_is_lock_file(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;

	return strncmp(name, "~$", 2) == 0 || strncmp(name, ".~", 2) == 0;
}
