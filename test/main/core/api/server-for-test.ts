import { createHash } from "node:crypto";
// Long because it puts together all parts of the core that routes speak to, as the core's own entry does.
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import pino from "pino";
import WebSocket from "ws";
import { parse } from "yaml";
import { Profile } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { type ClientMessage, liveProtocol, type Role, ServerMessage } from "#contract/live.ts";
import { createAccess, type RunTokens } from "../../../../main/core/access/access.ts";
import { createSessions, loadSessionKey } from "../../../../main/core/access/session.ts";
import type { Limits, ServerParts } from "../../../../main/core/api/parts.ts";
import { createServer } from "../../../../main/core/api/server.ts";
import { createCameraEvents } from "../../../../main/core/camera-events/camera-events.ts";
import { createCameraList } from "../../../../main/core/camera-list/camera-list.ts";
import type { CameraGateway } from "../../../../main/core/cameras/gateway-interface.ts";
import { createOnvifLine } from "../../../../main/core/cameras/onvif/onvif-line.ts";
import { createSteering } from "../../../../main/core/cameras/onvif/steering.ts";
import { registerCameras } from "../../../../main/core/cameras/registered.ts";
import { createCatalogue } from "../../../../main/core/catalogue/catalogue.ts";
import { createCitizenReports } from "../../../../main/core/citizen-reports/citizen-reports.ts";
import { givesReports } from "../../../../main/core/connectors/persons.ts";
import { createSources } from "../../../../main/core/connectors/sources.ts";
import { createAdmission } from "../../../../main/core/ingest/admission.ts";
import { createIngest } from "../../../../main/core/ingest/ingest.ts";
import { openMachines } from "../../../../main/core/joining/machines.ts";
import { createHub, type HubOptions } from "../../../../main/core/live/hub.ts";
import { openMaintenance } from "../../../../main/core/maintenance/maintenance.ts";
import { openSiteMap } from "../../../../main/core/map/site-map.ts";
import { createOutboxDelivery } from "../../../../main/core/outbox/delivery.ts";
import { siteView } from "../../../../main/core/profile/site-view.ts";
import { createKnownThen, type KnownThen } from "../../../../main/core/reports/known-then.ts";
import { createOutages } from "../../../../main/core/reports/outages.ts";
import { createSecretBindings } from "../../../../main/core/secrets/bindings.ts";
import { createSecrets } from "../../../../main/core/secrets/secrets.ts";
import { usesOfSecrets } from "../../../../main/core/secrets/uses.ts";
import { createSiteFiles } from "../../../../main/core/site-files/site-files.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { createRestarts } from "../../../../main/core/supervision/restarts.ts";
import { createArranging } from "../../../../main/core/wall/arranging.ts";
import { openAutomation } from "../../../../main/core/wall/automation/automation.ts";
import { createCaptures } from "../../../../main/core/wall/captures.ts";
import { createDisplays } from "../../../../main/core/wall/displays.ts";
import { openWall } from "../../../../main/core/wall/wall.ts";
import { mapImportProgram } from "../../../lab/programs.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";

export const smallProfile = fileURLToPath(new URL("../../../fixtures/profiles/small", import.meta.url));

/** The program of the thread that looks at imported map files. */

export const cameraView = {
  id: "camera-a",
  name: { vi: "Camera A", en: "Camera A" },
  isSimulated: false,
  state: "ok" as const,
  sinceMs: 1,
  lastPictureAtMs: null,
  reason: null,
};

export const sourceView: SourceView = {
  id: "tha",
  name: { vi: "Thư mục", en: "Folder" },
  type: "folder",
  isSimulated: false,
  state: "ok",
  sinceMs: 1,
  lastReadingAtMs: null,
  reason: null,
  counts: { accepted: 0, repeated: 0, refused: 0, failures: 0 },
};

export const reading = (value: number, asOfMs: number, more: Partial<Reading> = {}): Reading => ({
  indicator: "xe-cho",
  place: "cua-a",
  value,
  asOfMs,
  receivedAtMs: asOfMs,
  revision: 0,
  source: "tha",
  status: "preliminary",
  quality: "good",
  ...more,
});

