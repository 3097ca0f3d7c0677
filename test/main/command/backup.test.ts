import { chmod, cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { CreatedToken, Readings, routes } from "#contract/http.ts";
import { runProcess } from "../../lab/process.ts";
import { temporaryFolder } from "../../lab/temporary-folder.ts";
import { until } from "../../lab/until.ts";
import { browserOf, goodPassword, signIn, stateOf } from "../core/accounts/people-for-test.ts";
import { own, type RunningCore, startCore } from "../core/run/core-process.ts";
import { command } from "./ioc.ts";

it("backs up a wall that runs, rehearses a restore on an empty folder, does it, and the wall goes on from there", async () => {
  await using folder = await temporaryFolder();
  const ioc = async (...args: string[]) =>
    runProcess(process.execPath, [command, ...args], { env: own(folder.path), input: "" });
  const call = (core: RunningCore, route: string, init: RequestInit = {}, token = core.run.adminToken) =>
    fetch(core.run.origin + route, {
      ...init,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    });
  const valuesOf = async (core: RunningCore) =>
    Readings.parse(await (await call(core, routes.readings)).json()).readings.map(({ value }) => value);

  const first = await startCore(folder.path);
  const made = { method: "POST", body: JSON.stringify({ role: "viewer", label: "lãnh đạo" }) };
  const { token } = CreatedToken.parse(await (await call(first, routes.tokens, made)).json());
  const person = { name: "le.b", fullName: "Lê B", grants: [{ role: "leader", scope: { kind: "province" } }] };
  const invited = await call(first, routes.accounts, { method: "POST", body: JSON.stringify(person) });
  const { link } = (await invited.json()) as { link: string };
  const browser = browserOf(first.run);
  const accept = { method: "POST", body: { password: goodPassword } };
  expect((await browser.send(routes.invitation(link.split("/").at(-1) ?? ""), accept)).status).toBe(200);
  const secret = { method: "PUT", body: JSON.stringify({ value: "bí mật" }) };
  expect((await call(first, `${routes.secrets}/kho`, secret)).ok).toBe(true);
  await mkdir(path.join(first.data, "files"), { recursive: true });
  await writeFile(path.join(first.data, "files", "giao-ban.txt"), "nội dung");
  await until(async () => (await valuesOf(first)).includes(8.06));
  const backup = path.join(folder.path, "sao-luu");
  const taken = await ioc("backup", backup);
  expect(taken).toMatchObject({ code: 0, stdout: expect.stringContaining("khoá của các mật khẩu") });
  expect((await ioc("backup", backup)).code).toBe(73);
  // While it runs nothing is put back into it.
  expect((await ioc("restore", backup, "--yes")).code).toBe(75);
  await first.stop();
  expect(await readdir(backup)).not.toContain("core.json");

  const data = path.join(folder.path, "trong");
  const rehearsed = await ioc("restore", backup, "--data", data);
  expect(rehearsed).toMatchObject({ code: 0, stdout: expect.stringContaining("Chưa thay gì. Thêm --yes") });
  expect(rehearsed.stdout).toMatch(/mật khẩu +— +→ +1\n/);
  expect(rehearsed.stdout).toMatch(/tài khoản +— +→ +1\n/);
  expect(await readdir(data).catch(() => [])).toEqual([]);
  const done = await ioc("restore", backup, "--data", data, "--yes", "--lang", "en");
  expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining("Start the wall again") });

  const again = await startCore(folder.path, data);
  expect(await valuesOf(again)).toContain(8.06);
  expect((await call(again, routes.readings, {}, token)).status).toBe(200);
  // The person is there; whoever was signed out since would not be in again.
  const later = browserOf(again.run);
  later.cookie = browser.cookie;
  expect(await stateOf(later)).toMatchObject({ state: "none" });
  expect((await signIn(later, "le.b")).status).toBe(200);
  expect(await (await call(again, routes.secrets)).json()).toEqual({ names: ["kho"] });
  expect(await readFile(path.join(data, "files", "giao-ban.txt"), "utf8")).toBe("nội dung");
  await again.stop();

  // Over data that is there: shown with both numbers, set aside and not deleted.
  await writeFile(path.join(data, "files", "moi.txt"), "mới");
  const over = await ioc("restore", backup, "--data", data, "--yes", "--json");
  const told = JSON.parse(over.stdout);
  expect(told).toMatchObject({ restored: true, files: { removed: 1 }, before: { secrets: 1 }, after: { secrets: 1 } });
  expect(await readFile(path.join(told.aside, "files", "moi.txt"), "utf8")).toBe("mới");
  expect(await readdir(path.join(data, "files"))).toEqual(["giao-ban.txt"]);

  // A backup that lost a byte changes nothing.
  const spoilt = path.join(folder.path, "hong");
  await cp(backup, spoilt, { recursive: true });
  await chmod(path.join(spoilt, "secrets.key"), 0o600);
  await writeFile(path.join(spoilt, "secrets.key"), Buffer.alloc(32));
  const refused = await ioc("restore", spoilt, "--data", data, "--yes");
  expect(refused).toMatchObject({ code: 65, stderr: expect.stringContaining("secrets.key") });
  expect((await ioc("restore", folder.path, "--data", data, "--yes")).code).toBe(66);
}, 60_000);

it("explains both, with examples and exit codes, in both languages", async () => {
  await using folder = await temporaryFolder();
  for (const [name, language, words] of [
    ["backup", "vi", ["Ví dụ:", "Mã kết thúc:", "profile.yaml"]],
    ["restore", "vi", ["Diễn tập|diễn tập", "before-restore", "--yes"]],
    ["backup", "en", ["Examples:", "Exit codes:"]],
    ["restore", "en", ["rehearsed", "Exit codes:"]],
  ] as const) {
    const args = [command, name, "--help", "--lang", language];
    const { code, stdout } = await runProcess(process.execPath, args, { env: own(folder.path), input: "" });
    expect(code).toBe(0);
    for (const word of words) expect(stdout).toMatch(new RegExp(word));
  }
});
