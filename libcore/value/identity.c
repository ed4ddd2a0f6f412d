#include <cb/value/identity.h>

#include <cb/value/date.h>
#include <cb/value/fold.h>

#include <stdio.h>
#include <string.h>

enum { PHONES_MAX = 4,
       PHONE_BYTES = 17 }; /* of one, with what joins it to the one before */

/* Folded text without the characters of `drop`, in capitals. False when it is longer than max. */
static bool
compact(struct cb_text t, const char *drop, char *out, size_t max)
{
	struct cb_folded f;
	size_t n = 0;

	if (!cb_fold(t, &f))
		return false;
	for (uint32_t i = 0; i < f.text.len; i++) {
		char c = f.text.p[i];

		if (strchr(drop, c) != NULL)
			continue;
		if (n == max)
			return false;
		out[n++] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
	}
	out[n] = '\0';
	return true;
}

static bool
all_digits(const char *p, size_t n)
{
	return strspn(p, "0123456789") >= n;
}

static char
id_check(const char *id)
{
	static const uint8_t weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = 0;

	for (size_t i = 0; i < CB_COUNT(weights); i++)
		sum += (id[i] - '0') * weights[i];
	return "10X98765432"[sum % 11];
}

static bool
id_date(const char *id, int *year, int *month, int *day)
{
	struct cb_text s = { id + 6, 8 };
	int n = cb_fold_digits(&s, 8);

	*year = n / 10000;
	*month = n / 100 % 100;
	*day = n % 100;
	return *year >= 1800 && cb_date_exists(*year, *month, *day);
}

/* 4.1E+17 */
static bool
is_scientific(const char *p)
{
	size_t n = strspn(p, "0123456789.");

	return n > 0 && p[n] == 'E' && strspn(p + n + 1, "+0123456789") > 0;
}

bool
cb_identity_is_shortened(struct cb_text t)
{
	uint32_t n = 0, end;

	while (n < t.len && (cb_is_digit(t.p[n]) || t.p[n] == '.'))
		n++;
	end = n + 2;
	if (n == 0 || end >= t.len || (t.p[n] != 'E' && t.p[n] != 'e') || t.p[n + 1] != '+')
		return false;
	while (end < t.len && cb_is_digit(t.p[end]))
		end++;
	return end == t.len;
}

enum cb_code
cb_identity_parse_id(struct cb_text t, char out[19], char *expected)
{
	char id[CB_FOLD_MAX + 1];
	int y, m, d;
	size_t n;

	if (!compact(t, " -", id, 32))
		return CB_BAD_ID;
	n = strlen(id);
	if (is_scientific(id))
		return CB_ID_LOST_DIGITS;
	if (n == 15 && all_digits(id, 15)) {
		memmove(id + 8, id + 6, 9);
		memcpy(id + 6, "19", 2);
		id[17] = id_check(id);
		id[n = 18] = '\0';
	}
	if (n != 18 || !all_digits(id, 17) || strchr("0123456789X", id[17]) == NULL)
		return CB_BAD_ID;
	if (strcmp(id + 15, "000") == 0)
		return CB_ID_LOST_DIGITS;
	if (!id_date(id, &y, &m, &d))
		return CB_BAD_ID_DATE;
	if (id[17] != id_check(id)) {
		if (expected != NULL)
			*expected = id_check(id);
		return CB_BAD_ID_CHECK;
	}
	memcpy(out, id, 19);
	return CB_FINE;
}

int64_t
cb_identity_birth_day(const char id[19])
{
	int y, m, d;

	id_date(id, &y, &m, &d);
	return cb_date_day(y, m, d);
}

bool
cb_identity_is_male(const char id[19])
{
	return (id[16] - '0') % 2 == 1;
}

enum cb_code
cb_identity_parse_uscc(struct cb_text t, char out[19], char *expected)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	static const uint8_t weights[] = { 1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28 };
	char code[CB_FOLD_MAX + 1], check;
	int sum = 0;

	if (!compact(t, " -", code, 32))
		return CB_BAD_USCC;
	if (strlen(code) != 18)
		return cb_identity_is_shortened(cb_text_of(code)) ? CB_DIGITS_LOST : CB_BAD_USCC;
	for (size_t i = 0; i < CB_COUNT(weights); i++) {
		const char *at = strchr(alphabet, code[i]);

		if (at == NULL)
			return CB_BAD_USCC;
		sum += (int)(at - alphabet) * weights[i];
	}
	check = alphabet[(31 - sum % 31) % 31];
	if (code[17] != check) {
		if (expected != NULL)
			*expected = check;
		return CB_BAD_USCC_CHECK;
	}
	memcpy(out, code, 19);
	return CB_FINE;
}

