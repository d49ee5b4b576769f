/* chain: whose word each unit of the text is. A saying verb («قال X إن»), a relay («نقل A عن B»), a source phrase before or behind
 * what it covers («بحسب X») opens a chain; «وأضاف» and a definite «المصدر» carry on the last one; a sentence without any of these is
 * the outlet's own voice. A saying verb first in what another says («قال مراسل A إن الوزارة أعلنت») adds a link. */
#include "find/speaker.h"
#include "find/split.h"
#include "find/subject.h"

static void cover(isn_finder *f, uint32_t from, uint32_t to, uint32_t chain) {
  for (uint32_t i = from; i < to; i++) f->chain_at[i] = chain;
}

/* ---- Saying verbs ---------------------------------------------------------------------------------------------------------- */

/* Whoever a verb's arguments name: its subject, the one after عن, the one told (لوكالة ...). */
typedef struct voices {
  isn_phrase subject, from[2], told, issuer;
  uint8_t from_count;
  bool has_subject, has_told, has_issuer, vehicle, accused_only;
} voices;

static bool can_speak(const isn_finder *f, isn_phrase p) {
  if (f->units[p.first].type == U_NUMBER && p.head > p.first) { /* ثلاثة شهود, no «11 قتيلاً» */
    isn_phrase counted = {p.head, p.end, p.head};
    return link_can_speak(f, counted);
  }
  return link_can_speak(f, p);
}

/* «في منشور على منصة إكس», «في بيان على فيسبوك»: where it was said, no link. */
static bool is_social(const isn_finder *f, isn_phrase p) { return link_make(f, p, p.end, NONE).kind == ISNAD_SOURCE_SOCIAL; }

/* «وثّق مقتل 39 شخصاً»: whom the masdar before them is of, and nobody who says it. */
static bool is_counted_of(const isn_finder *f, isn_phrase p) {
  const isn_unit *before = p.first > 0 ? &f->units[p.first - 1] : NULL;
  return f->amount_at[p.first] != NONE && before && !before->verb && before->of[K_TRIGGER] && before->of[K_TRIGGER]->morph & M_MASDAR && !(before->clitics & C_AL);
}

static voices voices_of(const speaker *s, const isn_clause *c, uint32_t verb) {
  const isn_finder *f = s->f;
  voices v = {0};
  isn_arg args[ARG_MAX];
  size_t count = find_args(f, c->first < s->open && s->open <= verb ? s->open : c->first, c->end, verb, args);
  const isn_entry *e = f->units[verb].of[K_SAYING];
  v.accused_only = source_names_accused(f, c, verb, args, count);
  bool circumstance = c->link == LINK_CIRCUM || v.accused_only, first_person = e && (e->morph & M_P1) && !(e->morph & (M_P2 | M_P3)); /* ندعو المسلحين */
  bool relayed = false, speech = f->units[verb].of[K_TRIGGER] && unit_cell(f, &f->units[verb], K_TRIGGER, TRIGGER_CLASS) == TC_SPEECH;
  bool relays_from = f->units[verb].end - f->units[verb].first > 1 && unit_is_saying(f, &f->units[verb], SC_RELAY);
  bool relays = unit_is_saying(f, &f->units[verb], SC_RELAY);
  bool learns = relays && unit_cell(f, &f->units[verb], K_SAYING, SAYING_FRAME) & FRAME_MIN; /* علمت الوكالة من مصدر */
  bool attributes = relays && unit_cell(f, &f->units[verb], K_SAYING, SAYING_FRAME) & FRAME_ILA; /* نسبت الوكالة إلى مصدر */
  bool appears = unit_is_saying(f, &f->units[verb], SC_APPEAR); /* «وردت أنباء»: what came in, nobody who says it */
  for (size_t i = 0; i < count; i++) {
    const isn_arg *a = &args[i];
    relayed |= a->word_class == WC_SOURCE_PREP; /* «نقلاً عن B عن C»: C is of that phrase */
    if (a->word_class || a->coord) continue;
    if (a->prep == PREP_NONE) {
      bool told = v.has_subject && !v.has_told && !a->before && a->phrase.first == v.subject.end && verb < v.subject.first && carries(s, a->phrase); /* أبلغ مصدر وكالة رويترز أن */
      if (told) v.told = a->phrase, v.has_told = true;
      v.vehicle |= v.has_subject && !told && unit_is(&f->units[a->phrase.first], WC_STATEMENT) && carries(s, v.subject); /* نشرت الوكالة بيانا للوزارة */
      if (circumstance || first_person || (v.has_subject && !relays_from) || !can_speak(f, a->phrase)) continue;
      if (!a->before && (a->phrase.first > verb + 3 || is_counted_of(f, a->phrase))) continue;
      if (appears && !link_is_vehicle(f, a->phrase)) continue;
      const isn_unit *who = &f->units[a->phrase.first];
      bool his = who->pronoun && who->of[K_NOUN] && who->of[K_NOUN]->morph & M_PLUR; /* وحث أنصاره */
      if (speech && !a->before && (his || subject_is_oblique(f, a->phrase) || (c->link == LINK_COORD && (who->pronoun || unit_value(f, who, WC_REFER) == REFER_BOTH)))) continue; /* «ودعا وزراءه», «ودعا الطرفين» */
      if (relays_from && !a->before) { /* «نقلت عن أحد العمال» */
        v.from[v.from_count] = a->phrase;
        if (a->phrase.first == verb + 2) v.from[v.from_count].first--; /* أحد is no noun of its own */
        v.from_count++;
        relays_from = false;
        continue;
      }
      v.subject = a->phrase, v.has_subject = true;
    } else if (a->before && !((a->prep == PREP_LI || a->prep == PREP_ILA) && v.vehicle) && !unit_is(&f->units[a->phrase.first], WC_STATEMENT)) { /* «في حديث لقناة الجزيرة، قال» */
      continue;
    } else if ((a->prep == PREP_AN || (a->prep == PREP_MIN && learns) || (a->prep == PREP_ILA && attributes)) && !relayed && v.from_count < 2 && can_speak(f, a->phrase) && (relays || source_is_speaker(f, a->phrase))) { /* no «دعا إلى الابتعاد عن العنف» */
      v.from[v.from_count++] = a->phrase;
    } else if (a->prep == PREP_LI && v.has_subject && a->phrase.first == v.subject.end && link_is_vehicle(f, v.subject)) {
      v.issuer = a->phrase, v.has_issuer = v.vehicle = true; /* ذكر تقرير للمنظمة */
    } else if (a->prep == PREP_LI || a->prep == PREP_ALA || a->prep == PREP_MAA || (a->prep == PREP_ILA && v.vehicle)) {
      if (carries(s, a->phrase) && !(a->prep == PREP_ALA && is_social(f, a->phrase))) v.told = a->phrase, v.has_told = true;
      else if (a->prep == PREP_LI && v.vehicle && !v.has_issuer) v.issuer = a->phrase, v.has_issuer = true;
    } else if (unit_is(&f->units[a->phrase.first], WC_STATEMENT)) {
      isn_phrase with = {a->phrase.first + 1, a->phrase.end, a->phrase.first + 1}; /* «في اتصال مع القناة ذاتها» */
      if (with.end > with.first && !v.has_told && carries(s, with)) v.told = with, v.has_told = true;
      v.vehicle = true;
    }
  }
  isn_phrase told = v.has_subject && !v.has_told && v.subject.end < verb ? source_told(s, v.subject.end, verb) : (isn_phrase){0};
  if (told.end > told.first) v.told = told, v.has_told = true; /* ومصدر أمني لـ"الإخبارية" يعلن */
  return v;
}

