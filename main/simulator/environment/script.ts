import { z } from "zod";

const Name = z.string().min(1).max(80);
const Part = z.number().min(0);
const Times = z.array(z.string().regex(/^\d{2}:\d{2}$/)).min(1);

/** `simulator.yaml` of the pack: made-up stations and days. */
export const Script = z.strictObject({
  air: z
    .array(
      z.strictObject({
        ...{ id: Name, pm25: Part, inversion: Part, so2: Part, no2: Part },
        /** Every so many hours a value is missing; 0: never. */
        missingEvery: z.int().min(0),
      }),
    )
    .max(50),
  rivers: z
    .array(
      z.strictObject({
        ...{ id: Name, name: Name, base: z.number(), crest: Part, periodH: z.number().min(12), shiftH: z.number() },
        ...{ riseH: z.number().min(1), fallH: z.number().min(1), delayMin: z.number().min(0).max(59) },
        slipEvery: z.int().min(0),
      }),
    )
    .max(50),
  bulletins: z.strictObject({
    levels: z.record(Name, z.array(z.number())),
    times: z.array(Times).min(1),
    lateEvery: z.int().min(0),
    lateMin: z.number().min(0),
  }),
  empty: z.strictObject({ hour: z.int(), fromMin: z.int(), toMin: z.int() }),
  warnings: z.strictObject({ sender: Name, river: Name, area: Name, polygon: z.string() }),
});
export type Script = z.infer<typeof Script>;
export type River = Script["rivers"][number];
export type AirStation = Script["air"][number];
