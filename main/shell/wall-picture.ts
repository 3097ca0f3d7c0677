import { type BrowserWindow, nativeImage } from "electron";
import type { CodedMessage } from "#contract/errors.ts";

/** Electron's bitmaps are four bytes a pixel, rows without padding. */
const bytesAPixel = 4;

/**
 * The whole wall as one PNG: every window as it is composed right now (video and map included), at its place,
 * scaled by `scale` (0–1). What no window covers is black, as it is in the room.
 */
export async function takeWallPicture(
  windows: readonly BrowserWindow[],
  scale: number,
): Promise<{ png: Buffer } | { reason: CodedMessage }> {
  if (windows.length === 0) return { reason: { code: "wall.no-windows", params: {} } };
  try {
    const places = windows.map((window) => window.getBounds());
    const left = Math.min(...places.map((b) => b.x));
    const top = Math.min(...places.map((b) => b.y));
    const width = Math.round((Math.max(...places.map((b) => b.x + b.width)) - left) * scale);
    const height = Math.round((Math.max(...places.map((b) => b.y + b.height)) - top) * scale);
    const whole = Buffer.alloc(width * height * bytesAPixel);
    for (let alpha = 3; alpha < whole.length; alpha += bytesAPixel) whole[alpha] = 255;
    for (const [index, window] of windows.entries()) {
      const place = places[index];
      if (!place) continue;
      const x = Math.round((place.x - left) * scale);
      const y = Math.round((place.y - top) * scale);
      const picture = (await window.webContents.capturePage()).resize({
        width: Math.round(place.width * scale),
        height: Math.round(place.height * scale),
        quality: "best",
      });
      const size = picture.getSize();
      const bitmap = picture.toBitmap();
      const columns = Math.min(size.width, width - x);
      for (let row = 0; row < Math.min(size.height, height - y); row += 1) {
        const from = row * size.width * bytesAPixel;
        bitmap.copy(whole, ((y + row) * width + x) * bytesAPixel, from, from + columns * bytesAPixel);
      }
    }
    return { png: nativeImage.createFromBitmap(whole, { width, height }).toPNG() };
  } catch (error) {
    return { reason: { code: "wall.capture-failed", params: { detail: String(error) } } };
  }
}
