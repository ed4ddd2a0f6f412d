#include <cb/report/templates.h>

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cb/base/suggest.h>
#include <cb/report/report.h>

struct names {
	const char **items;
	size_t n, cap;
	struct cb_arena arena;
};

static int
compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
read_names(const char *folder, struct names *names)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		struct cb_text name = cb_text_of(entry->d_name);

		if (!cb_text_ends(name, ".md") || name.p[0] == '.')
			continue;
		*cb_push(names->items, names->n, names->cap) = cb_arena_copy(&names->arena, name.p, name.len - 3);
	}
	if (dir != NULL)
		closedir(dir);
	cb_sort(names->items, names->n, sizeof(*names->items), compare);
}

static void
release_names(struct names *names)
{
	free(names->items);
	cb_arena_release(&names->arena);
}

static void
report_unknown(const char *folder, const char *word, struct cb_diag *diag)
{
	struct cb_nearest nearest = { 0 };
	struct names names = { 0 };

	read_names(folder, &names);
	for (size_t i = 0; i < names.n; i++)
		cb_nearest_try(&nearest, cb_text_of(word), cb_text_of(names.items[i]));
	cb_report(diag, CB_UNKNOWN_TEMPLATE, CB_NOWHERE, "", word, cb_arg_nearest(nearest.text));
	release_names(&names);
}

enum cb_status
cb_templates_find(const char *folder, const char *word, struct cb_str *path, struct cb_diag *diag)
{
	if (strchr(word, '/') != NULL || strchr(word, '.') != NULL) {
		cb_str_adds(path, word);
		return CB_OK;
	}
	cb_str_addf(path, "%s/%s.md", folder, word);
	if (access(cb_str_c(path), R_OK) == 0)
		return CB_OK;
	report_unknown(folder, word, diag);
	return CB_USAGE;
}

static enum cb_status
list_one(const char *folder, const char *name, struct cb_table *out, struct cb_diag *diag)
{
	struct cb_report_template t = { 0 };
	struct cb_str path = { 0 };
	struct cb_cell *cells;
	enum cb_status status;

	cb_str_addf(&path, "%s/%s.md", folder, name);
	status = cb_report_template_read(&t, cb_str_c(&path), diag);
	if (status == CB_OK) {
		cells = cb_table_row(out);
		cells[0] = cb_table_text(out, cb_text_of(name));
		cells[1] = cb_table_text(out, cb_text_of(diag->lang == CB_EN ? t.en : t.zh));
		cells[2] = cb_table_text(out, cb_text_of(t.needs));
		cells[3] = cb_table_text(out, cb_text_of(t.each));
	}
	cb_report_template_release(&t);
	cb_str_release(&path);
	return status;
}

enum cb_status
cb_templates_list(const char *folder, struct cb_table *out, struct cb_diag *diag)
{
	struct names names = { 0 };
	enum cb_status status = CB_OK;

	out->title_zh = "自带的模板";
	out->title_en = "Installed templates";
	cb_table_column(out, "template", "模板", &cb_type_text, NULL);
	cb_table_column(out, "description", "说明", &cb_type_text, NULL);
	cb_table_column(out, "needs", "需要", &cb_type_text, NULL);
	cb_table_column(out, "each", "逐份", &cb_type_text, NULL);
	read_names(folder, &names);
	for (size_t i = 0; status == CB_OK && i < names.n; i++)
		status = list_one(folder, names.items[i], out, diag);
	release_names(&names);
	return status;
}
