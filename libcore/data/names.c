#include <stdlib.h>
#include <string.h>

#include <cb/base/suggest.h>
#include <cb/base/utf8.h>
#include <cb/data/names.h>
#include <cb/value/fold.h>
#include <cb/value/row_word.h>
#include <cb/value/unit.h>

struct entry {
	struct cb_name name;
	struct cb_text first; /* what it was called before it was renamed; "" = it never was */
	bool fixed;           /* registered or loaded: another spelling does not change how it prints */
};

struct cb_names {
	struct entry *entries; /* [id - 1] */
	size_t n, cap;
	struct cb_dict memo[CB_NAME_KINDS];  /* raw bytes -> id */
	struct cb_dict canon[CB_NAME_KINDS]; /* compared form -> id */
	unsigned registered;                 /* flags that some name has */
	struct known {
		struct cb_neighbours names;
		uint64_t changes;                       /* as of which they are */
	} known[CB_NAME_KINDS][CB_NAME_REGISTERED + 1]; /* by the flags that were asked for */
	uint64_t changes;                               /* of what is registered, and of how that is called */
	struct cb_titled {
		uint32_t id;
		struct cb_text title;
	} * titled; /* a handful */
	size_t n_titled, cap_titled;
	struct cb_arena arena;
	struct cb_str compared;
};

struct cb_names *
cb_names_new(void)
{
	struct cb_names *names = cb_alloc(1, sizeof(*names));

	names->changes = 1;
	return names;
}

struct cb_names *
cb_names_clone(const struct cb_names *from)
{
	struct cb_names *to = cb_names_new();

	to->entries = cb_grow(NULL, &to->cap, from->n + 1, sizeof(*to->entries));
	if (from->n > 0)
		memcpy(to->entries, from->entries, from->n * sizeof(*to->entries));
	to->n = from->n;
	to->registered = from->registered;
	for (size_t i = 0; i < from->n_titled; i++)
		*cb_push(to->titled, to->n_titled, to->cap_titled) = from->titled[i];
	for (int kind = 0; kind < CB_NAME_KINDS; kind++) {
		cb_dict_copy(&to->memo[kind], &from->memo[kind]);
		cb_dict_copy(&to->canon[kind], &from->canon[kind]);
	}
	return to;
}

void
cb_names_free(struct cb_names *names)
{
	if (names == NULL)
		return;
	for (int kind = 0; kind < CB_NAME_KINDS; kind++) {
		cb_dict_release(&names->memo[kind]);
		cb_dict_release(&names->canon[kind]);
		for (size_t flags = 0; flags <= CB_NAME_REGISTERED; flags++)
			cb_neighbours_release(&names->known[kind][flags].names);
	}
	cb_arena_release(&names->arena);
	cb_str_release(&names->compared);
	free(names->titled);
	free(names->entries);
	free(names);
}

static struct cb_text
without_ending(struct cb_text t)
{
	static const char *const endings[] = { "社区居民委员会", "社区居委会", "居委会", "社区" };

	for (size_t i = 0; i < CB_COUNT(endings); i++) {
		struct cb_text ending = cb_text_of(endings[i]);

		if (t.len > ending.len && cb_text_ends(t, endings[i])) {
			t.len -= ending.len;
			return t;
		}
	}
	return t;
}

/* The form of a name that stands for all its spellings: NFKC, no blanks, ASCII in lower case, parties without their
 * ending. Lives until the next call. */
static struct cb_text
plain_form(struct cb_names *names, enum cb_name_kind kind, struct cb_text raw)
{
	struct cb_str *out = &names->compared;
	size_t kept = 0;
	struct cb_text form;

	cb_str_clear(out);
	cb_utf8_nfkc(cb_text_trim(raw), out);
	for (size_t i = 0; i < out->len; i++) {
		char c = out->p[i];

		if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
			continue;
		out->p[kept++] = cb_lower(c);
	}
	out->len = kept;
	form = cb_str_text(out);
	return kind == CB_NAME_PARTY ? without_ending(form) : form;
}

