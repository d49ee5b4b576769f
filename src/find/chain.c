/* chain: whose word each unit of the text is. A saying verb («قال X إن»), a relay («نقل A عن B»), a source phrase before or behind
 * what it covers («بحسب X») opens a chain; «وأضاف» and a definite «المصدر» carry on the last one; a sentence without any of these is
 * the outlet's own voice. A saying verb first in what another says («قال مراسل A إن الوزارة أعلنت») adds a link. */
#include "find/link.h"

typedef struct speaker {
  isn_finder *f;
  size_t cap;
  uint32_t last; /* the chain that وأضاف carries on */
} speaker;

static uint32_t add_chain(speaker *s, const isn_chain *c) {
  isn_finder *f = s->f;
  isn_arena_grow(f->arena, &f->chains, f->chain_count, &s->cap, sizeof *f->chains);
  f->chains[f->chain_count] = *c;
  return f->chain_count++;
}

static void push_link(isn_chain *c, isnad_link l) {
  if (c->count < LINK_MAX) c->link[c->count++] = l;
}

static void cover(isn_finder *f, uint32_t from, uint32_t to, uint32_t chain) {
  for (uint32_t i = from; i < to; i++) f->chain_at[i] = chain;
}

/* ---- Back references --------------------------------------------------------------------------------------------------- */

/* Does the link's text hold the word of unit u, ال aside? */
static bool link_holds(const isn_finder *f, const isnad_link *l, const isn_unit *u) {
  isnad_str word = isn_str_cut(f->text, u->bare);
  if ((u->clitics & C_AL) && word.len > 4) word.ptr += 4, word.len -= 4; /* ا and ل are two bytes each */
  if (word.len > 4 && isn_str_holds(l->text, word)) return true;
  return u->of[K_SOURCE] && (isnad_source_kind)unit_cell(f, u, K_SOURCE, SOURCE_KIND) == l->kind && l->kind != ISNAD_SOURCE_UNKNOWN;
}

/* The chain that a definite noun refers back to: the last one with such a link, cut behind that link. 0: none. */
static uint32_t refer_back(speaker *s, isn_phrase p) {
  isn_finder *f = s->f;
  const isn_unit *u = &f->units[p.first];
  for (uint32_t i = f->chain_count; i-- > 1 && i + 24 > f->chain_count;)
    for (int k = f->chains[i].count; k-- > 0;) {
      if (!link_holds(f, &f->chains[i].link[k], u)) continue;
      isn_chain c = f->chains[i];
      c.count = (uint8_t)(k + 1);
      c.denied = false;
      return add_chain(s, &c);
    }
  int refers = unit_value(f, u, WC_REFER);
  return unit_is(u, WC_REFER) && (refers == REFER_SOURCE || refers == REFER_DOCUMENT) ? s->last : 0;
}

/* ---- Saying verbs ---------------------------------------------------------------------------------------------------------- */

/* Whoever a verb's arguments name: its subject, the one after عن, the one told (لوكالة ...). */
typedef struct voices {
  isn_phrase subject, from[2], told, issuer;
  uint8_t from_count;
  bool has_subject, has_told, has_issuer, vehicle;
} voices;

static bool can_speak(const isn_finder *f, isn_phrase p) {
  const isn_unit *u = &f->units[p.first];
  if (u->type != U_WORD || f->spot_at[p.first] != NONE) {
    bool person_or_body = u->of[K_ACTOR] || u->of[K_SOURCE] || u->of[K_OUTLET] || unit_is(u, WC_ROLE_WORD);
    if (u->type == U_NUMBER) return true; /* ثلاثة شهود */
    return person_or_body;
  }
  if (u->of[K_TRIGGER] && !u->of[K_NOUN] && !u->of[K_ACTOR] && !u->of[K_SOURCE]) return false;
  return true;
}

static voices voices_of(const isn_finder *f, const isn_clause *c, uint32_t verb, uint32_t limit) {
  voices v = {0};
  isn_arg args[ARG_MAX];
  size_t count = find_args(f, c->first, limit, verb, args);
  bool circumstance = c->link == LINK_CIRCUM;
  for (size_t i = 0; i < count; i++) {
    const isn_arg *a = &args[i];
    if (a->word_class || a->coord) continue;
    if (a->prep == PREP_NONE) {
      if (circumstance || v.has_subject || !can_speak(f, a->phrase)) continue;
      if (!a->before && a->phrase.first > verb + 3) continue;
      v.subject = a->phrase, v.has_subject = true;
    } else if (a->before) {
      continue;
    } else if (a->prep == PREP_AN && v.from_count < 2) {
      v.from[v.from_count++] = a->phrase;
    } else if (a->prep == PREP_LI || a->prep == PREP_ALA || a->prep == PREP_MAA) {
      if (link_is_carrier(f, a->phrase)) v.told = a->phrase, v.has_told = true;
      else if (a->prep == PREP_LI && v.vehicle && !v.has_issuer) v.issuer = a->phrase, v.has_issuer = true;
    } else if (unit_is(&f->units[a->phrase.first], WC_STATEMENT)) {
      v.vehicle = true;
    }
  }
  return v;
}

