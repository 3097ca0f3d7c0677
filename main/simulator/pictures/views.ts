import { pictureHeight, pictureWidth } from "./landscape.ts";

/** Where a camera looks: pan (to the right) and tilt (up) from -1 to 1, zoom from 0 to 1. */
export type Place = { pan: number; tilt: number; zoom: number };
/** A part of a scene that is shown instead of all of it, points. */
export type Window = { name: string; left: number; top: number; width: number; height: number };

/** So much of a scene is seen at the widest, so that there is room to turn; a half of that at the nearest. */
const widest = 0.75;
const steps = { pan: 4, tilt: 2, zoom: 2 };

const stepOf = (value: number, least: number, count: number): number =>
  Math.round(((Math.max(least, Math.min(1, value)) - least) / (1 - least)) * count);

/**
 * The part of a scene that a camera sees which looks there. Of few: each is encoded once, when it is first looked at, so a camera that
 * is turned is seen to go by steps.
 */
export function windowOf({ pan, tilt, zoom }: Place): Window {
  const [across, up, near] = [stepOf(pan, -1, steps.pan), stepOf(tilt, -1, steps.tilt), stepOf(zoom, 0, steps.zoom)];
  const share = widest / (1 + near / steps.zoom);
  const even = (points: number) => Math.round(points / 2) * 2;
  const [width, height] = [even(pictureWidth * share), even(pictureHeight * share)];
  return {
    name: `${across}${up}${near}`,
    left: even(((pictureWidth - width) * across) / steps.pan),
    top: even(((pictureHeight - height) * (steps.tilt - up)) / steps.tilt),
    width,
    height,
  };
}

/**
 * Where a camera looks as such cameras write it: P +100 is as far to the right as it goes, T as far up, Z how many times nearer.
 */
export function placeText({ pan, tilt, zoom }: Place): string {
  const signed = (share: number) =>
    `${share < 0 ? "-" : "+"}${String(Math.round(Math.abs(share) * 100)).padStart(3, "0")}`;
  return `P${signed(pan)} T${signed(tilt)} Z${(1 + zoom).toFixed(1)}`;
}
