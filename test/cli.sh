#!/usr/bin/env bash
# The command line as its users meet it: exit statuses, formats, messages, odd input. test/cli.sh build/isnad
set -u
cd "$(dirname "$0")/.." || exit 2
export LC_ALL=C.UTF-8 ASAN_OPTIONS=${ASAN_OPTIONS-}
isnad=$(realpath "${1:-build/isnad}")
root=$PWD
work=$(mktemp -d)
server=
trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 2
passed=0 failed=0

# expect NAME STATUS COMMAND...: runs the command (a shell line) with $isnad; output goes to the files out and err.
expect() {
  name=$1 want=$2
  shift 2
  bash -c "$*" >out 2>err </dev/null
  local got=$?
  if [ "$got" = "$want" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "$name: exit $got, wanted $want"
    head -n 5 err
  fi
}
# has FILE PATTERN: what the last command wrote.
has() {
  if grep -qE -- "$2" "$1"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "$name: no $2 in $1:"
    head -c 600 "$1"
    echo
  fi
}
hasnt() {
  if grep -qE -- "$2" "$1"; then
    failed=$((failed + 1))
    echo "$name: $2 stands in $1"
  else
    passed=$((passed + 1))
  fi
}
is_json() { # each line of FILE is JSON
  if node -e 'require("fs").readFileSync(process.argv[1], "utf8").split("\n").filter(l => l).forEach(l => JSON.parse(l))' "$1"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "$name: $1 is no NDJSON"
  fi
}
lines() { # FILE COUNT
  if [ "$(wc -l <"$1")" = "$2" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "$name: $(wc -l <"$1") lines in $1, wanted $2"
  fi
}
export isnad

cat >report.txt <<'END'
غارات على حي غويران
قالت وكالة سانا إن طيران التحالف الدولي شن 6 غارات على حي غويران في مدينة الحسكة، ما أدى إلى مقتل 3 مدنيين.
END
echo 'تقع المدينة على ضفة النهر.' >quiet.txt
echo 'An English text about a river.' >english.txt
mkdir folder empty
cp report.txt folder/b.txt
cp quiet.txt folder/a.txt
echo no >folder/note.md

# ---- Help and usage
expect "no command" 2 '$isnad'
has err '^usage: isnad COMMAND'
expect "help" 0 '$isnad --help'
has out 'read +reports to claims'
expect "version" 0 '$isnad version'
has out '^isnad [0-9]+\.[0-9]+\.[0-9]+$'
for command in read coverage fetch import list show chain disputes search stats merge split pin retract note undo log link export verify serve watch words number time lexicon eval; do
  expect "help of $command" 0 "\$isnad $command --help"
  has out '^examples:'
  has out "^usage: isnad $command"
  expect "help $command" 0 "\$isnad help $command"
done
expect "help of nothing" 2 '$isnad help raed'
expect "wrong command" 2 '$isnad raed'
has err 'did you mean read\?'
lines err 1
expect "wrong option" 2 '$isnad read --publshed 2022 report.txt'
has err 'did you mean --published\?'
lines err 1
expect "wrong option, nothing near" 2 '$isnad read --qqqqqqqqq'
has err 'no option --qqqqqqqqq \('
expect "wrong letter" 2 '$isnad read -z'
expect "option without its value" 2 '$isnad read --published'
has err 'needs a value: TIME'
expect "flag with a value" 2 '$isnad read --explain=yes report.txt'
expect "wrong choice" 2 '$isnad read --format xml report.txt'
has err 'table, ndjson, json, csv'
expect "wrong date" 2 '$isnad read --published yesterday report.txt'
has err 'ISO 8601'
expect "no such day" 2 '$isnad read --published 2022-02-30 report.txt'
expect "options end" 3 '$isnad read -- --published'
has err '"file":"--published"'
expect "wrong lexicon verb" 2 '$isnad lexicon chekc x'
has err 'did you mean check'
expect "lexicon without a verb" 2 '$isnad lexicon'
expect "add-places without a file" 2 '$isnad lexicon add-places -o x'

# ---- Reading
expect "one file" 0 '$isnad read report.txt'
lines out 1
is_json out
has out '^\{"report":\{"file":"report.txt",'
has out '"event":"ASSAULT"'
cp out first
expect "the same bytes again" 0 '$isnad read report.txt | cmp - first'
expect "stdin" 0 '$isnad read <report.txt'
has out '"file":"-"'
expect "stdin by name" 0 'cat report.txt | $isnad read -'
expect "value behind =" 0 '$isnad read --format=csv report.txt'
has out '^file,event,mode'
expect "value behind a letter" 0 '$isnad read -fcsv report.txt'
has out '^report.txt,ASSAULT'
expect "csv, safe for spreadsheets" 0 'printf "=1+1\nشن الجيش غارات على المدينة\n" >f.txt; $isnad read -f csv --excel-safe --bom f.txt'
has out $'^\xEF\xBB\xBFfile,'
expect "json" 0 '$isnad read --format json report.txt quiet.txt'
expect "json is one value" 0 '$isnad read --format json report.txt quiet.txt | node -e "const v = JSON.parse(require(\"fs\").readFileSync(0)); if (v.length !== 2 || !v[0].claims.length) process.exit(1)"'
expect "json of nothing" 3 '$isnad read --format json nosuch.txt'
has out '^\[\]$'
expect "table" 0 '$isnad read --format table report.txt'
has out 'ASSAULT aerial'
has out '^[0-9]+ claims?$'
hasnt out $'\033'
cp out table.out
expect "no bidi control" 1 "grep -P '[\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]' table.out"
expect "given values" 0 '$isnad read --published 2022-01-24T12:30 --outlet مثال --url https://example.org/1 report.txt'
has out '"outlet":"مثال"'
has out '"published":"2022-01-24T12:30"'
has out '"url":"https://example.org/1"'
has out '"published":"derived"'
expect "parts only" 0 '$isnad read --no-claims report.txt'
has out '"claims":\[\]\}$'
expect "reasons" 0 '$isnad read --explain report.txt'
has out '"reasons":\['
expect "several files" 0 '$isnad read report.txt quiet.txt'
lines out 2
expect "a folder" 0 '$isnad read folder'
lines out 2
has out '"file":"folder/a.txt"'
expect "a folder and its slash" 0 '$isnad read folder/'
has out '"file":"folder/b.txt"'
expect "nothing found" 4 '$isnad read --fail-if-empty quiet.txt'
expect "something found" 0 '$isnad read --fail-if-empty report.txt quiet.txt'

# ---- Input that is rejected
expect "a missing file" 3 '$isnad read nosuch.txt report.txt'
lines out 1
is_json err
has err '"file":"nosuch.txt","error":"cannot open'
expect "an empty folder" 3 '$isnad read empty'
has err 'without a file that isnad reads'
expect "an empty file" 3 ': >e.txt; $isnad read e.txt'
has err 'empty'
expect "white space only" 3 'printf " \n\n" | $isnad read'
has err 'empty'
expect "a binary file" 3 'printf "abc\0def" >b.txt; $isnad read b.txt'
has err 'binary'
expect "UTF-16" 3 'printf "\xff\xfea\0" >u.txt; $isnad read u.txt'
has err 'iconv'
expect "a PDF" 3 'printf "%%PDF-1.7" >p.txt; $isnad read p.txt'
has err 'PDF'
expect "invalid UTF-8" 3 'printf "شن \xd8 " >i.txt; $isnad read i.txt'
has err '"byte":5,'
# ---- Pages of HTML
cat >page.html <<'END'
<!DOCTYPE html><html lang=ar><head><meta charset=windows-1256><title>غارات على حي غويران - شبكة الضفتين</title></head><body>
<ul class=menu><li><a href=/>الرئيسية</a><li><a href=/s>سوريا</a></ul><h1>غارات على حي غويران</h1><p class=date>24 يناير 2022</p>
<p>شن طيران التحالف الدولي 6 <b>غارات</b> على حي غويران في مدينة الحسكة، ما أدى إلى مقتل 3 مدنيين، بحسب &quot;نهر ميديا&quot;.</p></body></html>
END
expect "a page of HTML" 0 '$isnad read page.html'
is_json out
has out '"title":"غارات على حي غويران"'
has out '"outlet":"شبكة الضفتين"'
has out '"published":"2022-01-24"'
has out '"mode":"aerial"'
hasnt out 'الرئيسية'
expect "words of a page are shown without tags" 0 '$isnad read -f csv page.html'
has out 'شن طيران التحالف الدولي 6 غارات على حي غويران'
hasnt out '<b>'
expect "a page in the old code page" 0 'iconv -f UTF-8 -t WINDOWS-1256 page.html >old.html; $isnad read old.html'
has out '"title":"غارات على حي غويران"'
has out '"mode":"aerial"'
expect "its charset told by a header" 0 'sed "s/<meta[^>]*>//" old.html >bare.html; $isnad read --content-type "text/html; charset=windows-1256" bare.html'
has out '"title":"غارات على حي غويران"'
expect "a page read as text" 0 '$isnad read --from text page.html'
has out '<b>غارات'
expect "text read as a page" 0 '$isnad read --from html report.txt'
has out '"mode":"aerial"'
expect "an unknown kind" 2 '$isnad read --from pdf page.html'
expect "paragraphs hold their text" 0 '$isnad read --no-claims page.html'
has out '"paragraphs":\[\{"text":"شن طيران'

expect "Windows-1256" 3 'printf "\xc7\xe1\xcc\xed\xd4 \xdf\xd0\xc7 \xc7\xe1\xc7\xe4" >w.txt; $isnad read w.txt'
has err 'WINDOWS-1256'
expect "more than 16 MB" 3 'head -c 16777217 /dev/zero | tr "\0" a >big.txt; $isnad read big.txt report.txt'
has err '16 MB'
lines out 1
expect "another language" 0 '$isnad read english.txt'
has err '"notice":"not in Arabic'
has out '"notice":"not in Arabic'
is_json out
expect "a byte order mark" 0 'printf "\xef\xbb\xbf" | cat - report.txt >bom.txt; $isnad read bom.txt'
has out '"event":"ASSAULT"'
expect "CRLF" 0 'sed "s/$/\r/" report.txt >crlf.txt; $isnad read crlf.txt'
has out '"event":"ASSAULT"'
expect "an odd name" 0 'cp report.txt "a \"b\".txt"; $isnad read "a \"b\".txt"'
is_json out
expect "a name that is no UTF-8" 0 'cp report.txt $(printf "a\xff.txt"); $isnad read $(printf "a\xff.txt")'
is_json out

# ---- Feeds, channels, archives, lines
golden=$root/test/golden/input
export golden
expect "a feed" 0 '$isnad read "$golden/rss.xml"'
lines out 3
is_json out
has out '"file":"[^"]*rss.xml","record":1,"byte":[0-9]+,"id":"difaf-1","outlet":"شبكة الضفاف الإخبارية"'
has out '"via":"نهر المثال"'
has out '"published":"2022-01-24T12:30"'
has out '"zone_minutes":180'
has out '"sources":\[\{"text":null,"span":null,"id":null,"name":"نهر المثال","kind":"outlet"'
expect "what the command line says counts more" 0 '$isnad read --outlet مثال --published 2022-02-02 "$golden/rss.xml"'
has out '"outlet":"مثال".*"published":"2022-02-02"'
expect "a channel" 0 '$isnad read "$golden/channel.html"'
lines out 3
has out '"sources":\[\{"text":null,"span":null,"id":null,"name":"نابلس الآن","kind":"social"'
hasnt out 'خبر آخر'
expect "an export" 0 '$isnad read "$golden/result.json"'
lines out 2
has out '"via":"أخبار حوران"'
expect "an archive" 0 '$isnad read --no-claims "$golden/crawl.warc"'
lines out 8
has out '"record":3,"byte":354,'
has out '"url":"https://a.example/chunked"'
expect "an archive in a pipe, compressed" 0 'gzip -c "$golden/crawl.warc" | $isnad read --no-claims -'
lines out 8
has out '"file":"-","record":3,'
expect "a damaged archive" 3 '$isnad read --no-claims "$golden/damaged.warc"'
lines out 5
is_json err
has err '"byte":1593,"error":"a WARC record that does not say how long it is"'
has err 'damaged.warc#7","notice":"the input ends in the middle of this report'
expect "lines of reports" 3 '$isnad read "$golden/lines.ndjson"'
lines out 4
lines err 5
is_json err
has err '"line":4,"error":"no JSON'
has err '"line":8,"error":"\\"published\\" is no date'
has out '"via":"قناة الخابور"'
expect "other languages in a container are told once" 0 'printf "{\"text\":\"An English text about a river.\"}\n{\"text\":\"Another one about the sea.\"}\n" | $isnad read'
lines out 2
lines err 1
has err 'not in Arabic, of which no claims are read: 2"'
expect "a form that is asked for" 0 'printf "{\"text\":\"شن الطيران غارة\"}" | $isnad read --from text'
lines out 1
expect "a form that it is not" 3 '$isnad read --from warc report.txt'
has err 'no WARC record'
expect "records in a table" 0 '$isnad read -f table "$golden/rss.xml"'
has out 'rss\.xml#1 '
expect "records in CSV" 0 '$isnad read -f csv "$golden/rss.xml"'
has out 'rss\.xml#1,ASSAULT'
expect "records as indented JSON" 0 '$isnad read -f json "$golden/rss.xml" | node -e "if (JSON.parse(require(\"fs\").readFileSync(0))[0].report.record !== 1) process.exit(1)"'
mkdir mixed
cp "$golden"/rss.xml "$golden"/lines.ndjson report.txt mixed/
gzip -c "$golden/crawl.warc" >mixed/crawl.warc.gz
echo '{"published": "2022-01-25", "outlet": "صحيفة المرفأ", "url": "https://marfaa.example/1", "via": "وكالة الفرات"}' >mixed/report.given.json
expect "a folder of all kinds, with what stands beside" 3 '$isnad read --no-claims mixed'
lines out 16
has out '"file":"mixed/report.txt","outlet":"صحيفة المرفأ".*"published":"2022-01-25".*"url":"https://marfaa.example/1"'
has out '^\{"report":\{"file":"mixed/crawl.warc.gz","record":3,'
expect "what stands beside is broken" 3 'echo "{" >report.given.json; $isnad read report.txt; code=$?; rm report.given.json; exit $code'
has err 'report.given.json'
# More than memory holds, which has a limit here.
export ASAN_OPTIONS="$ASAN_OPTIONS:hard_rss_limit_mb=350:quarantine_size_mb=16"
nm "$isnad" | grep -q __asan_init && bound=: || bound='ulimit -v 390000'
export bound
expect "much of nothing" 3 'eval "$bound"; head -c 60000000 /dev/zero | gzip -1 >zero.gz; timeout 20 $isnad read zero.gz'
has err '16 MB'
expect "a record longer than memory" 3 'eval "$bound"; { printf "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 400000000\r\n\r\n"; head -c 400000000 /dev/zero; } | gzip -1 >zero.warc.gz; gzip -c "$golden/crawl.warc" >>zero.warc.gz; timeout 20 $isnad read --no-claims zero.warc.gz'
lines out 8
has err 'longer than 16 MB'
expect "an archive longer than memory" 0 'eval "$bound"; gzip -c "$golden/crawl.warc" >one.gz; for i in $(seq 300); do cat one.gz; done >many.warc.gz; timeout 60 $isnad read --no-claims many.warc.gz'
lines out 2400
expect "a bar on a terminal" 0 'for i in 1 2; do { printf "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 6000000\r\n\r\n"; head -c 6000000 /dev/urandom; printf "\r\n\r\n"; } | gzip -1; cat one.gz; done >long.warc.gz; script -qec "$isnad read --no-claims long.warc.gz >/dev/null" /dev/null </dev/null | tr "\r" "\n"'
has out '\[#*\.*\] [0-9]+\.[0-9]%'

# ---- Fetching, from a server of our own
node "$root/test/server.mjs" "$work/port" 90 &
server=$!
for _ in $(seq 100); do [ -s port ] && break; sleep 0.1; done
site=http://127.0.0.1:$(cat port)
export site
expect "a private address" 3 '$isnad read $site/page'
has err '"error":"its address is not public: 127.0.0.1"'
expect "a page" 0 '$isnad read --allow-private $site/page'
has out '"event":"ASSAULT"'
has out '"title":"غارات على الحسكة"'
for way in gzip br hop; do
  expect "a page by $way" 0 "\$isnad read --allow-private \$site/$way"
  has out '"title":"غارات على الحسكة"'
done
has out "\"url\":\"$site/page\""
expect "a feed from the web" 0 '$isnad read --allow-private $site/feed'
has out '"name":"نهر المثال"'
expect "a charset of the head" 0 '$isnad read --allow-private --no-claims $site/1256'
hasnt err 'UTF-8'
expect "what cannot be fetched" 3 '$isnad fetch --allow-private --timeout 1 $site/404 $site/closed/1 $site/loop $site/away $site/bomb $site/endless $site/cut $site/silent http://127.0.0.1:1/ http://[::1 >/dev/null'
is_json err
lines err 10
for fault in 'server answers 404' 'robots.txt does not allow' 'more than 10 times' 'no address that can be fetched: file:' 'longer than 16 MB' 'remaining to read' 'timed out' 'onnect'; do has err "$fault"; done
expect "robots.txt left aside" 3 '$isnad fetch --allow-private --ignore-robots $site/closed/1 >/dev/null'
has err 'server answers 404'
expect "one at a time" 0 '$isnad fetch --allow-private -o slow.warc $site/slow1 $site/slow2 $site/slow3 && $isnad fetch --allow-private $site/log | tail -n 4'
has out '^most at once 1$'
expect "what was fetched is an archive" 0 '$isnad read slow.warc'
lines out 3
has out "\"record\":2,.*\"url\":\"$site/slow2\""
expect "what was fetched once" 0 '$isnad fetch --allow-private --cache seen.tsv $site/etag | wc -c; $isnad fetch --allow-private --cache seen.tsv $site/etag; $isnad fetch --allow-private $site/log | grep if-none-match'
has err 'not changed since'
has out '/etag if-none-match if-modified-since'
expect "an address in Arabic letters" 3 '$isnad fetch --allow-private "$site/خبر 1" >/dev/null; code=$?; $isnad fetch --allow-private $site/log | grep 1$; exit $code'
has out '/%d8%ae%d8%a8%d8%b1%201$'
expect "fetch without an address" 2 '$isnad fetch'
expect "fetch of a file" 2 '$isnad fetch report.txt'
expect "a wrong timeout" 2 '$isnad fetch --timeout soon $site/page'
expect "an archive that cannot be written" 1 '$isnad fetch --allow-private $site/page >/dev/full'
kill $server

# ---- Lines
expect "words" 0 'echo "{\"text\": \"وقالت القوات\"}" | $isnad words'
is_json out
has out '"segments":\["و","قالت"\]'
expect "number" 0 'echo "{\"text\": \"ثلاثة وعشرون قتيلاً\"}" | $isnad number'
has out '"value":23'
expect "time" 0 'echo "{\"text\": \"مساء أمس\", \"now\": \"2022-01-24T12:30\"}" | $isnad time'
has out '"timex":"2022-01-23TEV"'
expect "plain lines" 0 'printf "أمس\nاليوم\n" | $isnad time --plain --now 2022-01-24'
lines out 2
has out '"start":"2022-01-23"'
expect "future" 0 'echo "{\"text\": \"يوم الخميس\", \"now\": \"2022-01-24\"}" | $isnad time --prefer future'
has out '"start":"2022-01-27"'
expect "past" 0 'echo "{\"text\": \"يوم الخميس\", \"now\": \"2022-01-24\"}" | $isnad time --prefer past'
has out '"start":"2022-01-20"'
expect "bad lines keep their place" 3 'printf "{\"text\":\"أمس\"}\nno\n{\"x\":1}\n[]\n\n{\"text\":\"غدا\",\"now\":\"x\"}\n{\"text\":\"غدا\"}" | $isnad time'
lines out 7
lines err 5
is_json out
is_json err
has err '"line":2,'
has out '^\{"error":"line 3: '
expect "invalid UTF-8 in a line" 3 'printf "{\"text\":\"\xff\"}\n" | $isnad words'
lines out 1
echo '{"text":"a\u0000b"}' >nul.ndjson
expect "NUL in a line" 0 '$isnad words nul.ndjson'
is_json out
expect "no lines" 0 '$isnad number </dev/null'
lines out 0
expect "a missing file of lines" 3 '$isnad number nosuch'
expect "prefer what" 2 '$isnad time --prefer now'

# ---- Output that cannot be written
expect "a closed pipe" 0 'for i in $(seq 300); do cp report.txt folder/c$i.txt; done; set -o pipefail; $isnad read folder | head -n 1'
hasnt err .
expect "a full disk" 1 '$isnad read report.txt >/dev/full'
has err 'cannot write'
expect "interrupted" 130 'mkfifo pipe; (exec 9<>pipe; sleep 5) & sleep 0.2; timeout --preserve-status -s INT 1 $isnad read pipe'

# ---- Scoring on annotated reports
# gold CODE: the example's annotations in the folder gold, changed by a line of JavaScript: raid and talks are their objects.
gold() {
  rm -rf gold
  cp -r "$root/eval" gold
  node -e 'const fs = require("fs"), load = n => JSON.parse(fs.readFileSync(`gold/${n}.gold.json`)), raid = load("raid"), talks = load("talks");
    eval(process.argv[1]);
    for (const [n, o] of Object.entries({raid, talks})) fs.writeFileSync(`gold/${n}.gold.json`, JSON.stringify(o))' "$1"
}
expect "eval of the example" 0 "\$isnad eval $root/eval"
has out '^claims        precision 1\.000  recall 1\.000  F1 1\.000   \(5 of 5 annotated, 5 given\)$'
has out '^actors        right 1\.000 of paired claims   F1 1\.000$'
has out '^whole claims  precision 1\.000  recall 1\.000  F1 1\.000$'
lines out 11
hasnt err .
expect "eval shows nothing where all is right" 0 "\$isnad eval --show $root/eval"
lines out 11
gold 'raid.claims[0].status = "planned"; raid.claims[0].actors.push("sy.sdf"); talks.claims.shift(); talks.claims.push({...talks.claims[0], event: "ELECTION", mode: null})'
expect "eval of what differs" 0 '$isnad eval --show gold'
has out '^raid\.txt: غارتين: wrong status, actors$'
has out '^    status: want "planned" got "happened"$'
has out '^talks\.txt: missed ELECTION تظاهر in: تظاهر عشرات المعلمين$'
has out '^talks\.txt: extra CONSULT \[[0-9]+, [0-9]+\]$'
has out '^claims        precision 0\.800  recall 0\.800  F1 0\.800   \(4 of 5 annotated, 5 given\)$'
has out '^status        right 0\.750 of paired claims$'
has out '^actors        right 0\.750 of paired claims   F1 0\.889$'
has out '^whole claims  precision 0\.600  recall 0\.600  F1 0\.600$'
expect "eval as JSON" 0 '$isnad eval --show --format json gold | tr -d "\n"'
is_json out
has out '"differences": *\[ *\{'
has out '"claims": *\{ *"right": 4, *"annotated": 5, *"given": 5, *"precision": 0\.8'
gold 'raid.claims[1].actors = ["text:سوريا الديمقراطية"]; raid.claims[1].sources[0].name = "محلية"; raid.claims[1].place = "مدينه رقه"'
expect "eval compares names as readers do" 3 '$isnad eval --show gold'
has out '^raid\.txt: اعتقلت: wrong actors$'
has out '^annotation: raid\.gold\.json claim 1: place not in the text: مدينه رقه$'
gold 'raid.claims[0].near = "في"; raid.claims[1].trigger = "قصف"; talks.claims[0].mode = "drone"; talks.claims[1].sources[0].kind = "rumour"; delete talks.claims[2].event'
expect "eval tells faults" 3 '$isnad eval gold'
has out '^annotation: raid\.gold\.json claim 0: context stands [0-9]+ times: في$'
has out '^annotation: raid\.gold\.json claim 1: trigger not in its context: قصف$'
has out '^annotation: talks\.gold\.json claim 0: mode drone$'
has out '^annotation: talks\.gold\.json claim 1: kind rumour$'
has out '^annotation: talks\.gold\.json claim 2: no text as event$'
has out '\(2 of 2 annotated, 5 given\)$'
gold 'fs.writeFileSync("gold/raid.txt", fs.readFileSync("gold/raid.txt", "utf8").replace(/ /g, "\u00a0").replace(/\n/g, "\r\n"))'
expect "eval knows no-break spaces and CR LF" 0 '$isnad eval gold'
has out 'recall 1\.000'
gold 'raid.claims = [1, [], {}, {near: {}, trigger: 1}, {...raid.claims[0], actors: "x"}, {...raid.claims[0], sources: [3]}, {...raid.claims[0], time: []}, {...raid.claims[0], near: ""}, {...raid.claims[0], counts: [{what: "killed", min: "x"}], time: {}}]; talks.claims = {}'
expect "eval of odd annotations" 3 '$isnad eval gold; code=$?; $isnad eval --show --format json gold >/dev/null; exit $code'
has out '^annotation: raid\.gold\.json claim 8: count '
has out '^annotation: raid\.gold\.json claim 6: not as it should be: time$'
has out '^annotation: talks\.gold\.json: no "claims" that are a list$'
gold 'delete raid.given; fs.rmSync("gold/talks.txt"); fs.writeFileSync("gold/nul.txt", "a\0b"); fs.writeFileSync("gold/nul.gold.json", "{}"); fs.writeFileSync("gold/deep.txt", "x"); fs.writeFileSync("gold/deep.gold.json", "[".repeat(100000))'
expect "eval of odd files" 3 '$isnad eval gold'
has out '^annotation: talks\.gold\.json: no report beside it$'
has out '^annotation: deep\.gold\.json: line 1: '
has err 'nul\.txt'
is_json err
expect "eval of a folder without annotations" 1 '$isnad eval folder'
has err 'no annotated reports'
expect "eval of a missing folder" 1 '$isnad eval nosuch'
expect "eval of nothing" 2 '$isnad eval'
expect "eval of two folders" 2 '$isnad eval gold folder'

# ---- Coverages
cp -r "$root/test/golden/coverages/publisher" coverage
rm coverage/expected
expect "a coverage" 0 '$isnad coverage coverage'
lines out 1
is_json out
has out '^\{"folder":"coverage","incidents":\[\{"id":"[0-9a-f]{16}","event":"ASSAULT"'
has out '"origins":2,"denying":0,"unknown":1'
cp out first
expect "a coverage gives the same bytes" 0 '$isnad coverage coverage | cmp - first'
expect "a coverage as JSON" 0 '$isnad coverage --format json coverage | tr -d "\n"'
is_json out
expect "a coverage as a table" 0 '$isnad coverage --format table coverage'
has out '^  1 ASSAULT drone'
has out 'told +4 reports of 4 outlets, 2 origins, 1 unknown'
has out '^1 incident$'
expect "its chain" 0 '$isnad coverage --format chain coverage'
has out 'publisher +002:0 of 001:0'
expect "its graph" 0 '$isnad coverage --format dot coverage'
has out '^digraph isnad \{$'
has out 't1_1 -> t1_0 \[label="publisher"\];'
has out '^\}$'
expect "one incident by number" 0 '$isnad coverage --incident 1 coverage | cmp - first'
expect "one incident by id" 0 'id=$(grep -oE "[0-9a-f]{16}" first | head -n 1); $isnad coverage --incident "$id" coverage | cmp - first'
expect "no incident of that number" 4 '$isnad coverage --incident 77 --fail-if-empty coverage'
has out '"incidents":\[\]\}'
expect "incidents of many reports" 4 '$isnad coverage --min-reports 5 --fail-if-empty coverage'
expect "a count that is none" 2 '$isnad coverage --min-reports many coverage'
expect "why two claims are one" 0 '$isnad coverage --explain coverage 001:0 002:0'
has out '"name":"place","points":3.0,"reason":"the same place"'
has out '"same":true\}$'
expect "why, as a table" 0 '$isnad coverage --explain --format table coverage 001:0 004:0'
has out 'in all, 1.8 are needed: one happening$'
expect "a claim that is not there" 2 '$isnad coverage --explain coverage 001:0 009:0'
has err 'no claim 009:0'
expect "a claim beyond the last" 2 '$isnad coverage --explain coverage 001:0 002:99'
expect "explain without claims" 2 '$isnad coverage --explain coverage'
expect "coverage of a file" 2 '$isnad coverage report.txt'
expect "coverage of nothing" 2 '$isnad coverage'
expect "coverage of an empty folder" 3 '$isnad coverage empty'
has out '"incidents":\[\]\}'
echo '{"published": 2022}' >coverage/003.given.json
expect "given values that are none" 3 '$isnad coverage coverage'
has err '003.given.json'
has out '"reports":3'
echo '{"published": "yesterday"}' >coverage/003.given.json
expect "a date that is none" 3 '$isnad coverage coverage'
has err 'ISO 8601'
rm coverage/003.given.json
expect "a report without given values" 0 '$isnad coverage coverage'
head -c 100 /dev/urandom >coverage/005.txt
expect "a coverage with a binary file" 3 '$isnad coverage coverage'
has err '005.txt'

# ---- Lexicons
expect "a missing lexicon" 1 '$isnad read --lexicon nosuch.bin report.txt'
has err 'nosuch.bin'
expect "a damaged lexicon" 1 'head -c 5000 /dev/urandom >bad.bin; $isnad read --lexicon bad.bin report.txt'
is_json err
expect "rows are sound" 0 "\$isnad lexicon check $root/lexicon"
expect "rows are not" 3 "cp -r $root/lexicon bad; printf 'x\\tno-such-class\\t\\t\\n' >>bad/words.tsv; \$isnad lexicon check bad"
has err 'words.tsv:[0-9]+: '
expect "compile" 0 "\$isnad lexicon compile $root/lexicon small.bin && \$isnad read --lexicon small.bin report.txt"
has out '"event":"ASSAULT"'
expect "more places" 0 'printf "id\tname_ar\tname_en\talt_ar\tkind\tparent_id\tlat\tlon\tpopulation\tsource\nt:1\tتل المثال\tTell al-Mithal\t\tvillage\t\t36.5\t40.7\t\ttest\n" >p.tsv; $isnad lexicon add-places p.tsv -o more.bin'
expect "more places are found" 0 'echo "شن الطيران غارة على قرية تل المثال." | $isnad read --lexicon more.bin'
has out '"id":"t:1"'
expect "places of a missing file" 1 '$isnad lexicon add-places nosuch.tsv -o x.bin'
expect "lexicon check without a folder" 1 '$isnad lexicon check nosuch'

# ---- A store
export ISNAD_STORE=$work/s.isnad
reports=$root/test/store/reports.ndjson
expect "list without a store" 1 '$isnad list'
has err 'no store of this name'
expect "no store is named" 2 'ISNAD_STORE= $isnad list'
has err 'ISNAD_STORE'
expect "dry run" 0 "\$isnad import --dry-run $reports"
has out '"new":10,"versions":0,"same":0,"foreign":0,"rejected":0,"dry_run":true'
expect "a dry run makes no store" 1 'test -e s.isnad'
expect "import" 0 "\$isnad import $reports"
has out '"new":10'
expect "import again" 0 "\$isnad import --format ndjson $reports"
has out '"new":0,"versions":0,"same":10'
has out '"added":"same"'
lines out 11
expect "import of files, folders and stdin" 3 'cat report.txt | $isnad import --store other.isnad --outlet مثال --published 2022-01-24 report.txt quiet.txt english.txt nosuch.txt -'
has out '"new":2,"versions":0,"same":1,"foreign":1,"rejected":1'
has err 'nosuch.txt'
expect "import of a folder" 0 'mkdir f2; cp report.txt f2/a.txt; echo "{\"outlet\": \"سانا\", \"published\": \"2022-01-24T10:00\"}" >f2/a.given.json; $isnad import --store third.isnad f2 && $isnad show --store third.isnad --report 1'
has out '"outlet":"سانا"'
expect "import of a wrong date" 2 '$isnad import --published yesterday report.txt'
expect "import into what is no store" 1 '$isnad import --store report.txt report.txt'
has err 'no store'
expect "import into nowhere" 1 '$isnad import --store /nowhere/s report.txt'
is_json err
expect "stats" 0 '$isnad stats --format text'
has out '^ +10  reports$'
expect "stats as JSON" 0 '$isnad stats'
is_json out
has out '"reports":10,"versions":10,"outlets":10'
expect "list" 0 '$isnad list'
is_json out
has out '"title":"قتلى في غارة على سوق معرة مصرين"'
id=$("$isnad" list --order origins | head -n 1 | grep -oE '"id":"[0-9a-f]{16}"' | head -n 1 | cut -d'"' -f4)
export id
expect "list as a table" 0 '$isnad list --format table --order origins'
has out 'killed [0-9]+ to 9  disputed'
has out '^[0-9]+ incidents$'
expect "list as one value" 0 '$isnad list --format json | node -e "if (!Array.isArray(JSON.parse(require(\"fs\").readFileSync(0)))) process.exit(1)"'
expect "list by place" 0 '$isnad list --place "معره مصرين" --format table'
has out 'معرة مصرين'
expect "list by country" 0 '$isnad list --place سوريا --event ASSAULT --min-origins 2 --limit 1'
lines out 1
expect "list by source" 0 '$isnad list --source "المرصد السوري لحقوق الإنسان"'
has out 'بنش'
hasnt out 'أعزاز'
expect "list by words" 0 '$isnad list --words "بنش -سوق"'
has out 'بنش'
expect "list of nothing" 4 '$isnad list --after 2030-01-01 --fail-if-empty'
expect "list of an odd day" 2 '$isnad list --after yesterday'
expect "list of an odd number" 2 '$isnad list --limit many'
expect "show" 0 '$isnad show $id'
is_json out
has out '"words":"'
expect "show as a table" 0 '$isnad show --format table "#1"'
has out '^  told '
expect "show by the beginning of the id" 0 '$isnad show ${id:0:8}'
expect "show of nothing" 1 '$isnad show zzzz'
has err 'no incident'
expect "show a report" 0 '$isnad show --report 1 --format table'
has out '^  sha256 +[0-9a-f]{64}$'
has out 'السوق الشعبي'
expect "show no report" 1 '$isnad show --report 99'
expect "chain" 0 '$isnad chain "#1"'
has out '^    origin '
expect "chain as a graph" 0 '$isnad chain --dot "#1"'
has out '^digraph isnad'
expect "chain as JSON" 0 '$isnad chain --json "#1"'
is_json out
has out '"origin_list"'
expect "disputes" 0 '$isnad disputes'
is_json out
has out '"what":"killed"'
expect "disputes as a table" 0 '$isnad disputes --format table'
has out 'killed'
expect "search" 0 '$isnad search سوق'
is_json out
has out '"found":\["'
expect "search a phrase" 0 '$isnad search "السوق الشعبي" وسط'
lines out 2
expect "search without a word" 0 '$isnad search -- سوق -الشعبي source:الجسر'
lines out 1
expect "search by time and place" 0 '$isnad search "place:بنش" after:2023-03-10 before:2023-03-10'
lines out 2
expect "search of nothing" 4 '$isnad search --fail-if-empty عنقاء'
expect "search for marks" 2 '$isnad search "\" . \""'
expect "search without a question" 2 '$isnad search'
expect "log" 0 '$isnad log'
is_json out
has out '"kind":"incident"'
claims=$("$isnad" show "$id" | node -e 'console.log(JSON.parse(require("fs").readFileSync(0)).claims.map(c => c.claim.id).join(" "))')
read -r c1 c2 _ <<<"$claims"
other=$("$isnad" list | tail -n 1 | grep -oE '"id":"[0-9a-f]{16}"' | head -n 1 | cut -d'"' -f4)
export c1 c2 other
expect "explain" 0 '$isnad link --explain $c1 $c2 --format text'
has out 'in all, [0-9.]+ are needed'
expect "merge" 0 '$isnad merge --by Rana --why "the same" $id $other'
entry=$(cat out)
export entry
expect "merged ids lead to one" 0 'test "$($isnad show $id | md5sum)" = "$($isnad show $other | md5sum)"'
expect "merge what is one" 2 '$isnad merge $id $other'
expect "acts" 0 '$isnad log --acts --format table'
has out 'merge .*Rana .*the same'
expect "undo" 0 '$isnad undo $entry'
expect "undo once only" 2 '$isnad undo $entry'
has err 'undone already'
expect "split" 0 '$isnad split $id $c2'
expect "split what is not in it" 2 '$isnad split $other $c1'
expect "pin" 0 '$isnad pin $c1'
expect "pin nothing" 2 '$isnad pin zzzz'
expect "retract" 0 '$isnad retract $other && $isnad list --retracted'
has out "\"id\":\"$other\""
expect "retract a report" 0 '$isnad retract --report 6 --why "taken back"'
expect "note" 0 '$isnad note $id "seen on video" && $isnad show $id --format table'
has out '^  note .*seen on video$'
expect "link anew" 0 '$isnad link'
has out '"changes":0'
expect "verify" 0 '$isnad verify'
has out '"faults":0'
expect "a flipped byte" 5 'cp s.isnad flipped.isnad; printf "\125" | dd of=flipped.isnad bs=1 seek=$(($(stat -c %s flipped.isnad) / 2)) conv=notrunc status=none; $isnad verify --store flipped.isnad'
has err 'checksum'
is_json err
for form in acled ucdp geojson csv ndjson atom jsonfeed ninjs; do expect "export $form" 0 "\$isnad export --as $form >ex.$form && test -s ex.$form"; done
expect "acled has 31 columns" 0 'node -e "
  const rows = require(\"fs\").readFileSync(\"ex.acled\", \"utf8\").split(\"\\r\\n\").filter(l => l).map(l => [...l.matchAll(/(?:^|,)(\"(?:[^\"]|\"\")*\"|[^,]*)/g)].length);
  if (rows.length < 3 || rows.some(n => n !== 31)) process.exit(1)"'
has ex.acled '^ISN-SYR-[0-9]{6},2023-03-0?9,2023,1,Political violence,Explosions/Remote violence,Air/drone strike,'
expect "geojson" 0 'node -e "
  const v = JSON.parse(require(\"fs\").readFileSync(\"ex.geojson\")), bad = f => f.type !== \"Feature\" || !f.id || !f.properties ||
    (f.geometry && (f.geometry.type !== \"Point\" || Math.abs(f.geometry.coordinates[0]) > 180 || Math.abs(f.geometry.coordinates[1]) > 90 || f.properties.geo_precision > 2));
  if (v.type !== \"FeatureCollection\" || !v.features.length || v.features.some(bad) || !v.features.some(f => f.geometry)) process.exit(1)"'
for form in ndjson ninjs; do cp "ex.$form" out; is_json out; done
expect "feeds are read back" 0 'test $($isnad read --format ndjson ex.atom | wc -l) = $(wc -l <ex.ndjson) && test $($isnad read --format ndjson ex.jsonfeed | wc -l) = $(wc -l <ex.ndjson)'
expect "export for spreadsheets" 0 '$isnad export --bom --excel-safe'
has out $'^\xEF\xBB\xBFid,number,'
expect "export by filter" 0 '$isnad export --as csv --place بنش'
lines out 2
expect "export of no form" 2 '$isnad export --as xml'
expect "a full disk for a store" 1 '(ulimit -f 100; $isnad import --store full.isnad '"$root"'/sample)'
has err 'full.isnad'
unset ISNAD_STORE

# ---- Serving and watching, on 127.0.0.1
expect "serve without a store" 2 '$isnad serve'
has err 'which store'
expect "serve takes no file" 2 '$isnad serve --store w.isnad file'
expect "serve on nothing" 2 '$isnad serve --store w.isnad --listen here'
has err 'no address to listen on: here'
expect "serve what is not there" 1 '$isnad serve --read-only --store nosuch.isnad --listen 127.0.0.1:0'
expect "a short token" 1 'echo short >token; $isnad serve --store w.isnad --token token --listen 127.0.0.1:0'
has err 'at least 16 characters'
expect "an origin with a path" 2 '$isnad serve --store w.isnad --origin https://a.example/x'
expect "broken coverages" 2 'printf "slug\nBAD\n" >c.tsv; $isnad serve --store w.isnad --coverages c.tsv --listen 127.0.0.1:0'
expect "watch nothing" 0 '$isnad watch --once --store w.isnad'
has err 'there is no source'
expect "watch no address" 3 'echo "ftp://a.example/" >list; $isnad watch --once --store w.isnad list'
has err '"file":"ftp://a.example/","error":"no address of http or https"'
expect "watch a broken list" 3 'echo "<opml><outline" >list; $isnad watch --once --store w.isnad list'
has err 'no well-formed OPML'
expect "watch too often" 2 '$isnad watch --every 0 --store w.isnad list'
rm -f port
node "$root/test/server.mjs" "$work/port" 60 &
server=$!
for _ in $(seq 100); do [ -s port ] && break; sleep 0.1; done
site=http://127.0.0.1:$(cat port)
export site
expect "watch a private address" 0 '$isnad watch --once --store w.isnad $site/feed'
has out '"new":0,.*"fault":"its address is not public'
"$isnad" serve --store w.isnad --listen 127.0.0.1:0 --log access.log 2>serve.err &
serving=$!
for _ in $(seq 100); do grep -q serving serve.err && break; sleep 0.1; done
live=$(grep -o 'http://127.0.0.1:[0-9]*' serve.err)
export live
node -e 'fetch(process.argv[1] + "/events").then(async r => { for await (const part of r.body) process.stdout.write(part) })' "$live" >events 2>/dev/null &
follower=$!
for _ in $(seq 50); do grep -q retry events && break; sleep 0.1; done
cat >list.opml <<END
<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a "$site/feed">]>
<opml version="2.0"><body><outline text="x"><outline type="rss" xmlUrl="$site/feed"/><outline xmlUrl="$site/etag"/></outline></body></opml>
END
expect "watch a feed and a page" 0 '$isnad watch --once --allow-private --store w.isnad list.opml'
lines out 2
is_json out
has out '/feed","at":[0-9]+,"kind":"feed","new":1,"versions":0,"same":0,"rejected":0,"fault":null'
has out '/etag","at":[0-9]+,"kind":"page","new":1'
for _ in $(seq 20); do grep -q 'event: incident' events && break; sleep 0.1; done # two seconds from its arrival
cp events out
has out '^event: incident$'
expect "the page shows it" 0 'node -e "fetch(process.argv[1]).then(async r => process.exit(r.status === 200 && (await r.text()).includes(process.argv[2]) ? 0 : 1))" $live/ "غارات على"'
expect "watch again" 0 '$isnad watch --once --allow-private --store w.isnad'
has out '/feed",.*"new":0,"versions":0,"same":1'
has out '/etag",.*"new":0,"versions":0,"same":0'
has w.isnad.seen '/etag	"7"'
expect "a slow server holds up no other" 0 '$isnad watch --once --allow-private --timeout 2 --store slow.isnad ${site/127.0.0.1/localhost}/silent $site/feed'
has <(head -n 1 out) '/feed"'
expect "what it cost others" 0 'node -e "fetch(process.argv[1] + \"/log\").then(async r => console.log(await r.text()))" $site'
has out '/etag if-none-match'
kill -TERM $serving
wait $serving
expect "serve ends in order" 0 "exit $?"
for _ in $(seq 50); do kill -0 $follower 2>/dev/null || break; sleep 0.1; done
expect "and with it those who follow" 1 "kill -0 $follower 2>/dev/null"
has access.log '"GET /events" 200'
kill $server 2>/dev/null

# ---- Pages as files
expect "a store of the sample coverage" 0 "\$isnad import --store site.isnad $root/sample/coverage"
expect "a site of files" 0 "\$isnad export --store site.isnad --as html --coverages $root/sample/coverages.tsv site"
has out '^[0-9]{3,}$'
expect "its pages" 0 'test -s site/index.html -a -s site/en/index.html -a -s site/c/basra.html -a -s site/c/basra.atom -a -s site/map.geojson'
expect "the same bytes again" 0 "\$isnad export --store site.isnad --as html --coverages $root/sample/coverages.tsv again && diff -r site again"
expect "a site without a folder" 2 '$isnad export --store site.isnad --as html'
expect "coverages that make no sense" 1 'printf "slug\nBad Slug\tA\tB\n" >bad.tsv; $isnad export --store site.isnad --as html --coverages bad.tsv none'
is_json err
has err 'a coverage has a slug'
expect "a folder that cannot be made" 1 '$isnad export --store site.isnad --as html /dev/null/site'

# ---- What is installed beside the program
for command in read coverage fetch import list show chain disputes search stats merge split pin retract note undo log link export verify serve watch words number time lexicon eval; do
  expect "options of $command" 0 "\$isnad help $command | grep -oE -- '--[a-z-]+' | sort -u"
  while read -r option; do
    for file in man/isnad.1 completions/isnad.bash completions/_isnad completions/isnad.fish; do
      word=${option#--}
      pattern="(--|-l |\\\\-\\\\-)${word//-/.?-}( |'|[}]|[|]|\[|\]|,|\$)"
      if grep -qE -- "$pattern" "$root/$file"; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "$file: nothing of $command $option"
      fi
    done
  done < <(cat out)
done
expect "bash completion parses" 0 "bash -n $root/completions/isnad.bash"

echo "command line: $passed passed, $failed failed"
[ "$failed" = 0 ]
