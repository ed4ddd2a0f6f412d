/* What importing itself needs and keeps: alias, metric, calendar, batch (cb-import). */
#include <cb/data/schema.h>

/* Tables: a column of a register every two or three lines. */
/* clang-format off */

#define KEYED (CB_KEY | CB_REQUIRED)

static const struct cb_word alias_of[] = {
	[ALIAS_OF_COMMUNITY] = { "社区", "community", NULL },
	[ALIAS_OF_UNIT] = { "单位", "unit", NULL },
	[ALIAS_OF_INDICATOR] = { "指标", "indicator", NULL },
	[ALIAS_OF_COLUMN] = { "栏目", "column", NULL },
	[ALIAS_OF_WORD] = { "词", "word", NULL },
	{ NULL, NULL, NULL },
};

static const struct cb_column alias[] = {
	[ALIAS_OF] = { "of", "类别", NULL, &cb_type_enum, alias_of, KEYED,
		.en = "What is called so.", .doc = "是什么的别名。" },
	[ALIAS_ALIAS] = { "alias", "别名", "简称;又名;曾用名;其他名称;别称", &cb_type_text, NULL, KEYED,
		.en = "Short or other name.", .doc = "别名或简称。" },
	[ALIAS_NAME] = { "name", "全称", "正式名称;规范名称;标准名称;全名", &cb_type_text, NULL, CB_REQUIRED,
		.en = "The name it stands for.", .doc = "所指的全称。" },
	[ALIAS_SINCE] = { "since", "起", NULL, &cb_type_date, NULL, 0,
		.en = "Of a community that was merged into another: the first day on which it is part of it.",
		.doc = "并入另一社区的社区填并入之日;其他别名空着。" },
};

const struct cb_register cb_register_alias = { "alias", "别名",
	"Other names of communities, units, indicators, columns and words.",
	"社区、单位、指标、栏目和词语的别名。",
	alias, ALIAS_N, 0, NULL, "cb-import" };

static const struct cb_column metric[] = {
	[METRIC_PERIOD] = { "period", "月份",
		"期间;年份;统计期间;统计月份;年度;年月;时间;时期;统计时间",
		&cb_type_period, NULL, KEYED | CB_WHEN,
		.en = "Period.", .doc = "期间。" },
	[METRIC_SUBJECT] = { "subject", "单位",
		"社区;区块;社区名称;所属社区;单位名称;所在社区;统计对象;对象;街道;部门;地区;区县;县区;镇街;乡镇",
		&cb_type_ref, &cb_of_any_party, KEYED,
		.en = "Community, unit or block it is measured of.",
		.doc = "所属的社区、单位或区块。" },
	[METRIC_NAME] = { "name", "指标",
		"指标名称;项目;统计指标;统计项目;数据项;数据名称;项目名称;内容",
		&cb_type_ref, &cb_of_word, KEYED,
		.en = "What is measured.", .doc = "指标名称。" },
	[METRIC_VALUE] = { "value", "数值",
		"数量;指标值;完成数;指标数值;统计值;统计数;数据;完成值;完成数量",
		&cb_type_qty, NULL, CB_REQUIRED,
		.unit_in = "unit",
		.en = "The figure.", .doc = "数值。" },
	[METRIC_UNIT] = { "unit", "计量单位", "数量单位", &cb_type_text, NULL, 0,
		.en = "Unit of measure.", .doc = "计量单位。" },
	[METRIC_NOTE] = { "note", "备注", "说明", &cb_type_text, NULL, 0,
		.en = "Anything else.", .doc = "备注。" },
};

const struct cb_register cb_register_metric = { "metric", "数据",
	"Any other figure of a community, unit or block.", "社区、单位或区块的其他数据。",
	metric, METRIC_N, 0, NULL, "cb-import" };

