import { pictureWidth } from "./landscape.ts";
import { painted } from "./painting.ts";
import { captionLines, macroblocksAcross } from "./scene-encoder.ts";
import { type Pattern, scenes } from "./scenes.ts";

/**
 * The letters that are written into pictures, as cameras write theirs: five points across, ten down, of which three are for what stands
 * over a letter. Each row a number whose bits are its points. Drawn here, so that no font of a machine decides about them.
 */
const letters: Readonly<Record<string, readonly number[]>> = {
  "0": [0, 0, 0, 14, 17, 19, 21, 25, 17, 14],
  "1": [0, 0, 0, 4, 12, 4, 4, 4, 4, 14],
  "2": [0, 0, 0, 14, 17, 1, 2, 4, 8, 31],
  "3": [0, 0, 0, 31, 2, 4, 2, 1, 17, 14],
  "4": [0, 0, 0, 2, 6, 10, 18, 31, 2, 2],
  "5": [0, 0, 0, 31, 16, 30, 1, 1, 17, 14],
  "6": [0, 0, 0, 6, 8, 16, 30, 17, 17, 14],
  "7": [0, 0, 0, 31, 1, 2, 4, 8, 8, 8],
  "8": [0, 0, 0, 14, 17, 17, 14, 17, 17, 14],
  "9": [0, 0, 0, 14, 17, 17, 15, 1, 2, 12],
  "/": [0, 0, 0, 0, 1, 2, 4, 8, 16, 0],
  ":": [0, 0, 0, 0, 12, 12, 0, 12, 12, 0],
  ".": [0, 0, 0, 0, 0, 0, 0, 0, 12, 12],
  "+": [0, 0, 0, 0, 4, 4, 31, 4, 4, 0],
  "-": [0, 0, 0, 0, 0, 0, 31, 0, 0, 0],
  M: [0, 0, 0, 17, 27, 21, 21, 17, 17, 17],
  Ô: [4, 10, 0, 14, 17, 17, 17, 17, 17, 14],
  P: [0, 0, 0, 30, 17, 17, 30, 16, 16, 16],
  H: [0, 0, 0, 17, 17, 17, 31, 17, 17, 17],
  Ỏ: [6, 1, 2, 14, 17, 17, 17, 17, 17, 14],
  N: [0, 0, 0, 17, 25, 21, 19, 17, 17, 17],
  G: [0, 0, 0, 14, 17, 16, 23, 17, 17, 15],
  T: [0, 0, 0, 31, 4, 4, 4, 4, 4, 4],
  Z: [0, 0, 0, 31, 1, 2, 4, 8, 16, 31],
};
const pointsAcross = 5;
const pointsDown = 10;
const pointSize = 2;
const step = (pointsAcross + 1) * pointSize;
/** From the edges of the picture, and of the box that letters stand in. */
const marginX = 14;
const top = 4;
const padding = 4;
/** Bright letters on what is behind them, made darker; Y of BT.601. */
const ink = 220;
const boxLuma = 24;
const boxCover = 0.55;

const height = captionLines * 16;
const simulated = "MÔ PHỎNG";

/** What the uppermost lines of macroblocks show: samples as H.264 has them, 4:2:0. */
export type Raster = {
  /** Macroblocks. */
  readonly across: number;
  readonly lines: number;
  /** Of one macroblock, counted from the left and downwards: Y, then U and V. */
  samples(at: number): Uint8Array;
  isSame(other: Raster, at: number): boolean;
  /** Whether each of its rows is the last sample of the one to its left, again and again. */
  goesOnFromLeft(at: number): boolean;
};

type Planes = { y: Uint8Array; u: Uint8Array; v: Uint8Array };

export type Caption = {
  /** What stands there at a moment. @param atMs epoch @param place of a camera that is turned, in letters that are known here; "": none */
  at(atMs: number, place: string): Raster;
};

/**
 * What is written over the sky of a scene: date and time of the zone, where the camera looks, and that it is simulated.
 * @param pattern null: over a dark band, for a camera that is turned and may not have the sky there
 */
export async function createCaption(pattern: Pattern | null, timeZone: string): Promise<Caption> {
  const sky = pattern === null ? band() : planesOf(await painted(pictureWidth, height, scenes[pattern]().layers));
  const clock = new Intl.DateTimeFormat("en-GB", { dateStyle: "short", timeStyle: "medium", timeZone });
  const drawn = new Map<string, Raster>();
  let second = 0;
  let time = "";
  return {
    at(atMs, place) {
      const now = Math.floor(atMs / 1_000);
      if (now !== second) {
        second = now;
        // 27/11/2026, 14:05:09
        time = clock.format(now * 1_000).replace(",", "");
      }
      const key = `${time}|${place}`;
      const known = drawn.get(key);
      if (known !== undefined) return known;
      const raster = rasterOf(
        written(sky, [
          { text: time, x: marginX },
          // Close by: what a screen writes over the right corner covers none of it.
          { text: place, x: marginX + (time.length + 1) * step },
          { text: simulated, x: pictureWidth - marginX - simulated.length * step },
        ]),
      );
      // Those who are a little behind still ask for the one before.
      if (drawn.size >= 8) drawn.delete(drawn.keys().next().value ?? "");
      drawn.set(key, raster);
      return raster;
    },
  };
}

