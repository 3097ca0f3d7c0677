import { communeKey, type MapRole } from "#contract/entities/map.ts";
import { CodedError } from "#contract/errors.ts";
import { type Dimension, dimensionOf, type Shape } from "./geometry.ts";
import type { SiteFacts } from "./inspection.ts";
import { isCommune, nameOf } from "./naming.ts";

/** What shapes a role is drawn from. */
const dimensionFor: Record<Exclude<MapRole, "base">, Dimension> = {
  communes: "areas",
  outline: "areas",
  neighbours: "areas",
  border: "lines",
  roads: "lines",
  places: "points",
};

/** What most shapes are; the others are left out. */
export function mainDimension(shapes: readonly Shape[]): Dimension {
  const count = (dimension: Dimension) => shapes.filter((shape) => dimensionOf(shape) === dimension).length;
  return (["areas", "lines", "points"] as const).reduce((best, one) => (count(one) > count(best) ? one : best));
}

/**
 * What shapes are for: as they were said to be, else by what they are and are called.
 * @throws CodedError map.unclear-role, map.wrong-role
 */
export function roleOf(
  shapes: readonly Shape[],
  said: MapRole | undefined,
  { name, site }: { name: string; site: SiteFacts },
): Exclude<MapRole, "base"> {
  const dimension = mainDimension(shapes);
  if (said !== undefined) {
    if (said === "base" || dimensionFor[said] !== dimension)
      throw new CodedError("map.wrong-role", { name, role: said, found: dimension });
    return said;
  }
  if (dimension === "points") return "places";
  const names = shapes.map((shape) => nameOf(shape.properties) ?? "");
  const isAmong = (list: readonly string[]) => {
    const keys = new Set(list.map((one) => communeKey(one).replace(/^tinh /, "")));
    return (text: string) => keys.has(communeKey(text).replace(/^tinh /, ""));
  };
  if (dimension === "lines") {
    const isBorder = /bien gioi|border|boundary/.test(communeKey([name, ...names].join(" ")));
    return isBorder ? "border" : "roads";
  }
  if (shapes.length === 1 && names.every(isAmong(site.provinces))) return "outline";
  const half = shapes.length / 2;
  if (names.filter(isAmong(site.neighbours)).length >= half) return "neighbours";
  const isKnown = isAmong(site.communes);
  if (shapes.filter((shape, at) => isCommune(shape.properties) || isKnown(names[at] ?? "")).length >= half)
    return "communes";
  throw new CodedError("map.unclear-role", { name });
}
