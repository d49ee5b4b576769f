/* draw: the map and what lies at each of its circles, so that the list below it has the same order. */
#ifndef ISN_SERVE_PAGE_DRAW_H
#define ISN_SERVE_PAGE_DRAW_H

#include "serve/page/inner.h"

enum { ISN_MAP_WIDTH = 960, ISN_MAP_HEIGHT = 640, ISN_MAP_SMALL = 360 }; /* units of the drawing */

typedef struct isn_cluster {
  double x, y;
  const isn_incident_row **rows;
  size_t count;
  int precision; /* the best of them */
} isn_cluster;

typedef struct isn_cluster_list {
  isn_cluster *at;
  size_t count;
} isn_cluster_list;

isn_cluster_list isn_page_clusters(isn_page *, const isn_row_list *, bool small);

#endif
