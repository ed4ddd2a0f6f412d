#include <stdlib.h>
#include <string.h>

#include <cb/value/money.h>

#include "pack.h"

/* First bytes of a packed number: NUMBER_ZERO + n for n bytes that follow, below it for negative
 * ones; states other than a value sort before all numbers. */
enum { NUMBER_ZERO = 0x80,
       STATE_BASE = 0x01,
       NUMBER_MAX = 9 };

/* A number still to be given sorts after all that the files carry; no byte of UTF-8 is 0xff. */
enum { TO_BE_GIVEN = 0xff };

/* Types whose cells are their text; the others keep a number beside how they are stored. */
static bool
is_text(const struct cb_type *type)
{
	static const struct cb_type *const types[] = {
		&cb_type_text,
		&cb_type_name,
		&cb_type_code,
		&cb_type_id,
		&cb_type_uscc,
		&cb_type_phone,
		&cb_type_region,
	};

	for (size_t i = 0; i < CB_COUNT(types); i++)
		if (types[i] == type)
			return true;
	return false;
}

static void
add_field(struct cb_pack *pack, int column, bool is_key)
{
	struct cb_pack_field *field = &pack->fields[pack->n_fields++];

	field->column = column;
	field->def = &pack->reg->columns[column];
	field->name_len = strlen(field->def->key);
	field->is_key = is_key;
	field->form = field->def->type->storage == CB_STORE_NAME ? CB_FIELD_NAME
	              : is_text(field->def->type)                ? CB_FIELD_TEXT
	                                                         : CB_FIELD_NUMBER;
	field->has_mark = field->def->type->storage == CB_STORE_QTY || field->def->type == &cb_type_date_time ||
	                  field->def->type == &cb_type_birth;
	field->zero_is_empty = is_key && field->def->type->storage != CB_STORE_TEXT;
	pack->stored |= UINT64_C(1) << column;
	if (is_key)
		pack->filled |= UINT64_C(1) << column;
	if ((field->def->flags & CB_PRIVATE) != 0)
		pack->private |= UINT64_C(1) << column;
	pack->n_sql += field->def->type->storage == CB_STORE_QTY ? 2 : 1;
}

void
cb_pack_init(struct cb_pack *pack, const struct cb_register *reg, struct cb_names *names)
{
	int key[CB_KEY_MAX];
	int n;

	*pack = (struct cb_pack){ .reg = reg, .names = names };
	pack->case_no = cb_column_flagged(reg, CB_CASE_NO);
	pack->case_of = cb_column_flagged(reg, CB_CASE_OF);
	pack->n_key = cb_schema_key(reg, key);
	for (int i = 0; i < pack->n_key; i++)
		add_field(pack, key[i], true);
	for (int c = 0; c < reg->n_columns && pack->n_fields < CB_FIELDS_MAX; c++)
		if ((pack->stored >> c & 1) == 0 && (reg->columns[c].flags & CB_COMPUTED) == 0)
			add_field(pack, c, false);
	for (int c = 0; c < reg->n_columns; c++)
		if ((pack->stored >> c & 1) == 0)
			pack->unstored[pack->n_unstored++] = c;
	n = 0;
	for (int c = 0; c < reg->n_columns; c++)
		for (int i = 0; i < pack->n_fields; i++)
			if (pack->fields[i].column == c)
				pack->order[n++] = i;
}

void
cb_pack_narrow(struct cb_pack *pack, uint64_t columns)
{
	int n_fields = pack->n_fields, n_unstored = pack->n_unstored;

	pack->n_fields = pack->n_unstored = 0;
	for (int i = 0; i < n_fields; i++)
		if ((columns >> pack->fields[i].column & 1) != 0)
			pack->fields[pack->n_fields++] = pack->fields[i];
	for (int i = 0; i < n_unstored; i++)
		if ((columns >> pack->unstored[i] & 1) != 0)
			pack->unstored[pack->n_unstored++] = pack->unstored[i];
}

void
cb_pack_release(struct cb_pack *pack)
{
	for (int i = 0; i < pack->n_fields; i++)
		free(pack->fields[i].memo);
	cb_arena_release(&pack->arena);
	free(pack->forms);
	free(pack->bytes);
	free(pack->text);
	*pack = (struct cb_pack){ 0 };
}

