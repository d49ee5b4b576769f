#!/usr/bin/env node
// Of a stream of bench/stream.js the first happenings, each with a few of its reports: happenings.js COUNT EACH <stream >part
'use strict';
const [most, each] = process.argv.slice(2).map(Number), seen = new Map();
for (const line of require('fs').readFileSync(0, 'utf8').split('\n').filter(l => l)) {
  const happening = JSON.parse(line).url.split('/').slice(3, 5).join('/'), had = seen.get(happening) || 0;
  if (had >= each || (had === 0 && seen.size >= most)) continue;
  seen.set(happening, had + 1);
  console.log(line);
}
