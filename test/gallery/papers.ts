import { documentFigures } from "#contract/documents/figures.ts";
import type { Place } from "#contract/entities/place.ts";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { SourceScores } from "#contract/source-scores/http.ts";
import type { ScoreCause, SourceScore } from "#contract/source-scores/score.ts";
import type { StageSnapshot } from "../lab/stage-snapshot.ts";
import { galleryNowMs, type Situation } from "./situations.ts";

/** What e-documents and the scores of sources show in the gallery, told to their exhibits alone. Made up, as all of it is. */
const hourMs = 3_600_000;
const words = (vi: string, en = vi) => ({ vi, en });
const ages = { lateAfter: 16 * hourMs, staleAfter: 72 * hourMs, lostAfter: 240 * hourMs };

export const isOfDocuments = (kind: string): boolean => kind === "documents-state";

const indicator = (code: string, more: Partial<IndicatorView> = {}): IndicatorView => ({
  ...{ code, name: words(code), unit: words("văn bản", "documents"), sector: "van-ban", period: "hour", decimals: 0 },
  ...{ isAdditive: false, isRetired: false, showsSign: false, thresholds: [], good: "down", freshness: ages },
  ...more,
});
const { byState, inHand, overdue, withoutDueDate } = documentFigures;
const indicators = [
  ...[...Object.values(byState), inHand, withoutDueDate].map((code) => indicator(code)),
  indicator(overdue, { thresholds: [{ level: "attention", above: 4, name: words("ngưỡng 4", "limit 4") }] }),
  indicator("van-ban.ty-le-qua-han", {
    ...{ unit: words("%"), decimals: 1 },
    thresholds: [{ level: "attention", above: 10, name: words("ngưỡng 10 %", "limit 10 %") }],
  }),
];

const offices = [
  ["so-xay-dung", "Sở Xây dựng", 9, 14],
  ["so-moi-truong", "Sở Nông nghiệp và Môi trường", 5, 11],
  ["so-tai-chinh", "Sở Tài chính", 2, 12],
  ["so-y-te", "Sở Y tế", 1, 6],
  ["so-noi-vu", "Sở Nội vụ", 0, 7],
] as const;
const places = offices.map(([id, name]): Place => ({ id, kind: "office", name: words(name) }));

export function withDocuments(told: StageSnapshot, situation: Situation, nowMs: number): StageSnapshot {
  const asOfMs = nowMs - ({ late: 20, stale: 80, lost: 300 }[situation as "late"] ?? 0.2) * hourMs;
  const reading = (code: string, value: number, place = told.site.place): Reading => ({
    ...{ indicator: code, place, value, asOfMs, receivedAtMs: asOfMs, revision: 0, source: "mot-cua", quality: "good" },
    status: situation === "simulated" ? "simulated" : "preliminary",
  });
  const states = [3, 11, 28, 46].map((value, at) =>
    reading(byState[(["01", "03", "04", "05"] as const)[at] ?? "01"], value),
  );
  const isTold = situation !== "loading" && situation !== "empty";
  const readings = [
    ...states,
    ...[reading(byState["06"], 312), reading(byState["02"], 6), reading(byState["13"], 2), reading(withoutDueDate, 9)],
    ...[reading(inHand, 88), reading(overdue, 17), reading("van-ban.ty-le-qua-han", 19.3)],
    ...offices.flatMap(([id, , late, open]) => [reading(overdue, late, id), reading(inHand, open, id)]),
  ];
  return {
    ...told,
    site: {
      ...told.site,
      indicators: [...told.site.indicators, ...indicators],
      places: [...told.site.places, ...places],
    },
    readings: [...told.readings, ...(isTold ? readings : [])],
  };
}

type Told = [name: string, marks: (number | null)[], change: number | null, cause: ScoreCause | null];
const told: Told[] = [
  ["Kho bạc Nhà nước", [98, 61, 74, 58], -12, { kind: "down", state: "failing", ms: 21 * hourMs }],
  ["Cửa khẩu số", [100, 96, 88, 99], 3, { kind: "repeated", count: 41 }],
  ["Một cửa điện tử", [99, 100, 100, 100], 0, { kind: "revised", count: 12 }],
  ["Phản ánh hiện trường", [100, null, 100, 100], null, null],
  ["Số liệu đã công bố", [null, 100, null, null], null, null],
];
const order = ["right", "complete", "clean", "alive"] as const;

export function scoresIn(situation: Situation): SourceScores {
  const unjudged: ScoreCause = { kind: "nothing-expected" };
  const sources = told.map(([name, values, change, cause], at): SourceScore => {
    const marks = Object.fromEntries(
      order.map((mark, which) => [
        mark,
        { value: values[which] ?? null, cause: values[which] == null ? unjudged : cause },
      ]),
    ) as SourceScore["marks"];
    const there = values.filter((value) => value !== null);
    const total = there.length < 2 ? null : there.reduce((sum, value) => sum + value, 0) / there.length;
    const lowest = Math.min(...there);
    return {
      ...{ id: `nguon-${at}`, name: words(name), type: "rest", unit: null, plannedMs: 0 },
      ...{ isSimulated: situation === "simulated", marks, total, judged: there.length, change },
      ...{ worst: lowest < 100 ? (order[values.indexOf(lowest)] ?? null) : null, days: [] },
    };
  });
  return {
    ...{ from: "2026-11-18", to: "2026-11-24", units: [], sources: situation === "empty" ? [] : sources },
    asOfMs: galleryNowMs - (situation === "stale" ? 9 : 0) * 60_000,
    weights: { right: 0.25, complete: 0.25, clean: 0.25, alive: 0.25 },
    definition: {
      ...{ effectiveFrom: "2020-01-01", toleranceShare: 0.01, sendByThemselves: [], catchingUpMs: 0 },
      source: { title: words("a"), date: "2026-11-27", isVerified: false, note: "" },
      ...{ least: { readings: 20, deliveries: 10, watchedMs: hourMs }, refusals: { right: [], both: [], ours: [] } },
    },
  };
}
