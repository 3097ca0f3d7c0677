import { expect, it } from "vitest";
import { CameraListReport, CameraListUndone, CameraListView } from "#contract/camera-list.ts";
import { Failure, routes } from "#contract/http.ts";
import { csvType, maxTableBytes, workbookType } from "#contract/tables.ts";
import { startServer, type TestServer } from "./server-for-test.ts";

const list = "Mã camera;Tên camera;Địa chỉ luồng chính\nnga-tu;Ngã tư;rtsp://10.0.0.7/1";
const send = (server: TestServer, token: string, body: string, type: string = csvType, query = "") =>
  fetch(`${server.origin}${routes.cameraList}${query}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": type },
    body,
  });

it("is handed out to and taken from an administrator only: it holds addresses and accounts", async () => {
  await using server = await startServer();
  const { admin } = server.run;
  const undo = (token: string) =>
    fetch(`${server.origin}${routes.cameraListUndo}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
    });
  for (const role of ["viewer", "operator", "ingest"] as const) {
    const token = await server.token(role);
    expect((await server.get(routes.cameraListFile, token)).status).toBe(403);
    expect((await send(server, token, list)).status).toBe(403);
    expect((await undo(token)).status).toBe(403);
  }
  expect((await server.get(routes.cameraListFile, admin)).headers.get("content-type")).toBe(workbookType);
  const csv = await server.get(`${routes.cameraListFile}?format=csv`, admin);
  expect(await csv.text()).toContain("Mã camera;Tên camera");

  const imported = await send(server, admin, list, csvType, "?file=camera.csv");
  expect(CameraListReport.parse(await imported.json())).toMatchObject({ outcome: "imported", added: ["nga-tu"] });
  const view = await server.get(routes.cameraList, await server.token("viewer"));
  expect(CameraListView.parse(await view.json())).toMatchObject({
    ...{ inUse: { number: 1, file: "camera.csv", cameras: 1 }, isWaiting: false },
  });
  expect(server.parts.registered.all().map(({ id }) => id)).toContain("nga-tu");
  expect(CameraListUndone.parse(await (await undo(admin)).json())).toMatchObject({ inUse: null, warnings: [] });
  expect(server.parts.registered.all().map(({ id }) => id)).not.toContain("nga-tu");
});

it("takes one camera more from an administrator, checked as a row is, with what is needed to move it", async () => {
  await using server = await startServer();
  const { admin } = server.run;
  const add = async (token: string, body: unknown) => {
    const answer = await fetch(server.origin + routes.cameraListCameras, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return answer.status === 200 ? CameraListReport.parse(await answer.json()) : answer.status;
  };
  const camera = { id: "cau-moi", name: 'Cầu; "mới"', url: "rtsp://10.0.0.7/1", sub: "rtsp://10.0.0.7/2" };
  expect(await add(await server.token("operator"), camera)).toBe(403);
  expect(await send(server, admin, list)).toMatchObject({ status: 200 });
  const onvif = "http://10.0.0.7/onvif/device_service";
  expect(await add(admin, { ...camera, onvif })).toMatchObject({ outcome: "imported", number: 2, added: ["cau-moi"] });
  const byId = () => new Map(server.parts.registered.all().map((one) => [one.id, one]));
  expect(byId().get("cau-moi")).toMatchObject({
    name: { vi: 'Cầu; "mới"' },
    stream: { type: "rtsp", url: "rtsp://10.0.0.7/1", sub: "rtsp://10.0.0.7/2" },
    onvif: { url: onvif },
  });
  expect(byId().has("nga-tu"), "what was imported before stays").toBe(true);

  const mistakesOf = async (body: unknown) => {
    const report = await add(admin, body);
    if (typeof report === "number") return report;
    return report.mistakes.map(({ heading, message }) => `${heading}: ${message.code}`);
  };
  expect(await mistakesOf(camera)).toEqual(["Mã camera: camera-list.id-twice"]);
  expect(await mistakesOf({ ...camera, id: "Cầu mới" })).toHaveLength(1);
  expect(await mistakesOf({ ...camera, id: "khac", url: "rtsp://a:b@10.0.0.7/1" })).toEqual([
    "Địa chỉ luồng chính: camera-list.account-in-address",
  ]);
  expect(await mistakesOf({ ...camera, id: "khac", username: "ioc", secret: "chua-dat" })).toEqual([
    "Tên mật khẩu: camera-list.secret-not-set",
  ]);
  expect(await mistakesOf({ ...camera, id: "khac", password: "x" })).toBe(400);
});

it("refuses what is too large or of another kind, with a sentence", async () => {
  await using server = await startServer();
  const { admin } = server.run;
  const code = async (answer: Response) => [answer.status, Failure.parse(await answer.json()).code];
  expect(await code(await send(server, admin, "x".repeat(maxTableBytes + 1)))).toEqual([413, "table.too-large"]);
  expect(await code(await send(server, admin, "PK\u0003\u0004", workbookType))).toEqual([422, "table.not-a-workbook"]);
  expect((await send(server, admin, list, "application/json")).status).toBe(415);
});
