import { once } from "node:events";
import { z } from "zod";
import { until } from "./until.ts";

/** What a page holds once its garbage is collected: counts, and the heap of its scripts in MB. */
export type PageCounts = { documents: number; nodes: number; listeners: number; layoutObjects: number; heapMb: number };

export type PageCounter = { count(): Promise<PageCounts>; close(): void };

const Targets = z.array(z.object({ type: z.string(), url: z.string(), webSocketDebuggerUrl: z.string() }));
const Answer = z.object({ id: z.number(), result: z.unknown(), error: z.object({ message: z.string() }).optional() });
const DomCounters = z.object({ documents: z.number(), nodes: z.number(), jsEventListeners: z.number() });
const Metrics = z.object({ metrics: z.array(z.object({ name: z.string(), value: z.number() })) });

/**
 * Counts what a page holds, by Chromium's own counters. Detached nodes and forgotten listeners are among them. It speaks to Chromium
 * itself: a driver of browsers has each page keep a record of all it asks the net for, which alone grows by some 7 kB with
 * every change of a scene.
 * @param port where the program listens that was started with `--remote-debugging-port`
 * @param ending of the page's address
 */
export async function openPageCounter(port: number, ending: string): Promise<PageCounter> {
  const address = await until(
    async () => {
      const targets = Targets.parse(await (await fetch(`http://127.0.0.1:${port}/json/list`)).json());
      return targets.find(({ type, url }) => type === "page" && url.endsWith(ending))?.webSocketDebuggerUrl;
    },
    { withinMs: 20_000, what: `the page ${ending}` },
  );
  const line = new WebSocket(address);
  await once(line, "open");
  let last = 0;
  const ask = (method: string): Promise<unknown> => {
    last += 1;
    const id = last;
    line.send(JSON.stringify({ id, method }));
    return new Promise((resolve, reject) => {
      const take = ({ data }: MessageEvent) => {
        const answer = Answer.safeParse(JSON.parse(String(data)));
        if (answer.data?.id !== id) return;
        line.removeEventListener("message", take);
        line.removeEventListener("close", fail);
        if (answer.data.error === undefined) resolve(answer.data.result);
        else reject(new Error(`${method}: ${answer.data.error.message}`));
      };
      const fail = () => reject(new Error(`${method}: the page ${ending} is gone`));
      line.addEventListener("message", take);
      line.addEventListener("close", fail, { once: true });
    });
  };
  await ask("Performance.enable");
  return {
    async count() {
      // What finalizers let go of is garbage only then, and a page's listeners went down until the fourth time.
      for (let round = 0; round < 4; round += 1) await ask("HeapProfiler.collectGarbage");
      const { documents, nodes, jsEventListeners } = DomCounters.parse(await ask("Memory.getDOMCounters"));
      const { metrics } = Metrics.parse(await ask("Performance.getMetrics"));
      const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
      return {
        documents,
        nodes,
        listeners: jsEventListeners,
        layoutObjects: metric("LayoutObjects"),
        heapMb: metric("JSHeapUsedSize") / 1_048_576,
      };
    },
    close: () => line.close(),
  };
}

export const countNames = ["documents", "nodes", "listeners", "layoutObjects", "heapMb"] as const;

export function sumOf(counts: readonly PageCounts[]): PageCounts {
  const sum = { documents: 0, nodes: 0, listeners: 0, layoutObjects: 0, heapMb: 0 };
  for (const one of counts) for (const name of countNames) sum[name] += one[name];
  return sum;
}
