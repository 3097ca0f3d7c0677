import type { FastifyRequest } from "fastify";
import type { WebSocket } from "ws";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { type Pace, type PicturesMessage, picturesProtocol, Watch, type WatchedStream } from "#contract/pictures.ts";
import { type Access, type Identity, isOver } from "../access/access.ts";
import { may } from "../access/identity.ts";
import type { createReach } from "../access/reach.ts";
import { limitInbound } from "../api/inbound-limit.ts";
import { type Fragment, lasting } from "./fragments.ts";
import type { CameraGateway } from "./gateway-interface.ts";

export type PictureLineParts = {
  gateway: Pick<CameraGateway, "watch">;
  reachOf: ReturnType<typeof createReach>;
  access: Pick<Access, "identify" | "onEnded">;
  /** Called when a token was no good; resolves with true beyond what is patient. */
  countRefusal(): Promise<boolean>;
  /** Called once it is known whose line it is. */
  onKnown?(): void;
  /** A line without a first message is closed after this; default 5 s. */
  helloWithinMs?: number;
  /** A line whose last ping was not answered by the next is ended; default 5 s. */
  pingEveryMs?: number;
  /** A client with more than this waiting in its socket is sent nothing until the next key picture; default 2 MB. */
  bufferLimitBytes?: number;
};

/** A client says a few words now and then. */
const messageLimitBytes = 8 * 1024;
const messagesPerPing = 20;
/** WebSocket close codes (RFC 6455): the peer broke a rule, or should come back later. */
const policyViolation = 1008;
const tryAgainLater = 1013;

/**
 * Serves one WebSocket of a camera's pictures; see contract/pictures.ts. Nothing is queued here: what a slow client has
 * not taken stays in its socket, bounded, and what comes meanwhile is left out up to a key picture.
 *
 * @param cookieIdentity who the session cookie of the upgrade stood for, if it had a good one
 */
