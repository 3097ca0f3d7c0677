import { expect, it } from "vitest";
import { CameraSearchAnswer, CameraStreams, PresetList, SteeringAnswer } from "#contract/entities/steering.ts";
import { Failure, routes } from "#contract/http.ts";
import { startOnvifDevice } from "../../../lab/onvif-device.ts";
import { startServer } from "./server-for-test.ts";

const onvifCamera = (url: string) => ({
  id: "cong",
  name: { vi: "Cổng", en: "Gate" },
  stream: { type: "test", pattern: "gate" },
  onvif: { url, username: "ioc", password: "mat-khau-1" },
});

it("asks a found camera for its streams, as whoever may search, with a password by its name", async () => {
  const streams = { fixed: "rtsp://127.0.0.1:8554/sub", moving: "rtsp://lo:ra@127.0.0.1:8554/main" };
  await using device = await startOnvifDevice({ streams });
  await using elsewhere = await startOnvifDevice({
    streams: { fixed: "http://127.0.0.1/x", moving: "rtsp://10.0.0.9/x" },
  });
  await using server = await startServer({
    sources: [
      {
        ...{ id: "hoi", type: "rest", name: { vi: "Hỏi", en: "Asked" }, lateAfter: "5m", every: "1h", mapping: "[]" },
        ...{ url: "http://10.0.0.9/", bearer: "$".concat("{secret.nen-tang}") },
      },
    ],
  });
  await server.setSecret("camera", "mat-khau-1");
  await server.setSecret("nen-tang", "mat-khau-1");
  const ask = (token: string, body: unknown) =>
    fetch(server.origin + routes.cameraStreams, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const { admin } = server.run;
  const known = { username: "ioc", secret: "camera" };
  for (const role of ["viewer", "operator"] as const)
    expect((await ask(await server.token(role), { address: device.url, ...known })).status).toBe(403);
  const told = CameraStreams.parse(await (await ask(admin, { address: device.url, ...known })).json());
  expect(told).toEqual({
    streams: [
      { url: "rtsp://127.0.0.1:8554/main", width: 1280, height: 720, codec: "H264" },
      { url: "rtsp://127.0.0.1:8554/sub", width: 640, height: 360, codec: "H264" },
    ],
    isMovable: true,
  });
  // What is on another host, or no camera's stream, is no offer.
  const other = await ask(admin, { address: elsewhere.url, ...known });
  expect(CameraStreams.parse(await other.json()).streams).toEqual([]);
  const code = async (answer: Response) => Failure.parse(await answer.json()).code;
  const wrong = await ask(admin, { address: device.url, username: "ioc" });
  expect([wrong.status, await code(wrong)]).toEqual([502, "camera.wrong-password"]);
  expect(await code(await ask(admin, { address: device.url, ...known, secret: "khong-co" }))).toBe("secret.missing");
  // What a platform is asked with goes to no camera, neither to one that is only looked at nor to one that is added.
  expect(await code(await ask(admin, { address: device.url, ...known, secret: "nen-tang" }))).toBe(
    "secret.bound-elsewhere",
  );
  const added = await fetch(server.origin + routes.cameraListCameras, {
    ...{ method: "POST", headers: { authorization: `Bearer ${admin}`, "content-type": "application/json" } },
    body: JSON.stringify({ id: "la", name: "Lạ", url: "rtsp://127.0.0.1:1/x", username: "ioc", secret: "nen-tang" }),
  });
  expect(await code(added)).toBe("secret.bound-elsewhere");
  expect((await ask(admin, { address: "file:///etc/passwd" })).status).toBe(400);
  expect((await ask(admin, { address: "http://a:b@127.0.0.1/" })).status).toBe(400);
  expect(server.log()).not.toMatch(/mat-khau-1|lo:ra/);
});

it("operators and administrators move cameras, nobody else; only administrators search the network", async () => {
  await using device = await startOnvifDevice({ isDiscoverable: true });
  await using server = await startServer({ cameras: [onvifCamera(device.url)] });
  const post = async (path: string, token: string, body: unknown) =>
    fetch(server.origin + path, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const steering = routes.cameraSteering("cong");
  const [viewer, operator, admin, ingest] = [
    await server.token("viewer"),
    await server.token("operator"),
    await server.token("admin"),
    await server.token("ingest"),
  ];
  const move = { type: "move", pan: 0, tilt: -0.4, zoom: 0 };
  for (const token of [viewer, ingest]) {
    expect((await post(steering, token, move)).status).toBe(403);
    expect((await server.get(routes.cameraPresets("cong"), token)).status).toBe(403);
  }
  for (const token of [viewer, operator]) expect((await post(routes.cameraSearch, token, {})).status).toBe(403);
  expect(device.done).toEqual([]);

  const moved = await post(steering, operator, move);
  expect(SteeringAnswer.parse(await moved.json()).untilMs).toBeGreaterThan(Date.now());
  expect(device.velocity()).toEqual({ pan: 0, tilt: -0.4, zoom: 0 });
  const presets = PresetList.parse(await (await server.get(routes.cameraPresets("cong"), operator)).json());
  expect(presets.presets.map(({ name }) => name)).toContain("Cổng chính");
  expect((await post(steering, admin, move)).status).toBe(409);
  expect((await post(steering, operator, { type: "release" })).status).toBe(200);
  expect((await post(steering, admin, { type: "stop" })).status).toBe(200);

  expect((await post(steering, operator, { ...move, pan: 2 })).status).toBe(400);
  expect((await post(steering, operator, { type: "preset", token: "<x>" })).status).toBe(400);
  expect((await post(routes.cameraSteering("khong-co"), operator, move)).status).toBe(404);

  const search = { withinMs: 1_000, interfaces: ["lo"] };
  const [answer, second] = await Promise.all([
    post(routes.cameraSearch, admin, search),
    new Promise((resolve) => setTimeout(resolve, 100)).then(() => post(routes.cameraSearch, admin, search)),
  ]);
  const { found } = CameraSearchAnswer.parse(await answer.json());
  const own = found.find(({ address }) => address === device.url);
  expect(own).toMatchObject({ hardware: "LAB-1", camera: "cong" });
  expect(second.status).toBe(409);
  expect(server.log()).not.toContain("mat-khau-1");
});
