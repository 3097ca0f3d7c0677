import { z } from "zod";
import { Id, Words } from "../entities/text.ts";

/**
 * What is counted of dossiers, at each unit and month. A dossier is in hand in every month from that of its acceptance to that of its end.
 * to-handle: in hand in the month = carried-over + received = on-time + late + without-due = open + ended · open-late … without-due of
 * those open at present · due-1, due-3: to be finished within so many working days, today counted as 0 · services-online,
 * procedures-paid-online: different procedures, so those of several units do not add up · from synchronised on: what the platform says of a
 * dossier; no figure where it says nothing.
 */
export const CountName = z.enum([
  ...(["to-handle", "carried-over", "received", "on-time", "late", "asked-twice", "without-due"] as const),
  ...(["open", "open-late", "due-1", "due-3", "waiting", "ended", "ended-late", "disliked"] as const),
  ...(["online", "services-online", "synchronised", "with-fee", "paid-online", "procedures-paid-online"] as const),
  ...(["e-results", "digitised", "reused", "stored", "citizen-data"] as const),
]);
export type CountName = z.infer<typeof CountName>;
export const countNames: readonly CountName[] = CountName.options;

/** Count by count the indicator that it is told as. */
const Counts = z.partialRecord(CountName, Id);

/** Of a source that gives dossiers: what is counted of all dossiers of the register. One source of a profile has it. */
export const DossierSettings = z.strictObject({
  counts: Counts.default({}),
  /** Groups of procedures that are counted beside the whole, by the field that the platform writes. */
  groups: z
    .array(
      z.strictObject({
        id: Id,
        name: Words,
        fields: z.array(z.string().min(1).max(200)).min(1).max(60),
        counts: Counts,
      }),
    )
    .max(30)
    .default([]),
  /** The indicator of the whole score that the counts go into; absent: what raises it is not told. */
  score: Id.optional(),
});
export type DossierSettings = z.infer<typeof DossierSettings>;
