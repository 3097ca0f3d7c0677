import type { FeatureCollection } from "geojson";
import type { ReportIncident } from "#contract/entities/incident.ts";
import { featureCollection } from "../../map/engine.ts";
import { reportRankOf, standingOf } from "../../map/report-signs.ts";
import { point } from "./features.ts";

/** Each report where it was made, with its number and rank; the engine makes one mark of those that stand too near. */
export const reportsAt = (
  reports: readonly ReportIncident[],
  nowMs: number,
  label: (report: ReportIncident) => string,
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

export const countsOfReports = (reports: readonly ReportIncident[], nowMs: number): ReportCounts => {
  const count = (fits: (report: ReportIncident) => boolean) => reports.filter(fits).length;
  return {
    open: count(({ state }) => state === "open"),
    overdue: count((report) => standingOf(report, nowMs) === "overdue"),
    closed: count(({ state }) => state === "closed"),
    unplaced: count(({ position }) => position === null),
    simulated: count(({ isSimulated }) => isSimulated),
  };
};