/* Is what the verb says opened by أن, إن or a colon? */
static bool says_content(const isn_finder *f, uint32_t verb) {
  const isn_clause *c = &f->clauses[f->clause_of[verb]];
  for (uint32_t i = f->clause_of[verb] + 1; i < f->clause_count && f->clauses[i].sent == c->sent; i++)
    if (f->clauses[i].link == LINK_CONTENT && f->clauses[i].head == verb) return !(f->units[f->clauses[i].first].clitics & C_WAW);
  return false;
}

/* Does أن, a colon or a quotation mark stand behind the verb in its clause or at its end? */
static bool opens_words(const isn_finder *f, uint32_t verb, uint32_t end) {
  for (uint32_t i = verb + 1; i <= end && i < f->unit_count; i++)
    if (unit_is(&f->units[i], WC_COMPL) || (f->units[i].type == U_MARK && f->units[i].mark != 0x060C && f->units[i].mark != '.')) return true;
  return false;
}

static uint8_t attitude_of(const isn_finder *f, const isn_unit *u) {
  return u->of[K_SAYING] ? (uint8_t)unit_cell(f, u, K_SAYING, SAYING_ATTITUDE) : ISNAD_SAYS;
}

/* The chain opened by the saying verb, 0. */
static uint32_t chain_by_cue(const isn_finder *f, uint32_t verb) {
  for (uint32_t i = f->chain_count; i-- > 1 && i + 12 > f->chain_count;)
    if (f->chains[i].cue == verb) return i;
  return 0;
}

/* Who speaks without being named again: the subject of the clause that the saying hangs on («التقى الوزير نظيره وقال إن», «رد الجيش ببيان
 * قال فيه إن», «لم تعلق القيادة، غير أنها قالت»). Gives false where there is none. */
static bool subject_above(speaker *s, const isn_clause *c, isn_chain *out) {
  isn_finder *f = s->f;
  const isn_unit *verb = &f->units[c->verb];
  for (uint32_t up = c->parent; up != NONE; up = f->clauses[up].parent) {
    const isn_clause *host = &f->clauses[up];
    if (host->verb == NONE || host->verb >= c->verb || !units_agree(verb, &f->units[host->verb])) continue;
    uint32_t opened = chain_by_cue(f, host->verb);
    if (opened) return *out = f->chains[opened], true;
    voices v = voices_of(s, host, host->verb);
    if (!v.has_subject) continue;
    if (link_refers_back(f, v.subject) || link_is_vehicle(f, v.subject) || link_is_self(f, v.subject)) return false;
    out->speaker = v.subject;
    chain_push(out, link_make(f, v.subject, host->end, c->verb));
    return true;
  }
  return false;
}

/* The source right before a relative clause: «بحسب دار الخدمات، التي نقلت عن»; 0. */
static uint32_t source_before(const speaker *s, const isn_clause *c) {
  const isn_finder *f = s->f;
  uint32_t at = c->first;
  while (at > f->sents[c->sent].first && f->units[at - 1].type == U_MARK) at--;
  if (s->last == 0 || at == 0 || f->chains[s->last].count == 0) return 0;
  isnad_span link = f->chains[s->last].link[f->chains[s->last].count - 1].span;
  return isn_span_overlap(link, f->units[at - 1].span) ? s->last : 0;
}

/* «نفى الناطق ما بثته القناة نقلاً عن قيادي، وقال إن»: whose word stands in a relative clause does not go on speaking. */
static bool told_aside(const isn_finder *f, uint32_t cue) {
  for (uint32_t ci = f->clause_of[cue]; ci != NONE; ci = f->clauses[ci].parent)
    if (f->clauses[ci].link == LINK_REL) return true;
  return false;
}

