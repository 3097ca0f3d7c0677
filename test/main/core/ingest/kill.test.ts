import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { openDatabase } from "../../../../main/core/store/opening.ts";
import { startProcess } from "../../../lab/process.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { nowMs } from "./deliveries.ts";

const setSize = 50;

it("killed twenty times under load, every reading that was acknowledged is there and the database is whole", async () => {
  await using folder = await temporaryFolder();
  const writer = fileURLToPath(new URL("endless-ingest.ts", import.meta.url));
  const acknowledged = new Set<number>();
  let next = 0;
  for (let kill = 0; kill < 20; kill++) {
    const child = await startProcess(process.execPath, [writer, folder.path, String(next)]);
    // Each time at another point: after some sets, wherever it is by then.
    const sets = new RegExp(`(?:stored \\d+\\n){${5 + ((kill * 37) % 60)}}`);
    await child.waitForOutput(sets);
    await child.stop("SIGKILL");
    expect(child.stderr()).toBe("");
    for (const [, first] of child.stdout().matchAll(/stored (\d+)\n/g)) acknowledged.add(Number(first));
    next = Math.max(...acknowledged) + 100 * setSize;

    const database = openDatabase(folder.path);
    expect(database.pragma("quick_check", { simple: true })).toBe("ok");
    const found = new Set(database.prepare("SELECT as_of_ms FROM readings").pluck().all() as number[]);
    const total = database.prepare("SELECT readings FROM totals").pluck().get();
    database.close();
    expect(total).toBe(found.size);
    for (const first of acknowledged)
      for (let at = first; at < first + setSize; at++)
        if (!found.has(nowMs - 2_000_000_000 + at * 100)) throw new Error(`reading ${at} was acknowledged and is lost`);
  }
  expect(acknowledged.size).toBeGreaterThan(20 * 5);
}, 120_000);
