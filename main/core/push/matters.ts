import { crossedThreshold } from "#contract/entities/crossing.ts";
import { freshnessOf } from "#contract/entities/freshness.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { partsOfKey } from "#contract/entities/series-key.ts";
import type { Language, Words } from "#contract/entities/text.ts";
import type { ExpectedFigure } from "#contract/entry/entry.ts";
import type { PushMessage } from "#contract/push/http.ts";
import type { Told } from "./repository.ts";

/** A figure that goes back and forth over its limit tells of it so often at most. */
const againAfterMs = 30 * 60_000;

/** Something that somebody is to be told of. `state`: what is remembered of it, so that it is told once. */
export type Matter = { subject: string; state: string; message(language: Language): PushMessage };
/** What is to be told, and what is to be remembered without a word. */
export type Found = { matters: Matter[]; quiet: { subject: string; state: string }[] };

const normal = "normal";

/**
 * Which limits figures have passed that somebody follows, and has not been told. Of a figure that is bad, stale or lost nothing is said: that it
 * passed a limit is no news then. @param told what he was told before, by its subject
 */
export function crossingsOf(
  series: readonly string[],
  options: {
    profile: Pick<Profile, "indicators" | "places" | "place">;
    newest(indicator: string, place: string): Reading | undefined;
    isReached(indicator: string, place: string): boolean;
    told: ReadonlyMap<string, Told>;
    nowMs: number;
  },
): Found {
  const { profile, newest, isReached, told, nowMs } = options;
  const found: Found = { matters: [], quiet: [] };
  for (const key of series) {
    const [code, at] = partsOfKey(key);
    const indicator = profile.indicators.find((one) => one.code === code && !one.isRetired);
    const place = profile.places.find(({ id }) => id === at);
    const reading = newest(code, at);
    if (indicator === undefined || place === undefined || reading === undefined || !isReached(code, at)) continue;
    if (reading.quality !== "good" || typeof reading.value !== "number") continue;
    const freshness = freshnessOf(indicator.freshness, reading.asOfMs, nowMs);
    if (freshness !== "fresh" && freshness !== "late") continue;
    const subject = `figure ${key}`;
    const before = told.get(subject);
    const crossed = crossedThreshold(indicator.thresholds, reading.value);
    const state =
      crossed === undefined ? normal : `${crossed.level} ${crossed.above ?? ""} ${crossed.below ?? ""}`.slice(0, 100);
    if (before?.state === state) continue;
    const isSoonAgain = before !== undefined && nowMs - before.atMs < againAfterMs;
    // Back to normal is told by the app; one that rises from attention to alarm is told at once.
    if (crossed === undefined) {
      if (before !== undefined && !isSoonAgain) found.quiet.push({ subject, state });
      continue;
    }
    if (isSoonAgain && (crossed.level !== "alarm" || before.state.startsWith("alarm"))) continue;
    const name = (language: Language) =>
      at === profile.place
        ? inWords(indicator.name, language)
        : `${inWords(indicator.name, language)} · ${inWords(place.name, language)}`;
    found.matters.push({
      subject,
      state,
      message: (language) => ({
        title: name(language).slice(0, 120),
        body: (language === "en"
          ? `has passed ${inWords(crossed.name, language)}. Open the app to see it.`
          : `đã vượt ${inWords(crossed.name, language)}. Mở ứng dụng để xem.`
        ).slice(0, 300),
        to: `/app/figure/${encodeURIComponent(code)}${at === profile.place ? "" : `/${encodeURIComponent(at)}`}`,
        tag: subject,
      }),
    });
  }
  return found;
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
