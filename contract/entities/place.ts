import { z } from "zod";
import { Id, Words } from "./text.ts";
import { Day } from "./time.ts";

export const Position = z.strictObject({
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  /** "approximate" is told on every map that draws the point; "rough", off by some kilometres, only takes a map there and is told too. */
  accuracy: z.enum(["surveyed", "approximate", "rough"]),
});
export type Position = z.infer<typeof Position>;

/**
 * district: of the time before communes came directly under the province · office: a department or agency · vehicle: has no position of its own, but readings that
 * tell where it is; registered like any other place, since where people drive is told to nobody by chance.
 */
export const PlaceKind = z.enum([
  "province",
  "district",
  "commune",
  "office",
  "town",
  "gate",
  "station",
  "site",
  "neighbour",
  "vehicle",
]);
export type PlaceKind = z.infer<typeof PlaceKind>;

export const Place = z.strictObject({
  id: Id,
  kind: PlaceKind,
  name: Words,
  position: Position.optional(),
  /** What its official lists and warnings call it: the code of an administrative unit. */
  officialCode: z.string().min(1).max(40).optional(),
  /** Of a river station what its levels are counted from. Two that are counted from different ones are never held against each other. */
  datum: Words.optional(),
  /** The first day on which it exists; absent: always did. Older figures of it are taken: its owner may have recounted them. */
  from: Day.optional(),
  /** The first day on which it exists no more. Figures of it after the beginning of that day are refused. */
  to: Day.optional(),
});
export type Place = z.infer<typeof Place>;

/**
 * Where something is, as the text of a reading: latitude and longitude in decimal degrees, "21.8534,106.7615", as after the "geo:"
 * of RFC 5870, which may stand before it; what it may have behind them (height, accuracy) is not read.
 * @returns null for anything else, and for what lies outside the world
 */
export function positionIn(text: string): { lat: number; lon: number } | null {
  const found = /^(?:geo:)?(-?\d{1,2}(?:\.\d+)?), ?(-?\d{1,3}(?:\.\d+)?)(?:[,;].*)?$/.exec(text.trim());
  const [lat, lon] = [Number(found?.[1]), Number(found?.[2])];
  return found && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}
