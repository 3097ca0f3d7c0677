import path from "node:path";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { MachineLoad } from "#contract/entities/machine.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { CodedMessage } from "#contract/errors.ts";
import type { StartCore } from "#contract/supervision.ts";
import type { RunTokens } from "./access/access.ts";
import { knownAs } from "./access/session.ts";
import type { HashCost } from "./accounts/password-hash.ts";
import type { Limits } from "./api/limits.ts";
import { servePages } from "./api/pages.ts";
import type { OwnCameraGateway } from "./cameras/gateway-interface.ts";
import type { Forecasts } from "./forecast/forecasts.ts";
import { openSiteMap } from "./map/site-map.ts";
import { openAddresses } from "./opening/addresses.ts";
import { openCallers } from "./opening/callers.ts";
import { openCameraDeeds } from "./opening/camera-deeds.ts";
import { type FeatureParts, registerFeatures } from "./opening/features.ts";
import { openForecasts } from "./opening/forecasts.ts";
import { type GroundOptions, openGround } from "./opening/ground.ts";
import { startHousekeeping } from "./opening/housekeeping.ts";
import { openImportedLists } from "./opening/imported-lists.ts";
import { openJoinedSide } from "./opening/joined-side.ts";
import { openOwnSide } from "./opening/own-side.ts";
import { openPush, type PushStandIn } from "./opening/push.ts";
import { openScreens } from "./opening/screens.ts";
import { openSourceRecords, type SourceRecords } from "./opening/source-records.ts";
import { openTakingIn, type TakingIn } from "./opening/taking-in.ts";
import { takeOverSources } from "./opening/taking-over.ts";
import { byWhom, type WallSide } from "./opening/wall-side.ts";
import { whoIsTold } from "./opening/who-is-told.ts";
import { userOfMap } from "./outbound/secret-uses.ts";
import type { SiteProfile } from "./profile/site-profile.ts";
import { type Closing, createClosing } from "./run/closing.ts";
import { listen } from "./run/listening.ts";
import { findProgram, ownProgram } from "./run/programs.ts";
import { createSiteFiles } from "./site-files/site-files.ts";
import { startMachineLoad } from "./supervision/machine-load.ts";
import { createRestarts } from "./supervision/restarts.ts";
import { createArranging } from "./wall/arranging.ts";
import { openAutomation } from "./wall/automation/automation.ts";
import { createCaptures } from "./wall/captures.ts";

export type CoreOptions = GroundOptions & {
  /** 0: a free one. */
  port: number;
  /** A path or a name in PATH; absent: `ffmpeg`. */
  ffmpeg?: string | undefined;
  /** dist/renderer; its pages are missing while it is not built, the rest works. */
  rendererFolder: string;
  version: string;
  /** Epoch ms; absent: now. */
  startedAtMs?: number;
  /** The tokens that whoever started this core gives for the run; absent, or undefined: nobody gives any, and there is no shell. */
  given?: Promise<StartCore | undefined>;
  /** Epoch ms; absent: the machine's clock. */
  now?(): number;
  /** Where what was opened is noted to be ended; absent: it is ended where opening fails, and else by `close`. */
  closing?: Closing;
  /** The first machine's profile is another now: the core is to be closed and opened anew. */
  onOtherSite?(why: CodedMessage): void;
  limits?: CoreLimits;
  standIns?: StandIns;
};

/** Stated so that tests can reach them; each has its default where it is used. */
export type CoreLimits = Limits & {
  hashCost?: HashCost;
  lineBufferBytes?: number;
  captureWithinMs?: number;
  citizenReports?: number;
};

/** What a test has in the place of what a core would find out for itself. */
export type StandIns = {
  cameras?: OwnCameraGateway;
  machineLoad?(): MachineLoad | null;
  /** Screens are told nothing of the real ones then. */
  sourceViews?(): SourceView[];
  storeFailure?(): CodedMessage | null;
  push?: PushStandIn;
};

