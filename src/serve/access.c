/* access: the access log, in the form that web servers share, with the milliseconds behind it:
 *
 *   192.0.2.7 - - [24/Jan/2022:12:30:00 +0000] "GET /i/00c4 HTTP/1.1" 200 5120 "-" "Mozilla/5.0" 3
 *
 * What clients send is written so that it can neither end a line nor a field. */
#include <time.h>

#include "serve/inner.h"

enum { FIELD_MAX = 500 };

static void put_safe(FILE *out, isnad_str text) {
  if (text.len == 0) fputc('-', out);
  for (size_t i = 0; i < text.len && i < FIELD_MAX; i++) {
    unsigned char c = (unsigned char)text.ptr[i];
    if (c < ' ' || c >= 127 || c == '"' || c == '\\') fprintf(out, "\\x%02x", c);
    else fputc(c, out);
  }
}

void isn_access_note(isn_server *server, isn_conn *conn, const isn_request *r, int status, size_t sent) {
  server->by_class[status / 100 < 6 ? status / 100 : 0]++;
  server->bytes += sent;
  if (server->log == NULL) return;
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  char peer[48];
  time_t now = (time_t)isn_now();
  struct tm utc = {.tm_mday = 1};
  gmtime_r(&now, &utc);
  isn_peer_name(isn_wire_peer(conn), peer);
  fprintf(server->log, "%s - - [%02d/%.3s/%d:%02d:%02d:%02d +0000] \"", peer, utc.tm_mday, months + 3 * utc.tm_mon,
          utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
  put_safe(server->log, r->verb);
  fputc(' ', server->log);
  put_safe(server->log, r->target);
  fprintf(server->log, "\" %d %zu \"", status, sent);
  put_safe(server->log, r->referer);
  fputs("\" \"", server->log);
  put_safe(server->log, r->agent);
  fprintf(server->log, "\" %lld\n", (long long)isn_wire_took(conn));
}
