/* aside: acts that are named in passing and are no claims: conditions («إذا توقف العدوان»), the manner of another act («حكمت بالإعدام
 * شنقاً»), what others are called («في خرق سافر للقانون»), and the parts of a deal or of a list of measures that have no time, place or
 * number of their own («عقوبات تشمل حظر السفر»). */
#include "find/actor.h"

static void drop(isn_act *a, const char *why) {
  a->dropped = true;
  a->why_dropped = why;
}

/* «متوعداً بضربات ما لم ترفع حصارها»: what would call a threat off. */
static bool calls_off(const isn_finder *f, const isn_act *a) {
  for (uint32_t i = f->sents[a->sent].first_act; i < f->sents[a->sent].end_act && f->acts[i].unit < a->unit; i++)
    if (!f->acts[i].dropped && f->acts[i].event == ISNAD_THREATEN) return unit_value(f, &f->units[f->clauses[a->clause].first], WC_IF) == 1;
  return false;
}

/* «مهدداً بصفعة قوية إذا هاجمت بلاده»: when a threat would be carried out. */
static bool is_threatened(const isn_finder *f, const isn_act *a) {
  const isn_act *b = a > f->acts ? a - 1 : NULL;
  return b && b->sent == a->sent && b->event == ISNAD_THREATEN && !b->dropped && b->unit < a->unit;
}

/* «إذا لم تلتزم كابل ضبط الحدود»: what a condition names, unless it says when. */
static bool is_condition(const isn_finder *f, const isn_act *a) {
  return f->clauses[a->clause].link == LINK_IF && a->time == NONE && (a->noun || a->class == TC_WEAK || calls_off(f, a) || is_threatened(f, a));
}

/* «حكمت بالإعدام شنقاً»: a bare masdar in the accusative right behind another act. */
static bool is_manner(const isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i], *b = i > 0 ? &f->acts[i - 1] : NULL;
  if (b == NULL || !a->noun || b->dropped || (b->unit + 1 != a->unit && (b->part == NONE || b->part + 1 != a->unit)) || b->sent != a->sent || f->units[a->unit].clitics) return false;
  isnad_str w = unit_form(f, &f->units[a->unit]);
  return w.len > 2 && w.ptr[w.len - 1] == L_ALEF && f->units[a->unit].of[K_TRIGGER]->morph & M_MASDAR;
}

/* «في خرق سافر للقانون الدولي»: an indefinite noun under في says what the act before it is called. */
static bool is_what_it_is_called(const isn_finder *f, const isn_act *a) {
  if (!a->noun || a->operator_unit != NONE || (a->event != ISNAD_REJECT && a->event != ISNAD_THREATEN && a->event != ISNAD_SUPPORT)) return false;
  return !f->units[a->unit].definite && unit_prep_before(f, a->unit, f->sents[a->sent].first) == PREP_FI;
}

/* «في أعنف هجوم منذ الانقلاب»: how the attack that was told compares. */
static bool is_compared(const isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i];
  const isn_unit *u = &f->units[a->unit];
  if (!a->noun || u->clitics || a->unit < f->sents[a->sent].first + 2 || u[-1].type != U_WORD || u[-1].end != u[-1].first + 1) return false;
  isnad_str w = unit_form(f, u - 1);
  if (w.len != 4 || w.ptr[0] != L_ALEF || !unit_is(u - 2, WC_PREP) || unit_value(f, u - 2, WC_PREP) != PREP_FI) return false;
  for (uint32_t k = f->sents[a->sent].first_act; k < i; k++)
    if (!f->acts[k].dropped && f->acts[k].event == a->event) return true;
  return false;
}

/* «اتفاق يقضي بفك الحصار», «عقوبات تشمل حظر السفر»: a describing verb over a noun that names an act of a kind of its own. */
static bool is_part(const isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i];
  if (!a->noun || a->operator_unit == NONE || a->time != NONE || a->place != NONE || a->amount_count) return false;
  const isn_unit *op = &f->units[a->operator_unit];
  const isn_clause *c = &f->clauses[f->clause_of[a->operator_unit]];
  if (!op->verb || c->link != LINK_REL || a->operator_unit > a->unit) return false;
  for (uint32_t k = i; k-- > f->sents[a->sent].first_act;) {
    const isn_act *whole = &f->acts[k];
    if (whole->unit > a->operator_unit || whole->event == a->event) continue;
    return whole->event == ISNAD_AGREE || whole->event == ISNAD_SANCTION || whole->event == ISNAD_RETREAT;
  }
  return false;
}

