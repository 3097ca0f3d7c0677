import type { Caption, Raster } from "./caption.ts";
import { captionSlice } from "./caption-slice.ts";
import { clockRate, payloadsOf, type RtpStream } from "./rtp-packets.ts";
import { framesPerSecond } from "./scene-encoder.ts";
import type { LoopPicture, ParameterSets, SceneLoop } from "./scene-loop.ts";

const pictureMs = 1_000 / framesPerSecond;
/** Later than this, by a busy or a sleeping machine, and nothing is made up for. */
const latestMs = 1_000;

export type Showing = {
  /** What is to be shown now: another one when the camera was turned, which then follows as soon as it has pictures. */
  wanted(): SceneLoop;
  caption: Caption;
  /** Where in the loop it begins: at the key picture there. */
  from: number;
  /** What is written into the picture beside the time. */
  place(): string;
  stream: RtpStream;
  /** @returns false: the line is full, and this was not sent; nor will be what follows until the next key picture */
  send(bytes: Buffer): boolean;
  /** The loop broke off. */
  onEnd(): void;
};

/** Shows a loop from now on, with the time of now in each picture. @returns its end */
export function show({ wanted, caption, from, place, stream, send, onEnd }: Showing): () => void {
  const startedAt = performance.now();
  let loop = wanted();
  let dueAt = startedAt;
  let index = from;
  let before: Raster | null = null;
  let isBehind = false;
  let timer: NodeJS.Timeout | undefined;
  let stopWaiting: (() => void) | undefined;

  const give = ({ isKey, uppermost, payloads }: LoopPicture, { sps, pps, form }: ParameterSets): void => {
    if (isBehind && !isKey) return;
    const now = caption.at(Date.now(), place());
    const sets = isKey ? [sps, pps] : [];
    const rtpTime = Math.round(((dueAt - startedAt) * clockRate) / 1_000) % 0x1_0000_0000;
    const first = payloadsOf([...sets, captionSlice(uppermost, form, now, before)]);
    isBehind = !send(stream.packets([...first, ...payloads], rtpTime));
    before = now;
  };
  /** At the key picture before the same moment, where it has that one; but not right behind another key picture. */
  const follow = (other: SceneLoop): void => {
    if (other === loop || other.available === 0 || index % framesPerSecond === 1) return;
    loop = other;
    index = keyAt(other, index);
  };
  const next = (): void => {
    stopWaiting?.();
    const hasWaited = stopWaiting !== undefined;
    stopWaiting = undefined;
    const other = wanted();
    follow(other);
    const picture = loop.picture(index);
    if (loop.parameters === null || picture === null || picture === undefined) {
      if (picture === null && (other === loop || other.isBroken)) onEnd();
      else stopWaiting = other.onMore(next);
      return;
    }
    const now = performance.now();
    // One that was waited for, and the first after a pause of the machine, has the time at which it comes.
    if (now - dueAt > (hasWaited ? 0 : latestMs)) dueAt = now;
    give(picture, loop.parameters);
    index = (index + 1) % loop.length;
    dueAt += pictureMs;
    timer = setTimeout(next, Math.max(0, dueAt - performance.now()));
  };
  next();
  return () => {
    clearTimeout(timer);
    stopWaiting?.();
  };
}

/** The key picture before a moment of the loop; while that is not encoded yet, the newest there is. */
export function keyAt({ available }: Pick<SceneLoop, "available">, index: number): number {
  const at = Math.min(index, Math.max(0, available - 1));
  return at - (at % framesPerSecond);
}
