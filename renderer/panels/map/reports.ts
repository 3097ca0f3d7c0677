import type { FeatureCollection } from "geojson";
import type { ReportMapEvent } from "#contract/entities/map-event.ts";
import { featureCollection } from "../../map/engine.ts";
import { reportRankOf, standingOf } from "../../map/report-signs.ts";
import { point } from "./features.ts";

/** Each report where it was made, with its number and rank; the engine makes one mark of those that stand too near. */
export const reportsAt = (
  reports: readonly ReportMapEvent[],
  nowMs: number,
  label: (report: ReportMapEvent) => string,
): FeatureCollection =>
  featureCollection(
    reports.flatMap((report) => {
      const { position, number } = report;
      if (position === null) return [];
      const rank = reportRankOf(standingOf(report, nowMs));
      return [point(position.lon, position.lat, { number, rank, label: label(report) })];
    }),
  );

export type ReportCounts = {
  open: number;
  /** Of those. */
  overdue: number;
  closed: number;
  /** Not on the map: the platform tells no position. */
  unplaced: number;
  simulated: number;
};

export const countsOfReports = (reports: readonly ReportMapEvent[], nowMs: number): ReportCounts => {
  const count = (fits: (report: ReportMapEvent) => boolean) => reports.filter(fits).length;
  return {
    open: count(({ state }) => state === "open"),
    overdue: count((report) => standingOf(report, nowMs) === "overdue"),
    closed: count(({ state }) => state === "closed"),
    unplaced: count(({ position }) => position === null),
    simulated: count(({ isSimulated }) => isSimulated),
  };
};
