#!/usr/bin/env bash
# Brings what a fresh Debian 12 lacks for building and testing isnad; does nothing where all of it is there.
set -eu
cd "$(dirname "$0")/.."

missing=()
need() { # command or header, package
  if [[ $1 == */* ]]; then
    [ -e "$1" ] || missing+=("$2")
  else
    command -v "$1" >/dev/null || missing+=("$2")
  fi
}
need gcc gcc
need g++ g++
need make make
need /usr/include/stdio.h libc6-dev
need /usr/include/jansson.h libjansson-dev
need /usr/include/sqlite3.h libsqlite3-dev
need /usr/include/cmocka.h libcmocka-dev
need pkg-config pkgconf
need /usr/include/libxml2/libxml/parser.h libxml2-dev
need /usr/include/libdeflate.h libdeflate-dev
need /usr/include/zlib.h zlib1g-dev
need /usr/include/brotli/decode.h libbrotli-dev
need "/usr/include/$(gcc -print-multiarch 2>/dev/null)/curl/curl.h" libcurl4-openssl-dev
need "/usr/include/event2/event.h" libevent-dev
need /usr/include/sqlite3.h libsqlite3-dev
need node nodejs
need npm npm
need chromium chromium
need /usr/bin/python3 python3
need /usr/lib/python3/dist-packages/html5lib python3-html5lib

if [ ${#missing[@]} -gt 0 ]; then
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  echo "installing ${missing[*]}" >&2
  export DEBIAN_FRONTEND=noninteractive
  "${as_root[@]}" apt-get update -qq >&2
  "${as_root[@]}" apt-get install -y -qq --no-install-recommends ca-certificates "${missing[@]}" >&2
fi

# What the build takes in (the gazetteer, coastlines, typefaces) and what the browser tests drive.
if [ -f package-lock.json ] && ! [ node_modules/.package-lock.json -nt package-lock.json ]; then
  npm ci --silent --no-audit --no-fund --ignore-scripts >&2
  touch node_modules/.package-lock.json
fi
