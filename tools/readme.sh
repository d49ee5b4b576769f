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
    blank = 0 # empty lines are written when another follows
    while ((command | getline line) > 0) {
      if (line == "") { blank++; continue }
      while (blank > 0) { print ""; blank-- }
      print "    " line
    }
    skipping = 1
    next
  }
  skipping && /^[^ ]/ { skipping = 0; print "" }
  !skipping { print }
' README.md >README.new && mv README.new README.md
