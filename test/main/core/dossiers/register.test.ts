import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { HolidayNotice } from "#contract/calendar/national.ts";
import { admitDossier } from "../../../../main/core/dossiers/admission.ts";
import { hiddenAnswer, shownDossier } from "../../../../main/core/dossiers/persons.ts";
import { at, calendar, offsetMs } from "./made.ts";
import { sent, siteWithDossiers, startRegister } from "./rig.ts";

const secret = /Bí Mật|0912345678|020123456789|bimat/;
const friday = at("2026-11-27 10:00");

describe("what is told of a dossier", () => {
  it("is one dossier, the newest state of it by the platform's own time, whatever the order", async () => {
    await using register = await startRegister(friday);
    const done = { TrangThaiHoSo: "9", NgayKetThucXuLy: "20/11/2026 09:00:00", NgayCapNhat: "20261120090000" };
    expect(await register.send(sent(), sent(), sent(done), sent())).toEqual([
      "stored",
      "repeated",
      "stored",
      "repeated",
    ]);
    expect(await register.counted()).toMatchObject({ "hs.phai@so-a": 1, "hs.dung@so-a": 1, "hs.phai@tinh": 1 });
    const reopened = { NgayCapNhat: "2026-11-21T09:00:00+07:00", DonViXuLy: "UBND phường B" };
    expect(await register.send(sent(reopened))).toEqual(["stored"]);
    // It went to another unit: neither keeps what is not its own.
    expect(await register.counted()).toMatchObject({ "hs.phai@so-a": 0, "hs.phai@phuong-b": 1 });
    expect(await register.counted()).toEqual({});
  });
  it("is refused with a sentence where it cannot be counted rightly", async () => {
    await using register = await startRegister(friday);
    const wrong = [
      { DonViXuLy: "Sở Lạ" },
      { TrangThaiHoSo: "77" },
      { KenhThucHien: "9" },
      { NgayHenTra: "31/02/2026 08:00:00" },
      { NgayTiepNhan: "" },
      { NgayTiepNhan: "28/11/2026 08:00:00" },
      { TrangThaiHoSo: "9", NgayKetThucXuLy: "01/11/2026 08:00:00" },
      { TrangThaiHoSo: "9", NgayCapNhat: "01/11/2024 08:00:00", NgayTiepNhan: "01/10/2024 08:00:00" },
      { MaHoSo: undefined },
      { MaHoSo: null },
    ];
    expect(await register.send(...wrong.map((one) => sent(one)))).toEqual([
      ...["dossier.unknown-unit", "dossier.unknown-state", "dossier.unknown-channel", "dossier.bad-time"],
      ...["dossier.not-accepted", "dossier.from-future", "dossier.times-crossed", "dossier.too-old"],
      ...["dossier.invalid", "dossier.invalid"],
    ]);
    expect(await register.counted()).toEqual({
      "hs.dat@tinh": 0,
      "hs.phai@tinh": 0,
      "hs.dung@tinh": 0,
      "hs.muon@tinh": 0,
      "hs.qua-han@tinh": 0,
      "hs.con-1@tinh": 0,
    });
  });
  it("leaves its applicant outside: in no table, no list, no answer that is kept for looking at", async () => {
    await using register = await startRegister(friday);
    await register.send(sent());
    await register.counted();
    const listed = await register.dossiers.behind("hs.phai", undefined, undefined);
    expect(listed.dossiers.map(({ code }) => code)).toEqual(["H37.1-261102-0001"]);
    expect(JSON.stringify(listed)).not.toMatch(secret);
    expect(JSON.stringify(shownDossier(sent()))).not.toMatch(secret);
    const raw = {
      data: [sent({ SoDienThoai: 912345678, CCCD: [20123456789], NguoiLienQuan: ["Lê Bí Mật"] })],
      trang: 1,
    };
    const hidden = hiddenAnswer(JSON.stringify(raw));
    expect(hidden).not.toMatch(secret);
    expect(hidden).not.toMatch(/912345678|20123456789/);
    expect(JSON.parse(hidden)).toMatchObject({
      data: [{ MaHoSo: "H37.1-261102-0001", NguoiLienQuan: ["…"] }],
      trang: 1,
    });
    // Of a long answer the beginning alone is kept, which may end anywhere.
    const text = JSON.stringify(raw);
    for (let end = 0; end <= text.length; end += 1)
      expect(hiddenAnswer(text.slice(0, end))).not.toMatch(/Bí|0912|02012/);
    for (const file of await readdir(register.folder))
      expect([file, secret.test(await readFile(join(register.folder, file), "latin1"))]).toEqual([file, false]);
  });
  it("stays within what may be kept: what ended the longest ago goes, what is open never does", async () => {
    await using register = await startRegister(friday);
    const code = (n: number, more = {}) => sent({ MaHoSo: `H${n}`, ...more });
    const ended = (n: number) =>
      code(n, {
        ...{ TrangThaiHoSo: "9", NgayKetThucXuLy: `0${n}/11/2026 09:00:00`, NgayCapNhat: `0${n}/11/2026 09:00:00` },
      });
    await register.send(ended(4), ended(3), code(5), code(6), code(7));
    const { dossiers } = register.store;
    expect(await dossiers.removeBeyond(4, 500)).toEqual({ removed: 1, left: 0 });
    expect(await dossiers.removeBeyond(2, 500)).toEqual({ removed: 1, left: 1 });
    expect((await dossiers.open(0, 10)).map(({ code }) => code)).toEqual(["H5", "H6", "H7"]);
    expect(await dossiers.removeBefore(friday, 500)).toBe(0);
    const options = {
      offsetMs,
      units: new Map([["sở a", "so-a"]]),
      calendar,
      oldestMs: 86_400_000,
      limit: 3,
      now: () => friday,
    };
    expect(admitDossier(code(8), { ...options, hasRoom: () => false })).toEqual({
      refused: { code: "dossier.no-room", params: { code: "H8", limit: 3 } },
    });
    expect(admitDossier(code(8), { ...options, hasRoom: () => true })).toHaveProperty("admitted");
  });
});