static uint8_t attitude_of(const isn_finder *f, const isn_unit *u) {
  return u->of[K_SAYING] ? (uint8_t)unit_cell(f, u, K_SAYING, SAYING_ATTITUDE) : ISNAD_SAYS;
}

/* Fills the chain that a saying verb opens; false where nobody is named and there is nothing to carry on. */
static bool open_chain(speaker *s, const isn_clause *c, uint32_t verb, uint32_t limit, isn_chain *out) {
  isn_finder *f = s->f;
  const isn_unit *u = &f->units[verb];
  voices v = voices_of(f, c, verb, limit);
  int class = unit_cell(f, u, K_SAYING, SAYING_CLASS);
  *out = (isn_chain){.cue = verb};
  if (v.has_told && !link_is_self(f, v.told) && class != SC_RELAY) push_link(out, link_make(f, v.told, limit, verb));
  if (v.has_subject && link_is_vehicle(f, v.subject)) { /* وأضاف البيان; بيان للوزارة */
    uint32_t back = f->units[v.subject.first].clitics & C_AL ? refer_back(s, v.subject) : 0;
    if (back == 0 && (f->units[v.subject.first].clitics & C_AL)) back = s->last;
    if (back) *out = f->chains[back];
    else if (v.has_issuer) push_link(out, link_make(f, v.issuer, limit, verb));
    else push_link(out, link_make(f, v.subject, limit, verb));
  } else if (v.has_subject && link_refers_back(f, v.subject)) {
    uint32_t back = refer_back(s, v.subject);
    if (back) *out = f->chains[back];
    else push_link(out, link_make(f, v.subject, limit, verb));
  } else if (v.has_subject) {
    out->speaker = v.subject;
    if (!link_is_self(f, v.subject) || !link_is_carrier(f, v.subject) || f->units[v.subject.first].of[K_SOURCE])
      push_link(out, link_make(f, v.subject, limit, verb));
  } else if (v.from_count == 0 && out->count == 0) {
    if (s->last == 0) return false;
    *out = f->chains[s->last];
  }
  for (int i = 0; i < v.from_count; i++) push_link(out, link_make(f, v.from[i], limit, verb));
  out->cue = verb;
  out->attitude = attitude_of(f, u);
  out->denied = class == SC_DENY;
  return out->count > 0;
}

/* ---- Source phrases: بحسب X, وفق ما نقلت A عن B ------------------------------------------------------------------------------ */

static bool source_phrase(speaker *s, uint32_t at, uint32_t end, isn_chain *out, uint32_t *behind) {
  isn_finder *f = s->f;
  const isn_unit *u = &f->units[at];
  *out = (isn_chain){.cue = at, .attitude = unit_value(f, u, WC_SOURCE_PREP) == 2 ? ISNAD_CLAIMS : ISNAD_SAYS};
  uint32_t i = at + 1;
  if (u->pronoun) { /* بحسبه، على حد قوله */
    *behind = i;
    if (s->last == 0) return false;
    uint8_t attitude = out->attitude;
    *out = f->chains[s->last];
    out->attitude = attitude;
    return true;
  }
  while (i < end && (unit_is(&f->units[i], WC_REL) || (f->units[i].verb && f->units[i].of[K_SAYING]) || unit_is_mark(&f->units[i], '"'))) i++;
  isn_phrase p = find_phrase(f, i, end);
  if (p.end <= p.first) return false;
  if (link_is_vehicle(f, p) && p.end < end) { /* بحسب بيان للوزارة */
    const isn_unit *next = &f->units[p.end];
    if (next->clitics & C_LAM || (unit_is(next, WC_PREP) && unit_value(f, next, WC_PREP) == PREP_AN)) {
      isn_phrase issuer = find_phrase(f, next->clitics & C_LAM ? p.end : p.end + 1, end);
      if (issuer.end > issuer.first) p = issuer;
    }
  }
  uint32_t back = link_refers_back(f, p) ? refer_back(s, p) : 0;
  if (back) {
    uint8_t attitude = out->attitude;
    *out = f->chains[back];
    out->attitude = attitude;
  } else if (!link_is_self(f, p)) {
    push_link(out, link_make(f, p, end, at));
  }
  *behind = p.end;
  while (*behind < end && unit_is(&f->units[*behind], WC_PREP) && unit_value(f, &f->units[*behind], WC_PREP) == PREP_AN) { /* عن B */
    isn_phrase from = find_phrase(f, *behind + 1, end);
    if (from.end <= from.first) break;
    push_link(out, link_make(f, from, end, *behind));
    *behind = from.end;
  }
  if (*behind < end && (f->units[*behind].clitics & C_LAM)) { /* بحسب ما قال X لوكالة A */
    isn_phrase told = find_phrase(f, *behind, end);
    if (told.end > told.first && link_is_carrier(f, told) && !link_is_self(f, told) && out->count && out->count < LINK_MAX) {
      memmove(out->link + 1, out->link, out->count * sizeof *out->link);
      out->link[0] = link_make(f, told, end, at);
      out->count++;
    }
  }
  out->cue = at;
  return out->count > 0;
}

