import { setImmediate as letOthersRun } from "node:timers/promises";
import { convertedSource, derivedSource } from "#contract/entities/derived-source.ts";
import { freshnessOf } from "#contract/entities/freshness.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { type Reading, seriesKey } from "#contract/entities/reading.ts";
import { partsOfKey } from "#contract/entities/series-key.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { Language, Words } from "#contract/entities/text.ts";
import type { Who } from "#contract/entities/wall-state.ts";
import { CodedError } from "#contract/errors.ts";
import { type TakeawayRequest, takeawayRowLimit } from "#contract/takeaway.ts";
import type { ReadingsRepository } from "../store/reading-repositories.ts";
import type { PrintedCell, PrintedSheet } from "../tables/printed-workbook.ts";
import { localClock } from "./local-clock.ts";
import { freshnessWords, headings, qualityWords, roleWords, statusWords, words } from "./words.ts";

type Indicator = Profile["indicators"][number];
type Series = { indicator: Indicator; place: string; placeName: string };
type Part = { name: string; series: readonly Series[] };

export type TakeawayOptions = {
  profile: Pick<Profile, "name" | "timeZone" | "places" | "indicators" | "retention">;
  readings: Pick<ReadingsRepository, "revisions">;
  sources: readonly SourceView[];
  by: Who;
  /** Epoch ms. */
  nowMs: number;
};

/** After so many questions to the store others get their turn. */
const seriesAtOnce = 100;
/** Series whose past was cut are named up to here, then counted. */
const mostNamed = 20;

const filled = (template: string, params: Record<string, string | number>): string =>
  template.replace(/\{(\w+)\}/g, (all, name) => String(params[name] ?? all));

/**
 * Figures as sheets: what counts now of each, and where a stretch was asked for, every reading of it. What is left out is said on the
 * sheet. @throws CodedError takeaway.nothing, store.failed
 */
export async function takeawaySheets(asked: TakeawayRequest, options: TakeawayOptions): Promise<PrintedSheet[]> {
  const { profile, nowMs } = options;
  const say = ({ vi, en }: Words, params: Record<string, string | number> = {}) =>
    filled(asked.language === "en" ? en : vi, params);
  const { parts, unknown } = knownParts(asked, profile);
  const all = parts.flatMap(({ series }) => series);
  if (all.length === 0) throw new CodedError("takeaway.nothing");
  const moment = localClock(profile.timeZone);
  const rowOf = rowsIn(asked.language, options, moment);
  const { role, name } = options.by;
  const who = [say(roleWords[role] ?? { vi: role, en: role }), name].filter(Boolean).join(" · ");
  const about = (title: string): PrintedCell[][] => [
    [title],
    [say(words.centre), say(profile.name)],
    [say(words.madeAt), moment(nowMs), say(words.zone, { zone: profile.timeZone })],
    [say(words.by), who],
  ];
  const simulatedNote = (readings: readonly (Reading | undefined)[]): PrintedCell[][] => {
    const count = readings.filter((reading) => reading?.status === "simulated").length;
    return count === 0 ? [] : [[say(words.simulated, { count, all: readings.length })]];
  };
  const columns = Object.values(headings).map((heading) => say(heading));

  const present: (Reading | undefined)[] = [];
  for (const [at, one] of all.entries()) {
    if (at % seriesAtOnce === seriesAtOnce - 1) await letOthersRun();
    present.push(await newestOf(one, options));
  }
  const old = present.filter((reading, at) => freshness(reading, all[at]?.indicator, nowMs) !== "fresh").length;
  const partOf = parts.flatMap((part) => part.series.map(() => part.name));
  const figures: PrintedSheet = {
    name: say(words.figures),
    notes: [
      ...about(asked.title),
      ...simulatedNote(present),
      ...(old === 0 ? [] : [[say(words.notFresh, { count: old, all: all.length })]]),
      ...(unknown === 0 ? [] : [[say(words.unknown, { count: unknown })]]),
    ],
    headings: columns,
    rows: all.map((series, at) => rowOf(partOf[at] ?? "", series, present[at])),
    widths,
  };
  const { past } = asked;
  if (past === undefined) return [figures];

  const distinct = [...new Map(all.map((one, at) => [keyOf(one), { series: one, part: partOf[at] ?? "" }])).values()];
  const each = Math.max(1, Math.floor(takeawayRowLimit / distinct.length));
  const rows: PrintedCell[][] = [];
  const readings: Reading[] = [];
  const cut: string[] = [];
  for (const { series, part } of distinct) {
    const { indicator, place } = series;
    await letOthersRun();
    const found = await options.readings.revisions({ indicator: indicator.code, place, ...past, limit: each + 1 });
    if (found.length > each) cut.push(`${say(indicator.name)} (${series.placeName})`);
    for (const reading of found.slice(0, each)) {
      readings.push(reading);
      rows.push(rowOf(part, series, reading, false));
    }
  }
  const keptFromMs = nowMs - profile.retention.raw;
  const named = cut.slice(0, mostNamed);
  const names = [
    ...named,
    ...(cut.length > named.length ? [say(words.more, { count: cut.length - named.length })] : []),
  ];
  const day = new Date(moment(keptFromMs).localMs).toISOString().slice(0, 10).split("-").reverse().join("/");
  return [
    figures,
    {
      name: say(words.past),
      notes: [
        ...about(asked.title),
        [say(words.stretch), moment(past.fromMs), moment(past.toMs)],
        ...simulatedNote(readings),
        ...(cut.length === 0 ? [] : [[say(words.cut, { each, limit: takeawayRowLimit, names: names.join("; ") })]]),
        ...(past.fromMs < keptFromMs ? [[say(words.condensed, { day })]] : []),
      ],
      headings: columns,
      rows,
      widths,
    },
  ];
}

