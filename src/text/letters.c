/* letters: what each code point is to a reader of Arabic, as tables, and the folding of whole strings.
 *
 * «أَنقـرة ٢٠٢٢» folds to "Anqrp 2022". Tables are strings with one cell a code point: a letter code of letters.h, or one
 * of four signs that are no letter codes: '~' a mark, '#' a digit, '.' anything else. The presentation forms of old word
 * processors hold up to four letters a code point: their cells are four bytes wide, filled up with blanks. Letters of
 * Persian, Kurdish and Urdu fall on the Arabic letter that an Arab writer would put: گ k, پ b, چ j, ڤ f, ژ z. */
#include "text/letters.h"

#include <string.h>

#include "text/scan.h"


const char isn_arabic_cells[] = /* U+0600 to U+06FF */
  "~~~~~~.........." /* 0600 */
  "~~~~~~~~~~~.~..." /* 0610 */
  "y'AA'A'AbptvjHxd" /* 0620 */
  "*rzs$SDTZEgkkyyy" /* 0630 */
  "~fqklmnhwyy~~~~~" /* 0640 */
  "~~~~~~~~~~~~~~~~" /* 0650 */
  "##########....bq" /* 0660 */
  "~AAA'A'''ttbttbt" /* 0670 */
  "bHHjjxjjdddddddd" /* 0680 */
  "drrrrrrrzrsssSST" /* 0690 */
  "gffffffqqkkkkkkk" /* 06A0 */
  "kkkkkllllnnnnnhj" /* 06B0 */
  "hhhpwwwwwwwwyyyw" /* 06C0 */
  "yyyy.h~~~~~~~~.~" /* 06D0 */
  "~~~~~~~~~.~~~~dr" /* 06E0 */
  "##########$Dg..h" /* 06F0 */;

static const char supplement[] = /* U+0750 to U+077F */
  "bbbbbbbHHddrsEEE" "ffkkkmmnnnlrrsHH" "srHAAyyywwyyHssk";

static const char extended_a[] = /* U+08A0 to U+08FF */
  "bbjTfqlmyyrwyAdS" "kwzEkqbbtryfqnbt" "tjkgqjjlk.~~~~~~"
  "~~~~~~~~~~~~~~~~" "~~~~~~~~~~~~~~~~" "~~~~~~~~~~~~~~~~";

