import { spawnSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { mkdir, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { sentence } from "#contract/errors.ts";
import { hungShare } from "../../../lab/hung-share.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";
import { workbookParts, zipOf } from "../../../lab/zip.ts";
import { type Rig, startRig } from "./rig.ts";

/** Most of each is waiting until a file stands still. */
const it = test.concurrent;

const source = (path: string, over: Record<string, unknown> = {}) => ({
  type: "folder",
  path,
  lateAfter: "2d",
  settledAfter: "1s",
  mapping: '$.{ "indicator": "ty-le", "value": $number(`Tỷ lệ`), "asOf": `Ngày` & "T00:00:00+07:00" }',
  ...over,
});
const report = (value: number, day = 10) => `Ngày;Tỷ lệ\n2026-01-${day};${value}\n`;
/** Every reason that was told, newest last. */
const reasons = (rig: Rig) => rig.views.flatMap(({ reason }) => reason ?? []);
const told = (rig: Rig, code: string, file: string) =>
  until(() => reasons(rig).find(({ code: one, params }) => one === code && Object.values(params).includes(file)), {
    what: `${code} ${file}`,
  });

it("names a loop of links, a link to nowhere and a pipe, and reads the others", async () => {
  await using folder = await temporaryFolder();
  const at = (name: string) => join(folder.path, name);
  await symlink(at("vong-2.csv"), at("vong-1.csv"));
  await symlink(at("vong-1.csv"), at("vong-2.csv"));
  await symlink(at("khong-co"), at("dut.csv"));
  expect(spawnSync("mkfifo", [at("ong-dan.csv")]).status).toBe(0);
  await mkdir(at("thu-muc.csv"));
  await writeFile(join(folder.path, "x"), report(31));
  await symlink(at("x"), at("lien-ket.csv"));
  await using rig = await startRig([source(folder.path)]);
  await told(rig, "source.file-link-loop", "vong-1.csv");
  await told(rig, "source.file-link-loop", "vong-2.csv");
  await told(rig, "source.file-link-broken", "dut.csv");
  await told(rig, "source.file-no-file", "ong-dan.csv");
  await rig.untilNewest(31, "ty-le");
  await writeFile(at("tot.csv"), report(32, 11));
  await rig.untilNewest(32, "ty-le");
  await rig.untilState("ok");
  // What a link leads to is watched too.
  await writeFile(at("x"), report(33, 12));
  await rig.untilNewest(33, "ty-le");
});

it("goes on beside a file and a whole folder on a drive that does not answer, and once it is back", async ({
  skip,
}) => {
  await using base = await temporaryFolder();
  using share = await hungShare(join(base.path, "o-mang"));
  if (share === undefined) return skip();
  const folder = join(base.path, "bao-cao");
  await mkdir(folder);
  await symlink(join(share.path, "xa.csv"), join(folder, "a-xa.csv"));
  await writeFile(join(folder, "b.csv"), report(41));
  await using rig = await startRig([source(folder), source(share.path, { id: "treo" })]);
  await told(rig, "source.file-hangs", "a-xa.csv");
  await rig.untilNewest(41, "ty-le");
  const other = () => rig.sources.views().find(({ id }) => id === "treo");
  await until(() => other()?.reason?.code === "source.folder-hangs", { withinMs: 30_000 });
  expect(other()?.state).toBe("failing");
  // The core's own files and names are not held up: each waits for one of four threads.
  await Promise.all(Array.from({ length: 8 }, () => stat(folder)));
  share[Symbol.dispose]();
  await writeFile(join(share.path, "xa.csv"), report(42, 12));
  await rig.untilNewest(42, "ty-le");
  await until(() => other()?.state === "ok");
});

test("refuses a table of more rows than are read whole, CSV and XLSX, with its number of rows", async () => {
  await using folder = await temporaryFolder();
  await using rig = await startRig([
    source(folder.path, { mapping: '{ "indicator": "ty-le", "value": $count($), "asOf": 1000000 }' }),
  ]);
  await rig.untilState("starting");
  const rows = 200_001;
  await writeFile(join(folder.path, "dai.csv"), `Ngày;Tỷ lệ\n${"2026-01-01;1\n".repeat(rows)}`);
  expect((await told(rig, "source.file-too-many-rows", "dai.csv")).params).toEqual({
    ...{ file: "dai.csv", rows: rows + 1, limit: 200_000 },
  });
  const sheet = Array.from({ length: rows }, (_row, at) => `<row r="${at + 1}"><c r="A${at + 1}"><v>1</v></c></row>`);
  await writeFile(join(folder.path, "dai.xlsx"), zipOf(workbookParts(sheet.join(""))));
  expect((await told(rig, "source.file-too-many-rows", "dai.xlsx")).params).toMatchObject({ rows, limit: 200_000 });
  expect(rig.shown).toEqual([]);
});

it("names the file of what cannot be mapped or taken", async () => {
  await using folder = await temporaryFolder();
  await using rig = await startRig([source(folder.path)]);
  const inFile = async (code: string, file: string) => {
    const reason = await told(rig, code, file);
    expect(sentence(reason, "vi")).toMatch(`Tệp «${file}»: `);
    expect(sentence(reason, "en")).toMatch(`File “${file}”: `);
  };
  await writeFile(join(folder.path, "chu.csv"), "Ngày;Tỷ lệ\n2026-01-10;không\n");
  await inFile("source.mapping-failed", "chu.csv");
  await writeFile(join(folder.path, "rong.csv"), "Ngày;Tỷ lệ\n");
  await inFile("source.nothing-given", "rong.csv");
  await writeFile(join(folder.path, "ngoai.csv"), report(100_000));
  await inFile("reading.out-of-range", "ngoai.csv");
});

it("waits for a file until neither its size nor its time has changed for as long as was said", async () => {
  await using folder = await temporaryFolder();
  await using rig = await startRig([source(folder.path, { settledAfter: "2s" })]);
  const slow = join(folder.path, "cham.csv");
  await writeFile(slow, "Ngày;Tỷ lệ\n");
  // Pauses longer than half a second; then only the time moves, as where a block is written in place.
  for (let step = 0; step < 2; step++) {
    await pause(1_200);
    appendFileSync(slow, `2026-01-1${step};${51 + step}\n`);
  }
  for (let step = 0; step < 2; step++) {
    await pause(1_200);
    await utimes(slow, new Date(), new Date());
  }
  expect(rig.shown).toEqual([]);
  await rig.untilNewest(52, "ty-le");
  expect(rig.view().counts).toMatchObject({ accepted: 2, failures: 0 });
});
