import { setImmediate as letOthersRun } from "node:timers/promises";
import type { Logger } from "pino";
import type { CitizenReport, CitizenReportState } from "#contract/entities/citizen-report.ts";
import { mostReportsTold, type ReportMapEventList } from "#contract/entities/map-event.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { CodedError } from "#contract/errors.ts";
import type { Outcome } from "../connectors/connector.ts";
import { knownOf, withoutPersons } from "../connectors/persons.ts";
import type { Taker } from "../connectors/taker.ts";
import { createIntake } from "../ingest/intake.ts";
import type { OnRefused } from "../ingest/refusals.ts";
import { isSimulated } from "../outbound/references.ts";
import { type AdmittedReport, createReportAdmission } from "./admission.ts";
import { startReportsUpkeep } from "./keeping.ts";
import type { CitizenReportsRepository } from "./repository.ts";

/** Of all sources together. Lạng Sơn has some 800,000 people; a city's platform takes in some hundreds a day. */
const mostReports = 50_000;
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
};

/** A new state is taken in the place of the former one. No report at all is an answer too. */
export type CitizenReports = Taker & {
  /** Which sources are simulated is another matter from now on. */
  replace(profile: Pick<Profile, "sources">): void;
  /** Those made within a span until now, the latest first, for who may see the wall. */
  mapEvents(states: readonly CitizenReportState[], withinMs: number): Promise<ReportMapEventList>;
  /** @throws CodedError `citizen-report.unknown` */
  get(number: number): Promise<CitizenReport>;
  /** Writes what waits. */
  stop(): Promise<void>;
};

/** Reports of citizens as platforms tell of them: a mirror to read, with the last known state of each and nobody's words. */
export function createCitizenReports(options: CitizenReportsOptions): CitizenReports {
  const { profile, repository, folder, now, log, most = mostReports } = options;
  const simulatedOf = ({ sources }: Pick<Profile, "sources">) =>
    new Set(sources.filter(isSimulated).map(({ id }) => id));
  let simulated = simulatedOf(profile);
  const oldestMs = profile.retention.citizenReports;
  let goneUpToMs: number | null = null;
  const admit = createReportAdmission({
    bounds: profile.map.bounds,
    oldestMs,
    limit: most,
    goneUpToMs: () => goneUpToMs,
    now,
  });
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

  const intake = createIntake<AdmittedReport>({
    admit,
    async write(source, reports) {
      const each: Outcome["each"][number][] = [];
      for (let at = 0; at < reports.length; at += batchSize) {
        if (at > 0) await letOthersRun();
        const batch = reports.slice(at, at + batchSize).map((report) => whole(source, report));
        each.push(...(await repository.put(batch)));
      }
      return each;
    },
    onDone: upkeep.soon,
    isNothingAnAnswer: true,
    tooMany: "citizen-report.too-many",
    complaint: "reports of citizens could not be written",
    ...{ folder, now, log, onRefused: options.onRefused },
  });

  return {
    accept: intake.accept,
    admit(sourceId, candidate) {
      const admitted = admit(candidate);
      return "refused" in admitted ? admitted : { admitted: { report: whole(sourceId, admitted.admitted) } };
    },
    replace(profile) {
      simulated = simulatedOf(profile);
    },
    refusals: intake.refusals,
    hide: withoutPersons,
    shown: knownOf,
    async mapEvents(states, withinMs) {
      const asOfMs = Math.round(now());
      const found = await repository.mapEvents(states, Math.max(0, asOfMs - withinMs), mostReportsTold + 1);
      return { mapEvents: found.slice(0, mostReportsTold), isCut: found.length > mostReportsTold, asOfMs };
    },
    async get(number) {
      const report = await repository.get(number);
      if (report === undefined) throw new CodedError("citizen-report.unknown");
      return report;
    },
    async stop() {
      await intake.oneByOne(async () => {});
      await upkeep.stop();
    },
  };
}