static const char forms_a[] = /* U+FB50 to U+FDFF, four bytes each */
  "A   A   b   b   b   b   b   b   " "b   b   b   b   b   b   t   t   " /* FB50 */
  "t   t   t   t   t   t   t   t   " "t   t   f   f   f   f   f   f   " /* FB60 */
  "f   f   j   j   j   j   j   j   " "j   j   j   j   j   j   j   j   " /* FB70 */
  "j   j   d   d   d   d   d   d   " "d   d   z   z   r   r   k   k   " /* FB80 */
  "k   k   k   k   k   k   k   k   " "k   k   k   k   k   k   n   n   " /* FB90 */
  "n   n   n   n   h   h   h   h   " "h   h   h   h   h   h   y   y   " /* FBA0 */
  "y   y   .   .   .   .   .   .   " ".   .   .   .   .   .   .   .   " /* FBB0 */
  ".   .   .   .   .   .   .   .   " ".   .   .   .   .   .   .   .   " /* FBC0 */
  ".   .   .   k   k   k   k   w   " "w   w   w   w   w   w'  w   w   " /* FBD0 */
  "w   w   w   w   y   y   y   y   " "y   y   'A  'A  'h  'h  'w  'w  " /* FBE0 */
  "'w  'w  'w  'w  'w  'w  'y  'y  " "'y  'y  'y  'y  y   y   y   y   " /* FBF0 */
  "'j  'H  'm  'y  'y  bj  bH  bx  " "bm  by  by  tj  tH  tx  tm  ty  " /* FC00 */
  "ty  vj  vm  vy  vy  jH  jm  Hj  " "Hm  xj  xH  xm  sj  sH  sx  sm  " /* FC10 */
  "SH  Sm  Dj  DH  Dx  Dm  TH  Tm  " "Zm  Ej  Em  gj  gm  fj  fH  fx  " /* FC20 */
  "fm  fy  fy  qH  qm  qy  qy  kA  " "kj  kH  kx  kl  km  ky  ky  lj  " /* FC30 */
  "lH  lx  lm  ly  ly  mj  mH  mx  " "mm  my  my  nj  nH  nx  nm  ny  " /* FC40 */
  "ny  hj  hm  hy  hy  yj  yH  yx  " "ym  yy  yy  *   r   y   ~   ~   " /* FC50 */
  "~   ~   ~   ~   'r  'z  'm  'n  " "'y  'y  br  bz  bm  bn  by  by  " /* FC60 */
  "tr  tz  tm  tn  ty  ty  vr  vz  " "vm  vn  vy  vy  fy  fy  qy  qy  " /* FC70 */
  "kA  kl  km  ky  ky  lm  ly  ly  " "mA  mm  nr  nz  nm  nn  ny  ny  " /* FC80 */
  "y   yr  yz  ym  yn  yy  yy  'j  " "'H  'x  'm  'h  bj  bH  bx  bm  " /* FC90 */
  "bh  tj  tH  tx  tm  th  vm  jH  " "jm  Hj  Hm  xj  xm  sj  sH  sx  " /* FCA0 */
  "sm  SH  Sx  Sm  Dj  DH  Dx  Dm  " "TH  Zm  Ej  Em  gj  gm  fj  fH  " /* FCB0 */
  "fx  fm  qH  qm  kj  kH  kx  kl  " "km  lj  lH  lx  lm  lh  mj  mH  " /* FCC0 */
  "mx  mm  nj  nH  nx  nm  nh  hj  " "hm  h   yj  yH  yx  ym  yh  'm  " /* FCD0 */
  "'h  bm  bh  tm  th  vm  vh  sm  " "sh  $m  $h  kl  km  lm  nm  nh  " /* FCE0 */
  "ym  yh  ~   ~   ~   Ty  Ty  Ey  " "Ey  gy  gy  sy  sy  $y  $y  Hy  " /* FCF0 */
  "Hy  jy  jy  xy  xy  Sy  Sy  Dy  " "Dy  $j  $H  $x  $m  $r  sr  Sr  " /* FD00 */
  "Dr  Ty  Ty  Ey  Ey  gy  gy  sy  " "sy  $y  $y  Hy  Hy  jy  jy  xy  " /* FD10 */
  "xy  Sy  Sy  Dy  Dy  $j  $H  $x  " "$m  $r  sr  Sr  Dr  $j  $H  $x  " /* FD20 */
  "$m  sh  $h  Tm  sj  sH  sx  $j  " "$H  $x  Tm  Zm  A   A   .   .   " /* FD30 */
  ".   .   .   .   .   .   .   .   " ".   .   .   .   .   .   .   .   " /* FD40 */
  "tjm tHj tHj tHm txm tmj tmH tmx " "jmH jmH Hmy Hmy sHj sjH sjy smH " /* FD50 */
  "smH smj smm smm SHH SHH Smm $Hm " "$Hm $jy $mx $mx $mm $mm DHy Dxm " /* FD60 */
  "Dxm TmH TmH Tmm Tmy Ejm Emm Emm " "Emy gmm gmy gmy fxm fxm qmH qmm " /* FD70 */
  "lHm lHy lHy ljj ljj lxm lxm lmH " "lmH mHj mHm mHy mjH mjm mxj mxm " /* FD80 */
  ".   .   mjx hmj hmm nHm nHy njm " "njm njy nmy nmy ymm ymm bxy tjy " /* FD90 */
  "tjy txy txy tmy tmy jmy jHy jmy " "sxy SHy $Hy DHy ljy lmy yHy yjy " /* FDA0 */
  "ymy mmy qmy nHy qmH lHm Emy kmy " "njH mxy ljm kmm ljm njH jHy Hjy " /* FDB0 */
  "mjy fmy bHy kmm Ejm Smm sxy njy " ".   .   .   .   .   .   .   .   " /* FDC0 */
  ".   .   .   .   .   .   .   .   " ".   .   .   .   .   .   .   .   " /* FDD0 */
  ".   .   .   .   .   .   .   .   " ".   .   .   .   .   .   .   .   " /* FDE0 */
  "Sly qly AllhAkbrmHmdSlEmrswlElyh" "wslmSly .   .   ryAl.   .   .   " /* FDF0 */;

