/* Workbooks encrypted with the password that programs try unasked ([MS-OFFCRYPTO], [MS-XLS] 2.2.10).
 *
 * Excel encrypts a workbook whose structure is protected, with a fixed password, VelvetSweatshop: nobody who
 * opens the file is asked for anything. It keeps nothing secret, so that reading it breaks no protection.
 *
 * R1 .xls: XOR obfuscation, RC4 and RC4 of CryptoAPI. .xlsx: standard (AES of ECMA-376) and agile encryption, with
 *    SHA-1, SHA-256, SHA-384 or SHA-512, AES of 128, 192 or 256 bits in CBC, at most 1,000,000 rounds.
 * R2 The file's verifier decides whether this is the password; an agile package is used only when its HMAC
 *    is right. Whatever else it is encrypted with, it is encrypted. */
#ifndef BOOK_UNLOCK_H
#define BOOK_UNLOCK_H

#include <cb/base/str.h>

enum unlocked {
	UNLOCK_DONE,
	UNLOCK_OTHER,   /* another password or method */
	UNLOCK_DAMAGED, /* that password, but not what was encrypted with it */
	UNLOCK_NO_ROOM, /* for the copy (errno) */
};

enum { UNLOCK_ROUNDS_MAX = 1000000 };

/* The stream of a workbook of Excel 5 to 2003 from its record FILEPASS on, whose body is `pass`, in place. */
enum unlocked cb_unlock_stream(struct cb_str *stream, int version, struct cb_text pass);

/* The package within the compound file fd: *plain is an unlinked file that holds it. */
enum unlocked cb_unlock_package(int fd, int *plain);

/* UTF-16LE, without a NUL. */
extern const struct cb_text cb_unlock_password;

#endif
