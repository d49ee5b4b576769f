#!/usr/bin/env bash
# make install into a folder of its own, a program built against what lies there by pkg-config's file, make uninstall.
set -eu
cd "$(dirname "$0")/.."
B=${1:-build}
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

make -s install B="$B" DESTDIR="$root" PREFIX=/usr >/dev/null
for file in bin/isnad lib/libisnad.a lib/libisnad.so include/isnad.h lib/pkgconfig/isnad.pc share/man/man1/isnad.1 \
  share/bash-completion/completions/isnad share/zsh/site-functions/_isnad share/fish/vendor_completions.d/isnad.fish; do
  [ -e "$root/usr/$file" ] || { echo "$file is not installed"; exit 1; }
done
grep -q '^prefix=/usr$' "$root/usr/lib/pkgconfig/isnad.pc"
[ "$(readlink "$root/usr/lib/libisnad.so")" = "$(basename "$(ls "$root"/usr/lib/libisnad.so.?)")" ]
if nm -D --defined-only "$root/usr/lib/libisnad.so" | grep -E ' [TDB] ' | grep -v ' isnad_'; then
  echo "libisnad.so shows more than isnad_*"
  exit 1
fi

# The example of the documentation is the program.
sed -n '/^```c$/,/^```$/p' docs/library.md | sed '1d;$d' >"$root/use.c"
flags=${SAN:+-fsanitize=address,undefined}
gcc $flags -I"$root/usr/include" "$root/use.c" -L"$root/usr/lib" -lisnad -lm -o "$root/use"
LD_LIBRARY_PATH=$root/usr/lib "$root/use" | grep -qx "ASSAULT حي غويران"
gcc $flags -I"$root/usr/include" "$root/use.c" "$root/usr/lib/libisnad.a" -lm -o "$root/use"
"$root/use" | grep -qx "ASSAULT حي غويران"

make -s uninstall B="$B" DESTDIR="$root" PREFIX=/usr
[ -z "$(find "$root/usr" -type f -o -type l)" ] || { echo "left behind:"; find "$root/usr" -type f -o -type l; exit 1; }
