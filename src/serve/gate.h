/* gate: who may use the desk, and how often anyone may try. The desk is open to this machine alone, or to who knows the
 * token; a browser that is let in holds a session in a cookie that no other site can send along, and every form carries
 * a second secret that no other site can read. */
#ifndef ISN_SERVE_GATE_H
#define ISN_SERVE_GATE_H

#include "serve/crowd.h"
#include "serve/http.h"

typedef struct isn_gate isn_gate;

enum { ISN_SECRET = 33 /* 32 digits and a NUL */, ISN_FLASH = 300 };

typedef struct isn_session {
  char id[ISN_SECRET], csrf[ISN_SECRET];
  char done[32], fault[ISN_FLASH]; /* what the last form did; shown once */
  int64_t until;                   /* milliseconds of isn_wire_clock; 0: free */
} isn_session;

/* How somebody came to the desk. */
typedef struct isn_entry {
  bool open;
  bool bearer;           /* by the token in a field: a program, which needs no form's secret */
  isn_session *session;  /* NULL: none (bearer) */
  bool fresh;            /* the session was just made: its cookie must be set */
} isn_entry;

/* token NULL: the desk is open to this machine. The token is copied. */
isn_gate *isn_gate_new(const char *token);
void isn_gate_free(isn_gate *);
bool isn_gate_has_token(const isn_gate *);

/* make: a session may be begun for who comes from this machine where there is no token. */
isn_entry isn_gate_pass(isn_gate *, const isn_peer *, const isn_request *, bool make);
/* A session for who gives the token; NULL: it is wrong. */
isn_session *isn_gate_login(isn_gate *, isnad_str token);
void isn_gate_logout(isn_session *);
/* Was this form sent from a page of ours? */
bool isn_gate_same_site(const isn_request *);
bool isn_gate_csrf(const isn_session *, isnad_str csrf);

/* Takes one of what an address may do; 0, or the seconds to wait. Pages: those that have to be made. */
enum isn_rate { RATE_FORMS, RATE_LOGINS, RATE_PAGES, RATES };
int isn_gate_rate(isn_gate *, enum isn_rate, const isn_peer *);

#endif