/** In the order of `headings`. */
const widths = [26, 34, 22, 14, 14, 20, 14, 16, 16, 34, 20, 9, 32];

const keyOf = ({ indicator, place }: Series): string => seriesKey(indicator.code, place);

function knownParts(
  { parts, language }: TakeawayRequest,
  { indicators, places }: TakeawayOptions["profile"],
): { parts: Part[]; unknown: number } {
  const indicatorOf = new Map(indicators.map((one) => [one.code, one]));
  const placeOf = new Map(places.map((one) => [one.id, one]));
  let unknown = 0;
  const known = parts.map(({ name, series }) => ({
    name,
    series: [...new Set(series)].flatMap((key): Series[] => {
      const [code, place] = partsOfKey(key);
      const indicator = indicatorOf.get(code);
      const at = placeOf.get(place);
      if (indicator !== undefined && at !== undefined) return [{ indicator, place, placeName: at.name[language] }];
      unknown += 1;
      return [];
    }),
  }));
  return { parts: known, unknown };
}

async function newestOf({ indicator, place }: Series, { readings }: TakeawayOptions): Promise<Reading | undefined> {
  const range = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER, limit: 1 };
  return (await readings.revisions({ indicator: indicator.code, place, ...range }))[0];
}

const freshness = (reading: Reading | undefined, indicator: Indicator | undefined, nowMs: number) =>
  reading === undefined || indicator === undefined
    ? undefined
    : freshnessOf(indicator.freshness, reading.asOfMs, nowMs);

/** @param isPresent of what is past it is not told how fresh it is */
function rowsIn(
  language: Language,
  { sources, nowMs }: TakeawayOptions,
  moment: ReturnType<typeof localClock>,
): (part: string, series: Series, reading: Reading | undefined, isPresent?: boolean) => PrintedCell[] {
  const sourceOf = new Map(sources.map((source) => [source.id, source]));
  const nameOf = ({ source, origin }: Reading): string => {
    if (source === convertedSource) return words.converted[language];
    if (source === derivedSource) return words.derived[language];
    const known = sourceOf.get(source);
    const centre = known?.name[language] ?? source;
    if (origin === undefined) return centre;
    const from =
      origin.source === derivedSource
        ? words.derived[language]
        : (known?.origins?.sources.find(({ id }) => id === origin.source)?.name[language] ?? origin.source);
    return filled(words.through[language], { source: from, centre });
  };
  return (part, { indicator, place, placeName }, reading, isPresent = true) => {
    const { name, unit, code } = indicator;
    const state = freshness(reading, indicator, nowMs);
    const series = seriesKey(code, place);
    if (reading === undefined) {
      const none = Array.from<null>({ length: 5 }).fill(null);
      const missing = [null, unit[language], null, words.none[language]];
      return [part, name[language], placeName, ...missing, ...none, series];
    }
    return [
      ...[part, name[language], placeName, reading.value, unit[language], moment(reading.asOfMs)],
      state === undefined || !isPresent ? null : freshnessWords[state][language],
      ...[statusWords[reading.status][language], qualityWords[reading.quality][language], nameOf(reading)],
      ...[moment(reading.receivedAtMs), reading.revision, series],
    ];
  };
}
