import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import readXlsxFile from "read-excel-file/node";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { CodedError } from "#contract/errors.ts";
import { reading } from "../store/series.ts";
import { edited, partOf, startCatalogue, told } from "./rig.ts";

it("goes out and comes in the same, in both languages, with columns in any order and after another program saved it", async () => {
  await using rig = await startCatalogue();
  for (const language of ["vi", "en"] as const)
    expect(await rig.take(await rig.exported(language))).toMatchObject({ outcome: "unchanged", mistakes: [] });
  const turned = await rig.changed(({ cells }) => {
    for (const row of cells) row.reverse();
  });
  expect(turned).toMatchObject({ outcome: "unchanged", mistakes: [] });
  expect(await rig.files()).toEqual([]);
  const [sheet, limits, help] = await readXlsxFile(await rig.exported());
  expect([sheet?.sheet, limits?.sheet, help?.sheet]).toEqual(["Chỉ tiêu", "Ngưỡng", "Giải thích"]);
  expect(sheet?.data).toHaveLength(1 + rig.profile().indicators.length);
  expect(limits?.data.slice(1)).toEqual([
    ["cua-khau.xe-cho", "cần chú ý", "lớn hơn", 350, "ngưỡng 350", "limit 350"],
    ["cua-khau.tong-xe-cho", "cần chú ý", "lớn hơn", 550, "ngưỡng 550", "limit 550"],
  ]);
  const total = sheet?.data.find(([code]) => code === "cua-khau.tong-xe-cho");
  expect(total).toContain(
    "tổng(cua-khau.xe-cho; huu-nghi; tan-thanh; chi-ma; coc-nam; dong-dang; na-hinh; na-nua; binh-nghi)",
  );
  expect(total).toContain("2 phút");
  // Every heading is explained.
  const explained = help?.data.map((row) => row[1]);
  expect(explained).toEqual(expect.arrayContaining([...(sheet?.data[0] ?? []), ...(limits?.data[0] ?? [])]));
});

it("offers lists to choose from in the cells that take a word", async () => {
  await using rig = await startCatalogue();
  const sheet = partOf(await rig.exported(), "xl/worksheets/sheet1.xml");
  expect(sheet).toMatch(/<\/sheetData><dataValidations count="\d">/);
  expect(sheet).toContain('<formula1>"phút,giờ,ngày,tháng,quý,năm"</formula1>');
});

