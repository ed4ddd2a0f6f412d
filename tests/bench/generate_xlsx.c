/* generate_xlsx ROWS SEED FILE: a workbook of ROWS score records in six columns, as a program that writes
 * Excel's own kinds of cells does: shared texts, numbers, dates by a format. The same arguments make the
 * same file. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include <xlsxwriter.h>

#include "../random.h"

static void
write_row(lxw_worksheet *sheet, lxw_row_t row, lxw_format *date, uint64_t *state)
{
	uint64_t r = next_random(state);
	char text[64];

	snprintf(text, sizeof(text), "2026-%02d", 1 + (int)(r % 12));
	worksheet_write_string(sheet, row, 0, text, NULL);
	snprintf(text, sizeof(text), "第%d社区", 1 + (int)(r / 12 % 3000));
	worksheet_write_string(sheet, row, 1, text, NULL);
	snprintf(text, sizeof(text), "指标%d", 1 + (int)(r / 36000 % 120));
	worksheet_write_string(sheet, row, 2, text, NULL);
	worksheet_write_number(sheet, row, 3, 46000 + (double)(r / 7 % 365), date);
	snprintf(text, sizeof(text), "检查组%d", 1 + (int)(r / 91 % 40));
	worksheet_write_string(sheet, row, 4, text, NULL);
	worksheet_write_number(sheet, row, 5, (double)(r / 13 % 1001) / 10, NULL);
}

int
main(int argc, char **argv)
{
	static const char *const labels[] = { "月份", "社区", "指标", "日期", "检查组", "得分" };
	uint64_t state = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	uint32_t rows = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 200000;
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *date;

	if (argc != 4) {
		fputs("usage: generate_xlsx ROWS SEED FILE\n", stderr);
		return 2;
	}
	book = workbook_new(argv[3]);
	sheet = workbook_add_worksheet(book, "得分");
	date = workbook_add_format(book);
	format_set_num_format(date, "yyyy-mm-dd");
	for (uint16_t c = 0; c < 6; c++)
		worksheet_write_string(sheet, 0, c, labels[c], NULL);
	for (uint32_t row = 1; row <= rows; row++)
		write_row(sheet, row, date, &state);
	return workbook_close(book) == LXW_NO_ERROR ? 0 : 1;
}
