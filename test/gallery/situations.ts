import { freshnessOf } from "#contract/entities/freshness.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { type StageSnapshot, stageSnapshot } from "../lab/stage-snapshot.ts";
import { schematicPlaces } from "./communes.ts";
import {
  galleryIndicators,
  galleryPlaces,
  galleryReadings,
  gallerySources,
  outlookIndicators,
  outlookReadings,
  schematicReadings,
} from "./fixtures.ts";

/** The moment at which every picture is taken: a Tuesday afternoon, the 16th of the tenth lunar month. */
export const galleryNowMs = Date.parse("2026-11-24T14:20:00+07:00");

/**
 * What a panel is in. loading: the site is known, nothing else yet · empty: the core is heard and has nothing · offline: the
 * core was heard until 18 minutes ago · planned: lost, while all sources are planned to be down · simulated: fresh, but none of it is real · error: its settings name what does not exist.
 */
export const situations = [
  "loading",
  "empty",
  "ok",
  "late",
  "stale",
  "lost",
  "planned",
  "offline",
  "simulated",
  "error",
] as const;
export type Situation = (typeof situations)[number];

const offlineForMs = 18 * 60_000;
export const lostSinceMs = galleryNowMs - offlineForMs;

/**
 * What the core has told a page that is in a situation.
 * @param isSchematic with all communes of the province @param hasOutlooks with what is expected of the year
 */
export function toldIn(
  situation: Situation,
  nowMs = galleryNowMs,
  isSchematic = false,
  hasOutlooks = false,
): StageSnapshot {
  const stage = stageSnapshot("well", nowMs);
  const indicators = [...stage.site.indicators, ...galleryIndicators, ...(hasOutlooks ? outlookIndicators : [])];
  const web = [
    { id: "thoi-tiet", name: { vi: "Thời tiết", en: "Weather" }, url: "https://thoi-tiet.example/lang-son" },
  ];
  const site = {
    ...stage.site,
    web,
    places: [...stage.site.places, ...(isSchematic ? schematicPlaces : galleryPlaces)],
    indicators,
  };
  const hasReadings = situation !== "loading" && situation !== "empty";
  const figures = (isSchematic ? schematicReadings : galleryReadings)(nowMs);
  const fresh = [...stage.readings, ...figures, ...(hasOutlooks ? outlookReadings(nowMs) : [])].filter(
    (one) => one.value !== null,
  );
  const readings = fresh.map((reading): Reading => {
    const rule = indicators.find(({ code }) => code === reading.indicator)?.freshness;
    const isReal = reading.status === "simulated" && situation !== "simulated";
    const status = situation === "simulated" ? "simulated" : isReal ? "preliminary" : reading.status;
    if (rule === undefined) return { ...reading, status };
    const asOfMs =
      situation === "late"
        ? nowMs - rule.lateAfter * 1.4
        : situation === "stale"
          ? nowMs - rule.staleAfter * 1.4
          : situation === "lost" || situation === "planned"
            ? nowMs - rule.lostAfter * 1.2
            : situation === "offline"
              ? reading.asOfMs - offlineForMs
              : reading.asOfMs;
    return { ...reading, status, asOfMs, receivedAtMs: asOfMs };
  });
  const isPlanned = situation === "planned";
  const isUnwell = situation === "stale" || situation === "lost" || isPlanned;
  const sources = [...stage.sources, ...gallerySources(nowMs)].map((source) => ({
    ...source,
    isSimulated: situation === "simulated",
    ...(isPlanned ? { maintenance: [{ fromMs: nowMs - 40 * 60_000, untilMs: nowMs + 160 * 60_000 }] } : {}),
    ...(isUnwell && source.type !== "published"
      ? {
          state: "failing" as const,
          sinceMs: nowMs - 40 * 60_000,
          reason: { code: "source.timeout" as const, params: { host: source.id, seconds: 10 } },
        }
      : {}),
  }));
  const cameras = stage.cameras.map((camera) => ({
    ...camera,
    isSimulated: situation === "simulated",
    state: situation === "lost" ? ("no-signal" as const) : situation === "stale" ? ("frozen" as const) : camera.state,
    lastPictureAtMs: situation === "lost" ? camera.lastPictureAtMs : null,
  }));
  return {
    ...stage,
    site,
    readings: hasReadings ? readings : [],
    sources: situation === "loading" ? [] : sources,
    cameras: situation === "loading" ? [] : cameras,
  };
}

/** How fresh a reading of the gallery is; what a test holds a situation against. */
export const freshnessIn = (situation: Situation, indicator: string): string | undefined => {
  const { readings, site } = toldIn(situation);
  const reading = readings.find((one) => one.indicator === indicator);
  const rule = site.indicators.find(({ code }) => code === indicator)?.freshness;
  return reading === undefined || rule === undefined ? undefined : freshnessOf(rule, reading.asOfMs, galleryNowMs);
};