function band(): Planes {
  const luma = pictureWidth * height;
  return {
    y: new Uint8Array(luma).fill(boxLuma),
    u: new Uint8Array(luma / 4).fill(128),
    v: new Uint8Array(luma / 4).fill(128),
  };
}

/** PAM as painting.ts gives it, to 4:2:0 of BT.601 as ffmpeg makes it. */
function planesOf(pam: Buffer): Planes {
  const from = pam.indexOf("ENDHDR\n") + 7;
  const luma = pictureWidth * height;
  const planes = { y: new Uint8Array(luma), u: new Uint8Array(luma / 4), v: new Uint8Array(luma / 4) };
  const at = (x: number, y: number) => {
    const offset = from + (y * pictureWidth + x) * 4;
    return [pam[offset] ?? 0, pam[offset + 1] ?? 0, pam[offset + 2] ?? 0] as const;
  };
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < pictureWidth; x += 1) {
      const [r, g, b] = at(x, y);
      planes.y[y * pictureWidth + x] = Math.round(16 + 0.2568 * r + 0.5041 * g + 0.0979 * b);
      if (x % 2 === 1 || y % 2 === 1) continue;
      const four = [at(x, y), at(x + 1, y), at(x, y + 1), at(x + 1, y + 1)];
      const mean = (channel: 0 | 1 | 2) => four.reduce((sum, one) => sum + one[channel], 0) / 4;
      const [mr, mg, mb] = [mean(0), mean(1), mean(2)];
      const to = ((y / 2) * pictureWidth) / 2 + x / 2;
      planes.u[to] = Math.round(128 - 0.1482 * mr - 0.291 * mg + 0.4392 * mb);
      planes.v[to] = Math.round(128 + 0.4392 * mr - 0.3678 * mg - 0.0714 * mb);
    }
  return planes;
}

function written(sky: Planes, texts: readonly { text: string; x: number }[]): Planes {
  const y = Uint8Array.from(sky.y);
  for (const { text, x } of texts) {
    if (text === "") continue;
    for (let row = top - padding; row < top + pointsDown * pointSize + padding; row += 1)
      for (let column = x - padding; column < x + text.length * step + padding - pointSize; column += 1) {
        const to = row * pictureWidth + column;
        y[to] = Math.round((y[to] ?? 0) * (1 - boxCover) + boxLuma * boxCover);
      }
    [...text].forEach((letter, index) => {
      letters[letter]?.forEach((points, row) => {
        for (let point = 0; point < pointsAcross; point += 1) {
          if (((points >> (pointsAcross - 1 - point)) & 1) === 0) continue;
          const left = x + index * step + point * pointSize;
          for (let down = 0; down < pointSize; down += 1) {
            const to = (top + row * pointSize + down) * pictureWidth + left;
            y.fill(ink, to, to + pointSize);
          }
        }
      });
    });
  }
  return { ...sky, y };
}

const bytesEach = 384;

function rasterOf({ y, u, v }: Planes): Raster {
  const across = macroblocksAcross;
  const blocks = Array.from({ length: across * captionLines }, (_, at) => {
    const bytes = new Uint8Array(bytesEach);
    const [left, upper] = [at % across, Math.floor(at / across)];
    for (let row = 0; row < 16; row += 1) {
      const from = (upper * 16 + row) * pictureWidth + left * 16;
      bytes.set(y.subarray(from, from + 16), row * 16);
    }
    for (let row = 0; row < 8; row += 1) {
      const from = ((upper * 8 + row) * pictureWidth) / 2 + left * 8;
      bytes.set(u.subarray(from, from + 8), 256 + row * 8);
      bytes.set(v.subarray(from, from + 8), 320 + row * 8);
    }
    return bytes;
  });
  const none = new Uint8Array(bytesEach);
  const samples = (at: number) => blocks[at] ?? none;
  const raster: Raster = {
    across,
    lines: captionLines,
    samples,
    isSame: (other, at) => other === raster || Buffer.compare(samples(at), other.samples(at)) === 0,
    goesOnFromLeft(at) {
      if (at % across === 0) return false;
      const [own, before] = [samples(at), samples(at - 1)];
      return own.every((value, index) => {
        const width = index < 256 ? 16 : 8;
        const start = index < 256 ? 0 : index < 320 ? 256 : 320;
        const row = Math.floor((index - start) / width);
        return value === before[start + row * width + width - 1];
      });
    },
  };
  return raster;
}
