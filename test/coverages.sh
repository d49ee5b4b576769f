#!/usr/bin/env bash
# Golden coverages: what isnad coverage makes of each folder of test/golden/coverages, against its expected.
# test/coverages.sh build/isnad [--accept]
cd "$(dirname "$0")/.." || exit 2
export LC_ALL=C.UTF-8
isnad=${1:-build/isnad} passed=0 failed=0
for folder in test/golden/coverages/*/; do
  got=$("$isnad" coverage --format chain "$folder" && "$isnad" coverage --format table "$folder")
  if [ "${2:-}" = --accept ]; then
    printf '%s\n' "$got" >"${folder}expected"
  elif difference=$(diff <(printf '%s\n' "$got") "${folder}expected"); then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf '%s differs (< is what was given):\n%s\n' "$folder" "$difference"
  fi
done
echo "coverages: $passed passed, $failed failed"
[ "$failed" = 0 ]
