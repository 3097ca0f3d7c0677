import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Browser, BrowserContext, CDPSession, Page } from "@playwright/test";
import { projectRoot } from "../../lab/programs.ts";
import { firstScreenOf, type Loaded, wallFilesIn } from "./counting.ts";

/** Slow 4G as Lighthouse has it: 1.6 Mbit/s down, 750 kbit/s up, 150 ms for an answer. The processor is as it is. */
const slow4g = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const asItIs = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
/** What says that the page is there, what is pressed then, and what says that it was answered. */
type Screen = { shown: string; pressed: string; answered: string };
const today: Screen = {
  ...{ shown: ".today-cards li", pressed: 'nav a[href="/app/more"]' },
  answered: 'nav a[href="/app/more"][aria-current="page"]',
};
const signIn: Screen = {
  ...{ shown: 'form input[autocomplete="username"]', pressed: 'form input[autocomplete="username"]' },
  answered: 'form input[autocomplete="username"][data-typed]',
};

export type Visit = { paintedMs: number; usableMs: number; bytes: number; requests: number; wallFiles: string[] };

/** Notes in the page when its first figure, or its field, is painted, and when what is pressed has changed what is seen. */
function noteMoments({ shown, answered }: Screen): void {
  type Moments = { seen?: boolean; paintedMs?: number; usableMs?: number };
  const moments: Moments = {};
  (globalThis as { moments?: Moments }).moments = moments;
  const afterFrame = (then: (ms: number) => void) =>
    requestAnimationFrame(() => requestAnimationFrame(() => then(performance.now())));
  const look = () => {
    const there = document.querySelector(shown);
    if (moments.seen === undefined && (there instanceof HTMLInputElement || /\d/.test(there?.textContent ?? ""))) {
      moments.seen = true;
      afterFrame((ms) => {
        moments.paintedMs = ms;
      });
    }
    if (moments.usableMs === undefined && document.querySelector(answered) !== null)
      moments.usableMs = performance.now();
  };
  document.addEventListener("input", ({ target }) => (target as HTMLElement).setAttribute("data-typed", ""));
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}

/** A phone in which a leader has signed in, by his cookie; without one: nobody has. */
export async function openPhone(browser: Browser, origin: string, cookie?: string): Promise<BrowserContext> {
  const context = await browser.newContext(phone);
  if (cookie === undefined) return context;
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name, value, url: origin, httpOnly: true, sameSite: "Strict" }]);
  return context;
}

/** Opens the app over a slow line, taps as soon as there are figures, and waits for the answer to that. */
export const visit = (context: BrowserContext, origin: string): Promise<Visit> =>
  open(context, origin, today, async (page) => {
    const box = await page.locator(today.pressed).boundingBox();
    if (box === null) throw new Error("there is nothing to tap on");
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
  });

/** Opens it as somebody who is not signed in, and types into the field for the name as soon as it is there. */
export const visitSignIn = (context: BrowserContext, origin: string): Promise<Visit> =>
  open(context, origin, signIn, async (page) => {
    await page.locator(signIn.pressed).tap();
    await page.keyboard.type("m");
  });

async function open(
  context: BrowserContext,
  origin: string,
  screen: Screen,
  press: (page: Page) => Promise<void>,
): Promise<Visit> {
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  const loaded = await watchLoads(line);
  await line.send("Network.emulateNetworkConditions", slow4g);
  await page.addInitScript(noteMoments, screen);
  await page.goto(`${origin}/app/`, { waitUntil: "commit" });
  await momentOf(page, "paintedMs");
  await press(page);
  const usableMs = await momentOf(page, "usableMs");
  const paintedMs = await momentOf(page, "paintedMs");
  const beganMs = await page.evaluate(() => performance.timeOrigin);
  const came = loaded().filter(({ doneAtMs }) => doneAtMs <= beganMs + usableMs);
  const wallFiles = await wallFilesOf(came.map(({ url }) => url));
  if (process.env.BENCH_SHOW !== undefined)
    for (const { url, kind, bytes, sentAtMs, doneAtMs } of loaded())
      process.stderr.write(
        `${Math.round(sentAtMs - beganMs)}–${Math.round(doneAtMs - beganMs)} ms ${kind} ${bytes} ${url}\n`,
      );
  await line.send("Network.emulateNetworkConditions", asItIs);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated", null, {
    timeout: 20_000,
  });
  await page.close();
  return { paintedMs, usableMs, ...firstScreenOf(came, beganMs + usableMs), wallFiles };
}

async function momentOf(page: Page, name: "paintedMs" | "usableMs"): Promise<number> {
  const told = await page.waitForFunction(
    (key) => (globalThis as { moments?: Record<string, number> }).moments?.[key],
    name,
    { polling: "raf", timeout: 30_000 },
  );
  return Number(await told.jsonValue());
}

/** @returns what the page has loaded since, by the page's own target: what its service worker asks for itself is not among it */
async function watchLoads(line: CDPSession): Promise<() => Loaded[]> {
  const begun = new Map<string, Omit<Loaded, "doneAtMs" | "bytes"> & { sentS: number }>();
  const done: Loaded[] = [];
  line.on("Network.requestWillBeSent", ({ requestId, request, type, timestamp, wallTime }) => {
    begun.set(requestId, { url: request.url, kind: type ?? "Other", sentS: timestamp, sentAtMs: wallTime * 1_000 });
  });
  line.on("Network.loadingFinished", ({ requestId, timestamp, encodedDataLength }) => {
    const one = begun.get(requestId);
    if (one === undefined) return;
    const { sentS, ...rest } = one;
    done.push({ ...rest, doneAtMs: rest.sentAtMs + (timestamp - sentS) * 1_000, bytes: encodedDataLength });
  });
  await line.send("Network.enable");
  return () => [...done];
}

/** Of the scripts of the build, those of their sources that are the wall's. Rejects where the build has no source maps. */
async function wallFilesOf(urls: readonly string[]): Promise<string[]> {
  const folder = path.join(projectRoot, "dist/renderer/assets");
  const names = urls.flatMap((url) => /\/assets\/([^/?]+\.js)$/.exec(url)?.[1] ?? []);
  // The bundler's own runtime has none.
  const maps = names.map((name) => path.join(folder, `${name}.map`)).filter((map) => existsSync(map));
  if (maps.length === 0) throw new Error("no script has a source map: nobody knows what it is made of");
  const texts = await Promise.all(maps.map((map) => readFile(map, "utf8")));
  return texts.flatMap((text) => wallFilesIn((JSON.parse(text) as { sources: string[] }).sources));
}