/* A saying verb that names nobody: who goes on speaking. False: nobody. */
static bool carry_on(speaker *s, const isn_clause *c, uint32_t verb, const voices *v, isn_chain *out) {
  isn_finder *f = s->f;
  const isn_unit *u = &f->units[verb];
  bool circumstance = c->link == LINK_CIRCUM;
  if (unit_is(u, WC_BACKGROUND) || (!v->from_count && unit_cell(f, u, K_SAYING, SAYING_FLAGS) & SAYING_IMPERSONAL)) return false;
  if (unit_is_saying(f, u, SC_APPEAR) && !v->vehicle && !v->from_count) return false;
  if (c->link == LINK_REL) {
    uint32_t before = source_before(s, c);
    if (before) return *out = f->chains[before], true;
    if (v->from_count) return true;
    if (c->head != NONE && unit_is(&f->units[c->head], WC_STATEMENT) && subject_above(s, c, out)) return true;
  }
  if (v->from_count) { /* «ونقلت عن مسؤول»: the last carrier */
    const isn_chain *last = &f->chains[s->last];
    if (unit_is_saying(f, u, SC_RELAY) && last->count && kind_carries(last->link[0].kind) && out->count == 0) chain_push(out, last->link[0]);
    return true;
  }
  if (circumstance || v->accused_only) {
    for (uint32_t up = c->parent; up != NONE; up = f->clauses[up].parent) {
      uint32_t opened = f->clauses[up].verb == NONE ? 0 : chain_by_cue(f, f->clauses[up].verb);
      if (opened) return *out = f->chains[opened], true;
    }
    if (f->chain_at[verb]) return *out = f->chains[f->chain_at[verb]], true;
    return subject_above(s, c, out);
  }
  if (u->of[K_TRIGGER] || (u->of[K_OPERATOR] && !says_content(f, verb))) return false;
  bool here = s->last && f->chains[s->last].cue != NONE && f->chains[s->last].cue >= f->sents[c->sent].first && !(c->link == LINK_COORD && told_aside(f, f->chains[s->last].cue));
  if (!here && subject_above(s, c, out)) return true;
  if (s->last) *out = f->chains[s->last];
  return s->last != 0;
}

/* Is what is issued an act and nothing told: «أصدرت المحكمة اليوم حكماً بالسجن»? */
static bool issues_act(const isn_finder *f, const isn_clause *c, uint32_t verb) {
  bool named = true; /* «أصدر القاضي بطاقة إيداع», no «نشرت الصفحة عن انسحاب من حاجز» */
  for (uint32_t i = verb + 1; i < c->end && i < verb + 16; i++) {
    const isn_unit *u = &f->units[i];
    if (unit_is(u, WC_STATEMENT) || unit_is(u, WC_DOCUMENT)) return false;
    named &= !unit_is(u, WC_PREP) || u->type == U_TIME;
    if (!u->of[K_TRIGGER] || u->verb) continue;
    int event = unit_cell(f, u, K_TRIGGER, TRIGGER_EVENT);
    if (event == ISNAD_SANCTION || (event == ISNAD_COERCE && named)) return true;
  }
  return false;
}

/* «في بيان بثته إذاعة الساحل», «في بيان تلاه التلفزيون الرسمي»: who made the statement known carries it. */
static void carry_statement(const speaker *s, uint32_t verb, uint32_t end, isn_chain *out) {
  const isn_finder *f = s->f;
  uint32_t sent = f->clauses[f->clause_of[verb]].sent;
  for (uint32_t ci = f->clause_of[verb] + 1; ci < f->clause_count && f->clauses[ci].sent == sent; ci++) {
    const isn_clause *c = &f->clauses[ci];
    if (c->link == LINK_CONTENT) return;
    if (c->link != LINK_REL || c->head == NONE || c->head < verb || c->verb == NONE || !unit_is(&f->units[c->head], WC_STATEMENT)) continue;
    if (!source_says(&f->units[c->verb]) || !f->units[c->verb].pronoun || unit_is(&f->units[c->first], WC_NEG)) continue; /* نفى في بيان ما نشرته الصحيفة */
    isn_phrase by = find_phrase(f, c->verb + 1, end);
    const isn_unit *name = by.end > by.first ? &f->units[by.end - 1] : NULL; /* إذاعة تابعة لها: no name */
    bool listed = name && (name->of[K_OUTLET] || name->of[K_SOURCE]);
    bool named = listed || (by.end > by.first + 1 && (name->definite || !name->known || name->type == U_MARK));
    if (named && link_is_carrier(f, by)) source_lead_with(s, by, end, verb, out);
    return;
  }
}

