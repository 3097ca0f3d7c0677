import { z } from "zod";

const PictureAt = z.coerce.number().int().positive();

/**
 * Fetches the picture that the core keeps of a camera and draws it.
 * @returns when it was taken, epoch ms; null when there is none. Rejects with the network's error.
 */
export async function drawKeptPicture(
  fetchPicture: (signal: AbortSignal) => Promise<Response>,
  canvas: HTMLCanvasElement,
  signal: AbortSignal,
): Promise<number | null> {
  const answer = await fetchPicture(signal);
  if (!answer.ok) return null;
  const at = PictureAt.safeParse(answer.headers.get("x-picture-at-ms"));
  // A picture whose time is not known is not shown: it could be of any day.
  if (!at.success) return null;
  const bitmap = await createImageBitmap(await answer.blob());
  if (!signal.aborted) {
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  }
  bitmap.close();
  return at.data;
}
