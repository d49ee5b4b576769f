/* pages: a file layer (a VFS) that hands every call to the layer of the system, and puts a checksum into each page of a data
 * base file on its way out. Relies on SQLite writing whole pages, and on the reserve that sqlite.c sets at a file's birth: a file
 * without it is passed on untouched. The write-ahead log has checksums of SQLite's own. */
#include "store/pages.h"

#include <stdio.h>
#include <string.h>

enum { PAGE_MIN = 512, PAGE_MAX = 65536, HEADER_PAGE_SIZE = 16, HEADER_RESERVE = 20, LOCK_BYTE = 0x40000000 };

typedef struct layer_file {
  sqlite3_file base; /* must be first: SQLite sees this */
  sqlite3_file *real;
  bool pages;        /* a data base file, no log or journal */
} layer_file;

static sqlite3_file *real(sqlite3_file *file) { return ((layer_file *)file)->real; }

/* ---- The checksum ----------------------------------------------------------------------------------------------------- */

static uint64_t word_at(const unsigned char *p) {
  uint64_t word = 0;
  for (int i = 0; i < 8; i++) word |= (uint64_t)p[i] << 8 * i; /* the same on every machine */
  return word;
}

static uint64_t stir(uint64_t x) {
  x = (x ^ x >> 32) * 0xD6E8FEB86659FD93u;
  return x ^ x >> 29;
}

/* Four lanes, since each waits for its multiplication; odd factors lose nothing, so one changed byte always shows. */
static uint64_t page_sum(const unsigned char *page, size_t size, uint64_t number) {
  uint64_t lanes[4] = {number + 1, 0x9E3779B97F4A7C15u, 0xC2B2AE3D27D4EB4Fu, 0x165667B19E3779F9u};
  for (size_t i = 0; i + 8 < size; i += 8) lanes[i / 8 % 4] = (lanes[i / 8 % 4] ^ word_at(page + i)) * 0xD6E8FEB86659FD93u;
  return stir(stir(stir(stir(lanes[0]) ^ lanes[1]) ^ lanes[2]) ^ lanes[3]);
}

static void put_word(unsigned char *p, uint64_t word) {
  for (int i = 0; i < 8; i++) p[i] = (unsigned char)(word >> 8 * i);
}

/* ---- A file ------------------------------------------------------------------------------------------------------------ */

static int file_close(sqlite3_file *f) { return real(f)->pMethods->xClose(real(f)); }
static int file_read(sqlite3_file *f, void *out, int len, sqlite3_int64 at) { return real(f)->pMethods->xRead(real(f), out, len, at); }
static int file_truncate(sqlite3_file *f, sqlite3_int64 size) { return real(f)->pMethods->xTruncate(real(f), size); }
static int file_sync(sqlite3_file *f, int flags) { return real(f)->pMethods->xSync(real(f), flags); }
static int file_size(sqlite3_file *f, sqlite3_int64 *size) { return real(f)->pMethods->xFileSize(real(f), size); }
static int file_lock(sqlite3_file *f, int lock) { return real(f)->pMethods->xLock(real(f), lock); }
static int file_unlock(sqlite3_file *f, int lock) { return real(f)->pMethods->xUnlock(real(f), lock); }
static int file_reserved(sqlite3_file *f, int *out) { return real(f)->pMethods->xCheckReservedLock(real(f), out); }
static int file_control(sqlite3_file *f, int what, void *arg) { return real(f)->pMethods->xFileControl(real(f), what, arg); }
static int file_sector(sqlite3_file *f) { return real(f)->pMethods->xSectorSize(real(f)); }
static int file_traits(sqlite3_file *f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); }
static int shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out) {
  return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
}
static int shm_lock(sqlite3_file *f, int at, int n, int flags) { return real(f)->pMethods->xShmLock(real(f), at, n, flags); }
static void shm_barrier(sqlite3_file *f) { real(f)->pMethods->xShmBarrier(real(f)); }
static int shm_unmap(sqlite3_file *f, int drop) { return real(f)->pMethods->xShmUnmap(real(f), drop); }

static bool whole_page(int len, sqlite3_int64 at) {
  return len >= PAGE_MIN && len <= PAGE_MAX && (len & (len - 1)) == 0 && at % len == 0;
}

static int file_write(sqlite3_file *f, const void *bytes, int len, sqlite3_int64 at) {
  layer_file *file = (layer_file *)f;
  if (!file->pages || !whole_page(len, at)) return real(f)->pMethods->xWrite(real(f), bytes, len, at);
  /* The first page tells whether the file has room for sums. */
  if (at == 0 && ((const unsigned char *)bytes)[HEADER_RESERVE] != ISN_PAGE_RESERVE) file->pages = false;
  if (!file->pages) return real(f)->pMethods->xWrite(real(f), bytes, len, at);
  unsigned char *page = sqlite3_malloc(len);
  if (page == NULL) return SQLITE_NOMEM;
  memcpy(page, bytes, (size_t)len);
  put_word(page + len - ISN_PAGE_RESERVE, page_sum(page, (size_t)len, (uint64_t)(at / len)));
  int code = real(f)->pMethods->xWrite(real(f), page, len, at);
  sqlite3_free(page);
  return code;
}