static const char forms_b[] = /* U+FE70 to U+FEFF, four bytes each */
  "~   ~   ~   .   ~   .   ~   ~   " "~   ~   ~   ~   ~   ~   ~   ~   " /* FE70 */
  "'   A   A   A   A   '   '   A   " "A   '   '   '   '   A   A   b   " /* FE80 */
  "b   b   b   p   p   t   t   t   " "t   v   v   v   v   j   j   j   " /* FE90 */
  "j   H   H   H   H   x   x   x   " "x   d   d   *   *   r   r   z   " /* FEA0 */
  "z   s   s   s   s   $   $   $   " "$   S   S   S   S   D   D   D   " /* FEB0 */
  "D   T   T   T   T   Z   Z   Z   " "Z   E   E   E   E   g   g   g   " /* FEC0 */
  "g   f   f   f   f   q   q   q   " "q   k   k   k   k   l   l   l   " /* FED0 */
  "l   m   m   m   m   n   n   n   " "n   h   h   h   h   w   w   y   " /* FEE0 */
  "y   y   y   y   y   lA  lA  lA  " "lA  lA  lA  lA  lA  .   .   .   " /* FEF0 */;

/* Letters of other scripts, coarsely: whole blocks where a stray symbol among them does no harm. */
static const struct { uint32_t first, last; } other_letters[] = {
    {0x00AA, 0x00AA}, {0x00B5, 0x00B5}, {0x00BA, 0x00BA}, {0x00C0, 0x00D6}, {0x00D8, 0x00F6}, {0x00F8, 0x02AF},
    {0x0370, 0x037D}, {0x037F, 0x0386}, {0x0388, 0x0481}, {0x048A, 0x0588}, {0x05D0, 0x05F2}, {0x0710, 0x074A},
    {0x074D, 0x074F}, {0x0780, 0x07B1}, {0x07C0, 0x082F}, {0x0840, 0x086A}, {0x0900, 0x0DFF}, {0x0E01, 0x0E3A},
    {0x0E40, 0x0E4E}, {0x0E80, 0x109F}, {0x10A0, 0x10FA}, {0x10FC, 0x1360}, {0x1380, 0x1AAF}, {0x1B00, 0x1DBF},
    {0x1E00, 0x1FFF}, {0x2071, 0x2071}, {0x207F, 0x207F}, {0x2090, 0x209C}, {0x2102, 0x2113}, {0x2C00, 0x2DFF},
    {0x3005, 0x3006}, {0x3031, 0x3035}, {0x3041, 0x30FA}, {0x30FC, 0x318E}, {0x31A0, 0x31BF}, {0x31F0, 0x31FF},
    {0x3400, 0x4DBF}, {0x4E00, 0xA48C}, {0xA4D0, 0xA6EF}, {0xA720, 0xABFF}, {0xAC00, 0xD7FB}, {0xF900, 0xFB4F},
    {0xFF21, 0xFF3A}, {0xFF41, 0xFF5A}, {0xFF66, 0xFFDC}, {0x10000, 0x1CFFF}, {0x1D400, 0x1D7CB}, {0x1E000, 0x1EEFF},
    {0x20000, 0x323AF}};

static bool is_other_letter(uint32_t c) {
  size_t low = 0, high = sizeof other_letters / sizeof *other_letters;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (c > other_letters[middle].last)
      low = middle + 1;
    else
      high = middle;
  }
  return low < sizeof other_letters / sizeof *other_letters && c >= other_letters[low].first;
}

/* Code points outside the Arabic blocks. */
static enum isn_char_class other_class(uint32_t c) {
  switch (c) {
    case 0x0085: case 0x2028: case 0x2029: return CH_NEWLINE;
    case 0x00A0: case 0x1680: case 0x202F: case 0x205F: case 0x3000: return CH_SPACE;
    case 0x00AD: case 0x034F: case 0x180E: case 0xFEFF: return CH_MARK;
    default: break;
  }
  if (c < 0xA0) return CH_SPACE; /* the C1 controls */
  if (c >= 0x2000 && c <= 0x200A) return CH_SPACE;
  if ((c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F)) return CH_MARK;
  if ((c >= 0x0300 && c <= 0x036F) || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFE20 && c <= 0xFE2F)) return CH_MARK;
  if ((c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF)) return CH_MARK;
  if (c >= 0x2000 && c <= 0x206F) return CH_OTHER;
  return is_other_letter(c) ? CH_LATIN : CH_OTHER;
}