/* Order of bytes = order of numbers; one byte for 0, two up to 255, and so on. */
static uint8_t *
put_number(uint8_t *p, int64_t n)
{
	uint64_t u = n < 0 ? ~(uint64_t)n : (uint64_t)n;
	int bytes = u == 0 ? 0 : (71 - __builtin_clzll(u)) / 8;

	*p++ = (uint8_t)(n < 0 ? NUMBER_ZERO - 1 - bytes : NUMBER_ZERO + bytes);
	for (int i = bytes - 1; i >= 0; i--)
		*p++ = (uint8_t)((n < 0 ? ~u : u) >> (8 * i));
	return p;
}

static const uint8_t *
get_number(const uint8_t *p, int64_t *out)
{
	int bytes = *p >= NUMBER_ZERO ? *p - NUMBER_ZERO : NUMBER_ZERO - 1 - *p;
	bool negative = *p++ < NUMBER_ZERO;
	uint64_t u = 0;

	for (int i = 0; i < bytes; i++)
		u = u << 8 | (uint8_t)(negative ? ~*p++ : *p++);
	*out = (int64_t)(negative ? ~u : u);
	return p;
}

static uint8_t *
put_text(uint8_t *p, struct cb_text text)
{
	size_t len = text.len == 0 ? 0 : strnlen(text.p, text.len);

	if (len > 0)
		memcpy(p, text.p, len);
	p[len] = '\0';
	return p + len + 1;
}

/* Steps are given by time, then course: what a step must have is put before it, so that it sorts. */
static bool
is_course(const struct cb_pack_field *field)
{
	return !field->is_key && field->form == CB_FIELD_NUMBER && (field->def->flags & CB_REQUIRED) != 0;
}

static uint8_t *
put_course(const struct cb_pack *pack, const struct cb_cell *cells, uint8_t *p)
{
	for (int i = pack->n_key; i < pack->n_fields; i++)
		if (is_course(&pack->fields[i]))
			p = put_number(p, cells[pack->fields[i].column].n);
	return p;
}

/* What a record without its own number is known by, that doubles lie together; an empty text where it is not. */
static uint8_t *
put_case(const struct cb_pack *pack, const struct cb_cell *cells, uint8_t *p)
{
	const struct cb_cell *of = pack->case_of >= 0 ? &cells[pack->case_of] : NULL;

	if (pack->case_no < 0)
		return p;
	p = put_text(p, cells[pack->case_no].text);
	return put_number(p, of != NULL && of->state == CB_VALUE ? of->n + 1 : 0);
}

static const uint8_t *
skip_case(const struct cb_pack *pack, const uint8_t *p)
{
	int64_t of;

	return pack->case_no < 0 ? p : get_number(p + strlen((const char *)p) + 1, &of);
}

static uint8_t *
put_field(const struct cb_pack *pack, const struct cb_pack_field *field, const struct cb_cell *cells, uint8_t *p)
{
	const struct cb_cell *cell = &cells[field->column];

	if (cell->state == CB_EMPTY && field->is_key && (field->def->flags & CB_NUMBERED) != 0) {
		*p++ = TO_BE_GIVEN;
		p = field->form == CB_FIELD_NUMBER ? put_course(pack, cells, p) : put_case(pack, cells, p);
	}
	if (field->form == CB_FIELD_TEXT)
		return put_text(p, cell->state == CB_EMPTY ? (struct cb_text){ 0 } : cell->text);
	if (cell->state != CB_VALUE && !field->zero_is_empty) {
		*p++ = (uint8_t)(STATE_BASE + cell->state);
		return p;
	}
	p = put_number(p, cell->state == CB_VALUE ? cell->n : 0);
	if (field->has_mark)
		*p++ = cell->mark;
	return p;
}

static const uint8_t *
get_field(const struct cb_pack *pack, const struct cb_pack_field *field, const uint8_t *p, struct cb_cell *cell)
{
	*cell = (struct cb_cell){ .state = CB_VALUE };
	if (*p == TO_BE_GIVEN) {
		p++;
		for (int i = pack->n_key; field->form == CB_FIELD_NUMBER && i < pack->n_fields; i++)
			if (is_course(&pack->fields[i]))
				p = get_number(p, &cell->n);
		if (field->form == CB_FIELD_TEXT)
			p = skip_case(pack, p);
	}
	if (field->form == CB_FIELD_TEXT) {
		cell->text.p = (const char *)p;
		cell->text.len = (uint32_t)strlen(cell->text.p);
		cell->state = cell->text.len == 0 ? CB_EMPTY : CB_VALUE;
		return p + cell->text.len + 1;
	}
	if (*p < NUMBER_ZERO - NUMBER_MAX) {
		cell->state = (uint8_t)(*p - STATE_BASE);
		return p + 1;
	}
	p = get_number(p, &cell->n);
	if (field->has_mark)
		cell->mark = *p++;
	if (field->zero_is_empty && cell->n == 0)
		cell->state = CB_EMPTY;
	return p;
}

