import { appendFileSync } from "node:fs";
import { mkdir, readdir, rename, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import iconv from "iconv-lite";
import { expect, test } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";
import { windows1258 } from "../../../lab/windows1258.ts";
import { startRig } from "./rig.ts";

/** Most of each is waiting until a file stands still. */
const it = test.concurrent;

const source = (path: string, over: Record<string, unknown> = {}) => ({
  type: "folder",
  path,
  lateAfter: "2d",
  settledAfter: "1s",
  mapping:
    '$.{ "indicator": "ty-le", "value": $number($replace(`Tỷ lệ (%)`, ",", ".")), "asOf": `Ngày` & "T00:00:00+07:00" }',
  ...over,
});
const csv = (value: string, delimiter = ";") =>
  `Báo cáo giải ngân\r\nNgày${delimiter}Đơn vị${delimiter}Tỷ lệ (%)\r\n2026-01-0${Math.ceil(Math.random() * 9)}${delimiter}"Sở ""A"""${delimiter}${value}\r\n`;
/** Each report is of a later day, so that its value is the newest. */
let day = 10;
const report = (value: string, delimiter = ";") =>
  csv(value, delimiter).replace(/2026-01-0\d/, `2026-01-${String(day++)}`);

it("reads CSV in the encodings and forms that offices send", async () => {
  await using folder = await temporaryFolder();
  await using rig = await startRig([source(folder.path)]);
  await until(() => rig.view().state !== "failing");
  const files: [name: string, bytes: Buffer, value: number][] = [
    ["a.csv", Buffer.from(report("41,5")), 41.5],
    ["b.csv", Buffer.from(`\uFEFF${report("42,5")}`), 42.5],
    ["c.CSV", windows1258(report("43,5")), 43.5],
    ["d.csv", Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(report("44,5"), "utf-16le")]), 44.5],
    ["e.csv", Buffer.from(report("45.5", ",")), 45.5],
    ["f.csv", Buffer.from(report("46,5", "\t").replaceAll("\r\n", "\n")), 46.5],
    // Marks typed as separate characters, as some systems do.
    ["g.csv", Buffer.from(report("47,5").normalize("NFD")), 47.5],
  ];
  for (const [name, bytes, value] of files) {
    await writeFile(join(folder.path, name), bytes);
    await rig.untilNewest(value, "ty-le");
  }
  await rig.untilState("ok");
  expect(rig.view().counts).toMatchObject({ accepted: files.length, refused: 0, failures: 0 });
});

it("reads XLSX, with dates as ISO and numbers as they are", async () => {
  await using folder = await temporaryFolder();
  await using rig = await startRig([
    source(folder.path, {
      mapping: '$.{ "indicator": "ty-le", "value": $number(`Tỷ lệ (%)`), "asOf": `Ngày` & "+07:00" }',
    }),
  ]);
  const rows = [
    [{ value: "Báo cáo giải ngân" }],
    [{ value: "Ngày" }, { value: "Tỷ lệ (%)" }],
    [{ value: new Date("2026-02-03T08:30:00Z"), format: "dd/mm/yyyy hh:mm" }, { value: 78.25 }],
  ];
  await writeFile(join(folder.path, "a.xlsx"), await writeXlsxFile(rows).toBuffer());
  await rig.untilNewest(78.25, "ty-le");
  expect(rig.shown[0]?.asOfMs).toBe(Date.parse("2026-02-03T08:30:00+07:00"));
});

it("names the file that cannot be read or used, leaves it where it is, and goes on", async () => {
  await using folder = await temporaryFolder();
  await using rig = await startRig([source(folder.path)]);
  const reasonOf = (file: string) => until(() => rig.view().reason?.params.file === file && rig.view().reason);
  await writeFile(join(folder.path, "gia.xlsx"), "đây không phải bảng tính");
  expect(await reasonOf("gia.xlsx")).toMatchObject({ code: "source.file-unreadable" });
  expect(rig.view().state).toBe("mis-mapped");
  const handle = join(folder.path, "to.csv");
  await writeFile(handle, Buffer.alloc(32_000_001, 0x61));
  expect(await reasonOf("to.csv")).toMatchObject({ code: "source.file-too-large", params: { limitMb: 32 } });
  await writeFile(join(folder.path, "rong.csv"), "Ngày;Tỷ lệ (%)\n");
  await until(() => rig.view().reason?.code === "source.nothing-given");
  await writeFile(join(folder.path, "tot.csv"), report("51,5"));
  await rig.untilNewest(51.5, "ty-le");
  await rig.untilState("ok");
  expect((await readdir(folder.path)).sort()).toEqual(["gia.xlsx", "rong.csv", "to.csv", "tot.csv"]);
});