/* «متوعداً بأن كل قصف سيُقابل بمثله»: any of its kind, no one act. */
static bool is_any(const isn_finder *f, const isn_act *a) {
  const isn_unit *u = &f->units[a->unit], *before = a->unit > f->sents[a->sent].first ? u - 1 : NULL;
  if (a->status != ISNAD_HAPPENED && a->status != ISNAD_PLANNED) return false; /* «نفى شن أي ضربات» denies them all */
  return before && a->noun && !u->definite && !u->clitics && unit_is(before, WC_FUNCTION) && unit_value(f, before, WC_FUNCTION) == 1;
}

/* «لجنة تحقيق», «جهاز مكافحة الإرهاب»: the name of a body. */
static bool is_in_name(const isn_finder *f, const isn_act *a) {
  const isn_unit *u = &f->units[a->unit], *before = a->unit > f->sents[a->sent].first ? u - 1 : NULL;
  if (before == NULL || !a->noun || a->class == TC_TOLL || u->clitics & ~C_AL || u->pronoun || !before->of[K_NOUN] || before->definite || before->verb) return false;
  int class = unit_cell(f, before, K_NOUN, NOUN_CLASS); /* عشيرة حرب, خلية اغتيالات */
  return (class == NC_BODY || (class == NC_GROUP && a->operator_unit == NONE)) && before->span.end + 2 >= u->span.start;
}

/* «إضراب دعا إليه الاتحاد»: the call is part of what is said of the strike. */
static bool is_said_of(const isn_finder *f, const isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  if (a->class != TC_SPEECH || a->noun || c->link != LINK_REL || c->head == NONE || a->unit + 1 >= f->sents[a->sent].end || !unit_is(&f->units[a->unit + 1], WC_PREP)) return false;
  return f->units[a->unit + 1].pronoun && f->units[c->head].of[K_TRIGGER];
}

static uint32_t act_before(const isn_finder *f, uint32_t i) {
  for (uint32_t k = i; k-- > f->sents[f->acts[i].sent].first_act;)
    if (!f->acts[k].dropped) return k;
  return NONE;
}

/* «استقدام تعزيزات»: a noun inside the phrase of a noun of the same event. */
static bool is_inside_noun(const isn_finder *f, const isn_act *a, const isn_act *b) {
  if (!a->noun || !b->noun || f->units[a->unit].clitics || a->mode != b->mode) return false;
  return a->unit == b->unit + 1 || (a->unit == b->unit + 2 && unit_is(&f->units[a->unit - 1], WC_FUNCTION));
}

/* «استدعت القائم بالأعمال وسلمته مذكرة احتجاج»: the note is what he was summoned for. */
static bool is_note_of_summons(const isn_finder *f, const isn_act *a, const isn_act *b) {
  if (!a->noun || b->noun || f->units[a->unit].definite || (a->time != NONE && a->time != b->time)) return false;
  return a->event == ISNAD_ACCUSE && b->event == ISNAD_ACCUSE && a->mode == ISNAD_DISAPPROVE && b->mode == ISNAD_DISAPPROVE;
}

/* A verb joined by و that goes on with what the verb before it told: «خطف الراعيين واقتادهما», «أطلقت صاروخاً وأصاب هدفه», «التقى السفير
 * وناقش معه», «اعتقلوا ثلاثة واقتادوهم». */
static bool goes_on(const isn_finder *f, const isn_act *a, const isn_act *b) {
  const isn_unit *u = &f->units[a->unit], *next = a->unit + 1 < f->sents[a->sent].end ? u + 1 : NULL;
  if (a->noun || b->noun || a->time != b->time || !(u->clitics & C_WAW) || f->clauses[a->clause].link != LINK_COORD) return false;
  if (a->event != b->event) return u->pronoun && a->mode == ISNAD_ABDUCT && b->event == ISNAD_COERCE && b->mode == ISNAD_ARREST;
  bool adds_nothing = a->mode == b->mode && a->recipient_count == 0 && a->amount_count == 0 && (a->place == NONE || a->place == b->place);
  bool hits = a->class == TC_WEAK && a->event == ISNAD_ASSAULT && u->end - u->first > 1 && adds_nothing;
  bool downs = adds_nothing && act_cell(f, a, TRIGGER_FLAGS) & act_cell(f, b, TRIGGER_FLAGS) & TRIGGER_DOWNS; /* تصدت لصواريخ وأسقطت معظمها */
  bool with_him = a->event == ISNAD_CONSULT && next && unit_is(next, WC_PREP) && next->pronoun;
  return u->pronoun || hits || with_him || downs;
}

