import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { Span } from "#contract/entities/time.ts";
import { IndicatorId, PlaceId } from "./picks.ts";

/** What a figure is held against. */
export const Comparator = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("indicator"), indicator: IndicatorId, place: PlaceId.optional(), label: Words }),
  z.strictObject({ kind: z.literal("plan") }),
  z.strictObject({ kind: z.literal("earlier"), span: Span }),
  z.strictObject({ kind: z.literal("note"), text: Words }),
]);
export type Comparator = z.output<typeof Comparator>;
