import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { startMosquitto } from "../lab/mosquitto.ts";
import { runProcess } from "../lab/process.ts";
import { startRtspServer } from "../lab/rtsp-server.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { writeSiteProfile } from "./site-profile.ts";
import { openWall, startVirtualWall, type VirtualWall } from "./wall-under-test.ts";

/** Platforms that nobody here wrote, or that are driven by hand: what a site points its profile at. */
let virtualWall: VirtualWall;
test.beforeAll(async () => {
  virtualWall = await startVirtualWall({ columns: 2, rows: 2, width: 1280, height: 720 });
});
test.afterAll(async () => {
  await virtualWall.stop();
});

/** An endpoint whose answer the test changes. */
async function startEndpoint() {
  let value: number | string = 0;
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(typeof value === "string" ? value : JSON.stringify({ indicator: "rest.so", value }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/so-lieu`,
    set: (next: number | string) => {
      value = next;
    },
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

test("figures of a real broker, endpoint and folder change on the wall, and age honestly when their source is gone", async () => {
  await using folder = await temporaryFolder();
  await using broker = await startMosquitto({ users: { tuong: "mat-khau" } });
  await using endpoint = await startEndpoint();
  const drop = path.join(folder.path, "drop");
  await mkdir(drop);
  const profile = await writeSiteProfile(folder.path, {
    mqtt: broker.url,
    rest: endpoint.url,
    folder: drop,
    account: "tuong",
  });
  const data = path.join(folder.path, "data");
  endpoint.set(4321);
  await using wall = await openWall({ display: virtualWall.display, profile, data, secrets: { broker: "mat-khau" } });

  const one = await wall.page(1);
  const figure = one.locator('[data-tile="o-mqtt"]');
  await wall.statusWhere("the broker's login", (status) =>
    status.sources.some(
      (source) => source.name === "mqtt-that" && source.state !== "refused" && source.state !== "failing",
    ),
  );
  // Retained, as platforms do for a state: the wall may subscribe a moment later than we publish.
  const publish = (value: number) =>
    runProcess("mosquitto_pub", [
      ...[
        "-h",
        "127.0.0.1",
        "-p",
        String(broker.port),
        "-u",
        "tuong",
        "-P",
        "mat-khau",
        "-q",
        "1",
        "-r",
        "-t",
        "site/so",
      ],
      ...["-m", JSON.stringify({ indicator: "mqtt.so", value })],
    ]);
  await publish(1234);
  await expect(figure).toContainText("1.234");
  await publish(98765);
  await expect(figure).toContainText("98.765");
  // What is official needs no tag; the source is given as one that says nothing else.
  await expect(figure).toContainText(/\d\d:\d\d.* · Broker thật/);
  await expect(figure.locator(".tag")).toHaveCount(0);

  await expect((await wall.page(2)).locator('[data-tile="o-rest"]')).toContainText("4.321");
  endpoint.set(5678);
  await expect((await wall.page(2)).locator('[data-tile="o-rest"]')).toContainText("5.678");

  await writeFile(path.join(drop, "thang-11.csv"), "\uFEFFĐơn vị;Giá trị\nSở Tài chính;24680\n");
  await expect((await wall.page(3)).locator('[data-tile="o-folder"]')).toContainText("24.680");

  // Broken JSON: the last figure stays, the source says what is wrong.
  endpoint.set('{"indicator": ');
  await wall.statusWhere("the broken answer to be told", (status) =>
    status.sources.some((source) => source.name === "rest-that" && source.reason?.code === "source.not-json"),
  );
  await expect((await wall.page(2)).locator('[data-tile="o-rest"]')).toContainText("5.678");

  // The broker gone: late, stale, lost, in words, and told by the window itself.
  await publish(98766);
  await expect(figure).toContainText("98.766");
  await broker.stop();
  const stateOf = (status: Awaited<ReturnType<typeof wall.status>>) =>
    status.displays.flatMap((display) => display.tiles).find((tile) => tile.tile === "o-mqtt")?.state;
  for (const state of ["late", "stale", "lost"] as const)
    await wall.statusWhere(`the tile to turn ${state}`, (status) => stateOf(status) === state, 60_000);
  await wall.statusWhere("the source to be failing", (status) =>
    status.sources.some((source) => source.name === "mqtt-that" && source.state === "failing"),
  );
  await broker.restart();
  await wall.statusWhere("the broker to be found again", (status) =>
    status.sources.some((source) => source.name === "mqtt-that" && source.state !== "failing"),
  );
  await publish(55);
  await expect(figure).toContainText("55");
  await wall.statusWhere("the tile to be fresh again", (status) => stateOf(status) === "fresh");
});

test("a camera of an RTSP server shows, dies with its last picture and its time, and comes back by itself", async () => {
  await using folder = await temporaryFolder();
  await using broker = await startMosquitto();
  await using endpoint = await startEndpoint();
  await using server = await startRtspServer({ cameras: 1 });
  const drop = path.join(folder.path, "drop");
  await mkdir(drop);
  const camera = server.cameras[0];
  if (!camera) throw new Error("the server has no camera");
  const profile = await writeSiteProfile(folder.path, {
    mqtt: broker.url,
    rest: endpoint.url,
    folder: drop,
    cameras: [{ id: "rtsp-1", url: camera.url, username: server.username }],
  });
  const data = path.join(folder.path, "data");
  await using wall = await openWall({
    display: virtualWall.display,
    profile,
    data,
    secrets: { camera: server.password },
  });
  const tile = (await wall.page(4)).locator('[data-tile="o-camera-1"]');
  const shown = (status: Awaited<ReturnType<typeof wall.status>>) =>
    status.displays.flatMap((display) => display.tiles).find((one) => one.tile === "o-camera-1")?.state;

  await wall.statusWhere("the camera to be live", (status) => shown(status) === "live", 60_000);
  await expect(tile).toContainText("TRỰC TIẾP");
  await expect(tile.locator(".camera")).toHaveAttribute("data-way", "socket");
  const picture = () =>
    tile.locator("video:not(.camera-behind)").evaluate((video: HTMLVideoElement) => video.currentTime);
  const before = await picture();
  await expect.poll(picture).toBeGreaterThan(before);

  await server.kill();
  await wall.statusWhere("the loss to be told", (status) => {
    const state = shown(status);
    return (
      (state === "last-picture" || state === "no-signal") &&
      status.cameras.some((one) => one.id === "rtsp-1" && one.state === "no-signal" && one.lastPictureAtMs !== null)
    );
  });
  await expect(tile).not.toContainText("TRỰC TIẾP");
  await expect(tile).toContainText(/ảnh \d\d:\d\d:\d\d/);
  await expect(tile.locator(".camera-kept")).toBeVisible();

  await server.restart();
  await wall.statusWhere("the camera to be live again", (status) => shown(status) === "live", 60_000);
  await expect(tile).toContainText("TRỰC TIẾP");
});
