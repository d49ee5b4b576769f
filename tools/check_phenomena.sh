#!/usr/bin/env bash
# docs/phenomena.md keeps its word: a row for each of the 40 phenomena, each with its files of code and of cases, six cases or
# more in them, two of them traps («Trap: ...»), and a word on what is open where a case is expected to fail.
cd "$(dirname "$0")/.." || exit 2
doc=${1:-docs/phenomena.md}
bad=0
fault() { echo "$doc: $1" && bad=1; }

wanted=1
while IFS='|' read -r _ number name mechanism cases _done open _; do
  number=${number// /}
  [[ $number =~ ^[0-9]+$ ]] || continue
  [ "$number" = $wanted ] || fault "row $number stands where $wanted should"
  wanted=$((wanted + 1))
  [ -n "${name// /}" ] || fault "row $number has no name"
  for file in $(grep -oE '`[^`]+`' <<<"$mechanism" | tr -d '`'); do
    [ -e "$file" ] || fault "row $number: there is no $file"
  done
  count=0 traps=0 failing=0
  for file in $(grep -oE '`[^`]+`' <<<"$cases" | tr -d '`'); do
    file=test/golden/$file
    [ -f "$file" ] || { fault "row $number: there is no $file" && continue; }
    count=$((count + 1 + $(grep -c '^===$' "$file")))
    traps=$((traps + $(grep -c '^Trap: ' "$file")))
    failing=$((failing + $(grep -c '^xfail:' "$file")))
  done
  [ "$count" -ge 6 ] || fault "row $number has $count cases, six are wanted"
  [ "$traps" -ge 2 ] || fault "row $number has $traps traps, two are wanted"
  [ "$failing" = 0 ] || [ -n "${open// /}" ] || fault "row $number: cases are expected to fail, and nothing is said to be open"
done <"$doc"
[ $wanted = 41 ] || fault "$((wanted - 1)) rows, 40 are wanted"
exit $bad
