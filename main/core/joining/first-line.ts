import WebSocket from "ws";
import type { CameraView } from "#contract/entities/camera.ts";
import type { WallState } from "#contract/entities/wall-state.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import {
  type ClientMessage,
  type Delta,
  heartbeatEveryMs,
  liveProtocol,
  ServerMessage,
  type Snapshot,
} from "#contract/live.ts";
import { routes } from "#contract/routes.ts";
import { handedOnTopics, noTopics } from "#contract/told.ts";
import { unreachable } from "./asking.ts";

const openWithinMs = 10_000;
const muteAfterMs = 3 * heartbeatEveryMs;
/** Places and indicators of a large site are some MB. */
const maxMessageBytes = 64_000_000;
/** At first in quick succession, so that there is something to go by at once. */
const askSoonMs = [0, 50, 100, 150, 200];

export type FirstLine = {
  first: URL;
  token: string;
  /** The id it has joined with. */
  machine: string;
  signal: AbortSignal;
  /** The line stands. @param session another one after each start of the first machine's core */
  onUp(session: string): void;
  onWall(wall: WallState, firstNowMs: number): void;
  /** All that is told, for whoever hands it on. */
  onTold(message: Snapshot | Delta): void;
  /** @param gone ids of those that are registered no longer; all others where these are all there are */
  onCameras(cameras: readonly CameraView[], gone: readonly string[] | "others"): void;
  /** Epoch ms by this machine's clock (the one by which its windows show things, also when it is set), but for `toldAtMs`. */
  onClock(sentAtMs: number, toldAtMs: number, heardAtMs: number): void;
};

/**
 * One line to the first machine, until it ends.
 * @returns its `end`, which rejects with why, and resolves when the signal ended it; and `send`, false where it is not up
 */
export function openFirstLine(line: FirstLine): { end: Promise<void>; send(message: ClientMessage): boolean } {
  const { host } = line.first;
  const url = new URL(routes.live, line.first);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(url, { maxPayload: maxMessageBytes, followRedirects: false, perMessageDeflate: false });
  const { promise: end, resolve, reject } = Promise.withResolvers<void>();
  let failure: CodedError | undefined;
  let isUp = false;
  const fail = (error: CodedError): void => {
    failure ??= error;
    socket.terminate();
  };
  const opening = setTimeout(
    () => fail(new CodedError("join.silent", { host, seconds: openWithinMs / 1_000 })),
    openWithinMs,
  );
  let watchdog: NodeJS.Timeout | undefined;
  const send = (message: ClientMessage): boolean => {
    if (!isUp || socket.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(message));
    return true;
  };

  const asked = new Map<number, number>();
  let mark = 0;
  const askClock = (): void => {
    // An answer that never came is not waited for.
    if (asked.size > 32) asked.clear();
    mark += 1;
    asked.set(mark, Date.now());
    send({ type: "clock-asked", mark });
  };
  let timers: NodeJS.Timeout[] = [];

  const hear = (message: ServerMessage, heardAtMs: number): void => {
    switch (message.type) {
      case "welcome":
        if (message.protocol !== liveProtocol)
          throw new CodedError("join.other-version", { own: liveProtocol, theirs: message.protocol });
        clearTimeout(opening);
        watchdog = setTimeout(
          () => fail(new CodedError("join.silent", { host, seconds: muteAfterMs / 1_000 })),
          muteAfterMs,
        );
        isUp = true;
        timers = [...askSoonMs.map((ms) => setTimeout(askClock, ms)), setInterval(askClock, heartbeatEveryMs)];
        line.onUp(message.session);
        return;
      case "snapshot":
      case "delta":
        if (message.type === "snapshot") line.onCameras(message.cameras, "others");
        else if (message.cameras !== undefined || message.goneCameras !== undefined)
          line.onCameras(message.cameras ?? [], message.goneCameras ?? []);
        line.onTold(message);
        if (message.wall !== undefined) line.onWall(message.wall, message.nowMs);
        return;
      case "clock-told": {
        const sentAtMs = asked.get(message.mark);
        asked.delete(message.mark);
        if (sentAtMs !== undefined) line.onClock(sentAtMs, message.atMs, heardAtMs);
        return;
      }
      case "refused":
        throw refusal(host, message.reason);
      default:
        return;
    }
  };

  socket.on("open", () => {
    const hello: ClientMessage = {
      ...{ type: "hello", protocol: liveProtocol, kind: "machine", machine: line.machine, token: line.token },
      topics: { ...noTopics, ...handedOnTopics, cameras: "all" },
    };
    socket.send(JSON.stringify(hello));
  });
  socket.on("message", (data) => {
    const heardAtMs = Date.now();
    watchdog?.refresh();
    try {
      const message = ServerMessage.safeParse(JSON.parse(data.toString()));
      if (!message.success)
        throw new CodedError("join.not-a-wall", { host, detail: message.error.issues[0]?.path.join(".") ?? "?" });
      hear(message.data, heardAtMs);
    } catch (error) {
      fail(error instanceof CodedError ? error : new CodedError("join.not-a-wall", { host, detail: "JSON" }));
    }
  });
  socket.on("unexpected-response", (_request, response) => {
    const status = response.statusCode ?? 0;
    failure ??=
      status === 401 || status === 403
        ? new CodedError("join.refused", { host })
        : new CodedError("join.not-a-wall", { host, detail: `HTTP ${status}` });
    response.destroy();
    socket.terminate();
  });
  socket.on("error", (error) => {
    failure ??= unreachable(host, error);
  });
  const stop = () => socket.terminate();
  line.signal.addEventListener("abort", stop, { once: true });
  socket.on("close", (code) => {
    isUp = false;
    clearTimeout(opening);
    clearTimeout(watchdog);
    for (const timer of timers) clearTimeout(timer);
    line.signal.removeEventListener("abort", stop);
    if (line.signal.aborted) resolve();
    else reject(failure ?? new CodedError("join.unreachable", { host, detail: String(code) }));
  });
  return { end, send };
}

function refusal(host: string, { code, params }: CodedMessage): CodedError {
  switch (code) {
    case "live.protocol-mismatch":
      return new CodedError("join.other-version", { own: liveProtocol, theirs: params.server ?? "?" });
    case "access.no-token":
    case "access.bad-token":
    case "access.forbidden":
      return new CodedError("join.refused", { host });
    default:
      return new CodedError("join.not-a-wall", { host, detail: code });
  }
}
