// The lines of the map, from world-atlas' countries-50m.json (Natural Earth, public domain), as the page room reads them (src/serve/page/
// draw.c says the shape): coasts as closed rings, borders as lines, and the names of states in Arabic and English at their middles. Names
// come from the Unicode CLDR that node carries. Usage: basemap.js countries-50m.json countries.tsv OUT
"use strict";
const fs = require("fs");
const [atlas, codes, out] = process.argv.slice(2);
const world = JSON.parse(fs.readFileSync(atlas, "utf8"));
const SCALE = 10000; // a step is 1/10000 of a degree

const arcs = world.arcs.map((arc) => {
  let x = 0, y = 0;
  return arc.map(([dx, dy]) => {
    x += dx, y += dy;
    return [0, 1].map((i) => Math.round(([x, y][i] * world.transform.scale[i] + world.transform.translate[i]) * SCALE));
  });
});
const arcOf = (i) => (i < 0 ? [...arcs[~i]].reverse() : arcs[i]);
const ringOf = (ring) => ring.flatMap((i, n) => (n ? arcOf(i).slice(1) : arcOf(i)));
const polygons = (g) => (g.type === "Polygon" ? [g.arcs] : g.type === "MultiPolygon" ? g.arcs : g.type === "GeometryCollection" ? g.geometries.flatMap(polygons) : []);

const uses = new Map();
for (const country of world.objects.countries.geometries)
  for (const i of polygons(country).flat(2)) uses.set(i < 0 ? ~i : i, (uses.get(i < 0 ? ~i : i) || 0) + 1);

const lines = [];
for (const polygon of polygons(world.objects.land)) for (const ring of polygon) lines.push([0, ringOf(ring)]);
for (const [i, n] of uses) if (n > 1) lines.push([1, arcs[i]]);

// The middle of the largest ring, weighted by area, and how wide that ring is.
function middle(country) {
  let best = { area: -1 };
  for (const polygon of polygons(country)) {
    const ring = ringOf(polygon[0]);
    let area = 0, x = 0, y = 0, low = Infinity, high = -Infinity;
    ring.forEach(([ax, ay], i) => {
      const [bx, by] = ring[(i + 1) % ring.length], cross = ax * by - bx * ay;
      area += cross, x += (ax + bx) * cross, y += (ay + by) * cross;
      low = Math.min(low, ax), high = Math.max(high, ax);
    });
    if (Math.abs(area) > best.area && area) best = { area: Math.abs(area), x: Math.round(x / (3 * area)), y: Math.round(y / (3 * area)), width: high - low };
  }
  return best;
}

const rows = fs.readFileSync(codes, "utf8").split("\n").slice(1).filter((l) => l && l[0] !== "#").map((l) => l.split("\t"));
const iso2 = new Map(rows.map((c) => [Number(c[2]), c[0]]));
const names = ["ar", "en"].map((language) => new Intl.DisplayNames([language], { type: "region" }));
const labels = world.objects.countries.geometries
  .filter((c) => iso2.has(Number(c.id)))
  .map((c) => ({ ...middle(c), names: names.map((n) => Buffer.from(n.of(iso2.get(Number(c.id))))) }))
  .sort((a, b) => b.area - a.area);

const chunks = [Buffer.from("ISNMAP1\n")];
const number = (n) => { const b = Buffer.alloc(4); b.writeInt32LE(n); chunks.push(b); };
number(lines.length);
for (const [kind, points] of lines) {
  const x = points.map((p) => p[0]), y = points.map((p) => p[1]);
  [kind, Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y), points.length].forEach(number);
  for (const point of points) point.forEach(number);
}
number(labels.length);
for (const label of labels) { number(label.x); number(label.y); number(label.width); for (const name of label.names) number(name.length), chunks.push(name); }
fs.writeFileSync(out, Buffer.concat(chunks));
