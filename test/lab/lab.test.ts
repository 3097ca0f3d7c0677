import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { connectAsync } from "mqtt";
import { describe, expect, it } from "vitest";
import { freePort } from "./free-port.ts";
import { startMosquitto } from "./mosquitto.ts";
import { runProcess, startProcess } from "./process.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { until } from "./until.ts";

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
