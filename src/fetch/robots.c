/* robots: see the header.
 *
 *   User-agent: *
 *   Disallow: /search
 *   Allow: /search/about$ */
#include "fetch/robots.h"

#include <stdlib.h>

#include "base/str.h"

enum { PATTERN_MAX = 2000, STARS_WORK = 200000 };

static isnad_str trim(isnad_str text) {
  while (text.len && (*text.ptr == ' ' || *text.ptr == '\t')) text.ptr++, text.len--;
  while (text.len && (text.ptr[text.len - 1] == ' ' || text.ptr[text.len - 1] == '\t')) text.len--;
  return text;
}

/* «User-agent: x # why» to its two sides; false for other lines. */
static bool parse_line(isnad_str line, isnad_str *key, isnad_str *value) {
  const char *hash = line.len ? memchr(line.ptr, '#', line.len) : NULL;
  if (hash) line.len = (size_t)(hash - line.ptr);
  const char *colon = line.len ? memchr(line.ptr, ':', line.len) : NULL;
  if (colon == NULL) return false;
  *key = trim((isnad_str){line.ptr, (size_t)(colon - line.ptr)});
  *value = trim((isnad_str){colon + 1, (size_t)(line.ptr + line.len - colon) - 1});
  return true;
}

/* The agent's name, a version behind it or not: isnad, isnad/1.0. */
static bool names(isnad_str value, const char *agent) {
  size_t len = strlen(agent);
  return isn_str_opens(value, agent) && (value.len == len || value.ptr[len] == '/');
}

/* Does a pattern with * and a final $ fit the beginning of the path? Goes back to the last star only, so that time is bounded by the
 * product of the lengths, which are bounded themselves. */
static bool fits(isnad_str pattern, isnad_str path) {
  bool whole = pattern.len && pattern.ptr[pattern.len - 1] == '$';
  if (whole) pattern.len--;
  size_t p = 0, at = 0, star = SIZE_MAX, mark = 0, work = 0;
  while (at <= path.len && work++ < STARS_WORK) {
    if (p == pattern.len && (!whole || at == path.len)) return true;
    if (p < pattern.len && pattern.ptr[p] == '*') star = p++, mark = at;
    else if (p < pattern.len && at < path.len && pattern.ptr[p] == path.ptr[at]) p++, at++;
    else if (star != SIZE_MAX && mark < path.len) p = star + 1, at = ++mark;
    else return false;
  }
  return false;
}

typedef struct verdict {
  size_t length; /* of the longest rule that fits */
  bool found, allow;
  double delay;
} verdict;

static void judge(verdict *v, isnad_str key, isnad_str value, isnad_str path) {
  bool allow = isn_str_is(key, "allow");
  if (isn_str_is(key, "crawl-delay")) {
    char text[16] = "";
    if (value.len < sizeof text) memcpy(text, value.ptr, value.len);
    double delay = strtod(text, NULL);
    if (delay > 0 && delay < 1e6) v->delay = delay;
  }
  if ((!allow && !isn_str_is(key, "disallow")) || value.len == 0 || value.len > PATTERN_MAX || !fits(value, path)) return;
  if (v->found && (value.len < v->length || (value.len == v->length && v->allow))) return;
  *v = (verdict){value.len, true, allow, v->delay};
}

bool isn_robots_allow(isnad_str robots, const char *agent, isnad_str path, double *delay) {
  verdict own = {.length = 0}, all = {.length = 0};
  bool own_group = false, in_own = false, in_all = false, naming = false;
  isnad_str line, key, value;
  if (robots.len >= 3 && memcmp(robots.ptr, "\xEF\xBB\xBF", 3) == 0) robots.ptr += 3, robots.len -= 3;
  while (isn_str_line(&robots, &line)) {
    if (!parse_line(line, &key, &value)) continue;
    if (isn_str_is(key, "user-agent")) {
      if (!naming) in_own = in_all = false; /* a new group */
      naming = true;
      in_all |= isn_str_is(value, "*");
      if (names(value, agent)) in_own = own_group = true;
      continue;
    }
    if (isn_str_is(key, "sitemap")) continue;
    naming = false;
    if (in_own) judge(&own, key, value, path);
    if (in_all) judge(&all, key, value, path);
  }
  const verdict *v = own_group ? &own : &all;
  *delay = v->delay;
  return !v->found || v->allow;
}
