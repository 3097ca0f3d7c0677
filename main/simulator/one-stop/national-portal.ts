import { seedOf } from "../curves.ts";
import type { MadeDossier } from "./made-dossier.ts";
import { lastChangeMs, stateOf } from "./register.ts";
import type { OneStopScript, Unit } from "./script.ts";

const dayMs = 86_400_000;

/** The list of procedures and the petitions of a unit, as the platform tells them of the running month. */
export function catalogueOf({ code, procedures }: Pick<Unit, "code" | "procedures">, dayOfMonth: number) {
  const part = (of: string, from: number, to: number) =>
    Math.round(procedures * (from + (to - from) * seedOf(`${of} ${code} ${of}`)));
  const trucTuyen = part("online", 0.55, 0.78);
  const coPhi = part("fee", 0.3, 0.5);
  const congBo = Math.max(1, part("published", 0.02, 0.06));
  const capNhat = Math.max(1, part("updated", 0.03, 0.08));
  const nhan = Math.floor(seedOf(`petitions ${code}`) * 6 * (dayOfMonth / 30));
  return {
    ...{ tatCa: procedures, trucTuyen, dichVuTrucTuyen: trucTuyen, congBo, capNhat, coPhi },
    congBoDungHan: congBo - (seedOf(`late ${code}`) < 0.25 ? 1 : 0),
    capNhatDungHan: capNhat - (seedOf(`${code} late`) < 0.3 ? 1 : 0),
    duNoiDung: part("content", 0.94, 1),
    khaiPhi: Math.round(coPhi * (0.85 + 0.15 * seedOf(`fees ${code}`))),
    banSaoChungThuc: part("copies", 0.2, 0.6),
    duLieuDanCu: part("citizens", 0.5, 0.85),
    paknNhan: nhan,
    paknDungHan: Math.max(0, nhan - (seedOf(`answers ${code}`) < 0.2 ? 1 : 0)),
    paknHaiLong: Math.max(0, nhan - (seedOf(`liked ${code}`) < 0.4 ? 1 : 0)),
  };
}
type Catalogue = ReturnType<typeof catalogueOf>;

const capped = (points: number, ratio: number, fullAt = 1): number => Math.min(points, (points * ratio) / fullAt);
const share = (part: number, whole: number): number => part / whole;

/**
 * The score as a portal of its own would give it: of what was synchronised to it, as of the evening before, with its own view of petitions. So it
 * stands beside the province's own count with a difference that has causes. A group without anything to count has none.
 */
export function portalScore(dossiers: readonly MadeDossier[], catalogue: Catalogue, monthMs: number, nowMs: number) {
  const sent = dossiers.filter(({ facts, acceptedMs }) => facts.synchronised && acceptedMs <= nowMs);
  const inHand = sent.filter(({ endedMs }) => endedMs >= monthMs);
  const received = inHand.filter(({ acceptedMs }) => acceptedMs >= monthMs);
  const ended = inHand.filter((one) => stateOf(one, nowMs).isEnded);
  const isOnTime = ({ dueMs, endedMs, supplements }: MadeDossier): boolean => {
    const waited = supplements.reduce(
      (sum, { askedMs, cameMs }) => sum + Math.max(0, Math.min(cameMs, nowMs) - askedMs),
      0,
    );
    return supplements.length < 2 && Math.min(endedMs, nowMs) - waited <= dueMs;
  };
  const having = (list: readonly MadeDossier[], is: (one: MadeDossier) => boolean) => list.filter(is).length;
  const proceduresOf = (list: readonly MadeDossier[]) => new Set(list.map(({ procedure }) => procedure.code)).size;
  const paying = received.filter(({ procedure }) => procedure.hasFee);
  const c = catalogue;
  const two = (value: number): number | null => (Number.isFinite(value) ? Math.round(value * 100) / 100 : null);
  const of = (name: keyof MadeDossier["facts"]) =>
    share(
      having(received, ({ facts }) => facts[name]),
      received.length,
    );
  const r =
    ended.length === 0
      ? 0
      : 1 - (having(ended, (one) => !isOnTime(one)) + having(ended, ({ facts }) => facts.disliked)) / ended.length;
  const congKhai = two(
    6 * share(c.congBoDungHan, c.congBo) + 4 * share(c.capNhatDungHan, c.capNhat) + 2 * share(c.duNoiDung, c.tatCa) + 6,
  );
  const tienDo = two(20 * share(having(inHand, isOnTime), inHand.length));
  const trucTuyen = two(
    capped(2, share(c.trucTuyen, c.tatCa), 0.8) +
      4 * share(proceduresOf(received.filter(({ isOnline }) => isOnline)), c.dichVuTrucTuyen) +
      capped(
        6,
        share(
          having(received, ({ isOnline }) => isOnline),
          received.length,
        ),
        0.5,
      ),
  );
  const thanhToan = two(
    Math.min(
      10,
      6 *
        share(
          having(paying, ({ facts }) => facts.paidOnline),
          paying.length,
        ) +
        capped(2, share(proceduresOf(paying.filter(({ facts }) => facts.paidOnline)), c.coPhi), 0.8) +
        2.5 * share(c.khaiPhi, c.coPhi),
    ),
  );
  const petitions = c.paknNhan === 0 ? 12 : 6 * share(c.paknDungHan, c.paknNhan) + 6 * share(c.paknHaiLong, c.paknNhan);
  const haiLong = two(petitions + capped(6, Math.max(0, r), 0.9));
  const soHoa = two(
    6 *
      share(
        having(ended, ({ facts }) => facts.eResult),
        ended.length,
      ) +
      4 * of("digitised") +
      2 * share(c.banSaoChungThuc, c.tatCa) +
      capped(2, of("reused"), 0.8) +
      4 * of("stored") +
      2 * of("citizenData") +
      2 * share(c.duLieuDanCu, c.tatCa),
  );
  const all = [congKhai, tienDo, trucTuyen, thanhToan, haiLong, soHoa];
  const tong = all.some((one) => one === null) ? null : two(all.reduce<number>((sum, one) => sum + (one ?? 0), 0));
  return { congKhai, tienDo, trucTuyen, thanhToan, haiLong, soHoa, tong };
}

/** Some hours before now nothing is counted yet: the evening before. */
export const countedUpTo = (nowMs: number): number =>
  Math.floor((nowMs + 7 * 3_600_000) / dayMs) * dayMs - 7 * 3_600_000 - 1;

export const changedSince = (dossiers: readonly MadeDossier[], sinceMs: number, nowMs: number): MadeDossier[] =>
  dossiers.filter((one) => lastChangeMs(one, nowMs) >= sinceMs);

/** All units as one. */
export const wholeProvince = (units: OneStopScript["units"]): Pick<Unit, "code" | "procedures"> => ({
  code: "lang-son",
  procedures: Math.round(units.reduce((most, { procedures }) => Math.max(most, procedures), 0) * 4.6),
});
