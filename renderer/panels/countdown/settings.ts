import { z } from "zod";
import { Words } from "#contract/entities/text.ts";
import { Instant } from "#contract/entities/time.ts";
import { defineRule } from "../rule.ts";

export const CountdownSettings = z.strictObject({
  title: Words,
  /** The moment that is counted to, with its offset from UTC: "2027-02-06T00:00:00+07:00". */
  to: Instant,
  /** Said once the moment has come; absent: how long ago it was. */
  over: Words.optional(),
});
export type CountdownSettings = z.output<typeof CountdownSettings>;

export const countdownRule = defineRule({ kind: "countdown", settings: CountdownSettings, needs: () => ({}) });
