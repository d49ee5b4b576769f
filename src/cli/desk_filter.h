/* desk_filter: the options by which commands choose incidents. */
#ifndef ISN_CLI_DESK_FILTER_H
#define ISN_CLI_DESK_FILTER_H

#include "cli/desk.h"

enum { FILTER_EVENT = DESK_OPTIONS, FILTER_MODE, FILTER_STATUS, FILTER_COUNTRY, FILTER_PLACE, FILTER_ACTOR, FILTER_SOURCE, FILTER_AFTER,
       FILTER_BEFORE, FILTER_WORDS, FILTER_MIN_ORIGINS, FILTER_SINCE, FILTER_LIMIT, FILTER_OPTIONS };

#define FILTER_OPTION_ROWS                                                                                                           \
  [FILTER_EVENT] = {.name = "event", .value = "EVENT", .help = "of this event: ASSAULT, PROTEST, ..."},                              \
  [FILTER_MODE] = {.name = "mode", .value = "MODE", .help = "of this mode: aerial, arrest, ..."},                                    \
  [FILTER_STATUS] = {.name = "status", .value = "STATUS", .help = "of this status: happened, planned, denied, ..."},                 \
  [FILTER_COUNTRY] = {.name = "country", .value = "CODE", .help = "in this country: SY, IQ, ..."},                                   \
  [FILTER_PLACE] = {.name = "place", .value = "NAME", .help = "at or within this place, by words of its name or its id"},            \
  [FILTER_ACTOR] = {.name = "actor", .value = "NAME", .help = "with this actor or recipient"},                                       \
  [FILTER_SOURCE] = {.name = "source", .value = "NAME", .help = "told by this outlet, or on this source's word"},                    \
  [FILTER_AFTER] = {.name = "after", .value = "DAY", .help = "on this day or later: 2022-01-24"},                                    \
  [FILTER_BEFORE] = {.name = "before", .value = "DAY", .help = "on this day or earlier"},                                            \
  [FILTER_WORDS] = {.name = "words", .value = "WORDS", .help = "whose reports have these words, as isnad search takes them"},        \
  [FILTER_MIN_ORIGINS] = {.name = "min-origins", .value = "N", .help = "with at least N independent origins"},                       \
  [FILTER_SINCE] = {.name = "since", .value = "ENTRY", .help = "changed by an entry of the log after this one"},                     \
  [FILTER_LIMIT] = {.name = "limit", .value = "N", .letter = 'n', .help = "at most N"}

/* False after a message. */
bool desk_filter(const cli_command *, const cli_args *, isn_filter *);

#endif
