import { getDocument, PDFWorker } from "pdfjs-dist/legacy/build/pdf.mjs";
import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.mjs?worker&url";
import jpegDecoderUrl from "pdfjs-dist/wasm/openjpeg_nowasm_fallback.js?url";
import type { CodedMessage } from "#contract/errors.ts";
import type { Box, OpenPages } from "./pages.ts";
import { fitScale } from "./pages.ts";
import { CharacterMaps, StandardFonts } from "./pdf-data.ts";

/** Of a meeting, not of an archive: 300 pages at 20 s take 100 minutes. */
const mostPages = 300;
/** Where one page or the opening takes longer, the file is too much for a wall. */
const patienceMs = 30_000;
/** A picture within a page is made smaller than this before it is drawn; as much as a monitor of 3840×2160 has twice. */
const pictureLimitBytes = 64 * 1024 * 1024;

/**
 * Opens a PDF in a worker of its own, which ends with it: what a damaged or hostile file does there stays there. Nothing in the file
 * is run (no scripts, no compiled functions), and no form, link or attachment of it does anything.
 * Rejects with a CodedMessage `document.*`.
 */
export const openPdf: OpenPages = async (name, blob, signal) => {
  if (blob.type.startsWith("image/")) throw { code: "document.picture", params: { name } } satisfies CodedMessage;
  const data = new Uint8Array(await blob.arrayBuffer());
  signal.throwIfAborted();
  const port = new Worker(workerUrl, { type: "module" });
  const worker = PDFWorker.create({ port, verbosity: 0 });
  const task = getDocument({
    data,
    worker,
    verbosity: 0,
    isEvalSupported: false,
    // WebAssembly would need a wider content policy; the same decoder stands there as plain JavaScript.
    useWasm: false,
    wasmUrl: jpegDecoderUrl.slice(0, jpegDecoderUrl.lastIndexOf("/") + 1),
    useWorkerFetch: false,
    StandardFontDataFactory: StandardFonts,
    CMapReaderFactory: CharacterMaps,
    canvasMaxAreaInBytes: pictureLimitBytes,
  });
  const end = () => {
    void task.destroy().catch(() => undefined);
    worker.destroy();
    port.terminate();
  };
  const ended = new Promise<never>((_, reject) => {
    port.addEventListener("error", () => reject(damaged(name)));
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  ended.catch(end);
  const within = <Result>(work: Promise<Result>, page: number): Promise<Result> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      const params = { name, page, seconds: patienceMs / 1_000 };
      timer = setTimeout(() => reject({ code: "document.slow", params } satisfies CodedMessage), patienceMs);
    });
    return Promise.race([work, ended, late]).finally(() => clearTimeout(timer));
  };
  try {
    const opened = await within(task.promise, 1);
    const { numPages } = opened;
    if (numPages > mostPages)
      throw { code: "document.too-many-pages", params: { name, pages: numPages, limit: mostPages } };
    return {
      count: numPages,
      async draw(number, box) {
        const page = await within(opened.getPage(number), number);
        const { width, height } = page.getViewport({ scale: 1 });
        const viewport = page.getViewport({ scale: fitScale({ width, height }, box) });
        const canvas = document.createElement("canvas");
        canvas.width = Math.max(1, Math.floor(viewport.width));
        canvas.height = Math.max(1, Math.floor(viewport.height));
        const drawing = page.render({ canvas, viewport });
        try {
          await within(drawing.promise, number);
        } catch (error) {
          drawing.cancel();
          throw error;
        }
        page.cleanup();
        return canvas;
      },
      close: end,
    };
  } catch (error) {
    end();
    signal.throwIfAborted();
    throw reasonOf(name, error);
  }
};

const damaged = (name: string): CodedMessage => ({ code: "document.damaged", params: { name } });

function reasonOf(name: string, error: unknown): CodedMessage {
  if (error instanceof Error)
    return error.name === "PasswordException" ? { code: "document.protected", params: { name } } : damaged(name);
  return error as CodedMessage;
}

/** Pixels of the screen that a box has. */
export const pixelsOf = ({ width, height }: Box): Box => ({
  width: width * window.devicePixelRatio,
  height: height * window.devicePixelRatio,
});
