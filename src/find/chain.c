/* chain: whose word each unit of the text is. A saying verb («قال X إن»), a relay («نقل A عن B»), a source phrase before or behind
 * what it covers («بحسب X») opens a chain; «وأضاف» and a definite «المصدر» carry on the last one; a sentence without any of these is
 * the outlet's own voice. A saying verb first in what another says («قال مراسل A إن الوزارة أعلنت») adds a link. */
#include "find/link.h"

typedef struct speaker {
  isn_finder *f;
  size_t cap;
  uint32_t last; /* the chain that وأضاف carries on */
  uint32_t block, block_chain; /* «X:» covers its block; 0: none */
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

static bool is_carrier_kind(isnad_source_kind kind) {
  return kind == ISNAD_SOURCE_OUTLET || kind == ISNAD_SOURCE_AGENCY || kind == ISNAD_SOURCE_MONITOR || kind == ISNAD_SOURCE_SOCIAL;
}

/* Does the link's text hold the word of unit u, ال aside? */
static bool link_holds(const isn_finder *f, const isnad_link *l, const isn_unit *u) {
  isnad_str word = isn_str_cut(f->text, u->bare);
  if (u->end - u->first > 1) { /* الموقع المقرب من: its first word counts, and only among those who carry */
    if (!is_carrier_kind(l->kind) || !u->of[K_SOURCE] || !is_carrier_kind((isnad_source_kind)unit_cell(f, u, K_SOURCE, SOURCE_KIND))) return false;
    word = isn_str_cut(f->text, f->tokens.at[u->first].span);
    if (u->clitics & C_WAW) word.ptr += 2, word.len -= 2;
  }
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
  return unit_is(u, WC_REFER) && (u->end - u->first == 1 || u->of[K_SOURCE] == NULL) && (refers == REFER_SOURCE || refers == REFER_DOCUMENT) ? s->last : 0;
}

/* ---- Saying verbs ---------------------------------------------------------------------------------------------------------- */

/* Whoever a verb's arguments name: its subject, the one after عن, the one told (لوكالة ...). */
typedef struct voices {
  isn_phrase subject, from[2], told, issuer;
  uint8_t from_count;
  bool has_subject, has_told, has_issuer, vehicle;
} voices;

static bool can_speak(const isn_finder *f, isn_phrase p) {
  if (f->units[p.first].type == U_NUMBER && p.head > p.first) { /* ثلاثة شهود, no «11 قتيلاً» */
    isn_phrase counted = {p.head, p.end, p.head};
    return link_can_speak(f, counted);
  }
  return link_can_speak(f, p);
}

static voices voices_of(const isn_finder *f, const isn_clause *c, uint32_t verb, uint32_t limit) {
  voices v = {0};
  isn_arg args[ARG_MAX];
  size_t count = find_args(f, c->first, limit, verb, args);
  const isn_entry *e = f->units[verb].of[K_SAYING];
  bool circumstance = c->link == LINK_CIRCUM, first_person = e && (e->morph & M_P1) && !(e->morph & (M_P2 | M_P3)); /* ندعو المسلحين */
  for (size_t i = 0; i < count; i++) {
    const isn_arg *a = &args[i];
    if (a->word_class || a->coord) continue;
    if (a->prep == PREP_NONE) {
      if (circumstance || first_person || v.has_subject || !can_speak(f, a->phrase)) continue;
      if (!a->before && a->phrase.first > verb + 3) continue;
      v.subject = a->phrase, v.has_subject = true;
    } else if (a->before) {
      continue;
    } else if (a->prep == PREP_AN && v.from_count < 2 && can_speak(f, a->phrase)) {
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
    const isn_unit *who = &f->units[v.subject.first];
    bool own_people = who->of[K_SOURCE] || unit_is(who, WC_ROLE_WORD); /* مراسلنا is a link, خليتنا is not */
    if (!link_is_self(f, v.subject) || (own_people && !link_is_carrier(f, v.subject)))
      push_link(out, link_make(f, v.subject, limit, verb));
  } else if (v.from_count == 0 && out->count == 0) {
    uint32_t here = c->link == LINK_CIRCUM ? f->chain_at[verb] : s->last;
    if (here == 0 || (u->of[K_TRIGGER] && c->link != LINK_CIRCUM)) return false;
    *out = f->chains[here];
  }
  for (int i = 0; i < v.from_count; i++) push_link(out, link_make(f, v.from[i], limit, verb));
  out->cue = verb;
  out->attitude = attitude_of(f, u);
  out->denied = class == SC_DENY;
  return out->count > 0;
}

/* ---- Source phrases: بحسب X, وفق ما نقلت A عن B ------------------------------------------------------------------------------ */

static bool is_saying_verb(const isn_unit *u) {
  return u->of[K_SAYING] && (u->of[K_SAYING]->morph & M_VERB) && !u->of[K_OUTLET] && !u->of[K_SOURCE];
}

/* «وفق بيان نقلته وكالة سانا»: who carried the statement stands in its relative clause. */
static bool carrier_behind(const isn_finder *f, uint32_t at, uint32_t end, isn_phrase *carrier) {
  if (at >= end || !is_saying_verb(&f->units[at]) || !f->units[at].verb) return false;
  *carrier = find_phrase(f, at + 1, end);
  return link_can_speak(f, *carrier);
}

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
  while (i < end && (unit_is(&f->units[i], WC_REL) || is_saying_verb(&f->units[i]) || unit_is_mark(&f->units[i], '"') ||
                     unit_is(&f->units[i], WC_FUNCTION)))  /* به */
    i++;
  isn_phrase p = find_phrase(f, i, end);
  if (p.end <= p.first) return false;
  if (link_is_vehicle(f, p) && p.end < end) { /* بحسب بيان للوزارة */
    const isn_unit *next = &f->units[p.end];
    if (next->clitics & C_LAM || (unit_is(next, WC_PREP) && unit_value(f, next, WC_PREP) == PREP_AN)) {
      isn_phrase issuer = find_phrase(f, next->clitics & C_LAM ? p.end : p.end + 1, end);
      if (issuer.end > issuer.first) p = issuer;
    }
  }
  isn_phrase carrier;
  uint32_t back = link_refers_back(f, p) ? refer_back(s, p) : 0;
  if (link_is_vehicle(f, p) && back == 0 && carrier_behind(f, p.end, end, &carrier)) {
    push_link(out, link_make(f, carrier, end, at));
    p = carrier;
  } else if (!link_can_speak(f, p) && back == 0) {
    return false;
  } else if (back) {
    uint8_t attitude = out->attitude;
    *out = f->chains[back];
    out->attitude = attitude;
  } else if (!link_is_self(f, p)) {
    push_link(out, link_make(f, p, end, at));
  }
  *behind = p.end;
  while (*behind < end && unit_is(&f->units[*behind], WC_PREP) && unit_value(f, &f->units[*behind], WC_PREP) == PREP_AN) { /* عن B */
    isn_phrase from = find_phrase(f, *behind + 1, end);
    if (from.end <= from.first || !link_can_speak(f, from)) break;
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

static bool shares_link(const isn_chain *a, const isn_chain *b) {
  for (int i = 0; i < a->count; i++)
    for (int k = 0; k < b->count; k++)
      if (isn_str_same(a->link[i].text, b->link[k].text)) return true;
  return false;
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
      bool same = shares_link(&both, c);
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

/* «قال التلفزيون نقلاً عن مصدر إن»: the links after نقلاً عن lie behind those of the verb. */
static void append_links(speaker *s, uint32_t said, const isn_chain *more, uint32_t end) {
  isn_finder *f = s->f;
  isn_chain both = f->chains[said];
  for (int i = 0; i < more->count; i++) push_link(&both, more->link[i]);
  uint32_t id = add_chain(s, &both);
  for (uint32_t i = both.cue; i < end; i++)
    if (f->chain_at[i] == said) f->chain_at[i] = id;
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

/* Only the units of the clause itself: what a relative clause says («بيان نقلته الوكالة») ends with it. */
static void cover_clause(isn_finder *f, uint32_t clause, uint32_t from, uint32_t to, uint32_t chain) {
  for (uint32_t i = from; i < to; i++)
    if (f->clause_of[i] == clause) f->chain_at[i] = chain;
}

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
  if (c->link == LINK_REL) {
    cover_clause(f, ci, from, to, id);
    return;
  }
  cover(f, whole ? c->first : from, to, id);
  s->last = id;
}

/* «الجيش الإسرائيلي: هاجمنا», «رويترز عن مسؤول كبير: ...», «حزب الله في بيان: ...»: who stands before a colon says what follows, to the end of
 * the block. Gives the unit behind the colon, or the sentence's first unit where there is none. */
static uint32_t colon_frame(speaker *s, const isn_sent *sent) {
  isn_finder *f = s->f;
  uint32_t at = sent->first, colon = NONE;
  for (uint32_t i = at; i < sent->end && i < at + 16 && colon == NONE; i++) {
    if (f->units[i].verb || f->units[i].type == U_TIME) return at;
    if (unit_is_mark(&f->units[i], ':')) colon = i;
  }
  while (colon != NONE && at < colon && f->units[at].type == U_MARK) at++;
  if (colon == NONE || colon + 1 >= sent->end || at >= colon) return sent->first;
  isn_phrase p = find_phrase(f, at, colon);
  if (!link_can_speak(f, p) || link_is_vehicle(f, p)) return sent->first;
  isn_chain chain = {.cue = at, .speaker = p};
  isn_arg args[ARG_MAX];
  size_t count = find_args(f, p.end, colon, NONE, args);
  for (size_t i = 0; i < count; i++)
    if (args[i].prep == PREP_LI && link_is_carrier(f, args[i].phrase) && !link_is_self(f, args[i].phrase)) push_link(&chain, link_make(f, args[i].phrase, colon, at));
  push_link(&chain, link_make(f, p, colon, at));
  for (size_t i = 0; i < count; i++)
    if ((args[i].prep == PREP_AN || args[i].word_class == WC_SOURCE_PREP) && link_can_speak(f, args[i].phrase)) push_link(&chain, link_make(f, args[i].phrase, colon, at));
  s->last = s->block_chain = add_chain(s, &chain);
  cover(f, colon, sent->end, s->last);
  return colon + 1;
}

/* «... على بلدة المزرعة (شبكة السويداء 24).»: an outlet or source in parentheses at the end of its sentence. */
static void parenthesis_source(speaker *s, const isn_sent *sent) {
  isn_finder *f = s->f;
  uint32_t end = sent->end;
  while (end > sent->first && unit_is_mark(&f->units[end - 1], '.')) end--;
  if (end <= sent->first + 3 || !unit_is_mark(&f->units[end - 1], ')')) return;
  uint32_t open = end - 1;
  while (open > sent->first && open + 8 > end && !unit_is_mark(&f->units[open], '(')) open--;
  if (!unit_is_mark(&f->units[open], '(') || open == sent->first) return;
  isn_phrase p = find_phrase(f, open + 1, end - 1);
  if (!link_can_speak(f, p) || !link_is_carrier(f, p) || link_is_self(f, p)) return;
  isn_chain chain = {.cue = open};
  push_link(&chain, link_make(f, p, end - 1, open));
  for (uint32_t i = sent->first; i < open; i++)
    if (f->chain_at[i] != 0) return;
  cover(f, sent->first, open, add_chain(s, &chain));
}

/* «بعد إعلان جهاز مكافحة الإرهاب إسقاط مسيّرة»: a noun of saying with its speaker; what follows is on his word. */
static void say_noun(speaker *s, uint32_t at, uint32_t end) {
  isn_finder *f = s->f;
  isn_phrase p = find_phrase(f, at + 1, end);
  if (!link_can_speak(f, p) || (f->units[p.first].clitics & (C_BEH | C_LAM | C_WAW)) || link_refers_back(f, p)) return;
  uint32_t behind = p.end;
  isnad_link l = link_make(f, p, end, at);
  while (behind < end && f->units[behind].span.start < l.span.end) behind++;
  if (behind >= end || !(f->units[behind].of[K_TRIGGER] || unit_is(&f->units[behind], WC_COMPL))) return;
  isn_chain chain = {.cue = at, .speaker = p, .attitude = attitude_of(f, &f->units[at])};
  push_link(&chain, l);
  uint32_t stop = behind;
  while (stop < end && f->units[stop].type != U_MARK) stop++;
  cover(f, behind, stop, add_chain(s, &chain));
}

static void read_sentence(speaker *s, uint32_t si, uint32_t *clause) {
  isn_finder *f = s->f;
  const isn_sent *sent = &f->sents[si];
  uint32_t first_clause = *clause, segment = sent->first;
  while (*clause < f->clause_count && f->clauses[*clause].sent == si) ++*clause;
  uint32_t ci = first_clause;
  if (s->block != sent->block) s->block = sent->block, s->block_chain = 0;
  if (s->block_chain) cover(f, sent->first, sent->end, s->block_chain);
  for (uint32_t at = colon_frame(s, sent); at < sent->end; at++) {
    while (ci < *clause && (f->clauses[ci].verb == NONE || f->clauses[ci].verb < at)) ci++;
    const isn_unit *u = &f->units[at];
    if (f->clauses[f->clause_of[at]].link == LINK_SWITCH && f->clauses[f->clause_of[at]].first == at) segment = at;
    if (unit_is(u, WC_SOURCE_PREP) && !u->verb) {
      isn_chain chain;
      uint32_t behind = at + 1;
      if (!source_phrase(s, at, sent->end, &chain, &behind)) continue;
      bool leads = at == segment || at == sent->first || (at == segment + 1 && !f->units[segment].verb);
      uint32_t said = f->chain_at[at];
      bool relays = unit_value(f, u, WC_SOURCE_PREP) == 3 && said && f->chains[said].cue != NONE && f->clause_of[f->chains[said].cue] == f->clause_of[at];
      if (relays) append_links(s, said, &chain, sent->end);
      else if (leads) cover(f, at, reach(f, behind, sent->end), add_chain(s, &chain));
      else cover_before(s, segment, sent->end, &chain);
      s->last = f->chain_count - 1;
      at = behind - 1;
    } else if (u->verb || f->clauses[f->clause_of[at]].link == LINK_CIRCUM) {
      const isn_clause *c = &f->clauses[f->clause_of[at]];
      if (c->verb == at && opens_with_saying(f, c)) {
        say_clause(s, f->clause_of[at], sent->end);
        if (c->link != LINK_CONTENT && c->link != LINK_CIRCUM && c->link != LINK_REL) segment = c->first;
      }
    } else if (u->of[K_SAYING] && !u->pronoun && (u->of[K_SAYING]->morph & (M_MASDAR | M_NOUN))) {
      say_noun(s, at, sent->end);
    }
  }
  parenthesis_source(s, sent);
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
