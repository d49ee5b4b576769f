#!/usr/bin/env bash
# Replays a fuzz target over its corpus, the samples and the golden texts: tools/replay.sh build-san/fuzz/fuzz_read
cd "$(dirname "$0")/.." || exit 2
inputs=()
target=${1##*fuzz_}
folders=(fuzz/corpus sample test/golden)
case $target in html | charset) folders=(fuzz/corpus sample test/golden/soup test/golden/page) ;; esac # text without tags is one block
for path in "${folders[@]}" "fuzz/corpus_$target"; do
  [ -d "$path" ] && [ -n "$(ls -A "$path")" ] && inputs+=("$path")
done
exec "$1" "${inputs[@]}"
