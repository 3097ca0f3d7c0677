import { existsSync } from "node:fs";
import { appendFile, cp, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { catalogue, type ErrorCode } from "#contract/errors.ts";
import { routes, Status } from "#contract/http.ts";
import { RunFile } from "#contract/supervision.ts";
import { runProcess, startProcess } from "../../../lab/process.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";
import { coreFile, listenTo, own, smallProfile, startCore } from "./core-process.ts";

/** The first words of a sentence, up to its first parameter. */
const opening = (code: ErrorCode) => catalogue[code].vi.split("{")[0] ?? "";

const runCore = (folder: string, args: readonly string[]) =>
  runProcess(process.execPath, [coreFile, ...args], { env: own(folder) });

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("a core by itself", () => {
  it("listens, leaves its files for the command, and takes them away at its end", async () => {
    await using folder = await temporaryFolder();
    await using core = await startCore(folder.path);
    const health = await fetch(`${core.run.origin}${routes.health}`);
    expect(health.status).toBe(200);
    expect(core.run.pid).toBe(core.pid);
    expect((await stat(path.join(core.data, "core.json"))).mode & 0o777).toBe(0o600);
    const runFolder = path.join(folder.path, `ioc-wall-${process.getuid?.()}`);
    expect((await stat(runFolder)).mode & 0o777).toBe(0o700);
    const { port } = new URL(core.run.origin);
    expect(JSON.parse(await readFile(path.join(runFolder, `${port}.json`), "utf8"))).toEqual({ data: core.data });

    const link = /http:\S+/.exec(core.stdout())?.[0] ?? "";
    const entered = await fetch(link, { redirect: "manual" });
    expect(entered.status).toBe(303);
    const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect((await fetch(`${core.run.origin}${routes.status}`, { headers: { cookie } })).status).toBe(200);

    expect(await core.stop()).toEqual({ code: 0, signal: null });
    expect(await readdir(runFolder)).toEqual([]);
    const left = await readdir(core.data);
    expect(left).not.toContain("core.json");
    expect(left).not.toContain("core.lock");
    const log = await readFile(path.join(core.data, "core.log"), "utf8");
    expect(log).toContain('"msg":"ready"');
    expect(log).not.toContain(core.run.adminToken);
    expect(log).not.toContain(new URL(link).searchParams.get("token"));
  });

  it("goes on from what it stored, after it was killed", async () => {
    await using folder = await temporaryFolder();
    const first = await startCore(folder.path);
    const readings = async (core: typeof first) => {
      const headers = { authorization: `Bearer ${core.run.adminToken}` };
      return (await (await fetch(`${core.run.origin}${routes.status}`, { headers })).json()).store.readings;
    };
    await expect.poll(() => readings(first), { timeout: 15_000 }).toBe(1);
    await first.stop("SIGKILL");
    await using second = await startCore(folder.path);
    expect(await readings(second)).toBe(1);
  });
});

describe("what is missing", () => {
  it("keeps cameras from being seen without ffmpeg, and nothing else", async () => {
    await using folder = await temporaryFolder();
    const profile = path.join(folder.path, "with-camera");
    await cp(smallProfile, profile, { recursive: true });
    await appendFile(
      path.join(profile, "profile.yaml"),
      "cameras:\n  - { id: c, name: { vi: C, en: C }, stream: { type: test, pattern: gate } }\n",
    );
    const args = ["--profile", profile, "--data", path.join(folder.path, "data"), "--port", "0"];
    await using core = await startProcess(process.execPath, [coreFile, ...args], {
      env: { ...own(folder.path), PATH: folder.path },
    });
    await core.waitForOutput(/http:\S+\/\?token=\S+/);
    const run = RunFile.parse(JSON.parse(await readFile(path.join(folder.path, "data", "core.json"), "utf8")));
    const headers = { authorization: `Bearer ${run.adminToken}` };
    const status = await until(async () => {
      const told = Status.parse(await (await fetch(`${run.origin}${routes.status}`, { headers })).json());
      return told.state === "attention" ? told : null;
    });
    expect(status.cameras).toMatchObject([
      { id: "c", state: "gateway-missing", reason: { code: "camera.gateway-missing" } },
    ]);
    expect(status.store.state).toBe("ok");
  });
});

describe("several at once", () => {
  it("leave the data to one of them, even where a dead one's lock lies", async () => {
    await using folder = await temporaryFolder();
    const data = path.join(folder.path, "data");
    await mkdir(data);
    const dead = await startProcess(process.execPath, ["-e", ""]);
    await dead.exited;
    await writeFile(path.join(data, "core.lock"), JSON.stringify({ pid: dead.pid, startedAt: null }));
    const args = [coreFile, "--profile", smallProfile, "--data", data, "--port", "0"];
    const cores = await Promise.all(
      Array.from({ length: 4 }, () => startProcess(process.execPath, args, { env: own(folder.path) })),
    );
    const lost = () => cores.filter((core) => !core.isRunning());
    await until(() => lost().length === 3 && cores.some((core) => core.isRunning() && core.stdout() !== ""), {
      withinMs: 25_000,
      what: "one of four to win",
    });
    for (const core of lost()) {
      expect((await core.exited).code).toBe(75);
      expect(core.stderr()).toContain(opening("data.in-use"));
    }
    for (const core of cores) await core.stop();
  });
});

describe("a core with a starter", () => {
  const start = async (folder: string) => {
    const args = ["--profile", smallProfile, "--data", path.join(folder, "data"), "--port", "0"];
    return startProcess(process.execPath, [coreFile, ...args], { env: own(folder), withIpc: true });
  };
  const tokens = { wallToken: "w".repeat(43), shellToken: "s".repeat(43), deskToken: "d".repeat(43) };

  it("waits for the tokens, takes them, says ready, and stops when told", async () => {
    await using folder = await temporaryFolder();
    await using core = await start(folder.path);
    const line = listenTo(core);
    core.child.send({ type: "start", ...tokens });
    const ready = await line.next();
    expect(ready).toMatchObject({ type: "ready", title: "Bức tường nhỏ", wall: { columns: 1, rows: 1 } });
    if (ready.type !== "ready") throw new Error("not ready");
    const headers = { authorization: `Bearer ${tokens.wallToken}` };
    expect((await fetch(`${ready.origin}${routes.status}`, { headers })).status).toBe(200);
    expect(core.stdout()).toBe("");
    core.child.send({ type: "stop" });
    expect(await core.exited).toEqual({ code: 0, signal: null });
  });

  it("ends when its starter is killed", async () => {
    await using folder = await temporaryFolder();
    const args = [coreFile, "--profile", smallProfile, "--data", path.join(folder.path, "data"), "--port", "0"];
    const script = `const { fork } = require("node:child_process");
      const [file, ...args] = ${JSON.stringify(args)};
      const core = fork(file, args, { stdio: ["ignore", "ignore", "ignore", "ipc"] });
      core.send(${JSON.stringify({ type: "start", ...tokens })});
      core.on("message", ({ type }) => console.log(type, core.pid));`;
    await using starter = await startProcess(process.execPath, ["-e", script], { env: own(folder.path) });
    const pid = Number((await starter.waitForOutput(/ready (\d+)/))[1]);
    await starter.stop("SIGKILL");
    await until(() => !isThere(pid), { what: "the core to end" });
    expect(existsSync(path.join(folder.path, "data", "core.lock"))).toBe(false);
  });

  it("says over the line why it cannot go on", async () => {
    await using folder = await temporaryFolder();
    const args = ["--profile", path.join(folder.path, "nothing")];
    await using core = await startProcess(process.execPath, [coreFile, ...args], {
      env: own(folder.path),
      withIpc: true,
    });
    const line = listenTo(core);
    expect(await line.next()).toMatchObject({ type: "failed", reason: { code: "profile.not-found" } });
    expect(await core.exited).toEqual({ code: 66, signal: null });
  });
});

describe("what a core cannot do", () => {
  it("gets a sentence and the exit code of the catalogue", async () => {
    await using folder = await temporaryFolder();
    await using core = await startCore(folder.path);
    const { port } = new URL(core.run.origin);
    const elsewhere = path.join(folder.path, "elsewhere");
    const file = path.join(folder.path, "file");
    await writeFile(file, "");
    const away = path.join(folder.path, "away");
    await cp(smallProfile, away, { recursive: true });
    const yaml = await readFile(path.join(away, "profile.yaml"), "utf8");
    await writeFile(path.join(away, "profile.yaml"), `${yaml}server: { host: 203.0.113.7 }\n`);
    const broken = path.join(folder.path, "broken");
    await mkdir(broken);
    await writeFile(path.join(broken, "profile.yaml"), yaml.replace("columns: 1", "columns: many"));

    const foreign = path.join(folder.path, "foreign");
    await mkdir(foreign);
    await writeFile(path.join(foreign, "wall.db"), "someone else's words ".repeat(100));

    const cases: [ErrorCode, string[]][] = [
      ["data.in-use", ["--profile", smallProfile, "--data", core.data, "--port", "0"]],
      ["port.in-use", ["--profile", smallProfile, "--data", elsewhere, "--port", port]],
      ["host.not-available", ["--profile", away, "--data", elsewhere, "--port", "0"]],
      ["data.not-writable", ["--profile", smallProfile, "--data", path.join(file, "in"), "--port", "0"]],
      ["store.foreign", ["--profile", smallProfile, "--data", foreign, "--port", "0"]],
      ["profile.not-found", ["--profile", "khong-co"]],
      ["profile.invalid", ["--profile", broken]],
      ["options.invalid", ["--nothing"]],
      ["options.invalid", ["--port", "many"]],
    ];
    for (const [code, args] of cases) {
      const end = await runCore(folder.path, args);
      expect({ code: end.code, stderr: end.stderr, stdout: end.stdout }, code).toEqual({
        code: catalogue[code as "data.in-use"].exit,
        stderr: expect.stringContaining(opening(code)),
        stdout: "",
      });
    }
    // None of them has disturbed the one that runs, and none has left a lock.
    expect((await fetch(`${core.run.origin}${routes.health}`)).status).toBe(200);
    expect(existsSync(path.join(elsewhere, "core.lock"))).toBe(false);
  });

  it("tells who looks at a profile only what it is", async () => {
    await using folder = await temporaryFolder();
    const end = await runCore(folder.path, ["--check", "--profile", smallProfile]);
    expect(end.code).toBe(0);
    expect(JSON.parse(end.stdout)).toEqual({
      profile: "nho",
      folder: smallProfile,
      data: path.join(folder.path, "share", "ioc-wall", "nho"),
    });
    expect(await readdir(folder.path)).toEqual([]);
  });

  it("does not use a folder for run files that is not its own", async () => {
    await using folder = await temporaryFolder();
    await mkdir(path.join(folder.path, "trap"), { mode: 0o777 });
    await symlink(path.join(folder.path, "trap"), path.join(folder.path, `ioc-wall-${process.getuid?.()}`));
    await using core = await startCore(folder.path);
    expect((await fetch(`${core.run.origin}${routes.health}`)).status).toBe(200);
    expect(await readdir(path.join(folder.path, "trap"))).toEqual([]);
  });
});
