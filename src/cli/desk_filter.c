/* desk_filter: see the header. */
#include "cli/desk_filter.h"

/* 2022-01-24, 2022-01 or 2022: days are compared as text. */
static bool day_sound(const cli_command *command, const cli_args *args, int option) {
  isnad_str day = desk_str(args->values[option]);
  bool sound = day.len == 0 || day.len == 4 || day.len == 7 || day.len == 10;
  for (size_t i = 0; sound && i < day.len; i++)
    sound = i == 4 || i == 7 ? day.ptr[i] == '-' : day.ptr[i] >= '0' && day.ptr[i] <= '9';
  if (!sound) cli_usage(command, "--%s takes a day such as 2022-01-24", command->options[option].name);
  return sound;
}

bool desk_filter(const cli_command *command, const cli_args *args, isn_filter *out) {
  const char *const *v = args->values;
  *out = (isn_filter){.event = desk_str(v[FILTER_EVENT]), .mode = desk_str(v[FILTER_MODE]), .status = desk_str(v[FILTER_STATUS]),
                      .country = desk_str(v[FILTER_COUNTRY]), .place = desk_str(v[FILTER_PLACE]), .actor = desk_str(v[FILTER_ACTOR]),
                      .source = desk_str(v[FILTER_SOURCE]), .after = desk_str(v[FILTER_AFTER]), .before = desk_str(v[FILTER_BEFORE]),
                      .words = desk_str(v[FILTER_WORDS])};
  return day_sound(command, args, FILTER_AFTER) && day_sound(command, args, FILTER_BEFORE) &&
         desk_number(command, args, FILTER_MIN_ORIGINS, &out->min_origins) && desk_number(command, args, FILTER_SINCE, &out->since) &&
         desk_number(command, args, FILTER_LIMIT, &out->limit);
}
