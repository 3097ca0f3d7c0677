import { mkdir } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "../lab/free-port.ts";
import { startMosquitto } from "../lab/mosquitto.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { writeSiteProfile } from "./site-profile.ts";
import { openWall, startVirtualWall } from "./wall-under-test.ts";

test("the machine restarted without any network: the last figures are on the monitors, with their age", async () => {
  await using folder = await temporaryFolder();
  const virtualWall = await startVirtualWall({ columns: 2, rows: 2, width: 1280, height: 720 });
  try {
    const broker = await startMosquitto();
    const drop = path.join(folder.path, "drop");
    await mkdir(drop);
    const nowhere = `http://127.0.0.1:${await freePort()}/`;
    const profile = await writeSiteProfile(folder.path, { mqtt: broker.url, rest: nowhere, folder: drop });
    const data = path.join(folder.path, "data");

    const before = await openWall({ display: virtualWall.display, profile, data });
    await before.statusWhere("the broker", (status) =>
      status.sources.some((source) => source.name === "mqtt-that" && source.state !== "failing"),
    );
    await broker.publish("site/so", JSON.stringify({ indicator: "mqtt.so", value: 1357 }), {
      qos: 1,
      isRetained: true,
    });
    await expect((await before.page(1)).locator('[data-tile="o-mqtt"]')).toContainText("1.357");
    await before.close();
    await broker.remove();

    await using after = await openWall({ display: virtualWall.display, profile, data });
    // Its age says that it is old: the value itself is no longer shown as current, its time is.
    const status = await after.statusWhere(
      "the old figure to be told as lost",
      ({ displays }) =>
        displays.flatMap((display) => display.tiles).some((tile) => tile.tile === "o-mqtt" && tile.state === "lost"),
      60_000,
    );
    expect(status.displays.every((display) => display.state === "ok")).toBe(true);
    expect(status.store.readings).toBeGreaterThan(0);
    const tile = (await after.page(1)).locator('[data-tile="o-mqtt"]');
    await expect(tile).toContainText("1.357");
    await expect(tile).toContainText(/mất (?:số liệu )?từ \d\d:\d\d/);
    await expect((await after.page(4)).locator("body")).toContainText("Broker thật");
  } finally {
    await virtualWall.stop();
  }
});
