/* assets: stylesheet, script, typefaces, and the lines of the map, embedded; each is served under a name that holds its
 * digest. */
#ifndef ISN_SERVE_PAGE_ASSETS_H
#define ISN_SERVE_PAGE_ASSETS_H

#include "base/buf.h"

typedef enum isn_asset_id {
  ISN_ASSET_STYLE,
  ISN_ASSET_FONTS,
  ISN_ASSET_LIVE,
  ISN_ASSET_WORKER,
  ISN_ASSET_ICON,
  ISN_ASSET_SANS,
  ISN_ASSET_SANS_LATIN,
  ISN_ASSET_SANS_BOLD,
  ISN_ASSET_SANS_BOLD_LATIN,
  ISN_ASSET_NASKH,
  ISN_ASSET_NASKH_BOLD,
  ISN_ASSET_COUNT
} isn_asset_id;

typedef struct isn_asset {
  isnad_str name, bytes; /* name: style-0123456789ab.css */
  const char *type;
  bool packed; /* compressing it gains nothing */
} isn_asset;

typedef struct isn_assets {
  isn_asset at[ISN_ASSET_COUNT];
} isn_assets;

/* Names them by their digests; the stylesheet of the typefaces gets the names of the files that it asks for. */
void isn_assets_name(isn_arena *, isn_assets *);
const isn_asset *isn_asset_find(const isn_assets *, isnad_str name);

isnad_str isn_words_tsv(void); /* the words of the interface */
isnad_str isn_basemap(void);   /* see draw.c */

#endif