it("tells every mistake with sheet, row, column and what was expected, and imports nothing", async () => {
  await using rig = await startCatalogue();
  const report = await rig.changed((sheet, limits) => {
    const put = (code: string, heading: string, value: string | number | null) => {
      sheet.rowOf(code)[sheet.at(heading)] = value;
    };
    put("grdp.tang-truong", "Kỳ số liệu", "hằng năm");
    put("grdp.tang-truong", "Chậm sau", "khá lâu");
    put("grdp.binh-quan", "Số chữ số lẻ", 7);
    put("grdp.binh-quan", "Tên tiếng Anh", null);
    put("ngan-sach.thu", "Nhỏ nhất hợp lý", null);
    put("ngan-sach.thu-xnk", "Mã chỉ tiêu", "Ngân sách XNK");
    put("ngan-sach.ty-trong-xnk", "Cách tính", "tỷ số(ngan-sach.thu-xnk)");
    put("thuong-mai.kim-ngach", "Mất sau", "500 ngày");
    put("thuong-mai.kim-ngach-so-cung-ky", "Lớn nhất hợp lý", "1.000");
    put("cong-nghiep.iip", "Cách tính", "so kế hoạch(dau-tu-cong.ke-hoach)");
    put("ho-so.qua-han", "Có số mới mỗi", "3 phút");
    put("ho-so.tiep-nhan", "Mã chỉ tiêu", "ho-so.qua-han");
    put("cua-khau.xe-cho", "Loại địa bàn", "cửa khẩu; sân bay");
    put("cua-khau.tong-xe-cho", "Đơn vị tính", "lượt");
    limits.cells.push(["khong-co", "báo động", "trên", 5, "a", "a"]);
    sheet.cells[0]?.push("Ghi chú");
  });
  expect(report).toMatchObject({ outcome: "refused", number: null, added: [], mistakeCount: report.mistakes.length });
  expect(told(report).sort()).toEqual(
    [
      "Chỉ tiêu!H2: cần phút | giờ | ngày | tháng | quý | năm; nhận được «hằng năm»",
      "Chỉ tiêu!S2: cần khoảng thời gian như 30 giây, 5 phút, 12 giờ, 450 ngày; nhận được «khá lâu»",
      "Chỉ tiêu!L3: cần số nguyên từ 0 đến 6; nhận được «7»",
      "Chỉ tiêu!C3: ô này không được trống (cần chữ)",
      "Chỉ tiêu!O4: thiếu mục này (cần số)",
      "Chỉ tiêu!A5: cần mã gồm chữ thường không dấu, số, dấu chấm, gạch nối, ví dụ cua-khau.xe-cho; nhận được «Ngân sách XNK»",
      "Chỉ tiêu!V6: cần công thức, các phần cách nhau bằng dấu chấm phẩy: tổng(…) · hiệu(…) · tỷ số(…) · bình quân đầu người(…) · trung bình(…) · luỹ kế(…) · so kỳ trước(…) · so cùng kỳ(…) · so kế hoạch(…) · phép tính(…); nhận được «tỷ số(ngan-sach.thu-xnk)»",
      "Chỉ tiêu!S7: «Chậm sau» phải ngắn hơn «Cũ sau», và «Cũ sau» ngắn hơn «Mất sau»",
      "Chỉ tiêu!P8: cần số; nhận được «1.000»",
      "Chỉ tiêu!V9: chỉ tiêu «dau-tu-cong.ke-hoach» chưa có kế hoạch (cột «Kế hoạch») nên không so được",
      "Chỉ tiêu!R12: «Có số mới mỗi» không được dài hơn «Chậm sau»",
      "Chỉ tiêu!A13: mã «ho-so.qua-han» đã dùng ở trên; mỗi mã chỉ dùng một lần",
      "Chỉ tiêu!I14: cần một hay nhiều từ, cách nhau bằng dấu chấm phẩy: tỉnh | huyện cũ | xã, phường | sở, ngành | thị trấn | cửa khẩu | trạm | điểm | giáp ranh | xe; nhận được «cửa khẩu; sân bay»",
      "Chỉ tiêu!D17: được tính từ «cua-khau.xe-cho» nên đơn vị phải là «xe», nhận được «lượt»",
      "Ngưỡng!C4: cần lớn hơn | nhỏ hơn; nhận được «trên»",
      "Ngưỡng!A4: không có chỉ tiêu «khong-co» trong bảng",
      "Chỉ tiêu!Y1: không có cột «Ghi chú»; hãy kiểm tra chính tả hoặc bỏ cột này",
    ].sort(),
  );
  expect(await rig.files()).toEqual([]);
});