it("waits for its folder, and notices when it goes and comes", async () => {
  await using base = await temporaryFolder();
  const path = join(base.path, "kho-bac");
  await using rig = await startRig([source(path)]);
  expect((await rig.untilState("failing")).reason).toEqual({ code: "source.folder-missing", params: { folder: path } });
  await mkdir(path);
  await writeFile(join(path, "a.csv"), report("61,5"));
  await rig.untilNewest(61.5, "ty-le");
  await rig.untilState("ok");
  await rm(path, { recursive: true });
  await rig.untilState("failing");
  await mkdir(path);
  await rig.untilState("ok");
  await writeFile(join(path, "b.csv"), report("62,5"));
  await rig.untilNewest(62.5, "ty-le");
});

it("does not read again after a restart what it has stored, but what changed meanwhile", async () => {
  await using data = await temporaryFolder();
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "a.csv"), report("71,5"));
  {
    await using rig = await startRig([source(folder.path)], { folder: data.path });
    await rig.untilNewest(71.5, "ty-le");
    await until(() => rig.store.sourceMemory.get("nguon", "a.csv"));
  }
  await writeFile(join(folder.path, "b.csv"), report("72,5"));
  await using rig = await startRig([source(folder.path)], { folder: data.path });
  await rig.untilNewest(72.5, "ty-le");
  await until(() => rig.store.sourceMemory.get("nguon", "b.csv"));
  expect(rig.view().counts).toMatchObject({ accepted: 1, repeated: 0 });
  // A file written over in one move is a changed file.
  await writeFile(join(folder.path, ".moi"), report("73,5"));
  await rename(join(folder.path, ".moi"), join(folder.path, "a.csv"));
  await rig.untilNewest(73.5, "ty-le");
});

it("does not read a file that is still being written", async () => {
  await using folder = await temporaryFolder();
  await using rig = await startRig([source(folder.path)]);
  const growing = join(folder.path, "a.csv");
  await writeFile(growing, "Ngày;Tỷ lệ (%)\n2026-01-01;1,5\n");
  const writing = setInterval(() => appendFileSync(growing, "2026-01-01;1,5\n"), 50);
  try {
    await writeFile(join(folder.path, "b.csv"), report("81,5"));
    await rig.untilNewest(81.5, "ty-le");
    expect(rig.shown.map((reading) => reading.value)).toEqual([81.5]);
  } finally {
    clearInterval(writing);
  }
  await writeFile(growing, report("82,5"));
  await rig.untilNewest(82.5, "ty-le");
  await until(() => rig.view().counts.accepted === 2);
});

it("reads JSON as it is, and tells what cannot be read: broken, too large, no folder", async () => {
  await using folder = await temporaryFolder();
  const dropped = join(folder.path, "tha");
  const mapping = 'muc.{ "indicator": "xe", "value": so, "asOf": luc }';
  await using rig = await startRig([source(dropped, { mapping })]);
  expect((await rig.untilState("failing")).reason).toMatchObject({ code: "source.folder-missing" });
  await mkdir(dropped);
  await writeFile(join(dropped, "a.json"), `\uFEFF${JSON.stringify({ muc: [{ so: 5, luc: 1_000_000 }] })}`);
  await rig.untilNewest(5);
  await rig.untilState("ok");
  expect(await rig.sources.lastAnswer("nguon")).toMatchObject({ from: "a.json" });
  await writeFile(join(dropped, "b.json"), '{"muc": [');
  await until(() => rig.view().reason?.code === "source.not-json");
  expect(rig.view()).toMatchObject({ state: "mis-mapped", reason: { params: { host: "b.json" } } });
  // A gigabyte of holes: its size is looked at before it is read.
  await writeFile(join(dropped, "c.json"), "");
  await truncate(join(dropped, "c.json"), 1_000_000_000);
  await until(() => rig.view().reason?.code === "source.file-too-large");
  await writeFile(join(dropped, "d.json"), JSON.stringify({ muc: [{ so: 6, luc: 1_000_001 }] }));
  await rig.untilNewest(6);
  await rig.untilState("ok");
});
