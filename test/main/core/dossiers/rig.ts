import pino from "pino";
import type { HolidayNotice } from "#contract/calendar/national.ts";
import { Profile } from "#contract/entities/profile.ts";
import type { ReadingInput } from "#contract/entities/reading.ts";
import { createSiteCalendar } from "../../../../main/core/calendar/site-calendar.ts";
import { createDossiers } from "../../../../main/core/dossiers/dossiers.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { siteWith } from "../connectors/rig.ts";
import { national, offsetMs } from "./made.ts";

const words = (vi: string) => ({ vi, en: vi });
const indicator = (code: string, period: string, more: object = {}) => ({
  ...{ code, name: words(code), unit: words("hồ sơ"), sector: "hanh-chinh", period, decimals: 0, ...more },
  freshness: { lateAfter: "2h", staleAfter: "1d", lostAfter: "9d" },
});
const source = {
  ...{ id: "mot-cua", type: "webhook", name: words("Một cửa"), gives: "dossiers", lateAfter: "1d", acceptTokens: true },
  dossiers: {
    counts: {
      "to-handle": "hs.phai",
      "on-time": "hs.dung",
      late: "hs.muon",
      "open-late": "hs.qua-han",
      "due-1": "hs.con-1",
    },
    groups: [{ id: "dat-dai", name: words("Đất đai"), fields: ["Đất đai"], counts: { "to-handle": "hs.dat" } }],
    score: "hs.diem",
  },
};

export const siteWithDossiers = (more: Record<string, unknown> = {}): Profile => {
  const site = siteWith([]);
  const indicators = [
    ...["hs.phai", "hs.dung", "hs.muon", "hs.dat"].map((code) => indicator(code, "month")),
    ...["hs.qua-han", "hs.con-1"].map((code) => indicator(code, "hour")),
    indicator("hs.tien-do", "month", {
      ...{ unit: words("điểm"), decimals: 2 },
      derived: { kind: "calculation", name: "766.progress", inputs: { received: "hs.phai", "on-time": "hs.dung" } },
    }),
  ];
  const raw = {
    ...{ schema: 1, id: "thu", name: words("Thử"), timeZone: "Asia/Ho_Chi_Minh", place: "tinh" },
    wall: site.wall,
    map: site.map,
    places: [
      { id: "tinh", kind: "province", name: words("Tỉnh") },
      { id: "so-a", kind: "office", name: words("Sở A") },
      { id: "phuong-b", kind: "commune", name: words("Phường B") },
    ],
    ...{ indicators, sources: [source], scenes: [{ id: "a", name: words("A"), tiles: [] }], scene: "a", ...more },
  };
  return Profile.parse(raw);
};

/** A register on a store of its own, with a clock that stands until it is set. */
export async function startRegister(
  nowMs: number,
  options: { profile?: Profile; folder?: string; notices?: HolidayNotice[] } = {},
) {
  const own = options.folder === undefined ? await temporaryFolder() : undefined;
  const folder = options.folder ?? own?.path ?? "";
  const clock = { nowMs };
  const store = await openStore(folder);
  const told: (ReadingInput & { source: string })[] = [];
  const log = pino({ level: "silent" });
  const now = () => clock.nowMs;
  const calendar = createSiteCalendar({ national, now, log });
  calendar.load(options.notices ?? []);
  const dossiers = createDossiers({
    ...{
      profile: options.profile ?? siteWithDossiers(),
      repository: store.dossiers,
      past: store.past,
      calendar,
      offsetMs,
    },
    ...{ folder, now, log },
    tell(source, readings) {
      told.push(...readings.map((one) => ({ ...one, source })));
      return true;
    },
  });
  await dossiers.start();
  return {
    ...{ clock, store, calendar, dossiers, told, folder },
    /** @returns for each candidate what became of it */
    async send(...candidates: unknown[]): Promise<string[]> {
      const { refusals, outcome } = dossiers.accept("mot-cua", candidates);
      const { each } = await outcome;
      const outcomes = [...each];
      return refusals.map((refused) => refused?.code ?? outcomes.shift() ?? "?");
    },
    /** What was told last of each series since the last time. */
    async counted(): Promise<Record<string, ReadingInput["value"]>> {
      await dossiers.count();
      const all = Object.fromEntries(told.map(({ indicator, place, value }) => [`${indicator}@${place}`, value]));
      told.length = 0;
      return all;
    },
    async stop() {
      await dossiers.stop();
      await store.close();
      await own?.remove();
    },
    async [Symbol.asyncDispose]() {
      await this.stop();
    },
  };
}

/** As a one-stop system sends it, with an applicant in it who must not get in. */
export const sent = (more: Record<string, unknown> = {}) => ({
  ...{ MaHoSo: "H37.1-261102-0001", MaTTHC: "1.000001", TenTTHC: "Cấp lại giấy chứng nhận", LinhVuc: "Đất đai" },
  ...{ DonViXuLy: "Sở A", NgayTiepNhan: "02/11/2026 08:00:00", NgayHenTra: "20261130170000", TrangThaiHoSo: "4" },
  ...{ NgayCapNhat: "2026-11-02T08:00:00+07:00", KenhThucHien: "2", ChuHoSo: "Nguyễn Bí Mật", SoCCCD: "020123456789" },
  ...{ SoDienThoai: "0912345678", NguoiNop: { HoTen: "Trần Bí Mật", Email: "bimat@example.vn" } },
  ...more,
});
