import type { IncomingMessage } from "node:http";
import { CodedError } from "#contract/errors.ts";
import { doorOf } from "../door/door.ts";
import { networkOf } from "../door/limit-key.ts";
import { isByPublicUrl } from "../door/origin.ts";

/** Of all other machines together; each line may hold a quarter of a megabyte before it is known. */
const most = 256;
/** As many tiles as a joined machine opens cameras for at once. */
const mostOfAddress = 64;
/** Windows of this machine with sixteen cameras each open a line for each tile at a start. */
const mostOfOwn = 512;

export type UnknownLinesLimits = { all?: number; address?: number };

/** WebSockets that have not said yet who they are. */
export type UnknownLines = {
  /**
   * Counts one until it is left, or its connection has gone.
   * @param address whom it is counted to, as trusted proxies say
   * @returns its end; twice does no harm
   * @throws CodedError live.too-many-unknown
   */
  enter(request: IncomingMessage, address: string): () => void;
};

/** Strangers' lines are counted apart from those of this machine, so that they never take a wall window's place; those outside apart from
 * those inside, so that they never keep out a machine that joins. */
export function createUnknownLines(limits: UnknownLinesLimits = {}): UnknownLines {
  const counts = new Map<string, number>();
  const add = (key: string, by: number) => {
    const count = (counts.get(key) ?? 0) + by;
    if (count === 0) counts.delete(key);
    else counts.set(key, count);
  };
  return {
    enter(request, address) {
      const keys: [key: string, limit: number][] = isOfOwnMachine(request)
        ? [["own", mostOfOwn]]
        : [
            [doorOf(request).name === "outside" ? "all outside" : "all", limits.all ?? most],
            [`of ${networkOf(address)}`, limits.address ?? mostOfAddress],
          ];
      if (keys.some(([key, limit]) => (counts.get(key) ?? 0) >= limit)) throw new CodedError("live.too-many-unknown");
      for (const [key] of keys) add(key, 1);
      let hasLeft = false;
      const leave = () => {
        if (hasLeft) return;
        hasLeft = true;
        request.socket.off("close", leave);
        for (const [key] of keys) add(key, -1);
      };
      request.socket.once("close", leave);
      return leave;
    },
  };
}

/** Whether the peer is a program of this machine that speaks for itself, and not a proxy for somebody elsewhere. */
export function isOfOwnMachine(request: IncomingMessage): boolean {
  const { socket, headers } = request;
  const isForwarded = headers["x-forwarded-for"] !== undefined || headers.forwarded !== undefined;
  // By its public name somebody comes through a proxy, whether that one says so or not.
  if (isForwarded || doorOf(request).name === "outside" || isByPublicUrl(request)) return false;
  return isOwnAddress(socket.remoteAddress, socket.localAddress);
}

export const isOwnAddress = (remote: string | undefined, local: string | undefined): boolean =>
  remote === undefined || remote === local || /^(::ffff:)?127\.|^::1$/.test(remote);
