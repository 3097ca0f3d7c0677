import { channels } from "#contract/channels.ts";
import type { KeptViews } from "./kept-views.ts";
import type { WallWindow } from "./wall-window.ts";
import type { WallWindows } from "./wall-windows.ts";

/** So long the end waits for pages to tell what they show; on a machine at ease it takes some 20 ms. */
const askedForMs = 2_000;

export type Keeping = {
  /** A page tells what it shows; what is no view, or too long, is dropped. */
  take(window: WallWindow, view: unknown): Promise<void>;
  /** Asks every page once more; fulfilled when all have answered, or after two seconds. */
  askAll(): Promise<void>;
};

/** Takes the views that pages tell now and then, and at the end, and keeps them for the next start. */
export function createKeeping(windows: WallWindows, views: KeptViews): Keeping {
  const asked = new Set<number>();
  let answered: (() => void) | undefined;
  const take = async (number: number, raw: unknown) => {
    // The schemas are loaded when the first view comes, which is long after the windows have painted.
    const { KeptView, keptViewLimitBytes } = await import("#contract/kept-view.ts");
    if (raw === null) return views.forget(number);
    if (typeof raw !== "string" || Buffer.byteLength(raw) > keptViewLimitBytes) return;
    const view = KeptView.safeParse(JSON.parse(raw));
    if (view.success) views.keep(number, JSON.stringify(view.data));
  };
  return {
    async take(window, raw) {
      await take(window.number, raw).catch(() => {});
      asked.delete(window.number);
      if (asked.size === 0) answered?.();
    },
    askAll: () =>
      new Promise((resolve) => {
        for (const number of windows.numbers()) asked.add(number);
        if (asked.size === 0) return resolve();
        const timer = setTimeout(resolve, askedForMs);
        answered = () => {
          clearTimeout(timer);
          resolve();
        };
        for (const window of windows.all()) window.webContents.send(channels.keepAsked);
      }),
  };
}
