#include <cb/cli/file_names.h>

#include <stdlib.h>
#include <string.h>

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
is_taken(const struct cb_file_names *names, const char *path)
{
	for (size_t i = 0; i < names->n; i++)
		if (strcmp(names->paths[i], path) == 0)
			return true;
	return false;
}

const char *
cb_file_names_take(struct cb_file_names *names, struct cb_text name, const char *tail)
{
	struct cb_str path = { 0 };
	const char *kept;
	size_t stem;

	cb_str_addf(&path, "%s/", names->folder);
	add_name(name, &path);
	stem = path.len;
	cb_str_adds(&path, tail);
	for (unsigned i = 2; is_taken(names, cb_str_c(&path)); i++) {
		path.len = stem;
		cb_str_addf(&path, " (%u)%s", i, tail);
	}
	kept = cb_arena_copy(&names->texts, path.p, path.len);
	cb_str_release(&path);
	*cb_push(names->paths, names->n, names->cap) = kept;
	return kept;
}

void
cb_file_names_release(struct cb_file_names *names)
{
	free(names->paths);
	cb_arena_release(&names->texts);
	*names = (struct cb_file_names){ 0 };
}
