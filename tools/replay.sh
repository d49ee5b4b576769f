#!/usr/bin/env bash
# Replays a fuzz target over its corpus, the samples and the golden texts: tools/replay.sh build-san/fuzz/fuzz_read
cd "$(dirname "$0")/.." || exit 2
inputs=()
target=${1##*fuzz_}
starts=(fuzz/corpus sample)
for path in test/golden/*; do [ "$path" = test/golden/input ] || starts+=("$path"); done
case $target in
  html | charset) starts=(fuzz/corpus sample test/golden/soup test/golden/page) ;; # text without tags is one block
  feed) starts=(test/golden/input/*.xml test/golden/input/feed.json) ;; # containers: of the golden inputs those of their kind
  warc) starts=(test/golden/input/*.warc) ;;
  json) starts=(test/golden/input/*.json test/golden/input/*.ndjson test/golden/input/*.html) ;;
esac
for path in "${starts[@]}" "fuzz/corpus_$target"; do
  [ -f "$path" ] || { [ -d "$path" ] && [ -n "$(ls -A "$path")" ]; } && inputs+=("$path")
done
exec "$1" "${inputs[@]}"
