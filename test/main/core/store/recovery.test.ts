import { open, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { listBackups } from "../../../../main/core/store/backups.ts";
import { openDatabase, storeFile, suspectMark } from "../../../../main/core/store/opening.ts";
import { leftOut, tables } from "../../../../main/core/store/salvage.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { reading } from "./series.ts";

const fill = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => reading({ asOfMs: from + at, value: from + at }));

/** Writes nonsense over a page in the middle, where the rows are. */
async function damage(file: string, part = 0.5): Promise<Buffer> {
  const handle = await open(file, "r+");
  const { size } = await stat(file);
  await handle.write(Buffer.alloc(8_192, 0xa5), 0, 8_192, Math.floor((size * part) / 4_096) * 4_096);
  await handle.close();
  return readFile(file);
}

it("sets a damaged database aside, takes the newest good backup, and says so until the file is moved away", async () => {
  await using folder = await temporaryFolder();
  const store = await openStore(folder.path);
  await store.readings.append(fill(0, 3_000));
  await store.upkeep.backUp(1_000);
  await store.readings.append(fill(3_000, 3_000));
  await store.upkeep.backUp(2_000);
  await store.readings.append(fill(6_000, 10));
  expect([store.upkeep.recovery(), store.upkeep.lastBackupAtMs()]).toEqual([null, 2_000]);
  await store.close();
  // The newest backup is damaged as well, so the one before is taken.
  await damage(join(folder.path, "backups", "wall-2000.db"));
  const damaged = await damage(storeFile(folder.path));

  for (const isFirst of [true, false]) {
    const recovered = await openStore(folder.path, { recoverWith: null });
    expect((await recovered.readings.counts()).readings).toBe(isFirst ? 3_000 : 3_001);
    expect(recovered.upkeep.recovery()).toMatchObject({
      code: "store.recovered",
      params: { backup: new Date(1_000).toISOString() },
    });
    if (isFirst) await recovered.readings.append(fill(9_000, 1));
    await recovered.close();
  }
  const aside = (await readdir(folder.path)).filter((name) => /^wall\.db\.damaged-\d+$/.test(name));
  expect(aside).toHaveLength(1);
  expect((await readFile(join(folder.path, aside[0] ?? ""))).equals(damaged)).toBe(true);
  await rm(join(folder.path, aside[0] ?? ""));
  const seen = await openStore(folder.path);
  expect(seen.upkeep.recovery()).toBeNull();
  await seen.close();
});

it("begins anew where there is no backup, and says that", async () => {
  await using folder = await temporaryFolder();
  const store = await openStore(folder.path);
  await store.readings.append(fill(0, 3_000));
  await store.close();
  await damage(storeFile(folder.path));
  const anew = await openStore(folder.path, { recoverWith: null });
  expect((await anew.readings.counts()).readings).toBe(0);
  expect(anew.upkeep.recovery()).toMatchObject({ code: "store.begun-anew" });
  await anew.close();
});

it("takes backups of what is being written, for its owner alone, and keeps seven", async () => {
  await using folder = await temporaryFolder();
  const store = await openStore(folder.path);
  for (let at = 1; at <= 9; at++) {
    const copying = store.upkeep.backUp(at);
    for (let part = 0; part < 5; part++) await store.readings.append(fill(at * 1_000 + part * 100, 100));
    await copying;
  }
  expect(listBackups(folder.path).map((one) => one.atMs)).toEqual([9, 8, 7, 6, 5, 4, 3]);
  expect((await readdir(join(folder.path, "backups"))).length).toBe(7);
  for (const { file } of listBackups(folder.path)) expect((await stat(file)).mode & 0o777).toBe(0o600);
  await store.close();
});

it("finds damage while it runs by its backup, keeps those that are good, and looks closely at the next start", async () => {
  await using folder = await temporaryFolder();
  const store = await openStore(folder.path);
  // More than SQLite keeps in memory: what is there would be copied soundly.
  const long = "x".repeat(390);
  await store.readings.append(fill(0, 65_000).map((one) => ({ ...one, value: long })));
  await store.upkeep.backUp(1_000);
  await store.close();
  const reopened = await openStore(folder.path);
  await damage(storeFile(folder.path), 0.1);
  await expect(reopened.upkeep.backUp(2_000)).rejects.toMatchObject({
    code: expect.stringMatching(/store\.damaged|SQLITE_CORRUPT/),
  });
  expect(listBackups(folder.path).map((one) => one.atMs)).toEqual([1_000]);
  expect((await stat(suspectMark(folder.path))).isFile()).toBe(true);
  await reopened.close();
  const next = await openStore(folder.path, { recoverWith: null });
  expect(next.upkeep.recovery()?.code).toBe("store.recovered");
  await expect(stat(suspectMark(folder.path))).rejects.toThrow();
  await next.close();
  await writeFile(suspectMark(folder.path), "");
  await (await openStore(folder.path)).close();
  await expect(stat(suspectMark(folder.path))).rejects.toThrow();
});

