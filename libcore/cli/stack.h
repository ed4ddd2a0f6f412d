/* The stack of the process. */
#ifndef STACK_H
#define STACK_H

#include <cb/base/diag.h>

/* Takes what the limits allow of it. CB_USAGE where that is too little to work with: reported. */
enum cb_status cb_stack_prepare(struct cb_diag *);

#endif
