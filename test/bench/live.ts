/**
 * From publishing to MQTT to the animation frame after which a wall window shows the value, beside the barest page that
 * can do it: one WebSocket, one element a value, textContent. Both run at the same time on the same broker and the same
 * monitors; rounds alternate between them, so that whatever the machine does hits both.
 */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { _electron, type ElectronApplication } from "@playwright/test";
import mqtt from "mqtt";
import { stringify } from "yaml";
import { startVirtualWall } from "../../build/virtual-wall.mjs";
import { startMosquitto } from "../lab/mosquitto.ts";
import { startProcess } from "../lab/process.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { finish, printFigure, quantile } from "./figures.ts";
import { takeSeen, watchPage } from "./page-watch.ts";

const indicators = 100;
const valuesASecond = 200;
const secondsARound = 10;
const rounds = 5;
const root = path.resolve(import.meta.dirname, "../..");
const isRoot = process.getuid?.() === 0;

const columns = 10;
const unit = { vi: "xe", en: "vehicles" };

/** A profile of one monitor with a hundred key figures, as a site would write it. */
function profile(brokerUrl: string) {
  const codes = Array.from({ length: indicators }, (_, index) => `bench.value-${index}`);
  const name = (index: number) => ({ vi: `Chỉ tiêu ${index}`, en: `Indicator ${index}` });
  return {
    schema: 1,
    id: "bench-live",
    name: { vi: "Đo độ trễ", en: "Latency bench" },
    timeZone: "Asia/Ho_Chi_Minh",
    place: "bench",
    wall: { columns: 1, rows: 1, viewingDistanceM: 1, diagonalInch: 55, resolution: { width: 1920, height: 1080 } },
    map: { bounds: [106, 21, 107, 22], outline: "outline.geojson", attribution: "bench" },
    places: [{ id: "bench", kind: "province", name: { vi: "Đo", en: "Bench" } }],
    indicators: codes.map((code, index) => ({
      code,
      name: name(index),
      unit,
      sector: "bench",
      period: "minute",
      decimals: 0,
      freshness: { lateAfter: "5m", staleAfter: "10m", lostAfter: "60m" },
    })),
    sources: [
      {
        id: "bench",
        name: { vi: "Đo", en: "Bench" },
        type: "mqtt",
        url: brokerUrl,
        lateAfter: "10m",
        topics: ["ours/+"],
        mapping: '{"indicator": $substringAfter($topic, "/"), "value": value, "asOf": asOf}',
      },
    ],
    scenes: [
      {
        id: "bench",
        name: { vi: "Đo", en: "Bench" },
        tiles: codes.map((code, index) => ({
          id: `tile-${index}`,
          panel: "key-figure",
          x: (index % columns) * 2,
          y: Math.floor(index / columns) * 2,
          width: 2,
          height: 2,
          settings: { indicator: code },
        })),
      },
    ],
    scene: "bench",
  };
}

async function launch(args: string[], env: Record<string, string>): Promise<ElectronApplication> {
  return _electron.launch({
    args: [...args, ...(isRoot ? ["--no-sandbox"] : [])],
    cwd: root,
    env: { ...(process.env as Record<string, string>), ...env },
  });
}

const nowMs = () => performance.timeOrigin + performance.now();

await using folder = await temporaryFolder("ioc-bench-live");
await using broker = await startMosquitto();
const wall = await startVirtualWall({ columns: 1, rows: 1, width: 1920, height: 1080 });
const bareWall = await startVirtualWall({ columns: 1, rows: 1, width: 1920, height: 1080 });
const profileFolder = path.join(folder.path, "profile");
await import("node:fs/promises").then((fs) => fs.mkdir(profileFolder));
await writeFile(path.join(profileFolder, "profile.yaml"), stringify(profile(broker.url)));
await writeFile(path.join(profileFolder, "outline.geojson"), '{"type":"FeatureCollection","features":[]}');

const bridge = await startProcess(process.execPath, [path.join(import.meta.dirname, "bare/bridge.cjs"), broker.url], {
  withIpc: true,
});
const bridgePort = await new Promise<number>((resolve) =>
  bridge.child.once("message", (message) => resolve((message as { port: number }).port)),
);
const ours = await launch(["."], {
  DISPLAY: wall.display,
  IOC_PROFILE: profileFolder,
  IOC_DATA: path.join(folder.path, "data"),
  IOC_PORT: "0",
  IOC_NODE: process.execPath,
});
const bare = await launch([path.join(import.meta.dirname, "bare/main.cjs")], {
  DISPLAY: bareWall.display,
  BARE_PAGE: "live.html",
  BARE_PORT: String(bridgePort),
  BARE_DATA: path.join(folder.path, "bare"),
});