static const sqlite3_io_methods methods = {
    .iVersion = 2, .xClose = file_close, .xRead = file_read, .xWrite = file_write, .xTruncate = file_truncate,
    .xSync = file_sync, .xFileSize = file_size, .xLock = file_lock, .xUnlock = file_unlock,
    .xCheckReservedLock = file_reserved, .xFileControl = file_control, .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_traits, .xShmMap = shm_map, .xShmLock = shm_lock, .xShmBarrier = shm_barrier,
    .xShmUnmap = shm_unmap};

/* ---- The layer ---------------------------------------------------------------------------------------------------------- */

static sqlite3_vfs *system_layer(sqlite3_vfs *layer) { return layer->pAppData; }

/* A data base of another program has no room for sums: it is passed through, and proving it says so. */
static bool has_reserve(sqlite3_file *file) {
  unsigned char header[100];
  sqlite3_int64 size = 0;
  if (file->pMethods->xFileSize(file, &size) != SQLITE_OK || size == 0) return true; /* a new one */
  return file->pMethods->xRead(file, header, sizeof header, 0) == SQLITE_OK && header[HEADER_RESERVE] == ISN_PAGE_RESERVE;
}

static int layer_open(sqlite3_vfs *layer, const char *path, sqlite3_file *f, int flags, int *out_flags) {
  layer_file *file = (layer_file *)f;
  *file = (layer_file){.real = (sqlite3_file *)(file + 1)};
  int code = system_layer(layer)->xOpen(system_layer(layer), path, file->real, flags, out_flags);
  if (file->real->pMethods) file->base.pMethods = &methods;
  if (code == SQLITE_OK && (flags & SQLITE_OPEN_MAIN_DB)) file->pages = has_reserve(file->real);
  return code;
}

const char *isn_pages_layer(void) {
  static sqlite3_vfs layer; /* SQLite keeps a list of layers for the whole process */
  static const char name[] = "isnad-pages";
  if (sqlite3_vfs_find(name)) return name;
  sqlite3_vfs *under = sqlite3_vfs_find(NULL);
  if (under == NULL) return NULL;
  layer = *under;
  layer.zName = name;
  layer.pNext = NULL;
  layer.pAppData = under;
  layer.szOsFile = (int)sizeof(layer_file) + under->szOsFile;
  layer.xOpen = layer_open;
  return sqlite3_vfs_register(&layer, 0) == SQLITE_OK ? name : NULL;
}

/* ---- Proving ------------------------------------------------------------------------------------------------------------ */

static void prove_page(const unsigned char *page, size_t size, uint64_t number, isn_db_finding *tell, void *context) {
  if (page_sum(page, size, number) == word_at(page + size - ISN_PAGE_RESERVE)) return;
  bool empty = page[0] == 0 && memcmp(page, page + 1, size - 1) == 0; /* taken and given back before it was written */
  if (empty || number == LOCK_BYTE / size) return;
  char what[100];
  snprintf(what, sizeof what, "page %llu differs from its checksum (bytes %llu to %llu of the file)", (unsigned long long)number + 1,
           (unsigned long long)(number * size), (unsigned long long)((number + 1) * size - 1));
  tell(context, what);
}

bool isn_pages_prove(const char *path, isn_db_finding *tell, void *context) {
  static const char magic[16] = "SQLite format 3";
  FILE *file = fopen(path, "rb");
  if (file == NULL) return false;
  unsigned char page[PAGE_MAX];
  bool read = fread(page, 1, 100, file) == 100;
  size_t size = read ? (size_t)page[HEADER_PAGE_SIZE] << 8 | page[HEADER_PAGE_SIZE + 1] : 0;
  if (size == 1) size = PAGE_MAX;
  if (!read || memcmp(page, magic, sizeof magic) != 0 || size < PAGE_MIN || (size & (size - 1)) != 0) {
    tell(context, "the head of the file is damaged");
  } else if (page[HEADER_RESERVE] != ISN_PAGE_RESERVE) {
    tell(context, "the file has no checksums in its pages");
  } else {
    rewind(file);
    uint64_t number = 0;
    size_t got;
    for (; (got = fread(page, 1, size, file)) == size; number++) prove_page(page, size, number, tell, context);
    if (got > 0) tell(context, "the file ends within a page");
  }
  read = !ferror(file);
  fclose(file);
  return read;
}

