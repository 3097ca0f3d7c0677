/** A digit of a camera's clock is larger than one of these points, so that a clock that runs is seen to run. */
const width = 160;
const height = 90;
/** The same picture encoded twice comes out this much different at most; moving things and clocks differ by far more. */
const tolerance = 10;

/** Whether two thumbnails (RGBA, same size) show different pictures. */
export function isChanged(before: Uint8ClampedArray, after: Uint8ClampedArray): boolean {
  for (let at = 0; at < after.length; at += 1)
    if (Math.abs((after[at] ?? 0) - (before[at] ?? 0)) > tolerance) return true;
  return false;
}

/**
 * Compares what a video shows now with what it showed when it last changed. A few times in ten seconds is enough;
 * on every frame it would cost time and memory.
 */
export function createChangeWatch(video: HTMLVideoElement): () => boolean {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  let last: Uint8ClampedArray | null = null;
  return () => {
    if (context === null) return true;
    try {
      context.drawImage(video, 0, 0, width, height);
      const next = context.getImageData(0, 0, width, height).data;
      const changed = last === null || isChanged(last, next);
      if (changed) last = next;
      return changed;
    } catch {
      // Pictures of another origin may not be read; then nothing can be said against them.
      return true;
    }
  };
}