export function servePictures(
  socket: WebSocket,
  request: FastifyRequest,
  camera: string,
  parts: PictureLineParts,
  cookieIdentity: Identity | undefined,
): void {
  const { gateway, access, bufferLimitBytes = 2 * 1024 * 1024 } = parts;
  let identity: Identity | undefined;
  let stopWatching: (() => void) | undefined;
  let isEnded = false;
  let isAlive = true;
  let isBehind = false;
  let watched: WatchedStream | undefined;
  let pace: Pace = "all";
  let messagesSincePing = 0;
  let tail: Promise<void> = Promise.resolve();

  const send = (message: PicturesMessage) => socket.send(JSON.stringify(message), { binary: false });
  const end = () => {
    if (isEnded) return;
    isEnded = true;
    clearTimeout(helloTimer);
    clearInterval(pings);
    stopListening();
    stopWatching?.();
  };
  const refuse = (reason: CodedMessage) => {
    if (isEnded) return;
    end();
    send({ type: "refused", reason });
    socket.close(policyViolation, reason.code);
    // A peer that does not answer the close is not waited for.
    setTimeout(() => socket.terminate(), 2_000).unref();
  };
  const malformed = (detail: string) => refuse({ code: "live.message-invalid", params: { detail } });
  const inbound = limitInbound(request.raw.socket, messageLimitBytes, () => socket.terminate());
  const stopListening = access.onEnded((ended) => {
    if (isOver(identity, ended)) refuse({ code: "access.bad-token", params: {} });
  });
  const helloTimer = setTimeout(() => malformed("no watch"), parts.helloWithinMs ?? 5_000);
  const pings = setInterval(() => {
    if (!isAlive) {
      socket.terminate();
      return;
    }
    isAlive = false;
    messagesSincePing = 0;
    socket.ping();
  }, parts.pingEveryMs ?? 5_000);

  const admit = async (token: string | undefined): Promise<boolean> => {
    const found = token === undefined ? cookieIdentity : await access.identify(token);
    if (found === undefined) {
      const code = token === undefined ? "access.no-token" : "access.bad-token";
      refuse({ code: (await parts.countRefusal()) ? "request.too-many" : code, params: {} });
      return false;
    }
    if (!parts.reachOf(found, "read").camera(camera)) {
      refuse({ code: "access.forbidden", params: {} });
      return false;
    }
    identity = found;
    parts.onKnown?.();
    return true;
  };

  const receive = async (text: string): Promise<void> => {
    if (isEnded) return;
    const parsed = Watch.safeParse(parseJson(text));
    if (!parsed.success) return malformed(parsed.error.issues[0]?.path.join(".") ?? "");
    const { protocol, token, stream } = parsed.data;
    pace = parsed.data.pace ?? "all";
    if (protocol !== picturesProtocol)
      return refuse({ code: "live.protocol-mismatch", params: { client: protocol, server: picturesProtocol } });
    if (identity === undefined && !(await admit(token))) return;
    if (stream === "sound" && !may(identity, "hear")) return refuse({ code: "access.forbidden", params: {} });
    // The peer may have gone while the token was looked up.
    if (isEnded) return;
    clearTimeout(helloTimer);
    if (watched === stream) return;
    stopWatching?.();
    watched = stream;
    isBehind = false;
    const spacing = new KeySpacing();
    stopWatching = gateway.watch(camera, stream, {
      onOpened: (opened, initialization) => {
        send(opened);
        socket.send(initialization, { binary: true });
        isBehind = false;
      },
      onFragment: (fragment) => {
        const { message, isKey } = fragment;
        spacing.add(fragment);
        const waitingBytes = socket.bufferedAmount;
        if (isBehind && isKey && waitingBytes < bufferLimitBytes / 4) isBehind = false;
        else if (waitingBytes > bufferLimitBytes) isBehind = true;
        if (isBehind) return;
        const lastS = pace === "keys" ? spacing.lastS : null;
        if (lastS === null) socket.send(message, { binary: true });
        else if (isKey) socket.send(lasting(fragment, lastS), { binary: true });
      },
      onGone: () => refuse({ code: "camera.unknown", params: { id: camera } }),
    });
  };

  socket.on("pong", (payload) => {
    isAlive = true;
    inbound.forgive(payload.length);
  });
  socket.on("ping", (payload) => inbound.forgive(payload.length));
  socket.on("close", end);
  socket.on("message", (data, isBinary) => {
    inbound.reset();
    messagesSincePing += 1;
    if (isEnded) return;
    if (isBinary) return malformed("binary message");
    if (messagesSincePing > messagesPerPing) return refuse({ code: "request.too-many", params: {} });
    tail = tail
      .then(() => receive(data.toString()))
      .catch((error: unknown) =>
        refuse(
          error instanceof CodedError ? error.toMessage() : { code: "internal", params: { reference: request.id } },
        ),
      );
  });
}

/** Key pictures further apart than this would look like a camera that stands still. */
const widestSpacingS = 2.5;

/** How far apart a stream's key pictures are. */
class KeySpacing {
  #keyS: number | null = null;
  #spacingS: number | null = null;

  add({ isKey, timeS }: Fragment): void {
    if (!isKey) return;
    this.#spacingS = this.#keyS === null || timeS <= this.#keyS ? null : timeS - this.#keyS;
    this.#keyS = timeS;
  }

  /** How long a key picture has to last for the next one to be there; null where they are too far apart, or it is not known. */
  get lastS(): number | null {
    return this.#spacingS === null || this.#spacingS > widestSpacingS ? null : this.#spacingS * 1.5;
  }
}

/** Tells a client that there is no room, and closes. */
export function sayNoRoomForPictures(socket: WebSocket, limit: number): void {
  const refused: PicturesMessage = { type: "refused", reason: { code: "camera.too-many-viewers", params: { limit } } };
  socket.send(JSON.stringify(refused));
  socket.close(tryAgainLater);
  setTimeout(() => socket.terminate(), 2_000).unref();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
