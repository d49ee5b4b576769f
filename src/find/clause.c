/* clause: units to clauses, one finite verb each. «وقال المصدر إن القوات قصفت بلدة، ما أدى إلى مقتل مدني» is a main clause (قال), a
 * content clause (قصفت) and a result clause (أدى). Nothing is parsed deeper than that: clauses open at complementizers, relatives,
 * subordinators, switches and further verbs, and a relative clause closes at the next comma. */
#include "find/finder.h"
#include "find/split.h"

typedef struct opener {
  isn_finder *f;
  size_t cap;
  uint32_t sent, now; /* the clause being filled */
} opener;

static isn_clause *current(opener *o) { return &o->f->clauses[o->now]; }

static void open_clause(opener *o, uint32_t first, uint8_t link, uint32_t parent, uint32_t head) {
  isn_finder *f = o->f;
  isn_arena_grow(f->arena, &f->clauses, f->clause_count, &o->cap, sizeof *f->clauses);
  f->clauses[f->clause_count] = (isn_clause){.first = first, .end = first, .verb = NONE, .parent = parent, .head = head,
                                             .sent = o->sent, .link = link, .aux = NONE};
  o->now = f->clause_count++;
}

/* The last noun before unit `at` in the current clause: what a relative clause describes. */
static uint32_t noun_before(const isn_finder *f, uint32_t at, uint32_t first) {
  while (at > first) {
    const isn_unit *u = &f->units[--at];
    if (unit_is_quote(u) || unit_is_mark(u, ')')) continue;
    if (u->type == U_TIME) continue;
    if (!u->noun) return NONE;
    while (at > first && u->adj && !(u->clitics & (C_BEH | C_LAM)) && f->units[at - 1].noun) u = &f->units[--at]; /* back over adjectives; بمسيّرة is none */
    return at;
  }
  return NONE;
}

/* The saying unit that a content clause at `at` belongs to: the nearest one before it in the clause. */
static uint32_t saying_before(const isn_finder *f, uint32_t at, uint32_t first) {
  for (uint32_t i = at; i > first;) {
    const isn_unit *u = &f->units[--i];
    if (unit_is_press(f, u) && i > first && !u->verb) continue; /* قالت مصادر لإذاعة البيادر إن: told to it */
    if (u->of[K_SAYING] || unit_is(u, WC_QUOTE_VERB) || unit_is(u, WC_SOURCE_PREP) || unit_is(u, WC_BACKGROUND)) return i;
    if (u->verb || (u->of[K_TRIGGER] && i + 8 < at)) return i;
  }
  return NONE;
}

/* «..., مطالبةً المجلس بتوفير الحماية»: a participle of speech whose letters are its masdar's too, behind a comma and before a definite noun. */
static bool is_participle_of_speech(const isn_finder *f, uint32_t at) {
  const isn_unit *u = &f->units[at];
  if (u->clitics || f->units[at - 1].type != U_MARK || at + 1 >= f->unit_count || !f->units[at + 1].noun || !f->units[at + 1].definite) return false;
  for (int i = 0; i < u->reading_count; i++) {
    const isn_entry *e = u->readings[i].entry;
    if (e->kind == K_TRIGGER && (e->morph & M_ACT_PART) && isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_CLASS) == TC_SPEECH) return true;
  }
  return false;
}