it("is written into the profile and counts at once; what left the table is retired, comes back under its code, and one can go back", async () => {
  await using rig = await startCatalogue();
  const own = rig.profile();
  const edit = await rig.changed((sheet, limits) => {
    const row = [...sheet.rowOf("ho-so.qua-han")];
    row[sheet.at("Mã chỉ tiêu")] = "ho-so.dung-han";
    row[sheet.at("Tên chỉ tiêu")] = "Hồ sơ đúng hạn";
    sheet.cells.push([], row);
    sheet.rowOf("ho-so.qua-han")[sheet.at("Kế hoạch")] = "12,5";
    sheet.cells.splice(sheet.cells.indexOf(sheet.rowOf("cong-nghiep.iip")), 1);
    const limit = limits.rowOf("cua-khau.xe-cho");
    limit[3] = 400;
  });
  expect(edit).toMatchObject({
    ...{ outcome: "imported", number: 1, mistakes: [], added: ["ho-so.dung-han"], retired: ["cong-nghiep.iip"] },
    changed: [
      { code: "ho-so.qua-han", headings: ["Kế hoạch"] },
      { code: "cua-khau.xe-cho", headings: ["Ngưỡng"] },
    ],
    warnings: [
      { code: "catalogue.retired-on-scene", params: { code: "cong-nghiep.iip", scene: "toan-canh", tile: "iip" } },
    ],
  });
  expect(await rig.view()).toMatchObject({ inUse: { number: 1, file: "a.xlsx" }, isWaiting: false });

  const running = rig.profile();
  const one = (code: string) => running.indicators.find((indicator) => indicator.code === code);
  expect(one("ho-so.dung-han")).toMatchObject({ name: { vi: "Hồ sơ đúng hạn" }, isRetired: false });
  expect(one("ho-so.qua-han")).toMatchObject({ plan: 12.5, freshness: { lateAfter: 120_000 } });
  expect(one("cong-nghiep.iip")).toMatchObject({ isRetired: true, decimals: 2 });
  expect(one("cua-khau.xe-cho")?.thresholds).toMatchObject([{ above: 400 }]);
  // As a start finds it, from its files and from memory.
  expect(await rig.startAgain()).toEqual(running);
  expect(await rig.startAgain()).toEqual(running);
  expect(await rig.view()).toMatchObject({ inUse: { number: 1 }, isWaiting: false });

  const back = await rig.changed((sheet) => {
    sheet.rowOf("cong-nghiep.iip")[sheet.at("Tình trạng")] = "Đang dùng";
  });
  expect(back).toMatchObject({ outcome: "imported", number: 2, revived: ["cong-nghiep.iip"], changed: [] });
  expect(await rig.undo()).toMatchObject({ inUse: { number: 1 }, next: { number: 1 }, isWaiting: false });
  expect(rig.profile()).toEqual(running);
  expect(await rig.undo()).toMatchObject({ inUse: null, next: null, isWaiting: false });
  expect(rig.profile().indicators).toEqual(own.indicators);
  await expect(rig.undo()).rejects.toMatchObject({ code: "catalogue.nothing-to-undo" });
  expect(await rig.startAgain()).toEqual(rig.profile());
  // Nothing that was imported is gone, and no number is used twice.
  expect((await rig.files()).sort()).toEqual([
    "0001.json.written.1000.undone.2000",
    "0002.json.written.2000.undone.2000",
  ]);
  const again = await rig.changed((sheet) => {
    sheet.rowOf("ho-so.qua-han")[sheet.at("Kế hoạch")] = 1;
  });
  expect(again.number).toBe(3);
});

it("imports nothing when it is only to check, and changes no unit of what has figures", async () => {
  await using rig = await startCatalogue();
  const inOtherUnit = (code: string) =>
    rig.changed((sheet) => {
      sheet.rowOf(code)[sheet.at("Đơn vị tính")] = "nghìn tỷ đồng";
    }, true);
  expect(await inOtherUnit("ngan-sach.thu")).toMatchObject({
    outcome: "checked",
    changed: [{ code: "ngan-sach.thu" }],
  });
  await rig.store.readings.append([reading({ indicator: "ngan-sach.thu", place: "lang-son" })]);
  expect(told(await inOtherUnit("ngan-sach.thu"))).toEqual([
    "Chỉ tiêu!D4: chỉ tiêu «ngan-sach.thu» đã có số liệu tính bằng «tỷ đồng» nên không đổi sang «nghìn tỷ đồng» được; hãy lập mã mới và cho mã này ngừng dùng",
  ]);
  expect(await rig.files()).toEqual([]);
});

