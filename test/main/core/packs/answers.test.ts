import { existsSync } from "node:fs";
import { cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Profile } from "#contract/entities/profile.ts";
import type { SourceConfig } from "#contract/entities/source-config.ts";
import { CodedError, sentence } from "#contract/errors.ts";
import { createIngest, type Ingest } from "../../../../main/core/ingest/ingest.ts";
import { createStoring } from "../../../../main/core/ingest/storing.ts";
import { compileMapping } from "../../../../main/core/mapping/mapping.ts";
import { loadProfile } from "../../../../main/core/profile/loading.ts";
import type { Store } from "../../../../main/core/store/repositories.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { csvTable, rowsByHeading } from "../../../../main/core/tables/table.ts";
import { projectRoot } from "../../../lab/programs.ts";
import { firms, firmsRow, openMeteoAir, openMeteoWeather, usgs } from "../../../lab/public-sources/services.ts";
import type { StandInAnswer } from "../../../lab/public-sources/stand-in.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { at } from "../dossiers/made.ts";
import { sent, startRegister } from "../dossiers/rig.ts";

const nowMs = at("2026-11-27 10:00");
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const iso = (ms: number): string => new Date(ms).toISOString();
const two = (number: number): string => String(number).padStart(2, "0");
/** Of the site's own day. */
const partsOf = (ms: number) => {
  const local = new Date(ms + 7 * hourMs);
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
};
const bodyOf = ({ body }: StandInAnswer): unknown => JSON.parse(body);
const rowsOf = (text: string): unknown => rowsByHeading(csvTable(text));

/** What a platform tells of one figure. */
type Told = { value: number | string | null; atMs: number; issuedMs: number };

/** A source of a pack, and the answers of the platform that it is written for: names and shapes are the platform's. */
type Template = {
  /** Those that share one mapping: a public source and its simulated twin. */
  ids: [string, ...string[]];
  indicator: string;
  place: string;
  topic?: string;
  /** What it tells first, and what it tells of the same moment later. */
  good: number | string;
  other: number | string;
  /** What nobody would believe, and what is said of it. */
  wrong: number | string;
  refusal: RegExp;
  atMs?: number;
  earlierMs?: number;
  answer(told: Told): unknown;
  /** The platform's own way to say that it has nothing; absent where nothing is a figure, too: no hot spot is none. */
  empty?: unknown;
  /** Whether each figure comes with the time at which it was issued: an older issue that comes later changes nothing then. */
  isIssued?: boolean;
};

const month = (ms: number): string => `${partsOf(ms).year}-${two(partsOf(ms).month)}`;
const monthAt = (text: string): number => at(`${text}-28 00:00`);
const vietnamese = (value: number | string | null): string => String(value ?? "…").replace(".", ",");

/** A month's report as the statistics office types it: what is beside the figures, two headings, a footnote. */
const report = ({ value, atMs, issuedMs }: Told): unknown => {
  const [of, on] = [partsOf(atMs), partsOf(issuedMs)];
  return rowsByHeading([
    ["THỐNG KÊ TỈNH", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ""],
    ["", "", "", `Lạng Sơn, ngày ${on.day} tháng ${on.month} năm ${on.year}`, ""],
    ["STT", "Chỉ tiêu", "Đơn vị tính", "Số liệu", ""],
    ["", "", "", `Ước tính tháng ${of.month}/${of.year}`, "So cùng kỳ (%)"],
    ["1", "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ (1)", "Tỷ đồng".toLowerCase(), vietnamese(value), "109,8"],
    ["2", "Sản lượng gỗ khai thác", "nghìn m³", "…", "-"],
    ["Ghi chú: (1) Số ước tính sẽ được điều chỉnh.", "", "", "", ""],
  ]);
};

