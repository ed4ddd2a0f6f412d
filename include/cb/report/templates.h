/* Installed templates: the files NAME.md of a folder. */
#ifndef CB_REPORT_TEMPLATES_H
#define CB_REPORT_TEMPLATES_H

#include <cb/base/diag.h>
#include <cb/data/table.h>

/* The file behind a word: with a slash or an extension the word itself, else folder/WORD.md. When there is none
 * the nearest name is told: CB_USAGE. */
enum cb_status cb_templates_find(const char *folder, const char *word, struct cb_str *path, struct cb_diag *);
/* One row a template, by name: its name, its phrase, what it needs, what it goes through. */
enum cb_status cb_templates_list(const char *folder, struct cb_table *out, struct cb_diag *);

#endif
