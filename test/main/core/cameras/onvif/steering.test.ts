import { afterEach, expect, test } from "vitest";
import { CameraConfig } from "#contract/entities/camera-config.ts";
import type { Who } from "#contract/entities/wall-state.ts";
import { createOnvifLine } from "../../../../../main/core/cameras/onvif/onvif-line.ts";
import { createSteering } from "../../../../../main/core/cameras/onvif/steering.ts";
import { type OnvifDeviceOptions, startOnvifDevice } from "../../../../lab/onvif-device.ts";
import { until } from "../../../../lab/until.ts";

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const lan: Who = { role: "operator", name: "Lan" };
const minh: Who = { role: "operator", name: "Minh" };
const right = { type: "move", pan: 1, tilt: 0, zoom: 0 } as const;

async function rig(options: OnvifDeviceOptions = {}, leaseMs = 60_000) {
  const device = await startOnvifDevice(options);
  const line = createOnvifLine();
  const holders: (string | null)[] = [];
  const camera = CameraConfig.parse({
    id: "cong",
    name: { vi: "Cổng", en: "Gate" },
    stream: { type: "rtsp", url: "rtsp://127.0.0.1/x", username: "ioc", password: "$" + "{secret.camera}" },
    onvif: { url: device.url },
  });
  const fixed = CameraConfig.parse({ id: "fixed", name: camera.name, stream: { type: "test", pattern: "gate" } });
  const log = { info: () => {}, warn: () => {} };
  const steering = createSteering({
    cameras: [camera, fixed],
    line,
    resolve: (text) => text.replace("$" + "{secret.camera}", "mat-khau-1"),
    now: Date.now,
    onHolder: (_, by) => void holders.push(by?.name ?? null),
    log,
    leaseMs,
  });
  cleanups.push(async () => {
    await steering.stop();
    await line.stop();
    await device[Symbol.asyncDispose]();
  });
  return { device, steering, holders, cameras: [camera, fixed] };
}

test("one holder at a time: others are told who, until it is released", async () => {
  const { device, steering, holders } = await rig();
  const untilMs = await steering.command("cong", right, lan);
  expect(untilMs).toBeGreaterThan(Date.now() + 50_000);
  await expect(steering.command("cong", right, minh)).rejects.toMatchObject({
    code: "camera.held",
    params: { name: "Lan" },
  });
  // To look is not to move.
  expect(await steering.presets("cong")).toHaveLength(3);
  await steering.command("cong", { type: "stop" }, lan);
  expect(await steering.command("cong", { type: "release" }, lan)).toBeNull();
  await steering.command("cong", { type: "preset", token: "1" }, minh);
  expect(holders).toEqual(["Lan", null, "Minh"]);
  expect(device.done).toEqual(["move 1 0 0 for 1 s", "stop", "preset 1"]);
});

test("a camera that is taken off the list, or steered elsewhere, is stopped where it was and held by nobody", async () => {
  const { device, steering, holders, cameras } = await rig({ ignoresTimeout: true });
  const [camera, fixed] = cameras;
  if (camera === undefined || fixed === undefined) throw new Error("the rig has two cameras");
  await steering.command("cong", right, lan);
  // Another name is no reason to let go of it.
  steering.replace([{ ...camera, name: { vi: "Cổng chính", en: "Main gate" } }, fixed]);
  expect(device.velocity()).not.toBeNull();
  expect(holders).toEqual(["Lan"]);
  steering.replace([fixed]);
  expect(holders).toEqual(["Lan", null]);
  await until(() => device.velocity() === null, { what: "the stop" });
  await expect(steering.command("cong", right, lan)).rejects.toMatchObject({ code: "camera.unknown" });
  steering.replace([camera, fixed]);
  await steering.command("cong", right, minh);
  expect(holders.at(-1)).toBe("Minh");
});

test("a holder that says nothing more loses the camera by itself, and it stands still", async () => {
  const { device, steering, holders } = await rig({ ignoresTimeout: true }, 600);
  await steering.command("cong", right, lan);
  expect(device.velocity()).not.toBeNull();
  await until(() => holders.at(-1) === null, { what: "the end of the lease" });
  await until(() => device.velocity() === null, { what: "the stop" });
  await steering.command("cong", { type: "preset", token: "2" }, minh);
});

test("a camera that is let go of while it is slow to take the move stands still in the end", async () => {
  const { device, steering, holders } = await rig({ ignoresTimeout: true });
  const moved = steering.command("cong", right, lan);
  await steering.command("cong", { type: "release" }, lan);
  await moved;
  expect(device.velocity()).toBeNull();
  expect(device.done.at(-1) ?? "stop").toBe("stop");
  expect(holders).toEqual(["Lan", null]);
});

test("a camera that keeps moving is stopped when nobody renews the move, within the lease", async () => {
  const { device, steering, holders } = await rig({ ignoresTimeout: true });
  await steering.command("cong", right, lan);
  await until(() => device.velocity() === null, { what: "the stop" });
  expect(device.done.at(-1)).toBe("stop");
  expect(holders).toEqual(["Lan"]);
});

test("of many commands at once the newest ends up with the camera", async () => {
  const { device, steering } = await rig();
  await Promise.all([
    ...Array.from({ length: 20 }, (_, n) => steering.command("cong", { ...right, pan: n / 20 }, lan)),
    steering.command("cong", { type: "stop" }, lan),
  ]);
  expect(device.done.at(-1)).toBe("stop");
  expect(device.done.length).toBeLessThan(5);
});

test("a camera without ONVIF, and one that is not there, say so", async () => {
  const { steering, holders } = await rig();
  await expect(steering.command("fixed", right, lan)).rejects.toMatchObject({ code: "camera.not-movable" });
  await expect(steering.command("nothing", right, lan)).rejects.toMatchObject({ code: "camera.unknown" });
  expect(holders).toEqual([]);
});
