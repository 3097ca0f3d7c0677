/**
 * The wall's map beside the bare engine with the same style and the same shapes, in one run: 65 communes coloured by an
 * indicator, 3,000 roads, 5,000 clustered cameras, and 200 marks whose figures change every second. Measured from the
 * figures to the moment all of them are drawn, and from frame to frame meanwhile; then ten times as much of everything,
 * and the share of a core that a map takes that stands still. The marks stand for vehicles: the contract knows no moving
 * ones yet, and moving a mark costs what changing it does, since either gives the engine all shapes of the layer anew.
 * `npm run bench -- map`
 */
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { build } from "vite";
import { pageChrome } from "../../build/compat.mjs";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { finish, median, printFigure, printGrowth } from "./figures.ts";
import type { Bench, Measured } from "./map/page.ts";

const rounds = 5;
const updates = 8;
const idleSeconds = 12;
const limits = { "update against bare": 1.1, "frame against bare": 1.1, "idle share of a core": 0.02 };

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".woff2": "font/woff2",
};

await using folder = await temporaryFolder("ioc-map-bench");
await build({
  root: path.join(import.meta.dirname, "map"),
  base: "./",
  logLevel: "silent",
  worker: { format: "es" },
  build: { outDir: folder.path, emptyOutDir: true, target: pageChrome, assetsInlineLimit: 0 },
});
const server = createServer((request, response) => {
  const name = new URL(request.url ?? "/", "http://localhost").pathname.replace(/\/$/, "/index.html");
  const file = path.join(folder.path, path.normalize(name));
  const stream = createReadStream(file);
  stream.once("error", () => response.writeHead(404).end());
  stream.once("open", () => {
    response.writeHead(200, { "content-type": types[path.extname(file)] ?? "application/octet-stream" });
    stream.pipe(response);
  });
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: [
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ],
});

declare global {
  interface Window {
    bench: Bench;
  }
}

async function openPage(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1_920, height: 1_080 } });
  page.setDefaultTimeout(300_000);
  await page.goto(address);
  await page.waitForFunction(() => "bench" in window);
  return page;
}

/** A page of its own for each: neither inherits what the other has left in the engine. */
async function measure(who: "ours" | "bare", load: "once" | "tenfold", count: number): Promise<Measured> {
  const page = await openPage();
  try {
    return await page.evaluate(([name, size, times]) => window.bench.measure(name, size, times), [
      who,
      load,
      count,
    ] as const);
  } finally {
    await page.close();
  }
}

try {
  const samples = { ours: [] as Measured[], bare: [] as Measured[] };
  for (let round = 0; round < rounds; round += 1)
    // In turns, and each first as often as the other: the machine is not as fast at the end as at the beginning.
    for (const who of round % 2 === 0 ? (["bare", "ours"] as const) : (["ours", "bare"] as const))
      samples[who].push(await measure(who, "once", updates));
  const medians = (who: keyof typeof samples, what: "updateMs" | "frameMs") =>
    samples[who].map((one) => median(one[what]));
  const ratio = (what: "updateMs" | "frameMs") => median(medians("ours", what)) / median(medians("bare", what));
  for (const who of ["ours", "bare"] as const) {
    printFigure({ name: `${who}: figures to drawn`, unit: "ms", samples: medians(who, "updateMs") });
    printFigure({ name: `${who}: frame to frame`, unit: "ms", samples: medians(who, "frameMs") });
    printFigure({ name: `${who}: opened and drawn`, unit: "ms", samples: samples[who].map(({ openMs }) => openMs) });
  }
  const large = { ours: [] as number[], bare: [] as number[] };
  for (const who of ["bare", "ours", "ours", "bare"] as const)
    large[who].push(median((await measure(who, "tenfold", 3)).updateMs));
  for (const who of ["ours", "bare"] as const)
    printGrowth(`${who}: figures to drawn`, medians(who, "updateMs"), large[who]);

  const idle = await idleShares(browser);
  printFigure({ name: "a map that stands still", unit: "share of a core", samples: idle });
  const figures = {
    "update against bare": ratio("updateMs"),
    "frame against bare": ratio("frameMs"),
    "update against bare, 10×": median(large.ours) / median(large.bare),
    "idle share of a core": median(idle),
  };
  await browser.close();
  server.close();
  finish("map", figures, limits);
} finally {
  await browser.close();
  server.close();
}

/** Processor time of all of the browser's processes while the map stands, less what the same browser takes with an empty page. */
async function idleShares(running: Browser): Promise<number[]> {
  const session = await running.newBrowserCDPSession();
  const cpuS = async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  const shareOver = async (seconds: number) => {
    const [before, startedAt] = [await cpuS(), performance.now()];
    await new Promise((done) => setTimeout(done, seconds * 1_000));
    return ((await cpuS()) - before) / ((performance.now() - startedAt) / 1_000);
  };
  const empty = await running.newPage();
  const floor = await shareOver(idleSeconds);
  await empty.close();
  const page = await openPage();
  await page.evaluate(() => window.bench.stand("once"));
  // What the engine has drawn last is still being painted by the processor for some seconds: that is its opening.
  await new Promise((done) => setTimeout(done, 10_000));
  const shares = [];
  for (let at = 0; at < 3; at += 1) shares.push(Math.max(0, (await shareOver(idleSeconds)) - floor));
  await page.close();
  return shares;
}
