#include <cb/data/person_text.h>

#include <string.h>

#include <cb/value/identity.h>
#include <cb/value/mask.h>

enum { ID_LEN = 18,
       OLD_ID_LEN = 15,
       MOBILE_DIGITS = 11 };

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
	*phone = cb_text_from(word, at);
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

static bool
is_ascii_word(struct cb_text text)
{
	for (uint32_t i = 0; i < text.len; i++)
		if (strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/", text.p[i]) == NULL)
			return false;
	return text.len > 0;
}

/* An identity number, also one with a digit mistyped: its day or its check digit is wrong then. */
static bool
is_like_id(struct cb_text text)
{
	char id[ID_LEN + 1];
	enum cb_code code = cb_identity_parse_id(text, id, NULL);

	return code != CB_BAD_ID && text.len >= OLD_ID_LEN;
}

bool
cb_person_text_is_number(struct cb_text text)
{
	static const struct cb_parse_env env = { 0 };
	struct cb_cell phone;
	size_t digits = 0;

	for (uint32_t i = 0; i < text.len; i++)
		digits += cb_is_digit(text.p[i]);
	if (digits == 0 || !is_ascii_word(text) || is_like_id(text))
		return false;
	return digits < MOBILE_DIGITS || cb_type_phone.parse(NULL, text, &env, &phone) != CB_FINE;
}

void
cb_person_text_say(struct cb_text word, struct cb_str *out)
{
	if (cb_person_text_is_number(word))
		cb_str_addt(out, word);
	else
		cb_mask_value(&cb_type_name, word, CB_MASK_FULL, out);
}