const templates: Template[] = [
  {
    ...{ ids: ["cua-khau-so"], indicator: "cua-khau.xe-cho", place: "huu-nghi", topic: "cua-khau/huu-nghi/phut" },
    ...{ good: 312, other: 305, wrong: -4, refusal: /out-of-range/, empty: {} },
    answer: ({ value, atMs }) => ({
      ...{ ma: "huu-nghi", ten: "Hữu Nghị", thoi_diem: iso(atMs), xe_cho: value, thong_quan: 61, cho_lau_nhat: 190 },
    }),
  },
  {
    ...{ ids: ["cua-khau-lan-can"], indicator: "cua-khau.lan-can.xe-cho", place: "mong-cai" },
    ...{ good: 88, other: 91, wrong: 400_000, refusal: /out-of-range/, empty: { cap_nhat: iso(nowMs), cua_khau: [] } },
    answer: ({ value, atMs }) => ({ cap_nhat: iso(atMs), cua_khau: [{ ma: "mong-cai", xe_cho: value }] }),
  },
  {
    ...{ ids: ["mot-cua"], indicator: "ho-so.qua-han", place: "lang-son", empty: { hoSo: {}, lichSu: [] } },
    ...{ good: 42, other: 40, wrong: "bốn mươi", refusal: /out-of-range|invalid/ },
    answer: ({ value, atMs }) => ({
      ...{ thoiDiem: iso(atMs), hoSo: { quaHan: { tong: value }, tiepNhan: { trongNgay: 118 } }, lichSu: [] },
    }),
  },
  {
    ...{ ids: ["danh-muc-thu-tuc"], indicator: "dich-vu-cong.tthc.tat-ca", place: "so-tai-chinh" },
    ...{ good: 164, other: 166, wrong: -1, refusal: /out-of-range/, empty: { thoiDiem: iso(nowMs), donVi: [] } },
    answer: ({ value, atMs }) => ({
      thoiDiem: iso(atMs),
      donVi: [
        {
          ...{ ma: "so-tai-chinh", tatCa: value, trucTuyen: 120, dichVuTrucTuyen: 118, congBo: 6, congBoDungHan: 6 },
          ...{ capNhat: 9, capNhatDungHan: 8, duNoiDung: 160, coPhi: 40, khaiPhi: 38, banSaoChungThuc: 3 },
          ...{ duLieuDanCu: 70, paknNhan: 3, paknDungHan: 3, paknHaiLong: 2 },
        },
      ],
    }),
  },
  {
    ...{ ids: ["cong-dvc-766"], indicator: "dich-vu-cong.766-cong-bo.tong", place: "so-tai-chinh" },
    ...{ good: 84.4, other: 84.62, wrong: 8_440, refusal: /out-of-range/, empty: { thoiDiem: iso(nowMs), donVi: [] } },
    answer: ({ value, atMs }) => ({
      thoiDiem: iso(atMs),
      donVi: [
        {
          ma: "so-tai-chinh",
          diem: {
            congKhai: 17.8,
            tienDo: 18.5,
            trucTuyen: 7.9,
            thanhToan: 5.9,
            haiLong: null,
            soHoa: 16.2,
            tong: value,
          },
        },
      ],
    }),
  },
  {
    ...{ ids: ["thong-ke-tinh"], indicator: "ban-le.doanh-thu", place: "lang-son", isIssued: true },
    ...{ good: 4_003.1, other: 3_988.4, wrong: 40_031_000, refusal: /out-of-range/ },
    ...{ atMs: monthAt("2026-10"), earlierMs: monthAt("2026-09"), answer: report },
    empty: report({ value: null, atMs: monthAt("2026-10"), issuedMs: nowMs }),
  },
  {
    ...{ ids: ["hai-quan"], indicator: "thuong-mai.xuat-khau-thang", place: "lang-son", isIssued: true },
    ...{ good: 3_669.5, other: 3_671.2, wrong: -3_669.5, refusal: /out-of-range/, empty: { thang: [], keHoach: [] } },
    ...{ atMs: monthAt("2026-10"), earlierMs: monthAt("2026-09") },
    answer: ({ value, atMs, issuedMs }) => ({
      thang: [
        {
          ...{ thang: month(atMs), xuatKhau: value, nhapKhau: 5_293.6, kimNgach: 8_963.1, thuNganSach: 1_204.5 },
          ...{ tinhTrang: "SO_BO", phatHanh: iso(issuedMs) },
        },
      ],
      keHoach: [],
    }),
  },
  {
    ...{ ids: ["kho-bac-thang"], indicator: "dau-tu-cong.giai-ngan-thang", place: "lang-son" },
    ...{ good: 74.56, other: 74.6, wrong: 7_456, refusal: /out-of-range/ },
    ...{ atMs: monthAt("2026-10"), earlierMs: monthAt("2026-09") },
    answer: ({ value, atMs }) =>
      rowsOf(
        `Tháng;Tỷ lệ (%);Tiến độ theo kế hoạch (%)\n${month(atMs).split("-").reverse().join("/")};${vietnamese(value)};74,00\n12/2026;;\n`,
      ),
    empty: rowsOf("Tháng;Tỷ lệ (%);Tiến độ theo kế hoạch (%)\n11/2026;;\n"),
  },
  {
    ...{ ids: ["kho-bac"], indicator: "dau-tu-cong.giai-ngan", place: "lang-son" },
    ...{ good: 83.96, other: 84.02, wrong: 8_396, refusal: /out-of-range/ },
    answer: ({ value, atMs }) => {
      const { year, month: number, day } = partsOf(atMs);
      const time = iso(atMs + 7 * hourMs).slice(11, 16);
      return rowsOf(`Ngày;Giờ;Tỷ lệ (%)\n${two(day)}/${two(number)}/${year};${time};${vietnamese(value)}\n`);
    },
    empty: rowsOf("Ngày;Giờ;Tỷ lệ (%)\n27/11/2026;09:00;\n"),
  },
  {
    ...{ ids: ["quan-trac-khong-khi"], indicator: "moi-truong.pm25", place: "khong-khi-a" },
    ...{ good: 31.8, other: 30.9, wrong: 31_800, refusal: /out-of-range/, empty: { tram: [] } },
    answer: ({ value, atMs }) => ({
      tram: [
        {
          ma: "khong-khi-a",
          gio: [{ thoi_diem: iso(atMs), pm25: value, pm10: 52.1, o3: 35, no2: 19.6, so2: 15.6, co: 882 }],
        },
      ],
    }),
  },
  {
    ...{ ids: ["tram-thuy-van"], indicator: "moi-truong.muc-nuoc", place: "thuy-van-van-mich", isIssued: true },
    // The slip of the press: 190,82 m printed as 1 908,2.
    ...{ good: 190.82, other: 190.79, wrong: 1_908.2, refusal: /slipped/, empty: { tram: [] } },
    answer: ({ value, atMs, issuedMs }) => ({
      tram: [
        {
          ma: "thuy-van-van-mich",
          so_lieu: [{ thoi_diem: iso(atMs), phat_hanh: iso(issuedMs), muc_nuoc_m: value, mua_mm: 2.4 }],
        },
      ],
    }),
  },
  {
    ...{ ids: ["ban-tin-lu"], indicator: "moi-truong.ban-tin-sau", place: "thuy-van-lang-son" },
    ...{ good: "2026-11-27T15:30:00+07:00", other: "2026-11-27T21:00:00+07:00", empty: { ban_tin: [] } },
    // A text is taken as it is; at a place that is no station it is not.
    ...{ wrong: "lang-son", refusal: /wrong-place/ },
    answer: ({ value, atMs }) => ({
      ban_tin: [
        value === "lang-son"
          ? { tram: value, noi_dung: "Lũ xuống", phat_luc: iso(atMs), ban_tin_sau: "2026-11-27T15:30:00+07:00" }
          : { tram: "thuy-van-lang-son", noi_dung: "Lũ đang lên", phat_luc: iso(atMs), ban_tin_sau: value },
      ],
    }),
  },
  {
    ids: ["open-meteo-thoi-tiet", "mo-phong-open-meteo-thoi-tiet"],
    ...{ indicator: "moi-truong.mo-hinh-nhiet-do", place: "o-luoi-lang-son" },
    ...{ good: 21.4, other: 20.9, wrong: 214, refusal: /out-of-range/, empty: { error: true, reason: "no data" } },
    answer: ({ value, atMs }) => bodyOf(openMeteoWeather(atMs, value as number)),
  },
  {
    ids: ["open-meteo-khong-khi", "mo-phong-open-meteo-khong-khi"],
    ...{ indicator: "moi-truong.mo-hinh-pm25", place: "o-luoi-lang-son" },
    ...{ good: 18.6, other: 19.1, wrong: -18.6, refusal: /out-of-range/, empty: { error: true, reason: "no data" } },
    answer: ({ value, atMs }) => bodyOf(openMeteoAir(atMs, value as number)),
  },
  {
    // Its figure is of the moment of the answer, so that what is told of the same day later is another figure.
    ...{ ids: ["firms", "mo-phong-firms"], indicator: "moi-truong.diem-nong", place: "lang-son" },
    ...{ good: 2, other: 3, wrong: -1, refusal: /from-future/ },
    answer: ({ value }) => {
      const many = Math.max(0, Number(value));
      return rowsOf(firms(...Array.from({ length: many }, () => firmsRow("n")), firmsRow("l")).body);
    },
  },
  {
    ...{ ids: ["usgs", "mo-phong-usgs"], indicator: "moi-truong.dong-dat-manh-nhat", place: "lang-son" },
    ...{ good: 4.6, other: 4.3, wrong: 46, refusal: /out-of-range/, empty: { metadata: { status: 204 } } },
    answer: ({ value, atMs }) => bodyOf(usgs(atMs, [{ mag: value as number, timeMs: atMs - 20 * hourMs }])),
  },
];

