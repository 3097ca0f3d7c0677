/**
 * What it costs the core to tell a thousand screens everything, beside socket.io's plain broadcast of the same values to
 * as many clients: the server's processor time a delivered value. The core's includes taking the values in over MQTT,
 * storing and pacing them; socket.io's server makes its values up itself. Before it the same with a hundred clients, for how it
 * grows. Then the core's memory with 20,000 series and a thousand clients, over ten minutes. Everything is on 127.0.0.1.
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
import { finish, printFigure, printGrowth } from "./figures.ts";
import { cpuMs, memoryMb } from "./memory.ts";
import { payload, writeBenchSite } from "./site.ts";

const clients = 1_000;
const processes = 4;
const series = 500;
const valuesASecond = 500;
const rounds = 3;
const secondsARound = 10;
const communes = 65;
const indicatorsByCommune = 308;
const { values: asked } = parseArgs({
  options: { minutes: { type: "string", default: "10" }, only: { type: "string" } },
});
const minutes = Number(asked.minutes);
const file = (name: string) => path.join(import.meta.dirname, "fan", name);

type Count = { values: number; bytes: number; open: number; closed: number };
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
  /** Processor time of the server for a value that arrived, µs. */
  cpuUs: number;
  /** Values that arrived in a second. */
  delivered: number;
  /** Processor time of the server, % of a core. */
  cpuPercent: number;
};

async function round(side: Side): Promise<Round> {
  const stop = side.start();
  await pause(2_000);
  const before = await side.count();
  const cpuBefore = cpuMs([side.pid]);
  await pause(secondsARound * 1_000);
  const after = await side.count();
  const cpu = cpuMs([side.pid]) - cpuBefore;
  await stop();
  if (after.closed > 0) throw new Error(`${after.closed} clients were lost`);
  const values = after.values - before.values;
  return {
    cpuUs: (cpu * 1_000) / values,
    delivered: values / secondsARound,
    cpuPercent: cpu / (secondsARound * 10),
  };
}

const greet = (core: RunningCore) =>
  JSON.stringify({ type: "hello", protocol: liveProtocol, kind: "web", token: core.adminToken });

async function compare(): Promise<number> {
  await using folder = await temporaryFolder("ioc-bench-fanout");
  await using broker = await startMosquitto();
  const indicators = Array.from({ length: series }, (_, at) => `bench.value-${at}`);
  const profile = await writeBenchSite(folder.path, { indicators, brokerUrl: broker.url, topic: "bench/value" });
  await using core = await startCore({ profile });
  const publisher = await mqtt.connectAsync(broker.url);
  await using plain = await startProcess(
    process.execPath,
    [file("socket-io.cjs"), String(series), String(valuesASecond)],
    { withIpc: true },
  );
  const { port } = await answer<{ port: number }>(plain);
  const names = indicators.map((indicator) => [indicator, "bench"] as const);
  const withClients = async (count: number, times: number): Promise<Record<"ours" | "theirs", Round[]>> => {
    const ours = await startClients(core.port, "/live", greet(core), '"asOfMs"', count);
    const theirs = await startClients(port, "/socket.io/?EIO=4&transport=websocket", "40", '"asOfMs"', count);
    const sides: Record<"ours" | "theirs", Side> = {
      ours: {
        pid: core.process.pid,
        start: () => {
          const stop = startPublishing(publisher, names);
          return async () => stop();
        },
        count: ours.count,
      },
      theirs: {
        pid: plain.pid,
        start: () => {
          plain.child.send("start");
          return async () => void (await answer(plain, "stop"));
        },
        count: theirs.count,
      },
    };
    const found: Record<"ours" | "theirs", Round[]> = { ours: [], theirs: [] };
    for (let at = 0; at < times; at += 1)
      for (const side of ["ours", "theirs"] as const) {
        found[side].push(await round(sides[side]));
        await pause(1_000);
      }
    await ours.stop();
    await theirs.stop();
    return found;
  };
  const few = await withClients(clients / 10, 1);
  const { ours, theirs } = await withClients(clients, rounds);
  for (const [name, found, before] of [
    ["core", ours, few.ours],
    ["socket.io", theirs, few.theirs],
  ] as const) {
    const cpuUs = found.map((one) => one.cpuUs);
    printFigure({ name: `${name}, processor time a delivered value`, unit: "µs", samples: cpuUs });
    printFigure({ name: `${name}, values delivered`, unit: "1/s", samples: found.map((one) => one.delivered) });
    const percent = (all: readonly Round[]) => all.map((one) => one.cpuPercent);
    printGrowth(`${name}, processor, clients`, percent(before), percent(found));
  }
  const ratios = ours.map((one, at) => one.cpuUs / (theirs[at]?.cpuUs ?? Number.NaN));
  const ratio = printFigure({ name: "core / socket.io", unit: "ratio", samples: ratios });
  await publisher.endAsync();
  return ratio;
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
  figures.ratio = hasSocketIo() ? await compare() : Number.NaN;
  limits.ratio = 1 / 3;
}
if (asked.only !== "compare") {
  figures["memory, MB"] = await memory();
  limits["memory, MB"] = 400;
}
finish("fanout", figures, limits);
