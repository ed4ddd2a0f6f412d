#include <cb/value/decimal.h>

#include <string.h>

static const int64_t power_of_ten[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };

/* Does q + r/den round away from q? q >= 0, 0 <= r < den. */
static bool
rounds_up(cb_wide q, cb_wide r, cb_wide den, enum cb_round mode)
{
	cb_wide rest = den - r; /* r against den - r, since 2 * r may overflow */

	return r > rest || (r == rest && (mode == CB_HALF_UP || q % 2 != 0));
}

cb_wide
cb_decimal_round(cb_wide n, cb_wide den, enum cb_round mode)
{
	cb_wide q = n / den, r = n % den;

	if (n < 0)
		return q - rounds_up(-q, -r, den, mode);
	return q + rounds_up(q, r, den, mode);
}

bool
cb_decimal_divide(cb_wide num, cb_wide den, int places, enum cb_round mode, int64_t *micro)
{
	static const cb_wide den_max = (cb_wide)INT64_C(1000000000000000000) * INT64_C(1000000000000000000);
	bool negative = (num < 0) != (den < 0);
	cb_wide q, r;

	if (den == 0 || den > den_max || den < -den_max)
		return false;
	q = num / den;
	r = num % den;
	if (q > CB_NUMBER_MAX / CB_MICRO || q < -CB_NUMBER_MAX / CB_MICRO)
		return false;
	q = q < 0 ? -q : q;
	r = r < 0 ? -r : r;
	den = den < 0 ? -den : den;
	/* digit by digit: num * 10^places need not fit */
	for (int i = 0; i < places; i++) {
		r *= 10;
		q = q * 10 + r / den;
		r %= den;
	}
	q += rounds_up(q, r, den, mode);
	q *= power_of_ten[6 - places];
	if (q > CB_NUMBER_MAX)
		return false;
	*micro = (int64_t)(negative ? -q : q);
	return true;
}

bool
cb_decimal_plain(struct cb_text t, int places, int64_t *n)
{
	const char *p = t.p, *end = t.p + t.len, *from;
	int64_t value = 0;
	int left = places;
	bool negative;

	if (t.len == 0 || t.len > 12) /* 12 digits times 10^6 fit */
		return false;
	negative = *p == '-';
	p += negative;
	from = p;
	for (; p < end && cb_is_digit(*p); p++)
		value = value * 10 + (*p - '0');
	if (p == from)
		return false;
	if (p < end) {
		if (*p++ != '.' || p == end)
			return false;
		for (; p < end && cb_is_digit(*p) && left > 0; p++, left--)
			value = value * 10 + (*p - '0');
		if (p < end)
			return false;
	}
	value *= power_of_ten[left];
	*n = negative ? -value : value;
	return true;
}

struct cb_text
cb_decimal_print(int64_t n, int places, int shown, char *buf)
{
	uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	char digits[24], *end = digits + sizeof(digits), *p = end;

	for (; places > shown && left % 10 == 0; places--)
		left /= 10;
	for (int i = 0; i < places; i++, left /= 10)
		*--p = (char)('0' + left % 10);
	if (places > 0)
		*--p = '.';
	do
		*--p = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	if (n < 0)
		*--p = '-';
	memcpy(buf, p, (size_t)(end - p));
	return (struct cb_text){ buf, (uint32_t)(end - p) };
}
