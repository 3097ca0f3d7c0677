import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { IndicatorView } from "../entities/indicator-view.ts";
import { Place } from "../entities/place.ts";
import { Reading, SeriesKey } from "../entities/reading.ts";
import { Id, Words } from "../entities/text.ts";
import { EpochMs } from "../entities/time.ts";
import { mostFollowed } from "../follows/http.ts";
import { OwnLimit } from "../follows/limit.ts";

/*
 * What a leader's first screen is made of, in one small answer, so that it stands there before the live line is up: the figures that he
 * follows and those that are alarming, as they are, with what they were.
 */

/** So many alarming figures are told that are not followed; the answer says how many more there are. */
export const mostAlarming = 20;
/** So many sources that are not well. */
export const mostSourcesTold = 20;
/** So many figures are the site's own choice, for who has not chosen yet. */
export const mostChosen = 12;

/**
 * `GET routes.today`. @param series what is to be told, separated by commas, as of a browser that keeps itself what is followed; absent: what the
 * account follows, else the site's own choice
 */
export const TodayQuery = z.strictObject({
  series: z
    .string()
    .max(mostFollowed * 162)
    .transform((text) => text.split(",").filter((key) => key !== ""))
    .pipe(z.array(SeriesKey).max(mostFollowed))
    .optional(),
});

/** A value that a figure is held against. */
export const Earlier = z.strictObject({
  /** day, week: of the same time then · period: the month, quarter or year before · year: a year ago. */
  than: z.enum(["day", "week", "period", "year"]),
  asOfMs: EpochMs,
  value: z.number(),
});
export type Earlier = z.infer<typeof Earlier>;

export const TodayFigure = z.strictObject({
  indicator: Id,
  place: Id,
  /** followed: by whoever asks · alarming: nobody chose it, and it has passed an alarm's limit. */
  why: z.enum(["followed", "alarming"]),
  /** null: none was ever received. */
  reading: Reading.nullable(),
  /** Since when it has passed its limit; isBefore: earlier, and the past that is kept begins then. null: it has not, or nobody knows. */
  since: z.strictObject({ atMs: EpochMs, isBefore: z.boolean() }).nullable(),
  earlier: z.array(Earlier).max(4),
  /** From what on the account that asks wants to be told of it; null: by the site's thresholds, or his browser keeps it. */
  limit: OwnLimit.nullable(),
});
export type TodayFigure = z.infer<typeof TodayFigure>;

/** A source that is not well, or that a figure told here is from. */
export const TodaySource = z.strictObject({
  id: Id,
  name: Words,
  isSimulated: z.boolean(),
  state: z.string().max(20),
  sinceMs: EpochMs,
  lastReadingAtMs: EpochMs.nullable(),
  reason: CodedMessage.nullable(),
  /** It is planned to be down until then. */
  plannedUntilMs: EpochMs.nullable(),
});
export type TodaySource = z.infer<typeof TodaySource>;

export const Today = z.strictObject({
  asOfMs: EpochMs,
  site: z.strictObject({ id: Id, name: Words, timeZone: z.string().max(100), place: Id }),
  /** Where what is followed comes from: the account, the question, or the site's own choice. */
  chosenBy: z.enum(["account", "browser", "site"]),
  figures: z.array(TodayFigure).max(mostFollowed + mostAlarming),
  /** Followed, and no longer there or not to be seen by whoever asks. */
  gone: z.array(SeriesKey).max(mostFollowed),
  moreAlarming: z.int().min(0),
  /** Of the figures. */
  indicators: z.array(IndicatorView).max(mostFollowed + mostAlarming),
  /** Who answers for them, by indicator; of whom nobody does there is none. */
  owners: z.record(Id, Words),
  places: z.array(Place).max(mostFollowed + mostAlarming),
  sources: z.array(TodaySource).max(mostFollowed + mostAlarming + mostSourcesTold),
  moreSources: z.int().min(0),
});
export type Today = z.infer<typeof Today>;
