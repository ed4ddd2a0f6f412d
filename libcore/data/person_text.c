#include <string.h>

#include <cb/data/person_text.h>

static struct cb_text
as_typed(const struct cb_type *type, struct cb_text text, struct cb_arena *arena)
{
	struct cb_parse_env env = { .arena = arena };
	struct cb_cell cell;

	if (type->parse(NULL, text, &env, &cell) != CB_FINE || cell.state != CB_VALUE)
		return cb_text_trim(text);
	return cell.text;
}

static void
split(struct cb_text word, struct cb_text *name, struct cb_text *phone)
{
	uint32_t at = word.len;

	while (at > 0 && word.p[at - 1] != ' ')
		at--;
	if (at == 0 || at == word.len || strspn(word.p + at, "0123456789+-") < word.len - at)
		return;
	*name = cb_text_trim((struct cb_text){ word.p, at });
	*phone = (struct cb_text){ word.p + at, word.len - at };
}

void
cb_person_text_split(struct cb_text word, struct cb_text *name, struct cb_text *phone, struct cb_arena *arena)
{
	*name = word;
	if (phone->len == 0)
		split(word, name, phone);
	*name = as_typed(&cb_type_name, *name, arena);
	if (phone->len > 0)
		*phone = as_typed(&cb_type_phone, *phone, arena);
}
