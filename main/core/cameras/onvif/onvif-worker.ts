/**
 * A thread that speaks ONVIF and does nothing else; a program of its own. The library throws inside its own callbacks when a device
 * answers something unexpected, which would end the core; here it fails what is under way and nothing more.
 */
import { randomUUID } from "node:crypto";
import http from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import { parentPort } from "node:worker_threads";
import onvif, { type Cam } from "onvif";
import type { Deed, Device, Task, TaskFailure, Told, ToldStreams } from "./task.ts";

/** A camera's answers take some ten kilobytes. */
const answerLimitBytes = 1024 * 1024;
/** A camera that was not moved for this long is asked anew what it can. */
const keptMs = 60_000;
const keptCameras = 50;
/** A camera has two or three; each is asked for its address. */
const mostProfiles = 8;

type Known = { cam: Cam; profile: string; usedAt: number };
const known = new Map<string, Known>();
const underWay = new Map<number, (error: unknown) => void>();
const tell = (told: Told) => parentPort?.postMessage(told);

class Refusal extends Error {
  readonly code: TaskFailure;
  constructor(code: TaskFailure) {
    super(code);
    this.code = code;
  }
}

process.on("uncaughtException", (error) => {
  for (const fail of underWay.values()) fail(error);
});
// Without a listener an event of this name is thrown.
onvif.Discovery.on("error", () => undefined);

parentPort?.on("message", (task: Task) => {
  const { number } = task;
  const work = task.type === "search" ? search(task) : perform(task.device, task.deed, task.withinMs);
  const stumbled = new Promise<never>((_, reject) => underWay.set(number, reject));
  Promise.race([work, stumbled])
    .then(
      (result) => tell({ number, type: "done", result }),
      (error: unknown) => tell({ number, type: "failed", ...failureOf(error) }),
    )
    .finally(() => underWay.delete(number));
});

async function perform(device: Device, deed: Deed, withinMs: number): Promise<unknown> {
  if (deed.type === "streams") return streamsOf(device, withinMs);
  const { cam, profile } = await connected(device, withinMs);
  const profileToken = profile;
  switch (deed.type) {
    case "move": {
      const { pan, tilt, zoom, lastsMs } = deed;
      // Some cameras refuse a move in which one part stands still, so only what moves is named.
      const only = zoom === 0 ? { onlySendPanTilt: true } : pan === 0 && tilt === 0 ? { onlySendZoom: true } : {};
      const options = { profileToken, x: pan, y: tilt, zoom, timeout: lastsMs, ...only };
      return void (await called((done) => cam.continuousMove(options, done)));
    }
    case "stop":
      return void (await called((done) => cam.stop({ profileToken, panTilt: true, zoom: true }, done)));
    case "preset":
      return void (await called((done) => cam.gotoPreset({ profileToken, preset: deed.token }, done)));
    case "presets": {
      await called((done) => cam.getPresets({ profileToken }, done));
      const kept = (cam as unknown as { presets?: Record<string, { name?: unknown }> }).presets ?? {};
      return Object.entries(kept).map(([token, { name }]) => ({ token, name: String(name ?? token) }));
    }
  }
}

async function connected(device: Device, withinMs: number): Promise<Known> {
  const key = JSON.stringify(device);
  const now = performance.now();
  for (const [other, one] of known) if (now - one.usedAt > keptMs) known.delete(other);
  const before = known.get(key);
  if (before !== undefined) {
    before.usedAt = now;
    return before;
  }
  const cam = await opened(device, withinMs);
  const inside = cam as unknown as Inside;
  const service = inside.uri?.ptz ?? inside.uri?.PTZ;
  if (service === undefined) throw new Refusal("not-movable");
  checkHost(service, device);
  const movable = inside.profiles?.find((one) => one.PTZConfiguration !== undefined);
  const token = device.profile ?? movable?.$?.token;
  if (token === undefined) throw new Refusal("not-movable");
  if (known.size >= keptCameras) known.delete([...known.keys()][0] ?? "");
  const made = { cam, profile: String(token), usedAt: now };
  known.set(key, made);
  return made;
}

/** What the library keeps of a device. */
type Service = { hostname: string | null; port: string | number | null };
type Profile = {
  $?: { token?: unknown };
  PTZConfiguration?: unknown;
  videoEncoderConfiguration?: { encoding?: unknown; resolution?: { width?: unknown; height?: unknown } };
};
type Inside = { uri?: Record<string, Service | undefined>; profiles?: Profile[] };