export type Core = {
  /** By which this machine reaches it. */
  origin: string;
  /** By which other machines reach it; the same where that is all there is. */
  peoplesOrigin(): string;
  port: number;
  tokens: RunTokens;
  dataFolder: string;
  log: Logger;
  /** For whoever lives in the same process, such as tests. */
  parts: FeatureParts &
    SourceRecords &
    Pick<TakingIn, "ingest" | "derivation" | "dossiers" | "sources"> & {
      site: SiteProfile;
      side: WallSide;
      forecasts: Forecasts | undefined;
    };
  app: FastifyInstance;
  /**
   * Reaches out: to platforms, cameras, the simulator, centres, the first machine. Waits, where there is a shell, until its
   * windows have painted what is stored; resolves when what is derived is up to date.
   */
  start(): Promise<void>;
  /** Ends all of it. Twice does no harm. */
  close(): Promise<void>;
};

/**
 * Opens a core on a profile and a data folder: it listens and shows what is stored when this resolves, and reaches out for more
 * once it is started. The parts are put together in the order in which they need one another.
 * @throws CodedError what `findSite`, `lockData`, `openStore` and `listen` throw
 */
export async function openCore(options: CoreOptions): Promise<Core> {
  const closing = options.closing ?? createClosing();
  try {
    return await open(options, closing);
  } catch (error) {
    if (options.closing === undefined) await closing.close(() => {});
    throw error;
  }
}

