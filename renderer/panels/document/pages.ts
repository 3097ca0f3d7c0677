import type { CodedMessage } from "#contract/errors.ts";

export type Box = { width: number; height: number };

/** More pixels than a monitor of 3840×2160 has twice are not drawn, however large a tile is. */
const mostPixels = 16_000_000;

/** How much larger a page is drawn so that it is whole in a box and no larger than the limit. @param box px of the screen */
export function fitScale(page: Box, box: Box): number {
  const whole = Math.min(box.width / page.width, box.height / page.height);
  const pixels = page.width * page.height * whole ** 2;
  return pixels > mostPixels ? whole * Math.sqrt(mostPixels / pixels) : whole;
}

export type Pages<Drawn = HTMLCanvasElement> = {
  count: number;
  /** Draws a page, from 1, as large as fits into a box (px of the screen). Rejects with a CodedMessage or what the library throws. */
  draw(page: number, box: Box): Promise<Drawn>;
  close(): void;
};

/** Rejects with a CodedMessage, or with the signal's reason when it is not wanted any more. */
export type OpenPages<Drawn = HTMLCanvasElement> = (
  name: string,
  blob: Blob,
  signal: AbortSignal,
) => Promise<Pages<Drawn>>;

export type ShownPage<Drawn = HTMLCanvasElement> = {
  page: number;
  count: number;
  /** null: this page cannot be drawn, `wrong` says why; the next ones follow. */
  drawn: Drawn | null;
  wrong: CodedMessage | null;
};

type Presentation<Drawn> = {
  name: string;
  blob: Blob;
  open: OpenPages<Drawn>;
  /** px of the screen. */
  box: Box;
  /** The page to begin with; where there are fewer, the last. */
  from: number;
  pageDwellMs: number;
  /** Called with a page that is drawn already, when its time has come. */
  show: (page: ShownPage<Drawn>) => void;
  signal: AbortSignal;
};

/**
 * Shows the pages of a document in turn until the signal ends it; each is drawn before the one before it goes. Rejects with a
 * CodedMessage where the document cannot be opened or has become too slow.
 */
export async function present<Drawn>(asked: Presentation<Drawn>): Promise<void> {
  const { name, blob, open, box, from, pageDwellMs, show, signal } = asked;
  const pages = await open(name, blob, signal);
  try {
    const readyPage = async (page: number): Promise<ShownPage<Drawn>> => {
      try {
        return { page, count: pages.count, drawn: await pages.draw(page, box), wrong: null };
      } catch (error) {
        signal.throwIfAborted();
        // The worker is busy with it and would draw no other page either.
        if (isCoded(error)) throw error;
        return { page, count: pages.count, drawn: null, wrong: { code: "document.page", params: { name, page } } };
      }
    };
    let shown = await readyPage(Math.min(from, pages.count));
    for (;;) {
      signal.throwIfAborted();
      show(shown);
      const stands = waited(pageDwellMs, signal);
      if (pages.count === 1) return await forever(signal);
      [shown] = await Promise.all([readyPage((shown.page % pages.count) + 1), stands]);
    }
  } finally {
    pages.close();
  }
}

const isCoded = (error: unknown): error is CodedMessage =>
  typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" && "params" in error;

/** The message of what `present` rejected with; undefined where it was only ended. */
export const messageOf = (error: unknown): CodedMessage | undefined => (isCoded(error) ? error : undefined);

/** Rejects as soon as the signal says so. */
export const waited = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });

const forever = (signal: AbortSignal): Promise<void> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
