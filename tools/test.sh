#!/usr/bin/env bash
# Runs every test of a build folder (build, or build-san with the sanitizers) and sums up: `N passed, N failed`.
cd "$(dirname "$0")/.." || exit 2
B=${1:-build}
export LC_ALL=C.UTF-8 ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1
passed=0 failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# step NAME COMMAND...: runs it, counts what it counted itself (cmocka's sums or «name: N passed, N failed»), else one test.
step() {
  local name=$1 good bad
  shift
  "$@" >"$log" 2>&1
  local code=$?
  good=$(sed -nE 's/^\[  PASSED  \] ([0-9]+) test.*/\1/p; s/^[^ ]+.*: ([0-9]+) passed, ([0-9]+) failed.*/\1/p' "$log" | awk '{n += $1} END {print n + 0}')
  bad=$(sed -nE 's/^\[  FAILED  \] ([0-9]+) test.*/\1/p; s/^[^ ]+.*: ([0-9]+) passed, ([0-9]+) failed.*/\2/p' "$log" | awk '{n += $1} END {print n + 0}')
  [ "$code" = 0 ] && [ "$good" = 0 ] && good=1
  [ "$code" != 0 ] && [ "$bad" = 0 ] && bad=1
  passed=$((passed + good)) failed=$((failed + bad))
  if [ "$code" != 0 ]; then
    echo "--- $name failed"
    grep -vE '^\[ +(RUN|OK|=+) +\]|^\[==========\]' "$log" | tail -n 60
  fi
  printf '%-28s %s\n' "$name" "$good passed$([ "$bad" = 0 ] || echo ", $bad failed")"
}

for t in "$B"/test/*_test; do step "${t#"$B"/test/}" "$t"; done
while read -r t; do step "${t#"$B"/test/}" "$t"; done < <(find "$B"/test -mindepth 2 -name '*_test' | sort)
for g in "$B"/test/golden_*; do
  kind=${g##*golden_}
  step "golden $kind" "$g" test/golden/"$kind"/*.txt
done
step "golden coverages" test/coverages.sh "$B/isnad"
step "tag soup, reference" tools/soup.py test/golden/soup/*.txt
for f in "$B"/fuzz/*; do step "fuzz replay $(basename "$f")" tools/replay.sh "$f"; done
step "command line" test/cli.sh "$B/isnad"
step "killed imports" test/kill.sh "$B/isnad" 6 300
step "pages in a browser" node test/web/run.js "$B"
step "installed files" test/install.sh "$B"
step "header in C" gcc -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c include/isnad.h
step "header in C++" g++ -std=c++11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c++ include/isnad.h
step "who includes whom" tools/check_includes.sh
step "limits" tools/check_limits.sh
step "phenomena" tools/check_phenomena.sh
[ -d lexicon ] && step "rows of the lexicon" "$B/isnad" lexicon check lexicon
[ -d lexicon ] && step "breadth of the lexicon" tools/check_lexicon.sh

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
