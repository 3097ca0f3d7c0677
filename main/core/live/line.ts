import os from "node:os";
import type { FastifyRequest } from "fastify";
import type { Logger } from "pino";
import type { WebSocket } from "ws";
import { z } from "zod";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { ClientMessage, type Hello, liveProtocol, mostQuestionsAtOnce, type ServerMessage } from "#contract/live.ts";
import { type Access, type Identity, isOver } from "../access/access.ts";
import { may } from "../access/identity.ts";
import type { createReach } from "../access/reach.ts";
import type { Right } from "../access/rights.ts";
import { limitInbound } from "../api/inbound-limit.ts";
import { pictureLimitBytes } from "../api/limits.ts";
import { isOwnAddress } from "../api/unknown-lines.ts";
import type { MachinePresence, Machines } from "../joining/machines.ts";
import type { Restarts } from "../supervision/restarts.ts";
import type { Arranging } from "../wall/arranging.ts";
import type { Captures, Photographer } from "../wall/captures.ts";
import type { Displays } from "../wall/displays.ts";
import type { Wall } from "../wall/wall.ts";
import type { Hub, Outlet, Wish } from "./hub.ts";
import { createMachineLine, type MachineLine } from "./machine-line.ts";
import { type AnswerPath, createQuestions } from "./questions.ts";

export type LineParts = {
  hub: Hub;
  access: Access;
  reachOf: ReturnType<typeof createReach>;
  displays: Displays;
  restarts: Restarts;
  captures: Captures;
  arranging: Arranging;
  wall: Pick<Wall, "windows">;
  /** undefined: this core has itself joined another one's wall. */
  machines: Machines | undefined;
  version: string;
  log: Logger;
  now(): number;
  /** Answers a GET of the HTTP interface. @param token of the hello; undefined: the session cookie of the upgrade stands for the screen */
  answerPath(path: string, token: string | undefined): ReturnType<AnswerPath>;
  /** Called once it is known whose line it is. */
  onKnown?(): void;
  /** A line without a hello is closed after this; default 5 s. */
  helloWithinMs?: number;
  /** Between two pings; a line that leaves three in a row unanswered and takes nothing meanwhile is ended. Default 5 s. */
  pingEveryMs?: number;
};

/** A window's report of 256 tiles is some 40 kB; TCP hands over up to 64 kB at once, which may hold several messages. */
const messageLimitBytes = 256 * 1024;
/** A machine's report of all its windows. */
const reportLimitBytes = 4 * 1024 * 1024;
/** Messages that wait while the hello is looked at; a well-behaved screen waits for the welcome. */
const waitingLimit = 16;
/**
 * A ping waits its turn behind what was sent before it: a screen on a slow line that is still being told a large snapshot
 * cannot answer yet, and must not be cut off for it.
 */
const unansweredPings = 3;
/** Within one ping interval; a window reports at most once a second. Questions are limited by how many are unanswered. */
const messagesPerPing = 200;

/** WebSocket close codes (RFC 6455): the peer broke a rule, or should come back later. */
const policyViolation = 1008;
const tryAgainLater = 1013;

const neededFor: Record<z.infer<typeof Hello>["kind"], Right> = {
  wall: "read",
  web: "read",
  shell: "report-displays",
  machine: "join",
};

const anyHello = z.looseObject({ type: z.literal("hello"), protocol: z.int() });

/**
 * Serves one WebSocket: hello, then what its role may see and say. Whatever breaks a rule is told why and closed; a
 * reconnecting client starts afresh.
 *
 * @param cookieIdentity who the session cookie of the upgrade stood for, if it had a good one
 * @param countRefusal called when a hello's token was no good; resolves with true beyond what is patient
 */