describe("what is counted", () => {
  it("is told by unit, group and month, as of when the register was last heard of", async () => {
    await using register = await startRegister(friday);
    await register.send(
      sent(),
      sent({ MaHoSo: "2", LinhVuc: "Hộ tịch", NgayHenTra: "26/11/2026" }),
      sent({
        MaHoSo: "3",
        DonViXuLy: "phuong-b",
        TrangThaiHoSo: "10",
        NgayTra: "15/10/2026 08:00:00",
        NgayTiepNhan: "01/10/2026",
      }),
    );
    register.clock.nowMs = at("2026-11-28 12:00");
    await register.dossiers.count();
    const of = (indicator: string, place: string) =>
      register.told.filter((one) => one.indicator === indicator && one.place === place);
    expect(of("hs.phai", "so-a")).toEqual([
      { source: "mot-cua", indicator: "hs.phai", place: "so-a", value: 2, asOf: at("2026-11-27 00:00") },
    ]);
    expect(of("hs.dat", "so-a")[0]?.value).toBe(1);
    expect(of("hs.qua-han", "tinh")[0]).toMatchObject({ value: 1, asOf: at("2026-11-27 10:00") });
    // October is over: its last millisecond, of what is by the month alone.
    expect(of("hs.phai", "phuong-b").map(({ value, asOf }) => [value, asOf])).toEqual([
      [0, at("2026-11-27 00:00")],
      [1, at("2026-11-01 00:00") - 1],
    ]);
    expect(of("hs.qua-han", "phuong-b")).toHaveLength(1);
    const { dossiers } = await register.dossiers.behind("hs.phai", "tinh", at("2026-10-31 23:00"));
    expect(dossiers.map(({ code }) => code)).toEqual(["3"]);
    await expect(register.dossiers.behind("hs.tien-do", undefined, undefined)).rejects.toMatchObject({
      code: "dossier.not-counted",
    });
  });
  it("says MÔ PHỎNG of every figure that a simulated dossier is in", async () => {
    const profile = siteWithDossiers();
    const { dossiers } = profile.sources[0] as { dossiers: unknown };
    const url = ["$", "{simulator.http}/x"].join("");
    const simulated = {
      ...{ id: "mot-cua", type: "rest", name: { vi: "Một cửa", en: "One-stop" }, gives: "dossiers", dossiers },
      ...{ url, every: "1m", lateAfter: "1d", mapping: "$" },
    };
    await using register = await startRegister(friday, {
      profile: siteWithDossiers({ sources: [simulated] }),
    });
    await register.send(sent());
    await register.dossiers.count();
    expect(new Set(register.told.filter(({ place }) => place === "so-a").map(({ status }) => status))).toEqual(
      new Set(["simulated"]),
    );
  });
});