/* Fills the chain that a saying verb opens; false where nobody is named and there is nothing to carry on. */
static bool open_chain(speaker *s, const isn_clause *c, uint32_t verb, uint32_t limit, isn_chain *out) {
  bool called = c->link == LINK_REL && !unit_is(&s->f->units[c->first], WC_REL) && attitude_of(s->f, &s->f->units[verb]) == ISNAD_CLAIMS && !says_content(s->f, verb);
  if (called) return false; /* «شاب يُدعى علاء»; but «ما روّجت له القناة» */
  isn_finder *f = s->f;
  const isn_unit *u = &f->units[verb];
  voices v = voices_of(s, c, verb);
  int class = unit_cell(f, u, K_SAYING, SAYING_CLASS);
  uint32_t again = 0;
  if (class == SC_RELAY && v.has_subject && f->units[v.subject.first].type == U_NUMBER && !says_content(f, verb)) return false; /* نقل 173 شخصا إلى المستشفى */
  if (class == SC_RELAY && v.has_subject && !v.from_count && !v.has_told && !says_content(f, verb) && f->units[v.subject.first].pronoun) return false; /* تنقل عناصرها بين */
  if (class == SC_CONTINUE && u->of[K_OPERATOR] && !v.vehicle && !opens_words(f, verb, c->end)) return false; /* يكملون اليوم السادس من إضرابهم */
  if (unit_is_operator(f, u, OC_WITNESS) && !v.has_told && !v.from_count && !says_content(f, verb)) return false; /* شهدت السنغال اشتباكات */
  bool publishes = class == SC_PUBLISH && !v.vehicle && !v.has_told && !v.from_count && !says_content(f, verb) && u->end - u->first == 1;
  if (publishes && issues_act(f, c, verb)) return false; /* تصدر المحكمة اليوم حكماً */
  *out = (isn_chain){.cue = verb};
  const uint32_t told_limit = limit;
  if (v.has_subject && v.from_count && v.from[0].first > v.subject.first && v.from[0].first < limit) limit = v.from[0].first - 1; /* علمت الوكالة | من مصدر */
  if (v.has_subject && v.has_told && v.told.first >= v.subject.end && v.told.first < limit) limit = v.told.first; /* أبلغ مصدر أمني | وكالة رويترز */
  if (v.has_told && !link_is_self(f, v.told) && class != SC_RELAY) chain_push(out, link_or_back(s, v.told, told_limit, verb));
  if (v.has_subject && link_is_vehicle(f, v.subject)) { /* وأضاف البيان; بيان للوزارة */
    uint32_t back = f->units[v.subject.first].clitics & C_AL ? refer_back(s, v.subject) : 0;
    if (back == 0 && (f->units[v.subject.first].clitics & C_AL)) back = s->last;
    if (v.from_count) back = 0;
    if (back) *out = f->chains[back];
    else if (v.from_count) out->cue = verb;
    else if (v.has_issuer) chain_push(out, link_or_back(s, v.issuer, limit, verb));
    else chain_push(out, link_make(f, v.subject, limit, verb));
  } else if (v.has_subject && link_refers_back(f, v.subject)) {
    uint32_t back = refer_back(s, v.subject);
    if (back == 0 && out->count == 0 && s->last) back = named_again(s, v.subject, class == SC_CONTINUE);
    if (back) *out = f->chains[back];
    else chain_push(out, link_make(f, v.subject, limit, verb));
  } else if (v.has_subject && out->count == 0 && s->last && (again = named_again(s, v.subject, class == SC_CONTINUE))) {
    *out = f->chains[again];
    out->speaker = v.subject;
  } else if (v.has_subject) {
    out->speaker = v.subject;
    const isn_unit *who = &f->units[v.subject.first];
    bool own_people = who->of[K_SOURCE] || unit_is(who, WC_ROLE_WORD); /* مراسلنا is a link, خليتنا is not */
    if (!link_is_self(f, v.subject) || (own_people && !link_is_carrier(f, v.subject)))
      chain_push(out, link_make(f, v.subject, limit, verb));
    if (v.has_issuer && link_is_carrier(f, v.subject)) chain_push(out, link_make(f, v.issuer, told_limit, verb));
  } else if (out->count == 0 && !carry_on(s, c, verb, &v, out)) {
    return false;
  } else if (v.has_told && v.from_count == 0) { /* «وأضاف للوكالة أن»: the speaker goes on */
    isn_chain more = {.cue = verb};
    if (carry_on(s, c, verb, &v, &more) && more.count && !chain_shares_link(out, &more)) chain_push(out, more.link[more.count - 1]);
    else if (more.count) *out = more;
  }
  if (v.from_count && out->count == 1 && out->link[0].kind == ISNAD_SOURCE_DOCUMENT && class != SC_RELAY) out->count = 0; /* البيان الصادر عن الأحزاب: they alone */
  for (int i = 0; i < v.from_count; i++) chain_push(out, link_or_back(s, v.from[i], c->end, verb));
  if (v.vehicle) carry_statement(s, verb, f->sents[c->sent].end, out);
  out->cue = verb;
  int split = split_attitude(f, verb);
  out->attitude = split >= 0 ? (uint8_t)split : attitude_of(f, u);
  out->denied = class == SC_DENY;
  return out->count > 0 || (out->denied && v.has_subject); /* «وتنفي خليتنا»: the text's own denial */
}

/* ---- Sentences ----------------------------------------------------------------------------------------------------------------- */

/* «أعلنت ألمانيا طرد دبلوماسيين، فردّت موسكو بإغلاق القنصلية»: a clause with a state or an office as its own subject is the text's. */
static bool is_answer(const isn_finder *f, uint32_t verb) {
  const isn_unit *who = verb + 1 < f->unit_count ? &f->units[verb + 1] : NULL;
  if (who == NULL || who->type != U_WORD || who->pronoun || who->clitics & (C_BEH | C_LAM | C_WAW | C_FEH | C_KAF) || f->units[verb].pronoun) return false;
  return (who->of[K_ACTOR] && who->of[K_PLACE]) || unit_cell(f, who, K_NOUN, NOUN_CLASS) == NC_OFFICIAL;
}

/* Where a chain opened in clause c must end: at the next switch or background frame of its level, else the sentence's end. */
static uint32_t reach(const isn_finder *f, uint32_t from, uint32_t end) {
  for (uint32_t i = from; i < end; i++) {
    const isn_unit *u = &f->units[i];
    if (unit_is(u, WC_BACKGROUND)) return i;
    const isn_clause *c = &f->clauses[f->clause_of[i]];
    if (c->link == LINK_SWITCH && c->first == i && c->verb != NONE && (f->units[c->verb].of[K_SAYING] || is_answer(f, c->verb))) return i; /* في حين رفعت بريطانيا */
  }
  return end;
}