/* The form by which names are compared: each dot between the parts of a name, 买买提·艾力, is that of the standard, and
 * a circle is 〇. Hashes are of the plain form, so that what was stored keeps its own. */
static struct cb_text
compared_form(struct cb_names *names, enum cb_name_kind kind, struct cb_text raw)
{
	struct cb_text form = plain_form(names, kind, raw);
	char *p = names->compared.p;
	uint32_t kept = 0, len = 1;

	for (uint32_t i = 0; i < form.len; i += len) {
		struct cb_text rest = { form.p + i, form.len - i }, mark = { rest.p, 1 };

		if ((len = cb_fold_dot(rest)) > 0)
			mark = CB_LIT("·");
		else if ((len = cb_text_starts(rest, "○") || cb_text_starts(rest, "◯") ? 3 : 0) > 0)
			mark = CB_LIT("〇");
		len = len > 0 ? len : 1;
		memmove(p + kept, mark.p, mark.len);
		kept += mark.len;
	}
	form.len = kept;
	return form;
}

/* How the cell spells it: ends trimmed, blanks between CJK characters removed. */
static struct cb_text
spelling(struct cb_names *names, struct cb_text raw)
{
	struct cb_parse_env env = { .arena = &names->arena };
	struct cb_cell cell = { 0 };

	if (cb_type_name.parse(NULL, raw, &env, &cell) != CB_FINE || cell.state != CB_VALUE)
		return cb_text_trim(raw);
	return cell.text;
}

/* Few names have one of these, and without one none is of a foot. */
static bool
may_be_foot(struct cb_text text)
{
	static const char *const marks[] = { ":", "：", "(", "（", "人民币" };

	for (size_t i = 0; i < CB_COUNT(marks); i++)
		if (cb_text_find(text, marks[i]) >= 0)
			return true;
	return false;
}

/* Is it a unit, as 万元, 户 and 元/人 are? Letters may be a name. */
static bool
is_measure(struct cb_text text)
{
	int cut = cb_text_find(text, "/");

	if (cut > 0)
		return is_measure((struct cb_text){ text.p, (uint32_t)cut }) &&
		       is_measure(cb_text_from(text, cut + 1));
	return text.len > 0 && ((text.p[0] & 0x80) != 0 || text.p[0] == '%') && cb_unit_is_word(text);
}

/* total is what the indicator of a sheet with nothing but totals is called. */
static unsigned
flags_of(enum cb_name_kind kind, struct cb_text text)
{
	bool is_about = cb_row_word(text) != CB_WORD_NONE || cb_row_word_is_all(text) || cb_row_word_is_day(text) ||
	                (may_be_foot(text) && cb_row_word_is_foot(text));

	if (cb_row_word_is_error(text))
		return CB_NAME_IS_ERROR;
	if (is_about && !(kind == CB_NAME_INDICATOR && cb_text_is(text, "total")))
		return CB_NAME_IS_ABOUT;
	if (kind == CB_NAME_PARTY && cb_fold_is_list(text))
		return CB_NAME_IS_SEVERAL; /* nobody is called so */
	if (kind == CB_NAME_PARTY && cb_row_word_is_heading(text))
		return CB_NAME_IS_ABOUT; /* （一）老城片区 */
	return kind == CB_NAME_PARTY && is_measure(text) ? CB_NAME_IS_MEASURE : 0;
}

static uint32_t
add(struct cb_names *names, enum cb_name_kind kind, struct cb_text text, unsigned flags)
{
	struct entry *e;

	e = cb_push(names->entries, names->n, names->cap);
	e->name.text = cb_arena_text(&names->arena, text);
	e->name.kind = (uint8_t)kind;
	e->name.flags = (uint8_t)flags;
	return (uint32_t)names->n;
}