export function serveLine(
  socket: WebSocket,
  request: FastifyRequest,
  parts: LineParts,
  cookieIdentity: Identity | undefined,
  countRefusal: () => Promise<boolean>,
): void {
  const { hub, access, displays, captures, log } = parts;
  const machine = machineOf(request.raw.socket.remoteAddress, request.raw.socket.localAddress);
  let identity: Identity | undefined;
  let greeted: z.infer<typeof Hello> | undefined;
  let others: MachineLine | undefined;
  let presence: MachinePresence | undefined;
  let isEnded = false;
  let waiting = 0;
  let messagesSincePing = 0;
  let unanswered = 0;
  let bufferedAtPing = 0;
  let tail: Promise<void> = Promise.resolve();

  const outlet: Outlet = {
    send: (message) => socket.send(message, { binary: false }),
    bufferedBytes: () => socket.bufferedAmount,
  };
  const send = (message: ServerMessage) => socket.send(JSON.stringify(message));
  const questions = createQuestions(
    (path) => parts.answerPath(path, greeted?.token),
    (answer, onSent) => {
      if (!isEnded) socket.send(JSON.stringify(answer), onSent);
    },
  );
  const photographer: Photographer = {
    send: (capture, scale) => send({ type: "capture", request: capture, scale }),
  };
  const end = () => {
    if (isEnded) return;
    isEnded = true;
    clearTimeout(helloTimer);
    clearInterval(pings);
    stopListening();
    hub.leave(outlet);
    captures.remove(photographer);
    parts.arranging.remove(outlet);
    displays.drop(socket);
    parts.wall.windows.leave(socket);
    others?.end();
    presence?.leave();
  };
  const refuse = (reason: CodedMessage, code = policyViolation) => {
    if (isEnded) return;
    end();
    send({ type: "refused", reason });
    socket.close(code, reason.code);
    // A peer that does not answer the close is not waited for.
    setTimeout(() => socket.terminate(), 2_000).unref();
  };
  const malformed = (detail: string) => refuse({ code: "live.message-invalid", params: { detail } });
  const inbound = limitInbound(request.raw.socket, messageLimitBytes, () => socket.terminate());
  const stopListening = access.onEnded((ended) => {
    if (isOver(identity, ended)) refuse({ code: "access.bad-token", params: {} });
  });
  const helloTimer = setTimeout(() => malformed("no hello"), parts.helloWithinMs ?? 5_000);
  const pings = setInterval(() => {
    const isTaking = socket.bufferedAmount < bufferedAtPing;
    bufferedAtPing = socket.bufferedAmount;
    if (isTaking) unanswered = 0;
    if (unanswered >= unansweredPings) {
      socket.terminate();
      return;
    }
    unanswered += 1;
    messagesSincePing = 0;
    socket.ping();
  }, parts.pingEveryMs ?? 5_000);

  const wishOf = (asked: Pick<z.infer<typeof Hello>, "topics" | "maxRateHz">, who: Identity): Wish => ({
    ...{ role: who.role, topics: asked.topics, maxRateHz: asked.maxRateHz },
    reachOf: (right) => parts.reachOf(who, right),
  });

  const greet = async (hello: z.infer<typeof Hello>): Promise<void> => {
    const found = hello.token === undefined ? cookieIdentity : await access.identify(hello.token);
    if (found === undefined) {
      const code = hello.token === undefined ? "access.no-token" : "access.bad-token";
      refuse({ code: (await countRefusal()) ? "request.too-many" : code, params: {} });
      return;
    }
    if (!may(found, neededFor[hello.kind])) {
      refuse({ code: "access.forbidden", params: {} });
      return;
    }
    const name = hello.machine === undefined ? undefined : parts.machines?.nameOf(hello.machine);
    if (hello.kind === "machine" && name === undefined) return malformed("machine: has not joined");
    // The peer may have gone while the token was looked up.
    if (isEnded) return;
    clearTimeout(helloTimer);
    parts.onKnown?.();
    identity = found;
    greeted = hello;
    send({
      type: "welcome",
      protocol: liveProtocol,
      version: parts.version,
      role: found.role,
      session: hub.session,
      nowMs: parts.now(),
    });
    if (hello.kind === "shell") {
      inbound.raise(pictureLimitBytes);
      hub.joinForHeartbeats(outlet);
      captures.add(photographer);
      parts.arranging.add(outlet, (surfaces) => send({ type: "arrange", surfaces }));
    } else hub.join(outlet, wishOf(hello, found), hello.resume);
    if (hello.kind === "machine" && name !== undefined) {
      inbound.raise(reportLimitBytes);
      others = createMachineLine(name, { displays, windows: parts.wall.windows });
      presence = parts.machines?.join(hello.machine ?? "");
    }
    const isWindow = hello.kind === "wall" && may(found, "report-window");
    if (isWindow && hello.displays !== undefined) {
      hub.addWindow(outlet);
      parts.wall.windows.join(socket, hello.displays, machine === os.hostname());
      displays.join(socket, machine, hello.displays);
    }
  };

  const allowed = (right: Right): boolean => {
    if (may(identity, right)) return true;
    refuse({ code: "access.forbidden", params: {} });
    return false;
  };

  const receive = async (text: string): Promise<void> => {
    if (isEnded) return;
    const json = parseJson(text);
    if (greeted === undefined) {
      // Looked at before anything else: a client of another version may well have another hello.
      const any = anyHello.safeParse(json);
      if (any.success && any.data.protocol !== liveProtocol) {
        const params = { client: any.data.protocol, server: liveProtocol };
        return refuse({ code: "live.protocol-mismatch", params });
      }
    }
    const parsed = ClientMessage.safeParse(json);
    if (!parsed.success) return malformed(detailOf(parsed.error));
    const message = parsed.data;
    if ((message.type === "hello") !== (greeted === undefined))
      return malformed(greeted === undefined ? "hello must come first" : "hello came twice");
    switch (message.type) {
      case "hello":
        return greet(message);
      case "subscribe":
        if (greeted?.kind === "shell") return malformed("a shell has no topics");
        if (identity !== undefined && allowed("read")) hub.change(outlet, wishOf(message, identity));
        return;
      case "window":
        if (!allowed("report-window")) return;
        if (greeted?.displays?.includes(message.display) !== true)
          return malformed("display is none of those of the hello");
        return displays.reportTiles(socket, machine, message.display, message.tiles, message.turnedDown);
      case "asked":
        messagesSincePing -= 1;
        if (greeted?.kind !== "wall" && greeted?.kind !== "web") return malformed("only a screen asks over the line");
        if (!questions.take(message.request, message.path)) refuse({ code: "request.too-many", params: {} });
        return;
      case "prepared":
        if (allowed("report-window")) parts.wall.windows.ready(socket, message.change);
        return;
      case "displays":
        if (!allowed("report-displays")) return;
        parts.restarts.note(machine, message);
        return displays.report(socket, machine, message.displays);
      case "machine":
        if (others === undefined) return malformed("only a machine stands for others");
        others.report(message);
        return parts.machines?.saw(greeted?.machine ?? "", Math.max(0, ...message.displays.map((one) => one.number)));
      case "machine-prepared":
        if (others === undefined) return malformed("only a machine stands for others");
        others.prepared(message.display, message.change);
        return;
      case "machine-load":
        if (presence === undefined) return malformed("only a machine stands for others");
        presence.tell(message.load);
        return;
      case "clock-asked":
        if (allowed("join")) send({ type: "clock-told", mark: message.mark, atMs: parts.now() });
        return;
      case "captured":
        if (allowed("report-displays")) captures.answer(photographer, message.request, message);
        return;
    }
  };

  socket.on("pong", (payload) => {
    unanswered = 0;
    inbound.forgive(payload.length);
  });
  socket.on("ping", (payload) => inbound.forgive(payload.length));
  socket.on("close", end);
  socket.on("message", (data, isBinary) => {
    inbound.reset();
    messagesSincePing += 1;
    waiting += 1;
    if (isEnded) return;
    if (isBinary) return malformed("binary message");
    // Who is known may send as many questions as may be in one piece with what else there is to say.
    const mostWaiting = greeted === undefined ? waitingLimit : waitingLimit + mostQuestionsAtOnce;
    if (waiting > mostWaiting || messagesSincePing > messagesPerPing)
      return refuse({ code: "request.too-many", params: {} });
    tail = tail
      .then(() => receive(data.toString()))
      .catch((error: unknown) => {
        log.error({ err: error }, "a live message could not be handled");
        const reason = error instanceof CodedError ? error.toMessage() : undefined;
        refuse(reason ?? { code: "internal", params: { reference: request.id } }, tryAgainLater);
      })
      .finally(() => {
        waiting -= 1;
      });
  });
}

/** Tells a client that there is no room, and closes. */
export function sayNoRoom(socket: WebSocket, limit: number): void {
  const refused: ServerMessage = { type: "refused", reason: { code: "live.too-many-clients", params: { limit } } };
  socket.send(JSON.stringify(refused));
  socket.close(tryAgainLater);
  setTimeout(() => socket.terminate(), 2_000).unref();
}

/** Windows and their shell meet under the machine's name; another machine is known by its address. */
const machineOf = (remote: string | undefined, local: string | undefined): string =>
  isOwnAddress(remote, local) ? os.hostname() : (remote ?? "");

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function detailOf(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? "?" : `${issue.path.join(".") || "message"}: ${issue.message}`;
}
