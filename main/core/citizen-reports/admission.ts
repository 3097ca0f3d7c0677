import { CitizenReportInput } from "#contract/entities/citizen-report.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { mistakeIn } from "../profile/sentences.ts";
import { maxAheadMs } from "../store/ahead.ts";
import type { NewCitizenReport } from "./repository.ts";

export type AdmittedReport = Omit<NewCitizenReport, "source" | "receivedAtMs" | "isSimulated">;

export type ReportAdmissionOptions = {
  /** Of the site's map: west, south, east, north in degrees. */
  bounds: readonly [west: number, south: number, east: number, north: number];
  /** How long ago a report may have changed last, ms: what is older would go at once. */
  oldestMs: number;
  /** As many as may be kept, and when the last one that had to go for it had changed; null while none had. */
  limit: number;
  goneUpToMs(): number | null;
  now(): number;
};

/** What may be kept of what a platform tells. @returns a function giving what may, or why not */
export function createReportAdmission({ bounds, oldestMs, limit, goneUpToMs, now }: ReportAdmissionOptions) {
  const [west, south, east, north] = bounds;
  return (candidate: unknown): { admitted: AdmittedReport } | { refused: CodedMessage } => {
    const parsed = CitizenReportInput.safeParse(candidate);
    if (!parsed.success)
      return refused("citizen-report.invalid", mistakeIn(CitizenReportInput, parsed.error, candidate));
    const input = parsed.data;
    const { service_request_id: id, requested_datetime: requestedAtMs } = input;
    if (id === undefined) return refused("citizen-report.no-id", {});
    const service = input.service_name ?? input.service_code;
    if (service === undefined) return refused("citizen-report.no-service", { id });
    const position = positionOf(input.lat, input.long);
    const where = { id, lat: textOf(input.lat), long: textOf(input.long) };
    if (position === undefined) return refused("citizen-report.bad-position", where);
    if (
      position !== null &&
      (position.lon < west || position.lon > east || position.lat < south || position.lat > north)
    )
      return refused("citizen-report.outside", where);
    const updatedAtMs = Math.max(requestedAtMs, input.updated_datetime ?? 0);
    const time = new Date(updatedAtMs).toISOString();
    if (updatedAtMs > now() + maxAheadMs) return refused("citizen-report.from-future", { id, time });
    if (updatedAtMs < now() - oldestMs)
      return refused("citizen-report.too-old", { id, time, days: Math.floor(oldestMs / 86_400_000) });
    if (updatedAtMs <= (goneUpToMs() ?? Number.NEGATIVE_INFINITY))
      return refused("citizen-report.no-room", { id, time, limit });
    const { status: state, expected_datetime: dueAtMs = null, agency_responsible: agency = null } = input;
    return { admitted: { id, service, state, position, requestedAtMs, updatedAtMs, dueAtMs, agency } };
  };
}

/** null: none is told; undefined: what is told is none. Nobody lives at 0, 0, which stands for "unknown" in many databases. */
function positionOf(lat: unknown, lon: unknown): { lat: number; lon: number } | null | undefined {
  const isMissing = (value: unknown) => value === undefined || value === null || value === "";
  if (isMissing(lat) && isMissing(lon)) return null;
  const [y, x] = [degrees(lat), degrees(lon)];
  if (!(Math.abs(y) <= 90 && Math.abs(x) <= 180) || (y === 0 && x === 0)) return undefined;
  return { lat: y, lon: x };
}

const degrees = (value: unknown): number => {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\s*-?\d{1,3}(?:\.\d{1,20})?\s*$/.test(value) ? Number(value) : Number.NaN;
};

const textOf = (value: unknown): string => (JSON.stringify(value) ?? "–").slice(0, 30);

const refused = (code: CodedMessage["code"], params: CodedMessage["params"]) => ({ refused: { code, params } });
