/* Where output goes: a file that appears whole or not at all, or stdout.
 *
 * R1 A regular or new file is written to a temporary beside it, synced and renamed over it; through
 *    a symbolic link, so that the link stays. It keeps the mode (and, where allowed, the owner) of
 *    the file it replaces, else 0666 & ~umask; 0600 with CB_OUT_PRIVATE.
 * R2 Anything else (a pipe, /dev/null, a terminal, stdout) is written through.
 * R3 With CB_OUT_HELD nothing reaches a target of R2 before the commit: until then it is kept in
 *    memory, beyond 1 MiB in an unlinked temporary file. Files are held by R1 anyway.
 * R4 A failed write is remembered; later writes do nothing and the commit reports it once, of TMPDIR where it
 *    was what R3 keeps. So is what the format cannot hold (`refused`).
 * R5 In a folder where anybody may write and only the owner may remove (/tmp), neither a link nor a file is followed
 *    or replaced that was made by neither this user nor the folder's owner: as the system does (fs.protected_symlinks,
 *    fs.protected_regular), for root as well.
 * R6 Several files are all written or none. Should one that is written not get its name in the end, it is said which
 *    have it. */
#ifndef CB_DATA_FILE_H
#define CB_DATA_FILE_H

#include <cb/base/diag.h>

enum cb_out_flag {
	CB_OUT_PRIVATE = 1, /* holds unmasked private values */
	CB_OUT_HELD = 2,    /* R3 */
};

/* An open output. Writers append to buf and call cb_out_flush now and then (once a row). */
struct cb_out {
	struct cb_str buf;
	struct cb_str path, temp; /* temp is empty when there is none to remove */
	int fd, spool, folder;    /* -1 = none; folder: that the path's last name stands in */
	unsigned flags;
	int error;             /* errno of the first failed step */
	bool has_spool_failed; /* R4: that step */
	enum cb_code refused;  /* set by the format; {1} of the message is the path */
	bool is_file;          /* R1 applies */
};

/* Opens path, NULL or "-" = stdout. On failure the reason goes to the diag, and *out needs no
 * release. A zeroed *out is not open; release does nothing to it. */
enum cb_status cb_out_open(struct cb_out *out, const char *path, unsigned flags, struct cb_diag *);
/* Writes the buffer when it holds more than 64 KiB. */
void cb_out_flush(struct cb_out *out);
/* Everything reaches its target, or CB_USAGE and the reason in the diag; then released. */
enum cb_status cb_out_commit(struct cb_out *out, struct cb_diag *);
/* Ends the writing of one of several files of R6: all but its name. What fails is remembered. */
void cb_out_stage(struct cb_out *);
/* R6: commits all of them, staged or not. CB_OK, or CB_USAGE and the reason; release them in any case. */
enum cb_status cb_out_commit_all(struct cb_out *const *, size_t n, struct cb_diag *);
/* Without commit: a file is left as it was. */
void cb_out_release(struct cb_out *out);

/* Removes temporaries of R1 that runs which were killed have left in the folder of that path: those older than a day
 * and of this user. */
void cb_out_sweep(const char *path);

/* An unlinked file in $TMPDIR, else /tmp, which vanishes with the process, open for reading and writing; -1 (errno). */
int cb_temp_file(void);

#endif