/* The act before it in its sentence that tells the same; NONE. */
static uint32_t same_act(const isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i];
  uint32_t k = act_before(f, i);
  const isn_act *b = k != NONE ? &f->acts[k] : NULL;
  if (b == NULL || a->class == TC_TOLL || b->class == TC_TOLL) return NONE;
  if (a->event == b->event && a->time == b->time && is_inside_noun(f, a, b)) return k;
  if (f->chain_at[a->unit] != f->chain_at[b->unit]) return NONE;
  return is_note_of_summons(f, a, b) || goes_on(f, a, b) ? k : NONE;
}

/* «اعترض مسلحون مركبة واختطفوا اثنين»: stopped to be taken, which is told next by a verb of the same doer. */
static bool is_first_step(const isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i];
  if (a->event != ISNAD_COERCE || a->mode != ISNAD_RESTRICT || a->noun || act_cell(f, a, TRIGGER_WHAT) != ISNAD_MUNITIONS) return false;
  for (uint32_t k = i + 1; k < f->sents[a->sent].end_act; k++) {
    const isn_act *b = &f->acts[k];
    if (b->dropped) continue;
    bool takes = b->mode == ISNAD_ABDUCT || b->mode == ISNAD_ARREST || b->mode == ISNAD_SEIZE;
    const isn_entry *e = f->units[b->unit].of[K_TRIGGER];
    bool they = e && (e->morph & M_PLUR) && !(e->morph & M_SING); /* واختطفوا اثنين: no subject behind it */
    bool carried = they || b->subject.end <= b->subject.first || b->subject.first < b->unit;
    bool same = !b->noun && carried && f->clauses[b->clause].link == LINK_COORD && f->units[b->unit].clitics & C_WAW;
    return takes && same && f->chain_at[b->unit] == f->chain_at[a->unit];
  }
  return false;
}

static void find_same_acts(isn_finder *f) {
  for (uint32_t i = 0; i < f->act_count; i++) {
    isn_act *a = &f->acts[i];
    if (!a->dropped && is_first_step(f, i)) drop(a, "first step");
    uint32_t same = a->dropped ? NONE : same_act(f, i);
    if (same == NONE) continue;
    isn_act *b = &f->acts[same];
    drop(a, "same");
    a->cause = same;
    b->flags |= a->flags & ISNAD_FLAG_CAPTURED;
    for (int m = 0; m < a->amount_count && b->amount_count < AMOUNT_MAX; m++) b->amounts[b->amount_count++] = a->amounts[m];
    if (b->to == NONE) b->to = a->to;
    if (b->place == NONE) b->place = a->place;
  }
}

/* Has the act a time in its own clause that is no long stretch («منذ سنوات»)? */
static bool has_own_day(const isn_finder *f, const isn_act *a) {
  if (a->time == NONE) return false;
  const isn_timex *t = &f->times[a->time];
  const isn_clause *c = &f->clauses[a->clause];
  if (t->first < f->units[c->first].first || t->first >= f->units[c->end - 1].end) return false;
  return !(t->since || t->running || t->kind == TX_RANGE) || t->to.day - t->from.day <= 2;
}

