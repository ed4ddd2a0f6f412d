/* measure [-n TIMES] [-i FILE] [-o FILE] COMMAND [ARGUMENT...]: runs it (standard input from -i,
 * output to -o, both /dev/null when absent) and prints one line:
 *
 *     WALL_SECONDS USER_AND_SYSTEM_SECONDS MAX_RSS_KB
 *
 * With -n the wall time is the median of that many runs, the rest that of the last run. Ends with the
 * status of the command.
 */
#define _DEFAULT_SOURCE /* wait4 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct run {
	double wall, cpu;
	long rss_kb;
	int status;
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double
seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static void
become(const char *in, const char *out, char **command)
{
	int fd_in = open(in, O_RDONLY), fd_out = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	if (fd_in < 0 || fd_out < 0 || dup2(fd_in, 0) < 0 || dup2(fd_out, 1) < 0)
		_exit(126);
	execvp(command[0], command);
	fprintf(stderr, "measure: %s: %s\n", command[0], strerror(errno));
	_exit(127);
}

static struct run
measure(const char *in, const char *out, char **command)
{
	struct run run = { 0 };
	struct rusage usage = { 0 };
	double start = now();
	int status = 0;
	pid_t child = fork();

	if (child == 0)
		become(in, out, command);
	wait4(child, &status, 0, &usage);
	run.wall = now() - start;
	run.cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
	run.rss_kb = usage.ru_maxrss;
	run.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	return run;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int
main(int argc, char **argv)
{
	const char *in = "/dev/null", *out = "/dev/null";
	struct run run = { 0 };
	double wall[1000];
	int times = 1, opt;

	while ((opt = getopt(argc, argv, "+n:i:o:")) != -1)
		switch (opt) {
		case 'n':
			times = (int)strtol(optarg, NULL, 10);
			break;
		case 'i':
			in = optarg;
			break;
		case 'o':
			out = optarg;
			break;
		default:
			return 2;
		}
	if (optind == argc || times < 1 || times > 1000)
		return 2;
	for (int i = 0; i < times; i++) {
		run = measure(in, out, argv + optind);
		wall[i] = run.wall;
	}
	qsort(wall, (size_t)times, sizeof(*wall), compare);
	printf("%.5f %.3f %ld\n", wall[times / 2], run.cpu, run.rss_kb);
	return run.status;
}
