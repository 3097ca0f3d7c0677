import path from "node:path";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { MachineLoad } from "#contract/entities/machine.ts";
import type { SourceView } from "#contract/entities/source.ts";
import { type CodedMessage, sentence } from "#contract/errors.ts";
import type { StartCore } from "#contract/supervision.ts";
import type { RunTokens } from "./access/access.ts";
import { createReach } from "./access/reach.ts";
import { knownAs, loadSessionKey } from "./access/session.ts";
import type { HashCost } from "./accounts/password-hash.ts";
import type { Limits } from "./api/limits.ts";
import { servePages } from "./api/pages.ts";
import { createServer } from "./api/server.ts";
import { auditRequests } from "./audit/hook.ts";
import { readNationalDays } from "./calendar/national-days.ts";
import { createSiteCalendar } from "./calendar/site-calendar.ts";
import type { OwnCameraGateway } from "./cameras/gateway-interface.ts";
import { registerCameras } from "./cameras/registered.ts";
import { createDoors } from "./door/doors.ts";
import { createForecasts, type Forecasts } from "./forecast/forecasts.ts";
import { createHub } from "./live/hub.ts";
import { openSiteMap } from "./map/site-map.ts";
import { openAccess } from "./opening/access.ts";
import { openAccounts } from "./opening/accounts.ts";
import { openAddresses } from "./opening/addresses.ts";
import { openSiteAudit } from "./opening/audit.ts";
import { openCameraDeeds } from "./opening/camera-deeds.ts";
import { type FeatureParts, registerFeatures } from "./opening/features.ts";
import type { Ground } from "./opening/ground.ts";
import { startHousekeeping } from "./opening/housekeeping.ts";
import { openImportedLists } from "./opening/imported-lists.ts";
import { openJoinedSide } from "./opening/joined-side.ts";
import { openOwnSide } from "./opening/own-side.ts";
import { openPush, type PushStandIn } from "./opening/push.ts";
import { openSignOn } from "./opening/sign-on.ts";
import { findSite, lockUntilClosed, type SiteOptions } from "./opening/site.ts";
import { openSourceRecords, type SourceRecords } from "./opening/source-records.ts";
import { openTakingIn, type TakingIn } from "./opening/taking-in.ts";
import { takeOverSources } from "./opening/taking-over.ts";
import { openSiteUsage } from "./opening/usage.ts";
import type { WallSide } from "./opening/wall-side.ts";
import { userOfMap } from "./outbound/secret-uses.ts";
import { createSiteProfile, type SiteProfile } from "./profile/site-profile.ts";
import { siteView } from "./profile/site-view.ts";
import { type Closing, createClosing } from "./run/closing.ts";
import { listen } from "./run/listening.ts";
import { openLog } from "./run/log-file.ts";
import { findProgram, ownProgram } from "./run/programs.ts";
import { findKeys } from "./secrets/key-places.ts";
import { createSecrets } from "./secrets/secrets.ts";
import { createSiteFiles } from "./site-files/site-files.ts";
import { standardOffsetMs } from "./store/periods.ts";
import { watchRoom } from "./store/room.ts";
import { openStore } from "./store/store.ts";
import { startMachineLoad } from "./supervision/machine-load.ts";
import { createRestarts } from "./supervision/restarts.ts";
import { countRequests } from "./usage/counted.ts";
import { createArranging } from "./wall/arranging.ts";
import { openAutomation } from "./wall/automation/automation.ts";
import { createCaptures } from "./wall/captures.ts";
import { createDisplays } from "./wall/displays.ts";
import { awaitFirstPaint } from "./wall/first-paint.ts";

