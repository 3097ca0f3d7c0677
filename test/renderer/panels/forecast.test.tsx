import fc from "fast-check";
import type { ReactElement } from "react";
import { renderToString } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { describe, expect, it } from "vitest";
import { seriesKey } from "#contract/entities/series-key.ts";
import type { Forecast } from "#contract/forecast/forecast.ts";
import { aheadOf, momentAhead, verdictOf } from "../../../renderer/figures/forecast.ts";
import { createWords } from "../../../renderer/i18n/index.ts";
import { topicsOn } from "../../../renderer/layout/topics.ts";
import { ForecastPanel } from "../../../renderer/panels/forecast/Forecast.tsx";
import { rowsOf, thinned } from "../../../renderer/panels/forecast/forecast-rows.ts";
import { Gates } from "../../../renderer/panels/gates/Gates.tsx";
import { Records } from "../../../renderer/panels/records/Records.tsx";
import { openTiles } from "../../../renderer/panels/rules.ts";
import { chartOption } from "../../../renderer/panels/trend/chart-option.ts";
import { Trend } from "../../../renderer/panels/trend/Trend.tsx";
import { nowStore } from "../../../renderer/state/clock.ts";
import { collectionStore } from "../../../renderer/state/kinds.ts";
import { putReadings } from "../../../renderer/state/readings.ts";
import { setSite } from "../../../renderer/state/site.ts";
import { galleryForecast } from "../../gallery/fixtures.ts";
import { stageSnapshot } from "../../lab/stage-snapshot.ts";

const nowMs = Date.parse("2026-11-24T14:20:00+07:00");
const hourMs = 3_600_000;
const forecast = galleryForecast(nowMs, false);
const { indicator, place } = forecast;
const stage = stageSnapshot("well", nowMs);

describe("what is forecast", () => {
  it("ends with what it was made of: nothing of it stands where the figure is stale, lost or gone", () => {
    expect(aheadOf(forecast, "fresh", nowMs)).toHaveLength(6);
    expect(aheadOf(forecast, "late", nowMs + 2 * hourMs)).toHaveLength(4);
    for (const state of ["stale", "lost", "empty"] as const) expect(aheadOf(forecast, state, nowMs)).toEqual([]);
    expect(
      aheadOf({ ...forecast, refusal: { code: "forecast.late", params: { minutes: 4 } } }, "fresh", nowMs),
    ).toEqual([]);
    expect(aheadOf(undefined, "fresh", nowMs)).toEqual([]);
  });

  it("of several stands at the moment that most have, about so far ahead", () => {
    const other = forecast.points.map((one) => ({ ...one, forMs: one.forMs + hourMs / 2 }));
    expect(momentAhead([forecast.points, forecast.points, other, []], 2, nowMs)).toBe(forecast.baseMs + 2 * hourMs);
    expect(momentAhead([[], []], 2, nowMs)).toBeUndefined();
  });

  it("is judged by both errors, and only when enough has passed", () => {
    const all = { count: 50, meanError: 11, asBeforeError: 73, within: 0.8 };
    const error = { fromMs: 0, toMs: 1, unknown: 0, all, byHours: [] };
    expect(verdictOf(error)).toBe("better");
    expect(verdictOf({ ...error, all: { ...all, meanError: 80 } })).toBe("worse");
    expect(verdictOf({ ...error, all: { ...all, count: 5 } })).toBe("unmeasured");
    expect(verdictOf(null)).toBe("unmeasured");
  });

  it("has each hour beside what such hours were off by; a list that is thinned keeps both ends", () => {
    const rows = rowsOf(forecast, forecast.points);
    expect(rows.map(({ half }) => half)).toEqual([18, 22, 26, 30, 34, 38]);
    expect(rows[1]?.measured).toMatchObject({ hours: 2, meanError: 10 });
    // Cut off at nothing, the band is as wide as its upper half.
    const [low] = rowsOf(forecast, [{ forMs: forecast.baseMs + hourMs, value: 4, low: 0, high: 10 }]);
    expect(low?.half).toBe(6);
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.integer({ min: 2, max: 9 }), (all, most) => {
        const some = thinned(all, most);
        expect(some.length).toBe(Math.min(all.length, most));
        expect([some[0], some.at(-1)]).toEqual([all[0], all.at(-1)]);
      }),
    );
  });
});

