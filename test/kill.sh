#!/usr/bin/env bash
# Kills an import at random points, again and again, and lets it go on: in the end nothing is lost and nothing is there twice.
# test/kill.sh build/isnad POINTS [REPORTS]
set -u
cd "$(dirname "$0")/.." || exit 2
export LC_ALL=C.UTF-8
isnad=$(realpath "${1:-build/isnad}") points=${2:-10} reports=${3:-1500}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node bench/stream.js "$reports" >"$work/stream.ndjson" || exit 2

import() { exec "$isnad" import --store "$1" "$work/stream.ndjson" >/dev/null 2>&1; }
# What a store says, without the numbers that count its incidents in the order in which they came.
told() { "$isnad" export --store "$1" --as ndjson | sed -E 's/^\{"number":[0-9]+,"code":"[^"]*",//' | sort; }

start=$(date +%s%N)
(import "$work/whole.isnad") || exit 1
whole=$((($(date +%s%N) - start) / 1000000))
told "$work/whole.isnad" >"$work/want"
[ "$("$isnad" stats --store "$work/whole.isnad" --format json | grep -o '"versions":[0-9]*')" = "\"versions\":$reports" ] || exit 1

failed=0 done=0 killed=0 RANDOM=4711
while [ $done -lt "$points" ]; do
  store=$work/store$done.isnad
  for _ in 1 2 3 4; do # the same store is hit several times
    [ $done -lt "$points" ] || break
    (import "$store") &
    child=$!
    sleep "$(awk -v ms="$whole" -v r=$RANDOM 'BEGIN { printf "%.3f", ms / 1600 * r / 32768 }')"
    kill -9 $child 2>/dev/null && killed=$((killed + 1))
    wait $child 2>/dev/null
    done=$((done + 1))
  done
  (import "$store") || failed=$((failed + 1))
  told "$store" >"$work/got"
  cmp -s "$work/want" "$work/got" || { failed=$((failed + 1)) && echo "after point $done: the store differs" && diff "$work/want" "$work/got" | cut -c1-300 | head -n 4; }
  "$isnad" verify --store "$store" >"$work/proof" 2>&1 || { failed=$((failed + 1)) && echo "after point $done:" && head -n 3 "$work/proof"; }
  rm -f "$store"*
done
[ "$killed" -gt 0 ] || { echo "no import was still running when it was killed" && failed=$((failed + 1)); }
echo "kill: $((points - (failed > points ? points : failed))) passed, $failed failed"
[ $failed = 0 ]
