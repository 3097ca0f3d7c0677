/** What stands in another face is better than what does not stand at all. */
const longestWaitMs = 5_000;

/**
 * Resolves when the letters of one of our faces are there, in five seconds at the latest, for who measures or draws text outside
 * the page's own: a canvas takes another face as long as they are not, and keeps to it. Never rejects.
 * @param face as CSS writes a font, e.g. `500 1em "Be Vietnam Pro"` @param letters one of each file that is needed
 */
export async function faceRead(face: string, letters: string): Promise<void> {
  const read = document.fonts.load(face, letters);
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, longestWaitMs);
    const go = () => {
      clearTimeout(timer);
      resolve();
    };
    read.then(go, go);
  });
}

/**
 * Calls when faces have come that text was waiting for: what was measured until then was measured in another font of the machine.
 * @returns ends it
 */
export function onFacesCome(listener: () => void): () => void {
  document.fonts.addEventListener("loadingdone", listener);
  return () => document.fonts.removeEventListener("loadingdone", listener);
}
