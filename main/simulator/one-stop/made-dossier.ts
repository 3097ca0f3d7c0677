import { seedOf } from "../curves.ts";
import { calendar, dayOf, later, officeMoment } from "./office-time.ts";
import type { OneStopScript, Unit } from "./script.ts";

/** A made-up dossier from its acceptance to its end, as it will have been when all of it has happened. */
export type MadeDossier = {
  code: string;
  unit: Unit;
  /** Where it lies first, until it is handed on; undefined: it came to the right one. */
  firstUnit: { name: string; untilMs: number } | undefined;
  procedure: OneStopScript["procedures"][number];
  isOnline: boolean;
  acceptedMs: number;
  dueMs: number;
  /** The promise before it was corrected. */
  formerDue: { dueMs: number; untilMs: number } | undefined;
  supplements: { askedMs: number; cameMs: number }[];
  endedMs: number;
  end: "done" | "stopped" | "withdrawn";
  returnedMs: number;
  facts: Record<
    "synchronised" | "paidOnline" | "eResult" | "digitised" | "reused" | "stored" | "citizenData" | "disliked",
    boolean
  >;
  /** It is told twice in the same answer. */
  isToldTwice: boolean;
};

/** @param index which of the unit's dossiers of that day */
export function madeDossier(script: OneStopScript, unit: Unit, day: string, index: number): MadeDossier {
  const code = `H37.${unit.code}-${day.slice(2).replaceAll("-", "")}-${String(index + 1).padStart(4, "0")}`;
  /** A number in 0..1 that is this dossier's own for each thing. */
  const chance = (of: string): number => seedOf(`${of} ${code} ${of.length}`);
  const { events } = script;
  const happens = (event: keyof typeof events): boolean => chance(event) < events[event] / 1_000;
  const procedures = script.procedures.filter(({ at }) => at === (unit.isCommune ? "commune" : unit.code));
  const procedure = procedures[Math.floor(chance("procedure") * procedures.length)] ?? script.procedures[0];
  if (procedure === undefined) throw new Error("no procedure in the script");
  const acceptedMs = officeMoment(day, chance("hour"));
  const dueDay = later(day, procedure.workingDays);
  const promisedMs = officeMoment(dueDay, 1);
  const isRevised = happens("dueRevised");
  const dueMs = isRevised ? officeMoment(later(dueDay, 2), 1) : promisedMs;

  const supplements: MadeDossier["supplements"] = [];
  let workedFrom = day;
  const asks = happens("supplementTwice") ? 2 : happens("supplement") ? 1 : 0;
  let waitedDays = 0;
  for (let at = 0; at < asks; at++) {
    const askedOn = later(workedFrom, Math.max(1, Math.floor(procedure.workingDays * 0.3 * chance(`asked${at}`))));
    const cameOn = later(askedOn, 1 + Math.floor(chance(`came${at}`) * 5));
    const [askedMs, cameMs] = [
      officeMoment(askedOn, chance(`asked ${at}`)),
      officeMoment(cameOn, chance(`came ${at}`)),
    ];
    supplements.push({ askedMs, cameMs });
    waitedDays += calendar.workingDaysBetween(askedOn, cameOn) ?? 0;
    workedFrom = cameOn;
  }
  const left = Math.max(
    0,
    (calendar.workingDaysBetween(workedFrom, later(dayOf(dueMs), waitedDays)) ?? 0) - (asks > 0 ? 1 : 0),
  );
  const isOnTime = chance("on time") < unit.onTime;
  // Most are finished near their due date; the late ones some days after it, a few much later.
  const takes = isOnTime
    ? Math.floor(left * Math.sqrt(chance("days")))
    : left + 1 + Math.floor(12 * chance("late") ** 2);
  const endedOn = later(workedFrom, takes);
  const lastMs = Math.max(acceptedMs, ...supplements.map(({ cameMs }) => cameMs)) + 20 * 60_000;
  const endedMs = Math.max(officeMoment(endedOn, chance("end") * (isOnTime ? 0.95 : 1)), lastMs);
  const firstMs = officeMoment(later(day, 1), chance("handed on"));
  const other = script.units[Math.floor(chance("other") * script.units.length)];
  const wrong = happens("formerUnit") ? { name: script.formerUnit, untilMs: Number.POSITIVE_INFINITY } : undefined;
  const strays = happens("wrongUnit") && other !== undefined ? { name: other.name, untilMs: firstMs } : undefined;
  return {
    ...{ code, unit, procedure, acceptedMs, dueMs, supplements, endedMs },
    firstUnit: wrong ?? strays,
    isOnline: chance("channel") < (unit.isCommune ? 0.64 : 0.82),
    formerDue: isRevised ? { dueMs: promisedMs, untilMs: officeMoment(later(day, 1), 0.5) } : undefined,
    end: happens("withdrawn") ? "withdrawn" : happens("stopped") ? "stopped" : "done",
    returnedMs: officeMoment(later(dayOf(endedMs), 1 + Math.floor(chance("returned") * 3)), chance("return")),
    facts: {
      synchronised: chance("synchronised") < 0.985,
      paidOnline: chance("paid") < 0.58,
      eResult: chance("result") < 0.86,
      digitised: chance("digitised") < 0.9,
      reused: chance("reused") < 0.42,
      stored: chance("stored") < 0.71,
      citizenData: chance("citizen") < 0.88,
      disliked: happens("disliked"),
    },
    isToldTwice: happens("toldTwice"),
  };
}

/** How many dossiers a unit accepts on a working day; Mondays are busier. */
export function acceptedOn(unit: Unit, day: string): number {
  const isMonday = new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
  const many = unit.perDay * (isMonday ? 1.25 : 0.95) * (0.7 + 0.6 * seedOf(`${unit.code} ${day}`));
  return Math.floor(many) + (seedOf(`${day} ${unit.code}`) < many % 1 ? 1 : 0);
}
