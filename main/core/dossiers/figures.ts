import { periodOf } from "#contract/calendar/periods.ts";
import type { CountName, DossierSettings } from "#contract/dossiers/settings.ts";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { ReadingInput } from "#contract/entities/reading.ts";
import { isCondensed } from "#contract/entities/retention.ts";
import { numbersOf, type Tally } from "./counting.ts";

/** An indicator that is counted from the register: which count, of which group; null: of all procedures. */
export type CountedFigure = { indicator: string; count: CountName; group: string | null };

export const figuresOf = ({ counts, groups }: DossierSettings): CountedFigure[] => {
  const listed = (of: DossierSettings["counts"], group: string | null) =>
    (Object.entries(of) as [CountName, string][]).map(([count, indicator]) => ({ indicator, count, group }));
  return [...listed(counts, null), ...groups.flatMap(({ id, counts }) => listed(counts, id))];
};

/** The group that a procedure's field belongs to; null: none. */
export function groupOf({ groups }: DossierSettings): (field: string | null) => string | null {
  const plain = (text: string) => text.trim().normalize("NFC").toLowerCase();
  const known = new Map(groups.flatMap(({ id, fields }) => fields.map((field) => [plain(field), id] as const)));
  return (field) => (field === null ? null : (known.get(plain(field)) ?? null));
}

/** What was counted at a place: of everything, and of each group. */
export type PlaceTally = { all: Tally; groups: ReadonlyMap<string, Tally> };

/**
 * The readings of what was counted at a place up to a moment. Of figures by the hour the hour's beginning is their as-of time, of
 * longer ones that of the day, so that a count that stays the same is one reading and one that changes is a revision of it.
 * @param isOver the month is: those by the month alone are told, as of its last millisecond
 */
export function readingsOf(
  place: string,
  { all, groups }: PlaceTally,
  figures: readonly CountedFigure[],
  options: {
    indicators: ReadonlyMap<string, Pick<Indicator, "period">>;
    atMs: number;
    isOver: boolean;
    offsetMs: number;
  },
): ReadingInput[] {
  const { indicators, atMs, isOver, offsetMs } = options;
  const numbers = new Map<string | null, ReturnType<typeof numbersOf>>();
  const numbersFor = (group: string | null) => {
    const tally = group === null ? all : groups.get(group);
    if (!numbers.has(group) && tally !== undefined) numbers.set(group, numbersOf(tally));
    return numbers.get(group);
  };
  return figures.flatMap(({ indicator, count, group }) => {
    const period = indicators.get(indicator)?.period;
    const found = numbersFor(group);
    if (period === undefined || found === undefined) return [];
    const isShort = isCondensed({ period }) || period === "day";
    if (isOver && isShort) return [];
    const asOf = isOver ? atMs : periodOf(isCondensed({ period }) ? "hour" : "day", atMs, offsetMs).fromMs;
    return [
      { indicator, place, value: found[count], asOf, ...(all.isSimulated ? { status: "simulated" as const } : {}) },
    ];
  });
}
