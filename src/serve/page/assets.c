/* assets: embedded files under names that hold their digests, so that they may be kept for a year: «style-3f2a9b….css». */
#include "serve/page/assets.h"

#include "base/sha256.h"
#include "base/str.h"

#define FILE_OF(label) extern const char isn_file_##label[], isn_file_##label##_end[];
FILE_OF(words)
FILE_OF(style) FILE_OF(fonts) FILE_OF(live) FILE_OF(worker) FILE_OF(icon) FILE_OF(basemap) FILE_OF(sans)
    FILE_OF(sans_latin) FILE_OF(sans_bold) FILE_OF(sans_bold_latin) FILE_OF(naskh) FILE_OF(naskh_bold)

        static isnad_str between(const char *start, const char *end) {
  return (isnad_str){start, (size_t)(end - start)};
}
#define BYTES(label) between(isn_file_##label, isn_file_##label##_end)

enum { FONTS_MAX = 64 << 10 };

isnad_str isn_words_tsv(void) { return BYTES(words); }
isnad_str isn_basemap(void) { return BYTES(basemap); }

static const struct {
  const char *stem, *suffix, *type;
  bool packed;
} kinds[ISN_ASSET_COUNT] = {[ISN_ASSET_STYLE] = {"style", "css", "text/css; charset=utf-8", false},
                            [ISN_ASSET_FONTS] = {"fonts", "css", "text/css; charset=utf-8", false},
                            [ISN_ASSET_LIVE] = {"live", "js", "text/javascript; charset=utf-8", false},
                            [ISN_ASSET_WORKER] = {"worker", "js", "text/javascript; charset=utf-8", false},
                            [ISN_ASSET_ICON] = {"icon", "svg", "image/svg+xml", false},
                            [ISN_ASSET_SANS] = {"sans", "woff2", "font/woff2", true},
                            [ISN_ASSET_SANS_LATIN] = {"sans-latin", "woff2", "font/woff2", true},
                            [ISN_ASSET_SANS_BOLD] = {"sans-bold", "woff2", "font/woff2", true},
                            [ISN_ASSET_SANS_BOLD_LATIN] = {"sans-bold-latin", "woff2", "font/woff2", true},
                            [ISN_ASSET_NASKH] = {"naskh", "woff2", "font/woff2", true},
                            [ISN_ASSET_NASKH_BOLD] = {"naskh-bold", "woff2", "font/woff2", true}};

static isnad_str bytes_of(int id) {
  switch (id) {
    case ISN_ASSET_STYLE: return BYTES(style);
    case ISN_ASSET_FONTS: return BYTES(fonts);
    case ISN_ASSET_LIVE: return BYTES(live);
    case ISN_ASSET_WORKER: return BYTES(worker);
    case ISN_ASSET_ICON: return BYTES(icon);
    case ISN_ASSET_SANS: return BYTES(sans);
    case ISN_ASSET_SANS_LATIN: return BYTES(sans_latin);
    case ISN_ASSET_SANS_BOLD: return BYTES(sans_bold);
    case ISN_ASSET_SANS_BOLD_LATIN: return BYTES(sans_bold_latin);
    case ISN_ASSET_NASKH: return BYTES(naskh);
    default: return BYTES(naskh_bold);
  }
}

static void name_it(isn_arena *arena, isn_asset *asset, int id) {
  char hex[65];
  isn_digest digest = isn_sha256_of(asset->bytes);
  isn_digest_hex(&digest, hex);
  asset->name = isn_arena_print(arena, "%s-%.12s.%s", kinds[id].stem, hex, kinds[id].suffix);
}

/* The stylesheet of the typefaces names each as url(sans.woff2); what is sent names it as it is served. */
static isnad_str with_names(isn_arena *arena, const isn_assets *all, isnad_str css) {
  isn_buf out = isn_buf_new(arena, FONTS_MAX);
  for (size_t i = 0; i < css.len;) {
    size_t id = ISN_ASSET_SANS;
    for (; id < ISN_ASSET_COUNT; id++) {
      isnad_str call = isn_arena_print(arena, "url(%s.woff2)", kinds[id].stem);
      if (css.len - i < call.len || memcmp(css.ptr + i, call.ptr, call.len) != 0) continue;
      isn_buf_print(&out, "url(%.*s)", (int)all->at[id].name.len, all->at[id].name.ptr);
      i += call.len;
      break;
    }
    if (id == ISN_ASSET_COUNT) isn_buf_char(&out, css.ptr[i++]);
  }
  return isn_buf_done(&out);
}

void isn_assets_name(isn_arena *arena, isn_assets *all) {
  for (int id = 0; id < ISN_ASSET_COUNT; id++) {
    all->at[id] = (isn_asset){.bytes = bytes_of(id), .type = kinds[id].type, .packed = kinds[id].packed};
    if (id != ISN_ASSET_FONTS) name_it(arena, &all->at[id], id);
  }
  isn_asset *fonts = &all->at[ISN_ASSET_FONTS];
  fonts->bytes = with_names(arena, all, fonts->bytes);
  name_it(arena, fonts, ISN_ASSET_FONTS);
}

const isn_asset *isn_asset_find(const isn_assets *all, isnad_str name) {
  for (int id = 0; id < ISN_ASSET_COUNT; id++)
    if (isn_str_same(all->at[id].name, name)) return &all->at[id];
  return NULL;
}
