import { z } from "zod";
import { Id, Words } from "./text.ts";

export const Position = z.strictObject({
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  /** "approximate" is told on every map that draws the point. */
  accuracy: z.enum(["surveyed", "approximate"]),
});
export type Position = z.infer<typeof Position>;

export const Place = z.strictObject({
  id: Id,
  kind: z.enum(["province", "commune", "town", "gate", "station", "site", "neighbour"]),
  name: Words,
  position: Position.optional(),
});
export type Place = z.infer<typeof Place>;
