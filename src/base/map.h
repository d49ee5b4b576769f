/* map: the way from a decoded text back to the bytes it was decoded from. A text is made of pieces, each with the bytes that it
 * stands for: «قتل &amp; جرح» has three, the entity in the middle; a letter of windows-1256 is one byte there and two here. */
#ifndef ISN_BASE_MAP_H
#define ISN_BASE_MAP_H

#include "base/arena.h"

enum isn_piece_kind {
  PIECE_SAME,   /* the same bytes there and here */
  PIECE_SINGLE, /* one byte there for each code point here: a code page */
  PIECE_WHOLE   /* all of it stands for all of the bytes there: an entity, an escape, white space run together */
};

typedef struct isn_piece {
  uint32_t text;       /* where it begins in the text; it ends where the next one begins */
  uint32_t start, end; /* bytes that it stands for */
  uint8_t kind;
} isn_piece;

typedef struct isn_map {
  isnad_str text; /* decoded, valid UTF-8 */
  const isn_piece *pieces; /* in the order of the text; the bytes there may stand in any order */
  size_t count;
  const struct isn_map *under; /* the bytes were themselves decoded: the way on from there; or NULL */
} isn_map;

/* The bytes that a span of the text stands for, markup between them included. Empty spans and a NULL map change nothing. */
isnad_span isn_map_span(const isn_map *, isnad_span);
/* The shortest span of the text whose words stand for these bytes; empty where none do. */
isnad_span isn_map_back(const isn_map *, isnad_span bytes);

/* ---- Making one ---- */

typedef struct isn_mapper {
  isn_arena *arena;
  char *text;
  size_t len, cap;
  isn_piece *pieces;
  size_t count, piece_cap;
} isn_mapper;

/* Adds text that stands for bytes [start, end) there. PIECE_SAME goes on where the piece before it ended. */
void isn_mapper_add(isn_mapper *, const char *text, size_t len, enum isn_piece_kind, size_t start, size_t end);
/* The map of what was added; the mapper is done with. */
isn_map *isn_mapper_done(isn_mapper *);

#endif
