/* spent: runs a command that prints a line for each thing it does, and tells the CPU seconds of each tenth of them, then the sum and the
 * peak memory. CPU seconds, since others may use the machine too.
 *
 *   spent 200000 isnad import --format ndjson stream.ndjson */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the process has used so far; fields 14 and 15 of its stat line count ticks of user and system time. */
static double seconds_of(pid_t pid) {
  char path[64];
  unsigned long user = 0, kernel = 0;
  snprintf(path, sizeof path, "/proc/%ld/stat", (long)pid);
  FILE *file = fopen(path, "r");
  if (file == NULL) return 0;
  if (fscanf(file, "%*d %*s %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &kernel) != 2) user = kernel = 0;
  fclose(file);
  return (double)(user + kernel) / (double)sysconf(_SC_CLK_TCK);
}

int main(int argc, char **argv) {
  int ends[2], status = 0;
  long tenth = argc > 2 ? strtol(argv[1], NULL, 10) / 10 : 0, lines = 0, told = 0;
  if (tenth < 1 || pipe(ends) != 0) return 2;
  pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    execvp(argv[2], argv + 2);
    _exit(127);
  }
  close(ends[1]);
  FILE *said = fdopen(ends[0], "r");
  double before = 0, first = 0, last = 0;
  for (int c; (c = getc(said)) != EOF;) {
    if (c != '\n' || ++lines % tenth != 0 || told == 10) continue;
    double now = seconds_of(child);
    last = now - before, before = now;
    if (told++ == 0) first = last;
    printf("%7ld reports: %6.0f a second\n", lines, (double)tenth / last);
    fflush(stdout);
  }
  struct rusage usage;
  if (child < 0 || waitpid(child, &status, 0) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) return 1;
  getrusage(RUSAGE_CHILDREN, &usage);
  double all = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  printf("in all: %.0f a second (%.0f seconds, linking at the end included), last tenth %.2f times the first, at most %ld MB\n",
         (double)(tenth * 10) / all, all, last / first, usage.ru_maxrss >> 10);
  return 0;
}
