/* cb-fund: the restricted fund: money and goods in and out, what is left, what must be made public.
 *
 * In:   one record = one entry of register fund: received, spent or pledged.
 * Out:  one record = one sum, one line of the statement, one kind of goods, or what was entered.
 * Rules: query/fund.h, query/fund_check.h, data/store_chain.h, query/fund_prizes.h, query/fund_journal.h.
 */
#include <cb/cli/ask.h>
#include <cb/cli/author.h>
#include <cb/cli/enter.h>
#include <cb/cli/paper.h>
#include <cb/query/fund.h>
#include <cb/query/fund_journal.h>
#include <cb/query/fund_prizes.h>
#include <cb/query/fund_write.h>
#include <cb/value/date.h>

struct opts {
	const char *columns[FUND_N]; /* of an entry; that of the fund is also which one is asked */
	const char *head;
	int export; /* 0 = none; the others are one and the same journal */
	bool publish;
};

#define AT(member) offsetof(struct opts, member)
static const struct cb_option options[] = {
	{ 0, "date", "DATE", CB_OPT_TEXT, AT(columns[FUND_DATE]), "its day; of balances the last", "日期;余额算到该日" },
	{ 0, "fund", "NAME", CB_OPT_TEXT, AT(columns[FUND_FUND]), "which fund; usually 共建经费", "哪项资金;不写为共建经费" },
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
	{ 0, "community-consent", "NAME", CB_OPT_TEXT, AT(columns[FUND_COMMUNITY_CONSENT]), "who consented", "社区同意人" },
	{ 0, "handler", "NAME", CB_OPT_TEXT, AT(columns[FUND_HANDLER]), "who handled it", "经办人" },
	{ 0, "override", "REASON", CB_OPT_TEXT, AT(columns[FUND_OVERRIDE]), "why a rule may be set aside", "特批理由" },
	{ 0, "note", "TEXT", CB_OPT_TEXT, AT(columns[FUND_NOTE]), "anything else", "备注" },
	{ 0, "publish", NULL, CB_OPT_FLAG, AT(publish), "record that the statement is made public", "登记本次公示" },
	{ 0, "head", "NO:HASH", CB_OPT_TEXT, AT(head), "a printed head to be continued", "打印件上的末笔校验码" },
	{ 0, "export", "none|hledger|ledger", CB_OPT_CHOICE, AT(export), "a journal for either", "输出两者都能读的账" },
	{ 0 },
};

static cb_app_run enter, reverse, ask, reconcile, draft_prizes, audit, close_books;

static const struct cb_verb verbs[] = {
	{ "receive", "", enter, "enter an income", "记一笔收入", NULL },
	{ "spend", "", enter, "enter a spend", "记一笔支出", NULL },
	{ "pledge", "", enter, "enter what is promised", "记一笔认捐", NULL },
	{ "remit", "", enter, "enter what is handed over to who keeps the fund", "记一笔上交保管单位", NULL },
	{ "reverse", "NO", reverse, "reverse a wrong entry", "冲销记错的一笔", NULL },
	{ "balance", "[FILE...]", ask, "received, spent, balance, by what --by names", "收入、支出、结余,按 --by 分列", &cb_query_fund_balance },
	{ "statement", "[FILE...]", ask, "the sheet to be made public", "收支公示表", &cb_query_fund_statement },
	{ "ledger", "[FILE...]", ask, "entry by entry with the balance, by what --by names", "明细账,按 --by 分户", &cb_query_fund_ledger },
	{ "cash", "[FILE...]", ask, "what who keeps the fund took in and paid out", "保管单位的日记账", &cb_query_fund_cash },
	{ "reconcile", "FILE", reconcile, "a bank statement against the entries", "银行对账单与账目核对", &cb_query_fund_reconcile },
	{ "goods", "[FILE...]", ask, "goods by item and gift", "收到的实物", &cb_query_fund_goods },
	{ "prizes", "[FILE...]", draft_prizes, "draft entries from the prizes of a ranking", "由排名的奖金生成入账草稿", NULL },
	{ "due", "", ask, "was the fund made public in time?", "经费公示是否按时", &cb_query_fund_due },
	{ "audit", "", audit, "is every entry as it was stored?", "核验每笔账是否与入账时相同", NULL },
	{ "close", "", close_books, "close the books up to the end of -p", "结账到 -p 的最后一天", NULL },
	{ 0 },
};

