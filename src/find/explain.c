/* explain: one line a value, «event ASSAULT/aerial: "غارات" (triggers.tsv: غارة +جوي)». Only made when asked for; what it says is read from
 * the same act that the claim was made from, so it cannot tell another story. */
#include "find/explain.h"

typedef struct reasons {
  isn_finder *f;
  isnad_str *at;
  size_t count, cap;
} reasons;

static void say(reasons *r, const char *value, isnad_str given, isnad_span words, const char *table, isnad_str row) {
  isn_finder *f = r->f;
  isnad_str text = isn_str_cut(f->text, words);
  isn_arena_grow(f->arena, &r->at, r->count, &r->cap, sizeof *r->at);
  r->at[r->count++] = isn_arena_print(f->arena, "%s %.*s: \"%.*s\"%s%s%s%.*s%s", value, (int)given.len, given.ptr, (int)text.len, text.ptr,
                                      table ? " (" : "", table ? table : "", row.len ? ": " : "", (int)row.len, row.ptr ? row.ptr : "",
                                      table ? ")" : "");
}

static void say_names(reasons *r, const char *what, const isn_party *p, size_t count, isnad_str lemma) {
  for (size_t i = 0; i < count; i++) {
    bool known = p[i].row != NONE;
    isnad_str id = known ? p[i].name.id : ISN_LIT("as written");
    say(r, what, id, p[i].name.span, known ? "actors.tsv, by the frame of" : "by the frame of", lemma);
  }
}

static void say_place(reasons *r, const char *what, uint32_t spot) {
  if (spot == NONE) return;
  const isn_spot *s = &r->f->spots[spot];
  isnad_str id = s->row != NONE ? isn_lex_text(r->f->lexicon, K_PLACE, s->row, PLACE_ID) : ISN_LIT("not in the gazetteer");
  say(r, what, id, s->span, s->pronoun || s->definite_only ? "refers back" : s->word ? "place word and name" : "name", (isnad_str){0});
}

static void say_status(reasons *r, const isn_act *a) {
  const isn_finder *f = r->f;
  isnad_str status = isn_str(isnad_status_name((isnad_claim_status)a->status));
  const isn_clause *c = &f->clauses[a->clause];
  const isn_chain *chain = &f->chains[f->chain_at[a->unit]];
  uint32_t by = a->operator_unit != NONE ? a->operator_unit : c->aux != NONE ? c->aux : a->unit;
  if (a->status == ISNAD_DENIED && chain->cue != NONE) by = chain->cue;
  const isn_unit *u = &f->units[by];
  isnad_str row = u->of[K_OPERATOR] ? isn_lex_text(f->lexicon, K_OPERATOR, u->of[K_OPERATOR]->row, OPERATOR_LEMMA) : (isnad_str){0};
  say(r, "status", status, u->span, row.len ? "operators.tsv" : by == a->unit ? "form and words before it" : "sayings.tsv", row);
}

void explain_claim(isn_finder *f, const isn_act *a, isnad_claim *claim) {
  reasons r = {.f = f};
  isnad_str lemma = isn_lex_text(f->lexicon, K_TRIGGER, a->row, TRIGGER_LEMMA);
  const char *mode = isnad_mode_name(a->mode);
  isnad_str event = isn_arena_print(f->arena, "%s%s%s", isnad_event_name(a->event), mode ? "/" : "", mode ? mode : "");
  say(&r, "event", event, claim->trigger, "triggers.tsv", lemma);
  say_status(&r, a);
  say_names(&r, "actor", a->actors, a->actor_count, lemma);
  say_names(&r, "recipient", a->recipients, a->recipient_count, lemma);
  say_place(&r, "place", a->place);
  say_place(&r, "from", a->from);
  say_place(&r, "to", a->to);
  if (claim->time.text.len) say(&r, "time", claim->time.timex, claim->time.span, "time.tsv, against publication", (isnad_str){0});
  for (size_t i = 0; i < claim->count_count; i++)
    say(&r, "count", isn_str(isnad_what_name(claim->counts[i].what)), claim->counts[i].span, "counted by the frame of", lemma);
  for (size_t i = 0; i < claim->source_count; i++)
    say(&r, "source", isn_str(isnad_source_kind_name(claim->sources[i].kind)), claim->sources[i].span, "said with",
        isn_str_cut(f->text, claim->sources[i].cue));
  claim->reasons = r.at;
  claim->reason_count = r.count;
}
