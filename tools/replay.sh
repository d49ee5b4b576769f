#!/usr/bin/env bash
# Replays a fuzz target over its corpus, the samples and the golden texts: tools/replay.sh build-san/fuzz/fuzz_read. Pages of HTML are for
# the targets that read them, texts for the others.
cd "$(dirname "$0")/.." || exit 2
inputs=()
target=${1##*fuzz_}
case $target in
  html | charset) starts=(fuzz/corpus sample test/golden/page test/golden/soup) ;;
  feed) starts=(test/golden/input/*.xml test/golden/input/feed.json) ;; # containers: of the golden inputs those of their kind
  warc) starts=(test/golden/input/*.warc) ;;
  json) starts=(test/golden/input/*.json test/golden/input/*.ndjson test/golden/input/*.html) ;;
  *) mapfile -t starts < <(ls -d fuzz/corpus sample test/golden/* | grep -vE '/(input|page|soup)$') ;; # text without tags is one block
esac
for path in "${starts[@]}" "fuzz/corpus_$target"; do
  [ -f "$path" ] || { [ -d "$path" ] && [ -n "$(ls -A "$path")" ]; } && inputs+=("$path")
done
exec "$1" "${inputs[@]}"
