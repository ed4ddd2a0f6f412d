/* data/store on a database that is damaged, or was never one: all that a command reads of it, and its check. */
#include <cb/data/store.h>

#include "fuzz.h"

const struct fuzz_target fuzz_target = { .name = "database", .inputs = 150 };

static void
scan(struct cb_store *store, struct cb_names *names, const struct cb_register *reg, struct cb_diag *diag)
{
	struct cb_scan_plan plan = { .reg = reg, .names = names, .by_text = true };
	const struct cb_record *record;
	struct cb_scan *rows = NULL;

	if (cb_scan_open(&rows, store, &plan, diag) != CB_OK)
		return;
	while (cb_scan_next(rows, &record) > 0)
		;
	cb_scan_close(rows);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct cb_diag diag = { 0 };
	struct cb_names *names = cb_names_new();
	struct cb_store *store = NULL;
	struct cb_table log = { 0 };
	enum cb_status status = cb_store_open(&store, fuzz_file(data, size), CB_OPEN_READ, &diag);

	if (status == CB_OK)
		status = cb_store_begin(store, &diag);
	if (status == CB_OK)
		status = cb_store_names(store, names, &diag);
	for (size_t i = 0; status == CB_OK && cb_registers[i] != NULL; i++)
		scan(store, names, cb_registers[i], &diag);
	if (status == CB_OK)
		cb_store_log(store, &log, &diag);
	if (status == CB_OK)
		cb_store_verify(store, &diag);
	if (status != CB_OK && diag.errors == 0)
		fuzz_fail("not read, and no word", "");
	cb_table_release(&log);
	cb_store_close(store);
	cb_names_free(names);
	cb_diag_release(&diag);
	return 0;
}
