/** Where a picture stands in a box, and how large, px. contain: whole · cover: over its edges. */
export function placeIn(
  picture: { width: number; height: number },
  box: { width: number; height: number },
  fit: "contain" | "cover",
): { x: number; y: number; width: number; height: number } {
  const scales = [box.width / picture.width, box.height / picture.height];
  const scale = fit === "contain" ? Math.min(...scales) : Math.max(...scales);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { x: (box.width - width) / 2, y: (box.height - height) / 2, width, height };
}

/**
 * Draws a picture into a canvas of a box's size in the screen's own pixels; the large original is let go at once.
 * Rejects where the bytes are no picture. @param isGone nothing is drawn any more
 */
export async function drawPicture(
  blob: Blob,
  canvas: HTMLCanvasElement,
  box: { width: number; height: number; fit: "contain" | "cover" },
  isGone: () => boolean,
): Promise<void> {
  const bitmap = await createImageBitmap(blob);
  try {
    if (isGone()) return;
    const density = window.devicePixelRatio;
    canvas.width = Math.round(box.width * density);
    canvas.height = Math.round(box.height * density);
    const paint = canvas.getContext("2d");
    if (paint === null) throw new Error("no canvas");
    paint.imageSmoothingQuality = "high";
    const { x, y, width, height } = placeIn(bitmap, canvas, box.fit);
    paint.drawImage(bitmap, x, y, width, height);
  } finally {
    bitmap.close();
  }
}