/* Of two spellings of an unregistered name the shorter prints, then the first in byte order: so
 * the order of the input does not show. */
static void
prefer(struct cb_names *names, struct entry *e, struct cb_text text)
{
	if (e->fixed || text.len > e->name.text.len)
		return;
	if (text.len == e->name.text.len && cb_text_compare(text, e->name.text) >= 0)
		return;
	e->name.text = cb_arena_text(&names->arena, text);
}

uint32_t
cb_names_id(struct cb_names *names, enum cb_name_kind kind, struct cb_text raw)
{
	uint32_t id = cb_dict_get(&names->memo[kind], raw);
	struct cb_text form, text;

	if (id != 0)
		return id;
	form = compared_form(names, kind, raw);
	if (form.len == 0 || cb_row_word_is_nothing(raw))
		return 0;
	text = spelling(names, raw);
	id = cb_dict_get(&names->canon[kind], form);
	if (id == 0) {
		id = add(names, kind, text, flags_of(kind, text));
		cb_dict_put(&names->canon[kind], form, id);
	} else {
		prefer(names, &names->entries[id - 1], text);
	}
	cb_dict_put(&names->memo[kind], raw, id);
	return id;
}

uint32_t
cb_names_find(struct cb_names *names, enum cb_name_kind kind, struct cb_text raw)
{
	struct cb_text form = compared_form(names, kind, raw);

	return form.len == 0 ? 0 : cb_dict_get(&names->canon[kind], form);
}

uint32_t
cb_names_load(struct cb_names *names, enum cb_name_kind kind, struct cb_text text)
{
	struct cb_text form = compared_form(names, kind, text);
	uint32_t id = add(names, kind, text, flags_of(kind, text));

	/* two terms that compare equal (an ending, say): the first one is the name */
	if (cb_dict_get(&names->canon[kind], form) == 0)
		cb_dict_put(&names->canon[kind], form, id);
	return id;
}

const struct cb_name *
cb_names_get(const struct cb_names *names, uint32_t id)
{
	static const struct cb_name none = { { "", 0 }, CB_NAME_NONE, 0 };

	return id == 0 || id > names->n ? &none : &names->entries[id - 1].name;
}

uint32_t
cb_names_count(const struct cb_names *names)
{
	return (uint32_t)names->n;
}

static void
register_as(struct cb_names *names, uint32_t id, enum cb_name_flag flag, struct cb_text text)
{
	struct entry *e = &names->entries[id - 1];
	struct cb_text plain = spelling(names, text);

	if ((e->name.flags & (CB_NAME_IS_COMMUNITY | CB_NAME_IS_UNIT | CB_NAME_IS_INDICATOR)) == 0) {
		e->name.text = cb_arena_text(&names->arena, plain);
		e->fixed = true;
	}
	e->name.flags |= (uint8_t)flag;
	names->registered |= flag;
	names->changes++;
}

uint32_t
cb_names_register(struct cb_names *names, enum cb_name_kind kind, enum cb_name_flag flag, struct cb_text text)
{
	uint32_t id = cb_names_id(names, kind, text);

	if (id != 0)
		register_as(names, id, flag, text);
	return id;
}

void
cb_names_register_id(struct cb_names *names, uint32_t id, enum cb_name_flag flag)
{
	if (id > 0 && id <= names->n)
		register_as(names, id, flag, names->entries[id - 1].name.text);
}

bool
cb_names_has(const struct cb_names *names, enum cb_name_flag flag)
{
	return (names->registered & flag) != 0;
}

void
cb_names_alias(struct cb_names *names, enum cb_name_kind kind, struct cb_text alias, struct cb_text full)
{
	uint32_t id = cb_names_find(names, kind, full); /* one that is known prints as it did */
	struct cb_text form;

	if (id == 0)
		id = cb_names_id(names, kind, full);
	form = compared_form(names, kind, alias);
	if (id == 0 || form.len == 0)
		return;
	/* the full name prints, though the alias is shorter */
	names->entries[id - 1].fixed = true;
	cb_dict_put(&names->canon[kind], form, id);
	cb_dict_put(&names->memo[kind], alias, id);
}

