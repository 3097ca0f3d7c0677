/**
 * What it costs the core to tell a thousand screens everything, beside socket.io as its users tune it: values of 50, 100 or 250 ms
 * as one array, and each by itself. Both tell as many values to as many clients; beside the processor time of each server's whole
 * process tree stand its memory and how old values are when they come. The core's time includes taking the values in over MQTT,
 * storing and pacing them; socket.io's server makes its values up itself. Held against the core is the cheapest socket.io whose
 * values come no later (p95). Before it the same with a hundred clients, for how it grows. Then the core's memory with 20,000
 * series and a thousand clients, over ten minutes. Everything is on 127.0.0.1.
 * `npm run bench -- fanout [--minutes 10] [--only compare|memory]`
 */
import { createRequire } from "node:module";
import path from "node:path";
import { parseArgs } from "node:util";
import mqtt, { type MqttClient } from "mqtt";
import { liveProtocol } from "#contract/live.ts";
import { type RunningCore, startCore } from "../lab/core.ts";
import { startMosquitto } from "../lab/mosquitto.ts";
import { type RunningProcess, startProcess } from "../lab/process.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { finish, median, printFigure, printGrowth, quantile } from "./figures.ts";
import { cpuMs, memoryMb, processTree } from "./memory.ts";
import { payload, writeBenchSite } from "./site.ts";

const clients = 1_000;
const processes = 4;
const series = 500;
const valuesASecond = 500;
const rounds = 3;
const secondsARound = 10;
/** ms that socket.io's server collects values for; 0: each by itself. */
const batches = [0, 50, 100, 250] as const;
/** p95 of two servers counts as equal up to here. */
const equalLatency = 1.1;
const communes = 65;
const indicatorsByCommune = 308;
const { values: asked } = parseArgs({
  options: { minutes: { type: "string", default: "10" }, only: { type: "string" } },
});
const minutes = Number(asked.minutes);
const file = (name: string) => path.join(import.meta.dirname, "fan", name);

type Count = { values: number; bytes: number; open: number; closed: number; agesMs: number[] };
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** The next message of a process. */
const answer = <Message>(running: RunningProcess, ask?: string): Promise<Message> =>
  new Promise((resolve) => {
    running.child.once("message", (message) => resolve(message as Message));
    if (ask !== undefined) running.child.send(ask);
  });

async function startClients(port: number, where: string, greeting: string, mark: string, count = clients) {
  const args = [file("clients.ts"), String(port), where, String(count / processes), greeting, mark];
  const running: RunningProcess[] = [];
  for (let at = 0; at < processes; at += 1) {
    const started = await startProcess(process.execPath, args, { withIpc: true });
    running.push(started);
    await answer<Count>(started);
  }
  return {
    async count(): Promise<Count> {
      const counts = await Promise.all(running.map((one) => answer<Count>(one, "count")));
      const sum = (pick: (count: Count) => number) => counts.reduce((all, one) => all + pick(one), 0);
      return {
        values: sum((one) => one.values),
        bytes: sum((one) => one.bytes),
        open: sum((one) => one.open),
        closed: sum((one) => one.closed),
        agesMs: counts.flatMap((one) => one.agesMs),
      };
    },
    stop: () => Promise.all(running.map((one) => one.stop())),
  };
}

/** Publishes at a rate until stopped, through the series in turn. */
function startPublishing(publisher: MqttClient, names: readonly (readonly [string, string])[]): () => void {
  const startedMs = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = ((performance.now() - startedMs) / 1_000) * valuesASecond;
    for (; sent < due; sent += 1) {
      const [indicator, place] = names[sent % names.length] ?? ["", ""];
      publisher.publish("bench/value", payload(indicator, place, 1_000_000 + sent));
    }
  }, 2);
  return () => clearInterval(timer);
}

type Side = { pid: number; start(): () => Promise<void>; count(): Promise<Count> };

type Round = {
  /** Processor time of the server's processes for a value that arrived, µs. */
  cpuUs: number;
  /** Values that arrived in a second. */
  delivered: number;
  /** Processor time of the server's processes, % of a core. */
  cpuPercent: number;
  /** Memory of the server's processes, MB. */
  memoryMb: number;
  /** How old values were when they came, ms. */
  p50Ms: number;
  p95Ms: number;
};