/* A source phrase behind or between what it covers adds its links before those that are there («أفاد B ... وفق A»). */
static void cover_before(speaker *s, uint32_t from, uint32_t to, const isn_chain *c) {
  isn_finder *f = s->f;
  uint32_t plain = add_chain(s, c);
  uint32_t was = 0, joint = 0;
  for (uint32_t i = from; i < to; i++) {
    if (f->chain_at[i] == 0) {
      f->chain_at[i] = plain;
      continue;
    }
    if (f->chain_at[i] != was) {
      was = f->chain_at[i];
      isn_chain both = f->chains[was];
      bool same = both.count && c->count && isn_str_same(both.link[both.count - 1].text, c->link[c->count - 1].text);
      if (!same && both.count + c->count <= LINK_MAX) {
        memmove(both.link + c->count, both.link, both.count * sizeof *both.link);
        memcpy(both.link, c->link, c->count * sizeof *c->link);
        both.count = (uint8_t)(both.count + c->count);
      }
      joint = add_chain(s, &both);
    }
    f->chain_at[i] = joint;
  }
}

/* ---- Sentences ----------------------------------------------------------------------------------------------------------------- */

/* Where a chain opened in clause c must end: at the next switch or background frame of its level, else the sentence's end. */
static uint32_t reach(const isn_finder *f, uint32_t from, uint32_t end) {
  for (uint32_t i = from; i < end; i++) {
    const isn_unit *u = &f->units[i];
    if (unit_is(u, WC_BACKGROUND)) return i;
    const isn_clause *c = &f->clauses[f->clause_of[i]];
    if (c->link == LINK_SWITCH && c->first == i && c->verb != NONE && f->units[c->verb].of[K_SAYING]) return i;
  }
  return end;
}

static bool opens_with_saying(const isn_finder *f, const isn_clause *c) { return c->verb != NONE && unit_says(f, c->verb); }

static void say_clause(speaker *s, uint32_t ci, uint32_t sent_end) {
  isn_finder *f = s->f;
  const isn_clause *c = &f->clauses[ci];
  uint32_t limit = c->end, before = f->chain_at[c->verb];
  isn_chain chain;
  if (!open_chain(s, c, c->verb, limit, &chain)) return;
  bool nested = c->link == LINK_CONTENT && before != 0;
  if (nested) {
    isn_chain outer = f->chains[before];
    for (int k = 0; k < chain.count; k++) push_link(&outer, chain.link[k]);
    outer.cue = chain.cue, outer.attitude = chain.attitude, outer.denied = chain.denied, outer.speaker = chain.speaker;
    chain = outer;
  }
  uint32_t id = add_chain(s, &chain), from = c->verb + 1, to = reach(f, from, sent_end);
  bool whole = c->link == LINK_MAIN || c->link == LINK_SWITCH;
  cover(f, whole ? c->first : from, to, id);
  s->last = id;
}

static void read_sentence(speaker *s, uint32_t si, uint32_t *clause) {
  isn_finder *f = s->f;
  const isn_sent *sent = &f->sents[si];
  uint32_t first_clause = *clause, segment = sent->first;
  while (*clause < f->clause_count && f->clauses[*clause].sent == si) ++*clause;
  uint32_t ci = first_clause;
  for (uint32_t at = sent->first; at < sent->end; at++) {
    while (ci < *clause && (f->clauses[ci].verb == NONE || f->clauses[ci].verb < at)) ci++;
    const isn_unit *u = &f->units[at];
    if (f->clauses[f->clause_of[at]].link == LINK_SWITCH && f->clauses[f->clause_of[at]].first == at) segment = at;
    if (unit_is(u, WC_SOURCE_PREP) && !u->verb) {
      isn_chain chain;
      uint32_t behind = at + 1;
      if (!source_phrase(s, at, sent->end, &chain, &behind)) continue;
      bool leads = at == segment || at == sent->first || (at == segment + 1 && !f->units[segment].verb);
      if (leads) cover(f, at, reach(f, behind, sent->end), add_chain(s, &chain));
      else cover_before(s, segment, sent->end, &chain);
      s->last = f->chain_count - 1;
      at = behind - 1;
    } else if (u->verb || f->clauses[f->clause_of[at]].link == LINK_CIRCUM) {
      const isn_clause *c = &f->clauses[f->clause_of[at]];
      if (c->verb == at && opens_with_saying(f, c)) {
        say_clause(s, f->clause_of[at], sent->end);
        if (c->link != LINK_CONTENT && c->link != LINK_CIRCUM && c->link != LINK_REL) segment = c->first;
      }
    }
  }
}

void find_chains(isn_finder *f) {
  speaker s = {.f = f};
  f->chain_at = isn_alloc_array(f->arena, f->unit_count + 1, sizeof *f->chain_at);
  add_chain(&s, &(isn_chain){.cue = NONE});
  uint32_t clause = 0;
  for (uint32_t si = 0; si < f->sent_count; si++) {
    if (f->article->blocks[f->sents[si].block].kind != BLOCK_PARAGRAPH) s.last = 0;
    read_sentence(&s, si, &clause);
  }
}