try {
  const pages = { ours: await ours.firstWindow(), bare: await bare.firstWindow() };
  const publisher = await mqtt.connectAsync(broker.url);
  await pages.ours.waitForSelector('[data-panel="key-figure"]', { state: "attached", timeout: 30_000 });
  for (const page of Object.values(pages)) await page.evaluate(watchPage);

  let sequence = 1_000_000;
  /** Publishes for one round to one of the two and gives the latencies, ms, of every value that was seen. */
  const round = async (side: "ours" | "bare", seconds: number): Promise<{ latencies: number[]; lost: number }> => {
    const sentAtMs = new Map<number, number>();
    const startMs = nowMs();
    const total = seconds * valuesASecond;
    for (let sent = 0; sent < total; ) {
      const due = Math.min(total, Math.ceil(((nowMs() - startMs) / 1_000) * valuesASecond));
      for (; sent < due; sent += 1) {
        sequence += 1;
        const topic = side === "ours" ? `ours/bench.value-${sent % indicators}` : `bare/${sent % indicators}`;
        sentAtMs.set(sequence, nowMs());
        publisher.publish(topic, JSON.stringify({ value: sequence, asOf: Date.now() }));
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const last = sequence;
    const latencies: number[] = [];
    const seen = new Set<number>();
    await until(
      async () => {
        for (const [value, atMs] of await takeSeen(pages[side])) {
          const sent = sentAtMs.get(value);
          if (sent === undefined || seen.has(value)) continue;
          seen.add(value);
          latencies.push(atMs - sent);
        }
        return seen.has(last);
      },
      { withinMs: 20_000, what: `the last value on the page of ${side}` },
    );
    return { latencies, lost: total - seen.size };
  };

  for (const side of ["ours", "bare"] as const) await round(side, 3);
  const p50: number[] = [];
  const p95: number[] = [];
  const ms: Record<string, number[]> = { ours50: [], bare50: [], ours95: [], bare95: [], skipped: [] };
  for (let repeat = 0; repeat < rounds; repeat += 1) {
    const order = repeat % 2 === 0 ? (["ours", "bare"] as const) : (["bare", "ours"] as const);
    const found: Record<string, { latencies: number[]; lost: number }> = {};
    for (const side of order) found[side] = await round(side, secondsARound);
    const of = (side: string, q: number) => quantile(found[side]?.latencies ?? [], q);
    p50.push(of("ours", 0.5) / of("bare", 0.5));
    p95.push(of("ours", 0.95) / of("bare", 0.95));
    ms.ours50?.push(of("ours", 0.5));
    ms.bare50?.push(of("bare", 0.5));
    ms.ours95?.push(of("ours", 0.95));
    ms.bare95?.push(of("bare", 0.95));
    ms.skipped?.push((found.ours?.lost ?? 0) / (secondsARound * valuesASecond));
  }
  printFigure({ name: "wall window, p50", unit: "ms", samples: ms.ours50 ?? [] });
  printFigure({ name: "bare page, p50", unit: "ms", samples: ms.bare50 ?? [] });
  printFigure({ name: "wall window, p95", unit: "ms", samples: ms.ours95 ?? [] });
  printFigure({ name: "bare page, p95", unit: "ms", samples: ms.bare95 ?? [] });
  printFigure({ name: "values replaced by newer ones before a frame", unit: "share", samples: ms.skipped ?? [] });
  const figures = {
    p50: printFigure({ name: "wall window / bare page, p50", unit: "ratio", samples: p50 }),
    p95: printFigure({ name: "wall window / bare page, p95", unit: "ratio", samples: p95 }),
  };
  await publisher.endAsync();
  await ours.close();
  await bare.close();
  await bridge.stop();
  await wall.stop();
  await bareWall.stop();
  await broker.remove();
  await folder[Symbol.asyncDispose]();
  finish("live", figures, { p50: 1.3, p95: 1.3 });
} catch (error) {
  process.stderr.write(`${String(error)}\n`);
  await ours.close();
  await bare.close();
  await bridge.stop();
  await wall.stop();
  await bareWall.stop();
  process.exitCode = 1;
}
