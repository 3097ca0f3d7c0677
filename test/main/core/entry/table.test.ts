import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { EntryTable } from "#contract/entry/http.ts";
import { sentence } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import { csvType, workbookType } from "#contract/tables.ts";
import { errorCell, type SheetCell, uncomputedCell, workbookByHand } from "../../../lab/sheet.ts";
import type { TestServer } from "../api/server-for-test.ts";
import { ofAgriculture, person, row, startSite } from "./rig.ts";

const headings = ["STT", "Chỉ tiêu", "Nơi", "Kỳ", "Đơn vị tính", "Giá trị", "Tình trạng", "Lý do", "Người lập"];
const sick = "Gia súc mắc bệnh";
const sown = "Diện tích gieo trồng";

/** As a department sends one: a title, headings in the fifth row, and what goes wrong in such files. */
const rows: SheetCell[][] = [
  ["SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"],
  ["BÁO CÁO THÁNG 10 NĂM 2026"],
  [],
  ["Lạng Sơn, ngày 25 tháng 11 năm 2026"],
  headings,
  [1, sown, "Tỉnh", "10/2026", "ha", 8_850.25, "sơ bộ", null, "Hoa"],
  [2, sick, "Xã A", "tháng 10/2026", "con", 12, null, null, null],
  [3, sick, "Xã Z", "10/2026", null, 3, null, null, null],
  [4, "Gia súc chết", "Xã A", "10/2026", null, 3, null, null, null],
  [5, "Thu ngân sách", "Tỉnh", "10/2026", null, 3, null, null, null],
  [6, sown, "Tỉnh", "08/2026", null, "không có", null, null, null],
  [7, sown, "Tỉnh", "07/2026", null, "12,480", null, null, null],
  [8, sown, "Tỉnh", "tháng mười một", null, 3, null, null, null],
  [9, sown, "Tỉnh", "11/2026", null, 9_000, "chính thức", null, null],
  [10, sick, "Xã A", "10/2026", null, 15, null, null, null],
  [11, sown, "Tỉnh", "06/2026", null, 600_000, null, null, null],
  [12, sown, "Tỉnh", "09/2026", null, 20_000, null, null, null],
  [13, sown, "Tỉnh", "05/2026", "tấn", 9_000, null, null, null],
  [14, sown, "Tỉnh", "04/2026", null, errorCell("#DIV/0!"), null, null, null],
  [15, sown, "Tỉnh", "03/2026", null, uncomputedCell, null, null, null],
  [16, sick, "Xã B", "10/2026", null, 7, null, null, null],
  [17, sick, "Xã B", "09/2026", null, null, null, null, null],
  [18, sown, "Tỉnh", "02/2026", null, 9_100, null, null, null],
  [19, sown, "Tỉnh", "01/2026", null, 9_100, "gần đúng", null, null],
  [20, sown, "Tỉnh", "12/2023", null, 9_100, null, null, null],
  [21, sown, "Tỉnh", "12/2026", null, 9_100, null, null, null],
  [22, sown, "Tỉnh", "12/2025", null, null, null, null, null],
];

const upload = async (server: TestServer, body: Buffer | string, type = workbookType) =>
  fetch(server.origin + routes.entryTable, {
    method: "POST",
    headers: { authorization: `Bearer ${await server.token("admin")}`, "content-type": type },
    body: new Uint8Array(Buffer.from(body as string)),
  });