static size_t
bytes_needed(const struct cb_pack *pack, const struct cb_cell *cells)
{
	size_t need = (size_t)pack->n_fields * 2 * (NUMBER_MAX + 2) + 4 * (NUMBER_MAX + 1);

	for (int i = 0; i < pack->n_fields; i++)
		if (pack->fields[i].form == CB_FIELD_TEXT)
			need += cells[pack->fields[i].column].text.len;
	return pack->case_no < 0 ? need : need + cells[pack->case_no].text.len;
}

/* Of the fields behind the key those that hold something: most of a wide register's do not. */
static uint64_t
filled_fields(const struct cb_pack *pack, const struct cb_cell *cells)
{
	uint64_t filled = 0;

	for (int i = pack->n_key; i < pack->n_fields; i++)
		if (cells[pack->fields[i].column].state != CB_EMPTY)
			filled |= UINT64_C(1) << pack->fields[i].column;
	return filled;
}

void
cb_pack_encode(struct cb_pack *pack, const struct cb_cell *cells, struct cb_packed *at)
{
	size_t need = bytes_needed(pack, cells);
	uint64_t filled = filled_fields(pack, cells);
	uint8_t *p;

	if (need > pack->cap_bytes)
		pack->bytes = cb_grow(pack->bytes, &pack->cap_bytes, need, 1);
	p = pack->bytes;
	for (int i = 0; i < pack->n_key; i++)
		p = put_field(pack, &pack->fields[i], cells, p);
	at->key_len = (size_t)(p - pack->bytes);
	p = put_number(p, at->source);
	p = put_number(p, at->row);
	p = put_number(p, at->mask);
	p = put_number(p, (int64_t)filled);
	for (int i = pack->n_key; i < pack->n_fields; i++)
		if ((filled >> pack->fields[i].column & 1) != 0)
			p = put_field(pack, &pack->fields[i], cells, p);
	pack->filled |= filled;
	at->p = pack->bytes;
	at->len = (size_t)(p - pack->bytes);
}

const uint8_t *
cb_pack_decode_key(const struct cb_pack *pack, const uint8_t *p, struct cb_cell *cells)
{
	for (int i = 0; i < pack->n_key; i++)
		p = get_field(pack, &pack->fields[i], p, &cells[pack->fields[i].column]);
	return p;
}

static const uint8_t *
skip_number(const struct cb_pack_field *field, const uint8_t *p)
{
	if (*p < NUMBER_ZERO - NUMBER_MAX)
		return p + 1;
	return p + 1 + (*p >= NUMBER_ZERO ? *p - NUMBER_ZERO : NUMBER_ZERO - 1 - *p) + field->has_mark;
}

bool
cb_pack_is_case(const struct cb_pack *pack, const struct cb_cell *cells)
{
	return pack->case_no >= 0 && cells[pack->case_no].state == CB_VALUE &&
	       cells[pack->fields[0].column].state == CB_EMPTY;
}

size_t
cb_pack_key_length(const struct cb_pack *pack, const uint8_t *bytes)
{
	const uint8_t *p = bytes;

	for (int i = 0; i < pack->n_key; i++) {
		if (*p == TO_BE_GIVEN) {
			if (pack->case_no < 0 || p[1] == '\0')
				return 0;
			p = skip_case(pack, p + 1);
		}
		if (pack->fields[i].form == CB_FIELD_TEXT)
			p += strlen((const char *)p) + 1;
		else
			p = skip_number(&pack->fields[i], p);
	}
	return (size_t)(p - bytes);
}

