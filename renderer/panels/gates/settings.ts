import { z } from "zod";
import { Id, Words } from "#contract/entities/text.ts";
import { defineRule } from "../rule.ts";

export const GatesSettings = z.strictObject({
  title: Words,
  places: z.array(Id).min(1).max(40),
  waiting: Id,
  cleared: Id,
  longestWait: Id,
});
export type GatesSettings = z.output<typeof GatesSettings>;

export const gatesRule = defineRule({
  kind: "gates",
  settings: GatesSettings,
  needs: ({ places, waiting, cleared, longestWait }) => ({
    series: [waiting, cleared, longestWait].flatMap((indicator) => places.map((place) => ({ indicator, place }))),
  }),
});
