/* bench_link: what one more report costs when claims are linked. A stream of made reports (always the same) comes in day by
 * day: some hundred incidents a day at random places, each told by one to forty reports, a third of them copies.
 *
 *   build/bench_link 10000 100000
 *
 * Linked is after each batch, as a store does it; the last tenth is held against the first, and every incident must come out
 * whole and with as many origins as were made. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "lex/lex.h"
#include "link/link.h"

enum { INCIDENTS_A_DAY = 250, TELLERS_MAX = 40, BATCH = 1000, WORDS = 3000, FIRST_DAY = 18000 };

static uint64_t seed = 20220124;

static uint32_t random_below(uint32_t bound) {
  seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
  return (uint32_t)(seed >> 20) % bound;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); /* others may use the machine too */
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

typedef struct happening {
  isnad_place place;
  int day, hour;
  isnad_event event;
  isnad_mode mode;
  int64_t killed;
  char words[2][900]; /* two wordings: copies take one as it is */
} happening;

typedef struct stream {
  const isnad_lexicon *lexicon;
  isnad_incidents *incidents;
  size_t reports, happenings, origins; /* made so far */
} stream;

/* Made words of Arabic letters: no lexicon knows them, so they tell one happening from another as names do. */
static void make_words(char *out, size_t size) {
  size_t at = 0;
  for (int i = 0; i < 28; i++) {
    uint32_t word = random_below(WORDS);
    for (int k = 0; k < 4 && at + 3 < size; k++, word /= 11) {
      uint32_t letter = 0x628 + (word + (uint32_t)k * 3) % 18;
      out[at++] = (char)(0xC0 | letter >> 6);
      out[at++] = (char)(0x80 | (letter & 63));
    }
    out[at++] = ' ';
  }
  out[at] = '\0';
}

static void make_happening(stream *s, happening *h, int day) {
  static const isnad_mode modes[] = {ISNAD_AERIAL, ISNAD_FIREARMS, ISNAD_EXPLOSIVES, ISNAD_HEAVY_WEAPONS};
  uint32_t row;
  do row = random_below((uint32_t)isn_lex_rows(s->lexicon, K_PLACE));
  while (isn_lex_number(s->lexicon, K_PLACE, row, PLACE_LAT) == ISN_NO_DEGREES);
  *h = (happening){.day = day, .hour = (int)random_below(24), .event = ISNAD_ASSAULT, .mode = modes[random_below(4)],
                   .killed = 1 + random_below(30)};
  h->place = (isnad_place){.text = isn_lex_text(s->lexicon, K_PLACE, row, PLACE_NAME_AR), .id = isn_lex_text(s->lexicon, K_PLACE, row, PLACE_ID),
                           .located = true, .lat = isn_lex_number(s->lexicon, K_PLACE, row, PLACE_LAT) / 1e5,
                           .lon = isn_lex_number(s->lexicon, K_PLACE, row, PLACE_LON) / 1e5, .geo_precision = 1};
  make_words(h->words[0], sizeof h->words[0]);
  make_words(h->words[1], sizeof h->words[1]);
}

static void add_report(stream *s, const happening *h, uint32_t source, bool dated) {
  static const char *const agencies[] = {"src.afp-com", "src.reuters-com", "src.sana-sy", "src.apnews-com"};
  char id[24], published[24], day[16], outlet[24];
  time_t at = (time_t)h->day * 86400 + h->hour * 3600;
  struct tm tm;
  gmtime_r(&at, &tm);
  strftime(day, sizeof day, "%Y-%m-%d", &tm);
  strftime(published, sizeof published, "%Y-%m-%dT%H:59", &tm);
  snprintf(id, sizeof id, "%09zu", s->reports);
  snprintf(outlet, sizeof outlet, "outlet %u", random_below(400));
  isnad_str agency = {agencies[source], strlen(agencies[source])};
  isnad_link link = {.text = agency, .id = agency, .kind = ISNAD_SOURCE_AGENCY};
  isnad_count count = {.what = ISNAD_KILLED, .min = h->killed, .max = h->killed};
  isnad_claim claim = {.event = h->event, .mode = h->mode, .place = h->place, .counts = &count, .count_count = 1, .sources = &link, .source_count = 1};
  if (dated) claim.time = (isnad_time){.text = {day, 10}, .timex = {day, 10}, .start = {day, 10}, .end = {day, 10}};
  isn_arena *arena = isn_arena_new(NULL, 1 << 20);
  if (arena == NULL || setjmp(*isn_arena_trap(arena))) exit(1);
  const char *words = h->words[source % 2];
  isnad_str text = {words, strlen(words)}, print = isn_print_make(arena, s->lexicon, text, (isnad_span){0, 8}, (isnad_span){0, (uint32_t)text.len});
  const isnad_claim *claims[] = {&claim};
  isnad_account account = {{id, 9}, {outlet, strlen(outlet)}, {published, 16}, {NULL, 0}, claims, &print, 1};
  isnad_error error;
  if (isnad_incidents_add(s->incidents, &account, &error) != ISNAD_OK) {
    fprintf(stderr, "bench_link: %s\n", error.message);
    exit(1);
  }
  isn_arena_free(arena);
  s->reports++;
}

