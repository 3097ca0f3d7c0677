import { z } from "zod";

const Organ = z.strictObject({
  code: z.string(),
  /** How much of what comes is for it. */
  weight: z.number().positive(),
  /** Its time for a document, against the usual. */
  pace: z.number().positive(),
});
export type Organ = z.infer<typeof Organ>;

/** `simulator.yaml` of the pack: who exchanges documents, and how many on a working day. */
export const DocumentsScript = z.strictObject({
  documents: z.strictObject({
    perDay: z.int().min(1).max(200),
    sentPerDay: z.int().min(0).max(100),
    /** Working days back that documents are told of at the beginning. */
    days: z.int().min(1).max(30),
    ministries: z.array(z.string()).min(1),
    organs: z.array(Organ).min(1).max(200),
  }),
});
export type DocumentsScript = z.infer<typeof DocumentsScript>["documents"];