static bool is_participle_circumstance(const isn_finder *f, uint32_t at, uint32_t first) {
  const isn_unit *u = &f->units[at];
  if (u->verb || u->clitics & (C_AL | C_BEH | C_LAM | C_KAF) || u->pronoun || at == first) return false;
  const isn_entry *e = u->of[K_SAYING] ? u->of[K_SAYING] : u->of[K_TRIGGER] ? u->of[K_TRIGGER] : u->of[K_OPERATOR];
  if (e == NULL || !(e->morph & M_ACT_PART)) return e != NULL && is_participle_of_speech(f, at);
  if (e == u->of[K_OPERATOR] && e->morph & M_ACCUSATIVE && f->units[at - 1].type == U_MARK && split_is_speech(f, at)) return true; /* ، محمّلاً إسرائيل مسؤولية */
  if (e == u->of[K_OPERATOR] && (unit_is_operator(f, u, OC_PLAIN) || (u->of[K_NOUN] && unit_cell(f, u, K_NOUN, NOUN_CLASS) != NC_ADJECTIVE))) return false; /* رتلاً مكوناً من: an adjective; موقعاً: a site */
  isnad_str w = unit_form(f, u);
  if (w.len < 4) return false;
  const isn_unit *before = &f->units[at - 1];
  bool after_comma = before->type == U_MARK;
  if (e == u->of[K_TRIGGER] && unit_cell(f, u, K_TRIGGER, TRIGGER_CLASS) != TC_SPEECH && u->of[K_NOUN] && !(after_comma && unit_has_tanween(f, u))) return false; /* ، محمّلاً */
  char last = w.ptr[w.len - 1];
  if (before->type == U_NUMBER) return false; /* بلغ عددهم 11 متهماً */
  const isn_unit *next = at + 1 < f->unit_count ? &f->units[at + 1] : u;
  bool person = u->of[K_NOUN] && e == u->of[K_TRIGGER] && unit_cell(f, u, K_TRIGGER, TRIGGER_CLASS) != TC_SPEECH && !next->noun;
  isnad_str described = person && next->end == next->first + 1 && !next->verb && !next->clitics ? f->tokens.at[next->first].form : (isnad_str){0};
  if (last == L_ALEF && described.len > 3 && described.ptr[described.len - 1] == L_ALEF) return false; /* عاقبت، في كانون الثاني، ضابطاً سابقاً */
  if (last == L_ALEF) return true;
  bool accused = e == u->of[K_TRIGGER] && u->of[K_NOUN] && !after_comma; /* اعتقلت القوة متهمين في الموصل: suspects, unless they accuse somebody */
  if (accused && (at + 1 >= f->unit_count || !f->units[at + 1].noun || (f->units[at + 1].clitics & (C_BEH | C_LAM)))) return false;
  if (last == L_NOON && w.ptr[w.len - 2] == L_YEH) return after_comma || (e->kind != K_OPERATOR && !unit_is(before, WC_PREP) && before->noun == false) || after_comma || (before->noun && before->definite);
  return after_comma && last == L_TEH_MARBUTA;
}

/* Where the clause of a further verb begins: back over قد، لم، سوف, and over a subject behind a comma («، وطائرة استهدفت»). */
static uint32_t clause_start(const isn_finder *f, uint32_t verb, uint32_t first) {
  uint32_t at = verb;
  while (at > first && (f->units[at - 1].classes & (1ull << WC_NEG | 1ull << WC_QAD | 1ull << WC_FUTURE | 1ull << WC_MAYBE)) &&
         !f->units[at - 1].verb)
    at--;
  if (f->units[at].clitics & (C_WAW | C_FEH)) return at;
  for (uint32_t i = at; i > first + 1; i--) {
    const isn_unit *u = &f->units[i - 1];
    if (u->type == U_MARK && u->mark == 0x060C && i < at) {
      const isn_unit *opens = &f->units[i]; /* «، وفي اليوم التالي أغلقت» */
      bool when = opens->type == U_TIME || (unit_is(opens, WC_PREP) && i + 1 < at && f->units[i + 1].type == U_TIME);
      return (opens->clitics & C_WAW) && (opens->noun || when) && !(opens->clitics & (C_BEH | C_LAM)) ? i : at;
    }
    if (u->verb || f->clause_of[i - 1] != f->clause_of[verb > 0 ? verb - 1 : 0]) break;
  }
  return at;
}

static bool is_aux(const isn_finder *f, const isn_unit *u) {
  return unit_is_operator(f, u, OC_HAVE) || unit_is_operator(f, u, OC_START) || unit_is_operator(f, u, OC_CONTINUE);
}

static void move_units(isn_finder *f, uint32_t from, uint32_t to, uint32_t clause) {
  for (uint32_t i = from; i < to; i++) f->clause_of[i] = clause;
}

/* «زيارة قام بها الوزير», «عملية شارك فيها»: the noun before comes back as a pronoun, on the verb or behind it. */
bool unit_has_pronoun_back(const isn_finder *f, uint32_t at) {
  const isn_unit *u = &f->units[at], *next = at + 1 < f->unit_count ? u + 1 : NULL;
  return u->pronoun || (next && next->type == U_WORD && unit_is(next, WC_PREP) && next->pronoun);
}

