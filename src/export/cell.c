/* cell: rows of RFC 4180: cells parted by commas, quoted where they must be, lines ended by CR LF. */
#include <stdio.h>

#include "export/inner.h"

void isn_cell(isn_row_out *row, isnad_str text) {
  isn_buf *out = row->e->out;
  bool quoted = false;
  for (size_t i = 0; i < text.len; i++) quoted |= text.ptr[i] && strchr(",\"\r\n", text.ptr[i]) != NULL;
  /* A spreadsheet runs what begins like a formula. */
  bool formula = row->e->options->excel_safe && text.len && text.ptr[0] && strchr("=+-@\t\r", text.ptr[0]) != NULL;
  if (row->begun) isn_buf_char(out, ',');
  row->begun = true;
  if (quoted || formula) isn_buf_char(out, '"');
  if (formula) isn_buf_char(out, '\'');
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] == '"') isn_buf_char(out, '"');
    isn_buf_char(out, text.ptr[i]);
  }
  if (quoted || formula) isn_buf_char(out, '"');
}

void isn_cell_text(isn_row_out *row, const char *text) { isn_cell(row, isn_str(text)); }

void isn_cell_number(isn_row_out *row, int64_t number) {
  char text[24];
  isn_cell(row, (isnad_str){text, number == ISNAD_NO_NUMBER ? 0 : (size_t)snprintf(text, sizeof text, "%lld", (long long)number)});
}

void isn_cell_degrees(isn_row_out *row, bool known, double degrees) {
  char text[40];
  isn_cell(row, (isnad_str){text, known ? (size_t)snprintf(text, sizeof text, "%.5f", degrees) : 0});
}

void isn_cells_end(isn_row_out *row) {
  isn_buf_lit(row->e->out, "\r\n");
  row->begun = false;
}

void isn_cells_head(isn_exporting *e, const char *const *names) {
  isn_row_out row = {e, false};
  if (e->options->bom) isn_buf_lit(e->out, "\xEF\xBB\xBF");
  for (; *names; names++) isn_cell_text(&row, *names);
  isn_cells_end(&row);
}
