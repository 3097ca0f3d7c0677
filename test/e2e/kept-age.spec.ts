import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "../lab/free-port.ts";
import { startMosquitto } from "../lab/mosquitto.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { body, holdCore, keptWords, waitingWords } from "./held-core.ts";
import { writeSiteProfile } from "./site-profile.ts";
import { openWall, startVirtualWall, type VirtualWall } from "./wall-under-test.ts";

/** A second start: what was kept ages, and belongs to its profile. */
let virtualWall: VirtualWall;
test.beforeAll(async () => {
  virtualWall = await startVirtualWall({ columns: 2, rows: 2, width: 1280, height: 720 });
});
test.afterAll(async () => {
  await virtualWall.stop();
});

test("kept figures age by the clock; a changed profile is taken over, and another one's view is not used", async () => {
  await using folder = await temporaryFolder();
  const broker = await startMosquitto();
  try {
    const drop = path.join(folder.path, "drop");
    await mkdir(drop);
    const nowhere = `http://127.0.0.1:${await freePort()}/`;
    const profile = await writeSiteProfile(folder.path, { mqtt: broker.url, rest: nowhere, folder: drop });
    const data = path.join(folder.path, "data");
    const start = (env: Record<string, string>, which = profile) =>
      openWall({ display: virtualWall.display, profile: which, data, env });

    const first = await start({});
    await broker.publish("site/so", JSON.stringify({ indicator: "mqtt.so", value: 1357 }), {
      qos: 1,
      isRetained: true,
    });
    await expect((await first.page(1)).locator('[data-tile="o-mqtt"]')).toContainText("1.357");
    await first.close();

    const changed = await readFile(path.join(profile, "profile.yaml"), "utf8");
    await writeFile(path.join(profile, "profile.yaml"), changed.replaceAll("Chỉ tiêu mqtt.so", "Tên đã sửa"));
    const held = await holdCore(folder.path, "changed");
    const second = await start(held.env);
    const page = await second.page(1);
    const tile = page.locator('[data-tile="o-mqtt"]');
    await expect(tile).toContainText("1.357");
    await expect(tile).toContainText("Chỉ tiêu mqtt.so");
    await expect(body(page)).toContainText(keptWords);
    // Nobody tells this page anything: what it says of the figure follows from the clock.
    await expect(tile).toContainText(/mất (?:số liệu )?từ \d\d:\d\d/, { timeout: 60_000 });
    await held.letGo();
    await expect(tile).toContainText("Tên đã sửa", { timeout: 40_000 });
    await expect(body(page)).not.toContainText("Chỉ tiêu mqtt.so");
    await expect(body(page)).not.toContainText(waitingWords);
    await second.close();

    const other = path.join(folder.path, "other");
    await cp(profile, other, { recursive: true });
    const heldAgain = await holdCore(folder.path, "other");
    await using third = await start(heldAgain.env, other);
    await expect((await third.page(1)).locator(".wall-waiting")).toContainText(waitingWords);
    await expect((await third.page(1)).locator("[data-tile]")).toHaveCount(0);
    await heldAgain.letGo();
    await expect((await third.page(1)).locator('[data-tile="o-mqtt"]')).toContainText("1.357", { timeout: 40_000 });
  } finally {
    await broker.stop();
  }
});
