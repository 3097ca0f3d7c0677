import path from "node:path";
import { type Browser, expect, test } from "@playwright/test";
import { type RunningCore, startCore } from "../lab/core.ts";
import { startCutLine } from "../lab/cut-line.ts";
import { sixFigures } from "../lab/six-figures.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { openDesk, startBrowser } from "./desk-browser.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let core: RunningCore;
let browser: Browser;

test.beforeAll(async () => {
  folder = await temporaryFolder();
  core = await startCore({ hasPictures: true, profile: sixFigures, data: path.join(folder.path, "data") });
  browser = await startBrowser();
});
test.afterAll(async () => {
  await browser.close();
  await core.remove();
  await folder.remove();
});

const silent = "Máy chủ dữ liệu không trả lời trong 10 giây.";

test("a line that is cut and a core that stands still are told at the desk: what is asked is asked over again, an order is not", async () => {
  await using line = await startCutLine(core.port);
  const [desk, other] = await Promise.all([
    openDesk(browser, core, { origin: `http://127.0.0.1:${line.port}` }),
    openDesk(browser, core),
  ]);
  await desk.keyboard.press("F9");
  await expect(desk.locator("[data-item]").first()).toBeVisible();
  await desk.keyboard.press("F3");
  line.cut();
  await desk.keyboard.press("F9");
  const note = desk.getByRole("alert").filter({ hasText: silent });
  // Beside it, and in the same ten seconds, an order at another desk whose core never answers.
  process.kill(core.process.pid, "SIGSTOP");
  try {
    await other.keyboard.press("b");
    await expect(note).toContainText("tự hỏi lại", { timeout: 30_000 });
    const unknown = other.getByRole("alert").filter({ hasText: `${silent} Chưa rõ việc đã được làm hay chưa` });
    await expect(unknown).toBeVisible({ timeout: 30_000 });
  } finally {
    process.kill(core.process.pid, "SIGCONT");
  }
  if (process.env.IOC_PICTURES !== undefined)
    await desk.screenshot({ path: path.join(process.env.IOC_PICTURES, "silent.png") });
  // A page whose program has not come either; the core answers all others by now.
  await desk.keyboard.press("F7");
  await expect(note).toBeVisible({ timeout: 30_000 });
  // Whether the order was done is for the core to tell; it is sent again by nobody.
  await expect(other.locator(".desk-clock")).toHaveText(/^\d\d:\d\d:\d\d/, { timeout: 30_000 });
  const done = other.locator(".entries li", { hasText: "Che màn hình" });
  expect(await done.count()).toBeLessThanOrEqual(1);
  await desk.keyboard.press("F9");
  await expect(note).toBeVisible({ timeout: 30_000 });
  line.mend();
  await expect(note).toHaveCount(0, { timeout: 30_000 });
  await expect(desk.locator("[data-item]").first()).toBeVisible();
  for (const one of [desk, other]) await one.context().close();
});