static const struct cb_option_verbs option_verbs[] = {
	{ "source use purpose item quantity measure-word approver community-consent", "receive spend pledge" },
	{ "amount party arrived voucher handler", "receive spend pledge remit" },
	{ "community", "receive spend pledge remit close" },
	{ "fund", "receive spend pledge remit balance ledger cash statement goods reconcile due close -" },
	{ "override note", "receive spend pledge remit reverse" },
	{ "date", "receive spend pledge remit reverse balance ledger cash statement goods prizes -" },
	{ "publish", "statement" },
	{ "head", "audit" },
	{ "export", "balance statement -" },
	{ "by", "balance ledger" },
	{ "columns", "balance ledger cash statement goods reconcile due" },
	{ "where", "balance ledger cash statement goods reconcile -" },
	{ "period", "balance ledger cash statement goods reconcile due close -" },
	{ "rules", "balance ledger cash statement goods reconcile due -" }, /* what is stored is judged by the database's own */
	{ "default map fill wide", "balance ledger cash statement goods prizes -" },
	{ "encoding delimiter sheet visible header-row", "balance ledger cash statement goods reconcile prizes -" },
	{ 0 },
};

static const struct cb_command command = {
	.name = "cb-fund",
	.operands = "[FILE...]",
	.en = "The restricted fund: money and goods in and out, balances, disclosure, audit.",
	.zh = "专款专用的共建经费:收支、实物、结余、公示、核验。",
	.options = options,
	.verbs = verbs,
	.option_verbs = option_verbs,
	.formats = cb_paper_formats,
	.takes = CB_TAKES_ASKING,
};

/* ---- what is asked ---- */

/* The day of --date, else today. */
static enum cb_status
read_day(struct cb_app *app, const struct opts *opts, int64_t *day)
{
	const char *word = opts->columns[FUND_DATE];
	enum cb_code code = word == NULL ? CB_FINE : cb_date_parse(cb_text_of(word), 0, day);

	if (word == NULL)
		*day = app->today_day;
	if (code != CB_FINE)
		cb_report(&app->diag, code, CB_NOWHERE, "date", word, "");
	return code == CB_FINE ? CB_OK : CB_USAGE;
}

/* The range of -p, or all days up to --date. */
static enum cb_status
read_range(struct cb_app *app, const struct opts *opts, struct cb_period_range *range)
{
	enum cb_status rc = cb_asked_period(app, range);

	if (rc != CB_OK || opts->columns[FUND_DATE] == NULL)
		return rc;
	if (app->common.period != NULL)
		return cb_app_not_together(app, "--date", "-p");
	*range = (struct cb_period_range){ .first_day = INT32_MIN + 1 };
	return read_day(app, opts, &range->last_day);
}

/* The verb wants one operand; `needed` says which. */
static enum cb_status
check_operand(struct cb_app *app, enum cb_code needed)
{
	return app->line.operands.n == 0 ? cb_report(&app->diag, needed, CB_NOWHERE, "") : cb_asked_operands(app, 1);
}

/* ---- single entries ---- */

