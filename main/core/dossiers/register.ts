import { setImmediate as letOthersRun } from "node:timers/promises";
import { calendarMonthOf } from "#contract/calendar/months.ts";
import type { Dossier } from "#contract/dossiers/dossier.ts";
import type { DossierSettings } from "#contract/dossiers/settings.ts";
import { dayStartMs } from "#contract/entities/time.ts";
import { dayOf } from "../indicators/calculating.ts";
import { type CountedSpan, type DaysBetween, emptyTally, merged, type Tally, tallyOf } from "./counting.ts";
import { groupOf, type PlaceTally } from "./figures.ts";
import type { DossiersRepository } from "./repository.ts";

const dayMs = 86_400_000;

/** The site's calendar month of a moment, counted up to it. */
export function monthAt(atMs: number, offsetMs: number): CountedSpan {
  const { from, to } = calendarMonthOf(dayOf(atMs, offsetMs));
  const toMs = dayStartMs(to, offsetMs) + dayMs - 1;
  return { fromMs: dayStartMs(from, offsetMs), toMs, untilMs: Math.min(atMs, toMs) };
}

/** The month before the one of a moment, counted to its end. */
export function monthBefore(atMs: number, offsetMs: number): CountedSpan {
  const endMs = monthAt(atMs, offsetMs).fromMs - 1;
  return monthAt(endMs, offsetMs);
}

export function tallyPlace(
  dossiers: readonly Dossier[],
  span: CountedSpan,
  settings: DossierSettings,
  daysBetween: DaysBetween,
): PlaceTally {
  const groupOfField = groupOf(settings);
  const byGroup = Map.groupBy(dossiers, ({ field }) => groupOfField(field));
  const groups = settings.groups.map(({ id }): [string, Tally] => [
    id,
    tallyOf(byGroup.get(id) ?? [], span, daysBetween),
  ]);
  return { all: tallyOf(dossiers, span, daysBetween), groups: new Map(groups) };
}

/** That of several places, no dossier of which is in two of them. */
export function togetherAt(places: Iterable<PlaceTally>, settings: DossierSettings): PlaceTally {
  const all = [...places];
  const groups = settings.groups.map(({ id }): [string, Tally] => [
    id,
    merged(all.map((one) => one.groups.get(id) ?? emptyTally())),
  ]);
  return { all: merged(all.map((one) => one.all)), groups: new Map(groups) };
}

/** Goes through the dossiers in hand unit by unit, so that the core does other things in between; what takes long for one does them itself. */
export async function eachUnit(
  repository: Pick<DossiersRepository, "inHand">,
  units: Iterable<string>,
  fromMs: number,
  look: (unit: string, dossiers: Dossier[]) => void | Promise<void>,
): Promise<void> {
  for (const unit of units) {
    await look(unit, await repository.inHand(unit, fromMs));
    await letOthersRun();
  }
}
