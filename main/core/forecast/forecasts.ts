import type { Logger } from "pino";
import { freshnessOf } from "#contract/entities/freshness.ts";
import type { Indicator } from "#contract/entities/indicator.ts";
import { type Reading, seriesKey } from "#contract/entities/reading.ts";
import type { CodedMessage } from "#contract/errors.ts";
import type { Forecast, ForecastError } from "#contract/forecast/forecast.ts";
import type { SiteProfile } from "../profile/site-profile.ts";
import type { PastRepository, PastValue } from "../store/reading-repositories.ts";
import { numbersOn } from "./edition.ts";
import { measure } from "./error.ts";
import { forecast } from "./method.ts";
import type { ForecastRepository, KeptForecast } from "./repository.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Forecasts are issued on the half hour of the clock. */
export const stepMs = 30 * 60_000;
/** After a start, and after a figure came back, nobody is to wait half an hour. */
const lookEveryMs = 10_000;
/** Of so many days before their error is measured. */
export const errorDays = 7;
/** One that was 10 s late for its base is as good; what is older did not stand there any more. An hour at most: the next one has its own. */
const toleranceOf = ({ freshness }: Indicator): number => Math.min(freshness.staleAfter, hourMs);

export type ForecastsOptions = {
  site: Pick<SiteProfile, "current" | "onChange">;
  past: Pick<PastRepository, "newestInMany">;
  repository: ForecastRepository;
  /** The newest reading of every series. */
  readings(): readonly Reading[];
  onForecast(forecasts: readonly Forecast[]): void;
  /** Of the site's standard time from UTC. */
  offsetMs: number;
  /** So many series at most; absent: 500. */
  most?: number;
  /** Epoch ms. */
  now(): number;
  log: Logger;
};

export type Forecasts = {
  /** As they stood at a moment; those of series that are not forecast any more too. */
  at(atMs: number): Promise<Forecast[]>;
  /** Issues what is due. Once it was called that goes on by the clock. */
  start(): void;
  /** Resolves when what is due has been issued. */
  look(): Promise<void>;
  stop(): Promise<void>;
};

type Series = { indicator: Indicator; reading: Reading; hours: number };

/**
 * Forecasts the series of indicators that say so, every half hour, and keeps what it said. What is known up to the half hour counts, so
 * that a forecast made some minutes late is the one that would have been made in time; every moment that it is for lies ahead.
 */
