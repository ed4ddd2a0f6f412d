/* cb-fund: the restricted fund: money and goods in and out, what is left, what must be made public.
 *
 * In:   one record = one entry of register fund: received, spent or pledged.
 * Out:  one record = one sum, one line of the statement, one kind of goods, or what was entered.
 * Rules: query/fund.h, query/fund_check.h, data/store_chain.h, query/fund_prizes.h, query/fund_journal.h.
 */
#include <cb/cli/asked.h>
#include <cb/cli/author.h>
#include <cb/query/check.h>
#include <cb/query/fund.h>
#include <cb/query/fund_journal.h>
#include <cb/query/fund_prizes.h>
#include <cb/query/fund_write.h>
#include <cb/query/intake.h>
#include <cb/value/date.h>

enum { EXPORT_NOTHING,
       EXPORT_HLEDGER,
       EXPORT_LEDGER };

struct opts {
	const char *columns[FUND_N]; /* of an entry */
	const char *head;
	int export;
	bool publish;
};

#define AT(member) offsetof(struct opts, member)
static const struct cb_option options[] = {
	{ 0, "date", "DATE", CB_OPT_TEXT, AT(columns[FUND_DATE]), "its day; of balances, the last one counted",
	  "日期;查余额时为算到哪一天" },
	{ 0, "community", "NAME", CB_OPT_TEXT, AT(columns[FUND_COMMUNITY]), "the community that owns it", "所属社区" },
	{ 0, "amount", "MONEY", CB_OPT_TEXT, AT(columns[FUND_AMOUNT]), "such as 5000, 1.5万元", "金额,如 5000、1.5万元" },
	{ 0, "source", "WORD", CB_OPT_TEXT, AT(columns[FUND_SOURCE]), "where an income comes from", "收入来源" },
	{ 0, "party", "NAME", CB_OPT_TEXT, AT(columns[FUND_PARTY]), "who gave it, or was paid", "捐助单位或收款单位" },
	{ 0, "use", "WORD", CB_OPT_TEXT, AT(columns[FUND_USE]), "category of use", "用途类别" },
	{ 0, "purpose", "TEXT", CB_OPT_TEXT, AT(columns[FUND_PURPOSE]), "what it is for", "用途" },
	{ 0, "item", "TEXT", CB_OPT_TEXT, AT(columns[FUND_ITEM]), "goods", "物品" },
	{ 0, "quantity", "N", CB_OPT_TEXT, AT(columns[FUND_QUANTITY]), "how many of the goods", "物品数量" },
	{ 0, "measure-word", "WORD", CB_OPT_TEXT, AT(columns[FUND_MEASURE_WORD]), "their measure word", "量词" },
	{ 0, "arrived", "YES", CB_OPT_TEXT, AT(columns[FUND_ARRIVED]), "whether it has arrived", "是否到位" },
	{ 0, "voucher", "NO", CB_OPT_TEXT, AT(columns[FUND_VOUCHER]), "number of the receipt", "票据号" },
	{ 0, "approver", "NAME", CB_OPT_TEXT, AT(columns[FUND_APPROVER]), "who approved a spend", "审批人" },
	{ 0, "community-consent", "NAME", CB_OPT_TEXT, AT(columns[FUND_COMMUNITY_CONSENT]),
	  "who consented for the community", "社区同意人" },
	{ 0, "handler", "NAME", CB_OPT_TEXT, AT(columns[FUND_HANDLER]), "who handled it", "经办人" },
	{ 0, "override", "REASON", CB_OPT_TEXT, AT(columns[FUND_OVERRIDE]), "why a rule may be set aside", "破例理由" },
	{ 0, "note", "TEXT", CB_OPT_TEXT, AT(columns[FUND_NOTE]), "anything else", "备注" },
	{ 0, "publish", NULL, CB_OPT_FLAG, AT(publish), "record that the statement is made public", "登记本次公示" },
	{ 0, "head", "NO:HASH", CB_OPT_TEXT, AT(head), "a printed head that the ledger must continue",
	  "打印件上的账尾校验,核对现账是否接续" },
	{ 0, "export", "none|hledger|ledger", CB_OPT_CHOICE, AT(export), "print a journal that hledger and ledger read",
	  "输出 hledger、ledger 都能读的账" },
	{ 0 },
};

