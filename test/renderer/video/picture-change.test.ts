import { expect, it } from "vitest";
import { isChanged, type Plane, thumbnailOf } from "../../../renderer/video/picture-change.ts";

/** 1280 × 720 points as a decoder hands them over: something before, and lines longer than the picture. */
function pictureOf(brightness: (x: number, y: number) => number, bytesPerPoint: 1 | 4 = 1): Plane {
  const [width, height, offset] = [1280, 720, 64];
  const stride = width * bytesPerPoint + 32;
  const bytes = new Uint8Array(offset + stride * height).fill(255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = offset + y * stride + x * bytesPerPoint;
      // Of four bytes only green tells.
      if (bytesPerPoint === 4) bytes.set([9, brightness(x, y), 9, 255], at);
      else bytes[at] = brightness(x, y);
    }
  return { bytes, offset, stride, bytesPerPoint, width, height };
}
/** A picture with a clock: a digit of 12 × 20 points whose strokes are two points wide. */
const street = (x: number, y: number) => 40 + ((x * 7 + y * 3) % 120);
const isIn = (x: number, y: number, [left, top, wide, high]: readonly number[]) =>
  x >= (left ?? 0) && x < (left ?? 0) + (wide ?? 0) && y >= (top ?? 0) && y < (top ?? 0) + (high ?? 0);
const withDigit = (strokes: readonly (readonly number[])[]) => (x: number, y: number) =>
  strokes.some((stroke) => isIn(x, y, stroke)) ? 235 : isIn(x, y, [1_100, 30, 12, 20]) ? 16 : street(x, y);
const one = [[1_110, 30, 2, 20]];
const seven = [...one, [1_100, 30, 12, 2]];

it("sees one digit of a clock change, and not the noise of an encoder", () => {
  const before = thumbnailOf(pictureOf(withDigit(one)));
  expect(isChanged(before, thumbnailOf(pictureOf(withDigit(seven))))).toBe(true);
  const noisy = (x: number, y: number) => withDigit(one)(x, y) + (((x * 31 + y * 17) % 9) - 4);
  expect(isChanged(before, thumbnailOf(pictureOf(noisy)))).toBe(false);
});

it("reads the picture's own lines alone, in one byte a point or four", () => {
  const half = (x: number) => (x < 640 ? 20 : 220);
  for (const bytesPerPoint of [1, 4] as const) {
    const points = thumbnailOf(pictureOf(half, bytesPerPoint));
    expect([points.length, points[0], points[79], points[80], points[159], points.at(-1)]).toEqual([
      ...[160 * 90, 20, 20, 220],
      ...[220, 220],
    ]);
  }
});

it("takes a picture that is smaller than its thumbnail, and another size for another picture", () => {
  const small = { ...pictureOf(() => 100), width: 100, height: 50 };
  expect(new Set(thumbnailOf(small))).toEqual(new Set([100]));
  expect(isChanged(new Uint8ClampedArray(4), new Uint8ClampedArray(8))).toBe(true);
});
