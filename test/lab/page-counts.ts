import type { CDPSession, Page } from "@playwright/test";
import { z } from "zod";

/**
 * What a page holds once its garbage is collected: counts, what its scripts hold in MB, and beside it what the engine has
 * compiled of them: it optimizes a function again and again until it knows what comes, a rare one after hundreds of calls.
 */
export type PageCounts = {
  documents: number;
  nodes: number;
  listeners: number;
  layoutObjects: number;
  heldMb: number;
  compiledMb: number;
};

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
      return {
        documents,
        nodes,
        listeners: jsEventListeners,
        layoutObjects: metrics.find(({ name }) => name === "LayoutObjects")?.value ?? Number.NaN,
        ...(await heapOf(session)),
      };
    },
    close: () => session.detach(),
  };
}

/** Of V8's heap snapshot only what is needed: a row of numbers for each object, and what the numbers are. */
const HeapSnapshot = z.object({
  snapshot: z.object({
    meta: z.object({
      node_fields: z.array(z.string()),
      node_types: z.tuple([z.array(z.string())]).rest(z.unknown()),
    }),
  }),
  nodes: z.unknown(),
});

async function heapOf(session: CDPSession): Promise<{ heldMb: number; compiledMb: number }> {
  const parts: string[] = [];
  const take = ({ chunk }: { chunk: string }) => void parts.push(chunk);
  session.on("HeapProfiler.addHeapSnapshotChunk", take);
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  session.off("HeapProfiler.addHeapSnapshotChunk", take);
  const { snapshot, nodes } = HeapSnapshot.parse(JSON.parse(parts.join("")));
  const { node_fields: fields, node_types: types } = snapshot.meta;
  // Several hundred thousand numbers: parsing each would take longer than the bench waits.
  const rows = nodes as readonly number[];
  const [typeAt, sizeAt] = [fields.indexOf("type"), fields.indexOf("self_size")];
  const compiled = types[0].indexOf("code");
  const sum = { held: 0, compiled: 0 };
  for (let at = 0; at < rows.length; at += fields.length)
    sum[rows[at + typeAt] === compiled ? "compiled" : "held"] += rows[at + sizeAt] ?? 0;
  return { heldMb: sum.held / 1_048_576, compiledMb: sum.compiled / 1_048_576 };
}

export const countNames = ["documents", "nodes", "listeners", "layoutObjects", "heldMb", "compiledMb"] as const;

export function sumOf(counts: readonly PageCounts[]): PageCounts {
  const sum = { documents: 0, nodes: 0, listeners: 0, layoutObjects: 0, heldMb: 0, compiledMb: 0 };
  for (const one of counts) for (const name of countNames) sum[name] += one[name];
  return sum;
}
