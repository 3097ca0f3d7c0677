import { networkInterfaces } from "node:os";
import { Worker } from "node:worker_threads";
import {
  type CameraSearchAnswer,
  type CameraStreams,
  type FoundCamera,
  mostFoundCameras,
  mostStreams,
  type Preset,
  PresetList,
} from "#contract/entities/steering.ts";
import { CodedError, type ErrorCode } from "#contract/errors.ts";
import { ownProgram } from "../../run/programs.ts";
import type { Deed, Device, Task, TaskFailure, Told, ToldStreams } from "./task.ts";

const program = ownProgram("onvif-worker");
const memoryMb = 64;
const deedWithinMs = 6_000;
/** Who steers goes on or has left; then the thread costs memory for nothing. */
const idleMs = 120_000;
const mostAtOnce = 100;

export type OnvifLine = {
  /** Throws CodedError camera.unreachable, camera.wrong-password, camera.redirected, camera.not-movable, camera.move-refused. */
  perform(device: Device, deed: Exclude<Deed, { type: "presets" | "streams" }>): Promise<void>;
  /** Throws as `perform`. */
  presets(device: Device): Promise<Preset[]>;
  /** What it has to show, as it says itself (ONVIF Media, GetStreamUri); addresses on other hosts are left out. Throws as `perform`. */
  streams(device: Device): Promise<CameraStreams>;
  /**
   * Asks the networks which devices are there (WS-Discovery, a multicast question that stays in the own network).
   * @param interfaces names; null: all that lead to a network. Throws CodedError camera.no-interface.
   * @param knownAs the camera of the profile on a host
   */
  search(
    withinMs: number,
    interfaces: readonly string[] | null,
    knownAs: (host: string) => string | null,
  ): Promise<CameraSearchAnswer>;
  stop(): Promise<void>;
};

type Unnumbered<T> = T extends unknown ? Omit<T, "number"> : never;
type Waiting = { onTold(told: Told): void; fail(error: CodedError): void };

/** What every device is spoken to by: one thread, started when it is needed, with an end to its memory and to each answer. */
export function createOnvifLine(): OnvifLine {
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let next = 0;
  const waiting = new Map<number, Waiting>();

  const end = (thread: Worker) => {
    if (worker !== thread) return;
    worker = null;
    for (const one of [...waiting.values()]) one.fail(new CodedError("camera.move-refused", { detail: "?" }));
    void thread.terminate();
  };
  const running = (): Worker => {
    clearTimeout(idle);
    if (worker !== null) return worker;
    const made = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: memoryMb }, env: {} });
    worker = made;
    made.on("message", (told: Told) => waiting.get(told.number)?.onTold(told));
    made.on("error", () => end(made));
    made.on("exit", () => end(made));
    return made;
  };
  const ask = (task: Unnumbered<Task>, withinMs: number, onTold: (told: Told) => void = () => {}): Promise<unknown> => {
    if (waiting.size >= mostAtOnce) return Promise.reject(new CodedError("request.too-many"));
    const thread = running();
    next += 1;
    const number = next;
    return new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(() => fail(new CodedError("camera.unreachable")), withinMs);
      const settle = () => {
        clearTimeout(timer);
        waiting.delete(number);
        if (waiting.size > 0) return;
        clearTimeout(idle);
        idle = setTimeout(() => worker !== null && end(worker), idleMs);
        idle.unref();
      };
      const fail = (error: CodedError) => {
        settle();
        reject(error);
      };
      waiting.set(number, {
        fail,
        onTold(told) {
          if (told.type === "failed") return fail(new CodedError(codes[told.code], { detail: told.detail }));
          if (told.type !== "done") return onTold(told);
          settle();
          resolve(told.result);
        },
      });
      thread.postMessage({ ...task, number });
    });
  };
  const perform = (device: Device, deed: Deed) =>
    ask({ type: "deed", device, deed, withinMs: deedWithinMs }, deedWithinMs);

  return {
    perform: async (device, deed) => void (await perform(device, deed)),
    async presets(device) {
      const result = await perform(device, { type: "presets" });
      const listed = (Array.isArray(result) ? result : []).slice(0, 64).map((one: { token: string; name: string }) => ({
        token: String(one.token).slice(0, 64),
        name: String(one.name).slice(0, 100),
      }));
      return PresetList.parse({ presets: listed }).presets;
    },
    async streams(device) {
      return streamsOf((await perform(device, { type: "streams" })) as ToldStreams, device.hostname);
    },
    async search(withinMs, interfaces, knownAs) {
      const found = new Map<string, FoundCamera>();
      let refused = 0;
      let isCut = false;
      const onTold = (told: Told) => {
        if (told.type === "unreadable") refused += 1;
        if (told.type !== "found") return;
        const one = foundOf(told, knownAs);
        if (one === null) refused += 1;
        else if (found.size >= mostFoundCameras && !found.has(one.address)) isCut = true;
        else found.set(one.address, one);
      };
      const names = [...(interfaces ?? outward())];
      const here = Object.keys(networkInterfaces());
      const unknown = names.find((name) => !here.includes(name));
      if (unknown !== undefined)
        throw new CodedError("camera.no-interface", { name: unknown, known: here.join(", ") || "-" });
      if (names.length > 0) await ask({ type: "search", withinMs, interfaces: names }, withinMs + 3_000, onTold);
      return { found: [...found.values()].sort((a, b) => a.address.localeCompare(b.address)), refused, isCut };
    },
    async stop() {
      clearTimeout(idle);
      const thread = worker;
      worker = null;
      await thread?.terminate();
    },
  };
}