/* «رفعت وزارة الصحة حصيلة القتلى إلى عشرة»: who raises a toll tells it; «رفعت الغارة الحصيلة» has no speaker. */
static bool raises_toll(const isn_finder *f, const isn_clause *c) {
  const isn_unit *verb = &f->units[c->verb];
  if (!verb->of[K_OPERATOR] || !(unit_cell(f, verb, K_OPERATOR, OPERATOR_FLAGS) & OPERATOR_TALLIES)) return false;
  isn_phrase who = find_phrase(f, c->verb + 1, c->end);
  if (who.first != c->verb + 1 || !link_can_speak(f, who)) return false;
  for (uint32_t i = who.end; i < c->end && i < who.end + 6; i++)
    if (unit_is_operator(f, &f->units[i], OC_TOLL_UPDATE)) return true;
  return false;
}

static bool opens_with_saying(const isn_finder *f, const isn_clause *c) { return c->verb != NONE && (unit_says(f, c->verb) || raises_toll(f, c)); }

/* Only the units of the clause itself: what a relative clause says («بيان نقلته الوكالة») ends with it. */
static void cover_clause(isn_finder *f, uint32_t clause, uint32_t from, uint32_t to, uint32_t chain) {
  for (uint32_t i = from; i < to; i++)
    if (f->clause_of[i] == clause) f->chain_at[i] = chain;
}

/* Without a clause that tells, a speech act goes to where the next clause begins («اتهمت القوات الجيش بقصف القافلة، بينما رد»), any other to what
 * was before or after («أعلنوا إضراباً، قبل أن تصل قوة»). */
static uint32_t speech_reach(const isn_finder *f, uint32_t from, uint32_t to, bool speech) {
  for (uint32_t i = from; i < to; i++) {
    const isn_clause *c = &f->clauses[f->clause_of[i]];
    bool joined = f->units[i].clitics & C_WAW;
    if (joined && i > from && unit_is_mark(&f->units[i - 1], 0x060C) && unit_is_operator(f, &f->units[i], OC_PLAN) && !f->units[i].verb) return i; /* نفى ما ذكرته الصحيفة، ومن المقرر أن */
    if (c->first != i) continue;
    if (c->link == LINK_COORD && c->verb == i && is_answer(f, i)) return i;
    if (c->link == LINK_CONTENT && !(speech && joined)) return to; /* it tells, after all */
    if (c->link == LINK_CONTENT) return i; /* «نقلت عن أحد العمال أن الإدارة هددتهم، وأن ...» */
    if (speech && (c->link == LINK_COORD || c->link == LINK_SWITCH || c->link == LINK_SUB)) return i;
    if (c->link == LINK_SUB && (unit_is(&f->units[i], WC_AFTER) || unit_is(&f->units[i], WC_BEFORE))) return i;
  }
  return to;
}

/* «"قصفت الطائرات القرية"، يقول رئيس المجلس»: the words in marks before the verb. Gives where they begin, the verb itself where there are none. */
static uint32_t quoted_before(const isn_finder *f, uint32_t verb, uint32_t *end) {
  uint32_t first = f->sents[f->clauses[f->clause_of[verb]].sent].first, at = verb;
  if (at > first && unit_is_mark(&f->units[at - 1], 0x060C)) at--;
  if (at == first || !unit_closes_quote(&f->units[at - 1])) return verb;
  *end = at - 1;
  for (uint32_t i = at - 1; i-- > first;)
    if (unit_opens_quote(&f->units[i])) return i == first || f->units[i - 1].type == U_MARK ? i : verb;
  return verb;
}

/* What stands between a saying verb and its أن is the teller's: «أبلغ المبعوث الوزير، خلال اجتماعهما في واشنطن، أن». */
static void give_back_circumstance(isn_finder *f, uint32_t verb, uint32_t id, uint32_t before) {
  const isn_clause *c = &f->clauses[f->clause_of[verb]];
  bool aside = false;
  for (uint32_t i = verb + 1; i < f->sents[c->sent].end; i++) {
    const isn_clause *inner = &f->clauses[f->clause_of[i]];
    if (inner->link == LINK_CONTENT && inner->head == verb) return;
    const isn_unit *u = &f->units[i];
    aside |= unit_is(u, WC_DURING) || unit_is(u, WC_AFTER) || unit_is(u, WC_BEFORE);
    if (aside && f->chain_at[i] == id) f->chain_at[i] = before;
  }
}

static void say_clause(speaker *s, uint32_t ci, uint32_t sent_end) {
  isn_finder *f = s->f;
  const isn_clause *c = &f->clauses[ci];
  uint32_t before = f->chain_at[c->verb];
  isn_chain chain;
  if (!open_chain(s, c, c->verb, c->end, &chain)) return;
  bool framed = before && before == s->block_chain && s->open > f->sents[c->sent].first; /* «X: قال Y» */
  bool nested = (c->link == LINK_CONTENT && before != 0) || framed;
  if (nested) {
    isn_chain outer = f->chains[before];
    if (chain_shares_link(&outer, &chain) && chain.count > outer.count) outer = chain;
    for (int k = 0; k < chain.count && !chain_shares_link(&f->chains[before], &chain); k++) chain_push(&outer, chain.link[k]);
    outer.cue = chain.cue, outer.attitude = chain.attitude, outer.denied = chain.denied, outer.speaker = chain.speaker;
    chain = outer;
  }
  uint32_t id = chain_add(s, &chain), from = c->verb + 1, to = reach(f, from, sent_end);
  bool whole = (c->link == LINK_MAIN || c->link == LINK_SWITCH) && !framed, content = says_content(f, c->verb);
  if (c->link == LINK_REL && !(content && source_before(s, c))) {
    cover_clause(f, ci, from, to, id);
    return;
  }
  bool speech = f->units[c->verb].of[K_TRIGGER] && unit_cell(f, &f->units[c->verb], K_TRIGGER, TRIGGER_CLASS) == TC_SPEECH;
  if (!content) to = speech_reach(f, from, to, speech);
  cover(f, whole ? c->first : from, to, id);
  if (content) give_back_circumstance(f, c->verb, id, nested ? before : 0);
  uint32_t quote_end = c->verb, quote = content ? c->verb : quoted_before(f, c->verb, &quote_end);
  for (uint32_t i = quote; i < quote_end; i++)
    if (f->chain_at[i] == before || f->chain_at[i] == 0) f->chain_at[i] = id;
  s->last = id;
}

