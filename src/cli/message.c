/* message: what the user is told on stderr: a sentence on a terminal, a JSON object a line elsewhere, so that a rejected
 * file in a run over ten thousand is found by a program too. */
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

static bool progress_shown; /* a line on the terminal that is to be written over */

static void clear_progress(void) {
  if (progress_shown) fputs("\r\033[K", stderr);
  progress_shown = false;
}

void cli_progress(uint64_t done, uint64_t total) {
  enum { FEW = 50 /* that many are done before anyone wonders */, WIDTH = 30 };
  static int shown = -1;
  if (total <= FEW || isatty(STDOUT_FILENO) || !isatty(STDERR_FILENO)) return;
  int parts = done >= total ? 1000 : (int)((double)done * 1000 / (double)total);
  if (done < total && parts == shown && progress_shown) return;
  clear_progress();
  shown = parts;
  if (done >= total) return;
  int filled = parts * WIDTH / 1000;
  fprintf(stderr, "[%.*s%.*s] %d.%d%%", filled, "##############################", WIDTH - filled, "..............................", parts / 10, parts % 10);
  fflush(stderr);
  progress_shown = true;
}

static void say(cli_place place, const char *kind, const char *text) {
  fflush(stdout);
  clear_progress();
  if (isatty(STDERR_FILENO)) {
    fputs("isnad: ", stderr);
    if (place.file) fprintf(stderr, "%s: ", place.file);
    if (place.line != CLI_NOWHERE) fprintf(stderr, "line %llu: ", (unsigned long long)place.line);
    if (strcmp(kind, "notice") == 0) fputs("notice: ", stderr);
    fputs(text, stderr);
    if (place.byte != CLI_NOWHERE) fprintf(stderr, " (byte %llu)", (unsigned long long)place.byte);
    fputc('\n', stderr);
    return;
  }
  fputc('{', stderr);
  if (place.file) {
    fputs("\"file\":", stderr);
    cli_put_json(stderr, (isnad_str){place.file, strlen(place.file)});
    fputc(',', stderr);
  }
  if (place.line != CLI_NOWHERE) fprintf(stderr, "\"line\":%llu,", (unsigned long long)place.line);
  if (place.byte != CLI_NOWHERE) fprintf(stderr, "\"byte\":%llu,", (unsigned long long)place.byte);
  fprintf(stderr, "\"%s\":", kind);
  cli_put_json(stderr, (isnad_str){text, strlen(text)});
  fputs("}\n", stderr);
}

static void say_formatted(cli_place place, const char *kind, const char *format, va_list args) {
  char text[1024];
  vsnprintf(text, sizeof text, format, args);
  say(place, kind, text);
}

void cli_error(cli_place place, const char *format, ...) {
  va_list args;
  va_start(args, format);
  say_formatted(place, "error", format, args);
  va_end(args);
}

void cli_notice(cli_place place, const char *format, ...) {
  va_list args;
  va_start(args, format);
  say_formatted(place, "notice", format, args);
  va_end(args);
}

void cli_library_error(cli_place place, const isnad_error *error) {
  if (error->status == ISNAD_UTF8) place.byte = error->where;
  say(place, "error", error->message);
}
