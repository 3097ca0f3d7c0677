/** The arithmetic of the bench of the web app, for itself. */

/** One request of a page; epoch ms. `bytes` as they came over the line, heads included. */
export type Loaded = { url: string; kind: string; sentAtMs: number; doneAtMs: number; bytes: number };

/** What came whole until a moment, but for fonts, which change with the device and hold up no reading. */
export function firstScreenOf(all: readonly Loaded[], untilMs: number): { bytes: number; requests: number } {
  const counted = all.filter(({ kind, doneAtMs }) => kind !== "Font" && doneAtMs <= untilMs);
  return { bytes: counted.reduce((sum, { bytes }) => sum + bytes, 0), requests: counted.length };
}

/** Parts of the renderer that the wall and the desk alone are made of. */
const wallFolder = /renderer\/(?:wall|layout|panels|desk|video|cameras)\//;

/** Those of a source map's files that are the wall's code. */
export const wallFilesIn = (sources: readonly string[]): string[] => sources.filter((one) => wallFolder.test(one));

/**
 * The kinds of a mix in turn, each as often as its share says and never all of one kind one after the other.
 * @param shares whole numbers, by kind
 */
export function mixOf<Kind extends string>(shares: Readonly<Record<Kind, number>>): Kind[] {
  const kinds = Object.entries(shares) as [Kind, number][];
  const total = kinds.reduce((sum, [, share]) => sum + share, 0);
  const due = new Map(kinds.map(([kind]) => [kind, 0]));
  return Array.from({ length: total }, () => {
    for (const [kind, share] of kinds) due.set(kind, (due.get(kind) ?? 0) + share);
    const [next] = [...due].reduce((most, one) => (one[1] > most[1] ? one : most));
    due.set(next, (due.get(next) ?? 0) - total);
    return next;
  });
}
