import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { type CheckpointRule, createCheckpoints } from "../../../../main/core/store/checkpoints.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";

const never = 3_600_000;

async function rig(rule: CheckpointRule) {
  const folder = await temporaryFolder();
  const file = join(folder.path, "a.db");
  const database = new Database(file);
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = NORMAL");
  database.exec("CREATE TABLE rows (at INTEGER PRIMARY KEY, text TEXT)");
  const checkpoints = createCheckpoints([database], file, rule);
  const insert = database.prepare("INSERT INTO rows (text) VALUES (?)");
  return {
    database,
    checkpoints,
    /** A row that is a page of its own. */
    async write() {
      await checkpoints.closing();
      insert.run("x".repeat(4_000));
      checkpoints.wrote(1);
    },
    /** Rows in the database itself, without its log. */
    async copied(): Promise<number> {
      const alone = join(folder.path, "alone.db");
      await copyFile(file, alone);
      const copy = new Database(alone);
      try {
        return Number(copy.prepare("SELECT count(*) FROM rows").pluck().get());
      } finally {
        copy.close();
      }
    },
    /** Changes when the log is begun anew: its salt. */
    log: async () => (await readFile(`${file}-wal`)).subarray(16, 24).toString("hex"),
    rows: () => database.prepare("SELECT count(*) FROM rows").pluck().get(),
    async [Symbol.asyncDispose]() {
      await checkpoints.stop();
      database.close();
      await folder.remove();
    },
  };
}

it("copies after so many rows, and begins the log anew once it is long, while rows are written on", async () => {
  await using one = await rig({ everyRows: 40, everyMs: never, calmTimes: 1, closedFromPages: 200 });
  await one.write();
  const first = await one.log();
  let written = 1;
  await until(
    async () => {
      for (let more = 0; more < 20; more += 1) {
        await one.write();
        written += 1;
      }
      return (await one.log()) !== first;
    },
    { withinMs: 30_000, what: "another log" },
  );
  expect(written).toBeGreaterThanOrEqual(60);
  expect(one.rows()).toBe(written);
});

it("is there for a load, copies a single row after it too, and leaves the log to SQLite once it is calm", async () => {
  await using one = await rig({ everyRows: 4, everyMs: 1_500, calmTimes: 1, closedFromPages: 1_000 });
  const own = () => one.database.pragma("wal_autocheckpoint", { simple: true }) === 1_000;
  await one.write();
  expect(own()).toBe(true);
  for (let more = 0; more < 4; more += 1) await one.write();
  expect(own()).toBe(false);
  await one.write();
  await until(async () => (await one.copied()) === 6, { withinMs: 30_000, what: "the rows in the database" });
  await until(own, { withinMs: 30_000, what: "SQLite's own rule" });
  for (let more = 0; more < 8; more += 1) await one.write();
  expect(own()).toBe(false);
  expect(one.rows()).toBe(14);
});

it("leaves the log to SQLite when the process fails", async () => {
  await using one = await rig({ everyRows: 1_000, everyMs: never, calmTimes: 1, closedFromPages: 1_000 });
  const own = () => one.database.pragma("wal_autocheckpoint", { simple: true }) === 1_000;
  const lost = createCheckpoints([one.database], "/nowhere/a.db", {
    everyRows: 1,
    everyMs: never,
    calmTimes: 1,
    closedFromPages: 1,
  });
  lost.wrote(1);
  expect(own()).toBe(false);
  await until(own, { withinMs: 30_000, what: "SQLite's own rule" });
  lost.wrote(1);
  expect(own()).toBe(true);
  await lost.stop();
});
