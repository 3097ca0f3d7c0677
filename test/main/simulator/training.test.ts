import { expect, it } from "vitest";
import { PresetList, SteeringAnswer } from "#contract/entities/steering.ts";
import { CameraEventList, routes } from "#contract/http.ts";
import { startCore } from "../../lab/core.ts";
import { until } from "../../lab/until.ts";

it("the built-in profile has a camera to be turned and events to be read, as real ones are, all of it simulated", async () => {
  await using core = await startCore({ profile: "lang-son" });
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