/* «تتعرض البلدات لقصف شبه يومي», «وتشهد ... بين الحين والآخر»: what goes on happening, without a time of its own, is no one act. */
static bool is_habit(const isn_finder *f, uint32_t at) {
  const isn_act *a = &f->acts[at], *head = at > 0 ? &f->acts[at - 1] : NULL;
  const isn_clause *c = &f->clauses[a->clause];
  bool of_habit = head && head->sent == a->sent && head->dropped && head->why_dropped && isn_str_same(isn_str(head->why_dropped), ISN_LIT("habit"));
  if (of_habit && c->link == LINK_REL && c->head != NONE && c->head >= head->unit) return true; /* لهجمات شبه يومية تطال المدنيين */
  if (has_own_day(f, a) || a->amount_count || a->class == TC_TOLL || a->class == TC_SPEECH) return false;
  for (uint32_t i = c->first; i < c->end && i < a->unit + 12; i++) {
    if (f->clause_of[i] == a->clause && unit_is(&f->units[i], WC_HABIT)) return true;
    if (i > a->unit && unit_is_mark(&f->units[i], 0x060C)) return false;
  }
  return false;
}

/* «نفذ الحزب تهديده وقصف»: a threat carried out is told by what was done. */
static bool is_carried_out(const isn_finder *f, const isn_act *a) {
  return a->event == ISNAD_THREATEN && a->noun && f->units[a->unit].pronoun && a->operator_unit != NONE && unit_is_operator(f, &f->units[a->operator_unit], OC_LIGHT);
}

/* «وهذه المرة الثالثة التي تُستهدف فيها منذ مطلع العام»: which of how many it is. */
static bool is_index(const isn_finder *f, const isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  if (a->noun || c->link != LINK_REL || c->first < 2) return false;
  const isn_unit *which = &f->units[c->first - 1];
  if (!unit_is(which, WC_NUM_ORDINAL) || !(which->clitics & C_AL) || !(which[-1].clitics & C_AL)) return false;
  for (uint32_t i = c->first; i < c->end; i++)
    if (f->units[i].type == U_TIME && f->clause_of[i] == a->clause && (f->times[f->units[i].time].running || f->times[f->units[i].time].kind == TX_RANGE)) return true;
  return false;
}

/* «بحسب اتفاق ستوكهولم»: what a thing is done by, no news. */
static bool is_rule(const isn_finder *f, const isn_act *a) {
  return a->noun && a->unit > f->sents[a->sent].first && unit_is(&f->units[a->unit - 1], WC_SOURCE_PREP) && f->units[a->unit].clitics == 0;
}

/* «البلدة التي تسيطر عليها الفصائل»: who holds the place that something else befalls. */
static bool is_control(const isn_finder *f, const isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  const isn_entry *e = f->units[a->unit].of[K_TRIGGER];
  if (a->noun || c->link != LINK_REL || c->head == NONE || e == NULL || !(a->flags & ISNAD_FLAG_CAPTURED)) return false;
  return (e->morph & M_PRESENT) && !(e->morph & M_PAST) && a->time == NONE && f->spot_at[c->head] != NONE;
}

/* «وتسيطر القوات على نيالا منذ أكتوبر»: who has held a place for long. */
static bool is_long_held(const isn_finder *f, const isn_act *a) {
  const isn_entry *e = f->units[a->unit].of[K_TRIGGER];
  if (a->noun || e == NULL || !(a->flags & ISNAD_FLAG_CAPTURED) || !(e->morph & M_PRESENT) || e->morph & M_PAST || a->time == NONE || !act_in_body(f, a)) return false;
  const isn_timex *t = &f->times[a->time];
  return (t->since || t->kind == TX_RANGE) && t->from.day != INT32_MIN && t->to.day - t->from.day > 2;
}

/* «القوة الصاروخية لا تستهدف سوى المعسكرات»: what somebody never does but to some; value 6 of the class is the exception. */
static bool is_only_ever(const isn_finder *f, const isn_act *a) {
  const isn_entry *e = f->units[a->unit].of[K_TRIGGER];
  if (a->noun || a->status != ISNAD_NEGATED || e == NULL || !(e->morph & M_PRESENT) || a->unit == f->sents[a->sent].first || a->time != NONE) return false;
  isnad_str w = f->units[a->unit - 1].type == U_WORD ? unit_form(f, &f->units[a->unit - 1]) : (isnad_str){0};
  if (w.len != 2 || w.ptr[0] != L_LAM || w.ptr[1] != L_ALEF) return false;
  for (uint32_t i = a->unit + 1; i < f->clauses[a->clause].end && i < a->unit + 6; i++)
    if (unit_value(f, &f->units[i], WC_FUNCTION) == 6) return true;
  return false;
}

