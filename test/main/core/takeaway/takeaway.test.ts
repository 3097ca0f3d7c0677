import readXlsxFile from "read-excel-file/node";
import { expect, it } from "vitest";
import { Failure, routes } from "#contract/http.ts";
import { workbookType } from "#contract/tables.ts";
import { takeawayRowLimit } from "#contract/takeaway.ts";
import { reading, startServer, type TestServer } from "../api/server-for-test.ts";

const minuteMs = 60_000;
const take = (server: TestServer, token: string, body: object) =>
  fetch(`${server.origin}${routes.takeaway}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
type Row = (string | number | boolean | Date | null)[];
/** A workbook counts in days: a second is a fraction that is not exact. */
const wholeSecond = (cell: Row[number]) =>
  cell instanceof Date ? new Date(Math.round(cell.getTime() / 1_000) * 1_000) : cell;
/** Each sheet as its lines before the table, joined, and its rows by heading. */
const sheetsOf = async (answer: Response) => {
  expect(answer.headers.get("content-type")).toBe(workbookType);
  const sheets = await readXlsxFile(Buffer.from(await answer.arrayBuffer()));
  return sheets.map(({ sheet, data }) => {
    const at = data.findIndex((row) => row.includes("Số liệu lúc"));
    const headings = (data[at] ?? []) as string[];
    return {
      sheet,
      notes: (data.slice(0, at) as Row[]).map((row) => row.filter((cell) => cell !== null)),
      rows: (data.slice(at + 1) as Row[]).map((row) =>
        Object.fromEntries(headings.map((heading, column) => [heading, wholeSecond(row[column] ?? null)])),
      ),
    };
  });
};
const gate = (id: string) => ({ id, kind: "gate", name: { vi: `Cửa khẩu ${id}`, en: `Gate ${id}` } });
const parts = [{ name: "Xe chờ", series: ["xe-cho@cua-a"] }];

it("gives a viewer the figure with its source, as-of, status and past, and says who took it and when", async () => {
  await using server = await startServer();
  const nowMs = server.parts.now();
  const asOfMs = Math.floor(nowMs / minuteMs) * minuteMs - 2 * minuteMs;
  await server.parts.store.readings.append([
    reading(41, asOfMs - minuteMs, { status: "official" }),
    reading(42, asOfMs, { status: "preliminary" }),
    reading(43, asOfMs, { status: "official", quality: "uncertain", receivedAtMs: asOfMs + 5_000 }),
  ]);
  const created = await server.parts.access.create("viewer", "Chị Lan, phòng Tổng hợp");
  const past = { fromMs: asOfMs - 10 * minuteMs, toMs: nowMs };
  const [figures, whole] = await sheetsOf(await take(server, created.token, { title: "Xe chờ", parts, past }));
  expect(figures?.sheet).toBe("Số liệu");
  expect(figures?.notes[0]).toEqual(["Xe chờ"]);
  expect(figures?.notes.flat()).toContain("người xem · Chị Lan, phòng Tổng hợp");
  const { timeZone, name, places } = server.parts.profile;
  expect(figures?.notes.flat()).toContain(name.vi);
  expect(figures?.notes.flat()).toContain(`giờ ${timeZone}`);
  expect(JSON.stringify(figures?.notes)).not.toContain("MÔ PHỎNG");
  const local = (ms: number) => {
    const shown = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(ms);
    return new Date(`${shown.replace(" ", "T")}Z`);
  };
  expect(figures?.rows).toEqual([
    expect.objectContaining({
      "Giá trị": 43,
      "Số liệu lúc": local(asOfMs),
      "Nhận lúc": local(asOfMs + 5_000),
      "Trạng thái": "CHÍNH THỨC",
      "Chất lượng": "chưa chắc chắn",
      Nguồn: "Thư mục",
      Nơi: places.find(({ id }) => id === "cua-a")?.name.vi,
      "Mã chuỗi": "xe-cho@cua-a",
    }),
  ]);
  expect(whole?.sheet).toBe("Diễn biến");
  expect(whole?.rows.map((row) => [row["Giá trị"], row["Trạng thái"], row["Lần sửa"]])).toEqual([
    [43, "CHÍNH THỨC", 1],
    [42, "SƠ BỘ", 0],
    [41, "CHÍNH THỨC", 0],
  ]);
});

it("marks what is simulated, what is not there, and neutralises what would be a formula", async () => {
  await using server = await startServer({ places: [gate("cua-b")] });
  await server.parts.store.readings.append([reading(7, server.parts.now() - 1_000, { status: "simulated" })]);
  const asked = {
    title: "=HYPERLINK(1)",
    parts: [{ name: "+cmd|' /C calc'!A0", series: ["xe-cho@cua-a", "xe-cho@cua-b", "khong-co@cua-a"] }],
  };
  const [figures] = await sheetsOf(await take(server, server.run.viewer, asked));
  const notes = figures?.notes.flat() ?? [];
  expect(notes[0]).toBe("'=HYPERLINK(1)");
  expect(notes).toContain("MÔ PHỎNG: 1/2 dòng là số liệu mô phỏng, không phải số liệu thật");
  expect(notes).toContain("KHÔNG CÓ Ở ĐÂY: 1 chuỗi mà danh mục không có");
  expect(notes.some((note) => String(note).startsWith("CHÚ Ý: 1/2"))).toBe(true);
  expect(figures?.rows.map((row) => [row.Ô, row["Giá trị"], row["Mới, cũ"], row["Trạng thái"]])).toEqual([
    ["'+cmd|' /C calc'!A0", 7, "mới", "MÔ PHỎNG"],
    ["'+cmd|' /C calc'!A0", null, "chưa có số liệu", null],
  ]);
});

it("has so many rows at most, shared by its series, and says which are not all there", async () => {
  const others = Array.from({ length: 199 }, (_, at) => `cua-${at}`);
  await using server = await startServer({ places: others.map(gate) });
  const endMs = server.parts.now() - 1_000;
  const each = takeawayRowLimit / 200;
  await server.parts.store.readings.append([
    ...Array.from({ length: each + 3 }, (_, at) => reading(at, endMs - (each + 3 - at) * 1_000)),
    ...Array.from({ length: each }, (_, at) => reading(at, endMs - at * 1_000, { place: "cua-0" })),
  ]);
  const all = [{ name: "Xe chờ", series: ["cua-a", ...others].map((place) => `xe-cho@${place}`) }];
  const past = { fromMs: 0, toMs: endMs };
  const [, whole] = await sheetsOf(await take(server, server.run.viewer, { title: "Mọi cửa", parts: all, past }));
  const values = whole?.rows.filter((row) => row["Mã chuỗi"] === "xe-cho@cua-a").map((row) => row["Giá trị"]) ?? [];
  expect([values.length, values[0], values.at(-1)]).toEqual([each, each + 2, 3]);
  expect(whole?.rows).toHaveLength(2 * each);
  expect(whole?.notes.flat().find((note) => String(note).startsWith("KHÔNG ĐỦ"))).toBe(
    `KHÔNG ĐỦ: mỗi chuỗi chỉ lấy ${each} dòng mới nhất (một tệp tối đa ${takeawayRowLimit} dòng). Chuỗi bị cắt: Xe chờ (Cửa khẩu A)`,
  );
});

it("refuses strangers, who may only hand in, and what has no figure", async () => {
  await using server = await startServer();
  expect((await take(server, "x", { title: "a", parts })).status).toBe(401);
  expect((await take(server, await server.token("ingest"), { title: "a", parts })).status).toBe(403);
  const none = await take(server, server.run.viewer, { title: "a", parts: [{ name: "Camera", series: [] }] });
  expect([none.status, Failure.parse(await none.json()).code]).toEqual([404, "takeaway.nothing"]);
  const many = { name: "a", series: Array.from({ length: 1_001 }, (_, at) => `xe-cho@cua-${at}`) };
  expect((await take(server, server.run.viewer, { title: "a", parts: [many, many] })).status).toBe(400);
});
