import path from "node:path";
import { expect, test } from "@playwright/test";
import type { WallCommand } from "#contract/entities/wall-state.ts";
import { CreatedToken, routes, WallAnswer } from "#contract/http.ts";
import { freePort } from "../lab/free-port.ts";
import { writeJoinedProfile } from "../lab/joined-site.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { notedTiles, watchTiles } from "./tile-notes.ts";
import { openWall, startVirtualWall, type VirtualWall, type WallUnderTest } from "./wall-under-test.ts";

/** Two programs, each with a monitor of its own: the second one joins the wall of the first. */
let monitors: VirtualWall[];
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let profile: string;
let port: number;
let first: WallUnderTest;
let second: WallUnderTest;

const openFirst = () =>
  openWall({
    ...{ display: monitors[0]?.display ?? "", profile, data: path.join(folder.path, "first") },
    env: { IOC_PORT: String(port) },
  });
const openSecond = (token = "") =>
  openWall({
    ...{ display: monitors[1]?.display ?? "", profile: "", data: path.join(folder.path, "second") },
    env: { IOC_JOIN: `http://127.0.0.1:${port}`, IOC_JOIN_TOKEN: token },
  });

async function post(where: string, body: unknown): Promise<unknown> {
  const { origin, adminToken } = await first.run();
  const answer = await fetch(origin + where, {
    method: "POST",
    headers: { authorization: `Bearer ${adminToken}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return answer.json();
}
const drive = async (command: WallCommand) => WallAnswer.parse(await post(routes.wallCommands, command));

test.beforeAll(async () => {
  folder = await temporaryFolder();
  profile = await writeJoinedProfile(folder.path);
  port = await freePort();
  const size = { columns: 1, rows: 1, width: 1280, height: 720 };
  monitors = [await startVirtualWall(size), await startVirtualWall(size)];
  first = await openFirst();
  await first.page(1);
});
test.afterAll(async () => {
  await second?.close();
  await first?.close();
  for (const wall of monitors) await wall.stop();
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
  const { token } = CreatedToken.parse(await post(routes.tokens, { role: "machine", label: "Máy hai" }));
  second = await openSecond(token);
  const [one, two] = [await first.page(1), await second.page(2)];
  await expect(two.locator('[data-tile="b"]')).toContainText("8,06");
  await bothShowWell();

  const skewsMs: number[] = [];
  for (const scene of ["dem", "ngay", "dem", "ngay", "dem"]) {
    for (const page of [one, two]) await watchTiles(page);
    expect((await drive({ type: "take", scene })).late).toEqual([]);
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

  await drive({ type: "blank", displays: [2] });
  await expect(two.locator(".cover-blank")).toBeVisible();
  await expect(one.locator(".cover-blank")).toHaveCount(0);
  await drive({ type: "blank", displays: [] });

  await drive({ type: "take", scene: "camera" });
  await expect(two.locator('[data-tile="e"]')).toContainText("TRỰC TIẾP", { timeout: 30_000 });
  await two.screenshot({ path: path.join(test.info().outputDir, "camera.png") });
  await drive({ type: "take", scene: "dem" });
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
  await expect(desk.getByRole("status")).toContainText(`Máy này chiếu theo máy chính 127.0.0.1:${port}`);
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
  second = await openSecond();
  const again = await second.page(2);
  await expect(again.locator('[data-tile="d"]')).toBeVisible();
  await expect(again.locator(".connection-strip")).toContainText("Mất liên lạc máy chính");

  first = await openFirst();
  await bothShowWell();
  await expect(again.locator(".connection-strip")).toHaveCount(0);
  await drive({ type: "take", scene: "ngay" });
  await expect(again.locator('[data-tile="b"]')).toContainText("8,06");
});
