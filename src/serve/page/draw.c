/* draw: the map as SVG: coasts and borders of the basemap, a circle where something happened, larger where the place is
 * known less well (never a pin that looks exact), circles that would lie on each other as one with their number, names
 * where there is room for them. Every circle is a link: one incident to its page, several to their heading in the list
 * below.
 *
 * The basemap (tools/basemap.js): "ISNMAP1\n"; how many lines; a line: 0 coast (closed) or 1 border, what it lies
 * within (west, south, east, north), how many points, points; how many names; a name: its point, the width of its land,
 * «سوريا» and "Syria" each with a length before it. Numbers are 32 bits, little endian, degrees in steps of 1/10000. */
#include "serve/page/draw.h"

#include <math.h>
#include <stdlib.h>

enum { CLIPPED_MAX = 1 << 16, BOXES_MAX = 400, MARGIN = 8 };

#define STEP 10000.0
#define PI 3.14159265358979323846
#define NARROW 5.0        /* degrees that a view has at least */
#define NARROW_SMALL 16.0 /* a small one: so many that its reader knows where he is */
#define NORTHMOST 80.0

typedef struct point {
  double x, y;
} point;

typedef struct view {
  double west, north, scale; /* of the Mercator plane, in pixels a unit */
  double width, height;
} view;

/* ---- The plane --------------------------------------------------------------------------------------------------- */

static double mercator(double lat) {
  double bounded = lat > NORTHMOST ? NORTHMOST : lat < -NORTHMOST ? -NORTHMOST : lat;
  return log(tan(PI / 4 + bounded * PI / 360)) * 180 / PI;
}

static point place(const view *v, double lon, double lat) {
  return (point){(lon - v->west) * v->scale, (v->north - mercator(lat)) * v->scale};
}

/* A view that holds all points, with room around them and the shape of the drawing. */
static view view_of(const isn_row_list *list, double width, double height, double narrow) {
  double west = 180, east = -180, south = 90, north = -90;
  for (size_t i = 0; i < list->count; i++) {
    const isn_incident_row *row = &list->at[i];
    if (!row->located) continue;
    double y = mercator(row->lat);
    west = fmin(west, row->lon), east = fmax(east, row->lon), south = fmin(south, y), north = fmax(north, y);
  }
  if (west > east) west = 20, east = 60, south = 10, north = 40;
  double wide = fmax((east - west) * 1.3, narrow), high = fmax((north - south) * 1.3, narrow * height / width);
  if (wide * height > high * width) high = wide * height / width;
  else wide = high * width / height;
  return (view){(west + east - wide) / 2, (south + north + high) / 2, width / wide, width, height};
}

/* ---- Reading the basemap ----------------------------------------------------------------------------------------- */

typedef struct reader {
  isnad_str bytes;
  size_t at;
  bool sound;
} reader;