export type TestServer = AsyncDisposable & {
  app: FastifyInstance;
  parts: ServerParts;
  run: RunTokens;
  origin: string;
  folder: string;
  /** Everything written to the log. */
  log(): string;
  state: { sources: SourceView[]; storeFailure: CodedMessage | null };
  knownThen: KnownThen;
  /** As the sources really are; the status tells `state.sources`. */
  sourceViews(): SourceView[];
  /** Tells the hub and the reports of a source of `state`, or of the profile, as it is now. */
  tellSource(id: string): void;
  /** Milliseconds that the clock is ahead. */
  clock: { aheadMs: number };
  get(path: string, token?: string, headers?: Record<string, string>): Promise<Response>;
  /** @param sources of a token of role ingest; absent: all of the profile's */
  token(role: Role, sources?: readonly string[]): Promise<string>;
};

/** The real server on a free port, with a real store in a folder of its own. Cameras are told, not opened. */
export async function startServer(
  options: {
    limits?: Limits;
    captureTimeoutMs?: number;
    hub?: Partial<HubOptions>;
    rendererFolder?: string;
    sources?: readonly Record<string, unknown>[];
    indicators?: readonly Record<string, unknown>[];
    areSourcesRunning?: boolean;
    /** Laid over the small profile's own map. */
    map?: Record<string, unknown>;
    places?: readonly Record<string, unknown>[];
    cameras?: readonly Record<string, unknown>[];
    retention?: Record<string, unknown>;
    /** As many citizens' reports as are kept. */
    mostReports?: number;
  } = {},
): Promise<TestServer> {
  const folder = await temporaryFolder();
  const given = parse(await readFile(path.join(smallProfile, "profile.yaml"), "utf8"));
  const profile = Profile.parse({
    ...given,
    sources: [...given.sources, ...(options.sources ?? [])],
    indicators: [...given.indicators, ...(options.indicators ?? [])],
    map: { ...given.map, ...options.map },
    places: [...given.places, ...(options.places ?? [])],
    // Tests use dates of their own, which must not grow too old.
    retention: { raw: "99999d", hourly: "99999d", ...options.retention },
    cameras: [...(given.cameras ?? []), ...(options.cameras ?? [])],
  });
  const store = await openStore(folder.path);
  const lines: string[] = [];
  const log = pino({ level: "debug" }, { write: (line: string) => void lines.push(line) });
  const clock = { aheadMs: 0 };
  const now = () => Date.now() + clock.aheadMs;
  const access = createAccess({
    tokens: store.tokens,
    sessions: createSessions(await loadSessionKey(path.join(folder.path, "session.key"))),
    now,
  });
  const secrets = await createSecrets({ repository: store.secrets, keyFile: path.join(folder.path, "secrets.key") });
  const hub = createHub({ site: siteView(profile), now, ...options.hub });
  const cameras: CameraGateway = {
    views: () => [cameraView],
    playlist: async () => null,
    file: () => null,
    watch: () => () => undefined,
    setSteeredBy: () => undefined,
    goRound: () => undefined,
    lastPicture: async () => null,
    stop: async () => {},
  };
  const registered = registerCameras(profile.cameras);
  const named = { ...profile, hasCamera: registered.has };
  const knownThen = createKnownThen({
    repository: store.knownThen,
    readings: store.readings,
    catalogue: null,
    now,
    log,
  });
  await knownThen.begin();
  const ingest = createIngest({
    profile,
    readings: store.readings,
    now,
    onStored: (readings) => hub.publish("readings", readings),
    onRefused: knownThen.onRefused,
    onOutcome: (sourceId, outcome) => sources.settle(sourceId, outcome),
  });
  const resolve = async (address: string) => {
    const name = /^\$\{secret\.(.+)\}$/.exec(address)?.[1];
    return name === undefined ? address.replace("$".concat("{data}"), folder.path) : ((await secrets.get(name)) ?? "");
  };
  const cameraEvents = createCameraEvents({
    profile,
    hasCamera: registered.has,
    repository: store.cameraEvents,
    folder: path.join(folder.path, "camera-events"),
    now,
    log,
    onOutcome: (sourceId, outcome) => sources.settle(sourceId, outcome),
    onEvent: (notice) => hub.publish("cameraEvent", notice),
  });
  const citizenReports = createCitizenReports({
    profile,
    repository: store.citizenReports,
    folder: folder.path,
    now,
    log,
    ...(options.mostReports === undefined ? {} : { most: options.mostReports }),
    onOutcome: (sourceId, outcome) => sources.settle(sourceId, outcome),
  });
  const sources = createSources({
    citizenReports: { ...citizenReports, lastAtMs: await store.citizenReports.lastAtMs() },
    cameraEvents: { ...cameraEvents, lastAtMs: await store.cameraEvents.lastAtMs() },
    profile,
    accept: ingest.accept,
    admit: createAdmission(profile, now),
    resolve,
    memory: store.sourceMemory,
    knownAs: (sourceId) => createHash("sha256").update(`${folder.path} ${sourceId}`).digest("hex").slice(0, 20),
    latest: [],
    log,
    now,
    onChange: knownThen.onSource,
  });
  const maintenance = await openMaintenance({
    repository: store.maintenance,
    sources: new Set(["tha", ...profile.sources.map(({ id }) => id)]),
    timeZone: profile.timeZone,
    now,
    onChange: (id) => tellSource(id),
  });
  const tellSource = (id: string): void => {
    const view = state.sources.find((one) => one.id === id) ?? sources.views().find((one) => one.id === id);
    if (view === undefined) return;
    outages.onSource(maintenance.tell(view));
    hub.publish("sources", [maintenance.tell(view)]);
  };
  for (const view of sources.views()) knownThen.onSource(view);
  if (options.areSourcesRunning) sources.start();
  const outages = createOutages({
    repository: store.outages,
    past: store.past,
    indicators: profile.indicators,
    sources: new Map([["tha", sourceView.name]]),
    centres: [],
    newest: () => [],
    offsetMs: 0,
    now,
    log,
  });
  const map = await openSiteMap({
    profile,
    folder: path.join(folder.path, "map"),
    worker: mapImportProgram,
    resolve,
    log,
    now,
  });
  const onvif = createOnvifLine();
  const steering = createSteering({ cameras: profile.cameras, line: onvif, resolve, now, onHolder: () => {}, log });
  const state = { sources: [sourceView], storeFailure: null as CodedMessage | null };
  const wall = await openWall({
    repository: store.wall,
    profile: named,
    now,
    log,
    onChange: (state) => hub.publish("wall", state),
  });
  const automation = await openAutomation({
    wall,
    profile: named,
    events: store.cameraEvents,
    newest: hub.newest,
    now,
    log,
  });
  const machines = await openMachines({
    repository: store.machines,
    plan: profile.wall,
    displays: () => displays.list(),
    hasMonitors: false,
    now,
  });
  const displays = createDisplays((list) => hub.publish("displays", list));
  const parts: ServerParts = {
    profile,
    profileData: { id: profile.id, map: {} },
    machines,
    machineLoad: () => null,
    following: undefined,
    profileFolder: smallProfile,
    rendererFolder: options.rendererFolder ?? path.join(folder.path, "renderer"),
    version: "0.0.0-test",
    startedAtMs: now(),
    access,
    secrets,
    bindings: createSecretBindings({
      repository: store.secretBindings,
      uses: () => usesOfSecrets(profile, registered.all()),
      now,
    }),
    store,
    storeFailure: () => state.storeFailure,
    sources: () => state.sources.map(maintenance.tell),
    maintenance,
    outages,
    knownThen,
    outbox: createOutboxDelivery({ repository: store.outbox, centres: [], resolve: async (text) => text, now, log }),
    lines: sources,
    refusals: (id) =>
      id === "tha"
        ? {
            byCode: { "reading.too-old": 2 },
            last: [{ atMs: 1, reason: { code: "reading.too-old", params: {} } }],
          }
        : (profile.sources.some((one) => one.id === id && givesReports(one)) ? citizenReports : cameraEvents).refusals(
            id,
          ),
    catalogue: createCatalogue({
      loaded: { profile, folder: smallProfile, imports: {}, data: {} },
      dataFolder: folder.path,
      readings: store.readings,
      now,
    }),
    cameraEvents,
    citizenReports,
    cameraList: createCameraList({
      loaded: { profile, folder: smallProfile, imports: {}, data: {} },
      dataFolder: folder.path,
      hasSecret: (name) => secrets.has(name),
      registered,
      register: async (list) => registered.replace(list),
      scenes: () => wall.scenes.all(),
      now,
    }),
    cameras,
    registered,
    steering,
    onvif,
    map,
    news: { views: () => [] },
    siteFiles: createSiteFiles([path.join(folder.path, "files")]),
    hub,
    displays,
    restarts: createRestarts(log, now),
    wall,
    automation,
    arranging: createArranging([]),
    captures: createCaptures({ timeoutMs: options.captureTimeoutMs ?? 10_000 }),
    log,
    now,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  };
  const app = await createServer(parts);
  await app.listen({ host: "127.0.0.1", port: 0 });
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  return {
    app,
    parts,
    run: access.run,
    origin,
    folder: folder.path,
    state,
    clock,
    knownThen,
    sourceViews: () => sources.views(),
    tellSource,
    log: () => lines.join(""),
    get: (where, token, headers = {}) =>
      fetch(`${origin}${where}`, {
        headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
        redirect: "manual",
      }),
    token: async (role, sources = role === "ingest" ? profile.sources.map(({ id }) => id) : undefined) =>
      (await access.create(role, "", sources)).token,
    async [Symbol.asyncDispose]() {
      automation.stop();
      wall.stop();
      hub.stop();
      await app.close();
      await steering.stop();
      await onvif.stop();
      await sources.stop();
      await outages.stop();
      await knownThen.stop();
      await map.stop();
      await cameraEvents.stop();
      await citizenReports.stop();
      await ingest.stop();
      await store.close();
      await folder.remove();
    },
  };
}

