import type { CodedMessage } from "#contract/errors.ts";
import {
  type ClientMessage,
  type Delta,
  heartbeatEveryMs,
  liveProtocol,
  type ServerMessage,
  type Snapshot,
} from "#contract/live.ts";
import { routes } from "#contract/routes.ts";
import type { Topics } from "#contract/told.ts";
import { isReachable } from "./api.ts";
import { createBackOff } from "./back-off.ts";
import { type ClockOffset, createClockOffset } from "./clock-offset.ts";
import { parseMessage, type Unreadable } from "./message.ts";
import { createQuestions, type Questions } from "./questions.ts";

/** connecting: never up yet · up: the core has told what there is, and deltas follow · lost: was up · refused: the core says no, and why. */
export type LiveState =
  | { phase: "connecting" }
  | { phase: "up" }
  /** sinceMs: epoch ms on the core's clock when it was last heard. */
  | { phase: "lost"; sinceMs: number }
  | { phase: "refused"; reason: CodedMessage };

export type LiveListener = {
  onSnapshot?(snapshot: Snapshot): void;
  onDelta?(delta: Delta): void;
  /** What stands prepared for this change is to be seen now; a delta tells of it later. */
  onTurn?(change: number): void;
  onState?(state: LiveState): void;
  /** Something of a message could not be read and was left out; the rest was told. */
  onUnreadable?(what: Unreadable): void;
};

export type LiveClient = {
  /** Connects, or connects anew at once, to where the core is now. */
  connect(address: { origin: string; token?: string }): void;
  /** Returns its undo. The present state is told at once. */
  subscribe(listener: LiveListener): () => void;
  /** What to be told from now on, over this line and later ones; a snapshot of it follows. Nothing happens when it is the same. */
  want(topics: Topics): void;
  /** False when there is no line; nothing is queued, since only the newest report is worth sending. */
  send(message: ClientMessage): boolean;
  /** What may be asked over the line: see there. */
  ask: Questions["ask"];
  readonly clock: ClockOffset;
  /** Closes the line for good and leaves no timer behind. */
  stop(): void;
};

type Options = {
  kind: "wall" | "web";
  displays?: readonly number[];
  /** What to be told at first; absent: everything. */
  topics?: Topics;
  /** At most so many deltas a second; absent: as they come. */
  maxRateHz?: number;
  /** Where "online" events come from. */
  network?: EventTarget;
  /** The local monotonic clock, ms. */
  localNow?: () => number;
};

const silentAfterMs = 3 * heartbeatEveryMs;
/** A line that got nowhere by then is given up for a new one … */
const attemptMs = 4_000;
/**
 * … and one that a core has taken and tells nothing over is given twice as long each time, up to this: a core that has much to take
 * in after its start would otherwise begin the same snapshot again and again, and be left each time before it is told.
 */
const longestAttemptMs = 16_000;
/** A question whether the core is there that is not answered by then is asked again after the pause. */
const askMs = 2_000;

/**
 * The line to the core. It comes back by itself from everything: a lost line, a silent one, a gap in the numbering, a
 * message it cannot read, a listener that fails at one. It then asks for what it missed; the core answers with that or with
 * a fresh snapshot, so that nothing needs a reload.
 *
 * The first attempt after a loss is made at once. As long as that fails, the core is asked by HTTP whether it is there, and a
 * line is opened as soon as it answers: Chromium holds the WebSockets of a page back for one to five seconds each once some
 * sixteen of them have failed, and it does so for minutes. So the line is back within 10 s of the end of whatever kept it
 * away: the silence is noticed after 6 to 7 s where the cut was shorter than that; after a longer one a question that is lost
 * (2 s) and the longest pause (3 s) go by at most, and a line that is opened too early takes 4 to 5 s instead.
 */
