/* How a sheet names a person in one cell. */
#ifndef CB_DATA_PERSON_TEXT_H
#define CB_DATA_PERSON_TEXT_H

#include <cb/base/mem.h>
#include <cb/value/type.h>

/* 张三 13800138000: name and telephone in their canonical forms; a phone that is given, or "" where there is none. What
 * a type refuses stays as it is, and then fits nobody. Texts live in the word or in the arena. */
void cb_person_text_split(struct cb_text word, struct cb_text *name, struct cb_text *phone, struct cb_arena *);

/* Is it a number that an office gives (V00001, 2026-0001, 4403019517315914), and no name (zhangsan1), no mobile number and nothing
 * that has the shape of an identity number, be its day or check digit wrong? */
bool cb_person_text_is_number(struct cb_text);
/* Such a number as it is, anything else masked as a name: for messages. */
void cb_person_text_say(struct cb_text word, struct cb_str *out);

#endif
