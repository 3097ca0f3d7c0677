import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createCaption, type Raster } from "../../../../main/simulator/pictures/caption.ts";
import { captionSlice } from "../../../../main/simulator/pictures/caption-slice.ts";
import { BitReader, BitWriter, escaped, unescaped } from "../../../../main/simulator/pictures/h264-bits.ts";
import { openSceneLoop } from "../../../../main/simulator/pictures/scene-loop.ts";
import { scenes } from "../../../../main/simulator/pictures/scenes.ts";
import { placeText, windowOf } from "../../../../main/simulator/pictures/views.ts";
import { decoded, pictureBytes } from "../../../lab/encoded-scene.ts";
import { keptScene } from "../../../lab/kept-pictures.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

const startMs = Date.parse("2026-11-27T14:59:58.500+07:00");
const zone = "Asia/Ho_Chi_Minh";
const width = 640;
const uppermost = 32;
const startCode = Buffer.from([0, 0, 0, 1]);

/** The same part of a raster as a decoder gives it. */
function planesOf(raster: Raster): Buffer {
  const bytes = Buffer.alloc((width * uppermost * 3) / 2);
  for (let at = 0; at < raster.across * raster.lines; at += 1) {
    const samples = Buffer.from(raster.samples(at));
    const [left, line] = [at % raster.across, Math.floor(at / raster.across)];
    for (let row = 0; row < 16; row += 1)
      samples.copy(bytes, (line * 16 + row) * width + left * 16, row * 16, row * 16 + 16);
    for (const [plane, from] of [
      [0, 256],
      [1, 320],
    ] as const)
      for (let row = 0; row < 8; row += 1) {
        const to = width * uppermost + (plane * width * uppermost) / 4 + ((line * 8 + row) * width) / 2 + left * 8;
        samples.copy(bytes, to, from + row * 8, from + row * 8 + 8);
      }
  }
  return bytes;
}

const luma = width * 360;
const upperOf = (picture: Buffer): Buffer =>
  Buffer.concat([
    picture.subarray(0, width * uppermost),
    picture.subarray(luma, luma + (width * uppermost) / 4),
    picture.subarray(luma + luma / 4, luma + luma / 4 + (width * uppermost) / 4),
  ]);
const lowerOf = (picture: Buffer): Buffer =>
  Buffer.concat([
    picture.subarray(width * uppermost, luma),
    picture.subarray(luma + (width * uppermost) / 4, luma + luma / 4),
    picture.subarray(luma + luma / 4 + (width * uppermost) / 4, pictureBytes),
  ]);

