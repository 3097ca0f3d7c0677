import { z } from "zod";
import { Id, Words } from "#contract/entities/text.ts";

export const MapSettings = z.strictObject({
  title: Words,
  /** Draws the border gates with the value of this indicator. */
  gates: z.strictObject({ indicator: Id }).optional(),
  cameras: z.boolean().default(false),
  towns: z.boolean().default(true),
});
export type MapSettings = z.infer<typeof MapSettings>;
