import { expect, it } from "vitest";
import { routes } from "#contract/routes.ts";
import { startRtspServer } from "../../../lab/rtsp-server.ts";
import { until } from "../../../lab/until.ts";
import { openSite } from "./rig.ts";

const reference = (name: string) => ["$", "{secret.", name, "}"].join("");
const name = { vi: "Bãi xe Chi Ma", en: "Chi Ma yard" };

const gate = `cameras:
  - id: cong   # cổng chính
    name: { vi: Cổng, en: Gate }
    stream: { type: rtsp, url: "rtsp://127.0.0.1:9/cong" }
`;

it("a camera by wizard: its picture before it is saved, on the running wall without a restart, in the file, moved and taken back", async () => {
  await using rtsp = await startRtspServer({ width: 640, height: 360, framesPerSecond: 10 });
  await using site = await openSite((text) => text.replace("sources:\n", `${gate}sources:\n`));
  const before = await site.text();
  const camera = {
    ...{ id: "bai-xe", name, position: { lon: 106.9312, lat: 21.6721, accuracy: "surveyed" } },
    stream: { type: "rtsp", url: rtsp.address(), username: rtsp.username, password: reference("camera-bai-xe") },
  };
  const secrets = [{ name: "camera-bai-xe", value: rtsp.password }];

  const wrong = await site.post(routes.cameraDraftPicture, {
    camera,
    secrets: [{ name: "camera-bai-xe", value: "sai" }],
  });
  expect([wrong.status, wrong.body.jpeg, wrong.body.reason.code]).toEqual([200, null, "camera.wrong-password"]);
  const elsewhere = await site.post(routes.cameraDraftPicture, {
    camera: { ...camera, stream: { ...camera.stream, url: "rtsp://127.0.0.1:9/none" } },
    secrets,
  });
  expect([elsewhere.body.jpeg, elsewhere.body.reason.code]).toEqual([null, "camera.unreachable"]);
  const crooked = await site.post(routes.cameraDraftPicture, {
    camera: { ...camera, stream: { type: "rtsp", url: "x" } },
  });
  expect([crooked.status, crooked.body.code]).toEqual([422, "wizard.camera-wrong"]);
  const byFile = await site.post(routes.cameraDraftPicture, {
    camera: { ...camera, stream: { type: "mjpeg", url: "https://127.0.0.1/", ca: "/etc/passwd" } },
  });
  expect([byFile.status, byFile.body.code]).toEqual([422, "wizard.file"]);

  const taken = await site.post(routes.cameraDraftPicture, { camera, secrets });
  expect([taken.status, taken.body.reason]).toEqual([200, null]);
  const jpeg = Buffer.from(taken.body.jpeg, "base64");
  expect([jpeg.subarray(0, 3).toString("hex"), jpeg.length > 2_000]).toEqual(["ffd8ff", true]);
  expect(await site.text()).toBe(before);
  expect(await site.core.parts.secrets.names()).toEqual([]);

  const made = await site.post(routes.profileChanges, {
    ...{ kind: "camera-added", name, secrets, items: [{ list: "cameras", id: "bai-xe", mark: null, set: camera }] },
  });
  expect(made.status).toBe(200);
  const written = await site.text();
  expect(written).toContain("  - id: bai-xe\n");
  expect(written).toContain(`password: ${reference("camera-bai-xe")}`);
  expect(written).not.toContain(rtsp.password);
  // The running gateway has it: its own playlist, by the password that was entered.
  const playlist = () =>
    fetch(`${site.core.origin}${routes.cameraPlaylist("bai-xe", "main")}`, {
      headers: { authorization: `Bearer ${site.core.tokens.admin}` },
    });
  await until(async () => (await playlist()).status === 200, { withinMs: 20_000, what: "the camera's playlist" });

  // A picture of the one that is there, by the password that is kept; not at another address.
  const again = await site.post(routes.cameraDraftPicture, { camera });
  expect(again.body.reason).toBeNull();
  const lured = await site.post(routes.cameraDraftPicture, {
    camera: { ...camera, stream: { ...camera.stream, url: "rtsp://localhost:9/none" } },
  });
  expect([lured.body.jpeg ?? null, String(lured.body.reason?.code ?? lured.body.code)]).toEqual([
    null,
    expect.stringMatching(/^secret\./),
  ]);

  const { items } = (await site.get(routes.profileList("cameras"))).body;
  const { mark } = items.find(({ id }: { id: string }) => id === "bai-xe");
  const moved = await site.post(routes.profileChanges, {
    ...{ kind: "camera-changed", name },
    items: [{ list: "cameras", id: "bai-xe", mark, set: { position: { ...camera.position, lat: 21.7 } } }],
  });
  expect(moved.status).toBe(200);
  const told = () => site.core.parts.cameras.views().find(({ id }) => id === "bai-xe");
  await until(() => told()?.position?.lat === 21.7);

  const back = async (number: number) => (await site.post(routes.profileChangeBack(number))).status;
  expect(await back(moved.body.number)).toBe(200);
  expect(await back(made.body.number)).toBe(200);
  expect(await site.text()).toBe(before);
  expect(await site.core.parts.secrets.names()).toEqual([]);
  expect((await playlist()).status).toBe(404);
  expect(site.log()).not.toContain(rtsp.password);
});