describe("a trend", () => {
  const line = { name: "x", points: [[nowMs - hourMs, 580] as const, [nowMs, 590] as const], isOld: false };
  const view = {
    ...{ limits: [], fromMs: nowMs - 12 * hourMs, nowMs, width: 900, height: 300, sourcePx: 30 },
    ...{ zone: { language: "vi", timeZone: "Asia/Ho_Chi_Minh" }, formatNumber: String },
  };
  it("goes on dotted to the end of what is forecast, over one band, which is part of what the axis reaches to", () => {
    const toMs = forecast.points.at(-1)?.forMs ?? 0;
    const option = chartOption({ ...view, toMs, lines: [{ ...line, ahead: forecast.points }] });
    const series = option.series as { type: string; data: unknown[]; lineStyle?: { type: string } }[];
    expect(series.map(({ type }) => type)).toEqual(["custom", "line", "line"]);
    expect(series[1]?.lineStyle?.type).toBe("dotted");
    expect(series[1]?.data).toHaveLength(7);
    expect((option.xAxis as { max: number }).max).toBe(toMs);
    expect((option.yAxis as { max: number }).max).toBeGreaterThanOrEqual(657);
    const two = chartOption({ ...view, toMs, lines: [{ ...line, ahead: forecast.points }, line] });
    expect((two.series as { type: string }[]).map(({ type }) => type)).toEqual(["line", "line", "line"]);
    expect((chartOption({ ...view, lines: [line] }).series as unknown[]).length).toBe(1);
  });
});

const draw = (element: ReactElement, language: "vi" | "en" = "vi") =>
  renderToString(<I18nextProvider i18n={createWords(language)}>{element}</I18nextProvider>).replaceAll("<!-- -->", "");