void
cb_pack_decode(const struct cb_pack *pack, struct cb_packed *at, struct cb_cell *cells)
{
	const uint8_t *p;
	int64_t n[4];

	for (int i = 0; i < pack->n_unstored; i++)
		cells[pack->unstored[i]] = (struct cb_cell){ 0 };
	p = cb_pack_decode_key(pack, at->p, cells);
	at->key_len = (size_t)(p - at->p);
	for (size_t i = 0; i < CB_COUNT(n); i++)
		p = get_number(p, &n[i]);
	at->source = (uint32_t)n[0];
	at->row = (uint32_t)n[1];
	at->mask = (uint32_t)n[2];
	for (int i = pack->n_key; i < pack->n_fields; i++) {
		struct cb_cell *cell = &cells[pack->fields[i].column];

		if (((uint64_t)n[3] >> pack->fields[i].column & 1) != 0)
			p = get_field(pack, &pack->fields[i], p, cell);
		else
			*cell = (struct cb_cell){ 0 };
	}
}

/* The compared form of a name: the same for every spelling of it, and after it was renamed. */
static void
learn_form(struct cb_pack *pack, struct cb_names *names, uint32_t id)
{
	enum cb_name_kind kind = cb_names_get(names, id)->kind;
	struct cb_text form = cb_names_form(names, kind, cb_names_first(names, id));

	if (id >= pack->cap_forms)
		pack->forms = cb_grow(pack->forms, &pack->cap_forms, (size_t)id + 1, sizeof(*pack->forms));
	pack->forms[id] = cb_arena_text(&pack->arena, form);
}

void
cb_pack_learn(struct cb_pack *pack, struct cb_names *names)
{
	for (; pack->n_forms <= cb_names_count(names); pack->n_forms++)
		learn_form(pack, names, pack->n_forms);
}

static struct cb_text
form_of(struct cb_pack *pack, int64_t id)
{
	if (id < 0 || id > UINT32_MAX)
		return (struct cb_text){ 0 };
	if ((size_t)id >= pack->cap_forms || pack->forms[id].p == NULL)
		learn_form(pack, pack->names, (uint32_t)id);
	return pack->forms[id];
}

/* As older versions stored it, that their hashes hold: 200.00 where 200 is exact. */
static struct cb_text
print_number(const struct cb_pack_field *field, const struct cb_cell *cell, char *buf)
{
	enum { MICRO_A_FEN = 10000 };

	if ((field->def->flags & CB_WAS_MONEY) != 0 && cell->state == CB_VALUE && cell->mark == CB_EXACT &&
	    cell->n % MICRO_A_FEN == 0)
		return cb_money_print(cell->n / MICRO_A_FEN, buf);
	return cb_cell_print(field->def->type, field->def->arg, cell, buf);
}

/* Texts longer than a memo are printed to buf each time. */
static struct cb_text
number_text(struct cb_pack_field *field, const struct cb_cell *cell, char *buf)
{
	struct cb_pack_memo *memo;
	struct cb_text text;

	if (field->memo == NULL)
		field->memo = cb_alloc(CB_PACK_MEMOS, sizeof(*field->memo));
	memo = &field->memo[((uint64_t)cell->n * UINT64_C(0x9e3779b97f4a7c15)) >> 56];
	if (memo->len > 0 && memo->n == cell->n && memo->state == cell->state && memo->mark == cell->mark)
		return (struct cb_text){ memo->text, memo->len };
	text = print_number(field, cell, buf);
	if (text.len == 0 || text.len > sizeof(memo->text))
		return text;
	memcpy(memo->text, text.p, text.len);
	memo->n = cell->n;
	memo->state = cell->state;
	memo->mark = cell->mark;
	memo->len = (uint8_t)text.len;
	return (struct cb_text){ memo->text, memo->len };
}

static struct cb_text
value_text(struct cb_pack *pack, struct cb_pack_field *field, const struct cb_cell *cell, char *buf)
{
	if (field->form == CB_FIELD_TEXT && cell->state == CB_VALUE)
		return cell->text;
	if (field->form == CB_FIELD_NAME && cell->state == CB_VALUE)
		return form_of(pack, cell->n);
	return number_text(field, cell, buf);
}

static char *
put(char *p, const char *from, size_t n)
{
	memcpy(p, from, n);
	return p + n;
}