/* A word that is in no list of those that may speak. */
static bool is_no_speaker(const isn_finder *f, uint32_t at) {
  const isn_unit *u = &f->units[at];
  return u->type == U_WORD && !u->of[K_ACTOR] && !u->of[K_SOURCE] && !u->of[K_NOUN] && !u->of[K_OUTLET];
}

/* «المغرب:», «تونس:»: a state's name before a colon. */
static bool is_place_label(const isn_finder *f, uint32_t at) {
  const isn_unit *u = &f->units[at];
  return u->type == U_WORD && u->of[K_PLACE] && at + 1 < f->unit_count && unit_is_mark(u + 1, ':');
}

/* Does a digest put the places of its items before them, «▪ المغرب: خاض موظفون», «▪ ليبيا: نفت مصلحة المطارات»? Two states that both speak
 * in lines of one report are rarer. */
static bool has_place_labels(const isn_finder *f) {
  uint32_t labels = 0, block = NONE;
  for (uint32_t si = 0; si < f->sent_count; si++) {
    const isn_sent *sent = &f->sents[si];
    if (sent->block == block || f->article->blocks[sent->block].kind != BLOCK_PARAGRAPH) continue;
    block = sent->block;
    uint32_t at = sent->first;
    while (at < sent->end && f->units[at].type == U_MARK) at++;
    labels += at < sent->end && is_place_label(f, at);
  }
  return labels >= 3;
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
  bool place = colon != NONE && at + 2 < colon && (f->spot_at[at] != NONE || (is_no_speaker(f, at) && f->units[at + 2].of[K_SOURCE])); /* of a place that nobody knows, «القرية - مراسلنا:» */
  bool slug = place && (unit_is_mark(&f->units[at + 1], '/') || unit_is_mark(&f->units[at + 1], '-')); /* البصرة / مراسلنا: */
  if (slug) at += 2;
  if (colon == NONE || at >= colon) return sent->first;
  isn_phrase p = find_phrase(f, at, colon);
  if (!link_can_speak(f, p) || link_is_vehicle(f, p) || (s->labels && p.end == colon && is_place_label(f, at))) return sent->first;
  isn_chain chain = {.cue = at, .speaker = p};
  isn_arg args[ARG_MAX];
  size_t count = find_args(f, p.end, colon, NONE, args);
  isn_phrase told = source_told(s, link_end(f, p, colon), colon); /* الوزير لـ(رووداو): */
  if (told.end > told.first && !link_is_self(f, told)) chain_push(&chain, link_make(f, told, colon, at));
  for (size_t i = 0; i < count; i++)
    if (args[i].prep == PREP_LI && chain.count == 0 && link_is_carrier(f, args[i].phrase) && !link_is_self(f, args[i].phrase)) chain_push(&chain, link_make(f, args[i].phrase, colon, at));
  chain_push(&chain, link_make(f, p, colon, at));
  for (size_t i = 0; i < count; i++)
    if ((args[i].prep == PREP_AN || args[i].word_class == WC_SOURCE_PREP) && link_can_speak(f, args[i].phrase)) chain_push(&chain, link_make(f, args[i].phrase, colon, at));
  s->last = s->block_chain = chain_add(s, &chain);
  if (colon + 1 >= sent->end) return s->header = s->last, sent->first;
  cover(f, colon, sent->end, s->last);
  return colon + 1;
}

static bool is_own_man(const isn_finder *f, const isn_unit *u) { return u->of[K_SOURCE] && unit_cell(f, u, K_SOURCE, SOURCE_KIND) == ISNAD_SOURCE_CORRESPONDENT; }

static bool of_words(const isn_finder *f, isn_phrase p) { return p.end - p.first > 1 || f->units[p.first].end - f->units[p.first].first > 1; }

/* «ضُبطت ثلاث بنادق (مديرية التوجيه)»: a body of several words that fills the brackets and is not the name of what stands before them. */
static bool is_office_alone(const isn_finder *f, isn_phrase p, uint32_t open, uint32_t end) {
  const isn_unit *u = &f->units[p.first], *before = &f->units[open - 1];
  if (p.end == p.first + 1 && is_own_man(f, u)) return p.end == end - 1; /* (مراسلنا) */
  bool body = u->of[K_SOURCE] || unit_noun_class(f, u) == NC_BODY;
  return of_words(f, p) && body && p.first == open + 1 && p.end == end - 1 && !before->of[K_ACTOR] && !(before->of[K_NOUN] && before->noun && before->definite);
}

/* A body or outlet of several words, or the outlet's own man: «- شبكة صوت العاصمة», «- مراسلنا». */
static bool is_signature(const isn_finder *f, isn_phrase p) {
  const isn_unit *u = &f->units[p.first];
  if (is_own_man(f, u)) return true;
  return of_words(f, p) && (u->of[K_SOURCE] || u->of[K_OUTLET] || unit_is_press(f, u) || unit_cell(f, &f->units[p.head], K_NOUN, NOUN_CLASS) == NC_BODY);
}

