import type { Socket } from "node:net";

/**
 * Bounds what a peer may send for one message before it is known to deserve more. The WebSocket server's own limit is
 * one for all and must allow a shell's picture of the wall; a stranger must not make the core hold that much.
 */
export type InboundLimit = {
  /** A whole message has come. */
  reset(): void;
  /** A ping or pong with this much in it has come; it is no part of a message. */
  forgive(payloadBytes: number): void;
  /** From now on, this much. */
  raise(limitBytes: number): void;
};

/** @param onExceeded called when more than `limitBytes` came without completing a message */
export function limitInbound(socket: Socket, limitBytes: number, onExceeded: () => void): InboundLimit {
  let limit = limitBytes;
  let received = 0;
  socket.on("data", (chunk: Buffer) => {
    received += chunk.length;
    if (received > limit) onExceeded();
  });
  return {
    reset: () => {
      received = 0;
    },
    forgive: (payloadBytes) => {
      // A control frame from a client: two bytes of header, four of mask.
      received = Math.max(0, received - payloadBytes - 6);
    },
    raise: (bytes) => {
      limit = bytes;
    },
  };
}
