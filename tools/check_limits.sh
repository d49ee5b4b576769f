#!/usr/bin/env bash
# What a reader may count on: functions of one screen, files of a few pages, no call that overruns, no Arabic letter and no
# bidi control in code (comments show Arabic; words live in lexicon/).
export LC_ALL=C.UTF-8
cd "$(dirname "$0")/.." || exit 2
FUNCTION_MAX=65 FILE_MAX=650
banned='\b(sprintf|vsprintf|strcpy|strcat|stpcpy|gets|strtok|atoi|atol|atof|system|popen|alloca|tmpnam|rand|abort)[[:space:]]*\('
bad=0
fault() { echo "$1" && bad=1; }

while read -r file; do
  lines=$(wc -l <"$file")
  [ "$lines" -le $FILE_MAX ] || fault "$file: $lines lines, $FILE_MAX is the limit"
  while read -r found; do fault "$file:$found"; done < <(awk -v max=$FUNCTION_MAX '
    /^[A-Za-z_].*\)[^;]*\{$/ || (/^[^#\/ ].*\{$/ && /\(/) { start = NR; name = $0 }
    /^}/ && start { if (NR - start + 1 > max) print start ": " NR - start + 1 " lines in one function, " max " is the limit"; start = 0 }
  ' "$file")
  code=$(gcc -fpreprocessed -dD -E -P "$file" 2>/dev/null)
  while read -r found; do fault "$file: banned: $found"; done < <(grep -oE "$banned" <<<"$code")
  while read -r found; do fault "$file: Arabic or a bidi control in code: $found"; done < <(
    grep -P '[\x{0600}-\x{06FF}\x{0750}-\x{077F}\x{08A0}-\x{08FF}\x{FB50}-\x{FDFF}\x{FE70}-\x{FEFC}\x{200E}\x{200F}\x{202A}-\x{202E}\x{2066}-\x{2069}]' <<<"$code")
done < <(find src include tools fuzz bench -name '*.[ch]' 2>/dev/null | sort)
# Bidi controls hide what code does; no file of the project needs one outside test data.
while read -r file; do fault "$file: a bidi control"; done < <(
  grep -rlP '[\x{202A}-\x{202E}\x{2066}-\x{2069}]' src include tools fuzz bench Makefile lexicon 2>/dev/null)
# What a build makes is no source.
while read -r file; do fault "$file: made by a build"; done < <(
  git ls-files 2>/dev/null | grep -E '^build|^node_modules/|\.(o|a|so|bin)$')
exit $bad
