import type { IncomingMessage } from "node:http";
import { CodedError } from "#contract/errors.ts";

/** All bodies together that have come and whose signature was not looked at yet. */
const mostBytes = 50_000_000;
/** Of these, of one address: two of the largest calls. Who fills this shuts nobody else out. */
const mostOfAddressBytes = 20_000_000;
/** Whoever has not sent a body of at most 8 MB by now holds room that others wait for. */
const withinMs = 60_000;
/** Somewhat more than the largest call. */
const mostPassedOverBytes = 10_000_000;

export type UnverifiedBodiesLimits = { bytes?: number; addressBytes?: number; withinMs?: number };

/** A body and the room it takes until it is known whose it is. `release` twice does no harm. */
export type HeldBody = { body: Buffer; release(): void };

export type UnverifiedBodies = {
  /**
   * Reads a body whose sender is known only once all of it is there.
   * @param limitBytes of this one body
   * @throws CodedError request.no-room (nothing more is kept of it), request.too-slow, request.broken-off, and what `tooLarge` gives
   */
  read(request: IncomingMessage, limitBytes: number, tooLarge: () => CodedError): Promise<HeldBody>;
};

/** Bounds what strangers can make the core hold: a signature is over the whole body, so that has to be kept to look at it. */
export function createUnverifiedBodies(limits: UnverifiedBodiesLimits = {}): UnverifiedBodies {
  const most = limits.bytes ?? mostBytes;
  const mostOfAddress = limits.addressBytes ?? mostOfAddressBytes;
  const within = limits.withinMs ?? withinMs;
  let held = 0;
  const heldOf = new Map<string, number>();

  const hasRoom = (address: string, bytes: number): boolean =>
    held + bytes <= most && (heldOf.get(address) ?? 0) + bytes <= mostOfAddress;
  const hold = (address: string, bytes: number): void => {
    held += bytes;
    const ofAddress = (heldOf.get(address) ?? 0) + bytes;
    if (ofAddress === 0) heldOf.delete(address);
    else heldOf.set(address, ofAddress);
  };

  return {
    async read(request, limitBytes, tooLarge) {
      const address = request.socket.remoteAddress ?? "";
      const declared = declaredBytes(request);
      if (declared > limitBytes) throw tooLarge();
      // Said before any of it is read, where the head tells its size.
      if (!hasRoom(address, declared)) throw new CodedError("request.no-room");
      let taken = 0;
      const release = () => {
        if (taken > 0) hold(address, -taken);
        taken = 0;
      };
      const take = (bytes: number) => {
        if (taken + bytes > limitBytes) throw tooLarge();
        if (!hasRoom(address, bytes)) throw new CodedError("request.no-room");
        hold(address, bytes);
        taken += bytes;
      };
      try {
        return { body: await collect(request, take, within), release };
      } catch (error) {
        release();
        throw error;
      }
    },
  };
}

/** The body of somebody who is known. @throws CodedError request.broken-off, and what `tooLarge` gives */
export async function knownBody(
  request: IncomingMessage,
  limitBytes: number,
  tooLarge: () => CodedError,
): Promise<Buffer> {
  if (declaredBytes(request) > limitBytes) throw tooLarge();
  let taken = 0;
  return collect(request, (bytes) => {
    taken += bytes;
    if (taken > limitBytes) throw tooLarge();
  });
}

/** What the head says of the size of its body, 0 when nothing. */
function declaredBytes({ headers }: IncomingMessage): number {
  const said = Number(headers["content-length"] ?? 0);
  return Number.isSafeInteger(said) ? said : 0;
}

/** @param take is told of each part before it is kept, and throws where that is too much */
function collect(request: IncomingMessage, take: (bytes: number) => void, within?: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const settle = (end: () => void) => {
      clearTimeout(timer);
      request.off("data", onData).off("end", onEnd).off("close", onBroken).off("error", onBroken);
      end();
    };
    const fail = (error: unknown) =>
      settle(() => {
        chunks.length = 0;
        // What still comes is passed over, so that the answer is read; nobody is listened to for ever.
        let passed = 0;
        request.on("data", (chunk: Buffer) => {
          passed += chunk.length;
          if (passed > mostPassedOverBytes) request.destroy();
        });
        reject(error);
      });
    const onData = (chunk: Buffer) => {
      try {
        take(chunk.length);
        chunks.push(chunk);
      } catch (error) {
        fail(error);
      }
    };
    const onEnd = () => settle(() => resolve(Buffer.concat(chunks)));
    const onBroken = () => fail(new CodedError("request.broken-off"));
    const timer =
      within === undefined
        ? undefined
        : setTimeout(() => fail(new CodedError("request.too-slow", { seconds: Math.round(within / 1_000) })), within);
    // One stays: a line may break after this has settled.
    request.on("error", () => {});
    request.on("data", onData).on("end", onEnd).on("close", onBroken).on("error", onBroken);
  });
}
