import { z } from "zod";
import { Id, Words } from "./text.ts";
import { Day } from "./time.ts";

export const Position = z.strictObject({
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  /** "approximate" is told on every map that draws the point. */
  accuracy: z.enum(["surveyed", "approximate"]),
});
export type Position = z.infer<typeof Position>;

/** district: of the time before communes came directly under the province. */
export const PlaceKind = z.enum(["province", "district", "commune", "town", "gate", "station", "site", "neighbour"]);
export type PlaceKind = z.infer<typeof PlaceKind>;

export const Place = z.strictObject({
  id: Id,
  kind: PlaceKind,
  name: Words,
  position: Position.optional(),
  /** The first day on which it exists; absent: always did. Older figures of it are taken: its owner may have recounted them. */
  from: Day.optional(),
  /** The first day on which it exists no more. Figures of it after the beginning of that day are refused. */
  to: Day.optional(),
});
export type Place = z.infer<typeof Place>;
