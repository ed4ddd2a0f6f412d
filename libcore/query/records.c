#include <cb/query/records.h>

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "office_names.h"

bool
cb_records_file(const struct cb_office *office, const struct cb_register *reg, struct cb_str *path)
{
	struct stat st;

	if (office->dir == NULL)
		return false;
	cb_str_addf(path, "%s/%s.csv", office->dir, reg->key);
	return stat(cb_str_c(path), &st) == 0 || errno != ENOENT;
}

static enum cb_status
open_source(struct cb_records *r, const struct cb_office *office, const struct cb_input *input,
            struct cb_scan_plan *plan, struct cb_diag *diag)
{
	struct cb_input in = *input;

	*r = (struct cb_records){ .reg = input->reg, .diag = diag };
	if (office->n_mergers > 0 && office->day != 0) {
		r->office = office;
		r->cells = cb_alloc((size_t)in.reg->n_columns, sizeof(*r->cells));
	}
	in.names = office->names;
	in.column_aliases = &office->column_aliases;
	if (in.paths.n > 0)
		return cb_reader_open(&r->reader, &in, diag);
	plan->reg = in.reg;
	plan->names = office->names;
	plan->columns = in.columns;
	plan->stored_only = in.stored_only;
	plan->placeless = in.placeless;
	plan->in_any_order = in.in_any_order;
	if (office->store != NULL)
		return cb_scan_open(&r->scan, office->store, plan, diag);
	if (!cb_records_file(office, in.reg, &r->path))
		return CB_OK;
	r->paths[0] = cb_str_c(&r->path);
	in.paths = (struct cb_list){ r->paths, 1 };
	in.accept_masked = true;
	return cb_reader_open(&r->reader, &in, diag);
}

static enum cb_status
open_records(struct cb_records *r, const struct cb_office *office, const struct cb_input *input,
             struct cb_scan_plan *plan, struct cb_diag *diag)
{
	enum cb_status status = open_source(r, office, input, plan, diag);

	return r->status = status;
}

enum cb_status
cb_records_open(struct cb_records *r, const struct cb_office *office, const struct cb_input *input,
                const struct cb_scan_bound *bounds, size_t n_bounds)
{
	struct cb_scan_plan plan = { .bounds = bounds, .n_bounds = n_bounds };

	return open_records(r, office, input, &plan, office->diag);
}

enum cb_status
cb_records_open_beside(struct cb_records *r, const struct cb_office *office, const struct cb_input *input,
                       struct cb_diag *diag)
{
	struct cb_scan_plan plan = { 0 };

	return open_records(r, office, input, &plan, diag);
}

int
cb_records_next_stored(struct cb_records *r, const struct cb_record **record)
{
	int got = 0;

	if (r->status != CB_OK)
		return 0;
	if (r->scan != NULL)
		got = cb_scan_next(r->scan, record);
	else if (r->reader != NULL)
		got = cb_reader_next(r->reader, record);
	if (got < 0)
		r->status = r->diag->status;
	return got;
}

int64_t
cb_records_batch(const struct cb_records *r)
{
	return r->scan != NULL ? cb_scan_batch(r->scan) : 0;
}

int
cb_records_next(struct cb_records *r, const struct cb_record **record)
{
	int got = cb_records_next_stored(r, record);

	while (got > 0 && r->office != NULL && !office_record_of_day(r, record))
		got = cb_records_next_stored(r, record);
	return got;
}

enum cb_status
cb_records_close(struct cb_records *r)
{
	enum cb_status status = r->status;

	cb_reader_close(r->reader);
	cb_scan_close(r->scan);
	cb_str_release(&r->path);
	free(r->cells);
	*r = (struct cb_records){ 0 };
	return status;
}
