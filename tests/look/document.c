/* Makes a document out of Markdown on stdin, for those who look at it: document docx|html|md <IN >OUT. Its
 * tables are invented: ranking (46 communities), wide (many columns), money, hours, empty. */
#include <cb/doc/document.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct tables {
	struct cb_table ranking, wide, money, empty;
};

/* Words, with a number in the middle unless it is 0. */
static void
add_text(struct cb_table *table, struct cb_cell *cell, const char *words, int n, const char *more)
{
	char buf[200];

	if (n)
		snprintf(buf, sizeof(buf), "%s%02d%s", words, n, more);
	else
		snprintf(buf, sizeof(buf), "%s", words);
	*cell = cb_table_text(table, cb_text_of(buf));
}

static void
fill_ranking(struct cb_table *table, int n, bool is_wide)
{
	static const char *const streets[] = { "铁路新村", "西街", "桃源里", "河湾", "青石巷" };

	cb_table_column(table, "rank", "名次", &cb_type_int, NULL);
	cb_table_column(table, "community", "社区", &cb_type_text, NULL);
	cb_table_column(table, "score", "得分", &cb_type_num, NULL);
	cb_table_column(table, "previous", "上期名次", &cb_type_int, NULL);
	cb_table_column(table, "award", "奖项", &cb_type_text, NULL);
	cb_table_column(table, "prize", "奖金", &cb_type_money, NULL);
	cb_table_column(table, "measures", "处理措施", &cb_type_text, NULL);
	for (int i = 0; is_wide && i < 6; i++)
		cb_table_column(table, "item", "市容环境卫生综合整治", &cb_type_num, NULL);
	for (int i = 0; i < n; i++) {
		struct cb_cell *row = cb_table_row(table);

		row[0] = cb_cell_number(i + 1);
		add_text(table, &row[1], i < 5 ? streets[i] : "社区", i < 5 ? 0 : i + 1, "");
		row[2] = cb_cell_number(99500000 - INT64_C(637500) * i);
		row[3] = cb_cell_number((i * 7) % n + 1);
		if (i < 3) {
			add_text(table, &row[4], "流动红旗", 0, "");
			row[5] = cb_cell_number(2000000 - 500000 * i);
		}
		if (i >= n - 3)
			add_text(table, &row[6], i == n - 1 ? "黄牌警告;媒体公布;书记媒体说明" : "黄牌警告", 0, "");
		for (int j = 0; is_wide && j < 6; j++)
			row[7 + j] = cb_cell_number(INT64_C(10000000) - INT64_C(130000) * ((i + j * 3) % 11));
	}
}

static void
fill_money(struct cb_table *table)
{
	cb_table_column(table, "party", "捐助单位", &cb_type_text, NULL);
	cb_table_column(table, "amount", "金额（元）", &cb_type_money, NULL);
	cb_table_column(table, "people", "参加人数", &cb_type_qty, NULL);
	for (int i = 0; i < 4; i++) {
		struct cb_cell *row = cb_table_row(table);

		add_text(table, &row[0], "驻区第", i + 1, "工程建设有限责任公司");
		row[1] = cb_cell_number(1000000 - i * 230050);
		row[2] = cb_cell_number(INT64_C(300000000) + INT64_C(50000000) * i);
		row[2].mark = (uint8_t)i;
	}
}

static struct cb_table *
find(void *arg, struct cb_text name, struct cb_where where, struct cb_diag *diag)
{
	struct tables *tables = arg;

	(void)where;
	(void)diag;
	return cb_text_is(name, "ranking") ? &tables->ranking : cb_text_is(name, "wide") ? &tables->wide
	                                                : cb_text_is(name, "money")      ? &tables->money
	                                                                                 : &tables->empty;
}

static void
say(void *arg, const struct cb_diag *diag, const struct cb_finding *finding)
{
	(void)arg;
	(void)diag;
	fprintf(stderr, "%u: %s\n", (unsigned)finding->where.row, finding->text);
}

int
main(int argc, char **argv)
{
	struct tables tables = { 0 };
	struct cb_diag diag = { .sink = say };
	struct cb_document document = { 0 };
	struct cb_document_source source = { .table = find, .arg = &tables };
	struct cb_doc_options options = { .lang = CB_ZH };
	struct cb_markdown from;
	struct cb_str in = { 0 };
	struct cb_out out;
	char block[4096];
	ssize_t n;

	while ((n = read(STDIN_FILENO, block, sizeof(block))) > 0)
		cb_str_add(&in, block, (size_t)n);
	fill_ranking(&tables.ranking, 46, false);
	fill_ranking(&tables.wide, 46, true);
	fill_money(&tables.money);
	fill_ranking(&tables.empty, 0, false);
	from = (struct cb_markdown){ .text = cb_str_text(&in), .file = cb_diag_source(&diag, CB_SOURCE_TEXT, "stdin", "") };
	cb_document_markdown(&document, &from, &source, &diag);
	cb_out_open(&out, NULL, CB_OUT_HELD, &diag);
	if (argc == 2 && strcmp(argv[1], "docx") == 0)
		cb_document_docx(&document, &options, &out);
	else if (argc == 2 && strcmp(argv[1], "html") == 0)
		cb_document_html(&document, &options, &out);
	else
		cb_document_md(&document, &options, &out);
	cb_document_release(&document);
	cb_table_release(&tables.ranking);
	cb_table_release(&tables.wide);
	cb_table_release(&tables.money);
	cb_table_release(&tables.empty);
	cb_str_release(&in);
	if (cb_out_commit(&out, &diag) != CB_OK)
		diag.errors++;
	cb_diag_release(&diag);
	return diag.errors > 0;
}
