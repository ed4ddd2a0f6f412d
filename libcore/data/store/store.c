/* Opening a file, and what must hold of it; an older one is brought up to date. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cb/base/reason.h>
#include <cb/base/suggest.h>
#include <cb/data/store_chain.h>

#include "store_sql.h"

enum { WAIT_ALL_MS = 10000,
       WAIT_STEP_MS = 25,
       BESIDE_BYTES = 4 << 20 };

/* SQLite asks here whether to go on waiting for a lock. In the middle of a transaction never, but at
 * its commit: a spilling cache asks at every page while a reader is there, and can do without. */
static int
on_busy(void *arg, int count)
{
	struct cb_store *store = arg;
	struct timespec pause = { 0, WAIT_STEP_MS * 1000000L };

	(void)count;
	if ((store->in_transaction && !store->commits) || store->wait_left_ms <= 0)
		return 0;
	nanosleep(&pause, NULL);
	store->wait_left_ms -= WAIT_STEP_MS;
	return 1;
}

/* ---- opening ---- */

/* The name in the same folder that is nearest to the one that is not there. */
static struct cb_text
nearest_name(const char *path, struct cb_arena *arena)
{
	const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
	struct cb_nearest nearest = { 0 };
	struct cb_str folder = { 0 };
	const struct dirent *entry;
	DIR *dir;

	cb_str_add(&folder, path, slash != NULL ? (size_t)(name - path) : 0);
	dir = opendir(slash != NULL ? cb_str_c(&folder) : ".");
	while (dir != NULL && (entry = readdir(dir)) != NULL)
		if (entry->d_name[0] != '.' && strcmp(entry->d_name, name) != 0)
			cb_nearest_try(&nearest, cb_text_of(name), cb_arena_text(arena, cb_text_of(entry->d_name)));
	if (dir != NULL)
		closedir(dir);
	cb_str_release(&folder);
	return nearest.text;
}

static enum cb_status
report_missing(const struct cb_store *store, struct cb_diag *diag)
{
	struct cb_arena arena = { 0 };
	struct cb_text nearest = nearest_name(store->path, &arena);

	cb_report(diag, CB_DB_MISSING, CB_NOWHERE, NULL, store->path, cb_arg_nearest(nearest));
	cb_arena_release(&arena);
	return CB_DATABASE;
}

/* An empty file is a database to be made, where one may be. */
static enum cb_status
take_empty(struct cb_store *store, struct cb_diag *diag)
{
	store->is_new = store->mode == CB_OPEN_CREATE;
	if (store->is_new)
		return CB_OK;
	return report_missing(store, diag);
}

