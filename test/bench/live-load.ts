/**
 * The wall under load: 2,000 indicators that change 2,000 times a second, all on one monitor, beside the barest page
 * that can do it. Nothing may be lost (the last value of every series stands on the page), and the slowest values and
 * the page's processor time are held against the bare page's, which fills as large a monitor. Both pages stay open and take turns every two seconds, so
 * that whatever else the machine does hits both alike.
 */
import path from "node:path";
import { _electron, type ElectronApplication, type Page } from "@playwright/test";
import mqtt from "mqtt";
import { startVirtualWall } from "../../build/virtual-wall.mjs";
import { startMosquitto } from "../lab/mosquitto.ts";
import { startProcess } from "../lab/process.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { finish, printFigure, printGrowth, quantile } from "./figures.ts";
import { commandOf, cpuMs, processTree } from "./memory.ts";
import { takeSeen, watchPage } from "./page-watch.ts";
import { payload, writeBenchSite } from "./site.ts";

const places = 34;
const tables = 59;
const series = places * tables;
const valuesASecond = 2_000;
const secondsATurn = 2;
/** Values come from all over the monitor, as they do in a centre, and not one neighbour after the other. */
const stride = 761;
/** One after another, and then the same backwards: neither is always the one that comes first. */
const turns = ["ours", "bare", "bare", "ours", "ours", "bare", "bare", "ours"] as const;
const secondsARound = (secondsATurn * turns.length) / 2;
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const root = path.resolve(import.meta.dirname, "../..");
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const size = { width: 3840, height: 2160 };
const columns = 24;

const nowMs = () => performance.timeOrigin + performance.now();
const launch = (args: string[], env: Record<string, string>): Promise<ElectronApplication> =>
  _electron.launch({
    args: [...args, ...sandbox],
    cwd: root,
    env: { ...(process.env as Record<string, string>), ...env },
  });

/** The processes that show a page; the core and the simulator that the shell starts are none of them. */
const pageProcesses = (application: ElectronApplication): number[] =>
  processTree(application.process().pid ?? 0).filter((pid) => !/(core|simulator)\/index/.test(commandOf(pid)));

await using folder = await temporaryFolder("ioc-bench-load");
await using broker = await startMosquitto();
const wall = await startVirtualWall({ columns: 1, rows: 1, ...size });
const bareWall = await startVirtualWall({ columns: 1, rows: 1, ...size });
const codes = Array.from({ length: tables }, (_, at) => `bench.value-${at}`);
const placeIds = Array.from({ length: places }, (_, at) => `x${at}`);
const profile = await writeBenchSite(folder.path, {
  ...{
    indicators: [...codes, "bench.none"],
    places: placeIds,
    brokerUrl: broker.url,
    topic: "ours/+",
    resolution: size,
  },
  tiles: codes.map((code, at) => ({
    ...{ id: `bang-${at}`, panel: "gates", width: 1, height: 8 },
    ...{ x: at % columns, y: Math.floor(at / columns) * 8 },
    settings: {
      ...{ title: { vi: code, en: code }, places: placeIds },
      ...{ waiting: code, cleared: "bench.none", longestWait: "bench.none" },
    },
  })),
});
const bridge = await startProcess(process.execPath, [path.join(import.meta.dirname, "bare/bridge.cjs"), broker.url], {
  withIpc: true,
});
const bridgePort = await new Promise<number>((resolve) =>
  bridge.child.once("message", (message) => resolve((message as { port: number }).port)),
);
const ours = await launch(["."], {
  ...{ DISPLAY: wall.display, IOC_PROFILE: profile, IOC_DATA: path.join(folder.path, "data") },
  ...{ IOC_PORT: "0", IOC_NODE: process.execPath },
});
const bare = await launch([path.join(import.meta.dirname, "bare/main.cjs")], {
  ...{ DISPLAY: bareWall.display, BARE_PAGE: "live.html", BARE_DENSE: "1", BARE_PORT: String(bridgePort) },
  BARE_DATA: path.join(folder.path, "bare"),
});
const close = async () => {
  await ours.close();
  await bare.close();
  await bridge.stop();
  await wall.stop();
  await bareWall.stop();
};

type Found = { latencies: number[]; cpu: number; serverCpu: number; lost: number; frames: number };

const nothingFound = (): Found => ({ latencies: [], cpu: 0, serverCpu: 0, lost: 0, frames: 0 });
function add(sum: Found, more: Found): void {
  for (const latency of more.latencies) sum.latencies.push(latency);
  sum.cpu += more.cpu;
  sum.serverCpu += more.serverCpu;
  sum.lost += more.lost;
  sum.frames += more.frames;
}

