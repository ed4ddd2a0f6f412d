#include <cb/base/job.h>

bool
cb_thread_start(pthread_t *thread, void *(*work)(void *), void *arg)
{
	static const size_t stack_bytes = 1 << 20;
	pthread_attr_t how;
	bool is_started;

	if (pthread_attr_init(&how) != 0)
		return false;
	is_started = pthread_attr_setstacksize(&how, stack_bytes) == 0 && pthread_create(thread, &how, work, arg) == 0;
	pthread_attr_destroy(&how);
	return is_started;
}

void
cb_job_start(struct cb_job *job, void *(*work)(void *), void *arg)
{
	cb_job_wait(job);
	job->is_running = cb_thread_start(&job->thread, work, arg);
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
