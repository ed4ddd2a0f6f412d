/* reader cells|records FILE: only reads, and prints how many rows; what cb's reading costs by itself.
 * cells: rows of untyped cells (layer 1). records: typed score records (layer 3), summed. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <cb/data/columns.h>
#include <cb/data/reader.h>

static int
read_cells(const char *path, struct cb_diag *diag)
{
	struct cb_rows *rows;
	struct cb_row row;
	uint64_t n = 0, bytes = 0;
	int got;

	if (cb_csv_open(&rows, path, &(struct cb_csv_options){ 0 }, diag) != CB_OK)
		return 1;
	while ((got = rows->next(rows, &row)) > 0) {
		n++;
		for (uint32_t i = 0; i < row.n; i++)
			bytes += row.cells[i].len;
	}
	rows->close(rows);
	printf("%" PRIu64 " rows, %" PRIu64 " bytes\n", n, bytes);
	return got < 0;
}

static int
read_records(const char *path, struct cb_diag *diag)
{
	struct cb_names *names = cb_names_new();
	struct cb_input in = { .reg = &cb_register_score, .paths = { &path, 1 }, .names = names };
	struct cb_reader *reader;
	const struct cb_record *record;
	uint64_t n = 0;
	int64_t sum = 0;
	int got;

	if (cb_reader_open(&reader, &in, diag) != CB_OK)
		return 1;
	while ((got = cb_reader_next(reader, &record)) > 0) {
		n++;
		sum += record->cells[SCORE_SCORE].n;
	}
	cb_reader_close(reader);
	cb_names_free(names);
	printf("%" PRIu64 " records, sum %" PRId64 " millionths\n", n, sum);
	return got < 0;
}

int
main(int argc, char **argv)
{
	struct cb_diag diag = { .lang = CB_EN };
	int rc;

	if (argc != 3 || (strcmp(argv[1], "cells") != 0 && strcmp(argv[1], "records") != 0)) {
		fputs("usage: reader cells|records FILE\n", stderr);
		return 2;
	}
	rc = argv[1][0] == 'c' ? read_cells(argv[2], &diag) : read_records(argv[2], &diag);
	rc = rc != 0 || diag.errors > 0;
	cb_diag_release(&diag);
	return rc;
}
