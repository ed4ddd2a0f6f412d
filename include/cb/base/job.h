/* One piece of work at a time on a second thread. Starting and waiting order all memory accesses, so
 * that what the two share needs no lock as long as only one of them has it between the two calls. */
#ifndef CB_BASE_JOB_H
#define CB_BASE_JOB_H

#include <pthread.h>
#include <stdbool.h>

/* A thread with a stack of 1 MiB, whatever the limit of the process; false where none is to be had. */
bool cb_thread_start(pthread_t *, void *(*work)(void *), void *arg);

/* Zeroed = nothing runs. */
struct cb_job {
	pthread_t thread;
	bool is_running;
};

/* Waits for the work before this one, then starts it. Where no thread is to be had, the work is done before
 * the call returns. */
void cb_job_start(struct cb_job *, void *(*work)(void *), void *arg);
/* Waits until the work is done; returns at once when nothing runs. */
void cb_job_wait(struct cb_job *);

#endif