/* «بضربات "تطال منشآتهم"»: a quotation mark between an indefinite noun and the verb that describes it. */
static bool opens_quoted_description(const isn_finder *f, uint32_t at, uint32_t first) {
  if (at < first + 2 || !unit_opens_quote(&f->units[at - 1]) || f->units[at].of[K_SAYING]) return false;
  const isn_unit *u = &f->units[at - 2];
  return u->type == U_WORD && u->noun && !u->definite && !u->verb && u->of[K_TRIGGER];
}

/* «تجددت المعارك رغم اجتماع عُقد في جدة»: a light verb right behind an event without ال tells of that event. */
static bool tells_of_event_before(const isn_finder *f, uint32_t at, uint32_t first) {
  const isn_unit *u = &f->units[at], *before = at > first ? u - 1 : NULL;
  if (before == NULL || before->verb || !before->noun || before->definite || !before->of[K_TRIGGER] || u->clitics & (C_WAW | C_FEH)) return false;
  return unit_is_operator(f, u, OC_LIGHT) || unit_is_operator(f, u, OC_OCCUR);
}

/* «مسلحون يستقلون دراجة نارية | اغتالوا المختار»: a verb of many people describes no thing. */
static bool is_of_people(const isn_finder *f, uint32_t at, uint32_t head) {
  const isn_unit *u = &f->units[at], *noun = &f->units[head];
  const isn_entry *e = u->of[K_TRIGGER] ? u->of[K_TRIGGER] : u->of[K_OPERATOR];
  int class = unit_noun_class(f, noun);
  bool thing = class == NC_VEHICLE || class == NC_AIRCRAFT || class == NC_SHIP || class == NC_WEAPON || class == NC_MUNITION || class == NC_GOODS;
  return thing && e && e->morph & M_PLUR && e->morph & M_P3 && !(e->morph & (M_SING | M_DUAL)) && !u->pronoun;
}

/* «مقتل ثلاثة بغارة جوية | استهدفت سيارة»: an event without ال under a preposition; the verb right behind it describes it. */
static bool is_behind_led_event(const isn_finder *f, uint32_t at, uint32_t first) {
  if (f->units[at].clitics & (C_WAW | C_FEH | C_LAM)) return false;
  uint32_t i = at;
  while (i > first && f->units[i - 1].adj && !f->units[i - 1].definite && !f->units[i - 1].of[K_TRIGGER]) i--;
  if (i <= first + 1) return false;
  const isn_unit *event = &f->units[i - 1];
  if (!event->noun || event->verb || event->definite || event->pronoun || !event->of[K_TRIGGER]) return false;
  i -= f->units[i - 2].type == U_NUMBER && i > first + 2 ? 2 : 1;
  const isn_unit *over = &f->units[i - 1];
  return f->units[i].clitics & C_BEH || unit_is(over, WC_CAUSE) || (unit_is(over, WC_PREP) && !over->pronoun);
}

/* Is the verb joined by و to a headline that begins with an event, or with so many dead? */
static bool tells_without_verb(const isn_finder *f, uint32_t at, uint32_t first) {
  if (!(f->units[at].clitics & C_WAW) || at == first) return false;
  for (uint32_t i = first; i < at; i++)
    if (f->units[i].type == U_MARK && (i == first || unit_is_mark(&f->units[i], ':'))) first = i + 1;
  const isn_unit *u = &f->units[first];
  if (first + 1 < at && u->type == U_NUMBER && unit_noun_class(f, u + 1) == NC_CASUALTY) return true; /* ستة شهداء في غارة، ودعت الوزارة */
  return first < at && u->of[K_TRIGGER] && !u->verb && !u->clitics && !u->definite && u->of[K_TRIGGER]->morph & (M_MASDAR | M_NOUN | M_FIXED);
}

