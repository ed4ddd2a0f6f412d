#include <cb/cli/findings.h>

#include <stdlib.h>
#include <string.h>

enum { SEVERITY,
       CODE,
       FILE_NAME,
       SHEET,
       ROW,
       COLUMN,
       FIELD,
       MESSAGE_TEXT,
       N_COLUMNS };

static const struct {
	const char *key, *zh;
	const struct cb_type *type;
} columns[N_COLUMNS] = {
	[SEVERITY] = { "severity", "程度", &cb_type_text },
	[CODE] = { "code", "代码", &cb_type_text },
	[FILE_NAME] = { "file", "文件", &cb_type_text },
	[SHEET] = { "sheet", "工作表", &cb_type_text },
	[ROW] = { "row", "行", &cb_type_int },
	[COLUMN] = { "column", "列", &cb_type_int },
	[FIELD] = { "field", "栏目", &cb_type_text },
	[MESSAGE_TEXT] = { "message", "说明", &cb_type_text },
};

struct cb_findings {
	struct cb_out out;
	struct cb_table table;
	struct cb_doc_options options;
	struct cb_writer writer;
};

static const char *const severities[] = { [CB_ERROR] = "error", [CB_WARNING] = "warning", [CB_NOTE] = "note" };

struct cb_findings *
cb_findings_open(const char *path, const struct cb_doc_options *options, struct cb_diag *diag)
{
	const struct cb_format *format = cb_format_of_path(path);
	struct cb_findings *findings;

	if (format == NULL) {
		cb_report(diag, CB_UNKNOWN_FORMAT, CB_NOWHERE, NULL, path, ".csv .json");
		return NULL;
	}
	findings = cb_alloc(1, sizeof(*findings));
	if (cb_out_open(&findings->out, path, 0, diag) != CB_OK) {
		free(findings);
		return NULL;
	}
	for (size_t i = 0; i < N_COLUMNS; i++)
		cb_table_column(&findings->table, columns[i].key, columns[i].zh, columns[i].type, NULL);
	findings->options = (struct cb_doc_options){ .headers = options->headers,
		                                     .bom = options->bom,
		                                     .lang = diag->lang };
	findings->writer = (struct cb_writer){ .format = format,
		                               .table = &findings->table,
		                               .options = &findings->options,
		                               .out = &findings->out };
	cb_doc_begin(&findings->writer);
	return findings;
}

static struct cb_cell
number_cell(uint32_t n)
{
	return (struct cb_cell){ .n = n, .state = n ? CB_VALUE : CB_EMPTY };
}

void
cb_findings_add(struct cb_findings *findings, const struct cb_diag *diag, const struct cb_finding *finding)
{
	static const struct cb_source nowhere = { .file = "", .sheet = "" };
	const struct cb_source *source = finding->where.source ? &diag->sources[finding->where.source] : &nowhere;
	char label[8];
	struct cb_cell cells[N_COLUMNS];

	cb_message_label(finding->code, finding->severity, label);
	cells[SEVERITY] = cb_cell_lent(cb_text_of(severities[finding->severity]));
	cells[CODE] = cb_cell_lent(cb_text_of(label));
	cells[FILE_NAME] = cb_cell_lent(cb_text_of(source->file));
	cells[SHEET] = cb_cell_lent(cb_text_of(source->sheet));
	cells[ROW] = number_cell(finding->where.row);
	cells[COLUMN] = number_cell(finding->where.column);
	cells[FIELD] = cb_cell_lent(cb_text_of(finding->field));
	cells[MESSAGE_TEXT] = cb_cell_lent(cb_text_of(finding->text));
	cb_doc_row(&findings->writer, cells);
}

struct cb_out *
cb_findings_out(struct cb_findings *findings)
{
	return &findings->out;
}

enum cb_status
cb_findings_close(struct cb_findings *findings, struct cb_diag *diag)
{
	enum cb_status rc;

	cb_doc_end(&findings->writer);
	rc = cb_out_commit(&findings->out, diag);
	cb_table_release(&findings->table);
	free(findings);
	return rc;
}
