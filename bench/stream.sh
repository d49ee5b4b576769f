#!/usr/bin/env bash
# How fast a store takes in a long stream, a tenth after the other, and whether it counts what was planted: 1,000 happenings a day, each
# told by 1 to 40 reports, most of them copies. bench/stream.sh build/isnad REPORTS
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8
isnad=$(realpath "${1:-build/isnad}") reports=${2:-200000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node bench/stream.js "$reports" >"$work/stream.ndjson"
"$(dirname "$isnad")/spent" "$reports" "$isnad" import --store "$work/store.isnad" --from ndjson --format ndjson "$work/stream.ndjson"
"$isnad" stats --store "$work/store.isnad" --format text
node bench/stream_truth.js "$isnad" "$work/store.isnad"
"$isnad" verify --store "$work/store.isnad" | tail -n 1
