import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "../lab/free-port.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { oneMonitor, writeOneMonitor } from "./one-monitor.ts";
import { openWall, startVirtualWall } from "./wall-under-test.ts";

declare global {
  interface Window {
    /** Ends the page's lines, and has each new one go where nobody listens; false: no longer. */
    cutLines?(isCut: boolean): void;
  }
}

test("a window that got no line to a core that is there comes back by itself, and what its page fails at is written down", async () => {
  await using folder = await temporaryFolder();
  const virtualWall = await startVirtualWall(oneMonitor);
  try {
    const text = {
      id: "chu",
      panel: "text",
      x: 0,
      y: 0,
      width: 24,
      height: 24,
      settings: { text: { vi: "A", en: "A" } },
    };
    const profile = await writeOneMonitor(folder.path, [text]);
    await using wall = await openWall({ display: virtualWall.display, profile, data: path.join(folder.path, "data") });
    await wall.statusWhere("all to be well", ({ state }) => state === "ok");
    const page = await wall.page(1);
    await page.addInitScript(
      (nowhere) => {
        const lines = new Set<WebSocket>();
        let isCut = false;
        window.WebSocket = class extends WebSocket {
          constructor(address: string | URL) {
            super(isCut ? nowhere : address);
            lines.add(this);
          }
        };
        window.cutLines = (wanted) => {
          isCut = wanted;
          for (const line of isCut ? lines : []) line.close();
        };
      },
      `ws://127.0.0.1:${await freePort()}/`,
    );
    await page.reload();
    const shows = (isShown: (tiles: number) => boolean) =>
      wall.statusWhere("the window's tiles", ({ displays }) => isShown(displays[0]?.tiles.length ?? 0));
    await shows((tiles) => tiles === 1);

    await page.evaluate(() => window.cutLines?.(true));
    await expect(page.getByText("Mất kết nối máy chủ")).toBeVisible();
    await shows((tiles) => tiles === 0);
    await page.evaluate(() => window.cutLines?.(false));
    await expect(page.getByText("Mất kết nối máy chủ")).toBeHidden({ timeout: 10_000 });
    await shows((tiles) => tiles === 1);

    let log = "";
    wall.app.process().stderr?.on("data", (text) => {
      log += text;
    });
    await page.evaluate(() => void setTimeout(() => Promise.reject(new Error("a fault of the page"))));
    await expect.poll(() => log).toMatch(/^\S+Z page \d+: Uncaught.* Error: a fault of the page/m);

    // A core that ended finds a profile that somebody broke meanwhile: the terminal is told where, and it goes on once it is mended.
    const file = path.join(profile, "profile.yaml");
    const good = await readFile(file, "utf8");
    await writeFile(file, good.replace("timeZone: Asia/Ho_Chi_Minh", "timeZone: Sao/Hoa"));
    const { pid } = await wall.run();
    process.kill(pid, "SIGKILL");
    await expect.poll(() => log, { timeout: 20_000 }).toMatch(/^ioc: .*profile\.yaml:\d+.*timeZone/m);
    await writeFile(file, good);
    await wall.statusWhere("all to be well again", ({ state }) => state === "ok");
    expect((await wall.run()).pid).not.toBe(pid);
  } finally {
    await virtualWall.stop();
  }
});
