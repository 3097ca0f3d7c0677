import { deadlineOf } from "#contract/calendar/recounting.ts";
import type { WorkingCalendar } from "#contract/calendar/working-days.ts";
import {
  type Dossier,
  DossierChannel,
  type DossierFacts,
  DossierInput,
  DossierState,
  factFields,
} from "#contract/dossiers/dossier.ts";
import { momentIn } from "#contract/dossiers/moments.ts";
import type { Place } from "#contract/entities/place.ts";
import { dayStartMs } from "#contract/entities/time.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { dayOf } from "../indicators/calculating.ts";
import { mistakeIn } from "../profile/sentences.ts";
import { maxAheadMs } from "../store/ahead.ts";
import { hasBegun } from "./course.ts";
import list from "./states.json" with { type: "json" };

export type AdmittedDossier = Omit<Dossier, "number" | "source" | "heardAtMs" | "isSimulated" | "moved">;

const dayMs = 86_400_000;
const plain = (text: string): string => text.trim().normalize("NFC").toLowerCase().replace(/\s+/g, " ");
const byWord = <Name extends string>(names: Readonly<Record<string, readonly string[]>>, known: readonly Name[]) =>
  new Map(known.flatMap((name) => [name, ...(names[name] ?? [])].map((word) => [plain(word), name] as const)));
const states = byWord(list.states, DossierState.options);
const channels = byWord(list.channels, DossierChannel.options);
const endStates: readonly DossierState[] = ["withdrawn", "stopped", "done", "returned", "turned-away"];

/** Kinds of places that handle dossiers. */
const handling: ReadonlySet<string> = new Set(["office", "commune", "province"]);

/** Offices by id and by name, also as they call themselves: "UBND phường Tam Thanh" is the place "Phường Tam Thanh". */
export function unitsByName(places: readonly Pick<Place, "id" | "kind" | "name">[]): ReadonlyMap<string, string> {
  return new Map(
    places
      .filter(({ kind }) => handling.has(kind))
      .flatMap(({ id, name }) => [id, name.vi, name.en, `UBND ${name.vi}`].map((word) => [plain(word), id] as const)),
  );
}

export type DossierAdmissionOptions = {
  /** Of the site's standard time from UTC. */
  offsetMs: number;
  units: ReadonlyMap<string, string>;
  calendar: WorkingCalendar;
  /** How long ago a dossier that has ended may have changed last, ms. */
  oldestMs: number;
  /** As many as may be kept; whether there is room for another. */
  limit: number;
  hasRoom(): boolean;
  now(): number;
};

/**
 * What may be kept of what a platform tells of a dossier, and nothing of whoever handed it in.
 * @returns the dossier, or why not
 */