/* «... في ريفي أروما - وزارة الصحة الولائية.»: the dash before a body that ends the sentence; NONE. */
static uint32_t dash_before_office(const isn_finder *f, const isn_sent *sent, uint32_t end) {
  enum { NAME_UNITS = 6 };
  for (uint32_t i = end; i-- > sent->first + 2 && i + NAME_UNITS > end;) {
    const isn_unit *u = &f->units[i];
    if (unit_is_mark(u, '-') || unit_is_mark(u, 0x2013)) {
      bool spaced = f->tokens.at[u->first].space_before && i + 1 < end && f->tokens.at[u[1].first].space_before;
      isn_phrase p = find_phrase(f, i + 1, end);
      return spaced && link_can_speak(f, p) && p.first == i + 1 && p.end == end && is_signature(f, p) ? i : NONE;
    }
    if (u->type == U_MARK || u->verb) return NONE;
  }
  return NONE;
}

/* «... على بلدة المزرعة (شبكة السويداء 24).»: an outlet or source in parentheses, or behind a dash, at the end of its sentence. */
static void parenthesis_source(speaker *s, const isn_sent *sent) {
  isn_finder *f = s->f;
  uint32_t end = sent->end;
  while (end > sent->first && unit_is_mark(&f->units[end - 1], '.')) end--;
  uint32_t dash = end > sent->first + 3 ? dash_before_office(f, sent, end) : NONE;
  if (dash != NONE) {
    for (uint32_t i = sent->first; i < dash; i++)
      if (f->chain_at[i] != 0) return;
    isn_chain chain = {.cue = dash};
    chain_push(&chain, link_make(f, find_phrase(f, dash + 1, end), end, dash));
    cover(f, sent->first, dash, chain_add(s, &chain));
    return;
  }
  if (end <= sent->first + 3 || !unit_is_mark(&f->units[end - 1], ')')) return;
  uint32_t open = end - 1;
  while (open > sent->first && open + 8 > end && !unit_is_mark(&f->units[open], '(')) open--;
  if (!unit_is_mark(&f->units[open], '(') || open == sent->first) return;
  isn_phrase p = find_phrase(f, open + 1, end - 1);
  if (!link_can_speak(f, p) || (!link_is_carrier(f, p) && !is_office_alone(f, p, open, end)) || link_is_self(f, p)) return;
  isn_chain chain = {.cue = open};
  chain_push(&chain, link_make(f, p, end - 1, open));
  for (uint32_t i = sent->first; i < open; i++)
    if (f->chain_at[i] != 0) return;
  cover(f, sent->first, open, chain_add(s, &chain));
}

/* «بعد إعلان جهاز مكافحة الإرهاب إسقاط مسيّرة»: a noun of saying with its speaker; what follows is on his word. */
static void say_noun(speaker *s, uint32_t at, uint32_t end) {
  isn_finder *f = s->f;
  isn_phrase p = find_phrase(f, at + 1, end);
  if (unit_is_press(f, &f->units[at])) return; /* «قال لإذاعة الساحل» */
  if (!link_can_speak(f, p) || (f->units[p.first].clitics & (C_BEH | C_LAM | C_WAW)) || link_refers_back(f, p)) return;
  uint32_t behind = p.end;
  isnad_link l = link_make(f, p, end, at);
  while (behind < end && f->units[behind].span.start < l.span.end) behind++;
  if (behind >= end || !(f->units[behind].of[K_TRIGGER] || unit_is(&f->units[behind], WC_COMPL))) return;
  isn_chain chain = {.cue = at, .speaker = p, .attitude = attitude_of(f, &f->units[at])};
  chain_push(&chain, l);
  uint32_t stop = behind;
  while (stop < end && f->units[stop].type != U_MARK) stop++;
  cover(f, behind, stop, chain_add(s, &chain));
}

/* «رد الجيش ببيان قال فيه إن»: a saying of fixed words behind a statement; who issued it stands before it. */
static void say_in_statement(speaker *s, uint32_t at, uint32_t end) {
  isn_finder *f = s->f;
  uint32_t first = f->clauses[f->clause_of[at]].first;
  if (at == first || !unit_is(&f->units[at - 1], WC_STATEMENT) || !says_content(f, at)) return;
  isn_arg args[ARG_MAX];
  size_t count = find_args(f, first, at - 1, NONE, args);
  for (size_t i = count; i-- > 0;) {
    isn_phrase p = args[i].phrase;
    const isn_unit *u = &f->units[p.first];
    if (p.end > p.first + 1 && !u->known && f->units[p.first + 1].of[K_ACTOR]) p.first++, p.head = p.first; /* a verb that reads as a noun, «رد الجيش» */
    if (args[i].prep != PREP_NONE || !link_can_speak(f, p) || link_refers_back(f, p) || link_is_self(f, p)) continue;
    isn_chain chain = {.cue = at, .speaker = p, .attitude = attitude_of(f, &f->units[at])};
    chain_push(&chain, link_make(f, p, at - 1, at));
    s->last = chain_add(s, &chain);
    cover(f, at + 1, end, s->last);
    return;
  }
}

/* «- وكالة الأنباء نقلا عن وزير»: who carries what follows at the end of a headline stands behind a dash. NONE. */
static uint32_t dash_carrier(const isn_finder *f, uint32_t at, uint32_t first) {
  if (at < first + 2 || !f->units[at - 1].of[K_OUTLET]) return NONE;
  return unit_is_mark(&f->units[at - 2], '-') || unit_is_mark(&f->units[at - 2], 0x2013) ? at - 1 : NONE;
}

