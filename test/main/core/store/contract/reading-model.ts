// Long because it is the whole of what a store promises of readings, in one place to be read beside the interface.
import type { Reading } from "#contract/entities/reading.ts";
import type {
  Appended,
  CondensingRule,
  HistoryRange,
  NewReading,
  PastValue,
} from "../../../../../main/core/store/repositories.ts";

// Written without any of the core's own rules, so that a mistake there is not made here too.

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** `issuedMs`: told, or what a reading without it is taken to be issued at. */
type Revision = { reading: Reading; issuedMs: number };
type Point = [number, number | null];
type Series = {
  indicator: string;
  place: string;
  /** By as-of: the revisions in the order they were stored. */
  instants: Map<number, Revision[]>;
  condensedUntilMs: number;
  rawFromMs: number;
  hourlyFromMs: number;
  isCondensed: boolean;
  /** Of what was dropped: the last number, or null, of each hour and each day. */
  hours: Map<number, Point>;
  days: Map<number, Point>;
};

const platform = ({ source, origin }: Pick<Reading, "source" | "origin">) => origin?.source ?? source;
const saysTheSame = (one: NewReading, other: NewReading) =>
  one.value === other.value &&
  one.status === other.status &&
  one.quality === other.quality &&
  platform(one) === platform(other);

/** The one that counts of those of one instant. */
const counting = (revisions: readonly Revision[]): Revision | undefined =>
  revisions.toSorted((a, b) => a.issuedMs - b.issuedMs || a.reading.revision - b.reading.revision).at(-1);

const isPoint = (value: Reading["value"]): value is number | null => typeof value !== "string";

