import { z } from "zod";
import { Derived } from "./derived.ts";
import { Indicator } from "./indicator.ts";

/** How an indicator is derived, with its span already in milliseconds. */
const DerivedView = z.union([
  Derived.options[0],
  Derived.options[1],
  Derived.options[2],
  Derived.options[3],
  z.strictObject({ ...Derived.options[4].shape, over: z.int() }),
  Derived.options[5],
  Derived.options[6],
  Derived.options[7],
]);

/** An indicator with its spans already in milliseconds. */
export const IndicatorView = z.strictObject({
  ...Indicator.shape,
  oldestAfter: z.int().optional(),
  derived: DerivedView.optional(),
  freshness: z.strictObject({
    every: z.int().optional(),
    lateAfter: z.int(),
    staleAfter: z.int(),
    lostAfter: z.int(),
  }),
});
export type IndicatorView = z.infer<typeof IndicatorView>;