it("takes a database cut to nothing, or with a damaged beginning, for damaged where the folder is ours", async () => {
  for (const spoil of [
    (file: string) => truncate(file, 0),
    async (file: string) => {
      const handle = await open(file, "r+");
      await handle.write(Buffer.alloc(100, 0xa5), 0, 100, 0);
      await handle.close();
    },
  ]) {
    await using folder = await temporaryFolder();
    const store = await openStore(folder.path);
    await store.readings.append(fill(0, 100));
    await store.upkeep.backUp(1_000);
    await store.close();
    await spoil(storeFile(folder.path));
    const recovered = await openStore(folder.path, { recoverWith: null });
    expect((await recovered.readings.counts()).readings).toBe(100);
    expect(recovered.upkeep.recovery()).toMatchObject({ code: "store.recovered" });
    await recovered.close();
    expect((await readdir(folder.path)).filter((name) => /^wall\.db\.damaged-\d+$/.test(name))).toHaveLength(1);
  }
  // Nothing of ours beside it: a first start that was cut off, which begins anew.
  await using fresh = await temporaryFolder();
  await writeFile(storeFile(fresh.path), "");
  const begun = await openStore(fresh.path);
  expect(begun.upkeep.recovery()).toBeNull();
  await begun.close();
});

it("takes over what can still be read of a damaged one: rows after the backup, what people entered, and with no backup at all", async () => {
  // Of a file of this size seven tenths in are readings; the first half has the small tables.
  for (const part of [0, 0.7]) {
    await using folder = await temporaryFolder();
    const store = await openStore(folder.path);
    await store.readings.append(fill(0, 3_000));
    if (part > 0) await store.upkeep.backUp(1_000);
    await store.readings.append(fill(3_000, 3_000));
    // One that was known before the backup, and revised after it.
    await store.readings.append([{ ...reading({ asOfMs: 10, value: 7 }), receivedAtMs: 9_000_000 }]);
    await store.tokens.create({ role: "viewer", label: "sau bản sao lưu", hash: "a".repeat(64), createdAtMs: 5 });
    await store.secretBindings.add("mat-khau", { user: "source cua-khau-so", hosts: "a.example" }, 5);
    await store.close();
    const handle = await open(storeFile(folder.path), "r+");
    const { size } = await stat(storeFile(folder.path));
    await handle.write(
      Buffer.alloc(4_096, 0xa5),
      0,
      part === 0 ? 100 : 4_096,
      Math.floor((size * part) / 4_096) * 4_096,
    );
    await handle.close();
    await writeFile(join(folder.path, "session.key"), "");

    const recovered = await openStore(folder.path);
    const { readings } = await recovered.readings.counts();
    // A page of rows is lost at most.
    expect(readings).toBeGreaterThan(5_700);
    expect(readings).toBeLessThanOrEqual(6_001);
    const span = { indicator: "cua-khau.xe-cho", place: "huu-nghi", points: 10_000 };
    expect(await recovered.readings.history({ ...span, fromMs: 10, toMs: 10 })).toEqual([[10, 7]]);
    expect(await recovered.readings.history({ ...span, fromMs: 5_999, toMs: 5_999 })).toEqual([[5_999, 5_999]]);
    expect((await recovered.tokens.list()).map(({ label }) => label)).toEqual(["sau bản sao lưu"]);
    expect(await recovered.secretBindings.of("mat-khau")).toEqual([{ user: "source cua-khau-so", hosts: "a.example" }]);
    expect(recovered.upkeep.recovery()).toMatchObject({
      code: part === 0 ? "store.salvaged" : "store.recovered-and-salvaged",
      params: { rows: expect.any(Number) },
    });
    // It goes on like any other.
    await recovered.readings.append(fill(9_000, 1));
    expect((await recovered.readings.counts()).readings).toBe(readings + 1);
    await recovered.close();
    expect((await readdir(folder.path)).filter((name) => /\.(copy|sql|found|restoring)/.test(name))).toEqual([]);
  }
});

it("says of every table whether it is taken over", async () => {
  await using folder = await temporaryFolder();
  const database = openDatabase(folder.path);
  const all = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    .pluck();
  expect([...tables.map(({ name }) => name), ...leftOut].sort()).toEqual((all.all() as string[]).sort());
  database.close();
});
