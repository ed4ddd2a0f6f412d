/* What was found in a file, told once: a name that is not known is one cause, however many cells have it.
 *
 * R1 Of findings with the same code, column and text, whose code says that a word is not known, the first is told, with
 *    the number of cells behind it. --errors and returned workbooks have all of them.
 * R2 The order of findings stays; from the first such cause on they are held until another file begins, output is
 *    opened or the command ends. */
#ifndef CB_CLI_TOLD_H
#define CB_CLI_TOLD_H

#include <cb/base/diag.h>
#include <cb/base/dict.h>

struct cb_told {
	struct cb_told_line {
		struct cb_str text; /* with its LF */
		struct cb_where where;
		uint64_t n; /* cells */
	} * lines;
	size_t n, cap;
	struct cb_dict causes; /* index of the line + 1 */
	struct cb_str cause;   /* of the finding at hand, "" = none */
	uint32_t file;         /* of the lines that are held */
};

/* Is the cause told already? It is counted then. Lines of another file are printed first. */
bool cb_told_again(struct cb_told *, const struct cb_diag *, const struct cb_finding *);
/* Holds the line of the finding that cb_told_again was asked last, or returns false: it may be printed at once. */
bool cb_told_hold(struct cb_told *, const struct cb_finding *, struct cb_text line);
/* Prints what is held to stderr. */
void cb_told_flush(struct cb_told *, enum cb_lang);
void cb_told_release(struct cb_told *);

#endif
