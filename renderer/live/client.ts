import type { CodedMessage } from "#contract/errors.ts";
import { routes } from "#contract/http.ts";
import {
  type ClientMessage,
  type Delta,
  heartbeatEveryMs,
  liveProtocol,
  type ServerMessage,
  type Snapshot,
} from "#contract/live.ts";
import { createBackOff } from "./back-off.ts";
import { type ClockOffset, createClockOffset } from "./clock-offset.ts";
import { parseMessage } from "./message.ts";

/** connecting: never up yet · up: a snapshot is there and deltas follow · lost: was up · refused: the core says no, and why. */
export type LiveState =
  | { phase: "connecting" }
  | { phase: "up" }
  /** sinceMs: epoch ms on the core's clock when it was last heard. */
  | { phase: "lost"; sinceMs: number }
  | { phase: "refused"; reason: CodedMessage };

export type LiveListener = {
  onSnapshot?(snapshot: Snapshot): void;
  onDelta?(delta: Delta): void;
  onState?(state: LiveState): void;
};

export type LiveClient = {
  /** Connects, or connects anew at once, to where the core is now. */
  connect(address: { origin: string; token?: string }): void;
  /** Returns its undo. The present state is told at once. */
  subscribe(listener: LiveListener): () => void;
  /** False when there is no line; nothing is queued, since only the newest report is worth sending. */
  send(message: ClientMessage): boolean;
  readonly clock: ClockOffset;
  /** Closes the line for good and leaves no timer behind. */
  stop(): void;
};

type Options = {
  kind: "wall" | "web";
  display?: number;
  /** Where "online" events come from. */
  network?: EventTarget;
  /** The local monotonic clock, ms. */
  localNow?: () => number;
};

const silentAfterMs = 3 * heartbeatEveryMs;

/**
 * The line to the core. It comes back by itself from everything: a lost line, a silent one, a gap in the numbering, a
 * message it cannot read; each time with a fresh snapshot, so that nothing needs a reload.
 */
export function createLiveClient({ kind, display, network, localNow = () => performance.now() }: Options): LiveClient {
  const listeners = new Set<LiveListener>();
  const clock = createClockOffset();
  const backOff = createBackOff();
  let address: { origin: string; token?: string } | undefined;
  let socket: WebSocket | undefined;
  let state: LiveState = { phase: "connecting" };
  let seq: number | undefined;
  let lastHeardAt = 0;
  let upAt: number | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;

  const setState = (next: LiveState) => {
    state = next;
    for (const listener of listeners) listener.onState?.(next);
  };

  const open = () => {
    clearTimeout(retry);
    retry = undefined;
    if (address === undefined || isStopped) return;
    seq = undefined;
    upAt = undefined;
    lastHeardAt = localNow();
    const { origin, token } = address;
    const line = new WebSocket(origin.replace(/^http/, "ws") + routes.live);
    socket = line;
    line.onopen = () => {
      const hello: ClientMessage = { type: "hello", protocol: liveProtocol, kind };
      if (token !== undefined) hello.token = token;
      if (display !== undefined) hello.display = display;
      line.send(JSON.stringify(hello));
    };
    line.onmessage = (event) => hear(parseMessage(event.data));
    line.onclose = () => drop();
    line.onerror = () => undefined;
  };

  /** Gives up the present line, without waiting for the far end to agree, and arranges the next. */
  const drop = (isAtOnce = false) => {
    const line = socket;
    if (line === undefined) return;
    socket = undefined;
    line.onopen = line.onmessage = line.onclose = null;
    line.close();
    if (isStopped) return;
    if (state.phase === "up") setState({ phase: "lost", sinceMs: clock.at(lastHeardAt) ?? Date.now() });
    const delayMs = backOff.next(upAt === undefined ? 0 : localNow() - upAt);
    retry = setTimeout(open, isAtOnce ? 0 : delayMs);
  };

  const hear = (message: ServerMessage | undefined) => {
    const heardAt = localNow();
    // What cannot be read may have held anything: the next snapshot tells it again.
    if (message === undefined) return drop();
    lastHeardAt = heardAt;
    if ("nowMs" in message) clock.hear(message.nowMs, heardAt);
    switch (message.type) {
      case "snapshot":
        seq = message.seq;
        upAt = heardAt;
        for (const listener of listeners) listener.onSnapshot?.(message);
        if (state.phase !== "up") setState({ phase: "up" });
        return;
      case "delta":
        if (seq === undefined || message.seq <= seq) return;
        if (message.seq > seq + 1) return drop();
        seq = message.seq;
        for (const listener of listeners) listener.onDelta?.(message);
        return;
      case "heartbeat":
        if (seq !== undefined && message.seq > seq) drop();
        return;
      case "refused":
        setState({ phase: "refused", reason: message.reason });
        return;
      case "welcome":
      case "capture":
        return;
    }
  };

  const watchdog = setInterval(() => {
    if (socket !== undefined && localNow() - lastHeardAt >= silentAfterMs) drop();
  }, heartbeatEveryMs / 2);

  const onOnline = () => {
    if (state.phase === "up") return;
    if (socket === undefined) open();
    else drop(true);
  };
  network?.addEventListener("online", onOnline);

  return {
    clock,
    connect(next) {
      const isSame = address?.origin === next.origin && address.token === next.token;
      address = next;
      if (isSame && state.phase === "up") return;
      if (socket === undefined) open();
      else drop(true);
    },
    subscribe(listener) {
      listeners.add(listener);
      listener.onState?.(state);
      return () => listeners.delete(listener);
    },
    send(message) {
      if (socket?.readyState !== WebSocket.OPEN || state.phase !== "up") return false;
      socket.send(JSON.stringify(message));
      return true;
    },
    stop() {
      isStopped = true;
      clearInterval(watchdog);
      clearTimeout(retry);
      network?.removeEventListener("online", onOnline);
      drop();
      listeners.clear();
    },
  };
}