/* 010 and 02x are the area codes of three digits. */
static size_t
area_length(const char *p)
{
	return p[1] == '1' || p[1] == '2' ? 3 : 4;
}

static bool
is_short(const char *p, size_t n)
{
	return (*p == '1' && (n == 3 || n == 5)) || (*p == '9' && (p[1] == '5' || p[1] == '6') && (n == 5 || n == 6));
}

static enum cb_code
parse_phone_number(struct cb_text t, char out[16])
{
	static const char *const countries[] = { "+86", "0086", "86" };
	char phone[CB_FOLD_MAX + 1], *p = phone;
	size_t n, area;

	if (!compact(t, " -()", phone, 24))
		return CB_BAD_PHONE;
	if (cb_identity_is_shortened(cb_text_of(phone)))
		return CB_DIGITS_LOST;
	for (size_t i = 0; i < CB_COUNT(countries); i++)
		if (strncmp(p, countries[i], strlen(countries[i])) == 0 && strlen(p) > 9) {
			p += strlen(countries[i]);
			break;
		}
	n = strlen(p);
	if (n == 0 || !all_digits(p, n))
		return CB_BAD_PHONE;
	if (*p == '0') {
		area = area_length(p);
		if (n < area + 7 || n > area + 8 || p[1] == '0')
			return CB_BAD_PHONE;
		memcpy(out, p, area);
		out[area] = '-';
		memcpy(out + area + 1, p + area, n - area + 1);
		return CB_FINE;
	}
	if ((n == 11 && *p == '1' && p[1] >= '3') || (n == 10 && (memcmp(p, "400", 3) == 0 || memcmp(p, "800", 3) == 0)) ||
	    ((n == 7 || n == 8) && *p >= '2') || is_short(p, n)) {
		memcpy(out, p, n + 1);
		return CB_FINE;
	}
	return CB_BAD_PHONE;
}

bool
cb_identity_has_province(const char *id)
{
	static const char provinces[] = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 "
					"61 62 63 64 65 71 81 82";

	return cb_fold_is((struct cb_text){ id, 2 }, provinces);
}

static enum cb_code
parse_division(struct cb_text t, char out[13])
{
	char code[CB_FOLD_MAX + 1];

	if (!compact(t, " ", code, 24))
		return CB_BAD_REGION;
	if (cb_identity_is_shortened(cb_text_of(code)))
		return CB_DIGITS_LOST;
	if (strlen(code) != 12 || !all_digits(code, 12))
		return CB_BAD_REGION;
	if (!cb_identity_has_province(code))
		return CB_BAD_REGION;
	if (memcmp(code + 6, "000", 3) == 0 && memcmp(code + 9, "000", 3) != 0)
		return CB_BAD_REGION;
	memcpy(out, code, 13);
	return CB_FINE;
}

/* A cell of canonical text. */
static enum cb_code
finish(enum cb_code code, const struct cb_parse_env *env, struct cb_text raw, const char *canonical,
       struct cb_cell *out)
{
	if (code == CB_FINE)
		*out = (struct cb_cell){ .text = cb_fold_keep(env, raw, cb_text_of(canonical)), .state = CB_VALUE };
	return code;
}

static enum cb_code
parse_id(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	char id[19];

	(void)arg;
	return cb_fold_starts_blank(&t, out) ? CB_FINE : finish(cb_identity_parse_id(t, id, NULL), env, t, id, out);
}

static enum cb_code
parse_uscc(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	char code[19];

	(void)arg;
	if (cb_fold_starts_blank(&t, out))
		return CB_FINE;
	return finish(cb_identity_parse_uscc(t, code, NULL), env, t, code, out);
}

/* Where the first number ends and, behind the mark at *skip, the next begins: at a blank only where nothing else
 * divides them, since 0755 12345678 is one. */
