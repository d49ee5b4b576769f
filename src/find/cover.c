/* cover: what a source phrase covers. «نزحت أسر، حسب المجلس البلدي، فيما وصلت شاحنات»: a source named on the way tells its own clause, one at the end
 * of the sentence all that is nobody else's, one beside another carries what that one tells. */
#include "find/speaker.h"

bool chain_shares_link(const isn_chain *a, const isn_chain *b) {
  for (int i = 0; i < a->count; i++)
    for (int k = 0; k < b->count; k++)
      if (isn_str_same(a->link[i].text, b->link[k].text)) return true;
  return false;
}

/* «نزحت أسر، حسب المجلس، كما سقط تسعة، وفق الشرطة»: the first source was named on the way and told what stood before it. */
static bool told_before(const isn_finder *f, uint32_t unit) {
  uint32_t cue = f->chains[f->chain_at[unit]].cue;
  const isn_clause *c = &f->clauses[f->clause_of[unit]];
  return cue != NONE && cue > f->sents[c->sent].first && cue < c->first && unit_is(&f->units[cue], WC_SOURCE_PREP);
}

/* A source phrase behind or between what it covers adds its links before those that are there («أفاد B ... وفق A»). */
void cover_before(speaker *s, uint32_t from, uint32_t to, const isn_chain *c) {
  isn_finder *f = s->f;
  uint32_t plain = chain_add(s, c);
  uint32_t was = 0, joint = 0;
  for (uint32_t i = from; i < to; i++) {
    if (f->chain_at[i] == 0 || told_before(f, i)) {
      f->chain_at[i] = plain;
      continue;
    }
    if (f->chain_at[i] != was) {
      was = f->chain_at[i];
      isn_chain both = f->chains[was];
      bool same = chain_shares_link(&both, c);
      if (!same && both.count + c->count <= LINK_MAX) {
        memmove(both.link + c->count, both.link, both.count * sizeof *both.link);
        memcpy(both.link, c->link, c->count * sizeof *c->link);
        both.count = (uint8_t)(both.count + c->count);
      }
      joint = chain_add(s, &both);
    }
    f->chain_at[i] = joint;
  }
}

/* «طالب الائتلاف مجلس الأمن بالتدخل، ومن المقرر أن تغادر دفعة ثالثة، حسبما ذكر عضو»: what somebody said in public needs nobody to tell it. Gives where
 * the clause behind it begins, `first` where the sentence opens with no such act. */
static uint32_t behind_speech(const isn_finder *f, uint32_t first, uint32_t at) {
  uint32_t verb = f->clauses[f->clause_of[first]].verb;
  if (verb == NONE || f->units[verb].of[K_TRIGGER] == NULL || unit_cell(f, &f->units[verb], K_TRIGGER, TRIGGER_CLASS) != TC_SPEECH) return first;
  for (uint32_t i = verb + 1; i < at; i++) {
    bool joined = f->units[i].clitics & C_WAW && unit_is_mark(&f->units[i - 1], 0x060C);
    bool verbal = f->clauses[f->clause_of[i]].first == i && f->clauses[f->clause_of[i]].link == LINK_COORD;
    if (joined && (verbal || (unit_is_operator(f, &f->units[i], OC_PLAN) && !f->units[i].verb))) return i;
  }
  return first;
}

/* A source named at the end tells all of the sentence that is nobody else's: «أنقذت البحرية 27 مهاجراً، فيما فُقد آخرون، وفق مصدر أمني». */
uint32_t cover_unclaimed_from(const isn_finder *f, uint32_t first, uint32_t segment, uint32_t at) {
  for (uint32_t i = segment; i-- > first;)
    if (f->chain_at[i]) return segment;
  return behind_speech(f, first, at);
}

/* Nothing but words that belong to a name stands behind: no verb, and no comma with more. */
bool cover_ends_sentence(const isn_finder *f, uint32_t at, uint32_t end) {
  for (; at < end; at++) {
    const isn_unit *u = &f->units[at];
    if (u->verb || (unit_is_mark(u, 0x060C) && at + 1 < end && f->units[at + 1].type != U_MARK)) return false;
  }
  return true;
}

