import { readFileSync } from "node:fs";
import { NationalDays } from "#contract/calendar/national.ts";
import { createWorkingCalendar } from "#contract/calendar/working-days.ts";
import type { Dossier, DossierFacts } from "#contract/dossiers/dossier.ts";
import { noHolidays } from "#contract/entities/timetable.ts";
import type { DaysBetween } from "../../../../main/core/dossiers/counting.ts";
import { dayOf } from "../../../../main/core/indicators/calculating.ts";

export const offsetMs = 7 * 3_600_000;
/** A moment of the site's own time: at("2026-11-27 16:30"). */
export const at = (text: string): number => Date.parse(`${text.replace(" ", "T")}:00+07:00`);

export const national = NationalDays.parse(
  JSON.parse(readFileSync(new URL("../../../../assets/calendar/vietnam.json", import.meta.url), "utf8")),
);
export const calendar = createWorkingCalendar(national, noHolidays);
export const daysBetween: DaysBetween = (fromMs, toMs) =>
  calendar.workingDaysBetween(dayOf(fromMs, offsetMs), dayOf(toMs, offsetMs));

export const noFacts: DossierFacts = {
  ...{ synchronised: null, hasFee: null, isPaidOnline: null, hasEResult: null, isDigitised: null },
  ...{ isReused: null, isStored: null, hasCitizenData: null, isDisliked: null },
};

let made = 0;
/** In work since 02/11/2026, due on 30/11/2026 at 17:00. */
export function dossier({
  facts,
  ...more
}: Partial<Omit<Dossier, "facts">> & { facts?: Partial<DossierFacts> } = {}): Dossier {
  made += 1;
  return {
    ...{
      number: made,
      source: "mot-cua",
      code: `H37-${made}`,
      procedure: "1.000001",
      procedureName: null,
      field: "Đất đai",
    },
    ...{ unit: "so-a", channel: null, state: "in-work", acceptedMs: at("2026-11-02 08:00") },
    ...{ dueMs: at("2026-11-30 17:00"), dueToldMs: at("2026-11-30 17:00"), deadline: null, moved: null },
    ...{ handledMs: null, returnedMs: null, endedOtherwiseMs: null, supplements: [] },
    ...{ updatedAtMs: at("2026-11-02 08:00"), heardAtMs: at("2026-11-02 08:00"), isSimulated: false },
    ...more,
    facts: { ...noFacts, ...facts },
  };
}