/* A finite verb: the verb of the current clause, or the first of a new one. */
static void take_verb(opener *o, uint32_t at, uint32_t sent_first) {
  isn_finder *f = o->f;
  isn_clause *c = current(o);
  const isn_unit *u = &f->units[at];
  bool describes = c->verb == NONE && unit_has_pronoun_back(f, at) && !(u->clitics & (C_WAW | C_FEH)) && at > c->first && f->units[at - 1].noun && !f->units[at - 1].definite;
  describes = describes || (c->verb == NONE && is_behind_led_event(f, at, c->first));
  uint32_t described = describes ? noun_before(f, at, c->first) : NONE; /* مقتل 7 في قصف نفذته القوات: no verb of its own before it */
  if (described != NONE) {
    open_clause(o, at, LINK_REL, o->now, described);
    current(o)->verb = at;
  } else if (c->verb == NONE && tells_without_verb(f, at, c->first)) { /* اعتقال خمسة وأصيب شاب */
    open_clause(o, at, LINK_COORD, o->now, NONE);
    current(o)->verb = at;
  } else if (c->verb == NONE && !(c->link == LINK_PURPOSE && (u->clitics & (C_WAW | C_FEH)) && c->parent != NONE)) {
    c->verb = at;
  } else if (c->verb == NONE) { /* بغرض اجتياز الحدود، وحجزت: the purpose is told, the clause above it goes on */
    uint32_t start = clause_start(f, at, c->first);
    open_clause(o, start, LINK_COORD, c->parent, NONE);
    current(o)->verb = at;
    move_units(f, start, at, o->now);
  } else if (is_aux(f, &f->units[c->verb]) && !f->units[c->verb].pronoun && c->aux == NONE && !(u->clitics & (C_WAW | C_FEH)) &&
             !tells_of_event_before(f, at, c->verb + 2) && !unit_is_mark(&f->units[at - 1], 0x060C)) {
    c->aux = c->verb;
    c->verb = at;
    if (unit_is_operator(f, &f->units[c->aux], OC_HAVE))
      for (uint32_t i = c->aux; i < at; i++) c->past_perfect |= unit_is(&f->units[i], WC_QAD);
  } else {
    uint32_t start = clause_start(f, at, c->first), head = NONE, parent = o->now;
    uint8_t link = LINK_COORD;
    const isn_unit *whole = &f->units[at - 1]; /* «غرق قارب | يقل 80»: a verb of the lexicon that ends with its noun */
    bool in_whole = start == at && at > sent_first && !(u->clitics & (C_WAW | C_FEH | C_LAM)) && whole->verb && whole->of[K_TRIGGER] && whole->end - whole->first == 2 && !whole->pronoun;
    if (unit_is_operator(f, u, OC_RESULT)) link = LINK_RESULT;
    else if (in_whole && !isn_article_at(f->tokens.at[whole->end - 1].form, 0) && f->tokens.at[whole->end - 1].form.len > 2) link = LINK_REL, head = at - 1;
    else if (start == at && !(u->clitics & (C_WAW | C_FEH)) && at > sent_first && (f->units[at - 1].noun || opens_quoted_description(f, at, sent_first))) {
      head = noun_before(f, at, c->first);
      if (head != NONE && u->of[K_SAYING] && (f->units[at - 1].clitics & C_AL)) head = NONE; /* «غرفة العمليات المحلية نفى»: a sentence of its own */
      if (head != NONE && is_of_people(f, at, head)) head = NONE;
      if (head != NONE) link = LINK_REL;
    }
    open_clause(o, start, link, parent, head);
    current(o)->verb = at;
    move_units(f, start, at, o->now);
  }
  f->clause_of[at] = o->now;
}

/* The clause that a word of a linking class opens, or -1. */
static int link_of(const isn_finder *f, uint32_t at, uint32_t end) {
  const isn_unit *u = &f->units[at];
  if (u->type != U_WORD || u->verb || unit_has_tanween(f, u)) return -1; /* «مهماً»: not مهما */
  const isn_unit *next = at + 1 < end ? &f->units[at + 1] : NULL;
  if (u->of[K_OPERATOR] && (u->of[K_OPERATOR]->morph & M_FIXED) && unit_is_operator(f, u, OC_RESULT)) return LINK_RESULT; /* ما أدى إلى */
  if (unit_is(u, WC_REL) && next && next->verb && unit_is_operator(f, next, OC_RESULT)) return LINK_RESULT;
  if (unit_is(u, WC_REL) && unit_is(u, WC_PREP)) return -1; /* من: a preposition unless a verb follows */
  if (unit_is(u, WC_SWITCH)) return LINK_SWITCH;
  if (unit_is(u, WC_COMPL) || (unit_is(u, WC_QUOTE_VERB) && u->end - u->first > 1)) return LINK_CONTENT; /* قوله إن */
  if (unit_is(u, WC_REL)) return unit_is(u, WC_NEG) && next && !next->verb ? -1 : LINK_REL;
  if (unit_is(u, WC_IF)) return LINK_IF;
  if (unit_is(u, WC_PURPOSE)) return LINK_PURPOSE;
  if (unit_is(u, WC_SUBORD)) return LINK_SUB;
  return -1;
}

