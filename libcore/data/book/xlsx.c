#include "xlsx.h"

#include <stdlib.h>
#include <string.h>

/* A relation of a part to another. */
struct relation {
	const char *id, *type, *target;
};
struct relations {
	struct cb_book *book;
	struct cb_str folder; /* of the part they belong to */
	struct relation *items;
	size_t n, cap;
};

/* ---- relations ---- */

/* target, as seen from the folder; /xl/a and ../a and . are resolved, \ is /. */
static const char *
resolve(struct cb_book *book, const char *folder, const char *target)
{
	struct cb_str path = { 0 };
	const char *resolved;

	if (*target != '/' && *target != '\\')
		cb_str_adds(&path, folder);
	while (*target != '\0') {
		size_t n = strcspn(target, "/\\");

		if (n == 2 && target[0] == '.' && target[1] == '.') {
			while (path.len > 0 && path.p[--path.len] != '/')
				;
		} else if (n > 0 && !(n == 1 && *target == '.')) {
			if (path.len > 0)
				cb_str_addc(&path, '/');
			cb_str_add(&path, target, n);
		}
		target += n + (target[n] != '\0');
	}
	resolved = cb_arena_copy(&book->arena, cb_str_c(&path), path.len);
	cb_str_release(&path);
	return resolved;
}

static const char *
keep(struct cb_book *book, const char *value)
{
	return value != NULL ? cb_arena_copy(&book->arena, value, strlen(value)) : "";
}

enum { RELATIONSHIPS = 1,
       RELATIONSHIP };

static void
begin_relation(struct book_xml *xml, uint8_t state, const char **attributes)
{
	struct relations *relations = xml->own;
	const char *target = cb_book_xml_attribute(attributes, "Target");
	const char *mode = cb_book_xml_attribute(attributes, "TargetMode");

	if (state != RELATIONSHIP || target == NULL || (mode != NULL && strcmp(mode, "External") == 0))
		return;
	*cb_push(relations->items, relations->n, relations->cap) = (struct relation){
		.id = keep(relations->book, cb_book_xml_attribute(attributes, "Id")),
		.type = keep(relations->book, cb_book_xml_attribute(attributes, "Type")),
		.target = resolve(relations->book, cb_str_c(&relations->folder), target),
	};
}

static const struct book_xml_reader relation_reader = {
	.elements = (const struct book_element[]){
		{ 0, "Relationships", RELATIONSHIPS },
		{ RELATIONSHIPS, "Relationship", RELATIONSHIP },
		{ 0 } },
	.begin = begin_relation,
};

/* The relations of a part ("" = the package); none when the file has none. */
static bool
read_relations(struct relations *relations, struct cb_book *book, const char *part)
{
	const char *slash = strrchr(part, '/');
	size_t n = slash != NULL ? (size_t)(slash - part) : 0;
	struct cb_str path = { 0 };
	int64_t at;

	*relations = (struct relations){ .book = book };
	cb_str_add(&relations->folder, part, n);
	cb_str_add(&path, part, n);
	cb_str_addf(&path, "%s_rels/%s.rels", n > 0 ? "/" : "", slash != NULL ? slash + 1 : part);
	at = cb_book_part_find(book, cb_str_text(&path));
	cb_str_release(&path);
	return at < 0 ||
	       cb_book_xml_read(book, at, BOOK_WHOLE(book), &relation_reader, relations);
}

static void
release_relations(struct relations *relations)
{
	cb_str_release(&relations->folder);
	free(relations->items);
}

/* The target of the relation whose type ends so: the rest of it differs between strict and transitional. */
static const char *
find_type(const struct relations *relations, const char *suffix)
{
	for (size_t i = 0; i < relations->n; i++)
		if (cb_text_ends(cb_text_of(relations->items[i].type), suffix))
			return relations->items[i].target;
	return NULL;
}

static const struct relation *
find_id(const struct relations *relations, const char *id)
{
	for (size_t i = 0; id != NULL && i < relations->n; i++)
		if (strcmp(relations->items[i].id, id) == 0)
			return &relations->items[i];
	return NULL;
}

int64_t
cb_book_related_part(struct cb_book *book, size_t part, const char *type, const char *id)
{
	struct relations relations;
	const struct relation *relation;
	int64_t found = -1;

	if (read_relations(&relations, book, cb_book_part_name(book, part)))
		for (size_t i = 0; i < relations.n && found < 0; i++) {
			relation = &relations.items[i];
			if (cb_text_ends(cb_text_of(relation->type), type) &&
			    (id == NULL || strcmp(relation->id, id) == 0))
				found = cb_book_part_find(book, cb_text_of(relation->target));
		}
	release_relations(&relations);
	return found;
}

/* Charts, dialogs and macros have tabs like sheets, but no cells that anybody typed. */
static bool
has_no_cells(const struct relation *relation)
{
	return cb_text_ends(cb_text_of(relation->type), "chartsheet") ||
	       cb_text_ends(cb_text_of(relation->type), "dialogsheet") ||
	       cb_text_ends(cb_text_of(relation->type), "acrosheet");
}

