import { expect, it } from "vitest";
import { PresetList, SteeringAnswer } from "#contract/entities/steering.ts";
import { CameraEventList, routes } from "#contract/http.ts";
import { commandOf, processTree } from "../../bench/memory.ts";
import { type RunningCore, startCore } from "../../lab/core.ts";
import { until } from "../../lab/until.ts";

it("the built-in profile has a camera to be turned and events to be read, as real ones are, all of it simulated", async () => {
  await using core = await startCore({ hasPictures: true, profile: "lang-son" });
  const steer = async (command: object) => {
    const answer = await core.fetch(routes.cameraSteering("quoc-lo-1a"), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(command),
    });
    expect(answer.status, await answer.clone().text()).toBe(200);
    return SteeringAnswer.parse(await answer.json()).untilMs;
  };
  const asked = await core.fetch(routes.cameraPresets("quoc-lo-1a"));
  expect(asked.status, await asked.clone().text()).toBe(200);
  const { presets } = PresetList.parse(await asked.json());
  expect(presets.map(({ name }) => name)).toContain("Hướng cửa khẩu");
  expect(await steer({ type: "move", pan: 1, tilt: 0, zoom: 0 })).toBeGreaterThan(Date.now());
  await steer({ type: "stop" });
  await steer({ type: "preset", token: presets[1]?.token });
  expect(await steer({ type: "release" })).toBeNull();

  const told = await until(
    async () => {
      const { events } = CameraEventList.parse(await (await core.fetch(routes.cameraEvents)).json());
      return events.length > 0 ? events : undefined;
    },
    { what: "an event of a camera" },
  );
  for (const event of told) expect(event).toMatchObject({ source: "camera-giao-thong", isSimulated: true });
});

it("its cameras are live by the way of real ones, say that they are simulated, and come back with the simulator", async () => {
  await using core = await startCore({ hasPictures: true, profile: "lang-son" });
  const ids = ["huu-nghi-lan-1119", "phai-ve", "cau-ky-cung", "quoc-lo-1a"];
  const areLive = async () => {
    await Promise.all(ids.map(async (id) => (await core.fetch(routes.cameraPlaylist(id, "main"))).body?.cancel()));
    const { cameras } = await core.status();
    return ids.every((id) => cameras.some((camera) => camera.id === id && camera.state === "ok"));
  };
  await until(areLive, { what: "every camera live", withinMs: 60_000 });
  // None of them is read, nor drawn, by an ffmpeg of the core's.
  expect(childrenOf(core).filter((command) => command.includes("ffmpeg"))).toEqual([]);
  const { cameras } = await core.status();
  expect(cameras.every(({ isSimulated }) => isSimulated)).toBe(true);
  const picture = await until(
    async () => {
      const answer = await core.fetch(routes.cameraLastPicture("phai-ve"));
      return answer.status === 200 ? answer : undefined;
    },
    { what: "a picture" },
  );
  expect(picture.headers.get("content-type")).toBe("image/jpeg");

  const simulator = processTree(core.process.pid).find((pid) => commandOf(pid).includes("/simulator/index."));
  process.kill(simulator ?? 0, "SIGKILL");
  await until(async () => !(await areLive()), { what: "cameras that are away" });
  await until(areLive, { what: "cameras that are back", withinMs: 60_000 });
}, 180_000);

/** Commands of the core's own children; those of the simulator's are not among them. */
function childrenOf({ process: { pid } }: RunningCore): string[] {
  const ofSimulator = processTree(pid)
    .filter((one) => commandOf(one).includes("/simulator/index."))
    .flatMap(processTree);
  return processTree(pid)
    .filter((one) => !ofSimulator.includes(one))
    .map(commandOf);
}