async function open(options: CoreOptions, closing: Closing): Promise<Core> {
  const { version, limits = {}, standIns = {}, now = () => Date.now() } = options;
  const { startedAtMs = now(), onOtherSite = () => {}, onWord, assetsFolder } = options;
  const { onClose } = closing;
  const given = options.given ?? Promise.resolve(undefined);

  const { ground, joined, keys, secrets, sessionKey, latest, lastEvent, roomFailure } = await openGround(
    options,
    now,
    closing,
  );
  const { profile, site, profileFolder, dataFolder, registered, store, log } = ground;
  const lists = await openImportedLists({
    ...{ ...ground, follows: joined?.first.host, secrets, onWord },
    scenes: () => side.wall.scenes.all(),
  });
  const { hub, displays, figureAges, painted } = openScreens({
    ...{ ...ground, latest, lastEvent, lineBufferBytes: limits.lineBufferBytes },
    onDisplays: () => side.onDisplays(),
  });
  const ffmpegPath = findProgram(options.ffmpeg ?? "ffmpeg");
  const addresses = await openAddresses({ ...ground, secrets, ffmpegPath, assetsFolder });
  const { resolve, bindings } = addresses;
  const shown = { ...ground, secrets, hub, displays, resolve };
  const side =
    joined === undefined
      ? await openOwnSide({
          ...{ ...shown, ffmpegPath, cameras: standIns.cameras },
          // Who is started without a shell has none.
          hasMonitors: given.then((tokens) => tokens !== undefined),
        })
      : await openJoinedSide({ ...shown, joined, token: options.join?.token, onOtherSite });
  const { wall, ownWall, cameras, first } = side;
  for (const view of cameras.views()) hub.publish("cameras", [view]);
  const machineLoad = startMachineLoad({ folder: dataFolder, now, onMeasured: side.onLoad });
  onClose(() => machineLoad.stop());
  const arranging = createArranging(wall.state().surfaces);
  wall.watch((state) => arranging.arrange(state.surfaces));

  const records = await openSourceRecords({
    ...{ ...ground, hub, resolve, catalogue: await lists.catalogue.number() },
    viewOf: (id) => sources.views().find((one) => one.id === id),
  });
  const areSourcesTold = standIns.sourceViews === undefined;
  const takingIn = await openTakingIn({
    ...{ ...ground, hasCamera: registered.has, resolve, latest, mostReports: limits.citizenReports },
    knownAs: (sourceId) => knownAs(sessionKey, sourceId),
    ...whoIsTold({ hub, figureAges, records, first, areSourcesTold, onEvent: () => automation.signal() }),
  });
  const { ingest, derivation, sources } = takingIn;
  const tell = areSourcesTold ? records.tell : () => {};
  takeOverSources({ ...ground, hub, takingIn, knownThen: records.knownThen, tell });
  const cameraDeeds = openCameraDeeds({ ...ground, side, resolve });
  const automation = await openAutomation({
    ...{ ...ground, wall: ownWall, profile: { ...profile, hasCamera: registered.has } },
    ...{ newest: hub.newest, events: store.cameraEvents },
  });
  onClose(() => automation.stop());
  site.onChange(({ after }) => automation.replace(after));
  // A machine that has joined hands on those of the first one.
  const forecasts = joined === undefined ? openForecasts({ ...ground, hub }) : undefined;
  const map = await openSiteMap({
    ...{ profile, folder: path.join(dataFolder, "map"), worker: ownProgram("map-import"), log, now },
    resolve: (address) => resolve(address, userOfMap(profile)),
  });

  const shell = await given;
  const { app, callers } = await openCallers({
    ...{ ...shown, keys, sessionKey, side, version, assetsFolder, limits, onWord, given: shell },
  });
  const push = openPush({
    ...{ ...ground, ...callers, secrets, hub, expected: takingIn.entry.expected },
    ...standIns.push,
  });
  onClose(() => push.stop());
  const sourceViews = standIns.sourceViews ?? sources.views;
  const parts: Core["parts"] = {
    ...ground,
    get profile() {
      return site.current();
    },
    get profileData() {
      return site.data();
    },
    ...{ profileFiles: site.files, resolve, bindings, secrets, version, startedAtMs, limits },
    ...{
      ...lists,
      ...records,
      ...takingIn,
      ...cameraDeeds,
      ...callers,
      ...side,
      ...byWhom({ takingIn, records, first }),
    },
    ...{ side, following: first?.status, map, hub, displays, arranging, automation, forecasts, push },
    machineLoad: standIns.machineLoad ?? machineLoad.load,
    storeFailure: () => standIns.storeFailure?.() ?? ingest.storeFailure() ?? roomFailure(),
    sourceViews: () => sourceViews().map(records.maintenance.tell),
    siteFiles: createSiteFiles([path.join(dataFolder, "files"), path.join(profileFolder, "files")]),
    captures: createCaptures({ timeoutMs: limits.captureWithinMs ?? 20_000 }),
    restarts: createRestarts(log, now),
  };
  registerFeatures(app, parts);
  servePages(app, options.rendererFolder);
  onClose(() =>
    Promise.all([
      app.close(),
      sources.stop(),
      cameras.stop(),
      cameraDeeds.steering.stop().then(() => cameraDeeds.onvif.stop()),
      map.stop(),
      addresses.stopSimulator(),
    ]).then(() => {}),
  );
  const { port, origin } = await listen(app, callers.doors.innerHost, options.port);
  await callers.doors.open(app, origin);

  return {
    ...{ origin, peoplesOrigin: callers.doors.peoplesOrigin, port, tokens: callers.access.run },
    ...{ dataFolder, log, parts, app },
    async start() {
      // What reaches out comes last: the screens have the stored figures by then, with their age.
      if (shell !== undefined) await painted();
      addresses.tellSimulator(origin);
      side.start();
      await takingIn.dossiers.start();
      sources.start();
      await takingIn.entry.start();
      records.outbox.start();
      map.start();
      await derivation.deriveAll(latest);
      forecasts?.start();
      // Of one wall one machine tells people.
      if (joined === undefined) push.start();
      if (joined === undefined) site.watch();
      onClose(() => site.stop());
      startHousekeeping(ground);
    },
    close: () => closing.close((error) => log.error({ err: error }, "a step of the end failed")),
  };
}