static int32_t next_number(reader *r) {
  const unsigned char *p = (const unsigned char *)r->bytes.ptr + r->at;
  if (r->bytes.len - r->at < 4) return r->sound = false, 0;
  r->at += 4;
  return (int32_t)((uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24);
}

static isnad_str next_text(reader *r) {
  int32_t len = next_number(r);
  if (len < 0 || (size_t)len > r->bytes.len - r->at) return r->sound = false, (isnad_str){NULL, 0};
  isnad_str text = {r->bytes.ptr + r->at, (size_t)len};
  r->at += (size_t)len;
  return text;
}

static reader open_basemap(void) {
  reader r = {.bytes = isn_basemap(), .at = 8};
  r.sound = r.bytes.len > 8 && memcmp(r.bytes.ptr, "ISNMAP1\n", 8) == 0;
  if (!r.sound) r.at = r.bytes.len;
  return r;
}

/* ---- Coasts and borders ------------------------------------------------------------------------------------------ */

typedef struct outline {
  point at[CLIPPED_MAX];
  size_t count;
} outline;

static void add_point(outline *o, point p) {
  if (o->count < CLIPPED_MAX) o->at[o->count++] = p;
}

/* How far a point lies within one side of the frame: 0 left, 1 right, 2 top, 3 bottom. */
static double within(const view *v, int side, point p) {
  switch (side) {
    case 0: return p.x + MARGIN;
    case 1: return v->width + MARGIN - p.x;
    case 2: return p.y + MARGIN;
    default: return v->height + MARGIN - p.y;
  }
}

/* Cuts a ring off at one side (Sutherland and Hodgman). */
static void clip_side(const view *v, int side, const outline *from, outline *to) {
  to->count = 0;
  for (size_t i = 0; i < from->count; i++) {
    point a = from->at[i], b = from->at[(i + 1) % from->count];
    double in_a = within(v, side, a), in_b = within(v, side, b), t = in_a / (in_a - in_b);
    if (in_a >= 0) add_point(to, a);
    if ((in_a >= 0) != (in_b >= 0)) add_point(to, (point){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t});
  }
}

static void put_path(isn_page *page, const outline *o, bool closed) {
  point last = {0, 0};
  for (size_t i = 0; i < o->count; i++) {
    point p = o->at[i];
    bool ends = i == 0 || i + 1 == o->count;
    if (!ends && fabs(p.x - last.x) + fabs(p.y - last.y) < 1.2) continue; /* finer than a pixel shows */
    put(page, i ? "L%f %f" : "M%f %f", p.x, p.y);
    last = p;
  }
  if (closed) put(page, "Z");
}

static void put_coast(isn_page *page, const view *v, outline *a, outline *b) {
  for (int side = 0; side < 4 && a->count; side++) {
    clip_side(v, side, a, b);
    outline *other = a;
    a = b, b = other;
  }
  if (a->count > 2) put_path(page, a, true);
}

/* A border in the stretches of it that are seen. */
static void put_border(isn_page *page, const view *v, const outline *line, outline *part) {
  part->count = 0;
  for (size_t i = 0; i <= line->count; i++) {
    bool seen = false;
    if (i < line->count) {
      point p = line->at[i];
      seen = p.x > -60 && p.x < v->width + 60 && p.y > -60 && p.y < v->height + 60;
      if (seen) add_point(part, p);
    }
    if (seen) continue;
    if (part->count > 1) put_path(page, part, false);
    part->count = 0;
  }
}

/* Does what the next four numbers span touch the view? */
static bool lies_in_view(const view *v, reader *r) {
  double west = next_number(r) / STEP, south = next_number(r) / STEP, east = next_number(r) / STEP,
         north = next_number(r) / STEP;
  point low = place(v, west, south), high = place(v, east, north);
  return high.x > -MARGIN && low.x < v->width + MARGIN && low.y > -MARGIN && high.y < v->height + MARGIN;
}

static void put_lines(isn_page *page, const view *v, reader *r, int32_t wanted, const char *kind) {
  outline *line = isn_alloc(page->arena, sizeof *line), *other = isn_alloc(page->arena, sizeof *other);
  put(page, "<path class=\"%c\" d=\"", kind);
  int32_t lines = next_number(r);
  for (int32_t i = 0; i < lines && r->sound; i++) {
    int32_t what = next_number(r);
    bool seen = lies_in_view(v, r) && what == wanted;
    int32_t count = next_number(r);
    if (count < 0 || (size_t)count > (r->bytes.len - r->at) / 8) r->sound = false;
    if (!seen || !r->sound) {
      if (r->sound) r->at += (size_t)count * 8;
      continue;
    }
    line->count = 0;
    for (int32_t k = 0; k < count; k++) {
      double lon = next_number(r) / STEP, lat = next_number(r) / STEP;
      add_point(line, place(v, lon, lat));
    }
    if (wanted == 0) put_coast(page, v, line, other);
    else put_border(page, v, line, other);
  }
  put(page, "\"/>\n");
}

/* ---- Names that do not lie on each other ------------------------------------------------------------------------- */

typedef struct box {
  double x, y, width, height;
} box;

typedef struct boxes {
  box at[BOXES_MAX];
  size_t count;
} boxes;

static bool is_free(const boxes *all, const view *v, box b) {
  if (b.x < 2 || b.y < 2 || b.x + b.width > v->width - 2 || b.y + b.height > v->height - 2) return false;
  for (size_t i = 0; i < all->count; i++) {
    const box *o = &all->at[i];
    if (b.x < o->x + o->width && o->x < b.x + b.width && b.y < o->y + o->height && o->y < b.y + b.height) return false;
  }
  return all->count < BOXES_MAX;
}

static size_t letters(isnad_str text) {
  size_t count = 0;
  for (size_t i = 0; i < text.len; i++) count += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
  return count;
}

/* Beside, above or below a circle, where there is room first; false where there is none. */
static bool find_room(boxes *all, const view *v, point at, double radius, double width, double height, box *out) {
  const box tries[] = {{at.x + radius + 4, at.y - height / 2, width, height},
                       {at.x - radius - 4 - width, at.y - height / 2, width, height},
                       {at.x - width / 2, at.y - radius - 4 - height, width, height},
                       {at.x - width / 2, at.y + radius + 4, width, height}};
  for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
    if (is_free(all, v, tries[i])) return *out = tries[i], all->at[all->count++] = tries[i], true;
  return false;
}

static void put_states(isn_page *page, const view *v, reader *r, boxes *taken, double letter) {
  int32_t count = next_number(r);
  for (int32_t i = 0; i < count && r->sound; i++) {
    double lon = next_number(r) / STEP, lat = next_number(r) / STEP, wide = next_number(r) / STEP * v->scale;
    isnad_str names[] = {next_text(r), next_text(r)};
    if (!r->sound) return;
    isnad_str name = names[page->lang];
    point p = place(v, lon, lat);
    double width = (double)letters(name) * letter;
    box b = {p.x - width / 2, p.y - letter, width, letter * 2};
    if (width > wide || !is_free(taken, v, b)) continue;
    taken->at[taken->count++] = b;
    put(page, "<text class=\"state\" x=\"%f\" y=\"%f\" text-anchor=\"middle\">%t</text>\n", p.x, p.y + letter / 2,
        name);
  }
}

/* ---- Circles ----------------------------------------------------------------------------------------------------- */

static double radius_of(int precision, bool small) {
  double full = precision == 1 ? 7 : precision == 2 ? 12 : 20;
  return small ? full * 0.8 : full;
}

isn_cluster_list isn_page_clusters(isn_page *page, const isn_row_list *list, bool small) {
  double width = small ? ISN_MAP_SMALL : ISN_MAP_WIDTH, height = small ? ISN_MAP_SMALL * 0.8 : ISN_MAP_HEIGHT;
  view v = view_of(list, width, height, small ? NARROW_SMALL : NARROW);
  isn_cluster_list all = {.at = isn_alloc_array(page->arena, list->count + 1, sizeof *all.at)};
  for (size_t i = 0; i < list->count; i++) {
    const isn_incident_row *row = &list->at[i];
    if (!row->located) continue;
    point p = place(&v, row->lon, row->lat);
    isn_cluster *c = NULL;
    for (size_t k = 0; k < all.count && c == NULL; k++)
      if (hypot(all.at[k].x - p.x, all.at[k].y - p.y) < (small ? 16 : 22)) c = &all.at[k];
    if (c == NULL) {
      c = &all.at[all.count++];
      *c = (isn_cluster){.x = p.x,
                         .y = p.y,
                         .rows = isn_alloc_array(page->arena, list->count - i, sizeof *c->rows),
                         .precision = row->precision};
    }
    if (row->precision < c->precision) c->precision = row->precision;
    c->rows[c->count++] = row;
  }
  return all;
}

static void put_cluster(isn_page *page, const isn_cluster *c, size_t number, bool small) {
  const isn_incident_row *row = c->rows[0];
  double radius = radius_of(c->precision, small);
  if (c->count > 1 && radius < 10) radius = 10;
  if (c->count == 1)
    put(page, "<a href=\"%p\" aria-label=\"%t%w %t\">", isn_page_to(page, "i", row->id), row->place, "colon",
        isn_say_title(page, row));
  else if (small)
    put(page, "<a href=\"%p#g%d\" aria-label=\"%t%w ", ISN_LIT("/map"), (int64_t)number + 1, row->place, "colon");
  else put(page, "<a href=\"#g%d\" aria-label=\"%t%w ", (int64_t)number + 1, row->place, "colon");
  if (c->count > 1) {
    isn_pen_plural(&page->pen, "n.incidents", (int64_t)c->count);
    if (c->count == 2) put(page, "%w %d", "comma", (int64_t)c->count); /* حادثتان، 2: a name holds what is seen, WCAG 2.5.3 */
    put(page, "\">");
  }
  put(page, "<circle class=\"at precision-%d\" cx=\"%f\" cy=\"%f\" r=\"%f\"/>",
      (int64_t)(c->precision ? c->precision : 3), c->x, c->y, radius);
  if (c->count > 1)
    put(page, "<text class=\"many\" x=\"%f\" y=\"%f\" text-anchor=\"middle\">%d</text>", c->x, c->y + 4.5,
        (int64_t)c->count);
  put(page, "</a>\n");
}

static void put_names(isn_page *page, const view *v, const isn_cluster_list *all, boxes *taken, bool small) {
  double letter = small ? 7.5 : 8, height = small ? 18 : 20;
  for (size_t i = 0; i < all->count; i++) {
    const isn_cluster *c = &all->at[i];
    isnad_str name = c->rows[0]->place;
    box b;
    if (!find_room(taken, v, (point){c->x, c->y}, radius_of(c->precision, small), (double)letters(name) * letter + 4,
                   height, &b))
      continue;
    put(page, "<text class=\"name\" x=\"%f\" y=\"%f\" text-anchor=\"middle\">%t</text>\n", b.x + b.width / 2,
        b.y + height * 0.7, name);
  }
}

void isn_page_map_draw(isn_page *page, const isn_row_list *list, bool small) {
  double width = small ? ISN_MAP_SMALL : ISN_MAP_WIDTH, height = small ? ISN_MAP_SMALL * 0.8 : ISN_MAP_HEIGHT;
  view v = view_of(list, width, height, small ? NARROW_SMALL : NARROW);
  isn_cluster_list all = isn_page_clusters(page, list, small);
  boxes *taken = isn_alloc(page->arena, sizeof *taken);
  put(page,
      "<svg class=\"map\" viewBox=\"0 0 %f %f\" role=\"group\" direction=\"ltr\" aria-label=\"%w\">\n<rect "
      "class=\"sea\" width=\"%f\" height=\"%f\"/>\n",
      width, height, "map", width, height);
  reader coasts = open_basemap(), borders = open_basemap();
  put_lines(page, &v, &coasts, 0, "land");
  put_lines(page, &v, &borders, 1, "border");
  for (size_t i = 0; i < all.count && taken->count < BOXES_MAX; i++) {
    double radius = radius_of(all.at[i].precision, small);
    taken->at[taken->count++] = (box){all.at[i].x - radius, all.at[i].y - radius, radius * 2, radius * 2};
  }
  for (size_t i = 0; i < all.count; i++) put_cluster(page, &all.at[i], i, small);
  put_names(page, &v, &all, taken, small);
  put_states(page, &v, &borders, taken, small ? 7 : 9);
  put(page, "</svg>\n");
}