static enum cb_status receive(struct cb_app *, void *);
static enum cb_status spend(struct cb_app *, void *);
static enum cb_status pledge(struct cb_app *, void *);
static enum cb_status reverse(struct cb_app *, void *);
static enum cb_status show_balance(struct cb_app *, void *);
static enum cb_status show_statement(struct cb_app *, void *);
static enum cb_status list_goods(struct cb_app *, void *);
static enum cb_status draft_prizes(struct cb_app *, void *);
static enum cb_status show_due(struct cb_app *, void *);
static enum cb_status audit(struct cb_app *, void *);
static enum cb_status close_books(struct cb_app *, void *);

static const struct cb_verb verbs[] = {
	{ "receive", "", receive, "enter an income", "记一笔收入" },
	{ "spend", "", spend, "enter a spend", "记一笔支出" },
	{ "pledge", "", pledge, "enter what is promised", "记一笔认捐" },
	{ "reverse", "NO", reverse, "reverse a wrong entry", "冲销记错的一笔" },
	{ "balance", "[FILE...]", show_balance, "received, spent, balance, by what --by names", "收入、支出、结余,按 --by 分列" },
	{ "statement", "[FILE...]", show_statement, "the sheet to be made public", "收支公示表" },
	{ "goods", "[FILE...]", list_goods, "goods by item and gift", "收到的实物" },
	{ "prizes", "[FILE...]", draft_prizes, "draft entries from the prizes of a ranking", "由排名的奖金生成入账草稿" },
	{ "due", "", show_due, "was the fund made public in time?", "经费公示是否按时" },
	{ "audit", "", audit, "is every entry as it was stored?", "核验每笔账是否与入账时相同" },
	{ "close", "", close_books, "close the books up to the end of -p", "结账到 -p 的最后一天" },
	{ 0 },
};

static const struct cb_command command = {
	.name = "cb-fund",
	.operands = "[FILE...]",
	.en = "The restricted fund: money and goods in and out, balances, disclosure, audit.",
	.zh = "专款专用的共建经费:收支、实物、结余、公示、核验。",
	.options = options,
	.verbs = verbs,
	.takes = CB_TAKES_DB | CB_TAKES_PERIOD | CB_TAKES_TODAY | CB_TAKES_OUTPUT | CB_TAKES_FORMAT | CB_TAKES_BY |
	         CB_TAKES_WHERE | CB_TAKES_RULES | CB_TAKES_DRY_RUN | CB_TAKES_READING,
};

/* ---- what is asked ---- */

static enum cb_status
no_operands(struct cb_app *app, size_t allowed)
{
	if (app->line.operands.n <= allowed)
		return CB_OK;
	cb_report(&app->diag, CB_UNEXPECTED_OPERAND, CB_NOWHERE, "", app->line.operands.items[allowed]);
	return CB_USAGE;
}

/* The office of a database that exists, to be written. */
static enum cb_status
open_to_write(struct cb_app *app, struct cb_office *office)
{
	enum cb_status rc = app->common.db == NULL ? CB_USAGE : cb_asked_office(app, CB_OPEN_WRITE, office);

	if (app->common.db != NULL && (rc != CB_OK || office->store != NULL))
		return rc;
	cb_report(&app->diag, CB_NEEDS_DB, CB_NOWHERE, "", app->line.verb->name);
	return CB_USAGE;
}

/* --date, else today. */
static enum cb_status
read_day(struct cb_app *app, const struct opts *opts, int64_t *day)
{
	const char *word = opts->columns[FUND_DATE];
	enum cb_code code = CB_FINE;

	*day = app->today_day;
	if (word != NULL)
		code = cb_date_parse(cb_text_of(word), 0, day);
	if (code == CB_FINE)
		return CB_OK;
	cb_report(&app->diag, code, CB_NOWHERE, "date", word, "");
	return CB_USAGE;
}