/* «ترتفع حصيلة العدوان منذ السابع من أكتوبر إلى 53 ألفاً»: the toll of weeks is no act. */
static bool is_long_toll(const isn_finder *f, const isn_act *a) {
  if (!a->noun || a->unit == f->sents[a->sent].first) return false;
  const isn_clause *c = &f->clauses[a->clause];
  bool update = false;
  for (uint32_t i = c->first; i < a->unit; i++) update |= unit_is_operator(f, &f->units[i], OC_TOLL_UPDATE);
  for (uint32_t i = a->unit; update && i < c->end; i++) {
    const isn_timex *t = f->units[i].type == U_TIME && f->clause_of[i] == a->clause ? &f->times[f->units[i].time] : NULL;
    if (t && (t->since || t->kind == TX_RANGE) && t->from.day != INT32_MIN && t->to.day - t->from.day > 2) return true;
  }
  return false;
}

/* «حكماً بحبس الباحث سنتين وتغريمه»: what a sentence is to is part of it, and so is what و joins to that. */
static bool is_sentence(const isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i], *b = i > 0 ? &f->acts[i - 1] : NULL;
  if (b == NULL || !a->noun || b->sent != a->sent || (a->event != ISNAD_COERCE && a->event != ISNAD_SANCTION)) return false;
  const isn_unit *u = &f->units[a->unit];
  uint32_t after = b->part != NONE ? b->part : b->unit;
  bool first = b->event == ISNAD_SANCTION && b->mode == ISNAD_CONVICT && !b->dropped && (u->clitics & C_BEH) && a->unit <= after + 2;
  bool further = b->dropped && b->why_dropped && isn_str_same(isn_str(b->why_dropped), ISN_LIT("sentence")) && (u->clitics & C_WAW);
  return first || further;
}

/* «يقضي بوقف تام وفوري لجميع العمليات العسكرية»: an attack whose end is spoken of, by a noun, is none. */
static bool is_ended(const isn_finder *f, const isn_act *a) {
  uint32_t first = f->sents[a->sent].first;
  if (!a->noun || a->event != ISNAD_ASSAULT || a->class == TC_TOLL) return false;
  for (uint32_t i = a->unit; i > first && i + 6 > a->unit;) {
    const isn_unit *u = &f->units[--i];
    if (u->verb || u->type != U_WORD || (u->of[K_TRIGGER] && !u->of[K_OPERATOR])) return false;
    if (unit_is_operator(f, u, OC_END)) return true;
  }
  return false;
}

/* «صادق البرلمان على معاهدة أعالي البحار»: the deal is what is signed, ratified or praised, and no deal is made now. */
static bool is_ratified(const isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i], *b = i > 0 ? &f->acts[i - 1] : NULL;
  if (b == NULL || !a->noun || a->event != ISNAD_AGREE || b->event != ISNAD_SUPPORT || b->dropped || b->clause != a->clause) return false;
  return a->operator_unit == NONE && unit_prep_before(f, a->unit, b->unit) == PREP_ALA;
}

static bool is_arrest_of(const isn_finder *f, const isn_act *a, const isn_act *b) {
  bool apart = a->place != NONE && b->place != NONE && a->place != b->place; /* داهمت منازل في بلدة واعتقلت شاباً في أخرى */
  return b->event == ISNAD_COERCE && b->mode == ISNAD_ARREST && f->chain_at[a->unit] == f->chain_at[b->unit] && b->status == a->status && !apart;
}

/* «داهمت منازل واعتقلت سبعة», «نفذت مداهمات اعتقلت خلالها سبعة», «اعتقلت شابين وداهمت منازل»: a raid with those taken in it is one act, the arrest.
 * Gives that, NONE. */
static uint32_t arrest_of_raid(const isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i];
  const isn_sent *s = &f->sents[a->sent];
  if (a->event != ISNAD_COERCE || a->mode != ISNAD_MODE_NONE || a->class == TC_SPEECH) return NONE;
  for (uint32_t k = i + 1; k < s->end_act; k++)
    if (!f->acts[k].dropped) {
      if (is_arrest_of(f, a, &f->acts[k])) return k;
      break;
    }
  for (uint32_t k = i; k-- > s->first_act;)
    if (!f->acts[k].dropped) return is_arrest_of(f, a, &f->acts[k]) ? k : NONE;
  return NONE;
}

