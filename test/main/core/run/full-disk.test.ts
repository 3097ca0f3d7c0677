import { appendFile, mkdir, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { CreatedToken, IngestResult, Readings, routes, Status } from "#contract/http.ts";
import { RunFile } from "#contract/supervision.ts";
import { writeBenchSite } from "../../../bench/site.ts";
import { runProcess, startProcess } from "../../../lab/process.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";
import { coreFile, listenTo, own } from "./core-process.ts";

const deskToken = "d".repeat(40);
const tokens = { type: "start", wallToken: "w".repeat(40), shellToken: "s".repeat(40), deskToken };

it("comes up on a full disk with what is stored, says so, takes nothing, and goes on by itself when there is room", async (test) => {
  await using folder = await temporaryFolder();
  const disk = join(folder.path, "disk");
  await mkdir(disk);
  const mounted = await runProcess("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", disk]).catch(() => undefined);
  // Only root may mount; what SQLite says of a full disk is checked for others too.
  if (mounted?.code !== 0) return test.skip("tmpfs cannot be mounted here");
  const data = join(disk, "data");
  const ballast = join(disk, "ballast");
  const profile = await writeBenchSite(folder.path, { indicators: ["xe"], source: { type: "webhook" } });
  const start = async () => {
    const args = [coreFile, "--profile", profile, "--data", data, "--port", "0"];
    const core = await startProcess(process.execPath, args, { env: own(folder.path), withIpc: true });
    const first = listenTo(core).next();
    core.child.send(tokens);
    const told = await first;
    if (told.type !== "ready") throw new Error(JSON.stringify(told));
    const call = (path: string, init: RequestInit = {}, token = deskToken) =>
      fetch(told.origin + path, {
        ...init,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      });
    return {
      core,
      call,
      status: async () => Status.parse(await (await call(routes.status)).json()),
      values: async () => Readings.parse(await (await call(routes.readings)).json()).readings.map(({ value }) => value),
      send: (value: number, token: string) =>
        call(
          routes.ingest("bench"),
          { method: "POST", body: JSON.stringify([{ indicator: "xe", value, asOf: Date.now() }]) },
          token,
        ),
    };
  };
  try {
    await mkdir(data);
    // Left behind by a start that was killed there, or had no room.
    await writeFile(join(data, "core.lock.0123456789ab"), "");
    await utimes(join(data, "core.lock.0123456789ab"), 1, 1);
    const first = await start();
    const run = RunFile.parse(JSON.parse(await readFile(join(data, "core.json"), "utf8")));
    const made = { method: "POST", body: JSON.stringify({ role: "ingest", label: "thử", sources: ["bench"] }) };
    const { token } = CreatedToken.parse(await (await first.call(routes.tokens, made, run.adminToken)).json());
    expect((await first.send(41, token)).status).toBe(200);
    await first.core.stop();
    const block = Buffer.alloc(65_536);
    for (let left = block.length; left > 0; )
      await appendFile(ballast, block.subarray(0, left)).catch(() => (left >>= 1));
    await expect(appendFile(ballast, "x".repeat(4_096))).rejects.toMatchObject({ code: "ENOSPC" });

    for (let time = 0; time < 2; time += 1) {
      const full = await start();
      expect(await full.values()).toEqual([41]);
      expect((await full.status()).store).toMatchObject({ state: "failing", reason: { code: "store.full" } });
      if (time === 0) {
        await full.core.stop("SIGKILL");
        continue;
      }
      let isAcknowledged = false;
      const sending = full.send(42, token).then((answer) => {
        isAcknowledged = true;
        return answer;
      });
      await until(async () => (await full.status()).sources.some(({ state }) => state === "store-failed"));
      expect(isAcknowledged).toBe(false);
      expect(await full.values()).toEqual([41]);

      await rm(ballast);
      expect(IngestResult.parse(await (await sending).json())).toMatchObject({ accepted: 1 });
      expect(await full.values()).toEqual([42]);
      await until(async () => (await full.status()).store.state === "ok");
      // `ioc` finds it again too.
      await until(async () => RunFile.safeParse(JSON.parse(await readFile(join(data, "core.json"), "utf8"))).data);
      await full.core.stop();
    }
    const database = new Database(join(data, "wall.db"), { readonly: true });
    expect(database.prepare("SELECT value FROM readings ORDER BY as_of_ms").pluck().all()).toEqual([41, 42]);
    database.close();
    expect(
      (await readdir(data)).filter((name) => name.startsWith("core.lock") || name.startsWith("core.json")),
    ).toEqual([]);
  } finally {
    await runProcess("umount", ["-l", disk]);
  }
}, 60_000);