/* -p, or everything up to --date. */
static enum cb_status
read_range(struct cb_app *app, const struct opts *opts, struct cb_period_range *range)
{
	enum cb_status rc = cb_asked_period(app, range);
	int64_t day;

	if (rc != CB_OK || opts->columns[FUND_DATE] == NULL)
		return rc;
	if (app->common.period != NULL) {
		cb_report(&app->diag, CB_NOT_TOGETHER, CB_NOWHERE, "", "--date", "-p");
		return CB_USAGE;
	}
	rc = read_day(app, opts, &day);
	*range = (struct cb_period_range){ .first_day = INT32_MIN + 1, .last_day = day };
	return rc;
}

static struct cb_list
entry_files(struct cb_app *app)
{
	if (app->line.operands.n == 0 && app->common.db != NULL)
		return (struct cb_list){ 0 };
	return cb_app_files(app, 0);
}

/* ---- single entries ---- */

/* The command as the batch keeps it: verb and columns. */
static void
name_command(struct cb_app *app, const struct cb_rows_given *row, struct cb_str *out)
{
	cb_str_addf(out, "cb-fund %s", app->line.verb->name);
	for (uint32_t i = 0; i < row->n; i++)
		cb_str_addf(out, " %.*s=%.*s", CB_TEXT_ARG(row->labels[i]), CB_TEXT_ARG(row->values[i]));
}

/* Takes the row in as a file would be, and prints what it has become. */
static enum cb_status
enter(struct cb_app *app, struct cb_office *office, struct cb_rows_given *row)
{
	struct cb_table table = { 0 };
	struct cb_str words = { 0 };
	struct cb_app_author author;
	struct cb_input in = cb_asked_input(app, &cb_register_fund, (struct cb_list){ 0 }, &(struct cb_period_range){ 0 });
	struct cb_intake intake = { .office = office, .input = &in, .again = true, .entered = &table };
	enum cb_status rc;

	name_command(app, row, &words);
	cb_app_author(app, cb_str_c(&words), &author);
	cb_rows_given_open(row, &app->diag);
	in.given = &row->rows;
	in.names = office->names;
	in.check = cb_check_of(&cb_register_fund);
	in.check_arg = office;
	intake.author = author.author;
	intake.dry_run = app->common.dry_run;
	rc = cb_intake(&intake);
	if (rc == CB_OK)
		rc = cb_app_write(app, &table);
	cb_app_author_release(&author);
	cb_table_release(&table);
	cb_str_release(&words);
	return rc;
}

static enum cb_status
enter_options(struct cb_app *app, const struct opts *opts, const char *flow)
{
	struct cb_office office = { 0 };
	struct cb_rows_given row = { 0 };
	char today[CB_PRINT_MAX];
	struct cb_text day = cb_date_print(app->today_day, today);
	enum cb_status rc = no_operands(app, 0);

	today[day.len] = '\0';
	for (int c = 0; c < FUND_N; c++)
		cb_rows_given_add(&row, cb_register_fund.columns[c].key,
		                  c == FUND_FLOW                               ? flow
		                  : c == FUND_DATE && opts->columns[c] == NULL ? today
		                                                               : opts->columns[c]);
	if (rc == CB_OK)
		rc = open_to_write(app, &office);
	if (rc == CB_OK)
		rc = enter(app, &office, &row);
	cb_office_release(&office);
	return rc;
}

static enum cb_status
receive(struct cb_app *app, void *opts)
{
	return enter_options(app, opts, "收入");
}

static enum cb_status
spend(struct cb_app *app, void *opts)
{
	return enter_options(app, opts, "支出");
}

static enum cb_status
pledge(struct cb_app *app, void *opts)
{
	return enter_options(app, opts, "认捐");
}