/** Sources whose answers are no readings, and the test that has them late, empty, wrong, revised and repeated. */
const elsewhere: Record<string, string> = {
  "mot-cua-ho-so": "below",
  "mot-cua-tien-do": "below",
  "truc-van-ban": "test/main/core/documents/merging.test.ts",
  "truc-van-ban-http": "test/main/core/documents/sources.test.ts",
  "canh-bao-thien-tai": "test/main/core/packs/public-sources.test.ts",
  "lu-quet-sat-lo": "test/main/core/packs/public-sources.test.ts",
};

let site: Profile;
let store: Store;
let ingest: Ingest;
const undo = new AsyncDisposableStack();

beforeAll(async () => {
  const assetsFolder = path.join(projectRoot, "assets");
  const folder = undo.use(await temporaryFolder());
  const profile = path.join(folder.path, "profile");
  await cp(path.join(assetsFolder, "profiles/lang-son"), profile, { recursive: true });
  const file = path.join(profile, "sources.yaml");
  const off = [...templates.flatMap(({ ids }) => ids), ...Object.keys(elsewhere)].filter((id) =>
    /^(open-meteo|firms|usgs|lu-quet|truc-van-ban-http)/.test(id),
  );
  const on = off.map((id) => `  - { id: ${id}, isOff: false }\n`).join("");
  await writeFile(file, `${await readFile(file, "utf8")}\n${on}`);
  site = (await loadProfile(profile, { assetsFolder })).profile;
  store = await openStore(path.join(folder.path, "data"), { dayOffsetMs: 7 * hourMs });
  undo.defer(() => store.close());
  const storing = createStoring(store.readings);
  ingest = createIngest({
    ...{ profile: site, store: storing.store, readings: store.readings, now: () => nowMs },
    onStoreFailure() {},
  });
  undo.defer(() => ingest.stop());
});
afterAll(() => undo.disposeAsync());

