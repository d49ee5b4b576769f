/* back: whom a noun means that was named before. «المصدر ذاته» is the last link with that word, «للوكالة نفسها» the agency, «المدعي العام» the
 * one whom the last chain calls «المدعي العام في زاهدان»; each with those who carry him. */
#include "base/str.h"
#include "find/speaker.h"

uint32_t chain_add(speaker *s, const isn_chain *c) {
  isn_finder *f = s->f;
  isn_arena_grow(f->arena, &f->chains, f->chain_count, &s->cap, sizeof *f->chains);
  f->chains[f->chain_count] = *c;
  return f->chain_count++;
}

void chain_push(isn_chain *c, isnad_link l) {
  if (c->count < LINK_MAX) c->link[c->count++] = l;
}

/* ---- Back references --------------------------------------------------------------------------------------------------- */

bool kind_carries(isnad_source_kind kind) {
  return kind == ISNAD_SOURCE_OUTLET || kind == ISNAD_SOURCE_AGENCY || kind == ISNAD_SOURCE_MONITOR || kind == ISNAD_SOURCE_SOCIAL;
}

static bool is_source_refer(const isn_finder *f, const isn_unit *u) {
  int refers = unit_value(f, u, WC_REFER);
  return unit_is(u, WC_REFER) && (refers == REFER_SOURCE || refers == REFER_DOCUMENT);
}

static bool has_article(isnad_str form) { return form.len > 3 && isn_article_at(form, 0); }

/* The word of unit u that a link must hold, ال aside: مصدر of «المصدر ذاته» and of «ذات المصدر», وكالة of «للوكالة نفسها». */
static isnad_str word_back(const isn_finder *f, const isn_unit *u) {
  bool many = u->end - u->first > 1;
  uint32_t at = many && !(u->clitics & (C_AL | C_LAM)) && has_article(f->tokens.at[u->end - 1].form) ? u->end - 1 : u->first;
  isnad_str word = many ? isn_str_cut(f->text, f->tokens.at[at].span) : isn_str_cut(f->text, u->bare);
  if (many && at == u->first && (u->clitics & C_WAW)) word.ptr += 2, word.len -= 2;
  if (((u->clitics & C_AL) || many) && word.len > 4) word.ptr += 4, word.len -= 4; /* ا and ل, or ل and ل, are two bytes each */
  return word;
}

static bool is_arabic_byte(char c) { return ((unsigned char)c & 0xFC) == 0xD8; } /* leads a letter of the Arabic block */

/* Does the text hold the word whole, with ال or ل before it or without? «العمالية» does not hold عمال. */
static bool holds_word(isnad_str text, isnad_str word) {
  for (size_t i = 0; i + word.len <= text.len; i++) {
    if (memcmp(text.ptr + i, word.ptr, word.len) != 0) continue;
    if (i + word.len < text.len && is_arabic_byte(text.ptr[i + word.len])) continue;
    bool bare = i < 2 || !is_arabic_byte(text.ptr[i - 2]), article = !bare && (i < 6 || !is_arabic_byte(text.ptr[i - 6]));
    if (bare || article) return true;
  }
  return false;
}

/* Does the link's text hold the word of unit u, ال aside? 2: yes, 1: it is of the same kind, 0: neither. */
static int link_holds(const isn_finder *f, const isnad_link *l, const isn_unit *u) {
  int kind = u->of[K_SOURCE] ? unit_cell(f, u, K_SOURCE, SOURCE_KIND) : ISNAD_SOURCE_UNKNOWN;
  bool many = u->end - u->first > 1, known = u->of[K_SOURCE] && kind != ISNAD_SOURCE_UNKNOWN;
  if (many && is_source_refer(f, u)) {
    if (known && kind != (int)l->kind) return 0;
  } else if (many && !(kind_carries(l->kind) && u->of[K_SOURCE] && kind_carries((isnad_source_kind)kind))) {
    return 0; /* الموقع المقرب من: its first word counts, and only among those who carry */
  }
  isnad_str word = many && !(u->clitics & C_AL) && !is_source_refer(f, u) ? isn_str_cut(f->text, f->tokens.at[u->first].span) : word_back(f, u);
  if (word.len > 4 && holds_word(l->text, word)) return 2;
  return known && kind == (int)l->kind;
}

