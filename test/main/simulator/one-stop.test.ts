import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, it } from "vitest";
import { parse } from "yaml";
import type { Profile } from "#contract/entities/profile.ts";
import { admitDossier, unitsByName } from "../../../main/core/dossiers/admission.ts";
import { numbersOf, tallyOf } from "../../../main/core/dossiers/counting.ts";
import { monthAt } from "../../../main/core/dossiers/register.ts";
import { createAdmission } from "../../../main/core/ingest/admission.ts";
import { compileMapping } from "../../../main/core/mapping/mapping.ts";
import { loadProfile } from "../../../main/core/profile/loading.ts";
import { OneStopScript } from "../../../main/simulator/one-stop/script.ts";
import { serveRegister } from "../../../main/simulator/one-stop/services.ts";
import { at, calendar, daysBetween, offsetMs } from "../core/dossiers/made.ts";

const packs = fileURLToPath(new URL("../../../assets/packs", import.meta.url));
const written = OneStopScript.parse(parse(readFileSync(`${packs}/dich-vu-cong/simulator.yaml`, "utf8")));
/** As a site that has not told its one-stop system of a new name. */
const script = { ...written, events: { ...written.events, formerUnit: 4 } };
const answers = new Map<string, (nowMs: number, asked: URL) => unknown>();
serveRegister(script, { answer: (path, answerAt) => void answers.set(path, answerAt) });
// biome-ignore lint/suspicious/noExplicitAny: what a platform sends is anything
const ask = (path: string, nowMs: number, query = ""): any =>
  answers.get(path)?.(nowMs, new URL(`http://x${path}?${query}`));
const register = (nowMs: number): Record<string, unknown>[] => {
  const { tongSoTrang } = ask("/api/mot-cua/ho-so", nowMs);
  return Array.from(
    { length: tongSoTrang },
    (_, page) => ask("/api/mot-cua/ho-so", nowMs, `trang=${page + 1}`).data,
  ).flat();
};
const friday = at("2026-11-27 16:40");
let profile: Profile;
beforeAll(async () => {
  profile = (
    await loadProfile("lang-son", { assetsFolder: fileURLToPath(new URL("../../../assets", import.meta.url)) })
  ).profile;
});
const sourceOf = (id: string) => profile.sources.find((one) => one.id === id) as { mapping: string };

it("tells of dossiers that the register takes, but for those of a department that is no more", () => {
  const options = {
    ...{
      offsetMs,
      units: unitsByName(profile.places),
      calendar,
      oldestMs: 400 * 86_400_000,
      limit: 1,
      hasRoom: () => true,
    },
    now: () => friday,
  };
  const sent = register(friday);
  const found = sent.map((one) => admitDossier(one, options));
  const refused = found.flatMap((one) => ("refused" in one ? [one.refused.code] : []));
  expect(new Set(refused)).toEqual(new Set(["dossier.unknown-unit"]));
  expect(refused.length / sent.length).toBeLessThan(0.01);
  expect(sent.length).toBeGreaterThan(new Set(sent.map(({ MaHoSo }) => MaHoSo)).size);
  // Every unit of the script is a place that handles dossiers.
  for (const { name } of script.units) expect([name, options.units.has(name.toLowerCase())]).toEqual([name, true]);
  const admitted = new Map(
    found.flatMap((one) => ("admitted" in one ? [[one.admitted.code, one.admitted] as const] : [])),
  );
  const numbers = numbersOf(
    tallyOf(
      [...admitted.values()].map((one) => ({ ...one, isSimulated: true })),
      monthAt(friday, offsetMs),
      daysBetween,
    ),
  );
  const share = (numbers["on-time"] ?? 0) / (numbers["to-handle"] ?? 1);
  expect(numbers["to-handle"]).toBeGreaterThan(1_500);
  expect(share).toBeGreaterThan(0.85);
  expect(share).toBeLessThan(0.99);
  for (const name of ["open-late", "due-1", "due-3", "waiting", "asked-twice", "carried-over", "paid-online"] as const)
    expect([name, (numbers[name] ?? 0) > 0]).toEqual([name, true]);
});

it("goes on where it was after a restart, takes dossiers in office hours alone, and is still on holidays", () => {
  expect(register(friday)).toEqual(register(friday));
  const before = new Map(register(at("2026-11-20 16:40")).map((one) => [one.MaHoSo, one]));
  for (const one of register(friday)) {
    const earlier = before.get(one.MaHoSo);
    // What has ended stays ended.
    if (earlier !== undefined && Number(earlier.TrangThaiHoSo) >= 7)
      expect(Number(one.TrangThaiHoSo)).toBeGreaterThanOrEqual(7);
  }
  const acceptedOn = (from: string, to: string) =>
    register(at(to)).filter(({ NgayTiepNhan }) => {
      const text = String(NgayTiepNhan).replace(/^(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d).*$/, "$3$2$1$4$5");
      return text >= from.replace(/\D/g, "") && text.length > 0;
    }).length;
  expect(acceptedOn("2026-11-28 00:00", "2026-11-29 23:00")).toBe(0);
  // The Culture Day, a Tuesday.
  expect(acceptedOn("2026-11-24 00:00", "2026-11-24 23:00")).toBe(0);
  expect(acceptedOn("2026-11-25 00:00", "2026-11-25 07:00")).toBe(0);
  expect(acceptedOn("2026-11-25 00:00", "2026-11-25 12:30")).toBeGreaterThan(40);
  expect(ask("/api/mot-cua/tien-do", at("2026-11-29 12:00")).data).toEqual([]);
});

it("tells of procedures and of the portal's score in what the pack's mappings take", async () => {
  const admit = createAdmission(profile, () => friday);
  for (const [id, path] of [
    ["danh-muc-thu-tuc", "/api/mot-cua/thu-tuc"],
    ["cong-dvc-766", "/api/cong-dvc/diem-766"],
  ] as const) {
    const { mapping } = compileMapping(sourceOf(id).mapping);
    const readings = (await mapping?.(ask(path, friday), {})) ?? [];
    const outcomes = readings.map((one) => admit(id, one));
    expect(outcomes.filter((one) => "refused" in one)).toEqual([]);
    expect(readings.length).toBeGreaterThan(script.units.length * 7);
    // A missing score is told as none, and is no zero.
    if (id === "cong-dvc-766") expect(ask(path, at("2026-12-01 09:00")).donVi[0].diem.tong).toBeGreaterThan(50);
  }
});
