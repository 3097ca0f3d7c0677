import { crossedThreshold } from "#contract/entities/crossing.ts";
import { freshnessOf } from "#contract/entities/freshness.ts";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { partsOfKey } from "#contract/entities/series-key.ts";
import type { Language, Words } from "#contract/entities/text.ts";
import type { ExpectedFigure } from "#contract/entry/entry.ts";
import type { OwnLimit } from "#contract/follows/limit.ts";
import { passesOwn } from "#contract/follows/passing.ts";
import type { PushMessage } from "#contract/push/http.ts";
import type { Followed } from "../follows/repository.ts";
import type { Told } from "./repository.ts";

/** A figure that goes back and forth over its limit tells of it so often at most. */
const againAfterMs = 30 * 60_000;

/** Something that somebody is to be told of. `state`: what is remembered of it, so that it is told once. */
export type Matter = { subject: string; state: string; message(language: Language): PushMessage };
/** What is to be told, and what is to be remembered without a word. */
export type Found = { matters: Matter[]; quiet: { subject: string; state: string }[] };

const normal = "normal";

type About = {
  profile: Pick<Profile, "indicators" | "places" | "place">;
  newest(indicator: string, place: string): Reading | undefined;
  isReached(indicator: string, place: string): boolean;
  /** What he was told before, by its subject. */
  told: ReadonlyMap<string, Told>;
  nowMs: number;
};
type Seen = { key: string; indicator: Indicator; reading: Reading; value: number; where: Where };
type Where = { to: string; name(language: Language): string };

/** Which followed figures can be told of. Of one that is bad, stale or lost nothing is said: that it passed a limit is no news then. */
function seen(series: readonly string[], { profile, newest, isReached, nowMs }: About): Seen[] {
  return series.flatMap((key): Seen[] => {
    const [code, at] = partsOfKey(key);
    const indicator = profile.indicators.find((one) => one.code === code && !one.isRetired);
    const place = profile.places.find(({ id }) => id === at);
    const reading = newest(code, at);
    if (indicator === undefined || place === undefined || reading === undefined || !isReached(code, at)) return [];
    if (reading.quality !== "good" || typeof reading.value !== "number") return [];
    const freshness = freshnessOf(indicator.freshness, reading.asOfMs, nowMs);
    if (freshness !== "fresh" && freshness !== "late") return [];
    const isHome = at === profile.place;
    const where: Where = {
      to: `/app/figure/${encodeURIComponent(code)}${isHome ? "" : `/${encodeURIComponent(at)}`}`,
      name: (language) =>
        isHome
          ? inWords(indicator.name, language)
          : `${inWords(indicator.name, language)} · ${inWords(place.name, language)}`,
    };
    return [{ key, indicator, reading, value: reading.value, where }];
  });
}

/**
 * Which of the site's limits figures have passed that somebody follows, and has not been told. Who has a limit of his own is told of alarms
 * alone here: from what on the rest is worth a word he has said himself.
 */
export function crossingsOf({ series, limits }: Followed, about: About): Found {
  const found: Found = { matters: [], quiet: [] };
  for (const { key, indicator, value, where } of seen(series, about)) {
    const subject = `figure ${key}`;
    const passed = crossedThreshold(indicator.thresholds, value);
    const crossed = limits[key] !== undefined && passed?.level !== "alarm" ? undefined : passed;
    const state =
      crossed === undefined ? normal : `${crossed.level} ${crossed.above ?? ""} ${crossed.below ?? ""}`.slice(0, 100);
    const isWorse = (before: string) => crossed?.level === "alarm" && !before.startsWith("alarm");
    const words = {
      vi: `đã vượt ${crossed?.name.vi}. Mở ứng dụng để xem.`,
      en: `has passed ${crossed?.name.en}. Open the app to see it.`,
    };
    add(found, { subject, state, isWorse, where, words }, about);
  }
  return found;
}