static enum cb_status
reverse(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	struct cb_office office = { 0 };
	struct cb_rows_given row = { 0 };
	struct cb_arena arena = { 0 };
	int64_t day;
	enum cb_status rc = cb_status_worse(no_operands(app, 1), read_day(app, opts, &day));

	if (rc == CB_OK && app->line.operands.n == 0) {
		cb_report(&app->diag, CB_ENTRY_NEEDED, CB_NOWHERE, "");
		rc = CB_USAGE;
	}
	if (rc == CB_OK)
		rc = open_to_write(app, &office);
	if (rc == CB_OK)
		rc = cb_fund_reversal_row(&office, app->line.operands.items[0], day, &arena, &row);
	if (rc == CB_OK) {
		cb_rows_given_add(&row, "override", opts->columns[FUND_OVERRIDE]);
		rc = enter(app, &office, &row);
	}
	cb_office_release(&office);
	cb_arena_release(&arena);
	return rc;
}

/* ---- questions ---- */

typedef enum cb_status (*question)(struct cb_office *, const struct cb_fund_options *, struct cb_table *);

static enum cb_status
publish(struct cb_app *app, struct cb_office *office, const struct cb_period_range *range)
{
	struct cb_app_author author;
	struct cb_str words = { 0 };
	enum cb_status rc;

	cb_str_adds(&words, "cb-fund statement --publish");
	if (range->last_day != 0 && app->common.period != NULL) {
		cb_str_adds(&words, " -p ");
		cb_period_range_print(range, &words);
	}
	cb_app_author(app, cb_str_c(&words), &author);
	rc = cb_fund_publish(office, &author.author, app->common.dry_run);
	cb_app_author_release(&author);
	cb_str_release(&words);
	return rc;
}

/* Reads the entries, fills the table, writes it. */
static enum cb_status
ask(struct cb_app *app, const struct opts *opts, question query)
{
	struct cb_office office = { 0 };
	struct cb_table table = { 0 };
	struct cb_input input;
	struct cb_fund_options asked = { .input = &input, .where = app->common.where, .by = app->common.by };
	enum cb_status rc = read_range(app, opts, &asked.range);

	asked.today_day = app->today_day;
	if (rc == CB_OK)
		rc = opts->publish ? open_to_write(app, &office) : cb_asked_office(app, CB_OPEN_READ, &office);
	if (rc == CB_OK) {
		input = cb_asked_input(app, &cb_register_fund, entry_files(app), &asked.range);
		rc = query(&office, &asked, &table);
	}
	if (rc == CB_OK && opts->publish)
		rc = publish(app, &office, &asked.range);
	if (rc == CB_OK || (rc == CB_FOUND && app->diag.errors == 0))
		rc = cb_status_worse(rc, cb_app_write(app, &table));
	cb_table_release(&table);
	cb_office_release(&office);
	return rc;
}

static void
add_to_out(void *arg, struct cb_text text)
{
	struct cb_out *out = arg;

	cb_str_addt(&out->buf, text);
	cb_out_flush(out);
}

static enum cb_status
write_journal(struct cb_app *app, const struct opts *opts)
{
	struct cb_office office = { 0 };
	struct cb_out *out;
	struct cb_input input;
	struct cb_fund_options asked = { .input = &input, .where = app->common.where };
	enum cb_status rc = read_range(app, opts, &asked.range);

	if (rc == CB_OK)
		rc = cb_asked_office(app, CB_OPEN_READ, &office);
	if (rc == CB_OK)
		rc = cb_app_open(app, &out, CB_OUT_HELD);
	if (rc == CB_OK) {
		input = cb_asked_input(app, &cb_register_fund, entry_files(app), &asked.range);
		rc = cb_fund_journal(&office, &asked, add_to_out, out);
	}
	if (rc == CB_OK)
		rc = cb_out_commit(out, &app->diag);
	cb_office_release(&office);
	return rc;
}

static enum cb_status
show_balance(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;

	return opts->export != EXPORT_NOTHING ? write_journal(app, opts) : ask(app, opts, cb_fund_balance);
}

static enum cb_status
show_statement(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	const char *other = app->line.operands.n > 0 ? "FILE" : app->common.where.n > 0 ? "--where"
	                                                    : opts->columns[FUND_DATE] != NULL ? "--date"
	                                                                                       : NULL;

	if (opts->publish && other != NULL) {
		cb_report(&app->diag, CB_NOT_TOGETHER, CB_NOWHERE, "", "--publish", other);
		return CB_USAGE;
	}
	return ask(app, opts, cb_fund_statement);
}

