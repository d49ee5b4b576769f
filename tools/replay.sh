#!/usr/bin/env bash
# Replays a fuzz target over its corpus, the samples and the golden texts: tools/replay.sh build-san/fuzz/fuzz_read
cd "$(dirname "$0")/.." || exit 2
inputs=()
for path in fuzz/corpus sample test/golden "fuzz/corpus_${1##*fuzz_}"; do
  [ -d "$path" ] && [ -n "$(ls -A "$path")" ] && inputs+=("$path")
done
exec "$1" "${inputs[@]}"