async function round(side: Side): Promise<Round> {
  const stop = side.start();
  await pause(2_000);
  const before = await side.count();
  const pids = processTree(side.pid);
  const cpuBefore = cpuMs(pids);
  await pause(secondsARound * 1_000);
  const after = await side.count();
  const cpu = cpuMs(pids) - cpuBefore;
  const memory = memoryMb(processTree(side.pid));
  await stop();
  if (after.closed > 0) throw new Error(`${after.closed} clients were lost`);
  const values = after.values - before.values;
  return {
    cpuUs: (cpu * 1_000) / values,
    delivered: values / secondsARound,
    cpuPercent: cpu / (secondsARound * 10),
    memoryMb: memory,
    p50Ms: quantile(after.agesMs, 0.5),
    p95Ms: quantile(after.agesMs, 0.95),
  };
}

const greet = (core: RunningCore) =>
  JSON.stringify({ type: "hello", protocol: liveProtocol, kind: "web", token: core.adminToken });

async function startSocketIo(batchMs: number) {
  const args = [file("socket-io.cjs"), String(series), String(valuesASecond), String(batchMs)];
  const running = await startProcess(process.execPath, args, { withIpc: true });
  const { port } = await answer<{ port: number }>(running);
  return { running, port };
}

const nameOfBatch = (batchMs: number) => (batchMs === 0 ? "socket.io, each" : `socket.io, ${batchMs} ms`);

async function compare(): Promise<Record<"ratio" | "delivery", number>> {
  await using folder = await temporaryFolder("ioc-bench-fanout");
  await using broker = await startMosquitto();
  const indicators = Array.from({ length: series }, (_, at) => `bench.value-${at}`);
  const profile = await writeBenchSite(folder.path, { indicators, brokerUrl: broker.url, topic: "bench/value" });
  await using core = await startCore({ profile });
  const publisher = await mqtt.connectAsync(broker.url);
  await using servers = new AsyncDisposableStack();
  const peers: { name: string; running: RunningProcess; port: number }[] = [];
  for (const batchMs of batches) {
    const peer = await startSocketIo(batchMs);
    servers.use(peer.running);
    peers.push({ name: nameOfBatch(batchMs), ...peer });
  }
  const names = indicators.map((indicator) => [indicator, "bench"] as const);
  const withClients = async (count: number, times: number): Promise<Map<string, Round[]>> => {
    const ours = await startClients(core.port, "/live", greet(core), '"asOfMs"', count);
    const sides: { name: string; side: Side; stop: () => Promise<unknown> }[] = [
      {
        name: "core",
        side: {
          pid: core.process.pid,
          start: () => {
            const stop = startPublishing(publisher, names);
            return async () => stop();
          },
          count: ours.count,
        },
        stop: ours.stop,
      },
    ];
    for (const { name, running, port } of peers) {
      const theirs = await startClients(port, "/socket.io/?EIO=4&transport=websocket", "40", '"asOfMs"', count);
      const start = () => {
        running.child.send("start");
        return async () => void (await answer(running, "stop"));
      };
      sides.push({ name, side: { pid: running.pid, start, count: theirs.count }, stop: theirs.stop });
    }
    const found = new Map<string, Round[]>(sides.map(({ name }) => [name, []]));
    for (let at = 0; at < times; at += 1)
      for (const { name, side } of sides) {
        found.get(name)?.push(await round(side));
        await pause(1_000);
      }
    for (const { stop } of sides) await stop();
    return found;
  };
  // What the core does beside telling, and socket.io's server does not: it takes the values in, stores and paces them.
  const stop = startPublishing(publisher, names);
  await pause(2_000);
  const pids = processTree(core.process.pid);
  const before = cpuMs(pids);
  await pause(secondsARound * 1_000);
  const takingInPercent = (cpuMs(pids) - before) / (secondsARound * 10);
  stop();
  const few = await withClients(clients / 10, 1);
  const many = await withClients(clients, rounds);
  for (const [name, found] of many) {
    const figure = (what: string, unit: string, pick: (one: Round) => number) =>
      printFigure({ name: `${name}, ${what}`, unit, samples: found.map(pick) });
    figure("processor time a delivered value", "µs", (one) => one.cpuUs);
    figure("values delivered", "1/s", (one) => one.delivered);
    figure("age of a value, p50", "ms", (one) => one.p50Ms);
    figure("age of a value, p95", "ms", (one) => one.p95Ms);
    figure("memory", "MB", (one) => one.memoryMb);
    const percent = (all: readonly Round[]) => all.map((one) => one.cpuPercent);
    printGrowth(`${name}, processor, clients`, percent(few.get(name) ?? []), percent(found));
  }
  const of = (name: string, pick: (one: Round) => number) => median((many.get(name) ?? []).map(pick));
  const p95 = of("core", (one) => one.p95Ms);
  const theirs = peers.map(({ name }) => ({
    name,
    p95: of(name, (one) => one.p95Ms),
    cpuUs: of(name, (one) => one.cpuUs),
    cpuPercent: of(name, (one) => one.cpuPercent),
    delivered: of(name, (one) => one.delivered),
  }));
  const inTime = theirs.filter((one) => one.p95 <= p95 * equalLatency);
  // Where none is as quick, the quickest of them.
  const [best] = inTime.length > 0 ? inTime.sort((a, b) => a.cpuUs - b.cpuUs) : theirs.sort((a, b) => a.p95 - b.p95);
  if (best === undefined) throw new Error("nobody to compare with");
  const corePercent = of("core", (one) => one.cpuPercent);
  const heldAgainst = { heldAgainst: best.name, p95Ms: best.p95, coreP95Ms: p95, percent: best.cpuPercent };
  const own = { corePercent, takingInPercent, tellingAlone: (corePercent - takingInPercent) / best.cpuPercent };
  process.stdout.write(`${JSON.stringify({ ...heldAgainst, ...own })}\n`);
  await publisher.endAsync();
  return {
    ratio: of("core", (one) => one.cpuUs) / best.cpuUs,
    delivery: best.delivered / of("core", (one) => one.delivered),
  };
}

