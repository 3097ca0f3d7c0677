import { setImmediate as turn } from "node:timers/promises";
import type { Logger } from "pino";
import type { CitizenReport, CitizenReportState } from "#contract/entities/citizen-report.ts";
import { mostReportsTold, type ReportIncidentList } from "#contract/entities/incident.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import type { TrialReport } from "#contract/http.ts";
import type { Acceptance, SourceOutcome } from "../connectors/connector.ts";
import { createRefusals, type OnRefused, type Refusal } from "../ingest/refusals.ts";
import { isSimulated } from "../profile/references.ts";
import { writeFailure } from "../store/failures.ts";
import type { CitizenReportsRepository } from "../store/repositories.ts";
import { oneAtATime } from "../tables/one-at-a-time.ts";
import { type AdmittedReport, createReportAdmission } from "./admission.ts";
import { startReportsUpkeep } from "./keeping.ts";

/** Of all sources together. Lạng Sơn has some 800,000 people; a city's platform takes in some hundreds a day. */
const mostReports = 50_000;
/** Sets that wait to be written. */
const mostWaiting = 32;
/** Written in one transaction; between two of them everything else has its turn. */
const batchSize = 500;

export type CitizenReportsOptions = {
  profile: Pick<Profile, "sources" | "retention" | "map">;
  repository: CitizenReportsRepository;
  /** Of the store, named in failures. */
  folder: string;
  /** Epoch ms. */
  now(): number;
  log: Logger;
  /** As many as are kept. */
  most?: number;
  onRefused?: OnRefused;
  /** What became of a set, for the source's state. */
  onOutcome(sourceId: string, outcome: SourceOutcome): void;
};

export type CitizenReports = {
  /**
   * Checks reports and writes the good ones: a new state in the place of the former one. No report at all is an answer too.
   * Never throws for what a platform sends.
   */
  accept(sourceId: string, candidates: readonly unknown[]): Acceptance;
  /** As it would be kept, or why it would not be. */
  admit(sourceId: string, candidate: unknown): { report: TrialReport } | { refused: CodedMessage };
  /** How often each code was refused since the start, and the last 20 refusals. */
  refusals(sourceId: string): { byCode: Record<string, number>; last: Refusal[] };
  /** Those made within a span until now, the latest first, for who may see the wall. */
  incidents(states: readonly CitizenReportState[], withinMs: number): Promise<ReportIncidentList>;
  /** @throws CodedError `citizen-report.unknown` */
  get(number: number): Promise<CitizenReport>;
  /** Writes what waits. */
  stop(): Promise<void>;
};

/** Reports of citizens as platforms tell of them: a mirror to read, with the last known state of each and nobody's words. */
export function createCitizenReports(options: CitizenReportsOptions): CitizenReports {
  const { profile, repository, folder, now, log, onOutcome, most = mostReports } = options;
  const simulated = new Set(profile.sources.filter(isSimulated).map(({ id }) => id));
  const oldestMs = profile.retention.citizenReports;
  let goneUpToMs: number | null = null;
  const admit = createReportAdmission({
    bounds: profile.map.bounds,
    oldestMs,
    limit: most,
    goneUpToMs: () => goneUpToMs,
    now,
  });
  const refusals = createRefusals(now, options.onRefused);
  const inTurn = oneAtATime();
  let waiting = 0;
  const upkeep = startReportsUpkeep({
    repository,
    oldestMs,
    most,
    onGone(upToMs) {
      goneUpToMs = Math.max(goneUpToMs ?? 0, upToMs);
    },
    now,
    log,
  });
  const whole = (source: string, report: AdmittedReport) => ({
    ...report,
    source,
    receivedAtMs: Math.round(now()),
    isSimulated: simulated.has(source),
  });

  /** @param isAnswer whether the set, empty as it may be, says how things are */
  const writeAll = async (source: string, reports: AdmittedReport[], isAnswer: boolean, outcomes: Outcome[]) => {
    try {
      for (let at = 0; at < reports.length; at += batchSize) {
        if (at > 0) await turn();
        const batch = reports.slice(at, at + batchSize).map((report) => whole(source, report));
        outcomes.push(...(await repository.put(batch)));
      }
    } catch (error) {
      const failure = writeFailure(error, folder);
      log.error({ err: failure, source }, "reports of citizens could not be written");
      onOutcome(source, { accepted: 0, repeated: 0, storedAtMs: null, storeFailure: failure.toMessage() });
      return false;
    }
    const accepted = outcomes.filter((one) => one === "stored").length;
    onOutcome(source, {
      ...{ accepted, repeated: outcomes.length - accepted, storeFailure: null },
      storedAtMs: isAnswer ? Math.round(now()) : null,
    });
    return true;
  };

  return {
    accept(sourceId, candidates) {
      const reports: AdmittedReport[] = [];
      const told = candidates.map((candidate) => {
        const admitted = admit(candidate);
        if ("report" in admitted) {
          reports.push(admitted.report);
          return null;
        }
        refusals.add(sourceId, admitted.refused);
        return admitted.refused;
      });
      const reason = told.findLast((one) => one !== null) ?? null;
      const refused = told.length - reports.length;
      if (waiting >= mostWaiting) {
        const busy = { code: "citizen-report.too-many", params: { limit: mostWaiting } };
        refusals.add(sourceId, busy, reports.length);
        const nothing = { valid: 0, isTurnedAway: true, outcomes: [], stored: Promise.resolve(false) };
        return { ...nothing, refused, reason: busy, refusals: told };
      }
      const outcomes: Outcome[] = [];
      const isAnswer = reports.length > 0 || candidates.length === 0;
      waiting += 1;
      const stored = inTurn(() => writeAll(sourceId, reports, isAnswer, outcomes)).finally(() => {
        waiting -= 1;
        upkeep.soon();
      });
      return { valid: reports.length, refused, reason, isTurnedAway: false, refusals: told, outcomes, stored };
    },
    admit(sourceId, candidate) {
      const admitted = admit(candidate);
      return "refused" in admitted ? admitted : { report: whole(sourceId, admitted.report) };
    },
    refusals: (sourceId) => refusals.of(sourceId),
    async incidents(states, withinMs) {
      const asOfMs = Math.round(now());
      const found = await repository.incidents(states, Math.max(0, asOfMs - withinMs), mostReportsTold + 1);
      return { incidents: found.slice(0, mostReportsTold), isCut: found.length > mostReportsTold, asOfMs };
    },
    async get(number) {
      const report = await repository.get(number);
      if (report === undefined) throw new CodedError("citizen-report.unknown");
      return report;
    },
    async stop() {
      await inTurn(async () => {});
      await upkeep.stop();
    },
  };
}

type Outcome = "stored" | "repeated";