static const struct cb_word calendar_kinds[] = {
	[CALENDAR_REST] = { "休", "rest", "休息 放假 节假日 法定节假日" },
	[CALENDAR_WORK] = { "班", "work", "上班 调休上班 补班 调休" },
	{ NULL, NULL, NULL },
};

static const struct cb_column calendar[] = {
	[CALENDAR_DATE] = { "date", "日期", "日子", &cb_type_date, NULL, KEYED | CB_WHEN,
		.en = "Day that differs from its weekday.", .doc = "与星期不同的日子。" },
	[CALENDAR_KIND] = { "kind", "休班", "类别", &cb_type_enum, calendar_kinds, CB_REQUIRED,
		.en = "Day off, or workday.", .doc = "休息或上班。" },
	[CALENDAR_NOTE] = { "note", "备注", NULL, &cb_type_text, NULL, 0,
		.en = "Name of the holiday.", .doc = "节日名称。" },
};

const struct cb_register cb_register_calendar = { "calendar", "日历",
	"Public holidays and the weekends worked for them, beside those that are installed.",
	"放假和调休上班的日子,补充或改正装有的日历。",
	calendar, CALENDAR_N, 0, NULL, "cb-import" };

static const struct cb_column batch[] = {
	[BATCH_ID] = { "id", "批次号", "批次", &cb_type_int, NULL, KEYED,
		.en = "Number of the batch.", .doc = "批次号。" },
	[BATCH_REGISTER] = { "register", "台账", NULL, &cb_type_code, NULL, CB_REQUIRED,
		.en = "Register it wrote to.", .doc = "写入的台账。" },
	[BATCH_WHAT] = { "what", "内容", NULL, &cb_type_text, NULL, CB_REQUIRED,
		.en = "File, or command line.", .doc = "文件或命令。" },
	[BATCH_SHEET] = { "sheet", "工作表", NULL, &cb_type_text, NULL, 0,
		.en = "Sheet of a workbook.", .doc = "工作表。" },
	[BATCH_SHA256] = { "sha256", "校验值", NULL, &cb_type_code, NULL, 0,
		.en = "SHA-256 of what is public of its clean rows.", .doc = "干净行公开内容的 SHA-256。" },
	[BATCH_ROWS] = { "rows", "行数", NULL, &cb_type_int, NULL, CB_REQUIRED,
		.en = "Rows stored.", .doc = "存入的行数。" },
	[BATCH_REFUSED] = { "refused", "拒收", NULL, &cb_type_int, NULL, CB_REQUIRED,
		.en = "Rows refused.", .doc = "拒收的行数。" },
	[BATCH_AT] = { "at", "时间", NULL, &cb_type_date_time, NULL, CB_REQUIRED | CB_WHEN,
		.en = "When.", .doc = "时间。" },
	[BATCH_BY] = { "by", "经办", "经手人", &cb_type_text, NULL, 0,
		.en = "Account that wrote it.", .doc = "写入的账户。" },
	[BATCH_UNDONE_AT] = { "undone_at", "撤销时间", NULL, &cb_type_date_time, NULL, 0,
		.en = "When it was undone.", .doc = "撤销时间。" },
	[BATCH_UNDOES] = { "undoes", "所撤批次", NULL, &cb_type_int, NULL, 0,
		.en = "Batch that it withdraws.", .doc = "本批次所撤销的批次。" },
	[BATCH_PREVIOUS_HASH] = { "previous_hash", "前链值", NULL, &cb_type_code, NULL, 0,
		.en = "Hash of the batch before.", .doc = "上一批次的链值。" },
	[BATCH_HASH] = { "hash", "链值", NULL, &cb_type_code, NULL, 0,
		.en = "Hash over this batch and the one before.",
		.doc = "本批次与上一批次的链值。" },
};

const struct cb_register cb_register_batch = { "batch", "批次",
	"Every write, chained by hashes.", "每次写入,以哈希相连。",
	batch, BATCH_N, CB_APPEND_ONLY | CB_BY_COMMAND, NULL, "cb-import" };
