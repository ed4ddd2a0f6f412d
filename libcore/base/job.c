#include <cb/base/job.h>

void
cb_job_start(struct cb_job *job, void *(*work)(void *), void *arg)
{
	cb_job_wait(job);
	job->is_running = pthread_create(&job->thread, NULL, work, arg) == 0;
	if (!job->is_running)
		work(arg);
}

void
cb_job_wait(struct cb_job *job)
{
	if (job->is_running)
		pthread_join(job->thread, NULL);
	job->is_running = false;
}