/* A source named on the way tells its own clause: «فرض الاتحاد عقوبات، وردت موسكو، وفق وكالة تاس، باستدعاء سفيره». */
uint32_t cover_own_from(const isn_finder *f, uint32_t at, uint32_t behind, uint32_t segment) {
  const isn_clause *c = &f->clauses[f->clause_of[at]];
  while (behind < c->end && f->units[behind].type == U_MARK) behind++;
  if (behind >= c->end || f->clause_of[behind] != f->clause_of[at]) return segment;
  bool joined = c->verb == NONE || c->verb > at; /* إذ أطلقوا النار فأردوه قتيلاً، والجلم، بحسب مراسلنا، عنصر سابق */
  for (uint32_t i = c->verb; !joined && i < at; i++) joined = f->units[i].type == U_WORD && f->units[i].clitics & (C_WAW | C_FEH);
  if (c->link == LINK_SUB && c->first > segment && !joined) return c->first; /* «اتفقا على هدنة، حيث أوقعت الاشتباكات، بحسب الوزارة، سبعة قتلى» */
  return c->link == LINK_COORD && c->first > segment && f->units[c->first].clitics & C_WAW && unit_is_mark(&f->units[at - 1], 0x060C) ? c->first : segment;
}

/* «نزحت أسر، حسب المجلس البلدي، فيما وصلت شاحنات»: what a switch opens behind a source named on the way is told on nobody's word. */
uint32_t cover_own_to(const isn_finder *f, uint32_t behind, uint32_t end) {
  for (uint32_t i = behind; i < end; i++) {
    const isn_clause *c = &f->clauses[f->clause_of[i]];
    if (c->link == LINK_SWITCH && c->first == i) return i;
  }
  return end;
}

/* «قال التلفزيون نقلاً عن مصدر إن»: the links after نقلاً عن lie behind those of the verb. */
void chain_append(speaker *s, uint32_t said, const isn_chain *more, uint32_t end) {
  isn_finder *f = s->f;
  isn_chain both = f->chains[said];
  for (int i = 0; i < more->count; i++) chain_push(&both, more->link[i]);
  uint32_t id = chain_add(s, &both);
  for (uint32_t i = both.cue; i < end; i++)
    if (f->chain_at[i] == said) f->chain_at[i] = id;
}

/* «متحدثها», «المتحدث باسمها»: a man of the one named before. */
static bool is_own_man(const isn_finder *f, const isn_unit *who) {
  if (!unit_is(who, WC_ROLE_WORD)) return false;
  isnad_str w = f->tokens.at[who->end - 1].form;
  bool his = w.len > 3 && (w.ptr[w.len - 1] == L_HEH || (w.ptr[w.len - 2] == L_HEH && (w.ptr[w.len - 1] == L_ALEF || w.ptr[w.len - 1] == L_MEEM)));
  return who->pronoun || (who->end - who->first > 1 && his);
}

/* «ذكرت القوة على لسان متحدثها أنها»: the body spoke by its own man, who comes in its place and is of it. */
bool chain_of_body(speaker *s, uint32_t at, uint32_t said, isn_chain *chain, uint32_t end) {
  isn_finder *f = s->f;
  const isn_unit *who = at + 1 < end ? &f->units[at + 1] : NULL;
  if (who == NULL || !is_own_man(f, who) || said == 0 || f->chains[said].count != 1 || chain->count != 1) return false;
  const isnad_link *body = &f->chains[said].link[0];
  chain->link[0].affiliation = body->id.len ? body->id : body->affiliation;
  chain->link[0].kind = body->kind;
  chain->speaker = f->chains[said].speaker;
  chain->cue = f->chains[said].cue, chain->attitude = f->chains[said].attitude, chain->denied = f->chains[said].denied;
  uint32_t id = chain_add(s, chain);
  for (uint32_t i = f->chains[said].cue; i < end; i++)
    if (f->chain_at[i] == said) f->chain_at[i] = id;
  return true;
}