static void take_word(opener *o, uint32_t at, uint32_t sent_first, uint32_t end) {
  isn_finder *f = o->f;
  const isn_unit *u = &f->units[at];
  int link = link_of(f, at, end);
  if (link >= 0 && !(at == current(o)->first && current(o)->link == LINK_MAIN && link == LINK_CONTENT)) {
    bool aside = link == LINK_REL && at > current(o)->first + 1 && unit_is_mark(&f->units[at - 1], 0x060C) && unit_is(u, WC_REL) && !unit_is(u, WC_PREP); /* السفير، الذي حثّ */
    const isn_unit *before = aside ? &f->units[at - 2] : NULL;
    bool name = before && before->type == U_WORD && !before->verb && (!before->known || unit_is(before, WC_PERSON_NAME)); /* باتريك دوريل، الذي */
    uint32_t head = name ? at - 2 : link == LINK_REL ? noun_before(f, aside ? at - 1 : at, current(o)->first)
                    : link == LINK_CONTENT ? saying_before(f, at, sent_first) : NONE;
    if (at == current(o)->first && current(o)->link != LINK_MAIN) { /* two openers in a row: the later one tells more */
      current(o)->link = (uint8_t)link;
      if (head != NONE) current(o)->head = head;
    } else {
      open_clause(o, at, (uint8_t)link, o->now, head);
    }
  } else if (u->verb) {
    take_verb(o, at, sent_first);
  } else if (is_participle_circumstance(f, at, sent_first)) {
    open_clause(o, at, LINK_CIRCUM, o->now, NONE);
    current(o)->verb = at;
  }
  f->clause_of[at] = o->now;
}

/* A comma closes a relative clause; a colon behind a saying verb opens what is said. */
static void take_mark(opener *o, uint32_t at) {
  isn_finder *f = o->f;
  const isn_unit *u = &f->units[at];
  f->clause_of[at] = o->now;
  isn_clause *c = current(o);
  if (u->mark == 0x060C || u->mark == ',' || u->mark == 0x061B) {
    bool aims = c->link == LINK_REL && c->verb != NONE && (f->units[c->verb].clitics & C_LAM); /* عادت الطائرات لتستهدف، عصر اليوم، منزلاً: it goes on */
    while (!aims && f->clauses[o->now].link == LINK_REL && f->clauses[o->now].verb != NONE && f->clauses[o->now].parent != NONE)
      o->now = f->clauses[o->now].parent;
  } else if (u->mark == ':' && c->verb != NONE && (f->units[c->verb].of[K_SAYING] || f->units[c->verb].of[K_TRIGGER])) {
    open_clause(o, at, LINK_CONTENT, o->now, c->verb);
    f->clause_of[at] = o->now;
  }
}