it("tells every row of an office's workbook what becomes of it, in which cell and why, and writes nothing", async () => {
  await using server = await startSite();
  const { entry, store } = server.parts;
  const me = person(server, "Hoa", ofAgriculture);
  await entry.send(
    { key: randomUUID(), mode: "all", rows: [row("9.000", { period: "2026-08", reason: "kiểm tra" })] },
    me,
  );
  const before = await store.readings.counts();
  const file = workbookByHand("Báo cáo", rows, { hiddenRows: [21], merged: ["F23:F24", "A1:I1"] });
  const table = await entry.table(file, me.reach);
  const told = Object.fromEntries(
    table.rows.map(({ line, checked, mistakes }) => [
      line,
      [checked.outcome, ...mistakes.map(({ column, message }) => `${column}: ${sentence(message, "vi")}`)],
    ]),
  );
  expect(told).toEqual({
    6: ["new"],
    7: ["new"],
    8: ["refused", "C: Không có nơi nào tên «Xã Z». Hãy lấy mã hoặc tên trong tệp mẫu."],
    9: ["refused", "B: Không có chỉ tiêu «Gia súc chết». Hãy lấy mã hoặc tên trong tệp mẫu."],
    10: ["refused", "F: «Thu ngân sách» ở Tỉnh do đơn vị khác chịu trách nhiệm (Sở Tài chính); bạn không nhập được."],
    11: ["refused", "F: «không có» không phải là số. Hãy ghi như 12.480,5."],
    12: ["refused", "F: «12,480» có thể là 12.480 hoặc 12,48. Hãy ghi rõ: 12.480 hoặc 12,5."],
    13: ["refused", "D: Không đọc được kỳ «tháng mười một»: cần tháng như 11/2026."],
    14: ["refused", "D: Tháng 11/2026 chưa hết: chỉ nhận số ước tính."],
    15: ["refused", "F: Dòng 7 đã có chỉ tiêu, nơi và kỳ này với số khác (12). Hãy giữ một dòng."],
    16: ["refused", "F: Giá trị 600.000 của «Diện tích gieo trồng» nằm ngoài khoảng hợp lý 0–500.000."],
    17: ["needs-reason", "F: cao hơn tháng 8/2026 122 % (9.000). Đúng thì ghi lý do; sai thì sửa."],
    18: ["refused", "E: Chỉ tiêu này tính bằng «ha», trong bảng là «tấn». Hãy đổi số sang ha."],
    19: ["refused", "F: Ô này là công thức lỗi (#DIV/0!). Hãy sửa công thức hoặc ghi số."],
    20: ["refused", expect.stringContaining("F: Ô này là công thức chưa có kết quả.")],
    21: ["refused", expect.stringContaining("F: Dòng này bị ẩn trong tệp.")],
    23: ["refused", expect.stringContaining("F: Ô gộp F23:F24")],
    24: [
      "refused",
      expect.stringContaining("F: Ô gộp F23:F24"),
      expect.stringContaining("G: Tình trạng «gần đúng» không có"),
    ],
    25: ["refused", expect.stringMatching(/^F: .*cũ/)],
    26: ["refused", "D: Tháng 12/2026 chưa bắt đầu."],
  });
  expect(table.rows[0]?.checked).toMatchObject({ value: 8_850.3, messages: [{ code: "entry.rounded" }] });
  expect(table.warnings.map(({ column, message }) => `${column}: ${sentence(message, "vi")}`)).toEqual([
    "I: không có cột «Người lập»; hãy kiểm tra chính tả hoặc bỏ cột này",
  ]);
  expect(await store.readings.counts()).toEqual(before);
  // The good ones as one deed, as the officer has them on the page.
  const good = table.rows.flatMap(({ checked, row }) => (checked.outcome === "new" && row !== null ? [row] : []));
  expect(await entry.send({ key: randomUUID(), mode: "all", rows: good }, me)).toMatchObject({ taken: 2, left: 0 });
  const again = await entry.table(file, me.reach);
  expect(again.rows.filter(({ checked }) => checked.outcome === "same").map(({ line }) => line)).toEqual([6, 7]);
});

it("reads what was copied out of a program for tables, CSV of any kind, and its own template filled in", async () => {
  await using server = await startSite();
  const pasted = [
    ["Chỉ tiêu", "Kỳ", "Giá trị"],
    [sown, "10/2026", "8.850,5"],
  ]
    .map((cells) => cells.join("\t"))
    .join("\r\n");
  for (const [body, type] of [
    [pasted, "text/tab-separated-values"],
    [`\uFEFF${pasted.replaceAll("\t", ";")}`, csvType],
  ] as const) {
    const answer = await upload(server, body, type);
    expect(EntryTable.parse(await answer.json()).rows).toMatchObject([
      {
        line: 2,
        row: { indicator: "gieo-trong", place: "tinh", period: "10/2026" },
        checked: { outcome: "new", value: 8_850.5 },
      },
    ]);
  }
  // Places as offices write them: without what they are, or as a whole.
  const short = [
    ["Chỉ tiêu", "Nơi", "Kỳ", "Giá trị"],
    [sick, "A", "10/2026", "1"],
    [sick, "B", "10/2026", "2"],
  ]
    .concat([[sown, "Toàn tỉnh", "10/2026", "8.850,5"]], [[sick, "Toàn tỉnh", "10/2026", "3"]])
    .map((cells) => cells.join("\t"));
  const named = EntryTable.parse(await (await upload(server, short.join("\r\n"), "text/tab-separated-values")).json());
  expect(named.rows.map(({ row, checked }) => [row?.place, checked.outcome])).toEqual([
    ["xa-a", "new"],
    ["xa-b", "new"],
    ["tinh", "new"],
    [undefined, "refused"],
  ]);
  const { entry } = server.parts;
  const me = person(server, "Hoa", ofAgriculture);
  const template = await entry.template("en", me.reach);
  // As it comes nothing is in it.
  await expect(entry.table(template, me.reach)).rejects.toMatchObject({ code: "entry.nothing" });
  for (const [body, code] of [
    ["chỉ có chữ", "entry.no-headings"],
    [`${["Chỉ tiêu", "Kỳ", "Giá trị"].join("\t")}\n${`${sown}\t10/2026\t1\n`.repeat(2_001)}`, "entry.too-many-rows"],
  ] as const)
    expect(await (await upload(server, body, csvType)).json(), code).toMatchObject({ code });
  expect((await upload(server, "PK\x03\x04 nothing", workbookType)).status).toBe(422);
});