export function createForecasts(options: ForecastsOptions): Forecasts {
  const { site, past, repository, onForecast, offsetMs, most = 500, now, log } = options;
  /** What was told last of each series. */
  const told = new Map<string, Forecast>();
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();
  let isStopped = false;
  let hasFailed = false;

  const seriesNow = (): Series[] => {
    const hoursOf = new Map<string, Indicator>();
    for (const one of site.current().indicators)
      if (one.forecastHours !== undefined && !one.isRetired) hoursOf.set(one.code, one);
    if (hoursOf.size === 0) return [];
    return options.readings().flatMap((reading) => {
      const indicator = hoursOf.get(reading.indicator);
      return indicator?.forecastHours === undefined ? [] : [{ indicator, reading, hours: indicator.forecastHours }];
    });
  };

  /** What stood at some moments; null where nothing did. */
  const stoodAt = async (indicator: Indicator, place: string, moments: readonly number[]) => {
    const tolerance = toleranceOf(indicator);
    const found = await past.newestInMany(
      moments.map((toMs) => ({ indicator: indicator.code, place, fromMs: Math.max(0, toMs - tolerance + 1), toMs })),
    );
    return found.map((one) => (one !== undefined && isUsable(one) ? one : null));
  };

  const errorOf = async (indicator: Indicator, place: string, atMs: number): Promise<ForecastError | null> => {
    const fromMs = atMs - errorDays * dayMs;
    const kept = await repository.issued(indicator.code, place, fromMs, atMs);
    const moments = [...new Set(kept.flatMap(({ points }) => points.map(({ forMs }) => forMs)))];
    const passed = moments.filter((ms) => ms <= atMs && ms >= fromMs);
    const values = await stoodAt(indicator, place, passed);
    const came = new Map(passed.map((ms, at) => [ms, values[at]?.value as number | undefined]));
    return measure(kept, (ms) => came.get(ms) ?? null, fromMs, atMs);
  };

  const make = async ({ indicator, reading, hours }: Series, baseMs: number): Promise<KeptForecast> => {
    const { code: name } = indicator;
    const { place } = reading;
    const issuedAtMs = now();
    const none = (refusal: CodedMessage): KeptForecast => ({
      ...{ indicator: name, place, issuedAtMs, baseMs, basis: null, method: null, points: [], refusal },
      isSimulated: reading.status === "simulated",
    });
    const known = refusalOf(indicator, reading, issuedAtMs);
    if (known !== null) return none(known);
    const numbers = numbersOn(new Date(baseMs + offsetMs).toISOString().slice(0, 10));
    const { days, aroundHours } = numbers.sameHour.parameters;
    const moments = Array.from({ length: 24 * days + aroundHours + 1 }, (_, back) => baseMs - back * hourMs);
    const values = await stoodAt(indicator, place, moments);
    const made = forecast(
      values.map((one) => (one === null ? null : (one.value as number))),
      hours,
      numbers,
    );
    const [base] = values;
    if (made.refusal !== null || base == null) return none(made.refusal ?? { code: "forecast.no-figure", params: {} });
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = indicator.range ?? {};
    const written = (value: number) => Number(Math.min(max, Math.max(min, value)).toFixed(indicator.decimals));
    return {
      ...{ indicator: name, place, issuedAtMs, baseMs, method: made.method, refusal: null },
      basis: { asOfMs: base.asOfMs, value: base.value as number },
      points: made.ahead.map(({ hours: ahead, value, half }) => ({
        forMs: baseMs + ahead * hourMs,
        ...{ value: written(value), low: written(value - half), high: written(value + half) },
      })),
      isSimulated: values.some((one) => one?.status === "simulated"),
    };
  };

  const lookOnce = async (): Promise<void> => {
    const baseMs = Math.floor(now() / stepMs) * stepMs;
    const all = seriesNow();
    const due = all.filter(({ indicator, reading }, at) => {
      const last = told.get(seriesKey(indicator.code, reading.place));
      return last?.baseMs !== baseMs || (last.refusal !== null && at < most);
    });
    for (const one of due) {
      if (isStopped) return;
      const key = seriesKey(one.indicator.code, one.reading.place);
      const isOver = all.indexOf(one) >= most;
      const made = isOver ? tooMany(one, baseMs, most, now()) : await make(one, baseMs);
      const last = told.get(key);
      if (last?.baseMs === baseMs && last.refusal?.code === made.refusal?.code) continue;
      const [kept = made] = isOver ? [made] : await repository.keep([made]);
      const error = await errorOf(one.indicator, one.reading.place, baseMs);
      told.set(key, { ...kept, error });
      onForecast([{ ...kept, error }]);
      // Everything else has its turn: one is some 350 seeks.
      await new Promise((resolve) => setImmediate(resolve));
    }
    const left = new Set(all.map(({ indicator, reading }) => seriesKey(indicator.code, reading.place)));
    for (const [key, last] of told) {
      if (left.has(key)) continue;
      told.delete(key);
      const refusal = { code: "forecast.off", params: {} };
      onForecast([{ ...last, ...{ points: [], method: null, basis: null, refusal, error: null } }]);
    }
  };

  const look = (): Promise<void> => {
    working = working.then(lookOnce).then(
      () => {
        hasFailed = false;
      },
      (error: unknown) => {
        // Told once: a disk that is full for a night would fill the log as well.
        if (!hasFailed) log.warn({ err: error }, "forecasts could not be issued; tried again");
        hasFailed = true;
      },
    );
    return working;
  };

  return {
    look,
    async at(atMs) {
      const byCode = new Map(site.current().indicators.map((one) => [one.code, one] as const));
      const kept = await repository.newest(atMs);
      return Promise.all(
        kept.map(async (one): Promise<Forecast> => {
          const indicator = byCode.get(one.indicator);
          return { ...one, error: indicator === undefined ? null : await errorOf(indicator, one.place, one.baseMs) };
        }),
      );
    },
    start() {
      const next = () => {
        if (!isStopped) timer = setTimeout(() => void look().then(next), lookEveryMs);
      };
      void look().then(next);
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await working;
    },
  };
}

const isUsable = ({ value, quality }: PastValue): boolean => typeof value === "number" && quality !== "bad";

/** Why nothing can be said of a series, by its newest figure; null: it is good. */
function refusalOf(indicator: Indicator, { value, quality, asOfMs }: Reading, nowMs: number): CodedMessage | null {
  if (quality === "bad") return { code: "forecast.bad", params: {} };
  if (typeof value !== "number") return { code: "forecast.no-figure", params: {} };
  if (freshnessOf(indicator.freshness, asOfMs, nowMs) === "fresh") return null;
  return { code: "forecast.late", params: { minutes: Math.floor((nowMs - asOfMs) / 60_000) } };
}

const tooMany = (series: Series, baseMs: number, limit: number, issuedAtMs: number): KeptForecast => ({
  ...{ indicator: series.indicator.code, place: series.reading.place, issuedAtMs, baseMs, basis: null, method: null },
  ...{ points: [], refusal: { code: "forecast.too-many", params: { limit } }, isSimulated: false },
});