it("refuses what is no workbook, and one without the sheet", async () => {
  await using rig = await startCatalogue();
  await expect(rig.take(Buffer.from("không phải bảng tính"))).rejects.toMatchObject({
    code: "table.not-a-workbook",
  });
  await expect(rig.take(Buffer.alloc(0))).rejects.toMatchObject({ code: "table.not-a-workbook" });
  const { default: write } = await import("write-excel-file/node");
  const other = await write([{ sheet: "Khác", data: [[{ value: "a" }]] }]).toBuffer();
  await expect(rig.take(other)).rejects.toMatchObject({ code: "catalogue.no-sheet" });
  const empty = await rig.take(await edited(await rig.exported(), (sheet) => sheet.cells.splice(0)));
  expect(told(empty)).toContain("Chỉ tiêu!A1: thiếu cột «Mã chỉ tiêu»");
});

it("keeps comments, order and wording of the file, and what is changed there by hand afterwards", async () => {
  await using rig = await startCatalogue();
  const file = rig.indicatorsFile;
  const noted = `# Của trung tâm\n${await readFile(file, "utf8")}`;
  await writeFile(file, noted);
  await rig.changed((sheet) => {
    sheet.rowOf("ho-so.qua-han")[sheet.at("Kế hoạch")] = 12.5;
  });
  const imported = await readFile(file, "utf8");
  const before = new Set(noted.split("\n"));
  const others = imported.split("\n").filter((line) => !before.has(line));
  expect(others.map((line) => line.trim())).toEqual(["plan: 12.5"]);
  expect(imported.split("\n").length).toBe(noted.split("\n").length + 1);

  await writeFile(file, imported.replace("vi: Xe chờ", "vi: Xe đang chờ"));
  expect((await rig.undo()).warnings).toEqual([]);
  expect(await readFile(file, "utf8")).toBe(noted.replace("vi: Xe chờ", "vi: Xe đang chờ"));

  // What the import has changed too stays as it is now, and that is said.
  const plan = (value: number) =>
    rig.changed((sheet) => {
      sheet.rowOf("ho-so.qua-han")[sheet.at("Kế hoạch")] = value;
    });
  await plan(3);
  await writeFile(file, (await readFile(file, "utf8")).replace("plan: 3\n", "plan: 4\n"));
  await rig.startAgain();
  expect((await rig.undo()).warnings).toEqual([{ code: "import.stays", params: { ids: "ho-so.qua-han" } }]);
  expect(rig.profile().indicators.find(({ code }) => code === "ho-so.qua-han")?.plan).toBe(4);
});

it("leaves the files as they are where the table has a mistake or the history cannot be written", async () => {
  await using rig = await startCatalogue();
  const before = await readFile(rig.indicatorsFile, "utf8");
  const plan = (value: string | number) =>
    rig.changed((sheet) => {
      sheet.rowOf("ho-so.qua-han")[sheet.at("Kế hoạch")] = value;
    });
  expect(await plan("nhiều")).toMatchObject({ outcome: "refused" });
  await writeFile(rig.folder, "in the place of the folder");
  await expect(plan(5)).rejects.toMatchObject({ code: "catalogue.not-writable" });
  expect(await readFile(rig.indicatorsFile, "utf8")).toBe(before);
  expect(await rig.view()).toMatchObject({ inUse: null, next: null });
});

/** What an older program imported, twice: its files lie over the profile. */
async function laidOver(rig: Awaited<ReturnType<typeof startCatalogue>>) {
  const raw = parse(await readFile(rig.indicatorsFile, "utf8")).indicators as { code: string }[];
  await mkdir(rig.folder, { recursive: true });
  for (const number of [1, 2]) {
    const indicators = raw.map((one) => (one.code === "ho-so.qua-han" ? { ...one, plan: number } : one));
    await writeFile(
      join(rig.folder, `000${number}.json`),
      JSON.stringify({ importedAtMs: number * 100, file: "cu.xlsx", indicators }),
    );
  }
  await rig.startAgain();
}
const planIn = (rig: Awaited<ReturnType<typeof startCatalogue>>) =>
  rig.profile().indicators.find(({ code }) => code === "ho-so.qua-han")?.plan;

