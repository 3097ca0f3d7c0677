import { area } from "@turf/area";
import { intersect } from "@turf/intersect";
import type { Feature, MultiPolygon, Polygon } from "geojson";
import { communeKey, type GeoBounds, type MapFinding } from "#contract/entities/map.ts";
import { boundsOf, type Shape } from "./geometry.ts";
import { finding, listed } from "./inspection.ts";
import { nameOf } from "./naming.ts";

/** Neighbours that were simplified apart from one another overlap by slivers: those are no mistake. */
const sliverKm2 = 0.2;
const sliverShare = 0.01;
const mostPairs = 20_000;

/** Which communes of the profile are there, which are not, and which come twice. */
export function compareCommunes(shapes: readonly Shape[], known: readonly string[]): MapFinding[] {
  const names = shapes.map((shape) => nameOf(shape.properties) ?? "?");
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const repeated = [...counts].filter(([, count]) => count > 1).map(([name]) => name);
  const findings =
    repeated.length === 0
      ? []
      : [finding("attention", "map.found.repeated", { count: repeated.length, list: listed(repeated) })];
  if (known.length === 0) return [...findings, finding("attention", "map.found.no-communes")];
  const present = new Set(names.map(communeKey));
  const expected = new Set(known.map(communeKey));
  const missing = known.filter((name) => !present.has(communeKey(name)));
  const unknown = names.filter((name) => !expected.has(communeKey(name)));
  if (missing.length === 0) findings.push(finding("info", "map.found.communes-all", { count: known.length }));
  else
    findings.push(finding("attention", "map.found.communes-missing", { count: missing.length, list: listed(missing) }));
  if (unknown.length > 0)
    findings.push(finding("attention", "map.found.communes-unknown", { count: unknown.length, list: listed(unknown) }));
  return findings;
}

/** Areas that lie over one another by more than a sliver. */
export function findOverlaps(shapes: readonly Shape[]): MapFinding[] {
  const boxed = shapes
    .map((shape) => ({
      shape: shape as Feature<Polygon | MultiPolygon>,
      name: nameOf(shape.properties) ?? "?",
      box: boundsOf([shape]),
    }))
    .sort((a, b) => a.box[0] - b.box[0]);
  const found: { a: string; b: string; km2: number }[] = [];
  let pairs = 0;
  for (const [at, one] of boxed.entries())
    for (const other of boxed.slice(at + 1)) {
      if (other.box[0] > one.box[2]) break;
      if (!overlapInHeight(one.box, other.box)) continue;
      pairs += 1;
      if (pairs > mostPairs) return [...told(found), finding("attention", "map.found.overlaps-unchecked")];
      const shared = intersect({ type: "FeatureCollection", features: [one.shape, other.shape] });
      const km2 = shared === null ? 0 : area(shared) / 1e6;
      const smaller = Math.min(area(one.shape), area(other.shape)) / 1e6;
      if (km2 > sliverKm2 && km2 > smaller * sliverShare) found.push({ a: one.name, b: other.name, km2 });
    }
  return told(found);
}

const overlapInHeight = (a: GeoBounds, b: GeoBounds): boolean => a[1] <= b[3] && b[1] <= a[3];

function told(found: { a: string; b: string; km2: number }[]): MapFinding[] {
  const largest = found.sort((x, y) => y.km2 - x.km2)[0];
  if (largest === undefined) return [];
  return [finding("attention", "map.found.overlap", { ...largest, km2: largest.km2.toFixed(1), count: found.length })];
}
