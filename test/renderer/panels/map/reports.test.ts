import { expect, it } from "vitest";
import type { ReportMapEvent } from "#contract/entities/map-event.ts";
import { pickMapEvents } from "../../../../renderer/desk/map/map-event-picking.ts";
import { mapEventThings, reportThings } from "../../../../renderer/desk/map/things.ts";
import type { MapEngine } from "../../../../renderer/map/engine.ts";
import { rankedStandings, standingOf } from "../../../../renderer/map/report-signs.ts";
import { countsOfReports, reportsAt } from "../../../../renderer/panels/map/reports.ts";
import { MapSettings, mapRule } from "../../../../renderer/panels/map/settings.ts";
import { topicsOf } from "../../../../renderer/panels/needs.ts";

const nowMs = 1_800_000_000_000;
const report = (number: number, more: Partial<ReportMapEvent> = {}): ReportMapEvent => ({
  ...{ origin: "report", number, service: "Rác thải", state: "open", position: { lat: 21.8, lon: 106.7 } },
  ...{ atMs: nowMs - 3_600_000, updatedAtMs: nowMs - 60_000, dueAtMs: nowMs + 60_000 },
  ...{ source: "phan-anh", isSimulated: false },
  ...more,
});

it("each stands where it was made, the overdue above the open and these above the closed", () => {
  const all = [
    report(4, { dueAtMs: nowMs - 1 }),
    report(3, { state: "closed", dueAtMs: nowMs - 1 }),
    report(2, { position: null, isSimulated: true }),
    report(1, { dueAtMs: null }),
  ];
  expect(all.map((one) => standingOf(one, nowMs))).toEqual(["overdue", "closed", "open", "open"]);
  const { features } = reportsAt(all, nowMs, ({ service }) => service);
  expect(features.map(({ properties }) => properties)).toEqual([
    { number: 4, rank: 3, label: "Rác thải" },
    { number: 3, rank: 1, label: "Rác thải" },
    { number: 1, rank: 2, label: "Rác thải" },
  ]);
  expect(countsOfReports(all, nowMs)).toEqual({ open: 3, overdue: 1, closed: 1, unplaced: 1, simulated: 1 });
  expect(rankedStandings).toEqual([
    { standing: "overdue", rank: 3 },
    { standing: "open", rank: 2 },
    { standing: "closed", rank: 1 },
  ]);
});

it("a page with reports is told what sources say of themselves, and no event of a camera", () => {
  const title = { vi: "Bản đồ", en: "Map" };
  expect(MapSettings.parse({ title, reports: {} }).reports).toEqual({ within: 30 * 86_400_000, closed: false });
  const site = { place: "tinh" };
  const topics = topicsOf([mapRule.needs({ title, reports: {} })], site);
  expect(topics).toMatchObject({ sources: "all", cameras: [], readings: {} });
  expect(topics).not.toHaveProperty("cameraEvents");
  expect(topicsOf([mapRule.needs({ title })], site).sources).toEqual([]);
});

it("a click tells reports and events of cameras apart, though both are numbered from one", async () => {
  const seen = mapEventThings(
    [{ origin: "camera", number: 1, kind: "smoke", camera: "a", atMs: nowMs, source: "ai", isSimulated: false }],
    new Map(),
    () => ({ vi: "Khói", en: "Smoke" }),
  );
  const reported = reportThings([report(1), report(2)]);
  const marks: Record<string, number[]> = { mapEvents: [], reports: [1] };
  const engine = {
    marksAt: async (source: string) => (marks[source] ?? []).map((number) => ({ number })),
    view: () => ({ center: [106.7, 21.8], zoom: 9 }),
  } as unknown as MapEngine;
  const picked = await pickMapEvents(engine, [...seen, ...reported], { x: 1, y: 1, position: [106.7, 21.8] });
  expect(picked).toEqual({ things: [reported[0]] });
});
