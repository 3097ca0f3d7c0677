// The core: takes in readings, keeps them, and shows them to every screen. This file only puts the parts together, in the
// order in which they need one another; it is as long as there are parts.

import { statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { isCondensed } from "#contract/entities/retention.ts";
import type { SourceView } from "#contract/entities/source.ts";
import { allowedPage } from "#contract/entities/web-page.ts";
import { CodedError, sentence } from "#contract/errors.ts";
import manifest from "../../package.json" with { type: "json" };
import { createAccess } from "./access/access.ts";
import { createSessions, knownAs, loadSessionKey } from "./access/session.ts";
import { startLinkToken } from "./access/start-link.ts";
import { sourcesWithTokens } from "./access/token-sources.ts";
import { createServer } from "./api/server.ts";
import { createCameraEvents } from "./camera-events/camera-events.ts";
import { createCameraList } from "./camera-list/camera-list.ts";
import { createCameraGateway } from "./cameras/gateway.ts";
import { createOnvifLine } from "./cameras/onvif/onvif-line.ts";
import { createSteering } from "./cameras/onvif/steering.ts";
import { registerCameras } from "./cameras/registered.ts";
import { createCatalogue } from "./catalogue/catalogue.ts";
import { createCitizenReports } from "./citizen-reports/citizen-reports.ts";
import { givesReports } from "./connectors/persons.ts";
import { createSources } from "./connectors/sources.ts";
import { createDerivation } from "./indicators/derivation.ts";
import { createAdmission } from "./ingest/admission.ts";
import { createIngest } from "./ingest/ingest.ts";
import { tokenSecret } from "./joining/copy.ts";
import { createFirstMapEvents } from "./joining/first-map-events.ts";
import { createFirstNews } from "./joining/first-news.ts";
import { prepareJoining } from "./joining/joining.ts";
import { openMachines } from "./joining/machines.ts";
import { createHandingOn } from "./live/handing-on.ts";
import { createHub } from "./live/hub.ts";
import { openMaintenance } from "./maintenance/maintenance.ts";
import { mapHosts, openSiteMap } from "./map/site-map.ts";
import { createNews } from "./news/news.ts";
import { createOutboxDelivery } from "./outbox/delivery.ts";
import { currentImports } from "./profile/imports.ts";
import { loadProfile } from "./profile/loading.ts";
import { createResolver, simulatedEventsOf, usesSimulator } from "./profile/references.ts";
import { rememberProfiles } from "./profile/remembered.ts";
import { siteView } from "./profile/site-view.ts";
import { createKnownThen } from "./reports/known-then.ts";
import { createOutages } from "./reports/outages.ts";
import { lockData } from "./run/data-lock.ts";
import { prepareEnding } from "./run/ending.ts";
import { forgetFailedStart, noteFailedStart } from "./run/failed-start.ts";
import { listen } from "./run/listening.ts";
import { openLog } from "./run/log-file.ts";
import { defaultDataFolder, parseOptions, userCacheFolder } from "./run/options.ts";
import { findProgram, ownProgram } from "./run/programs.ts";
import { writeRunFiles } from "./run/run-files.ts";
import { meetStarter } from "./run/starter.ts";
import { createSecretBindings } from "./secrets/bindings.ts";
import { createSecrets } from "./secrets/secrets.ts";
import { userOfMap, usesOfSecrets } from "./secrets/uses.ts";
import { createSiteFiles } from "./site-files/site-files.ts";
import { standardOffsetMs } from "./store/periods.ts";
import { watchRoom } from "./store/room.ts";
import { openStore } from "./store/store.ts";
import { startBackups, startUpkeep } from "./store/upkeep.ts";
import { startMachineLoad } from "./supervision/machine-load.ts";
import { createRestarts } from "./supervision/restarts.ts";
import { superviseSimulator } from "./supervision/simulator-process.ts";
import { numberOf } from "./tables/import-files.ts";
import { createArranging } from "./wall/arranging.ts";
import { openAutomation } from "./wall/automation/automation.ts";
import { createCaptures } from "./wall/captures.ts";
import { createDisplays } from "./wall/displays.ts";
import { awaitFirstPaint } from "./wall/first-paint.ts";
import { openWall } from "./wall/wall.ts";

const startedAtMs = Date.now();
const thisFile = fileURLToPath(import.meta.url);
/** From `main/core/index.ts` and `dist/core/index.mjs` alike. */
const rootFolder = path.resolve(path.dirname(thisFile), "..", "..");
const { version } = manifest;
const now = () => Date.now();

const starter = meetStarter(() => void ending.end(0));
const ending = prepareEnding(() => starter);
process.on("SIGTERM", () => void ending.end(0));
process.on("SIGINT", () => void ending.end(0));
process.on("uncaughtException", (error) => void ending.fail(error));

async function run(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  const dataFolderOf = (id: string) => path.resolve(options.data ?? defaultDataFolder(id));
  // What is started from here is not to inherit it.
  const { IOC_JOIN_TOKEN: joinToken } = process.env;
  delete process.env.IOC_JOIN_TOKEN;
  let lock: ReturnType<typeof lockData> | undefined;
  if (options.join !== undefined) {
    lock = lockData(dataFolderOf("joined"));
    ending.onEnd(() => lock?.release());
  }
  const joined =
    options.join === undefined
      ? undefined
      : await prepareJoining(options.join, dataFolderOf("joined"), joinToken || undefined);
  const loaded = await loadProfile(joined?.profileFolder ?? options.profile, {
    isAnothers: joined !== undefined,
    // The first machine's tables are in what it told.
    importedFor: async (id) => (joined === undefined ? currentImports(dataFolderOf(id)) : {}),
    assetsFolder: path.join(rootFolder, "assets"),
    remembered: {
      profiles: rememberProfiles(path.join(userCacheFolder(), "profiles")),
      // Another build may have other rules, whatever its version says.
      version: `${version}/${statSync(thisFile).mtimeMs}`,
    },
  }).catch((error: unknown) => {
    if (joined === undefined && !options.check) noteFailedStart(options, error);
    throw error;
  });
  const { profile, folder: profileFolder } = loaded;
  const dataFolder = dataFolderOf(joined === undefined ? profile.id : "joined");
  if (options.check) {
    process.stdout.write(`${JSON.stringify({ profile: profile.id, data: dataFolder })}\n`);
    return ending.end(0);
  }

  if (lock === undefined) {
    lock = lockData(dataFolder);
    ending.onEnd(() => lock?.release());
  }
  const log = openLog(dataFolder);
  ending.logTo(log);

  const dayOffsetMs = standardOffsetMs(profile.timeZone);
  const store = await openStore(dataFolder, { dayOffsetMs });
  ending.onEnd(() => store.close());
  const recovery = store.upkeep.recovery();
  if (recovery !== null) log.error(recovery, "a damaged database was set aside");
  const room = await watchRoom({ upkeep: store.upkeep, log });
  ending.onEnd(() => room.stop());
  const [secrets, sessionKey, latest] = await Promise.all([
    createSecrets({ repository: store.secrets, keyFile: path.join(dataFolder, "secrets.key") }),
    loadSessionKey(path.join(dataFolder, "session.key")),
    store.readings.latest(),
  ]);
  if (joined !== undefined && joinToken) await secrets.set(tokenSecret, joinToken);

  const registered = registerCameras(profile.cameras);
  const named = { ...profile, hasCamera: registered.has };
  const hub = createHub({ site: siteView(profile), now });
  ending.onEnd(() => hub.stop());
  hub.publish("readings", latest);
  const firstPaint = awaitFirstPaint();
  const displays = createDisplays((list) => {
    hub.publish("displays", list);
    firstPaint.look(list);
    following?.report();
  });
  const ownWall = await openWall({
    repository: store.wall,
    profile: named,
    machineOf: (display) =>
      displays.list().find(({ number, state }) => number === display && state !== "missing")?.machine,
    now,
    log,
    onChange: (state) => (joined === undefined ? hub.publish("wall", state) : undefined),
  });
  ending.onEnd(() => ownWall.stop());
  const joinSecret = () => secrets.get(tokenSecret);
  const following = await joined?.follow({
    own: ownWall,
    token: joinSecret,
    displays: displays.list,
    now,
    log,
    onWall: (state) => hub.publish("wall", state),
    onTold: createHandingOn(hub),
    onCamera: (view) => hub.publish("cameras", [view]),
    onCameraGone: (id) => hub.remove("cameras", [id]),
    // Whoever started this core starts it again, with the windows as they are.
    onOtherSite: () => void ending.end(0),
  });
  ending.onEnd(() => following?.stop());
  const machineLoad = startMachineLoad({
    folder: dataFolder,
    now,
    onMeasured: (load) => following?.tellLoad(load),
  });
  ending.onEnd(() => machineLoad.stop());
  const wall = following?.wall ?? ownWall;
  const arranging = createArranging(wall.state().surfaces);
  wall.watch((state) => arranging.arrange(state.surfaces));
  const captures = createCaptures({ timeoutMs: 20_000 });

  const bindings = createSecretBindings({
    repository: store.secretBindings,
    uses: () => usesOfSecrets(profile, registered.all()),
    now,
  });
  await bindings.bindUnbound();

  let simulator: ReturnType<typeof superviseSimulator> | undefined;
  const simulatorOf = () => {
    simulator ??= superviseSimulator({
      entry: ownProgram("simulator"),
      folder: path.join(dataFolder, "simulator"),
      log,
    });
    return simulator;
  };
  const resolve = createResolver({
    dataFolder,
    profileFolder,
    async secret(name, user) {
      // Without anything stored under its name there is nothing to be sent anywhere.
      const value = await secrets.get(name);
      if (value === undefined) return undefined;
      if (user === undefined)
        throw new CodedError("secret.bound-elsewhere", { name, user: "?", host: "?", bound: "?" });
      await bindings.check(name, user);
      return value;
    },
    simulator: () => simulatorOf().ready(),
  });
  const maintenance = await openMaintenance({
    repository: store.maintenance,
    sources: new Set(profile.sources.map(({ id }) => id)),
    timeZone: profile.timeZone,
    now,
    onChange(id) {
      const view = sources.views().find((one) => one.id === id);
      if (view !== undefined) tellSource(view);
    },
  });
  const centres = profile.sources.filter((source) => source.type === "centre");
  const outages = createOutages({
    repository: store.outages,
    past: store.past,
    indicators: profile.indicators,
    sources: new Map(profile.sources.filter(({ type }) => type !== "published").map(({ id, name }) => [id, name])),
    centres: centres.map(({ id }) => id),
    newest: () => hub.all("readings"),
    offsetMs: dayOffsetMs,
    now,
    log,
  });
  ending.onEnd(() => outages.stop());
  await outages.begin(store.upkeep.setAside());
  const knownThen = createKnownThen({
    repository: store.knownThen,
    readings: store.readings,
    catalogue: numberOf(loaded.imports.indicators),
    now,
    log,
  });
  ending.onEnd(() => knownThen.stop());
  await knownThen.begin();
  const derivation = createDerivation({
    profile,
    readings: store.readings,
    past: store.past,
    memory: store.sourceMemory,
    offsetMs: dayOffsetMs,
    now,
    log,
    onStored: (readings) => hub.publish("readings", readings),
  });
  ending.onEnd(() => derivation.stop());
  const ingest = createIngest({
    profile,
    readings: derivation,
    now,
    onStored: (readings) => hub.publish("readings", readings),
    onEach: (reading) => outages.onStored(reading),
    onRefused: knownThen.onRefused,
    onOutcome: (sourceId, outcome) => sources.settle(sourceId, outcome),
  });
  ending.onEnd(() => ingest.stop());
  const outbox = createOutboxDelivery({ repository: store.outbox, centres, resolve, now, log });
  ending.onEnd(() => outbox.stop());
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
      automation.signal();
    },
  });
  ending.onEnd(() => cameraEvents.stop());
  const citizenReports = createCitizenReports({
    profile,
    repository: store.citizenReports,
    folder: dataFolder,
    now,
    log,
    onRefused: knownThen.onRefused,
    onOutcome: (sourceId, outcome) => sources.settle(sourceId, outcome),
  });
  ending.onEnd(() => citizenReports.stop());
  const [newestEvent, lastEventAtMs, lastReportAtMs] = await Promise.all([
    store.cameraEvents.newest(),
    store.cameraEvents.lastAtMs(),
    store.citizenReports.lastAtMs(),
  ]);
  if (newestEvent !== undefined) hub.publish("cameraEvent", newestEvent);
  // Some sources tell how they are as soon as they are made: what was heard of them in an earlier run.
  const tellSource = (view: SourceView): void => {
    const told = maintenance.tell(view);
    outages.onSource(told);
    knownThen.onSource(told);
    outbox.onSource(told);
    hub.publish("sources", [told]);
  };
  const sources = createSources({
    profile,
    accept: (sourceId, candidates) => ingest.accept(sourceId, candidates),
    cameraEvents: { accept: cameraEvents.accept, refusalOf: cameraEvents.refusalOf, lastAtMs: lastEventAtMs },
    citizenReports: { accept: citizenReports.accept, admit: citizenReports.admit, lastAtMs: lastReportAtMs },
    admit: createAdmission(profile, now),
    resolve,
    memory: store.sourceMemory,
    knownAs: (sourceId) => knownAs(sessionKey, sourceId),
    latest,
    log,
    now,
    onChange: (view) => tellSource(view),
  });
  for (const view of sources.views()) {
    knownThen.onSource(view);
    hub.publish("sources", [maintenance.tell(view)]);
  }
  const openCameras = () =>
    createCameraGateway({
      cameras: registered.all(),
      folder: path.join(dataFolder, "cameras"),
      ffmpegPath: findProgram(options.ffmpeg ?? "ffmpeg"),
      resolve,
      timeZone: profile.timeZone,
      fontFile: path.join(rootFolder, "assets", "fonts", "be-vietnam-pro-latin-500-normal.woff2"),
      now,
      log,
      onChange: (view) => hub.publish("cameras", [view]),
      onGone: (id) => hub.remove("cameras", [id]),
    });
  // At a joined machine none is registered: they are the first one's.
  const cameras = following === undefined ? openCameras() : { ...following.cameras, replace: async () => {} };
  for (const view of cameras.views()) hub.publish("cameras", [view]);
  const onvif = createOnvifLine();
  const steering = createSteering({
    cameras: registered.all(),
    line: onvif,
    resolve,
    now,
    onHolder: (id, who) => cameras.setSteeredBy(id, who),
    log,
  });

  const automation = await openAutomation({
    ...{ wall: ownWall, profile: named, newest: hub.newest, events: store.cameraEvents, now, log },
  });
  ending.onEnd(() => automation.stop());

  const map = await openSiteMap({
    profile,
    folder: path.join(dataFolder, "map"),
    worker: ownProgram("map-import"),
    resolve: (address) => resolve(address, userOfMap(profile)),
    log,
    now,
  });

  const idsOf = (list: typeof profile.sources) => new Set(list.map(({ id }) => id));
  const givingEvents = idsOf(profile.sources.filter(({ type }) => type === "camera-events"));
  const givingReports = idsOf(profile.sources.filter(givesReports));
  const news =
    joined === undefined
      ? createNews({ feeds: profile.news, resolve, now, log })
      : createFirstNews({ first: joined.first, token: joinSecret, log });
  ending.onEnd(() => news.stop());
  const atFirst = joined && createFirstMapEvents({ first: joined.first, token: joinSecret });

  const given = await starter.tokens;
  const machines =
    joined === undefined
      ? await openMachines({
          repository: store.machines,
          plan: profile.wall,
          displays: displays.list,
          // Who is started without a shell has none.
          hasMonitors: given !== undefined,
          now,
        })
      : undefined;
  const access = createAccess({
    tokens: store.tokens,
    sessions: createSessions(sessionKey),
    run: given === undefined ? {} : { wall: given.wallToken, shell: given.shellToken, desk: given.deskToken },
    now,
  });
  for (const { id, label, sources: bound = [] } of await access.bindOld(sourcesWithTokens(profile))) {
    const message = { code: "token.was-bound", params: { id, label, sources: bound.join(", ") } } as const;
    log.warn(message.params, sentence(message, "en"));
    process.stderr.write(`${sentence(message, "vi")}\n`);
  }
  const server = await createServer({
    profile,
    profileFolder,
    profileData: loaded.data,
    machines,
    machineLoad: machineLoad.load,
    following: following?.status,
    rendererFolder: path.join(rootFolder, "dist", "renderer"),
    version,
    startedAtMs,
    access,
    secrets,
    bindings,
    store,
    storeFailure: () => ingest.storeFailure() ?? room.failure(),
    sources: () => sources.views().map(maintenance.tell),
    maintenance,
    outages,
    knownThen,
    outbox,
    lines: sources,
    refusals: (sourceId) =>
      (givingEvents.has(sourceId) ? cameraEvents : givingReports.has(sourceId) ? citizenReports : ingest).refusals(
        sourceId,
      ),
    catalogue: createCatalogue({ loaded, dataFolder, readings: store.readings, now }),
    cameraEvents: { ...cameraEvents, ...(atFirst && { mapEvents: atFirst.ofCameras }) },
    citizenReports: { ...citizenReports, ...(atFirst && { mapEvents: atFirst.ofCitizens, get: atFirst.report }) },
    cameraList: createCameraList({
      loaded,
      dataFolder,
      hasSecret: (name) => secrets.has(name),
      registered,
      async register(list) {
        registered.replace(list);
        // First: what moves is stopped while the gateway still knows it.
        steering.replace(list);
        await cameras.replace(list);
      },
      follows: joined?.first.host,
      scenes: () => wall.scenes.all(),
      now,
    }),
    cameras,
    registered,
    steering,
    onvif,
    map,
    news,
    siteFiles: createSiteFiles([path.join(dataFolder, "files"), path.join(profileFolder, "files")]),
    hub,
    displays,
    restarts: createRestarts(log, now),
    captures,
    arranging,
    wall,
    automation,
    log,
    now,
  });
  ending.onEnd(() =>
    Promise.all([
      server.close(),
      sources.stop(),
      cameras.stop(),
      steering.stop().then(() => onvif.stop()),
      map.stop(),
      simulator?.stop(),
    ]).then(() => {}),
  );
  const { port, origin } = await listen(server, profile.server.host, options.port);
  forgetFailedStart(options);
  const files = writeRunFiles({
    dataFolder,
    port,
    run: { pid: process.pid, origin, adminToken: access.run.admin },
    log,
  });
  ending.onEnd(() => files.remove());

  const viewerLink = `${origin}/?token=${await startLinkToken({ access, secrets, language: profile.language, log })}`;
  await starter.tell({
    type: "ready",
    origin,
    viewerLink,
    wall: profile.wall,
    surfaces: wall.state().surfaces,
    title: profile.name.vi,
    mapHosts: mapHosts(profile),
    webPages: profile.web.map(allowedPage),
    firstNumber: joined?.firstNumber ?? 1,
  });
  if (given === undefined) process.stdout.write(`${viewerLink}\n`);
  log.info({ origin, profile: profile.id, version, readyMs: now() - startedAtMs }, "ready");

  // What reaches out comes last: the screens have the stored figures by then, with their age.
  if (given !== undefined) await firstPaint.done;
  if (usesSimulator(profile))
    simulatorOf().tell({ type: "core-listens", origin, cameraEvents: simulatedEventsOf(profile) });
  following?.start();
  sources.start();
  cameras.goRound();
  outbox.start();
  news.start();
  map.start();
  await derivation.deriveAll(latest);

  const condensed = new Set(profile.indicators.filter(isCondensed).map((indicator) => indicator.code));
  const upkeep = startUpkeep({
    store,
    rule: { retention: profile.retention, isCondensed: (code) => condensed.has(code), dayOffsetMs },
    now,
    log,
  });
  const backups = startBackups({ upkeep: store.upkeep, now, log });
  ending.onEnd(() => Promise.all([upkeep.stop(), backups.stop()]).then(() => {}));
}

run().catch((error: unknown) => ending.fail(error));
