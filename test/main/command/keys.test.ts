import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { routes, SecretList } from "#contract/http.ts";
import { runProcess } from "../../lab/process.ts";
import { temporaryFolder } from "../../lab/temporary-folder.ts";
import { until } from "../../lab/until.ts";
import { own, smallProfile, startCore } from "../core/run/core-process.ts";
import { command } from "./ioc.ts";

it("the keys leave the data folder by a command, the wall goes on with them, and does not start without", async () => {
  await using folder = await temporaryFolder();
  const ioc = (...args: string[]) =>
    runProcess(process.execPath, [command, ...args], { env: own(folder.path), input: "" });
  const first = await startCore(folder.path);
  const { data } = first;
  const limits = () => readFile(`/proc/${first.run.pid}/limits`, "utf8");
  await until(async () => /Max core file size +0 +0/.test(await limits()), { what: "core dumps to be off" });
  const headers = { authorization: `Bearer ${first.run.adminToken}`, "content-type": "application/json" };
  const body = JSON.stringify({ value: "bí mật" });
  expect((await fetch(`${first.run.origin}${routes.secrets}/kho`, { method: "PUT", headers, body })).ok).toBe(true);
  const keys = path.join(folder.path, "khoa");
  // Not under a running wall, nor to a place that goes with the data folder.
  expect((await ioc("keys", "move", keys, "--data", data)).code).toBe(75);
  await first.stop();
  expect((await ioc("keys", "move", path.join(data, "khoa"), "--data", data)).code).toBe(64);
  await writeFile(keys, "");
  expect((await ioc("keys", "move", keys, "--data", data)).code).toBe(73);
  await rm(keys);

  const before = await readFile(path.join(data, "secrets.key"));
  const moved = await ioc("keys", "move", keys, "--data", data);
  expect(moved).toMatchObject({ code: 0, stdout: expect.stringContaining(`IOC_KEYS=${keys}`) });
  expect(moved.stdout).toContain(`LoadCredential=secrets.key:${keys}/secrets.key`);
  expect((await readdir(data)).filter((name) => name.endsWith(".key"))).toEqual([]);
  expect(await readFile(path.join(keys, "secrets.key"))).toEqual(before);
  expect((await stat(keys)).mode & 0o777).toBe(0o700);
  for (const name of await readdir(keys)) expect((await stat(path.join(keys, name))).mode & 0o777).toBe(0o600);
  expect((await ioc("keys", "show", "--data", data)).stdout).toContain(keys);

  await expect(startCore(folder.path, data)).rejects.toThrow(/secrets\.key/);
  const again = await startCore(folder.path, data, 0, smallProfile, { IOC_KEYS: keys });
  const asked = await fetch(again.run.origin + routes.secrets, {
    headers: { authorization: `Bearer ${again.run.adminToken}` },
  });
  expect(SecretList.parse(await asked.json()).names).toEqual(["kho"]);
  await again.stop();
  const backup = await ioc("backup", path.join(folder.path, "sao-luu"), "--data", data);
  expect(backup.stdout).toContain("KHÔNG có trong bản này");
});
