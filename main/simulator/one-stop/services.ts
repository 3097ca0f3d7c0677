import type { Ground } from "../sector.ts";
import { catalogueOf, changedSince, countedUpTo, portalScore, wholeProvince } from "./national-portal.ts";
import { createRegister, sentDossier } from "./register.ts";
import type { OneStopScript } from "./script.ts";

/** What changed within this time is in the service of progress; who was away longer reads the whole register. */
const progressMs = 6 * 3_600_000;
const offsetMs = 7 * 3_600_000;
const dayMs = 86_400_000;

/** The register of the one-stop system, page by page, its list of procedures, and the national portal's score. */
export function serveRegister(script: OneStopScript, { answer }: Pick<Ground, "answer">): void {
  const { units, register } = script;
  const dossiersAt = createRegister(script);
  /** Pages of one reading belong together: within a minute the register is the same. */
  let held: { atMs: number; dossiers: ReturnType<typeof dossiersAt> } | undefined;
  const heldAt = (nowMs: number) => {
    const atMs = Math.floor(nowMs / 60_000) * 60_000;
    if (held?.atMs !== atMs) held = { atMs, dossiers: dossiersAt(atMs) };
    return held;
  };

  answer("/api/mot-cua/ho-so", (nowMs, asked) => {
    const { atMs, dossiers } = heldAt(nowMs);
    const page = Math.max(1, Number(asked.searchParams.get("trang") ?? 1) || 1);
    const from = (page - 1) * register.pageSize;
    const data = dossiers.slice(from, from + register.pageSize).flatMap((made) => {
      const sent = sentDossier(made, atMs);
      return made.isToldTwice ? [sent, sent] : [sent];
    });
    const pages = Math.ceil(dossiers.length / register.pageSize);
    return { service: "DongBoHoSoMC", thoiDiem: new Date(atMs).toISOString(), trang: page, tongSoTrang: pages, data };
  });

  answer("/api/mot-cua/tien-do", (nowMs) => {
    const { atMs, dossiers } = heldAt(nowMs);
    const changed = changedSince(dossiers, atMs - progressMs, atMs).slice(-2 * register.pageSize);
    // The latest first: what is told is not in the order in which it happened.
    const data = changed.toReversed().map((made) => sentDossier(made, atMs));
    return { service: "CapNhatTienDoHoSoMC", thoiDiem: new Date(atMs).toISOString(), data };
  });

  answer("/api/mot-cua/thu-tuc", (nowMs) => {
    const today = countedUpTo(nowMs) + 1;
    const dayOfMonth = new Date(nowMs + offsetMs).getUTCDate();
    const all = [wholeProvince(units), ...units].map((unit) => ({ ma: unit.code, ...catalogueOf(unit, dayOfMonth) }));
    const total = (name: "paknNhan" | "paknDungHan" | "paknHaiLong") =>
      all.slice(1).reduce((sum, one) => sum + one[name], 0);
    const petitions = {
      paknNhan: total("paknNhan"),
      paknDungHan: total("paknDungHan"),
      paknHaiLong: total("paknHaiLong"),
    };
    return {
      thoiDiem: new Date(today).toISOString(),
      donVi: all.map((one, at) => (at === 0 ? { ...one, ...petitions } : one)),
    };
  });

  answer("/api/cong-dvc/diem-766", (nowMs) => {
    // Of the day that is over; on the first of a month that is the month before.
    const upToMs = countedUpTo(nowMs);
    const local = new Date(upToMs + offsetMs);
    const monthMs = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), 1) - offsetMs;
    const { dossiers } = heldAt(nowMs);
    const byUnit = Map.groupBy(dossiers, ({ unit }) => unit.code);
    const score = (unit: ReturnType<typeof wholeProvince>, own: typeof dossiers) =>
      portalScore(own, catalogueOf(unit, local.getUTCDate()), monthMs, upToMs);
    return {
      thang: `${local.getUTCFullYear()}-${String(local.getUTCMonth() + 1).padStart(2, "0")}`,
      thoiDiem: new Date(Math.max(monthMs, upToMs + 1 - dayMs)).toISOString(),
      donVi: [
        { ma: "lang-son", ten: "UBND tỉnh Lạng Sơn", diem: score(wholeProvince(units), dossiers) },
        ...units.map((unit) => ({ ma: unit.code, ten: unit.name, diem: score(unit, byUnit.get(unit.code) ?? []) })),
      ],
    };
  });
}
