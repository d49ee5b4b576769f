#!/usr/bin/env bash
# Puts real output into README.md: the block behind the line `$ isnad read ...`. tools/readme.sh [build/isnad]
cd "$(dirname "$0")/.." || exit 2
isnad=${1:-build/isnad}
awk -v isnad="$isnad" '
  /^    \$ isnad read / {
    print
    command = $0
    sub(/^    \$ isnad/, isnad, command)
    sub(/read/, "read --format table", command)
    while ((command | getline line) > 0) print (line == "" ? "" : "    " line)
    skipping = 1
    next
  }
  skipping && /^[^ ]/ { skipping = 0; print "" }
  !skipping { print }
' README.md >README.new && mv README.new README.md