uint64_t
cb_pack_hidden(const struct cb_pack *pack, const struct cb_cell *cells)
{
	for (uint64_t rest = pack->private; rest != 0; rest &= rest - 1) {
		int column = __builtin_ctzll(rest);
		const struct cb_cell *cell = &cells[column];

		if (cell->state == CB_EMPTY)
			continue;
		if ((pack->reg->columns[column].flags & CB_OPEN_NUMBER) == 0 || !cb_schema_is_number(cell->text))
			return pack->private;
	}
	return 0;
}

struct cb_text
cb_pack_text(struct cb_pack *pack, const struct cb_cell *cells, uint64_t columns)
{
	size_t len = 0;
	char *p;

	for (int i = 0; i < pack->n_fields; i++) {
		struct cb_pack_field *field = &pack->fields[pack->order[i]];
		const struct cb_cell *cell = &cells[field->column];
		char buf[CB_PRINT_MAX];
		struct cb_text value;

		if (cell->state == CB_EMPTY || (columns >> field->column & 1) == 0)
			continue;
		value = value_text(pack, field, cell, buf);
		if (len + field->name_len + value.len + 3 > pack->cap_text)
			pack->text = cb_grow(pack->text, &pack->cap_text, len + field->name_len + value.len + 256, 1);
		p = put(pack->text + len, field->def->key, field->name_len);
		*p++ = '=';
		p = put(p, value.p, value.len);
		*p++ = '\x1f';
		len = (size_t)(p - pack->text);
	}
	if (pack->cap_text == 0)
		pack->text = cb_grow(pack->text, &pack->cap_text, 256, 1);
	pack->text[len++] = '\x1e';
	return (struct cb_text){ pack->text, (uint32_t)len };
}

void
cb_pack_cell_text(struct cb_pack *pack, const struct cb_pack_field *field, const struct cb_cell *cell,
                  struct cb_str *out)
{
	char buf[CB_PRINT_MAX];

	if (cell->state == CB_EMPTY)
		return;
	if ((field->def->flags & CB_PRIVATE) != 0)
		cb_str_adds(out, "****");
	else if (field->form == CB_FIELD_NAME && cell->state == CB_VALUE)
		cb_str_addt(out, cb_names_get(pack->names, (uint32_t)cell->n)->text);
	else
		cb_str_addt(out, cb_cell_print(field->def->type, field->def->arg, cell, buf));
}

void
cb_pack_key_text(struct cb_pack *pack, const struct cb_cell *cells, enum cb_lang lang, struct cb_str *out)
{
	for (int i = 0; i < pack->n_key; i++) {
		const struct cb_pack_field *field = &pack->fields[i];
		const struct cb_cell *cell = &cells[field->column];

		if (cell->state == CB_EMPTY && cb_pack_is_case(pack, cells)) {
			cb_str_addt(out, cells[pack->case_no].text);
			continue;
		}
		if (cell->state == CB_EMPTY)
			continue;
		if (out->len > 0)
			cb_str_addc(out, ' ');
		if (lang == CB_ZH && field->form == CB_FIELD_NAME && cell->state == CB_VALUE)
			cb_str_addt(out, cb_name_zh(field->def->arg, cb_names_title(pack->names, (uint32_t)cell->n)));
		else
			cb_pack_cell_text(pack, field, cell, out);
	}
}

void
cb_pack_group_text(struct cb_pack *pack, const struct cb_cell *cells, uint64_t columns, struct cb_str *out)
{
	for (int i = 0; i < pack->n_fields; i++) {
		struct cb_pack_field *field = &pack->fields[pack->order[i]];
		char buf[CB_PRINT_MAX];

		if ((columns >> field->column & 1) == 0)
			continue;
		cb_str_addt(out, value_text(pack, field, &cells[field->column], buf));
		cb_str_addc(out, '\x1f');
	}
}

bool
cb_pack_same(const struct cb_pack_field *field, const struct cb_cell *x, const struct cb_cell *y)
{
	if (x->state != y->state || x->state != CB_VALUE)
		return x->state == y->state;
	if (field->form == CB_FIELD_TEXT)
		return cb_text_equal(x->text, y->text);
	return x->n == y->n && (!field->has_mark || x->mark == y->mark);
}

bool
cb_pack_equal(const struct cb_pack *pack, const struct cb_cell *a, const struct cb_cell *b)
{
	for (int i = 0; i < pack->n_fields; i++) {
		const struct cb_pack_field *field = &pack->fields[i];

		if (!cb_pack_same(field, &a[field->column], &b[field->column]))
			return false;
	}
	return true;
}
