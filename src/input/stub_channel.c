#include "base/arena.h"
#include "input/input.h"
bool isn_channel_shows(isnad_str page) { (void)page; return false; }
const isn_form isn_form_channel;
void isn_item_set_html(isn_item *i, enum item_field f, isnad_str h) { isn_item_set(i, f, h); }
