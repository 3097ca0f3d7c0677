import { dayNumberOf, dayOfNumber, weekdayOf } from "#contract/calendar/days.ts";
import type { WorkingCalendar } from "#contract/calendar/working-days.ts";
import { type DossiersOverview, mostRaisesTold } from "#contract/dossiers/http.ts";
import type { CountName, DossierSettings } from "#contract/dossiers/settings.ts";
import { partsOf } from "#contract/entities/derived.ts";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { seriesKey } from "#contract/entities/series-key.ts";
import { dayStartMs } from "#contract/entities/time.ts";
import { registryOf } from "../calculations/registry.ts";
import type { SiteCalendar } from "../calendar/site-calendar.ts";
import { dayOf, everMs } from "../indicators/calculating.ts";
import type { PastRepository } from "../store/reading-repositories.ts";
import { type DaysBetween, merged, numbersOf, type Tally, tallyOf } from "./counting.ts";
import { type Raising, type RaisingUnit, raise } from "./raising.ts";
import { eachUnit, monthAt } from "./register.ts";
import type { DossiersRepository } from "./repository.ts";
import { scoreOf } from "./score.ts";

const dayMs = 86_400_000;
/** A due date that was moved is told for so long, while the dossier is open. */
const movedToldMs = 30 * dayMs;
const mostMovedTold = 40;
/** Many panels and phones ask for the same; at the scale of a province computing it takes some tenths of a second. */
const keptForMs = 20_000;

export type OverviewOptions = {
  repository: Pick<DossiersRepository, "inHand" | "units" | "moved">;
  past: Pick<PastRepository, "newestInMany">;
  calendar: Pick<SiteCalendar, "current">;
  daysBetween: DaysBetween;
  /** Of the site's standard time from UTC. */
  offsetMs: number;
  /** Epoch ms. */
  now(): number;
  /** When the register was last told something; null: never. */
  heardAtMs(): number | null;
  profile(): Profile;
  /** How dossiers are counted; undefined: they are not. */
  settings(): DossierSettings | undefined;
};

/** The week that is worked on: to its Sunday, or the next one's where none of its working days is left. Epoch ms. */
export function weekEndMs(calendar: WorkingCalendar, atMs: number, offsetMs: number): number {
  const today = dayNumberOf(dayOf(atMs, offsetMs));
  const sunday = today + 7 - weekdayOf(today);
  const days = Array.from({ length: sunday - today + 1 }, (_, at) => dayOfNumber(today + at));
  const isLeft = days.some((day) => calendar.isWorkingDay(day) === true);
  return dayStartMs(dayOfNumber(sunday + (isLeft ? 1 : 8)), offsetMs) - 1;
}

type Computed = { atMs: number; untilMs: number; isSimulated: boolean; raising: Raising };

const nothing: Raising = {
  ...{ home: { now: null, ifNothing: null, ifAll: null, missing: [] }, units: [], raises: [], more: 0, alreadyLate: 0 },
};

