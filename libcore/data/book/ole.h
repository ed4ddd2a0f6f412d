/* The compound file ([MS-CFB]) that holds the workbook of an .xls, or an encrypted package. */
#ifndef BOOK_OLE_H
#define BOOK_OLE_H

#include <cb/base/str.h>

/* Reads the stream Workbook, else Book, in whatever case and rather that of the root than of an embedded object, into
 * *out; the file itself when it is no compound
 * file but starts with a BIFF record. Sizes that the file claims are held against its length before
 * anything is taken; what is cut off at the end of the file is left out. False: there is no such stream, sectors
 * that are not there, a chain that comes back to itself or ends before the stream does. */
bool cb_ole_workbook(int fd, struct cb_str *out);
/* Reads the stream of that name, which is given in lower case. */
bool cb_ole_stream(int fd, const char *name, struct cb_str *out);
/* Has the root itself a stream of that name, in whatever case? */
bool cb_ole_is_in_root(int fd, const char *name);
/* Are all the sectors of its table and its directory there? */
bool cb_ole_has_directory(int fd);

#endif
