#!/usr/bin/env bash
# Replays a fuzz target over its corpus, the samples and the golden texts: tools/replay.sh build-san/fuzz/fuzz_read
cd "$(dirname "$0")/.." || exit 2
inputs=()
starts="fuzz/corpus sample test/golden"
case ${1##*fuzz_} in # containers: of the golden inputs those of their kind
  feed) starts=$(echo test/golden/input/*.xml test/golden/input/feed.json) ;;
  warc) starts=$(echo test/golden/input/*.warc) ;;
  json) starts=$(echo test/golden/input/*.json test/golden/input/*.ndjson test/golden/input/*.html) ;;
esac
for path in $starts "fuzz/corpus_${1##*fuzz_}"; do
  [ -f "$path" ] || { [ -d "$path" ] && [ -n "$(ls -A "$path")" ]; } && inputs+=("$path")
done
exec "$1" "${inputs[@]}"