const sourceOf = (id: string): SourceConfig & { mapping: string } => {
  const found = site.sources.find((one) => one.id === id);
  if (found === undefined || !("mapping" in found) || found.mapping === undefined) throw new Error(id);
  return found as SourceConfig & { mapping: string };
};
/** What a mapping makes of an answer; nothing where it says that it cannot read it. */
async function mapped(id: string, answer: unknown, atMs: number, topic = ""): Promise<readonly unknown[]> {
  const { mapping } = compileMapping(sourceOf(id).mapping, 20_000);
  const bindings = { topic, file: "tep.csv", event: "", receivedAt: iso(atMs) };
  return (
    (await mapping?.(answer, bindings).catch((error: unknown) => {
      if (!(error instanceof CodedError)) throw error;
      expect(error.code).toBe("source.mapping-failed");
      return [];
    })) ?? []
  );
}
/** @returns what was refused of it */
async function send(id: string, answer: unknown, atMs: number, topic?: string): Promise<string[]> {
  const acceptance = ingest.accept(id, await mapped(id, answer, atMs, topic));
  await acceptance.outcome;
  return acceptance.refusals.flatMap((refused) => {
    if (refused === null) return [];
    for (const language of ["vi", "en"] as const) expect(sentence(refused, language)).not.toMatch(/\{|undefined/);
    return [refused.code];
  });
}

it("has every source of every pack, so that none comes without", () => {
  const listed = [...templates.flatMap(({ ids }) => ids), ...Object.keys(elsewhere)].sort();
  const own = new Set(["phan-anh", "camera-giao-thong"]);
  const known = site.sources.filter(({ id, type }) => !own.has(id) && type !== "published" && type !== "entered");
  expect(known.map(({ id }) => id).sort()).toEqual(listed);
  for (const file of Object.values(elsewhere))
    expect([file, file === "below" || existsSync(path.join(projectRoot, file))]).toEqual([file, true]);
});

describe.each(templates.flatMap((one) => one.ids.map((id) => [id, one] as const)))("%s", (id, template) => {
  const { indicator, place, topic, good, other, wrong, refusal, answer, empty, isIssued = false } = template;
  const isTwin = id !== template.ids[0];
  // Twins have the same figures: each on hours of its own, so that neither revises the other's.
  const atMs = template.atMs ?? nowMs - (isTwin ? 2 * hourMs : 4 * hourMs);
  const earlierMs = template.earlierMs ?? atMs - hourMs;
  const issued = isIssued ? Math.max(atMs, nowMs - 3 * dayMs) : atMs;
  const told = (value: Told["value"], more: Partial<Told> = {}) => answer({ value, atMs, issuedMs: issued, ...more });
  const newest = async (ms = atMs) => {
    const range = { indicator, place, fromMs: ms, toMs: ms, limit: 9 };
    return (await store.readings.revisions(range)).map(({ value }) => value);
  };
  const count = async () => (await store.readings.counts()).readings;

  it("is read; empty, repeated, wrong, late and revised it is told as what it is", async () => {
    const before = await count();
    if (empty !== undefined) await send(id, empty, atMs, topic);
    expect(await count()).toBe(before);

    expect(await send(id, told(good), atMs, topic)).toEqual([]);
    expect(await newest()).toEqual([good]);

    const once = await count();
    expect(await send(id, told(good), atMs, topic)).toEqual([]);
    expect(await count()).toBe(once);

    // Wrong: refused with a sentence, and what stood goes on standing.
    const wronglyAtMs = /firms/.test(id) ? nowMs + 3 * hourMs : atMs;
    const refused = await send(id, told(wrong), wronglyAtMs, topic);
    expect(refused.filter((code) => refusal.test(code))).not.toEqual([]);
    expect(await newest()).toEqual([good]);

    // Late: an earlier moment that comes after it is history, and takes nothing away.
    expect(await send(id, told(other, { atMs: earlierMs, issuedMs: issued }), earlierMs, topic)).toEqual([]);
    expect(await newest(earlierMs)).toEqual([other]);
    const latest = (await store.readings.latest()).find((one) => one.indicator === indicator && one.place === place);
    expect(latest).toMatchObject({ value: good, asOfMs: atMs });

    // Revised: of the same moment the later word counts, and the former stays as a revision.
    const revisedMs = issued + hourMs;
    expect(await send(id, told(other, { issuedMs: revisedMs }), atMs, topic)).toEqual([]);
    expect(await newest()).toEqual([other, good]);
    if (!isIssued) return;
    // An old issue that is sent again does not undo it.
    await send(id, told(good), atMs, topic);
    expect((await newest())[0]).toBe(other);
  });
});

describe.each(["mot-cua-ho-so", "mot-cua-tien-do"])("%s", (id) => {
  it("is read; empty, repeated, wrong, late and revised it is told as what it is", async () => {
    await using register = await startRegister(nowMs);
    const answer = async (...dossiers: Record<string, unknown>[]) =>
      register.send(...(await mapped(id, { tongSoTrang: 1, trang: 1, data: dossiers }, nowMs)));
    expect(await answer()).toEqual([]);
    for (const none of [{ loi: "Hết phiên đăng nhập" }, null, [], { data: null }])
      expect((await mapped(id, none, nowMs)).filter((one) => one !== null)).toEqual([]);
    expect(await answer(sent())).toEqual(["stored"]);
    expect(await answer(sent())).toEqual(["repeated"]);
    expect(await answer(sent({ DonViXuLy: "Sở đã giải thể" }))).toEqual(["dossier.unknown-unit"]);
    const done = { TrangThaiHoSo: "9", NgayKetThucXuLy: "20/11/2026 09:00:00", NgayCapNhat: "20261120090000" };
    expect(await answer(sent(done))).toEqual(["stored"]);
    // What was true before comes late: it changes nothing.
    expect(await answer(sent({ NgayCapNhat: "2026-11-10T08:00:00+07:00" }))).toEqual(["repeated"]);
    expect(await register.counted()).toMatchObject({ "hs.phai@so-a": 1, "hs.dung@so-a": 1, "hs.qua-han@so-a": 0 });
    // Corrected by its platform: it was finished after its date.
    const corrected = { ...done, NgayKetThucXuLy: "30/11/2026 18:00:00", NgayCapNhat: "20261126090000" };
    expect(
      await answer(sent({ ...corrected, NgayHenTra: "20261119170000", NgayKetThucXuLy: "25/11/2026 18:00:00" })),
    ).toEqual(["stored"]);
    expect(await register.counted()).toMatchObject({ "hs.dung@so-a": 0, "hs.muon@so-a": 1 });
  });
});
