/* A template taken apart: shared by template_parse.c and template.c only. */
#ifndef CB_DOC_TEMPLATE_NODES_H
#define CB_DOC_TEMPLATE_NODES_H

#include <cb/doc/template.h>

enum { DEPTH_MAX = 32,
       TEMPLATE_MAX_BYTES = 1 << 20 };

enum cb_node_kind {
	CB_NODE_TEXT,
	CB_NODE_VALUE,
	CB_NODE_RAW,      /* a value that is not escaped */
	CB_NODE_SECTION,  /* # */
	CB_NODE_INVERTED, /* ^ */
	CB_NODE_END,
	CB_NODE_NOTHING, /* a comment */
};

struct cb_node {
	enum cb_node_kind kind;
	struct cb_text text; /* the text, or the name */
	struct cb_where where;
	size_t end; /* sections: where their CB_NODE_END is */
	/* what the name means, filled by template.c */
	enum { MEANS_COLUMN,
	       MEANS_TABLE,
	       MEANS_COUNT } means;
	const struct cb_table *table;
	size_t column;
	int level; /* the open section whose row it is; -1 = the table's first row */
};

struct cb_nodes {
	struct cb_node *items;
	size_t n, cap;
};

/* Takes the text apart; nodes borrow it. False: the reasons are in the diag, and the nodes are those of a text where
 * what is wrong is left out and every section ends. Free items in any case. */
bool cb_template_parse(struct cb_text text, struct cb_where start, struct cb_nodes *, struct cb_diag *);

#endif
