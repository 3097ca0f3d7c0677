import path from "node:path";
import type { CameraEventNotice } from "#contract/entities/camera-event.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { Warning } from "#contract/warnings/warning.ts";
import { type CameraEvents, createCameraEvents } from "../camera-events/camera-events.ts";
import { type CitizenReports, createCitizenReports } from "../citizen-reports/citizen-reports.ts";
import { createSources, type Sources } from "../connectors/sources.ts";
import { givenBy, type Taker, type Takers } from "../connectors/taker.ts";
import { createDocuments, type Documents } from "../documents/documents.ts";
import { createDossiers, type Dossiers } from "../dossiers/dossiers.ts";
import { createEntry, type Entry } from "../entry/entry.ts";
import { createDerivation, type Derivation } from "../indicators/derivation.ts";
import { createIngest, type Ingest } from "../ingest/ingest.ts";
import type { OnRefused } from "../ingest/refusals.ts";
import { createStoring, type Stored } from "../ingest/storing.ts";
import type { SiteProfile } from "../profile/site-profile.ts";
import type { OwnSourceScores } from "../source-scores/source-scores.ts";
import { openWarnings, type Warnings } from "../warnings/warnings.ts";
import type { Addresses } from "./addresses.ts";
import type { Ground } from "./ground.ts";

/** What comes from platforms, from their lines to the store, and what follows from it. */
export type TakingIn = {
  ingest: Ingest;
  derivation: Derivation;
  cameraEvents: CameraEvents;
  citizenReports: CitizenReports;
  warnings: Warnings;
  documents: Documents;
  dossiers: Dossiers;
  sources: Sources;
  entry: Entry;
  /** What was refused of a source since the start. */
  refusals: Taker["refusals"];
};

export type TakingInOptions = Pick<
  Ground,
  "profile" | "store" | "dataFolder" | "dayOffsetMs" | "calendar" | "onClose" | "log" | "now"
> & {
  site: Pick<SiteProfile, "current" | "onChange">;
  hasCamera(id: string): boolean;
  resolve: Addresses["resolve"];
  /** The newest stored readings. */
  latest: readonly Reading[];
  /** By which peers know a source of this data folder. */
  knownAs(sourceId: string): string;
  /** As many citizens' reports as are kept; absent: as usual. */
  mostReports?: number | undefined;
  /** Counts what is taken, and what cannot be. */
  scores: Pick<OwnSourceScores, "counted" | "onUnusable" | "start">;
  /** After derivation, which is told first. */
  onStored(stored: Stored): void;
  onRefused: OnRefused;
  /** Warnings that hold, and the keys of those that do no more. */
  onWarnings: { told(warnings: readonly Warning[]): void; gone(keys: readonly string[]): void };
  /** An event of a camera is on the disk. */
  onEvent(notice: CameraEventNotice): void;
  /** A source as it is before it was started. */
  onSourceMade(view: SourceView): void;
  onSource(view: SourceView): void;
};

export async function openTakingIn(options: TakingInOptions): Promise<TakingIn> {
  const { profile, store, dataFolder, onClose, onRefused, now, log } = options;
  const storing = createStoring(store.readings);
  const derivation = createDerivation({
    profile,
    store: storing.store,
    past: store.past,
    memory: store.sourceMemory,
    offsetMs: options.dayOffsetMs,
    now,
    log,
  });
  onClose(() => derivation.stop());
  storing.onStored(derivation.onStored);
  storing.onStored(options.onStored);
  const ingest = createIngest({
    ...{ profile, store: storing.store, readings: store.readings, now, onRefused },
    onStoreFailure: (reason, sourceIds) => sources.onStoreFailure(reason, sourceIds),
  });
  onClose(() => ingest.stop());
  const cameraEvents = createCameraEvents({
    ...{ profile, hasCamera: options.hasCamera, repository: store.cameraEvents, now, log, onRefused },
    folder: path.join(dataFolder, "camera-events"),
    onEvent: options.onEvent,
  });
  onClose(() => cameraEvents.stop());
  const citizenReports = createCitizenReports({
    ...{ profile, repository: store.citizenReports, folder: dataFolder, now, log, onRefused },
    ...(options.mostReports === undefined ? {} : { most: options.mostReports }),
  });
  onClose(() => citizenReports.stop());
  const warnings = await openWarnings({
    ...{ profile, repository: store.warnings, folder: dataFolder, now, log, onRefused },
    ...{ onTold: options.onWarnings.told, onGone: options.onWarnings.gone },
  });
  onClose(() => warnings.stop());
  const documents = createDocuments({
    ...{ profile, repository: store.documents, folder: dataFolder, now, log, onRefused },
    ...{ store: storing.store, calendar: options.calendar, offsetMs: options.dayOffsetMs },
    lastHeardAtMs: await store.documents.lastAtMs(),
  });
  onClose(() => documents.stop());
  const { scores } = options;
  scores.start(storing);
  const dossiers = createDossiers({
    ...{ profile, repository: store.dossiers, past: store.past, calendar: options.calendar, now, log, onRefused },
    ...{ offsetMs: options.dayOffsetMs, folder: dataFolder },
    tell: (source, readings) => !ingest.accept(source, readings).hasNoRoom,
  });
  onClose(() => dossiers.stop());
  const takers: Takers = {
    ...{ readings: ingest, "camera-events": cameraEvents, "citizen-reports": citizenReports },
    ...{ warnings, documents, dossiers },
  };

  const sources = createSources({
    profile,
    takers: scores.counted(takers),
    lastHeardAtMs: await lastHeard(options),
    resolve: options.resolve,
    memory: store.sourceMemory,
    knownAs: options.knownAs,
    log,
    now,
    // Some sources tell how they are as soon as they are made: what was heard of them in an earlier run.
    onChange: options.onSource,
    onUnusable: scores.onUnusable,
  });
  for (const view of sources.views()) options.onSourceMade(view);
  const entry = createEntry({
    ...{ profile: options.site.current, repository: store.entries, past: store.past, readings: store.readings },
    ...{ admit: ingest.admit, hand: sources.hand, calendar: options.calendar, offsetMs: options.dayOffsetMs, now, log },
  });
  const refusals: Taker["refusals"] = (id) => {
    const source = options.site.current().sources.find((one) => one.id === id);
    return takers[source === undefined ? "readings" : givenBy(source)].refusals(id);
  };
  return { ingest, derivation, cameraEvents, citizenReports, warnings, documents, dossiers, sources, entry, refusals };
}

/** When something was last heard of each source, epoch ms. */
export async function lastHeard({
  store,
  latest,
}: Pick<TakingInOptions, "store" | "latest">): Promise<Map<string, number>> {
  const ofOthers = await Promise.all(
    [store.cameraEvents, store.citizenReports, store.warnings, store.documents, store.dossiers].map((one) =>
      one.lastAtMs(),
    ),
  );
  const last = new Map<string, number>();
  const hear = (source: string, atMs: number) => last.set(source, Math.max(last.get(source) ?? 0, atMs));
  for (const { source, receivedAtMs } of latest) hear(source, receivedAtMs);
  for (const one of ofOthers) for (const [source, atMs] of one) hear(source, atMs);
  return last;
}
