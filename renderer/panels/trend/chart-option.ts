import type { CustomSeriesOption, LineSeriesOption } from "echarts/charts";
import type { GridComponentOption, MarkLineComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";
import type { ForecastPoint } from "#contract/forecast/forecast.ts";
import type { Point } from "../../state/history.ts";
import { textWidthPx } from "../../ui/text-width.ts";
import { tickWords, timeTicks } from "./time-axis.ts";

export type ChartOption = ComposeOption<
  LineSeriesOption | CustomSeriesOption | GridComponentOption | MarkLineComponentOption
>;
/** @param ahead what is forecast of it; its band is drawn where it is the only line */
export type Line = { name: string; points: readonly Point[]; isOld: boolean; ahead?: readonly ForecastPoint[] };
export type Limit = { name: string; value: number; level: "attention" | "alarm" };

/** What all words of a chart are set in. */
export const chartFace = "Be Vietnam Pro";

/** The tokens' colours: a canvas reads no stylesheet. */
const colours = {
  tile: "#111821",
  text: "#e8edf2",
  quiet: "#8796a5",
  hairline: "#1e2833",
  attention: "#f2b84b",
  alarm: "#ff6b5e",
};
/** Lines are told apart by brightness and dashes; colour is kept for what is abnormal. */
const strokes = [
  { color: colours.text, type: "solid" },
  { color: "#a9b6c3", type: "dashed" },
  { color: colours.quiet, type: "dotted" },
  { color: "#66768a", type: "solid" },
] as const;

/** A number that is round to the eye and at or above a value: the top of the axis. */
export function roundUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((step) => value <= step * power) ?? 10) * power;
}

/** All that the chart draws, from data alone. Sizes in px; times in epoch ms on the core's clock. */
export function chartOption(view: {
  lines: readonly Line[];
  limits: readonly Limit[];
  fromMs: number;
  nowMs: number;
  /** Where the axis ends: now, or the end of what is forecast. */
  toMs?: number;
  width: number;
  height: number;
  sourcePx: number;
  zone: { language: string; timeZone: string };
  formatNumber: (value: number) => string;
}): ChartOption {
  const { sourcePx, fromMs, nowMs, toMs = nowMs, zone } = view;
  const values = view.lines.flatMap(({ points, ahead = [] }) => [
    ...points.map((point) => point[1] ?? 0),
    ...ahead.map(({ value, high }) => (view.lines.length === 1 ? high : value)),
  ]);
  const highest = Math.max(0, ...values);
  const lowest = Math.min(0, ...values);
  // A threshold far above the line would flatten it: it is drawn once the line comes near.
  const limits = view.limits.filter((limit) => limit.value <= Math.max(highest * 1.5, 1));
  const top = roundUp(Math.max(highest, ...limits.map((limit) => limit.value)) * 1.02);
  // One line is named by the tile's title; several are named at their ends.
  const isNamed = view.lines.length > 1;
  const namePx = isNamed
    ? Math.min(view.width / 3, Math.max(...view.lines.map((line) => textWidthPx(line.name, sourcePx))))
    : 0;
  // The words of a threshold stand at its beginning, and below it where the figures run above it as far as they reach.
  const standsAbove = ({ name, value: limit }: Limit) => {
    const wordsMs = ((toMs - fromMs) * (textWidthPx(name, sourcePx) + sourcePx)) / Math.max(1, view.width - namePx);
    const beside = view.lines.flatMap(({ points }) =>
      points.flatMap(([ms, value]) => (value === null || ms > fromMs + wordsMs ? [] : [value])),
    );
    return beside.length > 0 && beside.every((value) => value >= limit) && (limit / top) * view.height > 3 * sourcePx;
  };
  const font = { fontFamily: chartFace, fontSize: sourcePx };
  const rows = view.height > 9 * sourcePx ? 4 : view.height > 5 * sourcePx ? 2 : 1;
  // A word of the time axis right at the corner would run into those of the other axis.
  const cornerMs =
    ((toMs - fromMs) / Math.max(1, view.width)) * sourcePx * 2.2 * (1 + namePx / Math.max(1, view.width - namePx));
  const most = Math.max(2, Math.floor((view.width - namePx) / (sourcePx * 5)));
  const ticks = timeTicks(fromMs, toMs, most, zone.timeZone).filter((ms) => ms - fromMs >= cornerMs);
  return {
    animation: false,
    textStyle: font,
    grid: {
      left: 4,
      right: Math.round(sourcePx * 0.8 + namePx),
      top: Math.round(sourcePx * 0.9),
      bottom: 0,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    xAxis: {
      type: "value",
      min: fromMs,
      max: toMs,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        ...font,
        color: colours.quiet,
        customValues: ticks,
        hideOverlap: true,
        margin: Math.round(sourcePx * 0.3),
        formatter: (ms: number) => tickWords(ms, toMs - fromMs, zone),
      },
    },
    yAxis: {
      type: "value",
      min: lowest < 0 ? -roundUp(-lowest) : 0,
      max: top,
      interval: top / rows,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: colours.hairline, width: 2 } },
      axisLabel: {
        ...font,
        color: colours.quiet,
        margin: Math.round(sourcePx * 0.4),
        formatter: (value: number) => view.formatNumber(value),
      },
    },
    series: [
      ...view.lines.flatMap((line, index) => aheadSeries(line, index, view)),
      ...view.lines.map((line, index) => {
        const stroke = strokes[index % strokes.length] ?? strokes[0];
        const hollow = {
          color: colours.tile,
          borderColor: stroke.color,
          borderWidth: Math.max(2, Math.round(sourcePx / 14)),
        };
        const last = line.points.findLast((point) => point[1] !== null);
        return {
          type: "line",
          name: line.name,
          silent: true,
          clip: true,
          symbol: "circle",
          symbolSize: Math.round(sourcePx * 0.34),
          // Only the last point is marked; a hollow one where it is no longer current.
          showSymbol: true,
          showAllSymbol: true,
          data: line.points.map((point) =>
            point === last
              ? { value: [point[0], point[1] ?? "-"], symbol: "circle", ...(line.isOld ? { itemStyle: hollow } : {}) }
              : { value: [point[0], point[1] ?? "-"], symbol: "none" },
          ),
          connectNulls: false,
          endLabel: {
            show: isNamed && (line.ahead ?? []).length === 0,
            ...font,
            color: stroke.color,
            formatter: line.name,
            distance: Math.round(sourcePx * 0.25),
          },
          lineStyle: { width: Math.max(2, Math.round(sourcePx / 12)), ...stroke },
          itemStyle: { color: stroke.color },
          ...(index === 0 && limits.length > 0
            ? {
                markLine: {
                  silent: true,
                  symbol: "none",
                  animation: false,
                  data: limits.map((limit) => ({
                    yAxis: limit.value,
                    lineStyle: {
                      color: colours[limit.level],
                      type: "dashed",
                      width: Math.max(2, Math.round(sourcePx / 20)),
                    },
                    label: {
                      ...font,
                      position: standsAbove(limit) ? "insideStartBottom" : "insideStartTop",
                      distance: [0, Math.round(sourcePx * 0.16)],
                      color: colours[limit.level],
                      formatter: limit.name,
                    },
                  })),
                },
              }
            : {}),
        } satisfies LineSeriesOption;
      }),
    ],
  };
}

