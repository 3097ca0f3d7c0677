/** A digit of a camera's clock is larger than one of these points, so that a clock that runs is seen to run. */
const width = 160;
const height = 90;
/** The same picture encoded twice comes out this much different at most; moving things and clocks differ by far more. */
const tolerance = 10;

/** Whether two thumbnails, made in the same way, show different pictures. */
export function isChanged(before: Uint8ClampedArray, after: Uint8ClampedArray): boolean {
  if (before.length !== after.length) return true;
  for (let at = 0; at < after.length; at += 1)
    if (Math.abs((after[at] ?? 0) - (before[at] ?? 0)) > tolerance) return true;
  return false;
}

/** The first plane of a picture as `VideoFrame.copyTo` writes it: the brightness of each point, or its colours in four bytes. */
export type Plane = {
  bytes: Uint8Array;
  offset: number;
  /** Bytes from one line to the next. */
  stride: number;
  bytesPerPoint: 1 | 4;
  width: number;
  height: number;
};

/** 160 × 90 points, row by row, each the mean brightness (of four bytes: green) of its part of the picture, 0 to 255. */
export function thumbnailOf(plane: Plane): Uint8ClampedArray {
  const { bytes, offset, stride, bytesPerPoint } = plane;
  const from = offset + (bytesPerPoint === 4 ? 1 : 0);
  const points = new Uint8ClampedArray(width * height);
  const edge = (at: number, of: number, size: number) => Math.floor((at * size) / of);
  for (let y = 0; y < height; y += 1) {
    const top = edge(y, height, plane.height);
    const bottom = Math.max(top + 1, edge(y + 1, height, plane.height));
    for (let x = 0; x < width; x += 1) {
      const left = edge(x, width, plane.width);
      const right = Math.max(left + 1, edge(x + 1, width, plane.width));
      let sum = 0;
      for (let row = top; row < bottom; row += 1)
        for (let column = left; column < right; column += 1)
          sum += bytes[from + row * stride + column * bytesPerPoint] ?? 0;
      points[y * width + x] = sum / ((bottom - top) * (right - left));
    }
  }
  return points;
}

/**
 * Compares what a video shows now with what it showed when it last changed. A few times in ten seconds is enough;
 * on every frame it would cost time.
 * @returns whether it has; true where pictures may not be read, since then nothing can be said against them
 */
export function createChangeWatch(video: HTMLVideoElement): () => Promise<boolean> {
  const read = globalThis.VideoFrame === undefined ? readerByCanvas(video) : readerByFrame(video);
  let last: Uint8ClampedArray | null = null;
  return async () => {
    try {
      const next = await read();
      const changed = last === null || isChanged(last, next);
      if (changed) last = next;
      return changed;
    } catch {
      return true;
    }
  };
}

type Reader = () => Uint8ClampedArray | Promise<Uint8ClampedArray>;

/**
 * By the picture's own memory. Drawn into a canvas, each picture stays in Chromium's store of decoded ones, at its full size:
 * one of 1280×720 every two seconds fills the 450 MB that a page may have there, and takes three times as long.
 */
function readerByFrame(video: HTMLVideoElement): Reader {
  const byCanvas = readerByCanvas(video);
  let bytes = new Uint8Array(0);
  return async () => {
    const frame = new VideoFrame(video);
    try {
      const { format, visibleRect } = frame;
      // A graphics card's own: only a canvas can show it to us.
      if (format === null || visibleRect === null) return byCanvas();
      const size = frame.allocationSize();
      if (bytes.length !== size) bytes = new Uint8Array(size);
      const [plane] = await frame.copyTo(bytes);
      if (plane === undefined) return byCanvas();
      const bytesPerPoint = /^(RGB|BGR)/.test(format) ? 4 : 1;
      return thumbnailOf({ bytes, ...plane, bytesPerPoint, width: visibleRect.width, height: visibleRect.height });
    } finally {
      frame.close();
    }
  };
}

/** For a page from another machine by plain HTTP, where browsers give out no frames. */
function readerByCanvas(video: HTMLVideoElement): Reader {
  let context: CanvasRenderingContext2D | null | undefined;
  return () => {
    if (context === undefined) {
      const canvas = document.createElement("canvas");
      canvas.width = width;
      canvas.height = height;
      context = canvas.getContext("2d", { willReadFrequently: true });
    }
    if (context === null) throw new Error("no canvas");
    context.drawImage(video, 0, 0, width, height);
    return context.getImageData(0, 0, width, height).data;
  };
}
