#!/usr/bin/env bash
# Precision and recall on annotated cases, where a folder of them is at hand (../shared/eval beside the project).
# tools/score.sh build/isnad [PART...]: seed a b time numbers words; without PART all of them.
cd "$(dirname "$0")/.." || exit 2
isnad=$(realpath "${1:-build/isnad}")
shift
eval=$(realpath -m ../shared/eval)
[ -d "$eval" ] || { echo "no annotated cases at $eval"; exit 0; }
parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(seed a b time numbers words)

# The cases whose name begins with a letter, as a folder of links: rules are tuned on a, checked on b.
reports() {
  local folder
  folder=$(mktemp -d)
  ln -s "$eval"/reports/"$1"* "$folder"
  python3 "$eval/score.py" reports --run "$isnad read" "$folder"
  rm -rf "$folder"
}
for part in "${parts[@]}"; do
  echo "== $part"
  case $part in
    seed) python3 "$eval/score.py" reports --run "$isnad read" "$eval/seed" ;;
    a | b) reports "$part" ;;
    time) python3 "$eval/score_lines.py" time --run "$isnad time" "$eval"/time/*.jsonl ;;
    numbers) python3 "$eval/score_lines.py" numbers --run "$isnad number" "$eval/numbers/words.tsv" ;;
    words) python3 "$eval/score_lines.py" words --run "$isnad words" "$eval/words/clitics.tsv" ;;
    *) echo "there is no part $part" && exit 2 ;;
  esac
done