type View = Parameters<typeof chartOption>[0];

/** What is forecast of a line: dotted on from its last point, over its band where there is no other line; and where now is. */
function aheadSeries(
  { name, points, ahead = [] }: Line,
  index: number,
  { lines, sourcePx, nowMs }: View,
): (LineSeriesOption | CustomSeriesOption)[] {
  const last = points.findLast((point) => point[1] !== null);
  if (ahead.length === 0 || last === undefined) return [];
  const [lastMs, lastValue] = [last[0], last[1] ?? 0];
  const { color } = strokes[index % strokes.length] ?? strokes[0];
  const band: CustomSeriesOption = {
    type: "custom",
    silent: true,
    clip: true,
    // One shape, of all moments: the lower edge forwards, the upper one back.
    data: [[lastMs, lastValue]],
    renderItem: (_params, api) => {
      const corner = (ms: number, value: number) => api.coord([ms, value]) as [number, number];
      const lower = ahead.map(({ forMs, low }) => corner(forMs, low));
      const upper = ahead.map(({ forMs, high }) => corner(forMs, high)).reverse();
      return {
        type: "polygon",
        shape: { points: [corner(lastMs, lastValue), ...lower, ...upper] },
        style: { fill: colours.quiet, opacity: 0.32 },
      };
    },
  };
  return [
    ...(lines.length === 1 ? [band] : []),
    {
      type: "line",
      silent: true,
      clip: true,
      showSymbol: false,
      data: [[lastMs, lastValue], ...ahead.map(({ forMs, value }) => [forMs, value])],
      lineStyle: { width: Math.max(2, Math.round(sourcePx / 12)), type: "dotted", color },
      endLabel: {
        show: lines.length > 1,
        ...{ fontFamily: chartFace, fontSize: sourcePx, color, formatter: name },
        distance: Math.round(sourcePx * 0.25),
      },
      ...(index === 0
        ? {
            markLine: {
              silent: true,
              symbol: "none",
              animation: false,
              label: { show: false },
              data: [{ xAxis: nowMs, lineStyle: { color: colours.quiet, type: "solid", width: 2, opacity: 0.5 } }],
            },
          }
        : {}),
    },
  ];
}
