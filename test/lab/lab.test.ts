import { existsSync, readFileSync } from "node:fs";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { connectAsync } from "mqtt";
import { describe, expect, it } from "vitest";
import { freePort } from "./free-port.ts";
import { startMosquitto } from "./mosquitto.ts";
import { runProcess, startProcess } from "./process.ts";
import { projectRoot } from "./programs.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { until } from "./until.ts";

interface Found {
  pid: number;
  program: string;
  /** A process number may be given again; with the moment of its start it is one process. */
  startedAt: string;
}

async function found(pid: number): Promise<Found> {
  const [, program = "", rest = ""] = /\((.*)\) (.*)/s.exec(await readFile(`/proc/${pid}/stat`, "utf8")) ?? [];
  return { pid, program, startedAt: rest.split(" ")[19] ?? "" };
}

const isThere = async ({ pid, startedAt }: Found): Promise<boolean> =>
  (await found(pid).catch(() => null))?.startedAt === startedAt;

async function descendantsOf(pid: number): Promise<Found[]> {
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).split(" ").filter(Boolean).map(Number);
  const below = await Promise.all(children.map(async (child) => [await found(child), ...(await descendantsOf(child))]));
  return below.flat();
}

describe("the lab", () => {
  it("gives ports that can be listened on, each once", async () => {
    const ports = await Promise.all(Array.from({ length: 20 }, freePort));
    expect(new Set(ports).size).toBe(20);
    const server = createServer().listen(ports[0], "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    server.close();
  });

  it("removes a temporary folder with what is in it", async () => {
    let path = "";
    {
      await using folder = await temporaryFolder();
      path = folder.path;
      await writeFile(join(path, "a.txt"), "a");
    }
    expect(existsSync(path)).toBe(false);
  });

  it("waits for a condition and names it when it does not come true", async () => {
    let count = 0;
    expect(await until(() => (++count > 3 ? count : 0))).toBe(4);
    await expect(
      until(
        () => {
          throw new Error("not there");
        },
        { withinMs: 50, what: "the impossible" },
      ),
    ).rejects.toThrow(/the impossible did not come true within 50 ms: not there/);
  });

  it("runs programs, tells their end, and fails at once when one ends without the awaited words", async () => {
    expect(
      await runProcess(process.execPath, ["-e", "process.stdin.pipe(process.stdout)"], { input: "xin chào" }),
    ).toMatchObject({
      code: 0,
      stdout: "xin chào",
    });
    await using child = await startProcess(process.execPath, ["-e", "console.log('one'); process.exitCode = 3"]);
    await expect(child.waitForOutput(/two/, 60_000)).rejects.toThrow(/ended without writing/);
    expect(await child.exited).toEqual({ code: 3, signal: null });
    await expect(startProcess("no-such-program-here")).rejects.toThrow(/ENOENT/);
  });

  it("leaves nothing behind when the process that started it is killed, not even what hangs", async () => {
    await using folder = await temporaryFolder();
    // PostgreSQL runs as another user.
    await chmod(folder.path, 0o711);
    await using starter = await startProcess(process.execPath, [join(projectRoot, "test/lab/killed-starter.ts")], {
      env: { TMPDIR: folder.path },
    });
    await starter.waitForOutput(/all started/, 60_000);
    const started = await descendantsOf(starter.pid);
    const programs = started.map(({ program }) => program);
    // Node names its process so.
    for (const program of ["MainThread", "mosquitto", "postgres", "python3", "ffmpeg", "nginx"])
      expect(
        programs.some((name) => name.startsWith(program)),
        `${program} in ${programs}`,
      ).toBe(true);
    await starter.stop("SIGKILL");
    const left = async () => {
      const there = await Promise.all(started.map(async (one) => ((await isThere(one)) ? [one.program] : [])));
      return there.flat();
    };
    await until(async () => (await left()).length === 0, { what: "all of them to end" }).catch(async (error) => {
      throw new Error(`${error.message}: ${await left()}`);
    });
  });

  it("starts a real broker with accounts and TLS, which refuses strangers and survives a restart", async () => {
    await using broker = await startMosquitto({ users: { wall: "bí mật" }, tls: true });
    const ca = readFileSync(broker.certificateFile ?? "");
    await expect(connectAsync(broker.url, { ca, reconnectPeriod: 0 })).rejects.toThrow(/not authorized/i);
    const client = await connectAsync(broker.url, { ca, username: "wall", password: "bí mật", reconnectPeriod: 50 });
    const got: string[] = [];
    client.on("message", (_topic, payload) => got.push(payload.toString()));
    await client.subscribeAsync("a/b");
    await broker.publish("a/b", "1");
    await until(() => got.includes("1"));
    await broker.restart();
    await until(() => client.connected);
    await client.subscribeAsync("a/b");
    await broker.publish("a/b", "2");
    await until(() => got.includes("2"));
    await client.endAsync();
  });
});