describe("the panels", () => {
  const tile = { id: "o", panel: "forecast", x: 0, y: 0, width: 12, height: 12, settings: {} };
  const place24 = { tile, size: { width: 900, height: 700 }, report: () => undefined };
  const title = { vi: "Dự báo", en: "Forecast" };
  const show = (told: Forecast | undefined, language: "vi" | "en" = "vi") => {
    nowStore.setState(nowMs, true);
    setSite(stage.site, (site) => openTiles(site.scene.tiles));
    putReadings(stage.readings);
    collectionStore("forecasts").setState(new Map(told ? [[seriesKey(indicator, place), told]] : []), true);
    return draw(<ForecastPanel {...place24} settings={{ title, indicator }} />, language);
  };
  const said = (all: { meanError: number; count: number }) => {
    const { error } = forecast;
    if (error === null) throw new Error("no error");
    return show({ ...forecast, error: { ...error, all: { ...error.all, ...all } } });
  };

  it("shows hours with their band, issue, and that it is simulated where it is", () => {
    const text = show({ ...forecast, isSimulated: true });
    expect(text).toContain("15:00");
    expect(text).toContain("±18");
    expect(text).toContain("phát hành 14:00");
    expect(text).toContain("MÔ PHỎNG");
    expect(show(forecast)).toContain("ƯỚC TÍNH");
  });

  it("says so where it is worse than saying that nothing changes, and where nobody knows yet", () => {
    expect(said({ meanError: 11, count: 900 })).toContain("sai trung bình 11 xe, cứ giữ nguyên thì sai 73");
    expect(said({ meanError: 90, count: 900 })).toContain("Kém hơn giữ nguyên");
    expect(said({ meanError: 1, count: 3 })).toContain("Chưa đo được sai số: mới 3 lượt");
  });

  it("says why there is none, in the reader's language", () => {
    const none = { ...forecast, points: [], refusal: { code: "forecast.late", params: { minutes: 7 } } };
    expect(show(none)).toContain("đã 7 phút chưa có số mới");
    expect(show(none, "en")).toContain("No new figure has come for 7 minutes");
    expect(show(undefined)).toContain("Chưa có dự báo nào");
  });

  it("a trend and the table of gates do not show a forecast as one that is worse than saying that nothing changes", () => {
    const { error } = forecast;
    if (error === null) throw new Error("no error");
    const told = (meanError: number) => {
      const of = (one: Forecast) => ({ ...one, error: { ...error, all: { ...error.all, meanError } } });
      const gate = { ...forecast, indicator: "cua-khau.xe-cho", place: "huu-nghi" };
      show(undefined);
      collectionStore("forecasts").setState(
        new Map([of(forecast), of(gate)].map((one) => [seriesKey(one.indicator, one.place), one])),
        true,
      );
      const series = [{ indicator }];
      const trend = draw(<Trend {...place24} settings={{ title, series, span: 12 * hourMs, hasForecast: true }} />);
      const table = {
        ...{ title, places: ["huu-nghi"], waiting: "cua-khau.xe-cho", cleared: "cua-khau.thong-quan" },
        ...{ longestWait: "cua-khau.cho-lau-nhat", forecastHours: 2 },
      };
      const wide = { ...place24, size: { width: 1_800, height: 900 } };
      return [trend, draw(<Gates {...wide} settings={table} />)] as const;
    };
    const [goodTrend, goodGates] = told(11);
    expect(goodTrend).not.toContain("kém hơn giữ nguyên");
    expect(goodGates).toContain("Dự báo 16:00");
    expect(goodGates).toContain("631 ±22");
    const [badTrend, badGates] = told(90);
    expect(badTrend).toContain("dự báo đang kém hơn giữ nguyên");
    expect(badGates).toContain("chưa tin được");
    expect(badGates).not.toContain("631 ±22");
  });

  it("stands a figure beside what was published, with who published it", () => {
    const marks = [
      {
        on: "2021-12-21",
        value: 4_461,
        text: { vi: "xe ùn lại", en: "stranded" },
        publishedBy: { vi: "báo chí", en: "the press" },
      },
    ];
    show(undefined);
    const text = draw(<Records {...place24} settings={{ title, indicator, marks }} />);
    expect(text).toContain("21/12/2021 · xe ùn lại");
    expect(text).toContain("4.461");
    expect(text).toContain("Nguồn: báo chí");
    expect(text).toContain("Bây giờ");
    expect(text).toContain("records-bar");
    // Bars go before a mark does, and what is left out is said.
    const two = [...marks, { ...marks[0], on: "2026-02-01", value: 488 } as (typeof marks)[number]];
    const inTile = (height: number) =>
      draw(<Records {...place24} size={{ width: 900, height }} settings={{ title, indicator, marks: two }} />);
    const [low, lower] = [inTile(130), inTile(100)];
    expect([low.includes("records-bar"), low.includes("488")]).toEqual([false, true]);
    expect(lower).toContain("còn 1 mốc");
  });
});

it("a page asks for the forecasts that its tiles show, and for none otherwise", () => {
  const at = (panel: string, settings: object) => ({
    id: panel,
    panel,
    settings: { ...settings },
    x: 0,
    y: 0,
    width: 24,
    height: 24,
  });
  const asked = (panel: string, settings: object) =>
    topicsOn({ ...stage.site, scene: { ...stage.site.scene, tiles: [at(panel, settings)] } }, [1]).forecasts;
  const title = { vi: "A", en: "A" };
  expect(asked("forecast", { title, indicator: "a" })).toEqual({ series: [`a@${stage.site.place}`] });
  expect(asked("trend", { title, series: [{ indicator: "a", place: "p" }] })).toEqual({ series: ["a@p"] });
  expect(asked("trend", { title, series: [{ indicator: "a" }], hasForecast: false })).toBeUndefined();
  const gates = { title, places: ["p"], waiting: "w", cleared: "c", longestWait: "l" };
  expect(asked("gates", gates)).toBeUndefined();
  expect(asked("gates", { ...gates, forecastHours: 2 })).toEqual({ series: ["w@p"] });
});
