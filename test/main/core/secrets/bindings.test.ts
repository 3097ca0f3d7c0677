import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { CameraListReport } from "#contract/camera-list.ts";
import { routes, SecretBound } from "#contract/http.ts";
import { csvType } from "#contract/tables.ts";
import { type RunningCore, startCore } from "../../../lab/core.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";
import { smallProfile } from "../api/server-for-test.ts";
import { serve } from "../connectors/platform.ts";

const words = { vi: "Nền tảng", en: "Platform" };
const reference = (name: string) => "$".concat(`{secret.${name}}`);
const set = (core: RunningCore, name: string, value: string) =>
  core.fetch(`${routes.secrets}/${name}`, {
    ...{ method: "PUT", body: JSON.stringify({ value }) },
    headers: { "content-type": "application/json" },
  });
const bind = async (core: RunningCore, name: string) =>
  SecretBound.parse(await (await core.fetch(routes.secretBinding(name), { method: "POST" })).json()).bound;
const reasonOf = async (core: RunningCore) =>
  (await core.status()).sources.find(({ id }) => id === "hoi")?.reason?.code ?? null;

it("a secret goes nowhere but to the host it was set for, until an administrator says so", async () => {
  await using folder = await temporaryFolder();
  /** Who was sent what: the name by which the platform was asked for, and what came along. */
  const told: string[] = [];
  await using platform = await serve((request, response) => {
    const { host = "", authorization = "" } = request.headers;
    told.push(`${host.replace(/:\d+$/, "")} ${authorization}`);
    response.end("[]");
  });
  const { port } = new URL(platform.url);
  const [profile, data] = [join(folder.path, "profile"), join(folder.path, "data")];
  await cp(smallProfile, profile, { recursive: true });
  const given = parse(await readFile(join(profile, "profile.yaml"), "utf8"));
  const write = (host: string) => {
    const source = {
      ...{ id: "hoi", type: "rest", name: words, lateAfter: "5m", every: "1s", mapping: "[]" },
      ...{ url: `http://${host}:${port}/`, bearer: reference("nen-tang") },
    };
    return writeFile(join(profile, "profile.yaml"), stringify({ ...given, sources: [...given.sources, source] }));
  };
  await write("127.0.0.1");
  {
    await using core = await startCore({ profile, data });
    await set(core, "nen-tang", "mat-khau");
    await until(() => told.includes("127.0.0.1 Bearer mat-khau"), { what: "the platform being asked" });
  }
  // Somebody lays another address over the source: a table, a copied profile, a slip of the hand.
  await write("localhost");
  await using core = await startCore({ profile, data });
  await until(async () => (await reasonOf(core)) === "secret.bound-elsewhere", { what: "the source's sentence" });
  expect(told.filter((one) => one.startsWith("localhost"))).toEqual([]);
  expect(await bind(core, "nen-tang")).toEqual([{ user: "source hoi", hosts: "localhost" }]);
  await until(() => told.includes("localhost Bearer mat-khau"), { what: "the platform at its new name" });

  // A table of cameras that names the secret of a source sends it to no camera.
  const table = `Mã camera,Tên camera,Kiểu luồng,Địa chỉ luồng chính,Tài khoản,Tên mật khẩu\nla,Camera lạ,jpeg,http://127.0.0.1:${port}/anh.jpg,admin,nen-tang\n`;
  const imported = await core.fetch(routes.cameraList, {
    ...{ method: "POST", body: table, headers: { "content-type": csvType } },
  });
  expect(CameraListReport.parse(await imported.json())).toMatchObject({ outcome: "imported", mistakes: [] });
  const camera = async () => (await core.status()).cameras.find(({ id }) => id === "la");
  await until(async () => (await camera())?.reason?.code === "secret.bound-elsewhere", {
    what: "the camera's sentence",
  });
  expect((await camera())?.state).toBe("wrong-password");
  expect(await bind(core, "nen-tang")).toEqual([
    { user: "source hoi", hosts: "localhost" },
    { user: "camera la", hosts: "127.0.0.1" },
  ]);
  // One more camera behind the same recorder is no new place; at another host it is.
  const more = `${table}hai,Camera hai,jpeg,http://127.0.0.1:${port}/hai.jpg,admin,nen-tang\nba,Camera ba,jpeg,http://localhost:${port}/ba.jpg,admin,nen-tang\n`;
  await core.fetch(routes.cameraList, { method: "POST", body: more, headers: { "content-type": csvType } });
  const reasonFor = async (id: string) => (await core.status()).cameras.find((one) => one.id === id)?.reason?.code;
  await until(async () => (await reasonFor("ba")) === "secret.bound-elsewhere", { what: "the sentence of the third" });
  const second = await until(() => reasonFor("hai"), { what: "the second camera being asked" });
  expect(second).not.toBe("secret.bound-elsewhere");
}, 60_000);