/* The file must be there and no directory; with CB_OPEN_CREATE it is made, for its owner only. */
static enum cb_status
prepare_file(struct cb_store *store, struct cb_diag *diag)
{
	struct stat st;
	int fd;

	if (store->mode == CB_OPEN_CREATE) {
		fd = open(store->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		if (fd >= 0) {
			close(fd);
			store->created = store->is_new = true;
			return CB_OK;
		}
		if (errno != EEXIST)
			return cb_report(diag, CB_DB_OPEN, CB_NOWHERE, NULL, store->path, cb_reason(errno, diag->lang));
	}
	if (stat(store->path, &st) != 0 || S_ISDIR(st.st_mode)) {
		int error = errno;

		if (error == ENOENT)
			report_missing(store, diag);
		else
			cb_report(diag, CB_DB_OPEN, CB_NOWHERE, NULL, store->path,
			          cb_reason(S_ISDIR(st.st_mode) ? EISDIR : error, diag->lang));
		return CB_DATABASE;
	}
	return st.st_size > 0 || !S_ISREG(st.st_mode) ? CB_OK : take_empty(store, diag);
}

/* EXTRA: a commit is the removal of the journal, which must outlive a loss of power too. */
static const char durably[] = "PRAGMA synchronous = EXTRA";
/* What spills shuts out the readers. A number of pages instead of OFF: undoing a very large batch must not take all
 * the memory there is. */
static const char keeping_pages[] = "PRAGMA cache_spill = 16384";

static enum cb_status
connect_file(struct cb_store *store, bool reads, struct cb_diag *diag)
{
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
	            (reads ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
	/* "file:x" and ":memory:" are file names here */
	char *path = sqlite3_mprintf("%s%s", store->path[0] == '/' ? "" : "./", store->path);
	int rc = sqlite3_open_v2(path, &store->db, flags, NULL);

	sqlite3_free(path);
	if (rc != SQLITE_OK)
		return cb_store_fail(store, diag);
	sqlite3_busy_handler(store->db, on_busy, store);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 0);
	return CB_OK;
}

static enum cb_status
prepare_to_write(struct cb_store *store, struct cb_diag *diag)
{
	enum cb_status rc = cb_store_exec(store, durably, diag);

	return rc == CB_OK && store->mode == CB_OPEN_WRITE ? cb_store_exec(store, keeping_pages, diag) : rc;
}

static const char first_look[] = "SELECT count(*) FROM sqlite_schema";

/* A writer that was killed leaves its journal, and nobody can read before that is rolled back: a
 * reader opens the file to write for this alone. */
static enum cb_status
look_first(struct cb_store *store, struct cb_diag *diag)
{
	enum cb_status rc;

	if (sqlite3_exec(store->db, first_look, NULL, NULL, NULL) == SQLITE_OK)
		return CB_OK;
	if (sqlite3_extended_errcode(store->db) != SQLITE_READONLY_ROLLBACK)
		return cb_store_fail(store, diag);
	sqlite3_close(store->db);
	rc = connect_file(store, false, diag);
	if (rc == CB_OK)
		rc = cb_store_exec(store, first_look, diag);
	sqlite3_close(store->db);
	store->db = NULL;
	return rc == CB_OK ? connect_file(store, true, diag) : rc;
}

/* Is it ours, and of the version that this program knows? A writer brings an older one up to date. */
static enum cb_status
check_version(struct cb_store *store, struct cb_diag *diag)
{
	int64_t version = 0;
	struct stat st;
	enum cb_status rc = look_first(store, diag);

	/* rolled back to nothing: whoever was to make it did not come to an end */
	if (rc == CB_OK && stat(store->path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size == 0)
		rc = take_empty(store, diag);
	if (rc != CB_OK || store->is_new)
		return rc;
	rc = cb_store_version(store, &version, diag);
	if (rc != CB_OK || version == CB_STORE_VERSION)
		return rc;
	store->was_older = true;
	if (store->mode != CB_OPEN_READ)
		return cb_store_upgrade(store, diag);
	return cb_report(diag, CB_DB_OLDER, CB_NOWHERE, NULL, store->path, version, CB_STORE_VERSION);
}

/* What is read from here on is of this state or a later one. */
static void
note_state(struct cb_store *store)
{
	store->seen = cb_store_data_version(store);
	store->seen_batch = cb_store_last_batch(store);
}

enum cb_status
cb_store_open(struct cb_store **out, const char *path, enum cb_store_mode mode, struct cb_diag *diag)
{
	struct cb_store *store = cb_alloc(1, sizeof(*store));
	size_t n = strlen(path);
	enum cb_status rc;

	*out = NULL;
	store->path = memcpy(cb_alloc(n + 1, 1), path, n);
	store->mode = mode;
	store->wait_left_ms = WAIT_ALL_MS;
	rc = prepare_file(store, diag);
	if (rc == CB_OK)
		rc = connect_file(store, mode == CB_OPEN_READ, diag);
	if (rc == CB_OK && mode != CB_OPEN_READ)
		rc = prepare_to_write(store, diag);
	if (rc == CB_OK)
		rc = check_version(store, diag);
	if (rc != CB_OK) {
		cb_store_close(store);
		return rc;
	}
	if (mode != CB_OPEN_READ)
		note_state(store);
	*out = store;
	return CB_OK; /* what failed is told at the next step */
}

/* The first one's lock keeps everybody from committing; where the file has a log beside it (somebody has turned WAL
 * on) it does not. */
static bool
is_same_state(struct cb_store *store, struct cb_store *beside)
{
	return cb_store_last_batch(store) == cb_store_last_batch(beside) &&
	       cb_store_number(beside, "SELECT count(*) - 1 FROM term", -1) == (int64_t)store->n_terms;
}

bool
cb_store_open_beside(struct cb_store **out, struct cb_store *store, struct cb_diag *diag)
{
	struct stat st;

	*out = NULL;
	if (store->mode != CB_OPEN_READ || !store->in_transaction || store->names == NULL ||
	    stat(store->path, &st) != 0 || st.st_size < BESIDE_BYTES ||
	    cb_store_open(out, store->path, CB_OPEN_READ, diag) != CB_OK)
		return false;
	if (cb_store_start(*out, diag) == CB_OK && is_same_state(store, *out)) {
		(*out)->names = store->names;
		(*out)->n_terms = store->n_terms;
		return true;
	}
	cb_store_close(*out);
	*out = NULL;
	return false;
}

void
cb_store_close(struct cb_store *store)
{
	struct stat st;

	if (store == NULL)
		return;
	cb_store_end(store);
	sqlite3_close(store->db);
	if (store->created && !store->committed && stat(store->path, &st) == 0 && st.st_size == 0)
		unlink(store->path);
	cb_names_free(store->own_names);
	cb_dict_release(&store->forgotten);
	free(store->to_term);
	free(store->to_name);
	free(store->rank);
	free(store->path);
	free(store);
}

const char *
cb_store_path(const struct cb_store *store)
{
	return store->path;
}

bool
cb_store_was_older(const struct cb_store *store)
{
	return store->was_older;
}
