import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { openDatabase } from "../../../../main/core/store/opening.ts";
import { createReadings } from "../../../../main/core/store/readings.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { runProcess, startProcess } from "../../../lab/process.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { reading } from "./series.ts";

it("what was acknowledged is there after kill -9 of the writer", async () => {
  await using folder = await temporaryFolder();
  const writer = fileURLToPath(new URL("endless-writer.ts", import.meta.url));
  const child = await startProcess(process.execPath, [writer, folder.path]);
  await child.waitForOutput(/stored 300\n/);
  await child.stop("SIGKILL");
  const acknowledged = Math.max(...[...child.stdout().matchAll(/stored (\d+)\n/g)].map((match) => Number(match[1])));
  const store = await openStore(folder.path);
  const [newest] = await store.readings.latest();
  expect(newest?.value).toBeGreaterThanOrEqual(acknowledged);
  const points = await store.readings.history({
    indicator: "cua-khau.xe-cho",
    place: "huu-nghi",
    fromMs: 0,
    toMs: acknowledged,
    points: 1_000_000,
  });
  expect(points.map(([, value]) => value)).toEqual(Array.from({ length: acknowledged + 1 }, (_, at) => at));
  await store.close();
});

it("a database at its limit says full, keeps what it had, and goes on when there is room", async () => {
  await using folder = await temporaryFolder();
  const database = openDatabase(folder.path);
  const readings = createReadings(database, { folder: folder.path });
  await readings.append([reading({ asOfMs: 1, place: "a" })]);
  database.pragma(`max_page_count = ${Number(database.pragma("page_count", { simple: true }))}`);
  const batch = Array.from({ length: 2_000 }, (_, at) => reading({ asOfMs: at, place: "b", value: at }));
  await expect(readings.append(batch)).rejects.toMatchObject({ code: "store.full", params: { folder: folder.path } });
  expect(await readings.counts()).toEqual({ readings: 1, series: 1 });
  database.pragma("max_page_count = 100000");
  expect((await readings.append(batch)).every((one) => one.outcome === "stored")).toBe(true);
  expect(await readings.counts()).toEqual({ readings: 2_001, series: 2 });
  database.close();
});

it("a disk that is really full says so, loses nothing, and goes on by itself once there is room", async (test) => {
  await using folder = await temporaryFolder();
  const disk = join(folder.path, "disk");
  await mkdir(disk);
  const mounted = await runProcess("mount", ["-t", "tmpfs", "-o", "size=3m", "tmpfs", disk]).catch(() => undefined);
  // Only root may mount; the limit above checks the same way through for others.
  if (mounted?.code !== 0) return test.skip("tmpfs cannot be mounted here");
  try {
    const store = await openStore(disk);
    await store.readings.append([reading({ asOfMs: 1, place: "a" })]);
    await writeFile(join(disk, "ballast"), Buffer.alloc(2_600_000)).catch(() => undefined);
    let failure: unknown;
    let stored = 1;
    for (let from = 0; failure === undefined && from < 100_000; from += 1_000) {
      const batch = Array.from({ length: 1_000 }, (_, at) => reading({ asOfMs: from + at, place: "b" }));
      await store.readings.append(batch).then(
        () => (stored += batch.length),
        (error: unknown) => (failure = error),
      );
    }
    expect(failure).toMatchObject({ code: "store.full", params: { folder: disk } });
    expect((await store.readings.counts()).readings).toBe(stored);
    await rm(join(disk, "ballast"));
    await store.readings.append([reading({ asOfMs: 2, place: "a" })]);
    await store.close();
    const again = await openStore(disk);
    expect((await again.readings.counts()).readings).toBe(stored + 1);
    await again.close();
  } finally {
    await runProcess("umount", [disk]);
  }
});
