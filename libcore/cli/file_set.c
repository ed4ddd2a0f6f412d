#include <cb/cli/file_set.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NAME_BYTES = 200 };

/* R1 */
static void
add_name(struct cb_text name, struct cb_str *out)
{
	uint32_t len = name.len;

	if (len > NAME_BYTES)
		for (len = NAME_BYTES; len > 0 && ((unsigned char)name.p[len] & 0xc0) == 0x80;)
			len--;
	for (uint32_t i = 0; i < len; i++)
		cb_str_addc(out, name.p[i] == '/' || (unsigned char)name.p[i] < ' ' ? '_' : name.p[i]);
}

static bool
is_taken(const struct cb_file_set *set, const char *path)
{
	for (size_t i = 0; i < set->n; i++)
		if (strcmp(set->paths[i], path) == 0)
			return true;
	return false;
}

static const char *
take_path(struct cb_file_set *set, struct cb_text name, const char *tail)
{
	struct cb_str path = { 0 };
	const char *kept;
	size_t stem;

	cb_str_addf(&path, "%s/", set->folder);
	add_name(name, &path);
	stem = path.len;
	cb_str_adds(&path, tail);
	for (unsigned i = 2; is_taken(set, cb_str_c(&path)); i++) {
		path.len = stem;
		cb_str_addf(&path, " (%u)%s", i, tail);
	}
	kept = cb_arena_copy(&set->texts, path.p, path.len);
	cb_str_release(&path);
	*cb_push(set->paths, set->n, set->cap) = kept;
	return kept;
}

enum cb_status
cb_file_set_start(struct cb_file_set *set, struct cb_app *app, const char *folder)
{
	*set = (struct cb_file_set){ .app = app, .folder = folder };
	return cb_app_make_folder(app, folder, &set->is_new);
}

enum cb_status
cb_file_set_open(struct cb_file_set *set, struct cb_text name, const char *tail, unsigned flags, struct cb_out **out)
{
	*out = cb_alloc(1, sizeof(**out));
	*cb_push(set->outs, set->n_outs, set->cap_outs) = *out;
	return cb_app_open_file(set->app, take_path(set, name, tail), flags, *out);
}

void
cb_file_set_drop(struct cb_file_set *set)
{
	struct cb_out *last = set->outs[--set->n_outs];

	cb_app_drop(last);
	free(last);
}

enum cb_status
cb_file_set_commit(struct cb_file_set *set)
{
	enum cb_status rc = set->n_outs > 0 ? cb_out_commit_all(set->outs, set->n_outs, &set->app->diag) : CB_OK;

	set->is_new = set->is_new && rc != CB_OK;
	while (rc == CB_OK && set->n_outs > 0)
		cb_file_set_drop(set); /* of what is written nothing is held */
	return rc;
}

void
cb_file_set_release(struct cb_file_set *set)
{
	while (set->n_outs > 0)
		cb_file_set_drop(set);
	if (set->is_new)
		rmdir(set->folder); /* what is in it stays */
	free(set->paths);
	free(set->outs);
	cb_arena_release(&set->texts);
	*set = (struct cb_file_set){ 0 };
}

enum cb_status
cb_file_set_end(struct cb_file_set *set, enum cb_status so_far)
{
	enum cb_status rc = so_far == CB_OK ? cb_file_set_commit(set) : so_far;

	cb_file_set_release(set);
	return rc;
}