/** @param dayOffsetMs of the site's standard time from UTC */
export function createReadingModel(dayOffsetMs: number) {
  const all = new Map<string, Series>();
  /** Everything that was stored, in that order. */
  const stored: { series: Series; asOfMs: number; revision: number }[] = [];
  const hourOf = (ms: number) => Math.floor(ms / hourMs) * hourMs;
  const dayOf = (ms: number) => Math.floor((ms + dayOffsetMs) / dayMs) * dayMs - dayOffsetMs;

  const seriesOf = (indicator: string, place: string): Series => {
    const key = `${indicator}@${place}`;
    const known = all.get(key);
    if (known !== undefined) return known;
    const series: Series = {
      ...{ indicator, place, instants: new Map(), hours: new Map(), days: new Map() },
      ...{ condensedUntilMs: 0, rawFromMs: 0, hourlyFromMs: 0, isCondensed: false },
    };
    all.set(key, series);
    return series;
  };

  const revisionsOf = (series: Series): Revision[] => [...series.instants.values()].flat();

  /** What counts, oldest first. @param knownAtMs of what was received up to then */
  const countingOf = (series: Series | undefined, knownAtMs = Number.POSITIVE_INFINITY): Reading[] =>
    [...(series?.instants.values() ?? [])]
      .flatMap((revisions) => counting(revisions.filter(({ reading }) => reading.receivedAtMs <= knownAtMs)) ?? [])
      .map(({ reading }) => reading)
      .sort((a, b) => a.asOfMs - b.asOfMs);

  const append = (reading: NewReading): Appended => {
    const series = seriesOf(reading.indicator, reading.place);
    const revisions = series.instants.get(reading.asOfMs) ?? [];
    const before = counting(revisions);
    const newestMs = Math.max(...series.instants.keys());
    const isNewest = before === undefined ? reading.asOfMs > newestMs : reading.asOfMs === newestMs;
    if (before !== undefined) {
      const { issuedAtMs } = reading;
      const cameAnotherWay = before.reading.source !== reading.source;
      const isOfThatIssue = issuedAtMs === undefined || issuedAtMs === before.issuedMs;
      if (saysTheSame(before.reading, reading) && (isOfThatIssue || cameAnotherWay))
        return { outcome: "repeated", reading: before.reading, isNewest };
      const former = revisions.find((one) => one.issuedMs === issuedAtMs && saysTheSame(one.reading, reading));
      if (former !== undefined && former !== before)
        return { outcome: "repeated", reading: former.reading, isNewest: false };
    }
    const afterMs = before === undefined ? 0 : before.issuedMs + 1;
    const issuedMs = reading.issuedAtMs ?? Math.max(reading.receivedAtMs, afterMs);
    const { issuedAtMs: _, ...rest } = reading;
    const revision = 1 + Math.max(-1, ...revisions.map((one) => one.reading.revision));
    const kept: Reading = {
      ...rest,
      ...(issuedMs === reading.receivedAtMs ? {} : { issuedAtMs: issuedMs }),
      revision,
    };
    const one = { reading: kept, issuedMs };
    series.instants.set(reading.asOfMs, [...revisions, one]);
    stored.push({ series, asOfMs: reading.asOfMs, revision });
    const isCounting = counting(series.instants.get(reading.asOfMs) ?? []) === one;
    return { outcome: "stored", reading: kept, isNewest: isNewest && isCounting };
  };

  /** The last of each piece of time. */
  const lastOf = (points: readonly Point[], pieceOf: (atMs: number) => number): Map<number, Point> =>
    new Map(points.toSorted(([a], [b]) => a - b).map((point) => [pieceOf(point[0]), point]));

  const pointsOf = (series: Series, knownAtMs?: number): Point[] =>
    countingOf(series, knownAtMs)
      .filter(({ asOfMs }) => asOfMs >= series.rawFromMs)
      .flatMap(({ asOfMs, value }): Point[] => (isPoint(value) ? [[asOfMs, value]] : []));

  const condense = (series: Series, rule: CondensingRule, nowMs: number): void => {
    const horizonMs = hourOf(nowMs - hourMs);
    const asOfs = () => [...series.instants.keys()];
    if (asOfs().some((at) => at >= series.condensedUntilMs && at < horizonMs)) {
      series.condensedUntilMs = horizonMs;
      series.isCondensed = true;
    }
    // A day longer than the rule says; whole days; never the hour of the newest.
    const beforeMs = dayOf(nowMs - rule.retention.raw - dayMs);
    const rawMs = Math.min(beforeMs, series.condensedUntilMs, hourOf(Math.max(...asOfs())));
    if (asOfs().some((at) => at < rawMs)) {
      const gone = pointsOf(series).filter(([at]) => at < rawMs);
      for (const [hour, point] of lastOf(gone, hourOf)) series.hours.set(hour, point);
      for (const at of asOfs()) if (at < rawMs) series.instants.delete(at);
      series.rawFromMs = Math.max(series.rawFromMs, rawMs);
    }
    const hourlyMs = Math.min(dayOf(nowMs - rule.retention.hourly - dayMs), dayOf(series.rawFromMs));
    const goneHours = [...series.hours].filter(([hour]) => hour < hourlyMs);
    for (const [day, point] of lastOf(
      goneHours.map(([, point]) => point),
      dayOf,
    ))
      series.days.set(day, point);
    for (const [hour] of goneHours) series.hours.delete(hour);
    if (goneHours.length > 0) series.hourlyFromMs = Math.max(series.hourlyFromMs, hourlyMs);
  };

  const past = (indicator: string, place: string, fromMs: number, toMs: number): Reading[] =>
    countingOf(all.get(`${indicator}@${place}`)).filter(({ asOfMs }) => asOfMs >= fromMs && asOfMs <= toMs);
  const pastValue = (reading: Reading | undefined): PastValue | undefined => {
    if (reading === undefined) return undefined;
    const { value, asOfMs, status, quality, source, origin } = reading;
    return { value, asOfMs, status, quality, source: origin === undefined ? source : `${source}/${origin.source}` };
  };
  const officialness = ["simulated", "estimated", "preliminary", "official"] as const;
  const goodness = ["bad", "uncertain", "good"] as const;
  const least = <Word>(order: readonly Word[], words: readonly Word[]) =>
    order[Math.min(...words.map((word) => order.indexOf(word)))];

  return {
    append: (batch: readonly NewReading[]): Appended[] => batch.map(append),
    condense(rule: CondensingRule, nowMs: number): void {
      for (const series of all.values()) if (rule.isCondensed(series.indicator)) condense(series, rule, nowMs);
    },
    latest(knownAtMs?: number): Reading[] {
      return [...all.values()].flatMap((series) => countingOf(series, knownAtMs).at(-1) ?? []);
    },
    counts: () => ({
      readings: [...all.values()].reduce((sum, series) => sum + revisionsOf(series).length, 0),
      series: all.size,
    }),
    revisions({ indicator, place, fromMs, toMs, limit }: Omit<HistoryRange, "points"> & { limit: number }): Reading[] {
      const series = all.get(`${indicator}@${place}`);
      return (series === undefined ? [] : revisionsOf(series))
        .filter(({ reading }) => reading.asOfMs >= fromMs && reading.asOfMs <= toMs)
        .sort(
          (a, b) =>
            b.reading.asOfMs - a.reading.asOfMs || b.issuedMs - a.issuedMs || b.reading.revision - a.reading.revision,
        )
        .map(({ reading }) => reading)
        .slice(0, limit);
    },
    /**
     * What a history is to be. exact: these points and no other; else `kept` is what there is, and of each piece of `pieceMs` the
     * last of it must be told.
     */
    history({ indicator, place, fromMs, toMs, points, knownAtMs }: HistoryRange): {
      exact?: Point[];
      kept: Point[];
      pieceMs: number;
    } {
      const series = all.get(`${indicator}@${place}`);
      const exactMs = Math.max(1, Math.ceil((toMs - fromMs + 1) / points));
      if (series === undefined) return { exact: [], kept: [], pieceMs: exactMs };
      const isIn = ([at]: Point) => at >= fromMs && at <= toMs;
      const raw = pointsOf(series, knownAtMs).filter(isIn);
      const exact = [...lastOf(raw, (at) => Math.floor((at - fromMs) / exactMs)).values()];
      if (knownAtMs !== undefined) return { exact, kept: raw, pieceMs: exactMs };
      const kept = [...[...series.days.values(), ...series.hours.values()].filter(isIn), ...raw];
      const isOfReadings = !series.isCondensed || (exactMs < hourMs && fromMs >= series.rawFromMs);
      const unitMs = exactMs >= dayMs ? dayMs : hourMs;
      const alignedMs = Math.ceil((toMs - fromMs + 1) / (points - 1) / unitMs) * unitMs;
      const pieceMs = exactMs >= hourMs && series.isCondensed ? alignedMs : exactMs;
      return { ...(isOfReadings ? { exact } : {}), kept, pieceMs };
    },
    newestIn: (...stretch: Parameters<typeof past>) => pastValue(past(...stretch).at(-1)),
    newestWithin(...stretch: Parameters<typeof past>) {
      const found = past(...stretch);
      return pastValue(found.findLast(({ source }) => source !== "derived.converted") ?? found.at(-1));
    },
    sumIn(indicator: string, place: string, fromMs: number, toMs: number, offsetMs?: number) {
      let numbers = past(indicator, place, fromMs, toMs).filter(({ value }) => typeof value === "number");
      if (offsetMs !== undefined)
        numbers = [...new Map(numbers.map((one) => [Math.floor((one.asOfMs + offsetMs) / dayMs), one])).values()];
      if (numbers.length === 0) return undefined;
      return {
        sum: numbers.reduce((sum, { value }) => sum + (value as number), 0),
        count: numbers.length,
        status: least(
          officialness,
          numbers.map(({ status }) => status),
        ),
        quality: least(
          goodness,
          numbers.map(({ quality }) => quality),
        ),
        isConverted: numbers.some(({ source }) => source === "derived.converted"),
      };
    },
    filledIn(indicator: string, place: string, fromMs: number, toMs: number, lengthMs: number): number {
      return new Set(
        past(indicator, place, fromMs, toMs - 1).map(({ asOfMs }) => Math.floor((asOfMs - fromMs) / lengthMs)),
      ).size;
    },
    instantsIn(indicator: string, place: string, fromMs: number, toMs: number, limit: number): number[] {
      return past(indicator, place, fromMs + 1, toMs)
        .map(({ asOfMs }) => asOfMs)
        .slice(0, limit);
    },
    /** How many were stored so far: a mark in their order. */
    mark: (): number => stored.length,
    /** Those stored after a mark that are still kept, in their order. */
    storedAfter: (mark: number): Reading[] =>
      stored
        .slice(mark)
        .flatMap(
          ({ series, asOfMs, revision }) =>
            series.instants.get(asOfMs)?.find(({ reading }) => reading.revision === revision)?.reading ?? [],
        ),
    /** Every revision that is kept. */
    everything: (): Reading[] =>
      [...all.values()].flatMap((series) => revisionsOf(series).map(({ reading }) => reading)),
  };
}
export type ReadingModel = ReturnType<typeof createReadingModel>;
