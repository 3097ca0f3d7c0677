import path from "node:path";
import type { Reading } from "#contract/entities/reading.ts";
import { type CameraEvents, createCameraEvents } from "../camera-events/camera-events.ts";
import { type CitizenReports, createCitizenReports } from "../citizen-reports/citizen-reports.ts";
import { givesReports } from "../connectors/persons.ts";
import { createSources, type Sources } from "../connectors/sources.ts";
import { createDerivation, type Derivation } from "../indicators/derivation.ts";
import { createAdmission } from "../ingest/admission.ts";
import { createIngest, type Ingest } from "../ingest/ingest.ts";
import type { Hub } from "../live/hub.ts";
import type { Addresses } from "./addresses.ts";
import type { Ground } from "./ground.ts";
import type { SourceRecords } from "./source-records.ts";

/** What comes from platforms, from their lines to the store. */
export type TakingIn = {
  ingest: Ingest;
  derivation: Derivation;
  cameraEvents: CameraEvents;
  citizenReports: CitizenReports;
  sources: Sources;
  /** What was refused of a source since the start. */
  refusals: Ingest["refusals"];
};

/**
 * @param options.latest the newest stored readings
 * @param options.knownAs by which peers know a source of this data folder
 * @param options.mostReports as many citizens' reports as are kept
 * @param options.onEvent an event of a camera is on the disk
 */
export async function openTakingIn(
  options: Ground & {
    hub: Hub;
    records: SourceRecords;
    resolve: Addresses["resolve"];
    latest: readonly Reading[];
    knownAs(sourceId: string): string;
    mostReports: number | undefined;
    onEvent(): void;
  },
): Promise<TakingIn> {
  const { profile, store, hub, records, resolve, dataFolder, registered, onClose, now, log } = options;
  const { outages, knownThen } = records;
  const derivation = createDerivation({
    profile,
    readings: store.readings,
    past: store.past,
    memory: store.sourceMemory,
    offsetMs: options.dayOffsetMs,
    now,
    log,
    onStored: (readings) => hub.publish("readings", readings),
  });
  onClose(() => derivation.stop());
  const ingest = createIngest({
    profile,
    readings: derivation,
    now,
    onStored: (readings) => hub.publish("readings", readings),
    onEach: (reading) => outages.onStored(reading),
    onRefused: knownThen.onRefused,
    onOutcome: (sourceId, outcome) => sources.settle(sourceId, outcome),
  });
  onClose(() => ingest.stop());
  const cameraEvents = createCameraEvents({
    profile,
    hasCamera: registered.has,
    repository: store.cameraEvents,
    folder: path.join(dataFolder, "camera-events"),
    now,
    log,
    onRefused: knownThen.onRefused,
    onOutcome: (sourceId, outcome) => sources.settle(sourceId, outcome),
    onEvent(notice) {
      hub.publish("cameraEvent", notice);
      options.onEvent();
    },
  });
  onClose(() => cameraEvents.stop());
  const citizenReports = createCitizenReports({
    profile,
    repository: store.citizenReports,
    folder: dataFolder,
    ...(options.mostReports === undefined ? {} : { most: options.mostReports }),
    now,
    log,
    onRefused: knownThen.onRefused,
    onOutcome: (sourceId, outcome) => sources.settle(sourceId, outcome),
  });
  onClose(() => citizenReports.stop());
  const [newestEvent, lastEventAtMs, lastReportAtMs] = await Promise.all([
    store.cameraEvents.newest(),
    store.cameraEvents.lastAtMs(),
    store.citizenReports.lastAtMs(),
  ]);
  if (newestEvent !== undefined) hub.publish("cameraEvent", newestEvent);
  const sources = createSources({
    profile,
    accept: (sourceId, candidates) => ingest.accept(sourceId, candidates),
    cameraEvents: { accept: cameraEvents.accept, refusalOf: cameraEvents.refusalOf, lastAtMs: lastEventAtMs },
    citizenReports: { accept: citizenReports.accept, admit: citizenReports.admit, lastAtMs: lastReportAtMs },
    admit: createAdmission(profile, now),
    resolve,
    memory: store.sourceMemory,
    knownAs: options.knownAs,
    latest: options.latest,
    log,
    now,
    // Some sources tell how they are as soon as they are made: what was heard of them in an earlier run.
    onChange: (view) => records.tell(view),
  });
  for (const view of sources.views()) records.begin(view);
  const idsOf = (list: typeof profile.sources) => new Set(list.map(({ id }) => id));
  const givingEvents = idsOf(profile.sources.filter(({ type }) => type === "camera-events"));
  const givingReports = idsOf(profile.sources.filter(givesReports));
  const takerOf = (id: string) =>
    givingEvents.has(id) ? cameraEvents : givingReports.has(id) ? citizenReports : ingest;
  return { ingest, derivation, cameraEvents, citizenReports, sources, refusals: (id) => takerOf(id).refusals(id) };
}
