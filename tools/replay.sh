#!/usr/bin/env bash
# Replays a fuzz target over its corpus, the samples and the golden texts: tools/replay.sh build-san/fuzz/fuzz_read. Pages of HTML are for
# the targets that read them, texts for the others.
cd "$(dirname "$0")/.." || exit 2
inputs=()
target=${1##*fuzz_}
case $target in
  html | charset) folders=(test/golden/page test/golden/soup) ;;
  *) mapfile -t folders < <(find test/golden -mindepth 1 -maxdepth 1 ! -name page ! -name soup | sort) ;;
esac
for path in fuzz/corpus sample "${folders[@]}" "fuzz/corpus_$target"; do
  [ -d "$path" ] && [ -n "$(ls -A "$path")" ] || [ -f "$path" ] && inputs+=("$path")
done
exec "$1" "${inputs[@]}"
