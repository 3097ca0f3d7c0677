import { useEffect } from "react";
import { Forecasts } from "#contract/forecast/http.ts";
import { History, Readings } from "#contract/readings/http.ts";
import { routes } from "#contract/routes.ts";
import { Today, type TodayFigure } from "#contract/today/http.ts";
import { askCore, useAsked } from "../../../state/asking.ts";
import { nowStore } from "../../../state/clock.ts";
import { useReading } from "../../../state/readings.ts";
import { takeReadings } from "../today-state.ts";
import { type SpanName, spans } from "./spans.ts";

/** The page of one figure is looked at for a moment: its values come by question, so that the live line need not be asked for each page anew. */
const figureEveryMs = 10_000;
const pastEveryMs = 60_000;

const queryOf = (values: Record<string, string | number>): string =>
  new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)])).toString();

/** What the core says of one figure, asked for again and again while the page is open. */
export function useFigure(code: string, place: string) {
  const series = `${code}@${place}`;
  const { value, failure } = useAsked(
    series,
    (signal) => askCore(`${routes.today}?${queryOf({ series })}`, Today, { signal }),
    figureEveryMs,
  );
  useEffect(() => {
    if (value !== undefined) takeReadings(value);
  }, [value]);
  const told: TodayFigure | undefined = value?.figures.find((one) => one.indicator === code && one.place === place);
  const reading = useReading(code, place) ?? told?.reading ?? undefined;
  return {
    ...{ told, reading, failure, today: value },
    indicator: value?.indicators.find((one) => one.code === code),
    place: value?.places.find(({ id }) => id === place),
    isGone: value?.gone.includes(series) === true,
  };
}

/** A stretch of its past. */
export function usePast(code: string, place: string, span: SpanName) {
  const { ms, points } = spans[span];
  return useAsked(
    `${code}@${place} ${span}`,
    (signal) => {
      const toMs = nowStore.getState() + 60_000;
      const query = { indicator: code, place, fromMs: Math.max(0, toMs - ms), toMs, points };
      return askCore(`${routes.history}?${queryOf(query)}`, History, { signal });
    },
    pastEveryMs,
  );
}

/** What of it is forecast. @param isForecast the site has it forecast at all */
export const useAhead = (code: string, place: string, isForecast: boolean) =>
  useAsked(
    `${code}@${place} ${isForecast}`,
    async (signal) => {
      if (!isForecast) return undefined;
      const path = `${routes.forecasts}?${queryOf({ indicator: code, place })}`;
      return (await askCore(path, Forecasts, { signal })).forecasts[0];
    },
    pastEveryMs,
  );

/** The same indicator at every place that has it. */
export const useEverywhere = (code: string) =>
  useAsked(
    code,
    (signal) => askCore(`${routes.readings}?${queryOf({ indicator: code })}`, Readings, { signal }),
    pastEveryMs,
  );
