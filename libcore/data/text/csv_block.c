/* The text of a CSV file, block by block, and its lines split where they stand. */
#include <cb/base/words.h>

#include "csv_state.h"

void
cb_csv_report(const struct csv *csv, enum cb_code code, size_t column)
{
	struct cb_where where = { csv->rows.source, csv->start_line, (uint32_t)column };

	cb_report(csv->diag, code, where, "");
}

int
cb_csv_fail(struct csv *csv, enum cb_code code, size_t column)
{
	cb_csv_report(csv, code, column);
	csv->has_failed = true;
	return -1;
}

/* The cell from p to end, without the blanks around it; few cells have some. */
static inline void
add_trimmed(struct csv *csv, const char *p, const char *end)
{
	if (p < end && ((unsigned char)*p <= ' ' || (unsigned char)end[-1] <= ' ') && !csv->keep_blanks) {
		while (p < end && cb_csv_is_blank(*p))
			p++;
		while (p < end && cb_csv_is_blank(end[-1]))
			end--;
	}
	cb_csv_add_cell(csv, p, (size_t)(end - p));
}

void
cb_csv_split(struct csv *csv, const char *p, const char *end)
{
	const char *cell = p;

	csv->n_cells = 0;
	for (; p < end; p += sizeof(uint64_t)) {
		uint64_t hits = cb_words_bytes_like(cb_words_load8(p), csv->delimiter);

		for (; hits != 0 && csv->n_cells <= FIELDS_MAX; hits &= hits - 1) {
			const char *stop = p + __builtin_ctzll(hits) / 8;

			if (stop >= end)
				break;
			add_trimmed(csv, cell, stop);
			cell = stop + 1;
		}
	}
	if (csv->n_cells <= FIELDS_MAX)
		add_trimmed(csv, cell, end);
}

bool
cb_csv_is_too_long(struct csv *csv, size_t len_bytes)
{
	for (size_t i = 0; len_bytes > FIELD_MAX && i < csv->n_cells; i++)
		if (csv->cells[i].len > FIELD_MAX)
			return cb_csv_fail(csv, CB_FIELD_TOO_LONG, i + 1) < 0;
	if (len_bytes > RECORD_MAX || csv->n_cells > FIELDS_MAX)
		return cb_csv_fail(csv, CB_RECORD_TOO_LONG, 0) < 0;
	return false;
}

/* Moves a position along with the block; what stood before `begin` is gone. */
static size_t
shift(size_t at, size_t by)
{
	return at > by ? at - by : 0;
}

/* A delimiter outside ASCII becomes one byte, outside quotes: n bytes from p on, how many are left. */
static size_t
narrow(struct csv *csv, char *p, size_t n)
{
	size_t kept = 0;

	if (csv->n_wide == 0)
		return n;
	for (size_t at = 0; at < n;) {
		if (p[at] == '"')
			csv->in_quotes = !csv->in_quotes;
		if (!csv->in_quotes && n - at >= csv->n_wide && memcmp(p + at, csv->wide, csv->n_wide) == 0) {
			p[kept++] = SEPARATOR;
			at += csv->n_wide;
		} else {
			p[kept++] = p[at++];
		}
	}
	return kept;
}

/* How many bytes at the end are part of a wide delimiter, or are a Ctrl-Z that may end the file. */
static size_t
held_back(const struct csv *csv, const char *p, size_t n)
{
	size_t z = 0;

	while (z < HELD_MAX && z < n && p[n - 1 - z] == CTRL_Z)
		z++;
	for (size_t part = csv->n_wide > 1 ? csv->n_wide - 1 : 0; z == 0 && part > 0; part--)
		if (part <= n && memcmp(p + n - part, csv->wide, part) == 0)
			return part;
	return z;
}

/* Reads at most n bytes behind what is held, to p, which has room for both: how many are to be used. *got as
 * cb_text_file_read. */
static size_t
read_text(struct csv *csv, char *p, size_t n, ptrdiff_t *got)
{
	size_t have = csv->n_held;

	memcpy(p, csv->held, have);
	*got = cb_text_file_read(csv->file, p + have, n);
	csv->n_held = 0;
	if (*got <= 0)
		return have > 0 && *p == CTRL_Z ? 0 : have;
	have += (size_t)*got;
	csv->n_held = held_back(csv, p, have);
	memcpy(csv->held, p + have - csv->n_held, csv->n_held);
	return narrow(csv, p, have - csv->n_held);
}

int
cb_csv_refill(struct csv *csv)
{
	size_t rest = csv->end - csv->begin;
	size_t want = rest > csv->block_bytes ? rest : csv->block_bytes; /* doubling */
	ptrdiff_t got;

	if (csv->at_end)
		return 0;
	if (rest > FIELD_MAX) {
		cb_csv_split(csv, csv->block + csv->begin, csv->block + csv->end);
		if (cb_csv_is_too_long(csv, rest))
			return -1;
	}
	memmove(csv->block, csv->block + csv->begin, rest);
	csv->lf = shift(csv->lf, csv->begin);
	csv->cr = shift(csv->cr, csv->begin);
	csv->quote = shift(csv->quote, csv->begin);
	csv->begin = 0;
	csv->end = rest;
	if (csv->cap < rest + HELD_MAX + want + BEHIND)
		csv->block = cb_grow(csv->block, &csv->cap, rest + HELD_MAX + want + BEHIND, 1);
	csv->end += read_text(csv, csv->block + rest, want, &got);
	memset(csv->block + csv->end, 0, BEHIND);
	if (got < 0) {
		csv->has_failed = true;
		return -1;
	}
	csv->at_end = got == 0;
	return got > 0 || csv->end > rest;
}
