#!/usr/bin/env bash
# Who may include whom. A room sees the rooms before it and nothing behind it, so that each can be tested alone and the
# command line cannot cheat; ARCHITECTURE.md draws the picture.
cd "$(dirname "$0")/.." || exit 2

may() { # room -> pattern of what it may include
  case $1 in
    base) echo 'base/' ;;
    text) echo '(base|text)/' ;;
    lex) echo '(base|text|lex)/' ;;
    value) echo '(base|text|lex|value)/' ;;
    read) echo '(base|text|lex|value|read)/' ;;
    find) echo '(base|text|lex|value|find)/|read/article\.h' ;;
    link) echo '(base|text|lex|value|link)/' ;;
    input) echo '(base|input|read/html)/' ;;
    fetch) echo '(base|fetch)/' ;;
    report) echo '(base|report)/' ;;
    store) echo '(base|store)/|text/(letters|scan)\.h' ;;
    serve) echo '(base|serve)/|store/store\.h|export/export\.h|fetch/(fetch|post)\.h' ;;
    export) echo '(base|export)/|store/store\.h' ;;
    cli) echo '(cli|fetch/(fetch|sources)\.h|store/store\.h|export/export\.h|serve/serve\.h|serve/page/page\.h)' ;;
    *) echo '.' ;; # src/*.c: the front doors see all
  esac
}

bad=0
while IFS=: read -r file line text; do
  room=${file#src/}
  room=${room%%/*}
  [[ $room == *.c ]] && room=front
  included=${text#*\"}
  included=${included%%\"*}
  if [[ $included != isnad.h && ! $included =~ ^($(may "$room")) ]]; then
    echo "$file:$line: $room may not include $included"
    bad=1
  fi
done < <(grep -rnE '^#include "' src --include='*.c' --include='*.h' --include='*.S')
exit $bad