static void add_happening(stream *s, int day) {
  happening h;
  make_happening(s, &h, day);
  uint32_t tellers = 1 + random_below(4) * random_below(TELLERS_MAX / 4 + 1), seen = 0;
  for (uint32_t i = 0; i < tellers; i++) {
    uint32_t source = random_below(4);
    seen |= 1u << source;
    add_report(s, &h, source, i == 0 || random_below(4) > 0);
  }
  s->happenings++, s->origins += (size_t)__builtin_popcount(seen);
}

static void link_now(stream *s) {
  isnad_error error;
  if (isnad_incidents_link(s->incidents, &error) == ISNAD_OK) return;
  fprintf(stderr, "bench_link: %s\n", error.message);
  exit(1);
}

static size_t count_origins(stream *s) {
  size_t origins = 0;
  for (size_t i = 0; i < isnad_incidents_count(s->incidents); i++) {
    const isnad_group *group = isnad_incidents_group(s->incidents, i);
    isnad_incident *incident;
    if (isnad_incident_of(s->incidents, group->members, group->member_count, &incident, NULL) != ISNAD_OK) exit(1);
    origins += incident->origin_count;
    isnad_incident_free(incident);
  }
  return origins;
}

/* Adds and links one batch; gives the seconds that it took. */
static double add_batch(stream *s, int *day, int *left, double *linking) {
  double start = now();
  for (size_t end = s->reports + BATCH; s->reports < end;) {
    if ((*left)-- == 0) ++*day, *left = INCIDENTS_A_DAY;
    add_happening(s, *day);
  }
  double before = now();
  link_now(s);
  *linking += now() - before;
  return now() - start;
}

static void run(const isnad_lexicon *lexicon, size_t wanted) {
  stream s = {.lexicon = lexicon};
  if (isnad_incidents_new(lexicon, NULL, &s.incidents, NULL) != ISNAD_OK) exit(1);
  size_t batches = wanted / BATCH, tenth = batches / 10;
  double all = 0, first = 0, last = 0, linking = 0;
  int day = FIRST_DAY, left = INCIDENTS_A_DAY;
  for (size_t i = 0; i < batches; i++) {
    double took = add_batch(&s, &day, &left, &linking);
    all += took;
    first += i < tenth ? took : 0;
    last += i >= batches - tenth ? took : 0;
  }
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  double start = now();
  size_t origins = count_origins(&s);
  double work = now() - start;
  printf("%7zu reports: %6.0f a second with linking (%.0f us of linking a report), last tenth %.2f times the first; %ld MB\n", s.reports,
         (double)s.reports / all, linking * 1e6 / (double)s.reports, first > 0 ? last / first : 0, usage.ru_maxrss >> 10);
  printf("        %zu incidents of %zu made, %zu origins of %zu made, %.0f us to work one out\n", isnad_incidents_count(s.incidents),
         s.happenings, origins, s.origins, work * 1e6 / (double)isnad_incidents_count(s.incidents));
  isnad_incidents_free(s.incidents);
}

int main(int argc, char **argv) {
  isnad_lexicon *lexicon;
  if (isnad_lexicon_builtin(NULL, &lexicon, NULL) != ISNAD_OK) return 1;
  for (int i = 1; i < argc; i++) run(lexicon, strtoul(argv[i], NULL, 10));
  isnad_lexicon_free(lexicon);
  return 0;
}