static void join_raids(isn_finder *f) {
  for (uint32_t i = 0; i < f->act_count; i++) {
    isn_act *a = &f->acts[i];
    uint32_t arrest = a->dropped ? NONE : arrest_of_raid(f, i);
    if (arrest == NONE) continue;
    isn_act *b = &f->acts[arrest];
    if (b->place == NONE) b->place = a->place;
    if (b->time == NONE) b->time = a->time;
    drop(a, "raid"), a->cause = arrest;
  }
}

/* «قطع الأهالي الطريق قبل أن تتدخل القوى الأمنية وتعيد فتحه»: who ends what others closed gives nothing up. */
static bool is_reopened(const isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i];
  if (a->event != ISNAD_RETREAT || a->mode != ISNAD_ACCESS || a->noun || (a->actor_count && a->actors[0].row == NONE)) return false;
  for (uint32_t k = i; k-- > f->sents[a->sent].first_act;) {
    const isn_act *b = &f->acts[k];
    if (!b->dropped && b->event == ISNAD_PROTEST && b->mode == ISNAD_OBSTRUCT) return a->actor_count == 0 || b->actor_count == 0 || b->actors[0].row != a->actors[0].row;
  }
  return false;
}

/* «أوقفت خمسة بتهمة التجسس», «أدانتهم المحكمة بالتجسس»: what somebody is charged with, behind a word that says so or with the preposition that an
 * arrest or verdict has for it. */
static bool is_charge(const isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i], *b = i > 0 ? &f->acts[i - 1] : NULL;
  const isn_unit *u = &f->units[a->unit], *before = a->unit > f->sents[a->sent].first ? u - 1 : NULL;
  if (before == NULL || !a->noun) return false;
  bool accused = b && b->event == ISNAD_ACCUSE && b->mode == ISNAD_ALLEGE && !b->noun, convicted = b && b->event == ISNAD_SANCTION && b->mode == ISNAD_CONVICT;
  if (a->class == TC_SPEECH || a->event == ISNAD_REQUEST) return (accused || convicted) && b->clause == a->clause && (u->clitics & ~C_AL) == C_BEH; /* اتهم المعارضة بتحريض الشارع */
  const isn_unit *led = a->operator_unit != NONE && a->operator_unit > f->sents[a->sent].first ? &f->units[a->operator_unit - 1] : before; /* بتهمة التحريض على التظاهر */
  if ((unit_is(before, WC_DISTANCE) && unit_value(f, before, WC_DISTANCE) == 3) || (unit_is(led, WC_DISTANCE) && unit_value(f, led, WC_DISTANCE) == 3)) return true;
  bool judged = b && !b->dropped && b->clause == a->clause && ((b->event == ISNAD_SANCTION && b->mode == ISNAD_CONVICT) || (b->event == ISNAD_COERCE && b->mode == ISNAD_ARREST));
  return judged && (u->clitics & ~C_AL) == C_BEH && isn_lex_prep_role(f->lexicon, K_TRIGGER, b->row, TRIGGER_PREPS, PREP_BI) == ROLE_TOPIC;
}

/* «احتجاجا على | إقالة الوزير», «رفضاً | لإغلاق الحقول»: behind a word of cause, or a masdar in the accusative and its preposition. */
static bool names_reason(const isn_finder *f, uint32_t unit) {
  const isn_unit *before = &f->units[unit - 1];
  if (unit_is(before, WC_CAUSE)) return true;
  const isn_entry *e = before->of[K_TRIGGER] ? before->of[K_TRIGGER] : before->of[K_OPERATOR];
  if (e == NULL || before->verb || !(e->morph & M_MASDAR) || before->end != before->first + 1 || !(f->units[unit].clitics & (C_LAM | C_BEH))) return false;
  isnad_str w = unit_form(f, before);
  return w.len > 3 && w.ptr[w.len - 1] == L_ALEF;
}

/* «احتجاجات على قطع المياه»: what people protest against. */
static bool is_grievance(const isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i], *b = i > 0 ? &f->acts[i - 1] : NULL;
  if (b == NULL || !a->noun || b->event != ISNAD_PROTEST || b->clause != a->clause || b->unit > a->unit || a->time != b->time || a->event == ISNAD_PROTEST || a->class == TC_TOLL) return false;
  if (names_reason(f, a->unit)) return true;
  return unit_prep_before(f, a->unit, b->unit) == PREP_ALA && isn_lex_prep_role(f->lexicon, K_TRIGGER, b->row, TRIGGER_PREPS, PREP_ALA) == ROLE_TOPIC;
}