/** What a device says of its streams, as far as it can be used. @param host where it is */
export function streamsOf({ streams, isMovable }: ToldStreams, host: string): CameraStreams {
  const whole = (value: unknown) => Math.max(0, Math.trunc(Number(value)) || 0);
  const usable = streams.flatMap(({ uri, width, height, codec }) => {
    const text = String(uri);
    if (text.length > 500 || !/^rtsps?:\/\//.test(text) || !URL.canParse(text)) return [];
    const url = new URL(text);
    if (url.hostname !== host) return [];
    // An account that some write into it stands in the list by the name of its password.
    url.username = "";
    url.password = "";
    return [{ url: url.href, width: whole(width), height: whole(height), codec: String(codec ?? "").slice(0, 20) }];
  });
  const byUrl = new Map(usable.map((one) => [one.url, one]));
  const sorted = [...byUrl.values()].sort((a, b) => b.width * b.height - a.width * a.height);
  return { streams: sorted.slice(0, mostStreams), isMovable };
}

/** What an answer says of a device; null where none of its addresses is on the host that it came from. */
export function foundOf(
  told: Pick<Extract<Told, { type: "found" }>, "from" | "addresses" | "scopes">,
  knownAs: (host: string) => string | null,
): FoundCamera | null {
  const address = told.addresses
    .split(/\s+/)
    .filter((one) => /^https?:\/\//.test(one) && one.length <= 300 && URL.canParse(one))
    .find((one) => {
      const { hostname, username, password } = new URL(one);
      return hostname === told.from && username === "" && password === "";
    });
  if (address === undefined) return null;
  const scopes = told.scopes
    .split(/\s+/)
    .filter((one) => one !== "")
    .slice(0, 40)
    .map((one) => one.slice(0, 200));
  return {
    name: scoped(scopes, "name"),
    hardware: scoped(scopes, "hardware"),
    address,
    scopes,
    camera: knownAs(told.from),
  };
}

/** What stands behind onvif://www.onvif.org/KIND/ (ONVIF Core, 7.3.2). */
function scoped(scopes: readonly string[], kind: string): string {
  const found = scopes.find((one) => one.toLowerCase().startsWith(`onvif://www.onvif.org/${kind}/`));
  const text = found?.split("/").slice(4).join("/") ?? "";
  try {
    return decodeURIComponent(text)
      .replace(/\p{Cc}/gu, " ")
      .slice(0, 100);
  } catch {
    return text.slice(0, 100);
  }
}

const outward = (): string[] =>
  Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
    addresses?.some((one) => one.family === "IPv4" && !one.internal) === true ? [name] : [],
  );

const codes: Record<TaskFailure, ErrorCode> = {
  unreachable: "camera.unreachable",
  "wrong-password": "camera.wrong-password",
  redirected: "camera.redirected",
  "not-movable": "camera.not-movable",
  refused: "camera.move-refused",
};
