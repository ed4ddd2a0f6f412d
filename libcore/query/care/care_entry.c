/* One entry: its page, and what the verbs write. */
#include <cb/data/person_text.h>
#include <cb/data/rows_entered.h>
#include <cb/value/date.h>

#include "care_rows.h"

/* ---- its page: the only answer that has people ---- */

#define SAME(k, label, c) CB_QUERY_LIKE(k, label, care, c, 0)
static const struct cb_query_column columns[] = {
	[CARE_NO] = SAME("no", "编号", CARE_NO),
	[CARE_KIND] = SAME("kind", "帮扶类别", CARE_KIND),
	[CARE_HELPER] = SAME("helper", "结对人", CARE_HELPER),
	[CARE_GROUP] = SAME("group", "人员类别", CARE_GROUP),
	[CARE_HANDLER] = SAME("handler", "经办人", CARE_HANDLER),
	[CARE_BENEFICIARY] = SAME("beneficiary", "对象", CARE_BENEFICIARY),
	[CARE_COMMUNITY] = SAME("community", "社区", CARE_COMMUNITY),
	[CARE_SINCE] = SAME("since", "日期", CARE_SINCE),
	[CARE_UNTIL] = SAME("until", "止", CARE_UNTIL),
	[CARE_TRIGGER] = SAME("trigger", "事由", CARE_TRIGGER),
	[CARE_VISITS] = SAME("visits", "走访次数", CARE_VISITS),
	[CARE_VISITED] = SAME("visited", "走访日期", CARE_VISITED),
	[CARE_VOUCHER] = SAME("voucher", "票据号", CARE_VOUCHER),
	[CARE_AMOUNT] = SAME("amount", "金额", CARE_AMOUNT),
	[CARE_ITEM] = SAME("item", "物品", CARE_ITEM),
	[CARE_QUANTITY] = SAME("quantity", "数量", CARE_QUANTITY),
	[CARE_PEOPLE] = SAME("people", "人次", CARE_PEOPLE),
	[CARE_NOTE] = SAME("note", "备注", CARE_NOTE),
	{ 0 },
};

static const struct cb_cell *
find(const struct care_rows *rows, const char *no)
{
	for (size_t i = 0; i < rows->n; i++)
		if (cb_text_is(rows->rows[i][CARE_NO].text, no))
			return rows->rows[i];
	return NULL;
}

/* Who types a name is not told whether it is there. */
static enum cb_status
report_unknown(const struct cb_office *office, const char *no)
{
	struct cb_str said = { 0 };

	cb_person_text_say(cb_text_of(no), &said);
	return cb_report(office->diag, CB_NO_SUCH_RECORD, CB_NOWHERE, "", said, cb_register_care.key);
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	const char *no = run->of.care != NULL ? run->of.care->no : "";
	struct care_rows rows;
	enum cb_status status = care_rows_load(&rows, run);
	const struct cb_cell *cells = find(&rows, no);

	if (status == CB_OK && cells == NULL)
		status = report_unknown(run->office, no);
	for (int c = 0; status == CB_OK && c < CARE_N; c++) {
		struct cb_cell *row = c == 0 ? cb_table_row(out) : out->cells;

		row[c] = cb_table_keep(out, cells[c]);
	}
	care_rows_release(&rows);
	return status;
}

const struct cb_query cb_query_care_show = {
	.name = "care_show",
	.zh = "帮扶记录",
	.title_en = "Help: one entry",
	.title_zh = "帮扶记录",
	.columns = columns,
	.reads = "care",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_NEEDS_OPTION,
	.has = care_is_there,
	.fill = fill,
	.en = "One entry of register care, as cb-care show prints it.",
	.doc = "帮扶台账中的一条,同 cb-care show。",
};

/* ---- what the verbs write ---- */

/* The columns that a row must have, as they are, and the visits. */
static enum cb_status
begin_row(struct cb_office *office, const char *no, struct cb_arena *arena, struct cb_rows_entered *row,
          struct cb_cell *entry)
{
	static const int kept[] = { CARE_NO, CARE_KIND, CARE_COMMUNITY, CARE_SINCE };
	struct cb_query_run run = { .office = office };
	struct care_rows rows;
	enum cb_status status = care_rows_load(&rows, &run);
	const struct cb_cell *cells = find(&rows, no);

	if (status == CB_OK && cells == NULL)
		status = report_unknown(office, no);
	for (size_t i = 0; status == CB_OK && i < CB_COUNT(kept); i++) {
		const struct cb_column *column = &cb_register_care.columns[kept[i]];
		char buf[CB_PRINT_MAX];
		struct cb_text text = cb_cell_print(column->type, column->arg, &cells[kept[i]], buf);

		cb_rows_entered_add(row, column->key, cb_arena_copy(arena, text.p, text.len));
	}
	for (int c = CARE_VISITS; status == CB_OK && c <= CARE_VISITED; c++)
		entry[c] = cells[c];
	care_rows_release(&rows);
	return status;
}

enum cb_status
cb_care_row(struct cb_office *office, const char *no, struct cb_arena *arena, struct cb_rows_entered *row)
{
	struct cb_cell entry[CARE_N];

	return begin_row(office, no, arena, row, entry);
}

enum cb_status
cb_care_visit_row(struct cb_office *office, const char *no, int32_t day, struct cb_arena *arena,
                  struct cb_rows_entered *row)
{
	struct cb_cell entry[CARE_N];
	char buf[CB_PRINT_MAX];
	struct cb_text text;
	enum cb_status status = begin_row(office, no, arena, row, entry);

	if (status != CB_OK)
		return status;
	if (entry[CARE_VISITED].state == CB_VALUE && entry[CARE_VISITED].n < day)
		day = (int32_t)entry[CARE_VISITED].n;
	text = cb_date_print(day, buf);
	cb_rows_entered_add(row, "visited", cb_arena_copy(arena, text.p, text.len));
	entry[CARE_VISITS].state = CB_VALUE;
	entry[CARE_VISITS].n++;
	text = cb_cell_print(&cb_type_int, NULL, &entry[CARE_VISITS], buf);
	cb_rows_entered_add(row, "visits", cb_arena_copy(arena, text.p, text.len));
	return CB_OK;
}
