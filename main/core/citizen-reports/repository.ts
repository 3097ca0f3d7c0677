import type { CitizenReport, CitizenReportState } from "#contract/entities/citizen-report.ts";
import type { ReportMapEvent } from "#contract/entities/map-event.ts";

/** A report as it comes; the store gives it its number. */
export type NewCitizenReport = Omit<CitizenReport, "number">;

/** The last known state of citizens' reports, on the disk itself when a promise of a write resolves. */
export type CitizenReportsRepository = {
  /**
   * All of them or none. stored: new, or another state than was known · repeated: the same, or one that the platform had changed
   * since; of two states of one moment the one that comes last counts.
   */
  put(reports: readonly NewCitizenReport[]): Promise<("stored" | "repeated")[]>;
  /** Those in some states that were made since a moment, the latest first. */
  mapEvents(states: readonly CitizenReportState[], fromMs: number, limit: number): Promise<ReportMapEvent[]>;
  get(number: number): Promise<CitizenReport | undefined>;
  /** When the last change of each source came, epoch ms. */
  lastAtMs(): Promise<ReadonlyMap<string, number>>;
  /** At most `limit` of those that last changed before a moment. @returns how many */
  removeBefore(beforeMs: number, limit: number): Promise<number>;
  /** At most `limit` of those beyond `most`, first what changed the longest ago. @returns when the last of them had; null: none */
  removeBeyond(most: number, limit: number): Promise<number | null>;
};
