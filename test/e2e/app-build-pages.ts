import { expect } from "@playwright/test";
import { until } from "../lab/until.ts";
import type { PlainPage } from "./plain-browser.ts";

/** What hangs does so for five minutes; the worker waits for 3 s, a browser that changes workers for one, and the machine may be busy. */
export const pageWithinMs = 40_000;

/** What a page of the lab's builds has for whoever looks. */
export type Own = {
  isReady?: boolean;
  seen?: Record<string, number>;
  need(name: string): Promise<void>;
  reloadOnce(): boolean;
  wasReloaded(): boolean;
};
type Seen = { build: string; seen: Record<string, number>; made: Record<string, number>; isReady: boolean };
export const look = (page: PlainPage): Promise<Seen> =>
  page.evaluate(() => ({
    build: document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content ?? "",
    seen: (window as unknown as Own).seen ?? {},
    made: JSON.parse(document.body.dataset.makings ?? "{}") as Record<string, number>,
    isReady: (window as unknown as Own).isReady === true,
  }));
/** Fails with what the page has and lacks. */
export const ready = async (page: PlainPage): Promise<void> => {
  const isReady = () => page.evaluate(() => (window as unknown as Own).isReady === true);
  await until(isReady, { withinMs: pageWithinMs }).catch(async () => {
    const found = await page.evaluate(async () => ({
      ...{ address: location.href, html: document.documentElement.outerHTML.slice(0, 500) },
      caches: await caches.keys(),
      files: performance
        .getEntriesByType("resource")
        .map((one) => [...[one.name, (one as PerformanceResourceTiming).responseStatus]]),
    }));
    throw new Error(`a page that has not begun: ${JSON.stringify(found, null, 1)}`);
  });
};
/** Every file of a page is of the making that its document names. @returns how many there are */
export const isOfOneBuild = async (page: PlainPage): Promise<number> => {
  const { seen, made } = await look(page);
  for (const [name, making] of Object.entries(seen)) expect([name, making]).toEqual([name, made[name]]);
  return Object.keys(seen).length;
};
/** Uses a part that is loaded when it is needed. @returns whether it came */
export const need = (page: PlainPage, name: string): Promise<boolean> =>
  page.evaluate(
    (what) =>
      (window as unknown as Own).need(what).then(
        () => true,
        () => false,
      ),
    name,
  );
export const lazy = ["second", "third", "fourth", "fifth"] as const;
export const hasWorker = (page: PlainPage) =>
  expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state), { timeout: 15_000 })
    .toBe("activated");
export const cachesOf = (page: PlainPage): Promise<string[]> =>
  page.evaluate(() => caches.keys().then((all) => all.filter((name) => name.startsWith("ioc-app."))));
/** As the browser does it by itself now and then. */
export const lookForUpdate = (page: PlainPage): Promise<void> =>
  page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update().catch(() => undefined);
  });