static enum cb_status
list_goods(struct cb_app *app, void *opts)
{
	return ask(app, opts, cb_fund_goods);
}

static enum cb_status
show_due(struct cb_app *app, void *opts)
{
	return ask(app, opts, cb_fund_due);
}

static enum cb_status
draft_prizes(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	struct cb_table table = { 0 };
	struct cb_fund_prizes_options asked = { .csv = cb_asked_csv(app), .day = INT64_MIN };
	enum cb_status rc = opts->columns[FUND_DATE] != NULL ? read_day(app, opts, &asked.day) : CB_OK;

	if (rc == CB_OK) {
		asked.paths = cb_app_files(app, 0);
		rc = cb_fund_prizes(&asked, &table, &app->diag);
	}
	if (rc == CB_OK)
		rc = cb_app_write(app, &table);
	cb_table_release(&table);
	return rc;
}

/* ---- the ledger as a whole ---- */

static enum cb_status
audit(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	struct cb_office office = { .diag = &app->diag };
	struct cb_table table = { 0 };
	struct cb_chain_head printed;
	enum cb_status rc = no_operands(app, 0), found = CB_OK;

	if (rc == CB_OK && app->common.db == NULL) {
		cb_report(&app->diag, CB_NEEDS_DB, CB_NOWHERE, "", "audit");
		rc = CB_USAGE;
	}
	if (rc == CB_OK && opts->head != NULL && !cb_fund_head_read(opts->head, &printed)) {
		cb_report(&app->diag, CB_BAD_HEAD, CB_NOWHERE, "", opts->head);
		rc = CB_USAGE;
	}
	if (rc == CB_OK)
		rc = cb_store_open(&office.store, app->common.db, CB_OPEN_READ, &app->diag);
	if (rc == CB_OK)
		found = cb_fund_audit(&office, opts->head != NULL ? &printed : NULL, &table);
	if (rc == CB_OK && (found == CB_OK || found == CB_FOUND))
		rc = cb_app_write(app, &table);
	cb_table_release(&table);
	cb_store_close(office.store);
	return cb_status_worse(rc, found);
}

static enum cb_status
close_books(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	struct cb_office office = { 0 };
	struct cb_str words = { 0 };
	struct cb_app_author author = { 0 };
	struct cb_fund_closing closing = { .community = opts->columns[FUND_COMMUNITY], .dry_run = app->common.dry_run };
	enum cb_status rc = cb_status_worse(no_operands(app, 0), cb_asked_period(app, &closing.range));

	if (rc == CB_OK && app->common.period == NULL) {
		cb_report(&app->diag, CB_PERIOD_TO_CLOSE, CB_NOWHERE, "");
		rc = CB_USAGE;
	}
	if (rc == CB_OK)
		rc = open_to_write(app, &office);
	if (rc == CB_OK) {
		cb_str_adds(&words, "cb-fund close -p ");
		cb_period_range_print(&closing.range, &words);
		cb_app_author(app, cb_str_c(&words), &author);
		closing.author = author.author;
		rc = cb_fund_close(&office, &closing);
	}
	cb_app_author_release(&author);
	cb_office_release(&office);
	cb_str_release(&words);
	return rc;
}

static enum cb_status
without_verb(struct cb_app *app, const struct opts *opts)
{
	if (opts->export != EXPORT_NOTHING)
		return write_journal(app, opts);
	cb_report(&app->diag, CB_VERB_MISSING, CB_NOWHERE, "");
	return CB_USAGE;
}

int
main(int argc, char **argv)
{
	struct opts opts = { 0 };
	struct cb_app app = { .command = &command };
	enum cb_status rc = cb_app_start(&app, argc, argv, &opts);

	if (rc == CB_OK && !app.is_done)
		rc = app.line.verb != NULL ? cb_app_run_verb(&app, &opts) : without_verb(&app, &opts);
	return cb_app_end(&app, &opts, rc);
}