bool
cb_names_rename(struct cb_names *names, enum cb_name_kind kind, struct cb_text old, struct cb_text now)
{
	uint32_t id = cb_names_find(names, kind, old);
	struct entry *e = id != 0 ? &names->entries[id - 1] : NULL;
	struct cb_text form;

	if (e == NULL || cb_names_find(names, kind, now) != 0)
		return false;
	if (e->first.len == 0)
		e->first = e->name.text;
	e->name.text = cb_arena_text(&names->arena, spelling(names, now));
	e->fixed = true;
	names->changes++;
	form = compared_form(names, kind, now);
	cb_dict_put(&names->canon[kind], form, id);
	return true;
}

struct cb_text
cb_names_first(const struct cb_names *names, uint32_t id)
{
	const struct cb_name *name = cb_names_get(names, id);

	return name->kind == CB_NAME_NONE || names->entries[id - 1].first.len == 0 ? name->text
	                                                                           : names->entries[id - 1].first;
}

void
cb_names_entitle(struct cb_names *names, uint32_t id, struct cb_text title)
{
	*cb_push(names->titled, names->n_titled, names->cap_titled) =
		(struct cb_titled){ id, cb_arena_text(&names->arena, title) };
}

struct cb_text
cb_names_title(const struct cb_names *names, uint32_t id)
{
	for (size_t i = names->n_titled; i > 0; i--)
		if (names->titled[i - 1].id == id)
			return names->titled[i - 1].title;
	return cb_names_get(names, id)->text;
}

void
cb_names_hide(struct cb_names *names, uint32_t id)
{
	if (id > 0 && id <= names->n)
		names->entries[id - 1].name.flags |= CB_NAME_IS_PRIVATE;
}

void
cb_names_show(struct cb_names *names, uint32_t id)
{
	if (id > 0 && id <= names->n)
		names->entries[id - 1].name.flags &= (uint8_t)~CB_NAME_IS_PRIVATE;
}

bool
cb_names_is_hidden(const struct cb_names *names, uint32_t id)
{
	unsigned flags = cb_names_get(names, id)->flags;

	return (flags & CB_NAME_IS_PRIVATE) != 0 && (flags & CB_NAME_REGISTERED) == 0;
}

static struct cb_text
stem(enum cb_name_kind kind, struct cb_text name)
{
	return kind == CB_NAME_PARTY ? without_ending(name) : name;
}

static void
gather(const struct cb_names *names, enum cb_name_kind kind, unsigned flags, struct cb_neighbours *out)
{
	cb_neighbours_release(out);
	for (uint32_t id = 1; id <= names->n; id++) {
		const struct cb_name *name = &names->entries[id - 1].name;

		if (name->kind == kind && !cb_names_is_hidden(names, id) && (flags == 0 || (name->flags & flags) != 0))
			cb_neighbours_add(out, stem(kind, name->text), id);
	}
}

uint32_t
cb_names_nearest(struct cb_names *names, enum cb_name_kind kind, unsigned flags, struct cb_text text)
{
	struct known *known = &names->known[kind][flags];
	const struct cb_neighbour *nearest;

	/* any name that is read is known, but registered ones seldom change */
	if (flags == 0 || known->changes != names->changes)
		gather(names, kind, flags, &known->names);
	known->changes = names->changes;
	nearest = cb_neighbours_nearest(&known->names, stem(kind, text));
	return nearest != NULL ? nearest->id : 0;
}

struct cb_text
cb_names_form(struct cb_names *names, enum cb_name_kind kind, struct cb_text text)
{
	return plain_form(names, kind, text);
}
