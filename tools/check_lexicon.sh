#!/usr/bin/env bash
# How broad the lexicon is, and the bars under which it may not fall. A lemma is a single word: a verb by its lemma and form
# (هدم I and هدم II are two), a verbal noun or an event noun with a row of its own. Phrases and fixed forms do not count.
cd "$(dirname "$0")/.." || exit 2

counts=$(awk -F'\t' '
  FNR == 1 || /^#/ || $2 == "" { next }
  FILENAME ~ /sayings/ { sayings++; next }
  $1 ~ / / { phrases++; next }
  $2 == "fixed" { next }
  { key = $1 " " ($2 == "verb" ? $4 : "noun") }
  !(key in seen) { seen[key] = 1; $2 == "verb" ? verbs++ : nouns++ }
  END { print verbs + nouns, verbs, nouns, phrases, sayings }' lexicon/triggers.tsv lexicon/sayings.tsv)
read -r lemmas verbs nouns phrases sayings <<<"$counts"
echo "$lemmas trigger lemmas ($verbs verbs, $nouns nouns), $phrases trigger phrases, $sayings frames of saying"

bad=0
[ "$lemmas" -ge 1200 ] || { echo "fewer than 1200 trigger lemmas"; bad=1; }
[ "$sayings" -ge 250 ] || { echo "fewer than 250 frames of saying"; bad=1; }
exit $bad
