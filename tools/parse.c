/* parse: shows how a report is read, step by step: units, clauses, chains and acts. For people who work on the find room.
 *
 *   build/parse [--published 2022-01-24T12:30] FILE */
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "find/finder.h"

static isnad_str slurp(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) exit(1);
  char *text = malloc(ISNAD_TEXT_MAX);
  size_t len = text ? fread(text, 1, ISNAD_TEXT_MAX, file) : 0;
  fclose(file);
  return (isnad_str){text, len};
}

static void put(isnad_str s) { fwrite(s.ptr, 1, s.len, stdout); }
static void put_span(const isn_finder *f, isnad_span s) { put(isn_str_cut(f->text, s)); }

static void show_unit(const isn_finder *f, uint32_t i) {
  static const char kinds[] = " wtosnAOSNPB";
  const isn_unit *u = &f->units[i];
  printf("  %u c%u ch%u [", i, f->clause_of[i], f->chain_at[i]);
  put_span(f, u->span);
  printf("]%s%s%s%s", u->verb ? " VERB" : "", u->noun ? " noun" : "", u->adj ? " adj" : "", u->definite ? " def" : "");
  if (u->type == U_NUMBER) printf(" number %.0f", f->numbers[u->number].value);
  if (u->type == U_TIME) printf(" time %s", f->times[u->time].value);
  printf(" clitics %x ", u->clitics);
  for (int k = 1; k < K_COUNT; k++)
    if (u->of[k]) putchar(kinds[k]);
  for (int c = 0; c < WC_COUNT_ && c < 64; c++)
    if (unit_is(u, c)) printf(" wc%d", c);
  if (f->spot_at[i] != NONE) printf(" spot%u", f->spot_at[i]);
  if (f->amount_at[i] != NONE) printf(" amount%u", f->amount_at[i]);
  putchar('\n');
}

static void show_act(const isn_finder *f, const isn_act *a) {
  printf("  act [");
  put_span(f, f->units[a->unit].span);
  printf("] u%u %s/%s class %d status %d%s %s op %d", a->unit, isnad_event_name(a->event), isnad_mode_name(a->mode) ? isnad_mode_name(a->mode) : "-", a->class, a->status,
         a->passive ? " passive" : "", a->dropped ? a->why_dropped : "KEPT", (int)a->operator_unit);
  printf(" subj <");
  put_span(f, phrase_span(f, a->subject));
  printf("> obj <");
  put_span(f, phrase_span(f, a->object));
  printf("> actors");
  for (int i = 0; i < a->actor_count; i++) printf(" "), put(a->actors[i].name.id.len ? a->actors[i].name.id : a->actors[i].name.text);
  printf(" recipients");
  for (int i = 0; i < a->recipient_count; i++) printf(" "), put(a->recipients[i].name.id.len ? a->recipients[i].name.id : a->recipients[i].name.text);
  printf(" place %d from %d to %d time %d amounts", (int)a->place, (int)a->from, (int)a->to, (int)a->time);
  for (int i = 0; i < a->amount_count; i++) printf(" %u", a->amounts[i]);
  printf("\n      args");
  for (int i = 0; i < a->arg_count; i++) {
    printf(" (%s%d/%d ", a->args[i].before ? "<" : "", a->args[i].prep, a->args[i].word_class);
    put_span(f, phrase_span(f, a->args[i].phrase));
    printf(")");
  }
  putchar('\n');
}

static void show(const isn_finder *f) {
  for (uint32_t i = 0; i < f->chain_count; i++) {
    printf("chain %u:", i);
    for (int k = 0; k < f->chains[i].count; k++) printf(" <"), put(f->chains[i].link[k].text), printf("> %s", isnad_source_kind_name(f->chains[i].link[k].kind));
    printf("%s\n", f->chains[i].denied ? " DENIED" : "");
  }
  for (uint32_t s = 0; s < f->sent_count; s++) {
    printf("sentence %u block %u\n", s, f->sents[s].block);
    for (uint32_t c = 0; c < f->clause_count; c++)
      if (f->clauses[c].sent == s)
        printf("  clause %u link %u [%u,%u) verb %d parent %d head %d aux %d\n", c, f->clauses[c].link, f->clauses[c].first, f->clauses[c].end, (int)f->clauses[c].verb,
               (int)f->clauses[c].parent, (int)f->clauses[c].head, (int)f->clauses[c].aux);
    for (uint32_t i = f->sents[s].first; i < f->sents[s].end; i++) show_unit(f, i);
    for (uint32_t i = 0; i < f->act_count; i++)
      if (f->acts[i].sent == s) show_act(f, &f->acts[i]);
  }
}

int main(int argc, char **argv) {
  isnad_given given = {0};
  if (argc > 3) given.published = isn_str(argv[2]);
  if (argc < 2) return 2;
  isnad_lexicon *lexicon;
  if (isnad_lexicon_builtin(NULL, &lexicon, NULL) != ISNAD_OK) return 1;
  isn_arena *arena = isn_arena_new(NULL, (size_t)1 << 30);
  if (setjmp(*isn_arena_trap(arena))) return 1;
  isnad_str text = slurp(argv[argc - 1]);
  if (isn_utf8_check(text) != text.len) return 1;
  isn_finder f;
  isn_find_steps(&f, arena, lexicon, text, isn_read_plain(arena, lexicon, text, &given));
  show(&f);
  isn_arena_free(arena);
  isnad_lexicon_free(lexicon);
  return 0;
}