static uint32_t
phone_end(struct cb_text t, bool at_blanks, uint32_t *skip)
{
	uint32_t at = 0;

	for (*skip = 0; at < t.len; at++) {
		*skip = cb_fold_separator(t.p + at, t.len - at);
		if (*skip == 0 && strchr("/\n", t.p[at]) != NULL)
			*skip = 1;
		if (*skip == 0 && at_blanks)
			*skip = cb_fold_blank(t.p + at, t.len - at);
		if (*skip > 0)
			break;
	}
	return at;
}

/* Several numbers, each once, joined by a semicolon. */
static enum cb_code
parse_phones(struct cb_text t, bool at_blanks, char *out)
{
	enum cb_code code = CB_BAD_PHONE;
	char phone[PHONE_BYTES];
	uint32_t skip, n = 0;
	size_t len = 0;

	for (*out = '\0'; t.len > 0 && n < PHONES_MAX;) {
		uint32_t end = phone_end(t, at_blanks, &skip);
		struct cb_text one = cb_text_trim((struct cb_text){ t.p, end });

		t = cb_text_from(t, end + skip);
		if (one.len == 0)
			continue;
		code = parse_phone_number(one, phone);
		if (code != CB_FINE)
			return code;
		if (n > 0 && strstr(out, phone) != NULL)
			continue;
		len += (size_t)snprintf(out + len, PHONE_BYTES, "%s%s", n++ > 0 ? ";" : "", phone);
	}
	return t.len > 0 ? CB_BAD_PHONE : code;
}

static enum cb_code
parse_phone(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	char phones[PHONES_MAX * PHONE_BYTES];
	enum cb_code code;

	(void)arg;
	if (cb_fold_starts_blank(&t, out))
		return CB_FINE;
	code = parse_phone_number(t, phones);
	if (code == CB_BAD_PHONE && parse_phones(t, false, phones) == CB_FINE)
		code = CB_FINE;
	if (code == CB_BAD_PHONE)
		code = parse_phones(t, true, phones);
	return finish(code, env, t, phones, out);
}

static enum cb_code
parse_region(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	char code[13];

	(void)arg;
	return cb_fold_starts_blank(&t, out) ? CB_FINE : finish(parse_division(t, code), env, t, code, out);
}

static void
hint_check(char expected, enum cb_lang lang, struct cb_str *out)
{
	if (expected != '\0')
		cb_str_addf(out, lang == CB_ZH ? ",应为 %c" : ", expected %c", expected);
}

static void
hint_id(const struct cb_type *type, const void *arg, struct cb_text raw, enum cb_lang lang, struct cb_str *out)
{
	char id[19], expected = '\0';

	(void)type, (void)arg;
	cb_identity_parse_id(raw, id, &expected);
	hint_check(expected, lang, out);
}

static void
hint_uscc(const struct cb_type *type, const void *arg, struct cb_text raw, enum cb_lang lang, struct cb_str *out)
{
	char code[19], expected = '\0';

	(void)type, (void)arg;
	cb_identity_parse_uscc(raw, code, &expected);
	hint_check(expected, lang, out);
}

const struct cb_type cb_type_id = {
	.name = "id",
	.en = "an identity number (GB 11643); 15 digits are lengthened to 18",
	.zh = "身份证号码(GB 11643),15 位补为 18 位",
	.storage = CB_STORE_TEXT,
	.sql_suffix = "",
	.sql_check = "length(%1$s) = 18",
	.parse = parse_id,
	.print = cb_type_print_text,
	.hint = hint_id,
};
const struct cb_type cb_type_uscc = {
	.name = "uscc",
	.en = "a unified social credit code (GB 32100)",
	.zh = "统一社会信用代码(GB 32100)",
	.storage = CB_STORE_TEXT,
	.sql_suffix = "",
	.sql_check = "length(%1$s) = 18",
	.parse = parse_uscc,
	.print = cb_type_print_text,
	.hint = hint_uscc,
};
const struct cb_type cb_type_phone = {
	.name = "phone",
	.en = "a telephone number, or several",
	.zh = "电话号码,可填几个",
	.storage = CB_STORE_TEXT,
	.sql_suffix = "",
	.parse = parse_phone,
	.print = cb_type_print_text,
};
const struct cb_type cb_type_region = {
	.name = "code",
	.en = "a division code of 12 digits",
	.zh = "12 位区划代码",
	.storage = CB_STORE_TEXT,
	.sql_suffix = "",
	.sql_check = "length(%1$s) = 12",
	.parse = parse_region,
	.print = cb_type_print_text,
};
