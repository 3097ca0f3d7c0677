/**
 * Pictures of every scene of a profile, as the virtual wall and a phone in a real browser show it, for people to look at and for docs/sectors.md:
 * `node test/lab/scene-tour.ts FOLDER [--profile P] [--only SCENE,…] [--settle SECONDS]`. Nothing is checked by it.
 */
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { routes } from "#contract/routes.ts";
import { startWall } from "./wall.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    profile: { type: "string" },
    only: { type: "string" },
    settle: { type: "string" },
    first: { type: "string" },
  },
});
const folder = path.resolve(positionals[0] ?? "scenes");
await mkdir(folder, { recursive: true });
const settleMs = Number(values.settle ?? 8) * 1_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

await using wall = await startWall({
  size: "2x2@1920x1080",
  ...(values.profile === undefined ? {} : { profile: values.profile }),
});
await pause(Number(values.first ?? 20) * 1_000);
const listed = (await (await wall.fetch(routes.scenes)).json()) as {
  scenes: { scene?: { id: string }; id?: string }[];
};
const ids = listed.scenes.map((one) => one.scene?.id ?? one.id ?? "");
const wanted = values.only?.split(",") ?? ids;
const browser = await chromium.launch({
  executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
});
const phone = await browser.newPage({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
await phone.goto(await wall.viewerLink());
for (const id of wanted) {
  const answer = await wall.fetch(routes.wallCommands, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ type: "take", scene: id }),
  });
  process.stdout.write(`${id}: ${answer.status} ${answer.ok ? "" : await answer.text()}\n`);
  await pause(settleMs);
  const picture = await wall.fetch(`${routes.snapshot}?scale=1`);
  if (picture.ok) await writeFile(path.join(folder, `${id}.png`), Buffer.from(await picture.arrayBuffer()));
  await phone.screenshot({ path: path.join(folder, `${id}-phone.png`), fullPage: true });
}
await browser.close();
