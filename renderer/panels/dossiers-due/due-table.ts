import type { PlaceFigure } from "../../figures/place-figures.ts";
import type { Tone } from "../../figures/tone.ts";

export type DueCounts = { late: number | null; soon: number | null; near: number | null; open: number | null };
export type DueRow = DueCounts & { place: PlaceFigure["place"] };
/** How many overdue at one unit are out of the ordinary; absent: no limit. */
export type Limits = { attention?: number | undefined; alarm?: number | undefined };

/** Figures of the same place side by side. @param all of each column its figures, in the order of the site */
export function dueRows(all: Record<keyof DueCounts, readonly PlaceFigure[]>): DueRow[] {
  const valuesIn = (figures: readonly PlaceFigure[]) => new Map(figures.map(({ place, value }) => [place.id, value]));
  const [soon, near, open] = [valuesIn(all.soon), valuesIn(all.near), valuesIn(all.open)];
  return all.late.map((figure) => {
    const { id } = figure.place;
    const counts = { soon: soon.get(id) ?? null, near: near.get(id) ?? null, open: open.get(id) ?? null };
    return { place: figure.place, late: figure.value, ...counts };
  });
}

/** Those with something overdue or about to be, what is worst first; equal ones in the order of the site. */
export const pressing = (rows: readonly DueRow[]): DueRow[] =>
  rows
    .filter(({ late, near }) => (late ?? 0) + (near ?? 0) > 0)
    .sort((a, b) => (b.late ?? 0) - (a.late ?? 0) || (b.soon ?? 0) - (a.soon ?? 0) || (b.near ?? 0) - (a.near ?? 0));

export const toneOfLate = (late: number | null, { attention, alarm }: Limits): Tone =>
  late !== null && late > (alarm ?? Number.POSITIVE_INFINITY)
    ? "alarm"
    : late !== null && late > (attention ?? Number.POSITIVE_INFINITY)
      ? "attention"
      : "normal";