try {
  const pages: Record<"ours" | "bare", Page> = { ours: await ours.firstWindow(), bare: await bare.firstWindow() };
  const publisher = await mqtt.connectAsync(broker.url);
  await pages.ours.waitForSelector('[data-panel="gates"] table', { state: "attached", timeout: 60_000 });
  for (const page of Object.values(pages)) await page.evaluate(watchPage);
  const corePids = () => processTree(ours.process().pid ?? 0).filter((pid) => /core\/index/.test(commandOf(pid)));

  let sequence = 1_000_000;
  const seen = new Set<string>();
  const turn = async (side: "ours" | "bare", seconds: number, share = 1): Promise<Found> => {
    // The bare page lines its elements up as they first come.
    const step = seen.has(side) ? stride : 1;
    seen.add(side);
    const sentAtMs = new Map<number, number>();
    const last = new Map<number, number>();
    const pids = pageProcesses(side === "ours" ? ours : bare);
    const servers = side === "ours" ? corePids() : [bridge.pid];
    const cpuBefore = cpuMs(pids);
    const serverBefore = cpuMs(servers);
    const startMs = nowMs();
    const rate = valuesASecond * share;
    const among = Math.round(series * share);
    const total = seconds * rate;
    for (let sent = 0; sent < total; ) {
      const due = Math.min(total, Math.ceil(((nowMs() - startMs) / 1_000) * rate));
      for (; sent < due; sent += 1) {
        sequence += 1;
        const at = (sent * step) % among;
        last.set(at, sequence);
        sentAtMs.set(sequence, nowMs());
        if (side === "bare") publisher.publish(`bare/${at}`, JSON.stringify({ value: sequence }));
        else {
          const place = placeIds[Math.floor(at / tables)] ?? "";
          publisher.publish("ours/value", payload(codes[at % tables] ?? "", place, sequence));
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const cpu = cpuMs(pids) - cpuBefore;
    const serverCpu = cpuMs(servers) - serverBefore;
    const latencies: number[] = [];
    const frames = new Set<number>();
    const missing = new Set(last.values());
    await until(
      async () => {
        for (const [value, atMs] of await takeSeen(pages[side])) {
          const sent = sentAtMs.get(value);
          if (sent === undefined) continue;
          sentAtMs.delete(value);
          missing.delete(value);
          frames.add(atMs);
          latencies.push(atMs - sent);
        }
        return missing.size === 0;
      },
      { withinMs: 15_000, what: `the last values on the page of ${side}` },
    ).catch((error: Error) => process.stderr.write(`${error.message}\n`));
    return { latencies, cpu, serverCpu, lost: missing.size, frames: frames.size };
  };

  for (const side of ["ours", "bare"] as const) await turn(side, 4);
  const samples: Record<string, number[]> = {};
  const note = (name: string, value: number) => {
    samples[name] = [...(samples[name] ?? []), value];
  };
  for (let repeat = 0; repeat < rounds; repeat += 1) {
    const found = { ours: nothingFound(), bare: nothingFound() };
    for (const side of turns) add(found[side], await turn(side, secondsATurn));
    const { ours: one, bare: other } = found;
    for (const [side, { latencies, cpu, serverCpu, frames }] of Object.entries({
      "wall window": one,
      "bare page": other,
    })) {
      note(`${side}, p50, ms`, quantile(latencies, 0.5));
      note(`${side}, p99, ms`, quantile(latencies, 0.99));
      note(`${side}, processor, % of a core`, cpu / (secondsARound * 10));
      note(`${side}, frames a second, 1/s`, frames / secondsARound);
      note(`${side}, processor a frame, ms`, cpu / frames);
      note(`${side}, its server's processor, % of a core`, serverCpu / (secondsARound * 10));
      note(`${side}, values replaced before a frame, share`, 1 - latencies.length / (secondsARound * valuesASecond));
    }
    note("p99", quantile(one.latencies, 0.99) / quantile(other.latencies, 0.99));
    note("cpu", one.cpu / other.cpu);
    note("lost", one.lost);
  }
  // A tenth of the series that change a tenth as often in all.
  const once = { ours: nothingFound(), bare: nothingFound() };
  for (const side of turns) add(once[side], await turn(side, secondsATurn, 0.1));
  for (const [side, { cpu, serverCpu, latencies }] of Object.entries({
    "wall window": once.ours,
    "bare page": once.bare,
  })) {
    const ofAll = (what: string) => samples[`${side}, ${what}`] ?? [];
    printGrowth(`${side}, processor`, [cpu / (secondsARound * 10)], ofAll("processor, % of a core"));
    printGrowth(
      `${side}, its server's processor`,
      [serverCpu / (secondsARound * 10)],
      ofAll("its server's processor, % of a core"),
    );
    printGrowth(`${side}, p50`, [quantile(latencies, 0.5)], ofAll("p50, ms"));
  }
  const figures: Record<string, number> = {};
  for (const [name, values] of Object.entries(samples)) {
    const [what = name, unit = name === "lost" ? "series" : "ratio"] = name.split(/, (?=[^,]*$)/);
    const value = printFigure({ name: what, unit, samples: values });
    if (what === name) figures[name] = name === "lost" ? Math.max(...values) : value;
  }
  await publisher.endAsync();
  await close();
  await broker.remove();
  await folder[Symbol.asyncDispose]();
  finish("live-load", figures, { lost: 0, p99: 1.5, cpu: 1.5 });
} catch (error) {
  process.stderr.write(`${String(error)}\n`);
  await close();
  process.exitCode = 1;
}