function hasSocketIo(): boolean {
  try {
    createRequire(import.meta.url).resolve("socket.io");
    return true;
  } catch {
    process.stderr.write("socket.io is not installed: the comparison is left out\n");
    return false;
  }
}

/** The most the core took while a thousand clients were told everything of 20,000 series, MB. */
async function memory(): Promise<number> {
  await using folder = await temporaryFolder("ioc-bench-memory");
  await using broker = await startMosquitto();
  const indicators = Array.from({ length: indicatorsByCommune }, (_, at) => `bench.value-${at}`);
  const places = Array.from({ length: communes }, (_, at) => `xa-${at}`);
  const profile = await writeBenchSite(folder.path, {
    ...{ indicators, places, brokerUrl: broker.url, topic: "bench/value" },
  });
  await using core = await startCore({ profile });
  const publisher = await mqtt.connectAsync(broker.url);
  const names = places.flatMap((place) => indicators.map((indicator) => [indicator, place] as const));
  // A broker drops what a subscriber does not take soon enough, and everything before it has subscribed.
  await until(
    async () => {
      for (const [at, [indicator, place]] of names.entries()) {
        await publisher.publishAsync("bench/value", payload(indicator, place, at), { qos: 1 });
        if (at % 200 === 0) await pause(20);
      }
      return (await core.status()).store.series === names.length;
    },
    { withinMs: 180_000, everyMs: 500, what: "all series to be stored" },
  );
  const idle = memoryMb([core.process.pid]);
  const all = await startClients(core.port, "/live", greet(core), '"asOfMs"');
  await until(async () => (await all.count()).values >= clients * names.length * 0.99, {
    ...{ withinMs: 120_000, what: "a snapshot at every client", everyMs: 500 },
  });
  const stop = startPublishing(publisher, names);
  const samples: number[] = [];
  for (let minute = 1; minute <= minutes; minute += 1) {
    const ofMinute: number[] = [];
    while (ofMinute.length < 30) {
      await pause(2_000);
      ofMinute.push(memoryMb([core.process.pid]));
    }
    printFigure({ name: `core's memory, minute ${minute}`, unit: "MB", samples: ofMinute });
    samples.push(...ofMinute);
  }
  stop();
  const { closed } = await all.count();
  if (closed > 0) throw new Error(`${closed} clients were lost`);
  printFigure({ name: "core's memory, 20,000 series, no client", unit: "MB", samples: [idle] });
  printFigure({ name: "core's memory, 20,000 series, 1,000 clients", unit: "MB", samples });
  await publisher.endAsync();
  await all.stop();
  return Math.max(...samples);
}

const figures: Record<string, number> = {};
const limits: Record<string, number> = {};
if (asked.only !== "memory") {
  Object.assign(figures, hasSocketIo() ? await compare() : { ratio: Number.NaN, delivery: Number.NaN });
  limits.ratio = 1;
  // As many values came from the core as from whom it is held against.
  limits.delivery = 1.02;
}
if (asked.only !== "compare") {
  figures["memory, MB"] = await memory();
  limits["memory, MB"] = 400;
}
finish("fanout", figures, limits);