it.each(Object.keys(scenes) as (keyof typeof scenes)[])(
  "in %s a foreign decoder sees what was written over the sky to the point, and the scene as it was encoded",
  async (pattern) => {
    await using folder = await temporaryFolder();
    // One of them as a camera has it that is turned.
    const window = pattern === "highway" ? windowOf({ pan: -0.5, tilt: 0, zoom: 0.5 }) : null;
    const file = await keptScene(folder.path, pattern, window);
    const plain = (await decoded(["-i", file])).pictures;
    expect(plain).toHaveLength(360);

    const loop = openSceneLoop(pattern, window, {
      ...{ folder: folder.path, ffmpegPath: "/nowhere/ffmpeg", painted: async () => folder.path },
    });
    const { sps, pps, form } = await loop.begun;
    const caption = await createCaption(window === null ? pattern : null, zone);
    const rasters: Raster[] = [];
    const units: Buffer[] = [];
    // All of it, and from the end over into the beginning, while minute and hour change and the camera turns.
    const order = Array.from({ length: 380 }, (_, at) => at % 360);
    for (const [at, index] of order.entries()) {
      const picture = loop.picture(index);
      if (picture == null) throw new Error(`no picture ${index}`);
      const place = pattern === "highway" ? placeText({ pan: at / 380, tilt: -at / 380, zoom: 0 }) : "";
      const now = caption.at(startMs + at * 100, place);
      if (picture.isKey) units.push(sps, pps);
      units.push(captionSlice(picture.uppermost, form, now, rasters.at(-1) ?? null));
      rasters.push(now);
      for (const payload of picture.payloads) units.push(...unitsOf(payload));
    }
    const shown = join(folder.path, "shown.h264");
    await writeFile(shown, Buffer.concat(joined(units).flatMap((unit) => [startCode, unit])));
    const { pictures, complaints } = await decoded(["-f", "h264", "-i", shown]);
    expect(complaints).toBe("");
    expect(pictures).toHaveLength(order.length);
    expect(new Set(rasters).size).toBeGreaterThan(38);
    for (const [at, picture] of pictures.entries()) {
      const raster = rasters[at];
      const before = plain[order[at] ?? 0];
      if (raster === undefined || before === undefined) throw new Error("lost");
      expect(upperOf(picture).equals(planesOf(raster)), `caption of picture ${at}`).toBe(true);
      expect(lowerOf(picture).equals(lowerOf(before)), `scene of picture ${at}`).toBe(true);
    }
    // A second in which nothing but a digit changed costs little beside the scene.
    const [one, next] = [caption.at(startMs, ""), caption.at(startMs + 600, "")];
    const predicted = loop.picture(1)?.uppermost ?? Buffer.alloc(0);
    expect(captionSlice(predicted, form, one, one).length).toBeLessThan(40);
    expect(captionSlice(predicted, form, next, one).length).toBeLessThan(5_000);
    loop.stop();
  },
  60_000,
);

/** NAL units of a payload of RTP, as in the tests of the core's own reader; a part has its place in the first byte of what is left. */
function unitsOf(payload: Buffer): Buffer[] {
  const type = payload.readUInt8(0) & 0x1f;
  if (type === 24) {
    const units: Buffer[] = [];
    for (let at = 1; at < payload.length; ) {
      const length = payload.readUInt16BE(at);
      units.push(payload.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
    return units;
  }
  return [payload];
}

function joined(units: readonly Buffer[]): Buffer[] {
  const whole: Buffer[] = [];
  for (const unit of units) {
    if ((unit.readUInt8(0) & 0x1f) !== 28) {
      whole.push(unit);
      continue;
    }
    const second = unit.readUInt8(1);
    if ((second & 0x80) !== 0)
      whole.push(Buffer.concat([Buffer.from([(unit.readUInt8(0) & 0x60) | (second & 0x1f)]), unit.subarray(2)]));
    else whole.push(Buffer.concat([whole.pop() ?? Buffer.alloc(0), unit.subarray(2)]));
  }
  return whole;
}

it("bits are read as they were written, and nothing in a unit looks like a start code", () => {
  const writer = new BitWriter(Buffer.alloc(200, 255));
  for (const value of [0, 1, 2, 7, 80, 255, 1_000, 65_535]) writer.unsigned(value);
  writer.bits(5, 3);
  writer.align();
  writer.copy(Buffer.from([0, 0, 1, 0, 0, 0, 0, 0, 3]));
  const bytes = Buffer.from(writer.ended());
  const reader = new BitReader(bytes);
  expect(Array.from({ length: 8 }, () => reader.unsigned())).toEqual([0, 1, 2, 7, 80, 255, 1_000, 65_535]);
  expect(reader.bits(3)).toBe(5);
  const unit = escaped(bytes, Buffer.alloc(400));
  for (const found of [Buffer.from([0, 0, 0]), Buffer.from([0, 0, 1])]) expect(unit.indexOf(found)).toBe(-1);
  expect(unescaped(unit).equals(bytes)).toBe(true);
  expect(() => new BitWriter(Buffer.alloc(1)).bits(1, 9)).toThrow(RangeError);
});

it("where a camera looks is written as such cameras write it", () => {
  expect(placeText({ pan: 0.351, tilt: -1, zoom: 0 })).toBe("P+035 T-100 Z1.0");
  expect(placeText({ pan: -0.001, tilt: 1, zoom: 1 })).toBe("P-000 T+100 Z2.0");
});