/**
 * Which of somebody's own limits are passed, and he has not been told. Neither value nor limit goes along: a service of others carries it.
 * @param before what a change is measured from, of a figure; undefined: nobody knows
 */
export async function ownCrossingsOf(
  { series, limits }: Followed,
  about: About & { before(indicator: Indicator, reading: Reading): Promise<number | undefined> },
): Promise<Found> {
  const found: Found = { matters: [], quiet: [] };
  const own = series.filter((key) => limits[key] !== undefined);
  for (const { key, indicator, reading, value, where } of seen(own, about)) {
    const limit = limits[key] as OwnLimit;
    const before = limit.kind === "change" ? await about.before(indicator, reading) : undefined;
    const isPassed = passesOwn(limit, indicator, value, before);
    const state = isPassed ? `${limit.kind} ${limit.kind === "change" ? limit.by : limit.value}` : normal;
    // Another limit than the one that he was told of is another matter.
    const isWorse = (told: string) => told !== normal;
    const words = {
      vi: "đã qua ngưỡng của bạn. Mở ứng dụng để xem.",
      en: "is past your own limit. Open the app to see it.",
    };
    add(found, { subject: `figure ${key} own`, state, isWorse, where, words }, about);
  }
  return found;
}

/** What is news is told, once; back to normal is told by the app. @param what.isWorse whether it is news at once after what was told last */
function add(
  found: Found,
  what: { subject: string; state: string; isWorse(before: string): boolean; where: Where; words: Words },
  { told, nowMs }: Pick<About, "told" | "nowMs">,
): void {
  const { subject, state, isWorse, where, words } = what;
  const before = told.get(subject);
  if (before?.state === state) return;
  const isSoonAgain = before !== undefined && nowMs - before.atMs < againAfterMs;
  if (state === normal) {
    if (before !== undefined && !isSoonAgain) found.quiet.push({ subject, state });
    return;
  }
  if (isSoonAgain && !isWorse(before.state)) return;
  found.matters.push({
    subject,
    state,
    message: (language) => ({
      title: where.name(language).slice(0, 120),
      body: inWords(words, language).slice(0, 300),
      to: where.to,
      tag: subject,
    }),
  });
}

/** What of the figures that somebody is to enter is due soon or late: one message a day and state, with their number. */
export function dueOf(figures: readonly ExpectedFigure[], told: ReadonlyMap<string, Told>): Matter[] {
  return (["late", "soon"] as const).flatMap((state) => {
    const due = figures.filter((one) => one.state === state);
    const [first] = due;
    if (first === undefined) return [];
    const subject = `due ${state}`;
    // What was told of stays told; a figure more is news.
    const key = due
      .map(({ indicator, place, period }) => `${indicator}@${place}@${period}`)
      .sort()
      .join();
    const mark = `${due.length} ${hash(key)}`;
    const before = told.get(subject);
    if (before !== undefined && (before.state === mark || Number.parseInt(before.state, 10) > due.length)) return [];
    const count = due.length;
    return [
      {
        subject,
        state: mark,
        message: (language: Language): PushMessage => ({
          title:
            language === "en"
              ? state === "late"
                ? "Figures are late"
                : "Figures are due soon"
              : state === "late"
                ? "Số liệu quá hạn"
                : "Số liệu sắp tới hạn",
          body: (language === "en"
            ? `${inWords(first.name, language)}${count > 1 ? ` and ${count - 1} more` : ""}: enter by ${first.dueDay}.`
            : `${inWords(first.name, language)}${count > 1 ? ` và ${count - 1} số khác` : ""}: hạn ${dayWords(first.dueDay)}.`
          ).slice(0, 300),
          to: "/app/entry",
          tag: subject,
        }),
      },
    ];
  });
}

const inWords = (words: Words, language: Language): string => words[language];
const dayWords = (day: string): string => day.split("-").reverse().join("/");
/** Short, and the same for the same text; what it tells apart are lists of one person's figures. */
const hash = (text: string): string => {
  let sum = 0;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 2_147_483_647;
  return sum.toString(36);
};