/** What raises the score this week, of all units or one, and which due dates were moved. */
export function createOverview(options: OverviewOptions) {
  const { repository, calendar, daysBetween, offsetMs, now } = options;
  let kept: { madeMs: number; computed: Promise<Computed> } | undefined;

  const compute = async (): Promise<Computed> => {
    const profile = options.profile();
    const settings = options.settings();
    const atMs = Math.min(now(), options.heardAtMs() ?? now());
    const untilMs = weekEndMs(calendar.current(), atMs, offsetMs);
    const span = monthAt(atMs, offsetMs);
    if (settings?.score === undefined || options.heardAtMs() === null)
      return { atMs, untilMs, isSimulated: false, raising: nothing };
    const units: RaisingUnit[] = [];
    const tallies: Tally[] = [];
    await eachUnit(repository, await repository.units(), span.fromMs, (unit, dossiers) => {
      const tally = tallyOf(dossiers, span, daysBetween);
      tallies.push(tally);
      units.push({ unit, counts: numbersOf(tally), dossiers });
    });
    const whole = merged(tallies);
    const indicators = new Map(profile.indicators.map((one) => [one.code, one] as const));
    const countOf = new Map(
      (Object.entries(settings.counts) as [CountName, string][]).map(([count, code]) => [code, count]),
    );
    const places = [profile.place, ...units.map(({ unit }) => unit)];
    const found = await newestOf(inputsBeside(settings.score, indicators, countOf), places, options.past);
    const around = {
      ...{ code: settings.score, indicators, registry: registryOf(profile), day: dayOf(atMs, offsetMs), countOf },
      newestAt: (code: string, place: string) => found.values.get(seriesKey(code, place)) ?? null,
    };
    const raising = raise({
      ...{ units, span, weekEndMs: untilMs, most: Number.POSITIVE_INFINITY },
      home: { place: profile.place, counts: numbersOf(whole) },
      scoreOf: (place, counts) => scoreOf(place, counts, around),
    });
    return { atMs, untilMs, isSimulated: whole.isSimulated || found.isSimulated, raising };
  };

  return async (unit: string | undefined, isNamed: boolean): Promise<DossiersOverview> => {
    if (kept === undefined || now() - kept.madeMs > keptForMs || now() < kept.madeMs) {
      const made = { madeMs: now(), computed: compute() };
      kept = made;
      made.computed.catch(() => {
        if (kept === made) kept = undefined;
      });
    }
    const { atMs, untilMs, isSimulated, raising } = await kept.computed;
    const moved = await repository.moved(Math.max(0, atMs - movedToldMs), mostMovedTold);
    const listed = unit === undefined ? raising.raises : raising.raises.filter((one) => one.unit === unit);
    const named = (code: string | null) => (isNamed ? code : null);
    return {
      ...{ asOfMs: Math.round(atMs), heardAtMs: options.heardAtMs(), isSimulated, untilMs },
      home: { place: options.profile().place, ...raising.home },
      units: raising.units.filter((one) => unit === undefined || one.unit === unit).slice(0, 1_000),
      raises: listed.slice(0, mostRaisesTold).map((one) => ({ ...one, code: named(one.code), isSimulated })),
      more: Math.max(0, listed.length - mostRaisesTold),
      alreadyLate: raising.alreadyLate,
      moved: {
        total: moved.total,
        atMs: moved.dossiers[0]?.moved?.atMs ?? null,
        dossiers: moved.dossiers.flatMap(({ code, unit, dueMs, moved }) =>
          moved === null || dueMs === null ? [] : [{ code: named(code), unit, fromMs: moved.fromMs, toMs: dueMs }],
        ),
      },
    };
  };
}

/** What a score is computed of that is neither counted nor computed itself. */
function inputsBeside(
  score: string,
  indicators: ReadonlyMap<string, Indicator>,
  countOf: ReadonlyMap<string, CountName>,
): string[] {
  const found = new Set<string>();
  const visit = (code: string): void => {
    const derived = indicators.get(code)?.derived;
    if (countOf.has(code)) return;
    if (derived?.kind === "calculation") for (const part of partsOf(derived)) visit(part);
    else found.add(code);
  };
  visit(score);
  return [...found];
}

async function newestOf(
  codes: readonly string[],
  places: readonly string[],
  past: OverviewOptions["past"],
): Promise<{ values: ReadonlyMap<string, number>; isSimulated: boolean }> {
  const asked = places.flatMap((place) => codes.map((indicator) => ({ indicator, place, fromMs: 0, toMs: everMs })));
  const found = asked.length === 0 ? [] : await past.newestInMany(asked);
  const values = asked.flatMap(({ indicator, place }, at) => {
    const value = found[at]?.value;
    return typeof value === "number" ? [[seriesKey(indicator, place), value] as const] : [];
  });
  // A score that takes one made-up number is made up.
  return { values: new Map(values), isSimulated: found.some((one) => one?.status === "simulated") };
}
