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
  await using one = await rig({ everyRows: 40, everyMs: never, closedFromPages: 200 });
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

it("copies a single row some time after it was written", async () => {
  await using one = await rig({ everyRows: 1_000, everyMs: 20, closedFromPages: 1_000 });
  await one.write();
  await until(async () => (await one.copied()) === 1, { withinMs: 30_000, what: "the row in the database" });
});

it("leaves the log to SQLite when the process fails", async () => {
  await using one = await rig({ everyRows: 1_000, everyMs: never, closedFromPages: 1_000 });
  const lost = createCheckpoints([one.database], "/nowhere/a.db", { everyRows: 1, everyMs: never, closedFromPages: 1 });
  expect(one.database.pragma("wal_autocheckpoint", { simple: true })).toBeGreaterThan(10_000);
  lost.wrote(1);
  await until(() => one.database.pragma("wal_autocheckpoint", { simple: true }) === 1_000, {
    withinMs: 30_000,
    what: "SQLite's own rule",
  });
  lost.wrote(1);
  await lost.stop();
});