export type TestClient = Disposable & {
  socket: WebSocket;
  received: ServerMessage[];
  /** Fulfilled with the close code when the line has ended. */
  closed: Promise<number>;
  send(message: ClientMessage | Record<string, unknown>): void;
  /** Waits for a message that came or will come. */
  next<T extends ServerMessage["type"]>(
    type: T,
    fits?: (message: Extract<ServerMessage, { type: T }>) => boolean,
  ): Promise<Extract<ServerMessage, { type: T }>>;
};

/** A real WebSocket client; says hello by itself when given a token. Every message it gets must fit the contract. */
export async function connect(
  server: Pick<TestServer, "origin">,
  hello?: Partial<Extract<ClientMessage, { type: "hello" }>>,
  headers: Record<string, string> = {},
): Promise<TestClient> {
  const socket = new WebSocket(`${server.origin.replace("http", "ws")}/live`, { headers });
  const received: ServerMessage[] = [];
  socket.on("message", (data) => received.push(ServerMessage.parse(JSON.parse(data.toString()))));
  const closed = new Promise<number>((resolve) => socket.once("close", resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once("open", () => resolve());
    socket.once("error", reject);
  });
  socket.on("error", () => {});
  const client: TestClient = {
    socket,
    received,
    closed,
    send: (message) => socket.send(JSON.stringify(message)),
    next: (type, fits = () => true) =>
      until(
        () =>
          received.find(
            (message): message is Extract<ServerMessage, { type: typeof type }> =>
              message.type === type && fits(message as Extract<ServerMessage, { type: typeof type }>),
          ),
        { what: `a ${type} message` },
      ),
    [Symbol.dispose]: () => socket.terminate(),
  };
  if (hello !== undefined) client.send({ type: "hello", protocol: liveProtocol, kind: "web", ...hello });
  return client;
}
