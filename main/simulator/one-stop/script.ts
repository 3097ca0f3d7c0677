import { z } from "zod";

const Share = z.number().min(0).max(1);

/** `assets/packs/dich-vu-cong/simulator.yaml`: which units handle what, how well, and what goes wrong how often. */
export const OneStopScript = z.strictObject({
  units: z
    .array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        /** Dossiers accepted a working day. */
        perDay: z.number().min(0).max(200),
        /** Share that is finished by its due date. */
        onTime: Share,
        procedures: z.int().min(1),
        isCommune: z.boolean().default(false),
      }),
    )
    .min(2),
  procedures: z
    .array(
      z.strictObject({
        ...{ code: z.string(), name: z.string(), field: z.string() },
        workingDays: z.int().min(1).max(120),
        hasFee: z.boolean(),
        /** The unit that handles it; "commune": all of them. */
        at: z.string(),
      }),
    )
    .min(2),
  /** Of 1,000 dossiers. */
  events: z.strictObject({
    ...{ supplement: z.int(), supplementTwice: z.int(), stopped: z.int(), withdrawn: z.int(), wrongUnit: z.int() },
    ...{ formerUnit: z.int(), dueRevised: z.int(), toldTwice: z.int(), disliked: z.int() },
  }),
  /** The name of a department that is no more, which some dossiers still bear. */
  formerUnit: z.string(),
  register: z.strictObject({ days: z.int().min(1).max(400), pageSize: z.int().min(10).max(5_000) }),
});
export type OneStopScript = z.infer<typeof OneStopScript>;
export type Unit = OneStopScript["units"][number];