/* The verbs receive, spend, pledge and remit are words of column flow. */
static enum cb_status
enter(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	struct cb_enter entry = { .reg = &cb_register_fund, .columns = opts->columns };
	char buf[CB_PRINT_MAX] = "";
	int64_t day;
	enum cb_status rc = read_day(app, opts, &day);

	if (rc == CB_OK)
		buf[cb_date_print(day, buf).len] = '\0';
	cb_rows_entered_add(&entry.row, "date", buf);
	cb_rows_entered_add(&entry.row, "flow", app->line.verb->name);
	return rc == CB_OK ? cb_app_enter(app, &entry) : rc;
}

struct reversal {
	const char *no;
	int64_t day;
};

static enum cb_status
look_up(struct cb_enter *entry, struct cb_office *office, struct cb_arena *arena)
{
	const struct reversal *reversal = entry->arg;

	return cb_fund_reversal_row(office, reversal->no, reversal->day, arena, &entry->row);
}

static enum cb_status
reverse(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	struct reversal reversal = { 0 };
	struct cb_enter entry = { .reg = &cb_register_fund, .look_up = look_up, .arg = &reversal };
	enum cb_status rc = read_day(app, opts, &reversal.day);

	rc = cb_status_worse(rc, check_operand(app, CB_ENTRY_NEEDED));
	if (rc == CB_OK)
		reversal.no = app->line.operands.items[0];
	cb_rows_entered_add(&entry.row, "override", opts->columns[FUND_OVERRIDE]);
	cb_rows_entered_add(&entry.row, "note", opts->columns[FUND_NOTE]);
	return rc == CB_OK ? cb_app_enter(app, &entry) : rc;
}

/* ---- questions ---- */

/* --publish: the statement is recorded as made public before it is printed; where it cannot be, it is not printed. */
static enum cb_status
publish(struct cb_app *app, const struct cb_query_run *run, const void *opts)
{
	struct cb_app_author author;
	struct cb_str words = { 0 };
	enum cb_status rc;

	(void)opts;
	cb_str_adds(&words, "cb-fund statement --publish");
	if (app->common.period != NULL) {
		cb_str_adds(&words, " -p ");
		cb_period_range_print(&run->range, &words);
	}
	if (run->of.fund->fund != NULL)
		cb_str_addf(&words, " --fund %s", run->of.fund->fund);
	cb_app_author(app, cb_str_c(&words), &author);
	rc = cb_fund_publish(run, &author.author, app->common.dry_run);
	cb_app_author_release(&author);
	cb_str_release(&words);
	return rc;
}

/* The entries as a journal instead of a table. */
static enum cb_status
write_journal(struct cb_app *app, const struct opts *opts)
{
	struct cb_office office = { 0 };
	struct cb_input input;
	const struct cb_fund_asked of_fund = { .fund = opts->columns[FUND_FUND] };
	struct cb_query_run run = { .office = &office,
		                    .input = &input,
		                    .where = app->common.where,
		                    .of.fund = &of_fund };
	struct cb_out *out;
	enum cb_status rc = read_range(app, opts, &run.range);

	if (rc == CB_OK)
		rc = cb_asked_office(app, CB_OPEN_READ, &office);
	if (rc == CB_OK)
		rc = cb_app_open(app, &out, CB_OUT_HELD);
	if (rc == CB_OK) {
		input = cb_asked_input(app, &cb_register_fund, cb_asked_files(app, 0), &run.range);
		rc = cb_fund_journal(&run, out);
	}
	if (rc == CB_OK)
		rc = cb_out_commit(out, &app->diag);
	cb_office_release(&office);
	return rc;
}

/* What stands beside --publish and must not, since the statement of the whole ledger is recorded; NULL = nothing. */
static const char *
not_published(struct cb_app *app, const struct opts *opts)
{
	if (opts->columns[FUND_DATE] != NULL || opts->export != 0)
		return opts->export != 0 ? "--export" : "--date";
	if (app->common.columns != NULL)
		return "--columns";
	return app->line.operands.n > 0 ? "FILE" : app->common.where.n > 0 ? "--where"
	                                                                   : NULL;
}