describe("another calendar", () => {
  const swap = HolidayNotice.parse({
    ...{ id: "hoan-doi", year: 2026, source: "Công văn", decidedOn: "2026-11-26", sets: [] },
    swaps: [{ off: "2026-11-30", worked: "2026-12-05" }],
  });
  // 20 working days from Monday 02/11, the Culture Day of 24/11 off.
  const computed = sent({ NgayHenTra: "01/12/2026 17:00:00", SoNgayXuLy: 20 });
  const dueOf = async (register: Awaited<ReturnType<typeof startRegister>>, code = "H37.1-261102-0001") =>
    (await register.store.dossiers.open(0, 10)).find((one) => one.code === code);

  it("moves what is open and was computed, and says from where; what was told otherwise or has ended stays", async () => {
    await using register = await startRegister(friday);
    await register.send(
      computed,
      sent({ MaHoSo: "khac", SoNgayXuLy: 20 }),
      sent({ ...computed, MaHoSo: "xong", TrangThaiHoSo: "9", NgayKetThucXuLy: "20/11/2026" }),
    );
    register.calendar.load([swap]);
    await expect.poll(async () => (await dueOf(register))?.dueMs).toBe(at("2026-12-02 17:00"));
    expect(await dueOf(register)).toMatchObject({
      moved: { fromMs: at("2026-12-01 17:00"), atMs: friday },
      deadline: { due: "2026-12-02", calendar: register.calendar.current().version },
    });
    expect(await dueOf(register, "khac")).toMatchObject({ dueMs: at("2026-11-30 17:00"), moved: null });
    const { moved } = await register.dossiers.overview(undefined, false);
    expect(moved).toEqual({
      ...{ total: 1, atMs: friday },
      dossiers: [{ code: null, unit: "so-a", fromMs: at("2026-12-01 17:00"), toMs: at("2026-12-02 17:00") }],
    });
    // The platform repeats its former promise: it is no other one. A new promise ends the word of the old.
    expect(await register.send(computed)).toEqual(["repeated"]);
    await register.send({ ...computed, NgayHenTra: "02/12/2026 17:00:00", NgayCapNhat: "27/11/2026 09:00:00" });
    expect(await dueOf(register)).toMatchObject({ dueMs: at("2026-12-02 17:00"), moved: null });
  });
  it("that came while nothing ran is found at the start", async () => {
    const first = await startRegister(friday);
    await first.send(computed);
    const { folder } = first;
    await first.dossiers.stop();
    await first.store.close();
    const later = await startRegister(friday + 60_000, { folder, notices: [swap] });
    expect(await dueOf(later)).toMatchObject({ dueMs: at("2026-12-02 17:00"), moved: { atMs: friday + 60_000 } });
    await later.dossiers.stop();
    await later.store.close();
  });
});
