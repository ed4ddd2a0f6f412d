/* Makes a workbook of what a sender's may have: make_styled FILE [hidden]. Two sheets of scores with slips, one with
 * comments and one without (that may be hidden), and a third that is of another kind. */
#include <xlsxwriter.h>

static lxw_format *
look(lxw_workbook *book, const char *font, double size, lxw_color_t fill)
{
	lxw_format *format = workbook_add_format(book);

	format_set_font_name(format, font);
	format_set_font_size(format, size);
	format_set_border(format, LXW_BORDER_THIN);
	format_set_bg_color(format, fill);
	return format;
}

/* Title, header, and rows of which one has a slip. */
static void
fill(lxw_workbook *book, lxw_worksheet *sheet)
{
	static const char *const labels[] = { "月份", "社区", "指标", "得分", "备注" };
	lxw_format *title = look(book, "黑体", 18, 0xFFFFFF), *header = look(book, "黑体", 11, 0xFFF2CC);
	lxw_format *text = look(book, "楷体", 12, 0xEEEEEE), *number = look(book, "楷体", 12, 0xEEEEEE);

	format_set_align(title, LXW_ALIGN_CENTER);
	format_set_num_format(number, "0.00_ ");
	worksheet_merge_range(sheet, 0, 0, 0, 4, "得分表", title);
	worksheet_set_row(sheet, 0, 33, NULL);
	for (lxw_col_t c = 0; c < 5; c++)
		worksheet_write_string(sheet, 1, c, labels[c], header);
	for (lxw_row_t row = 2; row < 6; row++) {
		worksheet_write_string(sheet, row, 0, "2026-07", text);
		worksheet_write_string(sheet, row, 1, row == 2 ? "西街社区" : "槐荫社区", text);
		worksheet_write_string(sheet, row, 2, row % 2 ? "卫生" : "治安", text);
		worksheet_write_blank(sheet, row, 4, text);
	}
	worksheet_write_string(sheet, 2, 3, "9O", number);
	worksheet_write_number(sheet, 3, 3, 98.6, number);
	worksheet_write_formula_num(sheet, 4, 3, "=SUM(D4,-1)", number, 97.6);
	worksheet_write_string(sheet, 5, 1, "", text);
	worksheet_write_number(sheet, 5, 3, 77, number);
	worksheet_set_row(sheet, 3, 41.5, NULL);
	worksheet_set_row_opt(sheet, 5, 15, NULL, &(lxw_row_col_options){ .hidden = LXW_TRUE });
	worksheet_set_column(sheet, 1, 1, 23, NULL);
	worksheet_freeze_panes(sheet, 2, 0);
	worksheet_repeat_rows(sheet, 0, 1);
}

/* What hangs on the cells. */
static void
decorate(lxw_workbook *book, lxw_worksheet *sheet)
{
	lxw_chart *chart = workbook_add_chart(book, LXW_CHART_BAR);
	lxw_format *low = workbook_add_format(book);
	lxw_comment_options by = { .author = "王某" };
	lxw_conditional_format below = { .type = LXW_CONDITIONAL_TYPE_CELL, .value = 80 };
	lxw_data_validation list = { .validate = LXW_VALIDATION_TYPE_LIST, .value_list = (char *[]){ "卫生", "治安", NULL } };

	format_set_font_color(low, 0x9C0006);
	below.criteria = LXW_CONDITIONAL_CRITERIA_LESS_THAN;
	below.format = low;
	worksheet_conditional_format_range(sheet, 2, 3, 5, 3, &below);
	worksheet_data_validation_range(sheet, 2, 2, 98, 2, &list);
	worksheet_write_comment_opt(sheet, 2, 3, "此数待核", &by);
	worksheet_write_comment_opt(sheet, 4, 1, "新社区", &by);
	chart_add_series(chart, "=七月!$B$3:$B$6", "=七月!$D$3:$D$6");
	worksheet_insert_chart(sheet, 8, 1, chart);
}

int
main(int argc, char **argv)
{
	lxw_workbook *book = workbook_new(argc > 1 ? argv[1] : "styled.xlsx");
	lxw_worksheet *july = workbook_add_worksheet(book, "七月"), *august = workbook_add_worksheet(book, "八月");
	lxw_worksheet *other = workbook_add_worksheet(book, "说明");

	fill(book, july);
	decorate(book, july);
	fill(book, august);
	worksheet_add_table(august, 9, 6, 11, 7, &(lxw_table_options){ .no_header_row = LXW_TRUE });
	if (argc > 2)
		worksheet_hide(august);
	worksheet_write_formula_num(other, 0, 0, "=七月!D4+1", look(book, "宋体", 11, 0x92D050), 99.6);
	return (int)workbook_close(book);
}
