#!/usr/bin/env node
// Holds the incidents of a store against what stream.js planted: B-cubed precision and recall of the claims, and how many incidents count
// more origins than were planted.
//
//   bench/stream_truth.js ISNAD STORE
'use strict';
const {execFileSync} = require('child_process');
const [isnad, store] = process.argv.slice(2);
const run = (...args) => execFileSync(isnad, args, {maxBuffer: 2 ** 31}).toString().trim().split('\n').filter(l => l).map(l => JSON.parse(l));

const address = new Map(); // of a report, by its key
for (const hit of run('search', '--store', store, '--format', 'ndjson', 'after:1900-01-01')) address.set(hit.key, hit.url.split('/').slice(3));
const count = (map, key) => map.set(key, (map.get(key) || 0) + 1);
const happenings = new Map(), claims = [], over = [];
let exact = 0, all = 0;
for (const incident of run('export', '--store', store, '--as', 'ndjson')) {
  const of = new Map(), origins = new Set();
  all++;
  for (const claim of incident.claims) {
    const [day, number, origin] = address.get(claim.report), happening = `${day}/${number}`;
    count(of, happening);
    count(happenings, happening);
    origins.add(`${happening}/${origin}`);
    claims.push([happening, of]);
  }
  if (incident.origins > origins.size) over.push(incident.id);
  exact += incident.origins === origins.size;
}
let precision = 0, recall = 0;
for (const [happening, of] of claims) {
  const here = [...of.values()].reduce((a, b) => a + b);
  precision += of.get(happening) / here;
  recall += of.get(happening) / happenings.get(happening);
}
console.log(`${claims.length} claims on ${happenings.size} happenings in ${all} incidents: B-cubed precision ${(precision / claims.length).toFixed(3)}, ` +
            `recall ${(recall / claims.length).toFixed(3)}; origins as planted in ${exact}, more than planted in ${over.length}`);
if (over.length) console.log('more origins than planted: ' + over.slice(0, 5).join(' '));