static enum isn_char_class ascii_class(uint32_t c) {
  if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') return CH_LATIN;
  if (c >= '0' && c <= '9') return CH_DIGIT;
  if (c >= '\n' && c <= '\r') return CH_NEWLINE;
  return c <= ' ' || c == 0x7F ? CH_SPACE : CH_OTHER;
}

/* One cell of a table; other signs than letters decide the class. */
static enum isn_char_class cell_class(char cell, uint32_t c, char code[8]) {
  code[0] = cell;
  code[1] = 0;
  if (cell == CELL_MARK) return CH_MARK;
  if (cell == CELL_OTHER) return CH_OTHER;
  if (cell != CELL_DIGIT) return CH_LETTER;
  code[0] = (char)('0' + (c & 15)); /* both rows of digits begin at a multiple of 16 */
  return CH_DIGIT;
}

static enum isn_char_class wide_cell_class(const char *cell, char code[8]) {
  memcpy(code, cell, 4);
  code[4] = 0;
  for (int i = 3; i > 0 && code[i] == ' '; i--) code[i] = 0;
  return code[0] == CELL_MARK ? CH_MARK : code[0] == CELL_OTHER ? CH_OTHER : CH_LETTER;
}

enum isn_char_class isn_letter_class(uint32_t c, char code[8]) {
  if (c >= 0x0600 && c <= 0x06FF) return cell_class(isn_arabic_cells[c - 0x0600], c, code);
  code[0] = 0;
  if (c < 0x80) {
    enum isn_char_class class = ascii_class(c);
    if (class == CH_DIGIT) code[0] = (char)c, code[1] = 0;
    return class;
  }
  if (c >= 0x0750 && c <= 0x077F) return cell_class(supplement[c - 0x0750], c, code);
  if (c >= 0x08A0 && c <= 0x08FF) return cell_class(extended_a[c - 0x08A0], c, code);
  if (c >= 0xFB50 && c <= 0xFDFF) return wide_cell_class(forms_a + 4 * (c - 0xFB50), code);
  if (c >= 0xFE70 && c <= 0xFEFE) return wide_cell_class(forms_b + 4 * (c - 0xFE70), code);
  return other_class(c);
}

size_t isn_fold(isnad_str text, char *out) {
  size_t room = 2 * text.len + 8, len = 0;
  isn_scan scan = isn_scan_begin(text, 0, text.len);
  while (isn_scan_next(&scan)) {
    isnad_str form = scan.token.form;
    if (form.len == 0) continue;
    /* Only single Latin letters and digits in turn need more room; such a key ends here. */
    if (len + form.len + 1 > room) break;
    if (len) out[len++] = ' ';
    memcpy(out + len, form.ptr, form.len);
    len += form.len;
  }
  return len;
}

/* The bare Arabic letter of a code, or 0. */
static uint32_t code_point_of(char code) {
  static const char codes[] = "'" "AbptvjHxd*rzs$SDTZEgfqklmnhwy";
  static const uint16_t points[] = {0x621, 0x627, 0x628, 0x629, 0x62A, 0x62B, 0x62C, 0x62D, 0x62E, 0x62F,
                                    0x630, 0x631, 0x632, 0x633, 0x634, 0x635, 0x636, 0x637, 0x638, 0x639,
                                    0x63A, 0x641, 0x642, 0x643, 0x644, 0x645, 0x646, 0x647, 0x648, 0x64A};
  const char *found = code ? strchr(codes, code) : NULL;
  return found ? points[found - codes] : 0;
}

size_t isn_unfold(isnad_str codes, char *out) {
  size_t len = 0;
  bool latin = false;
  for (size_t i = 0; i < codes.len; i++) {
    char c = codes.ptr[i];
    if (c == 1 || c == ' ') latin = c == 1;
    if (c == 1) continue;
    uint32_t point = latin ? 0 : code_point_of(c);
    if (point == 0)
      out[len++] = c;
    else {
      out[len++] = (char)(0xC0 | point >> 6);
      out[len++] = (char)(0x80 | (point & 0x3F));
    }
  }
  return len;
}
