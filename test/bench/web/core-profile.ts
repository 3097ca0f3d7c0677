import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import WebSocket from "ws";
import type { RunningCore } from "../../lab/core.ts";
import { printFigure } from "../figures.ts";

/** What a core has to be started with to be looked into. */
export const inspected = { NODE_OPTIONS: "--inspect=127.0.0.1:0" };

const samplingMicroseconds = 500;
/** In the core: how long its event loop was held up, beyond the millisecond by which it is looked at. */
const measuring = `globalThis.benchDelay = process.getBuiltinModule("node:perf_hooks").monitorEventLoopDelay({ resolution: 1 }); benchDelay.enable()`;
const measured = `benchDelay.disable(); JSON.stringify([50, 99, 99.9, 100].map((p) => benchDelay.percentile(p) / 1e6 - 1))`;

/**
 * Looks into a running core: how long its event loop was held up in a stretch, and by what: a file NAME.cpuprofile for the tools of a browser.
 * Figures of such a run are not to be compared with those of others, as being looked at takes time.
 */
export async function openProfile(core: RunningCore, folder: string) {
  await mkdir(folder, { recursive: true });
  const [, address = ""] = await core.process.waitForOutput(/Debugger listening on (ws:\S+)/);
  const socket = new WebSocket(address, { maxPayload: 1 << 30 });
  await new Promise((opened, failed) => socket.once("open", opened).once("error", failed));
  let last = 0;
  const ask = (method: string, params: object = {}): Promise<Record<string, unknown>> => {
    last += 1;
    const id = last;
    socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => {
      const take = (data: Buffer) => {
        const answer = JSON.parse(data.toString()) as {
          id?: number;
          result?: Record<string, unknown>;
          error?: unknown;
        };
        if (answer.id !== id) return;
        socket.off("message", take);
        if (answer.result === undefined) reject(new Error(`${method}: ${JSON.stringify(answer.error)}`));
        else resolve(answer.result);
      };
      socket.on("message", take);
    });
  };
  await ask("Profiler.enable");
  await ask("Profiler.setSamplingInterval", { interval: samplingMicroseconds });
  return {
    async begin(): Promise<void> {
      await ask("Runtime.evaluate", { expression: measuring });
      await ask("Profiler.start");
    },
    async end(name: string): Promise<void> {
      const { profile } = await ask("Profiler.stop");
      const { result } = await ask("Runtime.evaluate", { expression: measured });
      const delays = JSON.parse((result as { value: string }).value) as number[];
      for (const [at, of] of ["p50", "p99", "p99.9", "longest"].entries())
        printFigure({ name: `the core's loop held up, ${name}, ${of}`, unit: "ms", samples: [delays[at] ?? 0] });
      await writeFile(path.join(folder, `${name.replaceAll(" ", "-")}.cpuprofile`), JSON.stringify(profile));
    },
    close: () => socket.close(),
  };
}