it("moves what an older program laid over the profile into its files, once, and can still go back", async () => {
  await using rig = await startCatalogue();
  const own = rig.profile().indicators;
  const before = await readFile(rig.indicatorsFile, "utf8");
  await laidOver(rig);
  expect(planIn(rig)).toBe(2);
  expect(await rig.moveIntoProfile()).toMatchObject({ code: "catalogue.moved", params: { number: 2 } });
  expect(await rig.moveIntoProfile()).toBeUndefined();
  expect(planIn(rig)).toBe(2);
  const moved = await readFile(rig.indicatorsFile, "utf8");
  expect(moved.split("\n").filter((line) => !before.split("\n").includes(line))).toEqual([
    expect.stringMatching(/^ +plan: 2$/),
  ]);
  expect(await rig.files()).toEqual(["0001.json.written.2000", "0002.json.written.2000", "own.json"]);
  // As a kill before the renaming would have left it.
  for (const number of [1, 2])
    await rename(join(rig.folder, `000${number}.json.written.2000`), join(rig.folder, `000${number}.json`));
  await rig.startAgain();
  expect(await rig.moveIntoProfile()).toMatchObject({ code: "catalogue.moved" });
  expect(await readFile(rig.indicatorsFile, "utf8")).toBe(moved);
  await rig.startAgain();
  expect([planIn(rig), await rig.number()]).toEqual([2, 2]);
  // The files are the truth: what is changed there counts.
  await writeFile(rig.indicatorsFile, moved.replace("plan: 2\n", "plan: 3\n"));
  await rig.startAgain();
  expect(planIn(rig)).toBe(3);
  await writeFile(rig.indicatorsFile, moved);
  await rig.startAgain();
  expect(await rig.undo()).toMatchObject({ inUse: { number: 1 } });
  expect(planIn(rig)).toBe(1);
  expect(await rig.undo()).toMatchObject({ inUse: null, next: null });
  expect(rig.profile().indicators).toEqual(own);
  expect(await readFile(rig.indicatorsFile, "utf8")).toBe(before);
  await expect(rig.undo()).rejects.toMatchObject({ code: "catalogue.nothing-to-undo" });
});

it("leaves what lies over the profile as it was where it cannot be moved, says so, and imports nothing beneath it", async () => {
  await using rig = await startCatalogue();
  await laidOver(rig);
  const before = await readFile(rig.indicatorsFile, "utf8");
  // Not even an administrator writes a file where a folder is.
  const half = `${rig.indicatorsFile}.half`;
  await mkdir(join(half, "x"), { recursive: true });
  const word = await rig.moveIntoProfile();
  expect(word?.code).toBe("catalogue.not-moved");
  expect(String(word?.params["reason.vi"] ?? word?.params.reason)).not.toBe("undefined");
  const plan = () =>
    rig.changed((sheet) => {
      sheet.rowOf("ho-so.qua-han")[sheet.at("Kế hoạch")] = 9;
    });
  await expect(plan()).rejects.toMatchObject({ code: "profile.not-writable" });
  expect(await readFile(rig.indicatorsFile, "utf8")).toBe(before);
  expect(await rig.startAgain()).toMatchObject({ id: "lang-son" });
  expect(planIn(rig)).toBe(2);
  expect(await rig.view()).toMatchObject({ inUse: { number: 2 }, isWaiting: false });
  await rm(half, { recursive: true });
  expect(await plan()).toMatchObject({ outcome: "imported", number: 3 });
  expect(planIn(rig)).toBe(9);
});

