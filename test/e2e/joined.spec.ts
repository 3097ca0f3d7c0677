import path from "node:path";
import { expect, test } from "@playwright/test";
import { writeJoinedProfile } from "../lab/joined-site.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { notedTiles, watchTiles } from "./tile-notes.ts";
import { startTwoMachines, type TwoMachines } from "./two-machines.ts";
import type { WallUnderTest } from "./wall-under-test.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let machines: TwoMachines;
let first: WallUnderTest;
let second: WallUnderTest;

test.beforeAll(async () => {
  folder = await temporaryFolder();
  const size = { columns: 1, rows: 1, width: 1280, height: 720 };
  machines = await startTwoMachines({ folder: folder.path, profile: await writeJoinedProfile(folder.path), size });
  first = await machines.openFirst();
  await first.page(1);
});
test.afterAll(async () => {
  await machines.stop();
  await folder.remove();
});
test.describe.configure({ mode: "serial" });

const bothShowWell = async () => {
  await first.statusWhere("both monitors to show well at the first machine", ({ displays }) => {
    const told = displays.map(({ number, state, tiles }) => `${number} ${state} ${tiles.length}`);
    return told.sort().join() === "1 ok 1,2 ok 1";
  });
};

test("a second machine joins: its monitor has the next number, and changes with the first one's", async () => {
  second = await machines.openSecond(await machines.joinToken());
  const [one, two] = [await first.page(1), await second.page(2)];
  await expect(two.locator('[data-tile="b"]')).toContainText("8,06");
  await bothShowWell();

  const skewsMs: number[] = [];
  for (const scene of ["dem", "ngay", "dem", "ngay", "dem"]) {
    for (const page of [one, two]) await watchTiles(page);
    expect((await machines.drive({ type: "take", scene })).late).toEqual([]);
    const changes = async () => (await Promise.all([notedTiles(one), notedTiles(two)])).map((list) => list.length - 1);
    await expect.poll(changes).toEqual([1, 1]);
    const [here, there] = await Promise.all([notedTiles(one), notedTiles(two)]);
    skewsMs.push(Math.abs((here[1]?.atMs ?? 0) - (there[1]?.atMs ?? 0)));
  }
  const { following } = await second.status();
  console.info(
    `seen ${skewsMs.map((ms) => ms.toFixed(1)).join(", ")} ms apart; clock ${following?.clockAheadMs} ± ${following?.clockWithinMs} ms`,
  );
  // The rule of the wall, not a measure of this machine: several machines show a change within 100 ms of each other.
  expect(skewsMs.toSorted((a, b) => a - b)[2]).toBeLessThan(100);

  await machines.drive({ type: "blank", displays: [2] });
  await expect(two.locator(".cover-blank")).toBeVisible();
  await expect(one.locator(".cover-blank")).toHaveCount(0);
  await machines.drive({ type: "blank", displays: [] });

  await machines.drive({ type: "take", scene: "camera" });
  await expect(two.locator('[data-tile="e"]')).toContainText("TRỰC TIẾP", { timeout: 30_000 });
  await two.screenshot({ path: path.join(test.info().outputDir, "camera.png") });
  await machines.drive({ type: "take", scene: "dem" });
  await expect(two.locator('[data-tile="d"]')).toBeVisible();

  // Its own desk shows the wall, and where it is driven.
  await second.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.sendInputEvent({ type: "keyDown", keyCode: "D", modifiers: ["control"] });
  });
  const desk = await until(() => second.app.windows().find((page) => page.url().includes("/desk/")) ?? null, {
    withinMs: 20_000,
    what: "the desk's window",
  });
  await expect(desk.getByRole("status")).toContainText(`Máy này chiếu theo máy chính 127.0.0.1:${machines.port}`);
  await desk.keyboard.press("F9");
  await expect(desk.getByRole("status")).toContainText("điều khiển ở bàn của máy chính");
  await desk.screenshot({ path: path.join(test.info().outputDir, "desk.png") });
  await desk.close();
});

test("without the first one the second goes on and says so, and is back with it on the same numbers", async () => {
  await first.close();
  const two = await second.page(2);
  await expect(two.locator(".connection-strip")).toContainText("Mất liên lạc máy chính");
  await expect(two.locator('[data-tile="d"]')).toBeVisible();
  await expect(two.locator('[data-tile="d"]')).not.toBeEmpty();
  await two.screenshot({ path: path.join(test.info().outputDir, "alone.png") });

  // Started anew without it as well.
  await second.close();
  second = await machines.openSecond();
  const again = await second.page(2);
  await expect(again.locator('[data-tile="d"]')).toBeVisible();
  await expect(again.locator(".connection-strip")).toContainText("Mất liên lạc máy chính");

  first = await machines.openFirst();
  await bothShowWell();
  await expect(again.locator(".connection-strip")).toHaveCount(0);
  await machines.drive({ type: "take", scene: "ngay" });
  await expect(again.locator('[data-tile="b"]')).toContainText("8,06");
});