/* «جرى بحث التعاون», «ناقش الوزيران تنفيذ الاتفاق»: what people talk about. */
static bool is_discussed(const isn_finder *f, const isn_act *a) {
  if (!a->noun || a->operator_unit == NONE || a->event == ISNAD_CONSULT || a->time != NONE) return false;
  const isn_unit *op = &f->units[a->operator_unit];
  return unit_is_operator(f, op, OC_PLAN) && isn_lex_prep_role(f->lexicon, K_OPERATOR, op->of[K_OPERATOR]->row, OPERATOR_PREPS, PREP_MAA) == ROLE_BOTH;
}

/* «أسقطت المسيّرة قبل وصولها إلى الميناء»: what it did not come to. */
static bool is_forestalled(const isn_finder *f, const isn_act *a) {
  if (!a->noun || a->event != ISNAD_MOBILIZE || !f->units[a->unit].pronoun || a->unit == f->sents[a->sent].first) return false;
  const isn_act *b = a > f->acts ? a - 1 : NULL;
  return unit_is(&f->units[a->unit - 1], WC_BEFORE) && b && b->sent == a->sent && b->event == ISNAD_ASSAULT;
}

/* «اتفاق لوقف إطلاق النار» that was not reached: what it would have been about. */
static bool is_of_failed_deal(const isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i], *b = i > 0 ? &f->acts[i - 1] : NULL;
  return b && a->noun && b->sent == a->sent && b->event == ISNAD_AGREE && b->status == ISNAD_NEGATED && f->units[a->unit].clitics & C_LAM && b->unit + 3 > a->unit;
}

/* «آثار إطلاق النار», «أجواء التفاوض», «ذكرى المجزرة»: the word before it is about an event; told is none. */
static bool is_spoken_about(const isn_finder *f, const isn_act *a) {
  const isn_unit *u = &f->units[a->unit], *before = a->unit > f->sents[a->sent].first ? u - 1 : NULL;
  if (before == NULL || !a->noun || u->clitics & ~C_AL || !before->of[K_NOUN] || before->verb || before->definite) return false;
  return unit_cell(f, before, K_NOUN, NOUN_FLAGS) & NOUN_ABOUT;
}

void find_asides(isn_finder *f) {
  for (uint32_t i = 0; i < f->act_count; i++) {
    isn_act *a = &f->acts[i];
    if (a->dropped) continue;
    if (is_condition(f, a)) drop(a, "condition");
    else if (is_manner(f, i)) drop(a, "manner");
    else if (is_what_it_is_called(f, a)) drop(a, "called");
    else if (is_part(f, i)) drop(a, "part");
    else if (is_sentence(f, i)) drop(a, "sentence");
    else if (is_ended(f, a)) drop(a, "ended");
    else if (is_any(f, a)) drop(a, "any");
    else if (is_habit(f, i)) drop(a, "habit");
    else if (is_control(f, a) || is_long_held(f, a)) drop(a, "control");
    else if (is_only_ever(f, a)) drop(a, "ever");
    else if (is_long_toll(f, a)) drop(a, "total");
    else if (is_rule(f, a)) drop(a, "rule");
    else if (is_carried_out(f, a)) drop(a, "carried out");
    else if (is_index(f, a)) drop(a, "index");
    else if (is_compared(f, i)) drop(a, "compared");
    else if (is_in_name(f, a)) drop(a, "name");
    else if (is_said_of(f, a)) drop(a, "describes");
    else if (is_ratified(f, i)) drop(a, "ratified");
    else if (is_reopened(f, i)) drop(a, "reopened");
    else if (is_charge(f, i)) drop(a, "charge");
    else if (is_grievance(f, i)) drop(a, "grievance");
    else if (is_spoken_about(f, a) || is_discussed(f, a)) drop(a, "about");
    else if (is_forestalled(f, a) || is_of_failed_deal(f, i)) drop(a, "forestalled");
  }
  find_same_acts(f);
  join_raids(f);
}