it("says which file the indicators are from where they lie over a profile that no longer fits them", async () => {
  await using rig = await startCatalogue();
  await laidOver(rig);
  const file = join(rig.profileFolder, "places.yaml");
  await writeFile(file, (await readFile(file, "utf8")).replace("id: binh-nghi", "id: binh-nghi-moi"));
  const error = await rig.load().catch((reason: unknown) => reason);
  if (!(error instanceof CodedError)) throw new Error("the profile was taken", { cause: error });
  expect(String(error.params.list)).toMatch(
    /0002\.json:\d+:\d+ {2}indicators\[15\]\.derived\.places\[7\]: không có địa điểm «binh-nghi»/,
  );
  expect(String(error.params.list)).toMatch(/các chỉ tiêu lấy từ danh mục đã nhập «.*0002\.json»/);
});

it("tells which one counted at a moment and what stood in it, and says so where nobody knows", async () => {
  await using rig = await startCatalogue();
  const plan = (value: number) =>
    rig.changed((sheet) => {
      sheet.rowOf("ho-so.qua-han")[sheet.at("Kế hoạch")] = value;
    });
  await plan(1);
  rig.setNow(2_000);
  await plan(2);
  rig.setNow(3_000);
  await rig.undo();
  const nextAt = async (atMs: number) => (await rig.viewThen(1, atMs)).next?.number ?? null;
  expect([await nextAt(999), await nextAt(1_000), await nextAt(2_999), await nextAt(3_000)]).toEqual([null, 1, 2, 1]);
  // Whichever the run of that moment was started with: each counted at once.
  for (const run of [null, 1, 2])
    expect(await rig.viewThen(run, 2_500)).toMatchObject({ inUse: { number: 2 }, next: { number: 2 } });

  const planAt = async (atMs: number) => {
    let found: unknown;
    await edited(await rig.exportedThen(atMs), (sheet) => {
      found = sheet.rowOf("ho-so.qua-han")[sheet.at("Kế hoạch")];
    });
    return found;
  };
  expect([await planAt(1_500), await planAt(2_500), await planAt(3_500)]).toEqual([1, 2, 1]);
  await expect(planAt(500)).rejects.toMatchObject({ code: "catalogue.own-not-kept" });

  // Put out of the count by hand: nobody knows when.
  await rename(join(rig.folder, "0001.json.written.1000"), join(rig.folder, "0001.json.undone"));
  await expect(planAt(3_500)).rejects.toMatchObject({ code: "import.time-unknown", params: { number: 1 } });
  expect(await planAt(2_500)).toBe(2);
});

it("is made once a version and apart: two hundred who ask at once hold nothing up", async () => {
  await using rig = await startCatalogue();
  const cpuMs = () => process.threadCpuUsage().user / 1_000;
  // Longest stretch, in this thread's own processor time, between two turns of the loop: no line is answered meanwhile.
  let longestMs = 0;
  let isWatching = true;
  const watch = (sinceMs: number) => {
    longestMs = Math.max(longestMs, cpuMs() - sinceMs);
    if (isWatching) setImmediate(watch, cpuMs());
  };
  const beforeMs = cpuMs();
  const one = await rig.exported();
  const costMs = cpuMs() - beforeMs;
  await rig.exported("en");
  await writeFile(join(rig.profileFolder, "ghi-chu.yaml"), "# changed\n");
  watch(cpuMs());
  const many = await Promise.all(Array.from({ length: 200 }, (_, at) => rig.exported(at % 2 === 0 ? "vi" : "en")));
  isWatching = false;
  expect(new Set(many).size).toBe(2);
  expect(longestMs).toBeLessThan(Math.max(2_000, costMs * 3));
  expect(longestMs).toBeLessThan(costMs * 10);
  expect((await readXlsxFile(many[0] ?? Buffer.alloc(0)))[0]?.data).toEqual((await readXlsxFile(one))[0]?.data);
  // What changes on the disk is seen by the next who asks.
  const file = join(rig.profileFolder, "indicators.yaml");
  await writeFile(file, (await readFile(file, "utf8")).replace("vi: Xe chờ", "vi: Xe đang chờ"));
  const [changed] = await readXlsxFile(await rig.exported());
  expect(changed?.data.flat().some((cell) => String(cell).startsWith("Xe đang chờ"))).toBe(true);
});