/* ---- the workbook ---- */

enum { WORKBOOK = 1,
       PROPERTIES,
       SHEETS,
       SHEET };

struct workbook {
	struct cb_book *book;
	struct xlsx *own;
	struct relations relations;
};

/* Where there are no relations, the n-th sheet has its usual name. */
static const char *
usual_name(struct workbook *workbook)
{
	struct cb_str name = { 0 };
	const char *kept;

	cb_str_addf(&name, "xl/worksheets/sheet%zu.xml", workbook->own->n_parts + 1);
	kept = keep(workbook->book, cb_str_c(&name));
	cb_str_release(&name);
	return kept;
}

static void
add_sheet(struct book_xml *xml, const char **attributes)
{
	struct workbook *workbook = xml->own;
	struct xlsx *own = workbook->own;
	const char *name = cb_book_xml_attribute(attributes, "name");
	const char *state = cb_book_xml_attribute(attributes, "state");
	const struct relation *relation = find_id(&workbook->relations, cb_book_xml_attribute(attributes, "id"));
	const char *target = relation != NULL ? relation->target : usual_name(workbook);
	bool is_hidden = state != NULL && (strcmp(state, "hidden") == 0 || strcmp(state, "veryHidden") == 0);

	if (relation != NULL && has_no_cells(relation))
		return;
	if (!cb_book_add_sheet(workbook->book, cb_text_of(name), is_hidden)) {
		xml->has_failed = true;
		return;
	}
	*cb_push(own->parts, own->n_parts, own->cap_parts) = (struct xlsx_sheet_part){
		.part = cb_book_part_find(workbook->book, cb_text_of(target)),
		.name = target,
	};
}

static void
begin_workbook(struct book_xml *xml, uint8_t state, const char **attributes)
{
	struct workbook *workbook = xml->own;

	if (state == PROPERTIES)
		workbook->own->is_1904 = cb_book_xml_is_true(cb_book_xml_attribute(attributes, "date1904"));
	if (state == SHEET)
		add_sheet(xml, attributes);
}

static const struct book_xml_reader workbook_reader = {
	.elements = (const struct book_element[]){
		{ 0, "workbook", WORKBOOK },
		{ WORKBOOK, "workbookPr", PROPERTIES },
		{ WORKBOOK, "sheets", SHEETS },
		{ SHEETS, "sheet", SHEET },
		{ 0 } },
	.begin = begin_workbook,
};

/* The part that a relation of this type names, else its usual name in the folder; -1 = none. */
static int64_t
find_part(struct workbook *workbook, const char *type, const char *usual)
{
	const char *target = find_type(&workbook->relations, type);
	int64_t part = target != NULL ? cb_book_part_find(workbook->book, cb_text_of(target)) : -1;

	if (part < 0)
		part = cb_book_part_find(workbook->book, cb_text_of(usual));
	return part;
}

static bool
read_workbook(struct workbook *workbook, const char *path)
{
	struct cb_book *book = workbook->book;
	int64_t part = cb_book_part_find(book, cb_text_of(path));

	if (part < 0) {
		cb_report(book->diag, CB_PART_MISSING, BOOK_WHOLE(book), "", path);
		return false;
	}
	if (!read_relations(&workbook->relations, book, path))
		return false;
	workbook->own->workbook = part;
	workbook->own->styles = find_part(workbook, "/styles", "xl/styles.xml");
	workbook->own->texts = find_part(workbook, "/sharedStrings", "xl/sharedStrings.xml");
	if (!cb_book_xml_read(book, part, BOOK_WHOLE(book), &workbook_reader, workbook))
		return false;
	if (book->n_sheets == 0)
		cb_report(book->diag, CB_NO_SHEET, BOOK_WHOLE(book), "");
	return book->n_sheets > 0;
}

static enum cb_status
open_xlsx(struct cb_book *book)
{
	struct workbook workbook = { .book = book };
	struct relations package = { 0 };
	const char *path;
	bool ok;

	workbook.own = book->own = cb_alloc(1, sizeof(*workbook.own));
	ok = read_relations(&package, book, "");
	path = find_type(&package, "/officeDocument");
	ok = ok && read_workbook(&workbook, path != NULL ? path : "xl/workbook.xml");
	ok = ok && cb_xlsx_read_styles(book, workbook.own);
	release_relations(&package);
	release_relations(&workbook.relations);
	return ok ? CB_OK : CB_UNREADABLE;
}

static void
close_xlsx(struct cb_book *book)
{
	struct xlsx *own = book->own;

	if (own == NULL)
		return;
	free(own->parts);
	free(own->styles_of);
	free(own->struck_fonts);
	free(own->string_flags);
	free(own->formats.codes);
	free(own->strings);
	free(own);
	book->own = NULL;
}

const struct book_format cb_book_xlsx = { "xlsx", open_xlsx, cb_xlsx_rows, close_xlsx };
