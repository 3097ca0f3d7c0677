import type { Caption, Raster } from "./caption.ts";
import { captionSlice } from "./caption-slice.ts";
import { clockRate, payloadsOf, type RtpStream } from "./rtp-packets.ts";
import { framesPerSecond } from "./scene-encoder.ts";
import type { LoopPicture, ParameterSets, SceneLoop } from "./scene-loop.ts";

const pictureMs = 1_000 / framesPerSecond;
/** Later than this, by a busy or a sleeping machine, and nothing is made up for. */
const latestMs = 1_000;

export type Showing = {
  loop: SceneLoop;
  parameters: ParameterSets;
  caption: Caption;
  /** Where in the loop it begins: at the key picture there. */
  from: number;
  /** Where the camera looks now, as it is written into the picture; "": it is not turned. */
  place(): string;
  stream: RtpStream;
  /** @returns false: the line is full, and this was not sent; nor will be what follows until the next key picture */
  send(bytes: Buffer): boolean;
  /** The loop broke off. */
  onEnd(): void;
};

/** Shows a loop from now on, with the time of now in each picture. @returns its end */
export function show({ loop, parameters, caption, from, place, stream, send, onEnd }: Showing): () => void {
  const startedAt = performance.now();
  let dueAt = startedAt;
  let index = from;
  let before: Raster | null = null;
  let isBehind = false;
  let timer: NodeJS.Timeout | undefined;
  let stopWaiting: (() => void) | undefined;

  const give = ({ isKey, uppermost, payloads }: LoopPicture): void => {
    if (isBehind && !isKey) return;
    const now = caption.at(Date.now(), place());
    const slice = captionSlice(uppermost, parameters.form, now, before);
    const sets = isKey ? [parameters.sps, parameters.pps] : [];
    const rtpTime = Math.round(((dueAt - startedAt) * clockRate) / 1_000) % 0x1_0000_0000;
    isBehind = !send(stream.packets([...payloadsOf([...sets, slice]), ...payloads], rtpTime));
    before = now;
  };
  const next = (): void => {
    const picture = loop.picture(index);
    if (picture === null) {
      onEnd();
      return;
    }
    if (picture === undefined) {
      stopWaiting ??= loop.onMore(next);
      return;
    }
    const now = performance.now();
    // One that was waited for, and the first after a pause of the machine, has the time at which it comes.
    if (now - dueAt > (stopWaiting === undefined ? latestMs : 0)) dueAt = now;
    stopWaiting?.();
    stopWaiting = undefined;
    give(picture);
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