export type CoreOptions = SiteOptions & {
  /** 0: a free one. */
  port: number;
  /** Where the keys lie that protect what is stored; absent: in the data folder. */
  keysFolder?: string | undefined;
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
  /** Absent: `core.log` in the data folder. */
  openLog?(dataFolder: string): Logger;
  /** Where what was opened is noted to be ended; absent: it is ended where opening fails, and else by `close`. */
  closing?: Closing;
  /** Something to be told to the people who start this core. */
  onWord?(message: CodedMessage): void;
  /** The first machine's profile is another now: the core is to be closed and opened anew. */
  onOtherSite?(): void;
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
  const { startedAtMs = now(), onOtherSite = () => {} } = options;
  const { onClose } = closing;
  const given = options.given ?? Promise.resolve(undefined);

  const { loaded, load, copyTo, joined, dataFolder } = await findSite(options, closing);
  const { profile, folder: profileFolder } = loaded;
  if (joined === undefined) lockUntilClosed(dataFolder, closing);
  const log = (options.openLog ?? openLog)(dataFolder);
  const dayOffsetMs = standardOffsetMs(profile.timeZone);
  const store = await openStore(dataFolder, { dayOffsetMs });
  onClose(() => store.close());
  const recovery = store.upkeep.recovery();
  if (recovery !== null) log.error(recovery, "a damaged database was set aside");
  const room = await watchRoom({ upkeep: store.upkeep, log });
  onClose(() => room.stop());
  const keys = await findKeys({
    ...{ dataFolder, keysFolder: options.keysFolder, credentialsFolder: process.env.CREDENTIALS_DIRECTORY },
  });
  for (const word of keys.words) {
    log.warn(word.params, sentence(word, "en"));
    options.onWord?.(word);
  }
  const [secrets, sessionKey, latest, lastEvent] = await Promise.all([
    createSecrets({ repository: store.secrets, keyFile: keys.fileOf("secrets.key") }),
    loadSessionKey(keys.fileOf("session.key")),
    store.readings.latest(),
    store.cameraEvents.newest(),
  ]);
  const registered = registerCameras(profile.cameras);
  const calendar = createSiteCalendar({ national: await readNationalDays(options.assetsFolder), now, log });
  const site = createSiteProfile({ loaded, load, copyTo, log, now });
  const ground: Ground = {
    ...{ profile, site, profileFolder, dataFolder, registered, store, dayOffsetMs, calendar, onClose, log, now },
  };
  const lists = await openImportedLists({
    ...{ ...ground, follows: joined?.first.host, secrets, onWord: options.onWord },
    scenes: () => side.wall.scenes.all(),
  });

  const { lineBufferBytes } = limits;
  const hub = createHub({
    ...{ site: siteView(profile), now },
    ...(lineBufferBytes === undefined ? {} : { bufferLimitBytes: lineBufferBytes }),
  });
  onClose(() => hub.stop());
  hub.publish("readings", latest);
  if (lastEvent !== undefined) hub.publish("cameraEvent", lastEvent);
  const firstPaint = awaitFirstPaint();
  const displays = createDisplays((list) => {
    hub.publish("displays", list);
    firstPaint.look(list);
    side.onDisplays();
  });
  const ffmpegPath = findProgram(options.ffmpeg ?? "ffmpeg");
  const addresses = await openAddresses({ ...ground, secrets, ffmpegPath, assetsFolder: options.assetsFolder });
  const { resolve, bindings } = addresses;
  const shown = { ...ground, secrets, hub, displays, resolve };
  const side =
    joined === undefined
      ? await openOwnSide({
          ...shown,
          ffmpegPath,
          // Who is started without a shell has none.
          hasMonitors: given.then((tokens) => tokens !== undefined),
          cameras: standIns.cameras,
        })
      : await openJoinedSide({ ...shown, joined, token: options.join?.token, onOtherSite });
  const { wall, ownWall, cameras, first } = side;
  for (const view of cameras.views()) hub.publish("cameras", [view]);
  const machineLoad = startMachineLoad({ folder: dataFolder, now, onMeasured: side.onLoad });
  onClose(() => machineLoad.stop());
  const arranging = createArranging(wall.state().surfaces);
  wall.watch((state) => arranging.arrange(state.surfaces));

  const viewOf = (id: string) => sources.views().find((one) => one.id === id);
  const catalogueNumber = await lists.catalogue.number();
  const records = await openSourceRecords({ ...ground, hub, resolve, catalogue: catalogueNumber, viewOf });
  const isTold = standIns.sourceViews === undefined;
  const takingIn = await openTakingIn({
    ...{ ...ground, hasCamera: registered.has, resolve, latest, mostReports: limits.citizenReports },
    knownAs: (sourceId) => knownAs(sessionKey, sourceId),
    onStored({ appended, newest }) {
      for (const { outcome, reading } of appended) if (outcome === "stored") records.outages.onStored(reading);
      records.sourceScores.onStored(appended);
      if (newest.length > 0) hub.publish("readings", newest);
    },
    scores: records.sourceScores,
    onRefused: records.knownThen.onRefused,
    onEvent(notice) {
      hub.publish("cameraEvent", notice);
      automation.signal();
    },
    onWarnings:
      // A machine that has joined tells the first one's.
      first === undefined
        ? { told: (some) => hub.publish("warnings", some), gone: (keys) => hub.remove("warnings", keys) }
        : { told() {}, gone() {} },
    onSourceMade: isTold ? records.begin : records.knownThen.onSource,
    onSource: isTold ? records.tell : records.knownThen.onSource,
  });
  const { ingest, derivation, sources, cameraEvents, citizenReports, warnings, documents } = takingIn;
  takeOverSources({ ...ground, hub, takingIn, knownThen: records.knownThen, tell: isTold ? records.tell : () => {} });
  const cameraDeeds = openCameraDeeds({ ...ground, side, resolve });
  const automation = await openAutomation({
    ...{ wall: ownWall, profile: { ...profile, hasCamera: registered.has } },
    ...{ calendar, newest: hub.newest, events: store.cameraEvents, now, log },
  });
  onClose(() => automation.stop());
  site.onChange(({ after }) => automation.replace(after));
  // A machine that has joined hands on those of the first one.
  const forecasts =
    joined !== undefined
      ? undefined
      : createForecasts({
          ...{ site, past: store.past, repository: store.forecasts, offsetMs: dayOffsetMs, now, log },
          readings: () => hub.all("readings"),
          onForecast: (issued) => hub.publish("forecasts", issued),
        });
  onClose(async () => forecasts?.stop());
  const map = await openSiteMap({
    profile,
    folder: path.join(dataFolder, "map"),
    worker: ownProgram("map-import"),
    resolve: (address) => resolve(address, userOfMap(profile)),
    log,
    now,
  });

  const shell = await given;
  const accounts = openAccounts({
    ...{ ...ground, secrets, sessionKey, assetsFolder: options.assetsFolder, hashCost: limits.hashCost },
  });
  const access = await openAccess({
    ...{ ...ground, sessionKey, given: shell, accounts: accounts.sessions, onWord: options.onWord },
  });
  const signOn = await openSignOn({ ...ground, accounts, resolve, keyFile: keys.fileOf("identity.key") });
  const sourceViews = standIns.sourceViews ?? sources.views;
  const reachOf = createReach(site.current);
  const doors = await createDoors({
    ...{ server: profile.server, timeZone: profile.timeZone, dataFolder, profileFolder, now, log },
    ...{ onWord: options.onWord, lookEveryMs: limits.lookAtCertificatesEveryMs },
  });
  onClose(() => doors.close());
  const { app, callers } = await createServer({
    ...{ access, reachOf, doors, version, follows: first?.host, log, limits },
  });
  const audit = await openSiteAudit({ ...ground, resolve, keyFile: keys.fileOf("audit.key") });
  onClose(() => audit.stop());
  await keys.note();
  auditRequests(app, { audit, access });
  const usage = openSiteUsage({ ...ground, access, hub, displays, side });
  countRequests(app, usage);
  const parts: Core["parts"] = {
    get profile() {
      return site.current();
    },
    get profileData() {
      return site.data();
    },
    profileFiles: site.files,
    ...{
      site,
      profileFolder,
      dataFolder,
      resolve,
      version,
      startedAtMs,
      access,
      accounts,
      signOn,
      reachOf,
      secrets,
      bindings,
    },
    store,
    ...{ ...records, ...takingIn, ...cameraDeeds, ...callers, ...side, side, following: first?.status },
    machineLoad: standIns.machineLoad ?? machineLoad.load,
    storeFailure: () => standIns.storeFailure?.() ?? ingest.storeFailure() ?? room.failure(),
    sourceViews: () => sourceViews().map(records.maintenance.tell),
    ...{ audit, usage, doors, ...lists },
    cameraEvents: { ...cameraEvents, ...first?.cameraEvents },
    citizenReports: { ...citizenReports, ...first?.citizenReports },
    warnings: { ...warnings, ...first?.warnings },
    documents: { ...documents, ...first?.documents },
    sourceScores: { ...records.sourceScores, ...first?.sourceScores },
    dossiers: { ...takingIn.dossiers, ...first?.dossiers },
    siteFiles: createSiteFiles([path.join(dataFolder, "files"), path.join(profileFolder, "files")]),
    captures: createCaptures({ timeoutMs: limits.captureWithinMs ?? 20_000 }),
    ...{
      registered,
      calendar,
      map,
      hub,
      displays,
      restarts: createRestarts(log, now),
      arranging,
      automation,
      forecasts,
      push: openPush({
        ...{ ...ground, secrets, accounts, hub, reachOf, expected: takingIn.entry.expected },
        ...standIns.push,
      }),
      log,
      now,
      limits,
    },
  };
  onClose(() => parts.push.stop());
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
  const { port, origin } = await listen(app, doors.innerHost, options.port);
  await doors.open(app, origin);

  return {
    ...{ origin, peoplesOrigin: doors.peoplesOrigin, port, tokens: access.run, dataFolder, log, parts, app },
    async start() {
      // What reaches out comes last: the screens have the stored figures by then, with their age.
      if (shell !== undefined) await firstPaint.done;
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
      if (joined === undefined) parts.push.start();
      if (joined === undefined) site.watch();
      onClose(() => site.stop());
      startHousekeeping(ground);
    },
    close: () => closing.close((error) => log.error({ err: error }, "a step of the end failed")),
  };
}