export function admitDossier(
  candidate: unknown,
  options: DossierAdmissionOptions,
): { admitted: AdmittedDossier } | { refused: CodedMessage } {
  const parsed = DossierInput.safeParse(candidate);
  if (!parsed.success) return refused("dossier.invalid", mistakeIn(DossierInput, parsed.error, candidate));
  const input = parsed.data;
  const code = input.MaHoSo;
  const { offsetMs, calendar, now } = options;
  const unit = options.units.get(plain(input.DonViXuLy));
  if (unit === undefined) return refused("dossier.unknown-unit", { code, unit: input.DonViXuLy });
  const state = states.get(plain(input.TrangThaiHoSo));
  if (state === undefined) return refused("dossier.unknown-state", { code, found: input.TrangThaiHoSo });
  const channel = input.KenhThucHien === undefined ? null : channels.get(plain(input.KenhThucHien));
  if (channel === undefined) return refused("dossier.unknown-channel", { code, found: String(input.KenhThucHien) });

  const asked = input.BoSung ?? [];
  const times: Record<string, number | null> = {};
  const told: [field: string, value: unknown, isEnd?: boolean][] = [
    ["NgayTiepNhan", input.NgayTiepNhan],
    ["NgayHenTra", input.NgayHenTra, true],
    ["NgayTra", input.NgayTra],
    ["NgayKetThucXuLy", input.NgayKetThucXuLy],
    ["NgayCapNhat", input.NgayCapNhat],
    ...asked.flatMap(({ NgayYeuCau, NgayNhan }, at): [string, unknown][] => [
      [`BoSung.${at}.NgayYeuCau`, NgayYeuCau],
      [`BoSung.${at}.NgayNhan`, NgayNhan],
    ]),
  ];
  for (const [field, value, isEnd] of told) {
    const atMs = momentIn(value, offsetMs, isEnd);
    if (atMs === undefined) return refused("dossier.bad-time", { code, field, found: String(value).slice(0, 40) });
    times[field] = atMs;
  }
  const acceptedMs = times.NgayTiepNhan ?? null;
  if (acceptedMs === null) return refused("dossier.not-accepted", { code });
  const updatedAtMs = times.NgayCapNhat ?? Math.round(now());
  const isOver = endStates.includes(state);
  const done = isOver ? (times.NgayKetThucXuLy ?? null) : null;
  const returnedMs = isOver ? (times.NgayTra ?? null) : null;
  const isOtherwise = state === "stopped" || state === "withdrawn" || state === "turned-away";
  // That it is over without a day is told with the change that says so.
  const endMs = done ?? returnedMs ?? (isOver ? updatedAtMs : null);
  const latestMs = Math.max(acceptedMs, updatedAtMs, endMs ?? 0);
  if (latestMs > now() + maxAheadMs)
    return refused("dossier.from-future", { code, time: new Date(latestMs).toISOString() });
  if (endMs !== null && endMs < acceptedMs)
    return refused("dossier.times-crossed", {
      code,
      later: done === endMs ? "NgayKetThucXuLy" : "NgayTra",
      earlier: "NgayTiepNhan",
    });
  const supplements = asked.flatMap((_, at) => {
    const [askedMs, cameMs] = [times[`BoSung.${at}.NgayYeuCau`], times[`BoSung.${at}.NgayNhan`] ?? null];
    return askedMs == null ? [] : [{ askedMs, cameMs }];
  });
  if (supplements.some(({ askedMs, cameMs }) => cameMs !== null && cameMs < askedMs))
    return refused("dossier.times-crossed", { code, later: "NgayNhan", earlier: "NgayYeuCau" });
  if (isOver && updatedAtMs < now() - options.oldestMs)
    return refused("dossier.too-old", {
      ...{ code, time: new Date(updatedAtMs).toISOString(), days: Math.floor(options.oldestMs / dayMs) },
    });
  if (!options.hasRoom()) return refused("dossier.no-room", { code, limit: options.limit });

  const facts = Object.fromEntries(
    Object.entries(factFields).map(([field, name]) => [name, input[field as keyof typeof factFields] ?? null]),
  ) as DossierFacts;
  return {
    admitted: {
      ...{ code, procedure: input.MaTTHC, procedureName: input.TenTTHC ?? null, field: input.LinhVuc ?? null },
      ...{ unit, channel, state, acceptedMs, supplements, facts, updatedAtMs },
      ...dueOf(
        times.NgayHenTra ?? null,
        acceptedMs,
        hasBegun(state) ? input.SoNgayXuLy : undefined,
        calendar,
        offsetMs,
      ),
      handledMs: isOtherwise ? null : (done ?? (returnedMs === null ? endMs : null)),
      returnedMs,
      endedOtherwiseMs: isOtherwise ? endMs : null,
    },
  };
}

/**
 * By when a dossier is due. A promise that is what its working days come to is computed, and moves with the calendar; any other
 * stands as it was told.
 */
export function dueOf(
  toldMs: number | null,
  acceptedMs: number,
  workingDays: number | undefined,
  calendar: WorkingCalendar,
  offsetMs: number,
): Pick<Dossier, "dueMs" | "dueToldMs" | "deadline"> {
  const deadline = workingDays === undefined ? null : deadlineOf(calendar, dayOf(acceptedMs, offsetMs), workingDays);
  if (deadline === null) return { dueMs: toldMs, dueToldMs: toldMs, deadline: null };
  if (toldMs === null) return { dueMs: dayStartMs(deadline.due, offsetMs) + dayMs - 1, dueToldMs: null, deadline };
  const isComputed = dayOf(toldMs, offsetMs) === deadline.due;
  return { dueMs: toldMs, dueToldMs: toldMs, deadline: isComputed ? deadline : null };
}

const refused = (code: CodedMessage["code"], params: CodedMessage["params"]) => ({ refused: { code, params } });