/* The link that a definite noun refers back to: the last one that holds it; its chain in *chain, its place there is given. -1: none. */
static int find_back(const speaker *s, isn_phrase p, uint32_t *chain) {
  const isn_finder *f = s->f;
  const isn_unit *u = &f->units[p.first];
  for (uint32_t i = f->chain_count; i-- > 1 && i + 24 > f->chain_count;) {
    int best = -1, fit = 0;
    for (int k = f->chains[i].count; k-- > 0;) {
      int holds = link_holds(f, &f->chains[i].link[k], u);
      if (holds > fit) fit = holds, best = k; /* «المسؤول» is «مسؤول أميركي», not the envoy behind him */
    }
    if (fit) return *chain = i, best;
  }
  bool plain = u->end - u->first == 1 || u->of[K_SOURCE] == NULL;
  if (!is_source_refer(f, u) || !plain || s->last == 0) return -1;
  *chain = s->last;
  return f->chains[s->last].count - 1;
}

/* The chain that a definite noun refers back to, cut behind that link. 0: none. */
uint32_t refer_back(speaker *s, isn_phrase p) {
  uint32_t chain = 0;
  int k = find_back(s, p, &chain);
  if (k < 0) return 0;
  isn_chain c = s->f->chains[chain];
  c.count = (uint8_t)(k + 1);
  c.denied = false;
  return chain_add(s, &c);
}

isnad_link link_or_back(const speaker *s, isn_phrase p, uint32_t limit, uint32_t cue) {
  uint32_t chain = 0;
  int k = link_refers_back(s->f, p) ? find_back(s, p, &chain) : -1;
  return k < 0 ? link_make(s->f, p, limit, cue) : s->f->chains[chain].link[k];
}

/* One who carries what others say, by name or as «الوكالة» that was named before. */
bool carries(const speaker *s, isn_phrase p) {
  uint32_t chain = 0;
  if (link_refers_back(s->f, p)) {
    int k = find_back(s, p, &chain);
    return k >= 0 && kind_carries(s->f->chains[chain].link[k].kind);
  }
  return link_is_carrier(s->f, p);
}

/* Is the speaker one whom the last chain has in more words («المدعي العام» for «المدعي العام في زاهدان», a surname)? */
uint32_t named_again(speaker *s, isn_phrase p, bool goes_on) {
  const isn_finder *f = s->f;
  uint32_t end = unit_is(&f->units[p.first], WC_TITLE) ? link_end(f, p, f->sents[f->clauses[f->clause_of[p.first]].sent].end) : p.end;
  bool by_surname = end == p.first + 2 && unit_is(&f->units[p.first], WC_TITLE); /* «الأستاذ دوس» for «المحامي رمزي دوس» */
  if (by_surname) p = (isn_phrase){p.first + 1, end, p.first + 1};
  isnad_str name = isn_str_cut(f->text, phrase_span(f, p));
  const isn_chain *last = &f->chains[s->last];
  for (int k = last->count; k-- > 0;) {
    isnad_str text = last->link[k].text;
    if (text.len < name.len || (text.len == name.len && !goes_on)) continue;
    bool starts = memcmp(text.ptr, name.ptr, name.len) == 0, ends = memcmp(text.ptr + text.len - name.len, name.ptr, name.len) == 0;
    bool titled = goes_on && p.end == p.first + 1 && unit_is(&f->units[p.first], WC_TITLE) && f->units[p.first].clitics & C_AL && isn_str_holds(text, name); /* وأضاف العقيد */
    if (by_surname ? !ends : !(starts && (f->units[p.first].clitics & C_AL)) && !ends && !(starts && goes_on) && !titled) continue;
    isn_chain c = *last;
    c.count = (uint8_t)(k + 1);
    return chain_add(s, &c);
  }
  return 0;
}