bool unit_says(const isn_finder *f, uint32_t unit) {
  const isn_unit *u = &f->units[unit];
  if (!u->of[K_SAYING]) return false;
  if (!u->of[K_TRIGGER] || unit_cell(f, u, K_TRIGGER, TRIGGER_CLASS) == TC_SPEECH) return true;
  const isn_clause *c = &f->clauses[f->clause_of[unit]];
  for (uint32_t i = unit + 1; i < f->sents[c->sent].end && i < unit + 40; i++) {
    const isn_clause *inner = &f->clauses[f->clause_of[i]];
    if (inner->link == LINK_CONTENT && inner->first == i && inner->head == unit && !(f->units[i].clitics & C_WAW)) return true; /* «طلبت ممراً، وأن ...»: the outer one's */
    if (f->clause_of[i] == f->clause_of[unit] && unit_is_saying(f, u, SC_RELAY) && unit_is(&f->units[i], WC_PREP) &&
        unit_value(f, &f->units[i], WC_PREP) == PREP_AN)
      return true;
    bool toll = f->clause_of[i] == f->clause_of[unit] && i < unit + 8 && f->units[i].clitics & C_BEH && !f->units[i].verb && f->units[i].of[K_TRIGGER];
    if (toll && unit_cell(f, &f->units[i], K_TRIGGER, TRIGGER_CLASS) == TC_TOLL && unit_cell(f, u, K_SAYING, SAYING_FRAME) & FRAME_BI) return true; /* اعترف بإصابة ستة */
    bool of = f->clause_of[i] == f->clause_of[unit] && unit_is(&f->units[i], WC_PREP) && unit_value(f, &f->units[i], WC_PREP) == PREP_MIN;
    if (of && i + 1 < f->sents[c->sent].end && unit_is_saying(f, u, SC_WARN) && f->units[i + 1].of[K_TRIGGER] && !f->units[i + 1].verb) return true; /* حذر من مجاعة */
  }
  return false;
}

/* Do two verbs agree in gender, as far as their forms tell? */
bool units_agree(const isn_unit *a, const isn_unit *b) {
  const enum isn_kind kinds[] = {K_SAYING, K_TRIGGER, K_OPERATOR};
  uint32_t of_a = 0, of_b = 0;
  for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
    if (a->of[kinds[k]] && !of_a) of_a = a->of[kinds[k]]->morph & (M_MASC | M_FEM);
    if (b->of[kinds[k]] && !of_b) of_b = b->of[kinds[k]]->morph & (M_MASC | M_FEM);
  }
  return !of_a || !of_b || (of_a & of_b);
}

/* «اشتباكات وقعت»: behind what happens, the verb of two meanings («وقع» he signed, it happened) has it as its subject. */
static void prefer_happening(const isn_finder *f, uint32_t at, uint32_t first) {
  isn_unit *u = &f->units[at];
  if (!u->verb || u->pronoun || u->of[K_OPERATOR] == NULL || unit_cell(f, u, K_OPERATOR, OPERATOR_SUBJECT) == ROLE_EVENT) return;
  if (at + 1 < f->unit_count && unit_is(u + 1, WC_PREP) && u[1].pronoun) return; /* الاتفاق الذي وقع عليه */
  while (at > first && f->units[at - 1].adj && !f->units[at - 1].of[K_TRIGGER]) at--;
  const isn_unit *before = at > first ? &f->units[at - 1] : NULL;
  if (before == NULL || before->verb || !before->of[K_TRIGGER] || !before->noun) return;
  for (int i = 0; i < u->reading_count; i++) {
    const isn_entry *e = u->readings[i].entry;
    if (e->kind != K_OPERATOR || isn_lex_number(f->lexicon, K_OPERATOR, e->row, OPERATOR_SUBJECT) != ROLE_EVENT || isn_lex_number(f->lexicon, K_OPERATOR, e->row, OPERATOR_CLASS) != OC_OCCUR) continue;
    u->of[K_OPERATOR] = e;
    return;
  }
}

void find_clauses(isn_finder *f) {
  f->clause_of = isn_alloc_array(f->arena, f->unit_count + 1, sizeof *f->clause_of);
  opener o = {.f = f};
  for (uint32_t s = 0; s < f->sent_count; s++) {
    const isn_sent *sent = &f->sents[s];
    o.sent = s;
    uint32_t first_clause = f->clause_count;
    for (uint32_t at = sent->first; at < sent->end; at++) prefer_happening(f, at, sent->first);
    open_clause(&o, sent->first, LINK_MAIN, NONE, NONE);
    for (uint32_t at = sent->first; at < sent->end; at++) {
      if (f->units[at].type == U_MARK) take_mark(&o, at);
      else take_word(&o, at, sent->first, sent->end);
    }
    for (uint32_t at = sent->first; at < sent->end; at++) {
      isn_clause *c = &f->clauses[f->clause_of[at]];
      if (c->end < at + 1) c->end = at + 1;
    }
    for (uint32_t c = f->clause_count; c-- > first_clause;) { /* a clause spans those inside it only if it goes on behind them */
      if (f->clauses[c].end < f->clauses[c].first) f->clauses[c].end = f->clauses[c].first;
    }
  }
}
