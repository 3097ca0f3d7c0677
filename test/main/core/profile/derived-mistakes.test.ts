import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { CodedError } from "#contract/errors.ts";
import { loadProfile } from "../../../../main/core/profile/loading.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

/** A profile of one monitor; places and indicators as lines of YAML, one each, so that a mistake's line is its number. */
async function mistakesOf(parts: {
  indicators?: string[];
  places?: string[];
  successions?: string[];
  calculations?: string[];
}) {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "outline.geojson"), "{}");
  await writeFile(
    join(folder.path, "profile.yaml"),
    `schema: 1
id: thu
name: { vi: Thử, en: Trial }
timeZone: Asia/Ho_Chi_Minh
place: tinh
wall: { columns: 1, rows: 1, viewingDistanceM: 4, diagonalInch: 55, resolution: { width: 1920, height: 1080 } }
map: { bounds: [106, 21, 108, 23], outline: outline.geojson, attribution: Thử }
sources: []
scenes: [{ id: mot, name: { vi: Một, en: One }, tiles: [] }]
scene: mot
`,
  );
  const places = ["{ id: tinh, kind: province, name: { vi: T, en: T } }", ...(parts.places ?? [])];
  const list = (lines: readonly string[] = []) =>
    lines.length === 0 ? " []" : `\n${lines.map((l) => `  - ${l}`).join("\n")}`;
  await writeFile(join(folder.path, "a-places.yaml"), `places:${list(places)}\n`);
  await writeFile(join(folder.path, "b-indicators.yaml"), `indicators:${list(parts.indicators)}\n`);
  await writeFile(join(folder.path, "c-successions.yaml"), `successions:${list(parts.successions)}\n`);
  await writeFile(join(folder.path, "d-calculations.yaml"), `calculations:${list(parts.calculations)}\n`);
  const error = await loadProfile(folder.path, { assetsFolder: folder.path }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error === undefined) return [];
  if (!(error instanceof CodedError)) throw error;
  return String(error.params.list)
    .split("\n")
    .map((line) => line.trim().replace(/:(\d+):\d+ {2}/, ":$1 "));
}

const indicator = (code: string, more = "", unit = "người", period = "month") =>
  `{ code: ${code}, name: { vi: A, en: A }, unit: { vi: ${unit}, en: u }, sector: a, period: ${period}, decimals: 0, freshness: { lateAfter: 1d, staleAfter: 2d, lostAfter: 3d }${more === "" ? "" : `, ${more}`} }`;
const derived = (code: string, how: string, unit = "người") => indicator(code, `derived: { ${how} }`, unit);

it("tells every mistake in derived indicators with its line, in words an administrator can act on", async () => {
  const told = await mistakesOf({
    indicators: [
      indicator("dan"),
      derived("x1", "kind: difference, of: dan, minus: dann"),
      derived("x2", "kind: sum, of: dan, places: [tinh, huyen-a, tinh]"),
      derived("x3", "kind: cumulative, of: phut"),
      indicator("phut", "", "người", "minute"),
      derived("x4", "kind: average, of: phut, over: 8d"),
      derived("x5", "kind: change, of: dan, against: plan", '"%"'),
      derived("x6", "kind: sum, of: dan, places: [tinh]", "nghìn người"),
      derived("x7", "kind: ratio, of: x8, to: dan", '"%"'),
      derived("x8", "kind: ratio, of: x7, to: dan", '"%"'),
      indicator("cu", "isRetired: true"),
      derived("x9", "kind: average, of: cu, over: 3d"),
      derived("x10", "kind: difference, of: dan, minus: tien"),
      indicator("tien", "", "đồng"),
      indicator("nhanh").replace("lateAfter: 1d", "every: 2d, lateAfter: 1d"),
    ],
  });
  const at = (line: number, path: string, said: string) =>
    `b-indicators.yaml:${line} indicators[${line - 2}].${path}: ${said}`;
  expect(told).toEqual([
    at(3, "derived.minus", "không có chỉ tiêu «dann» trong danh sách indicators"),
    at(4, "derived.places[1]", "không có địa điểm «huyen-a» trong danh sách places"),
    at(4, "derived.places[2]", "địa điểm «tinh» ghi hai lần, sẽ bị cộng hai lần"),
    at(5, "derived.of", "luỹ kế từ đầu năm cần số liệu theo ngày, tháng, quý hoặc năm; «phut» tính theo phút hoặc giờ"),
    at(7, "derived.over", "trung bình trượt của chỉ tiêu này dài nhất 7 ngày, nhận được 8d"),
    at(8, "derived.against", "chỉ tiêu «dan» chưa có kế hoạch (mục plan) nên không so được"),
    at(9, "unit.vi", "được tính từ «dan» nên đơn vị phải là «người», nhận được «nghìn người»"),
    at(10, "derived", "các chỉ tiêu được tính vòng tròn từ nhau: x7 → x8 → x7; hãy bỏ một mắt xích"),
    at(13, "derived.of", "chỉ tiêu «cu» đã ngừng dùng nên không tính từ nó được"),
    at(14, "unit.vi", "được tính từ «tien» nên đơn vị phải là «đồng», nhận được «người»"),
    at(16, "freshness", "cần every không dài hơn lateAfter"),
  ]);
});

