import { createHash } from "node:crypto";
import { chmod, mkdir, open, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { migrations } from "../../../../main/core/store/migrations/list.ts";
import { openDatabase, storeFile } from "../../../../main/core/store/opening.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { startProcess } from "../../../lab/process.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { reading } from "./series.ts";

const hashOf = async (file: string) =>
  createHash("sha256")
    .update(await readFile(file))
    .digest("hex");

it("migrations are numbered from 1 without gaps, and lead from any step to the last with the data kept", async () => {
  expect(migrations.map((step) => step.number)).toEqual(migrations.map((_, at) => at + 1));
  for (let reached = 0; reached <= migrations.length; reached++) {
    await using folder = await temporaryFolder();
    const old = openDatabase(folder.path, migrations.slice(0, reached));
    expect(old.pragma("user_version", { simple: true })).toBe(reached);
    if (reached > 0) old.exec("INSERT INTO series (indicator, place) VALUES ('a', 'b')");
    // Until the fourth step all revisions of an instant lay in one table.
    if (reached > 0 && reached < 4)
      old.exec(`INSERT INTO sources (name) VALUES ('s');
        INSERT INTO readings VALUES (1, 5, 0, 10, 6, 1, 0, 0), (1, 5, 1, 11, 7, 1, 0, 0), (1, 4, 0, 9, 8, 1, 0, 0)`);
    old.close();
    const current = openDatabase(folder.path);
    expect(current.pragma("user_version", { simple: true })).toBe(migrations.length);
    expect(current.prepare("SELECT count(*) FROM series").pluck().get()).toBe(reached > 0 ? 1 : 0);
    const values = (table: string) => current.prepare(`SELECT value FROM ${table} ORDER BY value`).pluck().all();
    expect([values("readings"), values("superseded")]).toEqual(reached > 0 && reached < 4 ? [[9, 11], [10]] : [[], []]);
    current.close();
  }
});

it("a migration that fails leaves the database as it was", async () => {
  await using folder = await temporaryFolder();
  openDatabase(folder.path).close();
  const broken = { number: migrations.length + 1, name: "broken", sql: "CREATE TABLE half (a); CREATE TABLE half (a)" };
  expect(() => openDatabase(folder.path, [...migrations, broken])).toThrow();
  const database = openDatabase(folder.path);
  expect(database.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'half'").pluck().get()).toBe(0);
  database.close();
});

it("is in WAL mode, strict, readable by its owner alone, and marked as ours in the file itself", async () => {
  await using folder = await temporaryFolder();
  const database = openDatabase(folder.path);
  for (const suffix of ["", "-wal", "-shm"])
    expect((await stat(storeFile(folder.path) + suffix)).mode & 0o777, suffix).toBe(0o600);
  expect(database.pragma("journal_mode", { simple: true })).toBe("wal");
  const tables = database.pragma("table_list") as { name: string; type: string; strict: number }[];
  expect(tables.filter((t) => t.type === "table" && !t.name.startsWith("sqlite_") && t.strict !== 1)).toEqual([]);
  database.close();
  expect((await readFile(storeFile(folder.path))).readUInt32BE(68)).toBe(0x494f4357);
});

it("leaves what is not its database untouched", async () => {
  for (const make of [
    (file: string) => writeFile(file, "Đây là một tệp văn bản, không phải cơ sở dữ liệu.".repeat(10)),
    (file: string) => writeFile(file, "ngắn"),
    async (file: string) => {
      const other = new Database(file);
      other.exec("CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)");
      other.close();
    },
  ]) {
    await using folder = await temporaryFolder();
    const file = storeFile(folder.path);
    await make(file);
    const before = await hashOf(file);
    await expect(openStore(folder.path)).rejects.toMatchObject({ code: "store.foreign", exitCode: 78 });
    expect(await hashOf(file)).toBe(before);
  }
});

it("refuses a database of a newer version", async () => {
  await using folder = await temporaryFolder();
  openDatabase(folder.path).close();
  const newer = new Database(storeFile(folder.path));
  newer.pragma("user_version = 999");
  newer.close();
  await expect(openStore(folder.path)).rejects.toMatchObject({
    code: "store.newer",
    params: { found: 999, known: migrations.length },
  });
});

it("tells a damaged database, and leaves it as it is", async () => {
  await using folder = await temporaryFolder();
  const store = await openStore(folder.path);
  await store.readings.append(Array.from({ length: 3_000 }, (_, at) => reading({ asOfMs: at })));
  await store.close();
  const file = storeFile(folder.path);
  const handle = await open(file, "r+");
  const { size } = await stat(file);
  await handle.write(Buffer.alloc(size - 8_192, 0xa5), 0, size - 8_192, 4_096);
  await handle.close();
  const before = await hashOf(file);
  expect(() => openDatabase(folder.path)).toThrow(expect.objectContaining({ code: "store.damaged", exitCode: 74 }));
  expect(await hashOf(file)).toBe(before);
});

it("tells a database that another process has locked, and opens it once that one is gone", async () => {
  await using folder = await temporaryFolder();
  openDatabase(folder.path).close();
  const script = `
    const database = new (require("better-sqlite3"))(process.argv[1]);
    database.exec("BEGIN EXCLUSIVE; UPDATE totals SET readings = readings");
    console.log("locked");
    setInterval(() => {}, 1000);`;
  const locker = await startProcess(process.execPath, ["-e", script, storeFile(folder.path)]);
  await locker.waitForOutput(/locked/);
  await expect(openStore(folder.path)).rejects.toMatchObject({ code: "store.locked", exitCode: 75 });
  await locker.stop("SIGKILL");
  await (await openStore(folder.path)).close();
});

it("tells a data folder that cannot be written", async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "file"), "");
  await expect(openStore(join(folder.path, "file", "data"))).rejects.toMatchObject({ code: "data.not-writable" });
  const closed = join(folder.path, "closed");
  await mkdir(closed);
  await chmod(closed, 0o500);
  // Root may write anywhere, so only others can see this.
  if (process.getuid?.() !== 0) await expect(openStore(closed)).rejects.toMatchObject({ code: "data.not-writable" });
});
