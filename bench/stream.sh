#!/usr/bin/env bash
# How fast a store takes in a long stream on one core, a tenth after the other, and whether it counts what was planted: 1,000 happenings a
# day, each told by 1 to 40 reports, most of them copies. bench/stream.sh build/isnad REPORTS
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8
isnad=$(realpath "${1:-build/isnad}") reports=${2:-200000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node bench/stream.js "$reports" >"$work/stream.ndjson"
split -n l/10 -d "$work/stream.ndjson" "$work/tenth."
pin=$(command -v taskset >/dev/null && echo "taskset -c 0" || true)
for tenth in "$work"/tenth.*; do
  lines=$(wc -l <"$tenth")
  # CPU seconds count: others may use the machine too.
  $pin "$(dirname "$isnad")/spent" "$isnad" import --store "$work/store.isnad" --from ndjson "$tenth" >"$work/said"
  awk -v n="$lines" -v name="$(basename "$tenth")" '{ printf "%s: %d reports, %.0f a second, %d MB\n", name, n, n / $1, $2 }' "$work/said"
  cat "$work/said" >>"$work/all"
done
awk -v n="$reports" '{ sum += $1; if (NR == 1) first = $1; last = $1; if ($2 > most) most = $2 }
  END { printf "%d reports: %.0f a second, last tenth %.2f times the first, at most %d MB\n", n, n / sum, last / first, most }' "$work/all"
"$isnad" stats --store "$work/store.isnad" --format text
node bench/stream_truth.js "$isnad" "$work/store.isnad"