it("tells what is wrong with calculations: their name, inputs, units, and a site's own numbers", async () => {
  const uses = (code: string, name: string, inputs: string, unit: string) =>
    derived(code, `kind: calculation, name: ${name}, inputs: { ${inputs} }`, unit);
  const source = "source: { title: { vi: T, en: P }, date: 2026-01-01, isVerified: false }";
  const edition = (more: string) => `{ calculation: gates.waiting-time, ${source}, ${more} }`;
  const told = await mistakesOf({
    indicators: [
      indicator("nhan", "", "hồ sơ"),
      indicator("dung", "", "hồ sơ"),
      indicator("cho", "", "xe", "minute"),
      uses("x1", "766.progress", "received: nhan, on-time: dung", "điểm"),
      uses("x2", "766.progres", "received: nhan, on-time: dung", "điểm"),
      uses("x3", "766.progress", "received: nhan", "điểm"),
      uses("x4", "766.progress", "received: nhan, on-time: dung, late: dung", "điểm"),
      uses("x5", "766.progress", "received: nhan, on-time: cho", "điểm"),
      uses("x6", "766.progress", "received: nhan, on-time: dungg", "điểm"),
      uses("x7", "766.progress", "received: nhan, on-time: dung", '"%"'),
      uses("x8", "vn-aqi.hourly", "o3: khi", "VN_AQI"),
      indicator("khi", "", "µg/m3", "day"),
      uses("x9", "766.progress", "received: nhan, on-time: x9", "điểm"),
    ],
    calculations: [
      edition("effectiveFrom: 2026-07-01, parameters: { decimals: 9 }"),
      edition("effectiveFrom: 2026-07-01"),
      edition("effectiveFrom: 01/07/2026"),
      edition("effectiveFrom: 2026-08-01, formula: little"),
    ],
  });
  const at = (line: number, path: string, said: string) =>
    `b-indicators.yaml:${line} indicators[${line - 2}].${path}: ${said}`;
  const of = (line: number, path: string, said: string) =>
    `d-calculations.yaml:${line} calculations[${line - 2}].${path}: ${said}`;
  expect(
    told.map((line) => line.replace(/; hiện có: .*/, "; hiện có: …").replace(/decimals: .*/, "decimals: …")),
  ).toEqual([
    at(6, "derived.name", "không có phép tính «766.progres»; hiện có: …"),
    at(7, "derived.inputs", "phép tính «766.progress» cần đầu vào «on-time» (Đúng hạn), đơn vị hồ sơ"),
    at(8, "derived.inputs.late", "phép tính «766.progress» không có đầu vào «late»; có: received, on-time"),
    at(9, "derived.inputs.on-time", "đầu vào «on-time» phải tính bằng hồ sơ, còn «cho» tính bằng «xe»"),
    at(10, "derived.inputs.on-time", "không có chỉ tiêu «dungg» trong danh sách indicators"),
    at(11, "unit.vi", "phép tính «766.progress» cho kết quả bằng điểm, đơn vị ghi «%»"),
    at(12, "derived.inputs", "phép tính «vn-aqi.hourly» cần ít nhất một trong các đầu vào: pm2.5, pm10"),
    at(12, "derived.inputs.o3", "phép tính «vn-aqi.hourly» cần số liệu theo phút hoặc giờ; «khi» tính theo kỳ dài hơn"),
    at(14, "derived", "các chỉ tiêu được tính vòng tròn từ nhau: x9 → x9; hãy bỏ một mắt xích"),
    at(14, "derived.inputs.on-time", "đầu vào «on-time» phải tính bằng hồ sơ, còn «x9» tính bằng «điểm»"),
    of(2, "effectiveFrom", "hai bản của phép tính «gates.waiting-time» cùng có hiệu lực từ 2026-07-01"),
    of(2, "parameters", "tham số của công thức «waiting-time» sai ở decimals: …"),
    of(4, "effectiveFrom", "cần ngày dạng 2025-07-01, nhận được «01/07/2026»"),
    of(5, "formula", "không có công thức «little»; hiện có: …"),
  ]);
});

