import { randomUUID } from "node:crypto";
import { CodedError, type CodedMessage, isErrorCode } from "#contract/errors.ts";

/** A shell that can be asked for a picture of its windows. */
export type Photographer = { send(request: string, scale: number): void };

export type Answer = { png?: string | undefined; reason?: CodedMessage | undefined };

export type Captures = {
  /** The shell that serves from now on; the newest one is asked. */
  add(photographer: Photographer): void;
  /** Its line is gone: what it was asked fails at once. */
  remove(photographer: Photographer): void;
  answer(photographer: Photographer, request: string, answer: Answer): void;
  /**
   * A picture of all windows at their places.
   *
   * @param scale 0..1 of the windows' pixels
   * @returns PNG
   * @throws CodedError wall.no-windows, wall.capture-…, request.too-many
   */
  take(scale: number): Promise<Buffer>;
};

type Pending = { photographer: Photographer; settle(answer: Answer): void };

/** At the limit further callers are refused; callers of the same scale share one picture. */
const waitingLimit = 8;
const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * One picture is taken at a time: each costs every window a frame. With several machines the picture is that of the
 * machine that joined last; their monitors have no common place to be put together at.
 *
 * @param options.timeoutMs how long a shell may take
 */
export function createCaptures(options: { timeoutMs: number }): Captures {
  const photographers: Photographer[] = [];
  const pending = new Map<string, Pending>();
  const shared = new Map<number, Promise<Buffer>>();
  let previous: Promise<unknown> = Promise.resolve();

  const ask = (scale: number): Promise<Answer> => {
    const photographer = photographers.at(-1);
    if (photographer === undefined) throw new CodedError("wall.no-windows");
    const request = randomUUID();
    return new Promise((resolve) => {
      const settle = (answer: Answer) => {
        clearTimeout(timer);
        pending.delete(request);
        resolve(answer);
      };
      const timer = setTimeout(
        () =>
          settle({ reason: { code: "wall.capture-late", params: { seconds: Math.round(options.timeoutMs / 1_000) } } }),
        options.timeoutMs,
      );
      pending.set(request, { photographer, settle });
      photographer.send(request, scale);
    });
  };

  const shoot = async (scale: number): Promise<Buffer> => {
    const answer = await ask(scale);
    if (answer.png === undefined) throw asError(answer.reason);
    const png = Buffer.from(answer.png, "base64");
    if (!png.subarray(0, 8).equals(pngSignature)) throw asError(failed("PNG?").reason);
    return png;
  };

  return {
    add: (photographer) => void photographers.push(photographer),
    remove(photographer) {
      const at = photographers.indexOf(photographer);
      if (at >= 0) photographers.splice(at, 1);
      for (const one of [...pending.values()])
        if (one.photographer === photographer) one.settle({ reason: { code: "wall.capture-gone", params: {} } });
    },
    answer(photographer, request, answer) {
      const one = pending.get(request);
      if (one?.photographer === photographer) one.settle(answer);
    },
    take(scale) {
      if (photographers.length === 0) return Promise.reject(new CodedError("wall.no-windows"));
      const running = shared.get(scale);
      if (running !== undefined) return running;
      if (shared.size >= waitingLimit) return Promise.reject(new CodedError("request.too-many"));
      const picture = previous.then(() => shoot(scale)).finally(() => shared.delete(scale));
      shared.set(scale, picture);
      previous = picture.catch(() => {});
      return picture;
    },
  };
}

const failed = (detail: string): Answer & { reason: CodedMessage } => ({
  reason: { code: "wall.capture-failed", params: { detail } },
});

function asError(reason: CodedMessage | undefined): CodedError {
  if (reason !== undefined && isErrorCode(reason.code)) return new CodedError(reason.code, reason.params);
  return new CodedError("wall.capture-failed", { detail: reason?.code ?? "?" });
}
