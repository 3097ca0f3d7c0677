import { acceptedOn, type MadeDossier, madeDossier } from "./made-dossier.ts";
import { compact, dayOf, vietnamese, workingDays } from "./office-time.ts";
import type { OneStopScript } from "./script.ts";

const dayMs = 86_400_000;

/** All dossiers of the register at a moment, in the order in which they were accepted. Those of a day are made once. */
export function createRegister(script: OneStopScript) {
  const byDay = new Map<string, MadeDossier[]>();
  const of = (day: string): MadeDossier[] => {
    let made = byDay.get(day);
    if (made === undefined) {
      made = script.units.flatMap((unit) =>
        Array.from({ length: acceptedOn(unit, day) }, (_, index) => madeDossier(script, unit, day, index)),
      );
      made.sort((a, b) => a.acceptedMs - b.acceptedMs);
      byDay.set(day, made);
    }
    return made;
  };
  return (nowMs: number): MadeDossier[] => {
    const from = dayOf(nowMs - script.register.days * dayMs);
    for (const day of byDay.keys()) if (day < from) byDay.delete(day);
    return workingDays(from, dayOf(nowMs))
      .flatMap(of)
      .filter(({ acceptedMs }) => acceptedMs <= nowMs);
  };
}

/** Every moment at which something of a dossier changed, up to now. */
export function lastChangeMs(made: MadeDossier, nowMs: number): number {
  const { acceptedMs, firstUnit, formerDue, supplements, endedMs, end, returnedMs } = made;
  const changes = [
    ...[acceptedMs, firstUnit?.untilMs ?? acceptedMs, formerDue?.untilMs ?? acceptedMs, endedMs],
    ...supplements.flatMap(({ askedMs, cameMs }) => [askedMs, cameMs]),
    ...(end === "done" ? [returnedMs] : []),
  ];
  return Math.max(...changes.filter((atMs) => atMs <= nowMs));
}

/** What is known of it at a moment. */
export function stateOf(made: MadeDossier, nowMs: number) {
  const { endedMs, end, returnedMs, supplements } = made;
  const asked = supplements.filter(({ askedMs }) => askedMs <= nowMs && askedMs < endedMs);
  const isEnded = endedMs <= nowMs;
  const waits = !isEnded && asked.some(({ cameMs }) => cameMs > nowMs);
  const isReturned = end === "done" && returnedMs <= nowMs;
  const code = !isEnded ? (waits ? 5 : 4) : end === "withdrawn" ? 7 : end === "stopped" ? 8 : isReturned ? 10 : 9;
  return { asked, isEnded, isReturned, code };
}

/**
 * A dossier as the services DongBoHoSoMC and CapNhatTienDoHoSoMC send it at a moment; the applicant, who is nobody, is sent along as real
 * systems do. Both ways of writing a time are used, as by systems of several makers.
 */
export function sentDossier(made: MadeDossier, nowMs: number): Record<string, unknown> {
  const { code, unit, firstUnit, procedure, isOnline, acceptedMs, dueMs, formerDue, endedMs, returnedMs, facts } = made;
  const { asked, isEnded, isReturned, code: state } = stateOf(made, nowMs);
  const write = unit.isCommune ? compact : vietnamese;
  const handedOn = firstUnit === undefined || firstUnit.untilMs <= nowMs;
  return {
    MaHoSo: code,
    MaTTHC: procedure.code,
    TenTTHC: procedure.name,
    LinhVuc: procedure.field,
    DonViXuLy: handedOn ? unit.name : firstUnit.name,
    NgayTiepNhan: write(acceptedMs),
    NgayHenTra: write(formerDue !== undefined && formerDue.untilMs > nowMs ? formerDue.dueMs : dueMs),
    SoNgayXuLy: procedure.workingDays,
    TrangThaiHoSo: String(state),
    NgayTra: isReturned ? write(returnedMs) : null,
    NgayKetThucXuLy: isEnded ? write(endedMs) : "",
    NgayCapNhat: write(lastChangeMs(made, nowMs)),
    KenhThucHien: isOnline ? "2" : "1",
    BoSung: asked.map(({ askedMs, cameMs }) => ({
      NgayYeuCau: write(askedMs),
      NgayNhan: cameMs <= nowMs ? write(cameMs) : null,
    })),
    DaDongBo: facts.synchronised,
    CoPhi: procedure.hasFee,
    ThanhToanTrucTuyen: procedure.hasFee ? facts.paidOnline : null,
    KetQuaDienTu: isEnded ? facts.eResult : null,
    SoHoaHoSo: facts.digitised,
    TaiSuDungDuLieu: facts.reused,
    LuuKhoCaNhan: facts.stored,
    DuLieuDanCu: facts.citizenData,
    KhongHaiLong: isEnded ? facts.disliked : null,
    ChuHoSo: "Người nộp mô phỏng",
    SoDinhDanh: "000000000000",
    SoDienThoai: "0000000000",
  };
}