static enum cb_status
ask(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	const struct cb_fund_asked of_fund = { .fund = opts->columns[FUND_FUND] };
	struct cb_ask asked = { .query = app->line.verb->query, .of.fund = &of_fund };
	enum cb_status rc = CB_OK;

	if (opts->publish && not_published(app, opts) != NULL)
		return cb_app_not_together(app, "--publish", not_published(app, opts));
	if (opts->export != 0)
		return write_journal(app, opts);
	if (opts->publish) {
		asked.mode = CB_OPEN_WRITE;
		asked.needs_db = true;
		asked.before = publish;
	}
	rc = read_range(app, opts, &asked.range);
	return rc == CB_OK ? cb_app_ask(app, &asked) : rc;
}

static enum cb_status
reconcile(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	const struct cb_fund_asked of_fund = { .fund = opts->columns[FUND_FUND],
		                               .statement = app->line.operands,
		                               .reading = cb_asked_reading(app) };
	struct cb_ask asked = { .query = app->line.verb->query, .of.fund = &of_fund };
	enum cb_status rc = cb_asked_period(app, &asked.range);

	rc = cb_status_worse(rc, check_operand(app, CB_STATEMENT_NEEDED));
	return rc == CB_OK ? cb_app_ask(app, &asked) : rc;
}

static enum cb_status
draft_prizes(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	struct cb_table table = { 0 };
	struct cb_fund_prizes_options asked = { .reading = cb_asked_reading(app), .day = INT64_MIN };
	enum cb_status rc = opts->columns[FUND_DATE] != NULL ? read_day(app, opts, &asked.day) : CB_OK;

	asked.paths = cb_app_files(app, 0);
	if (rc == CB_OK)
		rc = cb_fund_prizes(&asked, &table, &app->diag);
	if (rc == CB_OK)
		rc = cb_paper_write_table(app, &table);
	cb_table_release(&table);
	return rc;
}

/* ---- the ledger as a whole ---- */

static enum cb_status
audit(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	struct cb_office office = { 0 };
	struct cb_table table = { 0 };
	struct cb_chain_head printed;
	enum cb_status rc, found = CB_OK;

	if (opts->head != NULL && !cb_fund_head_read(opts->head, &printed))
		return cb_report(&app->diag, CB_BAD_HEAD, CB_NOWHERE, "", opts->head);
	rc = cb_asked_database(app, CB_OPEN_READ, &office);
	if (rc == CB_OK)
		found = cb_fund_audit(&office, opts->head != NULL ? &printed : NULL, &table);
	if (rc == CB_OK && (found == CB_OK || found == CB_FOUND))
		rc = cb_paper_write_table(app, &table);
	cb_table_release(&table);
	cb_office_release(&office);
	return cb_status_worse(rc, found);
}

static enum cb_status
close_books(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	struct cb_office office = { 0 };
	struct cb_str words = { 0 };
	struct cb_app_author author = { 0 };
	struct cb_fund_closing closing = { .community = opts->columns[FUND_COMMUNITY],
		                           .fund = opts->columns[FUND_FUND],
		                           .dry_run = app->common.dry_run };
	enum cb_status rc = cb_asked_period(app, &closing.range);

	if (closing.fund == NULL)
		closing.fund = CB_FUND_USUAL;
	if (app->common.period == NULL)
		return cb_report(&app->diag, CB_PERIOD_TO_CLOSE, CB_NOWHERE, "");
	if (rc == CB_OK)
		rc = cb_asked_database(app, CB_OPEN_WRITE, &office);
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

/* Without a verb only --export says what is wanted. */
static enum cb_status
run(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;

	if (opts->export != 0)
		return write_journal(app, opts);
	return cb_report(&app->diag, CB_VERB_MISSING, CB_NOWHERE, "");
}

int
main(int argc, char **argv)
{
	struct opts opts = { 0 };

	return cb_app_main(&command, argc, argv, &opts, run);
}
