import { z } from "zod";
import { Words } from "../entities/text.ts";
import { Day } from "../entities/time.ts";

/** Days of the site that an answer may reach over: 24 months are kept. */
export const usageMonths = 24;
/** Days are told one by one for so long; before that whole months. */
export const usageDaysApart = 60;
/** Whoever is fewer is never told apart. */
export const fewestPersons = 5;
/** A role in the answers: persons of groups that are too small to be told apart. */
export const others = "others";

/** What is counted. tile: "scene/tile" · camera: looked at on a page of its own · page: one of the program's own, such as "usage" · panel: a kind of panel. */
export const UsageKind = z.enum(["panel", "tile", "scene", "indicator", "camera", "page"]);
export type UsageKind = z.infer<typeof UsageKind>;

/** What people did with it. opened: the page of it · asked: its past, how it comes about, what lies behind it · taken: into a workbook. */
export const UsageDeed = z.enum(["opened", "asked", "taken"]);
export type UsageDeed = z.infer<typeof UsageDeed>;

const Name = z.string().min(1).max(160);

/** `POST routes.usageOpened`, by a page for whoever looks at it: he is counted as one of his unit and role, and not written down. */
export const UsageTold = z.strictObject({ deed: UsageDeed.exclude(["taken"]), kind: UsageKind, name: Name });
export type UsageTold = z.infer<typeof UsageTold>;

/** `GET routes.usage`: days of the site. Of months that are kept whole the whole month. */
export const UsageQuery = z.strictObject({
  /** Absent: by `days`. */
  fromDay: Day.optional(),
  /** So many before the last day, where no first day is said. */
  days: z.coerce.number().int().min(1).max(800).default(30),
  /** Absent: today. */
  toDay: Day.optional(),
  /** Of what people did, only those of a unit, of a role. "" asks for those without a unit. */
  unit: z.string().max(80).optional(),
  role: z.string().max(20).optional(),
});
export type UsageQuery = z.infer<typeof UsageQuery>;

const count = z.int().min(0);
const counts = { opened: count, asked: count, taken: count };

export const UsedThing = z.strictObject({
  kind: UsageKind,
  name: z.string(),
  /** As people call it: of indicators, scenes and tiles (their scene); null: it is not there any more, or has no name of its own. */
  title: Words.nullable(),
  shownMs: count,
  ...counts,
});
export type UsedThing = z.infer<typeof UsedThing>;

/** Those of a unit and role together. */
export const UsageGroup = z.strictObject({
  /** null: of no unit, or not told apart. */
  unit: z.string().nullable(),
  /** Of the unit. */
  title: Words.nullable(),
  role: z.string(),
  ...counts,
});
export type UsageGroup = z.infer<typeof UsageGroup>;

/** As many things are told, those shown or wanted most. */
export const mostUsedThings = 2_000;

/**
 * How the wall is used. What people did is told by whole days, up to yesterday, and only of days on which they were enough not to be
 * told apart.
 */
export const Usage = z.strictObject({
  fromDay: Day,
  toDay: Day,
  /** The days of these on which what people did was counted. */
  countedDays: count,
  /** Empty names stand for whatever was too much to be told apart. */
  things: z.array(UsedThing).max(mostUsedThings),
  isCut: z.boolean(),
  groups: z.array(UsageGroup).max(2_000),
  /** Shown for an hour at least, and nobody opened, asked for or took it on the days that were counted; null: on none. */
  neverAsked: z.array(UsedThing).max(mostUsedThings).nullable(),
  /** Figures that people want, and that are not fresh now at any place; those wanted most first. */
  late: z
    .array(z.strictObject({ ...UsedThing.shape, freshness: z.enum(["late", "stale", "lost", "none"]) }))
    .max(mostUsedThings),
});
export type Usage = z.infer<typeof Usage>;
