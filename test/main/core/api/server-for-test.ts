import { cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import pino from "pino";
import WebSocket from "ws";
import { parse, stringify } from "yaml";
import type { TokenRole } from "#contract/access/role.ts";
import type { CameraView } from "#contract/entities/camera.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { type ClientMessage, liveProtocol, ServerMessage } from "#contract/live.ts";
import type { RunTokens } from "../../../../main/core/access/access.ts";
import type { OwnCameraGateway } from "../../../../main/core/cameras/gateway-interface.ts";
import { type Core, type CoreLimits, openCore } from "../../../../main/core/open-core.ts";
import type { PushStandIn } from "../../../../main/core/opening/push.ts";
import { projectRoot } from "../../../lab/programs.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";

export const smallProfile = path.join(projectRoot, "test/fixtures/profiles/small");

export const cameraView = {
  id: "camera-a",
  name: { vi: "Camera A", en: "Camera A" },
  isSimulated: false,
  state: "ok" as const,
  sinceMs: 1,
  lastPictureAtMs: null,
  reason: null,
};

/** Cameras that are told, and never opened. */
export const toldCameras = (views: CameraView[]): OwnCameraGateway => ({
  views: () => views,
  playlist: async () => null,
  file: () => null,
  watch: () => () => undefined,
  setSteeredBy: () => undefined,
  goRound: () => undefined,
  lastPicture: async () => null,
  pictureOf: async () => ({ jpeg: null, reason: { code: "camera.no-first-picture", params: {} } }),
  replace: async () => {},
  stop: async () => {},
});

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
  parts: Core["parts"];
  run: RunTokens;
  origin: string;
  folder: string;
  /** Everything written to the log. */
  log(): string;
  state: { sources: SourceView[]; storeFailure: CodedMessage | null };
  /** As the sources really are; the status tells `state.sources`. */
  sourceViews(): SourceView[];
  /** Tells the hub and the reports of a source of `state`, or of the profile, as it is now. */
  tellSource(id: string): void;
  /** Kept, and bound to whoever uses it, as the route does. */
  setSecret(name: string, value: string): Promise<void>;
  /** Milliseconds that the clock is ahead. */
  clock: { aheadMs: number };
  get(path: string, token?: string, headers?: Record<string, string>): Promise<Response>;
  /** @param sources of a token of role ingest; absent: all of the profile's */
  token(role: TokenRole, sources?: readonly string[]): Promise<string>;
};

/** A real core on a free port, as it is before it reaches out. Cameras are told, not opened. */
export async function startServer(
  options: {
    limits?: CoreLimits;
    rendererFolder?: string;
    sources?: readonly Record<string, unknown>[];
    indicators?: readonly Record<string, unknown>[];
    areSourcesRunning?: boolean;
    /** Laid over the small profile's own map. */
    map?: Record<string, unknown>;
    places?: readonly Record<string, unknown>[];
    cameras?: readonly Record<string, unknown>[];
    retention?: Record<string, unknown>;
    units?: readonly Record<string, unknown>[];
    accounts?: Record<string, unknown>;
    /** Laid over the small profile's own. */
    server?: Record<string, unknown>;
    /** Where messages to people's devices go. */
    push?: PushStandIn;
  } = {},
): Promise<TestServer> {
  const folder = await temporaryFolder();
  const profile = await temporaryFolder("ioc-profile");
  const given = parse(await readFile(path.join(smallProfile, "profile.yaml"), "utf8"));
  await cp(path.join(smallProfile, "outline.geojson"), path.join(profile.path, "outline.geojson"));
  const written = {
    ...given,
    sources: [...given.sources, ...(options.sources ?? [])],
    indicators: [...given.indicators, ...(options.indicators ?? [])],
    map: { ...given.map, ...options.map },
    server: { host: "127.0.0.1", ...given.server, ...options.server },
    places: [...given.places, ...(options.places ?? [])],
    // Tests use dates of their own, which must not grow too old.
    retention: { raw: "99999d", hourly: "99999d", ...options.retention },
    cameras: [...(given.cameras ?? []), ...(options.cameras ?? [])],
    units: [...(given.units ?? []), ...(options.units ?? [])],
    accounts: { ...given.accounts, ...options.accounts },
  };
  await writeFile(path.join(profile.path, "profile.yaml"), stringify(written));
  const lines: string[] = [];
  const clock = { aheadMs: 0 };
  const state = { sources: [sourceView], storeFailure: null as CodedMessage | null };
  const core = await openCore({
    profile: profile.path,
    data: folder.path,
    port: 0,
    assetsFolder: path.join(projectRoot, "assets"),
    rendererFolder: options.rendererFolder ?? path.join(folder.path, "renderer"),
    version: "0.0.0-test",
    now: () => Date.now() + clock.aheadMs,
    openLog: () => pino({ level: "debug" }, { write: (line: string) => void lines.push(line) }),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    standIns: {
      cameras: toldCameras([cameraView]),
      machineLoad: () => null,
      sourceViews: () => state.sources,
      storeFailure: () => state.storeFailure,
      ...(options.push === undefined ? {} : { push: options.push }),
    },
  });
  const { parts, origin } = core;
  const { access, secrets, bindings } = parts;
  if (options.areSourcesRunning) {
    await parts.dossiers.start();
    parts.sources.start();
  }
  return {
    app: core.app,
    parts,
    run: core.tokens,
    origin,
    folder: folder.path,
    state,
    clock,
    sourceViews: () => parts.sources.views(),
    tellSource(id) {
      const view = [...state.sources, ...parts.sources.views()].find((one) => one.id === id);
      if (view !== undefined) parts.tell(view);
    },
    async setSecret(name, value) {
      await secrets.set(name, value);
      await bindings.bind(name);
    },
    log: () => lines.join(""),
    get: (where, token, headers = {}) =>
      fetch(`${origin}${where}`, {
        headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
        redirect: "manual",
      }),
    token: async (role, sources = role === "ingest" ? parts.profile.sources.map(({ id }) => id) : undefined) =>
      (await access.create(role, "", sources)).token,
    async [Symbol.asyncDispose]() {
      await core.close();
      await folder.remove();
      await profile.remove();
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