it("tells what is wrong with places that came, went, or were split", async () => {
  const place = (id: string, more = "", kind = "commune") =>
    `{ id: ${id}, kind: ${kind}, name: { vi: X, en: X }${more === "" ? "" : `, ${more}`} }`;
  const told = await mistakesOf({
    places: [
      place("huyen-a", "to: 2025-07-01", "district"),
      place("huyen-b", "", "district"),
      place("xa-1", "from: 2025-07-01"),
      place("xa-2", "from: 2025-07-01, to: 2025-01-01"),
      place("xa-3", "from: 01/07/2025"),
    ],
    successions: [
      "{ place: huyen-a, on: 2025-06-01, into: [{ place: xa-1 }] }",
      "{ place: huyen-b, on: 2025-07-01, into: [{ place: xa-1, share: 0.4 }, { place: xa-4, share: 0.3 }] }",
      "{ place: huyen-a, on: 2025-07-01, into: [{ place: xa-2, share: 0.5 }, { place: xa-2, share: 0.5 }] }",
      "{ place: xa-2, on: 2025-07-01, into: [{ place: huyen-b }] }",
    ],
  });
  expect(told).toEqual([
    "a-places.yaml:6 places[4].to: ngày thôi tồn tại (2025-01-01) phải sau ngày bắt đầu (2025-07-01)",
    "a-places.yaml:7 places[5].from: cần ngày dạng 2025-07-01, nhận được «01/07/2025»",
    "c-successions.yaml:2 successions[0].on: «huyen-a» khai thôi tồn tại từ 2025-07-01; ngày kế thừa phải đúng ngày đó",
    "c-successions.yaml:3 successions[1].on: «huyen-b» chỉ có từ 2025-07-01, nên ngày kế thừa phải sau đó",
    "c-successions.yaml:3 successions[1].into: các phần của «huyen-b» cộng lại phải bằng 1, nhận được 0.7",
    "c-successions.yaml:3 successions[1].into[0].place: «xa-1» nhận nơi khác vào cả ngày 2025-06-01 lẫn ngày 2025-07-01; nơi đã mở rộng cần một mã mới",
    "c-successions.yaml:3 successions[1].into[1].place: không có địa điểm «xa-4» trong danh sách places",
    "c-successions.yaml:4 successions[2].place: mã «huyen-a» đã dùng ở trên; mỗi mã chỉ dùng một lần",
    "c-successions.yaml:4 successions[2].into[1].place: mã «xa-2» đã dùng ở trên; mỗi mã chỉ dùng một lần",
    "c-successions.yaml:5 successions[3].on: «xa-2» khai thôi tồn tại từ 2025-01-01; ngày kế thừa phải đúng ngày đó",
    "c-successions.yaml:5 successions[3].on: «xa-2» chỉ có từ 2025-07-01, nên ngày kế thừa phải sau đó",
  ]);
});
