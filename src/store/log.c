/* log: what changed incidents, one entry after the other. Each holds the SHA-256 of the entry before it and of itself, so that one that
 * was altered, put in or taken out shows; the tables' own triggers refuse to change or shorten it. */
#include <stdio.h>

#include "store/inner.h"

static void add_number(isn_sha256 *sha, uint64_t number) {
  uint8_t bytes[8];
  for (int i = 0; i < 8; i++) bytes[i] = (uint8_t)(number >> (56 - 8 * i));
  isn_sha256_add(sha, bytes, sizeof bytes);
}

static void add_text(isn_sha256 *sha, isnad_str text) {
  add_number(sha, text.len);
  isn_sha256_add(sha, text.ptr, text.len);
}

isn_digest isn_log_digest(const isn_digest *before, const isn_entry_of_log *entry) {
  isn_sha256 sha = isn_sha256_begin();
  isn_sha256_add(&sha, before->byte, sizeof before->byte);
  add_number(&sha, (uint64_t)entry->seq);
  add_number(&sha, (uint64_t)entry->at);
  add_text(&sha, entry->kind);
  add_text(&sha, entry->incident);
  add_text(&sha, entry->other);
  add_text(&sha, entry->who);
  add_text(&sha, entry->detail);
  return isn_sha256_end(&sha);
}

static isnad_str hex_or_nothing(isn_arena *arena, int64_t id) { return id ? isn_hex(arena, id) : (isnad_str){NULL, 0}; }

int64_t isn_log_write(isn_store *store, isn_arena *arena, const isn_note *note) {
  isn_digest before = {{0}};
  int64_t last = 0;
  isn_rows rows = isn_db_ask(store->db, "SELECT seq, digest FROM log ORDER BY seq DESC LIMIT 1", "");
  if (isn_db_next(&rows)) {
    last = isn_db_int(&rows, 0);
    isnad_str digest = isn_db_text(&rows, 1);
    if (digest.len == sizeof before.byte) memcpy(before.byte, digest.ptr, digest.len);
  }
  isn_db_end(&rows);
  isn_entry_of_log entry = {.seq = last + 1, .at = store->now, .kind = isn_str(note->kind), .who = note->who, .detail = note->detail,
                            .incident = hex_or_nothing(arena, note->incident), .other = hex_or_nothing(arena, note->other)};
  if (entry.who.len == 0) entry.who.ptr = NULL;
  if (entry.detail.len == 0) entry.detail.ptr = NULL;
  isn_digest digest = isn_log_digest(&before, &entry);
  isnad_str bytes = {(const char *)digest.byte, sizeof digest.byte};
  isn_db_do(store->db, "INSERT INTO log(seq, at, kind, incident, other, who, detail, digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            "iitoottb", entry.seq, entry.at, entry.kind, note->incident, note->other, entry.who, entry.detail, bytes);
  isn_check(store, arena);
  return entry.seq;
}

/* ---- Reading ------------------------------------------------------------------------------------------------------------- */

typedef struct log_job {
  int64_t since, limit;
  isnad_str incident;
  isn_log_each *each;
  void *context;
} log_job;

static void read_log(isn_store *store, isn_arena *arena, void *given) {
  log_job *job = given;
  int64_t incident = job->incident.len ? isn_incident_find(store, job->incident) : 0;
  int64_t limit = job->limit > 0 ? job->limit : INT64_MAX;
  static const char all[] = "SELECT seq, at, kind, incident, other, who, detail FROM log WHERE seq > $1 ORDER BY seq LIMIT $2";
  static const char one[] =
      "SELECT seq, at, kind, incident, other, who, detail FROM log WHERE seq > $1 AND (incident = $2 OR other = $2"
      " OR incident IN (SELECT old FROM alias WHERE incident = $2)) ORDER BY seq LIMIT $3";
  if (job->incident.len && incident == 0) return;
  isn_rows rows = incident ? isn_db_ask(store->db, one, "iii", job->since, incident, limit)
                           : isn_db_ask(store->db, all, "ii", job->since, limit);
  bool on = true;
  while (on && isn_db_next(&rows)) {
    char ids[2][17];
    isnad_str shown[2];
    for (int i = 0; i < 2; i++) {
      snprintf(ids[i], sizeof ids[i], "%016llx", (unsigned long long)isn_db_int(&rows, 3 + i));
      shown[i] = (isnad_str){ids[i], isn_db_null(&rows, 3 + i) ? 0 : 16};
    }
    isn_entry_of_log entry = {.seq = isn_db_int(&rows, 0), .at = isn_db_int(&rows, 1), .kind = isn_db_text(&rows, 2), .incident = shown[0],
                              .other = shown[1], .who = isn_db_text(&rows, 5), .detail = isn_db_text(&rows, 6)};
    on = job->each(job->context, &entry);
  }
  isn_db_end(&rows);
  isn_check(store, arena);
}

isnad_status isn_store_log(isn_store *store, int64_t since, isnad_str incident, int64_t limit, isn_log_each *each, void *context,
                           isnad_error *error) {
  log_job job = {since, limit, incident, each, context};
  return isn_guard(store, NULL, read_log, &job, error);
}
