/* One register as mdoc, for cb-registers(5). Keys are bold; * and † follow the name as on the page.
 */
#include <cb/data/schema.h>

#include <string.h>

enum { WRAP_BYTES = 78 };

/* Text as lines of at most WRAP_BYTES, broken at blanks; nothing in it is taken for a macro. */
static void
add_text(struct cb_str *out, const char *s)
{
	while (*s != '\0') {
		size_t n = strlen(s), cut = n;
		if (n > WRAP_BYTES)
			for (cut = WRAP_BYTES; cut > 0 && s[cut] != ' '; cut--)
				;
		if (cut == 0) /* no blank in reach: at the next one */
			cut = strcspn(s, " ");
		if (*s == '.' || *s == '\'')
			cb_str_adds(out, "\\&");
		for (size_t i = 0; i < cut; i++) {
			if (s[i] == '\\')
				cb_str_adds(out, "\\e");
			else
				cb_str_addc(out, s[i]);
		}
		cb_str_addc(out, '\n');
		s += cut;
		s += strspn(s, " ");
	}
}

/* `得分; also 分数` or `得分,也可写作:分数、…`. */
static void
add_labels(const struct cb_column *col, enum cb_lang lang, struct cb_str *line)
{
	cb_str_addf(line, lang == CB_ZH ? "标签:%s" : "Label %s", col->zh);
	if (col->more != NULL) {
		cb_str_adds(line, lang == CB_ZH ? ",也认" : ", also ");
		for (const char *c = col->more; *c != '\0'; c++) {
			if (*c == ';')
				cb_str_adds(line, lang == CB_ZH ? "、" : ", ");
			else
				cb_str_addc(line, *c);
		}
	}
	cb_str_adds(line, lang == CB_ZH ? "。" : ".");
}

static void
add_type(const struct cb_column *col, enum cb_lang lang, struct cb_str *line)
{
	const struct cb_word *w = col->arg;

	if (col->type != &cb_type_enum) {
		cb_str_addf(line, lang == CB_ZH ? "类型:%s。" : "Type %s.", col->type->name);
		return;
	}
	cb_str_adds(line, lang == CB_ZH ? "取值: " : "One of ");
	for (; w->zh != NULL; w++)
		cb_str_addf(line, "%s (%s)%s", w->zh, w->key, w[1].zh != NULL ? ", " : ".");
}

static void
add_flags(const struct cb_column *col, enum cb_lang lang, struct cb_str *out)
{
	if ((col->flags & CB_WHEN) != 0)
		add_text(out, lang == CB_ZH ? "这一栏说明记录发生在何时。" : "Says when the record happened.");
	if ((col->flags & CB_NUMBERED) != 0)
		add_text(out, lang == CB_ZH ? "为空时由程序编号。" : "Given when empty.");
	if ((col->flags & CB_COMPUTED) != 0)
		add_text(out,
		         lang == CB_ZH ? "由其他登记得出,不单独存储。" : "Derived, not stored.");
}

static void
add_column(const struct cb_column *col, enum cb_lang lang, struct cb_str *out)
{
	struct cb_str line = { 0 };
	bool key = (col->flags & CB_KEY) != 0;
	const char *required = (col->flags & CB_REQUIRED) != 0 ? "*" : "";
	const char *private = (col->flags & CB_PRIVATE) != 0 ? "†" : "";

	cb_str_addf(out, ".It %s%s", key ? "Sy " : "", col->key);
	if (*required != '\0' || *private != '\0')
		cb_str_addf(out, "%s%s%s", key ? " Ns " : "", required, private);
	cb_str_addc(out, '\n');
	add_text(out, lang == CB_ZH ? col->doc : col->en);
	add_labels(col, lang, &line);
	add_text(out, line.p);
	cb_str_clear(&line);
	add_type(col, lang, &line);
	add_text(out, line.p);
	add_flags(col, lang, out);
	cb_str_release(&line);
}

static void
add_notes(const struct cb_register *reg, enum cb_lang lang, struct cb_str *out)
{
	bool zh = lang == CB_ZH;

	if ((reg->flags & CB_APPEND_ONLY) != 0)
		add_text(out, zh ? "只追加:编号已有而内容不同的行被拒收。"
		                 : "Append-only: a known key with other content is refused.");
	if ((reg->flags & CB_BY_COMMAND) != 0)
		add_text(out, zh ? "只由命令写入,不能导入。" : "Written by commands only, never imported.");
	if (reg->pivot != NULL)
		add_text(out, zh ? "也可以每项一列(宽表)。" : "A sheet with one column per item (wide) is read as well.");
}

void
cb_schema_man(const struct cb_register *reg, enum cb_lang lang, struct cb_str *out)
{
	cb_str_addf(out, ".Ss %s (%s)\n", reg->key, reg->zh);
	add_text(out, lang == CB_ZH ? reg->doc : reg->en);
	add_notes(reg, lang, out);
	cb_str_addf(out, lang == CB_ZH ? "见\n.Xr %s 1 Ns 。\n" : "See\n.Xr %s 1 .\n", reg->owner);
	cb_str_adds(out, ".Bl -tag -width indent\n");
	for (int i = 0; i < reg->n_columns; i++)
		add_column(&reg->columns[i], lang, out);
	cb_str_adds(out, ".El\n");
}