export function createLiveClient(options: Options): LiveClient {
  const { kind, displays, maxRateHz, network, localNow = () => performance.now() } = options;
  const listeners = new Set<LiveListener>();
  const clock = createClockOffset();
  const backOff = createBackOff();
  let address: { origin: string; token?: string } | undefined;
  let socket: WebSocket | undefined;
  let state: LiveState = { phase: "connecting" };
  let topics = options.topics;
  let session = "";
  /** What all that was told so far amounts to; undefined while that is nothing. */
  let held: { session: string; view: string; seq: number } | undefined;
  let lastHeardAt = 0;
  let upAt: number | undefined;
  let patienceMs = attemptMs;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | undefined;
  let isStopped = false;

  /** Tells each listener: one that fails keeps neither the others nor the line from going on. @returns whether none did */
  const tell = (what: (listener: LiveListener) => void): boolean => {
    let isTaken = true;
    for (const listener of listeners) {
      try {
        what(listener);
      } catch (error) {
        isTaken = false;
        console.error("what the core told could not be taken in:", error);
      }
    }
    return isTaken;
  };

  const send = (message: ClientMessage): boolean => {
    if (socket?.readyState !== WebSocket.OPEN || state.phase !== "up") return false;
    socket.send(JSON.stringify(message));
    return true;
  };
  const questions = createQuestions(send);

  const setState = (next: LiveState) => {
    state = next;
    tell((listener) => listener.onState?.(next));
  };

  /** Opens a line if the core answers, else asks again later. */
  const ask = async () => {
    retry = undefined;
    const asked = new AbortController();
    asking = asked;
    const patience = setTimeout(() => asked.abort(), askMs);
    const isThere = address !== undefined && (await isReachable(address, asked.signal));
    clearTimeout(patience);
    if (asking !== asked || isStopped) return;
    asking = undefined;
    if (isThere) open();
    else retry = setTimeout(ask, backOff.next(0));
  };

  const open = () => {
    clearTimeout(retry);
    retry = undefined;
    asking?.abort();
    asking = undefined;
    if (address === undefined || isStopped) return;
    upAt = undefined;
    lastHeardAt = localNow();
    const { origin, token } = address;
    const line = new WebSocket(origin.replace(/^http/, "ws") + routes.live);
    socket = line;
    line.onopen = () => {
      const hello: ClientMessage = { type: "hello", protocol: liveProtocol, kind };
      if (token !== undefined) hello.token = token;
      if (displays !== undefined) hello.displays = [...displays];
      if (topics !== undefined) hello.topics = topics;
      if (maxRateHz !== undefined) hello.maxRateHz = maxRateHz;
      if (held !== undefined) hello.resume = held;
      line.send(JSON.stringify(hello));
    };
    line.onmessage = (event) => {
      const { message, unreadable } = parseMessage(event.data);
      if (unreadable !== undefined) tell((listener) => listener.onUnreadable?.(unreadable));
      hear(message);
    };
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
    questions.fail();
    if (isStopped) return;
    if (state.phase === "up") setState({ phase: "lost", sinceMs: clock.at(lastHeardAt) ?? Date.now() });
    const delayMs = backOff.next(upAt === undefined ? 0 : localNow() - upAt);
    retry = isAtOnce || delayMs === 0 ? setTimeout(open, 0) : setTimeout(ask, delayMs);
  };

  const stand = (seq: number, view: string) => {
    held = { session, view, seq };
    if (upAt === undefined) upAt = lastHeardAt;
    patienceMs = attemptMs;
    if (state.phase !== "up") setState({ phase: "up" });
  };

  /** What could not be read or taken in may have held anything: only a fresh snapshot can tell it again. */
  const startOver = () => {
    held = undefined;
    drop();
  };

  const hear = (message: ServerMessage | undefined) => {
    const heardAt = localNow();
    if (message === undefined) return startOver();
    lastHeardAt = heardAt;
    if ("nowMs" in message) clock.hear(message.nowMs, heardAt);
    switch (message.type) {
      case "welcome":
        session = message.session;
        return;
      case "snapshot":
        if (!tell((listener) => listener.onSnapshot?.(message))) return startOver();
        return stand(message.seq, message.view);
      case "delta":
        if (held === undefined) return;
        if (message.after > held.seq) return drop();
        if (message.seq > held.seq && !tell((listener) => listener.onDelta?.(message))) return startOver();
        return stand(Math.max(held.seq, message.seq), held.view);
      case "turn":
        tell((listener) => listener.onTurn?.(message.change));
        return;
      case "answered":
        questions.hear(message);
        return;
      case "heartbeat":
        if (held !== undefined && message.seq > held.seq) drop();
        return;
      case "refused":
        setState({ phase: "refused", reason: message.reason });
        return;
      case "capture":
        return;
    }
  };

  const watchdog = setInterval(() => {
    if (socket === undefined) return;
    const isTaken = upAt === undefined && socket.readyState === WebSocket.OPEN;
    const allowedMs = upAt !== undefined ? silentAfterMs : isTaken ? patienceMs : attemptMs;
    if (localNow() - lastHeardAt < allowedMs) return;
    if (isTaken) patienceMs = Math.min(longestAttemptMs, patienceMs * 2);
    drop();
  }, heartbeatEveryMs / 2);

  const onOnline = () => {
    // A line that has just been heard has not suffered; of another one nobody knows, and to come back costs little.
    if (state.phase === "up" && localNow() - lastHeardAt < heartbeatEveryMs) return;
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
    want(wanted) {
      if (JSON.stringify(wanted) === JSON.stringify(topics)) return;
      topics = wanted;
      // Before the line is up the core may not have seen the hello; it is then told right after.
      if (socket?.readyState !== WebSocket.OPEN) return;
      const subscribe: ClientMessage = { type: "subscribe", topics: wanted };
      if (maxRateHz !== undefined) subscribe.maxRateHz = maxRateHz;
      socket.send(JSON.stringify(subscribe));
    },
    send,
    ask: questions.ask,
    stop() {
      isStopped = true;
      clearInterval(watchdog);
      clearTimeout(retry);
      asking?.abort();
      network?.removeEventListener("online", onOnline);
      drop();
      listeners.clear();
    },
  };
}
