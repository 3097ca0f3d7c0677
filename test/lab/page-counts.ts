import type { CDPSession, Page } from "@playwright/test";

/** What a page holds once its garbage is collected: counts, and the heap of its scripts in MB. */
export type PageCounts = { documents: number; nodes: number; listeners: number; layoutObjects: number; heapMb: number };

export type PageCounter = { count(): Promise<PageCounts>; close(): Promise<void> };

/** Counts what a page holds, by Chromium's own counters. Detached nodes and forgotten listeners are among them. */
export async function openPageCounter(page: Page): Promise<PageCounter> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  return {
    async count() {
      // Twice: what finalizers let go of is garbage only then.
      await session.send("HeapProfiler.collectGarbage");
      await session.send("HeapProfiler.collectGarbage");
      const { documents, nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
      const { metrics } = await session.send("Performance.getMetrics");
      const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
      return {
        documents,
        nodes,
        listeners: jsEventListeners,
        layoutObjects: metric("LayoutObjects"),
        heapMb: metric("JSHeapUsedSize") / 1_048_576,
      };
    },
    close: () => session.detach(),
  };
}

export const countNames = ["documents", "nodes", "listeners", "layoutObjects", "heapMb"] as const;

export function sumOf(counts: readonly PageCounts[]): PageCounts {
  const sum = { documents: 0, nodes: 0, listeners: 0, layoutObjects: 0, heapMb: 0 };
  for (const one of counts) for (const name of countNames) sum[name] += one[name];
  return sum;
}