async function streamsOf(device: Device, withinMs: number): Promise<ToldStreams> {
  const cam = await opened(device, withinMs);
  const { uri, profiles = [] } = cam as unknown as Inside;
  const media = uri?.media ?? uri?.media2;
  if (media !== undefined) checkHost(media, device);
  const streams: ToldStreams["streams"] = [];
  for (const { $, videoEncoderConfiguration: encoder } of profiles.slice(0, mostProfiles)) {
    const profileToken = String($?.token);
    const told = await called((done) => cam.getStreamUri({ protocol: "RTSP", profileToken }, done));
    const { uri: address } = told as { uri?: unknown };
    const { width, height } = encoder?.resolution ?? {};
    streams.push({ uri: address, width, height, codec: encoder?.encoding });
  }
  const isMovable = (uri?.ptz ?? uri?.PTZ) !== undefined && profiles.some((one) => one.PTZConfiguration !== undefined);
  return { streams, isMovable };
}

async function opened(device: Device, withinMs: number): Promise<Cam> {
  const cam = new onvif.Cam({
    hostname: device.hostname,
    port: device.port,
    path: device.path,
    useSecure: device.isSecure,
    ...(device.username === "" ? {} : { username: device.username, password: device.password }),
    timeout: withinMs,
    agent: guardedAgent(device),
    autoconnect: false,
  });
  await called((done) => cam.connect(done));
  return cam;
}

/** The library would go on with the path alone, on the host that was asked: what the device means is another machine. */
function checkHost(service: Service, device: Device): void {
  const port = Number(service.port) || (device.isSecure ? 443 : 80);
  if (service.hostname !== device.hostname || port !== device.port) throw new Refusal("redirected");
}

/** Connections to the device alone, none of which brings more than an answer may have. */
function guardedAgent({ hostname, port, isSecure, ca }: Device): http.Agent {
  const agent = isSecure ? new https.Agent(ca === null ? {} : { ca }) : new http.Agent();
  const inside = agent as unknown as { createConnection(options: object, done?: () => void): Socket };
  const connect = inside.createConnection.bind(agent);
  inside.createConnection = (options, done) => {
    const to = options as { host?: string; port?: number | string };
    if (to.host !== hostname || Number(to.port) !== port) throw new Refusal("redirected");
    const socket = connect(options, done);
    let bytes = 0;
    socket.on("data", (chunk) => {
      bytes += chunk.length;
      if (bytes > answerLimitBytes) socket.destroy(new Refusal("refused"));
    });
    return socket;
  };
  return agent;
}

type Found = { probeMatches?: { probeMatch?: { XAddrs?: unknown; scopes?: unknown } } };

/** Asks on each interface at once; what is found is told as it comes. */
async function search({ number, withinMs, interfaces }: Extract<Task, { type: "search" }>): Promise<void> {
  const messageId = randomUUID();
  const onDevice = (data: Found, { address }: { address: string }, xml: string) => {
    // An answer to somebody else's question, or to none.
    if (!xml.includes(messageId)) return;
    const { XAddrs, scopes } = data.probeMatches?.probeMatch ?? {};
    const text = (value: unknown) => (typeof value === "string" ? value : "").slice(0, 8_000);
    tell({ number, type: "found", from: address, addresses: text(XAddrs), scopes: text(scopes) });
  };
  underWay.set(number, () => tell({ number, type: "unreadable" }));
  const onError = () => tell({ number, type: "unreadable" });
  onvif.Discovery.on("device", onDevice as never);
  onvif.Discovery.on("error", onError);
  try {
    await Promise.all(
      interfaces.map(
        (device) =>
          new Promise<void>((resolve) =>
            onvif.Discovery.probe({ timeout: withinMs, resolve: false, messageId, device }, () => resolve()),
          ),
      ),
    );
  } finally {
    onvif.Discovery.off("device", onDevice as never);
    onvif.Discovery.off("error", onError);
  }
}

function called(call: (done: (error: unknown, result?: unknown) => void) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    call((error, result) => (error instanceof Error ? reject(error) : resolve(result)));
  });
}

function failureOf(error: unknown): { code: TaskFailure; detail: string } {
  const cause = error instanceof Error ? error : new Error(String(error));
  const detail = cause.message.slice(0, 200);
  if (cause instanceof Refusal) return { code: cause.code, detail };
  if (/not ?authori[sz]ed|digest authentication|authentication headers|\b401\b/i.test(detail))
    return { code: "wrong-password", detail };
  const { code } = cause as NodeJS.ErrnoException;
  const isGone = /^E(CONN|HOST|NET|ADDR|TIMEDOUT|PIPE)/.test(code ?? "") || /timeout|hang up|network/i.test(detail);
  return { code: isGone ? "unreachable" : "refused", detail };
}
