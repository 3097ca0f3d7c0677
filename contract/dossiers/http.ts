import { z } from "zod";
import { Id } from "../entities/text.ts";
import { AskedMs, EpochMs } from "../entities/time.ts";
import { Dossier } from "./dossier.ts";
import { CountName } from "./settings.ts";

export const mostDossiersTold = 500;
export const mostRaisesTold = 60;
const mostMovedTold = 40;

/** `GET routes.dossiers`: the dossiers behind a counted figure, by its indicator, place and as-of time; the newest when that is absent. */
export const DossiersQuery = z.strictObject({ indicator: Id, place: Id.optional(), asOfMs: AskedMs.optional() });

export const DossierList = z.strictObject({
  indicator: Id,
  place: Id,
  count: CountName,
  group: Id.nullable(),
  /** The month that is counted, and the moment up to which. */
  ...{ fromMs: EpochMs, toMs: EpochMs, untilMs: EpochMs },
  /** How many there are; fewer are told where there are more than 500. */
  total: z.int(),
  dossiers: z.array(Dossier).max(mostDossiersTold),
});
export type DossierList = z.infer<typeof DossierList>;

/**
 * What can be done for a dossier. finish: by its due date · supplement: have the applicant's papers in and finish · e-result: hand
 * the result over electronically too · the others: what is not done yet and can be.
 */
export const Deed = z.enum([
  "finish",
  "supplement",
  "e-result",
  "digitise",
  "synchronise",
  "store",
  "citizen-data",
  "pay-online",
]);
export type Deed = z.infer<typeof Deed>;

/** What one dossier can give, in points of the score as computed anew by the formulas in force, before rounding. */
export const Raise = z.strictObject({
  /** null to who may not see dossiers. */
  code: z.string().nullable(),
  procedure: z.string(),
  procedureName: z.string().nullable(),
  unit: Id,
  dueMs: EpochMs.nullable(),
  /** Each by itself; together they may give less than their sum. */
  deeds: z.array(z.strictObject({ deed: Deed, points: z.number() })).max(8),
  /** All of its deeds together, in the unit's score and in the home place's. */
  points: z.number(),
  homePoints: z.number().nullable(),
  isSimulated: z.boolean(),
});
export type Raise = z.infer<typeof Raise>;

const Outlook = z.strictObject({
  /** The score from what is counted now. null: a component has no value, see `missing`. */
  now: z.number().nullable(),
  /** When the week ends and nothing of what is due has been finished. */
  ifNothing: z.number().nullable(),
  /** When all that is listed here is done. */
  ifAll: z.number().nullable(),
});

export const DossiersOverviewQuery = z.strictObject({ unit: Id.optional() });

/** `GET routes.dossiersOverview`: what raises the score this week, and which due dates another calendar has moved. */
export const DossiersOverview = z.strictObject({
  asOfMs: EpochMs,
  /** When the register was last told something; null: never. Everything here is as of then. */
  heardAtMs: EpochMs.nullable(),
  isSimulated: z.boolean(),
  /** The end of the week that is looked at. */
  untilMs: EpochMs,
  home: z.strictObject({ place: Id, ...Outlook.shape, missing: z.array(Id).max(32) }),
  units: z
    .array(z.strictObject({ unit: Id, ...Outlook.shape, missing: z.array(Id).max(32), dossiers: z.int() }))
    .max(1_000),
  raises: z.array(Raise).max(mostRaisesTold),
  /** How many more there are. */
  more: z.int(),
  /** Late already: they are to be finished too, and raise nothing. */
  alreadyLate: z.int(),
  moved: z.strictObject({
    total: z.int(),
    /** When the calendar changed; null: no due date was moved by it. */
    atMs: EpochMs.nullable(),
    dossiers: z
      .array(z.strictObject({ code: z.string().nullable(), unit: Id, fromMs: EpochMs, toMs: EpochMs }))
      .max(mostMovedTold),
  }),
});
export type DossiersOverview = z.infer<typeof DossiersOverview>;