/* «جاء ذلك بحسب تصريحات لمدير الدفاع المدني»: what was told before in its paragraph, or in the one above, on nobody's word. */
static void cover_told(speaker *s, uint32_t si, const isn_chain *chain) {
  isn_finder *f = s->f;
  uint32_t paragraph = f->sents[si].paragraph, id = 0;
  bool opens = si > 0 && f->sents[si - 1].paragraph != paragraph;
  for (uint32_t k = si; k-- > 0;) {
    const isn_sent *before = &f->sents[k];
    bool near = before->paragraph == paragraph || (opens && before->paragraph + 1 == paragraph);
    if (!near || f->article->blocks[before->block].kind != BLOCK_PARAGRAPH) return;
    for (uint32_t i = before->first; i < before->end; i++)
      if (f->chains[f->chain_at[i]].count) return;
    if (id == 0) id = chain_add(s, chain);
    cover(f, before->first, before->end, id);
  }
}

/* «ثلاثة موظفين، كما ذكرت وكالة الأناضول.»: behind a comma, a saying verb, who says it, and nothing more. «كما ذكرت الوكالة أن» tells more. */
static bool ends_as_told(const speaker *s, uint32_t at, uint32_t end) {
  const isn_finder *f = s->f;
  const isn_unit *u = &f->units[at];
  bool on_what = unit_is(u, WC_PREP) && unit_value(f, u, WC_PREP) == PREP_ALA && !u->pronoun && at + 1 < end && unit_is(u + 1, WC_REL); /* على ما أفادت */
  uint32_t verb = at + 1 + on_what;
  if (!(unit_is(u, WC_AS_TOLD) || on_what) || at == 0 || verb + 1 >= end || !unit_is_mark(u - 1, 0x060C)) return false;
  if (!source_says(&f->units[verb]) || f->units[verb].of[K_TRIGGER]) return false;
  isn_phrase told, who = source_teller(s, verb + 1, end, &told);
  uint32_t behind = link_end(f, who, end);
  bool described = behind < end && f->units[behind].verb && f->clauses[f->clause_of[behind]].link == LINK_REL; /* ثلاثة مصادر طلبت عدم كشف هويتها */
  if (on_what && behind < end && (f->units[behind].type == U_MARK || described)) return link_can_speak(f, who); /* «أدان السفير، على ما ذكرته الوكالة، الهجوم» */
  return who.end > who.first && link_can_speak(f, who) && cover_ends_sentence(f, behind, end);
}

static void read_sentence(speaker *s, uint32_t si, uint32_t *clause) {
  isn_finder *f = s->f;
  const isn_sent *sent = &f->sents[si];
  uint32_t first_clause = *clause, segment = sent->first;
  while (*clause < f->clause_count && f->clauses[*clause].sent == si) ++*clause;
  uint32_t ci = first_clause;
  if (s->block != sent->block) {
    bool item = sent->first < sent->end && unit_is_mark(&f->units[sent->first], '-');
    s->block = sent->block;
    if (!item) s->header = 0;
    s->block_chain = s->header; /* «الناطق:», and his words in lines that begin with a dash */
  }
  if (s->block_chain) cover(f, sent->first, sent->end, s->block_chain);
  s->open = colon_frame(s, sent);
  for (uint32_t at = s->open; at < sent->end; at++) {
    while (ci < *clause && (f->clauses[ci].verb == NONE || f->clauses[ci].verb < at)) ci++;
    const isn_unit *u = &f->units[at];
    if (f->clauses[f->clause_of[at]].link == LINK_SWITCH && f->clauses[f->clause_of[at]].first == at) segment = at;
    if ((unit_is(u, WC_SOURCE_PREP) && !u->verb) || ends_as_told(s, at, sent->end)) {
      isn_chain chain;
      uint32_t behind = at + 1;
      if (!source_phrase(s, at, sent->end, &chain, &behind)) continue;
      bool leads = at == segment || at == sent->first || (at == segment + 1 && !f->units[segment].verb);
      uint32_t said = f->chain_at[at];
      uint32_t dash = dash_carrier(f, at, sent->first);
      if (dash != NONE && chain.count < LINK_MAX) {
        memmove(chain.link + 1, chain.link, chain.count++ * sizeof *chain.link);
        chain.link[0] = link_make(f, find_phrase(f, dash, at), at, at);
      }
      bool relays = unit_value(f, u, WC_SOURCE_PREP) == 3 && said && f->chains[said].cue != NONE && f->clause_of[f->chains[said].cue] == f->clause_of[at];
      if (unit_value(f, u, WC_SOURCE_PREP) == 4) cover_told(s, si, &chain);
      if (chain_of_body(s, at, said, &chain, sent->end)) relays = true;
      else if (relays) chain_append(s, said, &chain, sent->end);
      else if (leads) cover(f, at, reach(f, behind, sent->end), chain_add(s, &chain));
      else cover_before(s, cover_ends_sentence(f, behind, sent->end) ? cover_unclaimed_from(f, sent->first, segment, at) : cover_own_from(f, at, behind, segment), cover_own_to(f, behind, sent->end), &chain);
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
    } else if (u->of[K_SAYING] && (u->of[K_SAYING]->morph & M_FIXED)) {
      say_in_statement(s, at, sent->end);
    }
  }
  parenthesis_source(s, sent);
}

void find_chains(isn_finder *f) {
  speaker s = {.f = f, .labels = has_place_labels(f)};
  f->chain_at = isn_alloc_array(f->arena, f->unit_count + 1, sizeof *f->chain_at);
  chain_add(&s, &(isn_chain){.cue = NONE});
  uint32_t clause = 0;
  for (uint32_t si = 0; si < f->sent_count; si++) {
    if (f->article->blocks[f->sents[si].block].kind != BLOCK_PARAGRAPH) s.last = 0;
    read_sentence(&s, si, &clause);
  }
}
