import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { findKeys } from "../../../../main/core/secrets/key-places.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

async function folders(root: string) {
  const [data, keys, credentials] = ["data", "keys", "credentials"].map((name) => path.join(root, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [data, keys, credentials]) await mkdir(folder);
  const find = (given: { keys?: string; credentials?: string } = {}) =>
    findKeys({ dataFolder: data, keysFolder: given.keys, credentialsFolder: given.credentials });
  return { data, keys, credentials, find };
}

it("keys are as systemd hands them over, else in the folder that is set, else in the data folder", async () => {
  await using root = await temporaryFolder();
  const { data, keys, credentials, find } = await folders(root.path);
  expect((await find()).fileOf("secrets.key")).toBe(path.join(data, "secrets.key"));
  expect(await readdir(data)).toEqual([]);
  expect((await find({ keys })).fileOf("secrets.key")).toBe(path.join(keys, "secrets.key"));
  await writeFile(path.join(credentials, "secrets.key"), Buffer.alloc(32));
  const places = await find({ keys, credentials });
  expect(places.fileOf("secrets.key")).toBe(path.join(credentials, "secrets.key"));
  expect(places.fileOf("audit.key")).toBe(path.join(keys, "audit.key"));
});

it("a key that lay elsewhere is asked for and never made anew; one that was not moved is used and told", async () => {
  await using root = await temporaryFolder();
  const { data, keys, find } = await folders(root.path);
  await writeFile(path.join(data, "secrets.key"), Buffer.alloc(32, 1));
  const unmoved = await find({ keys });
  expect(unmoved.fileOf("secrets.key")).toBe(path.join(data, "secrets.key"));
  expect(unmoved.words).toMatchObject([{ code: "keys.not-moved", params: { name: "secrets.key", folder: keys } }]);

  await writeFile(path.join(keys, "secrets.key"), Buffer.alloc(32, 2));
  const both = await find({ keys });
  expect(both.fileOf("secrets.key")).toBe(path.join(keys, "secrets.key"));
  expect(both.words).toMatchObject([{ code: "keys.left-behind" }]);
  await rm(path.join(data, "secrets.key"));
  const moved = await find({ keys });
  expect(moved.words).toEqual([]);
  for (const name of ["session.key", "audit.key"]) await writeFile(path.join(keys, name), Buffer.alloc(32));
  await moved.note();
  expect((await stat(path.join(data, "keys-elsewhere.json"))).mode & 0o777).toBe(0o600);
  expect(await readFile(path.join(data, "keys-elsewhere.json"), "utf8")).toContain(keys);

  await expect(find()).rejects.toMatchObject({ code: "keys.missing", params: { place: keys } });
  await expect(find({ keys: path.join(root.path, "other") })).rejects.toMatchObject({ code: "keys.missing" });
});
